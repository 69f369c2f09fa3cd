/**
 * Measures how long programs take to compile, to run in the clear, and to run on a devnet.
 *
 * There is nothing to compare with: the reference's compiler and nodes are native
 * binaries that no registry has.
 *
 * @module
 */
import { compileProgram, NadaArray, SecretInteger } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { programHost } from "../src/core/program_host.ts";
import { platformEnvironment } from "../src/devnet/base/environment.ts";
import { kinds } from "../src/core/clear_layout.ts";
import { LayoutWriter } from "../src/core/layout_writer.ts";
import { loadPrograms } from "../src/core/load_programs.ts";

const source = new URL("../tests/fixtures/nada/multiplications.mir.bin", import.meta.url);
const mir = await Deno.readFile(source);
const compiler = await loadPrograms();
const { bytes, instructions } = await compileProgram(mir);
const host = programHost(platformEnvironment().randomBytes);

/** The inputs: 100 numbers and a factor, all 1. */
function clearInputs(): Uint8Array {
  const clear = new Uint8Array(4 + 4 + "xs".length + 5 + 4 + "k".length + 101 * 33);
  const writer = new LayoutWriter(clear, 32);
  const one = () => {
    writer.kind(kinds.SecretInteger);
    writer.number(1n, true);
  };
  writer.count(2);
  writer.name("xs");
  writer.kind(kinds.NadaArray);
  writer.count(100);
  for (let index = 0; index < 100; index++) one();
  writer.name("k");
  one();
  return clear;
}

const inputs = clearInputs();
const outputs = compiler.evaluate(bytes, 256, "strict", inputs, host);
if (outputs.length < 3300 || instructions["MultiplicationShares"] !== 10_000) {
  throw new Error("The program is not what is to be measured");
}

Deno.bench("compile a program of 10,000 multiplications", { group: "programs" }, () => {
  compiler.lower(mir);
});

Deno.bench("evaluate 10,000 multiplications, 256 bits", { group: "programs" }, () => {
  compiler.evaluate(bytes, 256, "strict", inputs, host);
});

const devnet = await startDevnet({ listen: false });
const client = await devnet.client();
await client.addFunds(1_000_000_000_000n / 2n);
const programId = await client.storeProgram("multiplications", mir).invoke();
const values = {
  xs: new NadaArray(Array.from({ length: 100 }, (_, index) => new SecretInteger(index))),
  k: new SecretInteger(2),
};

Deno.bench("quote, pay, compute and read, three nodes", { group: "programs" }, async () => {
  const user = client.userId;
  const computeId = await client.compute({
    programId,
    inputBindings: [{ partyName: "p", user }],
    outputBindings: [{ partyName: "p", users: [user] }],
    values,
  }).invoke();
  await client.retrieveComputeResults(computeId).invoke();
});
