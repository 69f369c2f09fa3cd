import { Expression, make, nodeOf, standsFor } from "./expression.ts";
import { binaries, kinds, unaries } from "./nodes.ts";
import { bytes, type BytesName, nameOf } from "./shapes.ts";
import { refuse, remembersCalls } from "./sites.ts";

/**
 * A key of a user or of the network, or what belongs to one: a message, a signature.
 *
 * @example A signature is of bytes
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { assertEquals } from "@std/assert";
 *
 * const wallet = nada.program({
 *   name: "wallet",
 *   parties: ["owner", "payer"],
 *   inputs: {
 *     key: nada.ecdsaPrivateKey("owner"),
 *     digest: nada.ecdsaDigestMessage("payer"),
 *   },
 *   outputs: { signature: "payer", publicKey: "payer" },
 * }, ({ key, digest }) => ({ signature: key.sign(digest), publicKey: key.publicKey() }));
 *
 * const { signature, publicKey } = await wallet.run({
 *   key: new Uint8Array(32).fill(7),
 *   digest: new Uint8Array(32).fill(1),
 * });
 * assertEquals([signature.r.length, signature.s.length, publicKey.length], [32, 32, 33]);
 * ```
 */
export class BytesExpression<N extends BytesName = BytesName> extends Expression {
  /** The type in words, such as `EcdsaSignature`. */
  override get type(): N {
    return super.type as N;
  }
}

/**
 * A private key, of which nodes only have shares.
 *
 * @example Sign with a key that no node has
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { assertEquals } from "@std/assert";
 *
 * const wallet = nada.program({
 *   name: "wallet",
 *   parties: ["owner", "payer"],
 *   inputs: {
 *     key: nada.ecdsaPrivateKey("owner"),
 *     digest: nada.ecdsaDigestMessage("payer"),
 *   },
 *   outputs: { signature: "payer", publicKey: "payer" },
 * }, ({ key, digest }) => ({ signature: key.sign(digest), publicKey: key.publicKey() }));
 *
 * const { signature, publicKey } = await wallet.run({
 *   key: new Uint8Array(32).fill(7),
 *   digest: new Uint8Array(32).fill(1),
 * });
 * assertEquals([signature.r.length, signature.s.length, publicKey.length], [32, 32, 33]);
 * ```
 */
export class KeyExpression<S extends "ecdsa" | "eddsa" = "ecdsa" | "eddsa">
  extends BytesExpression<S extends "ecdsa" ? "EcdsaPrivateKey" : "EddsaPrivateKey"> {
  /** The signature of a message: of its digest of 32 bytes, if the key is for ECDSA. */
  sign(
    message: BytesExpression<S extends "ecdsa" ? "EcdsaDigestMessage" : "EddsaMessage">,
  ): BytesExpression<S extends "ecdsa" ? "EcdsaSignature" : "EddsaSignature"> {
    const scheme = schemeOf(this);
    const wanted = scheme === "Ecdsa" ? "EcdsaDigestMessage" : "EddsaMessage";
    const given = nodeOf(message);
    if (nameOf(given.shape) !== wanted) {
      refuse(`this key signs ${wanted}, not ${nameOf(given.shape)}`);
    }
    const sign = scheme === "Ecdsa" ? binaries.ecdsaSign : binaries.eddsaSign;
    return make(kinds.binary, bytes(`${scheme}Signature`), sign, nodeOf(this), given);
  }

  /** Its public key. */
  publicKey(): BytesExpression<S extends "ecdsa" ? "EcdsaPublicKey" : "EddsaPublicKey"> {
    const shape = bytes(`${schemeOf(this)}PublicKey`);
    return make(kinds.unary, shape, unaries.publicKey, nodeOf(this));
  }
}

/** What the names of a key's type, and of all that belongs to it, begin with. */
function schemeOf(key: unknown): "Ecdsa" | "Eddsa" {
  return nameOf(nodeOf(key).shape).startsWith("Ecdsa") ? "Ecdsa" : "Eddsa";
}

standsFor(["bytes"], BytesExpression);
standsFor(["key"], KeyExpression);
remembersCalls(BytesExpression);
remembersCalls(KeyExpression);
