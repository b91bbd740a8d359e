//! What is fed with hostile bytes: one function a target. It must neither panic nor hang, whatever
//! comes; what it asserts besides must hold of every input. `tests/suite/fuzz.rs` drives them; a
//! coverage-guided fuzzer can call them just as well.

use std::cell::RefCell;
use std::io::{Cursor, Read, Write};

use chrono::NaiveDate;
use offsite::api::{Bytes, Draft, FileSource, ListQuery, NewEvidence, Request, Viewer};
use offsite::config;
use offsite::documents::sheets::{KnownChild, PupilsContext, SheetContext};
use offsite::documents::xml::XmlNode;
use offsite::documents::{ctf, jsonl, media, registers, rows, schools, sheets, terms, xml};
use offsite::domain::attendance::intake::{Intake, PupilNamed, ReadOptions};
use offsite::domain::case::edit::{CaseChange, Edit, apply_all};
use offsite::domain::case::{Case, CaseRef, FieldPath, Side};
use offsite::domain::list::view::Sort;
use offsite::domain::prefill;
use offsite::domain::prefill::Compared;
use offsite::domain::profile::Profile;
use offsite::domain::query;
use offsite::domain::sheet::{RowKind, SheetMapping};
use offsite::domain::value::{RowValues, Value};
use offsite::keymap::Keymap;
use offsite::server::codec;
use offsite::service::Service;
use offsite::store::Store;
use offsite::store::backup::{
    BackupKey, {self},
};
use offsite::store::chain::{
    ChainReader, ChainStep, JournalPos, {self},
};
use offsite::store::fuzz;
use offsite::terminal::decoder::{Decoder, Typed};
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
    Target {
        name: "cases",
        run: cases,
        seeds: || [vec![kept("formats/1/cases.jsonl")], field(&["jsonl"])].concat(),
    },
    Target { name: "keys", run: keys, seeds: || KEYS.iter().map(|k| k.to_vec()).collect() },
    Target {
        name: "schools",
        run: schools,
        seeds: || {
            let shipped = from("src/documents/data/worcestershire_schools.csv");
            [vec![shipped], field(&["schools_before.csv", "schools_after_closure.csv"])].concat()
        },
    },
    Target {
        name: "terms",
        run: terms,
        seeds: || TERMS.iter().map(|t| t.as_bytes().to_vec()).chain(field(&["ics"])).collect(),
    },
    Target { name: "request", run: request, seeds: requests },
    Target { name: "transfer", run: transfer, seeds: transfers },
    Target {
        name: "register",
        run: register,
        seeds: || {
            REGISTERS
                .iter()
                .map(|r| r.as_bytes().to_vec())
                .chain(REGISTERS.map(spreadsheet))
                .chain(field(&["xlsx", "_session.csv", "_words.csv", "_row.csv", "utf16.csv"]))
                .collect()
        },
    },
    Target {
        name: "sheet",
        run: sheet,
        seeds: || {
            let texts = SHEETS.iter().map(|s| s.as_bytes().to_vec());
            texts.chain(SHEETS.map(spreadsheet)).collect()
        },
    },
    Target {
        name: "pupils",
        run: pupils,
        seeds: || {
            let texts = PUPILS.iter().map(|s| s.as_bytes().to_vec());
            texts.chain(PUPILS.map(spreadsheet)).collect()
        },
    },
    Target { name: "mapping", run: mapping, seeds: || vec![MAPPING.as_bytes().to_vec()] },
    Target {
        name: "spreadsheet",
        run: parts,
        seeds: || {
            let made = REGISTERS.iter().map(|r| unpacked(&spreadsheet(r)));
            made.chain(field(&["xlsx"]).iter().map(|file| unpacked(file))).collect()
        },
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

/// Sheets of directions, with what a county writes into its cells.
const SHEETS: [&str; 2] = [
    "Pupil,UPN,D.O.B.,Yr,Home School,Host,Start date,End date,Outcome,Review 1,Review 2,Comments\n\"Ashworth, Bailey\",F999999925001,12/03/2013,Year 9,Hagley,The Chase,12/10/2026,46367,Returned,TBC,1/12/26,=1+1\nTotal,1\n",
    "Surname;Forename;SEN;EHCP;Parent 2 phone;Actual start\nBront\u{eb};Zo\u{eb};K;Y;01905 000000;2026-11-23\n",
];

/// Answers about a sheet.
const MAPPING: &str = "[settings]\nyears = \"20\"\n[columns]\nComments = \"note\"\n[words.\"end.how\"]\nRTHS = \"returned\"\n";

fn from(path: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
        .unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn kept(path: &str) -> Vec<u8> {
    from(&format!("tests/data/{path}"))
}

/// Returns the files of the field whose names end in one of these.
fn field(ends: &[&str]) -> Vec<Vec<u8>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/field");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .filter(|name| ends.iter().any(|end| name.ends_with(end)))
        .collect();
    names.sort();
    assert!(!names.is_empty(), "no file of the field ends in {ends:?}");
    names.iter().map(|name| kept(&format!("field/{name}"))).collect()
}

fn transfers() -> Vec<Vec<u8>> {
    ["12", "24", "25"]
        .iter()
        .map(|v| from(&format!("src/documents/ctf/samples/version_{v}.xml")))
        .chain(field(&["xml"]))
        .collect()
}

/// What terminals send: keys of several families, text, pastes, answers and the mouse.
const KEYS: &[&[u8]] = &[
    b"jj\x1b[D\x1b[C\x1bOA\x1bOP\x1b[15~",
    b"\x1b[1;5C\x1b[27;5;9~\x1b[97;5u\x1b[Z",
    b"Zo\xc3\xab \xe2\x80\x99 \xf0\x9f\x98\x80\x7f\x08\x1b",
    b"\x1b[200~two\r\nlines \x1b[D\x1b[201~x",
    b"\x1b[<0;10999999999999999999999999999999999999999999999999999999999999999999;20-1M\x1b[?62;7u",
    b"\x1b[<0;10;20M\x1b[?62;22c\x1b]11;rgb:0000/0000/0000\x1b\\\x1bOp\x1bOM",
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// Whatever is answered, a sheet asks on, is refused with sentences, or accounts for its rows; what
/// it makes is fit to be stored and stands in its file again.
fn sheet(data: &[u8]) {
    let schools = offsite::domain::school::SchoolList::new(schools::built_in());
    let mut mapping = SheetMapping::default();
    for _ in 0..60 {
        let context = SheetContext {
            name: "county.xlsx",
            mapping: &mapping,
            schools: &schools,
            known: &|_, _| KnownChild::None,
            first: offsite::domain::case::CaseRef { year: 2026, number: 1 },
            today: today(),
        };
        let plan = match sheets::plan(data, context) {
            Ok(plan) => plan,
            Err(faults) => {
                assert!(faults.to_lines().iter().all(|line| line.ends_with('.')), "{faults}");
                return;
            }
        };
        let Some(question) = plan.questions.first() else {
            for case in &plan.cases {
                let line = jsonl::write(case);
                let read = jsonl::parse(&line).unwrap_or_else(|faults| panic!("{faults}: {line}"));
                assert_eq!(read, std::slice::from_ref(case));
            }
            return;
        };
        assert!(mapping.get(&question.about).is_none(), "asked again: {}", question.question);
        mapping.set(&question.about, &question.options[0].0);
        assert_eq!(SheetMapping::parse(&mapping.to_text()).as_ref(), Ok(&mapping));
    }
}

const PUPILS: [&str; 2] = [
    "UPN,Legal forename,Surname,DOB,Year group,SEN status,EAL,Pupil premium,Contact name,Mobile,Postcode\n\
     F999999925001,Ann,Other,12/03/2013,Year 9,K - SEN support,Y,T,Mrs B Other,01905 000000,WR1 2AB\n",
    "UPN,Term,Possible,Present,Type,Start date,Sessions,Reason,Pupil name,Title,Surname,PR\n\
     F999999925001,Summer 2026,100,90,SUSP,12/03/2026,5,Verbal abuse,Ann Other,Ms,Other,No\n",
];

/// Whatever rows a file has, it is refused with sentences, or what it offers is fit to be stored and
/// stands in a case again.
fn pupils(data: &[u8]) {
    let schools = offsite::domain::school::SchoolList::new(schools::built_in());
    let none = SheetMapping::default();
    for kind in [RowKind::Pupils, RowKind::Contacts, RowKind::Suspensions, RowKind::Attendance] {
        let context = PupilsContext {
            kind,
            mapping: &none,
            given: &none,
            schools: &schools,
            term: Some("Summer 2026"),
            today: today(),
        };
        let file = match sheets::read_pupils(data, context) {
            Ok(file) => file,
            Err(faults) => {
                assert!(faults.to_string().ends_with('.'), "{faults}");
                continue;
            }
        };
        for row in &file.rows {
            assert!(!row.pupil.upn.is_empty() && row.pupil.upn.chars().count() == 13);
            let mut case = Case::new(CaseRef { year: 2026, number: 1 });
            let all = prefill::compare(&case, &row.offers, &str::to_owned);
            let taken: Vec<&Compared> = all.iter().collect();
            let Some(change) = prefill::change(&case, &taken) else { continue };
            apply_all(&mut case, &change).unwrap_or_else(|fault| panic!("{fault}: {change:?}"));
            let line = jsonl::write(&case);
            let read = jsonl::parse(&line).unwrap_or_else(|faults| panic!("{faults}: {line}"));
            assert_eq!(read, [case]);
        }
    }
}

fn mapping(data: &[u8]) {
    if let Ok(read) = SheetMapping::parse(&String::from_utf8_lossy(data)) {
        assert_eq!(SheetMapping::parse(&read.to_text()).as_ref(), Ok(&read));
    }
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
        let text = String::from_utf8_lossy(data);
        let lines = text.split('\n').filter(|l| !l.bytes().all(|b| b.is_ascii_whitespace()));
        assert_eq!(lines.count(), all.len());
        let written: String = all.iter().map(|c| jsonl::write(c) + "\n").collect();
        assert_eq!(jsonl::parse(&written).ok(), Some(all));
    }
}

/// Returns the records of a text, cut as each of the delimiters cuts it; none of what is no UTF-8,
/// which is decoded otherwise.
fn records(data: &[u8]) -> Option<Vec<Vec<csv::StringRecord>>> {
    let text = std::str::from_utf8(data).ok().filter(|text| !text.contains('\0'))?;
    let text = text.trim_start_matches('\u{feff}');
    let cut = |by: u8| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(by)
            .from_reader(text.as_bytes());
        reader.records().map_while(Result::ok).collect()
    };
    Some([b',', b';', b'\t'].map(cut).into())
}

