//! What is fed with hostile bytes: one function a target. It must neither panic nor hang, whatever
//! comes; what it asserts besides must hold of every input. `tests/suite/fuzz.rs` drives them; a
//! coverage-guided fuzzer can call them just as well.

use std::io::{Cursor, Read, Write};

use chrono::NaiveDate;
use offsite::config;
use offsite::documents::{ctf, jsonl, media, registers, schools, terms};
use offsite::domain::attendance::intake::ReadOptions;
use offsite::domain::query;
use offsite::keymap::Keymap;
use offsite::store::backup::{
    BackupKey, {self},
};
use offsite::store::chain::{
    ChainReader, ChainStep, JournalPos, {self},
};
use offsite::store::fuzz;
use offsite::widgets::theme::Theme;

/// A target: its name, what it does with bytes, and inputs to begin from.
pub(super) struct Target {
    pub name: &'static str,
    pub run: fn(&[u8]),
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// Every target.
pub(super) const TARGETS: &[Target] = &[
    Target { name: "journal", run: journal, seeds: || vec![kept("formats/1/journal")] },
    Target { name: "record", run: fuzz::value, seeds: fuzz::records },
    Target { name: "backup", run: backup, seeds: || vec![kept("formats/backup-1.offsite")] },
    Target { name: "keymap", run: keymap, seeds: || vec![from("keymaps/default.toml")] },
    Target { name: "theme", run: theme, seeds: || vec![from("themes/terminal.toml")] },
    Target { name: "settings", run: settings, seeds: || vec![config::example().into_bytes()] },
    Target {
        name: "query",
        run: query,
        seeds: || QUERIES.iter().map(|q| q.as_bytes().to_vec()).collect(),
    },
    Target { name: "cases", run: cases, seeds: || vec![kept("formats/1/cases.jsonl")] },
    Target {
        name: "schools",
        run: schools,
        seeds: || vec![from("src/documents/data/worcestershire_schools.csv")],
    },
    Target {
        name: "terms",
        run: terms,
        seeds: || TERMS.iter().map(|t| t.as_bytes().to_vec()).collect(),
    },
    Target { name: "transfer", run: transfer, seeds: transfers },
    Target {
        name: "register",
        run: register,
        seeds: || {
            REGISTERS
                .iter()
                .map(|r| r.as_bytes().to_vec())
                .chain(REGISTERS.map(spreadsheet))
                .collect()
        },
    },
    Target {
        name: "spreadsheet",
        run: parts,
        seeds: || REGISTERS.iter().map(|r| unpacked(&spreadsheet(r))).collect(),
    },
    Target {
        name: "evidence",
        run: evidence,
        seeds: || {
            vec![
                b"%PDF-1.7\n".to_vec(),
                b"PK\x03\x04word/document.xml".to_vec(),
                b". .hidden".to_vec(),
            ]
        },
    },
];

const QUERIES: &[&str] = &[
    "is:late home:hagley",
    "(due<30/11/2026 or stage:running) -cla",
    "year>=9 \"Zoë B\" review:none",
];

const TERMS: &[&str] = &[
    "[[school]]\nid = \"136898\"\nname = \"Haybridge\"\n[[school.term]]\nname = \"Autumn\"\nstart = 2026-09-01\nend = 2026-12-18\n[[school.closed]]\ndate = 2026-10-26\nend = 2026-10-30\nreason = \"Half-term\"\n",
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261026\r\nDTEND;VALUE=DATE:20261031\r\nSUMMARY:Half term\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
];

/// Registers that read: a row a date, the pupil above, and paired columns.
const REGISTERS: [&str; 3] = [
    "UPN,Surname,Forename,Date,AM,PM\nF999999925001,Ashworth,Bailey,23/11/2026,/,\\\nF999999925001,Ashworth,Bailey,24/11/2026,I,C1\n",
    "School\nUPN:,F999999925001\nName:,Bailey Ashworth\n\nDate,AM,PM\nMon 23 Nov 2026,/,\\\n2026-11-24,I,C1\n",
    "Name,DOB,UPN,23/11/2026,,24/11/2026,\n,,,AM,PM,AM,PM\n\"Ashworth, Bailey\",12/03/2013,F999999925001,/,\\,I,C1\n",
];

fn from(path: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
        .unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn kept(path: &str) -> Vec<u8> {
    from(&format!("tests/data/{path}"))
}

fn transfers() -> Vec<Vec<u8>> {
    ["12", "24", "25"]
        .iter()
        .map(|v| from(&format!("src/documents/ctf/samples/version_{v}.xml")))
        .collect()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// Every entry that is taken is written back as it stood, and its mark is where the next one
/// begins.
fn journal(data: &[u8]) {
    let start = chain::MAGIC.len();
    if data.len() < start || data[..start] != *chain::MAGIC {
        chain::holds_an_entry(data);
        return;
    }
    let mut reader = ChainReader::new(&data[start..], JournalPos::ORIGIN);
    while let Ok(ChainStep::Entry) = reader.step() {
        let mark = reader.mark();
        assert_eq!(chain::frame(reader.payload()), data[mark.start as usize..mark.end as usize]);
        fuzz::entry(reader.payload());
    }
    chain::holds_an_entry(&data[reader.mark().end as usize..]);
}

fn backup(data: &[u8]) {
    // Encrypted ones cost a second each by design; a fuzzer learns nothing from them.
    if !data.starts_with(b"age-encryption.org") {
        let _ = backup::unpack(data, &BackupKey::default(), None, &mut |_, _, _| {});
    }
}

fn keymap(data: &[u8]) {
    let (map, faults) = Keymap::built_in().overlaid("own.toml", &String::from_utf8_lossy(data));
    // Two bindings that cut each other off stand on two lines; every other fault is one line's.
    let names = |f: &String| {
        f.starts_with("own.toml, line ")
            || (f.starts_with("own.toml: ") && f.contains("can never be pressed"))
    };
    assert!(faults.iter().all(names), "{faults:?}");
    drop(map);
}

fn theme(data: &[u8]) {
    let (_, faults) = Theme::built_in().with_file("own.toml", &String::from_utf8_lossy(data));
    assert!(faults.iter().all(|f| f.starts_with("own.toml, line ")), "{faults:?}");
}

fn settings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = config::parse("config.toml", &text);
    let _ = config::with(&text, "theme", "dark");
}

fn query(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = query::Query::parse(&text);
    let _ = query::complete(&text);
}

/// What reads is written and read again the same.
fn cases(data: &[u8]) {
    if let Ok(all) = jsonl::parse(&String::from_utf8_lossy(data)) {
        let written: String = all.iter().map(|c| jsonl::write(c) + "\n").collect();
        assert_eq!(jsonl::parse(&written).ok(), Some(all));
    }
}

fn schools(data: &[u8]) {
    let _ = schools::read_schools(data);
}

fn terms(data: &[u8]) {
    let _ = terms::read_terms("136898", data, &terms::Answers::new());
}

fn transfer(data: &[u8]) {
    let _ = ctf::parse(data, today());
}

fn register(data: &[u8]) {
    let _ = registers::parse(data, &ReadOptions::default());
}

/// What stands before the name of each part of an unpacked spreadsheet.
const PART: &[u8] = b"\n==> ";

/// Returns a register as an XLSX file.
fn spreadsheet(register: &str) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(register.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect();
    registers::xlsx(&rows).expect("a spreadsheet")
}

/// Returns the parts of a spreadsheet one after the other, each with its name: changes to them
/// reach the reader behind the compression.
fn unpacked(file: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
    let mut out = Vec::new();
    for i in 0..zip.len() {
        let mut part = zip.by_index(i).expect("a part");
        out.extend([PART, part.name().expect("a name").as_bytes(), b"\n"].concat());
        part.read_to_end(&mut out).expect("read");
    }
    // A seed that did not read would lead nowhere.
    let marks = |file: &[u8]| {
        registers::parse(file, &ReadOptions::default()).map_or(0, |sheet| sheet.len())
    };
    assert_eq!((marks(&packed(&out)), marks(file)), (4, 4));
    out
}

/// Packs parts into a file again, every checksum right.
fn packed(data: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut rest = data;
    while let Some(at) = rest.windows(PART.len()).position(|w| w == PART) {
        rest = &rest[at + PART.len()..];
        let end = rest.windows(PART.len()).position(|w| w == PART).unwrap_or(rest.len());
        let name = rest[..end].split(|b| *b == b'\n').next().unwrap_or_default();
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        // Two parts of one name cannot be packed.
        if zip.start_file(String::from_utf8_lossy(name), stored).is_ok() {
            zip.write_all(rest[..end].get(name.len() + 1..).unwrap_or_default()).expect("packed");
        }
        rest = &rest[end..];
    }
    zip.finish().expect("packed").into_inner()
}

fn parts(data: &[u8]) {
    register(&packed(data));
}

fn evidence(data: &[u8]) {
    let _ = media::detect(data);
    let _ = media::preview(data);
    let _ = media::misfit("paper.pdf", data);
    let name = media::safe_name(&String::from_utf8_lossy(data));
    assert!(!name.contains('/') && !name.starts_with('.'), "{name:?}");
}
