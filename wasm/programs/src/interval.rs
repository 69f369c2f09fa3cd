//! Whole numbers between two ends, and what operations on them give.
//!
//! Every result has in it all that the operation can give for any numbers in its operands. An end has twice as many bits
//! as the numbers of a field and some more, so that a product fits, and a sum of as many products as a program can have.

use std::cmp::Ordering;

use crate::integer::{bit_length, divide_rest};

const LIMBS: usize = 18;

/// The bits of a factor. What is longer has left every field.
const FACTOR_BITS: u32 = 272;

/// A whole number in limbs of 32 bits, least significant first; a negative one as its two's complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole([u32; LIMBS]);

impl Whole {
    pub const ZERO: Whole = Whole([0; LIMBS]);
    pub const ONE: Whole = Whole::small(1);

    /// A number of 32 bits.
    pub const fn small(number: u32) -> Whole {
        let mut limbs = [0; LIMBS];
        limbs[0] = number;
        Whole(limbs)
    }

    /// A sign and an absolute value.
    #[inline(never)]
    pub fn signed(is_negative: bool, magnitude: &[u32]) -> Whole {
        let mut limbs = [0; LIMBS];
        limbs[..magnitude.len()].copy_from_slice(magnitude);
        if is_negative { Whole(limbs).negated() } else { Whole(limbs) }
    }

    /// Two to the power of at most twice the bits of a field.
    #[inline(never)]
    pub fn power_of_two(exponent: u32) -> Whole {
        let mut limbs = [0; LIMBS];
        limbs[exponent as usize / 32] = 1 << (exponent % 32);
        Whole(limbs)
    }

    pub fn is_negative(&self) -> bool {
        self.0[LIMBS - 1] >> 31 == 1
    }

    /// How many bits the absolute value has.
    #[inline(never)]
    pub fn bits(&self) -> u32 {
        bit_length(&self.absolute().0)
    }

    #[inline(never)]
    pub fn negated(&self) -> Whole {
        Whole(self.0.map(|limb| !limb)).plus(&Whole::ONE)
    }

    fn absolute(&self) -> Whole {
        if self.is_negative() { self.negated() } else { *self }
    }

    #[inline(never)]
    pub fn plus(&self, other: &Whole) -> Whole {
        let mut sum = self.0;
        let mut carry = 0;
        for (limb, other) in sum.iter_mut().zip(&other.0) {
            let wide = u64::from(*limb) + u64::from(*other) + carry;
            *limb = wide as u32;
            carry = wide >> 32;
        }
        Whole(sum)
    }

    pub fn minus(&self, other: &Whole) -> Whole {
        self.plus(&other.negated())
    }

    /// The product of two factors.
    #[inline(never)]
    pub fn times(&self, other: &Whole) -> Whole {
        let (left, right) = (self.absolute(), other.absolute());
        let mut product = [0; LIMBS];
        // Most numbers have few limbs.
        for (place, limb) in left.0.iter().enumerate().filter(|(_, limb)| **limb != 0) {
            let mut carry = 0;
            for (index, other) in right.0[..LIMBS - place].iter().enumerate() {
                let wide = u64::from(*limb) * u64::from(*other) + u64::from(product[place + index]) + carry;
                product[place + index] = wide as u32;
                carry = wide >> 32;
            }
        }
        Whole::signed(self.is_negative() != other.is_negative(), &product)
    }

    /// The quotient by a number other than zero, rounded down.
    #[inline(never)]
    pub fn over(&self, divisor: &Whole) -> Whole {
        let (mut rest, mut quotient) = (self.absolute().0, [0; LIMBS]);
        let _ = divide_rest(&mut rest, &mut divisor.absolute().0, &mut quotient);
        let is_negative = self.is_negative() != divisor.is_negative();
        let quotient = Whole::signed(is_negative, &quotient);
        if is_negative && rest != [0; LIMBS] { quotient.minus(&Whole::ONE) } else { quotient }
    }
}

