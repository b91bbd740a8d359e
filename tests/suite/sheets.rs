//! An authority's own sheet of directions comes in whole: what cannot be told is asked, every row is
//! accounted for, and one undo takes all of it back.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::{offsite, text};

const HEADINGS: &str = "No.,Pupil,UPN,D.O.B.,Yr Group,Home School,Receiving school,Start date,End date,Review 1,Review 2,EHCP?,CLA,Parent,Parent phone,Outcome,Weighting before,Weighting after,RAG,Comments";

/// The answers that the sheet of the tests needs.
pub(crate) const ANSWERS: &str = "\
columns.\"No.\" = \"leave out\"
columns.\"RAG\" = \"leave out\"
columns.\"Comments\" = \"note\"
words.\"end.how\".\"RTHS\" = \"returned\"
words.\"end.how\".\"Ongoing\" = \"\"
unread.\"End date\" = \"note\"
unread.\"Review 2\" = \"note\"
settings.route = \"direction\"
settings.started = \"as planned\"
settings.ended = \"as planned\"
";

/// Returns a sheet of so many pupils as a county keeps it, with what people write into cells.
pub(crate) fn county(count: usize) -> String {
    let schools = ["Hagley Catholic High School", "The Chase", "Pershore High School"];
    let mut sheet = format!("Off-site directions 2026-27{}\n{HEADINGS}\n", ",".repeat(19));
    for n in 0..count {
        let (first, last) = (offsite::demo::FIRST[n % 20], offsite::demo::LAST[n / 20 % 20]);
        let body = format!("99926{n:07}");
        let upn =
            offsite::domain::upn::check_letter(&body).map_or(String::new(), |c| c.to_string());
        let (home, host) = (schools[n % 3], schools[(n + 1) % 3]);
        let (end, outcome) = match n % 4 {
            0 => ("20/11/2026", "Returned"),
            1 => ("13/11/2026", "RTHS"),
            2 => ("TBC", "Ongoing"),
            _ => ("18/12/2026", ""),
        };
        let review = if n % 7 == 0 { "after half-term" } else { "09/11/2026" };
        let (plan, looked_after) =
            (if n % 9 == 0 { "Y" } else { "N" }, if n % 11 == 0 { "yes" } else { "no" });
        writeln!(
            sheet,
            "{n},\"{last}, {first}\",{upn}{body},{:02}/{:02}/2013,Year {},{home},{host},{:02}/09/2026,{end},12/10/2026,{review},{plan},{looked_after},Mrs {last},01905 {n:06},{outcome},{n},,{},\"Row {n}, settling\"",
            n % 28 + 1,
            n % 12 + 1,
            7 + n % 5,
            n % 20 + 1,
            ["Green", "Amber", "Red"][n % 3],
        )
        .expect("written");
    }
    sheet.push_str("Total,,,,,,,,,,,,,,,,,,,\n");
    sheet
}

/// Writes the sheet and its answers into a folder.
fn files(dir: &Path, sheet: &str) -> (PathBuf, PathBuf) {
    let (file, mapping) = (dir.join("county.csv"), dir.join("sheet.toml"));
    std::fs::write(&file, sheet).expect("written");
    std::fs::write(&mapping, ANSWERS).expect("written");
    (file, mapping)
}

fn import(store: &Path, file: &Path, more: &[&str]) -> (Option<i32>, String) {
    let path = file.to_string_lossy();
    let out = offsite(store, &[&["import", "sheet", &path], more].concat());
    let says = [out.stdout, out.stderr].concat();
    (out.status.code(), String::from_utf8_lossy(&says).into_owned())
}

#[test]
fn a_countys_sheet_of_300_rows_comes_in_whole_and_once() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let (file, mapping) = files(dir.path(), &county(300));
    let with = ["--mapping", &mapping.to_string_lossy(), "--yes"];
    let (code, says) = import(&store, &file, &with);
    assert_eq!(code, Some(0), "{says}");
    for part in ["300 cases opened. One undo reverses it.", "Line 303: Total: has one cell alone"] {
        assert!(says.contains(part), "{part}");
    }
    let cases = text(&offsite(&store, &["export", "cases"]));
    assert_eq!(cases.lines().count(), 300);
    assert!(cases.contains("Comments: Row 17, settling"));
    assert_eq!(text(&offsite(&store, &["cases", "stage:ended"])).lines().count(), 150);
    // The answers are kept: the same sheet again needs none, and has nothing that is new.
    let (code, says) = import(&store, &file, &["--yes"]);
    assert_eq!(code, Some(0), "{says}");
    for part in ["is in the records as OSD-2026-0001.", "No changes made"] {
        assert!(says.contains(part), "{part}");
    }
    assert_eq!(text(&offsite(&store, &["export", "cases"])), cases);
    assert!(offsite(&store, &["verify"]).status.success());
    // One undo takes every case back.
    let undone = crate::linear::linear(&store, &["undo", "y", "quit"]);
    assert!(undone.contains("an import of 300 cases"), "{undone}");
    assert_eq!(text(&offsite(&store, &["cases"])), "");
}

#[test]
fn nothing_is_imported_while_something_is_to_be_answered() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let (file, _) = files(dir.path(), &county(8));
    let (code, says) = import(&store, &file, &["--yes"]);
    assert_eq!(code, Some(1));
    for line in ["No changes made: 3 questions", "columns.\"RAG\" = \"note\" or \"leave out\""] {
        assert!(says.contains(line), "{line}: {says}");
    }
    let (code, says) = import(&store, &file, &["--dry-run"]);
    assert_eq!(code, Some(0), "{says}");
    assert!(says.contains("questions to answer first"), "{says}");
    assert_eq!(text(&offsite(&store, &["cases"])), "", "a dry run opens none");
    // The file that is printed is the file that is read.
    let (_, printed) =
        import(&store, &file, &["--print-mapping", "--answer", "columns.\"RAG\" = \"note\""]);
    assert!(
        printed.contains("# columns.\"No.\" = ") && printed.contains("RAG = \"note\""),
        "{printed}"
    );
    std::fs::write(dir.path().join("sheet.toml"), printed).expect("written");
    let mapping = dir.path().join("sheet.toml");
    let (_, says) = import(&store, &file, &["--dry-run", "--mapping", &mapping.to_string_lossy()]);
    assert!(says.contains("2 questions"), "{says}");
    let (code, says) = import(&store, &file, &["--answer", "settings.century = \"20\""]);
    assert_eq!(code, Some(1));
    assert!(says.contains("no setting \"century\""), "{says}");
}
