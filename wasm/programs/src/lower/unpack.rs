//! Takes n-tuples and objects apart.
//!
//! The compiler front end writes them and no node takes them. But what is put into one and taken out again is known
//! without it: an access becomes the value that was put in, and the n-tuple or object itself is dropped. One that
//! leaves the program, or comes into it, cannot be dropped and is refused.

use std::collections::{HashMap, HashSet};

use super::functions::callee;
use super::invalid;
use crate::mir::{Function, Id, Kind, Operation, Operations, Program, Side};
use crate::refusal::{Code, Refusal};
use crate::types::{Compound, Type};

/// Accesses to parts of parts nest at most this deep.
const MAX_DEPTH: u32 = 64;

/// Most fields of objects that are looked at to find which one an access means.
const MAX_COMPARISONS: usize = 4_000_000;

/// Takes apart what nodes do not know.
pub(super) fn unpack(program: &mut Program) -> Result<(), Refusal> {
    refuse_at_the_edges(program)?;
    drop_functions(program);
    if !program.operations.values().any(is_unknown_to_nodes) {
        return Ok(());
    }
    let mut unpacking = Unpacking { program, values: HashMap::new(), comparisons: 0 };
    let accesses = program.operations.values().filter(|operation| is_access(&operation.kind));
    for operation in accesses.filter(|operation| !is_plain(&program.operations, operation)) {
        unpacking.value(operation.id, 0)?;
    }
    let values = unpacking.values;
    let operations = std::mem::take(&mut program.operations);
    let kept = operations
        .into_values()
        .filter(|operation| !is_unknown_to_nodes(operation) && !values.contains_key(&operation.id));
    program.operations = kept.map(|operation| (operation.id, operation)).collect();
    let replace = |id: Id| values.get(&id).copied().unwrap_or(id);
    for operation in program.operations.values_mut() {
        operation.kind.map_operands(replace);
    }
    for output in &mut program.outputs {
        output.operation = replace(output.operation);
    }
    Ok(())
}

/// Functions stay in a lowered program, though nothing calls them. Nodes do not take such accesses even there, so the
/// functions that have them go, and those that apply these.
fn drop_functions(program: &mut Program) {
    let has_access = |function: &&Function| function.operations.values().any(is_access_unknown_to_nodes);
    let mut pending: Vec<Id> = program.functions.iter().filter(has_access).map(|function| function.id).collect();
    if pending.is_empty() {
        return;
    }
    let mut callers: HashMap<Id, Vec<Id>> = HashMap::new();
    for function in &program.functions {
        for callee in function.operations.values().filter_map(callee) {
            callers.entry(callee).or_default().push(function.id);
        }
    }
    let mut dropped = HashSet::new();
    while let Some(id) = pending.pop() {
        if dropped.insert(id) {
            pending.extend(callers.remove(&id).unwrap_or_default());
        }
    }
    program.functions.retain(|function| !dropped.contains(&function.id));
}

fn refuse_at_the_edges(program: &Program) -> Result<(), Refusal> {
    for input in &program.inputs {
        if !input.ty.is_known_to_nodes() {
            let reason =
                format!("input {} {} an n-tuple or an object, which nodes do not take", input.name, verb(&input.ty));
            return Err(invalid(reason, program.location(input.source)));
        }
    }
    for output in &program.outputs {
        if !output.ty.is_known_to_nodes() {
            let (name, verb) = (&output.name, verb(&output.ty));
            let reason =
                format!("output {name} {verb} an n-tuple or an object, which nodes do not give: output its parts");
            return Err(invalid(reason, program.location(output.source)));
        }
    }
    Ok(())
}

/// What a type has to do with n-tuples and objects.
fn verb(ty: &Type) -> &'static str {
    match ty {
        Type::Compound(compound) if matches!(**compound, Compound::Ntuple(_) | Compound::Object(_)) => "is",
        _ => "holds",
    }
}

fn is_unknown_to_nodes(operation: &Operation) -> bool {
    !operation.ty.is_known_to_nodes() || is_access_unknown_to_nodes(operation)
}

fn is_access_unknown_to_nodes(operation: &Operation) -> bool {
    matches!(operation.kind, Kind::NtupleElement { .. } | Kind::ObjectElement { .. })
}

fn is_access(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::ArrayElement { .. } | Kind::TupleElement { .. } | Kind::NtupleElement { .. } | Kind::ObjectElement { .. }
    )
}

