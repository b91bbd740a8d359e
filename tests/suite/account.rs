//! Every importer tells of every part of a file: a row, column, sheet, event, element or key that is
//! added is in the account at its place, or a fault of that place; and where the file is read, the
//! account has grown by that one part. All pupils and schools are invented.

use chrono::NaiveDate;
use offsite::documents::reading::{Item, Reading};
use offsite::documents::{ctf, jsonl, registers, schools, terms};
use offsite::domain::attendance::intake::ReadOptions;
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq};
use rust_xlsxwriter::Workbook;

/// What an importer says of a file: its account, or its faults.
type Told = Result<Vec<Item>, Vec<String>>;

/// One way in, with a file that it reads and what may be added to it.
struct Importer {
    name: &'static str,
    read: fn(&[u8]) -> Told,
    /// The file, with nothing added to it.
    base: fn() -> Vec<u8>,
    /// What is added: what it is, the file with it, and where the account or a fault has it.
    added: &'static [Added],
}

struct Added {
    what: &'static str,
    file: fn(&str) -> Vec<u8>,
    places: &'static [&'static str],
}

fn parts(reading: &Reading) -> Vec<Item> {
    [&reading.taken, &reading.passed, &reading.doubtful].into_iter().flatten().cloned().collect()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day")
}

fn schools(bytes: &[u8]) -> Told {
    schools::read_schools(bytes).map(|r| parts(&r.reading)).map_err(|f| f.to_lines())
}

fn terms(bytes: &[u8]) -> Told {
    let read = terms::read_terms("136898", bytes, &terms::Answers::new());
    read.map(|r| parts(&r.reading)).map_err(|f| f.to_lines())
}

fn register(bytes: &[u8]) -> Told {
    let how = ReadOptions { separator: Some('|'), ..ReadOptions::default() };
    registers::parse(bytes, &how).map(|s| parts(&s.reading)).map_err(|f| f.to_lines())
}

fn transfer(bytes: &[u8]) -> Told {
    let read = ctf::parse(bytes, today());
    let all = |file: ctf::Transfer| {
        let pupils = (0..file.pupils.len()).filter_map(|at| file.reading(at));
        pupils.chain([file.beside()]).flat_map(|reading| parts(&reading)).collect::<Vec<_>>()
    };
    read.map(all).map_err(|f| f.to_lines())
}

fn cases(bytes: &[u8]) -> Told {
    let mut reading = Reading::new("case");
    let read = jsonl::each(bytes, &mut |case| {
        reading.take(case.id, "case", "read.");
        Ok(())
    });
    read.map(|_| parts(&reading)).map_err(|f| f.to_lines())
}

// The register of schools.

const GIAS: &str = "URN,EstablishmentName,EstablishmentStatus (name),Town\n100001,A High,Open,Malvern\n100002,B High,Closed,Malvern\n";
const LOCAL: &str = "urn;name;town\n100001;A High;Malvern\n;B High;Evesham\n";

/// Returns a text with a cell more at the end of each line: these words, and then a letter.
fn with_column(text: &str, words: &str, by: char) -> Vec<u8> {
    let lines = text.lines().enumerate();
    let wider = lines.map(|(i, line)| format!("{line}{by}{}\n", if i == 0 { words } else { "x" }));
    wider.collect::<String>().into_bytes()
}

fn with_line(text: &str, line: &str) -> Vec<u8> {
    format!("{text}{line}\n").into_bytes()
}

// Term dates.

const TOML: &str =
    "[[school]]\nid = \"136898\"\n[[school.term]]\nstart = 2026-09-01\nend = 2026-12-18\n";
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260901\r\nDTEND;VALUE=DATE:20261219\r\nSUMMARY:Autumn term\r\nEND:VEVENT\r\n";

fn calendar(more: &str) -> Vec<u8> {
    format!("{CALENDAR}{}END:VCALENDAR\r\n", more.replace('|', "\r\n")).into_bytes()
}

// Registers: one text for each layout, and each as a spreadsheet.