impl PartialOrd for Whole {
    fn partial_cmp(&self, other: &Whole) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Whole {
    #[inline(never)]
    fn cmp(&self, other: &Whole) -> Ordering {
        let signs = other.is_negative().cmp(&self.is_negative());
        signs.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

/// All numbers from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    pub least: Whole,
    pub most: Whole,
}

impl Interval {
    pub fn new(least: Whole, most: Whole) -> Interval {
        Interval { least, most }
    }

    /// One number.
    pub fn of(number: Whole) -> Interval {
        Interval::new(number, number)
    }

    /// From zero to one.
    pub fn bit() -> Interval {
        Interval::new(Whole::ZERO, Whole::ONE)
    }

    /// Whether all of it is in another one.
    pub fn is_within(&self, other: &Interval) -> bool {
        other.least <= self.least && self.most <= other.most
    }

    /// How many bits the largest absolute value has.
    pub fn bits(&self) -> u32 {
        self.least.bits().max(self.most.bits())
    }

    /// What is in either.
    pub fn or(&self, other: &Interval) -> Interval {
        Interval::new(self.least.min(other.least), self.most.max(other.most))
    }

    pub fn plus(&self, other: &Interval) -> Interval {
        Interval::new(self.least.plus(&other.least), self.most.plus(&other.most))
    }

    pub fn minus(&self, other: &Interval) -> Interval {
        Interval::new(self.least.minus(&other.most), self.most.minus(&other.least))
    }

    /// The product; nothing where a factor has left every field.
    pub fn times(&self, other: &Interval) -> Option<Interval> {
        let fits = self.bits() <= FACTOR_BITS && other.bits() <= FACTOR_BITS;
        fits.then(|| self.ends(&[other.least, other.most], Whole::times)).flatten()
    }

    /// The product with itself.
    pub fn square(&self) -> Option<Interval> {
        let product = self.times(self)?;
        Some(Interval::new(product.least.max(Whole::ZERO), product.most))
    }

    /// The quotient by the divisors that are not zero; nothing if there is none.
    pub fn over(&self, divisor: &Interval) -> Option<Interval> {
        // The quotients are largest next to zero, on either side.
        let candidates = [divisor.least, divisor.most, Whole::ONE, Whole::ONE.negated()];
        let within = |number: &Whole| *number != Whole::ZERO && Interval::of(*number).is_within(divisor);
        let divisors: Vec<Whole> = candidates.into_iter().filter(within).collect();
        self.ends(&divisors, Whole::over)
    }

    /// What the division by the divisors that are not zero leaves, with their signs. Without a dividend, that of any.
    pub fn rest(dividend: Option<&Interval>, divisor: &Interval) -> Interval {
        let zero = Whole::ZERO;
        let mut least = zero.min(divisor.least.plus(&Whole::ONE));
        let mut most = zero.max(divisor.most.minus(&Whole::ONE));
        // A remainder is at most as far from zero as the dividend, if both are on one side.
        if let Some(dividend) = dividend {
            if dividend.least >= zero {
                most = most.min(dividend.most);
            }
            if dividend.most <= zero {
                least = least.max(dividend.least);
            }
        }
        Interval::new(least, most)
    }

    /// The number times two to a power; nothing where that leaves every field.
    pub fn shifted_left(&self, bits: &Interval) -> Option<Interval> {
        if *self == Interval::of(Whole::ZERO) {
            return Some(*self);
        }
        let [fewest, most] = bits.exponents()?;
        self.times(&Interval::new(Whole::power_of_two(fewest), Whole::power_of_two(most)))
    }

    /// The number by two to a power, rounded down; nothing for a power that leaves every field.
    pub fn shifted_right(&self, bits: &Interval) -> Option<Interval> {
        let [fewest, most] = bits.exponents()?;
        self.over(&Interval::new(Whole::power_of_two(fewest), Whole::power_of_two(most)))
    }

    /// The power; nothing where it leaves every field.
    pub fn power(&self, exponent: &Interval) -> Option<Interval> {
        let [fewest, most] = exponent.exponents()?;
        let mut power = Interval::of(Whole::ONE);
        let mut all = None;
        for count in 0..=most {
            if count > 0 {
                power = power.times(self)?;
            }
            if count >= fewest {
                all = Some(all.map_or(power, |all: Interval| all.or(&power)));
            }
        }
        all
    }

    /// Both ends, if they are exponents that a number of a field can have.
    fn exponents(&self) -> Option<[u32; 2]> {
        let is_exponent = |number: &Whole| !number.is_negative() && number.bits() <= 8;
        (is_exponent(&self.least) && is_exponent(&self.most)).then(|| [self.least.0[0], self.most.0[0]])
    }

    /// The least and the most of an operation whose results are largest at the ends of its operands.
    #[inline(never)]
    fn ends(&self, others: &[Whole], operation: fn(&Whole, &Whole) -> Whole) -> Option<Interval> {
        let results = [self.least, self.most].into_iter();
        let results = results.flat_map(|end| others.iter().map(move |other| Interval::of(operation(&end, other))));
        results.reduce(|all, each| all.or(&each))
    }
}
