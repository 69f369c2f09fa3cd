//! Clear values to finished messages: one serialized `NamedValue` a party and value.

use crate::Failure;
use crate::input::{Clear, read_header, read_name, read_value};
use crate::key_shares::{SCALAR_LENGTH, Scalar, Split, is_eddsa_signature, split_additively, split_key};
use crate::prime::Prime;
use crate::random::Random;
use crate::sharing::{PREFIX_LENGTH, Scheme};
use crate::types::{ARRAY, TUPLE, Type, is_shared_number};
use core::slice::Chunks;
use shared::clear_layout::{Leaf, Reader};
use shared::protobuf::{Writer, field_length, varint_length};

/// So many bytes of a party's messages are handed over at once, more or less: what fits into a fast cache for all parties.
const BLOCK_LENGTH: usize = 16 << 10;

/// How many numbers are split at once. They are split two at a time, so it is even.
const BATCH: usize = 128;

/// Takes finished messages, a piece of each party's after the other.
pub trait Output {
    /// Says how long messages will be: all of the first party, in the order of the values, then those of the next.
    fn begin(&mut self, lengths: &[u32]);
    /// Takes the next bytes of a party's messages.
    fn emit(&mut self, party: usize, bytes: &[u8]);
}

/// Keeps everything, for callers in Rust.
#[derive(Default)]
pub struct Kept {
    lengths: Vec<u32>,
    parties: Vec<Vec<u8>>,
}

impl Kept {
    /// Every party's messages.
    pub fn messages(&self) -> Vec<Vec<&[u8]>> {
        let mut lengths = self.lengths.iter();
        let count = self.lengths.len() / self.parties.len().max(1);
        let split = |mut bytes| {
            let mut next = |length: &u32| {
                let (message, rest) = <[u8]>::split_at(bytes, *length as usize);
                bytes = rest;
                message
            };
            let messages = lengths.by_ref().take(count).map(&mut next).collect();
            assert!(bytes.is_empty(), "there is something after the messages");
            messages
        };
        self.parties.iter().map(Vec::as_slice).map(split).collect()
    }
}

impl Output for Kept {
    fn begin(&mut self, lengths: &[u32]) {
        self.lengths.extend(lengths);
    }

    fn emit(&mut self, party: usize, bytes: &[u8]) {
        if party == self.parties.len() {
            self.parties.push(Vec::new());
        }
        self.parties[party].extend(bytes);
    }
}

