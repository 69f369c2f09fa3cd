import { decodeBase64 } from "../base/base64.ts";
import { copyBytes } from "../base/bytes.ts";
import { Database } from "../base/indexed_db.ts";
import { described, messageOf } from "../base/text.ts";
import { FailedPreconditionError, InvalidArgumentError, NotFoundError } from "../errors/mod.ts";
import type { Signer } from "../keys/signer.ts";

const algorithm = "Ed25519";
const databaseName = "nilvm-keys";
const storeName = "keys";
const publicKeyLength = 32;

/** What IndexedDB keeps of a key. The private key is an object that no script can read. */
interface KeptKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

interface Storage {
  persist?(): Promise<boolean>;
}

/** A private Ed25519 key as a JWK of RFC 8037. */
export interface Ed25519Jwk {
  /** Always `OKP`. */
  readonly kty?: string | undefined;
  /** Always `Ed25519`. */
  readonly crv?: string | undefined;
  /** The private key, in base64url. */
  readonly d?: string | undefined;
  /** The public key, in base64url. */
  readonly x?: string | undefined;
}

/**
 * A user whose Ed25519 key is held by WebCrypto: scripts can sign with it, and none can read it.
 *
 * In browsers the key is kept in IndexedDB by a name. The key is the user: who clears the site's data loses it, and with
 * it what only this user may read. So share what is stored with a second user, whose key is kept elsewhere. A script
 * that an attacker brings into the page cannot take the key away, but it can sign while it runs.
 *
 * @example A user of a server
 * ```ts
 * import { VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { WebCryptoSigner } from "@nilvm/client/signers";
 * import { assertEquals } from "@std/assert";
 *
 * // From a secret of the environment, for example.
 * const jwk = {
 *   kty: "OKP",
 *   crv: "Ed25519",
 *   d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
 *   x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
 * };
 * const key = await WebCryptoSigner.fromJwk(jwk);
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({ key, network: devnet.network });
 * assertEquals(`${client.userId}`, "046fd2271b7bed4b6abe45aa58877ef47f9721b9");
 * ```
 */
export class WebCryptoSigner implements Signer {
  /** Always `ed25519`. */
  readonly keyType = "ed25519";
  readonly #privateKey: CryptoKey;
  readonly #publicKey: Uint8Array<ArrayBuffer>;

  private constructor({ privateKey, publicKey }: KeptKey) {
    this.#privateKey = privateKey;
    this.#publicKey = copyBytes(publicKey);
  }

  /**
   * Makes a new key, which no script can read, and keeps it in IndexedDB by this name. It asks the browser to keep the
   * site's data when the disk is full.
   *
   * @throws {FailedPreconditionError} When there is a key of this name, or no IndexedDB, or it fails, or WebCrypto has no Ed25519.
   */
  static async create(name: string): Promise<WebCryptoSigner> {
    const keys = await openKeys();
    try {
      const pair = await subtle((crypto) =>
        crypto.generateKey(algorithm, false, ["sign", "verify"])
      );
      const kept = await keptKeyOf(pair as CryptoKeyPair);
      // Not waited for: Firefox asks a person, and the key is the user whatever the answer is.
      (navigator as { storage?: Storage }).storage?.persist?.().catch(() => {});
      const adding = keys.transact("readwrite", (store) => store.add(kept, name));
      await done(adding, `The key ${name} was not made`);
      return new WebCryptoSigner(kept);
    } finally {
      keys.close();
    }
  }

  /**
   * Opens the key of this name.
   *
   * @throws {NotFoundError} When there is none, or not any more. It never makes a new user.
   * @throws {FailedPreconditionError} When there is no IndexedDB, or it fails.
   */
  static async open(name: string): Promise<WebCryptoSigner> {
    const keys = await openKeys();
    try {
      const reading = keys.transact("readonly", (store) => store.get(name));
      const found = await done(reading, `The key ${name} cannot be read`);
      if (found.result !== undefined) return new WebCryptoSigner(found.result);
    } finally {
      keys.close();
    }
    throw new NotFoundError(
      `This browser has no key ${name}: it was never made here, or the site's data was removed. ` +
        "Whoever had it is another user than one with a new key",
    );
  }

