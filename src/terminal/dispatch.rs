//! Sends the requests of one turn to the service and its replies back to the panes, before anything
//! is drawn.

use std::collections::VecDeque;
use std::path::Path;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Backend, Bytes, FileSource, Reply, Request};
use crate::error::Result;
use crate::files::MAX_REGISTER;
use crate::files::access::FileAccess;
use crate::ui::App;
use crate::ui::pending::Pending;

/// Sends every request to the service in order, and for what the answers ask in turn.
pub fn dispatch(ui: &mut App, backend: &mut dyn Backend, asks: Vec<Pending>) {
    let mut waiting = VecDeque::from(asks);
    let mut refused = false;
    while let Some(Pending { request, then }) = waiting.pop_front() {
        // A text that was not saved is kept: it is dropped only after the change that holds it is
        // on disk.
        if refused && matches!(request, Request::DiscardDraft { .. }) {
            continue;
        }
        let reply = match with_files(request, ui.confined_to()) {
            // The next key does not wait until the text before it is on disk.
            Ok(request) if request.is_posted() => {
                let Some(reply) = backend.post(request) else {
                    refused = false;
                    continue;
                };
                reply
            }
            Ok(request) => backend.ask(request),
            Err(error) => Reply::RegisterRefused(vec![error.to_string()]),
        };
        refused = matches!(
            reply,
            Reply::Refused { .. }
                | Reply::NotOpen { .. }
                | Reply::Blocked { .. }
                | Reply::Clash { is_same: false, .. }
        );
        waiting.extend(ui.on_reply(then, reply));
    }
}

/// Returns the request with the bytes of the file that it names, since the service reads none.
fn with_files(request: Request, confined_to: Option<&Path>) -> Result<Request> {
    let Request::Register { file: FileSource::Named(path), intake, take } = request else {
        return Ok(request);
    };
    let typed = path.to_string_lossy();
    let bytes = FileAccess::confined_to(confined_to).read(&typed, MAX_REGISTER)?;
    Ok(Request::Register { file: FileSource::Read(Bytes(bytes)), intake, take })
}

/// Asks for what the session left waiting while the cursor moved.
pub fn flush_deferred(ui: &mut App, backend: &mut dyn Backend) {
    let asks = ui.ask_deferred();
    dispatch(ui, backend, asks);
}

/// Returns one screen as lines of text without blanks at their ends.
pub fn text(ui: &App, width: u16, height: u16) -> String {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    crate::ui::draw(ui, area, &mut buf);
    let mut out = String::new();
    for y in 0..height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..width {
            let symbol = buf[(x, y)].symbol();
            if skip > 0 {
                skip -= 1;
                continue;
            }
            line.push_str(symbol);
            skip = crate::widgets::text::display_width(symbol).saturating_sub(1);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
