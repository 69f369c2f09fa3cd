//! From shares back to secrets, and never to a wrong one.
//!
//! The shares of all secrets of a call are judged together. A random combination of a party's shares is its share of
//! the same combination of the secrets, so if the combinations lie on one polynomial of the degree, all shares do, but
//! for one chance in 2^64; and where they do not, decoding the combination tells which parties are wrong.

use crate::field::{Element, Sum};
use crate::polynomial::Polynomial;
use crate::random::Random;

/// One party's shares of all secrets.
pub struct PartyShares<const LIMBS: usize, const C: u32> {
    /// Where the polynomials are evaluated for it: its position from 1 on.
    pub abscissa: u32,
    pub shares: Vec<Element<LIMBS, C>>,
}

/// What a judgement came to; parties are given by their index among those judged.
#[derive(Debug, PartialEq)]
pub enum Verdict {
    /// All are right but these, which are few enough to be told apart.
    Wrong(Vec<usize>),
    /// Too many are wrong. These are, if any can be told.
    BeyondRepair(Vec<usize>),
}

/// How many independent combinations are taken. Each misses a wrong share with one chance in 2^32.
const COMBINATIONS: usize = 2;

/// How many secrets are decoded one by one, at most, to find whom to blame for a failure.
const BLAME_DECODINGS_MAX: usize = 1000;

/// Judges parties by their shares. With no more than degree + 1 parties there is nothing to judge by.
pub fn judge<const LIMBS: usize, const C: u32>(
    parties: &[PartyShares<LIMBS, C>],
    degree: usize,
    random: &mut Random,
) -> Verdict {
    let secrets = parties.iter().map(|party| party.shares.len()).min().unwrap_or(0);
    if secrets == 0 || parties.len() <= degree + 1 {
        return Verdict::Wrong(Vec::new());
    }
    let abscissas: Vec<_> = parties.iter().map(|party| party.abscissa).collect();
    let decoder = Decoder::new(&abscissas, degree);

    let weights: Vec<[u32; COMBINATIONS]> = (0..secrets).map(|_| core::array::from_fn(|_| random.word())).collect();
    let combinations: Vec<_> = parties.iter().map(|party| combine(&party.shares, &weights)).collect();
    let mut wrong = vec![false; parties.len()];
    for index in 0..COMBINATIONS {
        let word: Vec<_> = combinations.iter().map(|combination| combination[index]).collect();
        match decoder.errors(&word) {
            Some(errors) => errors.into_iter().for_each(|error| wrong[error] = true),
            None => return Verdict::BeyondRepair(blame(parties, &decoder)),
        }
    }
    let wrong = positions(&wrong);
    if wrong.len() > decoder.radius() { Verdict::BeyondRepair(wrong) } else { Verdict::Wrong(wrong) }
}

fn combine<const LIMBS: usize, const C: u32>(
    shares: &[Element<LIMBS, C>],
    weights: &[[u32; COMBINATIONS]],
) -> [Element<LIMBS, C>; COMBINATIONS] {
    let mut sums = [Sum::ZERO; COMBINATIONS];
    for (share, weights) in shares.iter().zip(weights) {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            sum.add(*weight, share);
        }
    }
    sums.map(|sum| sum.reduce())
}

/// The parties that are wrong about some secret for which that can be told.
fn blame<const LIMBS: usize, const C: u32>(
    parties: &[PartyShares<LIMBS, C>],
    decoder: &Decoder<LIMBS, C>,
) -> Vec<usize> {
    let mut wrong = vec![false; parties.len()];
    let mut decodings = 0;
    for secret in 0..parties[0].shares.len() {
        let word: Vec<_> = parties.iter().map(|party| party.shares[secret]).collect();
        let interpolation = decoder.interpolate(&word);
        if interpolation.len() <= decoder.coefficients {
            continue;
        }
        for error in decoder.decode(&word, interpolation).unwrap_or_default() {
            wrong[error] = true;
        }
        decodings += 1;
        if decodings == BLAME_DECODINGS_MAX {
            break;
        }
    }
    positions(&wrong)
}

fn positions(flags: &[bool]) -> Vec<usize> {
    flags.iter().enumerate().filter_map(|(index, flag)| flag.then_some(index)).collect()
}

