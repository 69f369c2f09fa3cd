//! Arithmetic modulo the primes of the network, and on the integers their residues stand for.
//!
//! The primes are just below a power of two, p = 2^k − c with k = 64, 128 or 256 and c < 2^32. So 2^k ≡ c, and what
//! overflows k bits comes back in as a multiple of c: reduction is a multiplication by one small number.
//!
//! A residue x stands for the integer x if x ≤ (p−1)/2 and for x − p otherwise. Division, remainder and shifts are
//! those of the integers, rounding down as Python does. This code runs on values in the clear and is not constant-time.

use std::cmp::Ordering;

/// A residue, or the absolute value of the integer it stands for: 64-bit limbs, least significant first.
pub type Limbs<const N: usize> = [u64; N];

/// An integer as sign and absolute value. Zero is not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed<const N: usize> {
    pub is_negative: bool,
    pub magnitude: Limbs<N>,
}

/// The field modulo 2^(64 N) − c.
#[derive(Clone, Copy, Debug)]
pub struct Field<const N: usize> {
    c: u64,
}

/// The 64-bit prime, 18446744072637906947.
pub const FIELD_64: Field<1> = Field { c: 1_071_644_669 };

/// The 128-bit prime, 340282366920938463463374607429104828419.
pub const FIELD_128: Field<2> = Field { c: 2_663_383_037 };

/// The 256-bit prime, 115792089237316195423570985008687907853269984665640564039457584007911397392387.
pub const FIELD_256: Field<4> = Field { c: 1_732_247_549 };

impl<const N: usize> Field<N> {
    /// Bytes of a residue.
    pub const BYTES: usize = 8 * N;

    /// Bits of the prime.
    pub const BITS: u32 = 64 * N as u32;

    /// Zero.
    pub const ZERO: Limbs<N> = [0; N];

    /// A small number.
    pub fn small(value: u64) -> Limbs<N> {
        let mut limbs = [0; N];
        limbs[0] = value;
        limbs
    }

    /// Reads a residue, least significant byte first. Nothing if it is not below the prime or of another length.
    pub fn from_bytes(&self, bytes: &[u8]) -> Option<Limbs<N>> {
        if bytes.len() != Self::BYTES {
            return None;
        }
        let limbs = self.limbs(bytes);
        (self.reduce_once(limbs) == limbs).then_some(limbs)
    }

    fn limbs(&self, bytes: &[u8]) -> Limbs<N> {
        let mut limbs = [0; N];
        for (limb, chunk) in limbs.iter_mut().zip(bytes.chunks(8)) {
            *limb = chunk.iter().rev().fold(0, |limb, byte| limb << 8 | u64::from(*byte));
        }
        limbs
    }

    /// Writes a residue, least significant byte first.
    pub fn write(&self, residue: &Limbs<N>, into: &mut Vec<u8>) {
        for limb in residue {
            into.extend_from_slice(&limb.to_le_bytes());
        }
    }

    /// Reads an integer in two's complement, least significant byte first. Nothing if it is not within half of the
    /// prime on either side of zero, or of another length.
    pub fn from_signed_bytes(&self, bytes: &[u8]) -> Option<Limbs<N>> {
        if bytes.len() != Self::BYTES {
            return None;
        }
        let limbs = self.limbs(bytes);
        let is_negative = limbs[N - 1] >> 63 == 1;
        // x is there as x + 2^k, and its residue is x + p, less by c.
        let residue = if is_negative { sub(&limbs, &Self::small(self.c)).0 } else { limbs };
        (self.is_negative(&residue) == is_negative).then_some(residue)
    }

    /// Writes the integer a residue stands for in two's complement, least significant byte first.
    pub fn write_signed(&self, residue: &Limbs<N>, into: &mut Vec<u8>) {
        let is_negative = self.is_negative(residue);
        self.write(&if is_negative { add_small(*residue, self.c).0 } else { *residue }, into);
    }

    /// A residue from eight bytes more than it has. Random bytes give every residue with the same probability, up to
    /// one in 2^64.
    pub fn from_wide_bytes(&self, bytes: &[u8]) -> Limbs<N> {
        let (low, high) = bytes.split_at(Self::BYTES.min(bytes.len()));
        let high = high.iter().rev().take(8).fold(0, |limb, byte| limb << 8 | u64::from(*byte));
        self.fold(self.limbs(low), Self::small(high))
    }

