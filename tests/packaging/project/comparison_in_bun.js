import { SecretBlob, SecretInteger } from "@nilvm/client/values";
import { expect, test } from "bun:test";
import { deepEqual, deepStrictEqual, notDeepEqual, notDeepStrictEqual } from "node:assert";

test("Bun tells secrets apart, and clones none", () => {
  const pairs = [
    [42, 43].map((number) => new SecretInteger(number)),
    [1, 2].map((byte) => new SecretBlob(Uint8Array.of(byte))),
  ];
  for (const [one, other] of pairs) {
    const same = new one.constructor(one.value);
    expect(one).toEqual(same);
    expect(one).toStrictEqual(same);
    expect([one]).toContainEqual(same);
    expect({ one }).toMatchObject({ one: same });
    deepStrictEqual(one, same);
    deepEqual(one, same);
    expect(one).not.toEqual(other);
    expect({ list: [one] }).not.toEqual({ list: [other] });
    expect({ one }).not.toMatchObject({ one: other });
    notDeepStrictEqual(one, other);
    notDeepEqual(one, other);
    expect(() => structuredClone({ one })).toThrow();
  }
});
