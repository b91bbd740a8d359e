//! One document for all tagged cases: made and counted first, then written into one folder, all or
//! none.

use crate::api::{Reply, Request};
use crate::domain::case::CaseRef;
use crate::domain::document::{DocumentCopy, FileFormat};
use crate::domain::plural::pluralize;
use crate::keymap::action::Action;
use crate::ui::App;
use crate::ui::documents::folder::FolderPrompt;
use crate::ui::input_state::Effect;
use crate::ui::overlay::prompt::Prompt;
use crate::ui::overlay::scroll_sheet::ScrollSheet;

/// The most cases of one go: their papers are held in memory until the folder is known.
const MOST: usize = 200;

/// The papers made so far.
#[derive(Debug)]
pub(crate) struct BulkDocuments {
    label: String,
    /// How many cases have not answered yet.
    left: usize,
    copies: Vec<DocumentCopy>,
    /// The cases that get one, and how many of them have gaps in it.
    cases: usize,
    gaps: usize,
    /// The cases that get none, and why.
    refused: Vec<(CaseRef, String)>,
}

impl App {
    /// Asks for the paper under the cursor for each of these cases.
    pub(in crate::ui) fn papers_for(&mut self, cases: &[CaseRef]) -> Vec<Request> {
        if cases.len() > MOST {
            self.refuse(format!("{} cases are tagged; papers are written for at most {MOST} at once. Take some tags off.", cases.len()));
            return Vec::new();
        }
        let Some((label, order)) = self.order_of(None, FileFormat::Docx) else { return Vec::new() };
        self.ordered = None;
        self.gathered = Some(BulkDocuments {
            label,
            left: cases.len(),
            copies: Vec::new(),
            cases: 0,
            gaps: 0,
            refused: Vec::new(),
        });
        cases
            .iter()
            .map(|case| Request::MakePaper { case: Some(*case), order: order.clone() })
            .collect()
    }

    /// Takes the paper of one case; after the last one the officer hears who gets one and says
    /// where to. False where no papers are gathered.
    pub(in crate::ui) fn gather(&mut self, case: CaseRef, reply: &Reply) -> bool {
        let Some(all) = self.gathered.as_mut().filter(|g| g.left > 0) else {
            return false;
        };
        all.left -= 1;
        match reply {
            Reply::PaperMade(made) => {
                all.cases += 1;
                all.gaps += usize::from(!made.missing.is_empty());
                all.copies.extend(made.copies.iter().cloned());
            }
            Reply::Refused(says) => all.refused.push((case, says.clone())),
            _ => {}
        }
        if all.left == 0 {
            self.ask_where();
        }
        true
    }

    fn ask_where(&mut self) {
        let Some(all) = &self.gathered else { return };
        let left_out: Vec<String> =
            all.refused.iter().map(|(case, why)| format!("{case}: {why}")).collect();
        if all.copies.is_empty() {
            let title = format!("{}: no tagged case can get it now", all.label);
            self.lay(ScrollSheet::new(title, left_out));
            self.gathered = None;
            return;
        }
        let label = format!(
            "{}: {} for {}. Folder?",
            all.label,
            pluralize(all.copies.len(), "file"),
            pluralize(all.cases, "case")
        );
        let mut hint = match all.gaps {
            0 => "Nothing is missing in them.".to_owned(),
            n => format!(
                "Particulars are missing and marked in the papers of {}: these are drafts.",
                pluralize(n, "case")
            ),
        };
        if !left_out.is_empty() {
            hint = format!(
                "{} left out: {} {hint}",
                pluralize(left_out.len(), "case"),
                left_out.join(" ")
            );
        }
        self.lay(FolderPrompt(Prompt::new(label, hint, &self.papers.typed)));
    }

    /// Hands the gathered papers over to be written; false where none wait.
    pub(in crate::ui) fn write_gathered(&mut self) -> bool {
        let Some(all) = &mut self.gathered else { return false };
        let copies = std::mem::take(&mut all.copies);
        all.left = copies.len();
        self.desk.effects.push(Effect::WriteCopies { folder: self.papers.folder.clone(), copies });
        true
    }

    /// Says what became of the gathered papers; false where none were written.
    pub(in crate::ui) fn on_gathered_written(&mut self, written: &Result<usize, String>) -> bool {
        let Some(all) = self.gathered.take() else { return false };
        match written {
            Err(says) => {
                self.papers.folder.clear();
                self.refuse(says.clone());
            }
            Ok(n) => {
                let act = self.key_words(Action::ActOnTagged);
                self.say(format!(
                    "{} for {} written to {}. The tags are kept: {act} in the list records them as sent.",
                    pluralize(*n, "file"),
                    pluralize(all.cases, "case"),
                    self.papers.folder
                ));
            }
        }
        true
    }
}
