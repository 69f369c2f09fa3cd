import "../../../src/entry/deno.ts";
import { create } from "@bufbuild/protobuf";
import { type Timestamp, TimestampSchema } from "@bufbuild/protobuf/wkt";
import { assert, assertEquals } from "@std/assert";
import { TxBody, TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import {
  blockId,
  commitHash,
  consensusHash,
  headerOf,
} from "../../../src/devnet/chain/blocks/block.ts";
import { openChain } from "../../../src/devnet/chain/chain.ts";
import { genesisState } from "../../../src/devnet/chain/blocks/genesis.ts";
import { validatorsHash, voteBytes } from "../../../src/devnet/chain/blocks/validator.ts";
import { BlockSchema } from "../../../src/gen/nilvm/chain/v1/block_pb.ts";
import { ed25519Verify } from "../../../src/core/core.ts";
import { post, queryClient } from "../../support/chain/rpc.ts";
import { aminoPublicKey } from "../../support/chain/wallet.ts";

interface Exchange {
  step: string;
  http: number;
  request: unknown;
  // deno-lint-ignore no-explicit-any
  response: any;
}

const vectors = new URL("../../fixtures/recorded/chain.json", import.meta.url);
const exchanges: Exchange[] = JSON.parse(Deno.readTextFileSync(vectors));

function recorded(step: string): Exchange {
  const exchange = exchanges.find((candidate) => candidate.step === step);
  assert(exchange !== undefined, `no step ${step}`);
  return exchange;
}

/** The wallet that paid in the recording, in its state at the start. */
const payer = {
  address: "nillion194m3d26cj0glzuqe8y89u2tenvjyxaw3sj6x00",
  number: 13,
  sequence: 6,
  publicKey: Uint8Array.fromBase64("AlMxzVqu3eeXzdBQCGBTCBXWNjFCmjlSPgLb4FP9n9XJ"),
  balanceUnil: 1_999_999_997_980n,
};

function recordedState() {
  const { response: { result } } = recorded("connect");
  const { balanceUnil, ...account } = payer;
  const state = genesisState({
    chainId: result.node_info.network,
    wallets: [{ address: payer.address, balanceUnil }],
    initialHeight: Number(result.sync_info.latest_block_height),
  });
  state.tables.accounts.set(payer.address, account);
  // The recording does not show the supply, but the gas for writing it shows that it has 16 digits.
  state.tables.totals.set("unil", 5_000_000_000_000_000n);
  return state;
}

const environment = {
  now: () => Date.UTC(2026, 0, 1),
  randomBytes: (count: number) => new Uint8Array(count),
};

/** The height at which the recorded chain gave this answer, if the answer shows it. */
function heightOf({ response: { result } }: Exchange): number {
  const included = exchanges.find(({ response }) =>
    result?.hash !== undefined && response.result?.txs?.[0]?.hash === result.hash
  );
  if (included !== undefined) return Number(included.response.result.txs[0].height) - 1;
  return Number(
    result?.response?.height ?? result?.txs?.[0]?.height ?? result?.block?.header.height ?? 0,
  );
}

/** What differs between chains: their history, keys and times, and hashes of them. */
const own = new Set([
  "node_info.id",
  "validator_info.address",
  "validator_info.pub_key.value",
  "sync_info.earliest_block_hash",
  "sync_info.earliest_block_height",
  "sync_info.earliest_block_time",
  "sync_info.latest_block_hash",
  "sync_info.latest_app_hash",
  "sync_info.latest_block_time",
  "block_id.hash",
  "block_id.parts.hash",
  "block.header.time",
  "block.header.app_hash",
  "block.header.last_block_id.hash",
  "block.header.last_block_id.parts.hash",
  "block.header.last_commit_hash",
  "block.header.validators_hash",
  "block.header.next_validators_hash",
  "block.header.proposer_address",
  "block.last_commit.block_id.hash",
  "block.last_commit.block_id.parts.hash",
  "block.last_commit.signatures.0.validator_address",
  "block.last_commit.signatures.0.timestamp",
  "block.last_commit.signatures.0.signature",
]);

/** The names that the recorded node has. */
const names = new Set([
  "node_info.moniker",
  "node_info.other.rpc_address",
]);

/** Replaces what differs between chains by its shape. Everything else must be the same. */
function comparable(value: unknown, path: readonly string[] = []): unknown {
  if (typeof value === "string") {
    const place = path.slice(1).join(".");
    if (names.has(place)) return "a name";
    if (own.has(place)) return shapeOf(value);
    // Go's protobuf randomly uses one of two spaces here in each build, so that programs do not compare its errors.
    return value.replace("proto:\u00a0", "proto: ");
  }
  if (Array.isArray(value)) return value.map((item, i) => comparable(item, [...path, String(i)]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, comparable(item, [...path, key])]),
  );
}

function shapeOf(value: string): string {
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\.[0-9]{1,9})?Z$/.test(value)) return "a time";
  if (/^[0-9]{1,19}$/.test(value)) return "a number";
  if (/^([0-9A-F]+|[0-9a-f]+)$/.test(value)) return `${value.length} hex digits`;
  return `${Uint8Array.fromBase64(value).length} bytes of base64`;
}

