//! What a program costs, as the price quote for storing it states it.

use std::collections::BTreeMap;

use crate::instruction::{InstructionKind, Need};
use crate::plan::Plan;

/// Counts of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// Addresses nodes reckon for its values.
    pub memory_size: u64,
    pub total_instructions: u64,
    pub instructions: BTreeMap<InstructionKind, u64>,
    /// What one run uses up of the things made ahead of time.
    pub preprocessing: BTreeMap<Need, u64>,
}

impl Metadata {
    /// Counts a planned program.
    pub fn new(plan: &Plan) -> Metadata {
        let mut preprocessing = BTreeMap::new();
        for (kind, count) in &plan.counts {
            if let Some(need) = kind.need() {
                *preprocessing.entry(need).or_default() += count;
            }
        }
        Metadata {
            memory_size: plan.memory_size,
            total_instructions: plan.counts.values().sum(),
            instructions: plan.counts.clone(),
            preprocessing,
        }
    }
}
