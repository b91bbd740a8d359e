//! An authority's own sheet of directions comes in whole: what cannot be told is asked, every row is
//! accounted for, and one undo takes all of it back.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::flow::Flow;
use crate::{offsite, text};
use offsite::ui::effect::{Done, Effect};

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

/// Reads the file that the session asked for.
fn read(flow: &mut Flow) {
    let effects = flow.ui.take_effects();
    let [Effect::ReadFile { path, then }] = effects.as_slice() else { panic!("{effects:?}") };
    let read = Ok(std::fs::read(path).expect("read"));
    let (purpose, name) = (then.clone(), "county.csv".to_owned());
    let asks = flow.ui.on_done(Done::FileRead { purpose, name, read });
    flow.turn(asks);
}

#[test]
fn the_screen_asks_what_it_cannot_tell_shows_every_case_and_opens_all_in_one_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("county.csv");
    let sheet = "Pupil,D.O.B.,Host school,Start date,RAG\n\
        Ellie Frost,12/03/2013,The Chase,14/09/2026,Green\n\
        Omar Nash,01/10/2012,A farm school,11/01/2027,Red\n";
    std::fs::write(&file, sheet).expect("written");
    let mut flow = Flow::demo();
    let before = flow.lines_of_list().len();
    let typed = format!("{}<Enter>", file.display());
    flow.keys("Isheet<Enter>").keys(&typed);
    read(&mut flow);
    flow.says("What is the column \"RAG\", as in \"Green\"?").keys("leave out<Enter>");
    flow.says("Which school is \"A farm school\"?").keys("as it is typed<Enter>");
    flow.says("2 rows name no route. What are they?").keys("<Enter>");
    flow.says("1 row has a first day that has come").keys("<Enter>");
    flow.says("2 cases would be opened. Nothing is saved yet.").says("Omar Nash, born 01/10/2012");
    // Left, nothing is opened; the next time everything is asked again.
    flow.keys("q").says("No changes made.");
    assert_eq!(flow.lines_of_list().len(), before);
    flow.keys("Isheet<Enter>").keys(&typed);
    read(&mut flow);
    flow.keys("leave out<Enter>as it is typed<Enter><Enter><Enter><Enter>")
        .says("Imported: 2 cases.");
    assert_eq!(flow.lines_of_list().len(), before + 2);
    // What was answered is kept: the same file is known, row by row.
    flow.keys("Isheet<Enter>").keys(&typed);
    read(&mut flow);
    flow.says("No case would be opened").says("is in the records as").keys("q");
    flow.keys("uy");
    assert_eq!(flow.lines_of_list().len(), before, "one undo takes both back");
}
