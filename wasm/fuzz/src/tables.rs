//! Programs made from bytes: tables of operations that refer to each other, mostly as they should.

use crate::programs::compile_any;
use arbitrary::{Result, Unstructured};
use programs::decode::decode;
use programs::encode::encode;
use programs::mir::{
    Argument, Binary, Function, Id, Input, Kind, Literal, Operation, Operations, Output, Party, Program, Side,
    SourceRef, Unary,
};
use programs::types::{Compound, Scalar, Type};
use std::rc::Rc;

const SCALARS: [Scalar; 14] = [
    Scalar::Integer,
    Scalar::UnsignedInteger,
    Scalar::Boolean,
    Scalar::SecretInteger,
    Scalar::SecretUnsignedInteger,
    Scalar::SecretBoolean,
    Scalar::EcdsaPrivateKey,
    Scalar::EcdsaDigestMessage,
    Scalar::EcdsaSignature,
    Scalar::EcdsaPublicKey,
    Scalar::EddsaPrivateKey,
    Scalar::EddsaPublicKey,
    Scalar::EddsaMessage,
    Scalar::EddsaSignature,
];
const FUNCTIONS: u64 = 3;
const INPUTS: u64 = 3;
const LITERALS: u64 = 3;

/// A program made from the bytes is encoded, decoded to the same, and compiled.
pub fn compile_made(bytes: &[u8]) {
    let Ok(program) = make(&mut Unstructured::new(bytes)) else { return };
    let encoded = encode(&program, usize::MAX).expect("no limit");
    assert!(decode(&encoded).expect("a program") == program, "encoded and decoded, it is another program");
    compile_any(&encoded);
}

fn make(bytes: &mut Unstructured<'_>) -> Result<Program> {
    let inputs = make_all(INPUTS, |index| {
        let ty = make_type(bytes, 0)?;
        Ok(Input { ty, party: "p".into(), name: name("i", index), doc: String::new(), source: 0 })
    })?;
    let literals = make_all(LITERALS, |index| {
        let value = (*bytes.choose(&["0", "1", "-1", "2", "true", "False", "18446744073709551616", "1_0", ""])?).into();
        Ok(Literal { name: name("l", index), value, ty: make_scalar(bytes, 6)? })
    })?;
    // Ids of functions stand above those of operations, as they do not in real programs.
    let functions = make_all(FUNCTIONS, |index| {
        let arguments = make_all(2, |argument| {
            Ok(Argument { name: name("a", argument).into(), ty: make_type(bytes, 1)?, source: 0 })
        })?;
        let first = 1000 * (index + 1);
        let (operations, result, ty) = make_table(bytes, first, Some((900 + index, &arguments)), &inputs, &literals)?;
        Ok(Function { id: 900 + index, arguments, name: name("f", index), operations, result, ty, source: 0 })
    })?;
    let (operations, last, ty) = make_table(bytes, 0, None, &inputs, &literals)?;
    let mut outputs = vec![Output { name: "o".into(), operation: last, party: "p".into(), ty, source: 0 }];
    if let Some(operation) = bytes.choose_iter(operations.values())?.into() {
        let Operation { id, ty, .. }: &Operation = operation;
        outputs.push(Output { name: "second".into(), operation: *id, party: "p".into(), ty: ty.clone(), source: 0 });
    }
    Ok(Program {
        functions,
        parties: vec![Party { name: "p".into(), source: 0 }],
        inputs,
        literals,
        outputs,
        operations,
        source_files: vec![("program.py".into(), "made from bytes".into())],
        source_refs: vec![SourceRef { file: "program.py".into(), line: 1, offset: 0, length: 15 }],
    })
}

fn make_all<T>(count: u64, make: impl FnMut(u64) -> Result<T>) -> Result<Vec<T>> {
    (0..count).map(make).collect()
}

fn name(prefix: &str, index: u64) -> String {
    format!("{prefix}{index}")
}

fn make_scalar(bytes: &mut Unstructured<'_>, among: usize) -> Result<Type> {
    Ok(Type::Scalar(*bytes.choose(&SCALARS[..among])?))
}

fn make_type(bytes: &mut Unstructured<'_>, depth: usize) -> Result<Type> {
    let choice = bytes.int_in_range(0..=15)?;
    if depth >= 3 || choice < 8 {
        return make_scalar(bytes, if choice == 0 { 14 } else { 6 });
    }
    let inner = make_type(bytes, depth + 1)?;
    Ok(match choice {
        8..=11 => Type::array(inner, bytes.int_in_range(0..=4)?),
        12 | 13 => Type::tuple(inner, make_type(bytes, depth + 1)?),
        14 => Type::Compound(Rc::new(Compound::Ntuple(vec![inner, make_type(bytes, depth + 1)?]))),
        _ => Type::Compound(Rc::new(Compound::Object(vec![
            ("k".into(), inner),
            ("l".into(), make_type(bytes, depth + 1)?),
        ]))),
    })
}

