// @ts-self-types="./masking_bg.d.ts"
import { begin, emit, fillRandom } from "./core_host.js";

/**
 * Reserves a buffer of `capacity` bytes and returns its address.
 * @param {number} capacity
 * @returns {number}
 */
export function allocate(capacity) {
  const ret = wasm.allocate(capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function describe(address, length, capacity) {
  const ret = wasm.describe(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function ecdsaCompress(address, length, capacity) {
  const ret = wasm.ecdsaCompress(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function ecdsaDecompress(address, length, capacity) {
  const ret = wasm.ecdsaDecompress(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function ecdsaPublicKey(address, length, capacity) {
  const ret = wasm.ecdsaPublicKey(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function ecdsaRecover(address, length, capacity) {
  const ret = wasm.ecdsaRecover(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function ecdsaSign(address, length, capacity) {
  const ret = wasm.ecdsaSign(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function ecdsaSignRecoverable(address, length, capacity) {
  const ret = wasm.ecdsaSignRecoverable(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function ecdsaVerify(address, length, capacity) {
  const ret = wasm.ecdsaVerify(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function ed25519PublicKey(address, length, capacity) {
  const ret = wasm.ed25519PublicKey(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function ed25519Scalar(address, length, capacity) {
  const ret = wasm.ed25519Scalar(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function ed25519Sign(address, length, capacity) {
  const ret = wasm.ed25519Sign(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function ed25519Verify(address, length, capacity) {
  const ret = wasm.ed25519Verify(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function eddsaPublicKey(address, length, capacity) {
  const ret = wasm.eddsaPublicKey(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function eddsaSign(address, length, capacity) {
  const ret = wasm.eddsaSign(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function mask(address, length, capacity) {
  const ret = wasm.mask(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function privateKeyAdd(address, length, capacity) {
  const ret = wasm.privateKeyAdd(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function privateKeyMultiply(address, length, capacity) {
  const ret = wasm.privateKeyMultiply(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function publicKeyAdd(address, length, capacity) {
  const ret = wasm.publicKeyAdd(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function publicKeyCombine(address, length, capacity) {
  const ret = wasm.publicKeyCombine(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function publicKeyMultiply(address, length, capacity) {
  const ret = wasm.publicKeyMultiply(address, length, capacity);
  return ret >>> 0;
}

/**
 * Wipes and frees a buffer: a response, or a request that no operation consumed.
 * @param {number} address
 * @param {number} capacity
 */
export function release(address, capacity) {
  wasm.release(address, capacity);
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function schnorrSign(address, length, capacity) {
  const ret = wasm.schnorrSign(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function schnorrVerify(address, length, capacity) {
  const ret = wasm.schnorrVerify(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function sha256(address, length, capacity) {
  const ret = wasm.sha256(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function sharedSecret(address, length, capacity) {
  const ret = wasm.sharedSecret(address, length, capacity);
  return ret >>> 0;
}

/**
 * @param {number} address
 * @param {number} length
 * @param {number} capacity
 * @returns {number}
 */
export function unmask(address, length, capacity) {
  const ret = wasm.unmask(address, length, capacity);
  return ret >>> 0;
}
export function __wbg_begin_d8b6178751934c59(arg0, arg1) {
  begin(arg0 >>> 0, arg1 >>> 0);
}
export function __wbg_emit_105e8f451112e247(arg0, arg1, arg2) {
  emit(arg0 >>> 0, arg1 >>> 0, arg2 >>> 0);
}
export function __wbg_fillRandom_04e12fae37ec3818(arg0, arg1) {
  fillRandom(arg0 >>> 0, arg1 >>> 0);
}
export function __wbindgen_init_externref_table() {
  const table = wasm.__wbindgen_externrefs;
  const offset = table.grow(4);
  table.set(0, undefined);
  table.set(offset + 0, undefined);
  table.set(offset + 1, null);
  table.set(offset + 2, true);
  table.set(offset + 3, false);
}

let wasm;
export function __wbg_set_wasm(val) {
  wasm = val;
}