/// What was taken, passed over and asked about is the whole file: every row and every heading.
fn schools(data: &[u8]) {
    let (Ok(read), Some(all)) = (schools::read_schools(data), records(data)) else { return };
    let whole = |rows: &Vec<csv::StringRecord>| {
        rows.first().is_some_and(|head| head.len() + rows.len() - 1 == read.reading.len())
    };
    assert!(all.iter().any(whole), "{:?}", read.reading);
}

/// Every part of a calendar is told once, with its line.
fn terms(data: &[u8]) {
    let Ok(read) = terms::read_terms("136898", data, &terms::Answers::new()) else { return };
    let all = [&read.reading.taken, &read.reading.passed, &read.reading.doubtful];
    let mut places: Vec<&str> = all.into_iter().flatten().map(|i| i.place.as_str()).collect();
    let count = places.len();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), count, "{:?}", read.reading);
    let Ok(text) = std::str::from_utf8(data) else { return };
    if text.trim_start().get(..15).is_some_and(|t| t.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        let (mut depth, mut parts) = (0, 0);
        for line in text.lines().filter(|l| !l.starts_with([' ', '\t'])) {
            let line = line.trim().to_ascii_uppercase();
            if let Some(name) = line.strip_prefix("BEGIN:") {
                depth += 1;
                parts += usize::from(depth == 2 && name != "VTIMEZONE");
            } else if line.starts_with("END:") {
                depth = (depth - 1).max(0);
            }
        }
        assert_eq!(parts, count, "{:?}", read.reading);
    }
}

