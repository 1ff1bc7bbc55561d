//! Slips of the pen in figures: 8642 for 8462.

use crate::model::Decimal;

/// Fewest digits of a figure in which two exchanged ones are told from chance.
const DIGITS: usize = 3;

/// The value with two neighbouring digits exchanged, in all ways that change it.
fn swapped(value: Decimal) -> Vec<Decimal> {
    let digits: Vec<char> = value.mantissa().to_string().chars().collect();
    if digits.len() < DIGITS {
        return Vec::new();
    }
    (1..digits.len())
        .filter(|at| digits[*at] != digits[at - 1])
        .filter_map(|at| {
            let mut digits = digits.clone();
            digits.swap(at, at - 1);
            let mantissa = digits.into_iter().collect::<String>().parse().ok()?;
            Some(Decimal::new(mantissa, value.scale()))
        })
        .collect()
}

/// Whether a total that is more than its parts is what they come to once two digits of one figure change places.
pub(super) fn is_swap(total: Decimal, parts: &[Decimal]) -> bool {
    let Some(sum) = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.plus(*part)) else { return false };
    let lacks =
        |part: Decimal, other: Decimal| sum.minus(part).and_then(|rest| rest.plus(other)) == Some(total);
    swapped(total).contains(&sum)
        || parts.iter().any(|part| swapped(*part).into_iter().any(|other| lacks(*part, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_that_changed_places() {
        let swap = |total: i128, parts: &[i128]| {
            let parts: Vec<Decimal> = parts.iter().map(|part| Decimal::from_int(*part)).collect();
            is_swap(Decimal::from_int(total), &parts)
        };
        assert!(swap(8642, &[5130, 3332]) && swap(3646, &[1431, 914, 469, 805]));
        assert!(!swap(8642, &[5130, 3330]) && !swap(64, &[30, 16]));
    }
}
