//! A figure of the report: what it counts, how, and its values.

/// How many parts of one a value in tenths has.
pub const TENTHS: u64 = 10;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Directions, reviews or other events.
    Count,
    /// Half-day sessions.
    Sessions,
    /// Days, in tenths.
    Days,
    /// School weeks, in tenths.
    Weeks,
    /// Money, in pence.
    Pence,
}

impl Unit {
    /// Returns the word for it.
    pub fn label(self) -> &'static str {
        match self {
            Unit::Count => "numbers",
            Unit::Sessions => "sessions",
            Unit::Days => "days",
            Unit::Weeks => "school weeks",
            Unit::Pence => "pounds",
        }
    }

    /// Returns by what a number is divided to be in the unit that the word names.
    pub fn divisor(self) -> u64 {
        match self {
            Unit::Count | Unit::Sessions => 1,
            Unit::Days | Unit::Weeks => TENTHS,
            Unit::Pence => 100,
        }
    }

    /// Returns a number in the unit that the word names: "7.5", "1250.00".
    pub fn show(self, number: u64) -> String {
        match self {
            Unit::Count | Unit::Sessions => number.to_string(),
            Unit::Days | Unit::Weeks if number.is_multiple_of(TENTHS) => {
                (number / TENTHS).to_string()
            }
            Unit::Days | Unit::Weeks => format!("{}.{}", number / TENTHS, number % TENTHS),
            Unit::Pence => format!("{}.{:02}", number / 100, number % 100),
        }
    }
}

/// A number of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// There is none: a figure that is no share, or a median of nothing.
    Absent,
    /// It is withheld, since it is small or would give a small one away.
    Withheld,
    /// The number, in the parts of its unit.
    Is(u64),
}

impl From<Option<u32>> for Number {
    fn from(published: Option<u32>) -> Number {
        published.map_or(Number::Withheld, |number| Number::Is(u64::from(number)))
    }
}

/// What a figure is in one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureValue {
    /// The number counted.
    pub numerator: Number,
    /// Of how many, where the figure is a share.
    pub denominator: Number,
}

/// What a figure is in a time and in the year to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigurePair {
    /// In the time that is reported.
    pub term: FigureValue,
    /// From the beginning of the school year to the end of that time.
    pub year: FigureValue,
}

/// A figure of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it is about: "Directions begun".
    pub section: &'static str,
    /// Its words: "Sex", or those of the section.
    pub label: &'static str,
    /// The part, where it is one of several: "Male".
    pub part: Option<String>,
    /// How it is counted.
    pub how: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// A chart of its parts helps.
    pub has_chart: bool,
    /// Its values: the time itself, then the same days of each earlier year.
    pub values: Vec<FigurePair>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_in_the_unit_that_is_named() {
        let shown = [Unit::Count, Unit::Days, Unit::Weeks, Unit::Pence].map(|unit| unit.show(75));
        assert_eq!(shown, ["75", "7.5", "7.5", "0.75"]);
        assert_eq!(Unit::Weeks.show(70), "7");
    }
}
