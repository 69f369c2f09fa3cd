//! Which numbers the values of a program can be, and where those are beyond what nodes compute with.
//!
//! What is known begins with literals, booleans and inputs that declare how many bits they have, and goes on through
//! the instructions. About a value that depends on other inputs nothing is known, and nothing is told.

use std::rc::Rc;

use crate::instruction::InstructionKind as Do;
use crate::integer::{Integer, Signed};
use crate::interval::{Interval, Whole};
use crate::plan::{Instruction, Plan, Slot};
use crate::protocols::{Beyond, COMPARED_BITS, Protocols};
use crate::types::{Base, Compound, Type};
use crate::warnings::literal;

/// How many bits the numbers of an input have at most, by its name. Nothing for an input that does not say.
pub type Declared<'a> = &'a dyn Fn(&str) -> Option<u32>;

/// What is known of a value.
#[derive(Clone, Debug)]
enum Known {
    Nothing,
    /// It is any number of the field, and each as likely.
    Uniform,
    Within(Rc<Interval>),
}

impl Known {
    fn within(interval: Interval) -> Known {
        Known::Within(Rc::new(interval))
    }

    /// What it is within. Of a uniform number only chance is known.
    fn interval(&self) -> Option<&Interval> {
        match self {
            Known::Within(interval) => Some(interval),
            _ => None,
        }
    }
}

/// What is to be said about an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Not enough is known.
    Unknown,
    /// Nodes are right about all numbers that it can get.
    Right,
    /// Some are beyond what nodes compute with.
    Beyond(Beyond),
}

impl Finding {
    fn of(is_beyond: bool, beyond: Beyond) -> Finding {
        if is_beyond { Finding::Beyond(beyond) } else { Finding::Right }
    }
}

/// Goes through a program.
pub struct Reach<'a> {
    plan: &'a Plan,
    protocols: Protocols,
    bits: u32,
    /// All signed numbers of the field.
    field: Interval,
    /// All unsigned ones.
    unsigned_field: Interval,
    /// What is known of a boolean.
    bit: Known,
    known: Vec<Known>,
}

