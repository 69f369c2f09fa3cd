//! What the tests share: the vectors' folder, values as integers, a host.

#![allow(dead_code)]

pub mod dsl;

use std::collections::BTreeMap;
use std::path::PathBuf;

use num_bigint::{BigInt, BigUint, Sign};
use programs::compile::{Compiled, compile};
use programs::evaluate::{Limits, Numbers, evaluate};
use programs::host::{Host, Scheme};
use programs::refusal::Refusal;
use programs::types::{Base, Compound, Scalar, Type};

/// The folder of what the reference compiler made of programs.
pub fn vectors() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/recorded/nada")
}

/// The prime of so many bits.
pub fn prime(bits: u32) -> BigInt {
    let c: u64 = match bits {
        64 => 1_071_644_669,
        128 => 2_663_383_037,
        _ => 1_732_247_549,
    };
    (BigInt::from(1) << bits) - c
}

/// The residue of an integer, as content.
pub fn residue(value: &BigInt, bits: u32) -> Vec<u8> {
    let prime = prime(bits);
    let (_, mut bytes) = (((value % &prime) + &prime) % &prime).to_bytes_le();
    bytes.resize(bits as usize / 8, 0);
    bytes
}

/// The integer in the signed range that a residue stands for.
pub fn signed(residue: &BigInt, bits: u32) -> BigInt {
    let prime = prime(bits);
    if residue * 2 > prime { residue - prime } else { residue.clone() }
}

/// A host whose random bytes come from a counter, and whose signatures say what they were asked for.
pub struct TestHost(pub u64);

impl Host for TestHost {
    fn random_bytes(&mut self, count: usize) -> Result<Vec<u8>, String> {
        Ok((0..count).map(|_| splitmix(&mut self.0) as u8).collect())
    }

    fn sign(&mut self, scheme: Scheme, key: &[u8], message: &[u8]) -> Result<Vec<u8>, String> {
        let mut message = message.to_vec();
        message.resize(32, 0);
        Ok(match scheme {
            Scheme::Ecdsa => [key, &message].concat(),
            Scheme::Eddsa => [&message, key].concat(),
        })
    }

    fn public_key(&mut self, scheme: Scheme, key: &[u8]) -> Result<Vec<u8>, String> {
        Ok(match scheme {
            Scheme::Ecdsa => [&[2], key].concat(),
            Scheme::Eddsa => key.iter().rev().copied().collect(),
        })
    }
}

/// A small generator of pseudo-random numbers, so that tests repeat from a seed.
pub fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}

/// Each scalar with its kind in a laid out value and, unless it is a number or has its length before it, its length.
const KINDS: [(Scalar, u8, Option<usize>); 14] = [
    (Scalar::Boolean, 1, None),
    (Scalar::Integer, 2, None),
    (Scalar::UnsignedInteger, 3, None),
    (Scalar::SecretBoolean, 4, None),
    (Scalar::SecretInteger, 5, None),
    (Scalar::SecretUnsignedInteger, 6, None),
    (Scalar::EcdsaPrivateKey, 10, Some(32)),
    (Scalar::EcdsaSignature, 11, Some(64)),
    (Scalar::EcdsaDigestMessage, 12, Some(32)),
    (Scalar::EcdsaPublicKey, 13, Some(33)),
    (Scalar::EddsaPrivateKey, 15, Some(32)),
    (Scalar::EddsaSignature, 16, Some(64)),
    (Scalar::EddsaMessage, 17, None),
    (Scalar::EddsaPublicKey, 18, Some(32)),
];

/// The scalars that values are made of.
pub fn scalars() -> impl Iterator<Item = Scalar> {
    KINDS.into_iter().map(|(scalar, ..)| scalar)
}

/// The kind of a scalar.
pub fn kind_of(scalar: Scalar) -> u8 {
    KINDS.into_iter().find(|(other, ..)| *other == scalar).unwrap().1
}

/// How many bytes of content a scalar has: a residue, or bytes of its own. Nothing for a message.
pub fn content_length(scalar: Scalar, bits: u32) -> Option<usize> {
    let (_, _, length) = KINDS.into_iter().find(|(other, ..)| *other == scalar).unwrap();
    length.or_else(|| scalar.base().is_residue().then_some(bits as usize / 8))
}

/// A number of 32 bits.
pub fn number(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap().to_le_bytes()
}

/// Lays a value out: `content` gives that of every scalar, numbers as residues.
pub fn lay_out(ty: &Type, bits: u32, content: &mut dyn FnMut(Scalar) -> Vec<u8>, into: &mut Vec<u8>) {
    match ty {
        Type::Scalar(scalar) => {
            into.push(kind_of(*scalar));
            let content = content(*scalar);
            match scalar.base() {
                Base::Integer => {
                    let residue = BigInt::from_bytes_le(Sign::Plus, &content);
                    let mut bytes = signed(&residue, bits).to_signed_bytes_le();
                    let sign = if bytes.last().is_some_and(|byte| byte >> 7 == 1) { 0xff } else { 0 };
                    bytes.resize(bits as usize / 8, sign);
                    into.extend(bytes);
                }
                Base::EddsaMessage => {
                    into.extend(number(content.len()));
                    into.extend(content);
                }
                _ => into.extend(content),
            }
        }
        Type::Compound(compound) => match compound.as_ref() {
            Compound::Array { of, size } => {
                into.push(7);
                into.extend(number(*size as usize));
                (0..*size).for_each(|_| lay_out(of, bits, content, into));
            }
            Compound::Tuple(left, right) => {
                into.push(8);
                lay_out(left, bits, content, into);
                lay_out(right, bits, content, into);
            }
            _ => panic!("values of type {ty} have no layout"),
        },
    }
}

