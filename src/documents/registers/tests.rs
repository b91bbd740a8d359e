//! The three shapes in every encoding, faults by their place, what an import would change, and
//! files that mean harm.

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Workbook};

use crate::documents::registers::*;
use crate::domain::attendance::intake::ReadOptions;
use crate::domain::attendance::{BothSchools, Registers};
use crate::domain::calendar::Calendar;
use crate::domain::case::edit::apply_all;
use crate::domain::case::pupil::{Pupil, PupilIndex};
use crate::domain::case::{Case, CaseRef, Half, Session, Side};
use crate::domain::value::Value;

const fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

const TODAY: NaiveDate = day(11, 30);
const UPN: &str = "F999999925001";

/// The same four marks of Zoë Ashworth in each shape: Monday / D, Tuesday I C1.
fn shapes() -> Vec<(&'static str, String, ReadOptions)> {
    let dates = format!(
        "UPN,Name,Date of birth,Date,AM,PM\n{UPN},Zoë Ashworth,12/03/2013,23/11/2026,/,\"\\\"\n{UPN},Zoë Ashworth,12/03/2013,24/11/2026,I,C1\n"
    );
    let over = format!(
        "St Zoë’s School\nUPN:,{UPN}\nName:,Zoë Ashworth\nDOB:,12/03/2013\n\nDate,AM,PM\nMon 23 Nov 2026,/,\\\n2026-11-24,I,C1\n"
    );
    let paired = format!(
        "Surname,Forename,DOB,UPN,2026-11-23 AM,2026-11-23 PM,Tue 24/11/2026 AM,Tue 24/11/2026 PM,Total\nAshworth,Zoë,12/03/2013,{UPN},/,\\,I,C1,4\n"
    );
    let two = format!(
        "Name,DOB,UPN,23/11/2026,,24/11/2026,\n,,,AM,PM,AM,PM\n\"Ashworth, Zoë\",12/03/2013,{UPN},/,\\,I,C1\n"
    );
    let string = format!(
        "UPN,Name,DOB,Start,Marks\n{UPN},Zoë Ashworth,12/03/2013,23/11/2026,/|\\|I|C1|-|\n"
    );
    let wide = format!("UPN,Name,DOB,Marks\n{UPN},Zoë Ashworth,12/03/2013,/ \\ I C1- \n");
    vec![
        ("a row a date", dates, ReadOptions::default()),
        ("a row a date, the pupil above", over, ReadOptions::default()),
        ("paired columns", paired, ReadOptions::default()),
        ("paired columns under two rows of headings", two, ReadOptions::default()),
        (
            "a separated string",
            string,
            ReadOptions { separator: Some('|'), ..ReadOptions::default() },
        ),
        (
            "a string of a fixed width",
            wide,
            ReadOptions { width: Some(2), start: Some(day(11, 23)), ..ReadOptions::default() },
        ),
    ]
}

fn marks(sheet: &RegisterSheet) -> Vec<(Session, &'static str)> {
    sheet.pupils.iter().flat_map(|p| p.entries.iter().map(|e| (e.session, e.code.code))).collect()
}

fn expected() -> Vec<(Session, &'static str)> {
    use Half::*;
    vec![
        ((day(11, 23), Am), "/"),
        ((day(11, 23), Pm), "\\"),
        ((day(11, 24), Am), "I"),
        ((day(11, 24), Pm), "C1"),
    ]
}

fn windows(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| {
            if c == '’' {
                0x92
            } else {
                u8::try_from(u32::from(c)).expect("a character of Windows-1252")
            }
        })
        .collect()
}

/// Rewrites CSV as an XLSX file: days as dates of the spreadsheet where a heading or cell is
/// nothing but a day.
fn spreadsheet(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    // The same bytes each time, so that a file changed at random can be made again.
    let made = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 11, 23).expect("a day");
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    // The csv reader passes over empty lines, as it does in a file.
    for (y, record) in reader.records().map(|r| r.expect("a record")).enumerate() {
        for (x, cell) in record.iter().enumerate() {
            let (y, x) = (y as u32, x as u16);
            let parts: Vec<u32> = cell.split('/').filter_map(|p| p.parse().ok()).collect();
            match parts.as_slice() {
                [d, m, year] if cell.split('/').count() == 3 && cell.len() == 10 => {
                    let serial = NaiveDate::from_ymd_opt(*year as i32, *m, *d).expect("a day")
                        - NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
                    sheet
                        .write_number_with_format(y, x, serial.num_days() as f64, &date)
                        .expect("written");
                }
                _ => drop(sheet.write_string(y, x, cell).expect("written")),
            }
        }
    }
    book.save_to_buffer().expect("a file")
}

