//! Numbers that the protocols of nodes cannot compute with: where the ranges end, and what comes out beyond.

mod common;

use common::dsl::Dsl;
use common::{prime, residue, run_on, signed, splitmix, values};
use num_bigint::BigInt;
use programs::encode::encode;
use programs::evaluate::Numbers;
use programs::mir::{Binary, Kind};
use programs::protocols::Protocols;
use programs::refusal::{Code, Refusal};
use programs::types::Scalar;

const BITS: [u32; 3] = [64, 128, 256];

/// Runs `a op b` of secrets, or of a secret and a public number.
fn compute(
    binary: Binary,
    right: Scalar,
    bits: u32,
    numbers: Numbers,
    operands: [&BigInt; 2],
    seed: u64,
) -> Result<BigInt, Refusal> {
    let mut dsl = Dsl::default();
    let left = dsl.input("a", Scalar::SecretInteger.into());
    let second = dsl.input("b", right.into());
    let ty = if binary == Binary::Equals { Scalar::SecretBoolean } else { Scalar::SecretInteger };
    let result = dsl.operation(ty.into(), Kind::Binary(binary, left, second));
    dsl.output("result".into(), result);
    let program = encode(&dsl.finish(), usize::MAX).unwrap();
    let [a, b] = operands.map(|operand| residue(operand, bits));
    let given = values(&[("a", "SecretInteger", a), ("b", &format!("{right:?}"), b)], bits);
    let outputs = run_on(&program, bits, numbers, &given, seed)?;
    let found = &outputs["result"].residues(bits)[0];
    Ok(if ty == Scalar::SecretBoolean { found.clone() } else { signed(found, bits) })
}

fn power(exponent: u32) -> BigInt {
    BigInt::from(1) << exponent
}

/// A number of exactly so many bits.
fn random(bits: u32, seed: &mut u64) -> BigInt {
    let bytes: Vec<u8> = (0..bits / 8 + 1).map(|_| splitmix(seed) as u8).collect();
    BigInt::from_bytes_le(num_bigint::Sign::Plus, &bytes) % power(bits - 1) + power(bits - 1)
}

fn floor(a: &BigInt, b: &BigInt) -> BigInt {
    let (quotient, remainder) = (a / b, a % b);
    let is_off = remainder != BigInt::ZERO && (remainder < BigInt::ZERO) != (*b < BigInt::ZERO);
    quotient - i32::from(is_off)
}

fn refused(result: Result<BigInt, Refusal>) -> String {
    let refusal = result.unwrap_err();
    assert_eq!(refusal.code, Code::Range, "{refusal}");
    assert!(refusal.to_string().contains("real nodes"), "{refusal}");
    refusal.to_string()
}

const MODES: [Numbers; 3] = [Numbers::Strict, Numbers::AsNodes, Numbers::Exact];

#[test]
fn numbers_within_the_ranges_give_the_same_in_all_modes() {
    let mut seed = 1;
    for bits in BITS {
        let [divided, dividing] = Protocols::new(bits).division_limits();
        for round in 0..24 {
            let sign = |number: BigInt, is_negative: bool| if is_negative { -number } else { number };
            let a = sign(random(1 + round % divided, &mut seed), round % 2 == 1);
            let b = sign(random(1 + round % dividing, &mut seed), round % 3 == 1);
            let shift = BigInt::from(round % 10);
            for numbers in MODES {
                let give = |binary, right, operands: [&BigInt; 2]| {
                    compute(binary, right, bits, numbers, operands, seed).unwrap()
                };
                let quotient = floor(&a, &b);
                for right in [Scalar::SecretInteger, Scalar::Integer] {
                    assert_eq!(give(Binary::Division, right, [&a, &b]), quotient, "{a} / {b} {bits} {numbers:?}");
                    assert_eq!(give(Binary::Modulo, right, [&a, &b]), &a - &quotient * &b, "{a} % {b}");
                }
                assert_eq!(give(Binary::Division, Scalar::SecretInteger, [&a, &BigInt::ZERO]), BigInt::ZERO);
                assert_eq!(give(Binary::Modulo, Scalar::SecretInteger, [&a, &BigInt::ZERO]), a);
                let shifted = floor(&a, &power(round % 10));
                assert_eq!(give(Binary::RightShift, Scalar::UnsignedInteger, [&a, &shift]), shifted);
                let below = &shifted - give(Binary::TruncPr, Scalar::UnsignedInteger, [&a, &shift]);
                assert!(below == BigInt::ZERO || below == BigInt::from(1), "{below}");
                assert_eq!(give(Binary::Equals, Scalar::SecretInteger, [&a, &a]), BigInt::from(1));
                let other = &a + power(2 * round);
                assert_eq!(give(Binary::Equals, Scalar::SecretInteger, [&a, &other]), BigInt::ZERO);
            }
        }
    }
}

