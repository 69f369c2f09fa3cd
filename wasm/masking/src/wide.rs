//! Numbers for long sums: limbs of 52 bits in words of 64, so that some thousand of them can be added without a carry.
//!
//! Two numbers stand side by side and go through every step together. Nothing here branches on them or indexes by them.

use crate::lanes::Lanes;

/// Two sums of numbers below 2^BITS, modulo the prime 2^BITS − C.
#[derive(Clone, Copy)]
pub struct Pair<const LIMBS: usize, const BITS: u32, const C: u32>([Lanes; LIMBS]);

const RADIX: u32 = 52;
const RADIX_MASK: u64 = (1 << RADIX) - 1;

/// Sums have fewer terms than this.
pub const TERMS_MAX: u64 = 1 << (64 - RADIX);

/// Of differences the weights add up to no more than this, without their signs.
pub const WEIGHT_MAX: u64 = (1 << 10) - 1;

impl<const LIMBS: usize, const BITS: u32, const C: u32> Pair<LIMBS, BITS, C> {
    pub const ZERO: Self = Self([Lanes::ZERO; LIMBS]);

    /// How many bits of the prime are in the highest limb.
    const TOP: u32 = BITS - RADIX * (LIMBS as u32 - 1);
    const TOP_MASK: u64 = (1 << Self::TOP) - 1;

    #[inline(always)]
    pub fn read<const WIDTH: usize>(first: &[u8; WIDTH], second: &[u8; WIDTH]) -> Self {
        let mut words = [Lanes::ZERO; 4];
        let ((firsts, first_rest), (seconds, second_rest)) = (first.as_chunks(), second.as_chunks());
        for ((first, second), words) in firsts.iter().zip(seconds).zip(words.as_chunks_mut().0) {
            *words = Lanes::read(first, second);
        }
        if let (Some(first), Some(second)) = (first_rest.first_chunk(), second_rest.first_chunk()) {
            words[0] = Lanes::of(u64::from_le_bytes(*first), u64::from_le_bytes(*second));
        }
        Self::of(&words)
    }

    #[inline(always)]
    fn of(words: &[Lanes; 4]) -> Self {
        Self(core::array::from_fn(|limb| {
            let (word, shift) = (RADIX * limb as u32 / 64, RADIX * limb as u32 % 64);
            let mut bits = words[word as usize].right(shift);
            if shift > 64 - RADIX && word < 3 {
                bits = bits.or(words[word as usize + 1].left(64 - shift));
            }
            bits.and(Lanes::splat(RADIX_MASK))
        }))
    }

    #[inline(always)]
    pub fn add(&mut self, other: &Self) {
        for (sum, limb) in self.0.iter_mut().zip(&other.0) {
            *sum = sum.plus(*limb);
        }
    }

    #[inline(always)]
    pub fn subtract(&mut self, other: &Self) {
        for (difference, limb) in self.0.iter_mut().zip(&other.0) {
            *difference = difference.minus(*limb);
        }
    }

    /// The same two numbers, below the prime.
    #[cold]
    #[inline(never)]
    pub fn normalized(self) -> Self {
        Self::of(&self.reduce().0)
    }

    /// Both numbers, below the prime.
    #[inline(always)]
    pub fn reduce(&self) -> Reduced {
        let top = LIMBS - 1;
        let mut limbs = self.fold();
        // If the prime is left in it, adding c goes beyond 2^BITS.
        let mut less = limbs;
        less[0] = less[0].plus(Lanes::splat(C as u64));
        carry(&mut less);
        let keep = less[top].right(Self::TOP).minus(Lanes::splat(1));
        less[top] = less[top].and(Lanes::splat(Self::TOP_MASK));
        for (limb, less) in limbs.iter_mut().zip(less) {
            *limb = limb.or_where_not(keep, less);
        }
        Reduced::of(&limbs)
    }

    /// The same for numbers that are as likely as any others, whatever the secrets: it takes longer for two of 2^52 of
    /// them, and says nothing by that.
    #[inline(always)]
    pub fn reduce_random(&self) -> Reduced {
        let top = LIMBS - 1;
        // All carries before the fold: those of a sum depend on more than the number that it stands for.
        let mut limbs = self.0;
        carry(&mut limbs);
        let high = limbs[top].right(Self::TOP);
        limbs[top] = limbs[top].and(Lanes::splat(Self::TOP_MASK));
        limbs[0] = limbs[0].plus(high.times(C));
        // And one after it, which goes on from the second limb only where that was all ones.
        limbs[1] = limbs[1].plus(limbs[0].right(RADIX));
        limbs[0] = limbs[0].and(Lanes::splat(RADIX_MASK));
        if Self::may_exceed(&limbs) { self.reduce() } else { Reduced::of(&limbs) }
    }

