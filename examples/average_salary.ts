/**
 * Three colleagues compute their average salary. Nobody shows a salary to the others.
 *
 * Ann and Bob store their salaries, and permit Cid to compute with them in this program. Cid sends
 * his salary with the computation, so it is not stored. Everybody reads the average.
 *
 * `deno run examples/average_salary.ts`
 *
 * @module
 */
import { Permissions, type VmClient } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";

const averageSalary = nada.program({
  name: "average_salary",
  parties: ["ann", "bob", "cid"],
  inputs: {
    anns: nada.secretInteger("ann"),
    bobs: nada.secretInteger("bob"),
    cids: nada.secretInteger("cid"),
  },
  outputs: { average: ["ann", "bob", "cid"] },
}, ({ anns, bobs, cids }) => ({ average: anns.add(bobs).add(cids).div(3) }));

// In the clear, on this machine.
const tried = await averageSalary.run({ anns: 1_000, bobs: 2_000, cids: 3_001 });
console.log(`Of 1000, 2000 and 3001 the average is ${tried.average}, rounded down`);

// On a network.
await using devnet = await startDevnet({ listen: false });
await using ann = await devnet.client();
await using bob = await devnet.client({ wallet: 1 });
await using cid = await devnet.client({ wallet: 2 });
const programId = await cid.storeProgram(averageSalary).invoke();

/** Only Cid may use the salary, and only in this program. */
const terms = (client: VmClient) => ({
  ttlDays: 1,
  permissions: Permissions.defaultsForUser(client.userId).allowCompute(cid.userId, programId),
});
const anns = await ann.storeValues(averageSalary.values("ann", { anns: 52_000 }), terms(ann))
  .invoke();
const bobs = await bob.storeValues(averageSalary.values("bob", { bobs: 61_000 }), terms(bob))
  .invoke();

const computeId = await cid.compute(averageSalary, {
  programId,
  parties: { ann: ann.userId, bob: bob.userId, cid: cid.userId },
  values: { cids: 46_000 },
  stored: { anns, bobs },
}).invoke();

for (const [name, colleague] of Object.entries({ Ann: ann, Bob: bob, Cid: cid })) {
  const { average } = await colleague.retrieveComputeResults(averageSalary, computeId).invoke();
  console.log(`${name} reads the average: ${average}`);
}
