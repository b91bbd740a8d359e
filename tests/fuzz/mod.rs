//! What is fed with hostile bytes: one function a target. It must neither panic nor hang, whatever comes; what it asserts besides must hold
//! of every input. `tests/suite/fuzz.rs` drives them; a coverage-guided fuzzer can call them just as well.

use chrono::NaiveDate;
use offsite::app::config;
use offsite::app::keymap::Keymap;
use offsite::documents::{ctf, jsonl, media, registers, schools, terms};
use offsite::domain::query;
use offsite::store::backup::{self, Key};
use offsite::store::chain::{self, Mark, Reader, Step};
use offsite::store::probe;
use offsite::widgets::theme::Theme;

/// A target: its name, what it does with bytes, and inputs to begin from.
pub struct Target {
    pub name: &'static str,
    pub run: fn(&[u8]),
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target { name: "journal", run: journal, seeds: || vec![kept("formats/1/journal")] },
    Target { name: "record", run: probe::value, seeds: probe::records },
    Target { name: "backup", run: backup, seeds: || vec![kept("formats/backup-1.offsite")] },
    Target { name: "keymap", run: keymap, seeds: || vec![from("keymaps/default.toml")] },
    Target { name: "theme", run: theme, seeds: || vec![from("themes/terminal.toml")] },
    Target { name: "settings", run: settings, seeds: || vec![config::example().into_bytes()] },
    Target { name: "query", run: query, seeds: || QUERIES.iter().map(|q| q.as_bytes().to_vec()).collect() },
    Target { name: "cases", run: cases, seeds: || vec![kept("formats/1/cases.jsonl")] },
    Target { name: "schools", run: schools, seeds: || vec![from("src/documents/data/worcestershire_schools.csv")] },
    Target { name: "terms", run: terms, seeds: || TERMS.iter().map(|t| t.as_bytes().to_vec()).collect() },
    Target { name: "transfer", run: transfer, seeds: transfers },
    Target { name: "register", run: register, seeds: || vec![REGISTER.as_bytes().to_vec()] },
    Target {
        name: "evidence",
        run: evidence,
        seeds: || vec![b"%PDF-1.7\n".to_vec(), b"PK\x03\x04word/document.xml".to_vec(), b". .hidden".to_vec()],
    },
];

const QUERIES: &[&str] = &["is:late home:hagley", "(due<30/11/2026 or stage:running) -cla", "year>=9 \"Zoë B\" review:none"];

const TERMS: &[&str] = &[
    "[[school]]\nid = \"136898\"\nname = \"Haybridge\"\n[[school.term]]\nname = \"Autumn\"\nstart = 2026-09-01\nend = 2026-12-18\n[[school.closed]]\ndate = 2026-10-26\nend = 2026-10-30\nreason = \"Half-term\"\n",
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261026\r\nDTEND;VALUE=DATE:20261031\r\nSUMMARY:Half term\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
];

const REGISTER: &str = "UPN,Surname,Forename,Date,Session,Mark\nF999999925001,Ashworth,Bailey,23/11/2026,AM,/\nF999999925001,Ashworth,Bailey,23/11/2026,PM,\\\n";

fn from(path: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn kept(path: &str) -> Vec<u8> {
    from(&format!("tests/data/{path}"))
}

fn transfers() -> Vec<Vec<u8>> {
    ["12", "24", "25"].iter().map(|v| from(&format!("src/documents/ctf/samples/version_{v}.xml"))).collect()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// Every entry that is taken is written back as it stood, and its mark is where the next one begins.
fn journal(data: &[u8]) {
    let start = chain::MAGIC.len();
    if data.len() < start || data[..start] != *chain::MAGIC {
        chain::holds_an_entry(data);
        return;
    }
    let mut reader = Reader::new(&data[start..], Mark::ORIGIN);
    while let Ok(Step::Entry) = reader.step() {
        let mark = reader.mark();
        assert_eq!(chain::frame(reader.payload()), data[mark.start as usize..mark.end as usize]);
        probe::entry(reader.payload());
    }
    chain::holds_an_entry(&data[reader.mark().end as usize..]);
}

fn backup(data: &[u8]) {
    // Encrypted ones cost a second each by design; a fuzzer learns nothing from them.
    if !data.starts_with(b"age-encryption.org") {
        let _ = backup::unpack(data, &Key::default(), None, &mut |_, _, _| {});
    }
}

fn keymap(data: &[u8]) {
    let (map, faults) = Keymap::built_in().read("own.toml", &String::from_utf8_lossy(data));
    assert!(faults.iter().all(|f| f.starts_with("own.toml, line ")), "{faults:?}");
    drop(map);
}

fn theme(data: &[u8]) {
    let (_, faults) = Theme::built_in().read("own.toml", &String::from_utf8_lossy(data));
    assert!(faults.iter().all(|f| f.starts_with("own.toml, line ")), "{faults:?}");
}

fn settings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = config::read("config.toml", &text);
    let _ = config::with(&text, "theme", "dark");
}

fn query(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = query::Query::read(&text);
    let _ = query::complete(&text);
}

/// What reads is written and read again the same.
fn cases(data: &[u8]) {
    if let Ok(all) = jsonl::read(&String::from_utf8_lossy(data)) {
        let written: String = all.iter().map(|c| jsonl::write(c) + "\n").collect();
        assert_eq!(jsonl::read(&written), Ok(all));
    }
}

fn schools(data: &[u8]) {
    let _ = schools::read_schools(data);
}

fn terms(data: &[u8]) {
    let _ = terms::read_terms("136898", data);
}

fn transfer(data: &[u8]) {
    let _ = ctf::read(data, today());
}

fn register(data: &[u8]) {
    let _ = registers::read(data, &offsite::domain::attendance::intake::How::default());
}

fn evidence(data: &[u8]) {
    let _ = media::of(data);
    let _ = media::preview(data);
    let _ = media::misfit("paper.pdf", data);
    let name = media::safe_name(&String::from_utf8_lossy(data));
    assert!(!name.contains('/') && !name.starts_with('.'), "{name:?}");
}
