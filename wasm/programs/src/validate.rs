//! What nodes check before they take a lowered program: that inputs are declared once and used, and that every
//! operation fits the types of its operands.

use std::collections::{HashMap, HashSet};

use crate::mir::{Binary, Input, Kind, Operation, Operations, Output, Program, Side, Unary};
use crate::refusal::{Issue, Location};
use crate::types::{Base, Compound, Scalar, Type};

/// What the checks found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is wrong.
    Valid,
    /// Rules are broken, each at its place.
    Wrong(Vec<Finding>),
    /// The checks themselves could not be made, because something is not there or not known.
    Unchecked {
        /// Which checks: "inputs", "outputs" or "operations".
        stage: &'static str,
        /// What stood in the way.
        issue: Issue,
    },
}

/// Longest list of reasons, in bytes. A node's would not fit into an answer much earlier.
pub const MAX_ISSUE_BYTES: usize = 256 * 1024;

/// A broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// In the words of nodes.
    pub reason: String,
    /// Who finds the value wrong, where those words leave it out.
    pub reader: Option<String>,
    /// The source line that says it.
    pub at: Option<Location>,
}

impl From<Finding> for Issue {
    fn from(Finding { reason, reader, at }: Finding) -> Self {
        let reason = match reader {
            Some(reader) => format!("{reader}: {reason}"),
            None => reason,
        };
        Issue { reason, at }
    }
}

/// Checks a lowered program. A list of findings that would be too long ends early.
pub fn validate(program: &Program) -> Verdict {
    let mut checker = Checker { program, findings: Vec::new(), finding_bytes: 0 };
    match checker.all() {
        Err((stage, Stop::Obstacle { reason, source })) => {
            let at = source.and_then(|source| program.location(source));
            Verdict::Unchecked { stage, issue: Issue { reason, at } }
        }
        Ok(()) if checker.findings.is_empty() => Verdict::Valid,
        Ok(()) | Err((_, Stop::Enough)) => Verdict::Wrong(checker.findings),
    }
}

/// Why checking does not go on.
enum Stop {
    Obstacle {
        reason: String,
        source: Option<u64>,
    },
    /// There are issues enough.
    Enough,
}

impl Stop {
    fn obstacle(reason: impl Into<String>, source: Option<u64>) -> Self {
        Stop::Obstacle { reason: reason.into(), source }
    }
}

type Checked = Result<(), Stop>;

struct Checker<'a> {
    program: &'a Program,
    findings: Vec<Finding>,
    finding_bytes: usize,
}

impl<'a> Checker<'a> {
    fn all(&mut self) -> Result<(), (&'static str, Stop)> {
        self.inputs().map_err(|stop| ("inputs", stop))?;
        self.outputs().map_err(|stop| ("outputs", stop))?;
        self.operations().map_err(|stop| ("operations", stop))
    }

    /// Reports a broken rule at a place in the source. That place has to be there.
    fn report(&mut self, source: u64, reason: impl Into<String>) -> Checked {
        self.report_to(None, source, reason.into())
    }

    /// Reports a value of the wrong type.
    fn mismatch(&mut self, reader: String, source: u64, expected: &Type, found: &Type) -> Checked {
        self.report_to(Some(reader), source, format!("expected `{expected:?}`, found `{found:?}`"))
    }

    /// Reports operands of types that do not go together.
    fn misfit(&mut self, operation: &Operation, operands: &[&Operation], reason: impl Into<String>) -> Checked {
        let types: Vec<String> = operands.iter().map(|operand| operand.ty.to_string()).collect();
        let reader = format!("{} of {}", operation.kind.name(), types.join(" and "));
        self.report_to(Some(reader), operation.source, reason.into())
    }

    fn report_to(&mut self, reader: Option<String>, source: u64, reason: String) -> Checked {
        let Some(at) = self.program.location(source) else {
            let reason = format!("source reference {source} is not there");
            return Err(Stop::obstacle(reason, None));
        };
        self.finding_bytes += reason.len() + reader.as_ref().map_or(0, String::len) + at.file.len();
        self.findings.push(Finding { reason, reader, at: Some(at) });
        if self.finding_bytes > MAX_ISSUE_BYTES { Err(Stop::Enough) } else { Ok(()) }
    }

