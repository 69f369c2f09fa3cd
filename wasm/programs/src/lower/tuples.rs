//! Restores which tuple an access to a tuple reads.
//!
//! The compiler front end on the registry (nada-dsl 0.8.0) leaves it out: every access says it reads operation 0. What
//! it does write is the whole table of operations, and the tuple is in it, older than the access and with the accessed
//! type on the accessed side. Where one tuple fits, it is the one. Where several do, the program cannot be told from
//! another one, and is refused.

use super::invalid;
use crate::mir::{Id, Kind, Operation, Operations, Program, Side};
use crate::refusal::{Code, Refusal};
use crate::types::Type;

/// Most pairs of access and tuple that are compared. Where there are many tuples, two of one type are close.
const MAX_COMPARISONS: usize = 4_000_000;

/// Restores the sources of all accesses that lack theirs.
pub(super) fn restore_sources(program: &mut Program) -> Result<(), Refusal> {
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

fn missing_sources(
    program: &Program,
    operations: &Operations,
    comparisons: &mut usize,
) -> Result<Vec<(Id, Id)>, Refusal> {
    let mut found = Vec::new();
    let tuples: Vec<(Id, (&Type, &Type))> =
        operations.values().filter_map(|operation| Some((operation.id, operation.ty.as_tuple()?))).collect();
    for operation in operations.values() {
        let Kind::TupleElement { side, tuple: 0 } = operation.kind else {
            continue;
        };
        let fits = |(left, right): (&Type, &Type)| {
            let side = match side {
                Side::Left => left,
                Side::Right => right,
            };
            *side == operation.ty
        };
        let named = operations.get(&0).and_then(|source| source.ty.as_tuple());
        if named.is_some_and(fits) {
            continue;
        }
        *comparisons = comparisons.saturating_add(tuples.len());
        if *comparisons > MAX_COMPARISONS {
            return Err(Refusal::new(Code::TooLarge, "too many accesses to tuples"));
        }
        let older = tuples.iter().filter(|(id, _)| *id < operation.id);
        let mut fitting = older.filter(|(_, sides)| fits(*sides)).map(|(id, _)| *id);
        let at = || program.location(operation.source);
        match (fitting.next(), fitting.next()) {
            (Some(source), None) => found.push((operation.id, source)),
            (None, _) => {
                let reason = "an access to a tuple does not say which tuple it reads";
                return Err(invalid(reason, at()));
            }
            (Some(_), Some(_)) => {
                let reason = "an access to a tuple does not say which tuple it reads (nada-dsl \
                              0.8.0 leaves it out), and more than one fits: give the tuples \
                              different types, or access each in a function of its own";
                return Err(invalid(reason, at()));
            }
        }
    }
    Ok(found)
}
