//! What the tests share: the vectors' folder, values as integers, a host.

#![allow(dead_code)]

pub mod dsl;

use std::collections::BTreeMap;
use std::path::PathBuf;

use num_bigint::{BigInt, BigUint, Sign};
use programs::compile::compile;
use programs::evaluate::{Limits, evaluate};
use programs::host::{Host, Scheme};
use programs::refusal::Refusal;
use programs::values::{FlatReader, write_bytes, write_number};

/// The folder of the conformance vectors, or nothing, with the reason printed.
pub fn vectors() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors/nada");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: the conformance vectors are not at {}", folder.display());
    None
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

/// The residue of an integer, as flat content.
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
        Ok([format!("{scheme:?}").as_bytes(), key, message].concat())
    }

    fn public_key(&mut self, scheme: Scheme, key: &[u8]) -> Result<Vec<u8>, String> {
        Ok([format!("{scheme:?} public").as_bytes(), key].concat())
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

/// Encodes inputs: name, type, and content.
pub fn inputs(values: &[(&str, &str, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_number(&mut bytes, values.len());
    for (name, ty, content) in values {
        write_bytes(&mut bytes, name.as_bytes());
        write_bytes(&mut bytes, ty.as_bytes());
        write_bytes(&mut bytes, content);
    }
    bytes
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

/// Decodes outputs, by name.
pub fn outputs(bytes: &[u8]) -> BTreeMap<String, Output> {
    let mut reader = FlatReader::new(bytes);
    let count = reader.number().unwrap();
    let mut outputs = BTreeMap::new();
    for _ in 0..count {
        let mut text = || String::from_utf8(reader.bytes().unwrap().to_vec()).unwrap();
        let (party, name, ty) = (text(), text(), text());
        let content = reader.bytes().unwrap().to_vec();
        outputs.insert(name, Output { party, ty, content });
    }
    assert!(reader.is_at_end());
    outputs
}

/// Runs a program.
pub fn run(
    program: &[u8],
    bits: u32,
    values: &[(&str, &str, Vec<u8>)],
    seed: u64,
) -> Result<BTreeMap<String, Output>, Refusal> {
    let compiled = compile(program)?;
    let bytes =
        evaluate(&compiled.program, &compiled.plan, bits, &inputs(values), Limits::default(), &mut TestHost(seed))?;
    Ok(outputs(&bytes))
}
