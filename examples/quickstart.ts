/**
 * A secret goes into a network of nodes and comes back: `deno task demo`.
 *
 * Starts a whole nilVM network in this process, pays for a balance on its chain, stores a file, a few numbers and a
 * signing key, shows what the nodes hold, reads everything back and compares, shows that a stranger is refused, and
 * deletes.
 *
 * @module
 */
import {
  EcdsaPrivateKey,
  NotFoundError,
  PermissionDeniedError,
  SecretBlob,
  SecretBoolean,
  SecretInteger,
  SecretUnsignedInteger,
  type Values,
  VmClient,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";

const startedAt = performance.now();

function progress(phase: string, detail: string): void {
  const elapsedMs = Math.round(performance.now() - startedAt);
  console.log(`${String(elapsedMs).padStart(5)} ms  ${phase.padEnd(9)} ${detail}`);
}

function expect(isAsItShouldBe: boolean, what: string): void {
  if (!isAsItShouldBe) throw new Error(`The demo failed: ${what}`);
}

function hexPrefix(bytes: Uint8Array): string {
  const hex = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0"));
  return hex.join("") + (bytes.length > 8 ? "…" : "");
}

/** The error that a refused call ends with. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
}

await using devnet = await startDevnet();
progress("network", `${devnet.nodes.length} nodes, a leader among them, and a chain`);

await using alice = await VmClient.create({
  key: PrivateKey.random(),
  network: devnet.network,
  payer: devnet.payer(0),
});
progress("client", `connected as user ${alice.userId}`);

await alice.addFunds(20_000_000n);
const { balance } = await alice.balance();
progress("payment", `20 nil paid on the chain; the balance is ${balance} credits`);

const values: Values = {
  readme: new SecretBlob(await Deno.readFile("README.md")),
  temperature: new SecretInteger(-40),
  salary: new SecretUnsignedInteger(123_456n),
  vote: new SecretBoolean(true),
  key: new EcdsaPrivateKey(PrivateKey.random().toBytes()),
};
const store = alice.storeValues(values, { ttlDays: 1 });
const { feesCredits } = await store.quote();
const id = await store.invoke();
progress("store", `${Object.keys(values).length} values for ${feesCredits} credits, id ${id}`);

for (const node of devnet.nodes) {
  const shares = node.heldShares().filter(({ valuesId }) => valuesId === id);
  expect(shares.length === Object.keys(values).length, "a node lacks a share");
  for (const { name, bytes } of shares) {
    progress(`node ${node.index}`, `${name}: ${hexPrefix(bytes)} (${bytes.length} bytes)`);
  }
}

const read = await alice.retrieveValues(id).invoke();
for (const [name, value] of Object.entries(values)) {
  expect(value.equals(read[name]), `${name} came back changed`);
}
progress("retrieve", "every value came back as it was");

await using mallory = await VmClient.create({
  key: PrivateKey.random(),
  network: devnet.network,
  payer: devnet.payer(1),
});
const refused = await refusal(mallory.retrieveValues(id).invoke());
expect(refused instanceof PermissionDeniedError, "a stranger was let in");
progress("stranger", String(refused));

await alice.deleteValues(id).invoke();
expect(
  await refusal(alice.retrieveValues(id).invoke()) instanceof NotFoundError,
  "it is still there",
);
progress("delete", "gone from every node");
