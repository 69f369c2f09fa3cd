//! What inputs that declare their bits let the compiler say: nothing about a program of which every run is right, and
//! something about one of which a run is wrong.

mod common;

use common::dsl::Dsl;
use common::{residue, run_on, signed, splitmix, values};
use num_bigint::BigInt;
use programs::compile::compile;
use programs::encode::encode;
use programs::evaluate::Numbers;
use programs::mir::{Binary, Id, Kind, Unary};
use programs::refusal::Code;
use programs::types::{Scalar, Type};
use programs::warnings::warnings;

const BITS: [u32; 3] = [64, 128, 256];

fn power(exponent: u32) -> BigInt {
    BigInt::from(1) << exponent
}

fn floor(a: &BigInt, b: &BigInt) -> BigInt {
    let (quotient, remainder) = (a / b, a % b);
    let is_off = remainder != BigInt::ZERO && (remainder < BigInt::ZERO) != (*b < BigInt::ZERO);
    quotient - i32::from(is_off)
}

/// What the compiler says about a program, in short.
fn said(program: &[u8], bits: u32, declared: &[(&str, u32)]) -> Vec<String> {
    let of = |name: &str| declared.iter().find(|(known, _)| *known == name).map(|(_, bits)| *bits);
    let found = warnings(&compile(program).unwrap(), bits, &of);
    let short = [
        ("both == and !=", "equality"),
        ("by a public number", "dividend"),
        ("by a negative public number", "negative divisor"),
        ("they shift nothing", "shift"),
        ("they divide by a secret", "secret divisor"),
        ("too large for the prime", "wrap"),
        ("the wrong order", "order"),
    ];
    let name = |reason: &str| short.iter().find(|(words, _)| reason.contains(words)).unwrap().1.to_owned();
    found.iter().map(|issue| name(&issue.reason)).collect()
}

/// A program that gives what `write` makes of the secrets `a` and `b`, the public `c` and the unsigned `u` and public `n`.
fn program(write: impl FnOnce(&mut Dsl, [Id; 5]) -> Id) -> Vec<u8> {
    let mut dsl = Dsl::default();
    let inputs = [
        ("a", Scalar::SecretInteger),
        ("b", Scalar::SecretInteger),
        ("c", Scalar::Integer),
        ("u", Scalar::SecretUnsignedInteger),
        ("n", Scalar::UnsignedInteger),
    ];
    let inputs = inputs.map(|(name, scalar)| dsl.input(name, scalar.into()));
    let result = write(&mut dsl, inputs);
    dsl.output("result".into(), result);
    encode(&dsl.finish(), usize::MAX).unwrap()
}

/// A program of one operation on secrets, or on a secret and a public number or a literal.
fn one(binary: Binary, pick: impl FnOnce(&mut Dsl, [Id; 5]) -> [Id; 2]) -> Vec<u8> {
    program(|dsl, inputs| {
        let [left, right] = pick(dsl, inputs);
        let ty = match binary {
            Binary::Equals | Binary::LessThan => Scalar::SecretBoolean,
            _ => dsl.operations[&left].ty.scalar().unwrap().shared().unwrap(),
        };
        dsl.operation(ty.into(), Kind::Binary(binary, left, right))
    })
}

