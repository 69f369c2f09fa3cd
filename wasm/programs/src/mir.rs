//! The program model: MIR, what the compiler front end writes and, once lowered, what nodes take.
//!
//! A program is a table of operations. Each has an id, names its operands by their ids, and carries the type of its
//! result. Functions, which `map` and `reduce` apply, have tables of their own.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::refusal::Location;
use crate::types::Type;

/// Names an operation, or a function.
pub type Id = u64;

/// Operations by id. Ids grow in the order in which the source creates them.
pub type Operations = BTreeMap<Id, Operation>;

/// A program.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    pub functions: Vec<Function>,
    pub parties: Vec<Party>,
    pub inputs: Vec<Input>,
    pub literals: Vec<Literal>,
    pub outputs: Vec<Output>,
    pub operations: Operations,
    /// File names and their text.
    pub source_files: Vec<(String, String)>,
    pub source_refs: Vec<SourceRef>,
}

/// Who gives inputs or gets outputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    pub name: String,
    pub source: u64,
}

/// A value given at the start.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    pub ty: Type,
    pub party: String,
    pub name: String,
    pub doc: String,
    pub source: u64,
}

/// A value written in the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Literal {
    pub name: String,
    /// As Python prints it.
    pub value: String,
    pub ty: Type,
}

/// A value handed out at the end.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    pub name: String,
    pub operation: Id,
    pub party: String,
    pub ty: Type,
    pub source: u64,
}

/// A place in the source.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceRef {
    pub file: String,
    pub line: u32,
    /// In characters, from the start of the file.
    pub offset: u32,
    pub length: u32,
}

/// A function that `map` or `reduce` applies.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    pub id: Id,
    pub arguments: Vec<Argument>,
    pub name: String,
    pub operations: Operations,
    pub result: Id,
    pub ty: Type,
    pub source: u64,
}

/// A formal argument of a function.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    pub name: Rc<str>,
    pub ty: Type,
    pub source: u64,
}

/// One operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    pub id: Id,
    pub ty: Type,
    pub source: u64,
    pub kind: Kind,
}

/// What an operation does.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Binary(Binary, Id, Id),
    Unary(Unary, Id),
    IfElse { condition: Id, then: Id, otherwise: Id },
    Random,
    Input(Rc<str>),
    Literal(Rc<str>),
    Argument { function: Id, name: Rc<str> },
    Map { function: Id, array: Id },
    Reduce { function: Id, array: Id, initial: Id },
    New(Vec<Id>),
    ArrayElement { index: u32, array: Id },
    TupleElement { side: Side, tuple: Id },
    NtupleElement { index: u32, ntuple: Id },
    ObjectElement { key: Rc<str>, object: Id },
    Cast { target: Id },
}

/// Operations on two values. The order is that of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    Addition,
    Subtraction,
    Multiplication,
    LessThan,
    LessOrEqualThan,
    GreaterThan,
    GreaterOrEqualThan,
    PublicOutputEquality,
    Equals,
    Modulo,
    Power,
    Division,
    LeftShift,
    RightShift,
    TruncPr,
    NotEquals,
    BooleanAnd,
    BooleanOr,
    BooleanXor,
    Zip,
    InnerProduct,
    EcdsaSign,
    EddsaSign,
}

impl Binary {
    /// All of them, each at its number in the schema.
    pub const ALL: [Binary; 23] = [
        Binary::Addition,
        Binary::Subtraction,
        Binary::Multiplication,
        Binary::LessThan,
        Binary::LessOrEqualThan,
        Binary::GreaterThan,
        Binary::GreaterOrEqualThan,
        Binary::PublicOutputEquality,
        Binary::Equals,
        Binary::Modulo,
        Binary::Power,
        Binary::Division,
        Binary::LeftShift,
        Binary::RightShift,
        Binary::TruncPr,
        Binary::NotEquals,
        Binary::BooleanAnd,
        Binary::BooleanOr,
        Binary::BooleanXor,
        Binary::Zip,
        Binary::InnerProduct,
        Binary::EcdsaSign,
        Binary::EddsaSign,
    ];
}

/// Operations on one value. The order is that of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unary {
    Unzip,
    Reveal,
    Not,
    PublicKeyDerive,
}

impl Unary {
    /// All of them, each at its number in the schema.
    pub const ALL: [Unary; 4] = [Unary::Unzip, Unary::Reveal, Unary::Not, Unary::PublicKeyDerive];
}

/// A side of a tuple.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

