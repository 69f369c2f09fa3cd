import { create, toBinary } from "@bufbuild/protobuf";
import { sizeDelimitedEncode } from "@bufbuild/protobuf/wire";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import {
  type BlockID,
  CanonicalVoteSchema,
  SimpleValidatorSchema,
} from "../../../gen/nilvm/chain/v1/block_pb.ts";
import { ed25519PublicKey, ed25519Sign, sha256 } from "../../../core/core.ts";
import { merkleRoot } from "./merkle.ts";

/** The chain's one validator, who makes and signs its blocks. */
export interface Validator {
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  /** The first 20 bytes of the key's SHA-256. */
  readonly address: Uint8Array;
  readonly power: bigint;
}

/** The validator of a chain. Its key follows from the chain's name: a devnet repeats itself and guards nothing. */
export function validatorOf(chainId: string): Validator {
  const seed = sha256(new TextEncoder().encode(`validator of ${chainId}`));
  const publicKey = ed25519PublicKey(seed);
  return { seed, publicKey, address: sha256(publicKey).slice(0, 20), power: 1n };
}

/** What `Header.validators_hash` is for a chain of one validator. */
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

/** A vote that makes a block final. */
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

/** The bytes that a vote's signature covers. */
export function voteBytes({ chainId, height, blockId, timestamp }: Vote): Uint8Array {
  const precommit = 2;
  return sizeDelimitedEncode(
    CanonicalVoteSchema,
    create(CanonicalVoteSchema, { type: precommit, height, blockId, timestamp, chainId }),
  );
}
