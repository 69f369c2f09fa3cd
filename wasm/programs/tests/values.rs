//! The layout of values: what may be given, and what comes out.

mod common;

use common::dsl::Dsl;
use common::{TestHost, content_length, kind_of, lay_out, number, prime, scalars, splitmix};
use num_bigint::{BigInt, Sign};
use programs::compile::{Compiled, compile};
use programs::encode::encode;
use programs::evaluate::{Limits, Numbers, evaluate};
use programs::host::{Host, Scheme};
use programs::mir::{Binary, Kind, Unary};
use programs::refusal::{Code, Refusal};
use programs::types::{Scalar, Type};

const BITS: [u32; 3] = [64, 128, 256];

fn bytes(dsl: Dsl) -> Vec<u8> {
    encode(&dsl.finish(), usize::MAX).unwrap()
}

/// A program that gives back its inputs under their own names, and after them something that it computes.
fn echo(types: &[Type]) -> Vec<u8> {
    let mut dsl = Dsl::default();
    for (index, ty) in types.iter().enumerate() {
        let name = format!("value {index}");
        let value = dsl.input(&name, ty.clone());
        dsl.output(name, value);
    }
    let one = dsl.literal("1", Scalar::Integer.into());
    let two = dsl.operation(Scalar::Integer.into(), Kind::Binary(Binary::Addition, one, one));
    dsl.output("two".into(), two);
    bytes(dsl)
}

fn give(program: &[u8], bits: u32, values: &[u8]) -> Result<Vec<u8>, Refusal> {
    let Compiled { program, plan } = compile(program).unwrap();
    evaluate(&program, &plan, bits, Numbers::Exact, values, Limits::default(), &mut TestHost(0))
}

fn named(name: &str, value: &[u8]) -> Vec<u8> {
    [&number(name.len()), name.as_bytes(), value].concat()
}

fn two(bits: u32) -> Vec<u8> {
    let mut value = vec![2, 2];
    value.resize(1 + bits as usize / 8, 0);
    named("two", &value)
}

/// Gives one value of that type to a program that gives it back.
fn echoed(ty: &Type, bits: u32, value: &[u8]) -> Result<Vec<u8>, Refusal> {
    let given = [&number(1), named("value 0", value).as_slice()].concat();
    let found = give(&echo(std::slice::from_ref(ty)), bits, &given)?;
    assert_eq!(found, [&number(2), named("value 0", value).as_slice(), &two(bits)].concat());
    Ok(found)
}

fn refused(ty: &Type, bits: u32, value: &[u8]) -> String {
    let refusal = echoed(ty, bits, value).unwrap_err();
    assert_eq!(refusal.code, Code::Inputs);
    refusal.to_string()
}

/// What can be an output: all but private keys.
fn given_back() -> Vec<Scalar> {
    scalars().filter(|scalar| !matches!(scalar, Scalar::EcdsaPrivateKey | Scalar::EddsaPrivateKey)).collect()
}

#[test]
fn values_are_laid_out_as_the_masking_core_does() {
    let minus_two = |kind: u8| [vec![kind, 0xfe], vec![0xff; 7]].concat();
    let three = |kind: u8| [vec![kind, 3], vec![0; 7]].concat();
    for (scalar, value) in [
        (Scalar::Boolean, [vec![1, 1], vec![0; 7]].concat()),
        (Scalar::Integer, minus_two(2)),
        (Scalar::UnsignedInteger, three(3)),
        (Scalar::SecretBoolean, [vec![4], vec![0; 8]].concat()),
        (Scalar::SecretInteger, minus_two(5)),
        (Scalar::SecretUnsignedInteger, three(6)),
        (Scalar::EcdsaSignature, [[11; 33], [12; 33]].concat()[..65].to_vec()),
        (Scalar::EcdsaDigestMessage, [12; 33].to_vec()),
        (Scalar::EcdsaPublicKey, [13; 34].to_vec()),
        (Scalar::EddsaSignature, [16; 65].to_vec()),
        (Scalar::EddsaMessage, vec![17, 3, 0, 0, 0, 7, 8, 9]),
        (Scalar::EddsaPublicKey, [18; 33].to_vec()),
    ] {
        echoed(&scalar.into(), 64, &value).unwrap();
    }
    let array = Type::array(Scalar::SecretInteger.into(), 2);
    let elements = [vec![7, 2, 0, 0, 0], minus_two(5), three(5)].concat();
    echoed(&array, 64, &elements).unwrap();
    let tuple = Type::tuple(array, Scalar::SecretBoolean.into());
    let sides = [vec![8], elements, three(4)].concat();
    echoed(&tuple, 64, &sides).unwrap();
    let nested = [vec![7, 1, 0, 0, 0], sides].concat();
    echoed(&Type::array(tuple, 1), 64, &nested).unwrap();
}

