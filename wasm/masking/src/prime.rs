//! The fields behind one interface, so that all code but the inner loops is compiled once and not for each prime.

use crate::differences;
use crate::random::Random;
use crate::shares::Shares;
use crate::sharing::{self, PREFIX_LENGTH, Scheme};
use crate::wide::is_below;
use core::slice::Chunks;
use shared::field::{C64, C128, C256, Element, Sum};

/// A number of whichever field, in as many limbs as the largest has.
pub type Number = [u32; 8];

pub const ZERO: Number = [0; 8];
pub const ONE: Number = [1, 0, 0, 0, 0, 0, 0, 0];

/// How many independent combinations of shares are compared. Each misses a wrong share with one chance in 2^32.
pub const COMBINATIONS: usize = 2;

/// One of the network's primes and what is done modulo it.
pub trait Prime: Sync {
    /// Length of a serialized number.
    fn width(&self) -> usize;
    /// Whether the bytes are a serialized number: of this length and below the prime.
    fn is_number(&self, bytes: &[u8]) -> bool;
    /// Puts pieces of a blob together, given the numbers that they are, and says whether those hold no more than that.
    fn join(&self, numbers: &[u8], blob: &mut [u8]) -> bool;
    /// Turns a two's complement integer into a number, negative ones into p − |x|, and says whether that was possible.
    fn wrap_signed(&self, bytes: &mut [u8]) -> bool;
    /// Turns a number into the two's complement of the integer it stands for.
    fn unwrap_signed(&self, bytes: &mut [u8]);

    fn add(&self, a: &Number, b: &Number) -> Number;
    fn subtract(&self, a: &Number, b: &Number) -> Number;
    fn multiply(&self, a: &Number, b: &Number) -> Number;
    /// Zero for zero.
    fn invert(&self, number: &Number) -> Number;
    fn inverse_of(&self, small: u32) -> Number;

