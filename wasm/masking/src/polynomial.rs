//! Polynomials over a prime field, lowest coefficient first, without leading zeros.

use crate::prime::{Number, ONE, Prime, ZERO};

pub struct Polynomial {
    prime: &'static dyn Prime,
    coefficients: Vec<Number>,
}

impl Polynomial {
    pub fn new(prime: &'static dyn Prime, mut coefficients: Vec<Number>) -> Self {
        while coefficients.last() == Some(&ZERO) {
            coefficients.pop();
        }
        Self { prime, coefficients }
    }

    pub fn zero(prime: &'static dyn Prime) -> Self {
        Self { prime, coefficients: Vec::new() }
    }

    pub fn one(prime: &'static dyn Prime) -> Self {
        Self { prime, coefficients: vec![ONE] }
    }

    /// Its number of coefficients: the degree and one, zero for the zero polynomial.
    pub fn len(&self) -> usize {
        self.coefficients.len()
    }

    pub fn is_zero(&self) -> bool {
        self.coefficients.is_empty()
    }

    pub fn evaluate(&self, x: &Number) -> Number {
        let prime = self.prime;
        self.coefficients
            .iter()
            .rev()
            .fold(ZERO, |value, coefficient| prime.add(&prime.multiply(&value, x), coefficient))
    }

    /// `self + factor·other`
    pub fn plus_multiple(&self, factor: &Number, other: &Self) -> Self {
        let prime = self.prime;
        let mut sum = self.coefficients.clone();
        sum.resize(self.len().max(other.len()), ZERO);
        for (coefficient, addend) in sum.iter_mut().zip(&other.coefficients) {
            *coefficient = prime.add(coefficient, &prime.multiply(factor, addend));
        }
        Self::new(prime, sum)
    }

    /// `self − factor·other`
    pub fn minus_product(&self, factor: &Self, other: &Self) -> Self {
        let prime = self.prime;
        let mut difference = self.coefficients.clone();
        difference.resize(self.len().max(factor.len() + other.len()), ZERO);
        for (i, a) in factor.coefficients.iter().enumerate() {
            for (j, b) in other.coefficients.iter().enumerate() {
                difference[i + j] = prime.subtract(&difference[i + j], &prime.multiply(a, b));
            }
        }
        Self::new(prime, difference)
    }

    /// Multiplied by x − root.
    pub fn times_root(&self, root: &Number) -> Self {
        let factor = Self { prime: self.prime, coefficients: vec![*root, self.prime.subtract(&ZERO, &ONE)] };
        Self::zero(self.prime).minus_product(&factor, self)
    }

    /// Quotient and remainder; the divisor must not be zero.
    pub fn divide(&self, divisor: &Self) -> (Self, Self) {
        let prime = self.prime;
        let mut remainder = self.coefficients.clone();
        let inverse = prime.invert(&divisor.coefficients[divisor.len() - 1]);
        let mut quotient = vec![ZERO; (self.len() + 1).saturating_sub(divisor.len())];
        for shift in (0..quotient.len()).rev() {
            let factor = prime.multiply(&remainder[shift + divisor.len() - 1], &inverse);
            for (index, coefficient) in divisor.coefficients.iter().enumerate() {
                let product = prime.multiply(&factor, coefficient);
                remainder[shift + index] = prime.subtract(&remainder[shift + index], &product);
            }
            quotient[shift] = factor;
        }
        (Self::new(prime, quotient), Self::new(prime, remainder))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prime::prime_of;
    use crate::random::tests::seeded;

    #[test]
    fn division_undoes_multiplication() {
        let prime = prime_of(16).expect("a prime");
        let mut random = seeded(1);
        let mut polynomial = |length| {
            let coefficient = |_| {
                let mut number = ZERO;
                number[..4].fill_with(|| random.word() >> 1);
                number
            };
            Polynomial::new(prime, (0..length).map(coefficient).collect())
        };
        for (a, b) in [(0, 1), (1, 1), (5, 3), (3, 5), (9, 1), (8, 8)] {
            let (a, b) = (polynomial(a), polynomial(b));
            let (quotient, remainder) = a.divide(&b);
            assert!(remainder.len() < b.len());
            assert_eq!(a.minus_product(&quotient, &b).coefficients, remainder.coefficients);
        }
    }

    #[test]
    fn a_root_is_a_zero() {
        let prime = prime_of(8).expect("a prime");
        let roots: [Number; 3] = [[5, 0, 0, 0, 0, 0, 0, 0], ONE, [7, 9, 0, 0, 0, 0, 0, 0]];
        let polynomial = roots.iter().fold(Polynomial::one(prime), |product, root| product.times_root(root));
        assert_eq!(polynomial.len(), 4);
        assert!(roots.iter().all(|root| polynomial.evaluate(root) == ZERO));
        assert_ne!(polynomial.evaluate(&ZERO), ZERO);
    }
}
