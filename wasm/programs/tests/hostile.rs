//! Programs made to hang or exhaust whoever takes them, and bytes that are hardly programs.
//!
//! `MUTATIONS` sets how many mutated programs are tried, `SEED` where they start.

mod common;

use std::fs;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use common::dsl::Dsl;
use common::{TestHost, content_length, lay_out, number, splitmix};
use programs::admission::examine;
use programs::compile::{Compiled, compile};
use programs::decode::decode;
use programs::describe::{Words, describe};
use programs::encode::encode;
use programs::evaluate::{Limits, Numbers, evaluate};
use programs::instruction::InstructionKind;
use programs::mir::{Binary, Function, Id, Kind, Operation, Operations, Program, Side, SourceRef};
use programs::refusal::{Code, Refusal};
use programs::types::{Compound, Scalar, Type};

fn secret() -> Type {
    Scalar::SecretInteger.into()
}

fn bytes(dsl: Dsl) -> Vec<u8> {
    encode(&dsl.finish(), usize::MAX).unwrap()
}

/// Does it soon. The time is generous: tests run unoptimised and side by side.
fn soon<T>(run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    assert!(start.elapsed() < Duration::from_secs(20), "it took {:?}", start.elapsed());
    result
}

fn compiled(program: &[u8]) -> Compiled {
    soon(|| compile(program)).unwrap()
}

fn refused(program: &[u8]) -> Refusal {
    assert!(soon(|| examine(program)).is_err());
    soon(|| compile(program)).unwrap_err()
}

/// `size`-fold maps within maps, `depth` deep.
fn nested_maps(size: u32, depth: usize) -> Vec<u8> {
    let mut dsl = Dsl::default();
    let array_type = Type::array(secret(), size);
    let array = dsl.input("xs", array_type.clone());
    let functions: Vec<Id> = (0..depth).map(|_| dsl.next_id()).collect();
    let mut inner: Option<(Id, Type)> = None;
    for function in functions.into_iter().rev() {
        let argument = dsl.operation(secret(), Kind::Argument { function, name: "x".into() });
        let (result, ty) = match inner {
            None => (dsl.operation(secret(), Kind::Binary(Binary::Addition, argument, argument)), secret()),
            Some((function, ty)) => {
                let ty = Type::array(ty, size);
                (dsl.operation(ty.clone(), Kind::Map { function, array }), ty)
            }
        };
        dsl.function(function, vec![("x".into(), secret())], result);
        inner = Some((function, ty));
    }
    let (function, ty) = inner.unwrap();
    let result = dsl.operation(Type::array(ty, size), Kind::Map { function, array });
    dsl.output("r".into(), result);
    bytes(dsl)
}

#[test]
fn maps_within_maps_are_limited() {
    assert!(compile(&nested_maps(10, 3)).is_ok());
    assert_eq!(refused(&nested_maps(1000, 3)).code, Code::TooLarge);
    assert_eq!(refused(&nested_maps(2, 30)).code, Code::TooLarge);
    assert_eq!(refused(&nested_maps(u32::MAX, 2)).code, Code::TooLarge);
}

#[test]
fn inputs_are_limited() {
    for ty in
        [Type::array(secret(), u32::MAX), Type::array(Type::array(Type::array(secret(), u32::MAX), u32::MAX), u32::MAX)]
    {
        let mut dsl = Dsl::default();
        let array = dsl.input("xs", ty);
        dsl.output("r".into(), array);
        assert_eq!(refused(&bytes(dsl)).code, Code::TooLarge);
    }
}

#[test]
fn values_that_double_are_limited() {
    // Each tuple holds the one before twice. Its type says so for a while, and then no more.
    for first in [secret(), Type::array(secret(), 0)] {
        let mut dsl = Dsl::default();
        let mut value = dsl.input("x", first.clone());
        let mut ty = first;
        for level in 0..64 {
            if level < 9 {
                ty = Type::tuple(ty.clone(), ty);
            }
            value = dsl.operation(ty.clone(), Kind::New(vec![value, value]));
        }
        dsl.output("r".into(), value);
        refused(&bytes(dsl));
    }
}

