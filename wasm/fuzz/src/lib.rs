//! What the WASM modules must do whatever bytes they are given.
//!
//! A target takes any bytes, and panics if something does not hold. The fuzzer looks for bytes with which one does
//! (`src/main.rs`); the test replays what it kept of earlier searches, in `corpus/` (`tests/replay.rs`).

mod abi;
mod keys;
mod memory;
mod programs;
mod sharing;
mod tables;
mod values;

/// Tries something on bytes.
pub type Target = fn(&[u8]);

/// Every target by its name, which is also that of its folder in `corpus/`.
pub const TARGETS: [(&str, Target); 10] = [
    ("describe", sharing::describe_any),
    ("mask", sharing::mask_any),
    ("mask_values", sharing::mask_values),
    ("unmask", sharing::unmask_any),
    ("unmask_tampered", sharing::unmask_tampered),
    ("keys", keys::keys),
    ("program_decode", programs::decode_any),
    ("program_compile", programs::compile_any),
    ("program_made", tables::compile_made),
    ("program_inputs", programs::evaluate_any),
];
