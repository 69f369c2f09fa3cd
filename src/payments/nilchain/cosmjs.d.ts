/**
 * What the payer uses of cosmjs. `cosmjs.js` has the code of the packages in one module, made by
 * `deno task build:chain`; `tests/payments/nilchain/cosmjs_test.ts` compares these declarations with theirs.
 *
 * @module
 */

/** An amount of a coin. */
export interface Coin {
  readonly denom: string;
  /** A whole number in decimal digits. */
  readonly amount: string;
}

/** A message of any type. */
export interface Any {
  typeUrl: string;
  value: Uint8Array;
}

/** An account of a wallet. */
export interface AccountData {
  /** The address in bech32. */
  readonly address: string;
  /** The compressed public key. */
  readonly pubkey: Uint8Array;
}

/** What the signature of a transaction covers. */
export interface SignDoc {
  bodyBytes: Uint8Array;
  authInfoBytes: Uint8Array;
  chainId: string;
  accountNumber: bigint;
}

/** A wallet with one key. */
export interface Wallet {
  /** Its only account. */
  getAccounts(): Promise<readonly AccountData[]>;
  /** Signs; the signature is in base64. */
  signDirect(
    address: string,
    signDoc: SignDoc,
  ): Promise<{ readonly signed: SignDoc; readonly signature: { readonly signature: string } }>;
}

/** Makes wallets. */
export const DirectSecp256k1Wallet: {
  /** Makes a wallet of a secret key. */
  fromKey(privateKey: Uint8Array, prefix?: string): Promise<Wallet>;
};

/** Serializes what a transaction says of its signers and its fee. */
export function makeAuthInfoBytes(
  signers: readonly { readonly pubkey: Any; readonly sequence: bigint | number }[],
  feeAmount: readonly Coin[],
  gasLimit: number,
  feeGranter: string | undefined,
  feePayer: string | undefined,
): Uint8Array;

/** Puts together what a signature covers. */
export function makeSignDoc(
  bodyBytes: Uint8Array,
  authInfoBytes: Uint8Array,
  chainId: string,
  accountNumber: bigint | number,
): SignDoc;

/** Serializes what a signature covers. */
export function makeSignBytes(signDoc: SignDoc): Uint8Array;

/** Reads an account of any of the chain's types. */
export function accountFromAny(
  account: Any,
): { readonly accountNumber: bigint; readonly sequence: number };

/** Serializes a message. */
interface Writer<T> {
  encode(message: T): { finish(): Uint8Array };
}

/** Reads a message. */
interface Reader<T> {
  decode(bytes: Uint8Array): T;
}

/** The public key of a wallet. */
export const PubKey: Writer<{ key: Uint8Array }> & Reader<{ key: Uint8Array }> & {
  typeUrl: string;
};

/** What a transaction says of its signers and its fee. */
export const AuthInfo: Reader<{
  signerInfos: { publicKey?: Any; sequence: bigint }[];
  fee?: { amount: Coin[]; gasLimit: bigint; payer: string; granter: string };
}>;

/** What a transaction does. */
export interface TxBody {
  messages: Any[];
  timeoutHeight: bigint;
}

/** Reads and writes `TxBody`. The other fields of what is written are empty. */
export const TxBody: Reader<TxBody> & {
  fromPartial(body: TxBody): TxBody;
  encode(body: TxBody): { finish(): Uint8Array };
};

/** A transaction as it is sent. */
export interface TxRaw {
  bodyBytes: Uint8Array;
  authInfoBytes: Uint8Array;
  signatures: Uint8Array[];
}

/** Reads and writes `TxRaw`. */
export const TxRaw: Writer<TxRaw> & Reader<TxRaw>;

/** Asks for an account. */
export const QueryAccountRequest: Writer<{ address: string }>;

/** The account that was asked for. */
export const QueryAccountResponse: Reader<{ account?: Any }>;
