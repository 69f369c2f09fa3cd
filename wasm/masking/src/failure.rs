//! Why an operation was refused.

use core::fmt;

/// What kind of refusal it is; the number is part of the interface to TypeScript.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u32)]
pub enum FailureKind {
    /// The caller gave something that cannot be right.
    InvalidArgument = 1,
    /// Fewer shares than the values need.
    NotEnoughShares = 2,
    /// Shares contradict each other beyond repair.
    CorruptShare = 3,
    /// Bytes that are not a serialized value.
    Malformed = 4,
    /// A serialized value that breaks a rule of the value types.
    InvalidValue = 5,
}

/// A refused operation. Its message never holds a secret.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failure {
    pub kind: FailureKind,
    pub message: String,
    /// Positions, among the parties the caller listed, of those to blame.
    pub parties: Vec<u32>,
    /// How many shares there were, where there were too few.
    pub have: u32,
    /// How many it takes.
    pub need: u32,
}

impl Failure {
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), parties: Vec::new(), have: 0, need: 0 }
    }

    pub fn invalid_argument(message: impl Into<String>) -> Self {
        Self::new(FailureKind::InvalidArgument, message)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}
