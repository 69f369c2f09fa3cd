//! Why a program, or a call on it, is refused.

use std::fmt;

/// A place in the program's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Name of the Python file, without its folder.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// What is wrong.
    pub reason: String,
    /// The source line that says it, when the program carries its source.
    pub at: Option<Location>,
}

/// What kind of thing was refused: a stable name to branch on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The bytes are no program.
    Malformed,
    /// The bytes are a program, and the program is wrong.
    Invalid,
    /// The program, or its lowered form, is larger than the limits allow.
    TooLarge,
    /// The inputs of a call are not those of the program.
    Inputs,
    /// The program is right and these inputs make it fail, such as a division by zero.
    Arithmetic,
    /// The program is right, and with these inputs the protocols of nodes would give a wrong result.
    Range,
    /// The program is right, and nodes do not find its outputs after they computed them.
    Memory,
    /// Whoever runs the program could not serve it with randomness or a signature.
    Host,
}

impl Code {
    /// The name as a caller outside Rust sees it.
    pub fn name(self) -> &'static str {
        match self {
            Code::Malformed => "malformed",
            Code::Invalid => "invalid",
            Code::TooLarge => "too_large",
            Code::Inputs => "inputs",
            Code::Arithmetic => "arithmetic",
            Code::Range => "range",
            Code::Memory => "memory",
            Code::Host => "host",
        }
    }
}

/// The refusal itself. It always carries at least one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What kind of refusal.
    pub code: Code,
    /// Everything found wrong, in source order where there is one.
    pub issues: Vec<Issue>,
}

impl Refusal {
    /// A refusal with one reason and no place in the source.
    pub fn new(code: Code, reason: impl Into<String>) -> Self {
        Self::at(code, reason, None)
    }

    /// A refusal with one reason and its place in the source.
    pub fn at(code: Code, reason: impl Into<String>, at: Option<Location>) -> Self {
        let issue = Issue { reason: reason.into(), at };
        Self { code, issues: vec![issue] }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, issue) in self.issues.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            f.write_str(&issue.reason)?;
            if let Some(at) = &issue.at {
                write!(f, " ({at})")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}
