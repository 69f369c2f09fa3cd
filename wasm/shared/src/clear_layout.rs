//! How values in the clear are laid out, so that what one module unmasks the other can run a program on, and what a
//! run gives can be masked. TypeScript has it in `src/core/clear_layout.ts`.
//!
//! All numbers are little-endian; counts and lengths have 32 bits.
//!
//! - values: their count, then for each the length of its name, the name in UTF-8, and the value;
//! - a value: its kind, a byte, then its content;
//! - of an array: the count of its elements, and those; of a tuple: two values;
//! - of an integer or a boolean: a number as wide as the prime, in two's complement if it may be negative;
//! - of anything else: bytes, with their length before them where the type does not fix it.

/// The kind of an array.
pub const ARRAY: u8 = 7;
/// The kind of a tuple.
pub const TUPLE: u8 = 8;

/// The type of a value that holds no others. Its number is its kind, which is that of its field in `Value`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u8)]
pub enum Leaf {
    PublicBoolean = 1,
    PublicInteger = 2,
    PublicUnsignedInteger = 3,
    SecretBoolean = 4,
    SecretInteger = 5,
    SecretUnsignedInteger = 6,
    SecretBlob = 9,
    EcdsaPrivateKey = 10,
    EcdsaSignature = 11,
    EcdsaDigestMessage = 12,
    EcdsaPublicKey = 13,
    StoreId = 14,
    EddsaPrivateKey = 15,
    EddsaSignature = 16,
    EddsaMessage = 17,
    EddsaPublicKey = 18,
}

/// How the content of a value is laid out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
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

impl Leaf {
    pub fn content(self) -> Content {
        match self {
            Self::PublicInteger | Self::SecretInteger => Content::Signed,
            Self::PublicBoolean | Self::PublicUnsignedInteger | Self::SecretBoolean | Self::SecretUnsignedInteger => {
                Content::Unsigned
            }
            Self::StoreId => Content::Bytes(16),
            Self::EcdsaPrivateKey | Self::EcdsaDigestMessage | Self::EddsaPrivateKey | Self::EddsaPublicKey => {
                Content::Bytes(32)
            }
            Self::EcdsaPublicKey => Content::Bytes(33),
            Self::EcdsaSignature | Self::EddsaSignature => Content::Bytes(64),
            Self::SecretBlob | Self::EddsaMessage => Content::SizedBytes,
        }
    }
}

/// The bytes end too early.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CutShort;

/// Reads the parts of values, one after the other.
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// How many bytes are left.
    pub fn remaining(&self) -> usize {
        self.rest.len()
    }

    pub fn take(&mut self, length: usize) -> Result<&'a [u8], CutShort> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(CutShort)?;
        self.rest = rest;
        Ok(taken)
    }

    /// A kind, or another number of one byte.
    pub fn byte(&mut self) -> Result<u8, CutShort> {
        Ok(self.take(1)?[0])
    }

    /// A count or a length.
    pub fn number(&mut self) -> Result<usize, CutShort> {
        let bytes = self.take(4)?.try_into().expect("four bytes");
        Ok(u32::from_le_bytes(bytes) as usize)
    }

    /// Bytes after their length.
    pub fn bytes(&mut self) -> Result<&'a [u8], CutShort> {
        let length = self.number()?;
        self.take(length)
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
