//! The bar that shows the life of the open case, above every pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::Case;
use crate::domain::case::life::{LifeStep, StepState, life};
use crate::ui::look::DrawContext;
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, truncate};
use crate::widgets::theme::Role;

/// Draws the steps on one line. Where there is no room for all, those behind are left out, the
/// oldest first, and then those furthest ahead.
pub(super) fn draw(case: &Case, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let mut x = 0;
    for (words, role) in shown(&life(case, look.today), area.width as usize) {
        let words = truncate(&words, area.width.saturating_sub(x) as usize);
        draw_text(buf, area, x, 0, &words, look.theme.style(role));
        x += display_width(&words) as u16 + 2;
    }
}

/// Returns the steps as they are drawn within a width.
fn shown(steps: &[LifeStep], width: usize) -> Vec<(String, Role)> {
    let drawn = |step: &LifeStep| match step.state {
        StepState::Done => (format!("● {}", step.words), Role::Dim),
        StepState::Now => (format!("● {}", step.words), Role::Field),
        StepState::Ahead => (format!("○ {}", step.words), Role::Text),
    };
    let all: Vec<(String, Role)> = steps.iter().map(drawn).collect();
    let behind = steps.iter().take_while(|step| step.state == StepState::Done).count();
    let wide = |from: usize| all[from..].iter().map(|(w, _)| display_width(w) + 2).sum::<usize>();
    let from = (0..behind).find(|from| wide(*from) <= width + 2).unwrap_or(behind);
    let mut shown = all[from..].to_vec();
    let is_wide = |shown: &[(String, Role)]| {
        shown.iter().map(|(w, _)| display_width(w) + 2).sum::<usize>() > width + 2
    };
    while shown.len() > 1 && is_wide(&shown) {
        shown.pop();
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oldest_steps_are_left_out_first_and_none_is_cut() {
        let step = |state, words: &str| LifeStep { state, words: words.to_owned() };
        let steps = [
            step(StepState::Done, "considered"),
            step(StepState::Done, "agreed"),
            step(StepState::Now, "running, week 5 of 8"),
            step(StepState::Ahead, "ends 7 Dec"),
        ];
        let line = |width| {
            let words: Vec<String> = shown(&steps, width).into_iter().map(|(w, _)| w).collect();
            words.join("  ")
        };
        assert_eq!(line(80), "● considered  ● agreed  ● running, week 5 of 8  ○ ends 7 Dec");
        assert_eq!(line(50), "● agreed  ● running, week 5 of 8  ○ ends 7 Dec");
        assert_eq!(line(22), "● running, week 5 of 8");
    }
}
