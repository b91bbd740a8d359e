//! Attendance figures: in whole sessions, by week as bars, by weekday as a heat map, before the
//! direction against during it.

use crate::ui::attendance::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::attendance::figures::{Figures, tenths};
use crate::domain::attendance::{Registers, before};
use crate::domain::calendar::dates;
use crate::ui::look::{CursorPos, DrawContext};
use crate::widgets::put::draw_text;
use crate::widgets::text::truncate;
use crate::widgets::theme::Role;

/// Cells of a whole bar.
const BAR: usize = 10;

/// Draws the figures from the top; returns the first cell.
pub(super) fn draw(
    registers: &Registers,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    if area.width == 0 || area.height == 0 {
        return None;
    }
    let parts = [
        sums(registers, look),
        before_and_during(registers, look),
        heat(registers, look),
        weeks(registers, look, usize::from(area.height)),
    ];
    // Two columns where there is room for them and one is too short.
    let tall: usize = parts.iter().map(|p| p.len() + 1).sum();
    let half = area.width / 2;
    let is_two = tall > usize::from(area.height) && area.width >= 76;
    let [first, second] = if is_two { [0..2, 2..4] } else { [0..4, 4..4] };
    let left = Rect { width: if is_two { half - 2 } else { area.width }, ..area };
    column(&parts[first], look, left, buf);
    column(&parts[second], look, Rect { x: area.x + half, width: area.width - half, ..area }, buf);
    Some((area.x, area.y))
}

type FigureLine = (String, Role);

fn column(parts: &[Vec<FigureLine>], look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let mut y = 0;
    for part in parts {
        for (words, role) in part {
            draw_text(
                buf,
                area,
                0,
                y,
                &truncate(words, area.width as usize),
                look.theme.style(*role),
            );
            y += 1;
        }
        y += 1;
    }
}

fn sums(registers: &Registers, look: &DrawContext) -> Vec<FigureLine> {
    let f = registers.figures(look.today);
    let mut lines = vec![(words::FIGURES.to_owned(), Role::Title)];
    lines.push(match f.possible() {
        0 => (words::NO_SESSIONS.to_owned(), Role::Text),
        n => (words::of_sessions(&f.percent(), &f.attended, &n), Role::Text),
    });
    if let Some(band) = f.band() {
        let role = if band.label().starts_with('!') { Role::Warn } else { Role::Ok };
        lines.push((band.label().to_owned(), role));
    }
    for (words, n) in [
        ("authorised", f.authorised),
        ("unauthorised", f.unauthorised),
        (words::NOT_MARKED, f.unmarked),
        (words::NOT_COUNTED, f.not_possible),
    ] {
        lines.push((format!("{words:<13}{n:>5}"), Role::Text));
    }
    if f.disputed > 0 {
        lines.push((format!("{:<13}{:>5}", words::CONFLICTING, f.disputed), Role::Warn));
    }
    if f.unclear > 0 {
        lines.push((format!("{:<13}{:>5}", words::UNCLEAR, f.unclear), Role::Warn));
    }
    lines
}

fn before_and_during(registers: &Registers, look: &DrawContext) -> Vec<FigureLine> {
    let (terms, during) = (before::terms(registers.case), registers.figures(look.today));
    let line = |name: &str, f: &Figures| {
        (
            format!(
                "{:<16} {:>6} {:>4}/{}",
                truncate(name, 16),
                short(f),
                f.attended,
                f.possible()
            ),
            Role::Text,
        )
    };
    let mut lines = vec![(words::BEFORE_AND_DURING.to_owned(), Role::Title)];
    if terms.is_empty() {
        lines.push((words::NO_TERMS_BEFORE.to_owned(), Role::Dim));
    }
    lines.extend(terms.iter().map(|t| line(&t.name, &t.figures)));
    lines.push(line(words::DIRECTION, &during));
    lines.extend(before::change(&before::total(&terms), &during).map(|words| (words, Role::Text)));
    lines
}

fn short(f: &Figures) -> String {
    f.per_mille().map_or_else(|| "-".to_owned(), tenths)
}

fn weeks(registers: &Registers, look: &DrawContext, most: usize) -> Vec<FigureLine> {
    let all = registers.by_week(look.today);
    let mut lines = vec![(words::BY_WEEK.to_owned(), Role::Title)];
    if all.is_empty() {
        lines.push((words::NO_WEEK_YET.to_owned(), Role::Dim));
    }
    let skip = all.len().saturating_sub(most);
    for (monday, f) in all.iter().skip(skip) {
        let words = match f.per_mille() {
            None => {
                let words =
                    if f.not_possible > 0 { words::NONE_POSSIBLE } else { words::NOT_MARKED };
                format!("{:<7}{} {words}", dates::show_day_month(*monday), "·".repeat(BAR))
            }
            Some(n) => format!(
                "{:<7}{} {:>6} {:>2}/{}",
                dates::show_day_month(*monday),
                bar(n),
                tenths(n),
                f.attended,
                f.possible()
            ),
        };
        lines.push((words, role_of(f)));
    }
    lines
}

/// Returns a bar of tenths; a part of a tenth is a half block, so that it is not lost.
fn bar(per_mille: usize) -> String {
    let (full, rest) = (per_mille / 100, per_mille % 100);
    let half = usize::from(rest > 0 && full < BAR);
    format!(
        "{}{}{}",
        "█".repeat(full.min(BAR)),
        "▌".repeat(half),
        "·".repeat(BAR - full.min(BAR) - half)
    )
}

fn role_of(f: &Figures) -> Role {
    if f.band().is_some_and(|b| b.label().starts_with('!')) { Role::Warn } else { Role::Text }
}

fn heat(registers: &Registers, look: &DrawContext) -> Vec<FigureLine> {
    let cells = registers.by_session(look.today);
    let mut lines = vec![
        (words::BY_WEEKDAY.to_owned(), Role::Title),
        (format!("     {:<13}{}", "am", "pm"), Role::Dim),
    ];
    for (name, [am, pm]) in
        [words::MON, words::TUE, words::WED, words::THU, words::FRI].into_iter().zip(&cells)
    {
        let role = if role_of(am) == Role::Warn || role_of(pm) == Role::Warn {
            Role::Warn
        } else {
            Role::Text
        };
        lines.push((format!("{name}  {:<13}{}", shade(am), shade(pm)), role));
    }
    lines
}

/// Returns a shade and its figure: the darker, the more was attended.
fn shade(f: &Figures) -> String {
    let Some(n) = f.per_mille() else { return "   -".to_owned() };
    let block = match n {
        950.. => "██",
        900.. => "▓▓",
        500.. => "▒▒",
        _ => "░░",
    };
    format!("{block} {:>6}", tenths(n))
}

/// Returns the last day of a term's week as shown on its line.
pub(super) fn week_words(monday: chrono::NaiveDate) -> String {
    dates::show_day_month(monday)
}
