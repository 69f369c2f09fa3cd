import { Code } from "@connectrpc/connect";
import { callWithBytes } from "../../core/core.ts";
import { fixedLengths, kinds } from "../../core/clear_layout.ts";
import { LayoutWriter } from "../../core/layout_writer.ts";
import type { ProgramValue } from "../../core/programs.ts";
import type { Binding } from "./bindings.ts";
import type { DevnetEnvironment } from "../base/environment.ts";
import type { Permissions } from "../node/permissions.ts";
import { refusal } from "../base/refusal.ts";
import type { StoredValues } from "../node/value_store.ts";

type FixedKind = keyof typeof fixedLengths;

/** A program of the network with which the nodes generate a private key. No real node ever has the whole key. */
export interface KeyGeneration {
  /** The name of the key's value. */
  readonly keyName: string;
  /** The outputs of the program: the id of the stored key, and the public key. */
  readonly outputs: readonly ProgramValue[];
  /** The id of the program that may use the key. */
  readonly signProgramId: string;
  /** Makes a key pair. */
  make(environment: DevnetEnvironment): { privateKey: Uint8Array; publicKey: Uint8Array };
  /** The kinds of both keys in the layout of clear values. */
  readonly keyKinds: { privateKey: FixedKind; publicKey: FixedKind };
}

const keyLifetimeMs = 10 * 365 * 24 * 60 * 60 * 1000;

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
      // Without its four highest bits the key is below 2^252, and so below the order of the group.
      privateKey[31]! &= 0x0f;
      return keyPair("eddsaPublicKey", privateKey);
    },
  }],
]);

/** The key generation with this program id; `undefined` for other programs. */
export function keyGenerationOf(programId: string): KeyGeneration | undefined {
  return generations.get(programId);
}

/** Refuses bindings unless they bind both parties of a key generation, and no others. */
export function checkKeyParties({ outputs }: KeyGeneration, bindings: readonly Binding[]): void {
  const parties = outputs.map(({ party }) => party);
  const unknown = bindings.find(({ party }) => !parties.includes(party));
  if (unknown !== undefined) {
    throw refusal(
      Code.InvalidArgument,
      `invalid output party name binding for DKG protocol execution: ${unknown.party}`,
    );
  }
  const missing = parties.filter((name) => !bindings.some(({ party }) => party === name));
  if (missing.length > 0) {
    throw refusal(Code.InvalidArgument, `required parties not bound: [${missing.join(", ")}]`);
  }
}

/** The owner of a new key: one of the users who get its id or its public key. Each node picks one at random. */
export function keyOwner(
  bindings: readonly Binding[],
  { randomBytes }: DevnetEnvironment,
): string | undefined {
  const users = [...new Set(bindings.flatMap(({ users }) => users))];
  if (users.length < 2) return users[0];
  return users[new DataView(randomBytes(4).buffer).getUint32(0) % users.length];
}

/** Runs a key generation: returns the key and the outputs as clear values. The key will be stored as `storeId`. */
export function generateKey(
  { keyName, outputs, keyKinds, make }: KeyGeneration,
  storeId: Uint8Array,
  environment: DevnetEnvironment,
): Uint8Array {
  const { privateKey, publicKey } = make(environment);
  const [storeIdOutput, publicKeyOutput] = outputs;
  const values: [name: string, kind: FixedKind, content: Uint8Array][] = [
    [keyName, keyKinds.privateKey, privateKey],
    [storeIdOutput!.name, kinds.StoreId, storeId],
    [publicKeyOutput!.name, keyKinds.publicKey, publicKey],
  ];
  // Names are ASCII; a name comes after its length of 4 bytes, a value after its kind of one byte.
  const length = ([name, kind]: typeof values[number]) => 4 + name.length + 1 + fixedLengths[kind];
  const clear = new Uint8Array(values.reduce((sum, value) => sum + length(value), 4));
  const writer = new LayoutWriter(clear, 0);
  writer.count(values.length);
  for (const [name, kind, content] of values) {
    writer.name(name);
    writer.kind(kind);
    writer.fixed(content);
  }
  return clear;
}

/** The stored values with a node's share of a new key. */
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
  return { values: [shares.get(keyName)!], permissions, expiresAtMs: nowMs + keyLifetimeMs };
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
