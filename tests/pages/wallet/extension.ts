import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";

/** What an extension answers to a page. Bytes are hex and large numbers are text, since it all passes as JSON. */
export interface Signed {
  bodyBytes: string;
  authInfoBytes: string;
  chainId: string;
  accountNumber: string;
}

/** The methods that a page may ask for, as they cross to the extension. */
export interface ExtensionMethods {
  experimentalSuggestChain(info: { chainId: string }): Promise<void>;
  enable(chainId: string): Promise<void>;
  getKey(chainId: string): Promise<{ name: string; pubKey: string; bech32Address: string }>;
  signDirect(
    chainId: string,
    signer: string,
    signDoc: Signed,
  ): Promise<{ signed: Signed; publicKey: string; signature: string }>;
}

/**
 * A wallet outside of the page, that refuses as Keplr does, in Keplr's words. A test plays the person: it selects accounts,
 * confirms and rejects.
 */
export class Extension implements ExtensionMethods {
  readonly #accounts: readonly DirectSecp256k1HdWallet[];
  readonly #enabled = new Set<string>();
  /** The chains that it knows. It is empty at first, as a wallet that never heard of a devnet. */
  readonly chains = new Map<string, { chainId: string }>();
  /** The number of the account that the person has selected. */
  selected = 0;
  /** How many payments the person was asked for. */
  asked = 0;
  /** What the person does when asked for a payment: it rejects by throwing. */
  onSign: () => Promise<void> = () => Promise.resolve();

  private constructor(accounts: readonly DirectSecp256k1HdWallet[]) {
    this.#accounts = accounts;
  }

  /** Makes a wallet with two accounts. */
  static async create(): Promise<Extension> {
    const account = () => DirectSecp256k1HdWallet.generate(12, { prefix: "nillion" });
    return new Extension([await account(), await account()]);
  }

  /** The address of an account. */
  async address(index = this.selected): Promise<string> {
    const [account] = await this.#accounts[index]!.getAccounts();
    return account!.address;
  }

  /** What nobody but the extension may have: its mnemonics, and the bytes of its private keys. */
  async secrets(): Promise<{ words: string[]; keys: Uint8Array[] }> {
    const words = this.#accounts.map(({ mnemonic }) => mnemonic);
    // The class gives its private keys to nobody but its own methods.
    type Inside = { getAccountsWithPrivkeys(): Promise<{ privkey: Uint8Array }[]> };
    const keys = this.#accounts.map(async (account) => {
      const [first] = await (account as unknown as Inside).getAccountsWithPrivkeys();
      return first!.privkey;
    });
    return { words, keys: await Promise.all(keys) };
  }

  experimentalSuggestChain(info: { chainId: string }): Promise<void> {
    this.chains.set(info.chainId, info);
    return Promise.resolve();
  }

  enable(chainId: string): Promise<void> {
    this.#checkChain(chainId);
    this.#enabled.add(chainId);
    return Promise.resolve();
  }

  async getKey(chainId: string) {
    this.#checkChain(chainId);
    if (!this.#enabled.has(chainId)) throw new Error(`${chainId} is not enabled for this page`);
    const [account] = await this.#accounts[this.selected]!.getAccounts();
    return {
      name: `Account ${this.selected + 1}`,
      pubKey: account!.pubkey.toHex(),
      bech32Address: account!.address,
    };
  }

  async signDirect(chainId: string, signer: string, signDoc: Signed) {
    const { bech32Address, pubKey } = await this.getKey(chainId);
    if (signer !== bech32Address) throw new Error("Signer mismatched");
    this.asked++;
    await this.onSign();
    const { signature } = await this.#accounts[this.selected]!.signDirect(signer, {
      bodyBytes: Uint8Array.fromHex(signDoc.bodyBytes),
      authInfoBytes: Uint8Array.fromHex(signDoc.authInfoBytes),
      chainId: signDoc.chainId,
      accountNumber: BigInt(signDoc.accountNumber),
    });
    return { signed: signDoc, publicKey: pubKey, signature: signature.signature };
  }

  #checkChain(chainId: string): void {
    if (!this.chains.has(chainId)) throw new Error(`There is no chain info for ${chainId}`);
  }
}
