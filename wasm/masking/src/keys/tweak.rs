//! Arithmetic on keys of secp256k1: sums and products with numbers, sums of public keys, and the point that two key
//! pairs share.

use super::{COMPRESSED_LENGTH, Outcome, PRIVATE_KEY_LENGTH, private_key, public_key, sha256, split, write_compressed};
use crate::Failure;
use k256::elliptic_curve::PrimeField;
use k256::{NonZeroScalar, ProjectivePoint, PublicKey, Scalar};

pub fn add_to_private_key(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (key, number) = split(request, PRIVATE_KEY_LENGTH)?;
    write_private_key(*private_key(key)? + tweak(number)?, response)
}

pub fn multiply_private_key(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (key, number) = split(request, PRIVATE_KEY_LENGTH)?;
    write_private_key(*private_key(key)? * *factor(number)?, response)
}

pub fn add_to_public_key(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (key, number) = split(request, COMPRESSED_LENGTH)?;
    write_point(ProjectivePoint::GENERATOR * tweak(number)? + public_key(key)?.to_projective(), response)
}

pub fn multiply_public_key(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (key, number) = split(request, COMPRESSED_LENGTH)?;
    write_point(public_key(key)?.to_projective() * *factor(number)?, response)
}

pub fn combine_public_keys(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let mut sum = ProjectivePoint::IDENTITY;
    for key in request.chunks(COMPRESSED_LENGTH) {
        sum += public_key(key)?.to_projective();
    }
    write_point(sum, response)
}

/// The digest of the shared point rather than the point, as in libsecp256k1.
pub fn share_secret(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (key, point) = split(request, PRIVATE_KEY_LENGTH)?;
    let mut shared = Vec::new();
    write_point(public_key(point)?.to_projective() * *private_key(key)?, &mut shared)?;
    sha256(&shared, response)
}

fn tweak(bytes: &[u8]) -> Result<Scalar, Failure> {
    <[u8; PRIVATE_KEY_LENGTH]>::try_from(bytes)
        .ok()
        .and_then(|bytes| Scalar::from_repr(bytes.into()).into_option())
        .ok_or_else(|| Failure::invalid_argument("The tweak is not below the order of secp256k1"))
}

fn factor(bytes: &[u8]) -> Result<NonZeroScalar, Failure> {
    non_zero(tweak(bytes)?, "The tweak is zero, and a key times zero is not a key")
}

fn write_private_key(number: Scalar, response: &mut Vec<u8>) -> Outcome {
    let key = non_zero(number, "The tweak and the private key add up to zero, which is not a key")?;
    response.extend_from_slice(&key.to_repr());
    Ok(())
}

fn write_point(point: ProjectivePoint, response: &mut Vec<u8>) -> Outcome {
    let key = PublicKey::from_affine(point.to_affine())
        .map_err(|_| Failure::invalid_argument("The sum is the point at infinity, which is not a public key"))?;
    write_compressed(&key, response);
    Ok(())
}

fn non_zero(number: Scalar, refusal: &str) -> Result<NonZeroScalar, Failure> {
    NonZeroScalar::new(number).into_option().ok_or_else(|| Failure::invalid_argument(refusal))
}