impl Kind {
    /// The operations whose results this one reads.
    pub fn operands(&self) -> Operands<'_> {
        match self {
            Kind::Binary(_, left, right) => Operands::Few([*left, *right, 0], 2),
            Kind::Unary(_, operand)
            | Kind::Map { array: operand, .. }
            | Kind::ArrayElement { array: operand, .. }
            | Kind::TupleElement { tuple: operand, .. }
            | Kind::NtupleElement { ntuple: operand, .. }
            | Kind::ObjectElement { object: operand, .. }
            | Kind::Cast { target: operand } => Operands::Few([*operand, 0, 0], 1),
            Kind::Reduce { array, initial, .. } => Operands::Few([*array, *initial, 0], 2),
            Kind::IfElse { condition, then, otherwise } => Operands::Few([*condition, *then, *otherwise], 3),
            Kind::New(elements) => Operands::Many(elements),
            Kind::Random | Kind::Input(_) | Kind::Literal(_) | Kind::Argument { .. } => Operands::Few([0; 3], 0),
        }
    }

    /// Replaces every operand.
    pub fn map_operands(&mut self, mut replace: impl FnMut(Id) -> Id) {
        match self {
            Kind::Binary(_, left, right) => {
                *left = replace(*left);
                *right = replace(*right);
            }
            Kind::Unary(_, operand)
            | Kind::Map { array: operand, .. }
            | Kind::ArrayElement { array: operand, .. }
            | Kind::TupleElement { tuple: operand, .. }
            | Kind::NtupleElement { ntuple: operand, .. }
            | Kind::ObjectElement { object: operand, .. }
            | Kind::Cast { target: operand } => *operand = replace(*operand),
            Kind::Reduce { array, initial, .. } => {
                *array = replace(*array);
                *initial = replace(*initial);
            }
            Kind::IfElse { condition, then, otherwise } => {
                *condition = replace(*condition);
                *then = replace(*then);
                *otherwise = replace(*otherwise);
            }
            Kind::New(elements) => {
                for element in elements {
                    *element = replace(*element);
                }
            }
            Kind::Random | Kind::Input(_) | Kind::Literal(_) | Kind::Argument { .. } => {}
        }
    }

    /// The operation's name, as nodes write it in the listing of a program.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Binary(binary, ..) => match binary {
                Binary::Addition => "Addition",
                Binary::Subtraction => "Subtraction",
                Binary::Multiplication => "Multiplication",
                Binary::LessThan => "LessThan",
                Binary::LessOrEqualThan => "LessOrEqualThan",
                Binary::GreaterThan => "GreaterThan",
                Binary::GreaterOrEqualThan => "GreaterOrEqualThan",
                Binary::PublicOutputEquality => "PublicOutputEquality",
                Binary::Equals => "Equals",
                Binary::Modulo => "Modulo",
                Binary::Power => "Power",
                Binary::Division => "Division",
                Binary::LeftShift => "LeftShift",
                Binary::RightShift => "RightShift",
                Binary::TruncPr => "TruncPr",
                Binary::NotEquals => "NotEquals",
                Binary::BooleanAnd => "BooleanAnd",
                Binary::BooleanOr => "BooleanOr",
                Binary::BooleanXor => "BooleanXor",
                Binary::Zip => "Zip",
                Binary::InnerProduct => "InnerProduct",
                Binary::EcdsaSign => "EcdsaSign",
                Binary::EddsaSign => "EddsaSign",
            },
            Kind::Unary(unary, _) => match unary {
                Unary::Unzip => "Unzip",
                Unary::Reveal => "Reveal",
                Unary::Not => "Not",
                Unary::PublicKeyDerive => "PublicKeyDerive",
            },
            Kind::IfElse { .. } => "IfElse",
            Kind::Random => "Random",
            Kind::Input(_) => "InputReference",
            Kind::Literal(_) => "LiteralReference",
            Kind::Argument { .. } => "NadaFunctionArgRef",
            Kind::Map { .. } => "Map",
            Kind::Reduce { .. } => "Reduce",
            Kind::New(_) => "New",
            Kind::ArrayElement { .. } => "ArrayAccessor",
            Kind::TupleElement { .. } => "TupleAccessor",
            Kind::NtupleElement { .. } => "NTupleAccessor",
            Kind::ObjectElement { .. } => "ObjectAccessor",
            Kind::Cast { .. } => "Cast",
        }
    }
}

/// The operands of one operation.
pub enum Operands<'a> {
    Few([Id; 3], usize),
    Many(&'a [Id]),
}

impl Operands<'_> {
    /// The operands in order.
    pub fn as_slice(&self) -> &[Id] {
        match self {
            Operands::Few(ids, count) => &ids[..*count],
            Operands::Many(ids) => ids,
        }
    }
}

impl Program {
    /// Where in the source a reference points.
    pub fn location(&self, source: u64) -> Option<Location> {
        let source = self.source_refs.get(usize::try_from(source).ok()?)?;
        Some(Location { file: source.file.clone(), line: source.line })
    }

    /// The function of that id.
    pub fn function(&self, id: Id) -> Option<&Function> {
        self.functions.iter().find(|function| function.id == id)
    }
}
