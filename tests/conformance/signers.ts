import { expectError, expectSame } from "./expect.ts";
import type { Cases, Context } from "./context.ts";
import type { Signer } from "../../src/keys/signer.ts";

/** A pair of keys of RFC 8032, section 7.1, as a JWK. */
const jwk = {
  kty: "OKP",
  crv: "Ed25519",
  d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
  x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
};

/** Stores, shares, reads and deletes as the user of this signer. */
async function useSigner(t: Context, key: Signer): Promise<void> {
  const { api } = t;
  const values = { a: new api.SecretInteger(7) };
  await t.withFunded(async (user) => {
    expectSame(`${user.userId}`, `${api.UserId.fromPublicKey(key.publicKey)}`, "the user's id");
    const id = await user.storeValues(values, { ttlDays: 1 }).invoke();
    const friend = api.UserId.fromPublicKey(api.PrivateKey.random().publicKey);
    await user.updatePermissions(id, { retrieve: { grant: [friend] } }).invoke();
    const read = await user.retrieveValues(id).invoke();
    expectSame(values.a.equals(read.a), true, "whether the value came back");
    await user.deleteValues(id).invoke();
  }, { key });
}

/** Cases of users whose key is not a `PrivateKey`. */
export const signers: Cases = {
  "a key of Ed25519 is a user": (t) => useSigner(t, t.api.EddsaKey.random()),
  "a slow signer is asked once for each node": async (t) => {
    const key = t.api.PrivateKey.random();
    let asked = 0;
    await useSigner(t, {
      keyType: "secp256k1",
      publicKey: key.publicKey.toBytes(),
      sign: async (message) => {
        asked++;
        await new Promise((resolve) => setTimeout(resolve, 50));
        return key.sign(message);
      },
    });
    // One client makes the deposit, and another does the rest.
    await t.withUser({}, ({ cluster }) => {
      expectSame(asked, 2 * cluster.members.length, "signatures");
      return Promise.resolve();
    });
  },
  "a signer that refuses is told as that": async (t) => {
    const { publicKey } = t.api.PrivateKey.random();
    const sign = () => Promise.reject(new Error("no"));
    await t.withUser({ key: { keyType: "secp256k1", publicKey, sign } }, async (user) => {
      await expectError(t.api.SigningFailedError, user.balance());
    });
  },
  "a key of WebCrypto is a user": async (t) => {
    await useSigner(t, await t.api.WebCryptoSigner.fromJwk(jwk));
  },
};

/** The case of runtimes that keep no key. */
export const noKeptKeys: Cases = {
  "a key cannot be kept": async ({ api }) => {
    await expectError(api.FailedPreconditionError, api.WebCryptoSigner.create("me"));
  },
};

/** The cases of browsers, which keep keys. */
export const keptKeys: Cases = {
  "a key that no script can read is kept": async (t) => {
    const { FailedPreconditionError, NotFoundError, WebCryptoSigner } = t.api;
    await WebCryptoSigner.remove("me");
    await expectError(NotFoundError, WebCryptoSigner.open("me"));
    const made = await WebCryptoSigner.create("me");
    await expectError(FailedPreconditionError, WebCryptoSigner.create("me"));
    const opened = await WebCryptoSigner.open("me");
    expectSame(`${opened.publicKey}`, `${made.publicKey}`, "the public key");
    await useSigner(t, opened);
    expectSame(await isReadable("me"), false, "whether a script can read the private key");
    await WebCryptoSigner.remove("me");
    await expectError(NotFoundError, WebCryptoSigner.open("me"));
  },
};

interface KeyStore {
  open(name: string): {
    result: {
      transaction(store: string): { objectStore(name: string): { get(key: string): IdbRequest } };
      close(): void;
    };
    onsuccess: (() => void) | null;
  };
}

interface IdbRequest {
  readonly result: { readonly privateKey: CryptoKey };
  onsuccess: (() => void) | null;
}

/** Whether any script of the site can take the key out of the database. */
async function isReadable(name: string): Promise<boolean> {
  const { indexedDB } = globalThis as unknown as { indexedDB: KeyStore };
  const opening = indexedDB.open("nilvm-keys");
  await new Promise<void>((resolve) => opening.onsuccess = resolve);
  const request = opening.result.transaction("keys").objectStore("keys").get(name);
  await new Promise<void>((resolve) => request.onsuccess = resolve);
  opening.result.close();
  const { privateKey } = request.result;
  return await Promise.any(
    ["jwk", "pkcs8", "raw"].map((format) => crypto.subtle.exportKey(format as "raw", privateKey)),
  ).then(() => true, () => false);
}
