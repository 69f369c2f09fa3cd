//! Two words of 64 bits that go through each step together: one vector where the target has them.

#[derive(Clone, Copy)]
pub struct Lanes(imp::Vector);

impl Lanes {
    pub const ZERO: Self = Self(imp::ZERO);

    #[inline(always)]
    pub fn of(first: u64, second: u64) -> Self {
        Self(imp::of(first, second))
    }

    #[inline(always)]
    pub fn splat(word: u64) -> Self {
        Self::of(word, word)
    }

    #[inline(always)]
    pub fn words(self) -> [u64; 2] {
        imp::words(self.0)
    }

    #[inline(always)]
    pub fn plus(self, other: Self) -> Self {
        Self(imp::add(self.0, other.0))
    }

    #[inline(always)]
    pub fn minus(self, other: Self) -> Self {
        Self(imp::subtract(self.0, other.0))
    }

    #[inline(always)]
    pub fn and(self, other: Self) -> Self {
        Self(imp::and(self.0, other.0))
    }

    #[inline(always)]
    pub fn or(self, other: Self) -> Self {
        Self(imp::or(self.0, other.0))
    }

    /// The bits that are in one of the two only.
    #[inline(always)]
    pub fn except(self, other: Self) -> Self {
        Self(imp::xor(self.0, other.0))
    }

    /// The bits of this where `mask` has ones, those of `other` elsewhere.
    #[inline(always)]
    pub fn or_where_not(self, mask: Self, other: Self) -> Self {
        Self(imp::select(self.0, other.0, mask.0))
    }

    #[inline(always)]
    pub fn left(self, bits: u32) -> Self {
        Self(imp::left(self.0, bits))
    }

    #[inline(always)]
    pub fn right(self, bits: u32) -> Self {
        Self(imp::right(self.0, bits))
    }

    /// The products of the lower halves with a number.
    #[inline(always)]
    pub fn times(self, factor: u32) -> Self {
        Self(imp::multiply(self.0, factor))
    }

    /// Whether one of the two is zero.
    #[inline(always)]
    pub fn has_zero(self) -> bool {
        imp::has_zero(self.0)
    }

    /// Two words of each of two numbers, as lanes of their first and of their second words.
    #[inline(always)]
    pub fn read(first: &[u8; 16], second: &[u8; 16]) -> [Self; 2] {
        imp::read(first, second).map(Self)
    }

    /// What [`Lanes::read`] reads.
    #[inline(always)]
    pub fn write(words: &[Self; 2], first: &mut [u8; 16], second: &mut [u8; 16]) {
        imp::write(words[0].0, words[1].0, first, second);
    }
}

#[cfg(target_arch = "wasm32")]
mod imp {
    use core::arch::wasm32 as simd;

    pub type Vector = simd::v128;

    pub const ZERO: Vector = simd::u64x2(0, 0);

    #[inline(always)]
    pub fn of(first: u64, second: u64) -> Vector {
        simd::u64x2(first, second)
    }

    #[inline(always)]
    pub fn words(a: Vector) -> [u64; 2] {
        [simd::u64x2_extract_lane::<0>(a), simd::u64x2_extract_lane::<1>(a)]
    }

    #[inline(always)]
    pub fn add(a: Vector, b: Vector) -> Vector {
        simd::u64x2_add(a, b)
    }

    #[inline(always)]
    pub fn subtract(a: Vector, b: Vector) -> Vector {
        simd::u64x2_sub(a, b)
    }

    #[inline(always)]
    pub fn and(a: Vector, b: Vector) -> Vector {
        simd::v128_and(a, b)
    }

    #[inline(always)]
    pub fn or(a: Vector, b: Vector) -> Vector {
        simd::v128_or(a, b)
    }

    #[inline(always)]
    pub fn xor(a: Vector, b: Vector) -> Vector {
        simd::v128_xor(a, b)
    }

    #[inline(always)]
    pub fn select(a: Vector, b: Vector, mask: Vector) -> Vector {
        simd::v128_bitselect(a, b, mask)
    }

    #[inline(always)]
    pub fn left(a: Vector, bits: u32) -> Vector {
        simd::u64x2_shl(a, bits)
    }