#[test]
fn what_is_given_comes_back_whatever_its_kind() {
    let mut state = 1;
    for bits in BITS {
        let mut types: Vec<Type> = given_back().into_iter().map(Type::from).collect();
        for scalar in given_back().into_iter().take(6) {
            let array = Type::array(scalar.into(), 3);
            types.push(Type::array(Type::array(array.clone(), 2), 1));
            types.push(Type::tuple(scalar.into(), array));
        }
        let program = echo(&types);
        for _ in 0..20 {
            let mut content = |scalar| {
                let length = content_length(scalar, bits).unwrap_or_else(|| splitmix(&mut state) as usize % 50);
                let mut content: Vec<u8> = (0..length).map(|_| splitmix(&mut state) as u8).collect();
                // Below the prime, which is next to a power of two.
                if let Some(byte) = content.last_mut() {
                    *byte = (*byte).min(0xfe);
                }
                content
            };
            let mut values: Vec<Vec<u8>> = Vec::new();
            for (index, ty) in types.iter().enumerate() {
                let mut value = Vec::new();
                lay_out(ty, bits, &mut content, &mut value);
                values.push(named(&format!("value {index}"), &value));
            }
            let expected = [&number(types.len() + 1), values.concat().as_slice(), &two(bits)].concat();
            assert!(
                give(&program, bits, &[&number(types.len()), values.concat().as_slice()].concat()).unwrap() == expected
            );
            // The order in which values are given is nobody's business.
            values.reverse();
            assert!(
                give(&program, bits, &[&number(types.len()), values.concat().as_slice()].concat()).unwrap() == expected
            );
        }
    }
}

/// A program that uses a private key of each scheme.
fn keys() -> Vec<u8> {
    let mut dsl = Dsl::default();
    for (key, message, signature, public_key, sign) in [
        (
            Scalar::EcdsaPrivateKey,
            Scalar::EcdsaDigestMessage,
            Scalar::EcdsaSignature,
            Scalar::EcdsaPublicKey,
            Binary::EcdsaSign,
        ),
        (
            Scalar::EddsaPrivateKey,
            Scalar::EddsaMessage,
            Scalar::EddsaSignature,
            Scalar::EddsaPublicKey,
            Binary::EddsaSign,
        ),
    ] {
        let key = dsl.input(&format!("{key:?}"), key.into());
        let message = dsl.input(&format!("{message:?}"), message.into());
        let signed = dsl.operation(signature.into(), Kind::Binary(sign, key, message));
        dsl.output(format!("{signature:?}"), signed);
        let derived = dsl.operation(public_key.into(), Kind::Unary(Unary::PublicKeyDerive, key));
        dsl.output(format!("{public_key:?}"), derived);
    }
    bytes(dsl)
}

fn key_inputs() -> Vec<u8> {
    let key: Vec<u8> = (0..32).collect();
    let values = [
        named("EcdsaPrivateKey", &[&[10], key.as_slice()].concat()),
        named("EcdsaDigestMessage", &[12; 33]),
        named("EddsaPrivateKey", &[&[15], key.as_slice()].concat()),
        named("EddsaMessage", &[17, 2, 0, 0, 0, 77, 78]),
    ];
    [&number(4), values.concat().as_slice()].concat()
}

#[test]
fn keys_and_messages_reach_the_host_and_its_answers_come_out() {
    let key: Vec<u8> = (0..32).collect();
    let backwards: Vec<u8> = (0..32).rev().collect();
    let mut message = vec![77, 78];
    message.resize(32, 0);
    let values = [
        named("EcdsaSignature", &[&[11], key.as_slice(), &[12; 32]].concat()),
        named("EcdsaPublicKey", &[&[13, 2], key.as_slice()].concat()),
        named("EddsaSignature", &[&[16], message.as_slice(), &key].concat()),
        named("EddsaPublicKey", &[&[18], backwards.as_slice()].concat()),
    ];
    let expected = [&number(4), values.concat().as_slice()].concat();
    assert_eq!(give(&keys(), 256, &key_inputs()).unwrap(), expected);
}

