/**
 * What the payer uses of cosmjs, and nothing else. `deno task build:chain` bundles it into
 * `src/payments/nilchain/cosmjs.js`, whose declarations name the same exports.
 *
 * @module
 */
export {
  DirectSecp256k1Wallet,
  makeAuthInfoBytes,
  makeSignBytes,
  makeSignDoc,
} from "@cosmjs/proto-signing";
export { accountFromAny } from "@cosmjs/stargate";
export { QueryAccountRequest, QueryAccountResponse } from "cosmjs-types/cosmos/auth/v1beta1/query";
export { PubKey } from "cosmjs-types/cosmos/crypto/secp256k1/keys";
export { AuthInfo, TxBody, TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
