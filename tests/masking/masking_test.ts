import { fromBinary } from "@bufbuild/protobuf";
import { assert, assertEquals, assertFalse, assertStringIncludes, assertThrows } from "@std/assert";
import {
  CorruptShareError,
  EcdsaDigestMessage,
  EcdsaPrivateKey,
  EcdsaPublicKey,
  EcdsaSignature,
  EddsaMessage,
  EddsaPrivateKey,
  EddsaPublicKey,
  EddsaSignature,
  InvalidArgumentError,
  NadaArray,
  NadaTuple,
  type NadaValue,
  NotEnoughSharesError,
  PublicArray,
  PublicBoolean,
  PublicInteger,
  PublicUnsignedInteger,
  SecretBlob,
  SecretBoolean,
  SecretInteger,
  SecretUnsignedInteger,
  StoreId,
  type Values,
} from "@nilvm/client";
import { PrivateKey } from "@nilvm/client/keys";
import { type PartyShares, SecretMasker } from "@nilvm/client/masking";
import { NamedValueSchema } from "../../src/gen/nillion/values/v1/value_pb.ts";
import { encodeHex } from "../../src/base/hex.ts";
import { ClearWriter } from "../../src/masking/clear_writer.ts";
import { maskForNodes } from "../../src/masking/mask_for_nodes.ts";
import { listValues } from "../../src/values/values.ts";
import { kinds } from "../../src/core/clear_layout.ts";
import {
  assertSameValues,
  clusters,
  copyOf,
  hex,
  keyValues,
  maskerFor,
  nameOf,
  partiesOf,
  type PrimeBits,
  primeBits,
  primes,
  publicValues,
  sharedValues,
  utf8,
} from "../support/masking_fixture.ts";
import { Random } from "../../tools/random.ts";

interface Vector {
  prime: PrimeBits;
  polynomialDegree: number;
  clear: Record<string, { type: string; value: string | boolean | [string, string] }>;
  classification: Record<string, number>;
  payloadSize: number;
  parties: { party: string; namedValues: string[] }[];
}

const vectorsFile = new URL("../fixtures/recorded/masking.json", import.meta.url);
const vectors: Vector[] = JSON.parse(await Deno.readTextFile(vectorsFile));

/** The content of a value in the form of the vectors. */
function plain(value: NadaValue): unknown {
  switch (value.type) {
    case "EcdsaSignature":
      return [encodeHex(value.value.r), encodeHex(value.value.s)];
    case "NadaArray":
    case "NadaTuple":
      return value.value.map(plain);
  }
  const content = value.value;
  if (content instanceof Uint8Array) return encodeHex(content);
  return typeof content === "bigint" ? String(content) : content;
}

/** The type of a value in the vectors, which do not call public values public. */
function typeName(value: NadaValue): string {
  return value.type.replace(/^Public/, "");
}

function caseOf(vector: Vector): { masker: SecretMasker; shares: PartyShares[] } {
  const shares = vector.parties.map(({ party, namedValues }) => ({
    party: hex(party),
    values: namedValues.map(hex),
  }));
  const { prime, polynomialDegree } = vector;
  const parties = shares.map(({ party }) => party);
  return { masker: SecretMasker.create({ primeBits: prime, polynomialDegree, parties }), shares };
}

function subsets<T>(elements: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return elements.flatMap((first, index) =>
    subsets(elements.slice(index + 1), size - 1).map((rest) => [first, ...rest])
  );
}

function assertClear(values: Values, expected: Vector["clear"]): void {
  const actual = Object.fromEntries(
    Object.entries(values).map((
      [name, value],
    ) => [name, { type: typeName(value), value: plain(value) }]),
  );
  assertEquals(
    actual,
    Object.fromEntries(Object.entries(expected).sort(([a], [b]) => a < b ? -1 : 1)),
  );
}

interface WrittenValue {
  type: string;
  value: string | boolean | WrittenValue[];
}

interface FixtureCase {
  primeBits: PrimeBits;
  polynomialDegree: number;
  values: Record<string, WrittenValue>;
  shares: Record<string, string[]>;
}

function written(value: NadaValue): WrittenValue {
  if (value.type === "NadaArray") return { type: value.type, value: value.value.map(written) };
  const content = plain(value);
  return {
    type: value.type,
    value: Array.isArray(content) ? content.join("") : content as string | boolean,
  };
}

Deno.test("SecretMasker.unmask() recovers what the published Python core masked", async () => {
  const file = new URL("../fixtures/masking.json", import.meta.url);
  const cases: FixtureCase[] = JSON.parse(await Deno.readTextFile(file));
  assertEquals(cases.length, 3);
  for (const { primeBits, polynomialDegree, values: expected, shares } of cases) {
    const given = Object.entries(shares).map(([party, values]) => ({
      party: hex(party),
      values: values.map(hex),
    }));
    const parties = given.map(({ party }) => party);
    const masker = SecretMasker.create({ primeBits, polynomialDegree, parties });
    const { values, faultyParties } = masker.unmask(given);
    for (const [name, value] of Object.entries(expected)) {
      assertEquals(written(values[name]!), value, name);
    }
    assertEquals(Object.keys(values).length, Object.keys(expected).length);
    assertEquals(faultyParties, []);
  }
});

Deno.test({
  name: "SecretMasker.unmask() recovers what the reference masked",
  fn() {
    assertEquals(vectors.length, 12);
    for (const vector of vectors) {
      const { masker, shares } = caseOf(vector);
      const { values, faultyParties } = masker.unmask(shares);
      assertClear(values, vector.clear);
      assertEquals(faultyParties, []);
    }
  },
});

