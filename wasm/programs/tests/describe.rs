//! What a description says of inputs and outputs.

mod common;

use std::fs;
use std::path::PathBuf;

use common::dsl::Dsl;
use common::scalars;
use programs::compile::compile;
use programs::describe::{Words, describe};
use programs::encode::encode;
use programs::mir::{Binary, Input, Kind, Operation, Program};
use programs::types::{Scalar, Type};
use serde_json::Value;

fn description(bytes: &[u8], words: Words) -> Value {
    let compiled = compile(bytes).unwrap();
    serde_json::from_str(&describe(&compiled, words, &[])).unwrap()
}

/// A program that takes, among others, a value of that type.
fn taking(ty: &Type) -> Program {
    let mut dsl = Dsl::default();
    let x = dsl.input("x", Scalar::SecretInteger.into());
    let sum = dsl.operation(Scalar::SecretInteger.into(), Kind::Binary(Binary::Addition, x, x));
    dsl.output("sum".into(), sum);
    let mut program = dsl.finish();
    let (party, name, doc) = ("p".into(), "value".into(), String::new());
    program.inputs.push(Input { ty: ty.clone(), party, name, doc, source: 0 });
    let (id, kind) = (100, Kind::Input("value".into()));
    program.operations.insert(id, Operation { id, ty: ty.clone(), source: 0, kind });
    program
}

fn written(ty: &Type, words: Words) -> String {
    let description = description(&encode(&taking(ty), usize::MAX).unwrap(), words);
    description["inputs"][1]["type"].as_str().unwrap().to_owned()
}

#[test]
fn types_are_the_classes_that_hold_the_values() {
    let classes = [
        ("PublicBoolean", "PublicArray"),
        ("PublicInteger", "PublicArray"),
        ("PublicUnsignedInteger", "PublicArray"),
        ("SecretBoolean", "NadaArray"),
        ("SecretInteger", "NadaArray"),
        ("SecretUnsignedInteger", "NadaArray"),
        ("EcdsaPrivateKey", "NadaArray"),
        ("EcdsaSignature", "NadaArray"),
        ("EcdsaDigestMessage", "PublicArray"),
        ("EcdsaPublicKey", "PublicArray"),
        ("EddsaPrivateKey", "NadaArray"),
        ("EddsaSignature", "PublicArray"),
        ("EddsaMessage", "PublicArray"),
        ("EddsaPublicKey", "PublicArray"),
    ];
    assert_eq!(scalars().count(), classes.len());
    for (scalar, (class, array)) in scalars().zip(classes) {
        let ty = Type::from(scalar);
        assert_eq!(written(&ty, Words::Classes), class);
        let ty = Type::array(Type::array(ty, 2), 3);
        assert_eq!(written(&ty, Words::Classes), format!("{array}<{array}<{class}, 2>, 3>"));
    }
    // One secret makes a secret of the whole.
    for (left, right, array) in [
        (Scalar::SecretInteger, Scalar::Boolean, "NadaArray"),
        (Scalar::Boolean, Scalar::SecretInteger, "NadaArray"),
        (Scalar::Boolean, Scalar::EcdsaPublicKey, "PublicArray"),
    ] {
        let [left_class, right_class] = [left, right].map(|scalar| written(&scalar.into(), Words::Classes));
        let ty = Type::array(Type::tuple(left.into(), right.into()), 4);
        assert_eq!(written(&ty, Words::Classes), format!("{array}<NadaTuple<{left_class}, {right_class}>, 4>"));
    }
}

#[test]
fn types_are_in_the_words_of_nodes_where_a_node_describes() {
    assert_eq!(written(&Scalar::Integer.into(), Words::Nodes), "Integer");
    let pair = Type::tuple(Scalar::Boolean.into(), Scalar::SecretInteger.into());
    assert_eq!(written(&Type::array(pair, 4), Words::Nodes), "Array [Tuple (Boolean, SecretInteger):4]");
}

#[test]
fn outputs_have_the_types_that_come_out_of_a_run() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pairs.mir.bin");
    let description = description(&fs::read(file).unwrap(), Words::Classes);
    let outputs = description["outputs"].as_array().unwrap();
    let outputs: Vec<_> =
        outputs.iter().map(|output| ["name", "party", "type"].map(|key| output[key].as_str().unwrap())).collect();
    assert_eq!(
        outputs,
        [
            ["products", "ann", "NadaArray<SecretInteger, 3>"],
            ["swapped", "ann", "NadaArray<NadaTuple<PublicInteger, SecretInteger>, 3>"],
            ["unzipped", "ann", "NadaTuple<PublicArray<PublicInteger, 3>, NadaArray<SecretInteger, 3>>"],
            ["left", "ann", "PublicArray<PublicInteger, 3>"],
            ["inner", "ann", "SecretInteger"],
        ]
    );
}