/// Tells which values of a polynomial are wrong, by Gao's algorithm for Reed–Solomon codes.
struct Decoder<const LIMBS: usize, const C: u32> {
    abscissas: Vec<Element<LIMBS, C>>,
    /// `inverses[j][i]` is 1 / (x_j − x_i), for i < j.
    inverses: Vec<Vec<Element<LIMBS, C>>>,
    /// The polynomial that is zero at all abscissas.
    zeros: Polynomial<LIMBS, C>,
    /// How many coefficients a polynomial of the degree has.
    coefficients: usize,
}

impl<const LIMBS: usize, const C: u32> Decoder<LIMBS, C> {
    fn new(abscissas: &[u32], degree: usize) -> Self {
        let inverses = abscissas
            .iter()
            .enumerate()
            .map(|(j, xj)| {
                let inverse_of = |xi: &u32| match xj.checked_sub(*xi) {
                    Some(difference) => Element::inverse_of(difference),
                    None => Element::ZERO.subtract(&Element::inverse_of(xi - xj)),
                };
                abscissas[..j].iter().map(inverse_of).collect()
            })
            .collect();
        let abscissas: Vec<_> = abscissas.iter().map(|&abscissa| Element::from_u32(abscissa)).collect();
        let zeros = abscissas.iter().fold(Polynomial::one(), |zeros, abscissa| zeros.times_root(abscissa));
        Self { abscissas, inverses, zeros, coefficients: degree + 1 }
    }

    /// How many errors can be told apart.
    fn radius(&self) -> usize {
        (self.abscissas.len() - self.coefficients) / 2
    }

    /// The indices of the values that are wrong; `None` if there are too many to tell.
    fn errors(&self, values: &[Element<LIMBS, C>]) -> Option<Vec<usize>> {
        self.decode(values, self.interpolate(values))
    }

    /// The polynomial through all values, by Newton's divided differences.
    fn interpolate(&self, values: &[Element<LIMBS, C>]) -> Polynomial<LIMBS, C> {
        let mut polynomial = Polynomial::new(Vec::new());
        let mut basis = Polynomial::one();
        // `column[i]` is the divided difference over the abscissas from i to the last one taken.
        let mut column: Vec<Element<LIMBS, C>> = Vec::with_capacity(values.len());
        for (j, value) in values.iter().enumerate() {
            column.push(*value);
            for i in (0..j).rev() {
                column[i] = column[i + 1].subtract(&column[i]).multiply(&self.inverses[j][i]);
            }
            polynomial = polynomial.plus(&basis.times(&column[0]));
            basis = basis.times_root(&self.abscissas[j]);
        }
        polynomial
    }

    fn decode(&self, values: &[Element<LIMBS, C>], interpolation: Polynomial<LIMBS, C>) -> Option<Vec<usize>> {
        if interpolation.len() <= self.coefficients {
            return Some(Vec::new());
        }
        let stop = (values.len() + self.coefficients).div_ceil(2);
        let (mut previous, mut remainder) = (self.zeros.clone(), interpolation);
        let (mut previous_factor, mut factor) = (Polynomial::new(Vec::new()), Polynomial::one());
        while remainder.len() > stop {
            let (quotient, next) = previous.divide(&remainder);
            let next_factor = previous_factor.minus_product(&quotient, &factor);
            (previous, remainder) = (remainder, next);
            (previous_factor, factor) = (factor, next_factor);
        }
        let (polynomial, rest) = remainder.divide(&factor);
        if !rest.is_zero() || polynomial.len() > self.coefficients {
            return None;
        }
        let is_wrong = |index: &usize| polynomial.evaluate(&self.abscissas[*index]) != values[*index];
        let errors: Vec<_> = (0..values.len()).filter(is_wrong).collect();
        (errors.len() <= self.radius()).then_some(errors)
    }
}

/// Precomputed weights that turn the shares of degree + 1 parties into the secret.
pub struct Interpolation<const LIMBS: usize, const C: u32> {
    plan: Plan<LIMBS, C>,
}

enum Plan<const LIMBS: usize, const C: u32> {
    /// Whole numbers, by their sign, and what the sum is to be multiplied by, if by anything.
    Small {
        positive: Vec<(u32, usize)>,
        negative: Vec<(u32, usize)>,
        scale: Option<Element<LIMBS, C>>,
    },
    Large(Vec<Element<LIMBS, C>>),
}

impl<const LIMBS: usize, const C: u32> Interpolation<LIMBS, C> {
    /// For parties at these abscissas, which must all be different.
    pub fn new(abscissas: &[u32]) -> Self {
        Self { plan: small_plan(abscissas).unwrap_or_else(|| large_plan(abscissas)) }
    }