    /// Whether both numbers are certainly below the prime. Most are, and one of them may be without it.
    #[inline(always)]
    pub fn is_surely_below(&self) -> bool {
        !Self::may_exceed(&self.0)
    }

    /// Whether a number may be no less than the prime, or still have a carry in its second limb. Without one that limb is all
    /// ones, as all bits are of such numbers but for the lowest C; with one it is zero but for that.
    #[inline(always)]
    fn may_exceed(limbs: &[Lanes; LIMBS]) -> bool {
        // The second limb of two has few bits.
        LIMBS == 2 || limbs[1].plus(Lanes::splat(1)).and(Lanes::splat(RADIX_MASK - 1)).has_zero()
    }

    /// Differences of no more than [`WEIGHT_MAX`] numbers in all, as sums: with a multiple of the prime added whose limbs
    /// are greater than any that are below zero.
    #[inline(always)]
    pub fn above_zero(mut self) -> Self {
        for (i, limb) in self.0.iter_mut().enumerate() {
            let own = if i == LIMBS - 1 { 1 << (Self::TOP + 11) } else { 1 << (RADIX + 10) };
            let below = if i == 0 { (C as u64) << 11 } else { 1 << 10 };
            *limb = limb.plus(Lanes::splat(own - below));
        }
        self
    }

    /// What is zero in both lanes when both are multiples of the prime. Only for what went through [`Pair::above_zero`]: of
    /// a positive multiple the prime itself is left.
    #[inline(always)]
    pub fn residue(&self) -> Lanes {
        let limbs = self.fold();
        let mut residue = limbs[0].except(Lanes::splat((1 << RADIX) - C as u64));
        for (i, limb) in limbs.iter().enumerate().skip(1) {
            let ones = if i == LIMBS - 1 { Self::TOP_MASK } else { RADIX_MASK };
            residue = residue.or(limb.except(Lanes::splat(ones)));
        }
        residue
    }

    /// The limbs of what is congruent to the numbers and below twice the prime.
    #[inline(always)]
    fn fold(&self) -> [Lanes; LIMBS] {
        let top = LIMBS - 1;
        let mut limbs = self.0;
        let high = limbs[top].right(Self::TOP);
        limbs[top] = limbs[top].and(Lanes::splat(Self::TOP_MASK));
        limbs[0] = limbs[0].plus(high.times(C));
        carry(&mut limbs);
        limbs
    }
}

/// Two numbers below the prime, in words of 64 bits.
pub struct Reduced([Lanes; 4]);

impl Reduced {
    #[inline(always)]
    fn of<const LIMBS: usize>(limbs: &[Lanes; LIMBS]) -> Self {
        Self(core::array::from_fn(|word| word_of(limbs, word)))
    }

    #[inline(always)]
    pub fn write<const WIDTH: usize>(&self, first: &mut [u8; WIDTH], second: &mut [u8; WIDTH]) {
        let ((firsts, first_rest), (seconds, second_rest)) = (first.as_chunks_mut(), second.as_chunks_mut());
        for ((first, second), words) in firsts.iter_mut().zip(seconds).zip(self.0.as_chunks().0) {
            Lanes::write(words, first, second);
        }
        if let (Some(first), Some(second)) = (first_rest.first_chunk_mut(), second_rest.first_chunk_mut()) {
            [*first, *second] = self.0[0].words().map(u64::to_le_bytes);
        }
    }
}

#[inline(always)]
fn carry<const LIMBS: usize>(limbs: &mut [Lanes; LIMBS]) {
    for i in 1..LIMBS {
        limbs[i] = limbs[i].plus(limbs[i - 1].right(RADIX));
        limbs[i - 1] = limbs[i - 1].and(Lanes::splat(RADIX_MASK));
    }
}

#[inline(always)]
fn word_of<const LIMBS: usize>(limbs: &[Lanes; LIMBS], word: usize) -> Lanes {
    let mut bits = Lanes::ZERO;
    for (index, limb) in limbs.iter().enumerate() {
        let shift = RADIX as i32 * index as i32 - 64 * word as i32;
        if (0..64).contains(&shift) {
            bits = bits.or(limb.left(shift as u32));
        } else if shift < 0 && shift > -(RADIX as i32) {
            bits = bits.or(limb.right(-shift as u32));
        }
    }
    bits
}

