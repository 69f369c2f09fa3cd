//! Ed25519, with the seeds of RFC 8032 for private keys.

use super::{Outcome, PRIVATE_KEY_LENGTH, SIGNATURE_LENGTH, expect_length, split};
use crate::Failure;
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};

pub fn derive_public_key(seed: &[u8], response: &mut Vec<u8>) -> Outcome {
    response.extend_from_slice(signing_key(seed)?.verifying_key().as_bytes());
    Ok(())
}

pub fn sign(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (seed, message) = split(request, PRIVATE_KEY_LENGTH)?;
    response.extend_from_slice(&signing_key(seed)?.sign(message).to_bytes());
    Ok(())
}

pub fn verify(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (public_key, request) = split(request, 32)?;
    let (signature, message) = split(request, SIGNATURE_LENGTH)?;
    let public_key = public_key
        .try_into()
        .ok()
        .and_then(|bytes| VerifyingKey::from_bytes(bytes).ok())
        .ok_or_else(|| Failure::invalid_argument("The public key is not a point of Ed25519"))?;
    let holds = Signature::from_slice(signature).is_ok_and(|signature| public_key.verify(message, &signature).is_ok());
    response.push(holds.into());
    Ok(())
}

/// The number that signs where Ed25519 has the seed it is made of: clamped, then reduced modulo the order, so that it
/// has the seed's public key.
pub fn derive_scalar(seed: &[u8], response: &mut Vec<u8>) -> Outcome {
    response.extend_from_slice(signing_key(seed)?.to_scalar().as_bytes());
    Ok(())
}

fn signing_key(seed: &[u8]) -> Result<SigningKey, Failure> {
    expect_length(seed, PRIVATE_KEY_LENGTH)?;
    Ok(SigningKey::from_bytes(seed.try_into().expect("the length was checked")))
}
