//! From shares back to secrets, and to wrong ones only if too many parties lie.
//!
//! With m parties, r of them found wrong, the secrets are those of the polynomials on which m − r parties agree. They are
//! certain against m − t − 1 − r liars, who may agree on their lie; t is the degree. One liar more can draw another
//! polynomial through the shares of t honest parties, and make the r others look wrong. The caller compares this number
//! with the one that it wants.
//!
//! The shares of all secrets of a call are judged together. A random combination of a party's shares is its share of
//! the same combination of the secrets, so if the combinations lie on one polynomial of the degree, all shares do, but
//! for one chance in 2^64; and where they do not, decoding the combination tells which parties are wrong.

use crate::polynomial::Polynomial;
use crate::prime::{COMBINATIONS, Number, ONE, Prime, ZERO};
use crate::random::Random;
use crate::shares::Shares;

/// One party's shares of all secrets, serialized.
pub struct PartyShares<'a> {
    /// Where the polynomials are evaluated for it: its position from 1 on.
    pub abscissa: u32,
    pub shares: Shares<'a>,
}

/// What a judgement came to; parties are given by their index among those judged.
#[derive(Debug, PartialEq)]
pub enum Verdict {
    /// All agree but these, which are few enough to be told apart: no other choice of so few makes the rest agree.
    Wrong(Vec<usize>),
    /// Too many contradict each other. These seem wrong, if any do, unless liars agree on what they say.
    BeyondRepair(Vec<usize>),
}

/// How many secrets are decoded one by one, at most, to find whom to blame for a failure.
const BLAME_DECODINGS_MAX: usize = 1000;

/// The secrets, where all parties' shares agree, in the way that is fastest for parties next to each other. `None` where
/// some do not, or are no numbers below the prime, or it takes other ways.
pub fn recover_agreeing(prime: &'static dyn Prime, parties: &[PartyShares<'_>], degree: usize) -> Option<Vec<u8>> {
    let first = parties.first()?.abscissa;
    let count = parties[0].shares.len();
    let is_next =
        |(party, abscissa): (&PartyShares<'_>, u32)| party.abscissa == abscissa && party.shares.len() == count;
    if parties.len() <= degree || !parties.iter().zip(first..).all(is_next) {
        return None;
    }
    let shares: Vec<_> = parties.iter().map(|party| &party.shares).collect();
    let mut secrets = vec![0; count * prime.width()];
    let agrees = prime.recover_consistent(first, degree, &shares, &mut secrets)?;
    agrees.then_some(secrets)
}

/// Whether a party's shares are numbers below the prime: what [`judge`] and [`recover_chosen`] take for granted.
pub fn are_numbers(prime: &'static dyn Prime, party: &PartyShares<'_>) -> bool {
    party.shares.list(prime.width()).into_iter().all(|share| prime.is_number(share))
}

/// The secrets of the first parties that it takes, whatever the others say.
pub fn recover_chosen(prime: &'static dyn Prime, parties: &[PartyShares<'_>], degree: usize) -> Vec<u8> {
    let chosen = &parties[..=degree];
    let weights = weights_at_zero(prime, chosen.iter().map(|party| party.abscissa));
    let lists: Vec<_> = chosen.iter().map(|party| party.shares.list(prime.width())).collect();
    let mut secrets = vec![0; lists[0].len() * prime.width()];
    for (secret, target) in secrets.chunks_exact_mut(prime.width()).enumerate() {
        prime.weigh(&weights, &mut lists.iter().map(|list| list[secret]), target);
    }
    secrets
}

/// Judges parties by their shares. With no more than degree + 1 parties there is nothing to judge by.
pub fn judge(prime: &'static dyn Prime, parties: &[PartyShares<'_>], degree: usize, random: &mut Random) -> Verdict {
    let secrets = parties.iter().map(|party| party.shares.len()).min().unwrap_or(0);
    if secrets == 0 || parties.len() <= degree + 1 {
        return Verdict::Wrong(Vec::new());
    }
    let abscissas: Vec<_> = parties.iter().map(|party| party.abscissa).collect();
    let decoder = Decoder::new(prime, &abscissas, degree);

    let weights: Vec<[u32; COMBINATIONS]> = (0..secrets).map(|_| core::array::from_fn(|_| random.word())).collect();
    let lists: Vec<_> = parties.iter().map(|party| party.shares.list(prime.width())).collect();
    let combinations: Vec<_> = lists.iter().map(|list| prime.combine(list, &weights)).collect();
    let mut wrong = vec![false; parties.len()];
    for index in 0..COMBINATIONS {
        let word: Vec<_> = combinations.iter().map(|combination| combination[index]).collect();
        match decoder.errors(&word) {
            Some(errors) => errors.into_iter().for_each(|error| wrong[error] = true),
            None => return Verdict::BeyondRepair(blame(&lists, &decoder)),
        }
    }
    let wrong = positions(&wrong);
    if wrong.len() > decoder.radius() { Verdict::BeyondRepair(wrong) } else { Verdict::Wrong(wrong) }
}