#[test]
fn each_shape_reads_the_same_in_every_encoding() {
    let mut read_files = 0;
    for (shape, text, how) in shapes() {
        let semicolons = text.replace(',', ";").replace("\"Ashworth; Zoë\"", "\"Ashworth, Zoë\"");
        let crlf = text.replace('\n', "\r\n");
        let files: [(&str, Vec<u8>); 8] = [
            ("UTF-8", text.clone().into_bytes()),
            ("CR LF", crlf.clone().into_bytes()),
            ("a byte-order mark", format!("\u{feff}{text}").into_bytes()),
            ("a byte-order mark and CR LF", format!("\u{feff}{crlf}").into_bytes()),
            ("Windows-1252", windows(&text)),
            ("Windows-1252 and CR LF", windows(&crlf)),
            ("semicolons", semicolons.into_bytes()),
            ("XLSX", spreadsheet(&text)),
        ];
        for (encoding, bytes) in files {
            let sheet =
                parse(&bytes, &how).unwrap_or_else(|e| panic!("{shape} in {encoding}: {e:?}"));
            assert_eq!(marks(&sheet), expected(), "{shape} in {encoding}");
            let pupil = &sheet.pupils[0];
            assert_eq!(
                (sheet.pupils.len(), pupil.upn.as_str(), pupil.born),
                (1, UPN, Some(day(3, 12).with_year_2013())),
                "{shape} in {encoding}"
            );
            assert!(
                ["Zoë Ashworth", "Ashworth, Zoë"].contains(&pupil.name.as_str()),
                "{shape} in {encoding}: {}",
                pupil.name
            );
            read_files += 1;
        }
    }
    assert_eq!(read_files, 48);
}

trait Year2013 {
    fn with_year_2013(self) -> Self;
}

impl Year2013 for NaiveDate {
    fn with_year_2013(self) -> NaiveDate {
        chrono::Datelike::with_year(&self, 2013).expect("a day")
    }
}

#[test]
fn a_hash_is_a_code_and_no_comment() {
    let text = format!("Date,AM,PM,UPN\n#,,,\n24/11/2026,#,\\,{UPN}\n");
    let faults =
        parse(text.as_bytes(), &ReadOptions::default()).expect_err("a day that is none").to_lines();
    assert!(faults[0].starts_with("Line 2, column 1: \"#\" is not a day"), "{faults:?}");
    let text = text.replace("#,,,\n", "");
    assert_eq!(marks(&parse(text.as_bytes(), &ReadOptions::default()).expect("read"))[0].1, "#");
}

#[test]
fn every_fault_is_named_by_its_place_and_nothing_is_read() {
    let text = format!(
        "UPN,DOB,2026-11-23 AM,2026-11-23 PM\n{UPN},12/03/2013,A,H\n{UPN},31/02/2013,/,\\\nF999999925002,12/03/2013,Y,-\n"
    );
    for (bytes, places) in [
        (
            text.clone().into_bytes(),
            [
                "Line 2, column 3: \"A\"",
                "Line 2, column 4: Code H was withdrawn",
                "Line 3, column 2: \"31/02",
                "Line 4, column 3: Code Y",
            ],
        ),
        (
            spreadsheet_text(&text),
            [
                "Cell C2: \"A\"",
                "Cell D2: Code H was withdrawn",
                "Cell B3: \"31/02",
                "Cell C4: Code Y",
            ],
        ),
    ] {
        let faults = parse(&bytes, &ReadOptions::default()).expect_err("faults").to_lines();
        assert_eq!(faults.len(), 4, "{faults:?}");
        for (fault, place) in faults.iter().zip(places) {
            assert!(fault.starts_with(place) && fault.ends_with('.'), "{fault}");
        }
    }
    let many = format!("UPN,2026-11-23 AM\n{}", format!("{UPN},A\n").repeat(60));
    let faults = parse(many.as_bytes(), &ReadOptions::default()).expect_err("faults").to_lines();
    assert!(faults.len() == 51 && faults[50] == "There are 10 more faults.", "{faults:?}");
}

