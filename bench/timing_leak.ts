/**
 * Tests whether the time of an operation depends on its secret, as dudect does: `deno task bench:leaks [--measurements N]
 * [--seconds N] [--only TEXT]`.
 *
 * Random secrets and fixed ones take turns in random order, and Welch's t says whether the times of the
 * two differ by more than chance. A t of 4.5 or more is measured again, with new secrets, and is a leak if it is there
 * again. The core is called on the bytes of requests, as it is shipped. The effects of the garbage collector and of the
 * numbers of JavaScript are measured apart and only printed. Two operations that do leak are measured too,
 * and must be found.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { SecretBlob, SecretInteger } from "@nilvm/client";
import { PrivateKey } from "@nilvm/client/keys";
import { SecretMasker } from "@nilvm/client/masking";
import { equalBytes } from "../src/base/bytes.ts";
import { callCore, type CoreOperation, useMaskingModule } from "../src/core/core.ts";
import { kinds } from "../src/core/clear_layout.ts";
import { splitValues } from "../src/core/sharing.ts";
import { leakyModule } from "./leaky_module.ts";
import { compareTimes, type Comparison, tMax } from "./welch.ts";

const { values: args } = parseArgs({
  options: {
    measurements: { type: "string", default: "100000" },
    seconds: { type: "string", default: "15" },
    only: { type: "string", default: "" },
  },
});
const measurementsMax = Number(args.measurements);
const secondsMax = Number(args.seconds);

/** The number of inputs that are made before they are used one after the other. */
const blockSize = 500;

/** The number of measurements at the start of a block that do not count, since caches hold other data then. */
const skipped = 10;

/** By name, the function that makes a secret. All other classes are compared with the first. */
type Classes<S> = readonly (readonly [name: string, make: () => S])[];

interface Subject {
  readonly name: string;
  /** The result that passes: no leak, a leak, or either. */
  readonly expected: "no leak" | "leak" | "anything";
  readonly module?: WebAssembly.Module;
  readonly classes: readonly string[];
  /** The classes whose differences are printed and allowed. */
  readonly tolerated: readonly string[];
  /** Makes an input of the class with this index. All have one length. */
  input(classIndex: number): Uint8Array;
  /** The operation that is measured on an input. */
  on(input: Uint8Array): () => void;
}

/** The parties that secrets are split among. Keys have fewer, since each share takes a product with a point. */
interface Cluster {
  readonly parties: number;
  readonly degree: number;
}
const five: Cluster = { parties: 5, degree: 2 };
const two: Cluster = { parties: 2, degree: 1 };
const orders = {
  ecdsa: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
  eddsa: 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn,
};
const primes = new Map([[8, 1_071_644_669n], [16, 2_663_383_037n], [32, 1_732_247_549n]].map(
  ([width, c]) => [Number(width), (1n << BigInt(8 * Number(width))) - BigInt(c!)],
));

