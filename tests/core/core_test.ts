import { assert, assertEquals, assertFalse, assertThrows } from "@std/assert";
import { InternalError, InvalidArgumentError, SecretBlob, SecretInteger } from "@nilvm/client";
import { SecretMasker } from "@nilvm/client/masking";
import {
  callCore,
  callWithBytes,
  CoreFailure,
  describeNamedValues,
  sha256,
  useMaskingModule,
} from "../../src/core/core.ts";
import { artefact, remains, withMemory } from "../support/core_memory.ts";
import { keyValues, maskerFor, partiesOf, sharedValues, utf8 } from "../support/masking_fixture.ts";
import { Random } from "../../tools/random.ts";

const moreThanThereIs = 2 ** 32 - 4096;

Deno.test("callCore() survives a trap: the next call gets a new instance", () => {
  withMemory((memory) => {
    const digest = sha256(utf8("before"));
    const before = memory();
    const failure = assertThrows(
      // No memory is that large, so the core fails in the middle of its work.
      () => callCore("sha256", moreThanThereIs, () => 0, (response) => response.slice()),
      CoreFailure,
      "restarted",
    );
    assertEquals(failure.kind, "trap");
    assert(failure.cause instanceof WebAssembly.RuntimeError);

    assertEquals(sha256(utf8("before")), digest);
    assert(memory().buffer !== before.buffer, "The same memory was used again");
    assert(before.every((byte) => byte === 0), "The old memory was not wiped");
  });
});

Deno.test("callCore() survives a thousand traps", () => {
  const masker = maskerFor(256, [3, 1]);
  for (let round = 0; round < 1000; round++) {
    assertThrows(() => callCore("mask", moreThanThereIs, () => 0, () => 0), CoreFailure);
    if (round % 100 === 0) {
      const values = { a: new SecretInteger(round) };
      assertEquals(masker.unmask(masker.mask(values)).values["a"]?.value, BigInt(round));
    }
  }
});

Deno.test("SecretMasker.mask() turns a trap into an InternalError, and lets nothing escape", () => {
  const module = trappingModule();
  useMaskingModule(module);
  try {
    const masker = maskerFor(256, [3, 1]);
    for (let call = 0; call < 3; call++) {
      const error = assertThrows(() => masker.mask({ a: new SecretInteger(1) }), InternalError);
      assert(error.cause instanceof WebAssembly.RuntimeError);
    }
  } finally {
    useMaskingModule(artefact);
  }
  const masker = maskerFor(256, [3, 1]);
  assertEquals(masker.unmask(masker.mask({ a: new SecretInteger(1) })).values["a"]?.value, 1n);
});

Deno.test("SecretMasker.mask() throws what its randomBytes throws, and leaves nothing behind", () => {
  withMemory((memory) => {
    const random = new Random(15);
    const bang = new TypeError("bang");
    let draws = 0;
    let before: Uint8Array = new Uint8Array();
    const masker = SecretMasker.create({
      primeBits: 256,
      polynomialDegree: 1,
      parties: partiesOf(3),
      randomBytes(length) {
        before = memory();
        if (++draws === 3) throw bang;
        return random.bytes(length);
      },
    });
    const blob = random.bytes(100_000);
    assertEquals(assertThrows(() => masker.mask({ blob: new SecretBlob(blob) })), bang);
    assert(before.every((byte) => byte === 0), "The memory was not wiped");
    const values = { a: new SecretInteger(7) };
    assertEquals(masker.unmask(masker.mask(values)).values["a"]?.value, 7n);
  });
});

Deno.test("SecretMasker.mask() refuses randomBytes that gives other lengths", () => {
  for (const wrong of [-1, 1]) {
    const masker = SecretMasker.create({
      primeBits: 256,
      polynomialDegree: 1,
      parties: partiesOf(3),
      randomBytes: (length) => new Uint8Array(length + wrong),
    });
    assertThrows(() => masker.mask({ a: new SecretInteger(7) }), InvalidArgumentError, "bytes");
  }
});

