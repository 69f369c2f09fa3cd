//! Programs: decoding, compiling, and running on inputs that come as bytes.

use crate::abi::{put_bytes, put_number};
use crate::memory::peak_of;
use crate::values;
use programs::admission::examine;
use programs::compile::{Compiled, compile, compile_stored, compile_to_bytes};
use programs::decode::decode;
use programs::describe::{Words, describe, describe_refusal};
use programs::encode::encode;
use programs::evaluate::{Limits, Numbers, evaluate};
use programs::host::{Host, Scheme};
use programs::refusal::{Code, Refusal};
use programs::types::{Compound, Type};
use programs::values::leaf_of;
use serde_json::Value;
use shared::clear_layout::{ARRAY, Content, TUPLE};

/// Most memory that decoding holds, for each byte of the program and besides.
const DECODE_BYTES_MAX: (usize, usize) = (64, 8 << 10);

/// Most memory that compiling holds when it refuses, likewise: maps write functions out many times before there are too
/// many operations.
const COMPILE_BYTES_MAX: (usize, usize) = (128, 128 << 20);

/// Most memory that running holds when it refuses the inputs, for each byte of them and besides: the program's values.
const EVALUATE_BYTES_MAX: (usize, usize) = (64, 16 << 10);

/// Largest programs that are run on zeros, in inputs and instructions, so that most time goes to other programs.
const RUN_MAX: usize = 20_000;

fn assert_within((per_byte, fixed): (usize, usize), length: usize, peak: usize) {
    let limit = per_byte * length + fixed;
    assert!(peak <= limit, "{peak} bytes for {length}, at most {limit}");
}

/// Any bytes are decoded: what is taken is encoded to what is decoded to the same.
pub fn decode_any(bytes: &[u8]) {
    let (decoded, peak) = peak_of(|| decode(bytes));
    assert_within(DECODE_BYTES_MAX, bytes.len(), peak);
    let program = match decoded {
        Ok(program) => program,
        Err(refusal) => return check_refusal(&refusal, &[Code::Malformed, Code::Invalid]),
    };
    let encoded = encode(&program, usize::MAX).expect("no limit");
    let again = decode(&encoded).expect("what was encoded");
    assert!(again == program, "encoded and decoded, it is another program");
    assert_eq!(encode(&again, usize::MAX).expect("no limit"), encoded);
}

/// Any bytes are compiled, as a user does and as a node does.
pub fn compile_any(bytes: &[u8]) {
    let (examined, peak) = peak_of(|| examine(bytes));
    if let Err(answer) = &examined {
        assert_within(COMPILE_BYTES_MAX, bytes.len(), peak);
        let words = ["malformed program", "invalid program: ", "a program of "];
        assert!(words.iter().any(|word| answer.starts_with(word)), "{answer}");
    }
    let (compiled, peak) = peak_of(|| compile(bytes));
    let compiled = match compiled {
        Ok(compiled) => compiled,
        Err(refusal) => {
            assert_within(COMPILE_BYTES_MAX, bytes.len(), peak);
            assert_eq!(compile_to_bytes(bytes), Err(refusal.clone()));
            return check_refusal(&refusal, &[Code::Malformed, Code::Invalid, Code::TooLarge]);
        }
    };
    for words in [Words::Classes, Words::Nodes] {
        assert!(json(&describe(&compiled, words, &[])).is_object());
    }
    match compile_to_bytes(bytes) {
        Ok(lowered) => {
            assert_eq!(compile_to_bytes(&lowered).as_ref(), Ok(&lowered), "lowered again, it is another program");
            let node = examine(&lowered).expect("a node takes what it is lowered to");
            assert_eq!(describe(&node, Words::Nodes, &[]), describe(&compiled, Words::Nodes, &[]));
        }
        Err(refusal) => assert_eq!(refusal.code, Code::TooLarge, "{refusal}"),
    }
    let plan = &compiled.plan;
    if plan.input_count() as usize > RUN_MAX || plan.instructions.len() > RUN_MAX {
        return;
    }
    let width = [8, 16, 32][bytes.len() % 3];
    let mut inputs = Vec::new();
    put_number(&mut inputs, plan.inputs.len());
    for input in &plan.inputs {
        put_bytes(&mut inputs, input.name.as_bytes());
        write_zero(&input.ty, width, &mut inputs);
    }
    match run(&compiled, width, &inputs) {
        Ok(_) => {}
        Err(refusal) => check_refusal(&refusal, &[Code::Arithmetic, Code::Memory, Code::TooLarge]),
    }
}

