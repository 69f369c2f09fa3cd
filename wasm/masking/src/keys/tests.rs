use super::{ecdsa, ed25519, eddsa, schnorr, sha256, tweak};
use crate::{Failure, FailureKind};
use k256::elliptic_curve::PrimeField;
use k256::{NonZeroScalar, Scalar};
use proptest::prelude::*;

type Operation = fn(&[u8], &mut Vec<u8>) -> Result<(), Failure>;

fn call(operation: Operation, parts: &[&[u8]]) -> Result<Vec<u8>, Failure> {
    let mut response = Vec::new();
    operation(&parts.concat(), &mut response).map(|()| response)
}

fn done(operation: Operation, parts: &[&[u8]]) -> Vec<u8> {
    call(operation, parts).expect("what can be done")
}

fn refusal(operation: Operation, parts: &[&[u8]]) -> String {
    let failure = call(operation, parts).expect_err("what cannot be done");
    assert_eq!(failure.kind, FailureKind::InvalidArgument);
    failure.message
}

fn bytes(number: Scalar) -> [u8; 32] {
    number.to_repr().into()
}

/// Numbers below the order of secp256k1, zero aside; small ones and large ones too.
fn scalar() -> impl Strategy<Value = Scalar> {
    let random = any::<[u8; 32]>().prop_filter_map("not below the order", |bytes| {
        NonZeroScalar::try_from(bytes.as_slice()).ok().map(|number| *number)
    });
    let small = (1u64..10).prop_map(Scalar::from);
    prop_oneof![4 => random, 1 => small.clone(), 1 => small.prop_map(|number| -number)]
}

const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xba, 0xae, 0xdc,
    0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn noise_is_refused_or_answered(noise in prop::collection::vec(any::<u8>(), 0..140), prefix in 0u8..5) {
        let operations: [Operation; 22] = [
            sha256, ecdsa::derive_public_key, ecdsa::compress, ecdsa::decompress, ecdsa::sign, ecdsa::sign_recoverable,
            ecdsa::verify, ecdsa::recover, schnorr::sign, schnorr::verify, tweak::add_to_private_key,
            tweak::multiply_private_key, tweak::add_to_public_key, tweak::multiply_public_key,
            tweak::combine_public_keys, tweak::share_secret, eddsa::derive_public_key, eddsa::sign,
            ed25519::derive_public_key, ed25519::verify,
            ed25519::sign,
            ed25519::derive_scalar,
        ];
        for operation in operations {
            let _ = call(operation, &[&noise]);
            // What looks like a public key comes farther.
            let _ = call(operation, &[&[prefix], &noise]);
        }
    }

    #[test]
    fn a_signature_holds_and_gives_the_key(
        key in scalar(),
        digest in any::<[u8; 32]>(),
        nonce_data in prop::option::of(any::<[u8; 32]>()),
    ) {
        let public_key = done(ecdsa::derive_public_key, &[&bytes(key)]);
        let nonce_data = nonce_data.as_ref().map_or(&[][..], |bytes| bytes);
        let signed = done(ecdsa::sign_recoverable, &[&bytes(key), &digest, nonce_data]);
        prop_assert_eq!(done(ecdsa::verify, &[&public_key, &digest, &signed[..64]]), [1]);
        prop_assert_eq!(done(ecdsa::recover, &[&digest, &signed]), public_key);
        if nonce_data.is_empty() {
            prop_assert_eq!(&done(ecdsa::sign, &[&bytes(key), &digest]), &signed[..64]);
        }
    }

    #[test]
    fn a_schnorr_signature_holds(
        key in scalar(),
        randomness in any::<[u8; 32]>(),
        message in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let public_key = done(ecdsa::derive_public_key, &[&bytes(key)]);
        let signature = done(schnorr::sign, &[&bytes(key), &randomness, &message]);
        prop_assert_eq!(done(schnorr::verify, &[&public_key[1..], &signature, &message]), [1]);
        let negated = done(schnorr::sign, &[&bytes(-key), &randomness, &message]);
        prop_assert_eq!(signature, negated);
    }

    #[test]
    fn public_keys_follow_their_private_keys(a in scalar(), b in scalar()) {
        let public = |number: &[u8]| done(ecdsa::derive_public_key, &[number]);
        let (a, b) = (bytes(a), bytes(b));
        prop_assert_eq!(
            done(tweak::multiply_public_key, &[&public(&a), &b]),
            public(&done(tweak::multiply_private_key, &[&a, &b])),
        );
        prop_assert_eq!(
            done(tweak::share_secret, &[&a, &public(&b)]),
            done(tweak::share_secret, &[&b, &public(&a)]),
        );
        // Opposites add up to zero.
        if let Ok(sum) = call(tweak::add_to_private_key, &[&a, &b]) {
            prop_assert_eq!(&done(tweak::add_to_public_key, &[&public(&a), &b]), &public(&sum));
            prop_assert_eq!(&done(tweak::combine_public_keys, &[&public(&a), &public(&b)]), &public(&sum));
        }
    }

    #[test]
    fn what_adds_up_to_zero_is_refused(number in scalar()) {
        let (key, opposite) = (bytes(number), bytes(-number));
        let public_key = done(ecdsa::derive_public_key, &[&key]);
        let other = done(ecdsa::derive_public_key, &[&opposite]);
        prop_assert!(refusal(tweak::add_to_private_key, &[&key, &opposite]).contains("zero"));
        prop_assert!(refusal(tweak::add_to_public_key, &[&public_key, &opposite]).contains("infinity"));
        prop_assert!(refusal(tweak::combine_public_keys, &[&public_key, &other]).contains("infinity"));
    }

    #[test]
    fn a_scalar_has_the_public_key_of_its_seed(seed in any::<[u8; 32]>(), message in any::<[u8; 8]>()) {
        let scalar = done(ed25519::derive_scalar, &[&seed]);
        let public_key = done(eddsa::derive_public_key, &[&scalar]);
        prop_assert_eq!(&public_key, &done(ed25519::derive_public_key, &[&seed]));
        let signature = done(eddsa::sign, &[&scalar, &[0; 32], &message]);
        prop_assert_eq!(done(ed25519::verify, &[&public_key, &signature, &message]), [1]);
    }
}

