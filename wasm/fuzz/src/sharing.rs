//! Masking, unmasking and describing.

use crate::abi::{Failure, Outcome, call, measure, number_at, put_bytes, put_number};
use crate::values::{self, Cluster, Named, Read};
use arbitrary::{Result, Unstructured};
use masking::mask::Kept;
use masking::random::Random;

/// Most memory that a refused call holds, of so many bytes and parties. Values in the clear become trees, and messages
/// lists of slices; masking has written every party's messages when a late value is refused, and those of a key have a
/// point of every party; unmasking inverts the differences of all pairs of parties. Random bytes are drawn in pools of
/// up to 64 KiB, each while one of a quarter of that is still held.
const MASK_BYTES_MAX: Maximum = |length, parties| (32 + 3 * parties + parties * parties) * length + (88 << 10);
const UNMASK_BYTES_MAX: Maximum = |length, parties| 32 * length + 32 * parties * parties + (16 << 10);
const DESCRIBE_BYTES_MAX: Maximum = |length, _| 32 * length + (8 << 10);

type Maximum = fn(usize, usize) -> usize;

/// What came of a call.
type Called<T> = std::result::Result<T, Failure>;

/// Makes sure that a call took no more memory than it may when it refuses.
fn limited<T>(outcome: Outcome<T>, request: &[u8], maximum: Maximum) -> Called<T> {
    let Outcome { result, peak } = outcome;
    let limit = maximum(request.len(), parties_of(request));
    assert!(result.is_ok() || peak <= limit, "{peak} bytes to refuse {}, at most {limit}", request.len());
    result
}