fn spreadsheet_text(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (y, line) in text.lines().enumerate() {
        for (x, cell) in line.split(',').enumerate() {
            sheet.write_string(y as u32, x as u16, cell).expect("written");
        }
    }
    book.save_to_buffer().expect("a file")
}

#[test]
fn what_is_no_register_is_refused_with_a_sentence() {
    let good = format!("UPN,Start,Marks\n{UPN},23/11/2026,/\\IC1\n");
    assert!(parse(good.as_bytes(), &ReadOptions::default()).is_err_and(|f| {
        f.to_lines()[0].contains("ambiguous") && f.to_lines()[0].contains("--width")
    }));
    let one = ReadOptions { width: Some(1), ..ReadOptions::default() };
    assert!(parse(good.as_bytes(), &one).is_err_and(|f| {
        f.to_lines()[0].starts_with("Line 2, column 3: \"1\" is no attendance code")
    }));
    let no_start = format!("UPN,Marks\n{UPN},/|I\n");
    let bar = ReadOptions { separator: Some('|'), ..ReadOptions::default() };
    assert!(
        parse(no_start.as_bytes(), &bar)
            .is_err_and(|f| f.to_lines()[0].contains("first day of these marks is missing"))
    );
    let packed = spreadsheet(&good);
    for bad in [
        b"".as_slice(),
        b" \r\n",
        b"a,b\n1,2\n",
        b"Date,AM,PM\n23/11,/,\\\n",
        b"Date,AM,PM\n23/11/2026,,-\n",
        b"Date,AM,PM\n23/11/2026,\"/",
        b"PK\x03\x04",
        b"\x00\x01\x02",
        &packed[..packed.len() / 2],
        &packed[..packed.len() - 10],
    ] {
        let faults = parse(bad, &ReadOptions::default()).expect_err("refused").to_lines();
        assert!(faults.iter().all(|f| f.ends_with('.')), "{faults:?}");
    }
    // A day whose weekday is another's is about another year.
    assert!(
        parse(
            format!("Date,AM,PM,UPN\nMon 24/11/2026,/,/,{UPN}\n").as_bytes(),
            &ReadOptions::default()
        )
        .is_err()
    );
}

#[test]
fn a_spreadsheet_that_reaches_far_or_unpacks_to_much_is_refused() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "UPN").expect("written");
    sheet.write_string(1_048_575, 16_383, "/").expect("written");
    let faults = parse(&book.save_to_buffer().expect("a file"), &ReadOptions::default())
        .expect_err("refused")
        .to_lines();
    assert!(faults[0].starts_with("Cell XFD1048576: the sheet reaches further"), "{faults:?}");
    let bomb = bomb(3_000_000);
    assert!(bomb.len() < 10_000, "{} bytes", bomb.len());
    assert!(
        zip::within(&bomb, 2_000_000)
            .is_err_and(|f| f.to_string().contains("unpacks to more than 2 MB"))
    );
    assert!(zip::within(&bomb, 3_000_000).is_ok());
    assert!(
        parse(&bomb, &ReadOptions::default())
            .is_err_and(|f| f.to_lines()[0].contains("does not read as a spreadsheet"))
    );
}