    /// The value at 0 of the polynomial that the shares lie on. `share(i)` is that of the party at the i-th abscissa.
    pub fn recover<'a>(&self, share: impl Fn(usize) -> &'a Element<LIMBS, C>) -> Element<LIMBS, C> {
        match &self.plan {
            Plan::Small { positive, negative, scale } => {
                let sum_of = |terms: &[(u32, usize)]| {
                    Element::combine(terms.iter().map(|&(weight, party)| (weight, share(party))))
                };
                let sum = sum_of(positive).subtract(&sum_of(negative));
                scale.map_or(sum, |scale| sum.multiply(&scale))
            }
            Plan::Large(weights) => weights
                .iter()
                .enumerate()
                .fold(Element::ZERO, |sum, (party, weight)| sum.add(&weight.multiply(share(party)))),
        }
    }
}

/// Lagrange's weights at 0, Π x_j / (x_j − x_i), over their common denominator. For the abscissas 1, 2, … that is 1
/// and the weights are binomials.
fn small_plan<const LIMBS: usize, const C: u32>(abscissas: &[u32]) -> Option<Plan<LIMBS, C>> {
    let mut fractions = Vec::new();
    let mut denominator = 1i128;
    for (i, &xi) in abscissas.iter().enumerate() {
        let (mut above, mut below) = (1i128, 1i128);
        for (j, &xj) in abscissas.iter().enumerate() {
            if i != j {
                above = above.checked_mul(xj.into())?;
                below = below.checked_mul(i128::from(xj) - i128::from(xi))?;
                let common = greatest_common_divisor(above, below);
                (above, below) = (above / common, below / common);
            }
        }
        if below < 0 {
            (above, below) = (-above, -below);
        }
        denominator = denominator.checked_mul(below / greatest_common_divisor(denominator, below))?;
        fractions.push((above, below));
    }
    let (mut positive, mut negative) = (Vec::new(), Vec::new());
    let mut total = 0u32;
    for (party, (above, below)) in fractions.into_iter().enumerate() {
        let weight = above.checked_mul(denominator / below)?;
        let magnitude = u32::try_from(weight.unsigned_abs()).ok()?;
        total = total.checked_add(magnitude)?;
        if weight > 0 { &mut positive } else { &mut negative }.push((magnitude, party));
    }
    let scale = match u32::try_from(denominator).ok()? {
        1 => None,
        denominator => Some(Element::inverse_of(denominator)),
    };
    Some(Plan::Small { positive, negative, scale })
}

