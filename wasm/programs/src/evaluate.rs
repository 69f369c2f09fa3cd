//! Runs a program in the clear: the results that the nodes' protocols give, without their secrecy.

mod ranges;

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::slice;

use crate::host::{Host, Randomness, Scheme};
use crate::instruction::InstructionKind as Do;
use crate::integer::{Integer, bit_length};
use crate::mir::Program;
use crate::plan::{Instruction, LiteralValue, Plan, Slot, literal_location, shown};
use crate::protocols::{Beyond, Protocols};
use crate::refusal::{Code, Refusal};
use crate::types::{Base, Compound, Type};
use crate::values::{leaf_of, public_leaf};
use shared::clear_layout::{ARRAY, Content, CutShort, Reader, TUPLE, write_bytes, write_number};
use shared::field::{C64, C128, C256, Element};

/// What a run may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most instructions.
    pub instructions: usize,
    /// Most scalars held at once: those of the inputs, the literals and the results of all instructions.
    pub values: usize,
    /// Most bytes of all outputs together: what is more fits in no answer of a node.
    pub output_bytes: usize,
    /// Most signatures, and public keys of keys.
    pub signatures: usize,
    /// Most bytes of all messages that are signed.
    pub signed_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            instructions: 250_000,
            values: 1_500_000,
            output_bytes: 5 << 20,
            signatures: 2_000,
            signed_bytes: 32 << 20,
        }
    }
}

/// What becomes of numbers that the protocols of nodes cannot compute with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// A run that has one is refused.
    Strict,
    /// The results are those of nodes, as wrong as they are.
    AsNodes,
    /// The results are right.
    Exact,
}

impl Numbers {
    /// The one with the name that callers outside Rust use.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "strict" => Numbers::Strict,
            "asNodes" => Numbers::AsNodes,
            "exact" => Numbers::Exact,
            _ => return None,
        })
    }
}

/// Random bytes a truncation takes. It uses fewer bits than the largest divisor has, 107.
const TRUNCATION_BYTES: usize = 16;

/// Runs a planned program on inputs, and gives its outputs in the order of the plan. `prime_bits` is 64, 128 or 256;
/// [`shared::clear_layout`] says how both are laid out.
pub fn evaluate(
    program: &Program,
    plan: &Plan,
    prime_bits: u32,
    numbers: Numbers,
    inputs: &[u8],
    limits: Limits,
    host: &mut dyn Host,
) -> Result<Vec<u8>, Refusal> {
    if plan.instructions.len() > limits.instructions {
        let (count, max) = (plan.instructions.len(), limits.instructions);
        let reason = format!("the program has {count} instructions, at most {max}");
        return Err(Refusal::new(Code::TooLarge, reason));
    }
    let values = plan.input_count() as usize + plan.literals.len() + plan.instructions.len();
    if values > limits.values {
        let reason = format!("the program has {values} values, at most {}", limits.values);
        return Err(Refusal::new(Code::TooLarge, reason));
    }
    match prime_bits {
        64 => Run::<2, C64>::new(program, plan, numbers, limits, host).run(inputs, values),
        128 => Run::<4, C128>::new(program, plan, numbers, limits, host).run(inputs, values),
        256 => Run::<8, C256>::new(program, plan, numbers, limits, host).run(inputs, values),
        _ => {
            let reason = format!("primes have 64, 128 or 256 bits, not {prime_bits}");
            Err(Refusal::new(Code::Inputs, reason))
        }
    }
}

