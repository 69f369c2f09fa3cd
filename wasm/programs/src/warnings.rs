//! What is likely to go wrong on nodes with a program that compiles.

use std::collections::HashSet;

use crate::compile::Compiled;
use crate::instruction::InstructionKind as Do;
use crate::integer::{Integer, bit_length};
use crate::outputs::lost;
use crate::plan::{LiteralValue, Plan, Slot};
use crate::protocols::{Beyond, Protocols};
use crate::refusal::{Issue, Location};
use crate::types::Base;
use shared::field::{C256, Element};

/// Most warnings.
const MAX_WARNINGS: usize = 32;

/// The prime of the networks that programs are made for, in bits.
const PRIME_BITS: u32 = 256;

/// Outputs that nodes do not find, and numbers that they cannot compute with as far as literals show them.
pub fn warnings(compiled: &Compiled) -> Vec<Issue> {
    let Compiled { program, plan } = compiled;
    let mut seen = HashSet::new();
    let beyond =
        beyond(plan).map(|(beyond, source)| Issue { reason: beyond.reason(PRIME_BITS), at: program.location(source) });
    let beyond = beyond.filter(|issue| seen.insert((issue.reason.clone(), issue.at.as_ref().map(Location::to_string))));
    lost(compiled).into_iter().chain(beyond).take(MAX_WARNINGS).collect()
}

/// Instructions that get numbers beyond their protocols whatever the inputs are, short of zero.
fn beyond(plan: &Plan) -> impl Iterator<Item = (Beyond, u64)> {
    let protocols = Protocols::new(PRIME_BITS);
    let first_literal = plan.input_count() as usize;
    let numbers: Vec<Element<8, C256>> = plan.literals.iter().map(literal).collect();
    let value = |slot: Slot| (slot as usize).checked_sub(first_literal).and_then(|index| numbers.get(index));
    // The fewest bits of each value other than zero.
    let mut lengths = vec![1; first_literal];
    lengths.extend(numbers.iter().map(|number| bit_length(&number.signed().magnitude).max(1)));
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
        let is_wide = |slot| value(slot).is_some() && length(slot) > 64;
        let is_signed = instruction.base == Base::Integer;
        let beyond = match instruction.kind {
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
        found.extend(beyond.map(|beyond| (beyond, instruction.source)));
        // What may have wrapped around the prime is of any length.
        lengths.push(if result < PRIME_BITS - 1 { result } else { 1 });
    }
    found.into_iter()
}

fn literal(literal: &LiteralValue) -> Element<8, C256> {
    match literal {
        LiteralValue::Boolean(value) => Element::from_u32((*value).into()),
        LiteralValue::Number { is_negative, digits, .. } => {
            let number = Element::from_digits(digits).unwrap_or(Element::ZERO);
            if *is_negative { Element::ZERO.subtract(&number) } else { number }
        }
    }
}
