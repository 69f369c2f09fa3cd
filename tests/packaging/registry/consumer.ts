/** Uses types of every entry point that all versions of Deno load. */
import { type Payer, PrivateKey, SecretInteger, type Values, VmClient } from "@nilvm/client";
import { parseNetworkConfig } from "@nilvm/client/config";
import { startDevnet } from "@nilvm/client/devnet";
import type { Journal } from "@nilvm/client/journal";
import type { PublicKey } from "@nilvm/client/keys";
import type { SecretMasker } from "@nilvm/client/masking";
import { useModules } from "@nilvm/client/module";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { VmError } from "@nilvm/client/node";
import { permissionsCodec } from "@nilvm/client/protobuf";
import { Metrics } from "@nilvm/client/telemetry";
import { SecretBoolean } from "@nilvm/client/values";
import "@nilvm/client/wasm";

export async function read(id: string, key: PrivateKey, journal: Journal): Promise<bigint> {
  const { network } = parseNetworkConfig("bootnode: https://node-1.example.com:14311");
  const payer: Payer = new NilChainPayer({ network, chainId: "nillion-1", privateKey: key });
  const publicKey: PublicKey = key.publicKey;
  const { onEvent } = new Metrics();
  const client = await VmClient.create({ key, network, payer, journal, onEvent });
  const values: Values = await client.retrieveValues(id).invoke();
  const answer = values["answer"];
  if (!(answer instanceof SecretInteger)) throw new Error(publicKey.toHex());
  // @ts-expect-error It is no string.
  answer.value satisfies string;
  return answer.value;
}

export function masked(masker: SecretMasker): number {
  return masker.mask({ isPaid: new SecretBoolean(true) }).length;
}

export const others = { PrivateKey, startDevnet, useModules, VmError, permissionsCodec };