#[test]
fn inputs_without_many_scalars_are_limited_as_well() {
    let mut deep = secret();
    for _ in 0..38 {
        deep = Type::array(deep, 1);
    }
    for (of, size) in [(deep, 100_000), (Type::array(secret(), 0), u32::MAX)] {
        let mut dsl = Dsl::default();
        let array = dsl.input("xs", Type::array(of, size));
        let x = dsl.input("x", secret());
        let sum = dsl.operation(secret(), Kind::Binary(Binary::Addition, x, x));
        dsl.output("xs".into(), array);
        dsl.output("sum".into(), sum);
        refused(&bytes(dsl));
    }
}

/// A program with a function that gives back the first of its two arguments.
fn with_first() -> (Dsl, Id) {
    let mut dsl = Dsl::default();
    let function = dsl.next_id();
    let first = dsl.operation(secret(), Kind::Argument { function, name: "first".into() });
    dsl.function(function, vec![("first".into(), secret()), ("second".into(), secret())], first);
    (dsl, function)
}

#[test]
fn reductions_that_give_back_what_they_got_take_no_time() {
    let (mut dsl, function) = with_first();
    let array = dsl.input("xs", Type::array(secret(), 100_000));
    let initial = dsl.input("x", secret());
    let same = dsl.operation(secret(), Kind::Reduce { function, array, initial });
    let sum = dsl.operation(secret(), Kind::Binary(Binary::Addition, same, same));
    dsl.output("sum".into(), sum);
    assert_eq!(compiled(&bytes(dsl)).plan.instructions.len(), 1);

    let (mut dsl, function) = with_first();
    let array = dsl.input("xs", Type::array(secret(), 1));
    let mut initial = dsl.input("x", secret());
    for _ in 0..50_000 {
        initial = dsl.operation(secret(), Kind::Reduce { function, array, initial });
    }
    let sum = dsl.operation(secret(), Kind::Binary(Binary::Addition, initial, initial));
    dsl.output("sum".into(), sum);
    assert_eq!(compiled(&bytes(dsl)).plan.instructions.len(), 1);
}

/// A small program that is valid.
fn sum() -> Program {
    let mut dsl = Dsl::default();
    let x = dsl.input("x", secret());
    let sum = dsl.operation(secret(), Kind::Binary(Binary::Addition, x, x));
    dsl.output("sum".into(), sum);
    dsl.finish()
}

fn add(table: &mut Operations, id: Id, ty: Type, kind: Kind) {
    table.insert(id, Operation { id, ty, source: 0, kind });
}

fn encoded(program: &Program) -> Vec<u8> {
    encode(program, usize::MAX).unwrap()
}

#[test]
fn refusals_are_the_same_every_time() {
    let (mut dsl, function) = with_first();
    let array = dsl.input("xs", Type::array(secret(), 0));
    for _ in 0..20 {
        // Two reductions that start with each other.
        let first = dsl.next_id();
        let second = dsl.operation(secret(), Kind::Reduce { function, array, initial: first });
        add(&mut dsl.operations, first, secret(), Kind::Reduce { function, array, initial: second });
        dsl.output(first.to_string(), first);
    }
    let program = bytes(dsl);
    for _ in 0..20 {
        assert_eq!(refused(&program).to_string(), "operation 3 stands for itself (program.py:1)");
    }
}

#[test]
fn long_chains_of_ntuples_take_no_time() {
    let mut program = sum();
    let count = 50_000;
    let ntuple = Type::Compound(Rc::new(Compound::Ntuple(vec![secret()])));
    for index in 0..count {
        // Each holds what the next one holds, and the last one the input.
        let (access, made) = (10 + index, 1_000_000 + index);
        let held = if index + 1 < count { access + 1 } else { 0 };
        add(&mut program.operations, access, secret(), Kind::NtupleElement { index: 0, ntuple: made });
        add(&mut program.operations, made, ntuple.clone(), Kind::New(vec![held]));
    }
    assert_eq!(compiled(&encoded(&program)).program.operations.len(), 2);
}