Deno.test({
  name: "SecretMasker.unmask() recovers what the reference masked from any degree + 1 parties",
  fn() {
    const needAll = /^(EcdsaPrivateKey|EddsaPrivateKey|EcdsaSignature)$/;
    for (const vector of vectors) {
      const { masker, shares } = caseOf(vector);
      const expected = Object.fromEntries(
        Object.entries(vector.clear).filter(([, { type }]) => !needAll.test(type)),
      );
      const partial = shares.map(({ party, values }) => ({
        party,
        values: values.filter((value) => nameOf(value) in expected),
      }));
      for (const subset of subsets(partial, vector.polynomialDegree + 1)) {
        assertClear(masker.unmask(subset).values, expected);
      }
    }
  },
});

Deno.test({
  name: "SecretMasker.classify() and payloadSize() count as the reference does",
  fn() {
    for (const vector of vectors) {
      const { masker, shares } = caseOf(vector);
      const { values } = masker.unmask(shares);
      assertEquals({ ...masker.classify(values) }, vector.classification);
      assertEquals(masker.payloadSize(shares), vector.payloadSize);
    }
  },
});

Deno.test({
  name: "SecretMasker.mask() makes the reference's bytes, but for the shares in them",
  fn() {
    for (const vector of vectors) {
      const { masker, shares } = caseOf(vector);
      const { values } = masker.unmask(shares);
      for (const [index, { party, values: ours }] of masker.mask(values).entries()) {
        assertEquals(party, shares[index]!.party);
        const theirs = new Map(shares[index]!.values.map((value) => [nameOf(value), value]));
        for (const value of ours) {
          const their = theirs.get(nameOf(value))!;
          assertEquals(value.length, their.length);
          if (values[nameOf(value)]!.isSecret) continue;
          assertEquals(encodeHex(value), encodeHex(their));
        }
      }
    }
  },
});

Deno.test("SecretMasker recovers values of every type from any degree + 1 parties", () => {
  for (const bits of primeBits) {
    for (const cluster of clusters) {
      const masker = maskerFor(bits, cluster);
      const values = sharedValues(bits);
      const shares = masker.mask(values);
      for (const subset of subsets(shares, cluster[1] + 1)) {
        const { values: recovered, faultyParties } = masker.unmask(subset.reverse());
        assertSameValues(recovered, values);
        assertEquals(faultyParties, []);
      }
    }
  }
});

Deno.test("SecretMasker.mask() makes the network's own message of each type, alone and in an array", () => {
  const key = PrivateKey.fromSeed("c");
  const bytes = new Uint8Array(32).fill(1);
  const cases: [NadaValue, string][] = [
    [new SecretInteger(-1), "shamirShareInteger"],
    [new SecretUnsignedInteger(1), "shamirShareUnsignedInteger"],
    [new SecretBoolean(true), "shamirShareBoolean"],
    [new SecretBlob(utf8("gm")), "shamirSharesBlob"],
    [new PublicInteger(-1), "publicInteger"],
    [new PublicUnsignedInteger(1), "publicUnsignedInteger"],
    [new PublicBoolean(true), "publicBoolean"],
    [new EcdsaPrivateKey(key.toBytes()), "ecdsaPrivateKeyShare"],
    [new EcdsaPublicKey(key.publicKey.toBytes()), "ecdsaPublicKey"],
    [new EcdsaDigestMessage(bytes), "ecdsaMessageDigest"],
    [new EcdsaSignature({ r: bytes, s: bytes }), "ecdsaSignatureShare"],
    [new EddsaPrivateKey(bytes), "eddsaPrivateKeyShare"],
    [new EddsaPublicKey(Uint8Array.of(1, ...new Uint8Array(31))), "eddsaPublicKey"],
    [new EddsaMessage(utf8("gm")), "eddsaMessage"],
    [new EddsaSignature(Uint8Array.of(1, ...new Uint8Array(63))), "eddsaSignature"],
    [new StoreId(bytes.slice(16)), "storeId"],
    [new NadaArray([new SecretInteger(1)]), "array"],
    [new NadaTuple(new SecretInteger(1), new SecretBoolean(true)), "tuple"],
  ];
  const parties = partiesOf(3);
  const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
  const messages = (value: NadaValue) =>
    masker.mask({ value }).map(({ party, values: [bytes] }, index) => {
      assertEquals(party, parties[index]);
      return fromBinary(NamedValueSchema, bytes!).value!.value;
    });
  for (const [value, name] of cases) {
    assertEquals<unknown>(messages(value).map((message) => message.case), [name, name, name]);
    // Arrays of this type do not exist.
    if (value.type === "SecretBlob") continue;
    for (const message of messages(new (value.isSecret ? NadaArray : PublicArray)([value]))) {
      assert(message.case === "array");
      assertEquals(message.value.innerType?.valueType.case, name);
    }
  }
});

Deno.test("ClearWriter.length is the exact length of a value of each type", () => {
  const types = new Set<string>();
  for (const bits of primeBits) {
    const values: Values = {
      ...sharedValues(bits),
      ...keyValues(),
      publicRow: new PublicArray([new PublicInteger(1), new PublicInteger(2)]),
    };
    for (const [name, value] of Object.entries(values)) {
      types.add(value.type);
      // The last byte is not zero.
      const last = new EddsaMessage(Uint8Array.of(1));
      const writer = new ClearWriter(listValues({ [name]: value, last }), bits / 8);
      const target = new Uint8Array(writer.length);
      writer.write(target);
      assertEquals(target.at(-1), 1, `${name}: the last byte was not reached`);
    }
  }
  assertEquals(types, new Set(Object.keys(kinds)));
});

