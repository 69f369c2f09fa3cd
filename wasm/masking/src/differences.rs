//! Recovery by differences, where the shares are those of parties next to each other: all of it is subtractions.

use crate::lanes::Lanes;
use crate::shares::Shares;
use crate::wide::{Pair, WEIGHT_MAX, is_below};

/// Whether the weights that shares get are small enough for sums that are not reduced on the way.
pub fn is_possible(first: u32, degree: usize) -> bool {
    // In a difference, and on the way back from the first abscissa to 0. On that way only the last sum has to be right:
    // what overflows in others is of no consequence, since all are taken modulo 2^64.
    let mut weights: Vec<u64> = (0..=degree as u32).map(|order| 1u64.checked_shl(order).unwrap_or(u64::MAX)).collect();
    for _ in 0..first {
        for order in (0..degree).rev() {
            weights[order] = weights[order].saturating_add(weights[order + 1]);
        }
    }
    weights[degree] <= WEIGHT_MAX / 2 && weights[0] <= WEIGHT_MAX
}

/// Recovers secrets two at a time, given the shares of parties at consecutive abscissas from `first` on. Says whether the
/// shares of each secret lie on a polynomial of the degree: all differences of a higher order vanish then. `None` when a
/// party has too few shares, or one that is not below the prime.
pub fn recover<const C: u32, const WIDE: usize, const BITS: u32, const WIDTH: usize>(
    first: u32,
    degree: usize,
    shares: &[&Shares<'_>],
    secrets: &mut [u8],
) -> Option<bool> {
    let mut column = vec![Pair::<WIDE, BITS, C>::ZERO; shares.len()];
    let mut cursors: Vec<_> = shares.iter().map(|shares| shares.cursor()).collect();
    let mut excess = Lanes::ZERO;
    for targets in secrets.chunks_mut(2 * WIDTH) {
        for (value, cursor) in column.iter_mut().zip(&mut cursors) {
            let first = cursor.next::<WIDTH>()?;
            let second = if targets.len() > WIDTH { cursor.next()? } else { &[0; WIDTH] };
            *value = Pair::read(first, second);
            if !(value.is_surely_below() || (is_below::<C, WIDTH>(first) && is_below::<C, WIDTH>(second))) {
                return None;
            }
        }
        // Differences of ever higher order take the places of values, those at the first abscissa stay.
        for order in 1..=degree + 1 {
            let mut values = column[order - 1..].iter_mut().rev();
            let Some(mut after) = values.next() else { break };
            for value in values {
                after.subtract(value);
                after = value;
            }
        }
        for difference in &column[(degree + 1).min(shares.len())..] {
            excess = excess.or(difference.above_zero().residue());
        }
        for _ in 0..first {
            for order in (0..degree).rev() {
                let (lower, higher) = column.split_at_mut(order + 1);
                lower[order].subtract(&higher[0]);
            }
        }
        let (first, second) = targets.split_first_chunk_mut()?;
        column[0].above_zero().reduce().write::<WIDTH>(first, second.first_chunk_mut().unwrap_or(&mut [0; WIDTH]));
    }
    Some(excess.words() == [0; 2])
}
