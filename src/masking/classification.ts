import { heldBytes } from "../values/bytes_value.ts";
import type { NadaValue } from "../values/nada_value.ts";
import type { NamedValues } from "../values/values.ts";

/** How many values of each kind there are, as a price depends on it. */
export interface Classification {
  /** Shares by Shamir's scheme: one for a secret number or boolean, one for each piece of a blob. */
  shares: number;
  /** Public values. */
  public: number;
  /** ECDSA private keys. */
  ecdsaPrivateKeyShares: number;
  /** ECDSA signatures. */
  ecdsaSignatureShares: number;
}

/** Counts values as the network does. */
export function classify({ values }: NamedValues, primeBytes: number): Classification {
  const counts = { shares: 0, public: 0, ecdsaPrivateKeyShares: 0, ecdsaSignatureShares: 0 };
  for (const value of values) {
    if (value.type === "SecretBlob") {
      counts.shares += Math.ceil(heldBytes(value).length / (primeBytes - 1));
    } else if (!hasBlob(value)) {
      // The network cannot count a tuple that has a blob in it, and leaves it out altogether.
      count(value, counts);
    }
  }
  return counts;
}

function count(value: NadaValue, counts: Classification): void {
  switch (value.type) {
    case "NadaArray":
    case "PublicArray":
    case "NadaTuple":
      for (const element of value.value) count(element, counts);
      break;
    case "EcdsaPrivateKey":
      counts.ecdsaPrivateKeyShares++;
      break;
    case "EcdsaSignature":
      counts.ecdsaSignatureShares++;
      break;
    case "EddsaPrivateKey":
      // No price depends on these.
      break;
    default:
      if (value.isSecret) counts.shares++;
      else counts.public++;
  }
}

function hasBlob(value: NadaValue): boolean {
  return value.type === "SecretBlob" ||
    (value.type === "NadaTuple" && value.value.some(hasBlob));
}
