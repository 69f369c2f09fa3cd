//! The conformance vectors: programs in both forms, what they cost, and what they give.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{residue, run, vectors};
use num_bigint::BigInt;
use programs::admission::examine;
use programs::compile::{compile, compile_to_bytes};
use programs::decode::decode;
use programs::describe::{Words, describe};
use programs::encode::encode;
use programs::metadata::Metadata;
use serde_json::Value;

const FORMS: [&str; 2] = ["mir", "nada"];

fn read(folder: &Path, program: &str, form: &str) -> Vec<u8> {
    fs::read(folder.join(format!("programs/{program}.{form}.bin"))).unwrap()
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let metadata = json(&folder.join("metadata.json"));
    metadata.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn lowering_gives_the_bytes_of_the_reference_compiler() {
    let folder = vectors();
    let names = names(&folder);
    assert_eq!(names.len(), 16);
    for name in names {
        let (mir, nada) = (read(&folder, &name, "mir"), read(&folder, &name, "nada"));
        assert!(compile_to_bytes(&mir).unwrap() == nada, "{name}");
        assert!(compile_to_bytes(&nada).unwrap() == nada, "{name}, lowered already");
    }
}

#[test]
fn encoding_gives_back_what_was_decoded() {
    let folder = vectors();
    for name in names(&folder) {
        for form in FORMS {
            let bytes = read(&folder, &name, form);
            assert!(encode(&decode(&bytes).unwrap(), bytes.len()).unwrap() == bytes, "{name}.{form}");
        }
    }
}

fn counted(metadata: &Metadata) -> Value {
    let instructions: BTreeMap<_, _> = metadata.instructions.iter().map(|(kind, count)| (kind.name(), count)).collect();
    let preprocessing: BTreeMap<_, _> =
        metadata.preprocessing.iter().map(|(need, count)| (format!("{need:?}"), count)).collect();
    serde_json::json!({
        "memorySize": metadata.memory_size,
        "totalInstructions": metadata.total_instructions,
        "instructions": instructions,
        "preprocessing": preprocessing,
    })
}

#[test]
fn metadata_equals_that_of_the_reference_from_either_form() {
    let folder = vectors();
    let expected = json(&folder.join("metadata.json"));
    for (name, expected) in expected.as_object().unwrap() {
        for form in FORMS {
            let compiled = compile(&read(&folder, name, form)).unwrap();
            assert_eq!(&counted(&Metadata::new(&compiled.plan)), expected, "{name}.{form}");
        }
        let examined = examine(&read(&folder, name, "nada")).unwrap();
        let inspected = compile(&read(&folder, name, "mir")).unwrap();
        let description = describe(&examined, Words::Nodes, &[]);
        assert_eq!(description, describe(&inspected, Words::Nodes, &[]), "{name} as a node describes it");
        assert_eq!(&counted(&Metadata::new(&examined.plan)), expected, "{name} as a node counts it");
    }
}

/// The values of a case are decimal texts, booleans, or arrays of typed values.
fn content(value: &Value, bits: u32) -> Vec<u8> {
    match value {
        Value::Array(values) => values.iter().flat_map(|value| content(value, bits)).collect(),
        Value::Object(typed) => content(&typed["value"], bits),
        Value::Bool(value) => residue(&BigInt::from(u8::from(*value)), bits),
        Value::String(digits) => residue(&digits.parse().unwrap(), bits),
        Value::Number(number) => residue(&number.to_string().parse().unwrap(), bits),
        other => panic!("a case holds {other}"),
    }
}

#[test]
fn all_cases_give_what_is_expected_from_either_form_and_over_all_primes() {
    let folder = vectors();
    let cases = json(&folder.join("cases.json"));
    let cases = cases.as_array().unwrap();
    assert_eq!(cases.len(), 80);
    for case in cases {
        let name = case["program"].as_str().unwrap();
        for form in FORMS {
            let program = read(&folder, name, form);
            let compiled = compile(&program).unwrap();
            for bits in [64, 128, 256] {
                let given: Vec<_> = compiled
                    .plan
                    .inputs
                    .iter()
                    .map(|input| {
                        assert_eq!(case["inputParty"][&input.name], input.party.as_str());
                        let value = &case["inputs"][&input.name]["value"];
                        (input.name.as_str(), input.ty.to_string(), content(value, bits))
                    })
                    .collect();
                let given: Vec<_> = given.iter().map(|(name, ty, bytes)| (*name, ty.as_str(), bytes.clone())).collect();
                let found = run(&program, bits, &given, 1).unwrap();
                let expected = case["expected"].as_object().unwrap();
                assert_eq!(found.len(), expected.len());
                for (output, expected) in expected {
                    let found = &found[output];
                    let wanted = content(&expected["value"], bits);
                    assert_eq!(found.content, wanted, "{name}.{form} {bits} {output}: {case}");
                    if !found.ty.contains(' ') {
                        assert_eq!(expected["type"], found.ty.as_str());
                    }
                }
            }
        }
    }
}

#[test]
fn nodes_answer_as_recorded() {
    let folder = vectors();
    let behaviour = json(&folder.join("../behaviour.json"));
    let recorded = |scenario: &str| -> String {
        let rows = behaviour.as_array().unwrap();
        let row = rows.iter().find(|row| row["scenario"] == scenario).unwrap();
        row["message"].as_str().unwrap().to_owned()
    };
    assert_eq!(examine(b"\xff\xff\xff garbage").unwrap_err(), recorded("garbage program"));
    assert_eq!(examine(b"").unwrap_err(), recorded("empty program"));
}
