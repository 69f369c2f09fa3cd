import { SecretBlob, SecretInteger } from "@nilvm/client/values";
import { expect, test } from "bun:test";
import { deepEqual, deepStrictEqual, notDeepEqual, notDeepStrictEqual } from "node:assert";

/** Pairs of functions that make two different secrets. Nothing has compared what they make. */
const pairs = [
  [42, 43].map((number) => () => new SecretInteger(number)),
  [1, 2].map((byte) => () => new SecretBlob(Uint8Array.of(byte))),
];

test("Bun tells secrets apart, and clones none", () => {
  for (const [one, other] of pairs) {
    expect(one()).toEqual(one());
    expect(one()).toStrictEqual(one());
    expect([one()]).toContainEqual(one());
    expect({ secret: one() }).toMatchObject({ secret: one() });
    deepStrictEqual(one(), one());
    deepEqual(one(), one());
    expect(one()).not.toEqual(other());
    expect({ list: [one()] }).not.toEqual({ list: [other()] });
    expect({ secret: one() }).not.toMatchObject({ secret: other() });
    notDeepStrictEqual(one(), other());
    notDeepEqual(one(), other());
    expect(() => structuredClone({ secret: one() })).toThrow();
  }
});
