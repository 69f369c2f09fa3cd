/**
 * The devnet, and beside it our own client, for `peer.py`: one JSON request a line on standard input, one JSON
 * answer a line on standard output. The first line it writes says where the network is.
 *
 * @module
 */
import { compileProgram, UserId, VmError } from "@nilvm/client";
import { connectDevnet, startDevnet } from "@nilvm/client/devnet";
import * as protobuf from "@nilvm/client/protobuf";
import { answerLines } from "./answer_lines.ts";
import {
  readDelta,
  readPermissions,
  type WrittenDelta,
  type WrittenPermissions,
} from "./written_permissions.ts";
import { readValues, writeValues, type WrittenValues } from "./written_values.ts";

type Command =
  | { do: "fund"; user: string; amountUnil: string }
  | { do: "store"; values: WrittenValues; permissions?: WrittenPermissions; id?: string }
  | { do: "retrieve"; id: string }
  | { do: "delete"; id: string }
  | { do: "permissions"; id: string }
  | { do: "overwritePermissions"; id: string; permissions: WrittenPermissions }
  | { do: "updatePermissions"; id: string; delta: WrittenDelta }
  | { do: "recode"; codec: keyof typeof protobuf; bytes: string }
  | { do: "compile"; mir: string }
  | { do: "results"; id: string };

// With NILVM_ADMIN, the devnet is one that another runtime runs.
const adminUrl = Deno.env.get("NILVM_ADMIN");
const devnet = adminUrl === undefined
  ? await startDevnet({ nodes: 5, polynomialDegree: 2, blockTimeMs: 10 })
  : await connectDevnet(adminUrl);
await using client = await devnet.client();
await client.addFunds(100_000_000n);

const carryOut: { [Name in Command["do"]]: (command: Extract<Command, { do: Name }>) => unknown } =
  {
    async fund({ user, amountUnil }) {
      await client.addFunds(BigInt(amountUnil), UserId.parse(user));
      return { done: true };
    },
    async store({ values, permissions, id }) {
      const options = {
        ttlDays: 1,
        permissions: permissions && readPermissions(permissions),
        updateIdentifier: id,
      };
      return { id: await client.storeValues(readValues(values), options).invoke() };
    },
    async retrieve({ id }) {
      return { values: writeValues(await client.retrieveValues(id).invoke()) };
    },
    async delete({ id }) {
      await client.deleteValues(id).invoke();
      return { done: true };
    },
    async permissions({ id }) {
      return { permissions: await client.retrievePermissions(id).invoke() };
    },
    async overwritePermissions({ id, permissions }) {
      await client.overwritePermissions(id, readPermissions(permissions)).invoke();
      return { done: true };
    },
    async updatePermissions({ id, delta }) {
      await client.updatePermissions(id, readDelta(delta)).invoke();
      return { done: true };
    },
    recode({ codec, bytes }) {
      const { encode, decode } = protobuf[codec] as protobuf.Codec<unknown>;
      const decoded = decode(Uint8Array.fromHex(bytes));
      return { decoded, bytes: encode(decoded).toHex() };
    },
    async compile({ mir }) {
      return { program: (await compileProgram(Uint8Array.fromHex(mir))).bytes.toHex() };
    },
    async results({ id }) {
      return { values: writeValues(await client.retrieveComputeResults(id).invoke()) };
    },
  };

async function answer(command: Command): Promise<unknown> {
  try {
    return await carryOut[command.do](command as never);
  } catch (error) {
    return { error: error instanceof VmError ? `${error.code}: ${error.message}` : String(error) };
  }
}

const hello = { bootnode: devnet.network.bootnode, user: client.userId.toString() };
console.log(JSON.stringify(hello));
await answerLines(answer);
if (Symbol.asyncDispose in devnet) await devnet[Symbol.asyncDispose]();