#[test]
fn secrets_that_are_far_apart_are_equal_and_unequal_to_nodes() {
    let mut seed = 2;
    for bits in [128, 256] {
        let mut wrong = 0;
        for _ in 0..50 {
            let (a, b) = (random(bits - 2, &mut seed), random(bits - 3, &mut seed));
            let give = |numbers| compute(Binary::Equals, Scalar::SecretInteger, bits, numbers, [&a, &b], seed);
            assert_eq!(give(Numbers::Exact).unwrap(), BigInt::ZERO);
            assert!(refused(give(Numbers::Strict)).contains("both == and !="));
            let found = give(Numbers::AsNodes).unwrap();
            // As a boolean both it and one minus it are true.
            wrong += u32::from(found != BigInt::ZERO && found != BigInt::from(1));
        }
        // With a prime of 128 bits some 64 bits differ, which is the limit.
        assert!(if bits == 256 { wrong == 50 } else { (10..40).contains(&wrong) }, "{wrong} of 50 with {bits} bits");
    }
}

#[test]
fn strict_takes_secrets_apart_by_63_bits_and_refuses_105() {
    let mut seed = 3;
    for bits in [128, 256] {
        let give = |b: &BigInt| {
            compute(Binary::Equals, Scalar::SecretInteger, bits, Numbers::Strict, [&BigInt::from(-5), b], 0)
        };
        for _ in 0..20 {
            assert_eq!(give(&(random(63, &mut seed) - 5)).unwrap(), BigInt::ZERO);
            assert_eq!(give(&(-random(63, &mut seed) - 5)).unwrap(), BigInt::ZERO);
            refused(give(&(random(105, &mut seed) - 5)));
            refused(give(&(-random(110, &mut seed) - 5)));
        }
        // Few bits turn over when a power of two is added.
        assert_eq!(give(&(power(103) - 5)).unwrap(), BigInt::ZERO);
        refused(give(&(power(104) - 5)));
    }
}

#[test]
fn strict_refuses_differences_about_which_nodes_are_wrong_now_and_then() {
    let mut seed = 4;
    let give = |difference: &BigInt, numbers, seed| {
        compute(Binary::Equals, Scalar::SecretInteger, 256, numbers, [difference, &BigInt::ZERO], seed)
    };
    // Every second bit: more turn over than on average.
    let alternating = |bits: u32| (power(bits) - 1) / 3;
    for (difference, is_refused) in [
        (random(70, &mut seed), false),
        (random(104, &mut seed), true),
        (alternating(64), false),
        (alternating(100), true),
        (power(100), false),
        (power(100) - 1, false),
    ] {
        let strict = give(&difference, Numbers::Strict, 0);
        assert_eq!(strict.is_err(), is_refused, "{difference:b}");
        let wrong = (0..200).filter(|seed| give(&difference, Numbers::AsNodes, *seed).unwrap() != BigInt::ZERO);
        assert_eq!(wrong.count() > 0, is_refused, "{difference:b}");
    }
}

