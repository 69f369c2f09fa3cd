//! Program bytes to program.
//!
//! Programs come from strangers. What decoding costs in memory is proportional to the bytes given; nesting, which costs
//! stack, is limited.

use std::rc::Rc;

use crate::mir::{
    Argument, Binary, Function, Id, Input, Kind, Literal, Operation, Operations, Output, Party, Program, Side,
    SourceRef, Unary,
};
use crate::refusal::{Code, Location, Refusal};
use crate::types::{Compound, Scalar, Type};
use shared::protobuf::{Fields, Payload, WireError};

/// Longest program, the payload limit of the network.
pub const MAX_PROGRAM_BYTES: usize = 6 * 1024 * 1024;

/// Types nest at most this deep.
const MAX_TYPE_DEPTH: u32 = 40;

/// A type has at most this many parts, counting an array's element type once.
const MAX_TYPE_PARTS: u32 = 1024;

/// A program comes from at most this many source files.
const MAX_SOURCE_FILES: usize = 1024;

/// Decodes a program, lowered or not.
pub fn decode(bytes: &[u8]) -> Result<Program, Refusal> {
    if bytes.len() > MAX_PROGRAM_BYTES {
        let reason = format!("a program of {} bytes, at most {MAX_PROGRAM_BYTES}", bytes.len());
        return Err(Refusal::new(Code::TooLarge, reason));
    }
    program(bytes).map_err(|failure| match failure {
        Failure::Malformed(reason) => Refusal::new(Code::Malformed, format!("the bytes are no Nada program: {reason}")),
        Failure::Unknown { what, source } => {
            Refusal::at(Code::Invalid, what, source.and_then(|source| location(bytes, source)))
        }
    })
}

