//! Whatever bytes come in, operations refuse or answer; they do not panic, and do not answer wrongly.

use masking::mask::{Kept, Output};
use masking::random::Random;
use masking::{Failure, FailureKind, describe, mask, unmask};
use num_bigint::{BigInt, Sign};
use proptest::prelude::*;

const WIDTHS: [u8; 3] = [8, 16, 32];

/// The same in every call.
fn random() -> Random {
    let mut next = 0u8;
    Random::new(move |target| {
        target.fill_with(|| {
            next = next.wrapping_mul(101).wrapping_add(17);
            next
        });
    })
}

fn mask(request: &[u8]) -> Result<Kept, Failure> {
    let mut kept = Kept::default();
    mask::mask(request, &mut random(), &mut kept).map(|()| kept)
}

fn unmask(request: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut response = Vec::new();
    unmask::unmask(request, &mut random(), &mut response).map(|()| response)
}

fn describe(request: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut response = Vec::new();
    describe::describe(request, &mut response).map(|()| response)
}

fn cluster(width: u8, degree: u8, parties: u8) -> Vec<u8> {
    vec![width, degree, parties]
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

/// What masking values gives.
fn mask_values(width: u8, degree: u8, parties: u8, values: &[u8]) -> Result<Kept, Failure> {
    let mut request = cluster(width, degree, parties);
    request.extend(values);
    mask(&request)
}

/// Every party's messages.
fn masked(width: u8, degree: u8, parties: u8, values: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let kept = mask_values(width, degree, parties, values).expect("values that can be masked");
    kept.messages().iter().map(|messages| messages.iter().map(|message| message.to_vec()).collect()).collect()
}

fn unmasked(width: u8, degree: u8, parties: u8, shares: &[(u8, Vec<Vec<u8>>)]) -> Result<Vec<u8>, Failure> {
    let mut request = cluster(width, degree, parties);
    request.push(shares.len() as u8);
    for (position, messages) in shares {
        request.push(*position);
        request.extend((messages.len() as u32).to_le_bytes());
        request.extend((messages.concat().len() as u32).to_le_bytes());
        let mut start = 0u32;
        for message in messages {
            request.extend(start.to_le_bytes());
            request.extend((message.len() as u32).to_le_bytes());
            start += message.len() as u32;
        }
        request.extend(messages.concat());
    }
    unmask(&request)
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
        let mut request = cluster(width, 1, 3);
        request.extend(&noise);
        for request in [&noise, &request] {
            let _ = mask(request);
            let _ = unmask(request);
            let _ = describe(request);
        }
    }

    #[test]
    fn described_noise_is_refused(noise in prop::collection::vec(any::<u8>(), 0..60)) {
        let mut request = 1u32.to_le_bytes().to_vec();
        // A name, and noise for a value.
        let mut message = vec![0x0a, 1, b'a', 0x12, noise.len() as u8];
        message.extend(&noise);
        put_bytes(&mut request, &message);
        let _ = describe(&request);
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

const PUBLIC_BOOLEAN: u8 = 1;
const PUBLIC_INTEGER: u8 = 2;
const PUBLIC_UNSIGNED_INTEGER: u8 = 3;
const SECRET_BOOLEAN: u8 = 4;
const SECRET_INTEGER: u8 = 5;
const SECRET_UNSIGNED_INTEGER: u8 = 6;
const ARRAY: u8 = 7;
const TUPLE: u8 = 8;
const ECDSA_SIGNATURE: u8 = 11;

fn prime(width: u8) -> BigInt {
    let c = [1_071_644_669u32, 2_663_383_037, 1_732_247_549][WIDTHS.iter().position(|other| *other == width).unwrap()];
    (BigInt::from(1) << (8 * usize::from(width))) - c
}

/// A clear number of a kind, in two's complement.
fn number(width: u8, kind: u8, number: impl Into<BigInt>) -> Vec<u8> {
    let number = number.into();
    let mut bytes = number.to_signed_bytes_le();
    bytes.resize(width.into(), if number.sign() == Sign::Minus { 255 } else { 0 });
    bytes.insert(0, kind);
    bytes
}

fn array(elements: &[Vec<u8>]) -> Vec<u8> {
    let mut array = vec![ARRAY];
    array.extend((elements.len() as u32).to_le_bytes());
    array.extend(elements.concat());
    array
}

fn tuple(left: &[u8], right: &[u8]) -> Vec<u8> {
    [&[TUPLE], left, right].concat()
}

/// Clear values under names in alphabetical order, as the core gives them back.
fn named(values: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = (values.len() as u32).to_le_bytes().to_vec();
    for (name, value) in values {
        put_bytes(&mut bytes, name.as_bytes());
        bytes.extend(*value);
    }
    bytes
}

/// What is left of values that were masked for three parties and unmasked from what all of them have.
fn returned(width: u8, values: &[u8]) -> Vec<u8> {
    let shares: Vec<_> = (0..).zip(masked(width, 1, 3, values)).collect();
    values_of(&unmasked(width, 1, 3, &shares).expect("sound shares")).to_vec()
}

#[test]
fn numbers_at_the_edges_come_back_and_those_beyond_are_refused_by_name() {
    for width in WIDTHS {
        let p = prime(width);
        let half: BigInt = &p / 2;
        let mut cases = Vec::new();
        for kind in [PUBLIC_INTEGER, SECRET_INTEGER] {
            cases.push((kind, half.clone(), &half + 1));
            cases.push((kind, -half.clone(), -&half - 1));
        }
        for kind in [PUBLIC_UNSIGNED_INTEGER, SECRET_UNSIGNED_INTEGER] {
            cases.push((kind, &p - 1, p.clone()));
        }
        for kind in [PUBLIC_BOOLEAN, SECRET_BOOLEAN] {
            cases.push((kind, 1.into(), p.clone()));
        }
        for (kind, edge, beyond) in cases {
            let (edge, beyond) = (number(width, kind, edge), number(width, kind, beyond));
            let values = named(&[("edge", &edge), ("inside", &tuple(&edge, &edge))]);
            assert_eq!(returned(width, &values), values, "{width}, {kind}");
            for refused in [beyond.clone(), tuple(&edge, &beyond), array(&[edge.clone(), beyond.clone()])] {
                let values = named(&[("edge", &edge), ("salary", &refused)]);
                let failure = mask_values(width, 1, 3, &values).err().expect("a number that does not fit");
                assert_eq!(failure.kind, FailureKind::InvalidArgument);
                assert!(failure.message.starts_with("Value \"salary\": The number does not fit"), "{failure}");
            }
        }
    }
}

/// How long the longest piece is that is handed over at once.
#[derive(Default)]
struct Longest(usize);

impl Output for Longest {
    fn begin(&mut self, _: &[u32]) {}

    fn emit(&mut self, _: usize, bytes: &[u8]) {
        self.0 = self.0.max(bytes.len());
    }
}

#[test]
fn messages_are_handed_over_in_blocks_whatever_they_hold() {
    // A secret and a public integer.
    for kind in [5, 2] {
        let values: Vec<_> = (0..10_000).map(|index: u32| (index.to_string(), number(32, kind, index))).collect();
        let values: Vec<_> = values.iter().map(|(name, value)| (&name[..], &value[..])).collect();
        let request = [cluster(32, 2, 5), named(&values)].concat();
        let mut longest = Longest::default();
        mask::mask(&request, &mut random(), &mut longest).expect("values that can be masked");
        assert!((16 << 10..32 << 10).contains(&longest.0), "{} bytes of kind {kind}", longest.0);
    }
}

#[test]
fn numbers_keep_their_order_wherever_they_stand() {
    for width in WIDTHS {
        let secret = |n: i32| number(width, SECRET_INTEGER, n);
        let public = |n: i32| number(width, PUBLIC_INTEGER, n);
        let flag = |n: i32| number(width, SECRET_BOOLEAN, n);
        let row = array(&[secret(1), secret(-2), secret(3)]);
        let pairs = array(&[tuple(&public(4), &secret(-5)), tuple(&public(-6), &secret(7))]);
        let values = named(&[
            ("a", &secret(8)),
            ("b", &tuple(&row, &array(&[public(9), public(-10)]))),
            ("c", &public(11)),
            ("d", &tuple(&flag(1), &pairs)),
            ("e", &array(&[array(&[flag(0), flag(1)]), array(&[flag(1), flag(0)])])),
            ("f", &tuple(&number(width, SECRET_UNSIGNED_INTEGER, 12), &secret(-13))),
        ]);
        assert_eq!(returned(width, &values), values, "{width}");
    }
}

#[test]
fn a_signature_comes_back_with_the_lower_of_both_s() {
    let order = BigInt::parse_bytes(b"fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16).unwrap();
    let half: BigInt = &order / 2;
    let signature = |s: &BigInt| {
        let (_, s) = s.to_bytes_be();
        let mut bytes = vec![ECDSA_SIGNATURE];
        bytes.extend([7; 32]);
        bytes.extend(vec![0; 32 - s.len()]);
        bytes.extend(s);
        named(&[("signature", &bytes)])
    };
    for low in [BigInt::from(1), BigInt::from(7), half] {
        for s in [&low, &(&order - &low)] {
            assert_eq!(returned(32, &signature(s)), signature(&low), "{s}");
        }
    }
}
