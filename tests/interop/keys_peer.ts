/**
 * Runs operations on keys for the Python side of the test: a line of JSON in, a line of JSON out. Bytes are
 * in hex. A refused operation is answered with the message of the error.
 */
import { InvalidArgumentError } from "@nilvm/client";
import { PrivateKey, PublicKey, Signature, taggedHash } from "@nilvm/client/keys";
import { sha3_256 } from "@noble/hashes/sha3.js";
import { decodeHex, encodeHex } from "../../src/base/hex.ts";
import { answerLines } from "./answer_lines.ts";

type Arguments = Record<string, string>;

/** The named arguments as bytes; missing ones are `undefined`. */
function bytesOf(given: Arguments): Record<string, Uint8Array> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, decodeHex(value) ?? new Uint8Array()]),
  );
}

const digests = { none: "none", sha3: sha3_256, sha256: undefined } as const;

function options({ digest, nonceData }: Arguments) {
  return {
    digest: digests[digest as keyof typeof digests ?? "sha256"],
    nonceData: nonceData === undefined ? undefined : decodeHex(nonceData),
  };
}

const tasks: Record<string, (given: Arguments) => unknown> = {
  publicKey({ key }) {
    const { publicKey } = PrivateKey.fromHex(key!);
    return {
      compressed: publicKey.toHex(),
      long: publicKey.toHex({ compressed: false }),
      xOnly: encodeHex(publicKey.toXOnly()),
    };
  },
  sign(given) {
    const { message } = bytesOf(given);
    const { signature, recoveryId } = PrivateKey.fromHex(given["key"]!)
      .signRecoverable(message!, options(given));
    return {
      signature: encodeHex(signature),
      recoveryId,
      der: encodeHex(Signature.fromBytes(signature).toDer()),
    };
  },
  verify(given) {
    const { message, signature } = bytesOf(given);
    return PublicKey.fromHex(given["publicKey"]!).verify(message!, signature!, options(given));
  },
  recover(given) {
    const { message, signature } = bytesOf(given);
    const recoverable = { signature: signature!, recoveryId: Number(given["recoveryId"]) };
    return PublicKey.recover(message!, recoverable, options(given)).toHex();
  },
  decodeDer(given) {
    return `${Signature.fromDer(bytesOf(given)["der"]!)}`;
  },
  encodeDer(given) {
    return encodeHex(Signature.fromBytes(bytesOf(given)["signature"]!).toDer());
  },
  normalize(given) {
    const signature = Signature.fromBytes(bytesOf(given)["signature"]!);
    return [signature.isNormalized, `${signature.normalize()}`];
  },
  signSchnorr(given) {
    const { message, auxRand } = bytesOf(given);
    return encodeHex(PrivateKey.fromHex(given["key"]!).signSchnorr(message!, { auxRand }));
  },
  verifySchnorr(given) {
    const { message, signature } = bytesOf(given);
    return PublicKey.fromHex(given["publicKey"]!).verifySchnorr(message!, signature!);
  },
  taggedHash(given) {
    return encodeHex(taggedHash(given["tag"]!, bytesOf(given)["message"]!));
  },
  tweak(given) {
    const tweak = bytesOf(given)["tweak"]!;
    const method = given["how"] as "tweakAdd" | "tweakMultiply";
    return given["key"] === undefined
      ? PublicKey.fromHex(given["publicKey"]!)[method](tweak).toHex()
      : PrivateKey.fromHex(given["key"])[method](tweak).toHex();
  },
  combine({ publicKeys }) {
    return PublicKey.combine(publicKeys!.split(" ").map((key) => PublicKey.fromHex(key))).toHex();
  },
  sharedSecret({ key, publicKey }) {
    return encodeHex(PrivateKey.fromHex(key!).sharedSecret(PublicKey.fromHex(publicKey!)));
  },
};

function answer({ task, ...given }: Arguments): unknown {
  try {
    return { done: tasks[task!]!(given) };
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    return { refused: error.message };
  }
}

await answerLines(answer);
