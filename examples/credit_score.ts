/**
 * A bank learns whether it may lend, by a logistic model that is its secret, of data that are the
 * applicant's.
 *
 * The model gives the probability that the loan is paid back. The applicant reads it, and the bank
 * reads only whether it is high enough. All numbers have 16 bits after the point. The result is wrong
 * by less than 0.0007, as the library says.
 *
 * `deno run examples/credit_score.ts`
 *
 * @module
 */
import { Permissions } from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { elements, fromFixed, linearScore, logistic, toFixed } from "@nilvm/client/nada/library";

const credit = nada.program({
  name: "credit_score",
  parties: ["bank", "applicant"],
  inputs: {
    weights: nada.secretInteger("bank", { bits: 24, doc: "of income, debts, years" }).array(3),
    bias: nada.secretInteger("bank", { bits: 24 }),
    least: nada.secretInteger("bank", { bits: 17 }),
    features: nada.secretInteger("applicant", { bits: 24 }).array(3),
  },
  outputs: { chance: "applicant", isGranted: "bank" },
}, ({ weights, bias, least, features }) => {
  const chance = logistic(linearScore(elements(features), elements(weights), bias));
  return { chance, isGranted: chance.ge(least) };
});

const weights = [0.8, -1.2, 0.15];
const bias = -0.5;
const applicants = { Ann: [4.2, 1.1, 6], Bob: [2.0, 3.5, 1] };

/** Scores the applicants on a network, and says what they and the bank read. */
export async function score(devnet: Devnet): Promise<string[]> {
  await using bank = await devnet.client();
  const programId = await bank.storeProgram(credit).invoke();
  const lines = [];
  for (const [name, features] of Object.entries(applicants)) {
    await using applicant = await devnet.client({ wallet: 1 });
    const model = credit.values("bank", {
      weights: weights.map((each) => toFixed(each)),
      bias: toFixed(bias),
      least: toFixed(0.6),
    });
    const permissions = Permissions.defaultsForUser(bank.userId)
      .allowCompute(applicant.userId, programId);
    const modelId = await bank.storeValues(model, { ttlDays: 1, permissions }).invoke();
    const computeId = await applicant.compute(credit, {
      programId,
      parties: { bank: bank.userId, applicant: applicant.userId },
      values: { features: features.map((each) => toFixed(each)) },
      stored: { weights: modelId, bias: modelId, least: modelId },
    }).invoke();
    const { chance } = await applicant.retrieveComputeResults(credit, computeId).invoke();
    const { isGranted } = await bank.retrieveComputeResults(credit, computeId).invoke();
    lines.push(`${name} reads a chance of ${fromFixed(chance!).toFixed(2)}`);
    lines.push(`The bank reads of ${name}: ${isGranted ? "granted" : "refused"}`);
  }
  return lines;
}

if (import.meta.main) {
  await using devnet = await startDevnet({ listen: false });
  for (const line of await score(devnet)) console.log(line);
}
