//! What a node answers when a program is to be stored on it.
//!
//! Nodes take lowered programs only. Their answers to the others are part of how the network behaves, so they are
//! reproduced word for word.

use crate::compile::Compiled;
use crate::decode::decode;
use crate::listing::listing;
use crate::plan::Plan;
use crate::refusal::Code;
use crate::validate::{Verdict, validate};

/// Lays a program out as a node does before it takes it, or gives the node's answer.
pub fn examine(program: &[u8]) -> Result<Compiled, String> {
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
    if plan.counts.is_empty() {
        let reason = "unexpected: This program is insecure because it has 0 operations and \
                      therefore leaks the input";
        return answer(reason.to_owned());
    }
    Ok(Compiled { program, plan })
}
