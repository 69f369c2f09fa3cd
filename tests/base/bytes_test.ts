import { InvalidArgumentError } from "@nilvm/client";
import { assert, assertEquals, assertFalse, assertThrows } from "@std/assert";
import { Buffer } from "node:buffer";
import { runInNewContext } from "node:vm";
import { isBytes } from "../../src/base/brand.ts";
import { checkBytes, copyBytes, joinBytes } from "../../src/base/bytes.ts";
import { described } from "../../src/base/text.ts";

const gone = "Uint8Array of memory that was transferred or resized";

/** Bytes that were sent to another thread. */
function transferred(): Uint8Array {
  const bytes = Uint8Array.of(1, 2);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}

/** Bytes that lie behind the end of their buffer, which became shorter. */
function cutOff(): Uint8Array {
  const buffer = new ArrayBuffer(4, { maxByteLength: 4 });
  const bytes = new Uint8Array(buffer, 2, 2);
  buffer.resize(1);
  return bytes;
}

/** What looks like bytes and is not, with its name in errors. */
const others: [value: unknown, name: string][] = [
  [new DataView(new ArrayBuffer(2)), "DataView"],
  [new ArrayBuffer(2), "ArrayBuffer"],
  [[1, 2], "Array"],
  ["12", "String"],
  [{ length: 2 }, "Object"],
  [new Int8Array(2), "Int8Array"],
  [new Uint8ClampedArray(2), "Uint8ClampedArray"],
  [new Uint8Array(new SharedArrayBuffer(2)), "Uint8Array of shared memory"],
  [Buffer.from(new SharedArrayBuffer(2)), "Uint8Array of shared memory"],
  [runInNewContext("new Uint8Array(new SharedArrayBuffer(2))"), "Uint8Array of shared memory"],
  [transferred(), gone],
  [cutOff(), gone],
  [runInNewContext("new DataView(new ArrayBuffer(2))"), "DataView"],
  [runInNewContext("[1, 2]"), "Array"],
  [Object.setPrototypeOf([1, 2], Uint8Array.prototype), "Array"],
  [null, "Null"],
  [undefined, "Undefined"],
];

Deno.test("isBytes() takes Uint8Arrays of any realm", () => {
  const foreign = runInNewContext("Uint8Array.of(1, 2)");
  assertFalse(foreign instanceof Uint8Array);
  for (const bytes of [new Uint8Array(), Uint8Array.of(1, 2), Buffer.of(1, 2), foreign]) {
    assert(isBytes(bytes));
    assertEquals(checkBytes(bytes, "A nonce"), bytes);
    assertEquals(described(bytes), `a Uint8Array of ${bytes.length} bytes`);
  }
});

Deno.test("checkBytes() refuses everything else, and names it", () => {
  for (const [value, name] of others) {
    assertFalse(isBytes(value), name);
    const error = assertThrows(() => checkBytes(value as never, "A nonce"), InvalidArgumentError);
    assertEquals(error.message, `A nonce must be a Uint8Array, not ${name}`);
  }
});

Deno.test("copyBytes() and joinBytes() copy into memory of this realm", () => {
  const foreign = runInNewContext("Uint8Array.of(1, 2)");
  for (const bytes of [Uint8Array.of(1, 2), Buffer.of(1, 2), foreign]) {
    const copies = [copyBytes(bytes), joinBytes([bytes.subarray(0, 1), bytes.subarray(1)])];
    bytes.fill(0);
    for (const copy of copies) {
      assertEquals(copy, Uint8Array.of(1, 2));
      assertEquals(copy.buffer.byteLength, 2);
    }
  }
});
