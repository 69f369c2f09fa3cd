/**
 * A wallet that signs: the interface of cosmjs' `OfflineDirectSigner`, which Keplr, Leap and the wallets of cosmjs have.
 *
 * It shows the fee to a person, who may raise it, and returns what it has signed. It gets the number of the account as a
 * bigint, as cosmjs has it; the types of Keplr and Leap say `Long`, and their code takes both.
 */
export interface OfflineSigner<AccountNumber = bigint> {
  /** The wallet's accounts. */
  getAccounts(): Promise<readonly OfflineAccount[]>;
  // A method, and no property with a function: TypeScript takes wallets then whose account number has another type.
  /** Signs a transaction of one of them. */
  signDirect(address: string, signDoc: DirectSignDoc<AccountNumber>): Promise<DirectSignature>;
}

/** An account of a wallet. */
export interface OfflineAccount {
  /** The address in bech32. */
  readonly address: string;
  /** The compressed public key of secp256k1, 33 bytes. */
  readonly pubkey: Uint8Array;
}

/** What the signature of a transaction covers, as Cosmos chains define it. */
export interface DirectSignDoc<AccountNumber = bigint> {
  /** A `TxBody`. */
  bodyBytes: Uint8Array;
  /** An `AuthInfo`. */
  authInfoBytes: Uint8Array;
  /** The chain's id. */
  chainId: string;
  /** The number of the account. */
  accountNumber: AccountNumber;
}

/** What a wallet returns. */
export interface DirectSignature {
  /** What it has signed. */
  readonly signed: {
    readonly bodyBytes: Uint8Array;
    readonly authInfoBytes: Uint8Array;
    readonly chainId: string;
    // Wallets have it as a bigint, a number, or an object of their own.
    readonly accountNumber: unknown;
  };
  /** The signature, in base64. */
  readonly signature: { readonly signature: string };
}
