//! Shamir's scheme: party i, counted from 1, holds the value of a polynomial at i.
//!
//! The polynomial is given by its differences at 0, which are as random as coefficients are: its value at the next
//! abscissa is a matter of additions.

use crate::random::Random;
use crate::wide::{Pair, TERMS_MAX};
use core::slice::Chunks;

/// Length of what may stand before every share.
pub const PREFIX_LENGTH: usize = 4;

/// How secrets are split among the parties of a cluster.
pub struct Scheme {
    pub degree: usize,
    /// How many abscissas it can go from numbers that are reduced, before they have to be reduced again.
    steps: usize,
}

impl Scheme {
    pub fn new(degree: usize) -> Self {
        // After some steps the value is a sum of so many numbers: Σ binomials of their number.
        let terms = |steps: u64| {
            let orders = 1..=steps.min(degree as u64);
            let binomials = orders.scan(1, |binomial, order| {
                *binomial = *binomial * (steps + 1 - order) / order;
                Some(*binomial)
            });
            1 + binomials.sum::<u64>()
        };
        let steps = (1..=u8::MAX.into()).take_while(|steps| terms(*steps) < TERMS_MAX).count();
        Self { degree, steps }
    }
}

/// Splits each of the secrets, two at a time, and writes every party's shares, each after the prefix, to its target.
pub fn split<const C: u32, const WIDE: usize, const BITS: u32, const WIDTH: usize>(
    scheme: &Scheme,
    mut secrets: Chunks<'_, u8>,
    prefix: Option<[u8; PREFIX_LENGTH]>,
    random: &mut Random,
    targets: &mut [&mut [u8]],
) {
    let stride = WIDTH + prefix.map_or(0, |prefix| prefix.len());
    let mut differences = vec![Pair::<WIDE, BITS, C>::ZERO; scheme.degree];
    let mut start = 0;
    while let Some(first) = secrets.next() {
        let second = secrets.next();
        let count = 1 + usize::from(second.is_some());
        let mut value = Pair::read::<WIDTH>(&padded(first), &padded(second.unwrap_or_default()));
        differences.iter_mut().for_each(|difference| *difference = random.pair::<WIDE, BITS, C, WIDTH>());
        let mut steps = scheme.steps;
        for target in &mut *targets {
            if steps == 0 {
                value = value.normalized();
                differences.iter_mut().for_each(|difference| *difference = difference.normalized());
                steps = scheme.steps;
            }
            steps -= 1;
            let (last, others) = differences.split_last_mut().expect("the degree is at least 1");
            let mut before = *last;
            for difference in others.iter_mut().rev() {
                let was = *difference;
                difference.add(&before);
                before = was;
            }
            value.add(&before);
            let mut shares = target[start..].chunks_exact_mut(stride).take(count).map(|target| after(prefix, target));
            let first = shares.next().expect("room for a share");
            value.reduce_random().write::<WIDTH>(first, shares.next().unwrap_or(&mut [0; WIDTH]));
        }
        start += count * stride;
    }
}

#[inline(always)]
fn padded<const WIDTH: usize>(secret: &[u8]) -> [u8; WIDTH] {
    let mut bytes = [0; WIDTH];
    // Most are a whole number or a whole piece of a blob, and what has a fixed length is copied faster.
    match secret.len() {
        length if length == WIDTH => bytes.copy_from_slice(secret),
        length if length == WIDTH - 1 => bytes[..WIDTH - 1].copy_from_slice(secret),
        length => bytes[..length].copy_from_slice(secret),
    }
    bytes
}

/// Writes the prefix, and returns where the number goes.
#[inline(always)]
fn after<const WIDTH: usize>(prefix: Option<[u8; PREFIX_LENGTH]>, target: &mut [u8]) -> &mut [u8; WIDTH] {
    let (before, number) = target.split_at_mut(prefix.map_or(0, |prefix| prefix.len()));
    if let (Some(prefix), Some(before)) = (prefix, before.first_chunk_mut()) {
        *before = prefix;
    }
    number.first_chunk_mut().expect("room for a number")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prime::{Number, Prime, ZERO, prime_of};
    use crate::random::tests::{lopsided, seeded};

    fn number(bytes: &[u8]) -> Number {
        let mut number = ZERO;
        for (limb, bytes) in number.iter_mut().zip(bytes.as_chunks().0) {
            *limb = u32::from_le_bytes(*bytes);
        }
        number
    }

    fn small(number: u32) -> Number {
        [number, 0, 0, 0, 0, 0, 0, 0]
    }

    /// The value at x of the polynomial whose differences at 0 these are: Σ binomials of x.
    fn value(prime: &dyn Prime, differences: &[Number], x: u32) -> Number {
        let mut binomial = small(1);
        let mut value = ZERO;
        for (order, difference) in (0..).zip(differences) {
            value = prime.add(&value, &prime.multiply(&binomial, difference));
            let factor = if x >= order { small(x - order) } else { ZERO };
            binomial = prime.multiply(&prime.multiply(&binomial, &factor), &prime.inverse_of(order + 1));
        }
        value
    }

    /// Splits secrets, and compares the shares with values of the polynomials whose differences were drawn.
    fn check(width: usize, parties: usize, degree: usize, count: usize, random: impl Fn() -> Random) {
        let prime = prime_of(width).expect("a prime");
        let secrets = vec![0xff; count * (width - 1)];
        let mut shares = vec![vec![0; count * width]; parties];
        let mut targets: Vec<_> = shares.iter_mut().map(|shares| &mut shares[..]).collect();
        prime.split(&Scheme::new(degree), secrets.chunks(width - 1), None, &mut random(), &mut targets);

        let mut random = random();
        let mut draw = || number(&(0..width).map(|_| random.array::<1>()[0]).collect::<Vec<_>>());
        let mut secret = vec![0xff; width - 1];
        secret.push(0);
        let mut differences = vec![vec![number(&secret)]; count];
        for pair in differences.chunks_mut(2) {
            for _ in 0..degree {
                let drawn = [draw(), draw()];
                pair.iter_mut().zip(drawn).for_each(|(differences, drawn)| differences.push(drawn));
            }
        }
        for (shares, x) in shares.iter().zip(1..) {
            for (share, differences) in shares.chunks(width).zip(&differences) {
                assert_eq!(number(share), value(prime, differences, x), "{x}, degree {degree}");
            }
        }
    }

    #[test]
    fn shares_are_the_values_of_the_polynomial() {
        for width in [8, 16, 32] {
            for (parties, degree) in [(2, 1), (3, 1), (5, 2), (10, 3), (20, 9), (64, 31), (255, 127), (255, 254)] {
                for count in [1, 2, 3] {
                    check(width, parties, degree, count, || seeded(parties as u8));
                }
            }
            for (parties, degree) in [(3, 1), (5, 2), (10, 3), (10, 9), (40, 20)] {
                check(width, parties, degree, 1000, || lopsided(parties as u8, width));
            }
        }
    }
}
