//! The trend as bars: how many directions began and ended each half-term.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
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

/// Draws the trend: two bars for each half-term.
pub(super) fn draw(trend: &OversightSection, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    draw_text(buf, area, 0, 0, words::TREND, look.theme.style(Role::Title));
    let styles = [look.theme.style(Role::Ok), look.theme.style(Role::Warn)];
    let mut x = words::TREND.len() as u16 + 2;
    for (words, style) in [words::BEGUN, words::ENDED].into_iter().zip(styles) {
        draw_text(buf, area, x, 0, &format!("█ {words}"), style);
        x += words.len() as u16 + 4;
    }
    let bars = Rect { height: HEIGHT.min(area.height.saturating_sub(6)), ..below(area, 0, 2) };
    let columns = [trend.column(0), trend.column(1)];
    let groups = trend.rows.iter().enumerate().map(|(i, row)| {
        let bar = |column: usize| {
            let count = columns[column][i];
            Bar::default()
                .value(count as u64)
                .text_value(count.to_string())
                .style(styles[column])
                .value_style(styles[column].add_modifier(ratatui::style::Modifier::REVERSED))
        };
        let label = Line::styled(short(&row.label), look.theme.style(Role::Label));
        BarGroup::default().label(label).bars(&[bar(0), bar(1)])
    });
    let mut chart = BarChart::default().bar_width(2).bar_gap(0).group_gap(2);
    for group in groups {
        chart = chart.data(group);
    }
    chart.render(bars.intersection(buf.area), buf);
    let under = below(area, 0, 3 + bars.height);
    for (y, line) in (0..).zip(wrap(words::HALF_TERMS, usize::from(under.width.max(1)))) {
        draw_text(buf, under, 0, y, &line, look.theme.style(Role::Dim));
    }
}

/// Returns the name of a half-term in four cells: `A2 6` for Autumn 2 of 2026.
fn short(label: &str) -> String {
    let mut parts = label.split(' ');
    let first = parts.next().and_then(|name| name.chars().next()).unwrap_or(' ');
    let (of, year) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let year = year.get(2..).unwrap_or_default();
    format!("{first}{of}{year}")
}