const DATES: &str = "UPN,Date,AM,PM\nF999999925001,23/11/2026,/,\\\n";
const SESSIONS: &str = "UPN,Date,Session,Mark\nF999999925001,23/11/2026,AM,/\n";
const PAIRED: &str = "UPN,Year,2026-11-23 AM,2026-11-23 PM\nF999999925001,8,/,\\\n";
const TWO_ROWS: &str = "UPN,Year,23/11/2026,\n,,AM,PM\nF999999925001,8,/,\\\n";
const STRINGS: &str = "UPN,Year,Start,Marks\nF999999925001,8,23/11/2026,/|L\n";

fn rows(text: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn sheet(text: &[u8]) -> Vec<u8> {
    offsite::documents::rows::xlsx(&rows(text), "Register", 0).expect("a spreadsheet")
}

/// Returns a workbook with the register and one sheet more.
fn with_sheet(words: &str, kind: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let put = |sheet: &mut rust_xlsxwriter::Worksheet, text: &str| {
        for (y, row) in rows(text.as_bytes()).iter().enumerate() {
            for (x, cell) in row.iter().enumerate() {
                sheet.write_string(y as u32, x as u16, cell).expect("written");
            }
        }
    };
    put(book.add_worksheet().set_name("Week 1").expect("named"), DATES);
    match kind {
        "chart" => {
            let mut chart = rust_xlsxwriter::Chart::new_column();
            chart.add_series().set_values("'Week 1'!$C$2:$D$2");
            let sheet = book.add_chartsheet().set_name("Added").expect("named");
            sheet.insert_chart(0, 0, &chart).expect("a chart");
        }
        "hidden" => {
            let sheet = book.add_worksheet().set_name("Added").expect("named");
            put(sheet, DATES);
            sheet.set_hidden(true);
        }
        _ => put(book.add_worksheet().set_name("Added").expect("named"), &format!("{words}\n")),
    }
    book.save_to_buffer().expect("a spreadsheet")
}

// The Common Transfer File.

const TRANSFER: &str = "<CTfile>\n<Header><CTFversion>25.0</CTFversion></Header>\n<CTFpupilData>\n<Pupil><UPN>F999999925001</UPN><Surname>Ray</Surname><Forename>Ann</Forename>\n<Contacts>\n<Contact><Surname>Ray</Surname>\n</Contact>\n</Contacts>\n</Pupil>\n</CTFpupilData>\n</CTfile>\n";

fn transfer_with(before: &str, added: &str) -> Vec<u8> {
    TRANSFER.replacen(before, &format!("{added}{before}"), 1).into_bytes()
}

// Cases.

const CASE: &str = "{\"id\":\"OSD-2026-0001\",\"answers\":{},\"rows\":{},\"marks\":[]}\n";

const IMPORTERS: &[Importer] = &[
    Importer {
        name: "schools of GIAS",
        read: schools,
        base: || GIAS.into(),
        added: &[
            Added {
                what: "a row",
                file: |w| with_line(GIAS, &format!("100003,{w},Open,{w}")),
                places: &["Line 4"],
            },
            Added {
                what: "a row that is not open",
                file: |w| with_line(GIAS, &format!("100003,{w},{w},x")),
                places: &["Line 4"],
            },
            Added {
                what: "a row without cells",
                file: |_| with_line(GIAS, ",,,"),
                places: &["Line 4"],
            },
            Added {
                what: "a column",
                file: |w| with_column(GIAS, w, ','),
                places: &["Column 5", "Line 1"],
            },
        ],
    },
    Importer {
        name: "schools of a local list",
        read: schools,
        base: || LOCAL.into(),
        added: &[
            Added {
                what: "a row",
                file: |w| with_line(LOCAL, &format!(";{w};x")),
                places: &["Line 4"],
            },
            Added {
                what: "a column",
                file: |w| with_column(LOCAL, w, ';'),
                places: &["Column 4", "Line 1"],
            },
        ],
    },
    Importer {
        name: "terms in TOML",
        read: terms,
        base: || TOML.into(),
        added: &[
            Added {
                what: "a closure",
                file: |w| {
                    with_line(
                        TOML,
                        &format!("[[school.closed]]\ndate = 2026-11-27\nreason = \"{w}\""),
                    )
                },
                places: &["Line 7"],
            },
            Added {
                what: "a key of a term",
                file: |w| with_line(TOML, &format!("\"{w}\" = 1")),
                places: &["Line 6"],
            },
            Added {
                what: "a key of the file",
                file: |w| format!("\"{w}\" = 1\n{TOML}").into_bytes(),
                places: &["Line 1"],
            },
        ],
    },
    Importer {
        name: "terms in iCalendar",
        read: terms,
        base: || calendar(""),
        added: &[
            Added {
                what: "an event",
                file: |w| {
                    calendar(&format!(
                        "BEGIN:VEVENT|DTSTART;VALUE=DATE:20261127|SUMMARY:{w}|END:VEVENT|"
                    ))
                },
                places: &["Line 9"],
            },
            Added {
                what: "an event without a day",
                file: |w| calendar(&format!("BEGIN:VEVENT|SUMMARY:{w}|END:VEVENT|")),
                places: &["Line 9"],
            },
            Added {
                what: "a repeated closure",
                file: |w| {
                    calendar(&format!(
                        "BEGIN:VEVENT|DTSTART;VALUE=DATE:20261127|RRULE:{w}|SUMMARY:INSET|END:VEVENT|"
                    ))
                },
                places: &["Line 9"],
            },
            Added {
                what: "a part of another kind",
                file: |w| calendar(&format!("BEGIN:VTODO|SUMMARY:{w}|END:VTODO|")),
                places: &["Line 9"],
            },
        ],
    },
    Importer {
        name: "register, a row a date",
        read: register,
        base: || DATES.into(),
        added: &[
            Added {
                what: "a row",
                file: |w| with_line(DATES, &format!("{w},24/11/2026,{w},")),
                places: &["Line 3"],
            },
            Added { what: "a row of words", file: |w| with_line(DATES, w), places: &["Line 3"] },
            Added {
                what: "a column",
                file: |w| with_column(DATES, w, ','),
                places: &["Column 5", "Line 2, column 5"],
            },
            Added {
                what: "a column of a session",
                file: |_| with_column(DATES, "24/11/2026 AM", ','),
                places: &["Column 5"],
            },
        ],
    },
    Importer {
        name: "register, a row a session",
        read: register,
        base: || SESSIONS.into(),
        added: &[
            Added {
                what: "a row",
                file: |w| with_line(SESSIONS, &format!("x,{w},PM,/")),
                places: &["Line 3"],
            },
            Added {
                what: "a column",
                file: |w| with_column(SESSIONS, w, ','),
                places: &["Column 5", "Line 2, column 5"],
            },
        ],
    },
    Importer {
        name: "register, a row a pupil with two columns a day",
        read: register,
        base: || PAIRED.into(),
        added: &[
            Added {
                what: "a row",
                file: |w| with_line(PAIRED, &format!("{w},,{w},")),
                places: &["Line 3"],
            },
            Added {
                what: "a column",
                file: |w| with_column(PAIRED, w, ','),
                places: &["Column 5", "Line 2, column 5"],
            },
        ],
    },
    Importer {
        name: "register under two rows of headings",
        read: register,
        base: || TWO_ROWS.into(),
        added: &[
            Added {
                what: "a row",
                file: |w| with_line(TWO_ROWS, &format!("{w},,{w},")),
                places: &["Line 4"],
            },
            Added {
                what: "a column",
                file: |w| with_column(TWO_ROWS, w, ','),
                places: &["Column 5", "Line 3, column 5"],
            },
        ],
    },
    Importer {
        name: "register, a row a pupil with one string",
        read: register,
        base: || STRINGS.into(),
        added: &[
            Added {
                what: "a row",
                file: |w| with_line(STRINGS, &format!("{w},,23/11/2026,{w}")),
                places: &["Line 3"],
            },
            Added {
                what: "a column",
                file: |w| with_column(STRINGS, w, ','),
                places: &["Column 5", "Line 2, column 5"],
            },
        ],
    },
    Importer {
        name: "register as a spreadsheet",
        read: register,
        base: || sheet(DATES.as_bytes()),
        added: &[
            Added {
                what: "a row",
                file: |w| sheet(&with_line(DATES, &format!("{w},24/11/2026,{w},"))),
                places: &["Row 3", "Cell C3"],
            },
            Added {
                what: "a column",
                file: |w| sheet(&with_column(DATES, w, ',')),
                places: &["Column E", "Cell E2"],
            },
        ],
    },
    Importer {
        name: "register as a sheet of several",
        read: register,
        base: || with_sheet("", "hidden"),
        added: &[
            Added {
                what: "a sheet of words",
                file: |w| with_sheet(w, "words"),
                places: &["Sheet \"Added\""],
            },
            Added {
                what: "a sheet that is hidden",
                file: |w| with_sheet(w, "hidden"),
                places: &["Sheet \"Added\""],
            },
            Added {
                what: "a sheet of a chart",
                file: |w| with_sheet(w, "chart"),
                places: &["Sheet \"Added\""],
            },
        ],
    },
    Importer {
        name: "transfer file",
        read: transfer,
        base: || TRANSFER.into(),
        added: &[
            Added {
                what: "an element of the file",
                file: |w| transfer_with("<CTFpupilData>", &format!("<Extra>{w}</Extra>")),
                places: &["Line 3"],
            },
            Added {
                what: "an element beside the pupil",
                file: |w| transfer_with("</CTFpupilData>", &format!("<Teacher>{w}</Teacher>")),
                places: &["Line 10"],
            },
            Added {
                what: "an element of a contact",
                file: |w| transfer_with("</Contact>", &format!("<Spouse>{w}</Spouse>")),
                places: &["Line 7"],
            },
            Added {
                what: "a second surname",
                file: |w| transfer_with("<Forename>", &format!("<Surname>{w}</Surname>")),
                places: &["Line 4"],
            },
            Added {
                what: "an attribute",
                file: |w| {
                    String::from_utf8_lossy(&transfer_with("<Contacts>", ""))
                        .replacen("<Contacts>", &format!("<Contacts kind=\"{w}\">"), 1)
                        .into_bytes()
                },
                places: &["Line 5"],
            },
        ],
    },
    Importer {
        name: "cases",
        read: cases,
        base: || CASE.into(),
        added: &[
            Added {
                what: "a key",
                file: |w| {
                    CASE.replacen("\"answers\"", &format!("\"{w}\":1,\"answers\""), 1).into_bytes()
                },
                places: &["Line 1"],
            },
            Added {
                what: "a question",
                file: |w| {
                    CASE.replacen(
                        "\"answers\":{",
                        &format!("\"answers\":{{\"{w}\":{{\"Text\":\"x\"}}"),
                        1,
                    )
                    .into_bytes()
                },
                places: &["Line 1"],
            },
            Added { what: "a line of words", file: |w| with_line(CASE, w), places: &["Line 2"] },
            Added {
                what: "a case",
                file: |_| with_line(CASE, CASE.replace("0001", "0002").trim()),
                places: &["OSD-2026-0002"],
            },
        ],
    },
];

/// Words as files have them: no quotes, no signs that would end a cell.
fn words() -> impl Strategy<Value = String> {
    "[A-Za-z0-9/.-]{1,3}|[A-Za-z]{3,9}( [a-z]{2,6}){0,2}|(AM|Name|Total|town|INSET|half term|23/11/2026)"
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_added_to_a_file_is_in_its_account_or_a_fault_of_its_place(words in words()) {
        for Importer { name, read, base, added } in IMPORTERS {
            let before = read(&base()).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
            for Added { what, file, places } in *added {
                let is_named = |told: &str| places.iter().any(|place| {
                    // Line 1 is not line 10.
                    told.strip_prefix(place).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
                });
                match read(&file(&words)) {
                    Ok(parts) => {
                        prop_assert!(parts.iter().any(|p| is_named(&p.place)), "{name}, {what} ({words}): {parts:?}");
                        // The other sheet stands in for the hidden one of the base.
                        let more = usize::from(!name.contains("several"));
                        prop_assert_eq!(parts.len(), before.len() + more, "{}, {} ({}): {:?}", name, what, words, parts);
                    }
                    Err(faults) => prop_assert!(faults.iter().any(|f| is_named(f)), "{name}, {what} ({words}): {faults:?}"),
                }
            }
        }
    }
}

/// A key that is added to a case is never taken, whatever it is called.
#[test]
fn no_importer_of_the_table_reads_its_file_empty() {
    for Importer { name, read, base, added } in IMPORTERS {
        let parts = read(&base()).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert!(!parts.is_empty() && !added.is_empty(), "{name}");
        assert!(parts.iter().all(|p| !p.place.is_empty()), "{name}: {parts:?}");
    }
}
