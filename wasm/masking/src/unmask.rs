//! Parties' answers to clear values.
//!
//! A party is sound or it is not: one that is caught at anything is named, and left out of all values of the call.
//! What is public is settled by majority first, since everything else is read in its light; then the shares of keys
//! prove themselves against their public points; then Shamir's shares are judged together.

use crate::answer::{Answer, KeyShare, Order};
use crate::input::{Header, read_header};
use crate::key_shares::{Scalar, recover_key};
use crate::prime::Prime;
use crate::random::Random;
use crate::recovery::{PartyShares, Verdict, are_numbers, judge, recover_agreeing, recover_chosen};
use crate::types::{ARRAY, TUPLE, Type};
use crate::{Failure, FailureKind};
use k256::elliptic_curve::scalar::IsHigh;
use k256::elliptic_curve::subtle::ConditionallySelectable;
use shared::clear_layout::{CutShort, Leaf, Reader, write_bytes, write_number};

/// Appends the number of parties that were wrong and their positions; then the number of values, and each by name.
pub fn unmask(request: &[u8], random: &mut Random, response: &mut Vec<u8>) -> Result<(), Failure> {
    let mut input = Reader::new(request);
    let header = &read_header(&mut input)?;
    let given_answers = read_answers(header, &mut input)?;
    let mut cluster = Cluster { header, given: given_answers.len(), faulty: vec![false; header.parties] };
    let mut answers = Vec::new();
    let mut order = Order::default();
    let mut largest = 0;
    for (position, messages) in given_answers {
        largest = largest.max(messages.iter().map(|message| message.len() + 16).sum::<usize>());
        match Answer::read(&messages, &mut order, header.prime, header.parties) {
            Ok(answer) => answers.push((position, answer)),
            Err(_) => cluster.faulty[position] = true,
        }
    }
    // No clear value is longer than its shares.
    response.reserve_exact(largest + 4 * header.parties + 8);

    let given = cluster.given;
    cluster.expect_answers(given, header.degree + 1)?;
    let answers = cluster.majority(answers, |answer| &answer.layout)?;
    let needs_all = !answers[0].1.keys.is_empty() || !answers[0].1.sigmas.is_empty();
    if needs_all && given < header.parties {
        return Err(cluster.missing(given, &answers));
    }
    let mut agreed = Vec::new();
    let mut dissenting = Vec::new();
    let public = cluster.majority_of(&answers, |answer| &answer.public)?;
    for (index, answer) in answers.into_iter().enumerate() {
        if public.contains(&index) { &mut agreed } else { &mut dissenting }.push(answer);
    }

    let keys = cluster.recover_keys(&agreed, &dissenting)?;
    for (position, _) in &dissenting {
        cluster.faulty[*position] = true;
    }
    let (layout, public) = (agreed[0].1.layout.clone(), agreed[0].1.public.clone());
    let sigmas: Vec<_> = agreed.iter().map(|(position, answer)| (*position, answer.sigmas.clone())).collect();
    let (sound, secrets) = cluster.recover_shares(agreed, random)?;
    let signatures = cluster.recover_signatures(&sigmas, &sound)?;

    let faulty: Vec<_> = cluster.faulty_positions();
    write_number(response, faulty.len());
    faulty.iter().for_each(|position| write_number(response, *position as usize));
    write_number(response, layout.len());
    let mut output = Output {
        prime: header.prime,
        secrets: &secrets,
        public: public.into_iter(),
        keys: keys.into_iter(),
        signatures: signatures.into_iter(),
        parties: header.parties,
        response,
    };
    for (name, value_type) in &layout {
        write_bytes(output.response, name.as_bytes());
        output.write_value(value_type).map_err(|Inconsistent| {
            let message = format!("Value \"{name}\": its shares agree on what is no such value");
            Failure::new(FailureKind::CorruptShare, message)
        })?;
    }
    Ok(())
}

/// Where a message begins among those of its party, and how long it is.
const PLACE_LENGTH: usize = 8;

/// The serialized values that each party gave, with its position.
type Messages<'a> = (usize, Vec<&'a [u8]>);

