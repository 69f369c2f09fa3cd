//! The three prime fields of the network.
//!
//! Every prime is 2^k − c with k = 64, 128 or 256 and c below 2^32, so 2^k ≡ c: what overflows k bits is multiplied by
//! c and added back. Numbers are little-endian limbs of 32 bits, always below the prime, and nothing here branches on
//! them or indexes by them.

/// A number below 2^(32·LIMBS) − C.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Element<const LIMBS: usize, const C: u32>([u32; LIMBS]);

/// 2^64 less the prime of 64 bits.
pub const C64: u32 = 1_071_644_669;
/// 2^128 less the prime of 128 bits.
pub const C128: u32 = 2_663_383_037;
/// 2^256 less the prime of 256 bits.
pub const C256: u32 = 1_732_247_549;

impl<const LIMBS: usize, const C: u32> Element<LIMBS, C> {
    /// Length of a serialized number.
    pub const BYTES: usize = 4 * LIMBS;
    pub const ZERO: Self = Self([0; LIMBS]);
    pub const ONE: Self = Self::from_u32(1);

    /// What [`Self::fold`] needs of c: with two limbs a second overflow must not follow the first.
    const FOLDS_ONCE: () = assert!(LIMBS > 2 || (LIMBS == 2 && C < 1 << 30));

    pub const fn from_u32(number: u32) -> Self {
        let mut limbs = [0; LIMBS];
        limbs[0] = number;
        Self(limbs)
    }

    /// Reads a serialized number that is known to be one.
    pub fn from_reduced(bytes: &[u8]) -> Self {
        Self(read_limbs(bytes).expect("a number of the prime's width"))
    }

    /// Takes limbs of any number; `None` unless it is below the prime.
    pub fn below_prime(limbs: [u32; LIMBS]) -> Option<Self> {
        let reduced = Self::reduce(limbs);
        (reduced.0 == limbs).then_some(reduced)
    }

