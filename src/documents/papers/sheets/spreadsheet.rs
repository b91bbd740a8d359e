//! The data-entry sheet for the secure Teams spreadsheet (P-MM5).

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::letter::row;
use crate::documents::papers::paper::Paper;
use crate::documents::papers::sheets::{pupil_rows, school_rows, sheet};
use crate::domain::case::stage;
use crate::domain::case::stage::Stage;
use crate::domain::forms::choice::EndHow;
use crate::domain::forms::field;
use crate::error::Result;

pub(in crate::documents::papers) const SPREADSHEET: PaperKind = PaperKind {
    id: "spreadsheet",
    label: "Sheet for the spreadsheet",
    purpose: "the row to type in the secure Teams spreadsheet",
    template: include_str!("../../templates/spreadsheet.txt"),
    form: None,
    settles: SentRecord::Spreadsheet,
    announces: Announcement::Nothing,
    is_of_a_direction: false,
    make: spreadsheet,
};

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
        let mut words: Vec<char> = stage.label().trim_start_matches("ended: ").chars().collect();
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