function random(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

function concat(...parts: (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

function word(number: number): number[] {
  return [number & 255, number >> 8 & 255, number >> 16 & 255, number >>> 24];
}

function littleEndian(number: bigint, width: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    { length: width },
    (_, index) => Number(number >> BigInt(8 * index) & 255n),
  );
}

function bigEndian(number: bigint): Uint8Array<ArrayBuffer> {
  return littleEndian(number, 32).reverse();
}

/** Random secrets, and fixed ones: two that were drawn at random, and the given ones. */
function classes<S>(make: () => S, extremes: Readonly<Record<string, S>>): Classes<S> {
  const [fixed, other] = [make(), make()];
  return [
    ["random", make],
    ["fixed", () => fixed],
    ["fixed too", () => other],
    ...Object.entries(extremes).map(([name, secret]) => [name, () => secret] as const),
  ];
}

function subject<S>(
  name: string,
  secrets: Classes<S>,
  input: (secret: S) => Uint8Array,
  on: Subject["on"],
  expected: Subject["expected"] = "no leak",
): Subject {
  return {
    name,
    expected,
    classes: secrets.map(([name]) => name),
    tolerated: [],
    // Makes a secret of each class, so that traces of making them do not depend on the one that is used.
    input: (classIndex) => input(secrets.map(([, make]) => make())[classIndex]!),
    on,
  };
}

/** Calls the core on a request. */
function core(operation: CoreOperation): Subject["on"] {
  return (request) => {
    const write = (target: Uint8Array) => {
      target.set(request);
      return request.length;
    };
    const read = () => {};
    // More bytes than any call here draws at once.
    const drawn = random(1 << 14);
    const caller = {
      fillRandom: (target: Uint8Array) => target.set(drawn.subarray(0, target.length)),
      begin() {},
      emit() {},
    };
    return () => callCore(operation, request.length, write, read, caller);
  };
}

/** The request to mask one value; `bytes` is all of the value after its name. */
function maskRequest({ parties, degree }: Cluster, width: number, value: Uint8Array): Uint8Array {
  return concat([width, degree, parties], word(1), word(1), [0x76], value);
}

/** The request to unmask the shares of a masking, from all parties. */
function unmaskRequest(cluster: Cluster, width: number, value: Uint8Array): Uint8Array {
  const { parties, degree } = cluster;
  const sharing = { width, degree, parties, fillRandom: crypto.getRandomValues.bind(crypto) };
  const clear = concat(word(1), word(1), [0x76], value);
  const messages = splitValues(sharing, {
    count: 1,
    length: clear.length,
    write: (target) => target.set(clear),
  });
  const answers = messages.flatMap(([message], party) => {
    const length = word(message!.length);
    return [[party], word(1), length, word(0), length, message!];
  });
  return concat([width, degree, parties, parties], ...answers);
}

/** So many values that a leak in one is visible beside the rest of the call. */
const numbersCount = 16;

function numbers(
  operation: "mask" | "unmask",
  width: number,
  kind: "SecretInteger" | "SecretUnsignedInteger",
): Subject {
  const prime = primes.get(width)!;
  const extremes = kind === "SecretInteger"
    ? { zero: 0n, "-1": -1n, "⌊p/2⌋": prime / 2n }
    : { zero: 0n, "p-1": prime - 1n, "⌊p/2⌋": prime / 2n };
  const repeated = Object.entries(extremes).map(([name, number]) => {
    const bytes = littleEndian(number, width);
    return [name, concat(...Array.from({ length: numbersCount }, () => bytes))] as const;
  });
  const request = operation === "mask" ? maskRequest : unmaskRequest;
  const stride = 1 + width;
  return subject(
    `${operation} ${numbersCount} ${kind}s, ${8 * width} bits`,
    classes(() => random(numbersCount * width), Object.fromEntries(repeated)),
    (numbers) => {
      const elements = new Uint8Array(numbersCount * stride);
      for (let index = 0; index < numbersCount; index++) {
        elements[index * stride] = kinds[kind];
        const number = numbers.subarray(index * width, (index + 1) * width);
        elements.set(number, index * stride + 1);
      }
      const array = concat([kinds.NadaArray], word(numbersCount), elements);
      return request(five, width, array);
    },
    core(operation),
  );
}

function blob(operation: "mask" | "unmask", width: number): Subject {
  const length = 31 * 21;
  const request = operation === "mask" ? maskRequest : unmaskRequest;
  return subject(
    `${operation} a blob of ${length} bytes, ${8 * width} bits`,
    classes(() => random(length), {
      zeros: new Uint8Array(length),
      ones: new Uint8Array(length).fill(255),
    }),
    (bytes) => request(five, width, concat([kinds.SecretBlob], word(length), bytes)),
    core(operation),
  );
}

/**
 * Private keys as big-endian or little-endian numbers below the order of their curve. The digits of the fixed keys are
 * almost all zero when they are multiplied with a point. No branch and no address depends on digits, but processors
 * select zeros from a table a fraction of a cycle faster. Where all digits are zero, this shows after 50,000
 * measurements. No drawn key is like that.
 */
const ecdsaKeys = () =>
  classes(() => bigEndian(BigInt(`0x${random(32).toHex()}`) % orders.ecdsa), {
    one: bigEndian(1n),
    "n-1": bigEndian(orders.ecdsa - 1n),
    "2^255": bigEndian(1n << 255n),
  });
const eddsaKeys = () =>
  classes(() => littleEndian(BigInt(`0x${random(40).toHex()}`) % orders.eddsa, 32), {
    one: littleEndian(1n, 32),
    "l-1": littleEndian(orders.eddsa - 1n, 32),
    "2^252": littleEndian(1n << 252n, 32),
  });
const seeds = () =>
  classes(() => random(32), { zeros: new Uint8Array(32), ones: new Uint8Array(32).fill(255) });

const extremeKeys = ["one", "n-1", "2^255", "l-1", "2^252"];

/** A secret that is multiplied with a point. */
function multiplied(subject: Subject): Subject {
  return { ...subject, tolerated: extremeKeys };
}

function keyShares(operation: "mask" | "unmask"): Subject[] {
  const request = operation === "mask" ? maskRequest : unmaskRequest;
  const keys = (kind: "EcdsaPrivateKey" | "EddsaPrivateKey", secrets: Classes<Uint8Array>) =>
    subject(
      `${operation} an ${kind}`,
      secrets,
      (key) => request(two, 32, concat([kinds[kind]], key)),
      core(operation),
    );
  return [
    multiplied(keys("EcdsaPrivateKey", ecdsaKeys())),
    multiplied(keys("EddsaPrivateKey", eddsaKeys())),
    subject(
      `${operation} the s of an EcdsaSignature`,
      ecdsaKeys(),
      (s) => request(two, 32, concat([kinds.EcdsaSignature], bigEndian(7n), s)),
      core(operation),
    ),
  ];
}

function keyOperations(): Subject[] {
  const other = PrivateKey.random().publicKey.toBytes();
  const on = (
    name: string,
    operation: CoreOperation,
    secrets: Classes<Uint8Array>,
    rest: () => Uint8Array = () => new Uint8Array(),
  ) => subject(name, secrets, (secret) => concat(secret, rest()), core(operation));
  const digest = () => random(32);
  return [
    on("ECDSA sign", "ecdsaSign", ecdsaKeys(), digest),
    multiplied(on("Schnorr sign", "schnorrSign", ecdsaKeys(), () => random(64))),
    on("Ed25519 sign, by seed", "ed25519Sign", seeds(), digest),
    multiplied(on("Ed25519 sign, by scalar", "eddsaSign", eddsaKeys(), () => random(64))),
    multiplied(on("public key, ECDSA", "ecdsaPublicKey", ecdsaKeys())),
    on("public key, Ed25519 by seed", "ed25519PublicKey", seeds()),
    multiplied(on("public key, Ed25519 by scalar", "eddsaPublicKey", eddsaKeys())),
    on("scalar of an Ed25519 seed", "ed25519Scalar", seeds()),
    multiplied(on("ECDH", "sharedSecret", ecdsaKeys(), () => other)),
    on("private key plus tweak", "privateKeyAdd", ecdsaKeys(), digest),
    on("private key times tweak", "privateKeyMultiply", ecdsaKeys(), digest),
  ];
}

/** One measurement is many comparisons, since each is short. */
const comparisons = 64;

let equalCount = 0;

function repeated(isEqual: () => boolean): () => void {
  return () => {
    for (let index = 0; index < comparisons; index++) equalCount += Number(isEqual());
  };
}

/** Two times 32 bytes. It is no secret whether they are equal, but it is one where they differ. */
function pairs(): Classes<Uint8Array> {
  const but = (at: number) => {
    const first = random(32);
    const second = first.slice();
    second[at]! ^= 1;
    return concat(first, second);
  };
  return [
    ["random", () => random(64)],
    ["first differs", () => but(0)],
    ["last differs", () => but(31)],
  ];
}

/** The operation that is measured on the halves of an input. */
function onHalves(isEqual: (a: Uint8Array, b: Uint8Array) => boolean): Subject["on"] {
  return (input) => {
    const [a, b] = [input.subarray(0, 32), input.subarray(32)];
    return repeated(() => isEqual(a, b));
  };
}

function comparing(): Subject[] {
  return [
    subject(`equalBytes(), ${comparisons} times`, pairs(), (pair) => pair, onHalves(equalBytes)),
    subject(
      `SecretBlob.equals(), ${comparisons} times`,
      pairs(),
      (pair) => pair,
      (input) => {
        const a = new SecretBlob(input.subarray(0, 32));
        const b = new SecretBlob(input.subarray(32));
        return repeated(() => a.equals(b));
      },
    ),
    subject(
      `PrivateKey.equals(), ${comparisons} times`,
      ecdsaKeys(),
      (key) => key,
      (input) => {
        const [a, b] = [PrivateKey.fromBytes(input), PrivateKey.fromBytes(input)];
        return repeated(() => a.equals(b));
      },
    ),
  ];
}

/** The same through the TypeScript API, where numbers are bigints. */
function throughTypeScript(): Subject[] {
  const masker = SecretMasker.create({
    primeBits: 256,
    polynomialDegree: five.degree,
    parties: Array.from({ length: five.parties }, () => random(32)),
  });
  const integers = (name: string, on: (number: SecretInteger) => () => void) =>
    subject(
      name,
      classes(() => random(32), {
        zero: new Uint8Array(32),
        one: littleEndian(1n, 32),
        "-1": littleEndian(-1n, 32),
      }),
      (bytes) => bytes,
      (bytes) => {
        const number = BigInt(`0x${bytes.toReversed().toHex()}`);
        return on(new SecretInteger(BigInt.asIntN(256, number)));
      },
      "anything",
    );
  return [
    integers("SecretMasker.mask(), SecretInteger", (number) => () => masker.mask({ number })),
    integers("SecretMasker.unmask(), SecretInteger", (number) => {
      const shares = masker.mask({ number });
      return () => masker.unmask(shares);
    }),
    integers(`SecretInteger.equals(), ${comparisons} times`, (number) => {
      const same = new SecretInteger(number.value);
      return repeated(() => number.equals(same));
    }),
  ];
}

/** Operations that leak, to test that leaks are found. */
function leaks(): Subject[] {
  const module = leakyModule();
  const earlyExit = (a: Uint8Array, b: Uint8Array) => a.every((byte, index) => byte === b[index]);
  return [
    subject("early exit in JavaScript", pairs(), (pair) => pair, onHalves(earlyExit), "leak"),
    {
      ...subject("early exit in WASM", pairs(), (pair) => pair, core("ecdsaVerify"), "leak"),
      module,
    },
    {
      ...subject("branch on bits in WASM", ecdsaKeys(), (key) => key, core("ecdsaSign"), "leak"),
      module,
    },
  ];
}

/** The times of each class, in nanoseconds, in measurements that took turns at random. */
function measure({ classes, input, on }: Subject): Float64Array[] {
  const times: number[][] = classes.map(() => []);
  const { length } = input(0);
  // All inputs are in one buffer, so that the address does not depend on the class.
  const buffer = new Uint8Array(blockSize * length);
  let end = Infinity;
  const counted = blockSize - skipped;
  for (let count = -4 * counted; count < measurementsMax; count += counted) {
    if (count === 0) end = performance.now() + secondsMax * 1000;
    if (performance.now() > end) break;
    const order = random(blockSize).map((byte) => byte % classes.length);
    order.forEach((classIndex, index) => buffer.set(input(classIndex), index * length));
    const runs = Array.from(
      order,
      (_, index) => on(buffer.subarray(index * length, (index + 1) * length)),
    );
    for (let index = 0; index < blockSize; index++) {
      const run = runs[index]!;
      const before = performance.now();
      run();
      const after = performance.now();
      // The first blocks run before the code is optimised.
      if (count >= 0 && index >= skipped) times[order[index]!]!.push((after - before) * 1e6);
    }
  }
  return times.map((times) => Float64Array.from(times));
}

interface Finding extends Comparison {
  readonly className: string;
}

/** Every class except the random one. */
function compare({ classes }: Subject, times: readonly Float64Array[]): Finding[] {
  return times.slice(1).map((own, index) => ({
    className: classes[index + 1]!,
    ...compareTimes(own, times[0]!),
  }));
}

function worst(findings: readonly Finding[]): Finding {
  return findings.reduce((worst, finding) =>
    Math.abs(finding.t) > Math.abs(worst.t) ? finding : worst
  );
}

function isLeak({ t }: Finding): boolean {
  return Math.abs(t) >= tMax;
}

function row(...cells: readonly string[]): string {
  const [name, ...others] = cells;
  const [count, time, className, t, difference, visible, verdict] = others;
  return [
    name!.padEnd(43),
    count!.padStart(8),
    time!.padStart(10),
    ` ${className!.padEnd(13)}`,
    t!.padStart(8),
    difference!.padStart(12),
    visible!.padStart(10),
    ` ${verdict}`,
  ].join(" ").trimEnd();
}

function numbersOf({ className, t, differenceNs, visibleNs }: Finding): string[] {
  return [className, Math.abs(t).toFixed(2), differenceNs.toFixed(1), visibleNs.toFixed(1)];
}

const masking = [8, 16, 32].flatMap((width) =>
  (["mask", "unmask"] as const).flatMap((operation) => [
    numbers(operation, width, "SecretInteger"),
    numbers(operation, width, "SecretUnsignedInteger"),
    blob(operation, width),
  ])
);
const subjects = [
  ...leaks(),
  ...masking,
  ...keyShares("mask"),
  ...keyShares("unmask"),
  ...keyOperations(),
  ...comparing(),
  ...throughTypeScript(),
].filter(({ name }) => name.includes(args.only));

const shipped = new WebAssembly.Module(
  await Deno.readFile(new URL("../src/core/masking_bg.wasm", import.meta.url)),
);

console.log(
  row("operation", "measured", "median µs", "class", "max |t|", "differs, ns", "seen, ns", ""),
);
let passed = 0;
let failed = 0;
for (const subject of subjects) {
  useMaskingModule(subject.module ?? shipped);
  let times = measure(subject);
  let findings = compare(subject, times);
  const isStrict = ({ className }: Finding) => !subject.tolerated.includes(className);
  const atFirst = worst(findings.filter(isStrict));
  if (isLeak(atFirst) && subject.expected === "no leak") {
    times = measure(subject);
    findings = compare(subject, times);
  }
  const finding = worst(findings.filter(isStrict));
  const isMeasured = findings.every(({ visibleNs }) => visibleNs < Infinity);
  const passes = isMeasured &&
    (subject.expected === "anything" || isLeak(finding) === (subject.expected === "leak"));
  if (passes) passed++;
  else failed++;
  const count = times.reduce((sum, own) => sum + own.length, 0);
  const median = times[0]!.slice().sort()[times[0]!.length >> 1]!;
  const verdict = {
    "no leak": passes ? "" : isMeasured ? "LEAKS" : "TOO FEW MEASUREMENTS",
    leak: passes ? "found, as it must be" : "NOT FOUND",
    anything: isLeak(finding) ? "depends on the number" : "",
  }[subject.expected];
  const chance = isLeak(atFirst) && !isLeak(finding)
    ? `(${atFirst.t.toFixed(2)} at first, and not again)`
    : "";
  console.log(row(
    subject.name,
    `${count}`,
    (median / 1000).toFixed(2),
    ...numbersOf(finding),
    verdict + chance,
  ));
  for (const tolerated of findings.filter((finding) => !isStrict(finding) && isLeak(finding))) {
    console.log(row("", "", "", ...numbersOf(tolerated), "seen, and no key that is drawn"));
  }
}
useMaskingModule(shipped);
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) Deno.exit(1);
