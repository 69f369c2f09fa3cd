/**
 * Reserves a buffer of `capacity` bytes and returns its address.
 */
export function allocate(capacity: number): number;

export function describe(address: number, length: number, capacity: number): number;

export function ecdsaCompress(address: number, length: number, capacity: number): number;

export function ecdsaDecompress(address: number, length: number, capacity: number): number;

export function ecdsaPublicKey(address: number, length: number, capacity: number): number;

export function ecdsaRecover(address: number, length: number, capacity: number): number;

export function ecdsaSign(address: number, length: number, capacity: number): number;

export function ecdsaSignRecoverable(address: number, length: number, capacity: number): number;

export function ecdsaVerify(address: number, length: number, capacity: number): number;

export function ed25519PublicKey(address: number, length: number, capacity: number): number;

export function ed25519Scalar(address: number, length: number, capacity: number): number;

export function ed25519Sign(address: number, length: number, capacity: number): number;

export function ed25519Verify(address: number, length: number, capacity: number): number;

export function eddsaPublicKey(address: number, length: number, capacity: number): number;

export function eddsaSign(address: number, length: number, capacity: number): number;

export function mask(address: number, length: number, capacity: number): number;

export function privateKeyAdd(address: number, length: number, capacity: number): number;

export function privateKeyMultiply(address: number, length: number, capacity: number): number;

export function publicKeyAdd(address: number, length: number, capacity: number): number;

export function publicKeyCombine(address: number, length: number, capacity: number): number;

export function publicKeyMultiply(address: number, length: number, capacity: number): number;

/**
 * Wipes and frees a buffer: a response, or a request that no operation consumed.
 */
export function release(address: number, capacity: number): void;

export function schnorrSign(address: number, length: number, capacity: number): number;

export function schnorrVerify(address: number, length: number, capacity: number): number;

export function sha256(address: number, length: number, capacity: number): number;

export function sharedSecret(address: number, length: number, capacity: number): number;

export function unmask(address: number, length: number, capacity: number): number;

/**
 * Sets the instance that all other functions call.
 */
export function __wbg_set_wasm(exports: WebAssembly.Exports): void;

/**
 * Called by the WASM module alone.
 */
export function __wbg_begin_d8b6178751934c59(...args: unknown[]): unknown;

/**
 * Called by the WASM module alone.
 */
export function __wbg_emit_105e8f451112e247(...args: unknown[]): unknown;

/**
 * Called by the WASM module alone.
 */
export function __wbg_fillRandom_04e12fae37ec3818(...args: unknown[]): unknown;

/**
 * Called by the WASM module alone.
 */
export function __wbindgen_init_externref_table(...args: unknown[]): unknown;
