import { create, toBinary } from "@bufbuild/protobuf";
import { sizeDelimitedEncode } from "@bufbuild/protobuf/wire";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import {
  type BlockID,
  CanonicalVoteSchema,
  SimpleValidatorSchema,
} from "../../../gen/nilvm/chain/v1/block_pb.ts";
import { callWithBytes, ed25519PublicKey, ed25519Sign, sha256 } from "../../../core/core.ts";

/** The chain's only validator, which makes and signs the blocks. */
export interface Validator {
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  /** The first 20 bytes of the key's SHA-256. */
  readonly address: Uint8Array;
  readonly power: bigint;
}

/** The validator of a chain. Its key follows from the chain's id and is not secret, so that runs can be repeated. */
export function validatorOf(chainId: string): Validator {
  const seed = sha256(new TextEncoder().encode(`validator of ${chainId}`));
  const publicKey = ed25519PublicKey(seed);
  return { seed, publicKey, address: sha256(publicKey).slice(0, 20), power: 1n };
}

/** The hash of the validators, for the header of a block. */
export function validatorsHash(
  { publicKey, power }: Pick<Validator, "publicKey" | "power">,
): Uint8Array {
  return merkleRoot([
    toBinary(
      SimpleValidatorSchema,
      create(SimpleValidatorSchema, { pubKey: { ed25519: publicKey }, votingPower: power }),
    ),
  ]);
}

/** The validator's vote for a block. */
export interface Vote {
  readonly chainId: string;
  readonly height: bigint;
  readonly blockId: BlockID;
  readonly timestamp: Timestamp;
}

/** Signs a vote. */
export function signVote({ seed }: Validator, vote: Vote): Uint8Array {
  return ed25519Sign(seed, voteBytes(vote));
}

/** The bytes that the signature of a vote covers. */
export function voteBytes({ chainId, height, blockId, timestamp }: Vote): Uint8Array {
  const precommit = 2;
  return sizeDelimitedEncode(
    CanonicalVoteSchema,
    create(CanonicalVoteSchema, { type: precommit, height, blockId, timestamp, chainId }),
  );
}

/**
 * The root of CometBFT's Merkle tree (RFC 6962). The hash of a leaf begins with another byte than that of an inner node.
 * The left half has the largest power of two of leaves that is smaller than their number.
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return sha256(new Uint8Array());
  if (leaves.length === 1) return callWithBytes("sha256", [leaf, first]);
  const split = 2 ** (31 - Math.clz32(leaves.length - 1));
  const left = merkleRoot(leaves.slice(0, split));
  const right = merkleRoot(leaves.slice(split));
  return callWithBytes("sha256", [inner, left, right]);
}

const leaf = Uint8Array.of(0);
const inner = Uint8Array.of(1);