Deno.test("SecretMasker.mask() takes randomBytes that asks the core itself", () => {
  let state = utf8("seed");
  const masker = SecretMasker.create({
    primeBits: 256,
    polynomialDegree: 1,
    parties: partiesOf(3),
    randomBytes(length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += state.length) {
        state = sha256(state);
        bytes.set(state.subarray(0, length - at), at);
      }
      return bytes;
    },
  });
  const blob = new SecretBlob(new Random(16).bytes(10_000));
  assert(blob.equals(masker.unmask(masker.mask({ blob })).values["blob"]));
});

Deno.test("SecretMasker.mask() gives nothing when the core is dropped while it works", () => {
  const masker = SecretMasker.create({
    primeBits: 256,
    polynomialDegree: 1,
    parties: partiesOf(3),
    randomBytes(length) {
      // Its memory is wiped. Masking that went on with zeros would give the secret to everyone.
      assertThrows(() => callCore("sha256", moreThanThereIs, () => 0, () => 0), CoreFailure);
      return new Uint8Array(length);
    },
  });
  assertThrows(() => masker.mask({ a: new SecretInteger(7) }), InternalError);
});

/** A module that reserves memory like the core, and traps in all its operations. */
function trappingModule(): WebAssembly.Module {
  const text = (name: string) => [name.length, ...utf8(name)];
  const section = (id: number, ...content: number[]) => [id, content.length, ...content];
  return new WebAssembly.Module(Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    // (i32) -> i32 and (i32, i32, i32) -> i32
    ...section(1, 2, 0x60, 1, 0x7f, 1, 0x7f, 0x60, 3, 0x7f, 0x7f, 0x7f, 1, 0x7f),
    ...section(3, 2, 0, 1),
    ...section(5, 1, 0, 1),
    ...section(7, 3, ...text("memory"), 2, 0, ...text("allocate"), 0, 0, ...text("mask"), 0, 1),
    // i32.const 1024, and unreachable
    ...section(10, 2, 5, 0, 0x41, 0x80, 0x08, 0x0b, 3, 0, 0x00, 0x0b),
  ]));
}

Deno.test("callCore() frees the request when writing it fails", () => {
  withMemory((memory) => {
    sha256(new Uint8Array(1000));
    const size = memory().length;
    const bang = new TypeError("bang");
    for (let round = 0; round < 200; round++) {
      const write = () => {
        throw bang;
      };
      assertThrows(() => callCore("sha256", 1 << 20, write, () => 0), TypeError, "bang");
    }
    assert(memory().length <= size + (4 << 20));
  });
});

Deno.test("callCore() frees the response when reading it fails", () => {
  withMemory((memory) => {
    for (let round = 0; round < 200; round++) {
      const read = () => {
        throw new TypeError("bang");
      };
      assertThrows(() => callCore("sha256", 1 << 20, () => 1 << 20, read), TypeError, "bang");
    }
    assert(memory().length < 8 << 20);
  });
});

Deno.test("callWithBytes() refuses a request that is too short", () => {
  for (const operation of ["mask", "unmask", "describe", "ecdsaSign", "ed25519Verify"] as const) {
    const { kind } = assertThrows(() => callWithBytes(operation, []), CoreFailure);
    assertEquals(kind, "invalidArgument", operation);
  }
});

Deno.test("the core's operations take any bytes without a trap", () => {
  const random = new Random(11);
  const operations = [
    "mask",
    "unmask",
    "describe",
    "ecdsaSign",
    "ecdsaVerify",
    "ecdsaCompress",
  ] as const;
  for (let round = 0; round < 3000; round++) {
    const operation = operations[round % operations.length]!;
    const request = random.bytes(random.below(200));
    // A possible cluster, so that the noise gets past the first checks.
    if (round % 2) request.set([[8, 16, 32][random.below(3)]!, 1, 3].slice(0, request.length));
    try {
      callCore(
        operation,
        request.length,
        (target) => {
          target.set(request);
          return request.length;
        },
        () => {},
        { fillRandom: (target) => target.set(random.bytes(target.length)), begin() {}, emit() {} },
      );
    } catch (error) {
      assert(error instanceof CoreFailure);
      assertFalse(error.kind === "trap", `${operation} ${request}`);
    }
  }
});