  /**
   * Imports a private key, in any runtime. The copy that WebCrypto gets cannot be read again; the JWK that you have can.
   *
   * @throws {InvalidArgumentError} When it is not a private Ed25519 key.
   * @throws {FailedPreconditionError} When WebCrypto has no Ed25519.
   */
  static async fromJwk(jwk: Ed25519Jwk): Promise<WebCryptoSigner> {
    const publicKey = fromBase64Url(jwk?.x);
    if (jwk?.kty !== "OKP" || jwk.crv !== algorithm || publicKey?.length !== publicKeyLength) {
      throw new InvalidArgumentError(
        'A JWK of a user has kty "OKP", crv "Ed25519", and d and x in base64url',
      );
    }
    const { kty, crv, d, x } = jwk;
    const privateKey = await subtle(async (crypto) => {
      try {
        return await crypto.importKey(
          "jwk",
          { kty, crv, d, x } as JsonWebKey,
          algorithm,
          false,
          ["sign"],
        );
      } catch (error) {
        if (isUnsupported(error)) throw error;
        // The platform's error is left out, since it may repeat what it was given.
        throw new InvalidArgumentError("The JWK is not a private Ed25519 key that WebCrypto takes");
      }
    });
    return new WebCryptoSigner({ privateKey, publicKey });
  }

  /**
   * Takes a pair of keys that WebCrypto made or unwrapped. No script can read the private key if it is not extractable;
   * otherwise, who has the pair can.
   *
   * @throws {InvalidArgumentError} When they are not of Ed25519, or may not sign and be exported.
   */
  static async fromKeyPair(pair: CryptoKeyPair): Promise<WebCryptoSigner> {
    const { privateKey, publicKey } = pair ?? {};
    const isRight = privateKey?.algorithm?.name === algorithm && privateKey.type === "private" &&
      privateKey.usages.includes("sign") && publicKey?.type === "public" && publicKey.extractable;
    if (!isRight) {
      throw new InvalidArgumentError(
        "A pair has a private Ed25519 key that may sign, and a public key that may be exported, " +
          `got ${described(pair)}`,
      );
    }
    return new WebCryptoSigner(await keptKeyOf(pair));
  }

  /**
   * Removes the key of this name from this browser, for good.
   *
   * @throws {FailedPreconditionError} When there is no IndexedDB, or it fails: the key is still there then.
   */
  static async remove(name: string): Promise<void> {
    const keys = await openKeys();
    try {
      const removing = keys.transact("readwrite", (store) => store.delete(name));
      await done(removing, `The key ${name} was not removed`);
    } finally {
      keys.close();
    }
  }

  /** The public key, 32 bytes, as a copy. */
  get publicKey(): Uint8Array<ArrayBuffer> {
    return copyBytes(this.#publicKey);
  }

  /** Signs a message by Ed25519. */
  async sign(message: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const key = this.#privateKey;
    return new Uint8Array(await subtle((crypto) => crypto.sign(algorithm, key, message)));
  }
}

async function keptKeyOf({ privateKey, publicKey }: CryptoKeyPair): Promise<KeptKey> {
  const bytes = await subtle((crypto) => crypto.exportKey("raw", publicKey));
  return { privateKey, publicKey: new Uint8Array(bytes) };
}

async function openKeys(): Promise<Database<KeptKey>> {
  const keys = await Database.open<KeptKey>(databaseName, storeName).catch((cause) => {
    const words = `IndexedDB does not open, so no key can be kept: ${messageOf(cause)}`;
    throw new FailedPreconditionError(words, { cause });
  });
  if (keys !== undefined) return keys;
  throw new FailedPreconditionError(
    "This runtime has no IndexedDB to keep a key: import one with WebCryptoSigner.fromJwk()",
  );
}

/** What IndexedDB gives. When the disk is full or the browser takes the database away, the error says what is not done. */
async function done<T>(transaction: Promise<T>, otherwise: string): Promise<T> {
  try {
    return await transaction;
  } catch (cause) {
    const why = (cause as Error | undefined)?.name === "ConstraintError"
      ? "this browser has one of that name, which open() gives"
      : messageOf(cause);
    throw new FailedPreconditionError(`${otherwise}: ${why}`, { cause });
  }
}

/** Uses WebCrypto, and says what is missing where it is. */
async function subtle<T>(use: (crypto: SubtleCrypto) => Promise<T>): Promise<T> {
  const { subtle } = crypto;
  if (subtle === undefined) {
    throw new FailedPreconditionError(
      "This page has no WebCrypto: browsers have it on https and localhost alone",
    );
  }
  try {
    return await use(subtle);
  } catch (cause) {
    if (!isUnsupported(cause)) throw cause;
    throw new FailedPreconditionError(
      "WebCrypto has no Ed25519 here: use a newer version of this runtime, or a PrivateKey",
      { cause },
    );
  }
}

function isUnsupported(error: unknown): boolean {
  return (error as Error | undefined)?.name === "NotSupportedError";
}

function fromBase64Url(text: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (typeof text !== "string" || !/^[\w-]+$/.test(text)) return undefined;
  return decodeBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
}
