//! Calls the masking module as TypeScript does: through addresses, lengths and response headers, but for operations that
//! call TypeScript in turn.

use crate::memory::peak_of;
use masking::abi::{allocate, release};

/// An operation of the module's ABI.
pub type Operation = fn(usize, usize, usize) -> usize;

/// Why an operation was refused.
#[derive(Debug)]
pub struct Failure {
    /// As numbered in `FailureKind`.
    pub kind: u32,
    /// Positions of those to blame.
    pub parties: Vec<u32>,
    pub message: String,
}

impl Failure {
    pub const INVALID_ARGUMENT: u32 = 1;
    pub const NOT_ENOUGH_SHARES: u32 = 2;
    pub const CORRUPT_SHARE: u32 = 3;
    pub const MALFORMED: u32 = 4;
    pub const INVALID_VALUE: u32 = 5;
}

/// What came of a call, and the most memory it held.
pub struct Outcome<T> {
    pub result: Result<T, Failure>,
    pub peak: usize,
}

/// Runs what answers in Rust.
pub fn measure<T>(run: impl FnOnce() -> Result<T, masking::Failure>) -> Outcome<T> {
    let (result, peak) = peak_of(run);
    let result = result.map_err(|failure| {
        let masking::Failure { kind, message, parties, .. } = failure;
        assert!(!message.is_empty(), "a failure says what it is");
        Failure { kind: kind as u32, parties, message }
    });
    Outcome { result, peak }
}

/// Calls an operation.
pub fn call(operation: Operation, request: &[u8]) -> Outcome<Vec<u8>> {
    let (response, peak) = peak_of(|| serve(operation, request));
    let status = number_at(&response, 8);
    let content = &response[12..];
    let result = if status == 0 {
        Ok(content.to_vec())
    } else {
        let parties = number_at(content, 8) as usize;
        let message = &content[12 + 4 * parties..];
        let failure = Failure {
            kind: status,
            parties: (0..parties).map(|index| number_at(content, 12 + 4 * index)).collect(),
            message: str::from_utf8(message).expect("a message in UTF-8").to_owned(),
        };
        assert!(!failure.message.is_empty(), "a failure says what it is");
        Err(failure)
    };
    Outcome { result, peak }
}

fn serve(operation: Operation, request: &[u8]) -> Vec<u8> {
    let address = allocate(request.len());
    let target = std::ptr::with_exposed_provenance_mut::<u8>(address);
    // SAFETY: `allocate` gave as many bytes as the request has.
    unsafe { target.copy_from_nonoverlapping(request.as_ptr(), request.len()) };
    let address = operation(address, request.len(), request.len());
    let header = std::ptr::with_exposed_provenance::<[u8; 12]>(address);
    // SAFETY: a response starts with its header.
    let header = unsafe { *header };
    let (length, capacity) = (number_at(&header, 0) as usize, number_at(&header, 4) as usize);
    assert!(header.len() <= length && length <= capacity, "a response of {length} bytes in {capacity}");
    // SAFETY: the header says how long the response is.
    let response = unsafe { std::slice::from_raw_parts(std::ptr::with_exposed_provenance(address), length) }.to_vec();
    release(address, capacity);
    response
}

/// The number of 32 bits at that place.
pub fn number_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}

/// Appends a number of 32 bits.
pub fn put_number(into: &mut Vec<u8>, number: usize) {
    into.extend((number as u32).to_le_bytes());
}

/// Appends bytes with their length before them.
pub fn put_bytes(into: &mut Vec<u8>, bytes: &[u8]) {
    put_number(into, bytes.len());
    into.extend(bytes);
}