/// The parties that are wrong about some secret for which that can be told.
fn blame(lists: &[Vec<&[u8]>], decoder: &Decoder) -> Vec<usize> {
    let mut wrong = vec![false; lists.len()];
    let mut decodings = 0;
    for secret in 0..lists[0].len() {
        let word: Vec<_> = lists.iter().map(|list| number(list[secret])).collect();
        let differences = decoder.divided_differences(&word);
        if decoder.are_consistent(&differences) {
            continue;
        }
        for error in decoder.decode(&word, &differences).unwrap_or_default() {
            wrong[error] = true;
        }
        decodings += 1;
        if decodings == BLAME_DECODINGS_MAX {
            break;
        }
    }
    positions(&wrong)
}

fn number(bytes: &[u8]) -> Number {
    let mut number = ZERO;
    for (limb, bytes) in number.iter_mut().zip(bytes.as_chunks().0) {
        *limb = u32::from_le_bytes(*bytes);
    }
    number
}

fn positions(flags: &[bool]) -> Vec<usize> {
    flags.iter().enumerate().filter_map(|(index, flag)| flag.then_some(index)).collect()
}

/// Tells which values of a polynomial are wrong, by Gao's algorithm for Reed–Solomon codes.
struct Decoder {
    prime: &'static dyn Prime,
    abscissas: Vec<Number>,
    /// `inverses[j][i]` is 1 / (x_j − x_i), for i < j.
    inverses: Vec<Vec<Number>>,
    /// How many coefficients a polynomial of the degree has.
    coefficients: usize,
}

impl Decoder {
    fn new(prime: &'static dyn Prime, abscissas: &[u32], degree: usize) -> Self {
        let inverse_of_difference = |from: u32, to: u32| match from.checked_sub(to) {
            Some(difference) => prime.inverse_of(difference),
            None => prime.subtract(&ZERO, &prime.inverse_of(to - from)),
        };
        let inverses = abscissas
            .iter()
            .enumerate()
            .map(|(j, xj)| abscissas[..j].iter().map(|xi| inverse_of_difference(*xj, *xi)).collect())
            .collect();
        let abscissas: Vec<_> = abscissas.iter().map(|abscissa| small(*abscissa)).collect();
        Self { prime, abscissas, inverses, coefficients: degree + 1 }
    }

    /// How many errors can be told apart.
    fn radius(&self) -> usize {
        (self.abscissas.len() - self.coefficients) / 2
    }

    /// The indices of the values that are wrong; `None` if there are too many to tell.
    fn errors(&self, values: &[Number]) -> Option<Vec<usize>> {
        let differences = self.divided_differences(values);
        if self.are_consistent(&differences) { Some(Vec::new()) } else { self.decode(values, &differences) }
    }

    /// Newton's divided differences, from that of the first value alone to that of all.
    fn divided_differences(&self, values: &[Number]) -> Vec<Number> {
        let prime = self.prime;
        let mut differences = Vec::with_capacity(values.len());
        // `column[i]` is the divided difference over the abscissas from i to the last one taken.
        let mut column: Vec<Number> = Vec::with_capacity(values.len());
        for (j, value) in values.iter().enumerate() {
            column.push(*value);
            for i in (0..j).rev() {
                column[i] = prime.multiply(&prime.subtract(&column[i + 1], &column[i]), &self.inverses[j][i]);
            }
            differences.push(column[0]);
        }
        differences
    }

    /// Whether the values are those of a polynomial of the degree: all higher differences vanish.
    fn are_consistent(&self, differences: &[Number]) -> bool {
        differences[self.coefficients..].iter().all(|difference| *difference == ZERO)
    }

