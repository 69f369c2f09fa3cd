//! The types of values, as the network names and numbers them.

use core::fmt;
use shared::clear_layout::{self, Leaf};
use shared::protobuf::{self, Payload, WireError, Writer, field_length, varint_length};

/// How deep arrays and tuples may be nested. Nodes stop decoding at 100 nested messages, and each level takes two.
pub const DEPTH_MAX: usize = 48;

/// Bytes that are not what they should be.
#[derive(Debug, Eq, PartialEq)]
pub struct Malformed;

impl From<WireError> for Malformed {
    fn from(_: WireError) -> Self {
        Self
    }
}

/// The fields of a message, read strictly.
pub type Fields<'a> = protobuf::Fields<'a, true>;

/// Sets what a message may hold once.
pub fn set_once<T>(slot: &mut Option<T>, value: T) -> Result<(), Malformed> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(Malformed),
    }
}

/// The fields of `Value` that hold other values.
pub const ARRAY: u32 = clear_layout::ARRAY as u32;
pub const TUPLE: u32 = clear_layout::TUPLE as u32;

/// Each leaf with its field in `ValueType`, which has none for blobs, and its name on the nodes.
const LEAVES: [(Leaf, u32, &str); 16] = [
    (Leaf::PublicBoolean, 3, "Boolean"),
    (Leaf::PublicInteger, 1, "Integer"),
    (Leaf::PublicUnsignedInteger, 2, "UnsignedInteger"),
    (Leaf::SecretBoolean, 6, "ShamirShareBoolean"),
    (Leaf::SecretInteger, 4, "ShamirShareInteger"),
    (Leaf::SecretUnsignedInteger, 5, "ShamirShareUnsignedInteger"),
    (Leaf::SecretBlob, 0, "SecretBlob"),
    (Leaf::EcdsaPrivateKey, 9, "EcdsaPrivateKey"),
    (Leaf::EcdsaSignature, 11, "EcdsaSignature"),
    (Leaf::EcdsaDigestMessage, 10, "EcdsaDigestMessage"),
    (Leaf::EcdsaPublicKey, 12, "EcdsaPublicKey"),
    (Leaf::StoreId, 13, "StoreId"),
    (Leaf::EddsaPrivateKey, 14, "EddsaPrivateKey"),
    (Leaf::EddsaSignature, 15, "EddsaSignature"),
    (Leaf::EddsaMessage, 16, "EddsaMessage"),
    (Leaf::EddsaPublicKey, 17, "EddsaPublicKey"),
];
const TYPE_ARRAY: u32 = 7;
const TYPE_TUPLE: u32 = 8;

/// The leaf whose field in `Value` this is.
pub fn leaf_of(field: u32) -> Option<Leaf> {
    LEAVES.iter().find(|(leaf, ..)| *leaf as u32 == field).map(|(leaf, ..)| *leaf)
}

/// Whether it is a number that is split by Shamir's scheme.
pub fn is_shared_number(leaf: Leaf) -> bool {
    matches!(leaf, Leaf::SecretBoolean | Leaf::SecretInteger | Leaf::SecretUnsignedInteger)
}

fn row(leaf: Leaf) -> &'static (Leaf, u32, &'static str) {
    LEAVES.iter().find(|(other, ..)| *other == leaf).expect("every leaf has a row")
}

/// The type of a value, with all that its shape says: sizes too.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Type {
    Leaf(Leaf),
    /// With its length in bytes.
    Blob(u64),
    Array {
        inner: Box<Type>,
        size: u64,
    },
    Tuple(Box<Type>, Box<Type>),
}

impl Type {
    /// Reads a `ValueType`. The outer error is of the encoding; the inner one says that no type was given.
    pub fn read(message: &[u8], depth: usize) -> Result<Option<Self>, Malformed> {
        if depth > DEPTH_MAX {
            return Err(Malformed);
        }
        let mut fields = Fields::of(message);
        let mut found = None;
        while let Some((number, payload)) = fields.next_field()? {
            let read = match number {
                TYPE_ARRAY => {
                    let Some(read) = Self::read_array(payload.bytes()?, depth)? else { return Ok(None) };
                    read
                }
                TYPE_TUPLE => {
                    let Some(read) = Self::read_tuple(payload.bytes()?, depth)? else { return Ok(None) };
                    read
                }
                _ => match LEAVES.iter().find(|(_, field, _)| *field == number) {
                    Some((leaf, ..)) => {
                        payload.bytes()?;
                        Self::Leaf(*leaf)
                    }
                    None => continue,
                },
            };
            set_once(&mut found, read)?;
        }
        Ok(found)
    }

