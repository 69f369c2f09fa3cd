//! The fields behind one interface, so that all code but the inner loops is compiled once and not for each prime.

use crate::field::{C64, C128, C256, Element, Sum};
use crate::random::Random;
use crate::recovery::{COMBINATIONS, Plan};
use crate::sharing::{Scheme, evaluate};
use crate::wire::Writer;
use core::slice::Chunks;

/// A number of whichever field, in as many limbs as the largest has.
pub type Number = [u32; 8];

pub const ZERO: Number = [0; 8];
pub const ONE: Number = [1, 0, 0, 0, 0, 0, 0, 0];

/// One of the network's primes and what is done modulo it.
pub trait Prime: Sync {
    /// Length of a serialized number.
    fn width(&self) -> usize;
    /// Whether the bytes are a serialized number: of this length and below the prime.
    fn is_number(&self, bytes: &[u8]) -> bool;
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

    /// Splits each of the secrets and writes every party's share, after the prefix, to its writer.
    fn split(
        &self,
        scheme: &Scheme,
        secrets: Chunks<'_, u8>,
        prefix: Option<[u8; 4]>,
        random: &mut Random<'_>,
        writers: &mut [Writer<'_>],
    );
    /// Σ weight·share, for each of several columns of weights.
    fn combine(&self, shares: &[&[u8]], weights: &[[u32; COMBINATIONS]]) -> [Number; COMBINATIONS];
    /// Writes one secret. `shares` has those of each party that the plan is for.
    fn recover(&self, plan: &Plan, shares: &[&[&[u8]]], secret: usize, target: &mut [u8]);
}

/// The prime by the length of its numbers.
pub fn prime_of(width: usize) -> Option<&'static dyn Prime> {
    match width {
        8 => Some(&Modulus::<2, C64>),
        16 => Some(&Modulus::<4, C128>),
        32 => Some(&Modulus::<8, C256>),
        _ => None,
    }
}

struct Modulus<const LIMBS: usize, const C: u32>;

impl<const LIMBS: usize, const C: u32> Modulus<LIMBS, C> {
    fn element(number: &Number) -> Element<LIMBS, C> {
        Element::from_limbs(core::array::from_fn(|i| number[i]))
    }

    fn number(element: &Element<LIMBS, C>) -> Number {
        let mut number = ZERO;
        number[..LIMBS].copy_from_slice(element.limbs());
        number
    }
}

impl<const LIMBS: usize, const C: u32> Prime for Modulus<LIMBS, C> {
    fn width(&self) -> usize {
        Element::<LIMBS, C>::BYTES
    }

    fn is_number(&self, bytes: &[u8]) -> bool {
        Element::<LIMBS, C>::from_bytes(bytes).is_some()
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
        prefix: Option<[u8; 4]>,
        random: &mut Random<'_>,
        writers: &mut [Writer<'_>],
    ) {
        let stride = Element::<LIMBS, C>::BYTES + if prefix.is_some() { 4 } else { 0 };
        let mut targets: Vec<_> =
            writers.iter_mut().map(|writer| writer.space(secrets.len() * stride).chunks_exact_mut(stride)).collect();
        let mut coefficients = vec![Element::<LIMBS, C>::ZERO; scheme.degree + 1];
        for secret in secrets {
            coefficients[0] = Element::from_reduced(secret);
            for coefficient in &mut coefficients[1..] {
                *coefficient = random.element();
            }
            for (targets, powers) in targets.iter_mut().zip(&scheme.powers) {
                let mut target = targets.next().expect("room for every share");
                if let Some(prefix) = prefix {
                    let (before, share) = target.split_first_chunk_mut().expect("room for the prefix");
                    *before = prefix;
                    target = share;
                }
                evaluate(&coefficients, powers).write(target);
            }
        }
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

    fn recover(&self, plan: &Plan, shares: &[&[&[u8]]], secret: usize, target: &mut [u8]) {
        let share = |party: usize| Element::<LIMBS, C>::from_reduced(shares[party][secret]);
        let element = match plan {
            Plan::Small { positive, negative, scale } => {
                let sum_of = |terms: &[(u32, usize)]| {
                    Element::combine(terms.iter().map(|&(weight, party)| (weight, share(party))))
                };
                let sum = sum_of(positive).subtract(&sum_of(negative));
                scale.map_or(sum, |scale| sum.multiply(&Self::element(&scale)))
            }
            Plan::Large(weights) => weights
                .iter()
                .enumerate()
                .fold(Element::ZERO, |sum, (party, weight)| sum.add(&Self::element(weight).multiply(&share(party)))),
        };
        element.write(target);
    }
}
