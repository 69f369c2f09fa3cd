//! Randomness for one call, drawn from the platform in bulk: its generator is several times as fast as one in here.

use crate::wide::{Pair, is_below};

/// How many bytes are drawn the first time, and at most: so many platforms give at once. Multiples of every width.
const DRAWN_FIRST: usize = 512;
const DRAWN_MAX: usize = 65_536;

/// Fills memory with random bytes.
type Source = dyn FnMut(&mut [u8]);

pub struct Random {
    source: Box<Source>,
    /// What was drawn last. It lives on the heap, so that the allocator wipes it with the call that it served.
    pool: Vec<u8>,
    used: usize,
}

impl Random {
    pub fn new(source: impl FnMut(&mut [u8]) + 'static) -> Self {
        Self { source: Box::new(source), pool: Vec::new(), used: 0 }
    }

    /// Draws more each time, as whoever needs much goes on.
    #[cold]
    #[inline(never)]
    fn draw(&mut self) {
        let length = (4 * self.pool.len()).clamp(DRAWN_FIRST, DRAWN_MAX);
        if length > self.pool.len() {
            self.pool = vec![0; length];
        }
        (self.source)(&mut self.pool);
        self.used = 0;
    }

    pub fn array<const N: usize>(&mut self) -> [u8; N] {
        loop {
            if let Some(drawn) = self.pool[self.used..].first_chunk() {
                self.used += N;
                return *drawn;
            }
            self.draw();
        }
    }

    pub fn word(&mut self) -> u32 {
        u32::from_le_bytes(self.array())
    }

    /// Two numbers below the prime, each as likely as any other.
    #[inline(always)]
    pub fn pair<const LIMBS: usize, const BITS: u32, const C: u32, const WIDTH: usize>(
        &mut self,
    ) -> Pair<LIMBS, BITS, C> {
        let (first, second) = (self.array(), self.array());
        let pair = Pair::read::<WIDTH>(&first, &second);
        if pair.is_surely_below() {
            return pair;
        }
        let (first, second) = (self.below::<C, WIDTH>(first), self.below::<C, WIDTH>(second));
        Pair::read(&first, &second)
    }

    /// The number if it is below the prime, or else the next that is.
    fn below<const C: u32, const WIDTH: usize>(&mut self, mut number: [u8; WIDTH]) -> [u8; WIDTH] {
        // At most one of 2^34 is not, and what is drawn again says nothing about the result.
        while !is_below::<C, WIDTH>(&number) {
            number = self.array();
        }
        number
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use chacha20::ChaCha20Rng;
    use chacha20::rand_core::{Rng, SeedableRng};
    use shared::field::C64;

    /// The same each time.
    pub fn seeded(seed: u8) -> Random {
        let mut stream = ChaCha20Rng::from_seed([seed; 32]);
        Random::new(move |target| stream.fill_bytes(target))
    }

    /// The same each time, and mostly zeros and ones in a row, as chance hardly ever has it. Numbers of so many bytes are
    /// below the prime, so none is drawn again.
    pub fn lopsided(seed: u8, width: usize) -> Random {
        let mut stream = ChaCha20Rng::from_seed([seed; 32]);
        Random::new(move |target| {
            stream.fill_bytes(target);
            for piece in target.chunks_exact_mut(2) {
                match piece[0] % 8 {
                    0..4 => piece.fill(0xff),
                    4..7 => piece.fill(0),
                    _ => {}
                }
            }
            target.chunks_exact_mut(width).for_each(|number| number[4] &= 0xfe);
        })
    }

    #[test]
    fn what_is_not_below_the_prime_is_passed_over() {
        let mut words = [[1; 8], [255; 8], [255; 8], [2; 8], [3; 8], [4; 8]].into_iter().cycle();
        let mut random = Random::new(move |target| {
            target.chunks_mut(8).for_each(|chunk| chunk.copy_from_slice(&words.next().expect("no end")));
        });
        for expected in [[1, 2], [3, 4], [1, 2]] {
            let (mut first, mut second) = ([0; 8], [0; 8]);
            random.pair::<2, 64, C64, 8>().reduce().write(&mut first, &mut second);
            assert_eq!([first, second], expected.map(|byte| [byte; 8]));
        }
    }

    #[test]
    fn no_byte_serves_twice_and_draws_are_no_longer_than_platforms_allow() {
        let mut next = 0u32;
        let mut random = Random::new(move |target| {
            assert!(target.len() <= 65_536);
            for chunk in target.chunks_mut(4) {
                chunk.copy_from_slice(&next.to_le_bytes());
                next += 1;
            }
        });
        for expected in 0..200_000 {
            assert_eq!(random.word(), expected);
        }
    }

    /// The mean and the spread of the highest limb are those of numbers that are all as likely.
    #[test]
    fn elements_are_spread_evenly() {
        let mut random = seeded(5);
        let mut counts = [0i64; 256];
        let draws = 256 * 1000;
        for _ in 0..draws / 2 {
            let (mut first, mut second) = ([0; 8], [0; 8]);
            random.pair::<2, 64, C64, 8>().reduce().write(&mut first, &mut second);
            [first, second].iter().for_each(|number| counts[usize::from(number[7])] += 1);
        }
        let chi_squared: f64 = counts.iter().map(|count| ((count - 1000) as f64).powi(2) / 1000.0).sum();
        // Five standard deviations around the 255 that are expected.
        assert!((chi_squared - 255.0).abs() < 5.0 * (2.0f64 * 255.0).sqrt(), "{chi_squared}");
    }
}