/// Why an instruction has no result.
enum Failure {
    Arithmetic(&'static str),
    Range(Beyond),
    Host(String),
    TooLarge(&'static str),
}

/// Why a value is not the input that it should be.
enum Mismatch {
    CutShort,
    Type,
    Range,
}

impl From<CutShort> for Mismatch {
    fn from(CutShort: CutShort) -> Self {
        Mismatch::CutShort
    }
}

impl From<CutShort> for Refusal {
    fn from(CutShort: CutShort) -> Self {
        Refusal::new(Code::Inputs, "the bytes of the inputs end too early")
    }
}

const DIVISION_BY_ZERO: Failure = Failure::Arithmetic("division by zero");

/// As nodes say it.
const DIVISOR_TOO_LARGE: Failure = Failure::Arithmetic("The size of divisor (m) is larger than the allowed size (k)");

struct Run<'a, const LIMBS: usize, const C: u32> {
    program: &'a Program,
    plan: &'a Plan,
    numbers: Numbers,
    protocols: Protocols,
    /// What is left of them.
    limits: Limits,
    host: &'a mut dyn Host,
    randomness: Randomness,
    residues: Vec<Element<LIMBS, C>>,
    /// Keys, digests, messages and signatures, whose residues are zero.
    bytes: HashMap<Slot, Rc<[u8]>>,
}

impl<'a, const LIMBS: usize, const C: u32> Run<'a, LIMBS, C> {
    const BITS: u32 = 32 * LIMBS as u32;
    const ZERO: Element<LIMBS, C> = Element::ZERO;
    const WIDTH: usize = Element::<LIMBS, C>::BYTES;

    /// Bits that the absolute value of a divisor has to stay below.
    ///
    /// Dividing a secret adds noise to it, 40 bits more than the numbers have, and needs the square of that much room
    /// for the product of divisor and quotient.
    const DIVISOR_BITS: u32 = Protocols::number_bits(Self::BITS);

    fn new(program: &'a Program, plan: &'a Plan, numbers: Numbers, limits: Limits, host: &'a mut dyn Host) -> Self {
        let protocols = Protocols::new(Self::BITS);
        let noises = |kind| if numbers == Numbers::AsNodes { protocols.noise_count(kind) } else { 0 };
        let random_bytes = |instruction: &Instruction| match instruction.kind {
            kind if noises(kind) > 0 => noises(kind) * Self::NOISE_BYTES,
            Do::RandomInteger => Self::WIDTH + 8,
            Do::RandomBoolean => 1,
            Do::TruncPr => TRUNCATION_BYTES,
            _ => 0,
        };
        let total = plan.instructions.iter().map(random_bytes).sum();
        Self {
            program,
            plan,
            numbers,
            protocols,
            limits,
            host,
            randomness: Randomness::new(total),
            residues: Vec::new(),
            bytes: HashMap::new(),
        }
    }

    fn run(mut self, inputs: &[u8], values: usize) -> Result<Vec<u8>, Refusal> {
        self.residues.reserve_exact(values);
        self.load_inputs(inputs)?;
        self.load_literals()?;
        let plan = self.plan;
        for instruction in &plan.instructions {
            let result = self.execute(instruction).map_err(|failure| {
                let (code, reason) = match failure {
                    Failure::Arithmetic(reason) => (Code::Arithmetic, reason.to_owned()),
                    Failure::Range(beyond) => (Code::Range, beyond.reason(Self::BITS)),
                    Failure::Host(reason) => (Code::Host, reason),
                    Failure::TooLarge(reason) => (Code::TooLarge, reason.to_owned()),
                };
                Refusal::at(code, reason, self.program.location(instruction.source))
            })?;
            self.residues.push(result);
        }
        let (bytes, max) = (self.output_bytes(), self.limits.output_bytes);
        if bytes > max {
            let reason = format!("the outputs take {bytes} bytes, at most {max}");
            return Err(Refusal::new(Code::TooLarge, reason));
        }
        Ok(self.write_outputs())
    }

    /// How long the outputs are, short of what says their kinds and sizes.
    fn output_bytes(&self) -> usize {
        let length = |slot: &Slot| self.bytes.get(slot).map_or(Self::WIDTH, |bytes| bytes.len());
        self.plan.outputs.iter().map(|output| output.slots.iter().map(length).sum::<usize>()).sum()
    }

