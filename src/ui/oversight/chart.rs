//! The trend as bars: how many directions began and ended each half-term.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::Line;
use ratatui::widgets::{Bar, BarChart, BarGroup, Widget};

use crate::domain::oversight::OversightSection;
use crate::ui::look::DrawContext;
use crate::ui::oversight::words;
use crate::widgets::put::{below, draw_text};
use crate::widgets::text::wrap;
use crate::widgets::theme::Role;

/// The most lines that the bars take with their labels.
const HEIGHT: u16 = 16;

/// What the bars are made of.
const BEGUN: &str = "█";
const ENDED: &str = "▒";
/// The columns of a bar, and those between two half-terms.
const BAR: u16 = 4;
const GAP: u16 = 2;

/// Draws the trend: two bars for each half-term.
pub(super) fn draw(trend: &OversightSection, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    draw_text(buf, area, 0, 0, words::TREND, look.theme.style(Role::Title));
    let styles = [look.theme.style(Role::Text), look.theme.style(Role::Dim)];
    let mut x = 0;
    for (sign, words) in [(BEGUN, words::BEGUN), (ENDED, words::ENDED)] {
        draw_text(buf, area, x, 1, &format!("{sign} {words}"), look.theme.style(Role::Label));
        x += words.len() as u16 + 4;
    }
    let bars = Rect { height: HEIGHT.min(area.height.saturating_sub(7)), ..below(area, 0, 3) };
    let columns = [trend.column(0), trend.column(1)];
    // As many of the latest as there is room for.
    let fit = usize::from((area.width + GAP) / (2 * BAR + GAP));
    let from = trend.rows.len().saturating_sub(fit);
    let groups = trend.rows.iter().enumerate().skip(from).map(|(i, row)| {
        let bar = |column: usize| {
            let count = columns[column][i];
            Bar::default()
                .value(count as u64)
                .text_value(count.to_string())
                .style(styles[column])
                .value_style(styles[column].add_modifier(Modifier::REVERSED))
        };
        let label = Line::styled(short(&row.label), look.theme.style(Role::Label));
        BarGroup::default().label(label).bars(&[bar(0), bar(1)])
    });
    let mut chart = BarChart::default().bar_width(BAR).bar_gap(0).group_gap(GAP);
    for group in groups {
        chart = chart.data(group);
    }
    chart.render(bars.intersection(buf.area), buf);
    mark_ended(bars.intersection(buf.area), buf);
    let under = below(area, 0, 4 + bars.height);
    for (y, line) in (0..).zip(wrap(words::HALF_TERMS, usize::from(under.width.max(1)))) {
        draw_text(buf, under, 0, y, &line, look.theme.style(Role::Dim));
    }
}

/// Gives the bars of what has ended a sign of their own, so that no colour is needed to tell them.
fn mark_ended(bars: Rect, buf: &mut Buffer) {
    for y in bars.top()..bars.bottom() {
        for x in bars.left()..bars.right() {
            let is_ended = ((x - bars.x) % (2 * BAR + GAP)) / BAR == 1;
            if is_ended && buf[(x, y)].symbol() == BEGUN {
                buf[(x, y)].set_symbol(ENDED);
            }
        }
    }
}

/// Returns the name of a half-term in eight cells: `Aut 2 26` for `Autumn 2 2026`.
fn short(label: &str) -> String {
    let parts: Vec<&str> = label.split(' ').collect();
    let [name, of, year] = parts[..] else { return label.to_owned() };
    format!("{} {of} {}", name.get(..3).unwrap_or(name), year.get(2..).unwrap_or(year))
}
