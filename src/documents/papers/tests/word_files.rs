//! Word files are sound, whatever stands in them.

use super::*;

#[test]
fn each_word_file_is_sound_whatever_the_names() {
    const NAMES: [&str; 5] = [
        "Zoe\u{308} Bronte\u{308}-Hill",
        "Wolfeschlegelsteinhausenbergerdorffwelch Hubert",
        "שלום אבגדה",
        "<b>&\"O’Brien\" 'x' ]]>",
        "Bell\u{7}\u{0}\u{1b}[31m \u{fffe}\u{e000}Missing: x\u{e001}",
    ];
    for name in NAMES {
        let mut case = full(true);
        for (_, value) in case.answers.iter_mut().filter(|(_, v)| matches!(v, Value::Text(_))) {
            *value = text(name);
        }
        set_row(&mut case, "contacts", "contacts.name", text(name));
        for kind in KINDS {
            let order =
                DocumentOrder { format: FileFormat::Docx, review: Some(1), ..order(kind.id) };
            let Ok(made) = made(&case, &order) else { continue };
            for copy in &made.copies {
                assert!(
                    copy.name.is_ascii() && copy.name.rsplit('.').next() == Some("docx"),
                    "{}",
                    copy.name
                );
                let parts = unpacked(&copy.bytes);
                let has = |part: &str| parts.iter().any(|(n, _)| n == part);
                for part in [
                    "[Content_Types].xml",
                    "_rels/.rels",
                    "word/document.xml",
                    "word/styles.xml",
                    "word/footer1.xml",
                    "docProps/core.xml",
                ] {
                    assert!(has(part), "{}: no {part}", copy.name);
                }
                let texts: Vec<String> = parts.iter().map(|(n, xml)| runs(n, xml)).collect();
                let whole = texts.concat();
                assert!(
                    whole.contains("OSD-2026-0007") && whole.contains(kind.label),
                    "{}",
                    copy.name
                );
                let clean = crate::documents::papers::span::plain(name);
                if kind.is_form() || kind.id == "portal" {
                    assert!(whole.contains(clean.trim()), "{}: {clean}", copy.name);
                }
                assert!(!whole.contains('\u{e000}') && !whole.contains('\u{7}'), "{}", copy.name);
            }
        }
    }
}