    /// Reads a serialized number; `None` unless it is one.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Self::below_prime(read_limbs(bytes)?)
    }

    /// Reads a number of eight bytes more and reduces it. Random bytes give every number with the same probability, up
    /// to one in 2^64. `None` for another length.
    pub fn from_wide_bytes(bytes: &[u8]) -> Option<Self> {
        let (low, high) = bytes.split_at_checked(Self::BYTES)?;
        let sum = Sum { limbs: read_limbs(low)?, high: u64::from_le_bytes(high.try_into().ok()?) };
        Some(sum.reduce())
    }

    /// Reads a two's complement integer, negative ones as p − |x|; `None` outside ±⌊p/2⌋.
    pub fn from_signed(bytes: &[u8]) -> Option<Self> {
        let limbs = read_limbs(bytes)?;
        let is_negative = limbs[LIMBS - 1] >> 31;
        let (below_zero, _) = subtract_small(limbs, C);
        let number = Self(select(is_negative, &below_zero, &limbs));
        (number.is_upper_half() == is_negative).then_some(number)
    }

    pub fn limbs(&self) -> &[u32; LIMBS] {
        &self.0
    }

    /// Takes limbs of a number below the prime.
    pub fn from_limbs(limbs: [u32; LIMBS]) -> Self {
        Self(limbs)
    }

    pub fn write(&self, bytes: &mut [u8]) {
        for (bytes, limb) in bytes.chunks_exact_mut(4).zip(&self.0) {
            bytes.copy_from_slice(&limb.to_le_bytes());
        }
    }

    /// Writes the two's complement of the integer it stands for.
    pub fn write_signed(&self, bytes: &mut [u8]) {
        let (below_zero, _) = add_small(self.0, C);
        Self(select(self.is_upper_half(), &below_zero, &self.0)).write(bytes);
    }

    pub fn add(&self, other: &Self) -> Self {
        let (sum, carry) = add(&self.0, &other.0);
        Self::fold(sum, carry)
    }

    pub fn subtract(&self, other: &Self) -> Self {
        let (difference, borrow) = subtract(&self.0, &other.0);
        // Adding the prime back is subtracting c from what wrapped around at 2^k.
        Self(subtract_small(difference, C & mask(borrow)).0)
    }

    pub fn multiply(&self, other: &Self) -> Self {
        let mut low = [0; LIMBS];
        let mut high = [0; LIMBS];
        for (i, &a) in self.0.iter().enumerate() {
            let mut carry = 0;
            for (j, &b) in other.0.iter().enumerate() {
                let limb = if i + j < LIMBS { &mut low[i + j] } else { &mut high[i + j - LIMBS] };
                let sum = u64::from(a) * u64::from(b) + u64::from(*limb) + carry;
                *limb = sum as u32;
                carry = sum >> 32;
            }
            high[i] = carry as u32;
        }
        let mut carry = 0;
        for (low, high) in low.iter_mut().zip(high) {
            let sum = u64::from(high) * u64::from(C) + u64::from(*low) + carry;
            *low = sum as u32;
            carry = sum >> 32;
        }
        Self::fold(low, carry as u32)
    }

    /// The inverse of a small number other than zero.
    pub fn inverse_of(number: u32) -> Self {
        // (p·u + 1) / number, with u such that it divides: u ≡ −1/p.
        let modulus = u64::from(number);
        let mut power = 1 % modulus;
        for _ in 0..LIMBS {
            power = (power << 32) % modulus;
        }
        let prime = (power + modulus - u64::from(C) % modulus) % modulus;
        let u = (modulus - invert_small(prime, modulus)) % modulus;

        let (prime, _) = subtract_small([u32::MAX; LIMBS], C - 1);
        let mut carry = 1;
        let product: [u32; LIMBS] = core::array::from_fn(|i| {
            let sum = u64::from(prime[i]) * u + carry;
            carry = sum >> 32;
            sum as u32
        });
        let mut quotient = [0; LIMBS];
        let mut remainder = carry % modulus;
        for i in (0..LIMBS).rev() {
            let dividend = remainder << 32 | u64::from(product[i]);
            quotient[i] = (dividend / modulus) as u32;
            remainder = dividend % modulus;
        }
        Self(quotient)
    }

    /// The number to multiply by to divide by this one; zero for zero.
    pub fn invert(&self) -> Self {
        // x^(p−2), by Fermat. The exponent is public, so branching on it is fine.
        let (exponent, _) = subtract_small([u32::MAX; LIMBS], C + 1);
        let mut power = Self::ONE;
        for bit in (0..32 * LIMBS).rev() {
            power = power.multiply(&power);
            if exponent[bit / 32] >> (bit % 32) & 1 == 1 {
                power = power.multiply(self);
            }
        }
        power
    }

    /// The number that `high·2^k + limbs` is congruent to.
    fn fold(limbs: [u32; LIMBS], high: u32) -> Self {
        let () = Self::FOLDS_ONCE;
        let (limbs, carry) = add_wide(limbs, u64::from(high) * u64::from(C));
        // After an overflow what is left is below 2^64, so that c cannot overflow it again.
        let (limbs, _) = add_wide(limbs, u64::from(C & mask(carry)));
        Self::reduce(limbs)
    }

    /// Subtracts the prime from what is not below it.
    fn reduce(mut limbs: [u32; LIMBS]) -> Self {
        // Only the highest c of the numbers below 2^k are not below the prime: all ones but for the lowest limb. Of
        // those, adding c overflows to what is left, which is below c.
        let ones = limbs[1..].iter().fold(u32::MAX, |ones, limb| ones & limb);
        let (_, overflows) = limbs[0].overflowing_add(C);
        let excess = u32::from(overflows) & u32::from(ones == u32::MAX);
        limbs[0] = limbs[0].wrapping_add(C & mask(excess));
        limbs[1..].iter_mut().for_each(|limb| *limb = limb.wrapping_add(excess));
        Self(limbs)
    }

    /// 1 when it stands for a negative integer.
    pub fn is_upper_half(&self) -> u32 {
        let (half, _) = subtract_small([u32::MAX; LIMBS], C - 1);
        let half: [u32; LIMBS] = core::array::from_fn(|i| half[i] >> 1 | half.get(i + 1).map_or(0, |next| next << 31));
        subtract(&half, &self.0).1
    }
}

/// A number with a sum on the way: additions of multiples of numbers that are reduced only when asked for.
#[derive(Clone, Copy)]
pub struct Sum<const LIMBS: usize, const C: u32> {
    limbs: [u32; LIMBS],
    high: u64,
}

impl<const LIMBS: usize, const C: u32> Sum<LIMBS, C> {
    pub const ZERO: Self = Self { limbs: [0; LIMBS], high: 0 };

    /// Adds `weight·number`; at most 2^31 times.
    pub fn add(&mut self, weight: u32, number: &Element<LIMBS, C>) {
        let mut carry = 0;
        for (limb, &other) in self.limbs.iter_mut().zip(&number.0) {
            let sum = u64::from(weight) * u64::from(other) + u64::from(*limb) + carry;
            *limb = sum as u32;
            carry = sum >> 32;
        }
        self.high += carry;
    }