/// A spreadsheet whose reader panics is refused like any other that does not read.
#[test]
fn a_spreadsheet_that_its_reader_stumbles_over_is_refused() {
    let good = spreadsheet_text("UPN,Start,Marks\nF999999925001,23/11/2026,/\n");
    let mut from = ::zip::ZipArchive::new(std::io::Cursor::new(&good)).expect("a zip");
    let mut to = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for i in 0..from.len() {
        let (name, mut text) =
            (from.by_index(i).expect("a part").name().expect("a name").into_owned(), String::new());
        std::io::Read::read_to_string(&mut from.by_index(i).expect("a part"), &mut text)
            .expect("text");
        to.start_file(&name, ::zip::write::SimpleFileOptions::default()).expect("begun");
        // A cell so far to the right that counting its column overflows.
        std::io::Write::write_all(
            &mut to,
            text.replace("r=\"B2\"", "r=\"ZZZZZZZZZZZZZZ2\"").as_bytes(),
        )
        .expect("written");
    }
    let bytes = to.finish().expect("a file").into_inner();
    let faults = parse(&bytes, &ReadOptions::default()).expect_err("refused").to_lines();
    assert!(faults[0].ends_with('.'), "{faults:?}");
}

/// A ZIP file of one part that unpacks to this many noughts.
fn bomb(size: u64) -> Vec<u8> {
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::copy(&mut std::io::Read::take(std::io::repeat(0), size), &mut packer).expect("packed");
    let packed = packer.finish().expect("packed");
    let length = (packed.len() as u32).to_le_bytes();
    let sizes = [length, (size as u32).to_le_bytes()].concat();
    let (start, rest) =
        ([20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0].as_slice(), [1, 0, 0, 0].as_slice());
    let local = [b"PK\x03\x04", start, &sizes, rest, b"a", &packed].concat();
    let directory =
        [b"PK\x01\x02\x14\x00".as_slice(), start, &sizes, rest, &[0; 14], b"a"].concat();
    let at = (local.len() as u32).to_le_bytes();
    let end = [
        b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(),
        &(directory.len() as u32).to_le_bytes(),
        &at,
        &[0, 0],
    ]
    .concat();
    [local, directory, end].concat()
}

fn case(number: u32, name: &str, upn: &str) -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number });
    for (field, value) in [
        ("child.full_name", Value::Text(name.into())),
        ("child.upn", Value::Text(upn.into())),
        ("child.dob", Value::Date(day(3, 12).with_year_2013())),
        ("direction.start", Value::Date(day(11, 16))),
        ("direction.end", Value::Date(day(12, 18))),
    ] {
        case.answers.insert(field.into(), value);
    }
    case
}

fn known(cases: &[Case]) -> PupilIndex<CaseRef> {
    PupilIndex::new(cases.iter().map(|c| (c.id, Pupil::from_case(c))))
}

fn plan(
    text: &str,
    cases: &[Case],
    side: Side,
    by_name: bool,
) -> Result<ImportPlan, RegisterFaults> {
    let sheet = parse(text.as_bytes(), &ReadOptions::default())?;
    let calendar = Calendar::default();
    let schools = BothSchools { home: &calendar, host: &calendar };
    let named = |_, is_near: bool| by_name && !is_near;
    let mut planning = Planning::new(&sheet, PupilTake { side, today: TODAY, named: &named });
    for (i, found) in matches(&sheet, &known(cases)).iter().enumerate() {
        let ids: &[CaseRef] = match found {
            PupilMatch::Sure(ids) | PupilMatch::Name(ids) | PupilMatch::Near(ids) => ids,
            PupilMatch::Nobody => &[],
        };
        let all: Vec<Registers> = cases
            .iter()
            .filter(|c| ids.contains(&c.id))
            .map(|c| Registers::new(c, schools))
            .collect();
        planning.pupil(i, found, &all);
    }
    planning.done()
}

#[test]
fn an_import_shows_what_would_change_and_the_same_file_twice_changes_nothing() {
    let mut cases = vec![case(1, "Zoë Ashworth", UPN), case(2, "Tom Evans", "R99999992500A")];
    let text = format!(
        "UPN,Name,DOB,Date,AM,PM\n{UPN},,,20/11/2026,/,\\\nR99999992500A,,,20/11/2026,E,E\n{UPN},,,21/11/2026,#,#\nA999999925099,Someone Else,,20/11/2026,/,/\n"
    );
    let first = plan(&text, &cases, Side::Host, false).expect("a plan");
    assert_eq!(
        (
            first.counts(),
            first.unchanged,
            first.passed,
            first.strangers.len(),
            first.suspended.len()
        ),
        ((4, 0), 0, 2, 1, 2)
    );
    assert_eq!(
        first.summary(),
        "4 new marks in 2 cases, 2 outside the direction or on closed days left out, 1 pupil of the file without a case here left out."
    );
    for change in &first.changes {
        let case = cases.iter_mut().find(|c| c.id == change.case).expect("the case");
        apply_all(case, change).expect("applied");
    }
    let again = plan(&text, &cases, Side::Host, false).expect("a plan");
    assert_eq!((again.changes.len(), again.unchanged), (0, 4));
    assert!(again.summary().starts_with("Nothing would change, 4 stand already"));
    let corrected =
        plan(&text.replace("2026,/,\\", "2026,L,\\"), &cases, Side::Host, false).expect("a plan");
    assert_eq!(corrected.counts(), (0, 1));
    assert!(
        corrected.summary().starts_with("0 new marks and 1 corrected in 1 case"),
        "{}",
        corrected.summary()
    );
}

