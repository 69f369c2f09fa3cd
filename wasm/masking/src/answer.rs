//! What one party answered, read with suspicion: its values in the order of their names, taken apart into what must be
//! the same from all parties and what is the party's own.

use crate::mask::{point_length, share_prefix};
use crate::prime::Prime;
use crate::shares::{Run, Shares};
use crate::types::{ARRAY, ArrayFields, DEPTH_MAX, Fields, Malformed, TUPLE, Type, leaf_of, set_once};
use shared::clear_layout::{Content, Leaf};

pub struct Answer<'a> {
    /// Names and types, by name. Parties that agree on it have all else in the same order.
    pub layout: Vec<(&'a str, Type)>,
    /// What is no secret: public values, public points of keys, r of signatures.
    pub public: Vec<&'a [u8]>,
    /// Shares by Shamir's scheme. Those of blobs may be no numbers below the prime, which is seen when they are recovered.
    pub shares: Shares<'a>,
    pub keys: Vec<KeyShare<'a>>,
    /// Shares of the s of signatures.
    pub sigmas: Vec<&'a [u8]>,
    prime: &'static dyn Prime,
    parties: usize,
}

/// A share of a private key. Its public points are in `public`: from `points` on the key's and that of every share.
pub struct KeyShare<'a> {
    pub index: u64,
    pub share: &'a [u8],
    pub points: usize,
}

