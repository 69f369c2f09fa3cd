//! Ed25519, with scalars for private keys, as the network has them.

use super::{ENTROPY_LENGTH, Outcome, PRIVATE_KEY_LENGTH, split};
use crate::Failure;
use crate::key_shares::Scalar as _;
use curve25519_dalek::{EdwardsPoint, Scalar};
use sha2::{Digest, Sha512};

pub fn derive_public_key(scalar: &[u8], response: &mut Vec<u8>) -> Outcome {
    response.extend_from_slice(&private_key(scalar)?.public_point());
    Ok(())
}

/// Signs with a scalar where Ed25519 has the seed that one is made of, and with it what its nonce is made of: here the
/// caller gives the entropy, which the key and the message go into as well, so that a bad generator gives no key away.
pub fn sign(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (scalar, request) = split(request, PRIVATE_KEY_LENGTH)?;
    let (entropy, message) = split(request, ENTROPY_LENGTH)?;
    let key = private_key(scalar)?;
    let hash = |parts: [&[u8]; 3]| {
        let digest = parts.iter().fold(Sha512::new(), |hash, part| hash.chain_update(part)).finalize();
        Scalar::from_bytes_mod_order_wide(&digest.into())
    };
    let nonce = hash([entropy, scalar, message]);
    let point = EdwardsPoint::mul_base(&nonce).compress().to_bytes();
    let challenge = hash([&point, &key.public_point(), message]);
    response.extend_from_slice(&point);
    response.extend_from_slice((nonce + challenge * key).as_bytes());
    Ok(())
}

fn private_key(bytes: &[u8]) -> Result<Scalar, Failure> {
    Scalar::from_little_endian(bytes)
        .ok_or_else(|| Failure::invalid_argument("The private key is not between 1 and the order of Ed25519"))
}
