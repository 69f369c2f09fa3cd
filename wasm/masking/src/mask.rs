//! Clear values to finished messages: one serialized `NamedValue` a party and value.

use crate::Failure;
use crate::input::{Clear, Input};
use crate::key_shares::{SCALAR_LENGTH, Scalar, Split, is_eddsa_signature, split_additively, split_key};
use crate::prime::Prime;
use crate::random::Random;
use crate::sharing::Scheme;
use crate::types::{ARRAY, Leaf, TUPLE, Type};
use crate::wire::{Writer, field_length, varint_length};
use core::slice::Chunks;

/// After the cluster come random bytes, as many as the coefficients take, and the values by name.
///
/// Appends, for each party in the order of their abscissas, the length of every message, and then all messages.
pub fn mask(request: &[u8], response: &mut Vec<u8>) -> Result<(), Failure> {
    let mut input = Input::of(request);
    let header = input.header()?;
    let given = input.bytes()?;
    let width = header.prime.width();
    let count = input.number()?;
    let mut values = Vec::new();
    for _ in 0..count {
        let name = input.name()?;
        let value = input.value(width, 0).map_err(|failure| about(name, failure))?;
        let value_type = value.type_of().map_err(|failure| about(name, failure))?;
        values.push(Named { name, value, value_type });
    }

    let sizes = Sizes { width, parties: header.parties };
    let lengths: Vec<Vec<usize>> =
        (0..header.parties).map(|party| values.iter().map(|named| sizes.named(named, party)).collect()).collect();
    let totals: Vec<usize> = lengths.iter().map(|lengths| lengths.iter().sum()).collect();
    response.reserve_exact(4 * header.parties * count + totals.iter().sum::<usize>());
    for length in lengths.iter().flatten() {
        response.extend_from_slice(&(*length as u32).to_le_bytes());
    }
    let start = response.len();
    response.resize(start + totals.iter().sum::<usize>(), 0);

    let mut rest = &mut response[start..];
    let mut writers = Vec::with_capacity(header.parties);
    for total in totals {
        let (own, others) = rest.split_at_mut(total);
        writers.push(Writer::into(own));
        rest = others;
    }
    let mut masker = Masker {
        prime: header.prime,
        scheme: Scheme::new(header.degree),
        sizes,
        random: Random::new(header.seed, given),
        writers,
    };
    for named in &values {
        masker.write_named(named).map_err(|failure| about(named.name, failure))?;
    }
    debug_assert!(masker.writers.iter().all(|writer| writer.remaining() == 0));
    Ok(())
}

struct Named<'a> {
    name: &'a str,
    value: Clear<'a>,
    value_type: Type,
}

/// Says which value a failure is about; its content stays out of it.
fn about(name: &str, failure: Failure) -> Failure {
    Failure { message: format!("Value \"{name}\": {}", failure.message), ..failure }
}

/// How long messages will be. Of two parties only the shares of keys differ in length.
struct Sizes {
    width: usize,
    parties: usize,
}

impl Sizes {
    fn named(&self, named: &Named<'_>, party: usize) -> usize {
        optional_bytes(named.name.as_bytes()) + field_length(2, self.value(&named.value, &named.value_type, party))
    }

    /// Length of a `Value`.
    fn value(&self, value: &Clear<'_>, value_type: &Type, party: usize) -> usize {
        field_length(field_of(value), self.content(value, value_type, party))
    }

    /// Length of the message inside a `Value`.
    fn content(&self, value: &Clear<'_>, value_type: &Type, party: usize) -> usize {
        match (value, value_type) {
            (Clear::Number(..), _) => field_length(1, self.width),
            (Clear::Bytes(_, bytes), _) => optional_bytes(bytes),
            (Clear::Blob(bytes), _) => {
                let chunks = bytes.len().div_ceil(self.width - 1);
                chunks * field_length(1, field_length(1, self.width)) + optional_number(bytes.len())
            }
            (Clear::PrivateKey(leaf, _), _) => {
                let point = point_length(*leaf);
                optional_number(party)
                    + field_length(2, SCALAR_LENGTH)
                    + field_length(3, point)
                    + self.parties * field_length(4, point)
            }
            (Clear::Signature { .. }, _) => field_length(1, SCALAR_LENGTH) + field_length(2, SCALAR_LENGTH),
            (Clear::Array(elements), Type::Array { inner, .. }) => {
                let elements = elements.iter().map(|element| field_length(1, self.value(element, inner, party)));
                elements.sum::<usize>() + field_length(2, type_length(inner))
            }
            (Clear::Tuple(values), Type::Tuple(left, right)) => {
                field_length(1, self.value(&values[0], left, party))
                    + field_length(2, self.value(&values[1], right, party))
            }
            _ => unreachable!("the type is that of the value"),
        }
    }
}

