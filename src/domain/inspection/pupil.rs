//! What a case says of its pupil on the day of an inspection.

use chrono::NaiveDate;

use crate::domain::attendance::before::{terms, total};
use crate::domain::attendance::{BothSchools, Figures, Registers, at_host};
use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::case::as_at::as_at;
use crate::domain::case::stage::{first_day, last_day};
use crate::domain::case::{Case, CaseRef, RowValues};
use crate::domain::forms;
use crate::domain::forms::answer_type::{Text, YesNo};
use crate::domain::forms::choice::Route;
use crate::domain::forms::field::FieldId;
use crate::domain::forms::schema::Field;
use crate::domain::forms::{field, parse, table};

/// A pupil who attends a provider on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectedPupil {
    /// The case.
    pub case: CaseRef,
    /// The name; "" where it is not recorded.
    pub name: String,
    /// The UPN; "" where it is not recorded.
    pub upn: String,
    /// The date of birth.
    pub born: Option<NaiveDate>,
    /// The year group.
    pub year_group: Option<i64>,
    /// The id of the home school.
    pub home: String,
    /// The id of the provider.
    pub host: String,
    /// Why the pupil attends.
    pub why: String,
    /// The first day there.
    pub started: NaiveDate,
    /// The last day as it was proposed or decided.
    pub until: Option<NaiveDate>,
    /// The sessions a week there.
    pub sessions: usize,
    /// The hours a week there in words; none where a time of the day is not recorded.
    pub hours: Option<String>,
    /// What should be better by the end.
    pub objective: String,
    /// Where the pupil stood before, a sentence each.
    pub baseline: Vec<String>,
    /// What the last review said of progress.
    pub progress: String,
    /// The reviews that were held, the first first.
    pub reviews: Vec<NaiveDate>,
    /// The next review that is booked or agreed.
    pub next_review: Option<NaiveDate>,
    /// The sessions expected at the provider, by what they count as.
    pub attendance: Figures,
    /// How the pupil returns to the home school.
    pub way_back: String,
    /// The day of the reintegration meeting.
    pub reintegration: Option<NaiveDate>,
    /// The last visit to the provider that the case has: its day, and who went.
    pub visited: Option<(NaiveDate, String)>,
    /// The day of the last visit at which a written risk assessment was seen.
    pub risk_seen: Option<NaiveDate>,
    /// What was looked up and seen of the provider.
    pub checks: ProviderChecks,
}

/// What a case says of its provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderChecks {
    /// The kind of host in words; "" where it is not recorded.
    pub kind: String,
    /// Registered with Ofsted, as it was looked up.
    pub registered: Option<bool>,
    /// In the local authority's directory.
    pub approved: Option<bool>,
    /// The home school has seen the safeguarding checks.
    pub seen: Option<bool>,
    /// The day of the written confirmation.
    pub confirmed_on: Option<NaiveDate>,
    /// Who confirmed them in writing.
    pub confirmed_by: String,
    /// The day on which changes were last confirmed.
    pub changes_on: Option<NaiveDate>,
    /// The address to go to, where the register has another or none.
    pub address: String,
    /// The address of every site.
    pub sites: String,
}

impl InspectedPupil {
    /// Returns the pupil of a case whose direction ran on a day; none where it did not. Sessions of
    /// `today` are not missed yet.
    pub fn of(
        now: &Case,
        schools: BothSchools<'_>,
        on: NaiveDate,
        today: NaiveDate,
    ) -> Option<InspectedPupil> {
        let case = as_at(now, on);
        let started = first_day(&case).filter(|first| *first <= on && runs(now, &case, on))?;
        let text = |field: FieldId<Text>| case.text(field).trim().to_owned();
        let why = Some(text(field::DIRECTION_PURPOSE)).filter(|why| !why.is_empty());
        let registers = Registers::new(&case, schools);
        Some(InspectedPupil {
            case: case.id,
            name: text(field::CHILD_FULL_NAME),
            upn: text(field::CHILD_UPN),
            born: case.date(field::CHILD_DOB),
            year_group: case.number(field::CHILD_YEAR_GROUP),
            home: case.school(field::SCHOOL_HOME).to_owned(),
            host: case.school(field::SCHOOL_HOST).to_owned(),
            why: why.unwrap_or_else(|| text(field::INITIAL_REASONS)),
            started,
            until: last_day(&case),
            sessions: at_host::sessions(&case),
            hours: at_host::hours(&case),
            objective: text(field::OBJECTIVES_TEXT),
            baseline: baseline(&case),
            progress: progress(&case),
            reviews: reviews_held(&case).into_iter().map(|(day, _)| day).collect(),
            next_review: next_review(&case, on),
            attendance: registers.figures_at_host(on, today),
            way_back: text(field::OBJECTIVES_REINTEGRATION),
            reintegration: case.date(field::LETTER_REINTEGRATION),
            visited: visits(&case).next_back(),
            risk_seen: last_risk_assessment(&case),
            checks: checks(now, &case),
        })
    }
}

