/**
 * Numbers beyond what the protocols of real nodes compute: each mode of `startDevnet({ numbers })` at the edges of each
 * range, over three primes.
 *
 * @module
 */
import {
  ComputationFailedError,
  PublicInteger,
  PublicUnsignedInteger,
  SecretInteger,
  type Values,
} from "@nilvm/client";
import { type DevnetOptions, startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals, assertInstanceOf, assertStringIncludes } from "@std/assert";
import { fundedUser, mir } from "../../support/programs.ts";

const primes = { 64: 1_071_644_669n, 128: 2_663_383_037n, 256: 1_732_247_549n } as const;

/** The ranges with each prime, as exponents of two: of the dividend and the divisor of a secret division, below zero. */
const limits = {
  64: { dividend: 4n, divisor: 4n, negative: 31n },
  128: { dividend: 20n, divisor: 20n, negative: 63n },
  256: { dividend: 52n, divisor: 50n, negative: 127n },
} as const;

const harmless = {
  a: 7n,
  b: 5n,
  dividend: -7n,
  secret_divisor: 2n,
  divided: -7n,
  shifted: -7n,
  truncated: 80n,
  divisor: 2n,
  bits: 3n,
};
type Numbers = typeof harmless;

/** Runs the program `ranges` again and again, on a devnet with these options. */
async function startRuns(options: DevnetOptions) {
  const devnet = await startDevnet({ listen: false, blockTimeMs: 5, ...options });
  const client = await fundedUser(devnet);
  const programId = await client.storeProgram("ranges", await mir("ranges")).invoke();
  const user = client.userId;
  return {
    async run(numbers: Partial<Numbers>): Promise<Values> {
      const { divisor, bits, ...secrets } = { ...harmless, ...numbers };
      const computeId = await client.compute({
        programId,
        inputBindings: [{ partyName: "p", user }],
        outputBindings: [{ partyName: "p", users: [user] }],
        values: {
          divisor: new PublicInteger(divisor),
          bits: new PublicUnsignedInteger(bits),
          ...Object.fromEntries(
            Object.entries(secrets).map(([name, number]) => [name, new SecretInteger(number)]),
          ),
        },
      }).invoke();
      return await client.retrieveComputeResults(computeId).invoke();
    },
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await devnet[Symbol.asyncDispose]();
    },
  };
}

const floor = (a: bigint, b: bigint) => (a - ((a % b + b) % b)) / b;

/** What a devnet returns that computes exactly; the truncation may be one less. */
function exact(numbers: Partial<Numbers>) {
  const { a, b, dividend, secret_divisor, divided, shifted, divisor, bits } = {
    ...harmless,
    ...numbers,
  };
  return {
    equal: a === b,
    unequal: a !== b,
    chosen: a === b ? 1n : 0n,
    secret_quotient: floor(dividend, secret_divisor),
    secret_remainder: dividend - floor(dividend, secret_divisor) * secret_divisor,
    quotient: floor(divided, divisor),
    remainder: divided - floor(divided, divisor) * divisor,
    shifted_right: floor(shifted, 2n ** bits),
  };
}

function plain(outputs: Values) {
  const { truncated_right: _, ...others } = outputs;
  return Object.fromEntries(Object.entries(others).map(([name, value]) => [name, value!.value]));
}

/** Inputs at the edge of each range, and beyond it, with words of the devnet's refusal and the line of the operation. */
function edges(primeBits: keyof typeof primes) {
  const { dividend, divisor, negative } = limits[primeBits];
  const edge: [within: Partial<Numbers>, beyond: Partial<Numbers>, words: string, line: number][] =
    [
      [{ dividend: 2n ** dividend - 1n }, { dividend: 2n ** dividend }, `below 2^${dividend}`, 22],
      [{ dividend: 1n - 2n ** dividend }, { dividend: -(2n ** dividend) }, "by a secret", 22],
      [
        { secret_divisor: 2n ** divisor - 1n },
        { secret_divisor: 2n ** divisor },
        `below 2^${divisor}`,
        22,
      ],
      [{ divided: 1n - 2n ** negative }, { divided: -(2n ** negative) }, `-2^${negative}`, 24],
      [
        { divided: 2n ** negative - 1n, divisor: -2n },
        { divided: 2n ** negative, divisor: -2n },
        `above 2^${negative}`,
        24,
      ],
      [{ shifted: 1n - 2n ** negative }, { shifted: -(2n ** negative) }, `-2^${negative}`, 26],
      [{ truncated: 1n - 2n ** negative }, { truncated: -(2n ** negative) }, `-2^${negative}`, 27],
    ];
  // The difference of numbers below a prime of 64 bits has no more bits than are compared.
  return primeBits === 64 ? edge : [
    ...edge,
    [{ a: 2n ** 63n }, { a: 0x5555_5555_5555_5555_5555_5555_5555n }, "both == and !=", 15] as const,
    [{ b: -(2n ** 63n) }, { b: -(2n ** 105n) }, "both == and !=", 15] as const,
  ];
}