impl<'a> Answer<'a> {
    /// Reads an answer of a cluster of `parties`.
    pub fn read(
        named_values: &[&'a [u8]],
        order: &mut Order<'a>,
        prime: &'static dyn Prime,
        parties: usize,
    ) -> Result<Self, Malformed> {
        let mut values = Vec::with_capacity(named_values.len());
        for message in named_values {
            values.push(read_named(message)?);
        }
        let values = order.sort(&values).map_err(|_| Malformed)?;
        let mut answer = Self {
            layout: Vec::with_capacity(values.len()),
            public: Vec::new(),
            shares: Shares::with_room(values.len()),
            keys: Vec::new(),
            sigmas: Vec::new(),
            prime,
            parties,
        };
        for (name, value) in values {
            let value_type = answer.read_value(value, 0)?;
            answer.layout.push((name, value_type));
        }
        Ok(answer)
    }

    fn read_value(&mut self, message: &'a [u8], depth: usize) -> Result<Type, Malformed> {
        let (number, content) = only_field(message)?;
        if matches!(number, ARRAY | TUPLE) && depth == DEPTH_MAX {
            return Err(Malformed);
        }
        match number {
            ARRAY => {
                let array = ArrayFields::read(content)?;
                let inner = Type::read(array.inner.ok_or(Malformed)?, depth + 1)?.ok_or(Malformed)?;
                let read_type = Type::Array { inner: Box::new(inner), size: array.size };
                self.read_array(content, &read_type)?;
                Ok(read_type)
            }
            TUPLE => {
                let (left, right) = read_pair(content)?;
                let left = self.read_value(left, depth + 1)?;
                let right = self.read_value(right, depth + 1)?;
                Ok(Type::Tuple(Box::new(left), Box::new(right)))
            }
            _ => match leaf_of(number).ok_or(Malformed)? {
                Leaf::SecretBlob => Ok(Type::Blob(self.read_blob(content)?)),
                leaf => self.read_leaf(leaf, content).map(|()| Type::Leaf(leaf)),
            },
        }
    }

    /// Reads a value inside an array, which must be of the type that the array says.
    fn read_element(&mut self, message: &'a [u8], expected: &Type) -> Result<(), Malformed> {
        let (number, content) = only_field(message)?;
        match expected {
            Type::Leaf(leaf) if *leaf as u32 == number => self.read_leaf(*leaf, content),
            Type::Array { .. } if number == ARRAY => self.read_array(content, expected),
            Type::Tuple(left_type, right_type) if number == TUPLE => {
                let (left, right) = read_pair(content)?;
                self.read_element(left, left_type)?;
                self.read_element(right, right_type)
            }
            _ => Err(Malformed),
        }
    }

    fn read_array(&mut self, message: &'a [u8], expected: &Type) -> Result<(), Malformed> {
        let Type::Array { inner, size } = expected else { return Err(Malformed) };
        let array = ArrayFields::read(message)?;
        let inner_read = Type::read(array.inner.ok_or(Malformed)?, 0)?;
        if array.size == 0 || array.size != *size || inner_read.as_ref() != Some(&**inner) {
            return Err(Malformed);
        }
        for element in array.elements {
            self.read_element(element, inner)?;
        }
        Ok(())
    }

    fn read_leaf(&mut self, leaf: Leaf, message: &'a [u8]) -> Result<(), Malformed> {
        match leaf {
            Leaf::SecretBoolean | Leaf::SecretInteger | Leaf::SecretUnsignedInteger => {
                let share = self.number(content_of(message)?)?;
                self.shares.push(share);
            }
            Leaf::PublicBoolean | Leaf::PublicInteger | Leaf::PublicUnsignedInteger => {
                let number = self.number(content_of(message)?)?;
                self.public.push(number);
            }
            Leaf::EcdsaPrivateKey | Leaf::EddsaPrivateKey => self.read_key(leaf, message)?,
            Leaf::EcdsaSignature => {
                let (r, sigma) = read_pair(message)?;
                self.public.push(expect_length(r, 32)?);
                self.sigmas.push(expect_length(sigma, 32)?);
            }
            Leaf::EddsaMessage => self.public.push(content_of(message)?),
            Leaf::SecretBlob => return Err(Malformed),
            _ => {
                let Content::Bytes(length) = leaf.content() else { return Err(Malformed) };
                self.public.push(expect_length(content_of(message)?, length)?);
            }
        }
        Ok(())
    }

    fn number(&self, bytes: &'a [u8]) -> Result<&'a [u8], Malformed> {
        if self.prime.is_number(bytes) { Ok(bytes) } else { Err(Malformed) }
    }

    /// Reads the shares of a blob and returns its length, which must be what so many shares can hold.
    fn read_blob(&mut self, message: &'a [u8]) -> Result<u64, Malformed> {
        let width = self.prime.width();
        let prefix = share_prefix(width);
        let stride = prefix.len() + width;
        let first = self.shares.len();
        let mut size = None;
        let mut fields = Fields::of(message);
        loop {
            let count = fields.rest().chunks_exact(stride).take_while(|share| share.starts_with(&prefix)).count();
            if count > 0 {
                self.shares.push_run(Run { bytes: &fields.rest()[prefix.len()..], stride, count });
                fields.skip(count * stride);
            }
            match fields.next_field()? {
                Some((1, share)) => {
                    let share = self.number(content_of(share.bytes()?)?)?;
                    self.shares.push(share);
                }
                Some((2, payload)) => set_once(&mut size, payload.varint()?)?,
                Some(_) => {}
                None => break,
            }
        }
        let size = size.unwrap_or(0);
        let chunks = (self.shares.len() - first) as u64;
        if size.div_ceil(width as u64 - 1) == chunks { Ok(size) } else { Err(Malformed) }
    }

    fn read_key(&mut self, leaf: Leaf, message: &'a [u8]) -> Result<(), Malformed> {
        let point_length = point_length(leaf);
        let (mut index, mut share, mut public_key) = (None, None, None);
        let mut public_shares = Vec::with_capacity(self.parties);
        let mut fields = Fields::of(message);
        while let Some((number, payload)) = fields.next_field()? {
            match number {
                1 => set_once(&mut index, payload.varint()?)?,
                2 => set_once(&mut share, expect_length(payload.bytes()?, 32)?)?,
                3 => set_once(&mut public_key, expect_length(payload.bytes()?, point_length)?)?,
                4 => public_shares.push(expect_length(payload.bytes()?, point_length)?),
                _ => {}
            }
        }
        if public_shares.len() != self.parties {
            return Err(Malformed);
        }
        let points = self.public.len();
        self.public.push(public_key.ok_or(Malformed)?);
        self.public.append(&mut public_shares);
        self.keys.push(KeyShare { index: index.unwrap_or(0), share: share.ok_or(Malformed)?, points });
        Ok(())
    }
}

/// The order in which one answer gave values, and how to sort it: other answers often have the same.
#[derive(Default)]
pub struct Order<'a> {
    names: Vec<&'a str>,
    /// Where the value that comes next by name is.
    sorted: Vec<usize>,
}

impl<'a> Order<'a> {
    /// Sorts values by name, or gives one that two of them have.
    pub fn sort(&mut self, values: &[(&'a str, &'a [u8])]) -> Result<Vec<(&'a str, &'a [u8])>, &'a str> {
        let is_same =
            values.len() == self.names.len() && values.iter().zip(&self.names).all(|(value, name)| value.0 == *name);
        if !is_same {
            // With the values beside them, since sorting bare numbers takes much more code.
            let mut sorted: Vec<_> = values.iter().enumerate().map(|(index, value)| (*value, index)).collect();
            sorted.sort_unstable_by_key(|((name, _), _)| *name);
            if let Some(pair) = sorted.windows(2).find(|pair| pair[0].0.0 == pair[1].0.0) {
                return Err(pair[0].0.0);
            }
            let names = values.iter().map(|(name, _)| *name).collect();
            *self = Self { names, sorted: sorted.into_iter().map(|(_, index)| index).collect() };
        }
        Ok(self.sorted.iter().map(|index| values[*index]).collect())
    }
}