struct Masker<'a> {
    prime: &'static dyn Prime,
    scheme: Scheme,
    sizes: Sizes,
    random: Random<'a>,
    /// One for each party, in the order of the abscissas.
    writers: Vec<Writer<'a>>,
}

impl Masker<'_> {
    fn write_named(&mut self, named: &Named<'_>) -> Result<(), Failure> {
        for (party, writer) in self.writers.iter_mut().enumerate() {
            write_optional_bytes(writer, named.name.as_bytes());
            writer.field(2, self.sizes.value(&named.value, &named.value_type, party));
        }
        self.write_value(&named.value, &named.value_type)
    }

    fn write_value(&mut self, value: &Clear<'_>, value_type: &Type) -> Result<(), Failure> {
        for (party, writer) in self.writers.iter_mut().enumerate() {
            writer.field(field_of(value), self.sizes.content(value, value_type, party));
        }
        match (value, value_type) {
            (Clear::Number(leaf, bytes), _) => self.write_number(*leaf, bytes)?,
            (Clear::Bytes(leaf, bytes), _) => {
                if *leaf == Leaf::EddsaSignature && !is_eddsa_signature(bytes) {
                    return Err(Failure::invalid_argument("This is not an Ed25519 signature"));
                }
                self.writers.iter_mut().for_each(|writer| write_optional_bytes(writer, bytes));
            }
            (Clear::Blob(bytes), _) => self.write_blob(bytes),
            (Clear::PrivateKey(Leaf::EcdsaPrivateKey, bytes), _) => {
                let mut little_endian = bytes.to_vec();
                little_endian.reverse();
                self.write_key::<k256::Scalar>(&little_endian)?;
            }
            (Clear::PrivateKey(_, bytes), _) => self.write_key::<curve25519_dalek::Scalar>(bytes)?,
            (Clear::Signature { r, s }, _) => self.write_signature(r, s)?,
            (Clear::Array(elements), Type::Array { inner, .. }) => {
                for element in elements {
                    self.write_field(1, element, inner)?;
                }
                for writer in &mut self.writers {
                    writer.field(2, type_length(inner));
                    inner.write(writer);
                }
            }
            (Clear::Tuple(values), Type::Tuple(left, right)) => {
                self.write_field(1, &values[0], left)?;
                self.write_field(2, &values[1], right)?;
            }
            _ => unreachable!("the type is that of the value"),
        }
        Ok(())
    }

    fn write_field(&mut self, number: u32, value: &Clear<'_>, value_type: &Type) -> Result<(), Failure> {
        for (party, writer) in self.writers.iter_mut().enumerate() {
            writer.field(number, self.sizes.value(value, value_type, party));
        }
        self.write_value(value, value_type)
    }

    fn write_number(&mut self, leaf: Leaf, bytes: &[u8]) -> Result<(), Failure> {
        let mut number = bytes.to_vec();
        let is_signed = matches!(leaf, Leaf::PublicInteger | Leaf::SecretInteger);
        let fits = if is_signed { self.prime.wrap_signed(&mut number) } else { self.prime.is_number(&number) };
        if !fits {
            return Err(Failure::invalid_argument(
                "The number does not fit the network's prime: a signed integer lies within half of it on either side of zero, an unsigned one below it",
            ));
        }
        self.writers.iter_mut().for_each(|writer| writer.field(1, number.len()));
        if matches!(leaf, Leaf::SecretBoolean | Leaf::SecretInteger | Leaf::SecretUnsignedInteger) {
            self.split(number.chunks(number.len()), None);
        } else {
            self.writers.iter_mut().for_each(|writer| writer.put(&number));
        }
        Ok(())
    }

    /// Each piece of the bytes becomes a `ShamirShare` a party, all of the same length.
    fn write_blob(&mut self, bytes: &[u8]) {
        let width = self.sizes.width;
        self.split(bytes.chunks(width - 1), Some(share_prefix(width)));
        self.writers.iter_mut().for_each(|writer| write_optional_number(writer, 2, bytes.len()));
    }

    fn split(&mut self, secrets: Chunks<'_, u8>, prefix: Option<[u8; 4]>) {
        let Self { prime, scheme, random, writers, .. } = self;
        prime.split(scheme, secrets, prefix, random, writers);
    }

    fn write_key<S: Scalar>(&mut self, little_endian: &[u8]) -> Result<(), Failure> {
        let key = S::from_little_endian(little_endian)
            .ok_or_else(|| Failure::invalid_argument("The private key is not between 1 and the order of its curve"))?;
        let Split { shares, public_point, public_shares } = split_key(key, self.sizes.parties, &mut self.random);
        for (party, (writer, share)) in self.writers.iter_mut().zip(&shares).enumerate() {
            write_optional_number(writer, 1, party);
            write_bytes(writer, 2, share);
            write_bytes(writer, 3, &public_point);
            public_shares.iter().for_each(|public_share| write_bytes(writer, 4, public_share));
        }
        Ok(())
    }

    fn write_signature(&mut self, r: &[u8], s: &[u8]) -> Result<(), Failure> {
        let scalar = |big_endian: &[u8]| {
            let little_endian: Vec<u8> = big_endian.iter().rev().copied().collect();
            <k256::Scalar as Scalar>::from_little_endian(&little_endian).ok_or_else(|| {
                Failure::invalid_argument("The signature's r and s are not between 1 and the order of secp256k1")
            })
        };
        let (r, s) = (scalar(r)?, scalar(s)?);
        let shares = split_additively(s, self.sizes.parties, &mut self.random);
        for (writer, share) in self.writers.iter_mut().zip(shares) {
            write_bytes(writer, 1, &r.to_little_endian());
            write_bytes(writer, 2, &share.to_little_endian());
        }
        Ok(())
    }
}