for (const primeBits of [64, 128, 256] as const) {
  Deno.test(`numbers within the ranges of ${primeBits} bits are computed alike in all modes`, async () => {
    for (const numbers of ["strict", "asNodes", "exact"] as const) {
      await using runs = await startRuns({ primeBits, numbers });
      for (const given of [{}, { b: 7n }, ...edges(primeBits).map(([within]) => within)]) {
        const outputs = await runs.run(given);
        assertEquals(plain(outputs), exact(given));
        const { truncated, bits } = { ...harmless, ...given };
        const less = floor(truncated, 2n ** bits) - (outputs["truncated_right"]!.value as bigint);
        assert(less === 0n || less === 1n);
      }
    }
  });

  Deno.test(`numbers beyond the ranges of ${primeBits} bits fail a strict run`, async () => {
    await using runs = await startRuns({ primeBits });
    await using exactRuns = await startRuns({ primeBits, numbers: "exact" });
    for (const [, beyond, words, line] of edges(primeBits)) {
      const error = await runs.run(beyond).catch((error) => error);
      assertInstanceOf(error, ComputationFailedError, words);
      const reason = error.reason!;
      assertStringIncludes(reason, words);
      assertStringIncludes(reason, "real nodes can");
      assertStringIncludes(reason, `(ranges.py:${line})`);
      assertStringIncludes(reason, 'numbers: "asNodes" or "exact"');
      for (const secret of Object.values(beyond)) {
        assert(secret === -2n || !reason.includes(`${secret}`), "The error has a secret");
      }
      assertEquals(plain(await exactRuns.run(beyond)), exact(beyond));
    }
  });

  Deno.test(`numbers far beyond the ranges of ${primeBits} bits come out as from real nodes`, async () => {
    const prime = 2n ** BigInt(primeBits) - primes[primeBits];
    await using runs = await startRuns({ primeBits, numbers: "asNodes" });

    // As large as the noise that hides it: it is taken as unsigned in each run.
    const low = -(2n ** BigInt(primeBits / 2 + 20)) - 3n;
    const signed = (number: bigint) => number > prime / 2n ? number - prime : number;
    const wrapped = plain(await runs.run({ divided: low, shifted: low, divisor: 5n }));
    assertEquals(wrapped["quotient"], signed((prime + low) / 5n));
    assertEquals(wrapped["remainder"], (prime + low) % 5n);
    assertEquals(wrapped["shifted_right"], signed((prime + low) >> 3n));

    const far = 2n ** BigInt(primeBits - 3) - 1n;
    let wrong = 0;
    for (let run = 0; run < 20; run++) {
      const { secret_quotient, secret_remainder } = plain(
        await runs.run({ dividend: far, secret_divisor: 3n }),
      );
      if (secret_quotient !== far / 3n) wrong++;
      if (secret_remainder !== far % 3n) wrong++;
    }
    assert(wrong > 20, `${wrong} of 40 results are wrong`);
  });
}

Deno.test("difference: secrets far apart are equal and unequal at once on real nodes", async () => {
  const [a, b] = [
    "8ba1f109551bd432803012645ac136ddd64dba72",
    "1f9840a85d5af5bf1d1762f925bdaddc4201f984",
  ]
    .map((address) => BigInt(`0x${address}`)) as [bigint, bigint];
  await using strict = await startRuns({});
  const error = await strict.run({ a, b }).catch((error) => error);
  assertInstanceOf(error, ComputationFailedError);
  assertStringIncludes(error.reason!, "both == and != with true");

  await using asNodes = await startRuns({ numbers: "asNodes" });
  let wrong = 0;
  for (let run = 0; run < 10; run++) {
    const { equal, unequal, chosen } = plain(await asNodes.run({ a, b }));
    // Right in one of a thousand runs with these.
    if (equal && unequal && chosen !== 0n && chosen !== 1n) wrong++;
  }
  assert(wrong > 5, `${wrong} of 10`);
  assertEquals(plain(await asNodes.run({ a, b: a }))["equal"], true);
});
