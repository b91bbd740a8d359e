//! The blank forms, for a school without the program: the protocol's numbering, order and boxes,
//! and no longer than its originals (Form 1 one page, Form 2 at most six, Form 3 one, Form 4 two).
//! The data dictionary asks for more than the forms hold, so they have a layout of their own.

use Part::{Across, EachContact, Heading, Note, Questions, Rows, Sign, Table};
use Room::{Boxes, Lines, YesNo};

use crate::documents::papers::answer::{Answer, PaperRow, Signature};
use crate::documents::papers::forms::layouts::{Part, Room};
use crate::documents::papers::paper::Block;
use crate::documents::papers::span::Span;
use crate::domain::forms;

/// Returns a part of a form as a blank one has it.
pub(super) fn block(part: &Part) -> Block {
    let text = |t: &str| t.to_owned();
    match part {
        Heading(words) => Block::Heading(text(words)),
        Note(words) => Block::Para(vec![Span::Text(text(words))]),
        Rows(rows) | EachContact(rows) => Block::Fields(
            rows.iter()
                .map(|(label, room, _)| PaperRow { label: text(label), answer: answer(room) })
                .collect(),
        ),
        Across(columns) => grid(columns.iter().map(|(head, _)| *head), std::iter::once(""), 3),
        Table(id, columns, empty) => {
            let named = forms::table(id).map_or(&[][..], |table| table.preset_rows);
            let rows = named.iter().copied().chain(std::iter::repeat_n("", *empty));
            grid(columns.iter().map(|(head, _)| *head), rows, 1)
        }
        Questions(head, rows) => grid(head.iter().copied(), rows.iter().map(|(name, ..)| *name), 1),
        Sign(who) => Block::Sign(
            who.iter().map(|w| Signature { signatory: text(w), ..Signature::default() }).collect(),
        ),
    }
}

/// Returns a table with the names of its rows, or room for them, in the first column.
fn grid<'a>(
    head: impl Iterator<Item = &'a str>,
    names: impl Iterator<Item = &'a str>,
    lines: usize,
) -> Block {
    let head: Vec<String> = head.map(str::to_owned).collect();
    let room = || answer(&Lines(lines));
    let line = |name: &str| {
        let first = if name.is_empty() { room() } else { Answer::text(name) };
        std::iter::once(first).chain(head.iter().skip(1).map(|_| room())).collect()
    };
    let rows = names.map(line).collect();
    Block::Grid { head, rows }
}

pub(super) fn answer(room: &Room) -> Answer {
    let boxes = |all: &[&str]| Answer::Ticks {
        options: all.iter().map(|w| ((*w).to_owned(), false)).collect(),
        wanted: false,
        below: Vec::new(),
    };
    match room {
        Lines(lines) => Answer::Empty { lines: *lines, wanted: false },
        YesNo => boxes(&["Yes", "No"]),
        Boxes(all) => boxes(all),
    }
}
