//! Field arithmetic against big integers.

mod common;

use common::{prime, splitmix};
use num_bigint::{BigInt, BigUint, Sign};
use programs::field::{FIELD_64, FIELD_128, FIELD_256, Field, Limbs};

fn big<const N: usize>(limbs: &Limbs<N>) -> BigInt {
    let bytes: Vec<u8> = limbs.iter().flat_map(|limb| limb.to_le_bytes()).collect();
    BigInt::from_biguint(Sign::Plus, BigUint::from_bytes_le(&bytes))
}

/// Residues at the edges, and others between.
fn residues<const N: usize>(field: Field<N>, seed: &mut u64, count: usize) -> Vec<Limbs<N>> {
    let bits = Field::<N>::BITS;
    let prime = prime(bits);
    let half: BigInt = &prime >> 1;
    let edges = [
        BigInt::from(0),
        1.into(),
        2.into(),
        half.clone(),
        &half + 1,
        &half - 1,
        &prime - 1,
        &prime - 2,
        BigInt::from(1) << (bits - 1),
        BigInt::from(1) << (bits / 2),
    ];
    let mut residues: Vec<Limbs<N>> =
        edges.iter().map(|edge| field.from_bytes(&common::residue(edge, bits)).unwrap()).collect();
    for _ in 0..count {
        let mut limbs = [0; N];
        let used = 1 + splitmix(seed) as usize % N;
        limbs[..used].iter_mut().for_each(|limb| *limb = splitmix(seed) >> (splitmix(seed) % 64));
        residues.extend(field.from_bytes(&limbs.iter().flat_map(|limb| limb.to_le_bytes()).collect::<Vec<_>>()));
    }
    residues
}

fn modulo(value: BigInt, prime: &BigInt) -> BigInt {
    ((value % prime) + prime) % prime
}

fn floor_div(a: &BigInt, b: &BigInt) -> BigInt {
    let (quotient, remainder) = (a / b, a % b);
    let rounds_up = remainder.sign() != Sign::NoSign && remainder.sign() != b.sign();
    if rounds_up { quotient - 1 } else { quotient }
}

fn check<const N: usize>(field: Field<N>) {
    let bits = Field::<N>::BITS;
    let prime = prime(bits);
    let residues = residues(field, &mut u64::from(bits), 40);
    for a in &residues {
        let integer = common::signed(&big(a), bits);
        assert_eq!(field.is_negative(a), integer.sign() == Sign::Minus);
        let signed = field.signed(a);
        assert_eq!(big(&signed.magnitude), BigInt::from(integer.magnitude().clone()));
        assert_eq!(field.residue(signed), *a);
        let digits = integer.magnitude().to_string();
        assert_eq!(field.signed_from_digits(integer.sign() == Sign::Minus, &digits), Some(*a));
        assert_eq!(field.from_digits(&big(a).to_string()), Some(*a));
        let mut bytes = Vec::new();
        field.write_signed(a, &mut bytes);
        assert_eq!(bytes.len(), Field::<N>::BYTES);
        assert_eq!(BigInt::from_signed_bytes_le(&bytes), integer);
        assert_eq!(field.from_signed_bytes(&bytes), Some(*a));
        for b in &residues {
            assert_eq!(big(&field.add(a, b)), (big(a) + big(b)) % &prime);
            assert_eq!(big(&field.sub(a, b)), modulo(big(a) - big(b), &prime));
            assert_eq!(big(&field.mul(a, b)), (big(a) * big(b)) % &prime);
            let divided = field.divide_unsigned(a, b).map(|(quotient, remainder)| (big(&quotient), big(&remainder)));
            if big(b) == 0.into() {
                assert_eq!(divided, None);
                assert_eq!(field.divide_signed(a, b), None);
                continue;
            }
            assert_eq!(divided, Some((big(a) / big(b), big(a) % big(b))));
            let divisor = common::signed(&big(b), bits);
            let quotient = floor_div(&integer, &divisor);
            let remainder = &integer - &quotient * &divisor;
            let (found_quotient, found_remainder) = field.divide_signed(a, b).unwrap();
            assert_eq!(big(&found_quotient), modulo(quotient, &prime), "{integer} / {divisor}");
            assert_eq!(big(&found_remainder), modulo(remainder, &prime), "{integer} % {divisor}");
        }
    }
    for a in residues.iter().take(12) {
        for b in residues.iter().take(20) {
            assert_eq!(big(&field.pow(a, b)), big(a).modpow(&big(b), &prime));
        }
    }
}

