//! What JavaScript sees. A refusal is thrown as the JSON that [`crate::describe`] writes.

use core::hint::black_box;

use wasm_bindgen::prelude::*;

use crate::admission;
use crate::compile::{Compiled, compile, compile_stored, compile_to_bytes};
use crate::describe::{Words, describe, describe_refusal};
use crate::evaluate::{self, Limits, Numbers};
use crate::host::{Host, Scheme};
use crate::refusal::{Code, Refusal};
use crate::warnings::warnings;

#[wasm_bindgen(typescript_custom_section)]
const TYPESCRIPT: &str = r#"
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
"#;

#[wasm_bindgen]
extern "C" {
    /// The host as JavaScript gives it.
    #[wasm_bindgen(typescript_type = "Host")]
    pub type JsHost;

    #[wasm_bindgen(method, structural, catch, js_name = randomBytes)]
    fn random_bytes(this: &JsHost, count: u32) -> Result<Vec<u8>, JsValue>;

    #[wasm_bindgen(method, structural, catch)]
    fn sign(this: &JsHost, scheme: &str, key: &[u8], message: &[u8]) -> Result<Vec<u8>, JsValue>;

    #[wasm_bindgen(method, structural, catch, js_name = publicKey)]
    fn public_key(this: &JsHost, scheme: &str, key: &[u8]) -> Result<Vec<u8>, JsValue>;

    /// What is known of the inputs, as JavaScript gives it.
    #[wasm_bindgen(typescript_type = "Declared")]
    pub type JsDeclared;

    #[wasm_bindgen(method, structural, js_name = bitsOf)]
    fn bits_of(this: &JsDeclared, name: &str) -> u32;

    #[wasm_bindgen(js_name = String)]
    fn string_of(value: &JsValue) -> String;
}

/// More stack than a run uses, so that what it leaves there can be wiped.
const STACK_WIPED: usize = 64 << 10;

struct HostAdapter<'a>(&'a JsHost);

fn scheme_name(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Ecdsa => "ecdsa",
        Scheme::Eddsa => "eddsa",
    }
}

impl Host for HostAdapter<'_> {
    fn random_bytes(&mut self, count: usize) -> Result<Vec<u8>, String> {
        self.0.random_bytes(count as u32).map_err(|error| string_of(&error))
    }

    fn sign(&mut self, scheme: Scheme, key: &[u8], message: &[u8]) -> Result<Vec<u8>, String> {
        self.0.sign(scheme_name(scheme), key, message).map_err(|error| string_of(&error))
    }

    fn public_key(&mut self, scheme: Scheme, key: &[u8]) -> Result<Vec<u8>, String> {
        self.0.public_key(scheme_name(scheme), key).map_err(|error| string_of(&error))
    }
}

fn thrown(refusal: Refusal) -> JsValue {
    JsValue::from_str(&describe_refusal(&refusal))
}

/// Compiles a program, in either form, to the bytes that nodes take.
#[wasm_bindgen]
pub fn lower(program: &[u8]) -> Result<Vec<u8>, JsValue> {
    compile_to_bytes(program).map_err(thrown)
}

/// Describes a program, in either form: its counts, parties, inputs, outputs and warnings, in JSON. Types are the classes
/// that hold the values. The warnings are those for the prime of so many bits, and for inputs as they are declared.
#[wasm_bindgen]
pub fn inspect(program: &[u8], prime_bits: u32, declared: &JsDeclared) -> Result<String, JsValue> {
    let compiled = compile(program).map_err(thrown)?;
    let bits_of = |name: &str| Some(declared.bits_of(name)).filter(|bits| *bits > 0);
    let warnings = warnings(&compiled, prime_bits, &bits_of);
    Ok(describe(&compiled, Words::Classes, &warnings))
}

/// Describes a program as [`inspect`] does, if a node would store it, but for types, which are in the words of nodes.
/// Otherwise throws the node's answer, a plain text. Nodes take the lowered form only.
#[wasm_bindgen]
pub fn examine(program: &[u8]) -> Result<String, JsValue> {
    let examined = admission::examine(program).map_err(|answer| JsValue::from_str(&answer))?;
    Ok(describe(&examined, Words::Nodes, &[]))
}

/// Runs a program, in either form and whatever names it has, on inputs over the field of `prime_bits` bits, and gives its
/// outputs in the order of its description, if nodes would find them. How both are laid out, [`crate::values`] says. Of numbers that nodes cannot
/// compute with, `numbers` says what becomes: `strict` refuses the run, `asNodes` gives what nodes give, and `exact` gives
/// the right result.
#[wasm_bindgen]
pub fn evaluate(
    program: &[u8],
    prime_bits: u32,
    numbers: &str,
    inputs: &[u8],
    host: &JsHost,
) -> Result<Vec<u8>, JsValue> {
    let outcome = run(program, prime_bits, numbers, inputs, host);
    wipe_stack();
    outcome.map_err(thrown)
}

/// Keeps the values of a run in a frame below that of [`evaluate`], where [`wipe_stack`] reaches them.
#[inline(never)]
fn run(program: &[u8], prime_bits: u32, numbers: &str, inputs: &[u8], host: &JsHost) -> Result<Vec<u8>, Refusal> {
    let Some(numbers) = Numbers::named(numbers) else {
        return Err(Refusal::new(Code::Inputs, "numbers are strict, asNodes or exact"));
    };
    let mut host = HostAdapter(host);
    let Compiled { program, plan } = compile_stored(program)?;
    let outputs = evaluate::evaluate(&program, &plan, prime_bits, numbers, inputs, Limits::default(), &mut host);
    let found = plan.memory.check().map_err(|lost| Refusal::new(Code::Memory, lost.words));
    outputs.and_then(|outputs| found.map(|()| outputs))
}

/// Wipes what a run left on the stack below this frame.
#[inline(never)]
fn wipe_stack() {
    black_box(&mut [0u8; STACK_WIPED]);
}
