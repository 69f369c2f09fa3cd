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

    /// The products of the lower halves.
    #[inline(always)]
    pub fn times(self, other: Self) -> Self {
        Self(imp::multiply(self.0, other.0))
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
    pub fn multiply(a: Vector, b: Vector) -> Vector {
        simd::u64x2_extmul_low_u32x4(simd::u32x4_shuffle::<0, 2, 0, 2>(a, a), simd::u32x4_shuffle::<0, 2, 0, 2>(b, b))
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
    pub fn multiply(a: Vector, b: Vector) -> Vector {
        core::array::from_fn(|i| (a[i] & 0xffff_ffff) * (b[i] & 0xffff_ffff))
    }
}
