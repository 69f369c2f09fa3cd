//! Schnorr's signatures over secp256k1, by BIP 340.

use super::{ENTROPY_LENGTH, Outcome, PRIVATE_KEY_LENGTH, SIGNATURE_LENGTH, private_key, public_key, split};
use crate::Failure;
use k256::schnorr::{Signature, SigningKey, VerifyingKey};

pub const X_ONLY_LENGTH: usize = 32;

/// Auxiliary randomness may be of any kind: the nonce comes from the key and the message as well.
pub fn sign(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (key, request) = split(request, PRIVATE_KEY_LENGTH)?;
    let (randomness, message) = split(request, ENTROPY_LENGTH)?;
    // `sign_raw` is outside the documented interface, in which no method takes both a message and the randomness.
    let signature = SigningKey::from(private_key(key)?)
        .sign_raw(message, randomness.try_into().expect("it was split at this length"))
        .map_err(|_| Failure::invalid_argument("This message cannot be signed with this key"))?;
    response.extend_from_slice(&signature.to_bytes());
    Ok(())
}

pub fn verify(request: &[u8], response: &mut Vec<u8>) -> Outcome {
    let (key, request) = split(request, X_ONLY_LENGTH)?;
    let (signature, message) = split(request, SIGNATURE_LENGTH)?;
    // Of the two points with this abscissa, BIP 340 takes the one whose y is even.
    let key = VerifyingKey::try_from(public_key(&[&[2], key].concat())?).expect("its y is even");
    let holds = Signature::from_slice(signature).is_ok_and(|signature| key.verify_raw(message, &signature).is_ok());
    response.push(holds.into());
    Ok(())
}