#[test]
fn a_host_that_answers_in_another_length_is_refused() {
    struct Wrong(Scheme, bool);
    impl Host for Wrong {
        fn random_bytes(&mut self, _: usize) -> Result<Vec<u8>, String> {
            panic!("nothing is random here")
        }
        fn sign(&mut self, scheme: Scheme, _: &[u8], _: &[u8]) -> Result<Vec<u8>, String> {
            Ok(vec![0; if self.1 && scheme == self.0 { 65 } else { 64 }])
        }
        fn public_key(&mut self, scheme: Scheme, _: &[u8]) -> Result<Vec<u8>, String> {
            let length = if scheme == Scheme::Ecdsa { 33 } else { 32 };
            Ok(vec![0; if !self.1 && scheme == self.0 { 0 } else { length }])
        }
    }
    let Compiled { program, plan } = compile(&keys()).unwrap();
    for (scheme, is_signature, expected) in [
        (Scheme::Ecdsa, true, "an EcdsaSignature has 64 bytes, 65 came"),
        (Scheme::Eddsa, true, "an EddsaSignature has 64 bytes, 65 came"),
        (Scheme::Ecdsa, false, "an EcdsaPublicKey has 33 bytes, 0 came"),
        (Scheme::Eddsa, false, "an EddsaPublicKey has 32 bytes, 0 came"),
    ] {
        let mut host = Wrong(scheme, is_signature);
        let refusal =
            evaluate(&program, &plan, 64, Numbers::Exact, &key_inputs(), Limits::default(), &mut host).unwrap_err();
        assert_eq!((refusal.code, refusal.issues[0].reason.as_str()), (Code::Host, expected));
    }
}

#[test]
fn what_a_run_signs_and_gives_is_limited() {
    let Compiled { program, plan } = compile(&keys()).unwrap();
    let give = |limits: Limits| {
        evaluate(&program, &plan, 256, Numbers::Exact, &key_inputs(), limits, &mut TestHost(0)).map(|bytes| bytes.len())
    };
    let default = Limits::default();
    // Two signatures and two public keys; a digest of 32 bytes and a message are signed.
    let (signatures, output_bytes) = (4, 64 + 33 + 64 + 32);
    let whole = Limits { signatures, output_bytes, ..default };
    let length = give(whole).unwrap();
    assert!(length > output_bytes);
    for limits in [
        Limits { output_bytes: output_bytes - 1, ..whole },
        Limits { signatures: signatures - 1, ..whole },
        Limits { signed_bytes: 32, ..whole },
    ] {
        assert_eq!(give(limits).unwrap_err().code, Code::TooLarge);
    }
}

#[test]
fn numbers_fit_the_prime() {
    let value = |kind: u8, number: &BigInt, bits: u32| {
        let is_negative = number.sign() == Sign::Minus;
        let mut bytes = if is_negative { number.to_signed_bytes_le() } else { number.to_bytes_le().1 };
        bytes.resize(bits as usize / 8, if is_negative { 0xff } else { 0 });
        [vec![kind], bytes].concat()
    };
    for bits in BITS {
        let prime = prime(bits);
        let half: BigInt = &prime >> 1;
        let top = BigInt::from(1) << bits;
        let middle: BigInt = &top >> 1;
        for (scalar, kind, is_signed) in [
            (Scalar::Boolean, 1, false),
            (Scalar::Integer, 2, true),
            (Scalar::UnsignedInteger, 3, false),
            (Scalar::SecretBoolean, 4, false),
            (Scalar::SecretInteger, 5, true),
            (Scalar::SecretUnsignedInteger, 6, false),
        ] {
            let (fit, others) = if is_signed {
                let others = vec![&half + 1, -&half - 1, &middle - 1, -&middle];
                (vec![half.clone(), -&half, 0.into(), (-1).into()], others)
            } else {
                (vec![&prime - 1, &half + 1, 0.into(), 1.into()], vec![prime.clone(), &prime + 1, &top - 1])
            };
            for number in fit {
                echoed(&scalar.into(), bits, &value(kind, &number, bits)).unwrap();
            }
            for number in others {
                let expected = format!(
                    "input value 0 does not fit the prime of {bits} bits: a signed integer lies within half of it on \
                     either side of zero, any other number below it"
                );
                let ty = scalar.into();
                assert_eq!(refused(&ty, bits, &value(kind, &number, bits)), expected, "{scalar:?} {number}");
                let array = [vec![7, 1, 0, 0, 0], value(kind, &number, bits)].concat();
                assert_eq!(refused(&Type::array(ty, 1), bits, &array), expected, "{scalar:?} {number}");
            }
        }
    }
}