    fn read_array(message: &[u8], depth: usize) -> Result<Option<Self>, Malformed> {
        let (mut inner, mut size) = (None, None);
        let mut fields = Fields::of(message);
        while let Some((number, payload)) = fields.next_field()? {
            match number {
                1 => set_once(&mut inner, Self::read(payload.bytes()?, depth + 1)?)?,
                2 => set_once(&mut size, payload.varint()?)?,
                _ => {}
            }
        }
        Ok(inner.flatten().map(|inner| Self::Array { inner: Box::new(inner), size: size.unwrap_or(0) }))
    }

    fn read_tuple(message: &[u8], depth: usize) -> Result<Option<Self>, Malformed> {
        let (mut left, mut right) = (None, None);
        let mut fields = Fields::of(message);
        while let Some((number, payload)) = fields.next_field()? {
            match number {
                1 => set_once(&mut left, Self::read(payload.bytes()?, depth + 1)?)?,
                2 => set_once(&mut right, Self::read(payload.bytes()?, depth + 1)?)?,
                _ => {}
            }
        }
        let both = left.flatten().zip(right.flatten());
        Ok(both.map(|(left, right)| Self::Tuple(Box::new(left), Box::new(right))))
    }

    /// The length of the `ValueType`; `None` for a type that has none because there is a blob in it.
    pub fn message_length(&self) -> Option<usize> {
        Some(match self {
            Self::Blob(_) | Self::Leaf(Leaf::SecretBlob) => return None,
            Self::Leaf(leaf) => field_length(row(*leaf).1, 0),
            Self::Array { inner, size } => field_length(TYPE_ARRAY, array_length(inner.message_length()?, *size)),
            Self::Tuple(left, right) => field_length(
                TYPE_TUPLE,
                field_length(1, left.message_length()?) + field_length(2, right.message_length()?),
            ),
        })
    }

    /// Writes the `ValueType`, which must have a [`Self::message_length`].
    pub fn write(&self, writer: &mut Writer) {
        let length_of = |inner: &Self| inner.message_length().expect("a type that can be written");
        match self {
            Self::Leaf(leaf) => writer.field(row(*leaf).1, 0),
            Self::Blob(_) => unreachable!("blobs have no type on the wire"),
            Self::Array { inner, size } => {
                writer.field(TYPE_ARRAY, array_length(length_of(inner), *size));
                writer.field(1, length_of(inner));
                inner.write(writer);
                writer.optional_number(2, *size);
            }
            Self::Tuple(left, right) => {
                let (left_length, right_length) = (length_of(left), length_of(right));
                writer.field(TYPE_TUPLE, field_length(1, left_length) + field_length(2, right_length));
                writer.field(1, left_length);
                left.write(writer);
                writer.field(2, right_length);
                right.write(writer);
            }
        }
    }
}

fn array_length(inner: usize, size: u64) -> usize {
    let size_length = if size > 0 { 1 + varint_length(size as usize) } else { 0 };
    field_length(1, inner) + size_length
}

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(leaf) => formatter.write_str(row(*leaf).2),
            Self::Blob(_) => formatter.write_str(row(Leaf::SecretBlob).2),
            Self::Array { inner, size } => write!(formatter, "Array [{inner}:{size}]"),
            Self::Tuple(left, right) => write!(formatter, "Tuple ({left}, {right})"),
        }
    }
}

/// The fields of an `Array` message: its elements and what it says their type is.
pub struct ArrayFields<'a> {
    pub elements: Elements<'a>,
    pub size: u64,
    pub inner: Option<&'a [u8]>,
}

impl<'a> ArrayFields<'a> {
    pub fn read(message: &'a [u8]) -> Result<Self, Malformed> {
        let mut fields = Fields::of(message);
        let (mut size, mut inner) = (0, None);
        while let Some((number, payload)) = fields.next_field()? {
            match number {
                1 => {
                    payload.bytes()?;
                    size += 1;
                }
                2 => set_once(&mut inner, payload.bytes()?)?,
                _ => {}
            }
        }
        Ok(Self { elements: Elements(Fields::of(message)), size, inner })
    }
}

/// The elements of an `Array` message that was read before.
pub struct Elements<'a>(Fields<'a>);

impl<'a> Iterator for Elements<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        loop {
            if let (1, Payload::Bytes(element)) = self.0.next_field().ok()?? {
                return Some(element);
            }
        }
    }
}