#[test]
fn pupils_are_matched_by_number_then_by_name_and_day_of_birth_with_a_question() {
    let cases = [case(1, "Zoë Ashworth", UPN), case(2, "Zoë Ashworth", UPN)];
    let text = "Name,DOB,Date,AM,PM\n\"ASHWORTH, Zoë\",12/03/2013,20/11/2026,/,\\\n";
    let sheet = parse(text.as_bytes(), &ReadOptions::default()).expect("read");
    assert_eq!(matches(&sheet, &known(&cases[..1])), [PupilMatch::Name(vec![cases[0].id])]);
    assert_eq!(describe(&sheet.pupils[0]), "ASHWORTH, Zoë, born 12/03/2013 (line 2)");
    assert!(
        plan(text, &cases[..1], Side::Host, false)
            .is_err_and(|f| f.to_lines()[0].contains("No pupil of the file has a case here"))
    );
    assert_eq!(plan(text, &cases[..1], Side::Host, true).expect("a plan").counts(), (2, 0));
    for other in [text.replace("2013", "2012"), text.replace("12/03/2013", "")] {
        assert!(plan(&other, &cases, Side::Host, true).is_err());
    }
}

#[test]
fn a_mark_goes_to_the_direction_that_holds_its_day() {
    let mut early = case(1, "Zoë Ashworth", UPN);
    early.answers.insert("direction.start".into(), Value::Date(day(9, 7)));
    early.answers.insert("direction.end".into(), Value::Date(day(10, 9)));
    let cases = [early, case(2, "Zoë Ashworth", UPN)];
    let text = format!("UPN,Date,AM,PM\n{UPN},09/10/2026,/,\\\n{UPN},20/11/2026,/,\n");
    let plan = plan(&text, &cases, Side::Host, false).expect("a plan");
    assert_eq!(
        plan.changes.iter().map(|c| (c.case.number, c.edits.len())).collect::<Vec<_>>(),
        [(1, 2), (2, 1)]
    );
}

#[test]
fn marks_that_cannot_stand_are_all_named_and_nothing_is_planned() {
    let mut cases = vec![case(1, "Zoë Ashworth", UPN)];
    let text = format!(
        "UPN,Date,AM,PM\n{UPN},13/11/2026,/,#\n{UPN},21/11/2026,/,\n{UPN},01/12/2026,L,C\n{UPN},20/11/2026,/,\n{UPN},20/11/2026,I,\n"
    );
    let faults = plan(&text, &cases, Side::Host, false).expect_err("faults").to_lines();
    let places = [
        "Line 2, column 3: Fri 13 Nov 2026 lies before",
        "Line 3, column 3: No school on Sat",
        "Line 4, column 3: Tue 1 Dec am has not come",
        "Line 6, column 3: Fri 20 Nov am stands in the file twice, as / and as I.",
    ];
    assert_eq!(faults.len(), places.len(), "{faults:?}");
    for (fault, place) in faults.iter().zip(places) {
        assert!(fault.starts_with(place), "{fault}");
    }
    // The home register of a whole term says nothing of the days before the direction.
    let home = format!("UPN,Date,AM,PM\n{UPN},13/11/2026,/,\\\n{UPN},16/11/2026,D,D\n");
    let planned = plan(&home, &cases, Side::Home, false).expect("a plan");
    assert_eq!((planned.counts(), planned.passed), ((2, 0), 2));
    cases[0].answers.remove("direction.start");
    assert!(
        plan(&home, &cases, Side::Home, false).is_err_and(
            |f| f.len() == 1 && f.to_lines()[0].contains("no first day at the host yet")
        )
    );
}