    /// Reads decimal digits. Nothing if the number is not below the prime.
    pub fn from_digits(&self, digits: &str) -> Option<Limbs<N>> {
        let mut limbs = [0u64; N];
        for digit in digits.bytes() {
            let mut carry = u128::from(digit.checked_sub(b'0')?);
            for limb in &mut limbs {
                let wide = u128::from(*limb) * 10 + carry;
                *limb = wide as u64;
                carry = wide >> 64;
            }
            if carry != 0 {
                return None;
            }
        }
        (self.reduce_once(limbs) == limbs).then_some(limbs)
    }

    /// Subtracts the prime if that gives no negative number.
    fn reduce_once(&self, limbs: Limbs<N>) -> Limbs<N> {
        // x − p = x + c − 2^k: adding c overflows exactly when x ≥ p.
        let (sum, overflows) = add_small(limbs, self.c);
        if overflows { sum } else { limbs }
    }

    /// The sum.
    pub fn add(&self, a: &Limbs<N>, b: &Limbs<N>) -> Limbs<N> {
        let (sum, overflows) = add(a, b);
        if overflows {
            // a + b − p = (a + b − 2^k) + c, below p.
            add_small(sum, self.c).0
        } else {
            self.reduce_once(sum)
        }
    }

    /// The difference.
    pub fn sub(&self, a: &Limbs<N>, b: &Limbs<N>) -> Limbs<N> {
        let (difference, underflows) = sub(a, b);
        if underflows {
            // a − b + p = (a − b + 2^k) − c, not negative.
            sub(&difference, &Self::small(self.c)).0
        } else {
            difference
        }
    }

    /// The product.
    pub fn mul(&self, a: &Limbs<N>, b: &Limbs<N>) -> Limbs<N> {
        let mut low = [0u64; N];
        let mut high = [0u64; N];
        for i in 0..N {
            let mut carry = 0;
            for j in 0..N {
                let limb = if i + j < N { &mut low[i + j] } else { &mut high[i + j - N] };
                let wide = u128::from(a[i]) * u128::from(b[j]) + u128::from(*limb) + carry;
                *limb = wide as u64;
                carry = wide >> 64;
            }
            high[i] = carry as u64;
        }
        self.fold(low, high)
    }

    /// low + high · 2^k, reduced.
    fn fold(&self, low: Limbs<N>, high: Limbs<N>) -> Limbs<N> {
        let mut sum = [0u64; N];
        let mut carry = 0;
        for i in 0..N {
            let wide = u128::from(high[i]) * u128::from(self.c) + u128::from(low[i]) + carry;
            sum[i] = wide as u64;
            carry = wide >> 64;
        }
        // What is left above k bits is at most c, and c² fits into a limb.
        let (sum, overflows) = add_small(sum, carry as u64 * self.c);
        let sum = if overflows { add_small(sum, self.c).0 } else { sum };
        self.reduce_once(sum)
    }

    /// The power, by squaring.
    pub fn pow(&self, base: &Limbs<N>, exponent: &Limbs<N>) -> Limbs<N> {
        let mut power = Self::small(1);
        for bit in (0..bit_length(exponent)).rev() {
            power = self.mul(&power, &power);
            if has_bit(exponent, bit) {
                power = self.mul(&power, base);
            }
        }
        power
    }

    /// Whether a residue stands for a negative integer.
    pub fn is_negative(&self, residue: &Limbs<N>) -> bool {
        // x > (p−1)/2 exactly when x > p − x, for p is odd.
        compare(residue, &self.sub(&Self::ZERO, residue)) == Ordering::Greater
    }

    /// The integer a residue stands for.
    pub fn signed(&self, residue: &Limbs<N>) -> Signed<N> {
        let is_negative = self.is_negative(residue);
        let magnitude = if is_negative { self.sub(&Self::ZERO, residue) } else { *residue };
        Signed { is_negative, magnitude }
    }

    /// The residue of an integer. Its absolute value has to be below the prime.
    pub fn residue(&self, integer: Signed<N>) -> Limbs<N> {
        if integer.is_negative { self.sub(&Self::ZERO, &integer.magnitude) } else { integer.magnitude }
    }

