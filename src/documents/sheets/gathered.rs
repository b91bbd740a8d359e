//! What a sheet gives while it is read.

use std::collections::{BTreeMap, HashSet};

use crate::documents::reading::Reading;
use crate::documents::sheets::fault::{SheetFault, SheetFaults};
use crate::domain::plural::pluralize;
use crate::domain::sheet::{NOTE, SheetAsk, SheetQuestion};

/// Cells of one column that are no answer to its field.
struct UnreadCells {
    count: usize,
    place: String,
    cell: String,
    why: String,
}

/// Everything that is said and asked of a sheet.
pub(super) struct Gathered {
    pub reading: Reading,
    pub faults: SheetFaults,
    questions: Vec<SheetQuestion>,
    asked: HashSet<SheetAsk>,
    unread: BTreeMap<String, UnreadCells>,
}

impl Gathered {
    pub(super) fn new() -> Gathered {
        Gathered {
            reading: Reading::new("part"),
            faults: SheetFaults::default(),
            questions: Vec::new(),
            asked: HashSet::new(),
            unread: BTreeMap::new(),
        }
    }

    /// Asks something once, however many cells wait for it.
    pub(super) fn ask(&mut self, question: SheetQuestion) {
        if self.asked.insert(question.about.clone()) {
            self.questions.push(question);
        }
    }

    /// Counts a cell that is no answer, which is asked about column by column.
    pub(super) fn unread(&mut self, heading: &str, place: &str, cell: &str, why: &str) {
        let cells = self.unread.entry(heading.to_owned()).or_insert_with(|| UnreadCells {
            count: 0,
            place: place.to_owned(),
            cell: cell.chars().take(40).collect(),
            why: why.to_owned(),
        });
        cells.count += 1;
    }

    /// Returns whether something is to be answered before the reading can go on.
    pub(super) fn is_asking(&self) -> bool {
        !self.questions.is_empty() || !self.unread.is_empty()
    }

    /// Returns every question, those about cells last.
    pub(super) fn take_questions(&mut self) -> Vec<SheetQuestion> {
        let unread = std::mem::take(&mut self.unread);
        let about_cells = unread.into_iter().map(|(heading, cells)| SheetQuestion {
            about: SheetAsk::Unread(heading.clone()),
            question: format!(
                "{} under \"{heading}\" cannot be used, such as \"{}\" ({}): {} What becomes of such cells?",
                pluralize(cells.count, "cell"),
                cells.cell,
                cells.place,
                cells.why
            ),
            options: vec![
                (NOTE.to_owned(), "Keep them in the note, and leave the answer open".to_owned()),
                ("refuse".to_owned(), "Stop: the file is corrected first".to_owned()),
            ],
        });
        let mut all = std::mem::take(&mut self.questions);
        all.extend(about_cells);
        all
    }

    /// Names a cell that stops the import.
    pub(super) fn fault(&mut self, place: crate::documents::place::FilePlace, fault: SheetFault) {
        self.faults.push(place, fault);
    }
}
