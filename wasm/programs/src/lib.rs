//! What the network does with Nada programs.
//!
//! A program comes from the compiler front end as MIR, a table of operations. [`mod@lower`] rewrites it into the
//! operations that nodes know; [`mod@validate`] and [`names`] say what is wrong with it, and where; [`plan`] lays it out
//! as a list of instructions over values, which is what [`metadata`] counts and what [`mod@evaluate`] runs, in the clear
//! and over the prime field, with [`protocols`] where nodes err. [`mod@compile`] does all but the last; [`admission`] is what a node answers instead.

pub mod admission;
pub mod compile;
pub mod decode;
pub mod describe;
pub mod encode;
pub mod evaluate;
pub mod export;
pub mod host;
pub mod instruction;
pub mod integer;
pub mod interval;
pub mod json;
pub mod listing;
pub mod lower;
pub mod memory;
pub mod metadata;
pub mod mir;
pub mod names;
pub mod outputs;
pub mod plan;
pub mod protocols;
pub mod reach;
pub mod refusal;
pub mod types;
pub mod validate;
pub mod values;
pub mod warnings;

// Natively, a program that links the masking crate too can have only that one's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: shared::allocator::Wiping = shared::allocator::Wiping;
