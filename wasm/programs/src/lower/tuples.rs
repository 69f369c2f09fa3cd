//! Restores which tuple an access to a tuple reads.
//!
//! The compiler front end on the registry (nada-dsl 0.8.0) leaves it out: every access says it reads operation 0. What
//! it does write is the whole table of operations, and the tuple is in it, older than the access and with the accessed
//! type on the accessed side. Where one tuple fits, it is the one; so is one that is written down several times, as `t`
//! and the left of `(t, u)`. Where several tuples do, the program cannot be told from another one, and is refused.
//!
//! Operation 0 may itself be a tuple. So what an access says counts only where some access of the program says more.

use std::collections::HashMap;

use super::invalid;
use crate::mir::{Id, Kind, Operation, Operations, Program, Side};
use crate::refusal::{Code, Refusal};
use crate::types::Type;

/// Most pairs of access and tuple that are compared. Where there are many tuples, two of one type are close.
const MAX_COMPARISONS: usize = 4_000_000;

/// Restores the sources of all accesses that lack theirs.
pub(super) fn restore_sources(program: &mut Program) -> Result<(), Refusal> {
    let says_more = |operation: &Operation| matches!(operation.kind, Kind::TupleElement { tuple: 1.., .. });
    if tables(program).any(|(_, operations)| operations.values().any(says_more)) {
        return Ok(());
    }
    let (mut restored, mut comparisons) = (Vec::new(), 0);
    for (table, operations) in tables(program) {
        for (access, tuple) in missing_sources(program, operations, &mut comparisons)? {
            restored.push((table, access, tuple));
        }
    }
    for (table, access, source) in restored {
        let operations = match table {
            None => &mut program.operations,
            Some(index) => &mut program.functions[index].operations,
        };
        if let Some(Operation { kind: Kind::TupleElement { tuple, .. }, .. }) = operations.get_mut(&access) {
            *tuple = source;
        }
    }
    Ok(())
}

/// The program's own table, and that of each function.
fn tables(program: &Program) -> impl Iterator<Item = (Option<usize>, &Operations)> {
    let functions = program.functions.iter().enumerate();
    let functions = functions.map(|(index, function)| (Some(index), &function.operations));
    std::iter::once((None, &program.operations)).chain(functions)
}

/// A tuple among which accesses look for theirs.
struct Candidate<'a> {
    id: Id,
    /// The first operation that gives the same tuple.
    value: Id,
    left: &'a Type,
    right: &'a Type,
}

/// The accesses of one table, and what each reads.
fn missing_sources(
    program: &Program,
    operations: &Operations,
    comparisons: &mut usize,
) -> Result<Vec<(Id, Id)>, Refusal> {
    let mut found = Vec::new();
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    // The first access to each side of each tuple: whatever accesses it again gives the same.
    let mut accessed: HashMap<(Id, bool), Id> = HashMap::new();
    for operation in operations.values() {
        let mut value = operation.id;
        if let Kind::TupleElement { side, .. } = operation.kind {
            *comparisons = comparisons.saturating_add(candidates.len());
            if *comparisons > MAX_COMPARISONS {
                let at = program.location(operation.source);
                return Err(Refusal::at(Code::TooLarge, "too many accesses to tuples", at));
            }
            let is_right = side == Side::Right;
            let fits = |tuple: &&Candidate<'_>| operation.ty == *if is_right { tuple.right } else { tuple.left };
            let mut fitting = candidates.iter().filter(fits);
            let at = || program.location(operation.source);
            let Some(mut source) = fitting.next() else {
                let reason = "an access to a tuple does not say which tuple it reads";
                return Err(invalid(reason, at()));
            };
            for other in fitting {
                if other.value != source.value {
                    let reason = "an access to a tuple does not say which tuple it reads (nada-dsl \
                                  0.8.0 leaves it out), and more than one fits: give the tuples \
                                  different types, access each in a function of its own, or make it an \
                                  NTuple there";
                    return Err(invalid(reason, at()));
                }
                source = other;
            }
            found.push((operation.id, source.id));
            let part = match operations.get(&source.value).map(|tuple| &tuple.kind) {
                Some(Kind::New(parts)) => parts.get(usize::from(is_right)).copied(),
                _ => None,
            };
            value = part.unwrap_or_else(|| *accessed.entry((source.value, is_right)).or_insert(operation.id));
        }
        if let Some((left, right)) = operation.ty.as_tuple() {
            // A part of a new tuple may be a tuple known by another operation.
            let known = candidates.binary_search_by_key(&value, |tuple| tuple.id);
            let value = known.map_or(value, |index| candidates[index].value);
            candidates.push(Candidate { id: operation.id, value, left, right });
        }
    }
    Ok(found)
}
