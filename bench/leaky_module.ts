/**
 * A module with the core's interface. Two of its operations leak by their time, so that the test for leaks can be tested:
 *
 * - `ecdsaVerify` compares the first 32 bytes of a request with the next 32, and stops at the first that differ.
 * - `ecdsaSign` goes over the bits of the first 32 bytes and multiplies where one is set.
 */
export function leakyModule(): WebAssembly.Module {
  const i32 = 0x7f;
  const request = 0, index = 3, product = 4;
  const [get, set, constant] = [0x20, 0x21, 0x41];
  const [add, multiply, and, shiftRight, isNotEqual, isAtLeast] = [
    0x6a,
    0x6c,
    0x71,
    0x76,
    0x47,
    0x4f,
  ];
  const [block, loop, ifSet, end, branch, branchIf, nothing] = [
    0x02,
    0x03,
    0x04,
    0x0b,
    0x0c,
    0x0d,
    0x40,
  ];
  const load8 = (offset: number) => [0x2d, 0, offset];
  const next = [get, index, constant, 1, add, set, index];

  const upTo = (count: number[], ...body: number[]) => [
    ...[block, nothing, loop, nothing],
    ...[get, index, constant, ...count, isAtLeast, branchIf, 1],
    ...body,
    ...[...next, branch, 0, end, end],
  ];
  const at = [get, request, get, index, add];
  const compare = upTo([32], ...at, ...load8(0), ...at, ...load8(32), isNotEqual, branchIf, 1);
  const bit = [
    ...[get, request, get, index, constant, 3, shiftRight, add, ...load8(0)],
    ...[get, index, constant, 7, and, shiftRight, constant, 1, and],
  ];
  const square = [get, product, get, product, multiply, get, index, add, set, product];
  // 256, as LEB128.
  const multiplyWhereSet = upTo([0x80, 0x02], ...bit, ifSet, nothing, ...square, end);

  const response = 512;
  const leb = (number: number) => [number & 0x7f | 0x80, number >> 7];
  const text = (name: string) => [name.length, ...new TextEncoder().encode(name)];
  const section = (id: number, ...content: number[]) => [id, ...leb(content.length), ...content];
  const code = (...body: number[]) => [...leb(body.length), ...body];
  const locals = [1, 2, i32];
  return new WebAssembly.Module(Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(
      1,
      ...[3, 0x60, 1, i32, 1, i32, 0x60, 2, i32, i32, 0, 0x60, 3, i32, i32, i32, 1, i32],
    ),
    ...section(3, 4, 0, 1, 2, 2),
    ...section(5, 1, 0, 1),
    ...section(
      7,
      5,
      ...[...text("memory"), 2, 0, ...text("allocate"), 0, 0, ...text("release"), 0, 1],
      ...[...text("ecdsaVerify"), 0, 2, ...text("ecdsaSign"), 0, 3],
    ),
    ...section(
      10,
      4,
      ...code(0, constant, ...leb(1024), end),
      ...code(0, end),
      ...code(...locals, ...compare, constant, ...leb(response), end),
      // The product is stored, so that it has to be calculated.
      ...code(
        ...locals,
        ...multiplyWhereSet,
        ...[constant, ...leb(response + 16), get, product, 0x36, 2, 0],
        ...[constant, ...leb(response), end],
      ),
    ),
    // A response of 12 bytes with nothing in it and the status 0.
    ...section(
      11,
      ...[1, 0, constant, ...leb(response), end, 12, 12, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0],
    ),
  ]));
}
