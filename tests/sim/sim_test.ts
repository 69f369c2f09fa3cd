/** The simulator in the gate: 200 seeds, and the promise that a seed repeats itself. */
import { assert, assertEquals } from "@std/assert";
import { drawPlan } from "./draw.ts";
import { simulate } from "./simulate.ts";

const seeds = 200;
const batch = 25;

for (let from = 1; from <= seeds; from += batch) {
  const until = from + batch - 1;
  Deno.test(`simulated seeds ${from} to ${until} violate no invariant`, async () => {
    for (let seed = from; seed <= until; seed++) {
      const { violations } = await simulate(drawPlan(seed));
      assertEquals(violations, [], `deno task sim --seed ${seed} --story`);
    }
  });
}

Deno.test("a seed tells the same story twice, also in another process", async () => {
  for (const seed of [3, 8, 40]) {
    const { story } = await simulate(drawPlan(seed));
    assert(story.length > 50);
    assertEquals((await simulate(drawPlan(seed))).story, story);
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "tests/sim/run.ts", "--seed", String(seed), "--story"],
      cwd: new URL("../..", import.meta.url),
    }).output();
    const lines = new TextDecoder().decode(stdout).trimEnd().split("\n");
    assertEquals(lines.slice(0, -1).join("\n"), story.join("\n"));
  }
});

Deno.test("a plan survives JSON, so that a shrunk one can be kept", async () => {
  const plan = drawPlan(8);
  const { story } = await simulate(plan);
  assertEquals((await simulate(JSON.parse(JSON.stringify(plan)))).story, story);
});
