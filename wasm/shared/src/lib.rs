//! What both WASM modules know: the primes of the network, protobuf, the layout of values in the clear, and an allocator
//! that wipes.

pub mod allocator;
pub mod clear_layout;
pub mod field;
pub mod protobuf;
