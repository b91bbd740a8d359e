//! Pictures of lines with letters and styles: what is bold, dim, reversed or underlined stands
//! under each line. `OFFSITE_BLESS=1` writes them anew.

use std::path::Path;

use ratatui::style::Modifier;

use crate::flow::Flow;
use offsite::ui::specimens;

/// Returns the rows of the form's lines that hold one of the words, each with its styles under it:
/// R reversed, B bold, D dim, U underlined, a blank for plain.
fn picture(flow: &Flow, words: &[&str]) -> String {
    let (buf, (cx, cy)) = flow.frame();
    let mut out = String::new();
    // What stands left of and above the form's lines belongs to others.
    let left = if flow.size.0 == 160 { 90 } else { 0 };
    for y in 5..flow.size.1 {
        let mut text = String::new();
        let mut style = String::new();
        let mut skip = 0;
        for x in left..flow.size.0 {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let cell = &buf[(x, y)];
            text.push_str(cell.symbol());
            let mark = match cell.modifier {
                m if m.contains(Modifier::REVERSED) => 'R',
                m if m.contains(Modifier::UNDERLINED) => 'U',
                m if m.contains(Modifier::BOLD) => 'B',
                m if m.contains(Modifier::DIM) => 'D',
                _ => ' ',
            };
            style.push(if (x, y) == (cx, cy) { '#' } else { mark });
            skip = unicode_width::UnicodeWidthStr::width(cell.symbol()).saturating_sub(1);
            style.extend(std::iter::repeat_n(mark, skip));
        }
        if words.iter().any(|w| text.contains(w)) {
            out.push_str(&format!("{}\n{}\n", text.trim_end(), style.trim_end()));
        }
    }
    out
}

fn holds(name: &str, picture: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/suite/filling/pictures")
        .join(format!("{name}.txt"));
    if std::env::var_os("OFFSITE_BLESS").is_some() {
        std::fs::write(&path, picture).expect("written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == picture,
        "{} is no longer so. It was:\n{kept}\nIt is:\n{picture}",
        path.display()
    );
}

#[test]
fn wide_names_in_form_and_tables_match_their_pictures() {
    for (size, name) in [((160, 45), "wide"), ((80, 24), "narrow")] {
        let mut flow = Flow::empty();
        flow.size = size;
        flow.keys("neZoe\u{308} Māia 漢字 نور Featherstonehaugh-Cholmondeley-Warner<Enter>");
        specimens::go_to_heading(&mut flow.ui, "contacts");
        flow.keys("oe山田 太郎<Enter>eFather<Enter>y");
        specimens::go_to_heading(&mut flow.ui, "contacts");
        flow.keys("oeZoe\u{308}<Enter>eMother<Enter>hh");
        holds(
            &format!("names_{name}"),
            &picture(&flow, &["Featherston", "太郎", "Mother", "Moving to"]),
        );
        flow.keys("/full name<Enter>");
        holds(&format!("focus_{name}"), &picture(&flow, &["Full name"]));
        flow.keys("]").keys("n").keys("k");
        holds(
            &format!("states_{name}"),
            &picture(&flow, &["Safeguarding concerns?", "Early Help assessment"]),
        );
    }
}
