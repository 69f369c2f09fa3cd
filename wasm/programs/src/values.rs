//! Values in the clear as bytes: what a run is given and what it gives.
//!
//! The masking core lays them out in the same way, so what it unmasks can be run on, and what a run gives can be
//! masked. Counts and lengths are numbers of 32 bits, and everything is little-endian.
//!
//! - values: their count, then for each the length of its name, the name in UTF-8, and the value;
//! - a value: its kind, a byte, which is the number of its field in the network's `Value`, then its content;
//! - of an array: the count of its elements, and those; of a tuple: two values;
//! - of an integer or a boolean: a number as wide as the prime, in two's complement if it may be negative;
//! - of anything else: bytes, with their length before them where it is not always the same.

use crate::refusal::{Code, Refusal};
use crate::types::{Base, Scalar};

/// The kind of an array.
pub const ARRAY: u8 = 7;

/// The kind of a tuple.
pub const TUPLE: u8 = 8;

/// The kind of a scalar.
pub fn kind_of(scalar: Scalar) -> u8 {
    match scalar {
        Scalar::Boolean => 1,
        Scalar::Integer => 2,
        Scalar::UnsignedInteger => 3,
        Scalar::SecretBoolean => 4,
        Scalar::SecretInteger => 5,
        Scalar::SecretUnsignedInteger => 6,
        Scalar::EcdsaPrivateKey => 10,
        Scalar::EcdsaSignature => 11,
        Scalar::EcdsaDigestMessage => 12,
        Scalar::EcdsaPublicKey => 13,
        Scalar::EddsaPrivateKey => 15,
        Scalar::EddsaSignature => 16,
        Scalar::EddsaMessage => 17,
        Scalar::EddsaPublicKey => 18,
    }
}

/// How the content of a scalar is laid out.
pub enum Content {
    /// A number in two's complement.
    Signed,
    /// A number that is not negative.
    Unsigned,
    /// So many bytes.
    Bytes(usize),
    /// Bytes after their length.
    SizedBytes,
}

/// How the content of what is made of `base` is laid out.
pub fn content_of(base: Base) -> Content {
    match base {
        Base::Integer => Content::Signed,
        Base::UnsignedInteger | Base::Boolean => Content::Unsigned,
        Base::EcdsaPrivateKey | Base::EcdsaDigestMessage | Base::EddsaPrivateKey | Base::EddsaPublicKey => {
            Content::Bytes(32)
        }
        Base::EcdsaPublicKey => Content::Bytes(33),
        Base::EcdsaSignature | Base::EddsaSignature => Content::Bytes(64),
        Base::EddsaMessage => Content::SizedBytes,
    }
}

/// Reads laid out values from the front.
pub struct ValueReader<'a> {
    rest: &'a [u8],
}

impl<'a> ValueReader<'a> {
    /// A reader over those bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether all is read.
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next bytes, as many as given, if there are so many.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Refusal> {
        let cut_short = || Refusal::new(Code::Inputs, "the bytes of the inputs end too early");
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(cut_short)?;
        self.rest = rest;
        Ok(taken)
    }

    /// A kind.
    pub fn kind(&mut self) -> Result<u8, Refusal> {
        Ok(self.take(1)?[0])
    }

    /// A count or a length.
    pub fn number(&mut self) -> Result<usize, Refusal> {
        Ok(self.take(4)?.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }

    /// Bytes after their length.
    pub fn bytes(&mut self) -> Result<&'a [u8], Refusal> {
        let length = self.number()?;
        self.take(length)
    }

    /// A name.
    pub fn name(&mut self) -> Result<&'a str, Refusal> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Refusal::new(Code::Inputs, "the name of an input is not UTF-8"))
    }
}

/// Appends a count or a length.
pub fn write_number(into: &mut Vec<u8>, number: usize) {
    into.extend_from_slice(&(number as u32).to_le_bytes());
}

/// Appends bytes after their length.
pub fn write_bytes(into: &mut Vec<u8>, bytes: &[u8]) {
    write_number(into, bytes.len());
    into.extend_from_slice(bytes);
}