#[test]
fn fields_compute_as_big_integers_do() {
    check(FIELD_64);
    check(FIELD_128);
    check(FIELD_256);
}

#[test]
fn what_is_not_below_the_prime_is_no_residue() {
    let refuses = |bits: u32, is_residue: &dyn Fn(&BigInt) -> bool| {
        let prime = prime(bits);
        assert!(is_residue(&(&prime - 1)));
        assert!(!is_residue(&prime));
        assert!(!is_residue(&((BigInt::from(1) << bits) - 1)));
    };
    let bytes = |value: &BigInt, bits: u32| {
        let (_, mut bytes) = value.to_bytes_le();
        bytes.resize(bits as usize / 8, 0);
        bytes
    };
    refuses(64, &|value| FIELD_64.from_bytes(&bytes(value, 64)).is_some());
    refuses(128, &|value| FIELD_128.from_bytes(&bytes(value, 128)).is_some());
    refuses(256, &|value| FIELD_256.from_bytes(&bytes(value, 256)).is_some());
    refuses(256, &|value| FIELD_256.from_digits(&value.to_string()).is_some());
    assert!(FIELD_64.from_bytes(&[0; 9]).is_none());
    assert!(FIELD_64.from_digits(&"9".repeat(1000)).is_none());
    // One more than the signed range holds.
    let half: BigInt = prime(64) >> 1;
    assert!(FIELD_64.signed_from_digits(false, &half.to_string()).is_some());
    assert!(FIELD_64.signed_from_digits(true, &(&half + 1u8).to_string()).is_none());
}

fn check_signed_range<const N: usize>(field: Field<N>) {
    let bits = Field::<N>::BITS;
    let half: BigInt = prime(bits) >> 1;
    let read = |value: &BigInt| {
        let mut bytes = value.to_signed_bytes_le();
        bytes.resize(bits as usize / 8, if value.sign() == Sign::Minus { 0xff } else { 0 });
        field.from_signed_bytes(&bytes).map(|residue| big(&residue))
    };
    assert_eq!(read(&half), Some(half.clone()));
    assert_eq!(read(&-&half), Some(&half + 1));
    assert_eq!(read(&(-1).into()), Some(prime(bits) - 1));
    assert_eq!(read(&(&half + 1)), None);
    assert_eq!(read(&(-&half - 1)), None);
    assert_eq!(read(&((BigInt::from(1) << (bits - 1)) - 1)), None);
    assert_eq!(read(&-(BigInt::from(1) << (bits - 1))), None);
    for length in [0, Field::<N>::BYTES - 1, Field::<N>::BYTES + 1] {
        assert!(field.from_signed_bytes(&vec![0; length]).is_none());
    }
}

#[test]
fn signed_integers_lie_within_half_of_the_prime() {
    check_signed_range(FIELD_64);
    check_signed_range(FIELD_128);
    check_signed_range(FIELD_256);
}

#[test]
fn wide_bytes_are_reduced() {
    let bytes: Vec<u8> = (1..=40).map(|byte| 255 - byte).collect();
    let expected = BigInt::from_bytes_le(Sign::Plus, &bytes) % prime(256);
    assert_eq!(big(&FIELD_256.from_wide_bytes(&bytes)), expected);
    let expected = BigInt::from_bytes_le(Sign::Plus, &[255; 16]) % prime(64);
    assert_eq!(big(&FIELD_64.from_wide_bytes(&[255; 16])), expected);
}