    /// Splits each of the secrets and writes every party's shares, each after the prefix, to its target.
    fn split(
        &self,
        scheme: &Scheme,
        secrets: Chunks<'_, u8>,
        prefix: Option<[u8; PREFIX_LENGTH]>,
        random: &mut Random,
        targets: &mut [&mut [u8]],
    );
    /// Σ weight·share, for each of several columns of weights.
    fn combine(&self, shares: &[&[u8]], weights: &[[u32; COMBINATIONS]]) -> [Number; COMBINATIONS];
    /// Writes all secrets, given the shares of parties at consecutive abscissas from `first` on, and says whether the
    /// shares of each lie on a polynomial of the degree. `None` where that takes other ways, or a share is no number.
    fn recover_consistent(&self, first: u32, degree: usize, shares: &[&Shares<'_>], secrets: &mut [u8])
    -> Option<bool>;
    /// Writes Σ weight·share, of one share of each party.
    fn weigh(&self, weights: &[Number], shares: &mut dyn Iterator<Item = &[u8]>, target: &mut [u8]);
}

/// The prime by the length of its numbers.
pub fn prime_of(width: usize) -> Option<&'static dyn Prime> {
    match width {
        8 => Some(&Modulus::<2, C64, 2, 64, 8>),
        16 => Some(&Modulus::<4, C128, 3, 128, 16>),
        32 => Some(&Modulus::<8, C256, 5, 256, 32>),
        _ => None,
    }
}

struct Modulus<const LIMBS: usize, const C: u32, const WIDE: usize, const BITS: u32, const WIDTH: usize>;

impl<const LIMBS: usize, const C: u32, const WIDE: usize, const BITS: u32, const WIDTH: usize>
    Modulus<LIMBS, C, WIDE, BITS, WIDTH>
{
    fn element(number: &Number) -> Element<LIMBS, C> {
        Element::from_limbs(core::array::from_fn(|i| number[i]))
    }

    fn number(element: &Element<LIMBS, C>) -> Number {
        let mut number = ZERO;
        number[..LIMBS].copy_from_slice(element.limbs());
        number
    }
}

impl<const LIMBS: usize, const C: u32, const WIDE: usize, const BITS: u32, const WIDTH: usize> Prime
    for Modulus<LIMBS, C, WIDE, BITS, WIDTH>
{
    fn width(&self) -> usize {
        Element::<LIMBS, C>::BYTES
    }

    fn is_number(&self, bytes: &[u8]) -> bool {
        bytes.try_into().is_ok_and(|bytes: &[u8; WIDTH]| is_below::<C, WIDTH>(bytes))
    }

    fn join(&self, numbers: &[u8], blob: &mut [u8]) -> bool {
        let mut beyond = 0;
        for (number, piece) in numbers.as_chunks::<WIDTH>().0.iter().zip(blob.chunks_mut(WIDTH - 1)) {
            if piece.len() == WIDTH - 1 {
                piece.copy_from_slice(&number[..WIDTH - 1]);
                beyond |= number[WIDTH - 1];
            } else {
                let (last, rest) = number.split_at(piece.len());
                piece.copy_from_slice(last);
                beyond = rest.iter().fold(beyond, |bits, byte| bits | byte);
            }
        }
        beyond == 0
    }

    fn wrap_signed(&self, bytes: &mut [u8]) -> bool {
        let element = Element::<LIMBS, C>::from_signed(bytes);
        element.inspect(|element| element.write(bytes)).is_some()
    }

    fn unwrap_signed(&self, bytes: &mut [u8]) {
        Element::<LIMBS, C>::from_reduced(bytes).write_signed(bytes);
    }

    fn add(&self, a: &Number, b: &Number) -> Number {
        Self::number(&Self::element(a).add(&Self::element(b)))
    }

    fn subtract(&self, a: &Number, b: &Number) -> Number {
        Self::number(&Self::element(a).subtract(&Self::element(b)))
    }

    fn multiply(&self, a: &Number, b: &Number) -> Number {
        Self::number(&Self::element(a).multiply(&Self::element(b)))
    }

    fn invert(&self, number: &Number) -> Number {
        Self::number(&Self::element(number).invert())
    }

    fn inverse_of(&self, small: u32) -> Number {
        Self::number(&Element::inverse_of(small))
    }

    fn split(
        &self,
        scheme: &Scheme,
        secrets: Chunks<'_, u8>,
        prefix: Option<[u8; PREFIX_LENGTH]>,
        random: &mut Random,
        targets: &mut [&mut [u8]],
    ) {
        sharing::split::<C, WIDE, BITS, WIDTH>(scheme, secrets, prefix, random, targets);
    }

    fn combine(&self, shares: &[&[u8]], weights: &[[u32; COMBINATIONS]]) -> [Number; COMBINATIONS] {
        let mut sums = [Sum::<LIMBS, C>::ZERO; COMBINATIONS];
        for (share, weights) in shares.iter().zip(weights) {
            let share = Element::from_reduced(share);
            for (sum, weight) in sums.iter_mut().zip(weights) {
                sum.add(*weight, &share);
            }
        }
        sums.map(|sum| Self::number(&sum.reduce()))
    }

    fn recover_consistent(
        &self,
        first: u32,
        degree: usize,
        shares: &[&Shares<'_>],
        secrets: &mut [u8],
    ) -> Option<bool> {
        if !differences::is_possible(first, degree) {
            return None;
        }
        differences::recover::<C, WIDE, BITS, WIDTH>(first, degree, shares, secrets)
    }

    fn weigh(&self, weights: &[Number], shares: &mut dyn Iterator<Item = &[u8]>, target: &mut [u8]) {
        let products = weights
            .iter()
            .zip(shares)
            .map(|(weight, share)| Self::element(weight).multiply(&Element::from_reduced(share)));
        products.fold(Element::ZERO, |sum, product| sum.add(&product)).write(target);
    }
}