    pub fn reduce(&self) -> Element<LIMBS, C> {
        let mut two_to_32 = Element::ZERO;
        two_to_32.0[1] = 1;
        let low = Element::fold(self.limbs, self.high as u32);
        let high = Element::fold([0; LIMBS], (self.high >> 32) as u32);
        high.multiply(&two_to_32).add(&low)
    }
}

/// The inverse of `number` modulo a modulus that it shares no factor with; 0 modulo 1.
fn invert_small(number: u64, modulus: u64) -> u64 {
    let (mut r, mut next_r) = (modulus as i64, number as i64);
    let (mut v, mut next_v) = (0i64, 1i64);
    while next_r != 0 {
        let quotient = r / next_r;
        (r, next_r) = (next_r, r - quotient * next_r);
        (v, next_v) = (next_v, v - quotient * next_v);
    }
    v.rem_euclid(modulus as i64) as u64
}

fn read_limbs<const LIMBS: usize>(bytes: &[u8]) -> Option<[u32; LIMBS]> {
    if bytes.len() != 4 * LIMBS {
        return None;
    }
    let (words, _) = bytes.as_chunks::<4>();
    Some(core::array::from_fn(|i| u32::from_le_bytes(words[i])))
}

fn add<const LIMBS: usize>(a: &[u32; LIMBS], b: &[u32; LIMBS]) -> ([u32; LIMBS], u32) {
    let mut carry = 0;
    let limbs = core::array::from_fn(|i| {
        let sum = u64::from(a[i]) + u64::from(b[i]) + carry;
        carry = sum >> 32;
        sum as u32
    });
    (limbs, carry as u32)
}

fn subtract<const LIMBS: usize>(a: &[u32; LIMBS], b: &[u32; LIMBS]) -> ([u32; LIMBS], u32) {
    let mut borrow = 0;
    let limbs = core::array::from_fn(|i| {
        let difference = u64::from(a[i]).wrapping_sub(u64::from(b[i])).wrapping_sub(borrow);
        borrow = difference >> 63;
        difference as u32
    });
    (limbs, borrow as u32)
}

fn add_wide<const LIMBS: usize>(limbs: [u32; LIMBS], number: u64) -> ([u32; LIMBS], u32) {
    let mut other = [0; LIMBS];
    other[0] = number as u32;
    other[1] = (number >> 32) as u32;
    add(&limbs, &other)
}

fn add_small<const LIMBS: usize>(limbs: [u32; LIMBS], number: u32) -> ([u32; LIMBS], u32) {
    add_wide(limbs, number.into())
}

const fn subtract_small<const LIMBS: usize>(mut limbs: [u32; LIMBS], number: u32) -> ([u32; LIMBS], u32) {
    let mut borrow = number;
    let mut i = 0;
    while i < LIMBS {
        let difference = (limbs[i] as u64).wrapping_sub(borrow as u64);
        limbs[i] = difference as u32;
        borrow = (difference >> 63) as u32;
        i += 1;
    }
    (limbs, borrow)
}

/// `a` when `choice` is 1, `b` when it is 0.
fn select<const LIMBS: usize>(choice: u32, a: &[u32; LIMBS], b: &[u32; LIMBS]) -> [u32; LIMBS] {
    let mask = mask(choice);
    core::array::from_fn(|i| b[i] ^ (mask & (a[i] ^ b[i])))
}

