import { EddsaKey, PrivateKey, PublicKey } from "@nilvm/client";
import { assert, assertEquals, assertFalse } from "@std/assert";
import { VmError } from "../../src/errors/mod.ts";
import { callCore } from "../../src/core/core.ts";

const message = new TextEncoder().encode("gm, builder");
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The core's whole memory as text, one character a byte, to search it. */
function memory(): string {
  let buffer: ArrayBufferLike | undefined;
  callCore("sha256", 1, (request) => {
    buffer = request.buffer;
    return 0;
  }, () => {});
  return new TextDecoder("latin1").decode(new Uint8Array(buffer!).slice());
}

/** Counts the runs of eight bytes of the secrets in the memory, in either byte order. */
function remains(secrets: Uint8Array[]): number {
  const text = memory();
  let found = 0;
  for (const secret of secrets.flatMap((secret) => [secret, secret.toReversed()])) {
    for (let at = 0; at + 8 <= secret.length; at += 4) {
      const run = new TextDecoder("latin1").decode(secret.slice(at, at + 8));
      if (text.includes(run)) found++;
    }
  }
  return found;
}

/** The negated key: BIP 340 signs with it for half of all keys. */
function opposite(key: PrivateKey): Uint8Array {
  return Uint8Array.fromHex((order - BigInt(`0x${key.toHex()}`)).toString(16).padStart(64, "0"));
}

Deno.test("remains() finds a secret that is in memory", () => {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  assertEquals(remains([secret]), 0);
  let seen = 0;
  callCore("sha256", 32, (request) => {
    request.set(secret);
    seen = new TextDecoder("latin1").decode(new Uint8Array(request.buffer).slice())
      .indexOf(new TextDecoder("latin1").decode(secret));
    return 32;
  }, () => {});
  assert(seen > 0);
});

Deno.test("operations on private keys leave no trace of them in the core's memory", () => {
  const random = () => crypto.getRandomValues(new Uint8Array(32));
  for (let round = 0; round < 8; round++) {
    const [key, other, eddsa] = [PrivateKey.random(), PrivateKey.random(), EddsaKey.random()];
    const tweak = PrivateKey.random().toBytes();
    const [nonceData, seed] = [random(), random()];
    const secrets = [key.toBytes(), opposite(key), tweak, nonceData, seed, eddsa.toBytes()];
    const acts: Record<string, () => Uint8Array | void> = {
      sign: () => void key.sign(message),
      "sign with nonce data": () => void key.sign(message, { nonceData }),
      signSchnorr: () => void key.signSchnorr(message, { auxRand: nonceData }),
      tweakAdd: () => key.tweakAdd(tweak).toBytes(),
      tweakMultiply: () => key.tweakMultiply(tweak).toBytes(),
      "tweakAdd of the public key": () => void key.publicKey.tweakAdd(tweak),
      "tweakMultiply of the public key": () => void key.publicKey.tweakMultiply(tweak),
      sharedSecret: () => key.sharedSecret(other.publicKey),
      "EddsaKey.sign": () => void eddsa.sign(message, { entropy: nonceData }),
      "EddsaKey.fromSeed": () => EddsaKey.fromSeed(seed).toBytes(),
    };
    for (const [what, act] of Object.entries(acts)) {
      const secret = act();
      if (secret) secrets.push(secret);
      assertEquals(remains(secrets), 0, what);
    }
  }
});

Deno.test("EddsaKey is redacted in logs, strings and JSON", () => {
  const key = EddsaKey.fromBytes(new Uint8Array(32).fill(0xab, 0, 31));
  const shown = [
    Deno.inspect(key, { showHidden: true, depth: 9 }),
    Deno.inspect({ key }),
    `${key}`,
    JSON.stringify({ key }),
    Object.values(key).map(String).join(),
  ];
  for (const text of shown) assertFalse(/abab|171/.test(text), text);
  assertEquals(shown[0], "EddsaKey { <redacted> }");
});

Deno.test("a tweaked key is redacted in logs, strings and JSON", () => {
  const tweaked = PrivateKey.fromHex("ab".repeat(32)).tweakAdd(new Uint8Array(32));
  assertEquals(Deno.inspect(tweaked, { showHidden: true }), "PrivateKey { <redacted> }");
  assertEquals(JSON.stringify([tweaked]), '["PrivateKey { <redacted> }"]');
});

Deno.test("no error repeats a secret", () => {
  const secret = new Uint8Array(32).fill(0xfe);
  const hex = secret.toHex();
  const key = PrivateKey.fromHex("12".repeat(32));
  const refused = [
    () => PrivateKey.fromHex(hex + "0"),
    () => PrivateKey.fromBytes(new Uint8Array(32).fill(0xff)),
    () => PrivateKey.fromBytes(secret.subarray(1)),
    () => key.tweakAdd(new Uint8Array(32).fill(0xff)),
    () => key.tweakAdd(opposite(key)),
    () => key.tweakMultiply(new Uint8Array(32)),
    () => key.sign(secret.subarray(1), { digest: "none" }),
    () => EddsaKey.fromBytes(secret),
    () => EddsaKey.fromSeed(secret.subarray(1)),
    () => PublicKey.fromBytes(secret),
  ];
  for (const act of refused) {
    try {
      act();
    } catch (error) {
      assert(error instanceof VmError);
      const text = Deno.inspect(error, { showHidden: true, depth: 9 }).split("    at ")[0]!;
      assertFalse(/fefe|ffff|1212|\b25[45]\b/i.test(text), text);
      continue;
    }
    throw new Error(`${act} is not refused`);
  }
});