#[test]
fn tweaks_out_of_range_are_refused() {
    let key = bytes(Scalar::from(5u64));
    let public_key = done(ecdsa::derive_public_key, &[&key]);
    for operation in [tweak::add_to_private_key, tweak::multiply_private_key] {
        assert!(refusal(operation, &[&key, &ORDER]).contains("below the order"));
        assert!(refusal(operation, &[&key, &ORDER[1..]]).contains("below the order"));
    }
    for operation in [tweak::add_to_public_key, tweak::multiply_public_key] {
        assert!(refusal(operation, &[&public_key, &[0xff; 32]]).contains("below the order"));
    }
    assert_eq!(done(tweak::add_to_private_key, &[&key, &[0; 32]]), key);
    assert_eq!(done(tweak::add_to_public_key, &[&public_key, &[0; 32]]), public_key);
    assert!(refusal(tweak::multiply_private_key, &[&key, &[0; 32]]).contains("zero"));
    assert!(refusal(tweak::multiply_public_key, &[&public_key, &[0; 32]]).contains("zero"));
    assert!(refusal(tweak::combine_public_keys, &[]).contains("infinity"));
}

#[test]
fn nonce_data_changes_the_nonce_even_when_it_is_zero() {
    let key = bytes(Scalar::from(5u64));
    let without = done(ecdsa::sign_recoverable, &[&key, &[1; 32]]);
    let zeros = done(ecdsa::sign_recoverable, &[&key, &[1; 32], &[0; 32]]);
    assert_ne!(without[..32], zeros[..32]);
    for length in [1, 31, 33] {
        refusal(ecdsa::sign_recoverable, &[&key, &[1; 32], &vec![0; length]]);
    }
    refusal(ecdsa::sign, &[&key, &[1; 32], &[0; 32]]);
}

#[test]
fn what_no_key_signed_is_not_recovered() {
    let signed = done(ecdsa::sign_recoverable, &[&bytes(Scalar::from(5u64)), &[1; 32]]);
    for id in [2, 3, 4, 255] {
        refusal(ecdsa::recover, &[&[1; 32], &signed[..64], &[id]]);
    }
    for signature in [[0; 64], [0xff; 64]] {
        refusal(ecdsa::recover, &[&[1; 32], &signature, &[0]]);
    }
    refusal(ecdsa::recover, &[&[1; 32], &signed[..64]]);
}
