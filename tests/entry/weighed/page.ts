/**
 * What a page does: stores and reads a secret, which the balance pays for, and then pays on the chain.
 */
import { Network, PrivateKey, SecretInteger, VmClient } from "@nilvm/client";
import { NilChainPayer } from "@nilvm/client/nilchain";

const [bootnode, chainId, chainRpcEndpoint, keyHex, walletKey] = Deno.args as [
  string,
  string,
  string,
  string,
  string,
];
const network = new Network({ bootnode, chainId, chainRpcEndpoint });
const payer = new NilChainPayer({ network, privateKey: walletKey });
const client = await VmClient.create({ key: PrivateKey.fromHex(keyHex), network, payer });
const id = await client.storeValues({ answer: new SecretInteger(42) }, { ttlDays: 1 }).invoke();
const { answer } = await client.retrieveValues(id).invoke();
console.log(String(answer?.value));
console.log(await client.addFunds(1_000_000n).then(() => "paid", String));