/// The programs of which the first byte chooses one.
const PROGRAMS: [&[u8]; 8] = [
    include_bytes!("../../programs/tests/fixtures/arithmetic.mir.bin"),
    include_bytes!("../../programs/tests/fixtures/choices.mir.bin"),
    include_bytes!("../../programs/tests/fixtures/identities.mir.bin"),
    include_bytes!("../../programs/tests/fixtures/matrix.mir.bin"),
    include_bytes!("../../programs/tests/fixtures/pairs.mir.bin"),
    include_bytes!("../../programs/tests/fixtures/signature.mir.bin"),
    include_bytes!("../../programs/tests/fixtures/tuples_in_tuples.mir.bin"),
    include_bytes!("../../programs/tests/fixtures/unsigned.mir.bin"),
];

/// The first byte chooses a program, the second a prime, and the others are the program's inputs.
pub fn evaluate_any(bytes: &[u8]) {
    thread_local! {
        static COMPILED: Vec<Compiled> =
            PROGRAMS.iter().map(|program| compile_stored(program).expect("a program that compiles")).collect();
    }
    let [program, prime, inputs @ ..] = bytes else { return };
    COMPILED.with(|compiled| {
        let compiled = &compiled[usize::from(*program) % PROGRAMS.len()];
        let width = [8, 16, 32][usize::from(*prime) % 3];
        let (result, peak) = peak_of(|| run(compiled, width, inputs));
        if let Err(refusal) = result {
            assert_within(EVALUATE_BYTES_MAX, inputs.len(), peak);
            check_refusal(&refusal, &[Code::Inputs, Code::Arithmetic]);
        }
    });
}

/// Runs a program, and makes sure that it gives values of the names that it has outputs of.
fn run(Compiled { program, plan }: &Compiled, width: u8, inputs: &[u8]) -> Result<(), Refusal> {
    let outputs =
        evaluate(program, plan, u32::from(width) * 8, Numbers::AsNodes, inputs, Limits::default(), &mut ConstantHost)?;
    let read = values::read(&outputs, width).expect("outputs are values");
    assert_eq!(read.length, outputs.len(), "there is something after the outputs");
    let names = read.values.iter().map(|(name, _)| name);
    assert!(names.eq(plan.outputs.iter().map(|output| &output.name)), "the outputs have other names");
    Ok(())
}

/// A host that is asked for nothing it should not be asked for.
struct ConstantHost;

impl Host for ConstantHost {
    fn random_bytes(&mut self, count: usize) -> Result<Vec<u8>, String> {
        assert!((1..=32 << 10).contains(&count), "{count} random bytes were asked for");
        Ok((0..count).map(|index| (index * 151) as u8).collect())
    }

    fn sign(&mut self, scheme: Scheme, key: &[u8], message: &[u8]) -> Result<Vec<u8>, String> {
        assert!(key.len() == 32 && (scheme == Scheme::Eddsa || message.len() == 32));
        Ok(vec![1; 64])
    }

    fn public_key(&mut self, scheme: Scheme, key: &[u8]) -> Result<Vec<u8>, String> {
        assert_eq!(key.len(), 32);
        Ok(vec![1; if scheme == Scheme::Ecdsa { 33 } else { 32 }])
    }
}

fn check_refusal(refusal: &Refusal, codes: &[Code]) {
    assert!(codes.contains(&refusal.code), "{:?}: {refusal}", refusal.code);
    let described = json(&describe_refusal(refusal));
    assert_eq!(described["code"], refusal.code.name());
    assert!(described["message"].as_str().is_some_and(|message| !message.is_empty()));
    assert!(described["issues"].as_array().is_some_and(|issues| !issues.is_empty()));
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

fn write_zero(ty: &Type, width: u8, into: &mut Vec<u8>) {
    match ty {
        Type::Scalar(scalar) => {
            let leaf = leaf_of(*scalar);
            into.push(leaf as u8);
            let length = match leaf.content() {
                Content::Signed | Content::Unsigned => width.into(),
                Content::Bytes(length) => length,
                // A length of none.
                Content::SizedBytes => 4,
            };
            into.resize(into.len() + length, 0);
        }
        Type::Compound(compound) => match compound.as_ref() {
            Compound::Array { of, size } => {
                into.push(ARRAY);
                put_number(into, *size as usize);
                (0..*size).for_each(|_| write_zero(of, width, into));
            }
            Compound::Tuple(left, right) => {
                into.push(TUPLE);
                write_zero(left, width, into);
                write_zero(right, width, into);
            }
            _ => panic!("an input of type {ty}"),
        },
    }
}