/// Every text and attribute of the tree is in the account.
fn transfer(data: &[u8]) {
    fn parts(node: &XmlNode) -> usize {
        let own = usize::from(!node.text.trim().is_empty()) + node.attributes.len();
        own + node.children.iter().map(parts).sum::<usize>()
    }
    let Ok(file) = ctf::parse(data, today()) else { return };
    let pupils = (0..file.pupils.len()).filter_map(|at| file.reading(at));
    let told = file.beside().len() + pupils.map(|reading| reading.len()).sum::<usize>();
    if let Ok(tree) =
        std::str::from_utf8(data).map_err(drop).and_then(|t| xml::parse(t).map_err(drop))
    {
        assert_eq!(parts(&tree), told);
    }
}

/// Every row below the headings is told, and no place twice.
fn register(data: &[u8]) {
    let Ok(sheet) = registers::parse(data, &ReadOptions::default()) else { return };
    let all = [&sheet.reading.taken, &sheet.reading.passed, &sheet.reading.doubtful];
    let mut places: Vec<&str> = all.into_iter().flatten().map(|i| i.place.as_str()).collect();
    let count = places.len();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), count, "{:?}", sheet.reading);
    if data.starts_with(b"PK") {
        return;
    }
    let lines = places.iter().filter(|place| place.starts_with("Line ")).count();
    if let Some(all) = records(data) {
        // One row of headings, or two.
        let fits = |rows: &Vec<csv::StringRecord>| [lines + 1, lines + 2].contains(&rows.len());
        assert!(all.iter().any(fits), "{:?}", sheet.reading);
    }
}