/// Lays values out: name, type, and the content of their scalars, one after the other. A message has its length before
/// it.
pub fn values(values: &[(&str, &str, Vec<u8>)], bits: u32) -> Vec<u8> {
    let mut bytes = number(values.len()).to_vec();
    for (name, ty, content) in values {
        let mut content = content.as_slice();
        let mut next = |scalar| {
            let length = content_length(scalar, bits).unwrap_or_else(|| cut_number(&mut content));
            cut(&mut content, length).to_vec()
        };
        bytes.extend(number(name.len()));
        bytes.extend(name.as_bytes());
        lay_out(&parse(ty), bits, &mut next, &mut bytes);
        assert!(content.is_empty(), "{name} has more content than its type");
    }
    bytes
}

/// Reads a type as nodes write it.
fn parse(text: &str) -> Type {
    let (ty, rest) = parse_part(text);
    assert_eq!(rest, "", "{text} is no type");
    ty
}

fn parse_part(text: &str) -> (Type, &str) {
    if let Some(rest) = text.strip_prefix("Array [") {
        let (of, rest) = parse_part(rest);
        let (size, rest) = rest.strip_prefix(':').unwrap().split_once(']').unwrap();
        return (Type::array(of, size.parse().unwrap()), rest);
    }
    if let Some(rest) = text.strip_prefix("Tuple (") {
        let (left, rest) = parse_part(rest);
        let (right, rest) = parse_part(rest.strip_prefix(", ").unwrap());
        return (Type::tuple(left, right), rest.strip_prefix(')').unwrap());
    }
    let (name, rest) = text.split_at(text.find([':', ',', ')']).unwrap_or(text.len()));
    let scalar = scalars().find(|scalar| format!("{scalar:?}") == name);
    (scalar.unwrap_or_else(|| panic!("{text} is no type")).into(), rest)
}

fn cut<'a>(bytes: &mut &'a [u8], length: usize) -> &'a [u8] {
    let (taken, rest) = bytes.split_at(length);
    *bytes = rest;
    taken
}

fn cut_number(bytes: &mut &[u8]) -> usize {
    u32::from_le_bytes(cut(bytes, 4).try_into().unwrap()) as usize
}

/// An output of a run.
#[derive(Debug, PartialEq)]
pub struct Output {
    pub party: String,
    pub ty: String,
    pub content: Vec<u8>,
}

impl Output {
    /// The residues it consists of.
    pub fn residues(&self, bits: u32) -> Vec<BigInt> {
        let chunks = self.content.chunks(bits as usize / 8);
        chunks.map(|bytes| BigInt::from_biguint(Sign::Plus, BigUint::from_bytes_le(bytes))).collect()
    }

    /// The integers its residues stand for.
    pub fn integers(&self, bits: u32) -> Vec<BigInt> {
        self.residues(bits).iter().map(|residue| signed(residue, bits)).collect()
    }
}

/// Reads a value: gives its type, as a text, and appends the content of its scalars.
fn read_value(bytes: &mut &[u8], bits: u32, content: &mut Vec<u8>) -> String {
    let kind = cut(bytes, 1)[0];
    if kind == 7 {
        let size = cut_number(bytes);
        let types: Vec<String> = (0..size).map(|_| read_value(bytes, bits, content)).collect();
        assert!(types.iter().all(|ty| *ty == types[0]), "{types:?} in one array");
        return format!("Array [{}:{size}]", types[0]);
    }
    if kind == 8 {
        let left = read_value(bytes, bits, content);
        return format!("Tuple ({left}, {})", read_value(bytes, bits, content));
    }
    let (scalar, ..) = KINDS.into_iter().find(|(_, other, _)| *other == kind).unwrap();
    let length = content_length(scalar, bits).unwrap_or_else(|| {
        content.extend(&bytes[..4]);
        cut_number(bytes)
    });
    let found = cut(bytes, length);
    match scalar.base() {
        Base::Integer => content.extend(residue(&BigInt::from_signed_bytes_le(found), bits)),
        _ => content.extend(found),
    }
    format!("{scalar:?}")
}

/// Runs a program.
pub fn run(
    program: &[u8],
    bits: u32,
    given: &[(&str, &str, Vec<u8>)],
    seed: u64,
) -> Result<BTreeMap<String, Output>, Refusal> {
    run_on(program, bits, Numbers::Exact, &values(given, bits), seed)
}

/// Runs a program on inputs that are laid out.
pub fn run_on(
    program: &[u8],
    bits: u32,
    numbers: Numbers,
    inputs: &[u8],
    seed: u64,
) -> Result<BTreeMap<String, Output>, Refusal> {
    let Compiled { program, plan } = &compile(program)?;
    let bytes = evaluate(program, plan, bits, numbers, inputs, Limits::default(), &mut TestHost(seed))?;
    let mut rest = bytes.as_slice();
    let is_last = |index: usize, name: &str| plan.outputs[index + 1..].iter().all(|later| later.name != name);
    let planned = plan.outputs.iter().enumerate().filter(|(index, output)| is_last(*index, &output.name));
    let planned: Vec<_> = planned.map(|(_, output)| output).collect();
    assert_eq!(cut_number(&mut rest), planned.len());
    let mut outputs = BTreeMap::new();
    for planned in planned {
        let length = cut_number(&mut rest);
        assert_eq!(cut(&mut rest, length), planned.name.as_bytes());
        let mut content = Vec::new();
        let ty = read_value(&mut rest, bits, &mut content);
        assert_eq!(ty, planned.ty.to_string(), "the type of output {}", planned.name);
        outputs.insert(planned.name.clone(), Output { party: planned.party.clone(), ty, content });
    }
    assert!(rest.is_empty());
    Ok(outputs)
}
