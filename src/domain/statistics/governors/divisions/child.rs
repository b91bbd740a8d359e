//! Directions begun by what is known of the child. Ethnicity and free school meals are not asked.

use crate::domain::case::answers::Answers;
use crate::domain::case::flags;
use crate::domain::forms::field;
use crate::domain::statistics::governors::counted::Counted::Begun;
use crate::domain::statistics::governors::counted::CountedCase;
use crate::domain::statistics::governors::division::{Division, Parts};
use crate::domain::statistics::governors::divisions::{NOT_ANSWERED, yes_no};

const NOW: &str = "As the passport says now.";

pub(super) const DIVISIONS: &[Division] = &[
    Division {
        of: Begun,
        label: "Year group",
        how: NOW,
        parts: Parts::Named(|c, _| year_group(c)),
        has_chart: true,
    },
    Division::fixed(
        Begun,
        "Sex",
        "As the child and family gave it.",
        &["Male", "Female", "Non-binary", NOT_ANSWERED],
        |c, _| {
            let places = ["male", "female", "non_binary"];
            let answer = c.case.answer(field::CHILD_GENDER).as_text();
            places.iter().position(|place| *place == answer).unwrap_or(places.len())
        },
    ),
    Division::fixed(
        Begun,
        "Special educational needs",
        NOW,
        &["EHCP", "SEN support", "Neither", NOT_ANSWERED],
        |c, _| send(c),
    )
    .with_chart(),
    Division::fixed(
        Begun,
        "Looked after",
        NOW,
        &["Looked after", "Not looked after", NOT_ANSWERED],
        |c, _| yes_no(c.case.is_yes(field::CLA_IS), c.case.is_no(field::CLA_IS)),
    ),
    Division::fixed(
        Begun,
        "Social worker",
        "As the passport says now. A child with several reasons counts under the first of them.",
        &["Child protection plan", "Child in need", "Another reason", "None", NOT_ANSWERED],
        |c, _| social_worker(c),
    ),
    Division::fixed(
        Begun,
        "Pupil premium",
        NOW,
        &["Pupil premium", "No pupil premium", NOT_ANSWERED],
        |c, _| yes_no(c.case.is_yes(field::PREMIUM_IS), c.case.is_no(field::PREMIUM_IS)),
    ),
    Division::fixed(
        Begun,
        "English",
        NOW,
        &["English is an additional language", "English is the first language", NOT_ANSWERED],
        |c, _| yes_no(c.case.is_no(field::ENGLISH_FIRST), c.case.is_yes(field::ENGLISH_FIRST)),
    ),
];

fn year_group(of: &CountedCase) -> (u16, String) {
    match of.case.number(field::CHILD_YEAR_GROUP).and_then(|year| u16::try_from(year).ok()) {
        Some(0) => (0, "Reception".to_owned()),
        Some(year) => (year, format!("Year {year}")),
        None => (u16::MAX, NOT_ANSWERED.to_owned()),
    }
}

fn send(of: &CountedCase) -> usize {
    let case = of.case;
    if case.is_yes(field::SEND_EHCP) {
        0
    } else if case.is_yes(field::SEND_SUPPORT) {
        1
    } else if case.is_no(field::SEND_EHCP) && case.is_no(field::SEND_SUPPORT) {
        2
    } else {
        3
    }
}

fn social_worker(of: &CountedCase) -> usize {
    let case = of.case;
    let plans = [field::PLAN_CP, field::PLAN_CIN];
    if let Some(place) = plans.into_iter().position(|plan| case.is_yes(plan)) {
        place
    } else if flags::has_social_worker(case) {
        2
    } else if plans.into_iter().all(|plan| case.is_no(plan)) {
        3
    } else {
        4
    }
}
