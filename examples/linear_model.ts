/**
 * A bank scores an applicant by a linear model. The bank does not see the applicant's data, and the
 * applicant does not see the model.
 *
 * Nodes compute with whole numbers. So each weight is written as a number of 65536ths, and the score
 * is divided by 65536 at the end. `truncPr` does that in less time than `shiftRight`. With 1 added
 * before, it rounds down or up, to the nearer number more often.
 *
 * `deno run examples/linear_model.ts`
 *
 * @module
 */
import { Permissions } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";

const fractionBits = 16;
const fixed = (number: number) => Math.round(number * 2 ** fractionBits);

const credit = nada.program({
  name: "credit",
  parties: ["bank", "applicant"],
  inputs: {
    weights: nada.secretInteger("bank", { doc: "age, income and debts, in 65536ths" }).array(3),
    bias: nada.secretInteger("bank", { doc: "in 65536ths" }),
    limit: nada.secretInteger("bank"),
    features: nada.secretInteger("applicant", { doc: "age, income and debts" }).array(3),
  },
  outputs: { score: "applicant", isGranted: ["bank", "applicant"] },
}, ({ weights, bias, limit, features }) => {
  const score = weights.innerProduct(features).add(bias).add(fixed(1)).truncPr(fractionBits);
  return { score, isGranted: score.ge(limit) };
});

const model = { weights: [0.5, 2.25, -1.75].map(fixed), bias: fixed(10), limit: 60 };

// In the clear, on this machine: the score is that of the model, rounded.
for (const [seed, features] of [[30, 40, 20], [61, 12, 0], [45, 1, 90]].entries()) {
  const [age, income, debts] = features as [number, number, number];
  const { score } = await credit.run({ ...model, features }, { seed });
  const exact = 0.5 * age + 2.25 * income - 1.75 * debts + 10;
  if (Math.abs(Number(score) - exact) >= 1) throw new Error(`${score} is not ${exact}`);
}
console.log("Three scores are those of the model");

// On a network. The bank stores its model, and lets one applicant use it in this program.
await using devnet = await startDevnet({ listen: false });
await using bank = await devnet.client();
await using applicant = await devnet.client({ wallet: 1 });
const programId = await bank.storeProgram(credit).invoke();
const modelId = await bank.storeValues(credit.values("bank", model), {
  ttlDays: 30,
  permissions: Permissions.defaultsForUser(bank.userId)
    .allowCompute(applicant.userId, programId),
}).invoke();

// The applicant sends the data along. It is used once, and not stored.
const computeId = await applicant.compute(credit, {
  programId,
  parties: { bank: bank.userId, applicant: applicant.userId },
  values: { features: [38, 52, 25] },
  stored: { weights: modelId, bias: modelId, limit: modelId },
}).invoke();

const mine = await applicant.retrieveComputeResults(credit, computeId).invoke();
const theirs = await bank.retrieveComputeResults(credit, computeId).invoke();
console.log(`The applicant reads the score: ${mine.score}`);
console.log(`The bank reads: ${Object.keys(theirs)}, which is ${theirs.isGranted}`);
