import { hmac } from "@noble/hashes/hmac.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { PrivateKey } from "../../../src/keys/private_key.ts";
import { sha256 } from "../../../src/core/core.ts";
import { addressOfKey } from "../../../src/devnet/chain/transactions/address.ts";

/** A wallet that every devnet funds. Its key is the same on every devnet, so it must never hold real coins. */
export interface Wallet {
  /** Its number among the devnet's wallets. */
  readonly index: number;
  /** Its bech32 address. */
  readonly address: string;
  /** The private key, 32 bytes. */
  readonly privateKey: Uint8Array;
  /** The public key, a compressed point of 33 bytes. */
  readonly publicKey: Uint8Array;
}

/** Derives the wallets that `nillion-devnet` and every devnet fund. */
export function deriveWallets(count = 10): Wallet[] {
  return Array.from({ length: count }, (_, index) => {
    const seed = sha256(new TextEncoder().encode(`nillion-devnet-key-${index}`));
    const privateKey = deriveCosmosKey(seed);
    const publicKey = publicKeyOf(privateKey);
    return { index, address: addressOfKey(publicKey), privateKey, publicKey };
  });
}

const curveOrder = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const hardened = 0x80000000;
const cosmosPath = [44 + hardened, 118 + hardened, 0 + hardened, 0, 0];

/**
 * Derives the private key of `m/44'/118'/0'/0/0` from a seed, by BIP-32. Only hardened steps and those of a private key
 * are needed, which spares most of the point multiplications that a general implementation makes.
 */
function deriveCosmosKey(seed: Uint8Array): Uint8Array {
  let { key, chainCode } = split(hmac(sha512, new TextEncoder().encode("Bitcoin seed"), seed));
  for (const index of cosmosPath) {
    const parent = index >= hardened ? Uint8Array.of(0, ...key) : publicKeyOf(key);
    const suffix = new Uint8Array(4);
    new DataView(suffix.buffer).setUint32(0, index);
    const child = split(hmac(sha512, chainCode, Uint8Array.of(...parent, ...suffix)));
    const sum = (bigintOf(child.key) + bigintOf(key)) % curveOrder;
    // BIP-32 skips indices whose key is zero or above the order, one in 2^127; none of these wallets meets one.
    if (sum === 0n || bigintOf(child.key) >= curveOrder) throw new Error("No key at this index");
    key = Uint8Array.fromHex(sum.toString(16).padStart(64, "0"));
    chainCode = child.chainCode;
  }
  return key;
}

function publicKeyOf(privateKey: Uint8Array): Uint8Array {
  return PrivateKey.fromBytes(privateKey).publicKey.toBytes();
}

function split(digest: Uint8Array): { key: Uint8Array; chainCode: Uint8Array } {
  return { key: digest.slice(0, 32), chainCode: digest.slice(32) };
}

function bigintOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytes.toHex()}`);
}
