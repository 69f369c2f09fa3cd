/** What running a program takes from outside. */
export interface Host {
  /** As many random bytes as asked for, 32 KiB at most. */
  randomBytes(count: number): Uint8Array;
  /** Signs with a private key: an ECDSA digest over secp256k1, or an Ed25519 message. */
  sign(scheme: "ecdsa" | "eddsa", key: Uint8Array, message: Uint8Array): Uint8Array;
  /** The public key of a private key. */
  publicKey(scheme: "ecdsa" | "eddsa", key: Uint8Array): Uint8Array;
}

/** What is known of the inputs of a program. */
export interface Declared {
  /** How many bits the numbers of an input have at most, or 0 if nobody says. */
  bitsOf(name: string): number;
}

/**
 * Runs a program, in either form and whatever names it has, on inputs over the field of `prime_bits` bits, and gives its
 * outputs in the order of its description, if nodes would find them. How both are laid out, [`crate::values`] says. Of numbers that nodes cannot
 * compute with, `numbers` says what becomes: `strict` refuses the run, `asNodes` gives what nodes give, and `exact` gives
 * the right result.
 */
export function evaluate(
  program: Uint8Array,
  prime_bits: number,
  numbers: string,
  inputs: Uint8Array,
  host: Host,
): Uint8Array;

/**
 * Describes a program as [`inspect`] does, if a node would store it, but for types, which are in the words of nodes.
 * Otherwise throws the node's answer, a plain text. Nodes take the lowered form only.
 */
export function examine(program: Uint8Array): string;

/**
 * Describes a program, in either form: its counts, parties, inputs, outputs and warnings, in JSON. Types are the classes
 * that hold the values. The warnings are those for the prime of so many bits, and for inputs as they are declared.
 */
export function inspect(program: Uint8Array, prime_bits: number, declared: Declared): string;

/**
 * Compiles a program, in either form, to the bytes that nodes take.
 */
export function lower(program: Uint8Array): Uint8Array;

/**
 * Sets the instance that all other functions call.
 */
export function __wbg_set_wasm(exports: WebAssembly.Exports): void;

/**
 * Called by the WASM module alone.
 */
export function __wbg_String_fe9de828a51e4f7c(...args: unknown[]): unknown;

/**
 * Called by the WASM module alone.
 */
export function __wbg_bitsOf_909e512a30b42554(...args: unknown[]): unknown;

/**
 * Called by the WASM module alone.
 */
export function __wbg_publicKey_f3ef3d7c99a0c4d1(...args: unknown[]): unknown;

/**
 * Called by the WASM module alone.
 */
export function __wbg_randomBytes_548c6d8986b45399(...args: unknown[]): unknown;

/**
 * Called by the WASM module alone.
 */
export function __wbg_sign_4939c2d76c8c8f5b(...args: unknown[]): unknown;

/**
 * Called by the WASM module alone.
 */
export function __wbindgen_generic_0000000000000001(...args: unknown[]): unknown;

/**
 * Called by the WASM module alone.
 */
export function __wbindgen_init_externref_table(...args: unknown[]): unknown;
