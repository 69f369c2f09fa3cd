//! The instructions of which nodes' protocols are right only for numbers in a range.

use super::{Failure, Run};
use crate::plan::Instruction;
use crate::protocols::Number;
use shared::field::Element;

impl<const LIMBS: usize, const C: u32> Run<'_, LIMBS, C> {
    /// Random bytes that become noise: a number of the field, and eight to make all numbers as likely.
    pub(super) const NOISE_BYTES: usize = Self::WIDTH + 8;

    /// The operands of an instruction whose protocol takes noise, and how much; nothing for the others.
    fn noisy(&self, instruction: &Instruction) -> Option<([Number; 2], usize)> {
        let count = self.protocols.noise_count(instruction.kind);
        let operand = |index: usize| wide(&self.residues[instruction.operands[index] as usize]);
        (count > 0).then(|| ([operand(0), operand(1)], count))
    }

    /// Refuses numbers of which nodes' results can be wrong.
    #[inline(never)]
    pub(super) fn check_range(&self, instruction: &Instruction) -> Result<(), Failure> {
        let Some(([left, right], _)) = self.noisy(instruction) else { return Ok(()) };
        match self.protocols.beyond(instruction.kind, &left, &right) {
            Some(beyond) => Err(Failure::Range(beyond)),
            None => Ok(()),
        }
    }

    /// The result as nodes have it. Nothing for an instruction that they do exactly, or refuse.
    #[inline(never)]
    pub(super) fn execute_as_nodes(&mut self, instruction: &Instruction) -> Result<Option<Element<LIMBS, C>>, Failure> {
        let Some(([left, right], count)) = self.noisy(instruction) else { return Ok(None) };
        if !self.protocols.takes(instruction.kind, &right) {
            return Ok(None);
        }
        let mut noises = Vec::with_capacity(count);
        for _ in 0..count {
            let bytes = self.randomness.take(self.host, Self::NOISE_BYTES).map_err(Failure::Host)?;
            noises.push(wide(&Element::<LIMBS, C>::from_wide_bytes(bytes).expect("as many bytes as it takes")));
        }
        let result = self.protocols.result(instruction.kind, &left, &right, &noises);
        let mut limbs = [0; LIMBS];
        limbs.copy_from_slice(&result[..LIMBS]);
        Ok(Some(Element::from_limbs(limbs)))
    }
}

fn wide<const LIMBS: usize, const C: u32>(element: &Element<LIMBS, C>) -> Number {
    let mut number = [0; 8];
    number[..LIMBS].copy_from_slice(element.limbs());
    number
}
