import { encodeBase64 } from "../../../base/base64.ts";
import { encodeHex } from "../../../base/hex.ts";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Block, BlockID, Commit, Header } from "../../../gen/nilvm/chain/v1/block_pb.ts";
import type { ChainEvent, CommittedTransaction, TxResult } from "../transactions/state.ts";

// CometBFT's JSON: 64-bit numbers are text, hashes are upper-case hex, other bytes are base64.

/** Bytes as upper-case hex. */
export function upperHex(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? "" : encodeHex(bytes).toUpperCase();
}

/** Bytes as base64; `null` for no bytes. */
export function base64OrNull(bytes: Uint8Array): string | null {
  return bytes.length === 0 ? null : encodeBase64(bytes);
}

/** A time in RFC 3339, with a fraction of the second unless it is zero. */
export function timeJson(time: Timestamp | undefined): string {
  const { seconds = 0n, nanos = 0 } = time ?? {};
  const second = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  const fraction = nanos.toString().padStart(9, "0").replace(/0+$/, "");
  return `${second}${fraction === "" ? "" : `.${fraction}`}Z`;
}

/** The id of a block. */
export function blockIdJson(id: BlockID | undefined): unknown {
  return {
    hash: upperHex(id?.hash),
    parts: {
      total: id?.partSetHeader?.total ?? 0,
      hash: upperHex(id?.partSetHeader?.hash),
    },
  };
}

/** A block. */
export function blockJson({ header, data, lastCommit }: Block): unknown {
  return {
    header: header && headerJson(header),
    data: { txs: data?.txs.map((tx) => encodeBase64(tx)) ?? [] },
    evidence: { evidence: [] },
    last_commit: lastCommit && commitJson(lastCommit),
  };
}

/** A block's header. */
export function headerJson(header: Header): unknown {
  return {
    version: { block: (header.version?.block ?? 0n).toString() },
    chain_id: header.chainId,
    height: header.height.toString(),
    time: timeJson(header.time),
    last_block_id: blockIdJson(header.lastBlockId),
    last_commit_hash: upperHex(header.lastCommitHash),
    data_hash: upperHex(header.dataHash),
    validators_hash: upperHex(header.validatorsHash),
    next_validators_hash: upperHex(header.nextValidatorsHash),
    consensus_hash: upperHex(header.consensusHash),
    app_hash: upperHex(header.appHash),
    last_results_hash: upperHex(header.lastResultsHash),
    evidence_hash: upperHex(header.evidenceHash),
    proposer_address: upperHex(header.proposerAddress),
  };
}

function commitJson({ height, round, blockId, signatures }: Commit): unknown {
  return {
    height: height.toString(),
    round,
    block_id: blockIdJson(blockId),
    signatures: signatures.map(({ blockIdFlag, validatorAddress, timestamp, signature }) => ({
      block_id_flag: blockIdFlag,
      validator_address: upperHex(validatorAddress),
      timestamp: timeJson(timestamp),
      signature: encodeBase64(signature),
    })),
  };
}

/** A committed transaction. */
export function transactionJson(
  { hash, height, index, bytes, result }: CommittedTransaction,
): unknown {
  return {
    hash,
    height: height.toString(),
    index,
    tx_result: resultJson(result),
    tx: encodeBase64(bytes),
  };
}

/** The result of a transaction. */
export function resultJson(
  { code, data, log, gasWanted, gasUsed, events, codespace }: TxResult,
): unknown {
  return {
    code,
    data: base64OrNull(data),
    log,
    info: "",
    gas_wanted: gasWanted.toString(),
    gas_used: gasUsed.toString(),
    events: events.map(eventJson),
    codespace,
  };
}

/** An event; clients can search for each of its attributes. */
export function eventJson({ type, attributes }: ChainEvent) {
  return {
    type,
    attributes: Object.entries(attributes).map(([key, value]) => ({ key, value, index: true })),
  };
}
