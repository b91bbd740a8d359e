//! Draws the lines of a form: headings with counts, questions with answers, tables.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::outline::{EditorView, OutlineLine, sections, stops};
use crate::domain::case::{Case, evidence, sign_off};
use crate::domain::forms::schema::{Condition, FieldKind};
use crate::domain::forms::{field, table};
use crate::domain::value::Value;
use crate::ui::form::editor::{Editor, shown};
use crate::ui::form::grid;
use crate::ui::form::grid::Grid;
use crate::ui::{CursorPos, DrawContext};
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// One row on the screen.
enum FormRow<'a> {
    Blank,
    Section(usize),
    /// A field, or a table's heading.
    One(usize),
    /// The first or second line of the headings of a table's columns.
    Heads {
        grid: usize,
        line: usize,
    },
    /// One row of a table: its answers are these lines.
    Answers {
        grid: usize,
        cells: Range<usize>,
    },
    /// An item of the list of evidence that a table's heading is followed by.
    Item(&'a evidence::EvidenceItem),
    /// A line of a correction, told whole under its row: what stood, what it should be, why and by
    /// whom.
    Told(String),
}

/// Draws the lines so that the cursor's is among them; returns the cell of the cursor.
pub(super) fn draw(
    editor: &Editor,
    case: &Case,
    all: &[OutlineLine],
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let width = area.width as usize;
    let list = evidence::checklist(case);
    let parts = sections(all);
    let (mut rows, mut grids, mut here): (Vec<FormRow>, Vec<Grid>, usize) =
        (Vec::new(), Vec::new(), 0);
    let mut stops = stops(all).into_iter().peekable();
    let mut items_next = false;
    let items =
        || list.iter().filter(|i| i.state != evidence::ItemState::NotAsked).map(FormRow::Item);
    for (i, line) in all.iter().enumerate() {
        match line {
            // One row by itself has its name in the title above.
            OutlineLine::Section(_) if matches!(editor.view, EditorView::Row { .. }) => {}
            OutlineLine::Section(_) => {
                if std::mem::take(&mut items_next) {
                    rows.extend(items());
                }
                if !rows.is_empty() {
                    rows.push(FormRow::Blank);
                }
                rows.push(FormRow::Section(i));
            }
            OutlineLine::Table { table, rows: count, .. } => {
                if stops.next_if(|s| s.start == i).is_some() && editor.at == i {
                    here = rows.len();
                }
                rows.push(FormRow::One(i));
                items_next = table.id == "evidence";
                if *count > 0 {
                    grids.push(Grid::of(
                        table,
                        all,
                        i,
                        case,
                        look,
                        width.saturating_sub(3),
                        editor,
                    ));
                    let grid = grids.len() - 1;
                    rows.extend(
                        (0..grids[grid].head_lines()).map(|line| FormRow::Heads { grid, line }),
                    );
                }
            }
            OutlineLine::Row { .. } => {}
            OutlineLine::Field { .. } => {
                let Some(stop) = stops.next_if(|s| s.start == i) else { continue };
                if stop.contains(&editor.at) {
                    here = rows.len();
                }
                let in_grid =
                    i > 0 && matches!(all[i - 1], OutlineLine::Row { .. }) && !grids.is_empty();
                let told = if in_grid {
                    correction(case, &all[i], width.saturating_sub(4))
                } else {
                    Vec::new()
                };
                rows.push(if in_grid {
                    FormRow::Answers { grid: grids.len() - 1, cells: stop }
                } else {
                    FormRow::One(i)
                });
                rows.extend(told.into_iter().map(FormRow::Told));
            }
        }
    }
    if items_next {
        rows.extend(items());
    }
    let per = area.height as usize;
    // Under a table's heading its rows are seen too, as far as there is room.
    let after = rows
        .iter()
        .skip(here + 1)
        .take_while(|r| {
            matches!(
                r,
                FormRow::Heads { .. }
                    | FormRow::Answers { .. }
                    | FormRow::Item(_)
                    | FormRow::Told(_)
            )
        })
        .count();
    let ahead = if matches!(all.get(editor.at), Some(OutlineLine::Table { .. })) {
        after.min(per / 3)
    } else {
        0
    };
    let top = first_shown((here + ahead).min(rows.len().saturating_sub(1)), per)
        .min(rows.len().saturating_sub(per));
    let labels = label_width(all, width);
    let mut spot = None;
    for (y, row) in rows.iter().enumerate().skip(top).take(per) {
        let y = (y - top) as u16;
        let at = match row {
            FormRow::Blank => None,
            FormRow::Section(i) => {
                section(&parts, *i, look, y, area, buf);
                None
            }
            FormRow::One(i) => one(editor, case, all, *i, labels, look, y, area, buf),
            FormRow::Heads { grid, line } => {
                grids[*grid].draw_heads(*line, look, y, area, buf);
                None
            }
            FormRow::Answers { grid, cells } => grids[*grid].draw_row(
                editor,
                case,
                &all[cells.clone()],
                cells.start,
                look,
                y,
                area,
                buf,
            ),
            FormRow::Told(words) => {
                draw_text(buf, area, 4, y, words, look.theme.style(Role::Hint));
                None
            }
            FormRow::Item(item) => {
                let (mark, word) = item.state.mark_and_label();
                let role =
                    if item.state == evidence::ItemState::Missing { Role::Warn } else { Role::Dim };
                draw_text(
                    buf,
                    area,
                    0,
                    y,
                    &truncate(&format!("{mark}    {:<48} {word}", item.words), width),
                    look.theme.style(role),
                );
                None
            }
        };
        spot = spot.or(at);
    }
    spot.or(Some((area.x, area.y)))
}

