//! What is no register, or holds a fault, is refused by its place.

use super::*;
use crate::documents::table::tests::bomb;

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
    assert!(
        parse(&bomb(3_000_000), &ReadOptions::default())
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
