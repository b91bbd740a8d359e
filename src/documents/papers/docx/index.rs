//! A line of an index: a heading and the number of its page, which the word processor fills in.

use docx_rs::{
    FieldCharType, InstrPAGEREF, InstrText, Paragraph, Run, Tab, TabLeaderType, TabValueType,
};

use crate::documents::papers::docx::WIDTH;
use crate::documents::papers::docx::text::run;

/// What stands for a number until it is filled in.
const UNKNOWN: &str = "…";

/// Returns the name of a bookmark.
pub(super) fn name(mark: usize) -> String {
    format!("section_{mark}")
}

pub(super) fn line(text: &str, mark: usize) -> Paragraph {
    let right = Tab::new().val(TabValueType::Right).leader(TabLeaderType::Dot).pos(WIDTH);
    let page = Run::new()
        .add_field_char(FieldCharType::Begin, true)
        .add_instr_text(InstrText::PAGEREF(InstrPAGEREF::new(name(mark)).hyperlink()))
        .add_field_char(FieldCharType::Separate, false)
        .add_text(UNKNOWN)
        .add_field_char(FieldCharType::End, false);
    Paragraph::new()
        .style("Address")
        .add_tab(right)
        .add_run(run(text))
        .add_run(Run::new().add_tab())
        .add_run(page)
}
