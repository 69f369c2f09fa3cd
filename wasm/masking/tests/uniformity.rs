//! That shares say nothing: coefficients are uniform below the prime, and any `degree` shares are those of any secret.
//!
//! The randomness of all tests is given, so that what they find is found each time.

use masking::mask::{Kept, mask};
use masking::random::Random;
use num_bigint::BigUint;

/// The primes by the length of their numbers.
const PRIMES: [(usize, u32); 3] = [(8, 1_071_644_669), (16, 2_663_383_037), (32, 1_732_247_549)];

const SECRET_UNSIGNED_INTEGER: u8 = 6;
const ARRAY: u8 = 7;
const ECDSA_PRIVATE_KEY: u8 = 10;

fn prime(width: usize) -> BigUint {
    let (_, c) = PRIMES.iter().find(|(length, _)| *length == width).expect("a width");
    (BigUint::from(1u8) << (8 * width)) - *c
}

fn bytes(number: &BigUint, width: usize) -> Vec<u8> {
    let mut bytes = number.to_bytes_le();
    bytes.resize(width, 0);
    bytes
}

/// Numbers that follow from a seed: splitmix64.
struct Seeded(u64);

impl Seeded {
    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: &BigUint) -> BigUint {
        (0..8).fold(BigUint::ZERO, |number, _| (number << 64) + self.word()) % limit
    }
}

struct Cluster {
    width: usize,
    degree: usize,
    parties: usize,
}

impl Cluster {
    /// Masks a value given in the clear, with random bytes and then those that follow from a seed, and returns each
    /// party's message.
    fn mask(&self, seed: u8, given: &[u8], value: &[u8]) -> Vec<Vec<u8>> {
        let mut request = vec![self.width as u8, self.degree as u8, self.parties as u8];
        request.extend([1, 0, 0, 0, 0, 0, 0, 0]);
        request.extend(value);
        let (given, mut random) = (given.to_vec(), Seeded(seed.into()));
        let mut given = given.into_iter();
        let source = move |target: &mut [u8]| target.fill_with(|| given.next().unwrap_or_else(|| random.word() as u8));
        let mut kept = Kept::default();
        mask(&request, &mut Random::new(source), &mut kept).expect("values that can be masked");
        kept.messages().iter().map(|messages| messages[0].to_vec()).collect()
    }

    /// For each secret the shares of all parties.
    fn share(&self, seed: u8, given: &[u8], secrets: &[BigUint]) -> Vec<Vec<BigUint>> {
        let mut array = vec![ARRAY];
        array.extend((secrets.len() as u32).to_le_bytes());
        for secret in secrets {
            array.push(SECRET_UNSIGNED_INTEGER);
            array.extend(bytes(secret, self.width));
        }
        let messages = self.mask(seed, given, &array);
        // An element of the array, a `Value`, a share in it, and the length of each.
        let prefix = [0x0a, self.width as u8 + 4, 0x32, self.width as u8 + 2, 0x0a, self.width as u8];
        let mut shares = vec![Vec::new(); secrets.len()];
        for message in &messages {
            let start = message.windows(6).position(|window| window == prefix).expect("a first share");
            for (own, element) in shares.iter_mut().zip(message[start..].chunks(6 + self.width)) {
                assert_eq!(element[..6], prefix);
                own.push(BigUint::from_bytes_le(&element[6..]));
            }
        }
        shares
    }

    /// The differences at 0 of the polynomial with this secret and these shares of the first parties: what was drawn.
    fn drawn(&self, secret: &BigUint, shares: &[BigUint]) -> Vec<BigUint> {
        let p = prime(self.width);
        let mut column = vec![secret.clone()];
        column.extend(shares[..self.degree].iter().cloned());
        let mut drawn = Vec::new();
        for _ in 0..self.degree {
            column = column.windows(2).map(|pair| (&pair[1] + &p - &pair[0]) % &p).collect();
            drawn.push(column[0].clone());
        }
        drawn
    }
}

/// χ² of counts that are expected to be these.
fn chi_squared(counts: &[u64], expected: &[f64]) -> f64 {
    counts.iter().zip(expected).map(|(count, expected)| (*count as f64 - expected).powi(2) / expected).sum()
}

/// How many standard deviations χ² is above what is expected of it, by the approximation of Wilson and Hilferty, which
/// holds for few degrees of freedom too.
fn excess(chi_squared: f64, freedom: f64) -> f64 {
    let variance = 2.0 / (9.0 * freedom);
    ((chi_squared / freedom).cbrt() - (1.0 - variance)) / variance.sqrt()
}