impl<'a> Reach<'a> {
    /// Starts from the inputs and literals.
    pub fn new(plan: &'a Plan, bits: u32, declared: Declared) -> Reach<'a> {
        let protocols = Protocols::new(bits);
        let prime = Whole::signed(false, protocols.prime());
        let half = prime.over(&Whole::small(2));
        let field = Interval::new(half.negated(), half);
        let unsigned_field = Interval::new(half.negated(), prime.minus(&Whole::ONE));
        let mut reach = Reach {
            plan,
            protocols,
            bits,
            field,
            unsigned_field,
            bit: Known::within(Interval::bit()),
            known: Vec::new(),
        };
        for input in &plan.inputs {
            reach.add_input(&input.ty, declared(&input.name));
        }
        for value in &plan.literals {
            // No network runs a program with a literal beyond its prime.
            let known = literal(value).map_or(Known::Nothing, |number| {
                let Signed { is_negative, magnitude } = number.signed();
                reach.within(Interval::of(Whole::signed(is_negative, &magnitude)))
            });
            reach.known.push(known);
        }
        reach
    }

    fn add_input(&mut self, ty: &Type, declared: Option<u32>) {
        match ty {
            Type::Scalar(scalar) => {
                let known = self.input(scalar.base(), declared);
                self.known.push(known);
            }
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, size } => {
                    let start = self.known.len();
                    self.add_input(of, declared);
                    // All elements share what is known of one.
                    let element = self.known[start..].to_vec();
                    (1..*size).for_each(|_| self.known.extend_from_slice(&element));
                }
                Compound::Tuple(left, right) => {
                    self.add_input(left, declared);
                    self.add_input(right, declared);
                }
                // No plan has inputs of these.
                Compound::Ntuple(_) | Compound::Object(_) => {}
            },
        }
    }

    fn input(&self, base: Base, declared: Option<u32>) -> Known {
        if base == Base::Boolean {
            return self.bit.clone();
        }
        let Some(bits) = declared.filter(|_| base.is_numeric()) else { return Known::Nothing };
        // What is beyond the prime is no input of its network.
        let most = Whole::power_of_two(bits.min(self.bits)).minus(&Whole::ONE);
        Known::within(match base {
            Base::Integer => {
                let most = most.min(self.field.most);
                Interval::new(most.negated(), most)
            }
            _ => Interval::new(Whole::ZERO, most.min(self.unsigned_field.most)),
        })
    }

    /// Adds what is known of the next instruction's result. Says whether nodes are right about it.
    pub fn add(&mut self, instruction: &Instruction) -> Finding {
        let found = self.found(instruction);
        // A number that wraps depends on the prime.
        let (known, wraps) = match self.result(instruction) {
            Ok(known) => (known, None),
            Err(beyond) => (Known::Nothing, Some(Finding::Beyond(beyond))),
        };
        let is_boolean = instruction.base == Base::Boolean;
        self.known.push(if is_boolean { self.bit.clone() } else { known });
        wraps.unwrap_or(found)
    }

    fn known(&self, slot: Slot) -> &Known {
        &self.known[slot as usize]
    }

    /// What is known of a number, if anything is: one that is uniform is any of the field.
    fn interval(&self, slot: Slot) -> Option<&Interval> {
        match self.known(slot) {
            Known::Nothing => None,
            Known::Uniform => Some(&self.field),
            Known::Within(interval) => Some(interval),
        }
    }

    /// A result, if it is in the field, and nothing if not.
    fn within(&self, result: Interval) -> Known {
        if result.is_within(&self.unsigned_field) { Known::within(result) } else { Known::Nothing }
    }

    /// Whether nodes are right about the instruction with all that its operands can be.
    #[inline(never)]
    fn found(&self, instruction: &Instruction) -> Finding {
        let [first, second, _] = instruction.operands;
        let operands = || (self.interval(first), self.interval(second));
        match instruction.kind {
            Do::EqualsSecret => match operands() {
                _ if self.bits <= COMPARED_BITS => Finding::Right,
                (Some(left), Some(right)) => Finding::of(left.minus(right).bits() > COMPARED_BITS, Beyond::Comparison),
                _ => Finding::Unknown,
            },
            Do::DivisionIntegerSecretDivisor | Do::ModuloIntegerSecretDivisor => {
                let limits = self.protocols.division_limits();
                let (dividend, divisor) = operands();
                let is_beyond = [(dividend, limits[0]), (divisor, limits[1])]
                    .map(|(operand, limit)| operand.map(|operand| operand.bits() > limit));
                match is_beyond {
                    [None, Some(false) | None] | [Some(false), None] => Finding::Unknown,
                    found => Finding::of(found.contains(&Some(true)), Beyond::SecretDivisor { limits }),
                }
            }
            Do::DivisionIntegerSecretDividendPublicDivisor | Do::ModuloIntegerSecretDividendPublicDivisor => {
                let limit = self.protocols.negative_limit();
                let (Some(dividend), divisor) = operands() else { return Finding::Unknown };
                let can_be = |is_negative: bool| {
                    divisor.is_none_or(|divisor| match is_negative {
                        true => divisor.least < Whole::ZERO,
                        false => divisor.most > Whole::ZERO,
                    })
                };
                let is_far_above = !dividend.most.is_negative() && dividend.most.bits() > limit;
                let sides = [(false, self.is_far_below(dividend)), (true, is_far_above)];
                let beyond = sides.into_iter().find(|(is_negative, is_far)| *is_far && can_be(*is_negative));
                match beyond {
                    // Hardly any divisor is negative.
                    Some((true, _)) if divisor.is_none() => Finding::Unknown,
                    Some((is_divisor_negative, _)) => Finding::Beyond(Beyond::Dividend { limit, is_divisor_negative }),
                    None => Finding::Right,
                }
            }
            Do::RightShiftShares | Do::TruncPr => match self.interval(first) {
                Some(shifted) => {
                    Finding::of(self.is_far_below(shifted), Beyond::Shift { limit: self.protocols.negative_limit() })
                }
                None => Finding::Unknown,
            },
            _ => Finding::Unknown,
        }
    }

    /// Whether a secret can be a negative number that nodes take as unsigned. One above half of the prime is negative.
    fn is_far_below(&self, secret: &Interval) -> bool {
        let is_far = secret.least.is_negative() && secret.least.bits() > self.protocols.negative_limit();
        is_far || secret.most > self.field.most
    }

    /// What the instruction gives, or how that goes wrong.
    #[inline(never)]
    fn result(&self, instruction: &Instruction) -> Result<Known, Beyond> {
        let [first, second, third] = instruction.operands;
        let is_negative = |slot: Slot| self.known(slot).interval().is_some_and(|number| number.least.is_negative());
        let is_uniform = || [first, second].iter().any(|slot| matches!(self.known(*slot), Known::Uniform));
        match instruction.kind {
            Do::Reveal => Ok(self.known(first).clone()),
            Do::RandomInteger => Ok(Known::Uniform),
            // Whatever is added to a number that is uniform, the sum is that, too.
            Do::Addition | Do::Subtraction if is_uniform() => Ok(Known::Uniform),
            Do::Addition => self.checked(instruction, |left, right| Some(left.plus(right))),
            Do::Subtraction => self.checked(instruction, |left, right| Some(left.minus(right))),
            Do::MultiplicationPublic | Do::MultiplicationShares | Do::MultiplicationSharePublic => {
                match first == second {
                    true => self.checked(instruction, |root, _| root.square()),
                    false => self.checked(instruction, Interval::times),
                }
            }
            // With an exponent below zero it is no power, and who writes one does not expect it.
            Do::PowerPublicBasePublicExponent if is_negative(second) => Ok(Known::Nothing),
            Do::PowerPublicBasePublicExponent => self.checked(instruction, Interval::power),
            Do::LeftShiftPublic | Do::LeftShiftShares => self.checked(instruction, Interval::shifted_left),
            Do::InnerProductShares | Do::InnerProductSharePublic | Do::InnerProductPublic => {
                self.inner_product(instruction)
            }
            Do::LessThanShares => match (self.known(first).interval(), self.known(second).interval()) {
                (Some(left), Some(right)) if !left.minus(right).is_within(&self.field) => Err(Beyond::Order),
                _ => Ok(Known::Nothing),
            },
            Do::IfElse | Do::IfElsePublicCond | Do::IfElsePublicBranches => {
                Ok(match (self.known(second).interval(), self.known(third).interval()) {
                    (Some(then), Some(otherwise)) => Known::within(then.or(otherwise)),
                    _ => Known::Nothing,
                })
            }
            Do::DivisionIntegerPublic
            | Do::DivisionIntegerSecretDividendPublicDivisor
            | Do::ModuloIntegerPublic
            | Do::ModuloIntegerSecretDividendPublicDivisor
            | Do::DivisionIntegerSecretDivisor
            | Do::ModuloIntegerSecretDivisor
            | Do::RightShiftPublic
            | Do::RightShiftShares
            | Do::TruncPr => Ok(self.divided(instruction).map_or(Known::Nothing, |result| self.within(result))),
            _ => Ok(Known::Nothing),
        }
    }

    /// A result that can be too large.
    fn checked(
        &self,
        instruction: &Instruction,
        operation: fn(&Interval, &Interval) -> Option<Interval>,
    ) -> Result<Known, Beyond> {
        let [left, right, _] = instruction.operands.map(|slot| self.known.get(slot as usize).and_then(Known::interval));
        match (left, right) {
            (Some(left), Some(right)) => self.in_field(instruction.base, operation(left, right)),
            _ => Ok(Known::Nothing),
        }
    }

    /// The result, unless it can be too large for its type. Booleans never are.
    fn in_field(&self, base: Base, result: Option<Interval>) -> Result<Known, Beyond> {
        let field = if base == Base::Integer { &self.field } else { &self.unsigned_field };
        match result.filter(|result| result.is_within(field)) {
            Some(result) => Ok(Known::within(result)),
            None => Err(Beyond::Wrap),
        }
    }

    fn inner_product(&self, instruction: &Instruction) -> Result<Known, Beyond> {
        let [start, length, _] = instruction.operands.map(|number| number as usize);
        let (left, right) = self.plan.lists[start..start + 2 * length].split_at(length);
        let mut sum = Interval::of(Whole::ZERO);
        for (left, right) in left.iter().zip(right) {
            let (Some(left), Some(right)) = (self.known(*left).interval(), self.known(*right).interval()) else {
                return Ok(Known::Nothing);
            };
            let Some(product) = left.times(right) else { return Err(Beyond::Wrap) };
            sum = sum.plus(&product);
        }
        self.in_field(instruction.base, Some(sum))
    }

    /// What a division, a remainder or a shift to the right gives.
    fn divided(&self, instruction: &Instruction) -> Option<Interval> {
        let Instruction { kind, base, operands: [first, second, _], .. } = *instruction;
        let is_public = matches!(kind, Do::DivisionIntegerPublic | Do::ModuloIntegerPublic | Do::RightShiftPublic);
        // Nodes divide secrets by their signs, and public numbers without signs as they are.
        let is_plain = |number: &&Interval| {
            number.is_within(&self.field) && !(is_public && base != Base::Integer && number.least.is_negative())
        };
        let left = self.interval(first).filter(is_plain);
        let right = self.interval(second).filter(is_plain)?;
        match kind {
            Do::ModuloIntegerPublic | Do::ModuloIntegerSecretDividendPublicDivisor => Some(Interval::rest(left, right)),
            // By a secret zero, the quotient is zero and the remainder the dividend.
            Do::ModuloIntegerSecretDivisor => Some(Interval::rest(left, right).or(left?)),
            Do::DivisionIntegerSecretDivisor => {
                Some(left?.over(right).unwrap_or(Interval::of(Whole::ZERO)).or(&Interval::of(Whole::ZERO)))
            }
            Do::DivisionIntegerPublic | Do::DivisionIntegerSecretDividendPublicDivisor => left?.over(right),
            // Two to the power of more is no power of two in the field.
            _ if right.most >= Whole::small(self.bits - 1) => None,
            // Which may be one less.
            Do::TruncPr => {
                let shifted = left?.shifted_right(right)?;
                Some(Interval::new(shifted.least.minus(&Whole::ONE), shifted.most))
            }
            _ => left?.shifted_right(right),
        }
    }
}
