/** Tests of what the core leaves in its memory, how much memory it uses, and how it uses randomness. */
import { shake256 } from "@noble/hashes/sha3.js";
import {
  EcdsaPrivateKey,
  EddsaPrivateKey,
  NadaArray,
  SecretBlob,
  SecretInteger,
  SecretUnsignedInteger,
  type Values,
} from "@nilvm/client";
import { EddsaKey, PrivateKey } from "@nilvm/client/keys";
import { type PartyShares, SecretMasker } from "@nilvm/client/masking";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { callWithBytes, describeNamedValues } from "../../src/core/core.ts";
import { remains, withMemory } from "../support/core_memory.ts";
import {
  copyOf,
  hex,
  keyValues,
  maskerFor,
  partiesOf,
  primeBits,
  primes,
  utf8,
} from "../support/masking_fixture.ts";

/** Bytes that follow from a seed and are as good as random. */
function shakeFrom(seed: number): (length: number) => Uint8Array {
  const stream = shake256.create().update(Uint8Array.of(seed));
  return (length) => stream.xof(length);
}

/** The bytes of a number as limbs of 52 bits, in which the core calculates. */
function limbsOf(number: Uint8Array): Uint8Array {
  const count = Math.floor(number.length * 8 / 52);
  const limbs = new BigUint64Array(count);
  const value = BigInt(`0x${number.toReversed().toHex()}`);
  for (let index = 0; index < count; index++) {
    limbs[index] = BigInt.asUintN(52, value >> BigInt(52 * index));
  }
  return new Uint8Array(limbs.buffer);
}

Deno.test("nothing secret stays in the core's memory, however masking and unmasking end", () => {
  withMemory((memory) => {
    const secrets: Uint8Array[] = [];
    const drawn: Uint8Array[] = [];
    const random = shakeFrom(1);
    const masker = SecretMasker.create({
      primeBits: 256,
      polynomialDegree: 1,
      parties: partiesOf(5),
      randomBytes(length) {
        const bytes = random(length);
        drawn.push(bytes);
        return bytes;
      },
    });
    const [blob, number, key, scalar] = [random(1000), random(31), random(32), random(32)];
    key[0]! &= 0x7f;
    scalar[31]! &= 0x0f;
    const values: Values = {
      blob: new SecretBlob(blob),
      numbers: new NadaArray([new SecretInteger(BigInt(`0x${number.toReversed().toHex()}`))]),
      key: new EcdsaPrivateKey(key),
      scalar: new EddsaPrivateKey(scalar),
    };
    secrets.push(blob, number, limbsOf(number), key, key.toReversed(), scalar);
    const clean = (what: string) =>
      assertEquals(remains(memory(), [...secrets, ...drawn]), 0, what);

    const shares = masker.mask(values);
    const all = shares.flatMap(({ values }) => values);
    for (const { values } of shares) {
      const [blobShares, numberShare, ...keyShares] = values;
      // The message of a key has its share first, and public points after it.
      secrets.push(blobShares!, numberShare!, ...keyShares.map((share) => share.subarray(0, 60)));
      secrets.push(limbsOf(numberShare!.slice(-36, -4)));
    }
    clean("mask");

    const spoilt = (parties: number, change: (values: Uint8Array[]) => void): PartyShares[] => {
      const copy = copyOf(shares);
      copy.slice(0, parties).forEach(({ values }) => change(values));
      return copy;
    };
    const some = { blob: values["blob"]!, numbers: values["numbers"]! };
    const of = (shares: PartyShares[]) =>
      shares.map(({ party, values }) => ({ party, values: values.slice(0, 2) }));
    const flip = (value: number, at: number) => (values: Uint8Array[]) => values[value]![at]! ^= 1;
    masker.unmask(shares);
    clean("unmask");
    assertEquals(Object.keys(masker.unmask(of(shares).slice(1, 4)).values), Object.keys(some));
    clean("unmask with some parties");
    assertEquals(masker.unmask(of(spoilt(1, flip(0, 60)))).faultyParties.length, 1);
    clean("unmask with one that lies");
    assertThrows(() => masker.unmask(of(spoilt(3, flip(0, 60)))));
    clean("unmask with too many that lie");
    assertThrows(() => masker.unmask(spoilt(1, flip(2, 30))));
    clean("unmask with a wrong share of a key");
    assertThrows(() => masker.unmask(of(spoilt(5, (values) => values[1] = values[1]!.slice(1)))));
    clean("unmask of what cannot be read");
    assertThrows(() => masker.unmask(shares.slice(0, 4)));
    clean("unmask with a party missing");
    assertThrows(() => masker.unmask(of(shares).slice(0, 1)));
    clean("unmask with too few");
    describeNamedValues(all.slice(0, 4));
    clean("describe");
    assertThrows(() => describeNamedValues(all));
    clean("describe, refused");

    // It is refused only after the others are split.
    for (
      const last of [
        new SecretUnsignedInteger(primes[256]),
        new EcdsaPrivateKey(new Uint8Array(32).fill(255)),
        new EddsaPrivateKey(new Uint8Array(32)),
      ]
    ) {
      assertThrows(() => masker.mask({ ...values, last }));
      clean(`mask, with a ${last.type} refused`);
    }
  });
});