Deno.test("SecretMasker recovers numbers of every length in words", () => {
  for (const bits of [128, 256] as const) {
    const powers = Array.from(
      { length: bits / 32 - 1 },
      (_, index) => 2n ** BigInt(32 * index + 30),
    );
    const edges = [2n ** 63n, 2n ** 64n, 2n ** BigInt(bits - 8)];
    const numbers = [...powers, ...edges].flatMap((number) => [number - 1n, number, number + 1n]);
    const values: Values = Object.fromEntries(numbers.flatMap((number, index) => [
      [`up ${index}`, new SecretInteger(number)],
      [`down ${index}`, new SecretInteger(-number)],
      [`unsigned ${index}`, new SecretUnsignedInteger(number)],
    ]));
    const masker = maskerFor(bits, [3, 1]);
    assertSameValues(masker.unmask(masker.mask(values)).values, values);
  }
});

Deno.test("SecretMasker recovers private keys and signatures from all parties", () => {
  for (const bits of primeBits) {
    for (const cluster of [...clusters, [2, 1], [40, 13]] as const) {
      const masker = maskerFor(bits, cluster);
      const values = {
        ...keyValues(),
        keys: new NadaArray([1, 2].map((n) => new EcdsaPrivateKey(new Uint8Array(32).fill(n)))),
      };
      const { values: recovered, faultyParties } = masker.unmask(masker.mask(values));
      assertSameValues(recovered, values);
      assertEquals(faultyParties, []);
    }
  }
});

Deno.test("SecretMasker.mask() gives parties in the order they were listed, values in theirs", () => {
  const masker = maskerFor(128, [5, 2]);
  const values = { b: new SecretInteger(1), a: new SecretBlob(utf8("x")), c: new PublicInteger(2) };
  const shares = masker.mask(values);
  assertEquals(shares.map(({ party }) => party), partiesOf(5));
  for (const { values } of shares) assertEquals(values.map(nameOf), ["b", "a", "c"]);
});

Deno.test("SecretMasker.mask() keeps the messages of two parties in different buffers", () => {
  const [first, second] = maskerFor(64, [3, 1]).mask({ a: new SecretInteger(1) });
  assert(first!.values[0]!.buffer !== second!.values[0]!.buffer);
  assertEquals(first!.values[0]!.buffer.byteLength, first!.values[0]!.length);
});

Deno.test("SecretMasker.mask() gives the same shares for the same random bytes", () => {
  const values = { ...sharedValues(256), ...keyValues() };
  const masked = (seed: number) => {
    const random = new Random(seed);
    return maskerFor(256, [5, 2], (length) => random.bytes(length)).mask(values);
  };
  assertEquals(masked(1), masked(1));
  const [one, two] = [masked(1), masked(2)];
  for (const [index, { values: messages }] of one.entries()) {
    for (const [message, bytes] of messages.entries()) {
      const isSecret = values[nameOf(bytes) as keyof typeof values]?.isSecret &&
        nameOf(bytes) !== "emptyBlob";
      const other = two[index]!.values[message]!;
      assertEquals(encodeHex(bytes) !== encodeHex(other), isSecret, nameOf(bytes));
    }
  }
});

/** Numbers with long runs of ones cause carries that random numbers almost never cause. */
Deno.test("SecretMasker.mask() gives values of polynomials below the prime for any random bytes", () => {
  for (const bits of primeBits) {
    const prime = primes[bits];
    for (const [parties, degree] of clusters) {
      const random = new Random(bits + parties);
      const randomBytes = (length: number) => {
        const bytes = random.bytes(length);
        for (let at = 0; at < length; at += 4) {
          const kind = random.below(8);
          if (kind < 7) bytes.fill(kind < 4 ? 0xff : 0, at, at + 4);
        }
        return bytes;
      };
      const masker = maskerFor(bits, [parties, degree], randomBytes);
      // Negative numbers are near the prime, so they also have long runs of ones.
      const secrets = Array.from({ length: 200 }, (_, index) => index % 2 === 0 ? index : -index);
      const inOrder = masker
        .mask(Object.fromEntries(secrets.map((n) => [`n${n}`, new SecretInteger(n)])))
        .sort((a, b) => encodeHex(a.party) < encodeHex(b.party) ? -1 : 1);
      const shares = inOrder.map((party) => party.values.map(shareOf));
      for (const [index, secret] of secrets.entries()) {
        let values = [(BigInt(secret) + prime) % prime, ...shares.map((share) => share[index]!)];
        assert(values.every((value) => value < prime));
        for (let order = 0; order <= degree; order++) {
          values = values.slice(1).map((value, at) => (value - values[at]! + prime) % prime);
        }
        assert(values.every((value) => value === 0n), `${bits} bits, ${parties}, ${degree}`);
      }
    }
  }
});

/** The number in a message of a secret integer. */
function shareOf(message: Uint8Array): bigint {
  const { value } = fromBinary(NamedValueSchema, message).value!;
  assert(value.case === "shamirShareInteger");
  return value.value.value.reduceRight((number, byte) => number << 8n | BigInt(byte), 0n);
}

Deno.test("SecretMasker.mask() draws new randomness for each call", () => {
  const masker = maskerFor(256, [3, 1]);
  const values = { a: new SecretInteger(1) };
  const seen = new Set(
    Array.from({ length: 20 }, () => encodeHex(masker.mask(values)[0]!.values[0]!)),
  );
  assertEquals(seen.size, 20);
});

Deno.test("SecretMasker works with no values at all", () => {
  const masker = maskerFor(64, [3, 1]);
  const shares = masker.mask({});
  assertEquals(shares.map(({ values }) => values.length), [0, 0, 0]);
  assertEquals(masker.unmask(shares), { values: {}, faultyParties: [], toleratedFaults: 1 });
  assertEquals(masker.payloadSize(shares), 0);
  assertEquals(masker.payloadSize([]), 0);
});