/// Numbers that follow from nothing but each other: splitmix64.
fn random() -> Random {
    let mut state = 0u64;
    Random::new(move |target| {
        for chunk in target.chunks_mut(8) {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
    })
}

/// How many parties a request to mask or unmask is about.
fn parties_of(request: &[u8]) -> usize {
    request.get(2).copied().unwrap_or(0).into()
}

fn mask(request: &[u8]) -> Called<Shares> {
    let outcome = measure(|| {
        let mut kept = Kept::default();
        masking::mask::mask(request, &mut random(), &mut kept).map(|()| kept)
    });
    let result = limited(outcome, request, MASK_BYTES_MAX);
    if let Err(failure) = &result {
        assert_eq!(failure.kind, Failure::INVALID_ARGUMENT, "{}", failure.message);
    }
    let copied = |messages: &Vec<&[u8]>| messages.iter().map(|message| message.to_vec()).collect();
    result.map(|kept| kept.messages().iter().map(copied).collect())
}

fn unmask(request: &[u8]) -> Called<Vec<u8>> {
    let outcome = measure(|| {
        let mut response = Vec::new();
        masking::unmask::unmask(request, &mut random(), &mut response).map(|()| response)
    });
    let result = limited(outcome, request, UNMASK_BYTES_MAX);
    if let Err(failure) = &result {
        let kinds = [Failure::INVALID_ARGUMENT, Failure::NOT_ENOUGH_SHARES, Failure::CORRUPT_SHARE];
        assert!(kinds.contains(&failure.kind), "{}", failure.message);
        let parties = parties_of(request) as u32;
        assert!(failure.parties.iter().all(|party| *party < parties), "a party that there is none of");
    }
    result
}

fn describe(request: &[u8]) -> Called<Vec<u8>> {
    let result = limited(call(masking::abi::describe, request), request, DESCRIBE_BYTES_MAX);
    if let Err(failure) = &result {
        let kinds = [Failure::INVALID_ARGUMENT, Failure::MALFORMED, Failure::INVALID_VALUE];
        assert!(kinds.contains(&failure.kind), "{}", failure.message);
    }
    result
}

/// Every party's messages.
type Shares = Vec<Vec<Vec<u8>>>;

/// Masks values that stand in a request.
fn masked(cluster: Cluster, values: &[u8]) -> Called<Shares> {
    let mut request = cluster.header();
    request.extend(values);
    mask(&request)
}

/// Answers of parties, each with its position.
type Answers = [(usize, Vec<Vec<u8>>)];

/// What unmasking gives: who was wrong, and the values.
struct Unmasked {
    faulty: Vec<u32>,
    /// As they came, s of signatures too.
    bytes: Vec<u8>,
    read: Read,
}

fn unmasked(cluster: Cluster, answers: &Answers) -> Called<Unmasked> {
    let mut request = cluster.header();
    request.push(answers.len() as u8);
    for (position, messages) in answers {
        request.push(*position as u8);
        put_number(&mut request, messages.len());
        put_number(&mut request, messages.iter().map(Vec::len).sum());
        let mut start = 0;
        for message in messages {
            put_number(&mut request, start);
            put_number(&mut request, message.len());
            start += message.len();
        }
        messages.iter().for_each(|message| request.extend(message));
    }
    unmask(&request).map(|response| read_unmasked(&response, cluster))
}

fn read_unmasked(response: &[u8], cluster: Cluster) -> Unmasked {
    let count = number_at(response, 0) as usize;
    let faulty: Vec<u32> = (1..=count).map(|index| number_at(response, 4 * index)).collect();
    assert!(
        faulty.is_sorted() && faulty.iter().all(|party| *party < cluster.parties.into()),
        "{faulty:?} are no parties"
    );
    let bytes = response[4 + 4 * count..].to_vec();
    let read = values::read(&bytes, cluster.width).expect("what comes out are values");
    assert_eq!(read.length, bytes.len(), "there is something after the values");
    let is_by_name = read.values.windows(2).all(|pair| pair[0].0 < pair[1].0);
    assert!(is_by_name, "the values are not by name");
    Unmasked { faulty, bytes, read }
}

/// Makes sure that nodes take the shares of these values, and that those give the values back: those of all parties, and
/// those of the last that it takes.
fn round_trip(cluster: Cluster, mut values: Read, shares: &Shares) {
    for messages in [&shares[0], &shares[shares.len() - 1]] {
        let mut request = (messages.len() as u32).to_le_bytes().to_vec();
        messages.iter().for_each(|message| put_bytes(&mut request, message));
        let described = describe(&request);
        assert!(described.is_ok(), "a node refuses a share: {described:?}");
    }
    values.values.sort();
    let all: Vec<_> = shares.iter().cloned().enumerate().collect();
    let first = if values.has_key || values.has_signature { 0 } else { shares.len() - 1 - usize::from(cluster.degree) };
    for answers in [&all[..], &all[first..]] {
        let unmasked = unmasked(cluster, answers).expect("shares that are all right");
        assert!(unmasked.faulty.is_empty(), "{:?} are blamed for shares that are right", unmasked.faulty);
        assert_eq!(unmasked.read.values, values.values, "other values than were shared");
        if values.has_signature {
            // Now s is the lower one, and stays so.
            let again = masked(cluster, &unmasked.bytes).expect("values that came out of shares");
            let again: Vec<_> = again.into_iter().enumerate().collect();
            assert_eq!(self::unmasked(cluster, &again).expect("shares that are all right").bytes, unmasked.bytes);
        }
    }
}

/// Any bytes are masked: what is taken is given back.
pub fn mask_any(request: &[u8]) {
    // The time it takes grows with the square of the parties; large clusters get small requests.
    if parties_of(request) > 12 && request.len() > 80 {
        return;
    }
    let Ok(shares) = mask(request) else { return };
    let &[width, degree, parties, ..] = request else { panic!("a request without a cluster was taken") };
    let cluster = Cluster { width, degree, parties };
    let values = values::read(&request[3..], width).expect("values that were taken are values");
    assert_eq!(shares.len(), usize::from(parties), "messages of every party");
    assert!(shares.iter().all(|messages| messages.len() == values.values.len()), "a message of every value");
    let mut names: Vec<_> = values.values.iter().map(|(name, _)| name).collect();
    names.sort();
    if names.windows(2).all(|pair| pair[0] != pair[1]) {
        round_trip(cluster, values, &shares);
    }
}

/// Values made from the bytes are masked: they are taken, and given back.
pub fn mask_values(bytes: &[u8]) {
    let _ = try_mask_values(&mut Unstructured::new(bytes));
}

fn try_mask_values(bytes: &mut Unstructured<'_>) -> Result<()> {
    let cluster = Cluster::arbitrary(bytes)?;
    let laid_out = values::lay_out(&values::arbitrary(bytes, cluster.width)?);
    let shares = masked(cluster, &laid_out).expect("values that can be masked");
    round_trip(cluster, values::read(&laid_out, cluster.width).expect("values"), &shares);
    Ok(())
}

/// Any bytes are unmasked: what comes out are values, which can be shared again unless a signature among them is none.
pub fn unmask_any(request: &[u8]) {
    let Ok(response) = unmask(request) else { return };
    let &[width, degree, parties, ..] = request else { panic!("a request without a cluster was taken") };
    let cluster = Cluster { width, degree, parties };
    let unmasked = read_unmasked(&response, cluster);
    if parties > 12 {
        return;
    }
    if let Ok(shares) = masked(cluster, &unmasked.bytes) {
        let all: Vec<_> = shares.into_iter().enumerate().collect();
        let again = self::unmasked(cluster, &all).expect("shares that are all right");
        assert_eq!(again.bytes, unmasked.bytes, "shared again, the values are others");
    }
}

/// Shares of values made from the bytes, of which as many parties tamper with theirs as can be repaired: the values come
/// out right, and nobody else is blamed.
pub fn unmask_tampered(bytes: &[u8]) {
    let _ = try_unmask_tampered(&mut Unstructured::new(bytes));
}

fn try_unmask_tampered(bytes: &mut Unstructured<'_>) -> Result<()> {
    let cluster = Cluster::arbitrary(bytes)?;
    let degree = usize::from(cluster.degree);
    let parties = usize::from(cluster.parties);
    let named: Vec<Named> = values::arbitrary(bytes, cluster.width)?;
    let laid_out = values::lay_out(&named);
    let shares = masked(cluster, &laid_out).expect("values that can be masked");
    let mut values = values::read(&laid_out, cluster.width).expect("values");
    values.values.sort();
    let is_whole = values.has_key || values.has_signature;
    let mut answers: Vec<_> = shares.into_iter().enumerate().collect();
    if !is_whole {
        for _ in 0..bytes.int_in_range(0..=parties - degree - 1)? {
            answers.remove(bytes.choose_index(answers.len())?);
        }
    }
    let honest = answers.clone();
    let mut liars = Vec::new();
    for _ in 0..bytes.int_in_range(0..=(answers.len() - degree - 1) / 2)? {
        liars.push(bytes.choose_index(answers.len())?);
    }
    for index in &liars {
        for _ in 0..bytes.int_in_range(1..=4)? {
            tamper(bytes, &mut answers[*index].1, &honest)?;
        }
    }
    let liars: Vec<u32> = liars.into_iter().map(|index| answers[index].0 as u32).collect();
    match unmasked(cluster, &answers) {
        Ok(unmasked) => {
            // Nothing says whether a share of s is right, and it was taken out of what is compared.
            assert_eq!(unmasked.read.values, values.values, "{liars:?} tampered with their shares");
            assert!(unmasked.faulty.iter().all(|party| liars.contains(party)), "{:?} are blamed", unmasked.faulty);
        }
        Err(failure) => {
            // A key or a signature takes a sound share of every party; all else can be repaired.
            assert!(is_whole && failure.kind == Failure::CORRUPT_SHARE, "{liars:?} tampered: {failure:?}");
            assert!(failure.parties.iter().all(|party| liars.contains(party)), "{:?} are blamed", failure.parties);
        }
    }
    Ok(())
}

/// Changes a party's messages, knowing those of all.
fn tamper(bytes: &mut Unstructured<'_>, messages: &mut Vec<Vec<u8>>, all: &Answers) -> Result<()> {
    let theirs = &all[bytes.choose_index(all.len())?].1;
    if messages.is_empty() {
        *messages = theirs.clone();
        return Ok(());
    }
    let which = bytes.choose_index(messages.len())?;
    let at = bytes.int_in_range(0..=messages[which].len())?;
    match bytes.int_in_range(0..=8)? {
        0 => drop(messages.remove(which)),
        1 => messages.push(messages[which].clone()),
        2 => messages[which] = theirs[which % theirs.len()].clone(),
        3 => messages[which].truncate(at),
        4 => messages[which].insert(at, bytes.arbitrary()?),
        5 if at < messages[which].len() => drop(messages[which].remove(at)),
        6 => {
            let length = bytes.int_in_range(0..=40)?;
            let noise = bytes.bytes(length)?;
            let end = messages[which].len().min(at + length);
            messages[which].splice(at..end, noise.iter().copied());
        }
        7 => messages.reverse(),
        _ => {
            if let Some(byte) = messages[which].get_mut(at) {
                *byte ^= bytes.int_in_range(1..=255)?;
            }
        }
    }
    Ok(())
}

/// Any bytes are described: names and types come out, or a node's refusal.
pub fn describe_any(request: &[u8]) {
    let Ok(response) = describe(request) else { return };
    let (mut at, mut texts) = (0, 0);
    while at < response.len() {
        let length = number_at(&response, at) as usize;
        let text = &response[at + 4..at + 4 + length];
        assert!(str::from_utf8(text).is_ok(), "a name or a type is not UTF-8");
        at += 4 + length;
        texts += 1;
    }
    assert_eq!(texts, 2 * number_at(request, 0), "a name and a type of each");
}