#[test]
fn dividing_by_a_secret_ends_where_the_reciprocal_does() {
    let mut seed = 5;
    for (bits, [dividend, divisor], wrong_from) in
        [(256, [52, 50], [56, 54]), (128, [20, 20], [24, 23]), (64, [4, 4], [8, 7])]
    {
        let give = |binary, numbers, operands: [&BigInt; 2], seed| {
            compute(binary, Scalar::SecretInteger, bits, numbers, operands, seed)
        };
        let three = BigInt::from(3);
        for binary in [Binary::Division, Binary::Modulo] {
            for sign in [1, -1] {
                let strict = |a: BigInt, b: &BigInt| give(binary, Numbers::Strict, [&(a * sign), &(b * sign)], 0);
                strict(power(dividend) - 1, &three).unwrap();
                strict(three.clone(), &(power(divisor) - 1)).unwrap();
                assert!(refused(strict(power(dividend), &three)).contains(&format!("below 2^{dividend} by")));
                refused(strict(three.clone(), &power(divisor)));
            }
        }
        let mut wrong = [0, 0];
        for _ in 0..100 {
            let (a, b) = (random(wrong_from[0], &mut seed), random(wrong_from[1], &mut seed));
            let one = BigInt::from(1);
            for (index, operands) in [[&a, &one], [&a, &b]].into_iter().enumerate() {
                let exact = give(Binary::Division, Numbers::Exact, operands, seed).unwrap();
                assert_eq!(exact, floor(operands[0], operands[1]));
                let found = give(Binary::Division, Numbers::AsNodes, operands, seed).unwrap();
                wrong[index] += u32::from(found != exact);
                let remainder = give(Binary::Modulo, Numbers::AsNodes, operands, seed).unwrap();
                assert_eq!(remainder, operands[0] - found * operands[1]);
            }
        }
        assert!(wrong.iter().all(|wrong| *wrong > 50), "{wrong:?} of 100 with {bits} bits");
    }
}

#[test]
fn large_negative_numbers_are_unsigned_to_nodes() {
    for (bits, limit) in [(256, 127), (128, 63), (64, 31)] {
        let cases = [
            (Binary::RightShift, Scalar::UnsignedInteger, 3),
            (Binary::TruncPr, Scalar::UnsignedInteger, 3),
            (Binary::Division, Scalar::Integer, 8),
            (Binary::Modulo, Scalar::Integer, 5),
        ];
        for (binary, right, operand) in cases {
            let operand = BigInt::from(operand);
            let give = |a: &BigInt, numbers| compute(binary, right, bits, numbers, [a, &operand], 7);
            let (edge, beyond) = (-power(limit) + 1, -power(limit));
            let exact = give(&edge, Numbers::Exact).unwrap();
            assert_eq!(give(&edge, Numbers::Strict).unwrap(), exact);
            assert!(refused(give(&beyond, Numbers::Strict)).contains(&format!("-2^{limit}")));
            // Positive numbers may be as large as there are.
            let large = power(bits - 2);
            assert_eq!(give(&large, Numbers::Strict).unwrap(), give(&large, Numbers::Exact).unwrap());
            // A number as large as the noise wraps always.
            let number = -power(bits / 2 + 20) - 3;
            let unsigned = prime(bits) + &number;
            let exact = match binary {
                Binary::Modulo => &number % 5 + 5,
                _ => floor(&number, &BigInt::from(8)),
            };
            let found = give(&number, Numbers::AsNodes).unwrap();
            let expected = match binary {
                Binary::Modulo => &unsigned % 5,
                _ => signed(&(&unsigned / 8), bits),
            };
            if binary == Binary::TruncPr {
                assert!((&expected - &found) == BigInt::ZERO || (expected - found) == BigInt::from(1));
                assert!(exact - give(&number, Numbers::Exact).unwrap() <= BigInt::from(1));
            } else {
                assert_eq!(found, expected, "{binary:?} with {bits} bits");
                assert_eq!(give(&number, Numbers::Exact).unwrap(), exact);
            }
        }
        // With a negative divisor it is the other way round.
        for binary in [Binary::Division, Binary::Modulo] {
            let give = |a: &BigInt, numbers| compute(binary, Scalar::Integer, bits, numbers, [a, &BigInt::from(-8)], 7);
            assert!(refused(give(&power(limit), Numbers::Strict)).contains("negative public number"));
            give(&(power(limit) - 1), Numbers::Strict).unwrap();
            let large = -power(bits - 2);
            assert_eq!(give(&large, Numbers::Strict).unwrap(), give(&large, Numbers::Exact).unwrap());
            let number = power(bits / 2 + 20) + 3;
            assert_ne!(give(&number, Numbers::AsNodes).unwrap(), give(&number, Numbers::Exact).unwrap());
        }
    }
}

#[test]
fn numbers_have_the_names_of_the_option() {
    let named = ["strict", "asNodes", "exact", "Exact"].map(Numbers::named);
    assert_eq!(named, [Some(Numbers::Strict), Some(Numbers::AsNodes), Some(Numbers::Exact), None]);
}
