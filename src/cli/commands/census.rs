//! `offsite export census`: the placements that the school census asks for.

use chrono::NaiveDate;

use crate::cli::commands::about;
use crate::cli::progress::ProgressBar;
use crate::domain::calendar::dates;
use crate::domain::census::{CensusRow, HEADINGS, HOW_READ};
use crate::error::Result;
use crate::service::ViewerService;

/// What begins the id of a school that has no URN.
const NO_URN: char = 'L';

/// Returns the rows, the headings second, and last how each cell is read. Without a time they are
/// those of today.
pub(super) fn rows(
    owner: &mut ViewerService<'_>,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
    today: NaiveDate,
) -> Result<(Vec<Vec<String>>, usize)> {
    let to = to.unwrap_or(today);
    let from = from.unwrap_or(to);
    about::refuse_backwards(from, to)?;
    let mut shown = ProgressBar::new();
    let placements =
        owner.census_rows((from, to), &mut |what, done, of| shown.report(what, done, of));
    shown.end();
    let placements = placements?;
    let note = format!("From {} to {}.", dates::format(from), dates::format(to));
    let note = about::with_hidden(owner, note);
    let what = "Alternative provision for the school census";
    let first = about::columns(what, today, owner.officer(), placements.len(), note);
    let mut all = vec![first, HEADINGS.map(str::to_owned).to_vec()];
    all.extend(placements.iter().map(|one| row(owner, one)));
    all.push(Vec::new());
    all.extend(HOW_READ.map(|sentence| vec![sentence.to_owned()]));
    Ok((all, placements.len()))
}

fn row(owner: &ViewerService<'_>, one: &CensusRow) -> Vec<String> {
    let urn = |id: &str| if id.starts_with(NO_URN) { String::new() } else { id.to_owned() };
    let day = |day: Option<NaiveDate>| day.map_or_else(String::new, dates::format);
    let kind = owner.school_kind(&one.host).to_owned();
    vec![
        one.upn.clone(),
        one.pupil.clone(),
        day(one.born),
        urn(&one.home),
        owner.school_name(&one.home),
        urn(&one.host),
        one.ukprn.map_or_else(String::new, |number| number.to_string()),
        owner.school_name(&one.host),
        kind,
        one.codes[0].clone(),
        one.codes[1].clone(),
        dates::format(one.entered),
        day(one.left),
        "On roll elsewhere".to_owned(),
        one.pattern().to_owned(),
        one.sessions.to_string(),
    ]
}