fn read_answers<'a>(header: &Header, input: &mut Reader<'a>) -> Result<Vec<Messages<'a>>, Failure> {
    let given = input.byte()?.into();
    let mut answers: Vec<Messages<'_>> = Vec::with_capacity(given);
    for _ in 0..given {
        let position = input.byte()?.into();
        if position >= header.parties || answers.iter().any(|(other, _)| *other == position) {
            return Err(Failure::invalid_argument(
                "An answer comes from a party outside this cluster or from one that answered twice",
            ));
        }
        let (count, length) = (input.number()?, input.number()?);
        let places = input.take(count.checked_mul(PLACE_LENGTH).ok_or(CutShort)?)?;
        let messages = input.take(length)?;
        let mut own = Vec::with_capacity(count);
        for place in places.chunks_exact(PLACE_LENGTH) {
            let mut place = Reader::new(place);
            let (start, length) = (place.number()?, place.number()?);
            let end = start.checked_add(length).ok_or(CutShort)?;
            own.push(messages.get(start..end).ok_or(CutShort)?);
        }
        answers.push((position, own));
    }
    Ok(answers)
}

/// What is known about the parties so far.
struct Cluster<'a> {
    header: &'a Header,
    /// How many answered, whatever it was.
    given: usize,
    faulty: Vec<bool>,
}