/// After the cluster come the values by name.
///
/// Hands over each party's messages, of parties in the order of their abscissas. What was handed over before a failure is
/// worth nothing.
pub fn mask(request: &[u8], random: &mut Random, output: &mut dyn Output) -> Result<(), Failure> {
    let mut input = Reader::new(request);
    let header = read_header(&mut input)?;
    let width = header.prime.width();
    let count = input.number()?;
    // The shortest has a length and a kind.
    let mut values = Vec::with_capacity(count.min(request.len() / 5));
    for _ in 0..count {
        let name = read_name(&mut input)?;
        let value = read_value(&mut input, width, 0).map_err(|failure| about(name, failure))?;
        let value_type = value.type_of().map_err(|failure| about(name, failure))?;
        values.push(Named { name, value, value_type });
    }
    let mut numbers = Vec::with_capacity(count.min(request.len() / width) * width);
    for Named { name, value, .. } in &values {
        collect_numbers(header.prime, value, &mut numbers).map_err(|failure| about(name, failure))?;
    }

    let sizes = Sizes { width, parties: header.parties };
    let mut lengths = Vec::with_capacity(header.parties * count);
    let mut writers = Vec::with_capacity(header.parties);
    for party in 0..header.parties {
        let start = lengths.len();
        if differs_from_previous(party) {
            lengths.extend(values.iter().map(|named| sizes.named(named, party) as u32));
        } else {
            lengths.extend_from_within(start - count..);
        }
        let total: u32 = lengths[start..].iter().sum();
        let batch_length = BATCH * (PREFIX_LENGTH + width);
        writers.push(Writer::with_room((BLOCK_LENGTH + batch_length).min(total as usize)));
    }
    output.begin(&lengths);

    let mut masker = Masker {
        prime: header.prime,
        scheme: Scheme::new(header.degree),
        sizes,
        random,
        numbers: numbers.chunks(BATCH * width),
        shares: vec![Vec::new(); header.parties],
        shares_used: 0,
        messages: Messages { common: Writer::with_room(0), own: writers },
        output,
    };
    for named in &values {
        masker.write_named(named).map_err(|failure| about(named.name, failure))?;
    }
    masker.hand_over();
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

/// Adds the secret numbers in a value, as they are shared.
fn collect_numbers(prime: &dyn Prime, value: &Clear<'_>, numbers: &mut Vec<u8>) -> Result<(), Failure> {
    match value {
        Clear::Number(leaf, bytes) if is_shared_number(*leaf) => {
            let start = numbers.len();
            numbers.extend_from_slice(bytes);
            wrap(prime, *leaf, &mut numbers[start..])
        }
        Clear::Array(elements) => elements.iter().try_for_each(|element| collect_numbers(prime, element, numbers)),
        Clear::Tuple(values) => values.iter().try_for_each(|value| collect_numbers(prime, value, numbers)),
        _ => Ok(()),
    }
}

/// Turns a clear number into one below the prime.
fn wrap(prime: &dyn Prime, leaf: Leaf, number: &mut [u8]) -> Result<(), Failure> {
    let is_signed = matches!(leaf, Leaf::PublicInteger | Leaf::SecretInteger);
    let fits = if is_signed { prime.wrap_signed(number) } else { prime.is_number(number) };
    if fits {
        return Ok(());
    }
    Err(Failure::invalid_argument(
        "The number does not fit the network's prime: a signed integer lies within half of it on either side of zero, an unsigned one below it",
    ))
}

/// Whether a party's messages may have other lengths than those of the party before it. Shares of keys hold the party's
/// position, as a varint that is left out where it is zero; nothing else differs in length.
fn differs_from_previous(party: usize) -> bool {
    party == 0 || optional_number(party) != optional_number(party - 1)
}

/// How long messages will be.
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
    random: &'a mut Random,
    /// The secret numbers that are not split yet, as many at a time as are split at once.
    numbers: Chunks<'a, u8>,
    /// The shares of those split last, for each party in the order of the abscissas.
    shares: Vec<Vec<u8>>,
    /// How many bytes of each are written.
    shares_used: usize,
    messages: Messages,
    output: &'a mut dyn Output,
}

/// What is written and not handed over yet.
struct Messages {
    /// The same for every party, and to be written to all of them next. Of numbers that is all but the shares.
    common: Writer,
    /// One for each party.
    own: Vec<Writer>,
}

impl Messages {
    /// To write what differs.
    fn own(&mut self) -> &mut [Writer] {
        let common = self.common.written();
        if !common.is_empty() {
            self.own.iter_mut().for_each(|writer| writer.put(common));
            self.common.clear();
        }
        &mut self.own
    }
}

