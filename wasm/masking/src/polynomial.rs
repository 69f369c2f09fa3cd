//! Polynomials over a prime field, lowest coefficient first, without leading zeros.

use crate::field::Element;

#[derive(Clone, Debug, PartialEq)]
pub struct Polynomial<const LIMBS: usize, const C: u32>(Vec<Element<LIMBS, C>>);

impl<const LIMBS: usize, const C: u32> Polynomial<LIMBS, C> {
    pub fn new(mut coefficients: Vec<Element<LIMBS, C>>) -> Self {
        while coefficients.last().is_some_and(Element::is_zero) {
            coefficients.pop();
        }
        Self(coefficients)
    }

    pub fn one() -> Self {
        Self(vec![Element::ONE])
    }

    /// Its number of coefficients: the degree and one, zero for the zero polynomial.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    pub fn evaluate(&self, x: &Element<LIMBS, C>) -> Element<LIMBS, C> {
        self.0.iter().rev().fold(Element::ZERO, |value, coefficient| value.multiply(x).add(coefficient))
    }

    /// Multiplied by x − root.
    pub fn times_root(&self, root: &Element<LIMBS, C>) -> Self {
        let mut product = vec![Element::ZERO; self.len() + 1];
        for (index, coefficient) in self.0.iter().enumerate() {
            product[index + 1] = product[index + 1].add(coefficient);
            product[index] = product[index].subtract(&coefficient.multiply(root));
        }
        Self::new(product)
    }

    pub fn times(&self, factor: &Element<LIMBS, C>) -> Self {
        Self::new(self.0.iter().map(|coefficient| coefficient.multiply(factor)).collect())
    }

    pub fn plus(&self, other: &Self) -> Self {
        let length = self.len().max(other.len());
        let at = |polynomial: &Self, index| polynomial.0.get(index).copied().unwrap_or(Element::ZERO);
        Self::new((0..length).map(|index| at(self, index).add(&at(other, index))).collect())
    }

    /// `self − factor·other`
    pub fn minus_product(&self, factor: &Self, other: &Self) -> Self {
        let mut difference = self.0.clone();
        difference.resize(self.len().max(factor.len() + other.len()), Element::ZERO);
        for (i, a) in factor.0.iter().enumerate() {
            for (j, b) in other.0.iter().enumerate() {
                difference[i + j] = difference[i + j].subtract(&a.multiply(b));
            }
        }
        Self::new(difference)
    }

    /// Quotient and remainder; the divisor must not be zero.
    pub fn divide(&self, divisor: &Self) -> (Self, Self) {
        let mut remainder = self.0.clone();
        let inverse = divisor.0[divisor.len() - 1].invert();
        let mut quotient = vec![Element::ZERO; (self.len() + 1).saturating_sub(divisor.len())];
        for shift in (0..quotient.len()).rev() {
            let factor = remainder[shift + divisor.len() - 1].multiply(&inverse);
            for (index, coefficient) in divisor.0.iter().enumerate() {
                remainder[shift + index] = remainder[shift + index].subtract(&factor.multiply(coefficient));
            }
            quotient[shift] = factor;
        }
        (Self::new(quotient), Self::new(remainder))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Element128;
    use crate::random::Random;

    #[test]
    fn division_undoes_multiplication() {
        let mut random = Random::from_seed([1; 32]);
        for (a, b) in [(0, 1), (1, 1), (5, 3), (3, 5), (9, 1), (8, 8)] {
            let a = Polynomial::new((0..a).map(|_| random.element::<4, 0x9ebf_fffd>()).collect());
            let b = Polynomial::new((0..b).map(|_| random.element()).collect());
            let (quotient, remainder) = a.divide(&b);
            assert!(remainder.len() < b.len());
            let negated = Polynomial::new(vec![]).minus_product(&quotient, &b);
            assert_eq!(a, negated.times(&Element128::ZERO.subtract(&Element128::ONE)).plus(&remainder));
        }
    }
}