    fn operand(&self, id: u64, reader: &Operation) -> Result<&'a Operation, Stop> {
        self.find(id, reader.kind.name(), reader.source)
    }

    fn find(&self, id: u64, reader: &str, source: u64) -> Result<&'a Operation, Stop> {
        self.program
            .operations
            .get(&id)
            .ok_or_else(|| Stop::obstacle(format!("{reader} reads operation {id}, which is not there"), Some(source)))
    }

    fn inputs(&mut self) -> Checked {
        let mut declared: HashMap<&str, (&Input, usize)> = HashMap::new();
        for input in &self.program.inputs {
            let entry = declared.entry(&input.name).or_insert((input, 0));
            *entry = (input, entry.1 + 1);
        }
        let mut seen = HashSet::new();
        for input in &self.program.inputs {
            let count = declared[input.name.as_str()].1;
            if count > 1 && seen.insert(&input.name) {
                let reason = format!("input {} is repeated {count} times", input.name);
                self.report(declared[input.name.as_str()].0.source, reason)?;
            }
        }
        let mut used = HashSet::new();
        let program = self.program;
        self.uses(&program.operations, &declared, &mut used)?;
        for function in &program.functions {
            self.uses(&function.operations, &declared, &mut used)?;
        }
        for input in &program.inputs {
            if !used.contains(input.name.as_str()) && used.insert(&input.name) {
                self.report(input.source, format!("input {} is not used", input.name))?;
            }
        }
        Ok(())
    }

    fn uses(
        &mut self,
        operations: &'a Operations,
        declared: &HashMap<&str, (&Input, usize)>,
        used: &mut HashSet<&'a str>,
    ) -> Checked {
        for operation in operations.values() {
            if let Kind::Input(name) = &operation.kind {
                if declared.contains_key(name.as_ref()) {
                    used.insert(name);
                } else {
                    let reason = format!("input {name} is used, but it is not defined");
                    self.report(operation.source, reason)?;
                }
            }
        }
        Ok(())
    }

    fn outputs(&mut self) -> Checked {
        for Output { name, operation, ty, source, .. } in &self.program.outputs {
            let reader = format!("output {name}");
            let inner = self.find(*operation, &reader, *source)?;
            self.same_base(&reader, ty, inner)?;
        }
        Ok(())
    }

    fn operations(&mut self) -> Checked {
        if self.program.operations.is_empty() {
            return Err(Stop::obstacle("the program has no operations", None));
        }
        for operation in self.program.operations.values() {
            self.operation(operation)?;
        }
        Ok(())
    }

    fn operation(&mut self, operation: &Operation) -> Checked {
        let source = operation.source;
        match &operation.kind {
            Kind::Binary(binary, left, right) => {
                let left = self.operand(*left, operation)?;
                let right = self.operand(*right, operation)?;
                self.binary(operation, *binary, left, right)
            }
            Kind::Unary(Unary::Unzip, _)
            | Kind::Map { .. }
            | Kind::Reduce { .. }
            | Kind::Argument { .. }
            | Kind::Cast { .. }
            | Kind::NtupleElement { .. }
            | Kind::ObjectElement { .. } => Err(unsupported(operation)),
            Kind::Unary(unary, operand) => {
                let operand = self.operand(*operand, operation)?;
                self.unary(operation, *unary, operand)
            }
            Kind::IfElse { condition, then, otherwise } => {
                let then = self.operand(*then, operation)?;
                let otherwise = self.operand(*otherwise, operation)?;
                let condition = self.operand(*condition, operation)?;
                self.if_else(operation, condition, then, otherwise)
            }
            Kind::Random | Kind::Input(_) | Kind::Literal(_) => Ok(()),
            Kind::New(elements) => self.new_compound(operation, elements),
            Kind::ArrayElement { index, array } => {
                let array = self.operand(*array, operation)?;
                let Some((of, size)) = array.ty.as_array() else {
                    return self.report(source, "array accessor does not refer to an array type");
                };
                if *index >= size {
                    self.report(source, "array accessor out of bounds")?;
                }
                if operation.ty != *of {
                    let reader = format!("{of} is read as {}", operation.ty);
                    self.report_to(Some(reader), source, "invalid array accessor type".into())?;
                }
                Ok(())
            }
            Kind::TupleElement { side, tuple } => {
                let tuple = self.operand(*tuple, operation)?;
                let Some((left, right)) = tuple.ty.as_tuple() else {
                    return self.report(source, "tuple accessor does not refer to an tuple type");
                };
                let side = match side {
                    Side::Left => left,
                    Side::Right => right,
                };
                if operation.ty != *side {
                    let reader = format!("{side} is read as {}", operation.ty);
                    self.report_to(Some(reader), source, "invalid tuple accessor type".into())?;
                }
                Ok(())
            }
        }
    }

    fn binary(&mut self, operation: &Operation, binary: Binary, left: &Operation, right: &Operation) -> Checked {
        let (source, reader) = (operation.source, operation.kind.name());
        match binary {
            Binary::Addition | Binary::Subtraction | Binary::Multiplication => {
                self.same_base(reader, &operation.ty, left)?;
                self.same_base(reader, &operation.ty, right)
            }
            Binary::Division | Binary::Modulo => {
                self.same_base(reader, &operation.ty, left)?;
                self.same_base(reader, &operation.ty, right)?;
                for operand in [left, right] {
                    if !operand.ty.base().is_some_and(Base::is_numeric) {
                        let name = name(&operation.kind);
                        let reason = format!("invalid type `{:?}` for operation {name}", operand.ty);
                        self.report(operand.source, reason)?;
                    }
                }
                Ok(())
            }
            Binary::LeftShift | Binary::RightShift => {
                self.same_base(reader, &operation.ty, left)?;
                if right.ty != Scalar::UnsignedInteger.into() {
                    self.forbidden(operation, right, "right")?;
                }
                Ok(())
            }
            Binary::Power => {
                self.same_base(reader, &operation.ty, left)?;
                self.same_base(reader, &operation.ty, right)?;
                for (operand, side) in [(left, "left"), (right, "right")] {
                    let is_given = matches!(operand.kind, Kind::Input(_) | Kind::Literal(_));
                    if operand.ty.is_secret() && !is_given {
                        self.forbidden(operation, operand, side)?;
                    }
                }
                Ok(())
            }
            Binary::TruncPr => {
                if operation.ty.is_public() {
                    let reason = "probabilistic truncation output type is not secret (use >> instead)";
                    self.report(source, reason)?;
                }
                Ok(())
            }
            Binary::Equals => self.equality(operation, left, right, ["equals", "private output equality"]),
            Binary::NotEquals => self.equality(operation, left, right, ["not-equals", "not-equals"]),
            Binary::LessThan | Binary::GreaterThan | Binary::PublicOutputEquality => {
                self.same_base(reader, &left.ty, right)?;
                let is_secret = left.ty.is_secret() || right.ty.is_secret();
                let expected = if is_secret && binary != Binary::PublicOutputEquality {
                    Scalar::SecretBoolean
                } else {
                    Scalar::Boolean
                };
                if operation.ty != expected.into() {
                    self.mismatch(reader.to_owned(), source, &expected.into(), &operation.ty)?;
                }
                Ok(())
            }
            Binary::InnerProduct => self.inner_product(operation, left, right),
            Binary::EcdsaSign => {
                let expected = (Scalar::EcdsaPrivateKey.into(), Scalar::EcdsaDigestMessage.into());
                if (&left.ty, &right.ty) != (&expected.0, &expected.1) {
                    let reason = "ecdsa sign operation is not supported for the given types";
                    return self.misfit(operation, &[left, right], reason);
                }
                if operation.ty.is_public() {
                    self.report(source, "private ecdsa signature output type is not secret")?;
                }
                Ok(())
            }
            Binary::EddsaSign => {
                let expected = (Scalar::EddsaPrivateKey.into(), Scalar::EddsaMessage.into());
                if (&left.ty, &right.ty) != (&expected.0, &expected.1) {
                    let reason = "eddsa sign operation is not supported for the given types";
                    self.misfit(operation, &[left, right], reason)?;
                }
                Ok(())
            }
            Binary::LessOrEqualThan
            | Binary::GreaterOrEqualThan
            | Binary::BooleanAnd
            | Binary::BooleanOr
            | Binary::BooleanXor
            | Binary::Zip => Err(unsupported(operation)),
        }
    }

    fn equality(
        &mut self,
        operation: &Operation,
        left: &Operation,
        right: &Operation,
        [name, result]: [&str; 2],
    ) -> Checked {
        let source = operation.source;
        let base = left.ty.base();
        if base != right.ty.base() || !base.is_some_and(Base::is_residue) {
            let reason = format!("{name} operation is not supported for the given types");
            return self.misfit(operation, &[left, right], reason);
        }
        let is_secret = left.ty.is_secret() || right.ty.is_secret();
        if is_secret && operation.ty.is_public() {
            let reason = format!("{result} output type is not secret with private inputs");
            return self.report(source, reason);
        }
        if !is_secret && operation.ty.is_secret() {
            let reason = format!("{result} output type is not public with both public inputs");
            return self.report(source, reason);
        }
        Ok(())
    }

    fn inner_product(&mut self, operation: &Operation, left: &Operation, right: &Operation) -> Checked {
        let operands = [left, right];
        let (Some((left, left_size)), Some((right, right_size))) = (left.ty.as_array(), right.ty.as_array()) else {
            return self.misfit(operation, &operands, "inner product is not applied to array types");
        };
        if left_size != right_size {
            self.misfit(operation, &operands, "inner product of mismatched array sizes")?;
        }
        if left.scalar().is_none() || right.scalar().is_none() {
            self.misfit(operation, &operands, "inner product of invalid array inner types")?;
        }
        if left.base() != right.base() {
            self.misfit(operation, &operands, "inner product of mismatched array inner types")?;
        }
        Ok(())
    }

    fn unary(&mut self, operation: &Operation, unary: Unary, operand: &Operation) -> Checked {
        let source = operation.source;
        match unary {
            Unary::Reveal => {
                if operand.ty.is_public() {
                    let reason = format!("reveal input type is public: {:?}", operand.ty);
                    return self.report(source, reason);
                }
                if operation.ty.is_secret() {
                    let reason = format!("reveal output type is not public: {:?}", operation.ty);
                    self.report(source, reason)?;
                }
                Ok(())
            }
            Unary::Not => {
                if operation.ty != operand.ty && operand.ty.base() != Some(Base::Boolean) {
                    self.misfit(operation, &[operand], "not operation is not supported for the given type")?;
                }
                Ok(())
            }
            Unary::PublicKeyDerive => {
                let base = operand.ty.base();
                if !matches!(base, Some(Base::EcdsaPrivateKey | Base::EddsaPrivateKey)) {
                    let reason = "public key derive operation is not supported for the given type";
                    self.misfit(operation, &[operand], reason)?;
                }
                Ok(())
            }
            Unary::Unzip => Err(unsupported(operation)),
        }
    }

    fn if_else(
        &mut self,
        operation: &Operation,
        condition: &Operation,
        then: &Operation,
        otherwise: &Operation,
    ) -> Checked {
        let reader = operation.kind.name();
        if operation.ty.is_public() && (then.ty.is_secret() || otherwise.ty.is_secret()) {
            let reason = "if-else: output type is not secret while at least one of its branches is";
            return self.report(operation.source, reason);
        }
        if condition.ty.base() != Some(Base::Boolean) {
            return self.misfit(operation, &[condition], "if-else: condition type has to be a boolean");
        }
        self.same_base(reader, &operation.ty, then)?;
        self.same_base(reader, &operation.ty, otherwise)
    }

    fn new_compound(&mut self, operation: &Operation, elements: &[u64]) -> Checked {
        let source = operation.source;
        match &operation.ty {
            Type::Scalar(_) => self.report(source, "malformed new operation: not a compound type"),
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { .. } => {
                    let Some(first) = elements.first() else {
                        let reason = "malformed array new operation: expected at least one element";
                        return self.report(source, reason);
                    };
                    let expected = &self.operand(*first, operation)?.ty;
                    for (index, element) in elements.iter().enumerate() {
                        let ty = &self.operand(*element, operation)?.ty;
                        if ty != expected {
                            let reason = format!(
                                "malformed array new operation: expected all elements to have type \
                                 {expected}, but element {index} has type {ty}"
                            );
                            self.report(source, reason)?;
                        }
                    }
                    Ok(())
                }
                Compound::Tuple(left, right) => {
                    let [first, second, ..] = elements else {
                        let reason =
                            format!("malformed tuple new operation: expected two elements, got {}", elements.len());
                        return self.report(source, reason);
                    };
                    let expected = (type_kind(left), type_kind(right));
                    let first = &self.operand(*first, operation)?.ty;
                    let second = &self.operand(*second, operation)?.ty;
                    let found = (type_kind(first), type_kind(second));
                    if found != expected {
                        let reason = format!(
                            "malformed tuple new operation: expected tuple input types ({}, {}), \
                             got ({}, {})",
                            expected.0, expected.1, found.0, found.1
                        );
                        self.report(source, reason)?;
                    }
                    Ok(())
                }
                Compound::Ntuple(_) | Compound::Object(_) => Err(unsupported(operation)),
            },
        }
    }

    /// Whether two values are made of the same, whoever may see them.
    fn same_base(&mut self, reader: &str, expected: &Type, found: &Operation) -> Checked {
        if expected.base() != found.ty.base() {
            self.mismatch(reader.to_owned(), found.source, expected, &found.ty)?;
        }
        Ok(())
    }

    fn forbidden(&mut self, operation: &Operation, operand: &Operation, side: &str) -> Checked {
        let (name, operand_name) = (name(&operation.kind), name(&operand.kind));
        let reason = format!(
            "{operand_name}'s {side} operand is forbidden: {operand_name} operations cannot be used \
             as {name} operands (Allowed operands are: {name}s and input)"
        );
        if self.program.location(operand.source).is_none() {
            return self.report(operand.source, reason);
        }
        self.report(operation.source, reason)
    }
}