    fn load_inputs(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        let refused = |reason: String| Refusal::new(Code::Inputs, reason);
        let plan = self.plan;
        // By name, with the slot of its first scalar: values come in any order.
        let mut inputs = HashMap::with_capacity(plan.inputs.len());
        let mut slot: Slot = 0;
        for input in &plan.inputs {
            inputs.insert(input.name.as_str(), (&input.ty, slot));
            slot += input.ty.scalar_count() as Slot;
        }
        self.residues.resize(slot as usize, Self::ZERO);

        let mut reader = Reader::new(bytes);
        let mut given = HashSet::with_capacity(plan.inputs.len());
        for _ in 0..reader.number()? {
            let name =
                str::from_utf8(reader.bytes()?).map_err(|_| refused("the name of an input is not UTF-8".to_owned()))?;
            let Some((ty, mut slot)) = inputs.get(name).copied() else {
                return Err(refused(format!("the program has no input {name}")));
            };
            if !given.insert(name) {
                return Err(refused(format!("input {name} is given twice")));
            }
            self.load_value(ty, &mut slot, &mut reader).map_err(|mismatch| match mismatch {
                Mismatch::CutShort => CutShort.into(),
                Mismatch::Type => refused(format!("input {name} has to be of type {ty}")),
                Mismatch::Range => refused(format!(
                    "input {name} does not fit the prime of {} bits: a signed integer lies within half of it on \
                     either side of zero, any other number below it",
                    Self::BITS
                )),
            })?;
        }
        if reader.remaining() > 0 {
            return Err(refused("there are bytes after the inputs".to_owned()));
        }
        match plan.inputs.iter().find(|input| !given.contains(input.name.as_str())) {
            Some(input) => Err(refused(format!("input {} is missing", input.name))),
            None => Ok(()),
        }
    }