Deno.test("SecretMasker.classify() counts leaves and pieces", () => {
  const counts = (bits: PrimeBits) =>
    maskerFor(bits, [3, 1]).classify({
      ...keyValues(),
      ...publicValues(bits),
      blob: new SecretBlob(new Uint8Array(32)),
      empty: new SecretBlob(new Uint8Array()),
      array: new NadaArray([1, 2, 3].map((n) => new SecretInteger(n))),
      tuple: new NadaTuple(new PublicInteger(1), new SecretInteger(2)),
      uncountable: new NadaTuple(new PublicInteger(1), new SecretBlob(new Uint8Array(9))),
    });
  const others = { public: 13, ecdsaPrivateKeyShares: 1, ecdsaSignatureShares: 1 };
  assertEquals(counts(64), { shares: 5 + 4, ...others });
  assertEquals(counts(128), { shares: 3 + 4, ...others });
  assertEquals(counts(256), { shares: 2 + 4, ...others });
});

Deno.test("maskForNodes() counts and measures as classify() and payloadSize() do", () => {
  for (const bits of primeBits) {
    // Lengths around those whose own length takes a byte more.
    const blobs = [0, 1, 90, 91, 92, 93, 94, 95, 96, 127, 128, 12_000, 13_000, 14_000, 1_800_000];
    const { "": _, ...named } = sharedValues(bits);
    const values: Values = {
      ...named,
      ...keyValues(),
      ["long name ".repeat(13)]: new PublicBoolean(true),
      "ключ": new SecretInteger(1),
      ...Object.fromEntries(
        blobs.map((length) => [`blob${length}`, new SecretBlob(new Uint8Array(length))]),
      ),
    };
    // A party whose position takes no byte, and others whose position takes one.
    for (const cluster of clusters) {
      const masker = maskerFor(bits, cluster);
      const { shares, counts, payloadBytes } = maskForNodes(masker, listValues(values));
      assertEquals(counts, masker.classify(values));
      assertEquals(payloadBytes, masker.payloadSize(shares));
      assertSameValues(masker.unmask(shares).values, values);
    }
  }
});

Deno.test("maskForNodes() says how large a blob may be that is too large", () => {
  for (const bits of primeBits) {
    const masker = maskerFor(bits, [3, 1]);
    for (const others of [{}, { n: new SecretInteger(1), small: new SecretBlob(utf8("gm")) }]) {
      const mask = (length: number) =>
        maskForNodes(
          masker,
          listValues({ ...others, 'a "file"': new SecretBlob(new Uint8Array(length)) }),
        );
      const { message } = assertThrows(() => mask(7_000_000), InvalidArgumentError);
      assertStringIncludes(message, 'SecretBlob "a \\"file\\"" has 7000000 bytes, and at most ');
      assertEquals(message.includes("beside the other values"), "n" in others);
      const max = Number(message.match(/at most (\d+) fit/)![1]);
      mask(max);
      assertThrows(() => mask(max + 1), InvalidArgumentError, `at most ${max} fit`);
    }
  }
});

Deno.test("SecretMasker.payloadSize() refuses bytes that are no serialized value", () => {
  const masker = maskerFor(64, [3, 1]);
  for (const bytes of [[0x0a], [0x0a, 5, 1], [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]]) {
    const shares = [{ party: new Uint8Array(32), values: [Uint8Array.from(bytes)] }];
    assertThrows(() => masker.payloadSize(shares), InvalidArgumentError);
  }
});

/** Changes one byte of a party's shares of `name` in a way that leaves them readable. */
function spoil(shares: PartyShares, name: string, random: Random): void {
  const message = shares.values.find((value) => nameOf(value) === name)!;
  // Changes a share except its highest byte, so that it stays below the prime. It comes after the keys of two fields and
  // lengths. Single bytes with the same change would sometimes lie on one polynomial.
  const width = message.length - 2 - name.length - 6;
  message.set(random.bytes(width - 1), message.length - width);
}

Deno.test("SecretMasker.unmask() repairs wrong shares and names who gave them", () => {
  const random = new Random(1);
  for (const bits of primeBits) {
    for (const [parties, degree] of [...clusters, [4, 1], [7, 2], [20, 5]] as const) {
      const masker = maskerFor(bits, [parties, degree]);
      const values: Values = { a: new SecretInteger(-5), b: new SecretUnsignedInteger(77) };
      const shares = masker.mask(values);
      for (let round = 0; round < 20; round++) {
        const given = random.choose(shares, degree + 1 + random.below(parties - degree));
        const repairable = Math.floor((given.length - degree - 1) / 2);
        const spoilt = copyOf(given);
        const liars = random.choose(spoilt, random.below(repairable + 1));
        for (const liar of liars) spoil(liar, random.below(2) ? "a" : "b", random);
        const { values: recovered, faultyParties } = masker.unmask(spoilt);
        assertSameValues(recovered, values);
        const expected = liars.map(({ party }) => encodeHex(party)).sort();
        assertEquals(faultyParties.map(encodeHex).sort(), expected);
      }
    }
  }
});