/// A table, the id of its last operation, and the type of that. Within a function there are its arguments as well.
fn make_table(
    bytes: &mut Unstructured<'_>,
    first: Id,
    function: Option<(Id, &[Argument])>,
    inputs: &[Input],
    literals: &[Literal],
) -> Result<(Operations, Id, Type)> {
    let mut table = Operations::new();
    let put = |table: &mut Operations, ty: Type, kind: Kind| {
        let id = first + table.len() as Id;
        table.insert(id, Operation { id, ty, source: 0, kind });
    };
    match function {
        Some((function, arguments)) => {
            for argument in arguments {
                put(&mut table, argument.ty.clone(), Kind::Argument { function, name: argument.name.clone() });
            }
        }
        None => {
            for input in inputs {
                put(&mut table, input.ty.clone(), Kind::Input(input.name.as_str().into()));
            }
        }
    }
    for literal in literals {
        put(&mut table, literal.ty.clone(), Kind::Literal(literal.name.as_str().into()));
    }
    for _ in 0..bytes.int_in_range(1..=8)? {
        let (kind, ty) = make_operation(bytes, &table, first)?;
        put(&mut table, ty, kind);
    }
    let last = table.values().next_back().expect("a table that is not empty");
    let (id, ty) = (last.id, last.ty.clone());
    Ok((table, id, ty))
}

/// An operation on some before it, of the type that it should have or, now and then, of another.
fn make_operation(bytes: &mut Unstructured<'_>, table: &Operations, first: Id) -> Result<(Kind, Type)> {
    let pick = |bytes: &mut Unstructured<'_>| -> Result<(Id, Type)> {
        let back = bytes.int_in_range(1..=table.len() as Id)?;
        let id = first + table.len() as Id - back;
        Ok((id, table[&id].ty.clone()))
    };
    let (operand, ty) = pick(bytes)?;
    let function = 900 + bytes.int_in_range(0..=FUNCTIONS - 1)?;
    let (kind, ty) = match bytes.int_in_range(0..=12)? {
        0..=3 => {
            let (right, _) = pick(bytes)?;
            (Kind::Binary(*bytes.choose(&Binary::ALL)?, operand, right), ty)
        }
        4 => (Kind::Unary(*bytes.choose(&Unary::ALL)?, operand), ty),
        5 => {
            let ((then, then_type), (otherwise, _)) = (pick(bytes)?, pick(bytes)?);
            (Kind::IfElse { condition: operand, then, otherwise }, then_type)
        }
        6 => (Kind::Random, make_scalar(bytes, 6)?),
        7 => {
            let result = make_scalar(bytes, 6)?;
            let size = if let Type::Compound(compound) = &ty
                && let Compound::Array { size, .. } = **compound
            {
                size
            } else {
                2
            };
            (Kind::Map { function, array: operand }, Type::array(result, size))
        }
        8 => {
            let (initial, ty) = pick(bytes)?;
            (Kind::Reduce { function, array: operand, initial }, ty)
        }
        9 => {
            let count = bytes.int_in_range(0..=3)?;
            (Kind::New(vec![operand; count]), Type::array(ty, count as u32))
        }
        10 => {
            let (right, right_type) = pick(bytes)?;
            (Kind::New(vec![operand, right]), Type::tuple(ty, right_type))
        }
        11 => take_apart(bytes, operand, &ty)?,
        _ => (Kind::Cast { target: operand }, make_scalar(bytes, 6)?),
    };
    Ok((kind, if bytes.ratio(1, 6)? { make_type(bytes, 1)? } else { ty }))
}

fn take_apart(bytes: &mut Unstructured<'_>, operand: Id, ty: &Type) -> Result<(Kind, Type)> {
    let Type::Compound(compound) = ty else {
        return Ok((Kind::ArrayElement { index: 0, array: operand }, ty.clone()));
    };
    Ok(match &**compound {
        Compound::Array { of, size } => {
            (Kind::ArrayElement { index: bytes.int_in_range(0..=*size)?, array: operand }, of.clone())
        }
        Compound::Tuple(left, right) => {
            let (side, ty) = if bytes.arbitrary()? { (Side::Left, left) } else { (Side::Right, right) };
            (Kind::TupleElement { side, tuple: operand }, ty.clone())
        }
        Compound::Ntuple(types) => {
            let index = bytes.choose_index(types.len())?;
            (Kind::NtupleElement { index: index as u32, ntuple: operand }, types[index].clone())
        }
        Compound::Object(entries) => {
            let (key, ty) = bytes.choose(entries)?;
            (Kind::ObjectElement { key: key.as_str().into(), object: operand }, ty.clone())
        }
    })
}