/// Whether the bytes are those of a number below the prime.
#[inline(always)]
pub fn is_below<const C: u32, const WIDTH: usize>(bytes: &[u8; WIDTH]) -> bool {
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let (lowest, others) = bytes.as_chunks().0.split_first().expect("a prime has a word at least");
    // Secrets are looked at here too, so no word may decide whether the next is: not even that they are all ones.
    let ones = others.iter().fold(u64::MAX, |ones, bytes| ones & word(bytes));
    (ones != u64::MAX) | (word(lowest) < u64::from(C).wrapping_neg())
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::{BigInt, BigUint};
    use proptest::prelude::*;
    use shared::field::{C64, C128, C256};

    fn prime(bits: u32, c: u32) -> BigUint {
        (BigUint::from(1u8) << bits) - c
    }

    fn bytes<const WIDTH: usize>(number: &BigUint) -> [u8; WIDTH] {
        let mut bytes = number.to_bytes_le();
        bytes.resize(WIDTH, 0);
        bytes.try_into().expect("no more bytes")
    }

    fn numbers<const WIDTH: usize>(reduced: &Reduced) -> [BigUint; 2] {
        let (mut first, mut second) = ([0; WIDTH], [0; WIDTH]);
        reduced.write(&mut first, &mut second);
        [first, second].map(|bytes| BigUint::from_bytes_le(&bytes))
    }

    /// Numbers below the prime, those at its edges as often as any.
    fn below(number: &[u8; 32], edge: u8, prime: &BigUint) -> BigUint {
        match edge {
            0 => BigUint::ZERO,
            1 => prime - 1u8,
            2 => prime >> 1,
            _ => BigUint::from_bytes_le(number) % prime,
        }
    }

    fn is_multiple<const LIMBS: usize, const BITS: u32, const C: u32>(pair: &Pair<LIMBS, BITS, C>) -> bool {
        pair.above_zero().residue().words() == [0; 2]
    }

    /// Adds one number to another as often as is allowed, and takes it away.
    fn check<const LIMBS: usize, const BITS: u32, const C: u32, const WIDTH: usize>(
        given: &[([u8; 32], u8); 2],
        terms: u64,
    ) -> Result<(), TestCaseError> {
        let p = prime(BITS, C);
        let [a, b] = given.each_ref().map(|(number, edge)| below(number, *edge, &p));
        let read =
            |first: &BigUint, second: &BigUint| Pair::<LIMBS, BITS, C>::read::<WIDTH>(&bytes(first), &bytes(second));
        let step = read(&a, &b);
        let mut sum = read(&b, &a);
        for _ in 1..terms {
            sum.add(&step);
        }
        let expected = |first: &BigUint, other: &BigUint| (first + other * (terms - 1)) % &p;
        let sums = [expected(&b, &a), expected(&a, &b)];
        for reduced in [sum.reduce(), sum.reduce_random(), sum.normalized().reduce()] {
            prop_assert_eq!(&numbers::<WIDTH>(&reduced), &sums);
        }

        let terms = terms.min(WEIGHT_MAX);
        let mut difference = read(&b, &a);
        for _ in 1..terms {
            difference.subtract(&step);
        }
        let expected = |first: &BigUint, other: &BigUint| {
            let difference = BigInt::from(first.clone()) - BigInt::from(other * (terms - 1));
            ((difference % BigInt::from(p.clone())) + BigInt::from(p.clone())).to_biguint().expect("no sign") % &p
        };
        prop_assert_eq!(numbers::<WIDTH>(&difference.above_zero().reduce()), [expected(&b, &a), expected(&a, &b)]);
        prop_assert_eq!(
            is_multiple(&difference),
            expected(&b, &a) == BigUint::ZERO && expected(&a, &b) == BigUint::ZERO
        );

        // The same number as often taken away as added.
        let mut nothing = Pair::<LIMBS, BITS, C>::ZERO;
        (1..terms / 2).for_each(|_| nothing.add(&step));
        (1..terms / 2).for_each(|_| nothing.subtract(&step));
        prop_assert!(is_multiple(&nothing));
        nothing.add(&read(&a, &BigUint::ZERO));
        prop_assert_eq!(is_multiple(&nothing), a == BigUint::ZERO);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn sums_and_differences_agree_with_big_integers(
            a in any::<[u8; 32]>(),
            b in any::<[u8; 32]>(),
            edges in prop::array::uniform2(0u8..6),
            terms in prop_oneof![1u64..20, Just(WEIGHT_MAX), Just(TERMS_MAX - 1)],
        ) {
            let numbers = [(a, edges[0]), (b, edges[1])];
            check::<2, 64, C64, 8>(&numbers, terms)?;
            check::<3, 128, C128, 16>(&numbers, terms)?;
            check::<5, 256, C256, 32>(&numbers, terms)?;
        }
    }

    /// Sums whose highest limb is all ones before the others' carries come to it.
    fn check_carries<const LIMBS: usize, const BITS: u32, const C: u32, const WIDTH: usize>(
        given: &[[u8; 32]; 2],
        terms: u64,
    ) -> Result<(), TestCaseError> {
        let p = prime(BITS, C);
        let [a, b] = given.each_ref().map(|number| BigUint::from_bytes_le(&number[..WIDTH]));
        let highest = RADIX * (LIMBS as u32 - 1);
        let ones = (BigUint::from(1u8) << (BITS - highest)) - 1u8;
        let lower = (BigUint::from(1u8) << highest) - 1u8;
        // What is missing there after all others, modulo 2^TOP.
        let added = ((&b >> highest) * (terms - 1)) & &ones;
        let a = (a & lower) | ((ones - added) << highest);
        let read = |number: &BigUint| {
            let bytes = bytes(number);
            Pair::<LIMBS, BITS, C>::read::<WIDTH>(&bytes, &bytes)
        };
        let mut sum = read(&a);
        (1..terms).for_each(|_| sum.add(&read(&b)));
        let expected = (a + b * (terms - 1)) % &p;
        for reduced in [sum.reduce(), sum.reduce_random(), sum.normalized().reduce()] {
            prop_assert_eq!(&numbers::<WIDTH>(&reduced)[0], &expected);
            prop_assert_eq!(&numbers::<WIDTH>(&reduced)[1], &expected);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn no_carry_of_a_sum_is_lost(
            numbers in prop::array::uniform2(any::<[u8; 32]>()),
            terms in prop_oneof![2u64..20, Just(WEIGHT_MAX), Just(TERMS_MAX - 1)],
        ) {
            check_carries::<2, 64, C64, 8>(&numbers, terms)?;
            check_carries::<3, 128, C128, 16>(&numbers, terms)?;
            check_carries::<5, 256, C256, 32>(&numbers, terms)?;
        }
    }

    /// Every number up to the prime and some beyond, at its edge, in either place and beside any other.
    #[test]
    fn no_sum_at_the_edge_of_the_prime_is_taken_for_one_below_it() {
        fn check<const LIMBS: usize, const BITS: u32, const C: u32, const WIDTH: usize>() {
            let p = prime(BITS, C);
            let ones = (BigUint::from(1u8) << BITS) - 1u8;
            for near in (0u32..300).chain(C - 150..C + 150) {
                // The number is congruent to near + 1 − C, or near + 1 − 2^BITS beyond the words of 64 bits.
                let (high, low) = (&ones, BigUint::from(near));
                let sum = high + &low;
                let other = &p - 1u8;
                let mut pair = Pair::<LIMBS, BITS, C>::read::<WIDTH>(&bytes(high), &bytes(&other));
                pair.add(&Pair::read::<WIDTH>(&bytes(&low), &bytes(&BigUint::ZERO)));
                let expected = [sum % &p, other.clone()];
                assert_eq!(numbers::<WIDTH>(&pair.reduce_random()), expected);
                assert_eq!(numbers::<WIDTH>(&pair.reduce()), expected);
                let near = &ones - BigUint::from(near);
                let pair = Pair::<LIMBS, BITS, C>::read::<WIDTH>(&bytes(&other), &bytes(&near));
                assert!(!pair.is_surely_below());
                assert_eq!(numbers::<WIDTH>(&pair.reduce_random()), [other, near % &p]);
            }
        }
        check::<2, 64, C64, 8>();
        check::<3, 128, C128, 16>();
        check::<5, 256, C256, 32>();
    }

    #[test]
    fn only_numbers_below_the_prime_are_below() {
        for near in -2i32..3 {
            let of = |bits: u32, c: u32| (BigInt::from(prime(bits, c)) + near).to_biguint().expect("no sign");
            assert_eq!(is_below::<C64, 8>(&bytes(&of(64, C64))), near < 0);
            assert_eq!(is_below::<C128, 16>(&bytes(&of(128, C128))), near < 0);
            assert_eq!(is_below::<C256, 32>(&bytes(&of(256, C256))), near < 0);
        }
        assert!(!is_below::<C256, 32>(&[255; 32]));
        let mut number = [255; 32];
        number[8..16].fill(0);
        assert!(is_below::<C256, 32>(&number));
    }
}
