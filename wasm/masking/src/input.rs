//! Reads a request: numbers, bytes and clear values as TypeScript lays them out.

use crate::Failure;
use crate::prime::{Prime, prime_of};
use crate::types::{ARRAY, DEPTH_MAX, Leaf, TUPLE, Type};

/// What is left of a request.
pub struct Input<'a> {
    rest: &'a [u8],
}

/// What masking and unmasking start with.
pub struct Header {
    pub prime: &'static dyn Prime,
    pub degree: usize,
    pub parties: usize,
}

/// A value in the clear, its bytes still in the request.
#[derive(Debug)]
pub enum Clear<'a> {
    /// An integer or a boolean, public or secret, as a two's complement or unsigned number of the field's width.
    Number(Leaf, &'a [u8]),
    /// Public bytes.
    Bytes(Leaf, &'a [u8]),
    Blob(&'a [u8]),
    PrivateKey(Leaf, &'a [u8]),
    /// Both parts of an ECDSA signature, big-endian.
    Signature {
        r: &'a [u8],
        s: &'a [u8],
    },
    Array(Vec<Clear<'a>>),
    Tuple(Box<[Clear<'a>; 2]>),
}

impl<'a> Input<'a> {
    pub fn of(request: &'a [u8]) -> Self {
        Self { rest: request }
    }

    pub fn byte(&mut self) -> Result<usize, Failure> {
        Ok(self.take(1)?[0].into())
    }

    pub fn number(&mut self) -> Result<usize, Failure> {
        let bytes = self.take(4)?.try_into().expect("four bytes");
        Ok(u32::from_le_bytes(bytes) as usize)
    }

    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Failure> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(too_short)?;
        self.rest = rest;
        Ok(taken)
    }

    /// Bytes with their length before them.
    pub fn bytes(&mut self) -> Result<&'a [u8], Failure> {
        let length = self.number()?;
        self.take(length)
    }

    pub fn header(&mut self) -> Result<Header, Failure> {
        let prime =
            prime_of(self.byte()?).ok_or_else(|| Failure::invalid_argument("The prime has 64, 128 or 256 bits"))?;
        let (degree, parties) = (self.byte()?, self.byte()?);
        if degree == 0 || degree >= parties {
            return Err(Failure::invalid_argument("The degree must be at least 1 and below the number of parties"));
        }
        Ok(Header { prime, degree, parties })
    }

    pub fn name(&mut self) -> Result<&'a str, Failure> {
        str::from_utf8(self.bytes()?).map_err(|_| Failure::invalid_argument("A name is not UTF-8"))
    }

    pub fn value(&mut self, width: usize, depth: usize) -> Result<Clear<'a>, Failure> {
        let kind = self.byte()? as u32;
        if matches!(kind, ARRAY | TUPLE) && depth == DEPTH_MAX {
            return Err(Failure::invalid_argument(format!("Nested deeper than {DEPTH_MAX} arrays and tuples")));
        }
        if kind == ARRAY {
            let size = self.number()?;
            // The shortest element is an empty array.
            let mut elements = Vec::with_capacity(size.min(self.rest.len() / 5));
            for _ in 0..size {
                elements.push(self.value(width, depth + 1)?);
            }
            return Ok(Clear::Array(elements));
        }
        if kind == TUPLE {
            let left = self.value(width, depth + 1)?;
            return Ok(Clear::Tuple(Box::new([left, self.value(width, depth + 1)?])));
        }
        let leaf = Leaf::from_field(kind).ok_or_else(|| Failure::invalid_argument("No such type of value"))?;
        Ok(match leaf {
            Leaf::PublicBoolean
            | Leaf::PublicInteger
            | Leaf::PublicUnsignedInteger
            | Leaf::SecretBoolean
            | Leaf::SecretInteger
            | Leaf::SecretUnsignedInteger => Clear::Number(leaf, self.take(width)?),
            Leaf::SecretBlob => Clear::Blob(self.bytes()?),
            Leaf::EcdsaPrivateKey | Leaf::EddsaPrivateKey => Clear::PrivateKey(leaf, self.take(32)?),
            Leaf::EcdsaSignature => Clear::Signature { r: self.take(32)?, s: self.take(32)? },
            Leaf::EddsaMessage => Clear::Bytes(leaf, self.bytes()?),
            Leaf::EcdsaDigestMessage
            | Leaf::EcdsaPublicKey
            | Leaf::EddsaPublicKey
            | Leaf::EddsaSignature
            | Leaf::StoreId => Clear::Bytes(leaf, self.take(leaf.fixed_length().expect("a fixed length"))?),
        })
    }
}

impl Clear<'_> {
    pub fn type_of(&self) -> Result<Type, Failure> {
        Ok(match self {
            Self::Number(leaf, _) | Self::Bytes(leaf, _) | Self::PrivateKey(leaf, _) => Type::Leaf(*leaf),
            Self::Signature { .. } => Type::Leaf(Leaf::EcdsaSignature),
            Self::Blob(bytes) => Type::Blob(bytes.len() as u64),
            Self::Array(elements) => {
                let first = elements.first().ok_or_else(|| Failure::invalid_argument("An array is empty"))?;
                let inner = Box::new(first.type_of()?);
                for element in &elements[1..] {
                    if element.type_of()? != *inner {
                        return Err(Failure::invalid_argument("An array holds values of different types"));
                    }
                }
                if inner.message_length().is_none() {
                    return Err(Failure::invalid_argument("An array cannot hold blobs"));
                }
                Type::Array { inner, size: elements.len() as u64 }
            }
            Self::Tuple(values) => Type::Tuple(Box::new(values[0].type_of()?), Box::new(values[1].type_of()?)),
        })
    }
}

pub fn too_short() -> Failure {
    Failure::invalid_argument("The request is too short")
}
