//! Keys and signatures.

use crate::abi::{Failure, Operation, call};
use masking::abi::{
    ecdsaCompress, ecdsaDecompress, ecdsaPublicKey, ecdsaRecover, ecdsaSign, ecdsaSignRecoverable, ecdsaVerify,
    ed25519PublicKey, ed25519Scalar, ed25519Sign, ed25519Verify, eddsaPublicKey, eddsaSign, privateKeyAdd,
    privateKeyMultiply, publicKeyAdd, publicKeyCombine, publicKeyMultiply, schnorrSign, schnorrVerify, sha256,
    sharedSecret,
};

/// Most memory that a call holds beside two copies of its request.
const BYTES_MAX: usize = 1 << 10;

const OPERATIONS: [Operation; 22] = [
    sha256,
    ecdsaPublicKey,
    ecdsaCompress,
    ecdsaDecompress,
    ecdsaSign,
    ecdsaSignRecoverable,
    ecdsaVerify,
    ecdsaRecover,
    schnorrSign,
    schnorrVerify,
    privateKeyAdd,
    privateKeyMultiply,
    publicKeyAdd,
    publicKeyMultiply,
    publicKeyCombine,
    sharedSecret,
    eddsaPublicKey,
    eddsaSign,
    ed25519PublicKey,
    ed25519Sign,
    ed25519Verify,
    ed25519Scalar,
];

fn attempt(operation: Operation, request: &[u8]) -> Option<Vec<u8>> {
    let outcome = call(operation, request);
    let limit = 2 * request.len() + BYTES_MAX;
    assert!(outcome.peak <= limit, "{} bytes for a request of {}", outcome.peak, request.len());
    match outcome.result {
        Ok(response) => Some(response),
        Err(failure) => {
            assert_eq!(failure.kind, Failure::INVALID_ARGUMENT, "{}", failure.message);
            None
        }
    }
}

fn done(operation: Operation, parts: &[&[u8]]) -> Vec<u8> {
    attempt(operation, &parts.concat()).expect("what can be done")
}

/// The first byte chooses an operation, the others are its request. What an operation gives has to fit what the others
/// say of it.
pub fn keys(bytes: &[u8]) {
    let Some((choice, request)) = bytes.split_first() else { return };
    let which = usize::from(*choice) % OPERATIONS.len();
    let Some(response) = attempt(OPERATIONS[which], request) else { return };
    let holds = |operation: Operation, parts: &[&[u8]]| assert_eq!(done(operation, parts), [1]);
    match which {
        0 | 15 => assert_eq!(response.len(), 32),
        1 | 12 | 13 | 14 => assert_eq!(done(ecdsaCompress, &[&response]), response),
        2 => {
            let long = done(ecdsaDecompress, &[&response]);
            assert_eq!(long.len(), 65);
            assert_eq!(done(ecdsaCompress, &[&long]), response);
            assert!(request == response || request == long, "a public key has a third form");
        }
        3 => assert_eq!(done(ecdsaDecompress, &[&done(ecdsaCompress, &[&response])]), response),
        4 => holds(ecdsaVerify, &[&done(ecdsaPublicKey, &[&request[..32]]), &request[32..], &response]),
        5 => {
            let key = done(ecdsaPublicKey, &[&request[..32]]);
            holds(ecdsaVerify, &[&key, &request[32..64], &response[..64]]);
            assert_eq!(done(ecdsaRecover, &[&request[32..64], &response]), key);
        }
        7 => {
            // An s in the upper half has a key, and is refused all the same.
            let is_low = request[64] < 0x7f;
            let verified = done(ecdsaVerify, &[&response, &request[..96]]);
            assert!(verified == [1] || !is_low && verified == [0], "a recovered key does not verify");
        }
        8 => holds(schnorrVerify, &[&done(ecdsaPublicKey, &[&request[..32]])[1..], &response, &request[64..]]),
        10 | 11 => {
            let public = if which == 10 { publicKeyAdd } else { publicKeyMultiply };
            let expected = done(public, &[&done(ecdsaPublicKey, &[&request[..32]]), &request[32..]]);
            assert_eq!(done(ecdsaPublicKey, &[&response]), expected);
        }
        16 | 18 => assert_eq!(response.len(), 32),
        17 => holds(ed25519Verify, &[&done(eddsaPublicKey, &[&request[..32]]), &response, &request[64..]]),
        19 => holds(ed25519Verify, &[&done(ed25519PublicKey, &[&request[..32]]), &response, &request[32..]]),
        21 => assert_eq!(done(eddsaPublicKey, &[&response]), done(ed25519PublicKey, &[request])),
        _ => assert!(response == [0] || response == [1], "neither yes nor no"),
    }
}
