//! Inputs and outputs of a run as flat bytes.
//!
//! Numbers are 32-bit, little-endian. A *string of bytes* is its length and the bytes.
//!
//! - inputs: their count, then for each its name, its type and its content, each a string of bytes;
//! - outputs: their count, then for each its party, its name, its type and its content, each a string of bytes;
//! - a type is its text, such as `SecretInteger` or `Array [SecretInteger:4]`;
//! - content is the scalars of the value, depth first: an integer or boolean as residue, little-endian and as wide as
//!   the prime; a key, digest, message or signature as a string of bytes.

use crate::refusal::{Code, Refusal};

/// An input as given.
pub struct InputValue<'a> {
    pub name: &'a str,
    pub ty: &'a str,
    pub content: &'a [u8],
}

/// Reads flat bytes from the front.
pub struct FlatReader<'a> {
    rest: &'a [u8],
}

fn cut_short() -> Refusal {
    Refusal::new(Code::Inputs, "the bytes of the inputs end too early")
}

impl<'a> FlatReader<'a> {
    /// A reader over those bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether all is read.
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next bytes, as many as given.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Refusal> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(cut_short)?;
        self.rest = rest;
        Ok(taken)
    }

    /// A number.
    pub fn number(&mut self) -> Result<u32, Refusal> {
        let bytes = self.take(4)?;
        Ok(bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
    }

    /// A string of bytes.
    pub fn bytes(&mut self) -> Result<&'a [u8], Refusal> {
        let length = self.number()?;
        self.take(length as usize)
    }

    fn text(&mut self) -> Result<&'a str, Refusal> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Refusal::new(Code::Inputs, "a name or a type is not UTF-8"))
    }
}

/// Reads inputs.
pub fn read_inputs(bytes: &[u8]) -> Result<Vec<InputValue<'_>>, Refusal> {
    let mut reader = FlatReader::new(bytes);
    let count = reader.number()?;
    let mut inputs = Vec::new();
    for _ in 0..count {
        inputs.push(InputValue { name: reader.text()?, ty: reader.text()?, content: reader.bytes()? });
    }
    if !reader.is_at_end() {
        return Err(Refusal::new(Code::Inputs, "there are bytes after the inputs"));
    }
    Ok(inputs)
}

/// Appends a number.
pub fn write_number(into: &mut Vec<u8>, number: usize) {
    into.extend_from_slice(&(number as u32).to_le_bytes());
}

/// Appends a string of bytes.
pub fn write_bytes(into: &mut Vec<u8>, bytes: &[u8]) {
    write_number(into, bytes.len());
    into.extend_from_slice(bytes);
}
