//! ECDSA over secp256k1.

use super::{
    COMPRESSED_LENGTH, DIGEST_LENGTH, ENTROPY_LENGTH, Outcome, PRIVATE_KEY_LENGTH, SIGNATURE_LENGTH, expect_length,
    private_key, public_key, split, write_compressed,
};
use crate::Failure;
use ecdsa::hazmat::{sign_prehashed_rfc6979, verify_prehashed};
use k256::ecdsa::{RecoveryId, Signature, VerifyingKey};
use k256::elliptic_curve::sec1::ToSec1Point;
use k256::{ProjectivePoint, PublicKey, Secp256k1};
use sha2::Sha256;

pub fn derive_public_key(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    write_compressed(&PublicKey::from_secret_scalar(&private_key(request)?), response);
    Ok(())
}

pub fn compress(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    write_compressed(&public_key(request)?, response);
    Ok(())
}

pub fn decompress(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    response.extend_from_slice(public_key(request)?.to_sec1_point(false).as_bytes());
    Ok(())
}

/// Deterministic by RFC 6979, `s` in the lower half.
pub fn sign(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    expect_length(request, PRIVATE_KEY_LENGTH + DIGEST_LENGTH)?;
    sign_recoverable(request, response)?;
    response.pop();
    Ok(())
}

/// As [`sign`], with data for the nonce or without, and then which point the nonce's was.
pub fn sign_recoverable(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (key, request) = split(request, PRIVATE_KEY_LENGTH)?;
    let (digest, nonce_data) = split(request, DIGEST_LENGTH)?;
    if !nonce_data.is_empty() {
        expect_length(nonce_data, ENTROPY_LENGTH)?;
    }
    // The additional data of section 3.6, which is libsecp256k1's `ndata`. None is not the same as zeros.
    let (signature, id) = sign_prehashed_rfc6979::<Secp256k1, Sha256>(&private_key(key)?, digest, nonce_data);
    response.extend_from_slice(&signature.to_bytes());
    response.push(id.to_byte());
    Ok(())
}

/// Refuses an `s` in the upper half, as the nodes do.
pub fn verify(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (key, request) = split(request, COMPRESSED_LENGTH)?;
    let (digest, signature) = split(request, DIGEST_LENGTH)?;
    let point = ProjectivePoint::from(public_key(key)?);
    let holds = Signature::from_slice(signature)
        .is_ok_and(|signature| verify_prehashed::<Secp256k1>(&point, digest, &signature).is_ok());
    response.push(holds.into());
    Ok(())
}

pub fn recover(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (digest, request) = split(request, DIGEST_LENGTH)?;
    let (signature, id) = split(request, SIGNATURE_LENGTH)?;
    let signature = Signature::from_slice(signature).ok();
    let id = <[u8; 1]>::try_from(id).ok().and_then(|[id]| RecoveryId::from_byte(id));
    let key = signature
        .zip(id)
        .and_then(|(signature, id)| VerifyingKey::recover_from_prehash(digest, &signature, id).ok())
        .ok_or_else(|| Failure::invalid_argument("No public key has this signature and recovery id"))?;
    write_compressed(&key.into(), response);
    Ok(())
}