impl Masker<'_> {
    fn write_named(&mut self, named: &Named<'_>) -> Result<(), Failure> {
        self.messages.common.optional_bytes(1, named.name.as_bytes());
        self.write_field(2, &named.value, &named.value_type)
    }

    /// Keeps memory small and close: to be called after whatever writes much.
    fn hand_over_when_full(&mut self) {
        let Messages { common, own } = &self.messages;
        if common.written().len() + own[0].written().len() >= BLOCK_LENGTH {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        for (party, writer) in self.messages.own().iter_mut().enumerate() {
            self.output.emit(party, writer.written());
            writer.clear();
        }
    }

    /// Begins a field in every party's message.
    #[inline(never)]
    fn begin(&mut self, number: u32, length: &dyn Fn(&Sizes, usize) -> usize) {
        let Self { sizes, messages, .. } = self;
        let mut content = length(sizes, 0);
        let mut others = (1..sizes.parties).filter(|party| differs_from_previous(*party));
        if others.all(|party| length(sizes, party) == content) {
            return messages.common.field(number, content);
        }
        for (party, writer) in messages.own().iter_mut().enumerate() {
            if differs_from_previous(party) {
                content = length(sizes, party);
            }
            writer.field(number, content);
        }
    }

    fn write_value(&mut self, value: &Clear<'_>, value_type: &Type) -> Result<(), Failure> {
        self.begin(field_of(value), &|sizes, party| sizes.content(value, value_type, party));
        match (value, value_type) {
            (Clear::Number(leaf, bytes), _) => self.write_number(*leaf, bytes)?,
            (Clear::Bytes(leaf, bytes), _) => {
                if *leaf == Leaf::EddsaSignature && !is_eddsa_signature(bytes) {
                    return Err(Failure::invalid_argument("This is not an Ed25519 signature"));
                }
                self.messages.common.optional_bytes(1, bytes);
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
                self.messages.common.field(2, type_length(inner));
                inner.write(&mut self.messages.common);
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
        self.begin(number, &|sizes, party| sizes.value(value, value_type, party));
        self.write_value(value, value_type)?;
        self.hand_over_when_full();
        Ok(())
    }

    fn write_number(&mut self, leaf: Leaf, bytes: &[u8]) -> Result<(), Failure> {
        if is_shared_number(leaf) {
            if self.shares_used == self.shares[0].len() {
                self.split_numbers();
            }
            let share = self.shares_used..self.shares_used + self.sizes.width;
            self.messages.common.field(1, self.sizes.width);
            for (writer, shares) in self.messages.own().iter_mut().zip(&self.shares) {
                writer.put(&shares[share.clone()]);
            }
            self.shares_used = share.end;
        } else {
            let mut number = bytes.to_vec();
            wrap(self.prime, leaf, &mut number)?;
            self.messages.common.bytes(1, &number);
        }
        Ok(())
    }

    fn split_numbers(&mut self) {
        let numbers = self.numbers.next().expect("each secret number was collected");
        self.shares.iter_mut().for_each(|shares| shares.resize(numbers.len(), 0));
        let mut targets: Vec<_> = self.shares.iter_mut().map(|shares| &mut shares[..]).collect();
        self.prime.split(&self.scheme, numbers.chunks(self.sizes.width), None, self.random, &mut targets);
        self.shares_used = 0;
    }

    /// Each piece of the bytes becomes a `ShamirShare` a party, all of the same length.
    fn write_blob(&mut self, bytes: &[u8]) {
        let width = self.sizes.width;
        let prefix = share_prefix(width);
        for bytes in bytes.chunks(BATCH * (width - 1)) {
            let pieces = bytes.chunks(width - 1);
            let length = pieces.len() * (prefix.len() + width);
            let mut targets: Vec<_> = self.messages.own().iter_mut().map(|writer| writer.space(length)).collect();
            self.prime.split(&self.scheme, pieces, Some(prefix), self.random, &mut targets);
            self.hand_over_when_full();
        }
        self.messages.common.optional_number(2, bytes.len() as u64);
    }

    fn write_key<S: Scalar>(&mut self, little_endian: &[u8]) -> Result<(), Failure> {
        let key = S::from_little_endian(little_endian)
            .ok_or_else(|| Failure::invalid_argument("The private key is not between 1 and the order of its curve"))?;
        let Split { shares, public_point, public_shares } = split_key(key, self.sizes.parties, self.random);
        for (party, (writer, share)) in self.messages.own().iter_mut().zip(&shares).enumerate() {
            writer.optional_number(1, party as u64);
            writer.bytes(2, share);
            writer.bytes(3, &public_point);
            public_shares.iter().for_each(|public_share| writer.bytes(4, public_share));
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
        let shares = split_additively(s, self.sizes.parties, self.random);
        self.messages.common.bytes(1, &r.to_little_endian());
        for (writer, share) in self.messages.own().iter_mut().zip(shares) {
            writer.bytes(2, &share.to_little_endian());
        }
        Ok(())
    }
}

/// What stands before every share of a blob: the key and length of the `ShamirShare`, then those of its bytes.
pub fn share_prefix(width: usize) -> [u8; PREFIX_LENGTH] {
    [0x0a, width as u8 + 2, 0x0a, width as u8]
}

fn field_of(value: &Clear<'_>) -> u32 {
    match value {
        Clear::Number(leaf, _) | Clear::Bytes(leaf, _) | Clear::PrivateKey(leaf, _) => *leaf as u32,
        Clear::Blob(_) => Leaf::SecretBlob as u32,
        Clear::Signature { .. } => Leaf::EcdsaSignature as u32,
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

fn optional_number(number: usize) -> usize {
    if number == 0 { 0 } else { 1 + varint_length(number) }
}
