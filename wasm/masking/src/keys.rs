//! Key pairs and signatures: ECDSA and Schnorr's over secp256k1, Ed25519, and arithmetic on keys.

pub mod ecdsa;
pub mod ed25519;
pub mod eddsa;
pub mod schnorr;
#[cfg(test)]
mod tests;
pub mod tweak;

use crate::Failure;
use k256::elliptic_curve::sec1::ToSec1Point;
use k256::{NonZeroScalar, PublicKey};
use sha2::{Digest, Sha256};

pub const DIGEST_LENGTH: usize = 32;
pub const PRIVATE_KEY_LENGTH: usize = 32;
pub const COMPRESSED_LENGTH: usize = 33;
pub const SIGNATURE_LENGTH: usize = 64;
pub const ENTROPY_LENGTH: usize = 32;

type Outcome = Result<(), Failure>;

pub fn sha256(message: &[u8], response: &mut Vec<u8>) -> Outcome {
    response.extend_from_slice(&Sha256::digest(message));
    Ok(())
}

/// A private key of secp256k1.
fn private_key(bytes: &[u8]) -> Result<NonZeroScalar, Failure> {
    expect_length(bytes, PRIVATE_KEY_LENGTH)?;
    NonZeroScalar::try_from(bytes)
        .map_err(|_| Failure::invalid_argument("The private key is not between 1 and the order of secp256k1"))
}

/// A public key of secp256k1, in the compressed or the long form. SEC 1 also knows a form without the sign of y, which
/// would be ambiguous.
fn public_key(bytes: &[u8]) -> Result<PublicKey, Failure> {
    matches!(bytes, [2..=4, ..])
        .then(|| PublicKey::from_sec1_bytes(bytes).ok())
        .flatten()
        .ok_or_else(|| Failure::invalid_argument("The public key is not a point of secp256k1"))
}

fn write_compressed(key: &PublicKey, response: &mut Vec<u8>) {
    response.extend_from_slice(key.to_sec1_point(true).as_bytes());
}

fn split(bytes: &[u8], at: usize) -> Result<(&[u8], &[u8]), Failure> {
    bytes.split_at_checked(at).ok_or_else(|| Failure::invalid_argument("The request is too short"))
}

fn expect_length(bytes: &[u8], length: usize) -> Outcome {
    if bytes.len() == length {
        Ok(())
    } else {
        Err(Failure::invalid_argument(format!("Expected {length} bytes but got {}", bytes.len())))
    }
}