/// Returns a correction in sentences, where this is the first answer of one that stands in a table.
fn correction(case: &Case, line: &OutlineLine, width: usize) -> Vec<String> {
    let OutlineLine::Field { at, field, .. } = line else { return Vec::new() };
    let row = at
        .row
        .as_ref()
        .filter(|(table, _)| table == table::EVENT_APPENDIX && field.id == field::APPENDIX_ON.id);
    let Some(cells) = row.and_then(|(table, row)| case.row(table, *row)) else { return Vec::new() };
    let text = |id: &str| cells.get(id).map_or("", Value::as_text).replace('\n', " ");
    let (old, new, why, who) = (
        text(field::APPENDIX_OLD.id),
        text(field::APPENDIX_NEW.id),
        text(field::APPENDIX_WHY.id),
        text(field::APPENDIX_WHO.id),
    );
    wrap(&format!("Stood: {old}  Should be: {new}  Why: {why}  By: {who}"), width.max(1))
}

/// Returns the first row shown: it changes by two thirds of a page at a time, so that moving within
/// a page draws little.
fn first_shown(here: usize, per: usize) -> usize {
    let step = (per * 2 / 3).max(1);
    if here < per { 0 } else { ((here - per) / step + 1) * step }
}

/// Returns the columns of the labels: what the longest needs, within a half of the width.
fn label_width(all: &[OutlineLine], width: usize) -> usize {
    let of = |l: &OutlineLine| {
        if let OutlineLine::Field { field, .. } = l { display_width(field.label) } else { 0 }
    };
    (all.iter().map(of).max().unwrap_or(0) + 3).clamp(8, (width * 11 / 20).max(8))
}

