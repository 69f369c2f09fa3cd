//! The protobuf wire format: a reader that trusts nothing and a writer into memory of known size.

/// Bytes that are not what they should be.
#[derive(Debug, Eq, PartialEq)]
pub struct Malformed;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Payload<'a> {
    Varint(u64),
    /// A string, bytes or an embedded message.
    Bytes(&'a [u8]),
    /// Numbers of fixed width, which none of the messages here has.
    Fixed,
}

impl<'a> Payload<'a> {
    pub fn bytes(self) -> Result<&'a [u8], Malformed> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            _ => Err(Malformed),
        }
    }

    pub fn varint(self) -> Result<u64, Malformed> {
        match self {
            Self::Varint(number) => Ok(number),
            _ => Err(Malformed),
        }
    }
}

/// Reads the fields of one message.
#[derive(Clone)]
pub struct Fields<'a> {
    rest: &'a [u8],
}

impl<'a> Fields<'a> {
    pub fn of(message: &'a [u8]) -> Self {
        Self { rest: message }
    }

    /// The next field's number and content; `None` at the end.
    pub fn next(&mut self) -> Result<Option<(u32, Payload<'a>)>, Malformed> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let key = u32::try_from(self.varint()?).map_err(|_| Malformed)?;
        let number = key >> 3;
        if number == 0 {
            return Err(Malformed);
        }
        let payload = match key & 7 {
            0 => Payload::Varint(self.varint()?),
            1 => self.take(8).map(|_| Payload::Fixed)?,
            2 => {
                let length = usize::try_from(self.varint()?).map_err(|_| Malformed)?;
                Payload::Bytes(self.take(length)?)
            }
            5 => self.take(4).map(|_| Payload::Fixed)?,
            _ => return Err(Malformed),
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

    fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Malformed)?;
        self.rest = rest;
        Ok(taken)
    }

    /// At most ten bytes, and no more than the number needs.
    fn varint(&mut self) -> Result<u64, Malformed> {
        let mut number = 0u64;
        for (index, &byte) in self.rest.iter().take(10).enumerate() {
            let bits = u64::from(byte & 0x7f);
            if index == 9 && bits > 1 {
                return Err(Malformed);
            }
            number |= bits << (7 * index);
            if byte < 0x80 {
                if byte == 0 && index > 0 {
                    return Err(Malformed);
                }
                self.rest = &self.rest[index + 1..];
                return Ok(number);
            }
        }
        Err(Malformed)
    }
}

/// Sets what a message may hold once.
pub fn set_once<T>(slot: &mut Option<T>, value: T) -> Result<(), Malformed> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(Malformed),
    }
}

pub fn varint_length(number: usize) -> usize {
    (usize::BITS - (number | 1).leading_zeros()).div_ceil(7) as usize
}

/// Length of a field of bytes: key, length and content. Field numbers here are below 32.
pub fn field_length(number: u32, content: usize) -> usize {
    varint_length((number << 3) as usize) + varint_length(content) + content
}

/// Gathers what is written until somebody takes it.
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

    pub fn clear(&mut self) {
        self.length = 0;
    }

    pub fn put(&mut self, bytes: &[u8]) {
        self.space(bytes.len()).copy_from_slice(bytes);
    }

    pub fn varint(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.put(&[number as u8 | 0x80]);
            number >>= 7;
        }
        self.put(&[number as u8]);
    }

    /// The key and the length of a field whose content follows.
    #[inline(never)]
    pub fn field(&mut self, number: u32, content: usize) {
        self.varint((number << 3 | 2) as usize);
        self.varint(content);
    }

    pub fn varint_field(&mut self, number: u32, value: usize) {
        self.varint((number << 3) as usize);
        self.varint(value);
    }

    /// The next `length` bytes, to be written by the caller.
    pub fn space(&mut self, length: usize) -> &mut [u8] {
        let start = self.length;
        self.length += length;
        if self.length > self.buffer.len() {
            self.buffer.resize(self.length, 0);
        }
        &mut self.buffer[start..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(message: &[u8]) -> Result<Vec<(u32, Payload<'_>)>, Malformed> {
        let mut fields = Fields::of(message);
        let mut read = Vec::new();
        while let Some(field) = fields.next()? {
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
            writer.varint_field(1, content);
            assert_eq!(writer.written().len(), field_length(17, content) + varint_length(content) + 1);
            let bytes = vec![7; content];
            assert_eq!(
                fields(writer.written()),
                Ok(vec![(17, Payload::Bytes(&bytes)), (1, Payload::Varint(content as u64))])
            );
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
            assert_eq!(fields(message), Err(Malformed), "{message:02x?}");
        }
        let largest = [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        assert_eq!(fields(&largest), Ok(vec![(1, Payload::Varint(u64::MAX))]));
    }
}
