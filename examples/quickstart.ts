/**
 * Stores secrets in a network of nodes and reads them back: `deno task demo`.
 *
 * It does this, step by step:
 *
 * 1. It starts a whole nilVM network in this process.
 * 2. It deposits money on the chain.
 * 3. It stores a file, a few numbers and a signing key, and shows the shares of each node.
 * 4. It reads everything back and compares.
 * 5. It shows that the nodes refuse another user.
 * 6. It deletes the values.
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
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";

const startedAt = performance.now();

function progress(phase: string, detail: string): void {
  const elapsedMs = Math.round(performance.now() - startedAt);
  console.log(`${String(elapsedMs).padStart(5)} ms  ${phase.padEnd(9)} ${detail}`);
}

function expect(isTrue: boolean, problem: string): void {
  if (!isTrue) throw new Error(`The demo failed: ${problem}`);
}

function hexPrefix(bytes: Uint8Array): string {
  const hex = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0"));
  return hex.join("") + (bytes.length > 8 ? "…" : "");
}

/** The error that a call rejects with. */
async function errorOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
}

await using devnet = await startDevnet();
progress("network", `${devnet.nodes.length} nodes, one of them the leader, and a chain`);

await using alice = await devnet.client();
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
  expect(shares.length === Object.keys(values).length, `node ${node.index} lacks a share`);
  for (const { name, bytes } of shares) {
    progress(`node ${node.index}`, `${name}: ${hexPrefix(bytes)} (${bytes.length} bytes)`);
  }
}

const read = await alice.retrieveValues(id).invoke();
for (const [name, value] of Object.entries(values)) {
  expect(value.equals(read[name]), `${name} changed`);
}
progress("retrieve", "every value is the same as before");

await using mallory = await devnet.client({ wallet: 1 });
const refused = await errorOf(mallory.retrieveValues(id).invoke());
expect(refused instanceof PermissionDeniedError, "the nodes served another user");
progress("stranger", String(refused));

await alice.deleteValues(id).invoke();
const missing = await errorOf(alice.retrieveValues(id).invoke());
expect(missing instanceof NotFoundError, "the values still exist");
progress("delete", "every node deleted the values");
