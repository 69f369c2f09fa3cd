//! The protobuf wire format, as much of it as programs use.
//!
//! Reading never allocates more than it was given and never panics: every length is checked against what is left.

/// Bytes that are no protobuf message, or not the one expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed(pub &'static str);

/// One field of a message.
pub struct Field<'a> {
    /// Its number in the schema.
    pub number: u32,
    value: Value<'a>,
}

enum Value<'a> {
    Varint(u64),
    Bytes(&'a [u8]),
    /// A fixed 32- or 64-bit number. No field of a program is one: it can only be skipped.
    Fixed,
}

impl<'a> Field<'a> {
    /// The field as a number.
    pub fn varint(&self) -> Result<u64, Malformed> {
        match self.value {
            Value::Varint(value) => Ok(value),
            _ => Err(Malformed("a number was expected")),
        }
    }

    /// The field as bytes: a string, a message, or packed numbers.
    pub fn bytes(&self) -> Result<&'a [u8], Malformed> {
        match self.value {
            Value::Bytes(bytes) => Ok(bytes),
            _ => Err(Malformed("bytes were expected")),
        }
    }

    /// The field as text.
    pub fn text(&self) -> Result<&'a str, Malformed> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Malformed("a text is not UTF-8"))
    }

    /// The field as one number, or as many packed into one field.
    pub fn varints(&self, into: &mut Vec<u64>) -> Result<(), Malformed> {
        match self.value {
            Value::Varint(value) => into.push(value),
            Value::Bytes(bytes) => {
                let mut reader = Reader::new(bytes);
                while !reader.is_at_end() {
                    into.push(reader.varint()?);
                }
            }
            Value::Fixed => return Err(Malformed("a number was expected")),
        }
        Ok(())
    }
}

/// Reads the fields of one message.
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// A reader over the bytes of one message.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    fn varint(&mut self) -> Result<u64, Malformed> {
        let mut value = 0u64;
        for index in 0..10 {
            let Some((&byte, rest)) = self.rest.split_first() else {
                return Err(Malformed("the bytes end inside a number"));
            };
            self.rest = rest;
            // The tenth byte holds the 64th bit alone.
            if index == 9 && byte > 1 {
                break;
            }
            value |= u64::from(byte & 0x7f) << (7 * index);
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Malformed("a number has more than 64 bits"))
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8], Malformed> {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let Some((taken, rest)) = self.rest.split_at_checked(length) else {
            return Err(Malformed("the bytes end inside a field"));
        };
        self.rest = rest;
        Ok(taken)
    }

    /// The next field, or nothing at the end of the message.
    pub fn field(&mut self) -> Result<Option<Field<'a>>, Malformed> {
        if self.is_at_end() {
            return Ok(None);
        }
        let key = self.varint()?;
        let number = u32::try_from(key >> 3).unwrap_or(0);
        if number == 0 {
            return Err(Malformed("a field has no number"));
        }
        let value = match key & 7 {
            0 => Value::Varint(self.varint()?),
            1 => {
                self.take(8)?;
                Value::Fixed
            }
            2 => {
                let length = self.varint()?;
                Value::Bytes(self.take(length)?)
            }
            5 => {
                self.take(4)?;
                Value::Fixed
            }
            _ => return Err(Malformed("a field has an unknown wire type")),
        };
        Ok(Some(Field { number, value }))
    }
}

/// Writes messages: fields in the order of the calls, defaults left out as proto3 does.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// How much was written.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    fn raw_varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    fn key(&mut self, number: u32, wire_type: u64) {
        self.raw_varint(u64::from(number) << 3 | wire_type);
    }

    /// A number; zero is the default and is left out.
    pub fn varint(&mut self, number: u32, value: u64) {
        if value != 0 {
            self.key(number, 0);
            self.raw_varint(value);
        }
    }

    /// A text; the empty one is the default and is left out.
    pub fn text(&mut self, number: u32, value: &str) {
        if !value.is_empty() {
            self.key(number, 2);
            self.raw_varint(value.len() as u64);
            self.bytes.extend_from_slice(value.as_bytes());
        }
    }

    /// Numbers packed into one field; none at all are left out.
    pub fn packed(&mut self, number: u32, values: &[u64]) {
        if !values.is_empty() {
            self.message(number, |writer| {
                for &value in values {
                    writer.raw_varint(value);
                }
            });
        }
    }

    /// A message, also when it is empty: its presence says something.
    pub fn message(&mut self, number: u32, write: impl FnOnce(&mut Writer)) {
        self.key(number, 2);
        let start = self.bytes.len();
        write(self);
        // The length stands before the content and is known only after it. Most lengths take one byte: moving the
        // content by so little is cheaper than writing it twice.
        let length = self.bytes.len() - start;
        let mut prefix = Writer::default();
        prefix.raw_varint(length as u64);
        self.bytes.splice(start..start, prefix.bytes);
    }
}