Deno.test("nothing of a key stays in the core's memory when it is refused", () => {
  withMemory((memory) => {
    const random = shakeFrom(2);
    const key = random(32);
    key[0]! &= 0x7f;
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const opposite = hex((order - BigInt(`0x${key.toHex()}`)).toString(16).padStart(64, "0"));
    const [digest, large] = [random(32), Uint8Array.of(...random(31), 255)];
    const refused: [Parameters<typeof callWithBytes>[0], Uint8Array[]][] = [
      ["ecdsaSign", [key]],
      ["ecdsaSignRecoverable", [key, digest, large.subarray(1)]],
      ["schnorrSign", [key, digest.subarray(1)]],
      ["privateKeyAdd", [key, opposite]],
      ["privateKeyAdd", [key, new Uint8Array(32).fill(255)]],
      ["privateKeyMultiply", [key, new Uint8Array(32)]],
      ["sharedSecret", [key, new Uint8Array(33)]],
      ["eddsaPublicKey", [large]],
      ["eddsaSign", [large, key, digest]],
      ["ed25519Sign", [key.subarray(1)]],
      ["ecdsaPublicKey", [key, digest]],
    ];
    const secrets = [key, opposite, large].flatMap((bytes) => [bytes, bytes.toReversed()]);
    for (const [operation, parts] of refused) {
      assertThrows(() => callWithBytes(operation, parts));
      assertEquals(remains(memory(), secrets), 0, operation);
    }
  });
});

/** The bytes of the stack, which is at the start of the memory and grows down from its end. */
const stackSize = 1 << 20;
/** The number of bytes that the core wipes after each operation, from its source. */
const stackWiped = 48 << 10;

Deno.test("no operation uses more of the stack than is wiped after it", () => {
  withMemory((memory) => {
    const masker = maskerFor(256, [5, 2]);
    const mark = 0xa5;
    const key = PrivateKey.random();
    const eddsa = EddsaKey.random();
    const message = utf8("gm");
    const nested = () => {
      let value: NadaArray | EcdsaPrivateKey = keyValues()["ecdsaKey"] as EcdsaPrivateKey;
      for (let depth = 0; depth < 47; depth++) value = new NadaArray([value]);
      return { value };
    };
    const deep = masker.mask(nested());
    const blob = masker.mask({ blob: new SecretBlob(new Uint8Array(5000)) });
    const liar = copyOf(blob);
    liar[0]!.values[0]![60]! ^= 1;
    const signature = key.sign(message);
    const acts: Record<string, () => void> = {
      mask: () => void masker.mask({ blob: new SecretBlob(new Uint8Array(5000)), ...keyValues() }),
      "mask, nested": () => void masker.mask(nested()),
      unmask: () => void masker.unmask(blob),
      "unmask, nested": () => void masker.unmask(deep),
      "unmask, repairing": () => void masker.unmask(liar),
      describe: () => void describeNamedValues(deep[0]!.values),
      sign: () => void key.sign(message),
      signSchnorr: () => void key.signSchnorr(message),
      verify: () => void key.publicKey.verify(message, signature),
      tweakAdd: () => void key.tweakAdd(key.toBytes()),
      tweakMultiply: () => void key.tweakMultiply(key.toBytes()),
      sharedSecret: () => void key.sharedSecret(key.publicKey),
      "EddsaKey.sign": () => void eddsa.sign(message),
      "EddsaKey.fromSeed": () => void EddsaKey.fromSeed(new Uint8Array(32)),
    };
    for (const [what, act] of Object.entries(acts)) {
      // The last bytes belong to frames that last longer than a call.
      memory().fill(mark, 0, stackSize - 16);
      act();
      const stack = memory().subarray(0, stackSize);
      const lowest = stack.findIndex((byte) => byte !== mark);
      assert(lowest > 0, "Nothing was wiped");
      // The frame of the wiping function is above the wiped bytes.
      assert(stackSize - lowest < stackWiped + 256, `${what} uses ${stackSize - lowest} bytes`);
      const used = stack.subarray(lowest, lowest + stackWiped);
      assert(used.every((byte) => byte === 0), `${what} leaves something`);
    }
  });
});