/// What stands before every share of a blob: the key and length of the `ShamirShare`, then those of its bytes.
pub fn share_prefix(width: usize) -> [u8; 4] {
    [0x0a, width as u8 + 2, 0x0a, width as u8]
}

fn field_of(value: &Clear<'_>) -> u32 {
    match value {
        Clear::Number(leaf, _) | Clear::Bytes(leaf, _) | Clear::PrivateKey(leaf, _) => leaf.field(),
        Clear::Blob(_) => Leaf::SecretBlob.field(),
        Clear::Signature { .. } => Leaf::EcdsaSignature.field(),
        Clear::Array(_) => ARRAY,
        Clear::Tuple(_) => TUPLE,
    }
}

fn type_length(inner: &Type) -> usize {
    inner.message_length().expect("arrays of blobs were refused")
}

pub fn point_length(leaf: Leaf) -> usize {
    match leaf {
        Leaf::EcdsaPrivateKey => k256::Scalar::POINT_LENGTH,
        _ => curve25519_dalek::Scalar::POINT_LENGTH,
    }
}

/// Empty bytes and zeros are left out of a message. All fields here have numbers below 16, thus a key of one byte.
fn optional_bytes(bytes: &[u8]) -> usize {
    if bytes.is_empty() { 0 } else { field_length(1, bytes.len()) }
}

fn write_optional_bytes(writer: &mut Writer<'_>, bytes: &[u8]) {
    if !bytes.is_empty() {
        write_bytes(writer, 1, bytes);
    }
}

fn write_bytes(writer: &mut Writer<'_>, number: u32, bytes: &[u8]) {
    writer.field(number, bytes.len());
    writer.put(bytes);
}

fn optional_number(number: usize) -> usize {
    if number == 0 { 0 } else { 1 + varint_length(number) }
}

fn write_optional_number(writer: &mut Writer<'_>, field: u32, number: usize) {
    if number != 0 {
        writer.varint_field(field, number);
    }
}
