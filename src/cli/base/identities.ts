import { dump, load } from "js-yaml";
import { decodeHex, encodeHex } from "../../base/hex.ts";
import { FailedPreconditionError, InvalidArgumentError } from "../../errors/mod.ts";
import { EddsaKey } from "../../keys/eddsa_key.ts";
import { PrivateKey } from "../../keys/private_key.ts";
import { type KeyType, publicKeyBytes, type Signer } from "../../keys/signer.ts";
import { UserId } from "../../keys/user_id.ts";
import { checkName, namesIn, readText, removeFile, toolsFolder, writePrivate } from "./folder.ts";

/** The file of an identity, as nilVM's tools keep it. */
export function identityPath(name: string): string {
  return `${toolsFolder()}/identities/${checkName(name, "an identity")}.yaml`;
}

/** The names of all identities. */
export function identityNames(): Promise<string[]> {
  return namesIn(`${toolsFolder()}/identities`, ".yaml");
}

/** The kinds of keys that users have. */
export const keyTypes = ["secp256k1", "ed25519"] as const;

/** A key of a user. */
export interface UserKey {
  readonly keyType: KeyType;
  /** The private key: for Ed25519 the seed, as nilVM's tools keep it. */
  readonly hex: string;
  readonly signer: Signer;
}

/**
 * Makes a key of its hex digits.
 *
 * @throws {InvalidArgumentError} When they are none. Nothing of them is quoted.
 */
export function userKey(hex: string, keyType: KeyType): UserKey {
  if (keyType === "secp256k1") return { hex, keyType, signer: PrivateKey.fromHex(hex) };
  const seed = decodeHex(hex);
  if (seed?.length !== 32) {
    throw new InvalidArgumentError("A private key in hex must be exactly 64 hex digits");
  }
  return { hex, keyType, signer: EddsaKey.fromSeed(seed) };
}

/** Makes a new key. */
export function newKey(keyType: KeyType): UserKey {
  const key = PrivateKey.random();
  // Each number that is a key of secp256k1 is a seed of Ed25519.
  return userKey(encodeHex(key.toBytes()), keyType);
}

/**
 * Reads the key of an identity.
 *
 * @throws {InvalidArgumentError} When there is none of this name.
 * @throws {FailedPreconditionError} When its file has no key that the client can use. Nothing of it is quoted.
 */
export async function readIdentity(name: string): Promise<UserKey> {
  const path = identityPath(name);
  const text = await readText(path);
  if (text === undefined) {
    throw new InvalidArgumentError(
      `There is no identity ${name}: nilvm keys ls shows them, nilvm keys new ${name} makes it`,
    );
  }
  const { private_key: hex, kind } = parse(text);
  // Of the files of other tools, the oldest have no kind.
  const keyType = keyTypes.find((known) => known === String(kind ?? "ed25519").toLowerCase());
  try {
    return userKey(String(hex), keyType!);
  } catch {
    throw new FailedPreconditionError(
      `${path} has no private_key of 64 hex digits with the kind Secp256k1 or Ed25519`,
    );
  }
}

/**
 * Keeps a key under a name.
 *
 * @throws {FailedPreconditionError} When the name has another key: that would be lost.
 */
export async function writeIdentity(name: string, { hex, keyType }: UserKey): Promise<string> {
  const path = identityPath(name);
  const kind = keyType === "ed25519" ? "Ed25519" : "Secp256k1";
  if (await writePrivate(path, dump({ private_key: hex, kind }), true)) return path;
  throw new FailedPreconditionError(
    `There is an identity ${name} already: choose another name, or nilvm keys rm ${name} first`,
  );
}

/** The names of the identities of this machine, by their users. */
export async function namesOfUsers(): Promise<Map<string, string>> {
  const named = await Promise.all((await identityNames()).map(async (name) => {
    const user = await readIdentity(name).then((key) => String(userOf(key)), () => undefined);
    return user === undefined ? [] : [[user, name] as const];
  }));
  return new Map(named.flat());
}

/** Removes a key. */
export async function removeIdentity(name: string): Promise<void> {
  if (await removeFile(identityPath(name))) return;
  throw new InvalidArgumentError(`There is no identity ${name}: nilvm keys ls shows them`);
}

/** The user of a key, for people to pass on. */
export function userOf({ signer }: UserKey): UserId {
  return UserId.fromPublicKey(publicKeyBytes(signer));
}

/** The public key of a key, as bytes. */
export function publicKeyOf({ signer }: UserKey): Uint8Array {
  return publicKeyBytes(signer);
}

/** The parser's own messages quote the text, and a key is in it. */
function parse(text: string): Record<string, unknown> {
  try {
    const content = load(text);
    return typeof content === "object" && content !== null ? { ...content } : {};
  } catch {
    return {};
  }
}
