//! Numbers as reports state them: exact decimals, with how exactly they were said.

use std::{cmp::Ordering, fmt};

/// A decimal number: `mantissa` / 10^`scale`. No floating point, so every machine agrees.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    mantissa: i128,
    scale: u8,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { mantissa: 0, scale: 0 };

    /// The number `mantissa` / 10^`scale`; `scale` above 18 is cut to 18.
    pub const fn new(mantissa: i128, scale: u8) -> Self {
        let mut number = Self { mantissa, scale };
        while number.scale > 18 {
            number.mantissa /= 10;
            number.scale -= 1;
        }
        number
    }

    /// A whole number.
    pub const fn from_int(value: i128) -> Self {
        Self { mantissa: value, scale: 0 }
    }

    /// Reads ASCII digits with an optional fraction and commas between groups of three (`1,150.5`).
    pub fn parse(text: &str) -> Option<Self> {
        let (mut mantissa, mut scale, mut digits, mut fraction) = (0i128, 0u8, 0, false);
        // Digits since the last comma, if there was one.
        let mut group: Option<u8> = None;
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => {
                    // At most 31 digits come here, and 38 fit.
                    mantissa = mantissa * 10 + i128::from(byte - b'0');
                    digits += 1;
                    if fraction {
                        scale += 1;
                    } else {
                        group = group.map(|count| count + 1);
                    }
                    if digits > 30 || scale > 18 {
                        return None;
                    }
                }
                b'.' if !fraction && digits > 0 && group.is_none_or(|count| count == 3) => fraction = true,
                b',' if !fraction && group.map_or((1..=3).contains(&digits), |count| count == 3) => {
                    group = Some(0);
                }
                _ => return None,
            }
        }
        let whole = group.is_none_or(|count| count == 3);
        (digits > 0 && whole && (!fraction || scale > 0)).then_some(Self { mantissa, scale })
    }

    /// The digits without the decimal point.
    pub const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// How many digits stand behind the decimal point, as written.
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// Whether it is zero.
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Product with a whole number, if it fits.
    pub fn times(self, factor: i128) -> Option<Self> {
        Some(Self { mantissa: self.mantissa.checked_mul(factor)?, scale: self.scale })
    }

    /// Sum, if it fits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let (a, b, scale) = self.aligned(other)?;
        Some(Self { mantissa: a.checked_add(b)?, scale })
    }

    /// Difference, if it fits.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { mantissa: other.mantissa.checked_neg()?, scale: other.scale })
    }

    /// Quotient cut to `scale` digits with rounding half away from zero; `None` for a zero divisor.
    pub fn divided(self, divisor: Self, scale: u8) -> Option<Self> {
        let (a, b, _) = self.aligned(divisor)?;
        if b == 0 {
            return None;
        }
        let scaled = a.checked_mul(10i128.checked_pow(u32::from(scale))?)?;
        let (quotient, rest) = (scaled / b, scaled % b);
        let away = i128::from(rest.abs().checked_mul(2)? >= b.abs()) * (a.signum() * b.signum());
        Some(Self { mantissa: quotient + away, scale })
    }

    /// The distance from zero.
    pub const fn abs(self) -> Self {
        Self { mantissa: self.mantissa.abs(), scale: self.scale }
    }

    /// Half a unit of the last digit as written: how far a rounded number can be off.
    pub fn half_unit(self) -> Self {
        Self { mantissa: 5, scale: self.scale + 1 }
    }

    fn aligned(self, other: Self) -> Option<(i128, i128, u8)> {
        let scale = self.scale.max(other.scale);
        let lift =
            |number: Self| number.mantissa.checked_mul(10i128.checked_pow(u32::from(scale - number.scale))?);
        Some((lift(self)?, lift(other)?, scale))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.aligned(*other) {
            Some((a, b, _)) => a.cmp(&b),
            // Too large to align: the one with fewer fraction digits is the larger in size.
            None => (self.mantissa / 10i128.pow(u32::from(self.scale)))
                .cmp(&(other.mantissa / 10i128.pow(u32::from(other.scale)))),
        }
    }
}

impl fmt::Display for Decimal {
    /// Without needless zeros: 12, 98.5, 320000000.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10u128.pow(u32::from(self.scale));
        let size = self.mantissa.unsigned_abs();
        if self.mantissa < 0 {
            f.write_str("-")?;
        }
        write!(f, "{}", size / unit)?;
        let fraction = size % unit;
        if fraction > 0 {
            let digits = format!("{fraction:0width$}", width = usize::from(self.scale));
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

/// How exactly a number was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// 12次.
    Exact,
    /// 约12次, 近12次.
    About,
    /// 12余次, 12次以上, 超12次: this many or more.
    AtLeast,
    /// 12次以内, 不超过12次: this many or fewer.
    AtMost,
    /// 数百次, 几十次: only the order of magnitude.
    Vague,
}

/// A number with its unit, as rules calculate with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number; money in 元, percentages in hundredths (98.5% is 98.5), with 万 and 亿
    /// multiplied out.
    pub value: Decimal,
    /// The upper end of a range (3~5年, 20%-30%).
    pub upper: Option<Decimal>,
    /// The unit as written (次, 家, 元, %), without 万 or 亿.
    pub unit: String,
    /// How exactly it was said.
    pub bound: Bound,
    /// One unit of the last digit as written (0.1 for 3.2, 1000 for 1.2万): what rounding allows.
    pub precision: Decimal,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn reading_and_writing() {
        assert_eq!(number("1,150.50").to_string(), "1150.5");
        assert_eq!(number("0.08").to_string(), "0.08");
        assert_eq!(number("1,150,000").to_string(), "1150000");
        for bad in [
            "", ".", "3.", ".5", "1.2.3", "a", "1,2", "1,15.5", "1234,567", "1,1500", "1,150,", ",150",
            "1.5,150",
        ] {
            assert_eq!(Decimal::parse(bad), None, "{bad}");
        }
        assert_eq!(Decimal::parse(&"9".repeat(60)), None);
    }

    #[test]
    fn calculating() {
        assert_eq!(number("0.1").plus(number("0.2")), Some(number("0.3")));
        assert_eq!(number("30").divided(number("34"), 3), Some(number("0.882")));
        assert_eq!(number("2").divided(number("3"), 1), Some(number("0.7")));
        assert_eq!(number("1").divided(Decimal::ZERO, 3), None);
        assert!(number("1.10") == number("1.1") && number("2") > number("1.99"));
        assert_eq!(number("98.5").half_unit(), number("0.05"));
    }
}
