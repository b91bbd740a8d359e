//! Data-entry sheets for the Children's Services Portal (P-MM4) and the secure Teams spreadsheet
//! (P-MM5).

use crate::documents::papers::facts::{PaperFacts, day};
use crate::documents::papers::letter::{LetterDraft, LetterPlan, row};
use crate::documents::papers::paper::{Answer, Block, Filled, Paper, PaperRow, missing, plain};
use crate::documents::papers::people::{Person, RecipientRole};
use crate::documents::papers::{Announcement, PaperKind, SentRecord};
use crate::domain::case::answers::Answers;
use crate::domain::case::stage;
use crate::domain::case::stage::Stage;
use crate::domain::document::Audience;
use crate::domain::forms::choice::EndHow;
use crate::domain::forms::field;
use crate::domain::forms::table;
use crate::error::Result;

pub(super) const PORTAL: PaperKind = PaperKind {
    id: "portal",
    label: "Sheet for the portal",
    says: "what to type in the Children's Services Portal",
    template: include_str!("../templates/portal.txt"),
    form: None,
    settles: SentRecord::Portal,
    announces: Announcement::Nothing,
    make: portal,
};

pub(super) const SPREADSHEET: PaperKind = PaperKind {
    id: "spreadsheet",
    label: "Sheet for the spreadsheet",
    says: "the row to type in the secure Teams spreadsheet",
    template: include_str!("../templates/spreadsheet.txt"),
    form: None,
    settles: SentRecord::Spreadsheet,
    announces: Announcement::Nothing,
    make: spreadsheet,
};

fn desk() -> Person {
    Person {
        role: RecipientRole::HomeHead,
        slug: "sheet".into(),
        contact: None,
        name: Filled::Known("your desk".into()),
        address: Vec::new(),
        greeting: Filled::Known("colleague".into()),
        lives_with: false,
        by_law: false,
    }
}

/// Returns a sheet for the officer's own desk.
pub(super) fn sheet(
    facts: &PaperFacts,
    kind: &PaperKind,
    fill: impl Fn(&PaperFacts, &mut LetterDraft) -> Vec<PaperRow>,
) -> Result<Vec<Paper>> {
    let plan = LetterPlan {
        name: kind.id,
        built_in: kind.template,
        title: kind.label,
        from: field::SCHOOL_HOME.id,
        audience: Audience::Full,
        date: Filled::Known(day(facts.order.on)),
        must: Vec::new(),
        lawful_copy: false,
    };
    let person = desk();
    let to = [person.clone()];
    let mut draft = LetterDraft::new(facts, &plan, &person, &[]);
    let stage = stage::stage(facts.case);
    let direct = facts.is_direct_move();
    let started = stage == Stage::Running || stage == Stage::Ended(EndHow::ManagedMove);
    draft.words.flag("is.started", stage == Stage::Running || stage.is_ended());
    draft.words.flag("is.direct", direct);
    draft.words.flag("is.direct_done", direct && started);
    draft
        .words
        .flag("is.returned", matches!(stage, Stage::Ended(EndHow::Returned | EndHow::HostEnded)));
    draft.words.flag("is.moved", stage == Stage::Ended(EndHow::ManagedMove));
    draft.words.flag("is.ended", stage.is_ended());
    draft.words.row(facts, Audience::Full, table::EVENT_END, facts.latest(table::EVENT_END));
    let rows = fill(facts, &mut draft);
    draft.part("fields", vec![Block::Fields(rows)]);
    let mut paper = draft.finish(&to, &[])?;
    // A sheet is for the officer's own desk, so it has no address.
    paper.blocks.retain(|b| !matches!(b, Block::To { .. }));
    Ok(vec![paper])
}

/// Returns a school's name and its URN.
pub(super) fn school_rows(facts: &PaperFacts, label: &str, field: &str) -> Vec<PaperRow> {
    let school = facts.school_of(field);
    let name = Filled::or_missing(&plain(&school.name), &label.to_lowercase(), &[field]);
    // A number that the register does not know says nothing.
    let known =
        !school.name.trim().is_empty() && school.id.starts_with(|c: char| c.is_ascii_digit());
    let number = if known { school.id } else { String::new() };
    let mut rows =
        vec![PaperRow { label: label.to_owned(), answer: Answer::Spans(vec![name.span()]) }];
    if !number.is_empty() {
        rows.push(PaperRow { label: format!("{label}: URN"), answer: Answer::text(&number) });
    }
    rows
}

