//! The reckoning of the funding that goes with a managed move (P-FU1), for the schools to agree on.

use crate::documents::papers::answer::Answer;
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::format::day;
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::letter::row;
use crate::documents::papers::paper::{Block, Paper};
use crate::documents::papers::sheets::{pupil_rows, school_rows, sheet};
use crate::documents::papers::span::{Filled, Span, missing};
use crate::domain::forms::field;
use crate::domain::funding::{self, FundingFault, FundingLine, FundingPart, ROUNDING, pounds};
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};

pub(super) const SHEET: PaperKind = PaperKind {
    id: "funding",
    label: "Funding of a managed move",
    purpose: "the balance of the year's funding by days, for both schools to agree on",
    template: include_str!("../templates/funding.txt"),
    form: None,
    settles: SentRecord::Letter("other"),
    announces: Announcement::Nothing,
    is_of_a_direction: false,
    make,
};

fn make(facts: &PaperFacts) -> Result<Vec<Paper>> {
    let reckoned = match funding::of_case(facts.case) {
        Ok(balance) => Some(balance),
        Err(FundingFault::NoAmount | FundingFault::NoMove) => None,
        Err(fault) => return Err(Error::rule(fault.to_string())),
    };
    sheet(facts, &SHEET, |facts, draft| {
        let mut rows = pupil_rows(draft);
        rows.extend(school_rows(facts, draft, "Home school", field::SCHOOL_HOME.id));
        rows.extend(school_rows(facts, draft, "New school", field::SCHOOL_HOST.id));
        rows.push(row(&draft.words, "AWPU for a year", field::FUNDING_AWPU.id));
        let lines = reckoned.as_ref().map_or_else(Vec::new, |b| b.lines.iter().map(line).collect());
        let total = reckoned.as_ref().map_or_else(String::new, |b| pounds(b.total));
        let mut blocks = Vec::new();
        if !lines.is_empty() {
            blocks.push(grid(lines));
        }
        draft.words.word("funding.total_due", &total);
        draft.words.word("funding.rounding", ROUNDING);
        draft.words.flag("is.reckoned", reckoned.is_some());
        draft.part("reckoning", blocks);
        // Noted after the reckoning, which is not printed without the day: the sheet itself lacks it.
        if matches!(funding::of_case(facts.case), Err(FundingFault::NoMove)) {
            draft.words.lacks(&Filled::Missing(missing(
                "first day on the new roll",
                &[field::END_ROLL_ON.id, field::DIRECTION_START.id],
            )));
        }
        rows
    })
}

/// Returns the reckoning of a case for a form: its lines, the total and how it is rounded; nothing
/// while there is no amount, and why it cannot be made where something else is wrong.
pub(super) fn reckoning(facts: &PaperFacts) -> Vec<Block> {
    let balance = match funding::of_case(facts.case) {
        Ok(balance) => balance,
        Err(FundingFault::NoAmount) => return Vec::new(),
        Err(fault) => return vec![Block::Para(vec![Span::Text(fault.to_string())])],
    };
    let total = format!("Together {}. {ROUNDING}", pounds(balance.total));
    vec![grid(balance.lines.iter().map(line).collect()), Block::Para(vec![Span::Text(total)])]
}

/// Returns the lines of a reckoning as a table.
fn grid(rows: Vec<Vec<Answer>>) -> Block {
    let head = ["Amount", "For", "Days", "Of a year of", "Comes to"].map(str::to_owned).to_vec();
    Block::Grid { head, rows }
}

/// Returns one line of the reckoning as cells.
fn line(line: &FundingLine) -> Vec<Answer> {
    let part = match line.part {
        FundingPart::Awpu => "AWPU",
        FundingPart::TopUp => "SEN or EHCP top-up",
    };
    let back = if line.is_backdated { ", backdated" } else { "" };
    [
        format!("{part}, {} a year{back}", pounds(line.annual)),
        format!("{} to {}", day(line.first), day(line.last)),
        line.days.to_string(),
        pluralize(line.year_days, "day"),
        pounds(line.pence),
    ]
    .iter()
    .map(|cell| Answer::text(cell))
    .collect()
}