/// All ones when `choice` is 1, zero when it is 0.
fn mask(choice: u32) -> u32 {
    // The compiler must not learn that there are only two masks, or it may branch on them.
    core::hint::black_box(choice).wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::{BigInt, BigUint};
    use proptest::prelude::*;

    fn prime<const LIMBS: usize, const C: u32>() -> BigUint {
        (BigUint::from(1u8) << (32 * LIMBS)) - C
    }

    fn number<const LIMBS: usize, const C: u32>(element: &Element<LIMBS, C>) -> BigUint {
        let mut bytes = vec![0; 4 * LIMBS];
        element.write(&mut bytes);
        BigUint::from_bytes_le(&bytes)
    }

    fn element<const LIMBS: usize, const C: u32>(number: &BigUint) -> Element<LIMBS, C> {
        let mut bytes = (number % prime::<LIMBS, C>()).to_bytes_le();
        bytes.resize(4 * LIMBS, 0);
        Element::from_reduced(&bytes)
    }

    /// Numbers near the edges as often as anywhere.
    fn numbers() -> impl Strategy<Value = BigUint> {
        let edges = [0u8, 1, 2].into_iter().flat_map(|near| {
            [64, 128, 256].into_iter().flat_map(move |bits| {
                [C64, C128, C256, 0].into_iter().flat_map(move |c| {
                    let power = BigUint::from(1u8) << bits;
                    [&power - c - near, (&power - c - near) / 2u8, BigUint::from(c) + near, near.into()]
                })
            })
        });
        let edges: Vec<_> = edges.collect();
        prop_oneof![
            prop::sample::select(edges),
            prop::array::uniform32(any::<u8>()).prop_map(|bytes| BigUint::from_bytes_le(&bytes)),
        ]
    }

    fn check_arithmetic<const LIMBS: usize, const C: u32>(a: &BigUint, b: &BigUint, weights: &[u32; 3]) {
        let p = prime::<LIMBS, C>();
        let (x, y) = (element::<LIMBS, C>(a), element::<LIMBS, C>(b));
        let (a, b) = (a % &p, b % &p);
        assert_eq!(number(&x), a);
        assert_eq!(number(&x.add(&y)), (&a + &b) % &p);
        assert_eq!(number(&x.subtract(&y)), (&a + &p - &b) % &p);
        assert_eq!(number(&x.multiply(&y)), &a * &b % &p);
        let inverse = x.invert().multiply(&x);
        assert_eq!(inverse, if x == Element::ZERO { Element::ZERO } else { Element::ONE });

        for small in weights.map(|weight| weight.max(1)).into_iter().chain([1, 2, 3, 255, u32::MAX]) {
            let small_element = Element::<LIMBS, C>::from_u32(small);
            let inverse = Element::inverse_of(small);
            assert_eq!(inverse.multiply(&small_element), Element::ONE, "1/{small}");
            assert_eq!(inverse, small_element.invert(), "1/{small} is below the prime");
        }
        let mut sum = Sum::ZERO;
        for _ in 0..5 {
            for weight in weights {
                sum.add(*weight, &x);
                sum.add(*weight, &y);
            }
        }
        let total: BigUint = weights.iter().map(|weight| (&a + &b) * *weight * 5u8).sum();
        assert_eq!(number(&sum.reduce()), total % &p);

        let half = &p >> 1;
        let signed = if a > half { BigInt::from(a.clone()) - BigInt::from(p.clone()) } else { a.clone().into() };
        let mut bytes = vec![0; 4 * LIMBS];
        x.write_signed(&mut bytes);
        assert_eq!(BigInt::from_signed_bytes_le(&bytes), signed);
        assert_eq!(Element::from_signed(&bytes), Some(x));
    }

    /// What lies outside the range is refused, and nothing else.
    fn check_ranges<const LIMBS: usize, const C: u32>(bytes: &[u8]) {
        let p = prime::<LIMBS, C>();
        let bytes = &bytes[..4 * LIMBS];
        let half = BigInt::from(p.clone() >> 1);
        let signed = BigInt::from_signed_bytes_le(bytes);
        let read = Element::<LIMBS, C>::from_signed(bytes);
        assert_eq!(read.is_some(), -&half <= signed && signed <= half);
        if let Some(read) = read {
            assert_eq!(BigInt::from(number(&read)), (signed + BigInt::from(p.clone())) % BigInt::from(p));
        }
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_big_integers(a in numbers(), b in numbers(), weights in prop::array::uniform3(any::<u32>())) {
            check_arithmetic::<2, C64>(&a, &b, &weights);
            check_arithmetic::<4, C128>(&a, &b, &weights);
            check_arithmetic::<8, C256>(&a, &b, &weights);
        }

        #[test]
        fn only_numbers_in_range_are_read(number in numbers()) {
            let mut bytes = number.to_bytes_le();
            bytes.resize(33, 0);
            check_ranges::<2, C64>(&bytes);
            check_ranges::<4, C128>(&bytes);
            check_ranges::<8, C256>(&bytes);
        }
    }

    #[test]
    fn sums_of_many_terms_do_not_overflow() {
        let largest = element::<8, C256>(&(prime::<8, C256>() - 1u8));
        let mut sum = Sum::ZERO;
        for _ in 0..1_000_000 {
            sum.add(u32::MAX, &largest);
        }
        let expected = (prime::<8, C256>() - 1u8) * u32::MAX * 1_000_000u32 % prime::<8, C256>();
        assert_eq!(number(&sum.reduce()), expected);
    }
}
