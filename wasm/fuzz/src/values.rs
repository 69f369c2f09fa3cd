//! Values in the clear, as the modules lay them out, and clusters to share them among.

use crate::abi::{number_at, put_bytes, put_number};
use arbitrary::{Result, Unstructured};
use shared::clear_layout::{ARRAY, Leaf, TUPLE};

pub const BLOB: u8 = Leaf::SecretBlob as u8;
pub const ECDSA_SIGNATURE: u8 = Leaf::EcdsaSignature as u8;

/// A point and a number below the order, which is what the module asks of a signature.
const EDDSA_SIGNATURE: [u8; 64] = {
    let mut signature = [0; 64];
    let mut index = 0;
    while index < 32 {
        signature[index] = if index == 0 { 0x58 } else { 0x66 };
        index += 1;
    }
    signature
};

/// A network's prime, degree and number of parties.
#[derive(Clone, Copy, Debug)]
pub struct Cluster {
    pub width: u8,
    pub degree: u8,
    pub parties: u8,
}

impl Cluster {
    /// Up to nine parties.
    pub fn arbitrary(bytes: &mut Unstructured<'_>) -> Result<Self> {
        let width = *bytes.choose(&[8, 16, 32])?;
        let parties = bytes.int_in_range(2..=9)?;
        Ok(Self { width, degree: bytes.int_in_range(1..=parties - 1)?, parties })
    }

    /// What a request to mask or unmask starts with.
    pub fn header(self) -> Vec<u8> {
        vec![self.width, self.degree, self.parties]
    }
}

/// A name and the bytes of its value.
pub type Named = (String, Vec<u8>);

/// Values as they stand in a request, and after every one's shares were joined: by name.
pub fn lay_out(values: &[Named]) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_number(&mut bytes, values.len());
    for (name, value) in values {
        put_bytes(&mut bytes, name.as_bytes());
        bytes.extend(value);
    }
    bytes
}

/// Makes up to four values that can be masked.
pub fn arbitrary(bytes: &mut Unstructured<'_>, width: u8) -> Result<Vec<Named>> {
    let mut values = Vec::new();
    for index in 0..bytes.int_in_range(1..=4)? {
        // Names that differ, in any order.
        let name = format!("{}{index}", bytes.choose(&["", "b", "a", "ä\0"])?);
        let mut value = Vec::new();
        let shape = Shape::arbitrary(bytes, 0, false)?;
        shape.fill(bytes, width.into(), &mut value)?;
        values.push((name, value));
    }
    Ok(values)
}

/// The type of a value: what all elements of an array share.
enum Shape {
    Leaf(u8),
    Array(Box<Shape>, usize),
    Tuple(Box<Shape>, Box<Shape>),
}

impl Shape {
    fn arbitrary(bytes: &mut Unstructured<'_>, depth: usize, is_in_array: bool) -> Result<Self> {
        let kind = bytes.int_in_range(1..=18)?;
        Ok(match kind {
            ARRAY if depth < 4 => {
                let size = bytes.int_in_range(1..=3)?;
                Self::Array(Box::new(Self::arbitrary(bytes, depth + 1, true)?), size)
            }
            TUPLE if depth < 4 => Self::Tuple(
                Box::new(Self::arbitrary(bytes, depth + 1, is_in_array)?),
                Box::new(Self::arbitrary(bytes, depth + 1, is_in_array)?),
            ),
            ARRAY | TUPLE => Self::Leaf(5),
            BLOB if is_in_array => Self::Leaf(6),
            // Points are slow.
            10 | 15 if !bytes.ratio(1, 8)? => Self::Leaf(5),
            kind => Self::Leaf(kind),
        })
    }

    fn fill(&self, bytes: &mut Unstructured<'_>, width: usize, value: &mut Vec<u8>) -> Result<()> {
        match self {
            Self::Leaf(kind) => {
                value.push(*kind);
                fill_leaf(*kind, bytes, width, value)
            }
            Self::Array(inner, size) => {
                value.push(ARRAY);
                put_number(value, *size);
                (0..*size).try_for_each(|_| inner.fill(bytes, width, value))
            }
            Self::Tuple(left, right) => {
                value.push(TUPLE);
                left.fill(bytes, width, value)?;
                right.fill(bytes, width, value)
            }
        }
    }
}

fn fill_leaf(kind: u8, bytes: &mut Unstructured<'_>, width: usize, value: &mut Vec<u8>) -> Result<()> {
    match kind {
        1..=6 => {
            value.extend(bytes.bytes(width - 1)?);
            // Below the prime, and signed ones within half of it.
            value.push(if matches!(kind, 2 | 5) && bytes.arbitrary()? { 0xff } else { 0 });
        }
        9 | 17 => {
            let length = bytes.int_in_range(0..=80)?;
            put_bytes(value, bytes.bytes(length)?);
        }
        // Numbers of either curve that are not zero, in either order of bytes.
        10 | 11 | 15 => {
            for _ in 0..if kind == ECDSA_SIGNATURE { 2 } else { 1 } {
                value.push(1);
                value.extend(bytes.bytes(30)?);
                value.push(1);
            }
        }
        16 => value.extend(EDDSA_SIGNATURE),
        _ => value.extend(bytes.bytes(fixed_length(kind))?),
    }
    Ok(())
}

fn fixed_length(kind: u8) -> usize {
    match kind {
        10 | 12 | 15 | 18 => 32,
        13 => 33,
        14 => 16,
        _ => 64,
    }
}

/// What is known of bytes that are values.
pub struct Read {
    pub values: Vec<Named>,
    /// How long they are.
    pub length: usize,
    pub has_key: bool,
    pub has_signature: bool,
}

/// Takes laid out values apart; `None` if the bytes begin with no values. ECDSA signatures lose their s, since of s and
/// −s the lower one comes back.
pub fn read(bytes: &[u8], width: u8) -> Option<Read> {
    let mut reader = Reader { bytes, at: 0, width: width.into(), has_key: false, signatures: Vec::new() };
    let count = reader.number()?;
    let mut values = Vec::new();
    for _ in 0..count {
        let length = reader.number()?;
        let name = str::from_utf8(reader.take(length)?).ok()?.to_owned();
        let (start, known) = (reader.at, reader.signatures.len());
        reader.skip_value(0)?;
        let mut value = bytes[start..reader.at].to_vec();
        for signature in &reader.signatures[known..] {
            value[signature - start + 32..][..32].fill(0);
        }
        values.push((name, value));
    }
    let Reader { at, has_key, signatures, .. } = reader;
    Some(Read { values, length: at, has_key, has_signature: !signatures.is_empty() })
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    width: usize,
    has_key: bool,
    /// Where the contents of ECDSA signatures start.
    signatures: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        self.take(4).map(|bytes| number_at(bytes, 0) as usize)
    }

    fn skip_value(&mut self, depth: usize) -> Option<()> {
        if depth > 64 {
            return None;
        }
        match self.take(1)?[0] {
            1..=6 => drop(self.take(self.width)?),
            ARRAY => {
                for _ in 0..self.number()? {
                    self.skip_value(depth + 1)?;
                }
            }
            TUPLE => {
                self.skip_value(depth + 1)?;
                self.skip_value(depth + 1)?;
            }
            9 | 17 => {
                let length = self.number()?;
                self.take(length)?;
            }
            kind @ 10..=18 => {
                if kind == ECDSA_SIGNATURE {
                    self.signatures.push(self.at);
                }
                self.has_key |= matches!(kind, 10 | 15);
                self.take(fixed_length(kind))?;
            }
            _ => return None,
        }
        Some(())
    }
}