    /// Reads a value of that type, which limits how deep it nests and how much of it there is.
    fn load_value(&mut self, ty: &Type, slot: &mut Slot, reader: &mut Reader<'_>) -> Result<(), Mismatch> {
        let mut expect = |kind: u8| if reader.byte()? == kind { Ok(()) } else { Err(Mismatch::Type) };
        match ty {
            Type::Scalar(scalar) => {
                let leaf = leaf_of(*scalar);
                expect(leaf as u8)?;
                let residue = match leaf.content() {
                    Content::Signed => Element::from_signed(reader.take(Self::WIDTH)?),
                    Content::Unsigned => Element::from_bytes(reader.take(Self::WIDTH)?),
                    Content::Bytes(length) => self.keep_bytes(*slot, reader.take(length)?),
                    Content::SizedBytes => self.keep_bytes(*slot, reader.bytes()?),
                };
                self.residues[*slot as usize] = residue.ok_or(Mismatch::Range)?;
                *slot += 1;
            }
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, size } => {
                    expect(ARRAY)?;
                    if reader.number()? != *size as usize {
                        return Err(Mismatch::Type);
                    }
                    for _ in 0..*size {
                        self.load_value(of, slot, reader)?;
                    }
                }
                Compound::Tuple(left, right) => {
                    expect(TUPLE)?;
                    self.load_value(left, slot, reader)?;
                    self.load_value(right, slot, reader)?;
                }
                // No plan has inputs of these.
                Compound::Ntuple(_) | Compound::Object(_) => {}
            },
        }
        Ok(())
    }

    fn keep_bytes(&mut self, slot: Slot, bytes: &[u8]) -> Option<Element<LIMBS, C>> {
        self.bytes.insert(slot, bytes.into());
        Some(Self::ZERO)
    }

    fn load_literals(&mut self) -> Result<(), Refusal> {
        let (plan, program) = (self.plan, self.program);
        for (literal, written) in plan.literals.iter().zip(&program.literals) {
            let residue = match literal {
                LiteralValue::Boolean(value) => Some(Element::from_u32((*value).into())),
                LiteralValue::Number { digits, is_signed: false, .. } => Element::from_digits(digits),
                LiteralValue::Number { is_negative, digits, is_signed: true } => {
                    Element::signed_from_digits(*is_negative, digits)
                }
            };
            let Some(residue) = residue else {
                let (value, bits) = (shown(written), Self::BITS);
                let reason = format!("literal {value} is out of the range of the {bits}-bit prime");
                return Err(Refusal::at(Code::Arithmetic, reason, literal_location(program, written)));
            };
            self.residues.push(residue);
        }
        Ok(())
    }

    /// The result, as right as the protocols of nodes or the run's own rules have it.
    fn execute(&mut self, instruction: &Instruction) -> Result<Element<LIMBS, C>, Failure> {
        match self.numbers {
            Numbers::Exact => {}
            Numbers::Strict => self.check_range(instruction)?,
            Numbers::AsNodes => {
                if let Some(result) = self.execute_as_nodes(instruction)? {
                    return Ok(result);
                }
            }
        }
        self.execute_exactly(instruction)
    }

    fn execute_exactly(&mut self, instruction: &Instruction) -> Result<Element<LIMBS, C>, Failure> {
        let operand = |index: usize| self.residues[instruction.operands[index] as usize];
        let boolean = |value: bool| Element::from_u32(value.into());
        let is_unsigned = instruction.base == Base::UnsignedInteger;
        Ok(match instruction.kind {
            Do::Addition => operand(0).add(&operand(1)),
            Do::Subtraction => operand(0).subtract(&operand(1)),
            Do::MultiplicationPublic | Do::MultiplicationShares | Do::MultiplicationSharePublic => {
                operand(0).multiply(&operand(1))
            }
            Do::Not => Element::ONE.subtract(&operand(0)),
            Do::Reveal => operand(0),
            Do::PublicOutputEquality if instruction.operand_base == Base::Boolean => {
                return Err(Failure::Arithmetic("unsupported operands for public equality"));
            }
            Do::EqualsSecret | Do::EqualsPublic | Do::PublicOutputEquality => boolean(operand(0) == operand(1)),
            // Nodes compare shares by the sign of the difference, whether the type has signs or not.
            Do::LessThanShares => boolean(operand(0).subtract(&operand(1)).is_negative()),
            Do::LessThanPublic => {
                let operands = [operand(0), operand(1)];
                boolean(self.is_less_public(instruction, operands))
            }
            Do::IfElse | Do::IfElsePublicBranches => {
                // c·a + (1−c)·b = b + c·(a−b)
                let [condition, then, otherwise] = [operand(0), operand(1), operand(2)];
                let difference = then.subtract(&otherwise);
                otherwise.add(&condition.multiply(&difference))
            }
            Do::IfElsePublicCond => operand(if operand(0) == Self::ZERO { 2 } else { 1 }),
            Do::DivisionIntegerPublic | Do::ModuloIntegerPublic => {
                let [dividend, divisor] = [operand(0), operand(1)];
                let divided =
                    if is_unsigned { dividend.divide_unsigned(&divisor) } else { dividend.divide_signed(&divisor) };
                let (quotient, remainder) = divided.ok_or(DIVISION_BY_ZERO)?;
                match instruction.kind {
                    Do::DivisionIntegerPublic => quotient,
                    _ => remainder,
                }
            }
            Do::DivisionIntegerSecretDividendPublicDivisor | Do::ModuloIntegerSecretDividendPublicDivisor => {
                let [dividend, divisor] = [operand(0), operand(1)];
                let divided = dividend.divide_signed(&divisor);
                let (quotient, remainder) = divided.ok_or(DIVISION_BY_ZERO)?;
                if bit_length(&divisor.signed().magnitude) >= Self::DIVISOR_BITS {
                    return Err(DIVISOR_TOO_LARGE);
                }
                match instruction.kind {
                    Do::DivisionIntegerSecretDividendPublicDivisor => quotient,
                    _ => remainder,
                }
            }
            // That a secret divisor is zero must not show: the quotient is then 0, the remainder the dividend.
            Do::DivisionIntegerSecretDivisor => {
                let divided = operand(0).divide_signed(&operand(1));
                divided.map_or(Self::ZERO, |(quotient, _)| quotient)
            }
            Do::ModuloIntegerSecretDivisor => {
                let divided = operand(0).divide_signed(&operand(1));
                divided.map_or(operand(0), |(_, remainder)| remainder)
            }
            Do::PowerPublicBasePublicExponent => operand(0).power(&operand(1)),
            Do::LeftShiftPublic | Do::LeftShiftShares => {
                let factor = Element::from_u32(2).power(&operand(1));
                operand(0).multiply(&factor)
            }
            Do::RightShiftPublic => {
                let divisor = Element::from_u32(2).power(&operand(1));
                let divided =
                    if is_unsigned { operand(0).divide_unsigned(&divisor) } else { operand(0).divide_signed(&divisor) };
                divided.ok_or(DIVISION_BY_ZERO)?.0
            }
            Do::RightShiftShares => {
                let bits = Self::shift_bits(&operand(1))?;
                self.floor_shift(&operand(0), bits).0
            }
            Do::TruncPr => {
                let (dividend, bits) = (operand(0), Self::shift_bits(&operand(1))?);
                self.truncate(&dividend, bits)?
            }
            Do::InnerProductShares | Do::InnerProductSharePublic | Do::InnerProductPublic => {
                self.inner_product(instruction)?
            }
            Do::RandomInteger => {
                let count = Self::WIDTH + 8;
                let bytes = self.randomness.take(self.host, count).map_err(Failure::Host)?;
                Element::from_wide_bytes(bytes).expect("as many bytes as it takes")
            }
            Do::RandomBoolean => {
                let bytes = self.randomness.take(self.host, 1).map_err(Failure::Host)?;
                boolean(bytes[0] & 1 == 1)
            }
            Do::EcdsaSign | Do::EddsaSign | Do::PublicKeyDerive => {
                self.use_key(instruction)?;
                Self::ZERO
            }
            // These only say how a compound value is put together; no plan has them among its instructions.
            Do::NewArray | Do::NewTuple => Self::ZERO,
        })
    }

    fn is_less_public(&self, instruction: &Instruction, [a, b]: [Element<LIMBS, C>; 2]) -> bool {
        let is_signed = instruction.operand_base == Base::Integer;
        let (a_negative, b_negative) = (is_signed && a.is_negative(), is_signed && b.is_negative());
        match (a_negative, b_negative) {
            (true, false) => true,
            (false, true) => false,
            // Of two negative numbers x − p, the order is that of the residues x.
            _ => a.limbs().iter().rev().cmp(b.limbs().iter().rev()) == Ordering::Less,
        }
    }

    /// How far to shift a secret. Nodes limit it as they limit divisors.
    fn shift_bits(amount: &Element<LIMBS, C>) -> Result<u32, Failure> {
        let [bits, above @ ..] = &amount.limbs()[..] else { return Err(DIVISOR_TOO_LARGE) };
        let is_small = above.iter().all(|limb| *limb == 0) && *bits < Self::DIVISOR_BITS;
        if is_small { Ok(*bits) } else { Err(DIVISOR_TOO_LARGE) }
    }

    /// Quotient, rounded down, and remainder by a power of two.
    fn floor_shift(&self, dividend: &Element<LIMBS, C>, bits: u32) -> (Element<LIMBS, C>, Element<LIMBS, C>) {
        let mut divisor = [0; LIMBS];
        divisor[bits as usize / 32] = 1 << (bits % 32);
        dividend.divide_signed(&Element::from_limbs(divisor)).unwrap_or((Self::ZERO, *dividend))
    }

    /// Probabilistic truncation by 2^m of a value a with remainder a₀.
    ///
    /// Nodes reveal a hidden by random bits, of which the lowest m make the number r. The lowest m bits of what they
    /// see are a₀ + r, less 2^m if that overflows; they take a₀ to be that minus r plus 2^m. So the result is
    /// ⌊a / 2^m⌋ when a₀ + r ≥ 2^m, and one less otherwise. The quotient is one less than exact on average.
    fn truncate(&mut self, dividend: &Element<LIMBS, C>, bits: u32) -> Result<Element<LIMBS, C>, Failure> {
        let bytes = self.randomness.take(self.host, TRUNCATION_BYTES).map_err(Failure::Host)?;
        let random = bytes.iter().rev().fold(0, |number, byte| number << 8 | u128::from(*byte));
        if bits == 0 {
            return Ok(*dividend);
        }
        let (quotient, remainder) = self.floor_shift(dividend, bits);
        let low = |number: &Element<LIMBS, C>| {
            number.limbs().iter().take(4).rev().fold(0, |low, limb| low << 32 | u128::from(*limb))
        };
        let size = 1u128 << bits;
        if low(&remainder) + random % size >= size { Ok(quotient) } else { Ok(quotient.subtract(&Element::ONE)) }
    }

    fn inner_product(&self, instruction: &Instruction) -> Result<Element<LIMBS, C>, Failure> {
        if !instruction.base.is_numeric() {
            return Err(Failure::Arithmetic("an inner product is one of arrays of integers"));
        }
        let [start, length, _] = instruction.operands.map(|number| number as usize);
        let slots = &self.plan.lists[start..start + 2 * length];
        let (left, right) = slots.split_at(length);
        let mut sum = Self::ZERO;
        for (left, right) in left.iter().zip(right) {
            let (left, right) = (&self.residues[*left as usize], &self.residues[*right as usize]);
            sum = sum.add(&left.multiply(right));
        }
        Ok(sum)
    }

    /// Signs, or derives a public key. The result has the slot that comes next.
    fn use_key(&mut self, instruction: &Instruction) -> Result<(), Failure> {
        let slot = self.residues.len() as Slot;
        let bytes = |index: usize| {
            let slot = instruction.operands[index];
            self.bytes.get(&slot).cloned().unwrap_or_default()
        };
        let key = bytes(0);
        let signed = if instruction.kind == Do::PublicKeyDerive { 0 } else { bytes(1).len() };
        let left = (self.limits.signatures.checked_sub(1), self.limits.signed_bytes.checked_sub(signed));
        let (Some(signatures), Some(signed_bytes)) = left else {
            return Err(Failure::TooLarge("the program signs too much in one run"));
        };
        self.limits = Limits { signatures, signed_bytes, ..self.limits };
        let result = match instruction.kind {
            Do::EcdsaSign => self.host.sign(Scheme::Ecdsa, &key, &bytes(1)),
            Do::EddsaSign => self.host.sign(Scheme::Eddsa, &key, &bytes(1)),
            _ if instruction.base == Base::EcdsaPublicKey => self.host.public_key(Scheme::Ecdsa, &key),
            _ => self.host.public_key(Scheme::Eddsa, &key),
        };
        let result = result.map_err(Failure::Host)?;
        if let Content::Bytes(length) = public_leaf(instruction.base).content()
            && result.len() != length
        {
            let (base, found) = (instruction.base, result.len());
            return Err(Failure::Host(format!("an {base:?} has {length} bytes, {found} came")));
        }
        self.bytes.insert(slot, result.into());
        Ok(())
    }

    fn write_outputs(&self) -> Vec<u8> {
        let mut outputs = Vec::new();
        // Of two outputs of one name, everybody gets the later one.
        let planned = self.plan.outputs.iter().enumerate();
        let last: HashMap<&str, usize> = planned.map(|(index, output)| (output.name.as_str(), index)).collect();
        write_number(&mut outputs, last.len());
        for (index, output) in self.plan.outputs.iter().enumerate() {
            if last[output.name.as_str()] != index {
                continue;
            }
            write_bytes(&mut outputs, output.name.as_bytes());
            self.write_value(&output.ty, &mut output.slots.iter(), &mut outputs);
        }
        outputs
    }

    fn write_value(&self, ty: &Type, slots: &mut slice::Iter<'_, Slot>, into: &mut Vec<u8>) {
        match ty {
            Type::Scalar(scalar) => {
                let slot = slots.next().expect("a slot for every scalar");
                let residue = &self.residues[*slot as usize];
                let leaf = leaf_of(*scalar);
                into.push(leaf as u8);
                let start = into.len();
                match leaf.content() {
                    Content::Signed => {
                        into.resize(start + Self::WIDTH, 0);
                        residue.write_signed(&mut into[start..]);
                    }
                    Content::Unsigned => {
                        into.resize(start + Self::WIDTH, 0);
                        residue.write(&mut into[start..]);
                    }
                    Content::Bytes(_) => into.extend_from_slice(&self.bytes[slot]),
                    Content::SizedBytes => write_bytes(into, &self.bytes[slot]),
                }
            }
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, size } => {
                    into.push(ARRAY);
                    write_number(into, *size as usize);
                    for _ in 0..*size {
                        self.write_value(of, slots, into);
                    }
                }
                Compound::Tuple(left, right) => {
                    into.push(TUPLE);
                    self.write_value(left, slots, into);
                    self.write_value(right, slots, into);
                }
                // No plan has outputs of these.
                Compound::Ntuple(_) | Compound::Object(_) => {}
            },
        }
    }
}
