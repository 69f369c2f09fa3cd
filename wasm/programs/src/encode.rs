//! Program to program bytes, field by field in the order of the schema, so that equal programs have equal bytes.

use crate::mir::{Binary, Kind, Operation, Operations, Program, Side, Unary};
use crate::refusal::{Code, Refusal};
use crate::types::{Compound, Scalar, Type};
use shared::protobuf::Writer;

/// Encodes a program, refusing one whose bytes would exceed `max_bytes`.
pub fn encode(program: &Program, max_bytes: usize) -> Result<Vec<u8>, Refusal> {
    let mut writer = Writer::default();
    for function in &program.functions {
        writer.message(1, |writer| {
            writer.optional_number(1, function.id);
            for argument in &function.arguments {
                writer.message(2, |writer| {
                    writer.optional_bytes(1, argument.name.as_bytes());
                    nada_type(writer, 2, &argument.ty);
                    writer.optional_number(3, argument.source);
                });
            }
            writer.optional_bytes(3, function.name.as_bytes());
            for operation in function.operations.values() {
                operation_entry(writer, 4, operation);
            }
            writer.optional_number(5, function.result);
            nada_type(writer, 6, &function.ty);
            writer.optional_number(7, function.source);
        });
    }
    for party in &program.parties {
        writer.message(2, |writer| {
            writer.optional_bytes(1, party.name.as_bytes());
            writer.optional_number(2, party.source);
        });
    }
    for input in &program.inputs {
        writer.message(3, |writer| {
            nada_type(writer, 1, &input.ty);
            writer.optional_bytes(2, input.party.as_bytes());
            writer.optional_bytes(3, input.name.as_bytes());
            writer.optional_bytes(4, input.doc.as_bytes());
            writer.optional_number(5, input.source);
        });
    }
    for literal in &program.literals {
        writer.message(4, |writer| {
            writer.optional_bytes(2, literal.name.as_bytes());
            writer.optional_bytes(3, literal.value.as_bytes());
            nada_type(writer, 4, &literal.ty);
        });
    }
    for output in &program.outputs {
        writer.message(5, |writer| {
            writer.optional_bytes(1, output.name.as_bytes());
            writer.optional_number(2, output.operation);
            writer.optional_bytes(3, output.party.as_bytes());
            nada_type(writer, 4, &output.ty);
            writer.optional_number(5, output.source);
        });
    }
    operations(&mut writer, &program.operations, max_bytes)?;
    for (name, text) in &program.source_files {
        writer.message(7, |writer| {
            writer.optional_bytes(1, name.as_bytes());
            writer.optional_bytes(2, text.as_bytes());
        });
    }
    for source in &program.source_refs {
        writer.message(8, |writer| {
            writer.optional_bytes(1, source.file.as_bytes());
            writer.optional_number(2, u64::from(source.line));
            writer.optional_number(3, u64::from(source.offset));
            writer.optional_number(4, u64::from(source.length));
        });
    }
    within(&writer, max_bytes)?;
    Ok(writer.into_bytes())
}

/// Operations are what lowering multiplies, so the size is watched while they are written.
fn operations(writer: &mut Writer, operations: &Operations, max_bytes: usize) -> Result<(), Refusal> {
    for operation in operations.values() {
        operation_entry(writer, 6, operation);
        within(writer, max_bytes)?;
    }
    Ok(())
}

fn within(writer: &Writer, max_bytes: usize) -> Result<(), Refusal> {
    if writer.written().len() > max_bytes {
        let reason = format!("the lowered program has more than {max_bytes} bytes");
        return Err(Refusal::new(Code::TooLarge, reason));
    }
    Ok(())
}

fn operation_entry(writer: &mut Writer, number: u32, operation: &Operation) {
    writer.message(number, |writer| {
        writer.optional_number(1, operation.id);
        writer.message(2, |writer| {
            writer.optional_number(1, operation.id);
            nada_type(writer, 2, &operation.ty);
            writer.optional_number(3, operation.source);
            operation_kind(writer, operation);
        });
    });
}