Deno.test("SecretMasker.unmask() throws when it can detect wrong shares but not repair them", () => {
  const random = new Random(2);
  for (const [parties, degree] of [...clusters, [4, 1], [7, 2], [20, 5]] as const) {
    const masker = maskerFor(256, [parties, degree]);
    const values: Values = { a: new SecretInteger(-5), b: new SecretUnsignedInteger(77) };
    const shares = masker.mask(values);
    for (let round = 0; round < 20; round++) {
      const given = random.choose(shares, degree + 2 + random.below(parties - degree - 1));
      const detectable = given.length - degree - 1;
      const repairable = Math.floor(detectable / 2);
      const spoilt = copyOf(given);
      const count = repairable + 1 + random.below(detectable - repairable);
      const liars = random.choose(spoilt, count);
      for (const liar of liars) spoil(liar, "a", random);
      const error = assertThrows(() => masker.unmask(spoilt), CorruptShareError);
      const ids = new Set(liars.map(({ party }) => encodeHex(party)));
      assert(error.parties.every((party) => ids.has(encodeHex(party))));
    }
  }
});

Deno.test("SecretMasker.unmask() names parties that lie about different values", () => {
  const random = new Random(3);
  const masker = maskerFor(256, [5, 2]);
  const spoilt = copyOf(masker.mask({ a: new SecretInteger(1), b: new SecretInteger(2) }));
  spoil(spoilt[1]!, "a", random);
  spoil(spoilt[3]!, "b", random);
  const { parties } = assertThrows(() => masker.unmask(spoilt), CorruptShareError);
  assertEquals(
    parties.map(encodeHex).sort(),
    [spoilt[1]!, spoilt[3]!].map(({ party }) => encodeHex(party)).sort(),
  );
});

/** Changes that make an answer unreadable. */
const unfit: Record<string, (values: Uint8Array[]) => Uint8Array[]> = {
  "nothing": () => [],
  "noise": (values) => values.map((value) => new Random(9).bytes(value.length)),
  "empty messages": (values) => values.map(() => new Uint8Array()),
  "cut short": (values) => values.map((value) => value.subarray(0, -1)),
  "too long": (values) => values.map((value) => Uint8Array.of(...value, 0)),
  "a value missing": (values) => values.slice(1),
  "a value too many": (
    values,
  ) => [...values, Uint8Array.from([0x0a, 1, 0x7a, ...values[0]!.slice(3)])],
  "a name twice": (values) => [...values, values[0]!],
  "another name": (values) => values.map((value) => replace(value, 2, 0x79)),
  "a name that is not UTF-8": (values) => values.map((value) => replace(value, 2, 0xff)),
  "another type": (values) =>
    values.map((value) => replace(value, 5, value[5] === 0x2a ? 0x32 : 0x2a)),
  "a type that is none": (values) => values.map((value) => replace(value, 5, 0x7a | 0x80)),
  "a share above the prime": (values) =>
    values.map((value) => value[5] === 0x2a ? value.map((byte, i) => i < 9 ? byte : 255) : value),
  "a share too short": (
    values,
  ) => [Uint8Array.from([0x0a, 1, 0x61, 0x12, 5, 0x2a, 3, 0x0a, 1, 7]), values[1]!],
  "a blob of another length": (values) =>
    values.map((value) => value[5] === 0x4a ? replace(value, -1, 9) : value),
  "a blob longer than its shares": (values) =>
    values.map((value) => value[5] === 0x4a ? replace(value, -1, 99) : value),
};

function replace(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  const changed = bytes.slice();
  changed[at < 0 ? bytes.length + at : at] = byte;
  return changed;
}

Deno.test("SecretMasker.unmask() leaves out answers that it cannot read, and names their parties", () => {
  for (const bits of primeBits) {
    const masker = maskerFor(bits, [3, 1]);
    const values = { a: new SecretInteger(-5), b: new SecretBlob(utf8("blob")) };
    const shares = masker.mask(values);
    for (const [what, change] of Object.entries(unfit)) {
      for (let liar = 0; liar < 3; liar++) {
        const spoilt = copyOf(shares);
        spoilt[liar]!.values = change(spoilt[liar]!.values);
        const { values: recovered, faultyParties } = masker.unmask(spoilt);
        assertSameValues(recovered, values);
        assertEquals(faultyParties, [shares[liar]!.party], what);

        const error = assertThrows(
          () => masker.unmask([spoilt[liar]!, spoilt[(liar + 1) % 3]!]),
          CorruptShareError,
        );
        assert(error.parties.length <= 1, what);
      }
    }
  }
});

/** Shares below 2^k − p have two serialized forms in k bits. Nodes may give only the first. */
Deno.test("SecretMasker.unmask() refuses a share above the prime, even when it is right modulo the prime", () => {
  for (const bits of primeBits) {
    // Without randomness the shares equal the secrets.
    const masker = maskerFor(bits, [5, 2], (length) => new Uint8Array(length));
    const width = bits / 8;
    const blob = new Uint8Array(3 * (width - 1)).fill(0x99);
    blob.fill(0, width - 1, 2 * (width - 1));
    const values = { blob: new SecretBlob(blob), number: new SecretInteger(0) };
    const shares = masker.mask(values);
    const same = Uint8Array.from(
      { length: width },
      (_, at) => Number((primes[bits] >> BigInt(8 * at)) & 0xffn),
    );
    for (const name of Object.keys(values)) {
      for (const [liar, { party }] of shares.entries()) {
        const spoilt = copyOf(shares);
        spoilt[liar]!.values = spoilt[liar]!.values.map((message) => {
          if (nameOf(message) !== name) return message;
          const zero = message.findIndex((_, at) =>
            at + width <= message.length &&
            message.subarray(at, at + width).every((byte) => byte === 0)
          );
          assert(zero >= 0, name);
          const changed = message.slice();
          changed.set(same, zero);
          return changed;
        });
        const { values: recovered, faultyParties } = masker.unmask(spoilt);
        assertSameValues(recovered, values);
        assertEquals(faultyParties, [party], name);

        const few = [0, 1, 2].map((step) => spoilt[(liar + step) % 5]!);
        const error = assertThrows(() => masker.unmask(few), CorruptShareError);
        assertEquals(error.parties, [party], name);
      }
    }
  }
});