#[test]
fn the_merged_register_is_written_with_formulas_as_text() {
    let mut case = case(1, "Zoë Ashworth", UPN);
    let on = (day(11, 16), Half::Am);
    case.marks
        .insert(on, crate::domain::case::Marks { home: Some("D".into()), host: Some("N".into()) });
    let calendar = Calendar::default();
    let registers = Registers::new(&case, BothSchools { home: &calendar, host: &calendar });
    let table = rows(&registers, day(11, 17));
    assert_eq!(
        table[1],
        [
            "16/11/2026",
            "am",
            "host",
            "D",
            "N",
            "N",
            "unauthorised absence: reason not known yet",
            "N at the host: reason not known"
        ]
    );
    assert_eq!(table[2][6..], ["not marked", "host mark missing"]);
    assert!(table.contains(&vec!["Attendance".to_owned(), "0.0%".to_owned()]));
}

/// Files changed at random never panic, and are read whole or refused with sentences.
/// `OFFSITE_LONG=1` tries many more.
#[test]
fn changed_files_are_read_whole_or_refused() {
    let rounds: u64 = if std::env::var_os("OFFSITE_LONG").is_some() { 200_000 } else { 1_500 };
    let seeds: Vec<(Vec<u8>, ReadOptions)> = shapes()
        .into_iter()
        .flat_map(|(_, t, how)| [(spreadsheet(&t), how.clone()), (t.into_bytes(), how)])
        .collect();
    let (mut state, mut tried, mut accepted) = (0x9e37_79b9_7f4a_7c15_u64, 0u64, 0u64);
    let mut next = move |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % most.max(1) as u64) as usize
    };
    for round in 0..rounds {
        let (seed, how) = &seeds[round as usize % seeds.len()];
        let mut bytes = seed.clone();
        for _ in 0..=next(6) {
            let at = next(bytes.len());
            match next(5) {
                0 => bytes[at] = next(256) as u8,
                1 => drop(bytes.drain(at..(at + next(20)).min(bytes.len()))),
                2 => bytes
                    .splice(at..at, b",\"\n;/\\#-|".iter().copied().take(next(9)))
                    .for_each(drop),
                3 => bytes.truncate(at.max(1)),
                _ => bytes[at] = bytes[next(bytes.len())],
            }
            if bytes.is_empty() {
                bytes.push(b',');
            }
        }
        match parse(&bytes, how) {
            Ok(sheet) => {
                accepted += 1;
                assert!(
                    !sheet.is_empty()
                        && sheet
                            .pupils
                            .iter()
                            .flat_map(|p| &p.entries)
                            .all(|e| e.code.in_force(e.session.0))
                );
            }
            Err(faults) => {
                assert!(
                    !faults.is_empty() && faults.to_lines().iter().all(|f| f.ends_with('.')),
                    "{faults:?}"
                );
            }
        }
        tried += 1;
    }
    println!("registers: {tried} changed files tried, {accepted} still read");
    assert!(tried == rounds && accepted > 0 && accepted < tried);
}

fn field(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/field/");
    std::fs::read(format!("{folder}{name}")).expect("a file of the field")
}