impl Cluster<'_> {
    fn faulty_positions(&self) -> Vec<u32> {
        (0..).zip(&self.faulty).filter_map(|(position, faulty)| faulty.then_some(position)).collect()
    }

    fn corrupt(&self, message: impl Into<String>) -> Failure {
        Failure { parties: self.faulty_positions(), ..Failure::new(FailureKind::CorruptShare, message) }
    }

    fn expect_sound(&self, have: usize) -> Result<(), Failure> {
        let need = self.header.degree + 1;
        if have >= need {
            return Ok(());
        }
        Err(self.corrupt(format!("{have} correct answers are left, and it takes {need}")))
    }

    fn expect_answers(&self, have: usize, need: usize) -> Result<(), Failure> {
        if have >= need {
            return Ok(());
        }
        let message = format!("{have} of {} parties answered and it takes {need}", self.header.parties);
        Err(Failure { have: have as u32, need: need as u32, ..Failure::new(FailureKind::NotEnoughShares, message) })
    }

    /// The failure for values that need every party, with those that did not answer.
    fn missing<A>(&self, have: usize, answers: &[(usize, A)]) -> Failure {
        let answered = |position: usize| self.faulty[position] || answers.iter().any(|(other, _)| *other == position);
        let missing: Vec<u32> =
            (0..self.faulty.len() as u32).filter(|position| !answered(*position as usize)).collect();
        let message = format!(
            "{have} of {} parties answered and a private key or a signature takes all of them",
            self.header.parties
        );
        Failure {
            parties: missing,
            have: have as u32,
            need: self.header.parties as u32,
            ..Failure::new(FailureKind::NotEnoughShares, message)
        }
    }

    /// Keeps those that agree with more than half of all, and names the others.
    fn majority<A, K: PartialEq>(
        &mut self,
        answers: Vec<(usize, A)>,
        key: impl Fn(&A) -> &K,
    ) -> Result<Vec<(usize, A)>, Failure> {
        let agreeing = self.majority_of(&answers, key)?;
        let mut kept = Vec::with_capacity(agreeing.len());
        for (index, (position, answer)) in answers.into_iter().enumerate() {
            if agreeing.contains(&index) {
                kept.push((position, answer));
            } else {
                self.faulty[position] = true;
            }
        }
        Ok(kept)
    }

    /// The indices of those that agree: more than half of all, and enough that a sound one is among them.
    fn majority_of<A, K: PartialEq>(
        &self,
        answers: &[(usize, A)],
        key: impl Fn(&A) -> &K,
    ) -> Result<Vec<usize>, Failure> {
        let enough = (self.given / 2 + 1).max(self.header.degree + 1);
        let mut seen = Vec::new();
        for (index, (_, candidate)) in answers.iter().enumerate() {
            if seen.contains(&index) {
                continue;
            }
            let agrees = |other: &usize| key(&answers[*other].1) == key(candidate);
            let agreeing: Vec<_> = (index..answers.len()).filter(agrees).collect();
            if agreeing.len() >= enough {
                return Ok(agreeing);
            }
            seen.extend(agreeing);
        }
        Err(self.corrupt("Too few answers agree on the public values"))
    }

    /// Every party's share of each key, checked against what the majority says its public point is.
    fn recover_keys(
        &mut self,
        agreed: &[(usize, Answer<'_>)],
        dissenting: &[(usize, Answer<'_>)],
    ) -> Result<Vec<[u8; 32]>, Failure> {
        let Some((_, majority)) = agreed.first() else { return Ok(Vec::new()) };
        if majority.keys.is_empty() {
            return Ok(Vec::new());
        }
        // A share that fits its public point is right, whatever else its party says.
        let mut answers: Vec<Option<&Answer<'_>>> = vec![None; self.header.parties];
        for (position, answer) in agreed.iter().chain(dissenting) {
            answers[*position] = Some(answer);
        }
        let Some(answers) = answers.into_iter().collect::<Option<Vec<_>>>() else {
            return Err(self.corrupt("A private key takes a correct answer from every party"));
        };
        let mut recovered = Vec::with_capacity(majority.keys.len());
        for index in 0..majority.keys.len() {
            let shares: Vec<&KeyShare<'_>> = answers.iter().map(|answer| &answer.keys[index]).collect();
            for (position, share) in shares.iter().enumerate() {
                self.faulty[position] |= share.index != position as u64;
            }
            let first = majority.keys[index].points;
            let points = &majority.public[first..=first + self.header.parties];
            let shares: Vec<&[u8]> = shares.iter().map(|share| share.share).collect();
            let is_ecdsa = points[0].len() == k256::Scalar::POINT_LENGTH;
            let key = if is_ecdsa {
                recover_key::<k256::Scalar>(&shares, points).map(|key| {
                    let mut bytes = key.to_little_endian();
                    bytes.reverse();
                    bytes
                })
            } else {
                recover_key::<curve25519_dalek::Scalar>(&shares, points).map(Scalar::to_little_endian)
            };
            match key {
                Ok(key) => recovered.push(key),
                Err(wrong) => {
                    wrong.into_iter().for_each(|position| self.faulty[position] = true);
                    return Err(self.corrupt("Shares of a private key do not fit their public points"));
                }
            }
        }
        Ok(recovered)
    }

    /// Takes the answers that are sound so far, and returns the shares of those that still are, and what they share.
    fn recover_shares<'b>(
        &mut self,
        answers: Vec<(usize, Answer<'b>)>,
        random: &mut Random,
    ) -> Result<(Vec<PartyShares<'b>>, Vec<u8>), Failure> {
        let mut parties: Vec<_> = answers
            .into_iter()
            .filter(|(position, _)| !self.faulty[*position])
            .map(|(position, answer)| PartyShares { abscissa: position as u32 + 1, shares: answer.shares })
            .collect();
        self.expect_sound(parties.len())?;
        let Header { prime, degree, .. } = *self.header;
        if let Some(secrets) = recover_agreeing(prime, &parties, degree) {
            return Ok((parties, secrets));
        }
        parties.retain(|party| {
            let is_sound = are_numbers(prime, party);
            self.faulty[party.abscissa as usize - 1] |= !is_sound;
            is_sound
        });
        self.expect_sound(parties.len())?;
        let (wrong, beyond_repair) = match judge(prime, &parties, degree, random) {
            Verdict::Wrong(wrong) => (wrong, false),
            Verdict::BeyondRepair(wrong) => (wrong, true),
        };
        for index in wrong.into_iter().rev() {
            let party = parties.remove(index);
            self.faulty[party.abscissa as usize - 1] = true;
        }
        if beyond_repair {
            return Err(self.corrupt("Shares contradict each other beyond repair"));
        }
        let secrets = recover_chosen(prime, &parties, degree);
        Ok((parties, secrets))
    }

    /// Adds up the shares of each s. Nothing says whether one is right, so no party may have been caught at anything.
    fn recover_signatures(
        &self,
        sigmas: &[(usize, Vec<&[u8]>)],
        sound: &[PartyShares<'_>],
    ) -> Result<Vec<[u8; 32]>, Failure> {
        let count = sigmas.first().map_or(0, |(_, sigmas)| sigmas.len());
        if count > 0 && sound.len() < self.header.parties {
            return Err(self.corrupt("A signature takes a correct answer from every party"));
        }
        (0..count)
            .map(|index| {
                let mut sum = <k256::Scalar as Scalar>::ZERO;
                for (position, sigmas) in sigmas {
                    let share = <k256::Scalar as Scalar>::from_little_endian(sigmas[index]).ok_or_else(|| Failure {
                        parties: vec![*position as u32],
                        ..self.corrupt("A share of a signature is not below the order of secp256k1")
                    })?;
                    sum += share;
                }
                if sum == <k256::Scalar as Scalar>::ZERO {
                    return Err(self.corrupt("The shares of a signature add up to zero"));
                }
                // Of s and −s, which both verify, the network gives the lower.
                let s = k256::Scalar::conditional_select(&sum, &-sum, sum.is_high());
                let mut bytes = s.to_little_endian();
                bytes.reverse();
                Ok(bytes)
            })
            .collect()
    }
}

/// The shares agree, but not on a value of their type.
struct Inconsistent;

/// Writes clear values, taking what they are made of in the order in which the answers gave it.
struct Output<'a, 'b> {
    prime: &'static dyn Prime,
    secrets: &'a [u8],
    public: std::vec::IntoIter<&'b [u8]>,
    keys: std::vec::IntoIter<[u8; 32]>,
    signatures: std::vec::IntoIter<[u8; 32]>,
    parties: usize,
    response: &'a mut Vec<u8>,
}

impl<'a, 'b> Output<'a, 'b> {
    fn write_value(&mut self, value_type: &Type) -> Result<(), Inconsistent> {
        match value_type {
            Type::Array { inner, size } => {
                self.response.push(ARRAY as u8);
                write_number(self.response, *size as usize);
                for _ in 0..*size {
                    self.write_value(inner)?;
                }
            }
            Type::Tuple(left, right) => {
                self.response.push(TUPLE as u8);
                self.write_value(left)?;
                self.write_value(right)?;
            }
            Type::Blob(size) => self.write_blob(*size as usize)?,
            Type::Leaf(leaf) => self.write_leaf(*leaf)?,
        }
        Ok(())
    }

    fn write_leaf(&mut self, leaf: Leaf) -> Result<(), Inconsistent> {
        self.response.push(leaf as u8);
        match leaf {
            Leaf::SecretBoolean | Leaf::SecretInteger | Leaf::SecretUnsignedInteger => {
                self.recover()?;
                self.unwrap_number(leaf == Leaf::SecretInteger);
            }
            Leaf::PublicBoolean | Leaf::PublicInteger | Leaf::PublicUnsignedInteger => {
                let number = self.public()?;
                self.response.extend_from_slice(number);
                self.unwrap_number(leaf == Leaf::PublicInteger);
            }
            Leaf::EcdsaPrivateKey | Leaf::EddsaPrivateKey => {
                for _ in 0..=self.parties {
                    self.public()?;
                }
                let key = self.keys.next().ok_or(Inconsistent)?;
                self.response.extend_from_slice(&key);
            }
            Leaf::EcdsaSignature => {
                let r = <k256::Scalar as Scalar>::from_little_endian(self.public()?).ok_or(Inconsistent)?;
                self.response.extend(r.to_little_endian().iter().rev());
                let s = self.signatures.next().ok_or(Inconsistent)?;
                self.response.extend_from_slice(&s);
            }
            Leaf::EddsaMessage => {
                let message = self.public()?;
                write_bytes(self.response, message);
            }
            Leaf::SecretBlob => return Err(Inconsistent),
            _ => {
                let bytes = self.public()?;
                self.response.extend_from_slice(bytes);
            }
        }
        Ok(())
    }

    fn write_blob(&mut self, size: usize) -> Result<(), Inconsistent> {
        let width = self.prime.width();
        let numbers = self.take(size.div_ceil(width - 1) * width)?;
        self.response.push(Leaf::SecretBlob as u8);
        write_number(self.response, size);
        let start = self.response.len();
        self.response.resize(start + size, 0);
        if self.prime.join(numbers, &mut self.response[start..]) { Ok(()) } else { Err(Inconsistent) }
    }

    /// The next secrets, which are so many bytes.
    fn take(&mut self, length: usize) -> Result<&'a [u8], Inconsistent> {
        let (taken, rest) = self.secrets.split_at_checked(length).ok_or(Inconsistent)?;
        self.secrets = rest;
        Ok(taken)
    }

    /// Appends the next secret as a number.
    fn recover(&mut self) -> Result<(), Inconsistent> {
        let secret = self.take(self.prime.width())?;
        self.response.extend_from_slice(secret);
        Ok(())
    }

    /// Turns the number just written into the integer it stands for.
    fn unwrap_number(&mut self, is_signed: bool) {
        let start = self.response.len() - self.prime.width();
        if is_signed {
            self.prime.unwrap_signed(&mut self.response[start..]);
        }
    }

    fn public(&mut self) -> Result<&'b [u8], Inconsistent> {
        self.public.next().ok_or(Inconsistent)
    }
}
