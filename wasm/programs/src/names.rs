//! Names that nodes take in a program and that are refused here, before it is paid for: of two outputs of one name nodes
//! give the value of the later one to both parties, and nobody can be bound to a party, or give an input, without a name.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::mir::{Id, Program};
use crate::refusal::Issue;
use crate::validate::MAX_ISSUE_BYTES;

/// Finds parties, inputs and outputs without a name, and outputs with the name of an earlier one that is another value: one
/// value may go to several parties under one name. A list of issues that
/// would be too long ends early.
///
/// Inputs with one name are found by [`crate::validate`], for nodes refuse those.
pub fn check_names(program: &Program) -> Vec<Issue> {
    let nameless = |what: &str| format!("{what} has an empty name: give it one");
    let parties = program.parties.iter().filter(|party| party.name.is_empty());
    let parties = parties.map(|party| (nameless("a party"), party.source));
    let inputs = program.inputs.iter().filter(|input| input.name.is_empty());
    let inputs = inputs.map(|input| (nameless("an input"), input.source));
    let mut earlier: HashMap<&str, (u64, Id)> = HashMap::with_capacity(program.outputs.len());
    let outputs = program.outputs.iter().filter_map(|output| {
        if output.name.is_empty() {
            return Some((nameless("an output"), output.source));
        }
        match earlier.entry(&output.name) {
            Entry::Vacant(entry) => {
                entry.insert((output.source, output.operation));
                None
            }
            Entry::Occupied(entry) if entry.get().1 == output.operation => None,
            Entry::Occupied(entry) => {
                let place = program.location(entry.get().0).map_or_else(String::new, |at| format!(" in {at}"));
                let name = &output.name;
                let reason = format!(
                    "output {name} has the name of another one{place} but not its value, which would be lost: nodes give \
                     the later value to both parties, so give each a name of its own"
                );
                Some((reason, output.source))
            }
        }
    });
    let mut bytes = 0;
    let issues = parties.chain(inputs).chain(outputs);
    let issues = issues.map(|(reason, source)| Issue { reason, at: program.location(source) });
    let is_within_limit = |issue: &Issue| {
        let is_within_limit = bytes <= MAX_ISSUE_BYTES;
        bytes += issue.reason.len() + issue.at.as_ref().map_or(0, |at| at.file.len());
        is_within_limit
    };
    issues.take_while(is_within_limit).collect()
}