Deno.test("SecretMasker.unmask() takes public values by majority and names dissenters", () => {
  for (const bits of primeBits) {
    const masker = maskerFor(bits, [5, 2]);
    const values = { ...publicValues(bits), secret: new SecretInteger(3) };
    const shares = masker.mask(values);
    const others = masker.mask({
      ...values,
      publicHighest: new PublicInteger(1),
      secret: new SecretInteger(4),
    });
    const mixed = shares.map((share, index) => ({
      ...share,
      values: index === 3
        ? [...others[index]!.values.slice(0, -1), share.values.at(-1)!]
        : share.values,
    }));
    const { values: recovered, faultyParties } = masker.unmask(mixed);
    assertSameValues(recovered, values);
    assertEquals(faultyParties, [shares[3]!.party]);

    // Two parties contradict two others, and neither pair is large enough to be believed.
    const torn = [shares[0]!, shares[1]!, others[2]!, others[3]!];
    assertThrows(() => masker.unmask(torn), CorruptShareError);
  }
});

Deno.test("SecretMasker.unmask() says how many parties it needs", () => {
  for (const [parties, degree] of clusters) {
    const masker = maskerFor(256, [parties, degree]);
    const shares = masker.mask({ a: new SecretInteger(1) });
    for (let have = 0; have <= degree; have++) {
      const error = assertThrows(() => masker.unmask(shares.slice(0, have)), NotEnoughSharesError);
      assertEquals([error.have, error.need], [have, degree + 1]);
    }
  }
});

Deno.test("SecretMasker.unmask() says who is missing for a private key or a signature", () => {
  for (const [name, value] of Object.entries(keyValues())) {
    const masker = maskerFor(256, [5, 1]);
    const shares = masker.mask({ [name]: value, other: new SecretInteger(1) });
    const error = assertThrows(() => masker.unmask(shares.slice(2)), NotEnoughSharesError);
    assertEquals([error.have, error.need], [3, 5]);
    assertEquals(error.parties, partiesOf(5).slice(0, 2));
  }
});

/** The places of a key share's secret number and public points, counted from the end. */
const pointLength = { ecdsaKey: 33, eddsaKey: 32 };

Deno.test("SecretMasker.unmask() names who gave a wrong share of a private key", () => {
  for (const name of ["ecdsaKey", "eddsaKey"] as const) {
    const masker = maskerFor(256, [4, 1]);
    const shares = masker.mask({ [name]: keyValues()[name]! });
    const pointsLength = 5 * (2 + pointLength[name]);
    for (let liar = 0; liar < 4; liar++) {
      const spoilt = copyOf(shares);
      const message = spoilt[liar]!.values[0]!;
      message[message.length - pointsLength - 20]! ^= 1;
      const error = assertThrows(() => masker.unmask(spoilt), CorruptShareError);
      assertEquals(error.parties, [shares[liar]!.party]);
    }
  }
});

Deno.test("SecretMasker.unmask() recovers a private key although a party lies about public points", () => {
  for (const name of ["ecdsaKey", "eddsaKey"] as const) {
    const masker = maskerFor(256, [4, 1]);
    const values = { [name]: keyValues()[name]! };
    const shares = masker.mask(values);
    for (const point of [0, 1, 4]) {
      for (let liar = 0; liar < 4; liar++) {
        const spoilt = copyOf(shares);
        const message = spoilt[liar]!.values[0]!;
        message[message.length - (5 - point) * (2 + pointLength[name]) + 10]! ^= 1;
        const { values: recovered, faultyParties } = masker.unmask(spoilt);
        assertSameValues(recovered, values);
        assertEquals(faultyParties, [shares[liar]!.party]);
      }
    }
  }
});

Deno.test("SecretMasker.unmask() names a party whose share of a private key has another's index", () => {
  const masker = maskerFor(256, [3, 1]);
  const values = { ecdsaKey: keyValues()["ecdsaKey"]! };
  const spoilt = copyOf(masker.mask(values));
  // All parties except the first write their index, right before the 32 bytes of their share.
  const indexAt = (message: Uint8Array) =>
    message.findIndex((byte, at) =>
      byte === 0x08 && message[at + 2] === 0x12 && message[at + 3] === 32
    ) + 1;
  const liar = spoilt.find(({ values }) => indexAt(values[0]!) > 0)!;
  liar.values[0]![indexAt(liar.values[0]!)]! ^= 3;
  const { values: recovered, faultyParties } = masker.unmask(spoilt);
  assertSameValues(recovered, values);
  assertEquals(faultyParties, [liar.party]);
});

Deno.test("SecretMasker.unmask() gives no signature while a party is known to lie", () => {
  const masker = maskerFor(256, [4, 1]);
  const spoilt = copyOf(
    masker.mask({ signature: keyValues()["signature"]!, a: new SecretInteger(1) }),
  );
  spoil(spoilt[2]!, "a", new Random(4));
  const error = assertThrows(() => masker.unmask(spoilt), CorruptShareError);
  assertEquals(error.parties, [spoilt[2]!.party]);
});

Deno.test("SecretMasker.unmask() gives an ECDSA signature with s in the lower half", () => {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const number = (n: bigint) => hex(n.toString(16).padStart(64, "0"));
  const masker = maskerFor(64, [3, 1]);
  const high = new EcdsaSignature({ r: number(5n), s: number(order - 7n) });
  const { values } = masker.unmask(masker.mask({ high }));
  assert(new EcdsaSignature({ r: number(5n), s: number(7n) }).equals(values["high"]));
});