Deno.test("masking takes little memory besides what it gives", () => {
  const numbers = Array.from({ length: 20_000 }, (_, index) => new SecretInteger(index));
  const subjects = {
    "a blob": { value: new SecretBlob(new Uint8Array(5 << 20).fill(0xab)) },
    "an array": { value: new NadaArray(numbers) },
    "values": Object.fromEntries(numbers.map((number, index) => [`${index}`, number])),
  };
  for (const [what, values] of Object.entries<Values>(subjects)) {
    const [mostToMask, mostToUnmask] = what === "a blob" ? [0.6, 1.7] : [1.3, 4];
    for (const cluster of [[5, 2], [5, 4]] as const) {
      withMemory((memory) => {
        const masker = maskerFor(256, cluster);
        const shares = masker.mask(values);
        const given = shares.reduce(
          (sum, { values }) => values.reduce((sum, { length }) => sum + length, sum),
          0,
        );
        const taken = (most: number) => {
          const times = memory().length / given;
          assert(times < most, `${what}, degree ${cluster[1]}: ${times} times what is given`);
        };
        // Together with the result and the values, this is less than three times their size.
        taken(mostToMask);
        const unmasked = masker.unmask(shares).values;
        assert(Object.entries(values).every(([name, value]) => value.equals(unmasked[name])));
        taken(mostToUnmask);
        for (let round = 0; round < 3; round++) masker.unmask(masker.mask(values));
        taken(mostToUnmask);
      });
    }
  }
});

/** Runs with a given generator in place of the platform's. */
function withPlatformRandom(random: (length: number) => Uint8Array, run: () => void): void {
  const original = crypto.getRandomValues;
  crypto.getRandomValues = (target) => {
    const { buffer, byteOffset, byteLength } = target as unknown as Uint8Array;
    new Uint8Array(buffer, byteOffset, byteLength).set(random(byteLength));
    return target;
  };
  try {
    run();
  } finally {
    crypto.getRandomValues = original;
  }
}

/** The distance of the counts' χ² from its expected value in standard deviations, by Wilson and Hilferty. */
function excess(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count) / counts.length;
  const squared = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  const variance = 2 / (9 * freedom);
  return (Math.cbrt(squared / freedom) - (1 - variance)) / Math.sqrt(variance);
}

Deno.test("SecretMasker.mask() gives shares that are uniform, of whatever secret", () => {
  const count = 20_000;
  for (const bits of primeBits) {
    const width = bits / 8;
    const masker = maskerFor(bits, [3, 2]);
    for (const secret of [0n, primes[bits] - 1n]) {
      const number = new SecretUnsignedInteger(secret);
      const values = { n: new NadaArray(Array.from({ length: count }, () => number)) };
      withPlatformRandom(shakeFrom(bits / 64), () => {
        for (const { values: [message] } of masker.mask(values)) {
          const start = message!.indexOf(0x32) - 2;
          const stride = width + 6;
          const bytesAt = (place: number) => {
            const counts = new Array<number>(256).fill(0);
            for (let index = 0; index < count; index++) {
              counts[message![start + index * stride + 6 + place]!]!++;
            }
            return counts;
          };
          for (const place of [0, 1, width - 2, width - 1]) {
            const found = excess(bytesAt(place));
            assert(found < 4.5, `${bits} bits, byte ${place}: ${found}`);
          }
          // The bytes before the share are always the same, and the test finds that.
          assert(excess(bytesAt(-1)) > 100);
        }
      });
    }
  }
});

Deno.test("SecretMasker.mask() draws new randomness for each call and uses no byte twice", () => {
  const drawn: Uint8Array[] = [];
  const random = shakeFrom(9);
  const masker = maskerFor(256, [5, 2]);
  const messages: Uint8Array[] = [];
  withPlatformRandom((length) => {
    const bytes = random(length);
    drawn.push(bytes);
    return bytes;
  }, () => {
    for (let call = 0; call < 3; call++) {
      const before = drawn.length;
      const values = { blob: new SecretBlob(new Uint8Array(3100)), ...keyValues() };
      const shares = masker.mask(values);
      // One number for each of the 100 pieces of the blob and two coefficients, and the numbers of the keys.
      const lengths = drawn.slice(before).map(({ length }) => length);
      assert(lengths.reduce((sum, length) => sum + length) >= 100 * 2 * 32);
      messages.push(...shares.flatMap(({ values: [blob] }) => blob!.slice(20, -4)));
    }
  });
  const runs = new Set<string>();
  let count = 0;
  for (const message of messages) {
    // Four bytes of each share's 36 are the same in all.
    for (let at = 0; at + 8 <= message.length; at++) {
      const run = message.subarray(at, at + 8);
      const text = run.toHex();
      if (text.includes("0a220a20") || /0a22(0a)?$|^(22)?0a20|^20|0a$/.test(text)) continue;
      runs.add(text);
      count++;
    }
  }
  assertEquals(runs.size, count);
});