Deno.test("SecretMasker.unmask() takes messages with any byte changed without a trap", () => {
  const random = new Random(12);
  const masker = maskerFor(128, [3, 1]);
  const shares = masker.mask({ ...sharedValues(128), ...keyValues() });
  for (let round = 0; round < 2000; round++) {
    const spoilt = shares.map(({ party, values }) => ({ party, values: [...values] }));
    const { values } = spoilt[random.below(3)]!;
    const index = random.below(values.length);
    const changed = values[index]!.slice();
    for (let changes = random.below(3); changes >= 0; changes--) {
      changed[random.below(changed.length)] = random.below(256);
    }
    values[index] = changed;
    try {
      masker.unmask(spoilt);
    } catch (error) {
      assertEquals((error as { code?: string }).code, "CORRUPT_SHARE", String(error));
    }
  }
});

Deno.test("masking and unmasking leave no secret in the core's memory", () => {
  withMemory((memory) => {
    const masker = maskerFor(256, [5, 2]);
    const blob = new Random(13).bytes(10_000);
    const values = {
      ...keyValues(),
      blob: new SecretBlob(blob),
      text: new SecretBlob(utf8("a canary in the coal mine")),
    };
    const random = new Random(14);
    const drawn: Uint8Array[] = [];
    const seeded = SecretMasker.create({
      primeBits: 256,
      polynomialDegree: 2,
      parties: partiesOf(5),
      randomBytes(length) {
        const bytes = random.bytes(length);
        drawn.push(bytes);
        return bytes;
      },
    });
    // Bytes that must not stay: clear values, shares, and the random bytes that reveal the secrets.
    const shares = seeded.mask(values);
    const secrets = [
      blob,
      utf8("a canary in the coal mine"),
      keyValues()["ecdsaKey"]!.value as Uint8Array,
      ...drawn,
      ...shares.flatMap((share) => share.values.map(withoutPublicPart)),
    ];
    assertEquals(remains(memory(), secrets), 0, "after mask");

    masker.unmask(shares);
    assertEquals(remains(memory(), secrets), 0, "after unmask");

    const spoilt = shares.map(({ party, values }) => ({ party, values: [...values] }));
    for (const { values } of spoilt) values[0] = values[0]!.slice(0, -1);
    assertThrows(() => masker.unmask(spoilt));
    assertEquals(remains(memory(), secrets), 0, "after a refusal");

    callWithBytes("ecdsaSign", [keyValues()["ecdsaKey"]!.value as Uint8Array, new Uint8Array(32)]);
    assertEquals(remains(memory(), secrets), 0, "after signing");
  });
});

/** The message up to where the public points of a key share begin. */
function withoutPublicPart(message: Uint8Array): Uint8Array {
  const points = message.findIndex((byte, at) =>
    byte === 0x1a && [32, 33].includes(message[at + 1]!) && at > 40
  );
  return points < 0 || message.length > 400 ? message : message.subarray(0, points);
}

Deno.test("remains() finds secrets that are in the memory", () => {
  withMemory((memory) => {
    const secret = utf8("a canary in the coal mine");
    let seen = 0;
    callCore("sha256", secret.length, (request) => {
      request.set(secret);
      seen = remains(memory(), [secret]);
      return secret.length;
    }, () => 0);
    assert(seen >= 4);
    assertEquals(remains(memory(), [secret]), 0);
  });
});

