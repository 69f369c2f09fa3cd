/** Keys and values keep bytes of their own, whatever kind of array they are given. */
import {
  EcdsaPrivateKey,
  EcdsaSignature,
  EddsaKey,
  EddsaMessage,
  InvalidArgumentError,
  PrivateKey,
  PublicKey,
  SecretBlob,
  Signature,
  StoreId,
  UserId,
} from "@nilvm/client";
import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { Buffer } from "node:buffer";
import { runInNewContext } from "node:vm";

type Bytes = Uint8Array;

/** How many bytes each takes, how it is made of them, and how it gives them. */
const holders: Record<string, [length: number, make: (bytes: Bytes) => () => Bytes]> = {
  PrivateKey: [32, (bytes) => bytesOf(PrivateKey.fromBytes(bytes))],
  EddsaKey: [32, (bytes) => bytesOf(EddsaKey.fromBytes(bytes))],
  "EddsaKey's public key": [32, (bytes) => {
    const key = EddsaKey.fromSeed(bytes);
    return () => key.publicKey;
  }],
  PublicKey: [33, (bytes) => bytesOf(PublicKey.fromBytes(bytes))],
  "PublicKey of BIP 340": [32, (bytes) => {
    const key = PublicKey.fromXOnly(bytes);
    return () => key.toXOnly();
  }],
  Signature: [64, (bytes) => bytesOf(Signature.fromBytes(bytes))],
  UserId: [20, (bytes) => bytesOf(UserId.fromBytes(bytes))],
  "UserId by its constructor": [
    20,
    (bytes) => bytesOf(new (UserId as unknown as new (bytes: Bytes) => UserId)(bytes)),
  ],
  SecretBlob: [5, (bytes) => valueOf(new SecretBlob(bytes))],
  "SecretBlob that is set": [5, (bytes) => {
    const blob = new SecretBlob(new Uint8Array());
    blob.value = bytes;
    return valueOf(blob);
  }],
  EcdsaPrivateKey: [32, (bytes) => valueOf(new EcdsaPrivateKey(bytes))],
  EddsaMessage: [3, (bytes) => valueOf(new EddsaMessage(bytes))],
  StoreId: [16, (bytes) => valueOf(new StoreId(bytes))],
  "EcdsaSignature's r": [32, (bytes) => {
    const value = new EcdsaSignature({ r: bytes, s: new Uint8Array(32) });
    return () => value.value.r;
  }],
  "EcdsaSignature's s": [32, (bytes) => {
    const value = new EcdsaSignature({ r: new Uint8Array(32), s: bytes });
    return () => value.value.s;
  }],
};

function bytesOf(holder: { toBytes(): Bytes }): () => Bytes {
  return () => holder.toBytes();
}

function valueOf(value: { readonly value: Bytes }): () => Bytes {
  return () => value.value;
}

const { publicKey } = PrivateKey.fromBytes(new Uint8Array(32).fill(1));

const arrays: Record<string, (length: number) => Bytes> = {
  "a Uint8Array": (length) => new Uint8Array(length).fill(2),
  "a part of a Uint8Array": (length) => new Uint8Array(length + 9).fill(2).subarray(4, -5),
  "a Buffer": (length) => Buffer.alloc(length, 2),
  "a Buffer of the pool": (length) => Buffer.from("02".repeat(length), "hex"),
  "an array of another realm": (length) => runInNewContext(`new Uint8Array(${length}).fill(2)`),
};

Deno.test("keys and values copy the bytes that they take and give", () => {
  for (const [kind, make] of Object.entries(arrays)) {
    for (const [holder, [length, hold]] of Object.entries(holders)) {
      const name = `${holder} of ${kind}`;
      const given = make(length);
      if (holder === "PublicKey") given.set(publicKey.toBytes());
      if (holder === "PublicKey of BIP 340") given.set(publicKey.toXOnly());
      const give = hold(given);
      const before = Array.from(give());
      given.fill(7);
      assertEquals(Array.from(give()), before, `${name}, after a change of what was given`);
      const taken = give();
      assert(taken instanceof Uint8Array && taken.constructor === Uint8Array, name);
      assertEquals(taken.buffer.byteLength, taken.length, name);
      taken.fill(9);
      assertEquals(Array.from(give()), before, `${name}, after a change of what it gave`);
    }
  }
});

Deno.test("keys and values refuse memory that threads share, and what only looks like bytes", () => {
  const looks: [value: unknown, name: string][] = [
    [new Uint8Array(new SharedArrayBuffer(32)), "Uint8Array of shared memory"],
    [new DataView(new ArrayBuffer(32)), "DataView"],
    [Array(32).fill(1), "Array"],
  ];
  for (const [value, name] of looks) {
    for (const [holder, [, hold]] of Object.entries(holders)) {
      const error = assertThrows(() => hold(value as Bytes), InvalidArgumentError);
      if (!holder.startsWith("EcdsaSignature")) {
        assert(error.message.includes(`not ${name}`), holder);
      }
    }
  }
});

Deno.test("what a key signs and verifies may be of another realm", () => {
  const key = PrivateKey.random();
  const message = runInNewContext("Uint8Array.of(1, 2, 3)");
  const signature = key.sign(message);
  const foreign = runInNewContext(`Uint8Array.from([${signature}])`);
  assert(key.publicKey.verify(message, foreign));
  assert(Signature.fromBytes(foreign).equals(Signature.fromBytes(signature)));
  assertNotEquals(key.sign(Uint8Array.of(1, 2)), signature);
});