#[test]
fn warnings_begin_where_the_declared_bits_leave_the_range() {
    let secrets = |_: &mut Dsl, [a, b, ..]: [Id; 5]| [a, b];
    let nothing: [&str; 0] = [];
    for (bits, equal, [dividend, divisor], negative) in
        [(256, 63, [52, 50], 127), (128, 63, [20, 20], 63), (64, 63, [4, 4], 31)]
    {
        let equality = one(Binary::Equals, secrets);
        assert_eq!(said(&equality, bits, &[("a", equal), ("b", equal)]), nothing);
        let apart = said(&equality, bits, &[("a", equal + 1), ("b", equal)]);
        assert_eq!(apart, if bits == 64 { vec![] } else { vec!["equality"] });

        for binary in [Binary::Division, Binary::Modulo] {
            let by_secret = one(binary, secrets);
            assert_eq!(said(&by_secret, bits, &[("a", dividend), ("b", divisor)]), nothing);
            assert_eq!(said(&by_secret, bits, &[("a", dividend + 1), ("b", divisor)]), ["secret divisor"]);
            assert_eq!(said(&by_secret, bits, &[("a", dividend), ("b", divisor + 1)]), ["secret divisor"]);
            // What is known of one operand is enough to tell.
            assert_eq!(said(&by_secret, bits, &[("b", divisor + 1)]), ["secret divisor"]);
            assert_eq!(said(&by_secret, bits, &[("b", divisor)]), nothing);

            let by_public = one(binary, |_, [a, _, c, ..]| [a, c]);
            assert_eq!(said(&by_public, bits, &[("a", negative)]), nothing);
            assert_eq!(said(&by_public, bits, &[("a", negative + 1), ("c", 8)]), ["dividend"]);
            assert_eq!(said(&by_public, bits, &[("a", negative + 1)]), ["dividend"]);
            let by_literal = |divisor: &'static str| {
                one(binary, move |dsl, [a, ..]| [a, dsl.literal(divisor, Scalar::Integer.into())])
            };
            assert_eq!(said(&by_literal("3"), bits, &[("a", negative + 1)]), ["dividend"]);
            assert_eq!(said(&by_literal("-3"), bits, &[("a", negative + 1)]), ["negative divisor"]);
            let unsigned = one(binary, |_, [_, _, _, u, n]| [u, n]);
            assert_eq!(said(&unsigned, bits, &[("u", bits - 2), ("n", 8)]), nothing);
        }
        for binary in [Binary::RightShift, Binary::TruncPr] {
            let shift = one(binary, |_, [a, _, _, _, n]| [a, n]);
            assert_eq!(said(&shift, bits, &[("a", negative), ("n", 3)]), nothing);
            assert_eq!(said(&shift, bits, &[("a", negative + 1), ("n", 3)]), ["shift"]);
            assert_eq!(said(&shift, bits, &[("a", negative + 1)]), ["shift"]);
        }
        for binary in [Binary::Addition, Binary::Subtraction] {
            let sum = one(binary, secrets);
            assert_eq!(said(&sum, bits, &[("a", bits - 2), ("b", bits - 3)]), nothing);
            assert_eq!(said(&sum, bits, &[("a", bits - 1), ("b", bits - 3)]), ["wrap"]);
            assert_eq!(said(&sum, bits, &[("a", bits - 1)]), nothing);
        }
        let product = one(Binary::Multiplication, secrets);
        assert_eq!(said(&product, bits, &[("a", bits / 2), ("b", bits / 2 - 1)]), nothing);
        assert_eq!(said(&product, bits, &[("a", bits / 2), ("b", bits / 2)]), ["wrap"]);
        let shift = one(Binary::LeftShift, |_, [a, _, _, _, n]| [a, n]);
        assert_eq!(said(&shift, bits, &[("a", bits - 8), ("n", 2)]), nothing);
        assert_eq!(said(&shift, bits, &[("a", bits - 8), ("n", 4)]), ["wrap"]);
        let order = one(Binary::LessThan, secrets);
        assert_eq!(said(&order, bits, &[("a", bits - 2), ("b", bits - 3)]), nothing);
        assert_eq!(said(&order, bits, &[("a", bits - 1), ("b", bits - 3)]), ["order"]);
    }
}

#[test]
fn a_random_number_is_any_and_so_is_what_is_added_to_it() {
    let random = |write: fn(&mut Dsl, Id, Id) -> (Scalar, Kind)| {
        program(|dsl, [a, ..]| {
            let random = dsl.operation(Scalar::SecretInteger.into(), Kind::Random);
            let (ty, kind) = write(dsl, random, a);
            dsl.operation(ty.into(), kind)
        })
    };
    let sum = random(|_, random, a| (Scalar::SecretInteger, Kind::Binary(Binary::Addition, random, a)));
    assert_eq!(said(&sum, 256, &[("a", 200)]), [""; 0]);
    let dice = random(|dsl, random, a| {
        let sum = dsl.operation(Scalar::SecretInteger.into(), Kind::Binary(Binary::Addition, a, random));
        let sides = dsl.literal("6", Scalar::Integer.into());
        (Scalar::SecretInteger, Kind::Binary(Binary::Modulo, sum, sides))
    });
    assert_eq!(said(&dice, 256, &[]), ["dividend"]);
    let equal = random(|_, random, a| (Scalar::SecretBoolean, Kind::Binary(Binary::Equals, random, a)));
    assert_eq!(said(&equal, 256, &[("a", 1)]), ["equality"]);
    assert_eq!(said(&equal, 64, &[("a", 1)]), [""; 0]);
}

