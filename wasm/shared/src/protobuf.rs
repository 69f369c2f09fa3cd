//! The protobuf wire format: a reader that trusts nothing, and a writer.

/// Why bytes are no message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WireError {
    EndsInNumber,
    EndsInField,
    LongNumber,
    NoFieldNumber,
    UnknownWireType,
    NotANumber,
    NotBytes,
    NotText,
}

impl WireError {
    pub fn reason(self) -> &'static str {
        match self {
            Self::EndsInNumber => "the bytes end inside a number",
            Self::EndsInField => "the bytes end inside a field",
            Self::LongNumber => "a number has more than 64 bits",
            Self::NoFieldNumber => "a field has no number",
            Self::UnknownWireType => "a field has an unknown wire type",
            Self::NotANumber => "a number was expected",
            Self::NotBytes => "bytes were expected",
            Self::NotText => "a text is not UTF-8",
        }
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Payload<'a> {
    Varint(u64),
    /// A string, bytes, an embedded message or packed numbers.
    Bytes(&'a [u8]),
    /// A number of fixed width, which none of the messages here has.
    Fixed,
}

impl<'a> Payload<'a> {
    pub fn bytes(self) -> Result<&'a [u8], WireError> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            _ => Err(WireError::NotBytes),
        }
    }

    pub fn varint(self) -> Result<u64, WireError> {
        match self {
            Self::Varint(number) => Ok(number),
            _ => Err(WireError::NotANumber),
        }
    }

    pub fn text(self) -> Result<&'a str, WireError> {
        str::from_utf8(self.bytes()?).map_err(|_| WireError::NotText)
    }

    /// One number, or as many as are packed into the field.
    pub fn varints(self, into: &mut Vec<u64>) -> Result<(), WireError> {
        match self {
            Self::Varint(number) => into.push(number),
            Self::Bytes(bytes) => {
                let mut numbers = Fields::<false>::of(bytes);
                while numbers.remaining() > 0 {
                    into.push(numbers.varint()?);
                }
            }
            Self::Fixed => return Err(WireError::NotANumber),
        }
        Ok(())
    }
}

/// Reads the fields of one message. It is strict or takes numbers of more bytes than they need, as nodes do.
#[derive(Clone)]
pub struct Fields<'a, const STRICT: bool> {
    rest: &'a [u8],
}

impl<'a, const STRICT: bool> Fields<'a, STRICT> {
    pub fn of(message: &'a [u8]) -> Self {
        Self { rest: message }
    }

    /// The next field's number and content; `None` at the end.
    pub fn next_field(&mut self) -> Result<Option<(u32, Payload<'a>)>, WireError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let key = u32::try_from(self.varint()?).map_err(|_| WireError::NoFieldNumber)?;
        let number = key >> 3;
        if number == 0 {
            return Err(WireError::NoFieldNumber);
        }
        let payload = match key & 7 {
            0 => Payload::Varint(self.varint()?),
            1 => self.take(8).map(|_| Payload::Fixed)?,
            2 => {
                let length = usize::try_from(self.varint()?).map_err(|_| WireError::EndsInField)?;
                Payload::Bytes(self.take(length)?)
            }
            5 => self.take(4).map(|_| Payload::Fixed)?,
            _ => return Err(WireError::UnknownWireType),
        };
        Ok(Some((number, payload)))
    }

    /// What was not read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Passes over bytes that were read otherwise.
    pub fn skip(&mut self, length: usize) {
        self.rest = &self.rest[length..];
    }

    /// How many bytes are left.
    pub fn remaining(&self) -> usize {
        self.rest.len()
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], WireError> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(WireError::EndsInField)?;
        self.rest = rest;
        Ok(taken)
    }

    /// At most ten bytes, mostly one.
    #[inline]
    fn varint(&mut self) -> Result<u64, WireError> {
        match self.rest {
            [byte, rest @ ..] if *byte < 0x80 => {
                self.rest = rest;
                Ok(u64::from(*byte))
            }
            _ => self.long_varint(),
        }
    }

    #[inline(never)]
    fn long_varint(&mut self) -> Result<u64, WireError> {
        let mut number = 0u64;
        for (index, &byte) in self.rest.iter().take(10).enumerate() {
            let bits = u64::from(byte & 0x7f);
            // The tenth byte holds the 64th bit alone.
            if index == 9 && byte > 1 {
                return Err(WireError::LongNumber);
            }
            number |= bits << (7 * index);
            if byte < 0x80 {
                if STRICT && byte == 0 && index > 0 {
                    return Err(WireError::LongNumber);
                }
                self.rest = &self.rest[index + 1..];
                return Ok(number);
            }
        }
        Err(WireError::EndsInNumber)
    }
}

pub fn varint_length(number: usize) -> usize {
    (usize::BITS - (number | 1).leading_zeros()).div_ceil(7) as usize
}

/// Length of a field of bytes: key, length and content.
pub fn field_length(number: u32, content: usize) -> usize {
    varint_length((number << 3) as usize) + varint_length(content) + content
}

/// Gathers what is written until somebody takes it.
#[derive(Default)]
pub struct Writer {
    buffer: Vec<u8>,
    length: usize,
}

impl Writer {
    /// Has room for so many bytes, and grows where that is too little.
    pub fn with_room(length: usize) -> Self {
        Self { buffer: vec![0; length], length: 0 }
    }

    /// What was written since it was cleared.
    pub fn written(&self) -> &[u8] {
        &self.buffer[..self.length]
    }

    pub fn into_bytes(mut self) -> Vec<u8> {
        self.buffer.truncate(self.length);
        self.buffer
    }

