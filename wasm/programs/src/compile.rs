//! From the bytes of a program, in either form, to one that can run.

use std::collections::{HashMap, HashSet};

use crate::decode::{MAX_PROGRAM_BYTES, decode};
use crate::encode::encode;
use crate::lower::lower;
use crate::mir::{Function, Id, Kind, Program};
use crate::names::check_names;
use crate::outputs::{check_comparisons, repair};
use crate::plan::Plan;
use crate::refusal::{Code, Issue, Location, Refusal};
use crate::types::Type;
use crate::validate::{Verdict, validate};

/// Most `reduce`s that are named among the reasons of a refusal.
const MAX_REDUCES: usize = 8;

/// A program lowered, validated and laid out.
#[derive(Debug)]
pub struct Compiled {
    pub program: Program,
    pub plan: Plan,
}

/// Compiles a program. A lowered one is taken as it is, unless nodes would not find its outputs and can.
pub fn compile(bytes: &[u8]) -> Result<Compiled, Refusal> {
    let compiled = compile_with(bytes, |program| {
        let mut found = check_names(program);
        found.extend(check_comparisons(program));
        found
    })?;
    if compiled.plan.memory.check().is_ok() {
        return Ok(compiled);
    }
    Ok(repair(lower(decode(bytes)?)?).unwrap_or(compiled))
}

/// Compiles a program as it is, whatever no run succeeds with: one that nodes took already.
pub fn compile_stored(bytes: &[u8]) -> Result<Compiled, Refusal> {
    compile_with(bytes, |_| Vec::new())
}

fn compile_with(bytes: &[u8], check: fn(&Program) -> Vec<Issue>) -> Result<Compiled, Refusal> {
    let program = lower(decode(bytes)?)?;
    let found = check(&program);
    let mut refusal = match plan(&program) {
        Ok(plan) if found.is_empty() => return Ok(Compiled { program, plan }),
        Ok(_) => Refusal { code: Code::Invalid, issues: Vec::new() },
        Err(refusal) => refusal,
    };
    if refusal.code == Code::Invalid {
        let reduces = reduces_of_changing_type(&decode(bytes)?, &refusal.issues);
        refusal.issues.extend(reduces);
    }
    refusal.issues.splice(0..0, found);
    // What is wrong with a function is wrong with every call of it.
    let mut seen = HashSet::new();
    refusal.issues.retain(|issue| seen.insert((issue.reason.clone(), issue.at.as_ref().map(Location::to_string))));
    Err(refusal)
}

/// Checks a lowered program and lays it out.
pub(crate) fn plan(program: &Program) -> Result<Plan, Refusal> {
    if program.outputs.is_empty() {
        return Err(Refusal::new(Code::Invalid, "the program has no outputs"));
    }
    match validate(program) {
        Verdict::Valid => {}
        Verdict::Wrong(findings) => {
            return Err(Refusal { code: Code::Invalid, issues: findings.into_iter().map(Issue::from).collect() });
        }
        Verdict::Unchecked { issue, .. } => {
            return Err(Refusal { code: Code::Invalid, issues: vec![issue] });
        }
    }
    let plan = Plan::new(program)?;
    if plan.counts.is_empty() {
        let reason = "the program has no instructions: it would give its inputs away as they are";
        let at = program.outputs.first().and_then(|output| program.location(output.source));
        return Err(Refusal::at(Code::Invalid, reason, at));
    }
    Ok(plan)
}

/// What makes types mismatch out of the user's sight: the compiler front end types the function of a `reduce` for the
/// value it starts from, and every call but the first gets the result of the one before. These are the first ones whose
/// functions have issues.
fn reduces_of_changing_type(program: &Program, issues: &[Issue]) -> Vec<Issue> {
    let places = issues.iter().filter_map(|issue| issue.at.as_ref());
    let places: HashSet<(&str, u32)> = places.map(|at| (at.file.as_str(), at.line)).collect();
    let sources = (0..).zip(&program.source_refs);
    let sources = sources.filter(|(_, source)| places.contains(&(source.file.as_str(), source.line)));
    let sources: HashSet<u64> = sources.map(|(index, _)| index).collect();
    let has_issue = |function: &&Function| function.operations.values().any(|inner| sources.contains(&inner.source));
    let functions = program.functions.iter().filter(has_issue);
    let results: HashMap<Id, &Type> = functions.map(|function| (function.id, &function.ty)).collect();
    let tables = program.functions.iter().map(|function| &function.operations).chain([&program.operations]);
    let reduces = tables.flat_map(|table| table.values().map(move |operation| (table, operation)));
    let changing = reduces.filter_map(|(table, operation)| {
        let Kind::Reduce { function, initial, .. } = operation.kind else {
            return None;
        };
        let (start, result) = (&table.get(&initial)?.ty, *results.get(&function)?);
        let reason = || {
            format!(
                "Reduce starts from a value of type {start} and goes on with values of type {result}, but nada-dsl types \
                 its function for the first call only: start from a value of type {result}"
            )
        };
        (start != result).then(|| Issue { reason: reason(), at: program.location(operation.source) })
    });
    changing.take(MAX_REDUCES).collect()
}

/// Compiles a program to the bytes that nodes take.
pub fn compile_to_bytes(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    encode(&compile(bytes)?.program, MAX_PROGRAM_BYTES)
}
