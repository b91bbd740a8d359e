//! The request to the host for the marks of one pupil (P-AT3).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::documents::papers::answer::Answer;
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::format::weekday;
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::letter::{LetterDraft, LetterPlan};
use crate::documents::papers::paper::{Block, Paper};
use crate::documents::papers::people;
use crate::domain::attendance::{BothSchools, ExpectedAt, Registers};
use crate::domain::calendar::dates;
use crate::domain::case::Half;
use crate::domain::document::Audience;
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};

pub(super) const CHASE: PaperKind = PaperKind {
    id: "chase",
    label: "Letter to host: missing marks",
    purpose: "to the host, with a line for every session whose mark is missing",
    template: include_str!("../templates/chase.txt"),
    form: None,
    settles: SentRecord::Letter("chase"),
    announces: Announcement::Nothing,
    is_of_a_direction: true,
    make: chase,
};

/// The sessions of one day: in which of them the host's mark is missing.
type Gap = (NaiveDate, bool, bool);

/// Returns the days up to yesterday on which the child was expected at the host and a mark is
/// missing (P-AT3).
fn gaps(facts: &PaperFacts) -> Vec<Gap> {
    let registers = Registers::new(
        facts.case,
        BothSchools { home: facts.context.home, host: facts.context.host },
    );
    let mut days: BTreeMap<NaiveDate, (bool, bool)> = BTreeMap::new();
    for (day, half) in registers.sessions(facts.order.date).filter(|s| s.0 < facts.order.date) {
        if registers.place((day, half)) == ExpectedAt::Host
            && registers.marks((day, half)).host.is_none()
        {
            let gap = days.entry(day).or_default();
            match half {
                Half::Am => gap.0 = true,
                Half::Pm => gap.1 = true,
            }
        }
    }
    days.into_iter().map(|(day, (am, pm))| (day, am, pm)).collect()
}

fn chase(facts: &PaperFacts) -> Result<Vec<Paper>> {
    let gaps = gaps(facts);
    let (Some((first, ..)), Some((last, ..))) = (gaps.first(), gaps.last()) else {
        return Err(Error::rule(format!(
            "No mark of the host is missing up to {}. There is nothing to chase.",
            dates::format(facts.order.date)
        )));
    };
    let plan = LetterPlan { audience: Audience::Host, ..LetterPlan::new(facts, &CHASE) };
    let to = [people::host_head(facts)];
    let mut draft = LetterDraft::new(facts, &plan, &to[0], &[]);
    let count = gaps.iter().map(|(_, am, pm)| usize::from(*am) + usize::from(*pm)).sum::<usize>();
    draft.words.word(
        "chase.sessions",
        &if count == 1 { "one session".into() } else { pluralize(count, "session") },
    );
    draft.words.put_day("chase.from", Some(*first), "", &[]);
    draft.words.put_day("chase.to", Some(*last), "", &[]);
    let cell = |lacks: bool| {
        if lacks { Answer::Empty { lines: 1, wanted: false } } else { Answer::text("–") }
    };
    let rows = gaps
        .iter()
        .map(|(d, am, pm)| vec![Answer::text(&weekday(*d)), cell(*am), cell(*pm)])
        .collect();
    draft.part(
        "sessions",
        vec![Block::Grid {
            head: ["Day", "Morning", "Afternoon"].map(str::to_owned).to_vec(),
            rows,
        }],
    );
    draft.close();
    Ok(vec![draft.finish(&to, &[])?])
}
