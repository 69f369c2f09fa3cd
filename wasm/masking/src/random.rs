//! Randomness for one call: what the platform gave, and more from a seed that it gave too.

use crate::wide::{Words, is_below, read};
use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};

pub const SEED_LENGTH: usize = 32;

/// How much the generator makes at a time; a multiple of every field's width.
const POOL_LENGTH: usize = 4096;

pub struct Random<'a> {
    /// The platform's own bytes, for the coefficients of polynomials: its generator is several times as fast.
    given: &'a [u8],
    /// For all else. It lives on the heap, so that the allocator wipes it with the call that it served.
    generator: Box<Generator>,
}

/// ChaCha with 20 rounds.
struct Generator {
    stream: ChaCha20Rng,
    pool: [u8; POOL_LENGTH],
    used: usize,
}

impl<'a> Random<'a> {
    pub fn new(seed: [u8; SEED_LENGTH], given: &'a [u8]) -> Self {
        let stream = ChaCha20Rng::from_seed(seed);
        Self { given, generator: Box::new(Generator { stream, pool: [0; POOL_LENGTH], used: POOL_LENGTH }) }
    }

    pub fn from_seed(seed: [u8; SEED_LENGTH]) -> Self {
        Self::new(seed, &[])
    }

    /// The next `length` bytes, at most a pool of them.
    fn take(&mut self, length: usize) -> &[u8] {
        let generator = &mut *self.generator;
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

    /// A number below the prime as words, each as likely as any other.
    pub fn words<const C: u32, const WIDTH: usize>(&mut self) -> Words {
        // At most one draw of 2^34 is not below the prime, and what is drawn again says nothing about the result.
        loop {
            let words = if let Some((drawn, rest)) = self.given.split_first_chunk::<WIDTH>() {
                self.given = rest;
                read(drawn)
            } else {
                read(&self.array::<WIDTH>())
            };
            if is_below::<C, WIDTH>(&words) {
                return words;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::C64;

    #[test]
    fn elements_come_from_what_was_given_and_then_from_the_seed() {
        // The second is not below the prime.
        let given = [[1; 8], [255; 8], [2; 8], [3; 8]].concat();
        let mut random = Random::new([4; 32], &given[..30]);
        let drawn: [Words; 3] = core::array::from_fn(|_| random.words::<C64, 8>());
        let mut seeded = Random::from_seed([4; 32]);
        assert_eq!(drawn, [read(&[1; 8]), read(&[2; 8]), seeded.words::<C64, 8>()]);
        assert_eq!(random.word(), seeded.word());
    }

    /// The mean and the spread of the highest limb are those of numbers that are all as likely.
    #[test]
    fn elements_are_spread_evenly() {
        let mut random = Random::from_seed([5; 32]);
        let mut counts = [0i64; 256];
        let draws = 256 * 1000;
        for _ in 0..draws {
            counts[(random.words::<C64, 8>()[0] >> 56) as usize] += 1;
        }
        let chi_squared: f64 = counts.iter().map(|count| ((count - 1000) as f64).powi(2) / 1000.0).sum();
        // Five standard deviations around the 255 that are expected.
        assert!((chi_squared - 255.0).abs() < 5.0 * (2.0f64 * 255.0).sqrt(), "{chi_squared}");
    }
}
