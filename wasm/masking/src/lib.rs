//! What the client does with secrets.
//!
//! Everything enters and leaves as bytes through [`abi`]; the rest of the crate knows nothing of WebAssembly and is
//! tested natively.

pub mod abi;
mod answer;
pub mod describe;
mod differences;
pub mod failure;
mod host;
mod input;
mod key_shares;
pub mod keys;
mod lanes;
pub mod mask;
mod polynomial;
mod prime;
pub mod random;
mod recovery;
mod shares;
mod sharing;
mod types;
pub mod unmask;
mod wide;

pub use failure::{Failure, FailureKind};

#[global_allocator]
static ALLOCATOR: shared::allocator::Wiping = shared::allocator::Wiping;