#[test]
fn functions_deep_within_functions_are_limited() {
    let count = 30_000;
    let mut dsl = Dsl::default();
    let array = dsl.input("xs", Type::array(secret(), 1));
    let functions: Vec<Id> = (0..count).map(|_| dsl.next_id()).collect();
    let outermost = dsl.operation(secret(), Kind::Argument { function: functions[0], name: "x".into() });
    let mut result = dsl.operation(secret(), Kind::Binary(Binary::Addition, outermost, outermost));
    for (index, function) in functions.iter().enumerate().rev() {
        if index + 1 < count {
            result = dsl.operation(secret(), Kind::Map { function: functions[index + 1], array });
            result = dsl.operation(secret(), Kind::Binary(Binary::Addition, outermost, result));
        }
        dsl.function(*function, vec![("x".into(), secret())], result);
    }
    let result = dsl.operation(Type::array(secret(), 1), Kind::Map { function: functions[0], array });
    dsl.output("r".into(), result);
    assert_eq!(refused(&bytes(dsl)).code, Code::TooLarge);
}

#[test]
fn lists_of_reasons_are_limited() {
    let boolean = || Type::from(Scalar::SecretBoolean);
    let mut long_name = sum();
    long_name.source_refs[0].file = "f".repeat(100_000);
    let mut long_type = sum();
    let mut ty = secret();
    for _ in 0..9 {
        ty = Type::tuple(ty.clone(), ty);
    }
    add(&mut long_type.operations, 5, ty, Kind::Input("none".into()));
    for (mut program, operand) in [(long_name, 0), (long_type, 5)] {
        for id in 10..5_000 {
            add(&mut program.operations, id, boolean(), Kind::Binary(Binary::Addition, operand, operand));
        }
        let refusal = refused(&encoded(&program));
        assert_eq!(refusal.code, Code::Invalid);
        assert!(!refusal.issues.is_empty());
        assert!(refusal.to_string().len() < 1_000_000);
        assert!(examine(&encoded(&program)).unwrap_err().len() < 1_000_000);
    }
}

#[test]
fn lists_of_wrong_names_are_limited() {
    let outputs = |name: &str, count| {
        let mut program = sum();
        program.outputs[0].name = name.into();
        program.outputs = vec![program.outputs[0].clone(); count];
        program.outputs[0].operation = 0;
        program
    };
    let mut long_file = outputs("sum", 5_000);
    long_file.source_refs = (0..50).map(|line| SourceRef { line, ..long_file.source_refs[0].clone() }).collect();
    for source in &mut long_file.source_refs {
        source.file = "f".repeat(100_000);
    }
    for (output, source) in long_file.outputs.iter_mut().zip((0..50).cycle()) {
        output.source = source;
    }
    for program in [long_file, outputs(&"n".repeat(100_000), 50), outputs("", 100_000)] {
        let refusal = soon(|| compile(&encoded(&program))).unwrap_err();
        assert_eq!(refusal.code, Code::Invalid);
        assert!(!refusal.issues.is_empty());
        assert!(refusal.to_string().len() < 1_000_000);
    }
}

#[test]
fn outputs_that_are_put_together_again_and_again_take_no_time() {
    let mut dsl = Dsl::default();
    let public = Type::from(Scalar::Integer);
    let (x, y) = (dsl.input("x", secret()), dsl.input("y", public.clone()));
    let sum = dsl.operation(secret(), Kind::Binary(Binary::Addition, x, x));
    let pair_type = Type::tuple(public, secret());
    let pair = dsl.operation(pair_type.clone(), Kind::New(vec![y, sum]));
    let triple = dsl.operation(Type::tuple(pair_type, secret()), Kind::New(vec![pair, sum]));
    for index in 0..30_000 {
        dsl.output(index.to_string(), triple);
    }
    assert_eq!(compiled(&bytes(dsl)).plan.counts[&InstructionKind::NewTuple], 30_001);
}

#[test]
fn source_files_are_counted_though_they_replace_each_other() {
    let mut program = encoded(&sum());
    program.extend([0x3a, 3, 0x0a, 1, b'x'].repeat(1024));
    assert_eq!(refused(&program).code, Code::Malformed);
}

