//! The border to JavaScript: bytes in, bytes out.
//!
//! A call is three steps. The caller reserves a buffer with [`allocate`] and writes a request into it; an operation
//! consumes the request and returns the address of a response; the caller reads it and gives it back with
//! [`release`]. A response starts with its whole length, its capacity and a status, all `u32` little-endian; status 0
//! is success, anything else a [`FailureKind`](crate::FailureKind) followed by the fields of a [`Failure`].
//!
//! While an operation runs it draws its randomness from the [`host`], and hands over what is too long for a response.

use crate::random::Random;
use crate::{Failure, host, keys, mask, unmask};
use core::hint::black_box;
use core::ptr;
use wasm_bindgen::prelude::wasm_bindgen;

/// Length, capacity and status.
const HEADER_LENGTH: usize = 12;

/// More stack than any operation uses, so that what they leave there can be wiped.
const STACK_WIPED: usize = 48 << 10;

/// Reserves a buffer of `capacity` bytes and returns its address.
#[wasm_bindgen]
pub fn allocate(capacity: usize) -> usize {
    address_of(Vec::with_capacity(capacity))
}

/// Wipes and frees a buffer: a response, or a request that no operation consumed.
#[wasm_bindgen]
pub fn release(address: usize, capacity: usize) {
    // SAFETY: the caller gives an address and a capacity that `allocate` or an operation returned, once.
    drop(unsafe { buffer_at(address, capacity, capacity) });
}

macro_rules! operations {
    ($($name:ident = $operation:path;)*) => {$(
        #[wasm_bindgen(js_name = $name)]
        #[allow(non_snake_case)]
        pub fn $name(address: usize, length: usize, capacity: usize) -> usize {
            serve($operation, address, length, capacity)
        }
    )*};
}

operations! {
    // A cluster and clear values to nothing: every party's messages are handed over. See `mask`.
    mask = mask_for_host;
    // A cluster and parties' messages to clear values: see `unmask`.
    unmask = unmask_for_host;
    // Serialized values to their names and types: see `describe`.
    describe = crate::describe::describe;
    // The SHA-256 digest of the request.
    sha256 = keys::sha256;
    // `private key` to the compressed public key.
    ecdsaPublicKey = keys::ecdsa::derive_public_key;
    // A public key in either form to the compressed one.
    ecdsaCompress = keys::ecdsa::compress;
    // A public key in either form to the long one.
    ecdsaDecompress = keys::ecdsa::decompress;
    // `private key ‖ digest` to `r ‖ s`.
    ecdsaSign = keys::ecdsa::sign;
    // `private key ‖ digest`, or `private key ‖ digest ‖ nonce data`, to `r ‖ s ‖ recovery id`.
    ecdsaSignRecoverable = keys::ecdsa::sign_recoverable;
    // `compressed public key ‖ digest ‖ r ‖ s` to one byte, 1 if it holds.
    ecdsaVerify = keys::ecdsa::verify;
    // `digest ‖ r ‖ s ‖ recovery id` to the compressed public key.
    ecdsaRecover = keys::ecdsa::recover;
    // `private key ‖ auxiliary randomness ‖ message` to the signature.
    schnorrSign = keys::schnorr::sign;
    // `abscissa of the public key ‖ signature ‖ message` to one byte, 1 if it holds.
    schnorrVerify = keys::schnorr::verify;
    // `private key ‖ tweak` to the private key that is their sum.
    privateKeyAdd = keys::tweak::add_to_private_key;
    // `private key ‖ tweak` to the private key that is their product.
    privateKeyMultiply = keys::tweak::multiply_private_key;
    // `compressed public key ‖ tweak` to the compressed public key of the sum of the private key and the tweak.
    publicKeyAdd = keys::tweak::add_to_public_key;
    // `compressed public key ‖ tweak` to the compressed public key of the product of the private key and the tweak.
    publicKeyMultiply = keys::tweak::multiply_public_key;
    // Compressed public keys to their compressed sum.
    publicKeyCombine = keys::tweak::combine_public_keys;
    // `private key ‖ compressed public key` to the SHA-256 digest of their compressed product.
    sharedSecret = keys::tweak::share_secret;
    // `scalar` to the public key.
    eddsaPublicKey = keys::eddsa::derive_public_key;
    // `scalar ‖ entropy ‖ message` to the signature.
    eddsaSign = keys::eddsa::sign;
    // `seed` to the public key.
    ed25519PublicKey = keys::ed25519::derive_public_key;
    // `seed ‖ message` to the signature.
    ed25519Sign = keys::ed25519::sign;
    // `public key ‖ signature ‖ message` to one byte, 1 if it holds.
    ed25519Verify = keys::ed25519::verify;
    // `seed` to the scalar with the same public key.
    ed25519Scalar = keys::ed25519::derive_scalar;
}

fn mask_for_host(request: &[u8], _: &mut Vec<u8>) -> Result<(), Failure> {
    mask::mask(request, &mut Random::new(host::fill_random), &mut host::Messages)
}

fn unmask_for_host(request: &[u8], response: &mut Vec<u8>) -> Result<(), Failure> {
    unmask::unmask(request, &mut Random::new(host::fill_random), response)
}

/// An operation: reads the request, appends to the response.
type Operation = fn(&[u8], &mut Vec<u8>) -> Result<(), Failure>;

fn serve(operation: Operation, address: usize, length: usize, capacity: usize) -> usize {
    // SAFETY: the caller gives a buffer that `allocate` returned, once, and has written `length` bytes of it.
    let request = unsafe { buffer_at(address, length, capacity) };
    let mut response = vec![0; HEADER_LENGTH];
    let outcome = run(operation, &request, &mut response);
    wipe_stack();
    if let Err(failure) = &outcome {
        response.truncate(HEADER_LENGTH);
        describe_failure(failure, &mut response);
    }
    let status = outcome.map_or_else(|failure| failure.kind as u32, |()| 0);
    let header = [response.len() as u32, response.capacity() as u32, status];
    for (bytes, number) in response.chunks_exact_mut(4).zip(header) {
        bytes.copy_from_slice(&number.to_le_bytes());
    }
    address_of(response)
}

/// Keeps the operation's own variables in a frame below [`serve`]'s, where [`wipe_stack`] reaches them.
#[inline(never)]
fn run(operation: Operation, request: &[u8], response: &mut Vec<u8>) -> Result<(), Failure> {
    operation(request, response)
}

/// `have`, `need`, the number of parties and each of them as `u32`, then the message.
fn describe_failure(failure: &Failure, response: &mut Vec<u8>) {
    let parties = failure.parties.len() as u32;
    for number in [failure.have, failure.need, parties].iter().chain(&failure.parties) {
        response.extend_from_slice(&number.to_le_bytes());
    }
    response.extend_from_slice(failure.message.as_bytes());
}

fn address_of(buffer: Vec<u8>) -> usize {
    core::mem::ManuallyDrop::new(buffer).as_mut_ptr().expose_provenance()
}

/// # Safety
/// `address` must come from [`address_of`] a buffer of `capacity` bytes and be given once; `length <= capacity`.
unsafe fn buffer_at(address: usize, length: usize, capacity: usize) -> Vec<u8> {
    // SAFETY: the caller gives what `address_of` leaked, and all of its bytes up to `length` were written.
    unsafe { Vec::from_raw_parts(ptr::with_exposed_provenance_mut(address), length.min(capacity), capacity) }
}

/// Wipes what the operation left on the stack below this frame.
#[inline(never)]
fn wipe_stack() {
    black_box(&mut [0u8; STACK_WIPED]);
}