fn large_plan<const LIMBS: usize, const C: u32>(abscissas: &[u32]) -> Plan<LIMBS, C> {
    let abscissas: Vec<Element<LIMBS, C>> = abscissas.iter().map(|&x| Element::from_u32(x)).collect();
    let weight = |(i, xi): (usize, &Element<LIMBS, C>)| {
        let others = abscissas.iter().enumerate().filter(|(j, _)| *j != i);
        let (above, below) = others.fold((Element::ONE, Element::ONE), |(above, below), (_, xj)| {
            (above.multiply(xj), below.multiply(&xj.subtract(xi)))
        });
        above.multiply(&below.invert())
    };
    Plan::Large(abscissas.iter().enumerate().map(weight).collect())
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{Element64, Element256};
    use crate::sharing::Sharing;
    use proptest::prelude::*;

    type Shared<const LIMBS: usize, const C: u32> = (Vec<Element<LIMBS, C>>, Vec<PartyShares<LIMBS, C>>);

    fn share<const LIMBS: usize, const C: u32>(
        parties: usize,
        degree: usize,
        secrets: usize,
        random: &mut Random,
    ) -> Shared<LIMBS, C> {
        let mut sharing = Sharing::new(parties, degree);
        let mut shared: Vec<_> =
            (1..=parties as u32).map(|abscissa| PartyShares { abscissa, shares: Vec::new() }).collect();
        let secrets: Vec<_> = (0..secrets).map(|_| random.element()).collect();
        for secret in &secrets {
            sharing.share(secret, random, |party, share| shared[party].shares.push(*share));
        }
        (secrets, shared)
    }

    /// Shares, takes `missing` parties away, lets `liars` change shares, and looks at what the rest can still tell.
    fn check<const LIMBS: usize, const C: u32>(
        (parties, degree): (usize, usize),
        missing: usize,
        liars: usize,
        seed: u8,
    ) -> Result<(), TestCaseError> {
        let mut random = Random::from_seed([seed; 32]);
        let secrets = 1 + random.word() as usize % 5;
        let (secrets, mut shared) = share::<LIMBS, C>(parties, degree, secrets, &mut random);
        for _ in 0..missing {
            let left = shared.len();
            shared.remove(random.word() as usize % left);
        }
        let mut lying: Vec<usize> = Vec::new();
        while lying.len() < liars {
            let liar = random.word() as usize % shared.len();
            if !lying.contains(&liar) {
                lying.push(liar);
            }
        }
        lying.sort();
        // Of several liars, each changes one share or all of them.
        for &liar in &lying {
            let which = random.word() as usize;
            for (index, share) in shared[liar].shares.iter_mut().enumerate() {
                if which.is_multiple_of(2) || index == which % secrets.len() {
                    *share = share.add(&random.element());
                }
            }
        }
        let redundancy = shared.len() - degree - 1;
        match judge(&shared, degree, &mut random) {
            Verdict::Wrong(wrong) => {
                prop_assert_eq!(&wrong, &lying);
                prop_assert!(liars <= redundancy / 2);
                let right: Vec<_> = shared
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| !wrong.contains(index))
                    .map(|(_, party)| party)
                    .collect();
                for window in right.windows(degree + 1) {
                    let abscissas: Vec<_> = window.iter().map(|party| party.abscissa).collect();
                    let interpolation = Interpolation::new(&abscissas);
                    for (index, secret) in secrets.iter().enumerate() {
                        prop_assert_eq!(&interpolation.recover(|party| &window[party].shares[index]), secret);
                    }
                }
            }
            Verdict::BeyondRepair(_) => prop_assert!(liars > redundancy / 2),
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn liars_are_told_or_nothing_is_returned(
            cluster in prop::sample::select(vec![(2, 1), (3, 1), (4, 1), (5, 1), (5, 2), (7, 2), (10, 3), (20, 4), (20, 9)]),
            missing in 0usize..20,
            liars in 0usize..20,
            seed in any::<u8>(),
        ) {
            let (parties, degree) = cluster;
            let missing = missing % (parties - degree);
            let liars = liars % (parties - missing - degree);
            check::<2, 0x3fdf_fffd>(cluster, missing, liars, seed)?;
            check::<4, 0x9ebf_fffd>(cluster, missing, liars, seed)?;
            check::<8, 0x673f_fffd>(cluster, missing, liars, seed)?;
        }
    }

    #[test]
    fn small_and_large_weights_agree() {
        let mut random = Random::from_seed([3; 32]);
        for abscissas in [vec![1], vec![5], vec![1, 2], vec![2, 1], vec![3, 7, 9], vec![10, 2, 5, 1], vec![255, 254, 1]]
        {
            let shares: Vec<Element256> = abscissas.iter().map(|_| random.element()).collect();
            let small = Interpolation { plan: small_plan(&abscissas).expect("small weights") };
            let large = Interpolation { plan: large_plan(&abscissas) };
            assert_eq!(small.recover(|i| &shares[i]), large.recover(|i| &shares[i]), "{abscissas:?}");
        }
    }

    #[test]
    fn many_parties_need_large_weights() {
        let (parties, degree) = (255, 127);
        let mut random = Random::from_seed([4; 32]);
        let (secrets, mut shared) = share::<2, 0x3fdf_fffd>(parties, degree, 2, &mut random);
        let liars: Vec<_> = (0..63).map(|index| index * 4).collect();
        for &liar in &liars {
            shared[liar].shares[1] = shared[liar].shares[1].add(&Element64::ONE);
        }
        assert_eq!(judge(&shared, degree, &mut random), Verdict::Wrong(liars));
        let abscissas: Vec<_> = (0..128).map(|index| shared[index * 2 % 255].abscissa).collect();
        let interpolation = Interpolation::new(&abscissas);
        assert!(matches!(interpolation.plan, Plan::Large(_)));
        assert_eq!(interpolation.recover(|party| &shared[party * 2 % 255].shares[0]), secrets[0]);
    }

    #[test]
    fn liars_that_took_turns_are_all_blamed() {
        let mut random = Random::from_seed([5; 32]);
        let (_, mut shared) = share::<8, 0x673f_fffd>(5, 2, 3, &mut random);
        shared[1].shares[0] = random.element();
        shared[4].shares[2] = random.element();
        assert_eq!(judge(&shared, 2, &mut random), Verdict::BeyondRepair(vec![1, 4]));
    }
}
