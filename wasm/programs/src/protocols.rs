//! What the nodes' protocols give for numbers that they cannot compute with.
//!
//! Nodes add noise to a secret, look at the sum, and take the noise away again. That is exact while the sum does not
//! wrap around the prime, and while what they compute next fits the room that is left. [`Protocols`] takes the same
//! steps on numbers in the clear, so its results are those of nodes, right or wrong.
//!
//! This runs for few instructions of a program. To be small, it is compiled once for numbers of any prime, and nothing of
//! it is inlined.

use crate::instruction::InstructionKind as Do;
use crate::integer::{bit_length, divide_rest};
use shared::field::{C64, C128, C256};

/// A number below the prime, or noise, in limbs of 32 bits, least significant first.
pub type Number = [u32; 8];

const ONE: Number = [1, 0, 0, 0, 0, 0, 0, 0];

/// Nodes decide equality by a polynomial that is right for fewer differing bits than this.
pub const COMPARED_BITS: u32 = 64;

/// The most that a secret may be apart from another one, in bits, whatever the risk is.
const APART_BITS: u32 = 104;

/// How often a result of nodes may be wrong without a warning: once in a million runs.
const RISK: f64 = 1.0 / (1 << 20) as f64;

/// How many bits of noise are added to those of a number.
const HIDING_BITS: u32 = 40;

/// What is beyond the protocols of nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Secrets that are compared for equality are too far apart.
    Comparison,
    /// A dividend of a public divisor, which may be negative, is too large and on the wrong side of zero.
    Dividend { limit: u32, is_divisor_negative: bool },
    /// A number that is shifted is too far below zero.
    Shift { limit: u32 },
    /// Dividend or secret divisor are too large.
    SecretDivisor { limits: [u32; 2] },
    /// A number is too large for the prime.
    Wrap,
    /// Numbers that are compared by their order are too far apart for the prime.
    Order,
}

impl Beyond {
    /// What nodes would do with a prime of so many bits. No secret is in it.
    pub fn reason(self, bits: u32) -> String {
        match self {
            Beyond::Comparison => "real nodes can answer both == and != with true here, for these secrets are too far \
                                   apart: they compare fewer than 64 bits that differ, so keep secrets within 2^64 of \
                                   each other, or compare them in parts"
                .to_owned(),
            Beyond::Dividend { limit, is_divisor_negative } => {
                let (outside, divisor) = match is_divisor_negative {
                    true => ("above 2", "a negative public number"),
                    false => ("below -2", "a public number"),
                };
                format!(
                    "real nodes can take this secret dividend as another number: with the prime of {bits} bits they \
                     divide nothing {outside}^{limit} by {divisor}, so scale it down"
                )
            }
            Beyond::Shift { limit } => format!(
                "real nodes can take this negative secret as unsigned: with the prime of {bits} bits they shift nothing \
                 below -2^{limit}, so scale it down"
            ),
            Beyond::SecretDivisor { limits: [dividend, divisor] } => format!(
                "real nodes can give a wrong result here: with the prime of {bits} bits they divide by a secret exactly \
                 only what is below 2^{dividend} by what is below 2^{divisor}, so scale both down"
            ),
            Beyond::Wrap => format!(
                "this number can be too large for the prime of {bits} bits: it is then another one, so give the inputs \
                 fewer bits, or scale down"
            ),
            Beyond::Order => format!(
                "real nodes can give the wrong order here: with the prime of {bits} bits they compare no secrets that are \
                 further apart than half of it, so give the inputs fewer bits"
            ),
        }
    }
}

/// The protocols over the field of a prime.
pub struct Protocols {
    bits: u32,
    prime: Number,
}

impl Protocols {
    /// Those for the prime of 64, 128 or 256 bits.
    pub fn new(bits: u32) -> Self {
        let c = match bits {
            64 => C64,
            128 => C128,
            _ => C256,
        };
        let mut prime = [0; 8];
        prime[..bits as usize / 32].fill(u32::MAX);
        prime[0] -= c - 1;
        Self { bits, prime }
    }

    /// The prime, in limbs of 32 bits.
    pub fn prime(&self) -> &Number {
        &self.prime
    }

    /// Bits that the numbers have for which protocols are made. A divisor that is not secret has to stay below.
    pub const fn number_bits(bits: u32) -> u32 {
        (bits - HIDING_BITS - 1) / 2
    }

    /// Bits of the noise that hides such a number.
    fn noise_bits(&self) -> u32 {
        Self::number_bits(self.bits) + HIDING_BITS
    }

    /// Bits after the point of the reciprocal by which nodes divide.
    fn precision(&self) -> u32 {
        Self::number_bits(self.bits) / 2
    }

