//! What the client does with secrets.
//!
//! Everything enters and leaves as bytes through [`abi`]; the rest of the crate knows nothing of WebAssembly and is
//! tested natively.

pub mod abi;
mod allocator;
pub mod failure;
pub mod keys;

pub use failure::{Failure, FailureKind};

#[global_allocator]
static ALLOCATOR: allocator::Wiping = allocator::Wiping;
