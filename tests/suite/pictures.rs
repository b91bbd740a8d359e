//! Snapshots of every pane and of whatever lies over one, walked from their own lists: letters, the
//! style of each cell and the place of the real cursor. What is drawn otherwise shows as a
//! difference of text; a pane or overlay without a snapshot fails.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use offsite::keymap::Keymap;
use offsite::ui::Pane;
use offsite::ui::specimens::{ALL, lay};
use ratatui::buffer::{Buffer, Cell};
use unicode_width::UnicodeWidthStr;

use crate::flow::Flow;

/// The smallest useful screen and a large one.
const SIZES: [(u16, u16); 2] = [(80, 24), (160, 45)];

/// What each style is called in a snapshot, in the order in which it first stands there; cells of
/// the terminal's own style are dots.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Returns where the snapshots are kept.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/snapshots")
}

fn name(of: &str, (width, height): (u16, u16)) -> String {
    format!("{of}_{width}x{height}").to_lowercase()
}

/// Returns the letters of a row; the cell behind a wide letter belongs to it.
fn letters(buf: &Buffer, y: u16) -> String {
    let (mut row, mut x) = (String::new(), 0);
    while x < buf.area.width {
        let symbol = buf[(x, y)].symbol();
        row.push_str(symbol);
        x += (symbol.width() as u16).max(1);
    }
    row.trim_end().to_owned()
}

fn style(cell: &Cell) -> String {
    format!("{} on {} {:?}", cell.fg, cell.bg, cell.modifier)
}

/// Returns a frame as text.
fn rendered(buf: &Buffer, (column, row): (u16, u16)) -> String {
    let own = style(&Cell::default());
    let mut styles: Vec<String> = Vec::new();
    let mut map = String::new();
    for y in 0..buf.area.height {
        let mut line = String::new();
        for x in 0..buf.area.width {
            let style = style(&buf[(x, y)]);
            if style == own {
                line.push('.');
                continue;
            }
            let known = styles.iter().position(|s| *s == style).unwrap_or_else(|| {
                styles.push(style);
                styles.len() - 1
            });
            line.push(LETTERS.chars().nth(known).expect("a letter for each style"));
        }
        map.push_str(line.trim_end_matches('.'));
        map.push('\n');
    }
    let rows: Vec<String> = (0..buf.area.height).map(|y| letters(buf, y)).collect();
    let legend: Vec<String> =
        LETTERS.chars().zip(&styles).map(|(letter, style)| format!("{letter} {style}")).collect();
    format!(
        "{}\n\ncursor: column {column}, row {row}\n\n{map}\n{}\n",
        rows.join("\n"),
        legend.join("\n")
    )
}

/// Opens a session of its own on a copy of the demo's store.
fn session(demo: &Path) -> Flow {
    let dir = tempfile::tempdir().expect("a folder");
    crate::linear::copied(demo, &dir.path().join("store"));
    Flow::on(dir, Keymap::built_in())
}

/// Holds what a session shows against its snapshots.
fn hold(flow: &mut Flow, of: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for size in SIZES {
            flow.size = size;
            let (buf, cursor) = flow.frame();
            insta::assert_snapshot!(name(of, size), rendered(&buf, cursor));
        }
    });
}

fn pane_name(words: &str) -> String {
    format!("pane_{words}")
}

fn overlay_name(name: &str) -> String {
    format!("overlay_{name}")
}

#[test]
fn every_pane_matches_its_snapshot() {
    let (_dir, demo) = crate::demo();
    for (pane, words) in Pane::ALL {
        let mut flow = session(&demo);
        if pane != Pane::Cases {
            flow.keys("/OSD-2026-0006<Enter>");
        }
        let asks = flow.ui.go(words.parse().expect("a pane"), None);
        flow.turn(asks);
        flow.keys("");
        hold(&mut flow, &pane_name(words));
    }
}

#[test]
fn every_overlay_matches_its_snapshot() {
    let (_dir, demo) = crate::demo();
    for (name, _) in ALL {
        let mut flow = session(&demo);
        flow.keys("/OSD-2026-0006<Enter>2");
        assert!(lay(&mut flow.ui, name), "{name}");
        hold(&mut flow, &overlay_name(name));
    }
}

#[test]
fn snapshots_are_exactly_those_of_the_panes_and_overlays() {
    let panes = Pane::ALL.iter().map(|(_, words)| pane_name(words));
    let named: BTreeSet<String> = panes
        .chain(ALL.iter().map(|(name, _)| overlay_name(name)))
        .flat_map(|of| SIZES.map(|size| name(&of, size) + ".snap"))
        .collect();
    let kept: BTreeSet<String> = std::fs::read_dir(folder())
        .expect("the snapshots")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(kept, named);
}
