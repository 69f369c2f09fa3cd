//! Randomness for one call, from one seed.

use crate::field::Element;
use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};

pub const SEED_LENGTH: usize = 32;

/// How much the generator makes at a time; a multiple of every field's width.
const POOL_LENGTH: usize = 4096;

/// ChaCha20 with 20 rounds. It lives on the heap, so that the allocator wipes it with the call that it served.
pub struct Random(Box<Generator>);

struct Generator {
    stream: ChaCha20Rng,
    pool: [u8; POOL_LENGTH],
    used: usize,
}

impl Random {
    pub fn from_seed(seed: [u8; SEED_LENGTH]) -> Self {
        let stream = ChaCha20Rng::from_seed(seed);
        Self(Box::new(Generator { stream, pool: [0; POOL_LENGTH], used: POOL_LENGTH }))
    }

    /// The next `length` bytes, at most a pool of them.
    fn take(&mut self, length: usize) -> &[u8] {
        let generator = &mut *self.0;
        if generator.used + length > POOL_LENGTH {
            generator.stream.fill_bytes(&mut generator.pool);
            generator.used = 0;
        }
        let start = generator.used;
        generator.used += length;
        &generator.pool[start..generator.used]
    }

    pub fn array<const N: usize>(&mut self) -> [u8; N] {
        self.take(N).try_into().expect("as many bytes as asked for")
    }

    pub fn word(&mut self) -> u32 {
        u32::from_le_bytes(self.array())
    }

    /// A number of the field, each as likely as any other.
    pub fn element<const LIMBS: usize, const C: u32>(&mut self) -> Element<LIMBS, C> {
        // At most one draw of 2^32 is not below the prime, and what is drawn again says nothing about the result.
        loop {
            if let Some(element) = Element::from_bytes(self.take(Element::<LIMBS, C>::BYTES)) {
                return element;
            }
        }
    }
}