    /// How many truncations make the reciprocal better.
    fn rounds(&self) -> usize {
        match self.bits {
            64 => 2,
            128 => 6,
            _ => 8,
        }
    }

    /// Bits that dividend and secret divisor may have. Nodes were found to be exact up to 55 and 50 bits with the prime of
    /// 256, up to 23 with that of 128, and up to 5 with that of 64; these protocols err a little earlier.
    pub fn division_limits(&self) -> [u32; 2] {
        match self.bits {
            64 => [4, 4],
            128 => [20, 20],
            _ => [52, 50],
        }
    }

    /// Bits that a negative dividend of a public divisor, or a negative number that is shifted, may have.
    ///
    /// It wraps when it is larger than its noise: with one bit less than the noise in half of all runs, and with these
    /// few in one of a million.
    pub fn negative_limit(&self) -> u32 {
        self.noise_bits() - 20
    }

    /// How many numbers of noise the protocol of an instruction takes; none if nodes are always right about it.
    pub fn noise_count(&self, kind: Do) -> usize {
        match kind {
            Do::EqualsSecret
            | Do::DivisionIntegerSecretDividendPublicDivisor
            | Do::ModuloIntegerSecretDividendPublicDivisor
            | Do::RightShiftShares
            | Do::TruncPr => 1,
            Do::DivisionIntegerSecretDivisor | Do::ModuloIntegerSecretDivisor => self.rounds() + 2,
            _ => 0,
        }
    }

    /// What of an instruction's operands is beyond its protocol. Within the limits nodes are right in all but one of a
    /// million runs, or better.
    #[inline(never)]
    pub fn beyond(&self, kind: Do, left: &Number, right: &Number) -> Option<Beyond> {
        match kind {
            Do::EqualsSecret => {
                let difference = self.subtract(left, right);
                (self.equality_risk(&difference) >= RISK).then_some(Beyond::Comparison)
            }
            Do::DivisionIntegerSecretDividendPublicDivisor | Do::ModuloIntegerSecretDividendPublicDivisor => {
                let (limit, is_divisor_negative) = (self.negative_limit(), self.is_negative(right));
                let wraps = self.is_negative(left) != is_divisor_negative && self.length(left) > limit;
                (self.takes(kind, right) && wraps).then_some(Beyond::Dividend { limit, is_divisor_negative })
            }
            Do::RightShiftShares | Do::TruncPr => {
                let limit = self.negative_limit();
                let wraps = self.is_negative(left) && self.length(left) > limit;
                (self.takes(kind, right) && wraps).then_some(Beyond::Shift { limit })
            }
            Do::DivisionIntegerSecretDivisor | Do::ModuloIntegerSecretDivisor => {
                let limits = self.division_limits();
                let is_within = self.length(left) <= limits[0] && self.length(right) <= limits[1];
                (!is_within).then_some(Beyond::SecretDivisor { limits })
            }
            _ => None,
        }
    }

    /// Whether the protocol of an instruction runs with a right operand. Nodes refuse the others, or need no protocol.
    pub fn takes(&self, kind: Do, right: &Number) -> bool {
        let limit = Self::number_bits(self.bits);
        match kind {
            Do::DivisionIntegerSecretDividendPublicDivisor | Do::ModuloIntegerSecretDividendPublicDivisor => {
                (1..limit).contains(&self.length(right))
            }
            Do::RightShiftShares | Do::TruncPr => {
                right[1..].iter().all(|limb| *limb == 0) && (1..limit).contains(&right[0])
            }
            _ => true,
        }
    }

    /// The result of an instruction that [takes](Self::takes) its operands. The noise are numbers of the field.
    #[inline(never)]
    pub fn result(&self, kind: Do, left: &Number, right: &Number, noises: &[Number]) -> Number {
        let noises: Vec<Number> = match kind {
            Do::EqualsSecret => noises.to_vec(),
            _ => noises.iter().map(|noise| low_bits(noise, self.noise_bits())).collect(),
        };
        match kind {
            Do::EqualsSecret => self.equals(&self.subtract(left, right), &noises[0]),
            Do::DivisionIntegerSecretDividendPublicDivisor => {
                let remainder = self.remainder(left, right, &noises[0]);
                self.multiply(&self.subtract(left, &remainder), &self.inverse(right))
            }
            Do::ModuloIntegerSecretDividendPublicDivisor => self.remainder(left, right, &noises[0]),
            Do::DivisionIntegerSecretDivisor => self.quotient(left, right, &noises),
            Do::ModuloIntegerSecretDivisor => {
                self.subtract(left, &self.multiply(&self.quotient(left, right, &noises), right))
            }
            _ => self.truncate(left, right[0], &noises[0], kind == Do::RightShiftShares),
        }
    }

