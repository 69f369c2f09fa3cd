//! Shamir's scheme over a prime field: party i, counted from 1, holds the value of a polynomial at i.

use crate::field::Element;
use crate::random::Random;

/// Positions of parties fit a byte, so that small powers of them fit a limb.
pub const PARTIES_MAX: usize = 255;

/// How secrets are split among the parties of a cluster.
pub struct Sharing<const LIMBS: usize, const C: u32> {
    /// For each party, the powers of its abscissa from 0 on, as many as may be weights of one combination.
    powers: Vec<Vec<u32>>,
    /// The secret, then the random coefficients.
    coefficients: Vec<Element<LIMBS, C>>,
}

impl<const LIMBS: usize, const C: u32> Sharing<LIMBS, C> {
    pub fn new(parties: usize, degree: usize) -> Self {
        let powers = (1..=parties as u32).map(|abscissa| weights_of_powers(abscissa, degree + 1)).collect();
        Self { powers, coefficients: vec![Element::ZERO; degree + 1] }
    }

    /// Splits a secret and hands every party's share on, in the order of the parties.
    pub fn share(
        &mut self,
        secret: &Element<LIMBS, C>,
        random: &mut Random,
        mut give: impl FnMut(usize, &Element<LIMBS, C>),
    ) {
        self.coefficients[0] = *secret;
        for coefficient in &mut self.coefficients[1..] {
            *coefficient = random.element();
        }
        for (party, powers) in self.powers.iter().enumerate() {
            give(party, &evaluate(&self.coefficients, powers));
        }
    }
}

/// The powers x^0, x^1, … of an abscissa, at most `count`, that add up to less than 2^32; at least two.
fn weights_of_powers(abscissa: u32, count: usize) -> Vec<u32> {
    let mut powers = vec![1, abscissa];
    let mut sum = 1 + abscissa;
    while powers.len() < count {
        let next = powers[powers.len() - 1].checked_mul(abscissa);
        let Some((next, total)) = next.and_then(|next| Some((next, sum.checked_add(next)?))) else { break };
        powers.push(next);
        sum = total;
    }
    powers
}

/// The polynomial's value. One combination where all powers are small, else Horner's rule over pieces of it.
fn evaluate<const LIMBS: usize, const C: u32>(coefficients: &[Element<LIMBS, C>], powers: &[u32]) -> Element<LIMBS, C> {
    if coefficients.len() <= powers.len() {
        return Element::combine(powers.iter().copied().zip(coefficients));
    }
    let step = powers.len() - 1;
    coefficients.chunks(step).rev().fold(Element::ZERO, |value, piece| {
        let terms = powers.iter().copied().zip(piece);
        Element::combine(terms.chain([(powers[step], &value)]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{Element64, Element128, Element256};

    fn horner<const LIMBS: usize, const C: u32>(coefficients: &[Element<LIMBS, C>], x: u32) -> Element<LIMBS, C> {
        let x = Element::from_u32(x);
        coefficients.iter().rev().fold(Element::ZERO, |value, coefficient| value.multiply(&x).add(coefficient))
    }

    fn check<const LIMBS: usize, const C: u32>(_: Element<LIMBS, C>) {
        let mut random = Random::from_seed([7; 32]);
        for (parties, degree) in [(2, 1), (3, 1), (5, 2), (10, 3), (20, 9), (64, 31), (255, 127), (255, 254)] {
            let mut sharing = Sharing::<LIMBS, C>::new(parties, degree);
            let secret = random.element();
            let mut shares = Vec::new();
            sharing.share(&secret, &mut random, |party, share| {
                assert_eq!(party, shares.len());
                shares.push(*share);
            });
            assert_eq!(shares.len(), parties);
            assert_eq!(sharing.coefficients[0], secret);
            for (index, share) in shares.iter().enumerate() {
                assert_eq!(*share, horner(&sharing.coefficients, index as u32 + 1), "{parties} {degree} {index}");
            }
        }
    }

    #[test]
    fn shares_are_the_values_of_the_polynomial() {
        check(Element64::ZERO);
        check(Element128::ZERO);
        check(Element256::ZERO);
    }
}
