import { assertEquals } from "@std/assert";
import { hooks } from "../../scripts/mutants/lists/hooks.ts";
import "./fake_document.ts";
import { hookCases } from "./hook_cases.ts";

// The caches of TanStack keep their timers, and React's scheduler keeps a port.
const options = { sanitizeOps: false, sanitizeResources: false };

for (const [name, test] of Object.entries(hookCases)) Deno.test(`${name}`, options, test);

Deno.test("each mutant of the hooks names one of these cases", () => {
  const named = hooks.flatMap(({ mutants }) => mutants.map(({ test }) => test));
  assertEquals(named.filter((name) => !(name in hookCases)), []);
});