    /// Whether two secrets are equal: one or zero if nodes are right, any other number if not. As a boolean such a number
    /// is true, and so is one minus it.
    #[inline(never)]
    fn equals(&self, difference: &Number, noise: &Number) -> Number {
        let seen = self.add(difference, noise);
        let distance: u32 = seen.iter().zip(noise).map(|(seen, noise)| (seen ^ noise).count_ones()).sum();
        // At the distance and one more, the polynomial that is one at one, and zero at zero and from two to 64:
        // −x·(x−2)·…·(x−64) / 63!.
        let at = small(distance + 1);
        let (mut value, mut divisor) = (self.subtract(&small(0), &at), ONE);
        for root in 2..=COMPARED_BITS {
            value = self.multiply(&value, &self.subtract(&at, &small(root)));
            divisor = self.multiply(&divisor, &small(root - 1));
        }
        self.multiply(&value, &self.inverse(&divisor))
    }

    /// How often nodes are wrong about the equality of two secrets with this difference: how often adding it to noise
    /// turns over 64 bits or more.
    #[inline(never)]
    fn equality_risk(&self, difference: &Number) -> f64 {
        let distance = self.absolute(difference);
        match bit_length(&distance) {
            0..COMPARED_BITS => return 0.0,
            length if length > APART_BITS => return 1.0,
            _ => {}
        }
        // By the carry into the next bit and the bits turned over so far. A bit that differs from the carry turns over,
        // and the noise decides about the next carry; otherwise the carry stays.
        let mut chances = [[0.0; COMPARED_BITS as usize + 1]; 2];
        chances[0][0] = 1.0;
        for bit in 0..self.bits {
            let is_set = distance[bit as usize / 32] >> (bit % 32) & 1 == 1;
            let turning = usize::from(!is_set);
            let mut next = [[0.0; COMPARED_BITS as usize + 1]; 2];
            for count in 0..=COMPARED_BITS as usize {
                next[1 - turning][count] += chances[1 - turning][count];
                let more = (count + 1).min(COMPARED_BITS as usize);
                next[0][more] += chances[turning][count] / 2.0;
                next[1][more] += chances[turning][count] / 2.0;
            }
            chances = next;
        }
        chances.iter().map(|counts| counts[COMPARED_BITS as usize]).sum()
    }

    /// The quotient of a secret by a power of two: rounded down, or for a probabilistic one less at times.
    #[inline(never)]
    fn truncate(&self, number: &Number, bits: u32, noise: &Number, is_exact: bool) -> Number {
        let size = power_of_two(bits);
        let hidden = self.add(&power_of_two(Self::number_bits(self.bits) - 1), number);
        let seen = self.add(&hidden, noise);
        let mut remainder = self.subtract(&low_bits(&seen, bits), &low_bits(noise, bits));
        if !is_exact || self.is_negative(&remainder) {
            remainder = self.add(&remainder, &size);
        }
        self.multiply(&self.subtract(number, &remainder), &self.inverse(&size))
    }

    /// The remainder of a secret by a public divisor.
    #[inline(never)]
    fn remainder(&self, dividend: &Number, divisor: &Number, noise: &Number) -> Number {
        let is_negative = self.is_negative(divisor);
        let turned = |number: &Number| if is_negative { self.subtract(&small(0), number) } else { *number };
        let (number, size) = (turned(dividend), turned(divisor));
        let bits = bit_length(&size);
        let (low, high) = (low_bits(noise, bits), divide(noise, &power_of_two(bits)).0);
        let seen = self.add(&self.add(&number, &self.multiply(&size, &high)), &low);
        let mut rest = self.subtract(&divide(&seen, &size).1, &low);
        if !self.is_negative(&self.subtract(&low, &size)) {
            rest = self.add(&rest, &size);
        }
        if self.is_negative(&rest) {
            rest = self.add(&rest, &size);
        }
        turned(&rest)
    }