/// Files as systems export them, each with the marks that it has.
#[test]
fn registers_of_the_field_read_as_a_person_reads_them() {
    use Half::{Am, Pm};
    let both = |date: NaiveDate, code: [&'static str; 2]| {
        vec![((date, Am), code[0]), ((date, Pm), code[1])]
    };
    let (monday, late) = (both(day(11, 23), ["/", "\\"]), both(day(11, 23), ["L", "L"]));
    let (tuesday, ill) = (both(day(11, 24), ["/", "\\"]), both(day(11, 24), ["I", "I"]));
    let before = both(day(11, 16), ["L", "L"]);
    for (file, expected) in [
        ("register_row_a_session.csv", monday.clone()),
        ("register_mark_with_words.csv", monday.clone()),
        ("register_totals_row.csv", monday.clone()),
        ("register_utf16.csv", monday.clone()),
        ("register_serial_date.xlsx", late.clone()),
        ("register_cover_sheet.xlsx", late.clone()),
        ("register_heading_linebreak.xlsx", late.clone()),
        ("register_iso_time.csv", [monday.clone(), tuesday].concat()),
        ("register_merged_pupil.xlsx", [late.clone(), ill].concat()),
        ("register_second_sheet.xlsx", [before, late].concat()),
    ] {
        let sheet = parse(&field(file), &ReadOptions::default())
            .unwrap_or_else(|faults| panic!("{file}: {faults:?}"));
        assert_eq!(marks(&sheet), expected, "{file}");
        assert_eq!(sheet.pupils.len(), 1, "{file}: one pupil");
    }
    let totals = parse(&field("register_totals_row.csv"), &ReadOptions::default()).expect("read");
    assert_eq!(totals.reading.passed[0].what, "Total");
    let cover = parse(&field("register_cover_sheet.xlsx"), &ReadOptions::default()).expect("read");
    assert_eq!(cover.reading.passed[0].place, "Sheet \"Cover\"");
}

#[test]
fn every_label_above_the_headings_is_read_or_named() {
    let text = format!(
        "Attendance,printed 1/12/2026\nUPN:,{UPN},DOB:,12/03/2013,Form: 8B\nName: Zoë Ashworth,House,Red\n\nDate,AM,PM\n23/11/2026,/,\\\n"
    );
    let sheet = parse(text.as_bytes(), &ReadOptions::default()).expect("read");
    let pupil = &sheet.pupils[0];
    assert_eq!((pupil.upn.as_str(), pupil.name.as_str()), (UPN, "Zoë Ashworth"));
    assert_eq!(pupil.born, Some(day(3, 12).with_year_2013()));
    let said = |place: &str| {
        let all = sheet.reading.taken.iter().chain(&sheet.reading.passed);
        all.filter(|i| i.place == place).map(|i| format!("{}: {}", i.what, i.message)).next()
    };
    assert_eq!(
        said("Line 1").as_deref(),
        Some("Attendance printed 1/12/2026: stands above the headings.")
    );
    assert_eq!(
        said("Line 2").as_deref(),
        Some("UPN, DOB: of the pupil. Form: 8B beside it is not read.")
    );
    assert_eq!(
        said("Line 3").as_deref(),
        Some("Name: of the pupil. House, Red beside it is not read.")
    );
}

#[test]
fn error_of_a_spreadsheet_is_refused_by_its_cell_and_only_where_it_is_read() {
    let book = |mark: Option<&str>, total: Option<&str>| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let text = format!("UPN,Date,AM,PM\n{UPN},23/11/2026,/,\\\nTotal,,2,\n");
        for (y, line) in text.lines().enumerate() {
            for (x, cell) in line.split(',').enumerate() {
                sheet.write_string(y as u32, x as u16, cell).expect("written");
            }
        }
        for (row, error) in [(1, mark), (2, total)] {
            if let Some(error) = error {
                let formula = rust_xlsxwriter::Formula::new("=1/0").set_result(error);
                sheet.write_formula(row, 2, formula).expect("written");
            }
        }
        parse(&book.save_to_buffer().expect("a file"), &ReadOptions::default())
    };
    for error in ["#REF!", "#DIV/0!", "#N/A"] {
        let read = book(None, Some(error)).expect("a sum that failed says nothing of the marks");
        assert_eq!(read.len(), 2);
        let says = book(Some(error), None).expect_err("no mark").to_lines();
        assert!(says[0].starts_with("Cell C2: ") && says[0].contains(error), "{says:?}");
    }
}