Deno.test("describeNamedValues() gives names and the nodes' names for types", () => {
  const masker = maskerFor(64, [3, 1]);
  const described = (index: number) =>
    describeNamedValues(masker.mask({ ...sharedValues(64), ...keyValues() })[index]!.values);
  for (const index of [0, 1, 2]) {
    const types = Object.fromEntries(described(index).map(({ name, type }) => [name, type]));
    assertEquals(types["lowest"], "ShamirShareInteger");
    assertEquals(types["unsignedZero"], "ShamirShareUnsignedInteger");
    assertEquals(types["yes"], "ShamirShareBoolean");
    assertEquals(types["emptyBlob"], "SecretBlob");
    assertEquals(types["row"], "Array [ShamirShareInteger:3]");
    assertEquals(types["matrix"], "Array [Array [ShamirShareInteger:2]:3]");
    assertEquals(
      types["pairs"],
      "Array [Tuple (ShamirShareUnsignedInteger, ShamirShareBoolean):2]",
    );
    assertEquals(
      types["tuple"],
      "Tuple (SecretBlob, Tuple (Integer, Array [ShamirShareInteger:1]))",
    );
    assertEquals(types["publicLowest"], "Integer");
    assertEquals(types["publicUnsigned"], "UnsignedInteger");
    assertEquals(types["publicYes"], "Boolean");
    assertEquals(types["digest"], "EcdsaDigestMessage");
    assertEquals(types["ecdsaKey"], "EcdsaPrivateKey");
    assertEquals(types["signature"], "EcdsaSignature");
    assertEquals(types["publicKey"], "EcdsaPublicKey");
    assertEquals(types["eddsaKey"], "EddsaPrivateKey");
    assertEquals(types["eddsaSignature"], "EddsaSignature");
    assertEquals(types["eddsaMessage"], "EddsaMessage");
    assertEquals(types["eddsaPublicKey"], "EddsaPublicKey");
    assertEquals(types["storeId"], "StoreId");
    assertEquals(types[""], "ShamirShareInteger");
  }
});

/** A `NamedValue` called a, whose `Value` is these bytes. */
function named(...value: number[]): Uint8Array {
  return Uint8Array.from([0x0a, 1, 0x61, 0x12, value.length, ...value]);
}

Deno.test("describeNamedValues() accepts the messages that nodes accept", () => {
  const above = named(0x2a, 10, 0x0a, 8, ...new Uint8Array(8).fill(255));
  const short = named(0x2a, 7, 0x0a, 5, 1, 2, 3, 4, 5);
  const nameless = above.slice(3);
  for (const value of [above, short, nameless]) {
    assertEquals(describeNamedValues([value])[0]?.type, "ShamirShareInteger");
  }
  assertEquals(describeNamedValues([]), []);
});

Deno.test("describeNamedValues() refuses with a node's message", () => {
  const share = named(0x2a, 0);
  const array = (...content: number[]) => named(0x3a, content.length, ...content);
  const refusals: [string, Uint8Array[]][] = [
    ["duplicate value: a", [share, share]],
    ["no value provided", [Uint8Array.of(0x0a, 1, 0x61)]],
    ["no value provided", [named()]],
    ["no type provided", [array(0x0a, 2, 0x2a, 0)]],
    ["no type provided", [array(0x0a, 2, 0x2a, 0, 0x12, 0)]],
    ["invalid array: arrays must only contain one type", [
      array(0x0a, 2, 0x32, 0, 0x12, 2, 0x22, 0),
    ]],
    ["no value provided", [named(0x42, 0)]],
    ["ecdsa message digest must be 32 bytes", [named(0x62, 3, 0x0a, 1, 7)]],
    ["store id must be 16 bytes", [named(0x72, 3, 0x0a, 1, 7)]],
    ["ecdsa scalar r is invalid", [named(0x5a, 35, 0x0a, 33, ...new Uint8Array(33).fill(1))]],
    ["invalid eddsa signature: Eddsa signature", [named(0x82, 0x01, 0)]],
    ["invalid ecdsa/eddsa private key point: invalid bytes", [named(0x52, 0)]],
    ["ecdsa private key party is too large: 65536", [named(0x52, 4, 0x08, 0x80, 0x80, 0x04)]],
  ];
  for (const [message, values] of refusals) {
    const error = assertThrows(() => describeNamedValues(values), CoreFailure, message);
    assertEquals([error.kind, error.message], ["invalidValue", message]);
  }
  for (const noise of [[0x0a], [0x0a, 1, 0xff], [0x12, 2, 0x2a, 5]]) {
    const error = assertThrows(() => describeNamedValues([Uint8Array.from(noise)]), CoreFailure);
    assertEquals(error.kind, "malformed");
  }
});