    /// The quotient by a secret divisor: by a reciprocal that Newton's method finds, and at most one more or less.
    #[inline(never)]
    fn quotient(&self, dividend: &Number, divisor: &Number, noises: &[Number]) -> Number {
        let (number, size) = (self.absolute(dividend), self.absolute(divisor));
        let has_same_signs = self.is_negative(dividend) == self.is_negative(divisor);
        let precision = self.precision();
        let rounded =
            |left: &Number, right: &Number, noise| self.truncate(&self.multiply(left, right), precision, noise, false);
        // Moves the divisor up to just below one.
        let scale = match bit_length(&size) {
            0 => small(0),
            length => power_of_two(precision.saturating_sub(length)),
        };
        let (scaled_number, scaled_size) = (self.multiply(&number, &scale), self.multiply(&size, &scale));
        let two = power_of_two(precision + 1);
        // The best line: 1.5 + √2 − 2·divisor.
        let start = ((1.5 + std::f64::consts::SQRT_2) * (1u64 << precision) as f64).round() as u64;
        let start = [start as u32, (start >> 32) as u32, 0, 0, 0, 0, 0, 0];
        let mut reciprocal = self.subtract(&start, &self.add(&scaled_size, &scaled_size));
        let (round_noises, last) = noises.split_at(self.rounds());
        for pair in round_noises.chunks_exact(2) {
            let product = rounded(&reciprocal, &scaled_size, &pair[0]);
            reciprocal = rounded(&reciprocal, &self.subtract(&two, &product), &pair[1]);
        }
        let product = rounded(&reciprocal, &scaled_number, &last[0]);
        let mut quotient = self.truncate(&product, precision, &last[1], true);
        let estimate = self.multiply(&quotient, &size);
        let room = if has_same_signs { self.subtract(&size, &ONE) } else { small(0) };
        if self.is_negative(&self.subtract(&number, &estimate)) {
            quotient = self.subtract(&quotient, &ONE);
        }
        if self.is_negative(&self.subtract(&self.add(&estimate, &room), &number)) {
            quotient = self.add(&quotient, &ONE);
        }
        if has_same_signs { quotient } else { self.subtract(&small(0), &quotient) }
    }

    #[inline(never)]
    fn is_negative(&self, number: &Number) -> bool {
        let twice = self.add(number, number);
        // Twice a number of the lower half is even, as nothing is subtracted from it.
        twice[0] & 1 == 1
    }

    #[inline(never)]
    fn absolute(&self, number: &Number) -> Number {
        if self.is_negative(number) { self.subtract(&small(0), number) } else { *number }
    }

    /// How many bits the absolute value has.
    #[inline(never)]
    fn length(&self, number: &Number) -> u32 {
        bit_length(&self.absolute(number))
    }

    #[inline(never)]
    fn add(&self, left: &Number, right: &Number) -> Number {
        let mut sum = [0; 16];
        let mut carry = 0;
        for index in 0..8 {
            let limb = u64::from(left[index]) + u64::from(right[index]) + carry;
            sum[index] = limb as u32;
            carry = limb >> 32;
        }
        sum[8] = carry as u32;
        self.reduce(sum)
    }

    #[inline(never)]
    fn subtract(&self, left: &Number, right: &Number) -> Number {
        let mut negated = self.prime;
        let mut borrows = false;
        for (limb, other) in negated.iter_mut().zip(right) {
            let (difference, first) = limb.overflowing_sub(*other);
            let (difference, second) = difference.overflowing_sub(borrows.into());
            (*limb, borrows) = (difference, first || second);
        }
        self.add(left, &negated)
    }

    #[inline(never)]
    fn multiply(&self, left: &Number, right: &Number) -> Number {
        let mut product = [0; 16];
        for (place, limb) in left.iter().enumerate() {
            let mut carry = 0;
            for (index, other) in right.iter().enumerate() {
                let sum = u64::from(*limb) * u64::from(*other) + u64::from(product[place + index]) + carry;
                product[place + index] = sum as u32;
                carry = sum >> 32;
            }
            product[place + 8] = carry as u32;
        }
        self.reduce(product)
    }

    #[inline(never)]
    fn reduce(&self, mut wide: [u32; 16]) -> Number {
        let _ = divide_rest(&mut wide, &mut self.prime.clone(), &mut [0; 16]);
        let mut number = [0; 8];
        number.copy_from_slice(&wide[..8]);
        number
    }

    /// What to multiply by to divide by a number: its power to the prime less two.
    #[inline(never)]
    fn inverse(&self, number: &Number) -> Number {
        let mut exponent = self.prime;
        exponent[0] -= 2;
        let mut power = ONE;
        for bit in (0..self.bits).rev() {
            power = self.multiply(&power, &power);
            if exponent[bit as usize / 32] >> (bit % 32) & 1 == 1 {
                power = self.multiply(&power, number);
            }
        }
        power
    }
}

fn small(number: u32) -> Number {
    [number, 0, 0, 0, 0, 0, 0, 0]
}

#[inline(never)]
fn power_of_two(exponent: u32) -> Number {
    let mut number = [0; 8];
    number[exponent as usize / 32] = 1 << (exponent % 32);
    number
}

#[inline(never)]
fn low_bits(number: &Number, bits: u32) -> Number {
    divide(number, &power_of_two(bits)).1
}

/// Quotient and remainder by a number other than zero.
#[inline(never)]
fn divide(number: &Number, divisor: &Number) -> (Number, Number) {
    let (mut quotient, mut rest) = ([0; 8], *number);
    let _ = divide_rest(&mut rest, &mut divisor.clone(), &mut quotient);
    (quotient, rest)
}
