//! What a node sees of values: their names and types, and what it refuses.
//!
//! Nodes look less closely than recovery does: a share of the wrong length or above the prime is stored.

use crate::answer::Order;
use crate::key_shares::{SCALAR_LENGTH, Scalar, is_eddsa_signature};
use crate::types::{ARRAY, ArrayFields, DEPTH_MAX, Fields, Malformed, TUPLE, Type, leaf_of};
use crate::{Failure, FailureKind};
use shared::clear_layout::{Leaf, Reader, write_bytes};
use shared::protobuf::WireError;

/// Takes a count and serialized `NamedValue`s, each with its length before it; appends each one's name and type, and
/// refuses in the words of a node.
pub fn describe(request: &[u8], response: &mut Vec<u8>) -> Result<(), Failure> {
    let mut input = Reader::new(request);
    let count = input.number()?;
    let values = (0..count).map(|_| Ok(read_named(input.bytes()?)?)).collect::<Result<Vec<_>, Failure>>()?;
    for (name, value) in &values {
        let value_type = describe_value(value.ok_or_else(no_value)?, 0)?.to_string();
        for text in [name, &value_type[..]] {
            write_bytes(response, text.as_bytes());
        }
    }
    let values: Vec<_> = values.into_iter().map(|(name, value)| (name, value.unwrap_or_default())).collect();
    match Order::default().sort(&values) {
        Err(name) => Err(Refusal::Invalid(format!("duplicate value: {name}")).into()),
        Ok(_) => Ok(()),
    }
}

/// Why a node does not take a value.
enum Refusal {
    /// It is not protobuf, or of other messages.
    Malformed,
    Invalid(String),
}

impl Refusal {
    fn invalid(message: &str) -> Self {
        Self::Invalid(message.to_owned())
    }
}

impl From<Malformed> for Refusal {
    fn from(Malformed: Malformed) -> Self {
        Self::Malformed
    }
}

impl From<WireError> for Refusal {
    fn from(_: WireError) -> Self {
        Self::Malformed
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Malformed => Self::new(FailureKind::Malformed, "Not a serialized NamedValue"),
            Refusal::Invalid(message) => Self::new(FailureKind::InvalidValue, message),
        }
    }
}

fn no_value() -> Refusal {
    Refusal::invalid("no value provided")
}

fn no_type() -> Refusal {
    Refusal::invalid("no type provided")
}

fn read_named(message: &[u8]) -> Result<(&str, Option<&[u8]>), Refusal> {
    let (mut name, mut value) = (Default::default(), None);
    let mut fields = Fields::of(message);
    while let Some((number, payload)) = fields.next_field()? {
        match number {
            1 => name = payload.bytes()?,
            2 => value = Some(payload.bytes()?),
            _ => {}
        }
    }
    let name = str::from_utf8(name).map_err(|_| Refusal::Malformed)?;
    Ok((name, value))
}

fn describe_value(message: &[u8], depth: usize) -> Result<Type, Refusal> {
    let mut chosen = None;
    let mut fields = Fields::of(message);
    while let Some((number, payload)) = fields.next_field()? {
        if matches!(number, ARRAY | TUPLE) || leaf_of(number).is_some() {
            chosen = Some((number, payload.bytes()?));
        }
    }
    let (number, content) = chosen.ok_or_else(no_value)?;
    if matches!(number, ARRAY | TUPLE) && depth == DEPTH_MAX {
        return Err(Refusal::Malformed);
    }
    match (number, leaf_of(number)) {
        (_, Some(Leaf::SecretBlob)) => describe_blob(content),
        (_, Some(leaf)) => describe_leaf(leaf, content).map(|()| Type::Leaf(leaf)),
        (ARRAY, _) => describe_array(content, depth),
        _ => describe_tuple(content, depth),
    }
}

fn describe_array(message: &[u8], depth: usize) -> Result<Type, Refusal> {
    let array = ArrayFields::read(message)?;
    let inner = Type::read(array.inner.ok_or_else(no_type)?, depth + 1)?.ok_or_else(no_type)?;
    let mut is_uniform = true;
    for element in array.elements {
        is_uniform &= describe_value(element, depth + 1)? == inner;
    }
    if is_uniform {
        Ok(Type::Array { inner: Box::new(inner), size: array.size })
    } else {
        Err(Refusal::invalid("invalid array: arrays must only contain one type"))
    }
}

fn describe_tuple(message: &[u8], depth: usize) -> Result<Type, Refusal> {
    let (mut left, mut right) = (None, None);
    let mut fields = Fields::of(message);
    while let Some((number, payload)) = fields.next_field()? {
        match number {
            1 => left = Some(payload.bytes()?),
            2 => right = Some(payload.bytes()?),
            _ => {}
        }
    }
    let (left, right) = left.zip(right).ok_or_else(no_value)?;
    Ok(Type::Tuple(Box::new(describe_value(left, depth + 1)?), Box::new(describe_value(right, depth + 1)?)))
}