/// One of 300,000 tests goes beyond it by chance, and none of those here, since their seeds are fixed.
const EXCESS_MAX: f64 = 4.5;

/// How far numbers are from being uniform below the prime, by their top bits and by residues modulo small numbers.
fn worst_excess(numbers: &[BigUint], width: usize) -> f64 {
    let mut worst = f64::MIN;
    let mut look = |cells: usize, cell: &dyn Fn(&BigUint) -> usize| {
        let mut counts = vec![0u64; cells];
        numbers.iter().for_each(|number| counts[cell(number)] += 1);
        // Primes are so close to a power of 2 that the last cell is no smaller, as far as this can tell.
        let expected = vec![numbers.len() as f64 / cells as f64; cells];
        worst = worst.max(excess(chi_squared(&counts, &expected), cells as f64 - 1.0));
    };
    let small = |number: BigUint| number.to_u32_digits().first().copied().unwrap_or(0) as usize;
    for bits in [1, 3, 8] {
        look(1 << bits, &|number| small(number >> (8 * width - bits)));
    }
    for modulus in [2u32, 3, 5, 7, 11, 13, 64, 251, 256] {
        look(modulus as usize, &|number| small(number % modulus));
    }
    worst
}

/// As many numbers from the core, from its seed or from the bytes that it is given.
fn drawn_numbers(width: usize, degree: usize, count: usize, are_given: bool) -> (Vec<BigUint>, Vec<Vec<BigUint>>) {
    let cluster = Cluster { width, degree, parties: degree + 2 };
    let mut random = Seeded(width as u64 * 31 + degree as u64);
    let secrets = vec![BigUint::from(7u8); count];
    let given: Vec<u8> = match are_given {
        true => (0..count * degree * width / 8).flat_map(|_| random.word().to_le_bytes()).collect(),
        false => Vec::new(),
    };
    let shares = cluster.share(1, &given, &secrets);
    let drawn = shares.iter().zip(&secrets).flat_map(|(shares, secret)| cluster.drawn(secret, shares)).collect();
    (drawn, shares)
}

#[test]
fn coefficients_and_shares_are_uniform_below_the_prime() {
    for (width, _) in PRIMES {
        for (degree, are_given) in [(1, false), (2, false), (2, true)] {
            let (drawn, shares) = drawn_numbers(width, degree, 60_000, are_given);
            let worst = worst_excess(&drawn, width);
            assert!(worst < EXCESS_MAX, "coefficients, {width}, {degree}: {worst}");
            for party in 0..degree + 2 {
                let own: Vec<_> = shares.iter().map(|shares| shares[party].clone()).collect();
                let worst = worst_excess(&own, width);
                assert!(worst < EXCESS_MAX, "shares of party {party}, {width}, {degree}: {worst}");
            }
        }
    }
}

/// What the test above is worth: numbers that are reduced modulo something smaller fail it, and so do numbers of
/// which one in twenty is even for certain.
#[test]
fn numbers_that_are_not_uniform_are_told() {
    let mut random = Seeded(4);
    for (width, _) in PRIMES {
        let whole = BigUint::from(1u8) << (8 * width);
        let numbers: Vec<_> = (0..60_000).map(|_| random.below(&whole)).collect();
        assert!(worst_excess(&numbers, width) < EXCESS_MAX);

        let below = &whole / 16u8 * 15u8;
        let reduced: Vec<_> = numbers.iter().map(|number| number % &below).collect();
        assert!(worst_excess(&reduced, width) > 2.0 * EXCESS_MAX);

        let doubled = |(index, number): (usize, &BigUint)| if index % 20 == 0 { number << 1 } else { number.clone() };
        let even: Vec<_> = numbers.iter().enumerate().map(|numbered| doubled(numbered) % &whole).collect();
        assert!(worst_excess(&even, width) > 2.0 * EXCESS_MAX);
    }
}

