//! What running a program takes from outside.

/// The two signature schemes programs know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// ECDSA over secp256k1.
    Ecdsa,
    /// EdDSA over Ed25519.
    Eddsa,
}

/// Whoever runs a program: the source of its randomness, and of the signatures it makes. A reason that it gives for
/// refusing becomes the refusal of the run.
pub trait Host {
    /// As many random bytes as asked for. Asked for 32 KiB at a time at most.
    fn random_bytes(&mut self, count: usize) -> Result<Vec<u8>, String>;

    /// Signs a message, or for ECDSA a digest, with a private key.
    fn sign(&mut self, scheme: Scheme, key: &[u8], message: &[u8]) -> Result<Vec<u8>, String>;

    /// The public key of a private key.
    fn public_key(&mut self, scheme: Scheme, key: &[u8]) -> Result<Vec<u8>, String>;
}

/// Most random bytes asked for at a time.
const MAX_RANDOM_BYTES: usize = 32 * 1024;

/// Random bytes in pieces, taken from a host in bulk: one call for many values.
pub(crate) struct Randomness {
    buffer: Vec<u8>,
    used: usize,
    /// Bytes that will be asked for in all, so that no more are taken than needed.
    left: usize,
}

impl Randomness {
    pub(crate) fn new(total: usize) -> Self {
        Self { buffer: Vec::new(), used: 0, left: total }
    }

    /// The next bytes.
    pub(crate) fn take(&mut self, host: &mut dyn Host, count: usize) -> Result<&[u8], String> {
        if self.buffer.len() - self.used < count {
            let mut rest = self.buffer.split_off(self.used);
            let wanted = self.left.clamp(count, MAX_RANDOM_BYTES.max(count)) - rest.len();
            let bytes = host.random_bytes(wanted)?;
            if bytes.len() != wanted {
                return Err(format!("{wanted} random bytes were asked for, {} came", bytes.len()));
            }
            rest.extend(bytes);
            self.buffer = rest;
            self.used = 0;
        }
        let start = self.used;
        self.used += count;
        self.left = self.left.saturating_sub(count);
        Ok(&self.buffer[start..self.used])
    }
}
