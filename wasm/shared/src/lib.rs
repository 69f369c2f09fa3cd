//! What both WASM modules know: the primes of the network, protobuf, and the layout of values in the clear.

pub mod clear_layout;
pub mod field;
pub mod protobuf;
