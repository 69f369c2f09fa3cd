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
import { nada } from "@nilvm/client/nada";
import { elements, max } from "@nilvm/client/nada/library";
import { NilChainPayer } from "@nilvm/client/nilchain";
import "@nilvm/client/wasm";
import { VmError } from "@nilvm/client/node";
import { permissionsCodec } from "@nilvm/client/protobuf";
import { Metrics } from "@nilvm/client/telemetry";
import { SecretBoolean } from "@nilvm/client/values";
import { compileProgram } from "@nilvm/client/workers";

/** All entry points have the same classes. */
export async function read(id: string, key: PrivateKey): Promise<bigint> {
  const network: Network = parseNetworkConfig("bootnode: https://node-1.example.com:14311").network;
  const payer: Payer = new NilChainPayer({
    network,
    chainId: "nillion-1",
    privateKey: key,
  });
  const publicKey: PublicKey = key.publicKey;
  const { onEvent } = new Metrics();
  const client = await VmClient.create({ key, network, payer, onEvent });
  const values: Values = await client.retrieveValues(id).invoke();
  const answer = values["answer"];
  if (!(answer instanceof SecretInteger)) {
    throw new Error(`${UserId.fromPublicKey(publicKey)}`);
  }
  // @ts-expect-error It is no string.
  answer.value satisfies string;
  return answer.value;
}

const scores = nada.program({
  name: "scores",
  parties: ["p"],
  inputs: { xs: nada.secretInteger("p").array(2), isPublic: nada.boolean("p") },
  outputs: { sum: "p", isPublic: "p" },
}, ({ xs, isPublic }) => ({ sum: xs.innerProduct(xs), isPublic }));

/** Types go from the names of inputs to the values of results. */
export async function scored(
  client: VmClient,
  programId: string,
): Promise<bigint> {
  const run = { programId, parties: { p: client.userId } };
  const values = { xs: [1, new SecretInteger(2)], isPublic: true } as const;
  const id = await client.compute(scores, { ...run, values }).invoke();
  // @ts-expect-error Two are needed.
  client.compute(scores, { ...run, values: { xs: [1, 2, 3], isPublic: true } });
  // @ts-expect-error An input is missing.
  client.compute(scores, { ...run, values: { xs: [1, 2] } });
  // @ts-expect-error It is no number.
  scores.run({ xs: [1, 2], isPublic: 1 });
  const { sum, isPublic } = await client.retrieveComputeResults(scores, id)
    .invoke();
  isPublic satisfies boolean;
  const read = await client.retrieveValues(id, { as: { sum: SecretInteger } })
    .invoke();
  // @ts-expect-error It is no string.
  read.sum satisfies string;
  return sum + read.sum;
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

const highest = nada.program({
  name: "highest",
  parties: ["p"],
  inputs: { xs: nada.secretInteger("p").array(2) },
  outputs: { highest: "p" },
}, ({ xs }) => ({ highest: max(elements(xs)) }));

/** The library takes and gives expressions of the language. */
export async function highestOf(xs: [number, number]): Promise<bigint> {
  const results = await highest.run({ xs });
  // @ts-expect-error It is no string.
  results.highest satisfies string;
  return results.highest;
}
