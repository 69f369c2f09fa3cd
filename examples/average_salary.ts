/**
 * Three colleagues learn their average salary, and none of them shows theirs.
 *
 * Two store their salaries and permit the third to use them in this program. The third sends their
 * own along with the computation, which leaves nothing stored. Everybody reads the average.
 *
 * `deno run --allow-read=examples examples/average_salary.ts`
 *
 * @module
 */
import { compileProgram, Permissions, SecretInteger, VmClient } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";

await using devnet = await startDevnet({ listen: false });
const connect = (wallet: number) =>
  VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: devnet.payer(wallet),
  });

await using ann = await connect(0);
await using bob = await connect(1);
await using cid = await connect(2);
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
  program, // so that a mistake below is found here, and not by the nodes once it is paid
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
