/** Tests that hold plans that once violated an invariant. */
import { assertEquals } from "@std/assert";
import type { Plan, Shape } from "./plan.ts";
import { simulate } from "./simulate.ts";

type Parts = Partial<Omit<Plan, "shape">> & Pick<Plan, "seed" | "steps"> & {
  shape: Partial<Shape>;
};

/** A plan in which nothing goes wrong but what its parts say. */
function planOf({ shape, ...parts }: Parts): Plan {
  return {
    shape: {
      nodes: 3,
      degree: 1,
      primeBits: 64,
      blockTimeMs: 100,
      latencyMs: 1,
      bootnode: 0,
      isPinned: false,
      endpoints: 1,
      timeoutBlocks: 30,
      clients: [],
      ...shape,
    },
    linkFaults: [],
    nodeLies: [],
    chainFaults: [],
    chainLies: [],
    crashes: [],
    ...parts,
  };
}

/** A test that a shrunk plan violates nothing. */
export function hold(name: string, parts: Parts): void {
  Deno.test(`seed ${parts.seed}: ${name}`, async () => {
    assertEquals((await simulate(planOf(parts))).violations, []);
  });
}
