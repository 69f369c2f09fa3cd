/** The functions of the library on a network: nodes have rules that a run in the clear does not know. */
import { startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { dot, elements, oneHot } from "@nilvm/client/nada/library";
import { assertEquals } from "@std/assert";
import { costed } from "../../../tools/library/programs.ts";
import { givenTo } from "./given_to.ts";

for (const [nodes, polynomialDegree] of [[3, 1], [5, 2]] as const) {
  Deno.test(`every function of the library gives the same on ${nodes} nodes as in the clear`, async () => {
    await using devnet = await startDevnet({ nodes, polynomialDegree, listen: false });
    await using client = await devnet.client();
    for (const { name, sizes, make } of costed) {
      const size = sizes.findLast((size) => size <= 10)!;
      const program = make(size);
      const given = await givenTo(program);
      const programId = await client.storeProgram(program).invoke();
      // What the type of any program cannot say: its inputs, and its party.
      const run = { programId, parties: { p: client.userId }, values: given };
      const computeId = await client.compute(program, run as never).invoke();
      const results = await client.retrieveComputeResults(program, computeId).invoke();
      assertEquals(results, await program.run(given as never), `${name} of ${size}`);
    }
  });
}

Deno.test("what one function of the library gives may go into several others, also on nodes", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  const program = nada.program({
    name: "shared",
    parties: ["p"],
    inputs: { xs: nada.secretInteger("p").array(3), index: nada.secretInteger("p") },
    outputs: { one: "p", next: "p" },
  }, ({ xs, index }) => {
    const list = elements(xs);
    const place = oneHot(index, 3);
    return { one: dot(list, place), next: dot(list.map((x) => x.add(1)), place) };
  });
  const programId = await client.storeProgram(program).invoke();
  const values = { xs: [5, 6, 7], index: 2 };
  const run = { programId, parties: { p: client.userId }, values };
  const computeId = await client.compute(program, run).invoke();
  const results = await client.retrieveComputeResults(program, computeId).invoke();
  assertEquals(results, { one: 7n, next: 8n });
});
