import { Code } from "@connectrpc/connect";
import { callWithBytes } from "../../core/core.ts";
import { kinds } from "../../core/kinds.ts";
import type { ProgramValue } from "../../core/programs.ts";
import type { Binding } from "./bindings.ts";
import type { Environment } from "../base/environment.ts";
import type { Permissions } from "../node/permissions.ts";
import { refusal } from "../base/refusal.ts";
import type { StoredValues } from "../node/value_store.ts";

/** A program of the network's own in which the nodes make a private key that none of them has. */
export interface KeyGeneration {
  /** The name of the key's value. */
  readonly keyName: string;
  /** What the program gives: the id that the key is stored under, and its public half. */
  readonly outputs: readonly ProgramValue[];
  /** The program that may use the key. */
  readonly signProgramId: string;
  /** Makes a key: its two halves. */
  make(environment: Environment): { privateKey: Uint8Array; publicKey: Uint8Array };
  /** The numbers of the types of both halves in the core's layout. */
  readonly keyKinds: { privateKey: number; publicKey: number };
}

const LIFETIME_MS = 10 * 365 * 24 * 60 * 60 * 1000;

const generations = new Map<string, KeyGeneration>([
  ["builtin/tecdsa_dkg", {
    ...named("tecdsa"),
    keyKinds: { privateKey: kinds.EcdsaPrivateKey, publicKey: kinds.EcdsaPublicKey },
    make: ({ randomBytes }) => keyPair("ecdsaPublicKey", randomBytes(32)),
  }],
  ["builtin/teddsa_dkg", {
    ...named("teddsa"),
    keyKinds: { privateKey: kinds.EddsaPrivateKey, publicKey: kinds.EddsaPublicKey },
    make({ randomBytes }) {
      const privateKey = randomBytes(32);
      // Below 2^252, which the order of the group is just above.
      privateKey[31]! &= 0x0f;
      return keyPair("eddsaPublicKey", privateKey);
    },
  }],
]);

/** The key generation that a program is, if it is one. */
export function keyGenerationOf(programId: string): KeyGeneration | undefined {
  return generations.get(programId);
}

/** Refuses bindings that are not of both parties of a key generation. */
export function checkKeyParties({ outputs }: KeyGeneration, bindings: readonly Binding[]): void {
  const parties = outputs.map(({ party }) => party);
  const stranger = bindings.find(({ party }) => !parties.includes(party));
  if (stranger !== undefined) {
    throw refusal(
      Code.InvalidArgument,
      `invalid output party name binding for DKG protocol execution: ${stranger.party}`,
    );
  }
  const missing = parties.filter((name) => !bindings.some(({ party }) => party === name));
  if (missing.length > 0) {
    throw refusal(Code.InvalidArgument, `required parties not bound: [${missing.join(", ")}]`);
  }
}

/** Who a new key belongs to: the user who gets its id. */
export function keyOwner(
  { outputs }: KeyGeneration,
  bindings: readonly Binding[],
): string | undefined {
  const ofStoreId = bindings.filter(({ party }) => party === outputs[0]!.party);
  return [...ofStoreId, ...bindings].flatMap(({ users }) => users)[0];
}

/** Makes a key that is to be stored under an id: the key and what the program gives, as clear values. */
export function generateKey(
  { keyName, outputs, keyKinds, make }: KeyGeneration,
  storeId: Uint8Array,
  environment: Environment,
): Uint8Array {
  const { privateKey, publicKey } = make(environment);
  const [storeIdOutput, publicKeyOutput] = outputs;
  return clearValues([
    [keyName, keyKinds.privateKey, privateKey],
    [storeIdOutput!.name, kinds.StoreId, storeId],
    [publicKeyOutput!.name, keyKinds.publicKey, publicKey],
  ]);
}

/** A node's share of a new key, as it is stored. */
export function storedKey(
  { keyName, signProgramId }: KeyGeneration,
  shares: ReadonlyMap<string, Uint8Array>,
  owner: string,
  nowMs: number,
): StoredValues {
  const permissions: Permissions = {
    owner,
    retrieve: new Set([owner]),
    update: new Set([owner]),
    delete: new Set([owner]),
    compute: new Map([[owner, new Set([signProgramId])]]),
  };
  return { values: [shares.get(keyName)!], permissions, expiresAtMs: nowMs + LIFETIME_MS };
}

function named(scheme: "tecdsa" | "teddsa") {
  return {
    keyName: `${scheme}_private_key`,
    signProgramId: `builtin/${scheme}_sign`,
    outputs: [
      {
        name: `${scheme}_store_id`,
        party: `${scheme}_private_key_store_id_party`,
        type: "StoreId",
      },
      {
        name: `${scheme}_public_key`,
        party: `${scheme}_public_key_party`,
        type: scheme === "tecdsa" ? "EcdsaPublicKey" : "EddsaPublicKey",
      },
    ],
  };
}

function keyPair(operation: "ecdsaPublicKey" | "eddsaPublicKey", privateKey: Uint8Array) {
  return { privateKey, publicKey: callWithBytes(operation, [privateKey]) };
}

/** Lays values of a fixed length out as the core reads them. */
function clearValues(values: [name: string, kind: number, content: Uint8Array][]): Uint8Array {
  const number = (count: number) => new Uint8Array(Uint32Array.of(count).buffer);
  const parts: Uint8Array[] = [number(values.length)];
  for (const [name, kind, content] of values) {
    const text = new TextEncoder().encode(name);
    parts.push(number(text.length), text, Uint8Array.of(kind), content);
  }
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
