//! Whatever bytes come in, operations refuse or answer; they do not panic, and do not answer wrongly.

use masking::{Failure, FailureKind, describe, mask, unmask};
use proptest::prelude::*;

const WIDTHS: [u8; 3] = [8, 16, 32];

fn call(operation: fn(&[u8], &mut Vec<u8>) -> Result<(), Failure>, request: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut response = Vec::new();
    operation(request, &mut response).map(|()| response)
}

fn cluster(width: u8, degree: u8, parties: u8) -> Vec<u8> {
    let mut request = vec![width, degree, parties];
    request.extend([7; 32]);
    request
}

fn put_bytes(request: &mut Vec<u8>, bytes: &[u8]) {
    request.extend((bytes.len() as u32).to_le_bytes());
    request.extend(bytes);
}

/// Clear values, as the core takes and gives them: a blob, a tuple of numbers and an array of booleans.
fn clear_values(width: u8, blob: &[u8], number: u8) -> Vec<u8> {
    let mut wide = vec![0; width.into()];
    wide[0] = number;
    let mut values = 3u32.to_le_bytes().to_vec();
    put_bytes(&mut values, b"a blob");
    values.push(9);
    put_bytes(&mut values, blob);
    put_bytes(&mut values, b"b tuple");
    values.push(8);
    for kind in [5, 3] {
        values.push(kind);
        values.extend(&wide);
    }
    put_bytes(&mut values, b"c array");
    values.push(7);
    values.extend(2u32.to_le_bytes());
    for bit in 0..2 {
        values.push(4);
        values.push(bit);
        values.extend(vec![0; usize::from(width) - 1]);
    }
    values
}

/// Every party's messages.
fn masked(width: u8, degree: u8, parties: u8, values: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let mut request = cluster(width, degree, parties);
    put_bytes(&mut request, &[]);
    request.extend(values);
    let response = call(mask::mask, &request).expect("values that can be masked");
    let count = u32::from_le_bytes(values[..4].try_into().expect("a count")) as usize;
    let (lengths, mut messages) = response.split_at(4 * count * usize::from(parties));
    let lengths: Vec<_> = lengths.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes) as usize).collect();
    let shares = lengths
        .chunks(count)
        .map(|lengths| {
            let mut take = |length: &usize| {
                let (message, rest) = messages.split_at(*length);
                messages = rest;
                message.to_vec()
            };
            lengths.iter().map(&mut take).collect()
        })
        .collect();
    assert!(messages.is_empty());
    shares
}

fn unmasked(width: u8, degree: u8, parties: u8, shares: &[(u8, Vec<Vec<u8>>)]) -> Result<Vec<u8>, Failure> {
    let mut request = cluster(width, degree, parties);
    request.push(shares.len() as u8);
    for (position, messages) in shares {
        request.push(*position);
        request.extend((messages.len() as u32).to_le_bytes());
        messages.iter().for_each(|message| put_bytes(&mut request, message));
    }
    call(unmask::unmask, &request)
}

/// The response without the list of parties that were wrong.
fn values_of(response: &[u8]) -> &[u8] {
    let faulty = u32::from_le_bytes(response[..4].try_into().expect("a count")) as usize;
    &response[4 + 4 * faulty..]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn noise_is_refused(noise in prop::collection::vec(any::<u8>(), 0..300), width in prop::sample::select(&WIDTHS)) {
        for operation in [mask::mask, unmask::unmask, describe::describe] {
            let _ = call(operation, &noise);
            let mut request = cluster(width, 1, 3);
            request.extend(&noise);
            let _ = call(operation, &request);
        }
    }

    #[test]
    fn described_noise_is_refused(noise in prop::collection::vec(any::<u8>(), 0..60)) {
        let mut request = 1u32.to_le_bytes().to_vec();
        // A name, and noise for a value.
        let mut message = vec![0x0a, 1, b'a', 0x12, noise.len() as u8];
        message.extend(&noise);
        put_bytes(&mut request, &message);
        let _ = call(describe::describe, &request);
    }

    #[test]
    fn what_is_masked_is_unmasked(
        blob in prop::collection::vec(any::<u8>(), 0..200),
        number in any::<u8>(),
        width in prop::sample::select(&WIDTHS),
        (parties, degree) in prop::sample::select(vec![(2u8, 1u8), (3, 1), (5, 2), (7, 3), (12, 5)]),
        first in any::<u8>(),
    ) {
        let values = clear_values(width, &blob, number);
        let shares: Vec<_> = (0..).zip(masked(width, degree, parties, &values)).collect();
        let first = usize::from(first % (parties - degree));
        for shares in [&shares[..], &shares[first..=first + usize::from(degree)]] {
            let response = unmasked(width, degree, parties, shares).expect("sound shares");
            prop_assert_eq!(values_of(&response), &values);
        }
    }

    /// One party of three may say anything; the values come out right or not at all.
    #[test]
    fn one_changed_answer_does_no_harm(
        blob in prop::collection::vec(any::<u8>(), 1..100),
        width in prop::sample::select(&WIDTHS),
        liar in 0usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        message in any::<prop::sample::Index>(),
    ) {
        let values = clear_values(width, &blob, 42);
        for parties in [3u8, 4] {
            let liar = liar % usize::from(parties);
            let mut shares: Vec<_> = (0..).zip(masked(width, 1, parties, &values)).collect();
            let sound = shares[liar].1.clone();
            let messages = &mut shares[liar].1;
            let message = message.index(messages.len());
            for (at, byte) in &changes {
                let at = at.index(messages[message].len());
                messages[message][at] = *byte;
            }
            let changed = *messages != sound;
            match unmasked(width, 1, parties, &shares) {
                Ok(response) => {
                    prop_assert_eq!(values_of(&response), &values);
                    let blamed = response[..4] == 1u32.to_le_bytes() && response[4] == liar as u8;
                    prop_assert_eq!(blamed, changed);
                }
                Err(failure) => {
                    prop_assert_eq!(failure.kind, FailureKind::CorruptShare);
                    prop_assert!(parties == 3 && changed);
                }
            }
        }
    }
}
