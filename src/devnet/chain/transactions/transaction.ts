import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import {
  type AuthInfo,
  AuthInfoSchema,
  PubKeySchema,
  SignMode,
  TxBodySchema,
  TxRawSchema,
} from "../../../gen/nilvm/chain/v1/tx_pb.ts";
import { encodeHex } from "../../../base/hex.ts";
import { sha256 } from "../../../core/core.ts";
import { publicKeyTypeUrl } from "./accounts.ts";
import { type Coin, parseCoins } from "./coins.ts";
import { decode } from "./decode.ts";
import { decodeMessage, type Message } from "./messages.ts";
import { type ChainRefusal, chainRefusal } from "./chain_refusal.ts";

/** A decoded transaction that has not been checked. */
export interface Transaction {
  /** The length of the whole transaction, which costs gas. */
  readonly byteLength: number;
  /** Its messages, in order. */
  readonly messages: Message[];
  readonly memo: string;
  /** The height of the last block in which the transaction may be; 0 for no limit. */
  readonly timeoutHeight: bigint;
  readonly fee: Coin[];
  readonly gasLimit: bigint;
  /** The address that pays the fee; empty for the first signer. */
  readonly feePayer: string;
  /** The address that allows the fee payer to use its coins. */
  readonly feeGranter: string;
  readonly signerInfos: SignerInfo[];
  /** The signature of each signer, in order. */
  readonly signatures: Uint8Array[];
  /** The two parts that the signatures cover. */
  readonly bodyBytes: Uint8Array;
  readonly authInfoBytes: Uint8Array;
}

/** How a signer signed a transaction. */
export interface SignerInfo {
  /** A compressed point; optional once the chain knows it. */
  readonly publicKey: Uint8Array | undefined;
  readonly mode: SignMode;
  readonly sequence: bigint;
}

/** The hash by which a transaction is known: SHA-256 of its bytes, in upper-case hex. */
export function transactionHash(bytes: Uint8Array): string {
  return encodeHex(sha256(bytes)).toUpperCase();
}

/** Decodes a transaction, or refuses it with the chain's message. */
export function decodeTransaction(bytes: Uint8Array): Transaction {
  refuseAmbiguousEncoding(bytes);
  const { bodyBytes, authInfoBytes, signatures } = decode(TxRawSchema, bytes);
  const body = decode(TxBodySchema, bodyBytes, isNonCritical);
  const authInfo = decode(AuthInfoSchema, authInfoBytes);
  const { fee } = authInfo;
  if (body.messages.length === 0) {
    throw chainRefusal("invalidRequest", "must contain at least one message");
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

/** Bit 11 of a field's number marks fields that may be ignored when they are unknown. */
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
    throw chainRefusal("txParse", `unable to resolve type URL ${typeUrl}`);
  }
  return decode(PubKeySchema, value).key;
}

/**
 * Since a transaction is known by its hash, the chain accepts only one encoding of it (ADR-027): fields in order, and
 * lengths as short as possible.
 */
function refuseAmbiguousEncoding(bytes: Uint8Array): void {
  const reader = new BinaryReader(bytes);
  let previousField = 0;
  while (reader.pos < reader.len) {
    const tag = readVarint(reader);
    const field = tag >>> 3;
    const wireType: WireType = tag & 7;
    if (field === 0) throw chainRefusal("txParse", "invalid length; proto: invalid field number");
    if (wireType !== WireType.LengthDelimited) {
      throw chainRefusal(
        "txParse",
        `expected ${WireType.LengthDelimited} wire type, got ${wireType}`,
      );
    }
    if (field < previousField) {
      throw chainRefusal(
        "txParse",
        `txRaw must follow ADR-027, got tagNum ${field} after tagNum ${previousField}`,
      );
    }
    previousField = field;
    const start = reader.pos;
    const length = readVarint(reader);
    const read = reader.pos - start;
    const needed = Math.max(1, Math.ceil((32 - Math.clz32(length)) / 7));
    if (read !== needed) {
      throw chainRefusal(
        "txParse",
        `length prefix varint for tagNum ${field} is not as short as possible, read ${read}, ` +
          `only need ${needed}`,
      );
    }
    if (length > reader.len - reader.pos) throw tooShort();
    reader.pos += length;
  }
}

function readVarint(reader: BinaryReader): number {
  try {
    return reader.uint32();
  } catch {
    throw tooShort();
  }
}

function tooShort(): ChainRefusal {
  return chainRefusal("txParse", "invalid length; unexpected EOF");
}
