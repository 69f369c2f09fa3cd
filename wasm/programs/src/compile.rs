//! From the bytes of a program, in either form, to one that can run.

use crate::decode::{MAX_PROGRAM_BYTES, decode};
use crate::encode::encode;
use crate::lower::lower;
use crate::mir::Program;
use crate::plan::Plan;
use crate::refusal::{Code, Refusal};
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
    match validate(&program) {
        Verdict::Valid => {}
        Verdict::Wrong(issues) => return Err(Refusal { code: Code::Invalid, issues }),
        Verdict::Unchecked { issue, .. } => {
            return Err(Refusal { code: Code::Invalid, issues: vec![issue] });
        }
    }
    let plan = Plan::new(&program)?;
    if plan.counts.is_empty() {
        let reason = "the program has no instructions: it would give its inputs away as they are";
        let at = program.outputs.first().and_then(|output| program.location(output.source));
        return Err(Refusal::at(Code::Invalid, reason, at));
    }
    Ok(Compiled { program, plan })
}

/// Compiles a program to the bytes that nodes take.
pub fn compile_to_bytes(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    encode(&compile(bytes)?.program, MAX_PROGRAM_BYTES)
}
