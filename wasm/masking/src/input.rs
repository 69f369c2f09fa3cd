//! Reads a request: numbers, bytes and clear values as TypeScript lays them out.

use crate::Failure;
use crate::key_shares::SCALAR_LENGTH;
use crate::prime::{Prime, prime_of};
use crate::types::{ARRAY, DEPTH_MAX, TUPLE, Type, leaf_of};
use shared::clear_layout::{Content, CutShort, Leaf, Reader};

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

impl From<CutShort> for Failure {
    fn from(CutShort: CutShort) -> Self {
        Self::invalid_argument("The request is too short")
    }
}

pub fn read_header(request: &mut Reader<'_>) -> Result<Header, Failure> {
    let prime = prime_of(request.byte()?.into())
        .ok_or_else(|| Failure::invalid_argument("The prime has 64, 128 or 256 bits"))?;
    let (degree, parties) = (request.byte()?.into(), request.byte()?.into());
    if degree == 0 || degree >= parties {
        return Err(Failure::invalid_argument("The degree must be at least 1 and below the number of parties"));
    }
    Ok(Header { prime, degree, parties })
}

pub fn read_name<'a>(request: &mut Reader<'a>) -> Result<&'a str, Failure> {
    str::from_utf8(request.bytes()?).map_err(|_| Failure::invalid_argument("A name is not UTF-8"))
}

pub fn read_value<'a>(request: &mut Reader<'a>, width: usize, depth: usize) -> Result<Clear<'a>, Failure> {
    let kind = request.byte()?.into();
    if matches!(kind, ARRAY | TUPLE) && depth == DEPTH_MAX {
        return Err(Failure::invalid_argument(format!("Nested deeper than {DEPTH_MAX} arrays and tuples")));
    }
    if kind == ARRAY {
        let size = request.number()?;
        // The shortest element is an empty array.
        let mut elements = Vec::with_capacity(size.min(request.remaining() / 5));
        for _ in 0..size {
            elements.push(read_value(request, width, depth + 1)?);
        }
        return Ok(Clear::Array(elements));
    }
    if kind == TUPLE {
        let left = read_value(request, width, depth + 1)?;
        return Ok(Clear::Tuple(Box::new([left, read_value(request, width, depth + 1)?])));
    }
    let leaf = leaf_of(kind).ok_or_else(|| Failure::invalid_argument("No such type of value"))?;
    let content = match leaf.content() {
        Content::Signed | Content::Unsigned => request.take(width)?,
        Content::Bytes(length) => request.take(length)?,
        Content::SizedBytes => request.bytes()?,
    };
    Ok(match (leaf, leaf.content()) {
        (_, Content::Signed | Content::Unsigned) => Clear::Number(leaf, content),
        (Leaf::SecretBlob, _) => Clear::Blob(content),
        (Leaf::EcdsaPrivateKey | Leaf::EddsaPrivateKey, _) => Clear::PrivateKey(leaf, content),
        (Leaf::EcdsaSignature, _) => {
            let (r, s) = content.split_at(SCALAR_LENGTH);
            Clear::Signature { r, s }
        }
        _ => Clear::Bytes(leaf, content),
    })
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