Deno.test("SecretMasker.unmask() refuses unknown parties, and parties that are given twice", () => {
  const masker = maskerFor(256, [3, 1]);
  const [first, second] = masker.mask({ a: new SecretInteger(1) });
  const stranger = { party: new Uint8Array(32), values: first!.values };
  assertThrows(
    () => masker.unmask([first!, stranger]),
    InvalidArgumentError,
    "not in this cluster",
  );
  assertThrows(() => masker.unmask([first!, second!, first!]), InvalidArgumentError, "twice");
});

Deno.test("SecretMasker.unmask() refuses shares of another cluster", () => {
  const shares = maskerFor(256, [5, 2]).mask({ a: new SecretBlob(utf8("meet me at noon")) });
  assertThrows(() => maskerFor(256, [5, 1]).unmask(shares), CorruptShareError);
  assertThrows(() => maskerFor(128, [5, 2]).unmask(shares), CorruptShareError);
});

Deno.test("SecretMasker.create() refuses impossible clusters", () => {
  const parties = partiesOf(3);
  const good = { primeBits: 256 as const, polynomialDegree: 1, parties };
  SecretMasker.create(good);
  for (
    const bad of [
      { primeBits: 512 as 256 },
      { primeBits: 0 as 256 },
      { polynomialDegree: 0 },
      { polynomialDegree: 3 },
      { polynomialDegree: -1 },
      { polynomialDegree: 1.5 },
      { polynomialDegree: NaN },
      { parties: [] },
      { parties: [parties[0]!, parties[1]!, parties[0]!] },
      { parties: partiesOf(256) },
    ]
  ) {
    assertThrows(() => SecretMasker.create({ ...good, ...bad }), InvalidArgumentError);
  }
});

Deno.test("SecretMasker.mask() refuses numbers beyond the prime, and names the value only", () => {
  for (const bits of primeBits) {
    const masker = maskerFor(bits, [3, 1]);
    const prime = primes[bits];
    const good = { a: new SecretInteger(prime / 2n), b: new SecretUnsignedInteger(prime - 1n) };
    masker.mask(good);
    const bad = [
      new SecretInteger(prime / 2n + 1n),
      new SecretInteger(-prime / 2n - 1n),
      new PublicInteger(2n ** BigInt(bits - 1) - 1n),
      new PublicInteger(-(2n ** BigInt(bits - 1))),
      new SecretUnsignedInteger(prime),
      new PublicUnsignedInteger(2n ** BigInt(bits) - 1n),
      new NadaArray([new SecretInteger(0), new SecretInteger(prime / 2n + 1n)]),
      ...(bits < 256
        ? [new SecretInteger(2n ** BigInt(bits)), new SecretUnsignedInteger(2n ** 200n)]
        : []),
    ];
    for (const value of bad) {
      const { message } = assertThrows(
        () => masker.mask({ ...good, salary: value }),
        InvalidArgumentError,
        "salary",
      );
      assertFalse(/\d{4}/.test(message), message);
    }
    masker.unmask(masker.mask(good));
  }
});

Deno.test("SecretMasker.mask() refuses keys and signatures out of range", () => {
  const order = hex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
  const edOrder = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  const one = new Uint8Array(32);
  one[31] = 1;
  const zero = new Uint8Array(32);
  const masker = maskerFor(256, [3, 1]);
  for (
    const key of [
      new EcdsaPrivateKey(zero),
      new EcdsaPrivateKey(order),
      new EcdsaPrivateKey(new Uint8Array(32).fill(255)),
      new EddsaPrivateKey(zero),
      new EddsaPrivateKey(edOrder),
      new EcdsaSignature({ r: zero, s: one }),
      new EcdsaSignature({ r: one, s: zero }),
      new EcdsaSignature({ r: order, s: one }),
      new EcdsaSignature({ r: one, s: order }),
      new EddsaSignature(new Uint8Array(64).fill(255)),
      new EddsaSignature(Uint8Array.of(2, ...new Uint8Array(63))),
    ]
  ) {
    assertThrows(() => masker.mask({ mine: key }), InvalidArgumentError, "mine", key.type);
  }
});

Deno.test("SecretMasker takes arrays and tuples 48 deep, as deep as nodes read them", () => {
  const masker = maskerFor(64, [3, 1]);
  const one = new SecretInteger(42);
  const nested = (
    depth: number,
    wrap: (value: NadaValue) => NadaValue,
    innermost = one as NadaValue,
  ) => {
    let value = innermost;
    for (let level = 0; level < depth; level++) value = wrap(value);
    return value;
  };
  for (
    const wrap of [
      (value: NadaValue) => new NadaArray([value]),
      (value: NadaValue) => new NadaTuple(new PublicInteger(1), value),
    ]
  ) {
    const deep = nested(48, wrap);
    assert(deep.equals(masker.unmask(masker.mask({ deep })).values["deep"]));
    assertThrows(() => nested(49, wrap), InvalidArgumentError, "deeper than 48");
    // A later change of a value does not change an array or tuple that holds it.
    const innermost = wrap(one);
    const deeper = nested(47, wrap, innermost);
    Object.assign(innermost, { value: (wrap(wrap(one)) as NadaTuple).value });
    assertThrows(() => masker.mask({ deeper }), InvalidArgumentError, "deeper");
  }
});

Deno.test("SecretMasker.mask() refuses a name that is not Unicode", () => {
  assertThrows(
    () => maskerFor(64, [3, 1]).mask({ "\ud800": new SecretInteger(1) }),
    InvalidArgumentError,
  );
});

