/** What a program is written with: the members of `nada`. */
export {
  array,
  literal,
  ntuple,
  object,
  randomBoolean,
  randomInteger,
  randomUnsignedInteger,
  tuple,
  unsignedLiteral,
} from "./builders.ts";
export { compiled } from "./compiled.ts";
export {
  boolean,
  ecdsaDigestMessage,
  ecdsaPrivateKey,
  ecdsaPublicKey,
  ecdsaSignature,
  eddsaMessage,
  eddsaPrivateKey,
  eddsaPublicKey,
  eddsaSignature,
  integer,
  secretBoolean,
  secretInteger,
  secretUnsignedInteger,
  unsignedInteger,
} from "./inputs.ts";
export { program } from "./program.ts";
