/**
 * Aborts operations and deposits at random moments, and calls them again until they are done:
 * `deno task soak:aborts [--seed 1] [--rounds 10] [--count 300]`.
 *
 * Each round has a seed of its own, the next one. It makes `--count` operations or deposits in each of
 * several ways: paid on the chain and from the balance, with sockets and without, and with faults of nodes and chain. Each
 * must be paid exactly once. `--seed N --rounds 1` repeats the aborts of round N, but not the times of their requests.
 *
 * @module
 */
import { parseArgs } from "node:util";
import {
  abortDeposits,
  type AbortedRun,
  abortOperations,
  type Endings,
  priceCredits,
  priceUnil,
} from "../tools/aborted_operations.ts";

const { values: flags } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    rounds: { type: "string", default: "10" },
    count: { type: "string", default: "300" },
  },
});
const firstSeed = Number(flags.seed);
const rounds = Number(flags.rounds);
const count = Number(flags.count);

let passed = 0;
let failed = 0;

/** Compares what was counted with what must be, and prints both where they differ. */
function check(what: string, found: Record<string, unknown>, right: Record<string, unknown>): void {
  const wrong = Object.keys(right).filter((name) => `${found[name]}` !== `${right[name]}`);
  if (wrong.length === 0) passed++;
  else failed++;
  console.log(`${wrong.length === 0 ? "ok  " : "FAIL"} ${what}`);
  for (const name of wrong) console.log(`     ${name}: ${found[name]}, not ${right[name]}`);
}

function summary({ stopped }: Endings): string {
  return Object.entries(stopped).map(([phase, calls]) => `${phase} ${calls}`).sort().join(", ");
}

for (let seed = firstSeed; seed < firstSeed + rounds; seed++) {
  for (const listen of [false, true]) {
    for (const hasFaults of [false, true]) {
      const run: AbortedRun = { seed, count, listen, hasFaults };
      const way = `seed ${seed}, ${listen ? "over sockets" : "without sockets"}${
        hasFaults ? ", with faults" : ""
      }`;
      const common = { surprises: "", paidUnil: BigInt(count) * priceUnil };
      for (const mode of ["perOperation", "balance"] as const) {
        const report = await abortOperations(run, mode);
        const { ids } = report;
        const accepted = [count, count, count];
        check(`${way}: ${count} operations, ${mode}; stopped: ${summary(report)}`, { ...report }, {
          ...common,
          ...(mode === "perOperation" ? { transactions: count } : { leftCredits: 0n }),
          receipts: count,
          accepted,
          held: [ids, ids, ids],
          right: ids,
        });
      }
      const report = await abortDeposits(run);
      const credits = BigInt(count) * priceCredits;
      check(`${way}: ${count} deposits; stopped: ${summary(report)}`, { ...report }, {
        ...common,
        transactions: count,
        credits,
      });
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
