//! What JavaScript does for an operation that runs.

use crate::mask::Output;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(raw_module = "./core_host.js")]
extern "C" {
    #[wasm_bindgen(js_name = fillRandom)]
    fn fill_random_at(address: usize, length: usize);
    /// Takes the address of numbers of 32 bits, and how many they are.
    #[wasm_bindgen(js_name = begin)]
    fn begin_at(address: usize, count: usize);
    #[wasm_bindgen(js_name = emit)]
    fn emit_at(party: usize, address: usize, length: usize);
}

/// Fills memory from the platform's generator.
pub fn fill_random(target: &mut [u8]) {
    fill_random_at(target.as_mut_ptr().expose_provenance(), target.len());
}

/// Hands messages to whoever made the call.
pub struct Messages;

impl Output for Messages {
    fn begin(&mut self, lengths: &[u32]) {
        begin_at(lengths.as_ptr().expose_provenance(), lengths.len());
    }

    fn emit(&mut self, party: usize, bytes: &[u8]) {
        emit_at(party, bytes.as_ptr().expose_provenance(), bytes.len());
    }
}
