/**
 * Pays for each operation on the chain, without a balance. One transaction pays for one operation,
 * and `quote()` shows the price before.
 *
 * The payer is made as on any network: from the key of a wallet and the chain's endpoint.
 *
 * `deno run examples/pay_per_operation.ts`
 *
 * @module
 */
import { SecretInteger, VmClient } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";

await using devnet = await startDevnet({ listen: false });
const { network, wallets } = devnet;
const payer = new NilChainPayer({
  network,
  privateKey: wallets[0]!.privateKey,
  pollMs: 25,
});
await using client = await VmClient.create({
  key: PrivateKey.random(),
  network,
  payer,
  paymentMode: "perOperation",
});

const operation = client.storeValues({ answer: new SecretInteger(42) }, { ttlDays: 1 });
const quote = await operation.quote();
console.log(`Storing costs ${quote.feesUnil} unil, until ${quote.expiresAt.toISOString()}`);

const id = await operation.invoke();
console.log(`Stored as ${id}`);

// The same in single steps: a quote, its payment, the receipt. Somebody else can make the payment.
const read = client.retrieveValues(id);
const price = await read.quote();
const txHash = await payer.submitPayment(price.feesUnil, price.nonce);
const receipt = await client.getPaymentReceipt(price, txHash);
const { answer } = await read.invokeWithReceipt(receipt);
console.log(`Read ${answer?.value}, paid by transaction ${txHash}`);