fn unsupported(operation: &Operation) -> Stop {
    let reason = format!("operation {} is not known to nodes", operation.kind.name());
    Stop::obstacle(reason, Some(operation.source))
}

/// A type by its outermost kind, as nodes name it.
fn type_kind(ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => format!("{scalar:?}"),
        Type::Compound(compound) => match compound.as_ref() {
            Compound::Array { .. } => "Array",
            Compound::Tuple(..) => "Tuple",
            Compound::Ntuple(_) => "NTuple",
            Compound::Object(_) => "Object",
        }
        .to_owned(),
    }
}

/// An operation as nodes name it in their reasons.
fn name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Binary(binary, ..) => match binary {
            Binary::Addition => "Addition",
            Binary::Subtraction => "Subtraction",
            Binary::Multiplication => "Multiplication",
            Binary::Modulo => "Modulo",
            Binary::Power => "Power",
            Binary::Division => "Division",
            Binary::LessThan => "less-than",
            Binary::LessOrEqualThan => "less-or-equal-than",
            Binary::GreaterThan => "greater-than",
            Binary::GreaterOrEqualThan => "greater-or-equal-than",
            Binary::PublicOutputEquality => "public-output-equality",
            Binary::Equals => "equals",
            Binary::NotEquals => "not-equals",
            Binary::LeftShift => "left-shift",
            Binary::RightShift => "right-shift",
            Binary::TruncPr => "trunc-pr",
            Binary::BooleanAnd => "boolean-and",
            Binary::BooleanOr => "boolean-or",
            Binary::BooleanXor => "boolean-xor",
            Binary::Zip => "zip",
            Binary::InnerProduct => "inner-product",
            Binary::EcdsaSign => "EcdsaSign",
            Binary::EddsaSign => "eddsa-sign",
        },
        Kind::Unary(unary, _) => match unary {
            Unary::Unzip => "unzip",
            Unary::Reveal => "reveal",
            Unary::Not => "not",
            Unary::PublicKeyDerive => "public-key-derive",
        },
        Kind::IfElse { .. } => "if-else",
        Kind::Random => "random",
        Kind::Input(_) => "input",
        Kind::Literal(_) => "literal",
        Kind::Argument { .. } => "nada function argument reference",
        Kind::Map { .. } => "map",
        Kind::Reduce { .. } => "reduce",
        Kind::New(_) => "new compound type",
        Kind::ArrayElement { .. } => "array accessor",
        Kind::TupleElement { .. } => "tuple accessor",
        Kind::NtupleElement { .. } => "ntuple accessor",
        Kind::ObjectElement { .. } => "object accessor",
        Kind::Cast { .. } => "cast",
    }
}