#[test]
fn every_other_kind_is_refused() {
    for expected in given_back() {
        for kind in 0..=255u8 {
            let mut value = vec![kind];
            // As long as the longest, so that the kind alone is wrong; as array or message, without content.
            value.extend([0; 64]);
            if kind != kind_of(expected) {
                let reason = format!("input value 0 has to be of type {expected:?}");
                assert_eq!(refused(&expected.into(), 64, &value), reason);
            }
        }
    }
}

#[test]
fn bytes_cut_short_and_bytes_too_many_are_refused() {
    let number_type = Type::from(Scalar::SecretInteger);
    let types = [
        Type::tuple(Type::array(number_type.clone(), 2), number_type),
        Scalar::EddsaMessage.into(),
        Scalar::EcdsaSignature.into(),
    ];
    let program = echo(&types);
    let mut values = number(3).to_vec();
    for (index, ty) in types.iter().enumerate() {
        let mut value = Vec::new();
        lay_out(ty, 128, &mut |scalar| vec![1; content_length(scalar, 128).unwrap_or(5)], &mut value);
        values.extend(named(&format!("value {index}"), &value));
    }
    assert!(give(&program, 128, &values).is_ok());
    for length in 0..values.len() {
        let refusal = give(&program, 128, &values[..length]).unwrap_err();
        assert_eq!(refusal.code, Code::Inputs);
        assert_eq!(refusal.to_string(), "the bytes of the inputs end too early", "after {length} bytes");
    }
    values.push(0);
    let refusal = give(&program, 128, &values).unwrap_err();
    assert_eq!((refusal.code, refusal.to_string().as_str()), (Code::Inputs, "there are bytes after the inputs"));
}

#[test]
fn lengths_that_are_not_there_cost_nothing() {
    let most = [0xff; 4];
    let array = Type::array(Scalar::SecretInteger.into(), 2);
    let program = echo(&[array.clone(), Scalar::EddsaMessage.into()]);
    let cut_short = "the bytes of the inputs end too early";
    for (values, expected) in [
        (most.to_vec(), cut_short),
        ([number(1), most].concat(), cut_short),
        ([&most, named("value 1", &[17, 0, 0, 0, 0]).as_slice()].concat(), cut_short),
        ([&number(1), named("value 1", &[&[17], most.as_slice()].concat()).as_slice()].concat(), cut_short),
        (
            [&number(1), named("value 0", &[&[7], most.as_slice()].concat()).as_slice()].concat(),
            "input value 0 has to be of type Array [SecretInteger:2]",
        ),
        ([&number(1), &number(1), [0xff].as_slice()].concat(), "the name of an input is not UTF-8"),
        ([&number(1), named("value 2", &[]).as_slice()].concat(), "the program has no input value 2"),
        (number(0).to_vec(), "input value 0 is missing"),
    ] {
        let refusal = give(&program, 64, &values).unwrap_err();
        assert_eq!((refusal.code, refusal.to_string().as_str()), (Code::Inputs, expected), "{values:?}");
    }
    // Nesting is as deep as the type says, however deep the bytes go.
    for value in [vec![8; 1 << 20], [7, 1, 0, 0, 0].repeat(1 << 18), [7, 2, 0, 0, 0].repeat(1 << 18)] {
        assert_eq!(refused(&array, 64, &value), "input value 0 has to be of type Array [SecretInteger:2]");
    }
}

#[test]
fn arrays_are_as_deep_as_types_may_be() {
    let (mut ty, mut value) = (Type::from(Scalar::SecretInteger), [vec![5], vec![0; 8]].concat());
    for _ in 0..40 {
        ty = Type::array(ty, 1);
        value = [vec![7, 1, 0, 0, 0], value].concat();
    }
    echoed(&ty, 64, &value).unwrap();
}
