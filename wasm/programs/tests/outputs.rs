//! Outputs that nodes compute and do not find again, or lose: what the compiler makes of them, and how a run fails.

mod common;

use std::fs;
use std::path::PathBuf;

use common::{residue, run_on, values};
use num_bigint::BigInt;
use programs::admission::examine;
use programs::compile::{Compiled, compile, compile_stored, compile_to_bytes};
use programs::decode::decode;
use programs::encode::encode;
use programs::evaluate::{Limits, Numbers, evaluate};
use programs::lower::lower;
use programs::warnings::warnings;

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    fs::read(folder.join(format!("{name}.mir.bin"))).unwrap()
}

/// The inputs of these programs: the same number for all.
fn inputs(program: &Compiled, number: i64) -> Vec<u8> {
    let given: Vec<(&str, String, Vec<u8>)> = program
        .plan
        .inputs
        .iter()
        .map(|input| {
            let content = residue(&BigInt::from(number), 256).repeat(input.ty.scalar_count() as usize);
            (input.name.as_str(), input.ty.to_string(), content)
        })
        .collect();
    let given: Vec<_> = given.iter().map(|(name, ty, content)| (*name, ty.as_str(), content.clone())).collect();
    values(&given, 256)
}

/// How a run fails of a program as a node has it, which the compiler did not change.
fn failure(bytes: &[u8]) -> Option<String> {
    compile_stored(bytes).unwrap().plan.memory.check().err().map(|lost| lost.words)
}

fn integers(bytes: &[u8], name: &str) -> Vec<i64> {
    let given = inputs(&compile(bytes).unwrap(), 3);
    let outputs = run_on(bytes, 256, Numbers::Exact, &given, 0).unwrap();
    outputs[name].integers(256).iter().map(|integer| integer.try_into().unwrap()).collect()
}

/// What nodes cannot hand out as it is, and what comes out of what the compiler makes of it.
#[test]
fn the_compiler_works_around_what_nodes_do_not_find() {
    for (name, lost, outputs) in [
        (
            "constant_parts",
            None,
            &[("pair", &[1, 6][..]), ("nested", &[1, 7, 9]), ("publics", &[3, 4]), ("constants", &[5, 5])][..],
        ),
        ("constant_pair", Some("pair"), &[("pair", &[1, 6])]),
        ("constant_elements", Some("fives"), &[("fives", &[5, 5]), ("sum", &[9])]),
        ("parts_of_two", Some("double"), &[("square", &[36]), ("double", &[6]), ("pair", &[3, 6])]),
    ] {
        let plain = encode(&lower(decode(&fixture(name)).unwrap()).unwrap(), usize::MAX).unwrap();
        let failed = failure(&plain).unwrap();
        // Where constants take what others read, the words depend on them all.
        let words = |lost: &str| format!("{lost} can not be retrieve: illegal memory access");
        assert!(lost.is_none_or(|lost| failed == words(lost)), "{name}: {failed}");
        let compiled = compile(&fixture(name)).unwrap();
        assert_eq!(warnings(&compiled, 256, &|_| None), [], "{name}");
        let bytes = compile_to_bytes(&fixture(name)).unwrap();
        assert_ne!(bytes, plain);
        assert_eq!(failure(&bytes), None);
        examine(&bytes).unwrap();
        for (output, expected) in outputs {
            assert_eq!(integers(&bytes, output), *expected, "{output} of {name}");
        }
        // The lowered program is mended as well, and then stays as it is.
        assert_eq!(compile_to_bytes(&plain).unwrap(), bytes);
        assert_eq!(compile_to_bytes(&bytes).unwrap(), bytes);
    }
}

#[test]
fn the_compiler_warns_of_what_it_cannot_work_around() {
    let mixed = "array value access error: only a vector with homogeneous types (same type variant) is allowed";
    for (name, output, words, line) in [
        ("lost_parts", "both", "illegal memory access", 10),
        ("constant_map", "pairs", "illegal memory access", 8),
        ("mixed_parts", "pairs", mixed, 9),
    ] {
        let words = format!("{output} can not be retrieve: {words}");
        assert_eq!(failure(&compile_to_bytes(&fixture(name)).unwrap()).as_ref(), Some(&words));
        let found = warnings(&compile(&fixture(name)).unwrap(), 256, &|_| None);
        let [warning] = &found[..] else { panic!("{found:?}") };
        assert!(warning.reason.contains(&words), "{}", warning.reason);
        assert_eq!(warning.at.as_ref().map(|at| at.line), Some(line));
    }
}

#[test]
fn one_value_may_go_to_two_parties_under_one_name() {
    let compiled = compile(&fixture("one_name")).unwrap();
    assert_eq!(warnings(&compiled, 256, &|_| None), []);
    let parties: Vec<_> = compiled.plan.outputs.iter().map(|output| (&*output.name, &*output.party)).collect();
    assert_eq!(parties, [("sum", "ann"), ("sum", "bob"), ("difference", "ann")]);
    assert_eq!(integers(&fixture("one_name"), "sum"), [6]);

    // Of two values the later one goes to both.
    let mut program = decode(&fixture("one_name")).unwrap();
    program.outputs[1].operation = program.outputs[2].operation;
    let bytes = encode(&program, usize::MAX).unwrap();
    let refusal = compile(&bytes).unwrap_err().to_string();
    assert!(
        refusal.contains("output sum has the name of another one in one_name.py:11 but not its value"),
        "{refusal}"
    );
    let Compiled { program, plan } = &compile_stored(&bytes).unwrap();
    let given = inputs(&compile_stored(&bytes).unwrap(), 3);
    let mut host = common::TestHost(0);
    let outputs = evaluate(program, plan, 256, Numbers::Exact, &given, Limits::default(), &mut host).unwrap();
    let zero = [&[2, 0, 0, 0, 3, 0, 0, 0][..], b"sum", &[5], &[0; 32]].concat();
    assert!(outputs.starts_with(&zero), "{outputs:?}");
}

#[test]
fn public_equality_of_a_secret_boolean_is_refused_and_fails() {
    let refusal = compile(&fixture("refused_public_equals")).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "public_equals of a secret boolean is refused by nodes when the program runs: compare with == and reveal the \
         result (refused_public_equals.py:11)"
    );
    let stored = compile_stored(&fixture("refused_public_equals")).unwrap();
    examine(&fixture("refused_public_equals")).unwrap();
    let given = inputs(&stored, 1);
    let mut host = common::TestHost(0);
    let Compiled { program, plan } = &stored;
    let failed = evaluate(program, plan, 256, Numbers::Exact, &given, Limits::default(), &mut host).unwrap_err();
    assert!(failed.to_string().starts_with("unsupported operands for public equality"), "{failed}");
}

#[test]
fn literals_show_numbers_beyond_the_protocols() {
    let found = warnings(&compile(&fixture("warned_numbers")).unwrap(), 256, &|_| None);
    let lines: Vec<(u32, bool)> = found
        .iter()
        .map(|warning| (warning.at.as_ref().unwrap().line, warning.reason.starts_with("real nodes can")))
        .collect();
    assert_eq!(lines, [12, 13, 15, 16, 17, 19, 20].map(|line| (line, true)), "{found:?}");
}
