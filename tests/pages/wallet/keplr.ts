/**
 * `window.keplr` of a page, by the interface that Keplr documents and the types that it publishes. It has no key: it passes
 * what it is asked to the extension, which is outside of the page.
 *
 * @module
 */
import type { Keplr, Key } from "@keplr-wallet/types";
import type { ExtensionMethods } from "./extension.ts";

type OfflineSigner = ReturnType<Keplr["getOfflineSigner"]>;
type Signing = Awaited<ReturnType<Keplr["signDirect"]>>;
type AccountNumber = Signing["signed"]["accountNumber"];

type Method = keyof ExtensionMethods;
/** Passes a question to the extension. The test puts it into the page. */
declare function askExtension<M extends Method>(
  method: M,
  ...args: Parameters<ExtensionMethods[M]>
): ReturnType<ExtensionMethods[M]>;

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const bytes = (hex: string) =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** What the package uses of Keplr. */
type Used = Pick<
  Keplr,
  | "mode"
  | "version"
  | "experimentalSuggestChain"
  | "enable"
  | "getKey"
  | "signDirect"
  | "getOfflineSigner"
>;

const keplr: Used = {
  version: "0.12.132",
  mode: "extension",
  experimentalSuggestChain: (info) => askExtension("experimentalSuggestChain", info),
  enable: (chainIds) => askExtension("enable", String(chainIds)),

  async getKey(chainId): Promise<Key> {
    const { name, pubKey, bech32Address } = await askExtension("getKey", chainId);
    return {
      name,
      algo: "secp256k1",
      pubKey: bytes(pubKey),
      address: new Uint8Array(20),
      bech32Address,
      ethereumHexAddress: "",
      isNanoLedger: false,
      isKeystone: false,
    };
  },

  async signDirect(chainId, signer, signDoc): Promise<Signing> {
    const { signed, publicKey, signature } = await askExtension("signDirect", chainId, signer, {
      bodyBytes: hex(signDoc.bodyBytes!),
      authInfoBytes: hex(signDoc.authInfoBytes!),
      chainId: signDoc.chainId!,
      accountNumber: String(signDoc.accountNumber ?? 0),
    });
    return {
      signed: {
        ...signed,
        bodyBytes: bytes(signed.bodyBytes),
        authInfoBytes: bytes(signed.authInfoBytes),
        // Keplr has an object of its own here, too.
        accountNumber: { toString: () => signed.accountNumber } as AccountNumber,
      },
      signature: {
        pub_key: { type: "tendermint/PubKeySecp256k1", value: btoa(publicKey) },
        signature,
      },
    };
  },

  getOfflineSigner(chainId): OfflineSigner {
    const check = async (ofDoc: string, address: string) => {
      if (ofDoc !== chainId) throw new Error("Unmatched chain id with the offline signer");
      const { bech32Address } = await keplr.getKey(chainId);
      if (bech32Address !== address) throw new Error("Unknown signer address");
    };
    return {
      async getAccounts() {
        const { bech32Address: address, pubKey: pubkey } = await keplr.getKey(chainId);
        return [{ address, algo: "secp256k1", pubkey }];
      },
      async signDirect(address, signDoc) {
        await check(signDoc.chainId, address);
        return await keplr.signDirect(chainId, address, signDoc);
      },
      signAmino: () => Promise.reject(new Error("This wallet has no Amino form of the message")),
    };
  },
};

Object.assign(globalThis, { keplr });
