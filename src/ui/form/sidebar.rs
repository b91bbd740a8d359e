//! The sections of the open form at its side, with what each is missing, and a legend.

use crate::ui::form::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::outline::{OutlineLine, SectionOutline, sections};
use crate::ui::form::editor::Editor;
use crate::ui::look::DrawContext;
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, truncate, wrap};
use crate::widgets::theme::Role;

const LEGEND: [(&str, &str, Role); 4] = [
    ("=", "complete", Role::Ok),
    ("?", words::ANSWERS_MISSING, Role::Warn),
    ("!", words::SAFEGUARDING_MISSING, Role::Late),
    ("–", "optional", Role::Dim),
];

fn count(part: &SectionOutline) -> String {
    if part.done.wanted == 0 {
        String::new()
    } else {
        format!("{}/{}", part.done.answered, part.done.wanted)
    }
}

/// Returns a section's name in as many lines as it takes beside its count.
fn name(part: &SectionOutline, width: usize) -> Vec<String> {
    let room = width.saturating_sub(display_width(&count(part)) + 4);
    if display_width(part.label) <= room {
        return vec![part.label.to_owned()];
    }
    // A line that goes on stands under the name, not under its number.
    let mut lines = wrap(part.label, room.saturating_sub(1).max(1));
    for line in lines.iter_mut().skip(1) {
        *line = format!(" {line}");
    }
    lines
}

/// Draws the sections, the open one with the focus's mark, and under them the legend where there is
/// room.
pub(super) fn draw(
    editor: &Editor,
    all: &[OutlineLine],
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) {
    let width = area.width as usize;
    let parts = sections(all);
    let open = parts.iter().rposition(|p| p.head <= editor.cursor);
    let rows: Vec<(usize, usize, String)> = parts
        .iter()
        .enumerate()
        .flat_map(|(i, part)| {
            name(part, width).into_iter().enumerate().map(move |(n, words)| (i, n, words))
        })
        .collect();
    let height = area.height as usize;
    let last = rows.iter().rposition(|(i, ..)| Some(*i) == open).unwrap_or(0);
    let top = (last + 1).saturating_sub(height);
    for (y, (i, n, words)) in rows.iter().skip(top).take(height).enumerate() {
        let (y, part, here) = (y as u16, &parts[*i], Some(*i) == open);
        let (mark, role) = state(part);
        draw_text(
            buf,
            area,
            2,
            y,
            &truncate(words, width.saturating_sub(3)),
            look.theme.style(if here { Role::Title } else { Role::Label }),
        );
        if *n > 0 {
            continue;
        }
        draw_text(buf, area, 0, y, mark, look.theme.style(role));
        if here {
            draw_text(buf, area, 1, y, "›", look.theme.style(Role::Title));
        }
        let count = count(part);
        draw_text(
            buf,
            area,
            area.width.saturating_sub(display_width(&count) as u16 + 1),
            y,
            &count,
            look.theme.style(role),
        );
    }
    let from = rows.len() as u16 + 1;
    if from + LEGEND.len() as u16 <= area.height {
        for (i, (mark, words, role)) in LEGEND.iter().enumerate() {
            let y = area.height - LEGEND.len() as u16 + i as u16;
            draw_text(buf, area, 0, y, mark, look.theme.style(*role));
            draw_text(buf, area, 2, y, words, look.theme.style(Role::Dim));
        }
    }
}

fn state(part: &SectionOutline) -> (&'static str, Role) {
    match () {
        () if part.safeguarding > 0 => ("!", Role::Late),
        () if part.done.answered < part.done.wanted => ("?", Role::Warn),
        () if part.done.wanted == 0 => (" ", Role::Dim),
        () => ("=", Role::Ok),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::outline::{EditorView, lines};
    use crate::domain::case::{Case, CaseRef};
    use crate::domain::forms;
    use crate::ui::form::SIDE;

    #[test]
    fn every_section_of_every_form_is_named_whole_beside_its_questions() {
        let width = SIDE as usize;
        let case = Case::new(CaseRef { year: 2026, number: 1 });
        for form in 0..forms::FORMS.len() {
            let all = lines(&case, &EditorView::Form { form, row: None });
            for part in sections(&all) {
                let lines = name(&part, width);
                let told = lines.iter().map(|l| l.trim()).collect::<Vec<_>>().join(" ");
                let first = display_width(&lines[0]) + display_width(&count(&part)) + 4;
                assert!(
                    told == part.label
                        && first <= width
                        && lines.iter().all(|l| display_width(l) + 3 <= width),
                    "{lines:?} in {width}"
                );
            }
        }
    }
}