/// Numbers that are not below the prime are drawn again and not reduced: no number is likelier than another.
#[test]
fn what_is_not_below_the_prime_is_drawn_again() {
    for (width, c) in PRIMES {
        let cluster = Cluster { width, degree: 1, parties: 2 };
        let p = prime(width);
        let mut random = Seeded(9);
        let highest = p.clone() + (c - 1);
        assert_eq!(bytes(&highest, width), vec![255; width]);
        let mut refused = vec![p.clone(), &p + 1u8, &p + c / 2, &highest - 1u8, highest];
        refused.extend((0..200).map(|_| &p + random.below(&c.into())));
        let mut taken = vec![&p - 1u8, &p - 2u8, BigUint::ZERO, 1u8.into(), &p >> 1, &p - (1u64 << 32)];
        taken.extend((0..200).map(|_| &p - 1u8 - random.below(&c.into())));
        taken.extend((0..200).map(|_| random.below(&p)));

        // Before each that is taken stand some that are not.
        let given: Vec<_> = taken
            .iter()
            .enumerate()
            .flat_map(|(index, number)| {
                let before = (0..index % 4).map(|nth| refused[(index + 31 * nth) % refused.len()].clone());
                before.chain([number.clone()]).collect::<Vec<_>>()
            })
            .flat_map(|number| bytes(&number, width))
            .collect();
        let secrets: Vec<_> = taken.iter().map(|_| random.below(&p)).collect();
        let shares = cluster.share(1, &given, &secrets);
        let mut drawn: Vec<_> =
            shares.iter().zip(&secrets).flat_map(|(shares, secret)| cluster.drawn(secret, shares)).collect();
        // Of two that are drawn together, one may be drawn again before the other is looked at.
        drawn.sort();
        taken.sort();
        assert_eq!(drawn, taken, "{width}");
    }
}

/// For any shares of `degree` parties and any secret there are coefficients, exactly one of each, that give these shares
/// of this secret. As those are uniform, the shares say nothing of the secret.
#[test]
fn any_degree_shares_are_shares_of_any_secret() {
    let mut random = Seeded(5);
    for (width, _) in PRIMES {
        let p = prime(width);
        for (degree, parties) in [(1, 3), (2, 5), (3, 7)] {
            let cluster = Cluster { width, degree, parties };
            for round in 0..20 {
                let secret = random.below(&p);
                let shares = cluster.share(round, &[], &[secret]).remove(0);
                let known: Vec<_> = (0..parties).map(|party| (random.word(), party)).collect();
                let mut known = known;
                known.sort();
                let known: Vec<_> = known[..degree].iter().map(|(_, party)| *party).collect();
                for other in [BigUint::ZERO, BigUint::from(1u8), &p - 1u8, random.below(&p)] {
                    let mut points = vec![(0, other.clone())];
                    points.extend(known.iter().map(|party| (*party as u32 + 1, shares[*party].clone())));
                    let first: Vec<_> = (1..=degree as u32).map(|x| interpolate(&points, x, &p)).collect();
                    // Numbers are drawn for two secrets at a time.
                    let drawn = cluster.drawn(&other, &first);
                    let given: Vec<_> = drawn.iter().flat_map(|number| bytes(number, 2 * width)).collect();
                    let same = cluster.share(200, &given, &[other]).remove(0);
                    for party in &known {
                        assert_eq!(same[*party], shares[*party], "{width}, {degree}");
                    }
                }
            }
        }
    }
}

/// The value at x of the polynomial through points.
fn interpolate(points: &[(u32, BigUint)], x: u32, p: &BigUint) -> BigUint {
    let from = |a: u32, b: u32| (p + a - b) % p;
    let term = |(i, (xi, value)): (usize, &(u32, BigUint))| {
        let others = points.iter().enumerate().filter(|(j, _)| *j != i);
        let (above, below) = others.fold((BigUint::from(1u8), BigUint::from(1u8)), |(above, below), (_, (xj, _))| {
            (above * from(x, *xj) % p, below * from(*xi, *xj) % p)
        });
        value * above * below.modpow(&(p - 2u8), p)
    };
    points.iter().enumerate().map(term).sum::<BigUint>() % p
}

/// How far the low bits of these parties' shares of one secret are from those of another, all parties together.
fn difference(first: &[Vec<BigUint>], second: &[Vec<BigUint>], parties: &[usize]) -> f64 {
    const BITS: usize = 3;
    let cells = 1 << (BITS * parties.len());
    let count = |shares: &[Vec<BigUint>]| {
        let mut counts = vec![0u64; cells];
        for shares in shares {
            let low =
                |party: &usize| shares[*party].to_u32_digits().first().copied().unwrap_or(0) as usize % (1 << BITS);
            counts[parties.iter().fold(0, |cell, party| cell << BITS | low(party))] += 1;
        }
        counts
    };
    let (a, b) = (count(first), count(second));
    let expected: Vec<_> = a.iter().zip(&b).map(|(a, b)| (a + b) as f64 / 2.0).collect();
    excess(chi_squared(&a, &expected) + chi_squared(&b, &expected), cells as f64 - 1.0)
}

