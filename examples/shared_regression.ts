/**
 * Three hospitals fit one line through the data of all of them, which none of them shows.
 *
 * Each hospital stores the doses and the effects of its own patients. The nodes fit `effect = slope ·
 * dose + intercept` with the least squares. The quotient of two sums of products is too large for `div`
 * on nodes, so `divideWide` divides: exactly, down to 2^-16.
 *
 * `deno run examples/shared_regression.ts`
 *
 * @module
 */
import { Permissions } from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { divideWide, dot, elements, fromFixed } from "@nilvm/client/nada/library";

const fractionBits = 16;
const hospitals = ["north", "south", "west"] as const;
const data = {
  north: { doses: [10, 20, 30, 40], effects: [31, 48, 72, 90] },
  south: { doses: [15, 25, 35, 45], effects: [40, 59, 81, 99] },
  west: { doses: [5, 50, 12, 33], effects: [19, 112, 34, 77] },
};

const measures = <P extends typeof hospitals[number]>(hospital: P) =>
  nada.secretInteger(hospital, { bits: 20 }).array(4);

const regression = nada.program({
  name: "shared_regression",
  parties: ["analyst", ...hospitals],
  inputs: {
    northDoses: measures("north"),
    northEffects: measures("north"),
    southDoses: measures("south"),
    southEffects: measures("south"),
    westDoses: measures("west"),
    westEffects: measures("west"),
  },
  outputs: { slope: "analyst", intercept: "analyst" },
}, (given) => {
  const xs = [given.northDoses, given.southDoses, given.westDoses].flatMap((each) =>
    elements(each)
  );
  const ys = [given.northEffects, given.southEffects, given.westEffects]
    .flatMap((each) => elements(each));
  const sum = (all: typeof xs) => all.reduce((total, each) => total.add(each));
  // Both sums of products are those of the differences from the means, times how many there are.
  const together = dot(xs, ys).mul(xs.length).sub(sum(xs).mul(sum(ys)));
  const spread = dot(xs, xs).mul(xs.length).sub(sum(xs).mul(sum(xs)));
  const isFalling = together.lt(0);
  const size = isFalling.ifElse(together.mul(-1), together);
  const { quotient } = divideWide(size.shiftLeft(fractionBits), spread, 32);
  const slope = isFalling.ifElse(quotient.mul(-1), quotient);
  const intercept = sum(ys).shiftLeft(fractionBits).sub(slope.mul(sum(xs))).div(xs.length);
  return { slope, intercept };
});

/** Fits the line on a network, and says what the analyst reads. */
export async function fit(devnet: Devnet): Promise<string[]> {
  await using analyst = await devnet.client();
  await using north = await devnet.client({ wallet: 1 });
  await using south = await devnet.client({ wallet: 2 });
  await using west = await devnet.client({ wallet: 3 });
  const programId = await analyst.storeProgram(regression).invoke();
  const stored = await Promise.all([
    {
      owner: north,
      values: regression.values("north", {
        northDoses: data.north.doses,
        northEffects: data.north.effects,
      }),
    },
    {
      owner: south,
      values: regression.values("south", {
        southDoses: data.south.doses,
        southEffects: data.south.effects,
      }),
    },
    {
      owner: west,
      values: regression.values("west", {
        westDoses: data.west.doses,
        westEffects: data.west.effects,
      }),
    },
  ].map(({ owner, values }) => {
    const permissions = Permissions.defaultsForUser(owner.userId)
      .allowCompute(analyst.userId, programId);
    return owner.storeValues(values, { ttlDays: 1, permissions }).invoke();
  }));
  const [norths, souths, wests] = stored as [string, string, string];
  const computeId = await analyst.compute(regression, {
    programId,
    parties: {
      analyst: analyst.userId,
      north: north.userId,
      south: south.userId,
      west: west.userId,
    },
    stored: {
      northDoses: norths,
      northEffects: norths,
      southDoses: souths,
      southEffects: souths,
      westDoses: wests,
      westEffects: wests,
    },
  }).invoke();
  const { slope, intercept } = await analyst.retrieveComputeResults(regression, computeId).invoke();
  const [a, b] = [slope, intercept].map((each) => fromFixed(each, fractionBits).toFixed(3));
  return [`The line of all patients: effect = ${a} · dose + ${b}`];
}

if (import.meta.main) {
  await using devnet = await startDevnet({ listen: false });
  for (const line of await fit(devnet)) console.log(line);
}
