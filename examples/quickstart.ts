/**
 * A secret goes into a network of nodes and comes back: `deno task demo`.
 *
 * Starts a whole nilVM network in this process, pays for a balance on its chain, stores a file, a few numbers and
 * a signing key, shows what the nodes hold, reads everything back and compares, shows that a stranger is
 * refused, and deletes.
 *
 * @module
 */
import {
  EcdsaPrivateKey,
  type NadaValue,
  PermissionDeniedError,
  SecretBlob,
  SecretBoolean,
  SecretInteger,
  SecretUnsignedInteger,
  VmClient,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";

const startedAt = performance.now();

function progress(phase: string, detail: string): void {
  const elapsedMs = Math.round(performance.now() - startedAt);
  console.log(`${String(elapsedMs).padStart(6)} ms  ${phase.padEnd(10)} ${detail}`);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

await using devnet = await startDevnet();
progress(
  "network",
  `${devnet.nodes.length} nodes and a chain, bootnode ${devnet.network.bootnode}`,
);

await using client = await VmClient.create({
  key: PrivateKey.random(),
  network: devnet.network,
  payer: devnet.payer(0),
});
progress("connected", `as user ${client.userId}`);

await client.addFunds(20_000_000n);
progress("paid", `on the chain; the balance is now ${(await client.balance()).balance} unil`);
