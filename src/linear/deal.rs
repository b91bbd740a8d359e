//! What a case needs first: the event is recorded, the question asked, the document made.

use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::case::outline::EditorView;
use crate::domain::forms;
use crate::domain::rules::NextStep;
use crate::linear::{CommandResult, Linear};

impl Linear<'_> {
    /// Goes to what settles one thing that a case needs, by its number in the overview, else the
    /// most pressing one.
    pub(super) fn deal(&mut self, case: &Case, which: &str) -> CommandResult {
        let Some(all) = self.numbered(case, which)? else { return Ok(()) };
        let Some(finding) = all.first() else { return Ok(()) };
        self.say(&format!("Next: {}.", finding.phrase))?;
        match &finding.step {
            NextStep::Record(table) => match forms::table(table) {
                Some(table) => self.record_table(case, table, Some(finding)),
                None => Ok(()),
            },
            NextStep::Answer(field) => self.ask_field(case, field),
            NextStep::Row(table, row) | NextStep::Cell(table, row, _) => match forms::table(table) {
                Some(table) => self.ask_row(table, *row),
                None => Ok(()),
            },
            NextStep::Rows(table) => {
                self.questions(&EditorView::Table { table: (*table).to_owned() }, false)
            }
            NextStep::Marks((day, _)) => self.attendance(case, &dates::format(*day)),
            NextStep::Paper(kind) => self.make_paper(case, kind),
            NextStep::Terms => self.say(
                "This date was counted without term dates. Add them with new term, or quit and run offsite import terms FILE.",
            ),
            NextStep::Nothing => {
                self.say("This is done outside Offsite. Record it once it is done.")
            }
        }
    }
}