Deno.test({
  name: "chain answers every recorded exchange as the recorded chain did",
  async fn(t) {
    using chain = openChain(recordedState(), { blockTimeMs: 1_000_000, environment });
    for (const exchange of exchanges) {
      await t.step(exchange.step, async () => {
        while (chain.state.height < heightOf(exchange)) chain.commitBlock();
        const { status, body } = await post(chain, exchange.request);
        assertEquals(status, exchange.http);
        assertEquals(comparable(body), comparable(exchange.response));
      });
    }
  },
});

Deno.test({
  name: "chain simulates to the gas that the recorded client asked for",
  async fn() {
    using chain = openChain(recordedState(), { blockTimeMs: 1_000_000, environment });
    const [, first] = exchanges.filter(({ step }) => step === "pay 1000 unil");
    const [, second, found] = exchanges.filter(({ step }) => step === "pay with auto gas");
    assert(first !== undefined && second !== undefined && found !== undefined);
    await post(chain, first.request);
    chain.commitBlock();

    const { tx } = (second.request as { params: { tx: string } }).params;
    const { messages } = TxBody.decode(TxRaw.decode(Uint8Array.fromBase64(tx)).bodyBytes);
    const response = await queryClient(chain).tx.simulate(
      messages,
      undefined,
      aminoPublicKey(payer.publicKey),
      7,
    );

    // cosmjs asks for 1.4 times what a simulation uses.
    const asked = Math.ceil(Number(response.gasInfo?.gasUsed) * 1.4);
    assertEquals(String(asked), found.response.result.txs[0].tx_result.gas_wanted);
  },
});

Deno.test({
  name: "chain hashes a recorded block as the recorded chain did",
  fn() {
    const { block_id, block } = recorded("block").response.result;
    const rebuilt = blockOf(block);
    const { lastCommit } = rebuilt;
    const id = blockId(rebuilt);

    assertEquals(hex(id.hash), block_id.hash);
    assertEquals(id.partSetHeader?.total, block_id.parts.total);
    assertEquals(hex(id.partSetHeader?.hash), block_id.parts.hash);
    assert(lastCommit !== undefined);
    assertEquals(hex(commitHash(lastCommit)), block.header.last_commit_hash);
    assertEquals(hex(consensusHash()), block.header.consensus_hash);
  },
});

Deno.test({
  name: "chain takes a recorded vote for what the recorded validator signed",
  fn() {
    const { validator_info } = recorded("connect").response.result;
    const publicKey = Uint8Array.fromBase64(validator_info.pub_key.value);
    const { block } = recorded("block").response.result;
    const { lastCommit, ...rest } = blockOf(block);
    const [signature] = lastCommit?.signatures ?? [];
    assert(lastCommit?.blockId !== undefined && signature?.timestamp !== undefined);

    assertEquals(hex(validatorsHash({ publicKey, power: 1n })), block.header.validators_hash);
    const vote = voteBytes({
      chainId: headerOf({ ...rest, lastCommit }).chainId,
      height: lastCommit.height,
      blockId: lastCommit.blockId,
      timestamp: signature.timestamp,
    });
    assert(ed25519Verify(publicKey, vote, signature.signature));
  },
});

// deno-lint-ignore no-explicit-any
function blockOf({ header, last_commit }: any) {
  return create(BlockSchema, {
    header: {
      version: { block: BigInt(header.version.block) },
      chainId: header.chain_id,
      height: BigInt(header.height),
      time: timestampOf(header.time),
      lastBlockId: blockIdOf(header.last_block_id),
      lastCommitHash: bytes(header.last_commit_hash),
      dataHash: bytes(header.data_hash),
      validatorsHash: bytes(header.validators_hash),
      nextValidatorsHash: bytes(header.next_validators_hash),
      consensusHash: bytes(header.consensus_hash),
      appHash: bytes(header.app_hash),
      lastResultsHash: bytes(header.last_results_hash),
      evidenceHash: bytes(header.evidence_hash),
      proposerAddress: bytes(header.proposer_address),
    },
    data: {},
    evidence: {},
    lastCommit: {
      height: BigInt(last_commit.height),
      round: last_commit.round,
      blockId: blockIdOf(last_commit.block_id),
      // deno-lint-ignore no-explicit-any
      signatures: last_commit.signatures.map((signature: any) => ({
        blockIdFlag: signature.block_id_flag,
        validatorAddress: bytes(signature.validator_address),
        timestamp: timestampOf(signature.timestamp),
        signature: Uint8Array.fromBase64(signature.signature),
      })),
    },
  });
}

function blockIdOf({ hash, parts }: { hash: string; parts: { total: number; hash: string } }) {
  return { hash: bytes(hash), partSetHeader: { total: parts.total, hash: bytes(parts.hash) } };
}

function timestampOf(text: string): Timestamp {
  const [, second, fraction = ""] = /^(.*?)(?:\.([0-9]+))?Z$/.exec(text) ?? [];
  return create(TimestampSchema, {
    seconds: BigInt(Date.parse(`${second}Z`)) / 1000n,
    nanos: Number(fraction.padEnd(9, "0")),
  });
}

function bytes(hexDigits: string): Uint8Array {
  return Uint8Array.fromHex(hexDigits);
}

function hex(value: Uint8Array | undefined): string | undefined {
  return value?.toHex().toUpperCase();
}
