/**
 * The devnet, and beside it our own client, for `peer.py`: one JSON request a line on standard input, one JSON
 * answer a line on standard output. The first line it writes says where the network is.
 *
 * @module
 */
import {
  compileProgram,
  NadaArray,
  Permissions,
  SecretBlob,
  SecretInteger,
  UserId,
  type Values,
  VmClient,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { answerLines } from "./answer_lines.ts";

type Command =
  | { do: "fund"; user: string; amountUnil: string }
  | { do: "store"; reader: string }
  | { do: "retrieve"; id: string }
  | { do: "compile"; mir: string }
  | { do: "permit"; programId: string; user: string }
  | { do: "results"; id: string };

await using devnet = await startDevnet({ nodes: 5, polynomialDegree: 2, blockTimeMs: 10 });
await using client = await VmClient.create({
  key: PrivateKey.random(),
  network: devnet.network,
  payer: devnet.payer(0),
});
await client.addFunds(100_000_000n);

const carryOut: { [Name in Command["do"]]: (command: Extract<Command, { do: Name }>) => unknown } =
  {
    async fund({ user, amountUnil }) {
      await client.addFunds(BigInt(amountUnil), UserId.parse(user));
      return { done: true };
    },
    async store({ reader }) {
      const permissions = Permissions.defaultsForUser(client.userId).allowRetrieve(
        UserId.parse(reader),
      );
      const values: Values = {
        integer: new SecretInteger(-1234567890123456789n),
        array: new NadaArray([new SecretInteger(7), new SecretInteger(-7)]),
        blob: new SecretBlob(new TextEncoder().encode("from the other client")),
      };
      return { id: await client.storeValues(values, { ttlDays: 1, permissions }).invoke() };
    },
    async retrieve({ id }) {
      const { integer, array, blob } = await client.retrieveValues(id).invoke();
      return {
        integer: integer instanceof SecretInteger && `${integer.value}`,
        array: array instanceof NadaArray &&
          array.value.map((item) => item instanceof SecretInteger && `${item.value}`),
        blob: blob instanceof SecretBlob && new TextDecoder().decode(blob.value),
      };
    },
    async compile({ mir }) {
      return { program: (await compileProgram(Uint8Array.fromHex(mir))).bytes.toHex() };
    },
    async permit({ programId, user }) {
      const permissions = Permissions.defaultsForUser(client.userId).allowCompute(
        UserId.parse(user),
        programId,
      );
      const values = { b: new SecretInteger(1000) };
      return { id: await client.storeValues(values, { ttlDays: 1, permissions }).invoke() };
    },
    async results({ id }) {
      const outputs = await client.retrieveComputeResults(id).invoke();
      return Object.fromEntries(
        Object.entries(outputs).map(([name, { value }]) => [name, String(value)]),
      );
    },
  };

async function answer(command: Command): Promise<unknown> {
  try {
    return await carryOut[command.do](command as never);
  } catch (error) {
    return { error: String(error) };
  }
}

const hello = { bootnode: devnet.network.bootnode, user: client.userId.toString() };
console.log(JSON.stringify(hello));
await answerLines(answer);
