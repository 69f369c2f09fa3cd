import {
  type Payer,
  type PrivateKey,
  SecretInteger,
  UserId,
  type Values,
  VmClient,
} from "@nilvm/client";
import type { Network } from "@nilvm/client/deno";
import { parseNetworkConfig } from "@nilvm/client/config";
import { type FileJournal, fileJournal, type Journal } from "@nilvm/client/journal";
import type { PublicKey } from "@nilvm/client/keys";
import type { SecretMasker } from "@nilvm/client/masking";
import { useModules } from "@nilvm/client/module";
import { NilChainPayer } from "@nilvm/client/nilchain";
import "@nilvm/client/wasm";
import { VmError } from "@nilvm/client/node";
import { permissionsCodec } from "@nilvm/client/protobuf";
import { SecretBoolean } from "@nilvm/client/values";
import { compileProgram } from "@nilvm/client/workers";

/** All entry points have the same classes. */
export async function read(id: string, key: PrivateKey): Promise<bigint> {
  const network: Network = parseNetworkConfig("bootnode: https://node-1.example.com:14311").network;
  const payer: Payer = new NilChainPayer({ network, chainId: "nillion-1", privateKey: key });
  const publicKey: PublicKey = key.publicKey;
  const client = await VmClient.create({ key, network, payer });
  const values: Values = await client.retrieveValues(id).invoke();
  const answer = values["answer"];
  if (!(answer instanceof SecretInteger)) throw new Error(`${UserId.fromPublicKey(publicKey)}`);
  // @ts-expect-error It is no string.
  answer.value satisfies string;
  return answer.value;
}

/** Masking needs no client. */
export function masked(masker: SecretMasker): number {
  return masker.mask({ isPaid: new SecretBoolean(true) }).length;
}

/** A journal in a file is a journal. */
export function journalAt(path: string): Journal & AsyncDisposable {
  const journal: FileJournal = fileJournal(path);
  return journal;
}

/** The core can be loaded when it is first needed. */
export const lazy = [
  () => import("@nilvm/client/wasm"),
  () => import("@nilvm/client/wasm/deno"),
  () => import("@nilvm/client/wasm/workers"),
];

export const others = { VmError, compileProgram, permissionsCodec, useModules };