/// The name and the `Value` of a `NamedValue`.
fn read_named(message: &[u8]) -> Result<(&str, &[u8]), Malformed> {
    if let Some((name, rest)) = take_short(message, 1)
        && let Some((value, [])) = take_short(rest, 2)
    {
        return Ok((str::from_utf8(name).map_err(|_| Malformed)?, value));
    }
    let (mut name, mut value) = (None, None);
    let mut fields = Fields::of(message);
    while let Some((number, payload)) = fields.next_field()? {
        match number {
            1 => set_once(&mut name, payload.bytes()?)?,
            2 => set_once(&mut value, payload.bytes()?)?,
            _ => {}
        }
    }
    let name = str::from_utf8(name.unwrap_or_default()).map_err(|_| Malformed)?;
    Ok((name, value.ok_or(Malformed)?))
}

/// The content of a field that the message begins with, and what comes after; `None` where it is not as short and plain
/// as nearly all are.
#[inline(never)]
fn take_short(message: &[u8], number: u8) -> Option<(&[u8], &[u8])> {
    let [key, length, rest @ ..] = message else { return None };
    if *key == number << 3 | 2 && *length < 0x80 { rest.split_at_checked(usize::from(*length)) } else { None }
}

/// The one field of a `Value`.
fn only_field(message: &[u8]) -> Result<(u32, &[u8]), Malformed> {
    let mut fields = Fields::of(message);
    let (number, payload) = fields.next_field()?.ok_or(Malformed)?;
    if fields.remaining() > 0 { Err(Malformed) } else { Ok((number, payload.bytes()?)) }
}

/// The bytes of a message that has nothing else, in field 1; empty when left out.
fn content_of(message: &[u8]) -> Result<&[u8], Malformed> {
    if let Some((content, [])) = take_short(message, 1) {
        return Ok(content);
    }
    let mut content = None;
    let mut fields = Fields::of(message);
    while let Some((number, payload)) = fields.next_field()? {
        if number == 1 {
            set_once(&mut content, payload.bytes()?)?;
        }
    }
    Ok(content.unwrap_or_default())
}

/// Fields 1 and 2 of a message, which both must be there.
fn read_pair(message: &[u8]) -> Result<(&[u8], &[u8]), Malformed> {
    let (mut first, mut second) = (None, None);
    let mut fields = Fields::of(message);
    while let Some((number, payload)) = fields.next_field()? {
        match number {
            1 => set_once(&mut first, payload.bytes()?)?,
            2 => set_once(&mut second, payload.bytes()?)?,
            _ => {}
        }
    }
    Ok((first.ok_or(Malformed)?, second.ok_or(Malformed)?))
}

fn expect_length(bytes: &[u8], length: usize) -> Result<&[u8], Malformed> {
    if bytes.len() == length { Ok(bytes) } else { Err(Malformed) }
}