Deno.test("SecretMasker handles a blob of a mebibyte and ten thousand numbers", () => {
  const random = new Random(5);
  const masker = maskerFor(256, [5, 2]);
  const piece = random.bytes(65_536);
  const blob = new Uint8Array(1 << 20);
  for (let offset = 0; offset < blob.length; offset += piece.length) blob.set(piece, offset);
  const values: Values = { blob: new SecretBlob(blob) };
  for (let index = 0; index < 10_000; index++) {
    values[`n${index}`] = new SecretInteger(index - 5000);
  }
  const shares = masker.mask(values);
  const { values: recovered, faultyParties } = masker.unmask(shares.slice(1));
  assertSameValues(recovered, values);
  assertEquals(faultyParties, []);
});

Deno.test("SecretMasker splits a key among parties whose positions take two bytes", () => {
  const parties = Array.from({ length: 130 }, (_, index) => new Uint8Array(32).fill(index));
  const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
  const key = new EcdsaPrivateKey(new Uint8Array(32).fill(7));
  const { values, faultyParties } = masker.unmask(masker.mask({ key }));
  assert(key.equals(values["key"]));
  assertEquals(faultyParties, []);
});

Deno.test("a masker refuses wrong arguments, and says what it takes", () => {
  // deno-lint-ignore no-explicit-any -- the test is about callers without types
  const Masker = SecretMasker as any;
  const options = { primeBits: 256, polynomialDegree: 1, parties: partiesOf(3) };
  const { polynomialDegree: _, ...noDegree } = options;
  const masker = Masker.create(options);
  const shares = masker.mask({ a: new SecretInteger(1) });
  const parsed = JSON.parse(JSON.stringify(shares));
  const cases: [call: () => unknown, message: string][] = [
    [() => Masker.create(), "A masker takes an object with primeBits, polynomialDegree, parties"],
    [() => Masker.create({ ...options, degree: 1 }), 'A masker takes no "degree", but primeBits'],
    [() => Masker.create({ ...options, primeBits: "256" }), "primeBits is 64, 128 or 256"],
    [() => Masker.create(noDegree), "polynomialDegree is from 1 to 2 for 3 parties"],
    [() => Masker.create({ ...options, parties: ["a", "b", "c"] }), "parties is a list of ids"],
    [() => Masker.create({ ...options, parties: 3 }), "parties is a list of ids"],
    [() => Masker.create({ ...options, randomBytes: 3 }), "randomBytes is a function"],
    [() => masker.mask({ n: 4 }), '"n" is not a value: wrap it, as in new Secret'],
    [() => masker.mask({ n: Promise.resolve(4) }), '"n" is not a value: got a Promise: `await` is'],
    [() => masker.mask([new SecretInteger(4)]), "Values are given by name"],
    [() => masker.mask(undefined), "Values are given by name"],
    [() => masker.classify({ n: 4 }), '"n" is not a value'],
    [() => masker.unmask(parsed), "JSON does not keep"],
    [() => masker.unmask(undefined), "Shares are a list of { party, values }"],
    [() => masker.unmask([null]), "Shares are a list of { party, values }"],
    [() => masker.unmask([{ ...shares[0], values: "x" }]), "Shares are a list"],
    [() => masker.payloadSize(parsed), "Shares are a list"],
  ];
  for (const [call, message] of cases) assertThrows(call, InvalidArgumentError, message);
});

Deno.test("SecretMasker.unmask() says why nobody is blamed for a wrong share", () => {
  const unmask = (parties: number, given: number, liars: number) => () => {
    const options = { primeBits: 64, polynomialDegree: 1, parties: partiesOf(parties) } as const;
    const masker = SecretMasker.create(options);
    const shares = masker.mask({ a: new SecretInteger(1) });
    for (let liar = 0; liar < liars; liar++) {
      shares[liar] = masker.mask({ a: new SecretInteger(2) })[liar]!;
    }
    return masker.unmask(shares.slice(0, given));
  };
  const detects = "3 answers of degree 1 cannot name a wrong party; 4 could";
  const limit = ", but this cluster has 3 parties";
  const cases: [call: () => unknown, message: string][] = [
    [unmask(5, 3, 1), `beyond repair: ${detects}`],
    [unmask(3, 3, 1), `beyond repair: ${detects}${limit}`],
    [unmask(4, 4, 2), "4 answers of degree 1 can name one wrong party; more than one is wrong"],
  ];
  for (const [call, message] of cases) assertThrows(call, CorruptShareError, message);
  assertEquals((unmask(4, 4, 1)() as { faultyParties: unknown[] }).faultyParties.length, 1);
});

Deno.test("SecretMasker.unmask() says against how many liars the parties that agree are enough", () => {
  const options = { primeBits: 64, polynomialDegree: 1, parties: partiesOf(5) } as const;
  const masker = SecretMasker.create(options);
  const [shares, others] = [1, 2].map((a) => masker.mask({ a: new SecretInteger(a) }));
  const [a, b, c, d] = shares!;
  const tolerated = (...answers: (PartyShares | undefined)[]) => {
    const unmasked = masker.unmask(answers as PartyShares[]);
    assert(unmasked.values["a"]!.equals(new SecretInteger(1)));
    return unmasked.toleratedFaults;
  };
  assertEquals(tolerated(a, b), 0);
  assertEquals(tolerated(a, b, c), 1);
  assertEquals(tolerated(...shares!), 3);
  assertEquals(tolerated(a, b, c, others![3]), 1, "who lies is named");
  assertEquals(tolerated(a, b, { ...d!, values: [] }), 0, "who says nothing agrees to nothing");
});