    #[inline(always)]
    pub fn right(a: Vector, bits: u32) -> Vector {
        simd::u64x2_shr(a, bits)
    }

    #[inline(always)]
    pub fn multiply(a: Vector, factor: u32) -> Vector {
        simd::u64x2_extmul_low_u32x4(simd::u32x4_shuffle::<0, 2, 0, 2>(a, a), simd::u32x4_splat(factor))
    }

    #[inline(always)]
    pub fn has_zero(a: Vector) -> bool {
        !simd::u64x2_all_true(a)
    }

    #[inline(always)]
    pub fn read(first: &[u8; 16], second: &[u8; 16]) -> [Vector; 2] {
        // SAFETY: there are as many bytes, and it takes them at any address.
        let (a, b) = unsafe { (simd::v128_load(first.as_ptr().cast()), simd::v128_load(second.as_ptr().cast())) };
        [simd::u64x2_shuffle::<0, 2>(a, b), simd::u64x2_shuffle::<1, 3>(a, b)]
    }

    #[inline(always)]
    pub fn write(a: Vector, b: Vector, first: &mut [u8; 16], second: &mut [u8; 16]) {
        // SAFETY: there are as many bytes, and it takes them at any address.
        unsafe {
            simd::v128_store(first.as_mut_ptr().cast(), simd::u64x2_shuffle::<0, 2>(a, b));
            simd::v128_store(second.as_mut_ptr().cast(), simd::u64x2_shuffle::<1, 3>(a, b));
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod imp {
    pub type Vector = [u64; 2];

    pub const ZERO: Vector = [0; 2];

    #[inline(always)]
    pub fn of(first: u64, second: u64) -> Vector {
        [first, second]
    }

    #[inline(always)]
    pub fn words(a: Vector) -> [u64; 2] {
        a
    }

    #[inline(always)]
    pub fn add(a: Vector, b: Vector) -> Vector {
        [a[0].wrapping_add(b[0]), a[1].wrapping_add(b[1])]
    }

    #[inline(always)]
    pub fn subtract(a: Vector, b: Vector) -> Vector {
        [a[0].wrapping_sub(b[0]), a[1].wrapping_sub(b[1])]
    }

    #[inline(always)]
    pub fn and(a: Vector, b: Vector) -> Vector {
        [a[0] & b[0], a[1] & b[1]]
    }

    #[inline(always)]
    pub fn or(a: Vector, b: Vector) -> Vector {
        [a[0] | b[0], a[1] | b[1]]
    }

    #[inline(always)]
    pub fn xor(a: Vector, b: Vector) -> Vector {
        [a[0] ^ b[0], a[1] ^ b[1]]
    }

    #[inline(always)]
    pub fn select(a: Vector, b: Vector, mask: Vector) -> Vector {
        core::array::from_fn(|i| b[i] ^ (mask[i] & (a[i] ^ b[i])))
    }

    #[inline(always)]
    pub fn left(a: Vector, bits: u32) -> Vector {
        [a[0] << bits, a[1] << bits]
    }

    #[inline(always)]
    pub fn right(a: Vector, bits: u32) -> Vector {
        [a[0] >> bits, a[1] >> bits]
    }

    #[inline(always)]
    pub fn multiply(a: Vector, factor: u32) -> Vector {
        a.map(|word| (word & 0xffff_ffff) * u64::from(factor))
    }

    #[inline(always)]
    pub fn has_zero(a: Vector) -> bool {
        a.contains(&0)
    }

    fn words_of(number: &[u8; 16]) -> [u64; 2] {
        core::array::from_fn(|i| u64::from_le_bytes(number.as_chunks().0[i]))
    }

    #[inline(always)]
    pub fn read(first: &[u8; 16], second: &[u8; 16]) -> [Vector; 2] {
        let (first, second) = (words_of(first), words_of(second));
        [[first[0], second[0]], [first[1], second[1]]]
    }

    #[inline(always)]
    pub fn write(a: Vector, b: Vector, first: &mut [u8; 16], second: &mut [u8; 16]) {
        for (lane, number) in [first, second].into_iter().enumerate() {
            number[..8].copy_from_slice(&a[lane].to_le_bytes());
            number[8..].copy_from_slice(&b[lane].to_le_bytes());
        }
    }
}
