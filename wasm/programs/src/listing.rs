//! The listing of a program that nodes put into their answer when they cannot validate it.

use std::fmt::{self, Write};

use crate::mir::{Kind, Operation, Program, Side};

/// Longest listing. A node's would not fit into an answer much earlier.
const MAX_LISTING_BYTES: usize = 256 * 1024;

/// Longest source file from which lines are quoted, for each quote walks the file.
const MAX_QUOTED_FILE_BYTES: usize = 256 * 1024;

/// Column at which the source of an operation stands.
const SOURCE_COLUMN: usize = 100;

/// Lists the program as nodes do. A listing that would be too long is cut.
pub fn listing(program: &Program) -> String {
    let mut text = Bounded { text: String::new() };
    // The one possible error is that the listing is full.
    let _ = write_program(&mut text, program);
    text.text
}

/// A text that takes no more than it may hold.
struct Bounded {
    text: String,
}

impl Write for Bounded {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        if self.text.len() + part.len() > MAX_LISTING_BYTES {
            return Err(fmt::Error);
        }
        self.text.push_str(part);
        Ok(())
    }
}

fn write_program(f: &mut Bounded, program: &Program) -> fmt::Result {
    f.write_str("Parties:\n")?;
    for party in &program.parties {
        writeln!(f, "  {}   # {}", party.name, source(program, party.source))?;
    }
    f.write_str("Inputs:\n")?;
    for input in &program.inputs {
        let (name, ty, party, doc) = (&input.name, &input.ty, &input.party, &input.doc);
        let source = source(program, input.source);
        writeln!(f, "  {name}: ty({ty}) party({party}) doc({doc})   # {source}")?;
    }
    f.write_str("Literals:\n")?;
    for literal in &program.literals {
        writeln!(f, "  {}: ty({}) val({})", literal.name, literal.ty, literal.value)?;
    }
    f.write_str("Outputs:\n")?;
    for output in &program.outputs {
        let (name, ty, id, party) = (&output.name, &output.ty, output.operation, &output.party);
        let source = source(program, output.source);
        writeln!(f, "  {name}: ty({ty}) oid({}) party({party})   # {source}", id as i64)?;
    }
    f.write_str("Functions:\n")?;
    for function in &program.functions {
        write!(f, "  {}: args(", function.name)?;
        for (index, argument) in function.arguments.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            write!(f, "{comma}{}: ty({})", argument.name, argument.ty)?;
        }
        let source = source(program, function.source);
        write!(f, ") rty({}) roid({})    # {source}", function.ty, function.result as i64)?;
        for operation in function.operations.values() {
            f.write_str("    ")?;
            write_operation(f, program, operation)?;
        }
    }
    f.write_str("Operations:\n")?;
    for operation in program.operations.values() {
        write_operation(f, program, operation)?;
    }
    Ok(())
}

fn write_operation(f: &mut Bounded, program: &Program, operation: &Operation) -> fmt::Result {
    let start = f.text.len();
    write!(f, "oid({}) rty({}) = {}", operation.id as i64, operation.ty, operation.kind.name())?;
    match &operation.kind {
        Kind::Binary(_, left, right) => {
            write!(f, " oid({}) oid({})", *left as i64, *right as i64)?;
        }
        Kind::Unary(_, operand) | Kind::Cast { target: operand } => {
            write!(f, " oid({})", *operand as i64)?;
        }
        Kind::IfElse { condition, then, otherwise } => {
            let condition = OperationId(*condition);
            write!(f, " oid({condition}) oid({}) oid({})", *then as i64, *otherwise as i64)?;
        }
        Kind::Random => {}
        Kind::Input(name) | Kind::Literal(name) | Kind::Argument { name, .. } => {
            write!(f, " to({name})")?;
        }
        Kind::Map { function, array } => {
            write!(f, " fn({}) target({})", OperationId(*function), OperationId(*array))?;
        }
        Kind::Reduce { function, array, initial } => {
            let (function, array) = (OperationId(*function), OperationId(*array));
            write!(f, " fn({function}) target({array}) initial({})", OperationId(*initial))?;
        }
        Kind::New(elements) => {
            f.write_str(" from(")?;
            for (index, element) in elements.iter().enumerate() {
                let comma = if index > 0 { ", " } else { "" };
                write!(f, "{comma}oid({})", *element as i64)?;
            }
            f.write_str(")")?;
        }
        Kind::ArrayElement { index, array } => {
            write!(f, " oid({}) idx({index})", *array as i64)?;
        }
        Kind::TupleElement { side, tuple } => {
            let side = match side {
                Side::Left => "left",
                Side::Right => "right",
            };
            write!(f, " oid({}) idx({side})", *tuple as i64)?;
        }
        Kind::NtupleElement { index, ntuple } => {
            write!(f, " oid({}) idx({index})", *ntuple as i64)?;
        }
        Kind::ObjectElement { key, object } => {
            write!(f, " oid({}) key({key})", *object as i64)?;
        }
    }
    for _ in f.text.len() - start..SOURCE_COLUMN {
        f.write_char(' ')?;
    }
    writeln!(f, "# {}", source(program, operation.source))
}

/// An operation's id where nodes print it with its name.
struct OperationId(u64);

impl fmt::Display for OperationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 as i64 {
            -1 => f.write_str("invalid operation ID"),
            id => write!(f, "OperationId({id})"),
        }
    }
}

/// The source text a reference points to, its file and line.
fn source(program: &Program, source: u64) -> String {
    let index = usize::try_from(source).unwrap_or(usize::MAX);
    let Some(source) = program.source_refs.get(index) else {
        return String::new();
    };
    let file = program.source_files.iter().find(|(name, _)| *name == source.file);
    let text = file.map(|(_, text)| text).filter(|text| text.len() <= MAX_QUOTED_FILE_BYTES);
    let snippet: String = text
        .map_or(String::new(), |text| text.chars().skip(source.offset as usize).take(source.length as usize).collect());
    format!("{}  -> {}:{}", snippet.trim(), source.file, source.line)
}