/// Returns whether a direction had begun by a day and not ended before it. One whose end has no day
/// is over.
fn runs(now: &Case, case: &Case, on: NaiveDate) -> bool {
    let begun = case.rows(table::EVENT_START).next().is_some();
    let end = now.rows(table::EVENT_END).next_back().map(|(_, end)| end.date(field::END_ON));
    let goes_on = end.is_none_or(|day| day.is_some_and(|day| day >= on));
    begun && goes_on && !now.is(field::CASE_ROUTE, Route::ManagedMove)
}

/// Returns the attendance before the direction and the attainment, as the passport has them.
fn baseline(case: &Case) -> Vec<String> {
    let mut all = Vec::new();
    let before = total(&terms(case));
    if before.possible() > 0 {
        let (attended, possible) = (before.attended, before.possible());
        let share = before.percent();
        all.push(format!("Attendance before: {attended} of {possible} sessions, {share}."));
    }
    let subjects = [
        ("English", field::ACADEMIC_ENGLISH),
        ("Maths", field::ACADEMIC_MATHS),
        ("Science", field::ACADEMIC_SCIENCE),
    ];
    for (subject, id) in subjects {
        let level = case.text(id).trim();
        if !level.is_empty() {
            all.push(format!("{subject}: {level}"));
        }
    }
    all
}

/// Returns the reviews that were held, by day.
fn reviews_held(case: &Case) -> Vec<(NaiveDate, &RowValues)> {
    let held = case.rows(table::EVENT_REVIEW).filter(|(_, r)| r.is_yes(field::REVIEW_HELD));
    let mut all: Vec<_> = held.filter_map(|(_, r)| Some((r.date(field::REVIEW_ON)?, r))).collect();
    all.sort_by_key(|(day, _)| *day);
    all
}

/// Returns what the last review that says anything of progress says.
fn progress(case: &Case) -> String {
    let said = reviews_held(case).into_iter().rev().find_map(|(day, review)| {
        let words = review.text(field::REVIEW_PROGRESS).trim();
        (!words.is_empty()).then(|| format!("Review of {}: {words}", dates::format(day)))
    });
    said.unwrap_or_default()
}

/// Returns the next review that is booked, else the one that the last review agreed, else the first
/// that the initial meeting did.
fn next_review(case: &Case, on: NaiveDate) -> Option<NaiveDate> {
    let open = case.rows(table::EVENT_REVIEW).filter(|(_, r)| !r.is_yes(field::REVIEW_HELD));
    let booked = open.filter_map(|(_, r)| r.date(field::REVIEW_ON)).filter(|day| *day > on).min();
    let agreed = match reviews_held(case).last() {
        Some((_, last)) => last.date(field::REVIEW_NEXT_ON),
        None => case.date(field::INITIAL_FIRST_REVIEW),
    };
    booked.or(agreed.filter(|day| *day > on))
}

/// Returns the visits to the provider by day, each with who went.
fn visits(case: &Case) -> impl DoubleEndedIterator<Item = (NaiveDate, String)> {
    let of =
        |row: &RowValues| Some((row.date(field::VISIT_ON)?, row.text(field::VISIT_WHO).to_owned()));
    let mut all: Vec<_> = case.rows(table::EVENT_VISIT).filter_map(|(_, row)| of(row)).collect();
    all.sort_by_key(|(day, _)| *day);
    all.into_iter()
}

fn last_risk_assessment(case: &Case) -> Option<NaiveDate> {
    let seen = case.rows(table::EVENT_VISIT).filter(|(_, row)| row.is_yes(field::VISIT_RISK_SEEN));
    seen.filter_map(|(_, row)| row.date(field::VISIT_ON)).max()
}

/// Returns what a case says of its provider; a confirmation after the day is none yet, whoever gave
/// it.
fn checks(now: &Case, case: &Case) -> ProviderChecks {
    let yes_no = |field: FieldId<YesNo>| {
        let is_answered = !case.lacks(field);
        is_answered.then(|| case.is_yes(field))
    };
    let text = |field: FieldId<Text>| case.text(field).trim().to_owned();
    let confirmed_on = case.date(field::HOST_CHECKS_ON);
    let is_later = confirmed_on.is_none() && now.date(field::HOST_CHECKS_ON).is_some();
    let kind = |field: &Field| parse::format(&field.kind, case.answer(field.id));
    ProviderChecks {
        kind: forms::field(field::SCHOOL_HOST_KIND).map(kind).unwrap_or_default(),
        registered: yes_no(field::HOST_REGISTERED),
        approved: yes_no(field::HOST_APPROVED),
        seen: yes_no(field::HOST_CHECKS),
        confirmed_on,
        confirmed_by: if is_later { String::new() } else { text(field::HOST_CHECKS_BY) },
        changes_on: case.date(field::HOST_CHANGES_ON),
        address: text(field::HOST_ADDRESS),
        sites: text(field::HOST_SITES),
    }
}
