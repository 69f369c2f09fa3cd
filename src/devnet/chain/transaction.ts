import { sha256 } from "@noble/hashes/sha2.js";
import {
  type AuthInfo,
  AuthInfoSchema,
  PubKeySchema,
  SignMode,
  TxBodySchema,
  TxRawSchema,
} from "../../gen/nilvm/chain/v1/tx_pb.ts";
import { publicKeyTypeUrl } from "./accounts.ts";
import { type Coin, parseCoins } from "./coins.ts";
import { decode } from "./decode.ts";
import { decodeMessage, type Message } from "./messages.ts";
import { refusal } from "./refusal.ts";

/** A transaction that could be read, not yet checked. */
export interface Transaction {
  /** The length of the whole, which costs gas. */
  readonly byteLength: number;
  /** What to do, in order. */
  readonly messages: Message[];
  readonly memo: string;
  /** The last block that may hold the transaction; 0 for no limit. */
  readonly timeoutHeight: bigint;
  readonly fee: Coin[];
  readonly gasLimit: bigint;
  /** The address that pays the fee, if it is not the first signer. */
  readonly feePayer: string;
  /** The address that lets the payer use its coins for the fee. */
  readonly feeGranter: string;
  readonly signerInfos: SignerInfo[];
  /** One of each signer, in order. */
  readonly signatures: Uint8Array[];
  /** The two parts that signatures cover. */
  readonly bodyBytes: Uint8Array;
  readonly authInfoBytes: Uint8Array;
}

/** How somebody signed a transaction. */
export interface SignerInfo {
  /** A compressed point; may be left out once the chain knows it. */
  readonly publicKey: Uint8Array | undefined;
  readonly mode: SignMode;
  readonly sequence: bigint;
}

/** The name that a transaction goes by: SHA-256 of its bytes, in upper-case hex. */
export function transactionHash(bytes: Uint8Array): string {
  return sha256(bytes).toHex().toUpperCase();
}

/** Reads a transaction, or refuses it in the chain's words. */
export function decodeTransaction(bytes: Uint8Array): Transaction {
  refuseAmbiguousEncoding(bytes);
  const { bodyBytes, authInfoBytes, signatures } = decode(TxRawSchema, bytes);
  const body = decode(TxBodySchema, bodyBytes, isNonCritical);
  const authInfo = decode(AuthInfoSchema, authInfoBytes);
  const { fee } = authInfo;
  if (body.messages.length === 0) {
    throw refusal("invalidRequest", "must contain at least one message");
  }
  return {
    byteLength: bytes.length,
    messages: body.messages.map(decodeMessage),
    memo: body.memo,
    timeoutHeight: body.timeoutHeight,
    fee: parseCoins(fee?.amount ?? []),
    gasLimit: fee?.gasLimit ?? 0n,
    feePayer: fee?.payer ?? "",
    feeGranter: fee?.granter ?? "",
    signerInfos: authInfo.signerInfos.map(decodeSignerInfo),
    signatures,
    bodyBytes,
    authInfoBytes,
  };
}

/** Bit 11 of a field's number says that who does not know the field may ignore it. */
function isNonCritical(fieldNumber: number): boolean {
  return ((fieldNumber >> 10) & 1) === 1;
}

function decodeSignerInfo(
  { publicKey, modeInfo, sequence }: AuthInfo["signerInfos"][number],
): SignerInfo {
  return {
    publicKey: publicKey && decodePublicKey(publicKey.typeUrl, publicKey.value),
    mode: modeInfo?.single?.mode ?? SignMode.UNSPECIFIED,
    sequence,
  };
}

function decodePublicKey(typeUrl: string, value: Uint8Array): Uint8Array {
  if (typeUrl !== publicKeyTypeUrl) {
    throw refusal("txParse", `unable to resolve type URL ${typeUrl}`);
  }
  return decode(PubKeySchema, value).key;
}

/**
 * A transaction is known by its hash, so the chain takes only one way of writing it: fields in order, lengths as short
 * as can be.
 */
function refuseAmbiguousEncoding(bytes: Uint8Array): void {
  let offset = 0;
  let previousField = 0n;
  while (offset < bytes.length) {
    const tag = readVarint(bytes, offset);
    const field = tag.value >> 3n;
    const wireType = tag.value & 7n;
    if (field < 1n || field > 0x1fffffffn) {
      throw refusal("txParse", "invalid length; proto: invalid field number");
    }
    if (wireType !== 2n) throw refusal("txParse", `expected 2 wire type, got ${wireType}`);
    if (field < previousField) {
      throw refusal(
        "txParse",
        `txRaw must follow ADR-027, got tagNum ${field} after tagNum ${previousField}`,
      );
    }
    previousField = field;
    const length = readVarint(bytes, offset + tag.bytes);
    const shortest = shortestVarint(length.value);
    if (length.bytes !== shortest) {
      throw refusal(
        "txParse",
        `length prefix varint for tagNum ${field} is not as short as possible, read ${length.bytes}, ` +
          `only need ${shortest}`,
      );
    }
    offset += tag.bytes + length.bytes;
    if (length.value > bytes.length - offset) {
      throw refusal("txParse", "invalid length; unexpected EOF");
    }
    offset += Number(length.value);
  }
}

const maxVarintBytes = 10;

function readVarint(bytes: Uint8Array, offset: number): { value: bigint; bytes: number } {
  let value = 0n;
  for (let i = 0; i < maxVarintBytes; i++) {
    const byte = bytes[offset + i];
    if (byte === undefined) throw refusal("txParse", "invalid length; unexpected EOF");
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) {
      if (value >> 64n !== 0n) break;
      return { value, bytes: i + 1 };
    }
  }
  throw refusal("txParse", "invalid length; proto: variable length integer overflow");
}

function shortestVarint(value: bigint): number {
  let bytes = 1;
  for (let rest = value >> 7n; rest !== 0n; rest >>= 7n) bytes++;
  return bytes;
}