fn section(
    parts: &[crate::domain::case::outline::SectionOutline],
    head: usize,
    look: &DrawContext,
    y: u16,
    area: Rect,
    buf: &mut Buffer,
) {
    let Some(part) = parts.iter().find(|p| p.head == head) else { return };
    let width = area.width as usize;
    let count = if part.done.wanted == 0 {
        String::new()
    } else {
        format!(" {} of {}", part.done.answered, part.done.wanted)
    };
    let label = truncate(part.label, width.saturating_sub(display_width(&count)));
    let rest = width.saturating_sub(display_width(&label) + display_width(&count) + 2);
    let rule = if look.theme.has_frames() {
        format!(" {} ", "─".repeat(rest))
    } else {
        " ".repeat(rest + 2)
    };
    draw_text(buf, area, 0, y, &label, look.theme.style(Role::Title));
    draw_text(buf, area, display_width(&label) as u16, y, &rule, look.theme.style(Role::Dim));
    let whole = part.done.answered == part.done.wanted;
    draw_text(
        buf,
        area,
        area.width.saturating_sub(display_width(&count) as u16),
        y,
        &count,
        look.theme.style(if whole { Role::Ok } else { Role::Dim }),
    );
}

#[allow(clippy::too_many_arguments)]
fn one(
    editor: &Editor,
    case: &Case,
    all: &[OutlineLine],
    i: usize,
    labels: usize,
    look: &DrawContext,
    y: u16,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let style = |r| look.theme.style(r);
    let (width, here) = (area.width as usize, i == editor.at);
    match &all[i] {
        OutlineLine::Table { table, rows, missing } => {
            let how = if table.id == "evidence" { "o takes a file in" } else { "o adds a row" };
            let wanted = if *missing { " · missing" } else { "" };
            let label =
                truncate(&format!("{} · {rows}{wanted}", table.label), width.saturating_sub(2));
            let after = 2 + display_width(&label) as u16;
            draw_text(buf, area, 2, y, &label, style(if here { Role::Focus } else { Role::Label }));
            draw_text(
                buf,
                area,
                after,
                y,
                &truncate(&format!(" · {how}"), width.saturating_sub(after as usize)),
                style(Role::Dim),
            );
            here.then_some((area.x + 2.min(area.width - 1), area.y + y))
        }
        OutlineLine::Field { at, field, missing } => {
            let value = case.at(at);
            let signed = !editor.is_pending(at) && sign_off::meeting(case, at).is_some();
            let mark = if signed { "=" } else { grid::mark(*missing) };
            draw_text(
                buf,
                area,
                0,
                y,
                &pad_to(mark, 2),
                style(if *missing && !signed { Role::Warn } else { Role::Dim }),
            );
            let label = truncate(field.label, labels.saturating_sub(3));
            draw_text(buf, area, 2, y, &label, style(if here { Role::Focus } else { Role::Label }));
            let room = width.saturating_sub(labels);
            let (words, role) = if value.is_empty() {
                (
                    nothing(
                        &field.kind,
                        *missing,
                        field.safeguarding,
                        field.asked == Condition::Optional,
                    ),
                    if *missing { Role::Warn } else { Role::Dim },
                )
            } else {
                (
                    flat(&shown(case, &field.kind, value, look)),
                    if signed { Role::Dim } else { Role::Field },
                )
            };
            let words = if here { pad_to(&words, room) } else { truncate(&words, room) };
            draw_text(
                buf,
                area,
                labels as u16,
                y,
                &words,
                style(if here { Role::Focus } else { role }),
            );
            let x = (labels as u16).min(area.width - 1);
            here.then_some((area.x + x, area.y + y))
        }
        OutlineLine::Section(_) | OutlineLine::Row { .. } => None,
    }
}

/// Returns what stands where there is no answer; never a word that could be read as "No".
fn nothing(kind: &FieldKind, missing: bool, safeguarding: bool, optional: bool) -> String {
    match (missing, kind) {
        (true, FieldKind::YesNo) if safeguarding => "not asked yet · safeguarding".into(),
        (true, FieldKind::YesNo) => "not asked yet".into(),
        (true, _) if safeguarding => "not answered · safeguarding".into(),
        (true, _) => "not answered".into(),
        (false, _) if optional => "–".into(),
        (false, _) => String::new(),
    }
}

/// Returns a text on one line, with how many more lines it has.
fn flat(text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    match lines.count() {
        0 => first.to_owned(),
        1 => format!("{first} … 1 line more"),
        n => format!("{first} … {n} lines more"),
    }
}