#[test]
fn pupil_without_the_accent_is_asked_about_and_not_dropped() {
    let sheet =
        parse(&field("register_name_without_accent.csv"), &ReadOptions::default()).expect("read");
    let mut ryan = case(3, "Ryan Brontë-Hill", UPN);
    let born = NaiveDate::from_ymd_opt(2014, 4, 22).expect("a day");
    ryan.answers.insert("child.dob".into(), Value::Date(born));
    assert_eq!(matches(&sheet, &known(&[ryan.clone()])), [PupilMatch::Name(vec![ryan.id])]);
    ryan.answers.insert("child.full_name".into(), Value::Text("Ryan James Brontë-Hill".into()));
    assert_eq!(matches(&sheet, &known(&[ryan.clone()])), [PupilMatch::Near(vec![ryan.id])]);
    let text = String::from_utf8(field("register_name_without_accent.csv")).expect("text");
    let says =
        plan(&text, &[ryan], Side::Host, true).expect_err("near is never taken unasked").to_lines();
    assert!(says[0].contains("perhaps of OSD-2026-0003"), "{says:?}");
}

#[test]
fn marks_split_by_semicolons_are_read_from_a_csv_with_commas() {
    let text = "UPN,Name,Start,Marks\nF999999926002,Child 2,26/04/2027,/;\\;/;\\;/;\\;/;\\;/;\\\n";
    let how = ReadOptions { separator: Some(';'), ..ReadOptions::default() };
    let sheet = parse(text.as_bytes(), &how).expect("read");
    assert_eq!(sheet.pupils[0].upn, "F999999926002");
    let marks = marks(&sheet);
    assert_eq!(marks.len(), 10);
    let monday = NaiveDate::from_ymd_opt(2027, 4, 26).expect("a day");
    assert_eq!(marks[0], ((monday, Half::Am), "/"));
}

#[test]
fn headings_without_a_year_are_read_where_one_year_fits() {
    let text = format!("UPN,Mon 23 Nov AM,Mon 23 Nov PM\n{UPN},/,\\\n");
    let how = ReadOptions { between: Some((day(9, 1), TODAY)), ..ReadOptions::default() };
    let sheet = parse(text.as_bytes(), &how).expect("read");
    assert_eq!(marks(&sheet)[0].0, (day(11, 23), Half::Am));
    let says = parse(text.as_bytes(), &ReadOptions::default()).expect_err("no year").to_lines();
    assert!(says[0].contains("days without a year"), "{says:?}");
}

#[test]
fn refusal_says_what_the_table_looks_like_and_what_it_lacks() {
    for (text, lacks) in [
        ("UPN,Date,Mark\nx,23/11/2026,/\n", "no column says AM or PM"),
        ("UPN,Date,AM\nx,23/11/2026,/\n", "has no column PM"),
        ("UPN,23/11/2026\nx,/\n", "nothing says AM or PM"),
        ("Shoe,Size\n1,2\n", "No headings of a register were found"),
    ] {
        let says = parse(text.as_bytes(), &ReadOptions::default()).expect_err(text).to_lines();
        assert!(says[0].contains(lacks), "{says:?}");
    }
}

proptest::proptest! {
    /// A row or a column added to a register is taken, named or a fault of its place.
    #[test]
    fn any_row_or_column_added_is_taken_or_named(
        cells in proptest::collection::vec("[A-Za-z0-9/ .-]{0,10}", 5),
        heading in "[A-Za-z ]{1,12}",
    ) {
        let row = cells.join(",");
        let text = format!("UPN,Date,AM,PM\n{UPN},23/11/2026,/,\\\n{row}\n");
        match parse(text.as_bytes(), &ReadOptions::default()) {
            Ok(sheet) => {
                let all = sheet.reading.taken.iter().chain(&sheet.reading.passed);
                let named = all.filter(|i| i.place == "Line 3").count();
                proptest::prop_assert_eq!(named, 1, "{:?}", sheet.reading);
            }
            Err(faults) => proptest::prop_assert!(faults.to_lines().iter().any(|f| f.contains("Line 3")), "{:?}", faults),
        }
        let text = format!("UPN,Date,AM,PM,{heading}\n{UPN},23/11/2026,/,\\,x\n");
        if let Ok(sheet) = parse(text.as_bytes(), &ReadOptions::default())
            && sheet.pupils[0].name.is_empty()
        {
            let named = sheet.reading.passed.iter().filter(|i| i.place == "Column 5").count();
            proptest::prop_assert_eq!(named, 1, "{:?}", sheet.reading);
        }
    }
}
