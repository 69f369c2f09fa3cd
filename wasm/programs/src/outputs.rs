//! Outputs that nodes compute and then do not find, as [`crate::memory`] says: they are computed in another way.

use std::collections::{HashMap, HashSet};

use crate::compile::{Compiled, plan};
use crate::mir::{Binary, Id, Kind, Operation, Output, Program, Side, Unary};
use crate::refusal::Issue;
use crate::types::{Base, Scalar};

/// A program with the same outputs as a lowered one whose outputs nodes would not find, if there is one.
pub fn repair(mut program: Program) -> Option<Compiled> {
    Constants { program: &mut program, computed: HashMap::new(), seen: HashSet::new() }.compute();
    let mut repaired = plan(&program).ok()?;
    if repaired.memory.check().is_err() {
        // What is ready first is put together first, at the first places, and moves nothing.
        let mut outputs: Vec<Option<Output>> = program.outputs.into_iter().map(Some).collect();
        let order = repaired.memory.outputs_by_step();
        program.outputs = order.into_iter().filter_map(|index| outputs[index].take()).collect();
        repaired = plan(&program).ok()?;
        repaired.memory.check().ok()?;
    }
    Some(Compiled { program, plan: repaired })
}

/// What nodes do not find, as a warning.
pub fn lost(Compiled { program, plan }: &Compiled) -> Option<Issue> {
    let lost = plan.memory.check().err()?;
    let output = program.outputs.iter().rfind(|output| Some(&output.name) == lost.output.as_ref());
    let output = output.or(program.outputs.first());
    let at = output.and_then(|output| program.location(output.source));
    let words = lost.words;
    let reason = format!(
        "every run of this program fails on real nodes, with \"{words}\": make the parts of this output outputs of their own"
    );
    Some(Issue { reason, at })
}

/// Computes the constants that are parts of other values, for nodes look for them among the results.
struct Constants<'a> {
    program: &'a mut Program,
    /// The result that a literal's value is computed as.
    computed: HashMap<Id, Id>,
    seen: HashSet<Id>,
}

impl Constants<'_> {
    fn compute(&mut self) {
        let outputs = self.program.outputs.iter().map(|output| output.operation);
        let operands = self.program.operations.values().filter_map(|operation| match operation.kind {
            Kind::Binary(Binary::InnerProduct, left, right) => Some([left, right]),
            _ => None,
        });
        let mut pending: Vec<Id> = outputs.chain(operands.flatten()).collect();
        while let Some(id) = pending.pop() {
            let Some(id) = self.resolve(id).filter(|id| self.seen.insert(*id)) else { continue };
            let Some(Operation { kind: Kind::New(elements), .. }) = self.program.operations.get(&id) else { continue };
            let mut elements = elements.clone();
            for element in &mut elements {
                match self.resolve(*element) {
                    Some(part) if self.is_literal(part) => *element = self.computed(part).unwrap_or(*element),
                    Some(part) => pending.push(part),
                    None => {}
                }
            }
            if let Some(operation) = self.program.operations.get_mut(&id) {
                operation.kind = Kind::New(elements);
            }
        }
    }

    fn is_literal(&self, id: Id) -> bool {
        self.program.operations.get(&id).is_some_and(|operation| matches!(operation.kind, Kind::Literal(_)))
    }

    /// What an access to a new value gives, or the operation itself.
    fn resolve(&self, id: Id) -> Option<Id> {
        let mut accesses = vec![];
        let mut id = id;
        loop {
            let (source, index) = match &self.program.operations.get(&id)?.kind {
                Kind::ArrayElement { index, array } => (*array, *index as usize),
                Kind::TupleElement { side: Side::Left, tuple } => (*tuple, 0),
                Kind::TupleElement { side: Side::Right, tuple } => (*tuple, 1),
                Kind::New(elements) => match accesses.pop() {
                    Some(index) => {
                        id = *elements.get::<usize>(index)?;
                        continue;
                    }
                    None => return Some(id),
                },
                _ => return accesses.is_empty().then_some(id),
            };
            accesses.push(index);
            id = source;
        }
    }

    /// The same value as a result: a + a − a, or not not a.
    fn computed(&mut self, literal: Id) -> Option<Id> {
        if let Some(known) = self.computed.get(&literal) {
            return Some(*known);
        }
        let operations = &mut self.program.operations;
        let Operation { ty, source, .. } = operations.get(&literal)?.clone();
        let first = operations.keys().next_back()?.checked_add(1)?;
        let second = first.checked_add(1)?;
        let kinds = match ty.base()? {
            Base::Boolean => [Kind::Unary(Unary::Not, literal), Kind::Unary(Unary::Not, first)],
            _ => [Kind::Binary(Binary::Addition, literal, literal), Kind::Binary(Binary::Subtraction, first, literal)],
        };
        for (id, kind) in [first, second].into_iter().zip(kinds) {
            operations.insert(id, Operation { id, ty: ty.clone(), source, kind });
        }
        self.computed.insert(literal, second);
        Some(second)
    }
}

/// Comparisons that nodes take in a program and refuse when it runs.
pub fn check_comparisons(program: &Program) -> Vec<Issue> {
    let type_of = |id: &Id| program.operations.get(id).and_then(|operation| operation.ty.scalar());
    let is_refused = |operation: &&Operation| match &operation.kind {
        Kind::Binary(Binary::PublicOutputEquality, left, right) => {
            let types = [type_of(left), type_of(right)];
            types.iter().all(|ty| ty.is_some_and(|ty| ty.base() == Base::Boolean))
                && types.contains(&Some(Scalar::SecretBoolean))
        }
        _ => false,
    };
    let reason = "public_equals of a secret boolean is refused by nodes when the program runs: compare with == and reveal \
                  the result";
    let refused = program.operations.values().filter(is_refused);
    refused.map(|operation| Issue { reason: reason.into(), at: program.location(operation.source) }).take(8).collect()
}