/// However a line cuts what was typed, the keys are the same, and in the end nothing waits.
fn keys(data: &[u8]) {
    let mut whole = Decoder::default();
    whole.feed(data);
    let mut expected: Vec<Typed> = whole.by_ref().collect();
    let (mut cut, mut typed) = (Decoder::default(), Vec::new());
    let size = usize::from(data.first().copied().unwrap_or(0)) % 5 + 1;
    for piece in data.chunks(size) {
        cut.feed(piece);
        typed.extend(cut.by_ref());
    }
    for decoder in [(&mut whole, &mut expected), (&mut cut, &mut typed)] {
        let (decoder, out) = decoder;
        while decoder.patience().is_some() {
            assert!(out.len() <= data.len(), "more keys than bytes");
            let before = out.len();
            decoder.give_up();
            out.extend(decoder.by_ref());
            assert!(out.len() > before || decoder.patience().is_none(), "it waits for ever");
        }
    }
    assert_eq!(typed, expected, "cut every {size} bytes");
}

/// What stands before the name of each part of an unpacked spreadsheet.
const PART: &[u8] = b"\n==> ";

/// Returns a register as an XLSX file.
fn spreadsheet(register: &str) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(register.as_bytes());
    let cells: Vec<Vec<String>> =
        reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect();
    rows::xlsx(&cells, "Register", 0).expect("a spreadsheet")
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
    assert!(marks(file) > 0 && marks(&packed(&out)) == marks(file));
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

thread_local! {
    /// The records that requests are asked of.
    static SERVED: RefCell<(tempfile::TempDir, Service)> = RefCell::new(served());
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// A service on a few of the demo's pupils.
fn served() -> (tempfile::TempDir, Service) {
    let folder = tempfile::tempdir().expect("a folder");
    let opened = Store::open(folder.path(), "a.shah", "now").expect("a store");
    let profile = Profile::shipped().clone();
    let mut service = Service::new(opened.store, || 4_000_000_000_000, profile).expect("made");
    let cases: Vec<_> = offsite::demo::cases(day()).into_iter().take(8).collect();
    service.for_viewer(&Viewer::new("a.shah", day())).import_cases(&cases).expect("stored");
    (folder, service)
}

/// Requests of most kinds, as a client sends them.
fn requests() -> Vec<Vec<u8>> {
    let (case, on) = (CaseRef { year: 2026, number: 6 }, day());
    let list = ListQuery {
        today: on,
        filter: "late or host:hagley".into(),
        sort: Sort::Pressing,
        from: 0,
        count: 9,
    };
    let at = FieldPath::case("child.known_as");
    let text = |text: &str| Value::Text(text.into());
    let set = Edit::Set { path: at.clone(), old: Value::Empty, new: text("Amy") };
    let cells: RowValues = [("note.text".to_owned(), text("Rang"))].into_iter().collect();
    let add = Edit::AddRow { table: "event.note".into(), row: 99, cells: cells.clone() };
    let bytes = Bytes(b"date,session,mark\n".to_vec());
    let all = [
        Request::List(list.clone()),
        Request::Ids(list),
        Request::Views { today: on },
        Request::SearchText { words: "maths".into(), most: 20 },
        Request::PreviewUndo { undo: true },
        Request::Case(case),
        Request::NewCase { on },
        Request::EarlierCases(case),
        Request::Change { change: CaseChange { case, edits: vec![set, add] }, why: None },
        Request::MayRecord { case, table: "event.contact".into(), cells },
        Request::Undo { seq: 3 },
        Request::Schools { words: "hagley".into(), most: 9 },
        Request::SaveDraft(Draft { case, path: at.clone(), text: "B".into(), cursor: None }),
        Request::DiscardDraft { case, at },
        Request::Drafts,
        Request::History(case),
        Request::Terms { school: "L-hagley".into() },
        Request::Transfer { case, on, file: bytes.clone() },
        Request::Pupils { file: bytes.clone(), on },
        Request::ImportSchools {
            file: bytes.clone(),
            take: Some(offsite::api::AcceptedSchools { move_cases: true, sum: 7 }),
        },
        Request::AddEvidence {
            case,
            on,
            paper: NewEvidence {
                kind: "other".into(),
                title: String::new(),
                name: "a.pdf".into(),
                dated: None,
                bytes: bytes.clone(),
            },
        },
        Request::Evidence { case, row: 1 },
        Request::PaperList { case, on },
        Request::Register {
            file: FileSource::Read(bytes),
            intake: Box::new(Intake {
                side: Side::Host,
                how: ReadOptions::default(),
                case: Some(case),
                named: PupilNamed::Asked(std::collections::BTreeMap::new()),
                today: on,
            }),
            take: None,
        },
    ];
    all.iter().map(|request| codec::encode(request).expect("bytes")).collect()
}

/// Asks whatever reads as a request, and sends what is answered.
fn request(data: &[u8]) {
    let Ok(request) = codec::decode::<Request>(data) else { return };
    SERVED.with_borrow_mut(|(_, service)| {
        let reply = service.for_viewer(&Viewer::new("b.khan", day())).ask(request);
        codec::encode(&reply).expect("an answer that can be sent");
    });
}
