/**
 * The races of masking. Each contender does all that a user does: from numbers and bytes, over
 * the value objects, to the bytes of every node's request, and back.
 *
 * @module
 */
import * as reference from "@nillion/client-wasm";
import { combine, split } from "shamir-secret-sharing";
import {
  EcdsaPrivateKey,
  EddsaPrivateKey,
  type NadaValue,
  SecretBlob,
  SecretInteger,
} from "@nilvm/client";
import { EddsaKey, PrivateKey } from "@nilvm/client/keys";
import { SecretMasker } from "@nilvm/client/masking";
import { type Contender, inProcess, type Race } from "./contender.ts";
import { captureRequest, type CoreRequest, repeatRequest } from "./core_request.ts";
import {
  coreInWasm,
  coreNative,
  floor,
  nillionPython,
  nillionWasm,
  ours,
  shamirBytes,
} from "./names.ts";
import type { Peer } from "./peer.ts";

/** A race that is prepared right before it runs, since blobs and their shares take memory. */
export interface Entry {
  /** What is done, to what. */
  readonly title: string;
  /** Prepares the race. The given peers take part. */
  prepare(peers?: Peers): Promise<Race>;
}

/** Contenders in other processes. */
export interface Peers {
  /** The core, compiled for this machine. */
  readonly native: Peer;
  /** The reference in Python. */
  readonly python: Peer;
  /** A folder for requests on their way to a peer. */
  readonly folder: string;
}

/** A cluster of nodes. */
export interface Cluster {
  readonly nodes: number;
  readonly degree: number;
  readonly primeBits: 64 | 128 | 256;
}

interface Workload {
  readonly kind: "blob" | "integers" | "ecdsa" | "eddsa";
  /** The bytes of a blob, or the number of other values. */
  readonly size: number;
}

type TheirShares = [Uint8Array, Uint8Array][];

const usual: Cluster = { nodes: 5, degree: 2, primeBits: 256 };
const mebibyte = 1 << 20;

/** All sizes in one cluster, then 1 MiB in others. */
export const maskingEntries: Entry[] = [
  ...[1 << 10, 64 << 10, mebibyte, 5 * mebibyte].map((size) => ({ kind: "blob", size }) as const),
  ...[1, 10_000].map((size) => ({ kind: "integers", size }) as const),
  ...[1, 100].map((size) => ({ kind: "ecdsa", size }) as const),
  ...[1, 100].map((size) => ({ kind: "eddsa", size }) as const),
].flatMap((workload) => entries(usual, workload)).concat(
  [
    { ...usual, nodes: 3, degree: 1 },
    { ...usual, nodes: 10, degree: 3 },
    { ...usual, primeBits: 64 as const },
    { ...usual, primeBits: 128 as const },
  ].flatMap((cluster) => entries(cluster, { kind: "blob", size: mebibyte })),
);

/** The title of a race of blobs in the usual cluster. */
export function titleOf(operation: "mask" | "unmask", workload: Workload, cluster = usual): string {
  const { kind, size } = workload;
  const many = size === 1 ? "" : "s";
  const what = {
    blob: `a blob of ${size >= mebibyte ? `${size / mebibyte} MiB` : `${size / 1024} KiB`}`,
    integers: `${size.toLocaleString("en")} integer${many}`,
    ecdsa: `${size} ECDSA key${many}`,
    eddsa: `${size} EdDSA key${many}`,
  }[kind];
  return `${operation} ${what}, (${cluster.nodes}, ${cluster.degree}), ${cluster.primeBits} bits`;
}

function entries(cluster: Cluster, workload: Workload): Entry[] {
  return (["mask", "unmask"] as const).map((operation) => ({
    title: titleOf(operation, workload, cluster),
    prepare: (peers) => prepare(operation, cluster, workload, peers),
  }));
}

