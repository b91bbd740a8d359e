//! Bytes to the terminal for each kind of key. `cargo test --test suite bytes -- --nocapture`
//! prints them.

use std::cell::RefCell;
use std::io::Write;
use std::rc::Rc;

use offsite::terminal::painter::Painter;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::flow::Flow;

#[derive(Clone, Default)]
struct Line(Rc<RefCell<Vec<u8>>>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct Meter {
    line: Line,
    terminal: Terminal<CrosstermBackend<Line>>,
    painter: Painter,
}

impl Meter {
    fn new(flow: &Flow) -> Meter {
        let line = Line::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, flow.size.0, flow.size.1));
        let terminal = Terminal::with_options(
            CrosstermBackend::new(line.clone()),
            TerminalOptions { viewport },
        )
        .expect("a terminal");
        Meter { line, terminal, painter: Painter::default() }
    }

    /// Returns the bytes of the next frame.
    fn bytes(&mut self, flow: &Flow) -> usize {
        self.line.0.borrow_mut().clear();
        self.painter.paint(&mut self.terminal, &flow.ui).expect("painted");
        self.line.0.borrow().len()
    }

    /// Returns the bytes of what was left to draw once the hands rest; none where nothing was.
    fn rested(&mut self, flow: &Flow) -> usize {
        self.line.0.borrow_mut().clear();
        if self.painter.redraw_timeout().is_some() {
            self.painter.rest(&mut self.terminal, &flow.ui).expect("painted");
        }
        assert!(self.painter.redraw_timeout().is_none(), "an idle session would wake");
        self.line.0.borrow().len()
    }
}

#[test]
fn frame_in_which_no_cell_has_changed_sends_no_byte() {
    let mut flow = Flow::demo();
    let mut meter = Meter::new(&flow);
    assert!(meter.bytes(&flow) > 0);
    assert_eq!(meter.bytes(&flow), 0);
    // The cursor alone is a reason to send something.
    flow.keys("/a<Left>");
    meter.bytes(&flow);
    flow.keys("<Right>");
    assert!(meter.bytes(&flow) > 0);
    assert_eq!(meter.bytes(&flow), 0);
}

#[test]
fn each_key_sends_few_bytes_and_none_asks_the_terminal_anything() {
    for size in [(160, 45), (80, 24)] {
        let mut flow = Flow::demo();
        flow.size = size;
        let mut meter = Meter::new(&flow);
        let whole = meter.bytes(&flow);
        let mut moves = Vec::new();
        for _ in 0..8 {
            flow.keys("j");
            moves.push(meter.bytes(&flow));
        }
        moves.sort_unstable();
        let (moved, most) = (moves[4], moves[7]);
        let rested = meter.rested(&flow);
        let mut of = |keys: &str| {
            flow.keys(keys);
            meter.bytes(&flow)
        };
        of("/");
        let letter = of("t");
        of("<Esc>");
        let open = of("3");
        of("j");
        let step = of("j");
        of("e");
        let typed = of("x");
        println!(
            "{size:?}: whole screen {whole}, move {moved} (most {most}; then at rest {rested}), filter letter {letter}, open {open}, move in the form {step}, typed letter {typed} bytes"
        );
        let sent = meter.line.0.borrow().clone();
        // A question to the terminal ends in n, c or u after ESC [; its answer would arrive as
        // keys.
        assert!(!sent.windows(3).any(|w| w == b"\x1b[6" || w == b"\x1b[c" || w == b"\x1b[>"));
        assert!(size.0 < 160 || moved <= 150, "a move sends {moved} bytes");
        assert!(rested <= 1500, "the case beside the list sends {rested} bytes");
        assert!(typed <= 50, "a typed letter sends {typed} bytes");
        assert!(step <= 300, "a move in the form sends {step} bytes");
    }
}