/// Whether nodes can do this access themselves.
fn is_plain(operations: &Operations, operation: &Operation) -> bool {
    let operands = operation.kind.operands();
    let source = operands.as_slice().first().and_then(|id| operations.get(id));
    source.is_none_or(|source| source.ty.is_known_to_nodes()) && !is_unknown_to_nodes(operation)
}

struct Unpacking<'a> {
    program: &'a Program,
    /// What each access gives.
    values: HashMap<Id, Id>,
    comparisons: usize,
}

impl Unpacking<'_> {
    /// The operation whose result an id stands for: itself, unless it accesses something that nodes do not know.
    fn value(&mut self, id: Id, depth: u32) -> Result<Id, Refusal> {
        let program = self.program;
        let (mut value, mut passed) = (id, Vec::new());
        // What an access gives may be an access again.
        loop {
            if let Some(known) = self.values.get(&value) {
                value = *known;
                break;
            }
            match program.operations.get(&value) {
                Some(operation) if is_access(&operation.kind) && !is_plain(&program.operations, operation) => {
                    passed.push(value);
                    value = self.element(operation, depth)?;
                }
                _ => break,
            }
            if passed.len() > program.operations.len() {
                let at = program.operations.get(&id).and_then(|operation| program.location(operation.source));
                return Err(invalid(format!("operation {id} is part of itself"), at));
            }
        }
        self.values.extend(passed.into_iter().map(|access| (access, value)));
        Ok(value)
    }

    /// What was put where an access looks.
    fn element(&mut self, access: &Operation, depth: u32) -> Result<Id, Refusal> {
        let program = self.program;
        let at = || program.location(access.source);
        let operands = access.kind.operands();
        let source = operands.as_slice().first().copied().unwrap_or_default();
        if depth == MAX_DEPTH {
            return Err(invalid("n-tuples and objects nest too deep", at()));
        }
        let source = self.value(source, depth + 1)?;
        let Some(Operation { kind: Kind::New(elements), ty, .. }) = program.operations.get(&source) else {
            let reason = format!("{} reads a value made of parts nodes do not know", access.kind.name());
            return Err(invalid(reason, at()));
        };
        let index = match &access.kind {
            Kind::ArrayElement { index, .. } => Some(*index as usize),
            Kind::NtupleElement { index, .. } => match *index as i32 {
                // The compiler front end lets an index count from the end, as Python does.
                from_end @ ..0 => elements.len().checked_sub(from_end.unsigned_abs() as usize),
                index => Some(index as usize),
            },
            Kind::TupleElement { side: Side::Left, .. } => Some(0),
            Kind::TupleElement { side: Side::Right, .. } => Some(1),
            Kind::ObjectElement { key, .. } => self.field(key, ty, elements, access)?,
            _ => None,
        };
        index.and_then(|index| elements.get(index)).copied().ok_or_else(|| {
            let reason = format!("{} reads a part that is not there", access.kind.name());
            invalid(reason, at())
        })
    }

    /// Where an object's field stands among its values.
    ///
    /// The compiler front end writes the values in the order of the source and the fields in the order of their names.
    /// Types can tell which value belongs to which field; where they do not, nothing does.
    fn field(
        &mut self,
        key: &str,
        object: &Type,
        elements: &[Id],
        access: &Operation,
    ) -> Result<Option<usize>, Refusal> {
        let Type::Compound(compound) = object else {
            return Ok(None);
        };
        let Compound::Object(fields) = compound.as_ref() else {
            return Ok(None);
        };
        self.comparisons += fields.len();
        if self.comparisons > MAX_COMPARISONS {
            return Err(Refusal::new(Code::TooLarge, "too many accesses to objects"));
        }
        let Some((_, ty)) = fields.iter().find(|(name, _)| name == key) else {
            return Ok(None);
        };
        if fields.len() != elements.len() {
            return Ok(None);
        }
        if fields.iter().filter(|(_, other)| other == ty).count() > 1 {
            let reason = format!(
                "field {key} of an object cannot be told from another of type {ty}, for nada-dsl \
                 0.8.0 orders fields by name and their values by source: use an NTuple"
            );
            return Err(invalid(reason, self.program.location(access.source)));
        }
        let operations = &self.program.operations;
        Ok(elements.iter().position(|id| operations.get(id).is_some_and(|value| value.ty == *ty)))
    }
}
