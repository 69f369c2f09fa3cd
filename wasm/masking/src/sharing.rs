//! Shamir's scheme: party i, counted from 1, holds the value of a polynomial at i.

use crate::field::Element;

/// How secrets are split among the parties of a cluster.
pub struct Scheme {
    pub degree: usize,
    /// For each party, the powers x^0, x^1, … of its abscissa that [`evaluate`] takes at a time: no more than a
    /// polynomial of the degree needs, adding up to less than 2^32, and at least two.
    pub powers: Vec<Vec<u32>>,
}

impl Scheme {
    /// For at most 255 parties, so that the powers that a party needs at least are small.
    pub fn new(parties: usize, degree: usize) -> Self {
        let powers = (1..=parties as u32).map(|abscissa| powers_of(abscissa, degree + 1)).collect();
        Self { degree, powers }
    }
}

fn powers_of(abscissa: u32, count: usize) -> Vec<u32> {
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
pub fn evaluate<const LIMBS: usize, const C: u32>(
    coefficients: &[Element<LIMBS, C>],
    powers: &[u32],
) -> Element<LIMBS, C> {
    if coefficients.len() <= powers.len() {
        return Element::combine(powers.iter().copied().zip(coefficients.iter().copied()));
    }
    let step = powers.len() - 1;
    coefficients.chunks(step).rev().fold(Element::ZERO, |value, piece| {
        let terms = powers.iter().copied().zip(piece.iter().copied());
        Element::combine(terms.chain([(powers[step], value)]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{C64, C128, C256};
    use crate::random::Random;

    fn horner<const LIMBS: usize, const C: u32>(coefficients: &[Element<LIMBS, C>], x: u32) -> Element<LIMBS, C> {
        let x = Element::from_u32(x);
        coefficients.iter().rev().fold(Element::ZERO, |value, coefficient| value.multiply(&x).add(coefficient))
    }

    fn check<const LIMBS: usize, const C: u32>() {
        let mut random = Random::from_seed([7; 32]);
        for (parties, degree) in [(2, 1), (3, 1), (5, 2), (10, 3), (20, 9), (64, 31), (255, 127), (255, 254)] {
            let coefficients: Vec<Element<LIMBS, C>> = (0..=degree).map(|_| random.element()).collect();
            for (powers, abscissa) in Scheme::new(parties, degree).powers.iter().zip(1..) {
                assert_eq!(evaluate(&coefficients, powers), horner(&coefficients, abscissa), "{abscissa}^{degree}");
            }
        }
    }

    #[test]
    fn shares_are_the_values_of_the_polynomial() {
        check::<2, C64>();
        check::<4, C128>();
        check::<8, C256>();
    }
}