fn describe_blob(message: &[u8]) -> Result<Type, Refusal> {
    let mut size = 0;
    let mut fields = Fields::of(message);
    while let Some((number, payload)) = fields.next_field()? {
        match number {
            1 => _ = last_bytes(payload.bytes()?)?,
            2 => size = payload.varint()?,
            _ => {}
        }
    }
    Ok(Type::Blob(size))
}

fn describe_leaf(leaf: Leaf, message: &[u8]) -> Result<(), Refusal> {
    let expect_length = |length, refusal| match last_bytes(message)?.len() == length {
        true => Ok(()),
        false => Err(Refusal::invalid(refusal)),
    };
    match leaf {
        Leaf::EcdsaPrivateKey => describe_key::<k256::Scalar>("ecdsa", message),
        Leaf::EddsaPrivateKey => describe_key::<curve25519_dalek::Scalar>("eddsa", message),
        Leaf::EcdsaSignature => describe_signature(message),
        Leaf::EddsaSignature if !is_eddsa_signature(last_bytes(message)?) => {
            Err(Refusal::invalid("invalid eddsa signature: Eddsa signature"))
        }
        Leaf::EcdsaDigestMessage => expect_length(32, "ecdsa message digest must be 32 bytes"),
        // The nodes say the same of all three.
        Leaf::EcdsaPublicKey => expect_length(33, "store id must be 16 bytes"),
        Leaf::EddsaPublicKey => expect_length(32, "store id must be 16 bytes"),
        Leaf::StoreId => expect_length(16, "store id must be 16 bytes"),
        _ => Ok(last_bytes(message).map(|_| ())?),
    }
}

fn describe_signature(message: &[u8]) -> Result<(), Refusal> {
    let (mut r, mut sigma) = (Default::default(), Default::default());
    let mut fields = Fields::of(message);
    while let Some((number, payload)) = fields.next_field()? {
        match number {
            1 => r = payload.bytes()?,
            2 => sigma = payload.bytes()?,
            _ => {}
        }
    }
    for (name, bytes) in [("r", r), ("sigma", sigma)] {
        if !is_scalar::<k256::Scalar>(bytes) {
            return Err(Refusal::Invalid(format!("ecdsa scalar {name} is invalid")));
        }
    }
    Ok(())
}

fn describe_key<S: Scalar>(curve: &str, message: &[u8]) -> Result<(), Refusal> {
    let (mut index, mut share, mut public_key) = (0, Default::default(), Default::default());
    let mut public_shares = Vec::new();
    let mut fields = Fields::of(message);
    while let Some((number, payload)) = fields.next_field()? {
        match number {
            1 => index = payload.varint()? as u32,
            2 => share = payload.bytes()?,
            3 => public_key = payload.bytes()?,
            4 => public_shares.push(payload.bytes()?),
            _ => {}
        }
    }
    if index > u16::MAX.into() {
        return Err(Refusal::Invalid(format!("{curve} private key party is too large: {index}")));
    }
    let mut points: Vec<&[u8]> = vec![public_key];
    points.extend_from_slice(&public_shares);
    if !points.iter().all(|point| S::is_point(point)) {
        return Err(Refusal::invalid("invalid ecdsa/eddsa private key point: invalid bytes"));
    }
    let refusal = if share.iter().all(|byte| *byte == 0) { "scalar is zero" } else { "invalid bytes" };
    let share = S::from_little_endian(&padded(share))
        .ok_or_else(|| Refusal::Invalid(format!("invalid ecdsa/eddsa private key secret scalar: {refusal}")))?;
    let fits = public_shares.get(index as usize).is_some_and(|point| share.public_point() == **point);
    if fits && public_shares.len() >= 2 && S::is_sum(&points) {
        Ok(())
    } else {
        Err(Refusal::Invalid(format!("invalid {curve} private key: invalid core key share")))
    }
}

fn is_scalar<S: Scalar>(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0) && bytes.len() <= SCALAR_LENGTH
        || S::from_little_endian(&padded(bytes)).is_some()
}

/// Nodes read a number of fewer bytes as if zeros followed.
fn padded(bytes: &[u8]) -> Vec<u8> {
    let mut padded = bytes.to_vec();
    padded.resize(bytes.len().max(SCALAR_LENGTH), 0);
    padded
}

/// Field 1 of a message that has nothing else; the last one, if there are several.
fn last_bytes(message: &[u8]) -> Result<&[u8], Malformed> {
    let mut content = Default::default();
    let mut fields = Fields::of(message);
    while let Some((number, payload)) = fields.next_field()? {
        if number == 1 {
            content = payload.bytes()?;
        }
    }
    Ok(content)
}
