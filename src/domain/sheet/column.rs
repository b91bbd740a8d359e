//! The columns of the authority's spreadsheet of directions (P-MM5), in the order and under the
//! headings that the authority reads.

use crate::domain::forms;
use crate::domain::forms::schema::Field;

/// The most characters of a heading.
const MAX_HEADING: usize = 60;

/// Declares the columns that Offsite knows, with their headings.
macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $heading:literal,)*) => {
        /// A column that Offsite fills from a whole case.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum KnownColumn {
            $($(#[$doc])* $name,)*
        }

        impl KnownColumn {
            /// Every column in the order of a sheet of no authority's own.
            pub const ALL: &[KnownColumn] = &[$(KnownColumn::$name),*];

            /// Returns its heading.
            pub fn heading(self) -> &'static str {
                match self {
                    $(KnownColumn::$name => $heading,)*
                }
            }
        }
    };
}

columns! {
    /// The reference of the case.
    Reference = "Reference",
    /// The name.
    Pupil = "Pupil",
    /// The unique pupil number.
    Upn = "UPN",
    /// The date of birth.
    Born = "Date of birth",
    /// The year group.
    YearGroup = "Year group",
    /// The home school by name.
    Home = "Home school",
    /// The number of the home school.
    HomeUrn = "Home school: URN",
    /// The host by name.
    Host = "Host school",
    /// The number of the host.
    HostUrn = "Host school: URN",
    /// A direction or a direct move.
    Route = "Route",
    /// The first day planned.
    Start = "Start",
    /// The last day planned.
    ProposedEnd = "Proposed last day",
    /// How far it has come.
    State = "State",
    /// The last day.
    EndedOn = "Ended on",
    /// The roll date of a move.
    OnRoll = "On the new roll from",
    /// Deleted from the home school's roll.
    OffHome = "Off the roll of the home school from",
    /// Deleted from the host's roll.
    OffHost = "Off the roll of the host from",
    /// An education, health and care plan.
    Ehcp = "EHCP",
    /// Looked after.
    LookedAfter = "Child Looked After",
    /// The weighting before, as it was typed; never computed.
    WeightingBefore = "Weighting before",
    /// The weighting after, as it was typed; never computed.
    WeightingAfter = "Weighting after",
    /// The day of the panel.
    PanelOn = "Panel on",
    /// What the panel decided.
    PanelDecision = "Decision of the panel",
    /// Who entered it in the spreadsheet.
    EnteredBy = "Entered by",
    /// When it was entered there.
    EnteredOn = "Entered on",
}

/// What fills a column.
#[derive(Debug, Clone, Copy)]
pub enum ColumnSource {
    /// A column that Offsite knows.
    Known(KnownColumn),
    /// One answer; of a table, that of its latest row.
    Answer(&'static Field),
}

/// A column under the authority's own heading.
#[derive(Debug, Clone)]
pub struct OwnColumn {
    /// The heading.
    pub heading: String,
    /// What fills it.
    pub source: ColumnSource,
}

impl PartialEq for OwnColumn {
    fn eq(&self, other: &OwnColumn) -> bool {
        let id = |column: &OwnColumn| match column.source {
            ColumnSource::Known(known) => known.heading(),
            ColumnSource::Answer(field) => field.id,
        };
        self.heading == other.heading && id(self) == id(other)
    }
}

impl Eq for OwnColumn {}

/// Returns the columns of a sheet of no authority's own.
pub fn default_columns() -> Vec<OwnColumn> {
    let one = |known: &KnownColumn| OwnColumn {
        heading: known.heading().to_owned(),
        source: ColumnSource::Known(*known),
    };
    KnownColumn::ALL.iter().map(one).collect()
}

/// Reads columns like `Pupil`, `Name of child: Pupil` or `Reason: direction.purpose`: a heading and
/// what fills it. None where one is not known, or a heading is there twice.
pub fn own_columns(all: &[String]) -> Option<Vec<OwnColumn>> {
    let mut columns: Vec<OwnColumn> = Vec::new();
    for text in all {
        let whole = || Some((text.trim(), source(text.trim())?));
        let split = || {
            let (heading, named) = text.rsplit_once(": ")?;
            Some((heading.trim(), source(named.trim())?))
        };
        let (heading, source) = whole().or_else(split)?;
        let fits = (1..=MAX_HEADING).contains(&heading.chars().count());
        if !fits || columns.iter().any(|other| other.heading == heading) {
            return None;
        }
        columns.push(OwnColumn { heading: heading.to_owned(), source });
    }
    Some(columns)
}

fn source(named: &str) -> Option<ColumnSource> {
    let known = KnownColumn::ALL.iter().find(|known| known.heading() == named);
    let answer = || forms::any_field(named).map(|(_, field)| ColumnSource::Answer(field));
    known.map(|known| ColumnSource::Known(*known)).or_else(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_under_the_authoritys_own_headings() {
        let read = |all: &[&str]| {
            own_columns(&all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
        };
        let columns = read(&["Home school: URN", "Name of child: Pupil", "Why: direction.purpose"])
            .expect("columns");
        let headings: Vec<&str> = columns.iter().map(|c| c.heading.as_str()).collect();
        assert_eq!(headings, ["Home school: URN", "Name of child", "Why"]);
        assert!(matches!(columns[0].source, ColumnSource::Known(KnownColumn::HomeUrn)));
        assert!(
            matches!(columns[2].source, ColumnSource::Answer(f) if f.id == "direction.purpose")
        );
        for wrong in [&["Shoe size"][..], &["Pupil", "Pupil"], &["Name: child.nam"], &[""]] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }
}
