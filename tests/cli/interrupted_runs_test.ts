/** Commands that store and run programs are interrupted in each phase, and go on. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { type CliHome, ended, startCli } from "../support/cli_process.ts";
import { hangAt, untilHit } from "../support/hanging_devnet.ts";
import { type PayingCommand, testInterruptions } from "../support/interruptions.ts";

const average = new URL("../../examples/nada/average_salary.mir.bin", import.meta.url).pathname;

async function salaries(home: CliHome): Promise<string[]> {
  const file = await home.file("salary", "3000");
  return [0, 1, 2].map((at) => `salary${at}=@${file}`);
}

const commands: readonly PayingCommand[] = [
  {
    name: "program add",
    method: "StoreProgram",
    writes: true,
    args: () => Promise.resolve(["program", "add", average]),
  },
  {
    name: "program run",
    method: "StoreProgram",
    writes: true,
    purchases: 2,
    args: async (home) => ["program", "run", average, "--add", ...await salaries(home)],
  },
  {
    name: "compute",
    method: "InvokeCompute",
    writes: true,
    args: async (home) => {
      const { programId } = await home.json("program add", ["program", "add", average]);
      return ["compute", programId, ...await salaries(home)];
    },
  },
  {
    name: "keygen",
    method: "InvokeCompute",
    writes: true,
    args: () => Promise.resolve(["keygen"]),
  },
  {
    name: "sign",
    method: "InvokeCompute",
    writes: true,
    args: async (home) => {
      const { id } = await home.json("keygen", ["keygen"]);
      return ["sign", id, "--digest", "ab".repeat(32)];
    },
  },
];

commands.forEach(testInterruptions);

Deno.test("a run that is interrupted while it waits goes on by results, and a stored program is not paid again", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  const args = ["program", "run", average, ...await salaries(home)];
  const sequence = () => devnet.chain.account(devnet.wallets[0]!.address).sequence;
  const interrupt = async (method: string) => {
    const hung = hangAt([method], false)(devnet);
    const child = home.spawn(args);
    await untilHit(hung);
    child.kill("SIGINT");
    const { err } = await ended(child, args, 4);
    hung.release();
    return err;
  };
  await interrupt("InvokeCompute");
  // The program, and a run that nodes may have.
  assertEquals(sequence(), 2);
  await home.json("payments discard", ["payments", "discard"]);
  const err = await interrupt("RetrieveResults");
  assertEquals(sequence(), 3);
  const [, computeId] = /nilvm results ([\w-]{36})/.exec(err) ?? [];
  assertStringIncludes(err, "The run is paid, and goes on at the nodes");
  assertEquals((await home.json("payments", ["payments"])).payments, []);
  const { results } = await home.json("results", ["results", computeId!]);
  assertEquals(results.average0.value, "3000");
  assertEquals(sequence(), 3);
});
