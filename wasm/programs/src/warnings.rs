//! What is likely to go wrong on nodes with a program that compiles.

use std::collections::HashSet;

use crate::compile::Compiled;
use crate::instruction::InstructionKind as Do;
use crate::integer::{Integer, bit_length};
use crate::outputs::lost;
use crate::plan::{LiteralValue, Plan, Slot};
use crate::protocols::{Beyond, COMPARED_BITS, Protocols};
use crate::reach::{Declared, Finding, Reach};
use crate::refusal::{Issue, Location};
use crate::types::Base;
use shared::field::{C256, Element};

/// Most warnings.
const MAX_WARNINGS: usize = 32;

/// Outputs that nodes do not find, and numbers that they cannot compute with over a prime of so many bits: as far as
/// literals show them, or the bits that inputs declare.
pub fn warnings(compiled: &Compiled, prime_bits: u32, declared: Declared) -> Vec<Issue> {
    let Compiled { program, plan } = compiled;
    let mut seen = HashSet::new();
    let beyond = beyond(plan, prime_bits, declared);
    let beyond =
        beyond.map(|(beyond, source)| Issue { reason: beyond.reason(prime_bits), at: program.location(source) });
    let beyond = beyond.filter(|issue| seen.insert((issue.reason.clone(), issue.at.as_ref().map(Location::to_string))));
    lost(compiled).into_iter().chain(beyond).take(MAX_WARNINGS).collect()
}

/// Instructions that can get numbers beyond their protocols, if what they can get is known. The others, if they get such
/// numbers whatever the inputs are, short of zero.
fn beyond(plan: &Plan, prime_bits: u32, declared: Declared) -> impl Iterator<Item = (Beyond, u64)> {
    let protocols = Protocols::new(prime_bits);
    let first_literal = plan.input_count() as usize;
    let numbers: Vec<Element<8, C256>> =
        plan.literals.iter().map(|value| literal(value).unwrap_or(Element::ZERO)).collect();
    let value = |slot: Slot| (slot as usize).checked_sub(first_literal).and_then(|index| numbers.get(index));
    // The fewest bits of each value other than zero.
    let mut lengths = vec![1; first_literal];
    lengths.extend(numbers.iter().map(|number| bit_length(&number.signed().magnitude).max(1)));
    let mut reach = Reach::new(plan, prime_bits, declared);
    let mut found = Vec::new();
    for instruction in &plan.instructions {
        let [left, right, _] = instruction.operands;
        let length = |slot: Slot| lengths.get(slot as usize).copied().unwrap_or(1);
        let result = match instruction.kind {
            Do::MultiplicationPublic | Do::MultiplicationShares | Do::MultiplicationSharePublic => {
                length(left) + length(right) - 1
            }
            Do::LeftShiftPublic | Do::LeftShiftShares => {
                let amount = value(right).filter(|amount| bit_length(amount.limbs()) <= 8);
                length(left) + amount.map_or(0, |amount| amount.limbs()[0])
            }
            Do::Reveal => length(left),
            _ => 1,
        };
        let [dividend, divisor] = protocols.division_limits();
        let limit = protocols.negative_limit();
        let is_wide = |slot| value(slot).is_some() && length(slot) > COMPARED_BITS;
        let is_signed = instruction.base == Base::Integer;
        let certain = || match instruction.kind {
            Do::EqualsSecret => (is_wide(left) || is_wide(right)).then_some(Beyond::Comparison),
            Do::DivisionIntegerSecretDivisor | Do::ModuloIntegerSecretDivisor => (length(left) > dividend
                || length(right) > divisor)
                .then_some(Beyond::SecretDivisor { limits: [dividend, divisor] }),
            Do::DivisionIntegerSecretDividendPublicDivisor | Do::ModuloIntegerSecretDividendPublicDivisor => {
                let is_divisor_negative = value(right).is_some_and(Integer::is_negative);
                (is_signed && length(left) > limit).then_some(Beyond::Dividend { limit, is_divisor_negative })
            }
            Do::RightShiftShares | Do::TruncPr => {
                (is_signed && length(left) > limit).then_some(Beyond::Shift { limit })
            }
            _ => None,
        };
        let beyond = match reach.add(instruction) {
            Finding::Unknown => certain(),
            Finding::Right => None,
            Finding::Beyond(beyond) => Some(beyond),
        };
        found.extend(beyond.map(|beyond| (beyond, instruction.source)));
        // What may have wrapped around the prime is of any length.
        lengths.push(if result < prime_bits - 1 { result } else { 1 });
    }
    found.into_iter()
}

/// The number that a literal is, unless it is beyond all primes.
pub(crate) fn literal(literal: &LiteralValue) -> Option<Element<8, C256>> {
    match literal {
        LiteralValue::Boolean(value) => Some(Element::from_u32((*value).into())),
        LiteralValue::Number { is_negative, digits, .. } => {
            let number = Element::from_digits(digits)?;
            Some(if *is_negative { Element::ZERO.subtract(&number) } else { number })
        }
    }
}