/// Why bytes cannot be decoded.
enum Failure {
    /// They are no program.
    Malformed(&'static str),
    /// They are one, with something in it that this version does not know.
    Unknown {
        what: String,
        /// Where in the source, as soon as that is known.
        source: Option<u64>,
    },
}

impl From<WireError> for Failure {
    fn from(error: WireError) -> Self {
        Failure::Malformed(error.reason())
    }
}

type Decoded<T> = Result<T, Failure>;

fn unknown<T>(what: String) -> Decoded<T> {
    Err(Failure::Unknown { what, source: None })
}

/// Says where something unknown is, if that is known by the source reference in a field of a message.
fn locate<T>(result: Decoded<T>, bytes: &[u8], field: u32) -> Decoded<T> {
    result.map_err(|failure| match failure {
        Failure::Unknown { what, source: None } => {
            let source = text_and_number(bytes, 0, field).ok().map(|(_, source)| source);
            Failure::Unknown { what, source }
        }
        other => other,
    })
}

/// Where a source reference of a program points.
fn location(program: &[u8], source: u64) -> Option<Location> {
    let (mut index, mut found) = (0, None);
    let visited = fields(program, |number, field| {
        if number == 8 {
            if index == source {
                found = Some(source_ref(field.bytes()?)?);
            }
            index += 1;
        }
        Ok(())
    });
    visited.ok()?;
    let SourceRef { file, line, .. } = found?;
    Some(Location { file, line })
}

fn fields<'a>(bytes: &'a [u8], mut visit: impl FnMut(u32, Payload<'a>) -> Decoded<()>) -> Decoded<()> {
    let mut fields = Fields::<false>::of(bytes);
    while let Some((number, field)) = fields.next_field()? {
        visit(number, field)?;
    }
    Ok(())
}

fn program(bytes: &[u8]) -> Decoded<Program> {
    let mut program = Program {
        functions: Vec::new(),
        parties: Vec::new(),
        inputs: Vec::new(),
        literals: Vec::new(),
        outputs: Vec::new(),
        operations: Operations::new(),
        source_files: Vec::new(),
        source_refs: Vec::new(),
    };
    // A table is built at once from all its entries, which is faster than one by one.
    let mut operations = Vec::new();
    let mut source_files = 0;
    fields(bytes, |number, field| {
        match number {
            1 => program.functions.push(locate(function(field.bytes()?), field.bytes()?, 7)?),
            2 => program.parties.push(party(field.bytes()?)?),
            3 => program.inputs.push(locate(input(field.bytes()?), field.bytes()?, 5)?),
            4 => program.literals.push(literal(field.bytes()?)?),
            5 => program.outputs.push(locate(output(field.bytes()?), field.bytes()?, 5)?),
            6 => operations.push(operation_entry(field.bytes()?)?),
            7 => {
                let (name, text) = source_file(field.bytes()?)?;
                source_files += 1;
                if source_files > MAX_SOURCE_FILES {
                    return Err(Failure::Malformed("too many source files"));
                }
                let files = &mut program.source_files;
                match files.iter().position(|(known, _)| *known == name) {
                    Some(index) => files[index].1 = text,
                    None => files.push((name, text)),
                }
            }
            8 => program.source_refs.push(source_ref(field.bytes()?)?),
            _ => {}
        }
        Ok(())
    })?;
    program.operations = Operations::from_iter(operations);
    Ok(program)
}

fn function(bytes: &[u8]) -> Decoded<Function> {
    let (mut id, mut result, mut source) = (0, 0, 0);
    let (mut name, mut ty) = (String::new(), None);
    let (mut arguments, mut operations) = (Vec::new(), Vec::new());
    fields(bytes, |number, field| {
        match number {
            1 => id = field.varint()?,
            2 => arguments.push(locate(argument(field.bytes()?), field.bytes()?, 3)?),
            3 => name = field.text()?.to_owned(),
            4 => operations.push(operation_entry(field.bytes()?)?),
            5 => result = field.varint()?,
            6 => ty = Some(nada_type(field.bytes()?)?),
            7 => source = field.varint()?,
            _ => {}
        }
        Ok(())
    })?;
    let ty = ty.ok_or(Failure::Malformed("a function has no return type"))?;
    let operations = Operations::from_iter(operations);
    Ok(Function { id, arguments, name, operations, result, ty, source })
}

fn argument(bytes: &[u8]) -> Decoded<Argument> {
    let (mut name, mut ty, mut source): (Rc<str>, _, _) = ("".into(), None, 0);
    fields(bytes, |number, field| {
        match number {
            1 => name = field.text()?.into(),
            2 => ty = Some(nada_type(field.bytes()?)?),
            3 => source = field.varint()?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(Argument { name, ty: ty.ok_or(Failure::Malformed("an argument has no type"))?, source })
}

fn party(bytes: &[u8]) -> Decoded<Party> {
    let (mut name, mut source) = (String::new(), 0);
    fields(bytes, |number, field| {
        match number {
            1 => name = field.text()?.to_owned(),
            2 => source = field.varint()?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(Party { name, source })
}

fn input(bytes: &[u8]) -> Decoded<Input> {
    let (mut ty, mut source) = (None, 0);
    let (mut party, mut name, mut doc) = (String::new(), String::new(), String::new());
    fields(bytes, |number, field| {
        match number {
            1 => ty = Some(nada_type(field.bytes()?)?),
            2 => party = field.text()?.to_owned(),
            3 => name = field.text()?.to_owned(),
            4 => doc = field.text()?.to_owned(),
            5 => source = field.varint()?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(Input { ty: ty.ok_or(Failure::Malformed("an input has no type"))?, party, name, doc, source })
}

fn literal(bytes: &[u8]) -> Decoded<Literal> {
    let (mut name, mut value, mut ty) = (String::new(), String::new(), None);
    fields(bytes, |number, field| {
        match number {
            2 => name = field.text()?.to_owned(),
            3 => value = field.text()?.to_owned(),
            4 => ty = Some(nada_type(field.bytes()?)?),
            _ => {}
        }
        Ok(())
    })?;
    Ok(Literal { name, value, ty: ty.ok_or(Failure::Malformed("a literal has no type"))? })
}

fn output(bytes: &[u8]) -> Decoded<Output> {
    let (mut name, mut party) = (String::new(), String::new());
    let (mut operation, mut ty, mut source) = (0, None, 0);
    fields(bytes, |number, field| {
        match number {
            1 => name = field.text()?.to_owned(),
            2 => operation = field.varint()?,
            3 => party = field.text()?.to_owned(),
            4 => ty = Some(nada_type(field.bytes()?)?),
            5 => source = field.varint()?,
            _ => {}
        }
        Ok(())
    })?;
    let ty = ty.ok_or(Failure::Malformed("an output has no type"))?;
    Ok(Output { name, operation, party, ty, source })
}

fn source_file(bytes: &[u8]) -> Decoded<(String, String)> {
    let (mut name, mut text) = (String::new(), String::new());
    fields(bytes, |number, field| {
        match number {
            1 => name = field.text()?.to_owned(),
            2 => text = field.text()?.to_owned(),
            _ => {}
        }
        Ok(())
    })?;
    Ok((name, text))
}

fn source_ref(bytes: &[u8]) -> Decoded<SourceRef> {
    let mut source = SourceRef { file: String::new(), line: 0, offset: 0, length: 0 };
    fields(bytes, |number, field| {
        match number {
            1 => source.file = field.text()?.to_owned(),
            2 => source.line = field.varint()? as u32,
            3 => source.offset = field.varint()? as u32,
            4 => source.length = field.varint()? as u32,
            _ => {}
        }
        Ok(())
    })?;
    Ok(source)
}

fn operation_entry(bytes: &[u8]) -> Decoded<(Id, Operation)> {
    let (mut id, mut value) = (0, None);
    fields(bytes, |number, field| {
        match number {
            1 => id = field.varint()?,
            2 => value = Some(locate(operation(field.bytes()?), field.bytes()?, 3)?),
            _ => {}
        }
        Ok(())
    })?;
    let value = value.ok_or(Failure::Malformed("a table entry has no operation"))?;
    if value.id != id {
        return Err(Failure::Malformed("an operation stands under the id of another"));
    }
    Ok((id, value))
}

fn operation(bytes: &[u8]) -> Decoded<Operation> {
    let (mut id, mut ty, mut source, mut kind, mut other) = (0, None, 0, None, None);
    fields(bytes, |number, field| {
        match number {
            1 => id = field.varint()?,
            2 => ty = Some(nada_type(field.bytes()?)?),
            3 => source = field.varint()?,
            4..=18 => kind = Some(operation_kind(number, field.bytes()?)?),
            _ => other = Some(number),
        }
        Ok(())
    })?;
    let ty = ty.ok_or(Failure::Malformed("an operation has no type"))?;
    let kind = match (kind, other) {
        (Some(kind), _) => kind,
        (None, Some(number)) => return unknown(format!("an operation of kind {number} is not known")),
        (None, None) => return Err(Failure::Malformed("an operation does nothing")),
    };
    Ok(Operation { id, ty, source, kind })
}

/// The numbers of a message that has nothing but numbers, in fields 1 to 3.
fn numbers(bytes: &[u8]) -> Decoded<[u64; 3]> {
    let mut values = [0; 3];
    fields(bytes, |number, field| {
        if let 1..=3 = number {
            values[number as usize - 1] = field.varint()?;
        }
        Ok(())
    })?;
    Ok(values)
}

/// A message with one text and one number, in the fields given.
fn text_and_number(bytes: &[u8], text: u32, value: u32) -> Decoded<(&str, u64)> {
    let mut found = ("", 0);
    fields(bytes, |number, field| {
        if number == text {
            found.0 = field.text()?;
        } else if number == value {
            found.1 = field.varint()?;
        }
        Ok(())
    })?;
    Ok(found)
}

fn operation_kind(number: u32, bytes: &[u8]) -> Decoded<Kind> {
    Ok(match number {
        4 => {
            let [variant, left, right] = numbers(bytes)?;
            let Some(binary) = usize::try_from(variant).ok().and_then(|index| Binary::ALL.get(index)) else {
                return unknown(format!("operation {variant} on two values is not known"));
            };
            Kind::Binary(*binary, left, right)
        }
        5 => {
            let [variant, operand, _] = numbers(bytes)?;
            let Some(unary) = usize::try_from(variant).ok().and_then(|index| Unary::ALL.get(index)) else {
                return unknown(format!("operation {variant} on one value is not known"));
            };
            Kind::Unary(*unary, operand)
        }
        6 => {
            let [condition, then, otherwise] = numbers(bytes)?;
            Kind::IfElse { condition, then, otherwise }
        }
        7 => {
            numbers(bytes)?;
            Kind::Random
        }
        8 => Kind::Input(text_and_number(bytes, 1, 0)?.0.into()),
        9 => Kind::Literal(text_and_number(bytes, 1, 0)?.0.into()),
        10 => {
            let (name, function) = text_and_number(bytes, 2, 1)?;
            Kind::Argument { function, name: name.into() }
        }
        11 => {
            let [function, array, _] = numbers(bytes)?;
            Kind::Map { function, array }
        }
        12 => {
            let [function, array, initial] = numbers(bytes)?;
            Kind::Reduce { function, array, initial }
        }
        13 => Kind::New(new_elements(bytes)?),
        14 => {
            let [index, array, _] = numbers(bytes)?;
            Kind::ArrayElement { index: index as u32, array }
        }
        15 => {
            let [side, tuple, _] = numbers(bytes)?;
            let side = match side {
                0 => Side::Left,
                1 => Side::Right,
                _ => return Err(Failure::Malformed("a tuple has a left and a right side only")),
            };
            Kind::TupleElement { side, tuple }
        }
        16 => {
            let [index, ntuple, _] = numbers(bytes)?;
            Kind::NtupleElement { index: index as u32, ntuple }
        }
        17 => {
            let (key, object) = text_and_number(bytes, 1, 2)?;
            Kind::ObjectElement { key: key.into(), object }
        }
        // The type cast to stands in the operation's own type as well.
        _ => Kind::Cast { target: text_and_number(bytes, 0, 1)?.1 },
    })
}

fn new_elements(bytes: &[u8]) -> Decoded<Vec<Id>> {
    let mut elements = Vec::new();
    fields(bytes, |number, field| {
        if number == 1 {
            field.varints(&mut elements)?;
        }
        Ok(())
    })?;
    Ok(elements)
}

fn nada_type(bytes: &[u8]) -> Decoded<Type> {
    let mut parts = 0;
    type_part(bytes, 0, &mut parts)
}

fn type_part(bytes: &[u8], depth: u32, parts: &mut u32) -> Decoded<Type> {
    *parts += 1;
    if depth > MAX_TYPE_DEPTH || *parts > MAX_TYPE_PARTS {
        return Err(Failure::Malformed("a type has too many parts"));
    }
    let (mut ty, mut other) = (None, None);
    fields(bytes, |number, field| {
        let content = match number {
            1..=18 => field.bytes()?,
            _ => {
                other = Some(number);
                return Ok(());
            }
        };
        ty = Some(match number {
            1 => Scalar::Integer.into(),
            2 => Scalar::UnsignedInteger.into(),
            3 => Scalar::Boolean.into(),
            4 => Scalar::SecretInteger.into(),
            5 => Scalar::SecretUnsignedInteger.into(),
            6 => Scalar::SecretBoolean.into(),
            7 => Scalar::EcdsaPrivateKey.into(),
            8 => Scalar::EcdsaDigestMessage.into(),
            9 => Scalar::EcdsaSignature.into(),
            10 => array_type(content, depth + 1, parts)?,
            11 => tuple_type(content, depth + 1, parts)?,
            12 => ntuple_type(content, depth + 1, parts)?,
            13 => object_type(content, depth + 1, parts)?,
            14 => Scalar::EcdsaPublicKey.into(),
            15 => Scalar::EddsaPrivateKey.into(),
            16 => Scalar::EddsaPublicKey.into(),
            17 => Scalar::EddsaMessage.into(),
            _ => Scalar::EddsaSignature.into(),
        });
        Ok(())
    })?;
    match (ty, other) {
        (Some(ty), _) => Ok(ty),
        (None, Some(number)) => unknown(format!("a type of kind {number} is not known")),
        (None, None) => Err(Failure::Malformed("a type is empty")),
    }
}

fn array_type(bytes: &[u8], depth: u32, parts: &mut u32) -> Decoded<Type> {
    let (mut of, mut size) = (None, 0);
    fields(bytes, |number, field| {
        match number {
            1 => of = Some(type_part(field.bytes()?, depth, parts)?),
            2 => size = field.varint()? as u32,
            _ => {}
        }
        Ok(())
    })?;
    Ok(Type::array(of.ok_or(Failure::Malformed("an array has no element type"))?, size))
}

fn tuple_type(bytes: &[u8], depth: u32, parts: &mut u32) -> Decoded<Type> {
    let (mut left, mut right) = (None, None);
    fields(bytes, |number, field| {
        match number {
            1 => left = Some(type_part(field.bytes()?, depth, parts)?),
            2 => right = Some(type_part(field.bytes()?, depth, parts)?),
            _ => {}
        }
        Ok(())
    })?;
    match (left, right) {
        (Some(left), Some(right)) => Ok(Type::tuple(left, right)),
        _ => Err(Failure::Malformed("a tuple lacks a side")),
    }
}

fn ntuple_type(bytes: &[u8], depth: u32, parts: &mut u32) -> Decoded<Type> {
    let mut types = Vec::new();
    fields(bytes, |number, field| {
        if number == 1 {
            types.push(type_part(field.bytes()?, depth, parts)?);
        }
        Ok(())
    })?;
    Ok(Type::Compound(Rc::new(Compound::Ntuple(types))))
}

fn object_type(bytes: &[u8], depth: u32, parts: &mut u32) -> Decoded<Type> {
    let mut entries: Vec<(String, Type)> = Vec::new();
    fields(bytes, |number, field| {
        if number != 1 {
            return Ok(());
        }
        let (mut name, mut ty) = (String::new(), None);
        fields(field.bytes()?, |number, field| {
            match number {
                1 => name = field.text()?.to_owned(),
                2 => ty = Some(type_part(field.bytes()?, depth, parts)?),
                _ => {}
            }
            Ok(())
        })?;
        entries.push((name, ty.ok_or(Failure::Malformed("a field of an object has no type"))?));
        Ok(())
    })?;
    Ok(Type::Compound(Rc::new(Compound::Object(entries))))
}