    /// The integer of that sign and digits, if it is in the signed range.
    pub fn signed_from_digits(&self, is_negative: bool, digits: &str) -> Option<Limbs<N>> {
        let magnitude = self.from_digits(digits)?;
        (!self.is_negative(&magnitude)).then(|| self.residue(Signed { is_negative, magnitude }))
    }

    /// Quotient and remainder of two integers. The quotient is rounded down, so that the remainder has the sign of the
    /// divisor. Nothing for a division by zero.
    pub fn divide_signed(&self, a: &Limbs<N>, b: &Limbs<N>) -> Option<(Limbs<N>, Limbs<N>)> {
        let (a, b) = (self.signed(a), self.signed(b));
        let (mut quotient, mut remainder) = divide(&a.magnitude, &b.magnitude)?;
        let is_negative = a.is_negative != b.is_negative;
        if is_negative && remainder != Self::ZERO {
            quotient = add_small(quotient, 1).0;
            remainder = sub(&b.magnitude, &remainder).0;
        }
        let quotient = Signed { is_negative, magnitude: quotient };
        let remainder = Signed { is_negative: b.is_negative, magnitude: remainder };
        Some((self.residue(quotient), self.residue(remainder)))
    }

    /// Quotient and remainder of two residues as they are. Nothing for a division by zero.
    pub fn divide_unsigned(&self, a: &Limbs<N>, b: &Limbs<N>) -> Option<(Limbs<N>, Limbs<N>)> {
        divide(a, b)
    }
}

fn add<const N: usize>(a: &Limbs<N>, b: &Limbs<N>) -> (Limbs<N>, bool) {
    let mut sum = [0; N];
    let mut carry = false;
    for i in 0..N {
        let (limb, first) = a[i].overflowing_add(b[i]);
        let (limb, second) = limb.overflowing_add(u64::from(carry));
        sum[i] = limb;
        carry = first || second;
    }
    (sum, carry)
}

fn add_small<const N: usize>(mut a: Limbs<N>, b: u64) -> (Limbs<N>, bool) {
    let mut carry = b;
    for limb in &mut a {
        let (sum, overflows) = limb.overflowing_add(carry);
        *limb = sum;
        carry = u64::from(overflows);
    }
    (a, carry != 0)
}

fn sub<const N: usize>(a: &Limbs<N>, b: &Limbs<N>) -> (Limbs<N>, bool) {
    let mut difference = [0; N];
    let mut borrow = false;
    for i in 0..N {
        let (limb, first) = a[i].overflowing_sub(b[i]);
        let (limb, second) = limb.overflowing_sub(u64::from(borrow));
        difference[i] = limb;
        borrow = first || second;
    }
    (difference, borrow)
}

fn compare<const N: usize>(a: &Limbs<N>, b: &Limbs<N>) -> Ordering {
    a.iter().rev().cmp(b.iter().rev())
}

/// The number of bits up to the highest one set.
pub fn bit_length<const N: usize>(a: &Limbs<N>) -> u32 {
    match a.iter().rposition(|limb| *limb != 0) {
        Some(index) => 64 * (index as u32 + 1) - a[index].leading_zeros(),
        None => 0,
    }
}

fn has_bit<const N: usize>(a: &Limbs<N>, bit: u32) -> bool {
    a[bit as usize / 64] >> (bit % 64) & 1 == 1
}

/// Long division in base 2, from the highest bit of the dividend on.
fn divide<const N: usize>(a: &Limbs<N>, b: &Limbs<N>) -> Option<(Limbs<N>, Limbs<N>)> {
    if *b == [0; N] {
        return None;
    }
    let (mut quotient, mut remainder) = ([0u64; N], [0u64; N]);
    for bit in (0..bit_length(a)).rev() {
        // The remainder is below the divisor; doubled it may overflow by one bit, and is then above it.
        let (mut doubled, overflows) = add(&remainder, &remainder);
        doubled[0] |= u64::from(has_bit(a, bit));
        let (difference, underflows) = sub(&doubled, b);
        remainder = if overflows || !underflows {
            quotient[bit as usize / 64] |= 1 << (bit % 64);
            difference
        } else {
            doubled
        };
    }
    Some((quotient, remainder))
}
