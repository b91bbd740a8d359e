//! The blank forms, for a school without the program: the protocol's numbering, order and boxes,
//! and no longer than its originals (Form 1 one page, Form 2 at most six, Form 3 one, Form 4 two).
//! The data dictionary asks for more than the forms hold, so they have a layout of their own.

use Part::{Heading, Note, Rows, Sign, Table};
use Room::{Boxes, Lines, YesNo};

use crate::documents::papers::answer::{Answer, PaperRow, Signature};
use crate::documents::papers::forms::layouts::{FORM_1, FORM_2, FORM_3, FORM_4, Part, Room};
use crate::documents::papers::paper::Block;
use crate::documents::papers::span::Span;

/// Returns what stands on a blank form below its title; none for a form that the protocol does not
/// print.
pub(super) fn body(form: &str) -> Option<Vec<Block>> {
    let parts = match form {
        "notification" => FORM_1,
        "passport" => FORM_2,
        "initial" => FORM_3,
        "review" => FORM_4,
        _ => return None,
    };
    Some(parts.iter().map(block).collect())
}

fn block(part: &Part) -> Block {
    let text = |t: &str| t.to_owned();
    match part {
        Heading(words) => Block::Heading(text(words)),
        Note(words) => Block::Para(vec![Span::Text(text(words))]),
        Rows(rows) => Block::Fields(
            rows.iter()
                .map(|(label, room)| PaperRow { label: text(label), answer: answer(room) })
                .collect(),
        ),
        Table(head, names, empty) => {
            let line = |name: &str| {
                let first = if name.is_empty() { answer(&Lines(1)) } else { Answer::text(name) };
                std::iter::once(first)
                    .chain(head.iter().skip(1).map(|_| answer(&Lines(1))))
                    .collect()
            };
            let rows = names.iter().copied().chain(std::iter::repeat_n("", *empty));
            Block::Grid {
                head: head.iter().map(|h| text(h)).collect(),
                rows: rows.map(line).collect(),
            }
        }
        Sign(who) => Block::Sign(
            who.iter().map(|w| Signature { signatory: text(w), ..Signature::default() }).collect(),
        ),
    }
}

pub(super) fn answer(room: &Room) -> Answer {
    let boxes = |all: &[&str]| Answer::Ticks {
        options: all.iter().map(|w| ((*w).to_owned(), false)).collect(),
        wanted: false,
    };
    match room {
        Lines(lines) => Answer::Empty { lines: *lines, wanted: false },
        YesNo => boxes(&["Yes", "No"]),
        Boxes(all) => boxes(all),
    }
}
