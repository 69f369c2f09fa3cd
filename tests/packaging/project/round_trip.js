import { parseNetworkConfig } from "@nilvm/client/config";
import { nada } from "@nilvm/client/nada";
import { NilChainPayer } from "@nilvm/client/nilchain";

const twice = nada.program({
  name: "twice",
  parties: ["p"],
  inputs: { x: nada.secretInteger("p") },
  outputs: { doubled: "p" },
}, ({ x }) => ({ doubled: x.mul(2) }));

/**
 * An app that stores, reads and computes.
 *
 * @param {typeof import("@nilvm/client")} client The exports of an entry point.
 * @param {Record<string, any>} job The network, the key of a wallet, and a program.
 */
export async function roundTrip(
  { InputPartyBinding, Network, OutputPartyBinding, PrivateKey, SecretInteger, VmClient },
  { networkConfig, chainId, chainRpcEndpoint, fetch, walletKey, mir },
) {
  // The app ships the text of its network's file, since its runtime may have no files.
  const { bootnode } = parseNetworkConfig(networkConfig).network;
  const network = new Network({ bootnode, chainId, chainRpcEndpoint, fetch });
  const payer = new NilChainPayer({ network, privateKey: walletKey });
  const client = await VmClient.create({ key: PrivateKey.random(), network, payer });
  await client.addFunds(10_000_000n);
  const id = await client.storeValues({ answer: new SecretInteger(-42) }, { ttlDays: 1 }).invoke();
  const { answer } = await client.retrieveValues(id).invoke();
  const program = Uint8Array.from(atob(mir), (char) => char.charCodeAt(0));
  const programId = await client.storeProgram("two_parties", program).invoke();
  const computeId = await client.compute({
    programId,
    inputBindings: ["p", "q"].map((party) => new InputPartyBinding(party, client.userId)),
    outputBindings: ["p", "q"].map((party) => new OutputPartyBinding(party, [client.userId])),
    values: { a: new SecretInteger(40), b: new SecretInteger(2) },
  }).invoke();
  const { sum } = await client.retrieveComputeResults(computeId).invoke();
  const tried = await twice.run({ x: 21 });
  const run = await client.compute(twice, {
    programId: await client.storeProgram(twice).invoke(),
    parties: { p: client.userId },
    values: { x: 21 },
  }).invoke();
  const { doubled } = await client.retrieveComputeResults(twice, run).invoke();
  if (tried.doubled !== 42n || doubled !== 42n) throw new Error(`${tried.doubled}, ${doubled}`);
  return `answer ${answer.value}, sum ${sum.value}`;
}
