//! `offsite frame`: one screen as text, no terminal needed.

use crate::cli::commands::print;
use crate::error::Failure;
use crate::keymap::key::Key;
use crate::service::Owner;
use crate::terminal::dispatch;
use crate::ui::Ui;

pub(super) fn frame(owner: &mut Owner, mut ui: Ui, pane: &str, size: &str, keys: &str) -> Result<(), Failure> {
    let sides = size.split_once('x').and_then(|(w, h)| Some((w.parse::<u16>().ok()?, h.parse::<u16>().ok()?)));
    let (width, height) =
        sides.filter(|(w, h)| (1..=500).contains(w) && (1..=200).contains(h)).ok_or("Write the size like 80x24.".to_owned())?;
    let start = ui.start();
    dispatch::turn(&mut ui, owner, start);
    let asks = ui.open_pane(pane)?;
    dispatch::turn(&mut ui, owner, asks);
    for key in Key::read_all(keys)? {
        let asks = ui.on_key(key);
        dispatch::turn(&mut ui, owner, asks);
    }
    dispatch::rest(&mut ui, owner);
    print(dispatch::text(&ui, width, height).trim_end_matches('\n'))
}