/// Returns who the pupil is.
pub(super) fn pupil_rows(draft: &LetterDraft) -> Vec<PaperRow> {
    [
        ("Pupil", field::CHILD_FULL_NAME.id),
        ("UPN", field::CHILD_UPN.id),
        ("Date of birth", field::CHILD_DOB.id),
        ("Year group", field::CHILD_YEAR_GROUP.id),
    ]
    .iter()
    .map(|(label, key)| row(&draft.words, label, key))
    .collect()
}

fn portal(facts: &PaperFacts) -> Result<Vec<Paper>> {
    sheet(facts, &PORTAL, |facts, draft| {
        let mut rows = pupil_rows(draft);
        rows.push(row(&draft.words, "Gender", field::CHILD_GENDER.id));
        rows.push(row(&draft.words, "Home address", field::CHILD_ADDRESS.id));
        rows.extend(parents(facts, draft));
        rows.extend(school_rows(facts, "Home school", field::SCHOOL_HOME.id));
        rows.extend(school_rows(facts, "Host school", field::SCHOOL_HOST.id));
        let first = if facts.is_direct_move() {
            "On the roll of the new school from"
        } else {
            "On the roll of the host from"
        };
        rows.push(row(&draft.words, first, field::DIRECTION_START.id));
        let ended = stage::stage(facts.case);
        if ended.is_ended() && !facts.is_direct_move() {
            rows.push(row(&draft.words, "Last day of the direction", field::END_ON.id));
        }
        if ended == Stage::Ended(EndHow::ManagedMove) && !facts.is_direct_move() {
            rows.push(row(
                &draft.words,
                "On the roll of the new school from",
                field::END_ROLL_ON.id,
            ));
        }
        rows
    })
}

/// Returns each parent with whom the child normally lives: name, address and a telephone number for
/// emergencies (SI 2024/208 reg 13).
fn parents(facts: &PaperFacts, draft: &mut LetterDraft) -> Vec<PaperRow> {
    let mut rows = Vec::new();
    for (_, r) in
        facts.case.rows(table::CONTACTS).filter(|(_, r)| r.is_yes(field::CONTACTS_LIVES_WITH))
    {
        let name = plain(r.text(field::CONTACTS_NAME));
        let phone = Filled::or_missing(
            &plain(r.text(field::CONTACTS_PHONE)),
            &format!("telephone of {name} for emergencies"),
            &[field::CONTACTS_PHONE.id],
        );
        draft.words.lacks(&phone);
        rows.push(PaperRow {
            label: "Parent the child lives with".into(),
            answer: Answer::text(&name),
        });
        rows.push(PaperRow {
            label: "Their telephone for emergencies".into(),
            answer: Answer::Spans(vec![phone.span()]),
        });
    }
    if rows.is_empty() {
        let nobody = Filled::Missing(missing(
            "a parent with whom the child lives",
            &[field::CONTACTS_NAME.id, field::CONTACTS_LIVES_WITH.id],
        ));
        draft.words.lacks(&nobody);
        rows.push(PaperRow {
            label: "Parent the child lives with".into(),
            answer: Answer::Spans(vec![nobody.span()]),
        });
    }
    rows
}

fn spreadsheet(facts: &PaperFacts) -> Result<Vec<Paper>> {
    sheet(facts, &SPREADSHEET, |facts, draft| {
        let mut rows = pupil_rows(draft);
        rows.extend(school_rows(facts, "Home school", field::SCHOOL_HOME.id));
        rows.extend(school_rows(facts, "Host school", field::SCHOOL_HOST.id));
        if facts.is_direct_move() {
            rows.push(PaperRow {
                label: "Route".into(),
                answer: Answer::text("Direct managed move"),
            });
            rows.push(row(&draft.words, "On the new roll from", field::DIRECTION_START.id));
        } else {
            rows.push(row(&draft.words, "Start", field::DIRECTION_START.id));
            rows.push(row(&draft.words, "Proposed last day", field::DIRECTION_END.id));
        }
        let stage = stage::stage(facts.case);
        let mut words: Vec<char> = stage.words().trim_start_matches("ended: ").chars().collect();
        if let Some(first) = words.first_mut() {
            first.make_ascii_uppercase();
        }
        rows.push(PaperRow {
            label: "How it stands".into(),
            answer: Answer::text(&words.into_iter().collect::<String>()),
        });
        if stage.is_ended() && !facts.is_direct_move() {
            rows.push(row(&draft.words, "Ended on", field::END_ON.id));
        }
        if stage == Stage::Ended(EndHow::ManagedMove) && !facts.is_direct_move() {
            rows.push(row(&draft.words, "On the new roll from", field::END_ROLL_ON.id));
        }
        for (label, key) in
            [("EHCP", field::SEND_EHCP.id), ("Child Looked After", field::CLA_IS.id)]
        {
            rows.push(row(&draft.words, label, key));
        }
        rows
    })
}