fn operation_kind(writer: &mut Writer, operation: &Operation) {
    match &operation.kind {
        Kind::Binary(binary, left, right) => {
            let variant = Binary::ALL.iter().position(|known| known == binary).unwrap_or_default();
            numbers(writer, 4, [variant as u64, *left, *right]);
        }
        Kind::Unary(unary, operand) => {
            let variant = Unary::ALL.iter().position(|known| known == unary).unwrap_or_default();
            numbers(writer, 5, [variant as u64, *operand, 0]);
        }
        Kind::IfElse { condition, then, otherwise } => {
            numbers(writer, 6, [*condition, *then, *otherwise]);
        }
        Kind::Random => writer.message(7, |_| {}),
        Kind::Input(name) => writer.message(8, |writer| writer.optional_bytes(1, name.as_bytes())),
        Kind::Literal(name) => writer.message(9, |writer| writer.optional_bytes(1, name.as_bytes())),
        Kind::Argument { function, name } => writer.message(10, |writer| {
            writer.optional_number(1, *function);
            writer.optional_bytes(2, name.as_bytes());
        }),
        Kind::Map { function, array } => numbers(writer, 11, [*function, *array, 0]),
        Kind::Reduce { function, array, initial } => {
            numbers(writer, 12, [*function, *array, *initial]);
        }
        Kind::New(elements) => writer.message(13, |writer| writer.packed(1, elements)),
        Kind::ArrayElement { index, array } => numbers(writer, 14, [u64::from(*index), *array, 0]),
        Kind::TupleElement { side, tuple } => {
            let side = match side {
                Side::Left => 0,
                Side::Right => 1,
            };
            numbers(writer, 15, [side, *tuple, 0]);
        }
        Kind::NtupleElement { index, ntuple } => {
            // One that counts from the end is negative, and the compiler front end writes it in full.
            numbers(writer, 16, [i64::from(*index as i32) as u64, *ntuple, 0]);
        }
        Kind::ObjectElement { key, object } => writer.message(17, |writer| {
            writer.optional_bytes(1, key.as_bytes());
            writer.optional_number(2, *object);
        }),
        Kind::Cast { target } => writer.message(18, |writer| {
            writer.optional_number(1, *target);
            nada_type(writer, 2, &operation.ty);
        }),
    }
}

fn numbers(writer: &mut Writer, number: u32, values: [u64; 3]) {
    writer.message(number, |writer| {
        for (field, value) in (1..).zip(values) {
            writer.optional_number(field, value);
        }
    });
}

fn nada_type(writer: &mut Writer, number: u32, ty: &Type) {
    writer.message(number, |writer| match ty {
        Type::Scalar(scalar) => writer.message(scalar_number(*scalar), |_| {}),
        Type::Compound(compound) => match compound.as_ref() {
            Compound::Array { of, size } => writer.message(10, |writer| {
                nada_type(writer, 1, of);
                writer.optional_number(2, u64::from(*size));
            }),
            Compound::Tuple(left, right) => writer.message(11, |writer| {
                nada_type(writer, 1, left);
                nada_type(writer, 2, right);
            }),
            Compound::Ntuple(types) => writer.message(12, |writer| {
                for ty in types {
                    nada_type(writer, 1, ty);
                }
            }),
            Compound::Object(entries) => writer.message(13, |writer| {
                for (name, ty) in entries {
                    writer.message(1, |writer| {
                        writer.optional_bytes(1, name.as_bytes());
                        nada_type(writer, 2, ty);
                    });
                }
            }),
        },
    });
}

fn scalar_number(scalar: Scalar) -> u32 {
    match scalar {
        Scalar::Integer => 1,
        Scalar::UnsignedInteger => 2,
        Scalar::Boolean => 3,
        Scalar::SecretInteger => 4,
        Scalar::SecretUnsignedInteger => 5,
        Scalar::SecretBoolean => 6,
        Scalar::EcdsaPrivateKey => 7,
        Scalar::EcdsaDigestMessage => 8,
        Scalar::EcdsaSignature => 9,
        Scalar::EcdsaPublicKey => 14,
        Scalar::EddsaPrivateKey => 15,
        Scalar::EddsaPublicKey => 16,
        Scalar::EddsaMessage => 17,
        Scalar::EddsaSignature => 18,
    }
}