#[test]
fn ranges_take_back_what_literals_alone_would_show() {
    // Nodes shift no number of 130 bits that may be negative: this is one of 130 bits, and is not.
    let bytes = program(|dsl, [a, ..]| {
        let integer = || Type::from(Scalar::SecretInteger);
        let square = dsl.operation(integer(), Kind::Binary(Binary::Multiplication, a, a));
        let large = dsl.literal(&power(129).to_string(), Scalar::Integer.into());
        let scaled = dsl.operation(integer(), Kind::Binary(Binary::Multiplication, square, large));
        let three = dsl.literal("3", Scalar::UnsignedInteger.into());
        dsl.operation(integer(), Kind::Binary(Binary::RightShift, scaled, three))
    });
    assert_eq!(said(&bytes, 256, &[]), ["shift"]);
    assert_eq!(said(&bytes, 256, &[("a", 20)]), [""; 0]);
}

/// A value of a program made at random.
#[derive(Clone)]
struct Made {
    id: Id,
    scalar: Scalar,
    /// What it is with the inputs of each run, or nothing where a run may fail.
    numbers: Vec<Option<BigInt>>,
}

#[test]
fn no_run_of_a_program_without_warnings_is_wrong() {
    let (mut seed, mut silent, mut told) = (1, 0, 0);
    for round in 0..1500 {
        let bits = BITS[round % 3];
        let mut draw = |below: u64| splitmix(&mut seed) % below;
        let mut dsl = Dsl::default();
        let mut declared = Vec::new();
        let mut made: Vec<Made> = Vec::new();
        let mut runs: Vec<Vec<(&str, &str, Vec<u8>)>> = vec![Vec::new(); 8];
        for (name, scalar, word) in [
            ("a", Scalar::SecretInteger, "SecretInteger"),
            ("b", Scalar::SecretInteger, "SecretInteger"),
            ("c", Scalar::Integer, "Integer"),
        ] {
            let part = [2, 4, 8, 16][draw(4) as usize];
            let input_bits = 1 + draw(u64::from(bits) / part) as u32;
            let most: BigInt = power(input_bits) - 1;
            let numbers: Vec<BigInt> = (0..runs.len())
                .map(|_| match draw(5) {
                    0 => most.clone(),
                    1 => -&most,
                    2 => BigInt::from(draw(3)) - 1,
                    _ => random(&mut draw) % (&most * 2 + 1) - &most,
                })
                .collect();
            for (run, number) in runs.iter_mut().zip(&numbers) {
                run.push((name, word, residue(number, bits)));
            }
            declared.push((name, input_bits));
            let id = dsl.input(name, scalar.into());
            made.push(Made { id, scalar, numbers: numbers.into_iter().map(Some).collect() });
        }
        for _ in 0..1 + draw(6) {
            let next = random_operation(&mut dsl, &made, &mut draw);
            made.push(next);
        }
        for (index, value) in made.iter().enumerate() {
            dsl.output(format!("o{index}"), value.id);
        }
        let bytes = encode(&dsl.finish(), usize::MAX).unwrap();
        if compile(&bytes).is_err() {
            continue;
        }
        if !said(&bytes, bits, &declared).is_empty() {
            told += 1;
            continue;
        }
        silent += 1;
        for (index, run) in runs.iter().enumerate() {
            match run_on(&bytes, bits, Numbers::Strict, &values(run, bits), 7) {
                Ok(outputs) => {
                    for (place, value) in made.iter().enumerate() {
                        let found = signed(&outputs[&format!("o{place}")].residues(bits)[0], bits);
                        if let Some(expected) = &value.numbers[index] {
                            assert_eq!(found, *expected, "o{place} of round {round} with {bits} bits");
                        }
                    }
                }
                Err(refusal) => {
                    assert_eq!(refusal.code, Code::Arithmetic, "round {round}: {refusal}");
                    assert!(made.iter().any(|value| value.numbers[index].is_none()), "round {round}: {refusal}");
                }
            }
        }
    }
    assert!(silent > 400 && told > 200, "{silent} without warnings, {told} with");
}

/// A number of more bits than any prime.
fn random(draw: &mut impl FnMut(u64) -> u64) -> BigInt {
    (0..5).fold(BigInt::ZERO, |number, _| (number << 63) + draw(1 << 63))
}