#[test]
fn accesses_to_tuples_and_objects_are_limited() {
    let mut program = sum();
    let pair = |left: Scalar| Type::tuple(left.into(), Scalar::Integer.into());
    for id in 0..3 {
        let mut table = Operations::new();
        let result = 100_000 * (id + 1);
        add(&mut table, result, pair(Scalar::SecretInteger), Kind::Input("x".into()));
        for next in 1..1300 {
            add(&mut table, result + next, pair(Scalar::Boolean), Kind::Input("x".into()));
            let access = Kind::TupleElement { side: Side::Left, tuple: 0 };
            add(&mut table, result + 2000 + next, secret(), access);
        }
        let (arguments, name, ty) = (Vec::new(), String::new(), secret());
        program.functions.push(Function { id, arguments, name, operations: table, result, ty, source: 0 });
    }
    let refusal = soon(|| compile(&encoded(&program))).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.to_string().as_str()),
        (Code::TooLarge, "too many accesses to tuples (program.py:1)")
    );

    let mut program = sum();
    let fields: Vec<(String, Type)> = (1..501).map(|size| (size.to_string(), Type::array(secret(), size))).collect();
    for (id, (name, ty)) in (10..).zip(&fields) {
        add(&mut program.operations, id, ty.clone(), Kind::Input(name.as_str().into()));
    }
    let object = Type::Compound(Rc::new(Compound::Object(fields)));
    add(&mut program.operations, 1000, object, Kind::New((10..510).collect()));
    for id in 2000..12_000 {
        let access = Kind::ObjectElement { key: "500".into(), object: 1000 };
        add(&mut program.operations, id, Type::array(secret(), 500), access);
    }
    let refusal = refused(&encoded(&program));
    assert_eq!((refusal.code, refusal.to_string().as_str()), (Code::TooLarge, "too many accesses to objects"));
}

#[test]
fn operations_that_depend_on_themselves_are_refused() {
    let mut dsl = Dsl::default();
    let x = dsl.input("x", secret());
    let sum = dsl.operation(secret(), Kind::Binary(Binary::Addition, x, 2));
    let product = dsl.operation(secret(), Kind::Binary(Binary::Multiplication, sum, sum));
    assert_eq!((sum, product), (1, 2));
    dsl.output("r".into(), product);
    assert_eq!(refused(&bytes(dsl)).to_string(), "operation 1 depends on itself (program.py:1)");
}

#[test]
fn recursion_is_refused_at_any_length() {
    for length in [1, 2, 20_000] {
        let mut dsl = Dsl::default();
        let array = dsl.input("xs", Type::array(secret(), 2));
        let functions: Vec<Id> = (0..length).map(|_| dsl.next_id()).collect();
        for (index, function) in functions.iter().enumerate() {
            let argument = dsl.operation(secret(), Kind::Argument { function: *function, name: "x".into() });
            let next = functions[(index + 1) % length];
            let result = Kind::Reduce { function: next, array, initial: argument };
            let result = dsl.operation(secret(), result);
            dsl.function(*function, vec![("x".into(), secret())], result);
        }
        let result = dsl.operation(Type::array(secret(), 2), Kind::Map { function: functions[0], array });
        dsl.output("r".into(), result);
        let refusal = refused(&bytes(dsl)).to_string();
        assert!(refusal.ends_with("leads back to itself: recursion (program.py:1)"), "{refusal}");
    }
}

#[test]
fn long_chains_of_operations_take_no_stack() {
    let mut dsl = Dsl::default();
    let x = dsl.input("x", secret());
    let mut value = x;
    for _ in 0..100_000 {
        value = dsl.operation(secret(), Kind::Binary(Binary::Addition, value, x));
    }
    dsl.output("r".into(), value);
    assert_eq!(compile(&bytes(dsl)).unwrap().plan.memory_size, 100_001);
}

#[test]
fn types_that_nest_too_deep_are_refused() {
    let mut dsl = Dsl::default();
    let mut ty = secret();
    for _ in 0..41 {
        ty = Type::array(ty, 1);
    }
    let x = dsl.input("x", ty);
    dsl.output("r".into(), x);
    assert_eq!(refused(&bytes(dsl)).code, Code::Malformed);
}