    fn decode(&self, values: &[Number], differences: &[Number]) -> Option<Vec<usize>> {
        // The polynomial through all values, and the one that is zero at all abscissas.
        let (mut interpolation, mut zeros) = (Polynomial::zero(self.prime), Polynomial::one(self.prime));
        for (difference, abscissa) in differences.iter().zip(&self.abscissas) {
            interpolation = interpolation.plus_multiple(difference, &zeros);
            zeros = zeros.times_root(abscissa);
        }
        let stop = (values.len() + self.coefficients).div_ceil(2);
        let (mut previous, mut remainder) = (zeros, interpolation);
        let (mut previous_factor, mut factor) = (Polynomial::zero(self.prime), Polynomial::one(self.prime));
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

fn small(number: u32) -> Number {
    let mut small = ZERO;
    small[0] = number;
    small
}

/// Lagrange's weights at 0, Π x_j / (x_j − x_i), which turn the values at these abscissas into the one there.
fn weights_at_zero(prime: &dyn Prime, abscissas: impl Iterator<Item = u32>) -> Vec<Number> {
    let abscissas: Vec<_> = abscissas.map(small).collect();
    let weight = |(i, xi): (usize, &Number)| {
        let others = abscissas.iter().enumerate().filter(|(j, _)| *j != i);
        let (above, below) = others.fold((ONE, ONE), |(above, below), (_, xj)| {
            (prime.multiply(&above, xj), prime.multiply(&below, &prime.subtract(xj, xi)))
        });
        prime.multiply(&above, &prime.invert(&below))
    };
    abscissas.iter().enumerate().map(weight).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prime::prime_of;
    use crate::random::tests::seeded;
    use crate::shares::Run;
    use crate::sharing::Scheme;
    use proptest::prelude::*;

    /// Secrets, and for each party its shares one after the other.
    struct Shared {
        prime: &'static dyn Prime,
        secrets: Vec<u8>,
        parties: Vec<(u32, Vec<u8>)>,
    }

    impl Shared {
        fn new(width: usize, parties: usize, degree: usize, secrets: usize, random: &mut Random) -> Self {
            let prime = prime_of(width).expect("a prime");
            let secrets: Vec<u8> = (0..secrets).flat_map(|_| random_number(prime, random)).collect();
            let mut shares = vec![vec![0; secrets.len()]; parties];
            let mut targets: Vec<_> = shares.iter_mut().map(|shares| &mut shares[..]).collect();
            prime.split(&Scheme::new(degree), secrets.chunks(width), None, random, &mut targets);
            Self { prime, secrets, parties: (1..).zip(shares).collect() }
        }

        fn parties(&self) -> Vec<PartyShares<'_>> {
            self.parties
                .iter()
                .map(|(abscissa, bytes)| PartyShares {
                    abscissa: *abscissa,
                    shares: {
                        let width = self.prime.width();
                        let mut shares = Shares::default();
                        shares.push_run(Run { bytes, stride: width, count: bytes.len() / width });
                        shares
                    },
                })
                .collect()
        }

        /// Adds a random number to a party's share of a secret.
        fn corrupt(&mut self, party: usize, secret: usize, random: &mut Random) {
            let width = self.prime.width();
            let share = &mut self.parties[party].1[secret * width..][..width];
            let sum = self.prime.add(&number(share), &number(&random_number(self.prime, random)));
            for (bytes, limb) in share.chunks_exact_mut(4).zip(sum) {
                bytes.copy_from_slice(&limb.to_le_bytes());
            }
        }

        fn judge(&self, degree: usize, random: &mut Random) -> Verdict {
            judge(self.prime, &self.parties(), degree, random)
        }

        /// What the parties with these indices recover: by weights, and the faster way where there is one.
        fn recover(&self, chosen: &[usize]) -> Vec<u8> {
            let all = self.parties();
            let of = |index: &usize| PartyShares { abscissa: all[*index].abscissa, shares: all[*index].shares.clone() };
            let parties: Vec<_> = chosen.iter().map(of).collect();
            let secrets = recover_chosen(self.prime, &parties, parties.len() - 1);
            if let Some(agreed) = recover_agreeing(self.prime, &parties, parties.len() - 1) {
                assert_eq!(agreed, secrets);
            }
            secrets
        }
    }

    fn random_number(prime: &dyn Prime, random: &mut Random) -> Vec<u8> {
        loop {
            let bytes: Vec<u8> = (0..prime.width()).map(|_| random.word() as u8).collect();
            if prime.is_number(&bytes) {
                return bytes;
            }
        }
    }

    /// Shares, takes `missing` parties away, lets `liars` change shares, and looks at what the rest can still tell.
    fn check(
        width: usize,
        (parties, degree): (usize, usize),
        missing: usize,
        liars: usize,
        seed: u8,
    ) -> Result<(), TestCaseError> {
        let mut random = seeded(seed);
        let secrets = 1 + random.word() as usize % 5;
        let mut shared = Shared::new(width, parties, degree, secrets, &mut random);
        for _ in 0..missing {
            let left = shared.parties.len();
            shared.parties.remove(random.word() as usize % left);
        }
        let mut lying: Vec<usize> = Vec::new();
        while lying.len() < liars {
            let liar = random.word() as usize % shared.parties.len();
            if !lying.contains(&liar) {
                lying.push(liar);
            }
        }
        lying.sort();
        // Of several liars, each changes one share or all of them.
        for &liar in &lying {
            let which = random.word() as usize;
            for secret in 0..secrets {
                if which.is_multiple_of(2) || secret == which % secrets {
                    shared.corrupt(liar, secret, &mut random);
                }
            }
        }
        let redundancy = shared.parties.len() - degree - 1;
        match shared.judge(degree, &mut random) {
            Verdict::Wrong(wrong) => {
                prop_assert_eq!(&wrong, &lying);
                prop_assert!(liars <= redundancy / 2);
                let right: Vec<_> = (0..shared.parties.len()).filter(|index| !wrong.contains(index)).collect();
                for chosen in right.windows(degree + 1) {
                    prop_assert_eq!(&shared.recover(chosen), &shared.secrets);
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
            width in prop::sample::select(vec![8, 16, 32]),
            cluster in prop::sample::select(vec![(2, 1), (3, 1), (4, 1), (5, 1), (5, 2), (7, 2), (10, 3), (20, 4), (20, 9)]),
            missing in 0usize..20,
            liars in 0usize..20,
            seed in any::<u8>(),
        ) {
            let (parties, degree) = cluster;
            let missing = missing % (parties - degree);
            let liars = liars % (parties - missing - degree);
            check(width, cluster, missing, liars, seed)?;
        }
    }

    /// Where all shares are there and right, the faster way gives the secrets; where one is wrong, it gives nothing.
    #[test]
    fn shares_that_agree_are_recovered_together() {
        let mut random = seeded(3);
        for width in [8, 16, 32] {
            for (parties, degree) in [(2, 1), (3, 1), (5, 2), (5, 4), (10, 3), (12, 8)] {
                for secrets in [1, 2, 7] {
                    let mut shared = Shared::new(width, parties, degree, secrets, &mut random);
                    let recover = |shared: &Shared| recover_agreeing(shared.prime, &shared.parties(), degree);
                    assert_eq!(recover(&shared).as_ref(), Some(&shared.secrets), "{width} {parties} {degree}");
                    shared.parties.remove(0);
                    if shared.parties.len() > degree && degree < 6 {
                        assert_eq!(recover(&shared).as_ref(), Some(&shared.secrets), "{width} {parties} {degree}");
                    }
                    for party in 0..shared.parties.len() {
                        let right = shared.parties.clone();
                        shared.corrupt(party, secrets - 1, &mut random);
                        if shared.parties.len() > degree + 1 {
                            assert_eq!(recover(&shared), None, "{width} {parties} {degree}: {party}");
                        }
                        shared.parties = right;
                    }
                }
            }
        }
    }

    #[test]
    fn many_parties_are_judged_and_recovered() {
        let (parties, degree) = (255, 127);
        let mut random = seeded(4);
        let mut shared = Shared::new(8, parties, degree, 2, &mut random);
        let liars: Vec<_> = (0..63).map(|index| index * 4).collect();
        for &liar in &liars {
            shared.corrupt(liar, 1, &mut random);
        }
        assert_eq!(shared.judge(degree, &mut random), Verdict::Wrong(liars));
        let chosen: Vec<_> = (0..255).filter(|index| index % 4 != 0).take(128).collect();
        assert_eq!(shared.recover(&chosen), shared.secrets);
    }

    #[test]
    fn liars_that_took_turns_are_all_blamed() {
        let mut random = seeded(5);
        let mut shared = Shared::new(32, 5, 2, 3, &mut random);
        shared.corrupt(1, 0, &mut random);
        shared.corrupt(4, 2, &mut random);
        assert_eq!(shared.judge(2, &mut random), Verdict::BeyondRepair(vec![1, 4]));
    }
}
