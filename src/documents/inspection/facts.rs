//! What the pack says of a provider and of a pupil: headings and words, the same on paper and in the
//! workbook.

use chrono::NaiveDate;

use crate::documents::inspection::{InspectionPack, PackProvider};
use crate::domain::attendance::Figures;
use crate::domain::calendar::dates;
use crate::domain::inspection::NOT_RECORDED;
use crate::domain::inspection::pupil::InspectedPupil;
use crate::domain::plural::pluralize;

/// The headings of what stands in the line of a pupil on the provider's page; the rest follows below
/// it.
pub const LINE: [&str; 6] =
    ["Pupil", "Why", "First day", "Hours a week", "Attendance there", "Next review"];

/// Returns what is said of a provider, each with its heading.
pub fn provider_facts(one: &PackProvider) -> Vec<(&'static str, String)> {
    let (school, of) = (&one.school, &one.inspected);
    let lines = [&school.address, &school.town, &school.postcode];
    let own: Vec<&str> = lines.into_iter().map(String::as_str).filter(|l| !l.is_empty()).collect();
    let joined = own.join(", ");
    let typed = of.texts(|pupil| &pupil.checks.address).into_iter();
    let typed: Vec<String> = typed.map(|lines| lines.replace('\n', ", ")).collect();
    let addresses: Vec<&str> =
        std::iter::once(joined.as_str()).chain(typed.iter().map(String::as_str)).collect();
    let mut kinds = vec![school.kind.as_str()];
    kinds.extend(of.texts(|pupil| &pupil.checks.kind));
    let urn = match of.urn() {
        "" => "None recorded".to_owned(),
        urn => urn.to_owned(),
    };
    vec![
        ("Provider", said(&school.name)),
        ("Address", several(&addresses)),
        ("Every site", several(&of.texts(|pupil| &pupil.checks.sites))),
        ("URN", urn),
        ("Kind of provider", several(&kinds)),
        ("Registered with Ofsted", of.answers(|pupil| pupil.checks.registered)),
        ("In the local authority's directory", of.answers(|pupil| pupil.checks.approved)),
        ("Safeguarding checks seen", of.answers(|pupil| pupil.checks.seen)),
        ("Pupils who attend", of.pupils.len().to_string()),
    ]
}

/// Returns what is said of a pupil, each with its heading.
pub fn pupil_facts(pack: &InspectionPack, one: &InspectedPupil) -> Vec<(&'static str, String)> {
    let checks = &one.checks;
    let year = one.year_group.map(|year| year.to_string());
    let reviews: Vec<String> = one.reviews.iter().copied().map(dates::format).collect();
    let visit = one.visited.as_ref().map(|(on, who)| format!("{} by {who}", dates::format(*on)));
    let visited = visit.unwrap_or_default();
    let documents = pack.files.count_of(one.case);
    vec![
        ("Pupil", said(&one.name)),
        ("Reference", one.case.to_string()),
        ("UPN", said(&one.upn)),
        ("Date of birth", day(one.born)),
        ("Year group", said(&year.unwrap_or_default())),
        ("Home school", said(pack.home(&one.home))),
        ("Why", said(&one.why)),
        ("First day", dates::format(one.started)),
        ("Last day, as proposed or decided", day(one.until)),
        ("Hours a week", week(one)),
        ("Attendance there", attendance(&one.attendance)),
        ("Next review", day(one.next_review)),
        (
            "Reviews held",
            if reviews.is_empty() { "None recorded".into() } else { reviews.join(", ") },
        ),
        ("Objective", said(&one.objective)),
        ("Baseline", said(&one.baseline.join("\n"))),
        ("Progress", said(&one.progress)),
        ("Way back to the home school", said(&one.way_back)),
        ("Reintegration meeting", day(one.reintegration)),
        ("Last visit", said(&visited)),
        ("Risk assessment seen", day(one.risk_seen)),
        ("Safeguarding checks seen", said(checks.seen.map_or("", yes_no))),
        ("Written confirmation of the checks", day(checks.confirmed_on)),
        ("Confirmed by", said(&checks.confirmed_by)),
        ("Changes last confirmed", day(checks.changes_on)),
        ("Files in the pack", documents.to_string()),
    ]
}

/// Returns the words of an answer, or that there is none.
fn said(words: &str) -> String {
    if words.trim().is_empty() { NOT_RECORDED.to_owned() } else { words.to_owned() }
}

fn several(texts: &[&str]) -> String {
    let mut all: Vec<&str> = Vec::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        if !all.contains(text) {
            all.push(text);
        }
    }
    said(&all.join("\n"))
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| NOT_RECORDED.to_owned(), dates::format)
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "Yes" } else { "No" }
}

/// Returns the sessions a week, and the hours where they are known.
fn week(one: &InspectedPupil) -> String {
    let sessions = pluralize(one.sessions, "session");
    match &one.hours {
        Some(hours) => format!("{hours}, {sessions}"),
        None => format!("{sessions}; hours not recorded"),
    }
}

/// Returns the attendance in words, with what is not counted.
fn attendance(figures: &Figures) -> String {
    let possible = figures.possible();
    let mut parts = vec![match possible {
        0 => "No sessions counted".to_owned(),
        _ => format!("{} of {possible} sessions, {}", figures.attended, figures.percent()),
    }];
    for (number, what) in [
        (figures.unmarked, "without a mark"),
        (figures.unclear, "unclear"),
        (figures.disputed, "on a disputed mark"),
    ] {
        if number > 0 {
            parts.push(format!("{} {what}", pluralize(number, "session")));
        }
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_that_are_not_counted_are_named_beside_those_that_are() {
        let figures = Figures { attended: 9, unauthorised: 1, ..Figures::default() };
        assert_eq!(attendance(&figures), "9 of 10 sessions, 90.0%");
        let figures = Figures { unmarked: 1, unclear: 2, disputed: 3, ..Figures::default() };
        assert_eq!(
            attendance(&figures),
            "No sessions counted; 1 session without a mark; 2 sessions unclear; 3 sessions on a disputed mark"
        );
        assert_eq!(several(&["", "a", "a", "b"]), "a\nb");
        assert_eq!((said(" "), day(None)), (NOT_RECORDED.to_owned(), NOT_RECORDED.to_owned()));
    }
}
