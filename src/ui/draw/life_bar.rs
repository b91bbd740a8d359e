//! The bar that shows the life of the open case, above every pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::Case;
use crate::domain::case::life::{LifeStep, StepState, life};
use crate::ui::look::DrawContext;
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, truncate};
use crate::widgets::theme::Role;

/// Draws the steps on one line. Where there is no room for all words, those behind keep their sign
/// alone, the oldest first.
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
    let drawn = |step: &LifeStep, is_short: bool| match step.state {
        StepState::Done if is_short => ("●".to_owned(), Role::Dim),
        StepState::Done => (format!("● {}", step.words), Role::Dim),
        StepState::Now => (format!("● {}", step.words), Role::Field),
        StepState::Ahead => (format!("○ {}", step.words), Role::Text),
    };
    let laid = |short: usize| -> Vec<(String, Role)> {
        steps.iter().enumerate().map(|(i, step)| drawn(step, i < short)).collect()
    };
    let wide =
        |all: &[(String, Role)]| all.iter().map(|(w, _)| display_width(w) + 2).sum::<usize>();
    let fits = (0..steps.len()).map(laid).find(|all| wide(all) <= width + 2);
    fits.unwrap_or_else(|| laid(steps.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_behind_lose_their_words_first_and_no_step_is_lost() {
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
        assert_eq!(line(50), "●  ● agreed  ● running, week 5 of 8  ○ ends 7 Dec");
        assert_eq!(line(20), "●  ●  ● running, week 5 of 8  ○ ends 7 Dec");
    }
}
