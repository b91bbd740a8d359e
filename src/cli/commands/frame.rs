//! `offsite frame`: prints one screen as text; no terminal is needed.

use crate::api::Backend;
use crate::cli::output::print;
use crate::error::Error;
use crate::keymap::key::Key;
use crate::terminal::dispatch;
use crate::ui::App;

pub(in crate::cli) fn frame(
    owner: &mut dyn Backend,
    mut ui: App,
    pane: &str,
    size: &str,
    keys: &str,
) -> Result<(), Error> {
    let sides = size
        .split_once('x')
        .and_then(|(w, h)| Some((w.parse::<u16>().ok()?, h.parse::<u16>().ok()?)));
    let (width, height) = sides
        .filter(|(w, h)| (1..=500).contains(w) && (1..=200).contains(h))
        .ok_or_else(|| Error::input("Write the size like 80x24."))?;
    let start = ui.start();
    dispatch::dispatch(&mut ui, owner, start);
    let asks = ui.go(pane.parse()?, None);
    dispatch::dispatch(&mut ui, owner, asks);
    for key in Key::read_all(keys)? {
        let asks = ui.on_key(key);
        dispatch::dispatch(&mut ui, owner, asks);
    }
    dispatch::flush_deferred(&mut ui, owner);
    print(dispatch::text(&ui, width, height).trim_end_matches('\n'))
}
