//! What is small on the wire and large in memory, repeated many times: the maxima that the targets state hold for it.

use fuzz::TARGETS;

const TIMES: usize = 100_000;

fn attempt(name: &str, request: &[u8]) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target");
    target(request);
}

fn number(number: usize) -> [u8; 4] {
    (number as u32).to_le_bytes()
}

/// A protobuf field of bytes.
fn field(number: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![number << 3 | 2];
    let mut length = content.len();
    while length >= 0x80 {
        bytes.push(length as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend(content);
    bytes
}

/// A cluster of three of which two recover, over the prime of 64 bits.
fn cluster() -> Vec<u8> {
    vec![8, 1, 3]
}

/// Something, `TIMES` times.
fn repeated(piece: &[u8]) -> Vec<u8> {
    piece.repeat(TIMES)
}

#[test]
fn repeated_values_are_masked_or_refused() {
    let request = |values: usize, content: &[u8]| [&cluster(), &number(values)[..], content].concat();
    let empty_blob = [9, 0, 0, 0, 0];
    let number_of_zeros = [5, 0, 0, 0, 0, 0, 0, 0, 0];
    for value in [&empty_blob[..], &number_of_zeros, &[8, 9, 0, 0, 0, 0, 9, 0, 0, 0, 0]] {
        let named = [&number(0)[..], value].concat();
        // As many values, one too few, and one array of them: blobs do not go into that.
        attempt("mask", &request(TIMES, &repeated(&named)));
        attempt("mask", &request(TIMES + 1, &repeated(&named)));
        attempt("mask", &request(1, &[&number(0), &[7][..], &number(TIMES), &repeated(value)].concat()));
    }
}

#[test]
fn repeated_messages_are_unmasked_or_refused() {
    // Answers of which each has one message, as often as it says.
    let request = |answers: [(usize, Vec<u8>); 3]| {
        let mut request = [&cluster()[..], &[3]].concat();
        for (position, (count, message)) in answers.iter().enumerate() {
            request.push(position as u8);
            request.extend(number(*count));
            request.extend(number(message.len()));
            request.extend([number(0), number(message.len())].concat().repeat(*count));
            request.extend(message);
        }
        request
    };
    let same = |message: Vec<u8>| request([(); 3].map(|()| (TIMES, message.clone())));
    attempt("unmask", &same(Vec::new()));
    // A share of a secret integer.
    let share = |byte: u8| field(5, &field(1, &[byte; 8]));
    attempt("unmask", &same(field(2, &share(1))));
    // Shares that contradict each other: of an array, and of a blob.
    let array = |byte: u8| field(7, &[field(2, &field(4, &[])), repeated(&field(1, &share(byte)))].concat());
    let blob = |byte: u8| {
        let size = [0x10, 0xe0, 0xdb, 0x2a];
        field(9, &[repeated(&field(1, &field(1, &[byte; 8]))), size.to_vec()].concat())
    };
    for make in [&array as &dyn Fn(u8) -> Vec<u8>, &blob] {
        attempt("unmask", &request([1, 2, 7].map(|byte| (1, field(2, &make(byte))))));
    }
}

#[test]
fn repeated_values_are_described_or_refused() {
    let request = |messages: Vec<Vec<u8>>| {
        let sized = messages.iter().flat_map(|message| [&number(message.len())[..], message].concat());
        number(messages.len()).into_iter().chain(sized).collect::<Vec<u8>>()
    };
    attempt("describe", &request(vec![vec![]; TIMES]));
    attempt("describe", &request(vec![field(2, &field(5, &[])); TIMES]));
    attempt(
        "describe",
        &request(vec![field(2, &field(7, &[repeated(&field(1, &field(5, &[]))), field(2, &field(5, &[]))].concat()))]),
    );
    let key = field(10, &repeated(&field(4, &[])));
    attempt("describe", &request(vec![field(2, &key)]));
    let mut deep = field(5, &[]);
    for _ in 0..47 {
        deep = field(8, &[field(1, &deep), field(2, &field(5, &[]))].concat());
    }
    attempt("describe", &request(vec![field(2, &deep); 1000]));
}

#[test]
fn repeated_entries_of_programs_are_decoded_or_refused() {
    let integer = field(1, &[]);
    for entry in [
        field(1, &[]),
        field(1, &field(6, &integer)),
        field(2, &[]),
        field(3, &field(1, &integer)),
        field(4, &field(4, &integer)),
        field(5, &field(4, &integer)),
        field(6, &field(2, &[field(2, &integer), field(7, &[])].concat())),
        field(8, &[]),
    ] {
        attempt("program_decode", &repeated(&entry));
        attempt("program_compile", &repeated(&entry));
    }
    // Numbers of a new array, which take a byte each.
    let new = field(13, &field(1, &[0; TIMES]));
    attempt("program_decode", &field(6, &field(2, &[field(2, &integer), new].concat())));
}

#[test]
fn long_requests_for_keys_are_answered_or_refused() {
    for operation in 0..22 {
        attempt("keys", &[&[operation][..], &[1; TIMES]].concat());
    }
}