    pub fn clear(&mut self) {
        self.length = 0;
    }

    pub fn put(&mut self, bytes: &[u8]) {
        self.space(bytes.len()).copy_from_slice(bytes);
    }

    /// The next `length` bytes, to be written by the caller.
    pub fn space(&mut self, length: usize) -> &mut [u8] {
        let start = self.length;
        self.length += length;
        if self.length > self.buffer.len() {
            self.grow();
        }
        &mut self.buffer[start..self.length]
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) {
        self.buffer.reserve(self.length - self.buffer.len());
        self.buffer.resize(self.buffer.capacity(), 0);
    }

    pub fn varint(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.space(1)[0] = number as u8 | 0x80;
            number >>= 7;
        }
        self.space(1)[0] = number as u8;
    }

    /// The key and the length of a field whose content follows.
    #[inline(never)]
    pub fn field(&mut self, number: u32, content: usize) {
        self.varint((number << 3 | 2).into());
        self.varint(content as u64);
    }

    /// A field of bytes, also when there are none.
    pub fn bytes(&mut self, number: u32, bytes: &[u8]) {
        self.field(number, bytes.len());
        self.put(bytes);
    }

    /// A field of bytes. None are the default and are left out.
    pub fn optional_bytes(&mut self, number: u32, bytes: &[u8]) {
        if !bytes.is_empty() {
            self.bytes(number, bytes);
        }
    }

    /// A number. Zero is the default and is left out.
    pub fn optional_number(&mut self, number: u32, value: u64) {
        if value != 0 {
            self.varint((number << 3).into());
            self.varint(value);
        }
    }

    /// Numbers packed into one field. None are the default and are left out.
    pub fn packed(&mut self, number: u32, values: &[u64]) {
        if !values.is_empty() {
            self.message(number, |writer| values.iter().for_each(|value| writer.varint(*value)));
        }
    }

    /// A message whose length is not known before it is written, also when it is empty: its presence says something.
    pub fn message(&mut self, number: u32, write: impl FnOnce(&mut Self)) {
        self.varint((number << 3 | 2).into());
        let start = self.length;
        write(self);
        // Most lengths take one byte: moving the content by so little is cheaper than writing it twice.
        let (content, end) = (start..self.length, self.length);
        let prefix = varint_length(content.len());
        self.space(prefix);
        self.buffer.copy_within(content, start + prefix);
        self.length = start;
        self.varint((end - start) as u64);
        self.length = end + prefix;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(message: &[u8]) -> Result<Vec<(u32, Payload<'_>)>, WireError> {
        let mut fields = Fields::<true>::of(message);
        let mut read = Vec::new();
        while let Some(field) = fields.next_field()? {
            read.push(field);
        }
        Ok(read)
    }

    #[test]
    fn what_is_written_is_read() {
        for content in [0, 1, 127, 128, 300, 16_383, 16_384, 70_000] {
            let mut writer = Writer::with_room(10);
            writer.field(17, content);
            writer.space(content).fill(7);
            writer.optional_number(1, content as u64 + 1);
            assert_eq!(writer.written().len(), field_length(17, content) + varint_length(content + 1) + 1);
            let bytes = vec![7; content];
            let expected = vec![(17, Payload::Bytes(&bytes)), (1, Payload::Varint(content as u64 + 1))];
            assert_eq!(fields(writer.written()), Ok(expected));
        }
    }

    #[test]
    fn a_message_is_written_with_its_length() {
        for content in [0, 1, 127, 128, 16_383, 16_384] {
            let bytes = vec![7; content];
            let mut writer = Writer::default();
            writer.optional_bytes(1, b"before");
            writer.message(2, |writer| writer.put(&bytes));
            writer.packed(3, &[5, 300]);
            writer.optional_number(4, 0);
            writer.optional_bytes(5, &[]);
            let written = writer.into_bytes();
            let read = fields(&written).unwrap();
            assert_eq!(read[..2], [(1, Payload::Bytes(b"before")), (2, Payload::Bytes(&bytes))]);
            let mut packed = Vec::new();
            read[2].1.varints(&mut packed).unwrap();
            assert_eq!((read.len(), packed), (3, vec![5, 300]));
        }
    }

    #[test]
    fn unknown_kinds_of_fields_are_passed_over() {
        let message = [0x09, 1, 2, 3, 4, 5, 6, 7, 8, 0x15, 1, 2, 3, 4, 0x18, 1];
        assert_eq!(fields(&message), Ok(vec![(1, Payload::Fixed), (2, Payload::Fixed), (3, Payload::Varint(1))]));
    }

    #[test]
    fn what_is_cut_short_or_too_long_is_refused() {
        let bad: [&[u8]; 12] = [
            &[0x0a],
            &[0x0a, 1],
            &[0x0a, 0x80],
            &[0x08],
            &[0x08, 0x80],
            &[0x08, 0x80, 0x00],
            &[0x88, 0x00, 0x01],
            &[0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02],
            &[0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x80, 0x01],
            &[0x0b],
            &[0x02, 0x00],
            &[0x09, 1, 2, 3],
        ];
        for message in bad {
            assert!(fields(message).is_err(), "{message:02x?}");
        }
        // Nodes take what is too long.
        let long = Fields::<false>::of(&[0x88, 0x00, 0x81, 0x00]).next_field();
        assert_eq!(long, Ok(Some((1, Payload::Varint(1)))));
        let largest = [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        assert_eq!(fields(&largest), Ok(vec![(1, Payload::Varint(u64::MAX))]));
    }
}
