//! From the bytes of a program, in either form, to one that can run.

use std::collections::{HashMap, HashSet};

use crate::decode::{MAX_PROGRAM_BYTES, decode};
use crate::encode::encode;
use crate::lower::lower;
use crate::mir::{Id, Kind, Program};
use crate::plan::Plan;
use crate::refusal::{Code, Issue, Location, Refusal};
use crate::types::Type;
use crate::validate::{Verdict, validate};

/// A program lowered, validated and laid out.
#[derive(Debug)]
pub struct Compiled {
    pub program: Program,
    pub plan: Plan,
}

/// Compiles a program. A lowered one is taken as it is.
pub fn compile(bytes: &[u8]) -> Result<Compiled, Refusal> {
    let program = lower(decode(bytes)?)?;
    match plan(&program) {
        Ok(plan) => Ok(Compiled { program, plan }),
        Err(mut refusal) => {
            if refusal.code == Code::Invalid {
                refusal.issues.extend(reduces_of_changing_type(&decode(bytes)?));
            }
            // What is wrong with a function is wrong with every call of it.
            let mut seen = HashSet::new();
            refusal
                .issues
                .retain(|issue| seen.insert((issue.reason.clone(), issue.at.as_ref().map(Location::to_string))));
            Err(refusal)
        }
    }
}

fn plan(program: &Program) -> Result<Plan, Refusal> {
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
/// value it starts from, and every call but the first gets the result of the one before.
fn reduces_of_changing_type(program: &Program) -> Vec<Issue> {
    let results: HashMap<Id, &Type> = program.functions.iter().map(|function| (function.id, &function.ty)).collect();
    let tables = program.functions.iter().map(|function| &function.operations);
    let mut issues = Vec::new();
    for table in tables.chain([&program.operations]) {
        for operation in table.values() {
            let Kind::Reduce { function, initial, .. } = operation.kind else {
                continue;
            };
            if let (Some(start), Some(result)) = (table.get(&initial), results.get(&function))
                && start.ty != **result
            {
                let reason = format!(
                    "Reduce starts from a value of type {} and goes on with values of type {result}, for which nada-dsl \
                     does not type its function: start from a value of that type",
                    start.ty
                );
                issues.push(Issue { reason, at: program.location(operation.source) });
            }
        }
    }
    issues
}

/// Compiles a program to the bytes that nodes take.
pub fn compile_to_bytes(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    encode(&compile(bytes)?.program, MAX_PROGRAM_BYTES)
}