#[test]
fn accesses_to_what_is_not_there_are_refused() {
    for kind in [
        Kind::ArrayElement { index: 5, array: 0 },
        Kind::ArrayElement { index: 0, array: 77 },
        Kind::TupleElement { side: Side::Left, tuple: 0 },
        Kind::Map { function: 99, array: 0 },
        Kind::Cast { target: 0 },
        Kind::Argument { function: 99, name: "x".into() },
        Kind::Literal("none".into()),
        Kind::Input("none".into()),
    ] {
        let mut dsl = Dsl::default();
        let array = dsl.input("xs", Type::array(secret(), 2));
        let element = dsl.operation(secret(), Kind::ArrayElement { index: 0, array });
        let result = dsl.operation(secret(), Kind::Binary(Binary::Addition, element, element));
        dsl.output("r".into(), result);
        let mut program = dsl.finish();
        let operation = program.operations.get_mut(&element).unwrap();
        operation.kind = kind.clone();
        let refusal = refused(&encode(&program, usize::MAX).unwrap());
        assert_eq!(refusal.code, Code::Invalid, "{kind:?}: {refusal}");
    }
}

/// Changes some bytes of a program, most often in a way that leaves it a protobuf message.
fn mutate(program: &mut Vec<u8>, state: &mut u64) {
    let mut below = |bound: usize| (splitmix(state) % bound.max(1) as u64) as usize;
    for _ in 0..1 + below(4) {
        let at = below(program.len());
        match below(6) {
            0 => program.truncate(at),
            1 => program.insert(at, below(256) as u8),
            2 if !program.is_empty() => drop(program.remove(at)),
            3 => {
                let end = (at + below(40)).min(program.len());
                let part = program[at..end].to_vec();
                let to = below(program.len());
                program.splice(to..to, part);
            }
            _ => {
                if let Some(byte) = program.get_mut(at) {
                    *byte = match below(3) {
                        0 => byte.wrapping_add(1),
                        1 => byte.wrapping_sub(1),
                        _ => *byte ^ 1 << below(8),
                    };
                }
            }
        }
    }
}

#[test]
fn mutated_programs_are_refused_or_run() {
    let environment =
        |name: &str, default: u64| std::env::var(name).map_or(default, |value| value.parse().expect("a number"));
    let (count, mut state) = (environment("MUTATIONS", 20_000), environment("SEED", 1));
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut programs: Vec<Vec<u8>> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "bin"))
        .map(|path| fs::read(path).unwrap())
        .collect();
    programs.sort();
    let lowered: Vec<_> =
        programs.iter().filter_map(|program| programs::compile::compile_to_bytes(program).ok()).collect();
    programs.extend(lowered);
    let (mut ran, mut slowest) = (0, Duration::ZERO);
    for _ in 0..count {
        let mut program = programs[(splitmix(&mut state) % programs.len() as u64) as usize].clone();
        mutate(&mut program, &mut state);
        let start = Instant::now();
        let _ = examine(&program);
        if let Ok(compiled) = compile(&program) {
            assert!(!describe(&compiled, Words::Classes, &[]).is_empty());
            let mut content = |scalar| {
                let length = content_length(scalar, 64).unwrap_or(40);
                (0..length).map(|_| splitmix(&mut state) as u8 >> 1).collect()
            };
            let mut inputs = number(compiled.plan.inputs.len()).to_vec();
            for input in &compiled.plan.inputs {
                inputs.extend(number(input.name.len()));
                inputs.extend(input.name.as_bytes());
                lay_out(&input.ty, 64, &mut content, &mut inputs);
            }
            let (program, plan) = (&compiled.program, &compiled.plan);
            let result = evaluate(program, plan, 64, Numbers::Exact, &inputs, Limits::default(), &mut TestHost(1));
            ran += u64::from(result.is_ok());
            // What was compiled is a program that nodes take, and compiling it changes nothing.
            let again = encode(program, usize::MAX).unwrap();
            assert!(decode(&again).is_ok());
        }
        slowest = slowest.max(start.elapsed());
    }
    println!("{ran} of {count} ran, the slowest took {slowest:?}");
    assert!(ran > 0);
    assert!(slowest < Duration::from_secs(20));
}
