/**
 * Runs simulations: `deno task sim --seeds N [--from S]`, or one of them: `--seed S [--story] [--shrink]`. With `--kills`,
 * all are of a process that is killed while it pays: `--kills --seeds N [--journal memory|kv|file]`.
 *
 * It ends with 1 at the first violation, and prints its seed and the invariant.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { drawPlan } from "./draw.ts";
import { drawKillPlan } from "./draw_kills.ts";
import type { JournalKind } from "./plan.ts";
import { shrink } from "./shrink.ts";
import { simulate } from "./simulate.ts";

const { values: flags } = parseArgs({
  options: {
    seeds: { type: "string", default: "1" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    story: { type: "boolean", default: false },
    shrink: { type: "boolean", default: false },
    all: { type: "boolean", default: false },
    kills: { type: "boolean", default: false },
    journal: { type: "string" },
  },
});

const from = Number(flags.seed ?? flags.from);
const count = flags.seed === undefined ? Number(flags.seeds) : 1;
if (![from, count].every((number) => Number.isSafeInteger(number) && number > 0)) {
  console.error("--seeds, --from and --seed each take a whole number from 1");
  Deno.exit(2);
}
const kinds: readonly JournalKind[] = ["memory", "kv", "file"];
const journal = kinds.find((kind) => kind === flags.journal);
if (flags.journal !== undefined && (journal === undefined || !flags.kills)) {
  console.error("--journal goes with --kills, and is memory, kv or file");
  Deno.exit(2);
}
/** Stack traces cost a sixth of the time. A run that violates something is done again with them. */
const stackFrames = Error.stackTraceLimit;
const startedAt = performance.now();
let failed = 0;
/** How many processes were killed at an event, and in how many seeds. */
let kills = 0;
let killed = 0;

for (let seed = from; seed < from + count; seed++) {
  const plan = flags.kills ? drawKillPlan(seed, journal) : drawPlan(seed);
  Error.stackTraceLimit = flags.story ? stackFrames : 0;
  let result = await simulate(plan);
  Error.stackTraceLimit = stackFrames;
  kills += result.kills;
  if (result.kills > 0) killed++;
  if (flags.story && !flags.shrink) console.log(result.story.join("\n"));
  if (result.violations.length === 0) continue;
  const again = flags.story ? result : await simulate(plan);
  // What does not happen again is told all the same.
  if (again.violations.length > 0) result = again;
  const first = result.violations[0]!;
  console.log(`violation: seed ${seed}: ${first.invariant}`);
  console.log(first.detail);
  if (flags.shrink) {
    const { plan: small, result } = await shrink(plan, first.invariant);
    console.log(JSON.stringify(small, undefined, 2));
    console.log(result.story.join("\n"));
  }
  failed++;
  if (!flags.all) Deno.exit(1);
}

const seconds = (performance.now() - startedAt) / 1000;
// The speed is not part of a story, which is the same in each run.
console.error(`${(count / seconds).toFixed(1)} seeds a second`);
if (flags.kills) console.log(`${kills} kills in ${killed} of the seeds`);
console.log(`${count} seeds, ${failed} violations`);
Deno.exit(failed > 0 ? 1 : 0);
