/** Writes the two numbers of a signature as strict DER: a sequence of two integers, each as short as possible. */
export function encodeDer(r: Uint8Array, s: Uint8Array): Uint8Array<ArrayBuffer> {
  const numbers = [r, s].flatMap((number) => {
    const start = number.findIndex((byte) => byte !== 0);
    const digits = [...number.subarray(start)];
    // DER integers are signed: the highest bit of a positive one is 0.
    if (digits[0]! >= 0x80) digits.unshift(0);
    return [0x02, digits.length, ...digits];
  });
  return Uint8Array.from([0x30, numbers.length, ...numbers]);
}

/** Reads the two numbers of a signature, 32 bytes each. `undefined` when it is not strict DER, or one is too long. */
export function decodeDer(der: Uint8Array): [r: Uint8Array, s: Uint8Array] | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  let offset = 2;
  const integer = () => {
    const [tag, length = 0, ...rest] = der.subarray(offset);
    const digits = rest.slice(0, length);
    offset += 2 + length;
    const isShortest = digits[0] !== 0 || length === 1 || digits[1]! >= 0x80;
    if (tag !== 0x02 || length === 0 || digits.length < length) return undefined;
    if (digits[0]! >= 0x80 || !isShortest) return undefined;
    if (digits[0] === 0) digits.shift();
    if (digits.length > 32) return undefined;
    const number = new Uint8Array(32);
    number.set(digits, 32 - digits.length);
    return number;
  };
  const r = integer();
  const s = integer();
  return r && s && offset === der.length ? [r, s] : undefined;
}