#[test]
fn degree_shares_of_two_secrets_have_one_distribution() {
    for (width, _) in PRIMES {
        let cluster = Cluster { width, degree: 2, parties: 4 };
        let share = |seed, secret: BigUint| cluster.share(seed, &[], &vec![secret; 100_000]);
        let (zeros, highest) = (share(1, BigUint::ZERO), share(2, prime(width) - 1u8));
        for a in 0..4 {
            for b in a + 1..4 {
                let difference = difference(&zeros, &highest, &[a, b]);
                assert!(difference < EXCESS_MAX, "{width}, parties {a} and {b}: {difference}");
            }
        }
        // One more tells them apart, even by so few bits.
        let difference = difference(&zeros, &highest, &[0, 1, 2]);
        assert!(difference > 10.0 * EXCESS_MAX, "{width}: {difference}");
    }
}

/// All runs of eight bytes of the numbers.
fn runs(numbers: &[Vec<u8>]) -> Vec<[u8; 8]> {
    numbers.iter().flat_map(|bytes| bytes.windows(8)).map(|run| run.try_into().expect("eight bytes")).collect()
}

#[test]
fn shares_of_equal_secrets_have_nothing_in_common() {
    for (width, _) in PRIMES {
        let cluster = Cluster { width, degree: 2, parties: 5 };
        let secrets = vec![BigUint::from(42u8); 500];
        let all: Vec<_> = [1, 2]
            .into_iter()
            .flat_map(|seed| cluster.share(seed, &[], &secrets))
            .flatten()
            .map(|share| bytes(&share, width))
            .collect();
        let mut runs = runs(&all);
        let count = runs.len();
        runs.sort();
        runs.dedup();
        assert_eq!(runs.len(), count, "{width}");
    }
}

/// What one call draws from its seed it draws once: the shares of keys, of other keys, and coefficients are all different,
/// and differ from those with any other seed.
#[test]
fn a_seed_gives_no_byte_twice() {
    let cluster = Cluster { width: 32, degree: 2, parties: 5 };
    let mut pieces = Vec::new();
    for seed in [1, 2] {
        let mut array = vec![ARRAY, 200, 0, 0, 0];
        for _ in 0..200 {
            array.push(ECDSA_PRIVATE_KEY);
            array.extend([1; 32]);
        }
        // A share is the second field of its message, after the key's index, and has 32 bytes.
        let messages = cluster.mask(seed, &[], &array);
        for message in &messages[..4] {
            let starts = (0..message.len() - 34)
                .filter(|at| message[*at..*at + 4] == [0x12, 0x20, message[*at + 2], message[*at + 3]]);
            let shares: Vec<_> =
                starts.filter(|at| message[*at + 34] == 0x1a).map(|at| message[at + 2..at + 34].to_vec()).collect();
            assert_eq!(shares.len(), 200);
            pieces.extend(shares);
        }
        let drawn = cluster.share(seed + 2, &[], &vec![BigUint::ZERO; 200]);
        pieces.extend(drawn.into_iter().flatten().map(|share| bytes(&share, 32)));
    }
    let mut runs = runs(&pieces);
    let count = runs.len();
    runs.sort();
    runs.dedup();
    assert_eq!(runs.len(), count);
}

/// Numbers are split before blobs, and both draw from one source: a coefficient that both got would show as equal shares.
#[test]
fn numbers_and_blobs_of_one_call_share_no_randomness() {
    const COUNT: usize = 50;
    for (width, _) in PRIMES {
        let cluster = Cluster { width, degree: 2, parties: 3 };
        let mut random = Seeded(7);
        let needed = 2 * COUNT * cluster.degree * width / 8;
        for given in [Vec::new(), (0..needed).flat_map(|_| random.word().to_le_bytes()).collect::<Vec<_>>()] {
            // A tuple of an array of zeros and a blob of zeros, in as many pieces.
            let mut values = vec![8, ARRAY, COUNT as u8, 0, 0, 0];
            for _ in 0..COUNT {
                values.push(SECRET_UNSIGNED_INTEGER);
                values.extend(vec![0; width]);
            }
            let length = COUNT * (width - 1);
            values.push(9);
            values.extend((length as u32).to_le_bytes());
            values.extend(vec![0; length]);
            for message in cluster.mask(3, &given, &values) {
                let shares: Vec<_> = (2..=message.len() - width)
                    .filter(|at| message[at - 2..*at] == [0x0a, width as u8])
                    .map(|at| message[at..at + width].to_vec())
                    .collect();
                assert!(shares.len() >= 2 * COUNT, "{}", shares.len());
                let mut different = shares.clone();
                different.sort();
                different.dedup();
                assert_eq!(different.len(), shares.len(), "{width}");
            }
        }
    }
}
