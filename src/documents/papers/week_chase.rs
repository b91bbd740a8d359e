//! One letter to a host for all its pupils with missing marks in a week (P-AT3).

use chrono::{Days, NaiveDate};

use crate::documents::papers::answer::Answer;
use crate::documents::papers::format::day;
use crate::documents::papers::letter::profile_route;
use crate::documents::papers::paper::{Block, Paper};
use crate::documents::papers::span::{Filled, Span};
use crate::documents::papers::{docx, plain};
use crate::domain::attendance::chase::ChasedPupil;
use crate::domain::calendar::dates;
use crate::domain::document::{DocumentCopy, FileFormat};
use crate::domain::plural::pluralize;
use crate::domain::school::School;
use crate::error::Result;

/// A letter to one host.
pub struct Chase<'a> {
    /// The host's id, which keeps two schools of one name apart.
    pub id: &'a str,
    /// The host's name.
    pub host: &'a str,
    /// Its pupils with their missing marks.
    pub pupils: &'a [ChasedPupil],
    /// The Monday of the week.
    pub monday: NaiveDate,
    /// The day at the head of the letter.
    pub today: NaiveDate,
    /// Who signs.
    pub officer: &'a str,
    /// The authority's own name for an off-site direction.
    pub route: &'a str,
}

/// Makes the letter that asks a host for the marks of a week, pupil by pupil.
///
/// # Errors
/// A sentence where the Word file cannot be put together.
pub fn chase_host(chase: &Chase, format: FileFormat) -> Result<DocumentCopy> {
    let paper = letter(chase);
    let (bytes, ending) = match format {
        FileFormat::Docx => (docx::write(&paper)?, "docx"),
        FileFormat::Text => (plain::write(&paper).into_bytes(), "txt"),
    };
    Ok(DocumentCopy { name: format!("{}.{ending}", paper.file), to: paper.to, bytes })
}

pub(super) fn letter(chase: &Chase) -> Paper {
    let friday = chase.monday.checked_add_days(Days::new(4)).unwrap_or(chase.monday);
    let count: usize = chase.pupils.iter().map(|p| p.sessions.len()).sum();
    let (marks, have) = if count == 1 {
        ("one mark".to_owned(), "has")
    } else {
        (pluralize(count, "mark"), "have")
    };
    let para = |words: String| Block::Para(vec![Span::Text(words)]);
    let row = |pupil: &ChasedPupil| {
        let name = if pupil.name.is_empty() { "(no name recorded)" } else { &pupil.name };
        let born = pupil.born.map(dates::format).unwrap_or_default();
        [name.to_owned(), born, pupil.case.to_string(), pupil.to_line()]
            .iter()
            .map(|cell| Answer::text(cell))
            .collect()
    };
    let blocks = vec![
        Block::To { lines: vec![Filled::Known(chase.host.to_owned())], date: Filled::Known(day(chase.today)) },
        Block::Heading(format!("Attendance marks, week of {} to {}", dates::format(chase.monday), dates::format(friday))),
        para(format!(
            "The pupils below are with you by {}. We are responsible for gathering their attendance, and {marks} of that week \
             {have} not reached us.",
            profile_route(chase.route)
        )),
        Block::Grid {
            head: ["Pupil", "Born", "Our reference", "Sessions without a mark"].map(str::to_owned).to_vec(),
            rows: chase.pupils.iter().map(row).collect(),
        },
        para(
            "Please send the marks as they stand in your register: a print or export for these days is best, and the national codes are enough. \
             Please tell us by telephone today if a pupil was not expected in one of these sessions, or was absent without a known reason."
                .into(),
        ),
        Block::Close { name: Filled::Known(chase.officer.to_owned()), of: String::new() },
    ];
    let whose = School::local_id(
        chase.host,
        if chase.id.bytes().all(|b| b.is_ascii_digit()) { chase.id } else { "" },
    );
    Paper {
        title: "Letter to host: missing marks".into(),
        file: format!("chase-{}-{}", whose.trim_start_matches("L-"), chase.monday),
        to: chase.host.to_owned(),
        foot: "Off-site direction".into(),
        blocks,
        ..Paper::default()
    }
}