async function prepare(
  operation: "mask" | "unmask",
  cluster: Cluster,
  workload: Workload,
  peers: Peers | undefined,
): Promise<Race> {
  const { nodes, degree: polynomialDegree, primeBits } = cluster;
  const parties = Array.from({ length: nodes }, () => crypto.getRandomValues(new Uint8Array(32)));
  const masker = SecretMasker.create({ primeBits, polynomialDegree, parties });
  const { clear, theirs, numbers, bytes } = contentOf(workload, primeBits);
  const shares = masker.mask(clear());
  const run = operation === "mask" ? () => masker.mask(clear()) : () => masker.unmask(shares);
  const request = captureRequest(operation, run);
  const contenders = [inProcess(ours, run)];

  if (theirs !== undefined) {
    const theirMasker = newReferenceMasker(cluster, parties);
    const theirShares = maskTheirs(theirMasker, theirs());
    contenders.push(inProcess(
      nillionWasm,
      operation === "mask"
        ? () => maskTheirs(theirMasker, theirs())
        : () => unmaskTheirs(theirMasker, theirShares),
    ));
  }
  if (cluster === usual) {
    if (bytes !== undefined) {
      const byteShares = await split(bytes, nodes, polynomialDegree + 1);
      contenders.push(inProcess(
        shamirBytes,
        operation === "mask"
          ? () => split(bytes, nodes, polynomialDegree + 1)
          : () => combine(byteShares),
      ));
    }
    const { kind, size } = workload;
    // The Python reference takes 0.2 s to recover one such key.
    const isEndless = operation === "unmask" && kind === "eddsa" && size > 1;
    if (peers !== undefined && !isEndless) {
      const task = `${operation} ${kind} ${size} ${nodes} ${polynomialDegree} ${primeBits}`;
      contenders.push(peers.python.contender(nillionPython, task));
    }
  }
  contenders.push(inProcess(coreInWasm, () => repeatRequest(request)));
  if (peers !== undefined) contenders.push(await native(request, peers));
  if (operation === "mask" && numbers > 0) {
    const random = new Uint8Array(numbers * polynomialDegree * primeBits / 8);
    contenders.push(inProcess(floor, () => fillRandom(random)));
  }
  const title = titleOf(operation, workload, cluster);
  return { title, sizeBytes: bytes?.length, contenders };
}

async function native({ operation, bytes }: CoreRequest, peers: Peers): Promise<Contender> {
  const path = await Deno.makeTempFile({ dir: peers.folder });
  await Deno.writeFile(path, bytes);
  return peers.native.contender(coreNative, `${operation} ${path}`);
}

/** Clear values for this package and for the WASM reference, which has no keys. */
function contentOf({ kind, size }: Workload, primeBits: number): {
  clear: () => Record<string, NadaValue>;
  theirs?: () => reference.NadaValues;
  /** The count of numbers that Shamir's scheme splits. */
  numbers: number;
  bytes?: Uint8Array<ArrayBuffer>;
} {
  const indices = Array.from({ length: kind === "blob" ? 0 : size }, (_, index) => index);
  const record = (value: (index: number) => NadaValue) => () => {
    const values: Record<string, NadaValue> = {};
    for (const index of indices) values[`n${index}`] = value(index);
    return values;
  };
  switch (kind) {
    case "blob": {
      const bytes = fillRandom(new Uint8Array(size));
      return {
        clear: () => ({ blob: new SecretBlob(bytes) }),
        theirs() {
          const values = new reference.NadaValues();
          values.insert("blob", reference.NadaValue.new_secret_blob(bytes));
          return values;
        },
        numbers: Math.ceil(size / (primeBits / 8 - 1)),
        bytes,
      };
    }
    case "integers":
      return {
        clear: record((index) => new SecretInteger(index * 7919)),
        theirs() {
          const values = new reference.NadaValues();
          for (const index of indices) {
            const number = reference.NadaValue.new_secret_integer(String(index * 7919));
            values.insert(`n${index}`, number);
          }
          return values;
        },
        numbers: size,
      };
    case "ecdsa": {
      const keys = indices.map(() => PrivateKey.random().toBytes());
      return { clear: record((index) => new EcdsaPrivateKey(keys[index]!)), numbers: 0 };
    }
    case "eddsa": {
      const keys = indices.map(() => EddsaKey.random().toBytes());
      return { clear: record((index) => new EddsaPrivateKey(keys[index]!)), numbers: 0 };
    }
  }
}

function newReferenceMasker({ degree, primeBits }: Cluster, parties: Uint8Array[]) {
  const create = {
    64: reference.SecretMasker.new_64_bit_safe_prime,
    128: reference.SecretMasker.new_128_bit_safe_prime,
    256: reference.SecretMasker.new_256_bit_safe_prime,
  }[primeBits];
  return create(BigInt(degree), parties.map((party) => new reference.PartyId(party)));
}

function maskTheirs(masker: reference.SecretMasker, values: reference.NadaValues): TheirShares {
  return masker.mask(values).map(({ party, shares }) => [
    party.to_byte_array(),
    reference.encode_values(shares),
  ]);
}

function unmaskTheirs(masker: reference.SecretMasker, shares: TheirShares): unknown {
  const decoded = shares.map(([party, bytes]) =>
    new reference.PartyShares(new reference.PartyId(party), reference.decode_values(bytes))
  );
  return masker.unmask(decoded).to_record();
}

/** Draws random bytes as masking does, in the largest pieces that the platform gives. */
export function fillRandom(target: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (let at = 0; at < target.length; at += 65_536) {
    crypto.getRandomValues(target.subarray(at, at + 65_536));
  }
  return target;
}
