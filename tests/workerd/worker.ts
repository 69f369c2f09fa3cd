/**
 * The client inside a Worker: stores and reads back a secret on the network whose bootnode the request names, and runs a
 * program that adds two.
 */
import "../../src/wasm/workers.js";
import {
  InputPartyBinding,
  Network,
  OutputPartyBinding,
  SecretBlob,
  SecretInteger,
  VmClient,
} from "../../src/api.ts";
import { PrivateKey } from "../../src/keys/private_key.ts";

interface Job {
  bootnode: string;
  keyHex: string;
  text: string;
  mir: string;
}

async function roundTrip({ bootnode, keyHex, text, mir }: Job): Promise<Record<string, unknown>> {
  await using client = await VmClient.create({
    key: PrivateKey.fromHex(keyHex),
    network: new Network({ bootnode }),
    payer: {
      submitPayment: () => Promise.reject(new Error("The balance should have paid for this")),
    },
  });
  const { balance } = await client.balance();
  const values = {
    answer: new SecretInteger(-42),
    note: new SecretBlob(new TextEncoder().encode(text)),
  };
  const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
  const read = await client.retrieveValues(id).invoke();
  await client.deleteValues(id).invoke();
  const program = Uint8Array.from(atob(mir), (char) => char.charCodeAt(0));
  const programId = await client.storeProgram("two_parties", program).invoke();
  const parties = ["p", "q"];
  const computeId = await client.compute({
    programId,
    inputBindings: parties.map((party) => new InputPartyBinding(party, client.userId)),
    outputBindings: parties.map((party) => new OutputPartyBinding(party, [client.userId])),
    values: { a: new SecretInteger(40), b: new SecretInteger(2) },
  }).invoke();
  const outputs = await client.retrieveComputeResults(computeId).invoke();
  return {
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, { value }]) => [name, String(value)]),
    ),
    userId: client.userId.toString(),
    balance: String(balance),
    answer: String((read["answer"] as SecretInteger).value),
    note: new TextDecoder().decode((read["note"] as SecretBlob).value),
  };
}

export default {
  async fetch(request: Request): Promise<Response> {
    try {
      return Response.json(await roundTrip(await request.json()));
    } catch (error) {
      return new Response(String(error instanceof Error ? error.stack : error), { status: 500 });
    }
  },
};
