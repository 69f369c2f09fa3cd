/** The simulator in the gate: 200 seeds, 60 kills, and the promise that a seed repeats itself. */
import { assert, assertEquals } from "@std/assert";
import { drawPlan } from "./draw.ts";
import { drawKillPlan } from "./draw_kills.ts";
import type { Plan } from "./plan.ts";
import { simulate } from "./simulate.ts";

const seeds = 200;
const batch = 25;
const killSeeds = 20;

for (let from = 1; from <= seeds; from += batch) {
  const until = from + batch - 1;
  Deno.test(`simulated seeds ${from} to ${until} violate no invariant`, async () => {
    for (let seed = from; seed <= until; seed++) {
      const { violations } = await simulate(drawPlan(seed));
      assertEquals(violations, [], `deno task sim --seed ${seed} --story`);
    }
  });
}

for (const journal of ["memory", "kv", "file"] as const) {
  Deno.test(`${killSeeds} processes with a ${journal} journal are killed while they pay, and lose nothing`, async () => {
    let kills = 0;
    for (let seed = 1; seed <= killSeeds; seed++) {
      const result = await simulate(drawKillPlan(seed, journal));
      kills += result.kills;
      const args = `--kills --journal ${journal} --seed ${seed} --story`;
      assertEquals(result.violations, [], `deno task sim ${args}`);
    }
    assert(kills > killSeeds / 2, `${kills} kills`);
  });
}

Deno.test("a seed tells the same story twice, also in another process", async () => {
  const plans: [Plan, string[]][] = [3, 8, 40].map((seed) => [drawPlan(seed), [`${seed}`]]);
  // The process is killed twice, and the second time its machine loses its power.
  plans.push([drawKillPlan(829, "file"), ["829", "--kills", "--journal", "file"]]);
  for (const [plan, args] of plans) {
    const { story } = await simulate(plan);
    assert(story.length > 30);
    assertEquals((await simulate(plan)).story, story);
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "tests/sim/run.ts", "--story", "--seed", ...args],
      cwd: new URL("../..", import.meta.url),
    }).output();
    const lines = new TextDecoder().decode(stdout).split("\n");
    assertEquals(lines.slice(0, story.length).join("\n"), story.join("\n"));
  }
});

Deno.test("a plan survives JSON, so that a shrunk one can be kept", async () => {
  const plan = drawPlan(8);
  const { story } = await simulate(plan);
  assertEquals((await simulate(JSON.parse(JSON.stringify(plan)))).story, story);
});
