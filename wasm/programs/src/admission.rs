//! What a node answers when a program is to be stored on it.
//!
//! Nodes take lowered programs only. Their answers to the others are part of how the network behaves, so they are
//! reproduced word for word.

use crate::decode::decode;
use crate::instruction::Need;
use crate::listing::listing;
use crate::metadata::Metadata;
use crate::plan::Plan;
use crate::refusal::Code;
use crate::validate::{Verdict, validate};

/// What a node lets a program use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    pub max_memory_size: u64,
    pub max_instructions: u64,
    /// Most of each thing made ahead of time, in the order in which nodes check them.
    pub max_preprocessing: Vec<(Need, u64)>,
}

impl Default for Limits {
    /// The limits of the network.
    fn default() -> Self {
        let limited = [
            Need::Compare,
            Need::DivisionIntegerSecret,
            Need::EqualsIntegerSecret,
            Need::Modulo,
            Need::PublicOutputEquality,
            Need::TruncPr,
            Need::Trunc,
        ];
        Self {
            max_memory_size: 50_000,
            max_instructions: 50_000,
            max_preprocessing: limited.map(|need| (need, 1000)).to_vec(),
        }
    }
}

/// Counts a program as a node does before it takes it, or gives the node's answer.
pub fn examine(program: &[u8]) -> Result<Metadata, String> {
    let program = decode(program).map_err(|refusal| match refusal.code {
        Code::TooLarge => refusal.to_string(),
        _ => "malformed program (invalid sdk version?)".to_owned(),
    })?;
    let answer = |reason: String| Err(format!("invalid program: {reason}"));
    match validate(&program) {
        Verdict::Valid => {}
        Verdict::Wrong(issues) => {
            let reasons: Vec<String> = issues.into_iter().map(|issue| issue.reason).collect();
            return answer(format!("program MIR is not valid: {reasons:?}"));
        }
        Verdict::Unchecked { stage, .. } => {
            let listing = listing(&program);
            return answer(format!("unexpected: error during MIR validation: MIR {stage} validation:\n{listing}"));
        }
    }
    let Ok(plan) = Plan::new(&program) else {
        return answer("program compilation error".to_owned());
    };
    let metadata = Metadata::new(&plan);
    if metadata.total_instructions == 0 {
        let reason = "unexpected: This program is insecure because it has 0 operations and \
                      therefore leaks the input";
        return answer(reason.to_owned());
    }
    Ok(metadata)
}

/// Checks the counts of a program against a node's limits, or gives the node's answer.
pub fn audit(metadata: &Metadata, limits: &Limits) -> Result<(), String> {
    let answer = |policy: String, reason: String| Err(format!("invalid program: failure in policy {policy}: {reason}"));
    let (memory, max_memory) = (metadata.memory_size, limits.max_memory_size);
    if memory > max_memory {
        let reason = format!(
            "maximum memory limit exceeded for program, program memory is {memory}, maximum: \
             {max_memory}"
        );
        return answer("max_memory".to_owned(), reason);
    }
    let (total, max_total) = (metadata.total_instructions, limits.max_instructions);
    if total > max_total {
        let reason = format!(
            "maximum total amount of instructions exceeded for program, instructions: {total}, \
             maximum: {max_total}"
        );
        return answer("max_instructions".to_owned(), reason);
    }
    for (need, max) in &limits.max_preprocessing {
        let used = metadata.preprocessing.get(need).copied().unwrap_or_default();
        if used > *max {
            let reason = format!("preprocessing requirements exceeded for {need:?}, max: {max}, actual: {used}");
            return answer(format!("max_preprocessing_elements[{need:?}]"), reason);
        }
    }
    Ok(())
}
