//! Key pairs and signatures: ECDSA over secp256k1 and Ed25519.

use crate::Failure;
use crate::key_shares::Scalar;
use curve25519_dalek::EdwardsPoint;
use ed25519_dalek::{Signer, Verifier};
use k256::ecdsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
use k256::ecdsa::{Signature, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256, Sha512};

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

pub fn ecdsa_public_key(private_key: &[u8], response: &mut Vec<u8>) -> Outcome {
    write_compressed(signing_key(private_key)?.verifying_key(), response);
    Ok(())
}

pub fn ecdsa_compress(public_key: &[u8], response: &mut Vec<u8>) -> Outcome {
    write_compressed(&verifying_key(public_key)?, response);
    Ok(())
}

/// Deterministic by RFC 6979, `s` in the lower half.
pub fn ecdsa_sign(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (private_key, digest) = split(request, PRIVATE_KEY_LENGTH)?;
    expect_length(digest, DIGEST_LENGTH)?;
    let signature: Signature = signing_key(private_key)?
        .sign_prehash(digest)
        .map_err(|_| Failure::invalid_argument("This digest cannot be signed with this key"))?;
    response.extend_from_slice(&signature.to_bytes());
    Ok(())
}

/// Refuses an `s` in the upper half, as the nodes do.
pub fn ecdsa_verify(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (public_key, request) = split(request, COMPRESSED_LENGTH)?;
    let (digest, signature) = split(request, DIGEST_LENGTH)?;
    let public_key = verifying_key(public_key)?;
    let holds = Signature::from_slice(signature)
        .is_ok_and(|signature| !is_high(&signature) && public_key.verify_prehash(digest, &signature).is_ok());
    response.push(holds.into());
    Ok(())
}

pub fn ed25519_public_key(seed: &[u8], response: &mut Vec<u8>) -> Outcome {
    response.extend_from_slice(ed25519_key(seed)?.verifying_key().as_bytes());
    Ok(())
}

pub fn ed25519_sign(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (seed, message) = split(request, PRIVATE_KEY_LENGTH)?;
    response.extend_from_slice(&ed25519_key(seed)?.sign(message).to_bytes());
    Ok(())
}

pub fn ed25519_verify(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (public_key, request) = split(request, 32)?;
    let (signature, message) = split(request, SIGNATURE_LENGTH)?;
    let public_key = public_key
        .try_into()
        .ok()
        .and_then(|bytes| ed25519_dalek::VerifyingKey::from_bytes(bytes).ok())
        .ok_or_else(|| Failure::invalid_argument("The public key is not a point of Ed25519"))?;
    let holds = ed25519_dalek::Signature::from_slice(signature)
        .is_ok_and(|signature| public_key.verify(message, &signature).is_ok());
    response.push(holds.into());
    Ok(())
}

pub fn eddsa_public_key(scalar: &[u8], response: &mut Vec<u8>) -> Outcome {
    response.extend_from_slice(&eddsa_scalar(scalar)?.public_point());
    Ok(())
}

/// Signs with a scalar where Ed25519 has the seed that one is made of, and with it what its nonce is made of: here the
/// caller gives the entropy, which the key and the message go into as well, so that a bad generator gives no key away.
pub fn eddsa_sign(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (scalar, request) = split(request, PRIVATE_KEY_LENGTH)?;
    let (entropy, message) = split(request, ENTROPY_LENGTH)?;
    let key = eddsa_scalar(scalar)?;
    let hash = |parts: [&[u8]; 3]| {
        let digest = parts.iter().fold(Sha512::new(), |hash, part| hash.chain_update(part)).finalize();
        curve25519_dalek::Scalar::from_bytes_mod_order_wide(&digest.into())
    };
    let nonce = hash([entropy, scalar, message]);
    let point = EdwardsPoint::mul_base(&nonce).compress().to_bytes();
    let challenge = hash([&point, &key.public_point(), message]);
    response.extend_from_slice(&point);
    response.extend_from_slice((nonce + challenge * key).as_bytes());
    Ok(())
}

fn eddsa_scalar(bytes: &[u8]) -> Result<curve25519_dalek::Scalar, Failure> {
    Scalar::from_little_endian(bytes)
        .ok_or_else(|| Failure::invalid_argument("The private key is not between 1 and the order of Ed25519"))
}

fn signing_key(bytes: &[u8]) -> Result<SigningKey, Failure> {
    expect_length(bytes, PRIVATE_KEY_LENGTH)?;
    SigningKey::from_slice(bytes)
        .map_err(|_| Failure::invalid_argument("The private key is not between 1 and the order of secp256k1"))
}

/// Takes the compressed and the long form; SEC 1 also knows a form without the sign of y, which would be ambiguous.
fn verifying_key(bytes: &[u8]) -> Result<VerifyingKey, Failure> {
    matches!(bytes, [2..=4, ..])
        .then(|| VerifyingKey::from_sec1_bytes(bytes).ok())
        .flatten()
        .ok_or_else(|| Failure::invalid_argument("The public key is not a point of secp256k1"))
}

fn ed25519_key(seed: &[u8]) -> Result<ed25519_dalek::SigningKey, Failure> {
    expect_length(seed, PRIVATE_KEY_LENGTH)?;
    Ok(ed25519_dalek::SigningKey::from_bytes(seed.try_into().expect("the length was checked")))
}

fn write_compressed(key: &VerifyingKey, response: &mut Vec<u8>) {
    response.extend_from_slice(key.to_sec1_point(true).as_bytes());
}

fn is_high(signature: &Signature) -> bool {
    signature.normalize_s() != *signature
}

fn split(bytes: &[u8], at: usize) -> Result<(&[u8], &[u8]), Failure> {
    bytes.split_at_checked(at).ok_or_else(|| Failure::invalid_argument("The request is too short"))
}

fn expect_length(bytes: &[u8], length: usize) -> Result<(), Failure> {
    if bytes.len() == length {
        Ok(())
    } else {
        Err(Failure::invalid_argument(format!("Expected {length} bytes but got {}", bytes.len())))
    }
}
