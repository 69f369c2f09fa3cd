//! The integers behind numbers of the field against big integers.

mod common;

use common::{prime, splitmix};
use num_bigint::{BigInt, BigUint, Sign};
use programs::integer::Integer;
use shared::field::{C64, C128, C256, Element};

fn big<const LIMBS: usize>(limbs: &[u32; LIMBS]) -> BigInt {
    let bytes: Vec<u8> = limbs.iter().flat_map(|limb| limb.to_le_bytes()).collect();
    BigInt::from_biguint(Sign::Plus, BigUint::from_bytes_le(&bytes))
}

/// Residues at the edges, and others between.
fn residues<const LIMBS: usize, const C: u32>(seed: &mut u64, count: usize) -> Vec<Element<LIMBS, C>> {
    let bits = 32 * LIMBS as u32;
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
    let mut residues: Vec<Element<LIMBS, C>> =
        edges.iter().map(|edge| Element::from_bytes(&common::residue(edge, bits)).unwrap()).collect();
    for _ in 0..count {
        let mut limbs = [0u64; 4];
        let limbs = &mut limbs[..LIMBS / 2];
        let used = 1 + splitmix(seed) as usize % limbs.len();
        limbs[..used].iter_mut().for_each(|limb| *limb = splitmix(seed) >> (splitmix(seed) % 64));
        residues.extend(Element::from_bytes(&limbs.iter().flat_map(|limb| limb.to_le_bytes()).collect::<Vec<_>>()));
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

fn check<const LIMBS: usize, const C: u32>() {
    let bits = 32 * LIMBS as u32;
    let prime = prime(bits);
    let big = |number: &Element<LIMBS, C>| big(number.limbs());
    let residues = residues::<LIMBS, C>(&mut u64::from(bits), 40);
    for a in &residues {
        let integer = common::signed(&big(a), bits);
        assert_eq!(a.is_negative(), integer.sign() == Sign::Minus);
        let signed = a.signed();
        assert_eq!(BigInt::from_slice(Sign::Plus, &signed.magnitude), BigInt::from(integer.magnitude().clone()));
        assert_eq!(Element::of(signed), *a);
        let digits = integer.magnitude().to_string();
        assert_eq!(Element::signed_from_digits(integer.sign() == Sign::Minus, &digits), Some(*a));
        assert_eq!(Element::from_digits(&big(a).to_string()), Some(*a));
        let mut bytes = vec![0; 4 * LIMBS];
        a.write_signed(&mut bytes);
        assert_eq!(BigInt::from_signed_bytes_le(&bytes), integer);
        assert_eq!(Element::from_signed(&bytes), Some(*a));
        for b in &residues {
            assert_eq!(big(&a.add(b)), (big(a) + big(b)) % &prime);
            assert_eq!(big(&a.subtract(b)), modulo(big(a) - big(b), &prime));
            assert_eq!(big(&a.multiply(b)), (big(a) * big(b)) % &prime);
            let divided = a.divide_unsigned(b).map(|(quotient, remainder)| (big(&quotient), big(&remainder)));
            if big(b) == 0.into() {
                assert_eq!(divided, None);
                assert_eq!(a.divide_signed(b), None);
                continue;
            }
            assert_eq!(divided, Some((big(a) / big(b), big(a) % big(b))));
            let divisor = common::signed(&big(b), bits);
            let quotient = floor_div(&integer, &divisor);
            let remainder = &integer - &quotient * &divisor;
            let (found_quotient, found_remainder) = a.divide_signed(b).unwrap();
            assert_eq!(big(&found_quotient), modulo(quotient, &prime), "{integer} / {divisor}");
            assert_eq!(big(&found_remainder), modulo(remainder, &prime), "{integer} % {divisor}");
        }
    }
    for a in residues.iter().take(12) {
        for b in residues.iter().take(20) {
            assert_eq!(big(&a.power(b)), big(a).modpow(&big(b), &prime));
        }
    }
}

#[test]
fn numbers_compute_as_big_integers_do() {
    check::<2, C64>();
    check::<4, C128>();
    check::<8, C256>();
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
    refuses(64, &|value| Element::<2, C64>::from_bytes(&bytes(value, 64)).is_some());
    refuses(128, &|value| Element::<4, C128>::from_bytes(&bytes(value, 128)).is_some());
    refuses(256, &|value| Element::<8, C256>::from_bytes(&bytes(value, 256)).is_some());
    refuses(256, &|value| Element::<8, C256>::from_digits(&value.to_string()).is_some());
    assert!(Element::<2, C64>::from_bytes(&[0; 9]).is_none());
    assert!(Element::<2, C64>::from_digits(&"9".repeat(1000)).is_none());
    // One more than the signed range holds.
    let half: BigInt = prime(64) >> 1;
    assert!(Element::<2, C64>::signed_from_digits(false, &half.to_string()).is_some());
    assert!(Element::<2, C64>::signed_from_digits(true, &(&half + 1u8).to_string()).is_none());
}

fn check_signed_range<const LIMBS: usize, const C: u32>() {
    let bits = 32 * LIMBS as u32;
    let half: BigInt = prime(bits) >> 1;
    let read = |value: &BigInt| {
        let mut bytes = value.to_signed_bytes_le();
        bytes.resize(bits as usize / 8, if value.sign() == Sign::Minus { 0xff } else { 0 });
        Element::from_signed(&bytes).map(|residue: Element<LIMBS, C>| big(residue.limbs()))
    };
    assert_eq!(read(&half), Some(half.clone()));
    assert_eq!(read(&-&half), Some(&half + 1));
    assert_eq!(read(&(-1).into()), Some(prime(bits) - 1));
    assert_eq!(read(&(&half + 1)), None);
    assert_eq!(read(&(-&half - 1)), None);
    assert_eq!(read(&((BigInt::from(1) << (bits - 1)) - 1)), None);
    assert_eq!(read(&-(BigInt::from(1) << (bits - 1))), None);
    for length in [0, 4 * LIMBS - 1, 4 * LIMBS + 1] {
        assert!(Element::<LIMBS, C>::from_signed(&vec![0; length]).is_none());
    }
}

#[test]
fn signed_integers_lie_within_half_of_the_prime() {
    check_signed_range::<2, C64>();
    check_signed_range::<4, C128>();
    check_signed_range::<8, C256>();
}

#[test]
fn wide_bytes_are_reduced() {
    let bytes: Vec<u8> = (1..=40).map(|byte| 255 - byte).collect();
    let expected = BigInt::from_bytes_le(Sign::Plus, &bytes) % prime(256);
    assert_eq!(big(Element::<8, C256>::from_wide_bytes(&bytes).unwrap().limbs()), expected);
    let expected = BigInt::from_bytes_le(Sign::Plus, &[255; 16]) % prime(64);
    assert_eq!(big(Element::<2, C64>::from_wide_bytes(&[255; 16]).unwrap().limbs()), expected);
}
