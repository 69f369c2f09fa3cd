//! Private keys among n parties: n numbers that add up to the key, on the two curves the network signs with.
//!
//! With its share every party gets the public point of the key and of all shares, so that a share can be checked.

use crate::random::Random;
use core::ops::{Add, Sub};
use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::traits::IsIdentity;
use k256::ProjectivePoint;
use k256::elliptic_curve::PrimeField;
use k256::elliptic_curve::group::GroupEncoding;

pub const SCALAR_LENGTH: usize = 32;

/// A number modulo the order of a curve.
pub trait Scalar: Copy + PartialEq + Add<Output = Self> + Sub<Output = Self> {
    /// Length of a serialized point.
    const POINT_LENGTH: usize;
    const ZERO: Self;

    /// `None` for zero and for what is not below the order.
    fn from_little_endian(bytes: &[u8]) -> Option<Self>;
    fn to_little_endian(self) -> [u8; SCALAR_LENGTH];
    fn random(random: &mut Random) -> Self;
    /// The point that the number stands for in public, compressed.
    fn public_point(self) -> Vec<u8>;
    /// Whether the bytes are a point other than zero.
    fn is_point(bytes: &[u8]) -> bool;
    /// Whether the first of these points is the sum of the others. All must be points.
    fn is_sum(points: &[&[u8]]) -> bool;
}

impl Scalar for k256::Scalar {
    const POINT_LENGTH: usize = 33;
    const ZERO: Self = k256::Scalar::ZERO;

    fn from_little_endian(bytes: &[u8]) -> Option<Self> {
        let mut bytes: [u8; SCALAR_LENGTH] = bytes.try_into().ok()?;
        bytes.reverse();
        Option::<Self>::from(Self::from_repr(bytes.into())).filter(|scalar| *scalar != Self::ZERO)
    }

    fn to_little_endian(self) -> [u8; SCALAR_LENGTH] {
        let mut bytes: [u8; SCALAR_LENGTH] = self.to_repr().into();
        bytes.reverse();
        bytes
    }

    fn random(random: &mut Random) -> Self {
        loop {
            if let Some(scalar) = Self::from_little_endian(&random.array::<SCALAR_LENGTH>()) {
                return scalar;
            }
        }
    }

    fn public_point(self) -> Vec<u8> {
        (ProjectivePoint::GENERATOR * self).to_bytes().to_vec()
    }

    fn is_point(bytes: &[u8]) -> bool {
        secp256k1_point(bytes).is_some()
    }

    fn is_sum(points: &[&[u8]]) -> bool {
        let points: Option<Vec<_>> = points.iter().map(|point| secp256k1_point(point)).collect();
        points.is_some_and(|points| points[1..].iter().copied().sum::<ProjectivePoint>() == points[0])
    }
}

impl Scalar for curve25519_dalek::Scalar {
    const POINT_LENGTH: usize = 32;
    const ZERO: Self = curve25519_dalek::Scalar::ZERO;

    fn from_little_endian(bytes: &[u8]) -> Option<Self> {
        let scalar = Self::from_canonical_bytes(bytes.try_into().ok()?);
        Option::<Self>::from(scalar).filter(|scalar| *scalar != Self::ZERO)
    }

    fn to_little_endian(self) -> [u8; SCALAR_LENGTH] {
        self.to_bytes()
    }

    fn random(random: &mut Random) -> Self {
        Self::from_bytes_mod_order_wide(&random.array())
    }

    fn public_point(self) -> Vec<u8> {
        EdwardsPoint::mul_base(&self).compress().to_bytes().to_vec()
    }

    fn is_point(bytes: &[u8]) -> bool {
        ed25519_point(bytes).is_some_and(|point| !point.is_identity())
    }

    fn is_sum(points: &[&[u8]]) -> bool {
        let points: Option<Vec<_>> = points.iter().map(|point| ed25519_point(point)).collect();
        points.is_some_and(|points| points[1..].iter().sum::<EdwardsPoint>() == points[0])
    }
}

fn secp256k1_point(bytes: &[u8]) -> Option<ProjectivePoint> {
    let is_compressed = matches!(bytes, [2 | 3, ..]);
    is_compressed.then(|| k256::PublicKey::from_sec1_bytes(bytes).ok()).flatten().map(|key| key.to_projective())
}

fn ed25519_point(bytes: &[u8]) -> Option<EdwardsPoint> {
    CompressedEdwardsY::from_slice(bytes).ok()?.decompress().filter(EdwardsPoint::is_torsion_free)
}

/// Whether 64 bytes have the form of an Ed25519 signature: a point and a number below the order.
pub fn is_eddsa_signature(bytes: &[u8]) -> bool {
    let Some((point, number)) = bytes.split_at_checked(32) else { return false };
    let number: Option<[u8; 32]> = number.try_into().ok();
    ed25519_point(point).is_some()
        && number.is_some_and(|bytes| bool::from(curve25519_dalek::Scalar::from_canonical_bytes(bytes).is_some()))
}

/// A key, split.
pub struct Split {
    pub shares: Vec<[u8; SCALAR_LENGTH]>,
    pub public_point: Vec<u8>,
    pub public_shares: Vec<Vec<u8>>,
}

/// Numbers that add up to `secret`, none of them zero.
pub fn split_additively<S: Scalar>(secret: S, parties: usize, random: &mut Random) -> Vec<S> {
    loop {
        let mut shares: Vec<S> = (1..parties).map(|_| S::random(random)).collect();
        let last = shares.iter().fold(secret, |rest, share| rest - *share);
        shares.push(last);
        if shares.iter().all(|share| *share != S::ZERO) {
            return shares;
        }
    }
}

pub fn split_key<S: Scalar>(key: S, parties: usize, random: &mut Random) -> Split {
    let shares = split_additively(key, parties, random);
    Split {
        public_point: key.public_point(),
        public_shares: shares.iter().map(|share| share.public_point()).collect(),
        shares: shares.into_iter().map(S::to_little_endian).collect(),
    }
}

/// Adds shares up, one from every party, each checked against its public point: `public_points` has the key's first.
/// The error lists who gave a wrong share; it is empty when all are right and the key's point is wrong.
pub fn recover_key<S: Scalar>(shares: &[&[u8]], public_points: &[&[u8]]) -> Result<S, Vec<usize>> {
    let shares: Vec<Option<S>> = shares
        .iter()
        .zip(&public_points[1..])
        .map(|(share, point)| S::from_little_endian(share).filter(|share| share.public_point() == **point))
        .collect();
    if shares.contains(&None) {
        return Err(shares.iter().enumerate().filter_map(|(index, share)| share.is_none().then_some(index)).collect());
    }
    let key = shares.into_iter().flatten().fold(S::ZERO, S::add);
    if key != S::ZERO && key.public_point() == public_points[0] { Ok(key) } else { Err(Vec::new()) }
}
