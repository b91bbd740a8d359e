//! Every shape in which a register comes reads the same.

use super::*;

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