/// An operation on values that are there.
fn random_operation(dsl: &mut Dsl, made: &[Made], draw: &mut impl FnMut(u64) -> u64) -> Made {
    let numeric: Vec<&Made> = made.iter().filter(|value| value.scalar != Scalar::SecretBoolean).collect();
    let booleans: Vec<&Made> = made.iter().filter(|value| value.scalar == Scalar::SecretBoolean).collect();
    let left = numeric[draw(numeric.len() as u64) as usize].clone();
    let mut right = numeric[draw(numeric.len() as u64) as usize].clone();
    let runs = left.numbers.len();
    if draw(4) == 0 {
        let value = [-3, 0, 1, 2, 7, 1 << 40][draw(6) as usize];
        let id = dsl.literal(&i64::to_string(&value), Scalar::Integer.into());
        right = Made { id, scalar: Scalar::Integer, numbers: vec![Some(value.into()); runs] };
    }
    let is_public = left.scalar == Scalar::Integer && right.scalar == Scalar::Integer;
    let scalar = if is_public { Scalar::Integer } else { Scalar::SecretInteger };
    let both = |operation: &dyn Fn(&BigInt, &BigInt) -> Option<BigInt>| -> Vec<Option<BigInt>> {
        let pairs = left.numbers.iter().zip(&right.numbers);
        pairs.map(|(left, right)| operation(left.as_ref()?, right.as_ref()?)).collect()
    };
    let mut binary = |kind, scalar: Scalar, numbers| {
        let id = dsl.operation(scalar.into(), Kind::Binary(kind, left.id, right.id));
        Made { id, scalar, numbers }
    };
    let is_secret_divisor = right.scalar == Scalar::SecretInteger;
    match draw(10) {
        0 => binary(Binary::Addition, scalar, both(&|a, b| Some(a + b))),
        1 => binary(Binary::Subtraction, scalar, both(&|a, b| Some(a - b))),
        2 | 3 => binary(Binary::Multiplication, scalar, both(&|a, b| Some(a * b))),
        4 => {
            let by_zero = |_: &BigInt| is_secret_divisor.then_some(BigInt::ZERO);
            binary(
                Binary::Division,
                scalar,
                both(&|a, b| if *b == BigInt::ZERO { by_zero(a) } else { fits(b, floor(a, b)) }),
            )
        }
        5 => {
            let rest = |a: &BigInt, b: &BigInt| a - floor(a, b) * b;
            let by_zero = |a: &BigInt| is_secret_divisor.then(|| a.clone());
            binary(
                Binary::Modulo,
                scalar,
                both(&|a, b| if *b == BigInt::ZERO { by_zero(a) } else { fits(b, rest(a, b)) }),
            )
        }
        6 if !is_public => {
            binary(Binary::Equals, Scalar::SecretBoolean, both(&|a, b| Some(BigInt::from(u8::from(a == b)))))
        }
        7 if !is_public => {
            binary(Binary::LessThan, Scalar::SecretBoolean, both(&|a, b| Some(BigInt::from(u8::from(a < b)))))
        }
        8 if !booleans.is_empty() && !is_public => {
            let condition = booleans[draw(booleans.len() as u64) as usize];
            let kind = Kind::IfElse { condition: condition.id, then: left.id, otherwise: right.id };
            let id = dsl.operation(Scalar::SecretInteger.into(), kind);
            let chosen = condition.numbers.iter().zip(left.numbers.iter().zip(&right.numbers));
            let chosen = chosen.map(|(condition, (then, otherwise))| {
                let (then, otherwise) = (then.as_ref()?, otherwise.as_ref()?);
                Some(if *condition.as_ref()? == BigInt::ZERO { otherwise.clone() } else { then.clone() })
            });
            Made { id, scalar: Scalar::SecretInteger, numbers: chosen.collect() }
        }
        9 if left.scalar == Scalar::SecretInteger => {
            let id = dsl.operation(Scalar::Integer.into(), Kind::Unary(Unary::Reveal, left.id));
            Made { id, scalar: Scalar::Integer, numbers: left.numbers }
        }
        _ => {
            let amount = draw(11);
            let id = dsl.literal(&amount.to_string(), Scalar::UnsignedInteger.into());
            let is_left = draw(2) == 0;
            let kind = if is_left { Binary::LeftShift } else { Binary::RightShift };
            let shifted = |number: &BigInt| match is_left {
                true => number << amount,
                false => floor(number, &power(amount as u32)),
            };
            let numbers = left.numbers.iter().map(|number| number.as_ref().map(shifted)).collect();
            let id = dsl.operation(left.scalar.into(), Kind::Binary(kind, left.id, id));
            Made { id, scalar: left.scalar, numbers }
        }
    }
}

/// The result by a divisor that nodes take with all primes; a run with a larger one may fail.
fn fits(divisor: &BigInt, result: BigInt) -> Option<BigInt> {
    (divisor.bits() < 11).then_some(result)
}
