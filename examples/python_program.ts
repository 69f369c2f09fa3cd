/**
 * A program that is written in Python: three colleagues compute their average salary.
 *
 * `nada/average_salary.py` is its source, and `nada/average_salary.mir.bin` is what `nada-dsl` makes
 * of it. Ann and Bob store their salaries, and permit Cid to compute with them in this program. Cid
 * sends his salary with the computation, so it is not stored. Everybody reads the average.
 * `average_salary.ts` has the same in TypeScript.
 *
 * `deno run --allow-read=examples examples/python_program.ts`
 *
 * @module
 */
import { compileProgram, Permissions, SecretInteger, type VmClient } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";

await using devnet = await startDevnet({ listen: false });
await using ann = await devnet.client();
await using bob = await devnet.client({ wallet: 1 });
await using cid = await devnet.client({ wallet: 2 });
const colleagues = [ann, bob, cid];

const mir = await Deno.readFile(new URL("nada/average_salary.mir.bin", import.meta.url));
const program = await compileProgram(mir);
const programId = await cid.storeProgram("average_salary", program).invoke();

const store = (client: VmClient, name: string, salary: number) =>
  client.storeValues({ [name]: new SecretInteger(salary) }, {
    ttlDays: 1,
    permissions: Permissions.defaultsForUser(client.userId).allowCompute(cid.userId, programId),
  }).invoke();
const valueIds = [await store(ann, "salary0", 52_000), await store(bob, "salary1", 61_000)];

const computeId = await cid.compute({
  programId,
  program, // With it, the client finds a mistake in the options below before anything is paid.
  inputBindings: colleagues.map(({ userId }, i) => ({ partyName: `employee${i}`, user: userId })),
  outputBindings: colleagues.map(({ userId }, i) => ({
    partyName: `employee${i}`,
    users: [userId],
  })),
  values: { salary2: new SecretInteger(46_000) },
  valueIds,
}).invoke();

for (const [i, colleague] of colleagues.entries()) {
  const results = await colleague.retrieveComputeResults(computeId).invoke();
  console.log(`Employee ${i} reads the average: ${results[`average${i}`]?.value}`);
}
