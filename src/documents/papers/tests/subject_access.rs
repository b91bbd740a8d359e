//! The bundle of a subject access request: what is withheld or redacted is nowhere in the files.

use super::*;
use crate::documents::subject_access::{AccessReport, RIGHTS, json};
use crate::domain::subject_access::bundle::Bundle;
use crate::domain::subject_access::decision::{Decision, Ground, Redaction, Treatment};
use crate::domain::subject_access::item::Item;
use crate::domain::subject_access::passage::Folded;
use crate::domain::subject_access::request::{AccessRequest, Capacity};
use crate::domain::subject_access::worklist::Worklist;

const CASE: CaseRef = CaseRef { year: 2026, number: 7 };
const SECRETS: [&str; 3] = ["Jo Bloggs pushed him", "& <Zoë's> aunt", "Told in confidence"];

fn item(key: &str, section: &str, text: &str) -> Item {
    Item {
        key: key.into(),
        section: section.into(),
        title: "note".into(),
        text: text.into(),
        typed: vec![text.into()],
        repeats: Vec::new(),
    }
}

fn report() -> AccessReport {
    let redact = |passage: &str| {
        let ground = Ground::OtherChild;
        Treatment::Redact(vec![Redaction { passage: passage.into(), ground }])
    };
    let all = [
        (item("a", "Notes", "On Monday Jo  Bloggs\n\tpushed him at noon."), redact(SECRETS[0])),
        (item("b", "Notes", "A note of \"JO BLOGGS PUSHED HIM\"."), redact(SECRETS[0])),
        (item("c", "Notes", "Seen by & <Zoë’s>\r\naunt."), redact(SECRETS[1])),
        (item("d", "Plan", SECRETS[2]), Treatment::Withhold(Ground::SeriousHarm)),
        (item("e", "Plan", "Given whole."), Treatment::Disclose),
    ];
    let decided = all.iter().map(|(item, treatment)| {
        let (treatment, sum) = (treatment.clone(), item.sum());
        let by = "a.shah".to_owned();
        (item.key.clone(), Decision { treatment, sum, by, user: None, at_ms: 0 })
    });
    let decided = decided.collect();
    let mut worklist = Worklist::default();
    worklist.add(CASE, all.map(|(item, _)| item).to_vec(), &decided);
    AccessReport {
        request: AccessRequest {
            id: "SAR-2026-0007-1".parse().expect("a reference"),
            cases: vec![CASE],
            received: day("2026-11-02"),
            capacity: Capacity::Child,
            identity: None,
            clarifications: Vec::new(),
            extension_told: None,
            educational: None,
            maintained: None,
            competence: None,
            authority: None,
            opened_ms: 0,
            closed: None,
        },
        bundle: Bundle::of(&worklist).expect("everything is decided"),
        officer: "b.jones".into(),
        day: today(),
    }
}

/// Returns whether a text has a secret, whatever its capitals, lines and marks of XML.
fn tells(text: &str, secret: &str) -> bool {
    let text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&apos;", "'").replace("\\n", " ").replace("\\t", " ");
    !Folded::new(&text).find(&Folded::new(secret)).is_empty()
}

#[test]
fn text_that_is_not_given_is_in_no_part_of_the_word_file_or_the_json() {
    let report = report();
    let parts = unpacked(&access_docx(&report).expect("made"));
    let whole: String = parts.iter().map(|(name, xml)| runs(name, xml)).collect();
    let json = json(&report).to_string();
    for shown in [&whole, &json] {
        assert!(shown.contains("On Monday [redacted: another child] at noon."), "{shown}");
        assert!(shown.contains("Given whole.") && shown.contains("serious harm"), "{shown}");
        assert!(RIGHTS.iter().all(|sentence| shown.contains(sentence)));
    }
    for secret in SECRETS {
        for (name, xml) in &parts {
            assert!(!tells(xml, secret) && !tells(&runs(name, xml), secret), "{name}: {secret}");
            // Nor one of its words alone.
            for word in ["Bloggs", "aunt", "confidence"] {
                assert!(!xml.to_lowercase().contains(&word.to_lowercase()), "{name}: {word}");
            }
        }
        assert!(!tells(&whole, secret) && !tells(&json, secret), "{secret}");
    }
    assert!(tells("he said: jo\nbloggs   Pushed him", SECRETS[0]), "the test can fail");
    assert!(tells("&amp; &lt;zoe’s&gt; aunt", SECRETS[1]), "the test can fail");
}

#[test]
fn first_page_says_what_it_is_and_the_index_points_to_every_section() {
    let report = report();
    let parts = unpacked(&access_docx(&report).expect("made"));
    let (name, xml) = parts.iter().find(|(n, _)| n == "word/document.xml").expect("the text");
    let text = runs(name, xml);
    for words in ["23/11/2026", "b.jones", "SAR-2026-0007-1", "5 items: 4 given, 1 withheld"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("Notes, items 1 to 3") && text.contains("Plan, item 5"), "{text}");
    let marks = xml.matches("<w:bookmarkStart").count();
    assert_eq!(marks, 4, "two sections, what is withheld, what is not in it");
    for mark in 0..marks {
        assert_eq!(xml.matches(&format!("PAGEREF section_{mark} ")).count(), 1, "{mark}");
        assert_eq!(xml.matches(&format!("w:name=\"section_{mark}\"")).count(), 1, "{mark}");
    }
}
