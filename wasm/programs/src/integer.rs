//! The integers that the numbers of a prime field stand for.
//!
//! A number x stands for the integer x if x ≤ (p−1)/2 and for x − p otherwise. Division, remainder and shifts are those
//! of the integers, rounding down as Python does. This code runs on values in the clear and is not constant-time.

use shared::field::Element;

/// An integer as sign and absolute value, in limbs of 32 bits, least significant first. Zero is not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed<const LIMBS: usize> {
    pub is_negative: bool,
    pub magnitude: [u32; LIMBS],
}

/// What programs do with a number beyond the arithmetic of its field.
pub trait Integer<const LIMBS: usize>: Sized {
    fn is_negative(&self) -> bool;
    /// The integer it stands for.
    fn signed(&self) -> Signed<LIMBS>;
    /// The number that stands for an integer whose absolute value is below the prime.
    fn of(integer: Signed<LIMBS>) -> Self;
    /// Reads decimal digits; `None` unless the number is below the prime.
    fn from_digits(digits: &str) -> Option<Self>;
    /// The integer of that sign and digits, if it is in the signed range.
    fn signed_from_digits(is_negative: bool, digits: &str) -> Option<Self>;
    /// The power, by squaring.
    fn power(&self, exponent: &Self) -> Self;
    /// Quotient and remainder of two integers. The quotient is rounded down, so that the remainder has the sign of the
    /// divisor. `None` for a division by zero.
    fn divide_signed(&self, divisor: &Self) -> Option<(Self, Self)>;
    /// Quotient and remainder of two numbers as they are. `None` for a division by zero.
    fn divide_unsigned(&self, divisor: &Self) -> Option<(Self, Self)>;
}

impl<const LIMBS: usize, const C: u32> Integer<LIMBS> for Element<LIMBS, C> {
    fn is_negative(&self) -> bool {
        self.is_upper_half() == 1
    }

    fn signed(&self) -> Signed<LIMBS> {
        let is_negative = self.is_negative();
        let magnitude = if is_negative { Self::ZERO.subtract(self) } else { *self };
        Signed { is_negative, magnitude: *magnitude.limbs() }
    }

    fn of(integer: Signed<LIMBS>) -> Self {
        let magnitude = Self::from_limbs(integer.magnitude);
        if integer.is_negative { Self::ZERO.subtract(&magnitude) } else { magnitude }
    }

    fn from_digits(digits: &str) -> Option<Self> {
        let mut limbs = [0; LIMBS];
        for digit in digits.bytes() {
            let mut carry = u64::from(digit.checked_sub(b'0')?);
            for limb in &mut limbs {
                let wide = u64::from(*limb) * 10 + carry;
                *limb = wide as u32;
                carry = wide >> 32;
            }
            if carry != 0 {
                return None;
            }
        }
        Self::below_prime(limbs)
    }

    fn signed_from_digits(is_negative: bool, digits: &str) -> Option<Self> {
        let magnitude = Self::from_digits(digits)?;
        (!magnitude.is_negative()).then(|| Self::of(Signed { is_negative, magnitude: *magnitude.limbs() }))
    }

    fn power(&self, exponent: &Self) -> Self {
        let exponent = exponent.limbs();
        let mut power = Self::ONE;
        for bit in (0..bit_length(exponent)).rev() {
            power = power.multiply(&power);
            if exponent[bit as usize / 32] >> (bit % 32) & 1 == 1 {
                power = power.multiply(self);
            }
        }
        power
    }

    fn divide_signed(&self, divisor: &Self) -> Option<(Self, Self)> {
        let (a, b) = (self.signed(), divisor.signed());
        let (quotient, remainder) = divide(&a.magnitude, &b.magnitude)?;
        let quotient = Self::of(Signed { is_negative: a.is_negative != b.is_negative, magnitude: quotient });
        let remainder = Self::of(Signed { is_negative: a.is_negative, magnitude: remainder });
        // Rounded towards zero so far.
        if remainder != Self::ZERO && a.is_negative != b.is_negative {
            return Some((quotient.subtract(&Self::ONE), remainder.add(divisor)));
        }
        Some((quotient, remainder))
    }

    fn divide_unsigned(&self, divisor: &Self) -> Option<(Self, Self)> {
        let (quotient, remainder) = divide(self.limbs(), divisor.limbs())?;
        Some((Self::from_limbs(quotient), Self::from_limbs(remainder)))
    }
}

/// The number of bits up to the highest one set.
pub fn bit_length(a: &[u32]) -> u32 {
    match a.iter().rposition(|limb| *limb != 0) {
        Some(index) => 32 * (index as u32 + 1) - a[index].leading_zeros(),
        None => 0,
    }
}

/// Quotient and remainder of absolute values. `None` for a division by zero.
fn divide<const LIMBS: usize>(a: &[u32; LIMBS], b: &[u32; LIMBS]) -> Option<([u32; LIMBS], [u32; LIMBS])> {
    let (mut quotient, mut rest) = ([0; LIMBS], *a);
    divide_rest(&mut rest, &mut b.clone(), &mut quotient)?;
    Some((quotient, rest))
}

/// Long division in digits of 32 bits, compiled once for all fields: the dividend becomes the remainder.
#[inline(never)]
pub(crate) fn divide_rest(rest: &mut [u32], divisor: &mut [u32], quotient: &mut [u32]) -> Option<()> {
    let length = divisor.iter().rposition(|limb| *limb != 0)? + 1;
    // Shifted so that the divisor's highest bit is set: a digit guessed from the dividend's two highest and the divisor's
    // highest is then at most two too large.
    let shift = divisor[length - 1].leading_zeros();
    shift_left(divisor, shift);
    let mut top = shift_left(rest, shift);
    for place in (0..=rest.len() - length).rev() {
        let digits = &mut rest[place..place + length];
        let highest = u64::from(top) << 32 | u64::from(digits[length - 1]);
        let mut guess = (highest / u64::from(divisor[length - 1])).min(u32::MAX.into());
        let mut carry = 0;
        for (limb, &other) in digits.iter_mut().zip(&*divisor) {
            let product = guess * u64::from(other) + carry;
            let (difference, borrows) = limb.overflowing_sub(product as u32);
            *limb = difference;
            carry = (product >> 32) + u64::from(borrows);
        }
        let mut missing = carry.saturating_sub(top.into());
        while missing > 0 {
            guess -= 1;
            let mut carry = 0;
            for (limb, &other) in digits.iter_mut().zip(&*divisor) {
                let sum = u64::from(*limb) + u64::from(other) + carry;
                *limb = sum as u32;
                carry = sum >> 32;
            }
            missing -= carry;
        }
        quotient[place] = guess as u32;
        // It belongs to the next place, and leaves zero behind.
        top = if place > 0 { core::mem::take(&mut digits[length - 1]) } else { 0 };
    }
    shift_right(rest, shift);
    Some(())
}

/// Shifts by fewer than 32 bits and returns what is shifted out.
fn shift_left(limbs: &mut [u32], bits: u32) -> u32 {
    limbs.iter_mut().fold(0, |below, limb| {
        let wide = u64::from(*limb) << bits;
        *limb = wide as u32 | below;
        (wide >> 32) as u32
    })
}

/// Shifts by fewer than 32 bits.
fn shift_right(limbs: &mut [u32], bits: u32) {
    limbs.iter_mut().rev().fold(0, |above, limb| {
        let wide = u64::from(*limb) << 32 >> bits;
        *limb = (wide >> 32) as u32 | above;
        wide as u32
    });
}
