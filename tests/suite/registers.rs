//! Registers of marks by command: imported, refused, taken back, exported, and the hosts that are
//! chased.

use std::fmt::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Instant;

use crate::{offsite, text};

fn words(out: &std::process::Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

/// One directed pupil a line, as `offsite export cases` writes them.
fn pupil(number: usize, upn: &str, name: &str) -> String {
    format!(
        "{{\"id\":\"OSD-2026-{number:04}\",\"answers\":{{\"child.full_name\":{{\"Text\":\"{name}\"}},\"child.upn\":{{\"Text\":\"{upn}\"}},\
         \"child.dob\":{{\"Date\":\"2013-03-12\"}},\"school.host\":{{\"School\":\"136898\"}},\"direction.start\":{{\"Date\":\"2026-09-07\"}},\
         \"direction.end\":{{\"Date\":\"2026-12-18\"}}}},\"rows\":{{\"event.start\":{{\"1\":{{\"start.on\":{{\"Date\":\"2026-09-07\"}}}}}}}},\"marks\":[]}}\n"
    )
}

fn store(dir: &Path, cases: &str) -> std::path::PathBuf {
    let file = dir.join("cases.jsonl");
    std::fs::write(&file, cases).expect("written");
    let store = dir.join("store");
    let out = offsite(&store, &["import", "cases", &file.to_string_lossy()]);
    assert!(out.status.success(), "{}", words(&out));
    store
}

#[test]
fn register_import_is_previewed_stored_whole_and_undone_whole() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = store(
        dir.path(),
        &(pupil(1, "F999999925001", "Zoë Ashworth") + &pupil(2, "R99999992500A", "Tom Evans")),
    );
    let before = text(&offsite(&store, &["export", "cases"]));
    let file = dir.path().join("host.csv");
    let path = file.to_string_lossy().into_owned();
    std::fs::write(
        &file,
        "UPN,Date,AM,PM\r\nF999999925001,16/11/2026,/,N\r\nR99999992500A,16/11/2026,E,E\r\n",
    )
    .expect("written");
    let dry = offsite(&store, &["import", "register", &path, "--dry-run"]);
    assert!(
        text(&dry).contains("OSD-2026-0001  Zoë Ashworth")
            && text(&dry).contains("Mon 16 Nov 2026 pm   host   · → N"),
        "{}",
        text(&dry)
    );
    assert!(
        words(&dry).contains("4 new marks in 2 cases.") && words(&dry).contains("P-RV9"),
        "{}",
        words(&dry)
    );
    // A script has to say that it means it.
    let unsure = offsite(&store, &["import", "register", &path]);
    assert!(unsure.status.code() == Some(1) && words(&unsure).contains("Use --yes"));
    assert_eq!(text(&offsite(&store, &["export", "cases"])), before);
    let done = offsite(&store, &["import", "register", &path, "--yes"]);
    assert!(
        done.status.success() && words(&done).contains("Saved: 4 new marks, in 2 cases."),
        "{}",
        words(&done)
    );
    let after = text(&offsite(&store, &["export", "cases"]));
    let again = offsite(&store, &["import", "register", &path, "--yes"]);
    assert!(
        again.status.success() && words(&again).contains("Nothing would change, 4 stand already."),
        "{}",
        words(&again)
    );
    assert_eq!(text(&offsite(&store, &["export", "cases"])), after);
    // A correction needs its reason and position, and keeps both marks.
    std::fs::write(&file, "UPN,Date,AM,PM\r\nF999999925001,16/11/2026,/,I\r\n").expect("written");
    let bare = offsite(&store, &["import", "register", &path, "--yes"]);
    assert!(
        bare.status.code() == Some(1) && words(&bare).contains("give the reason with --reason"),
        "{}",
        words(&bare)
    );
    assert_eq!(text(&offsite(&store, &["export", "cases"])), after);
    let why =
        ["import", "register", &path, "--yes", "--reason", "-", "--position", "Inclusion officer"];
    // The reason may name a child: it need not stand in the arguments, which every user can read.
    let empty = crate::offsite_told(&store, &why, "\n");
    assert!(
        empty.status.code() == Some(1) && words(&empty).contains("give the reason with --reason"),
        "{}",
        words(&empty)
    );
    let told = crate::offsite_told(&store, &why, "Parent rang\n");
    assert!(told.status.success(), "{}", words(&told));
    let corrected = text(&offsite(&store, &["export", "cases"]));
    for kept in [
        "\"correction.old\":{\"Text\":\"N\"}",
        "\"correction.new\":{\"Text\":\"I\"}",
        "Parent rang",
        "Inclusion officer",
        "a.shah",
    ] {
        assert!(corrected.contains(kept), "{kept}");
    }
}

#[test]
fn register_with_a_wrong_code_stores_nothing_and_asks_about_a_name() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = store(dir.path(), &pupil(1, "F999999925001", "Zoë Ashworth"));
    let before = text(&offsite(&store, &["export", "cases"]));
    let file = dir.path().join("host.csv");
    let path = file.to_string_lossy().into_owned();
    let head = "UPN,Name,DOB,2026-11-16 AM,2026-11-16 PM,2026-11-17 AM\n";
    std::fs::write(&file, format!("{head}F999999925001,,,/,H,A\n")).expect("written");
    let wrong = offsite(&store, &["import", "register", &path, "--yes"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        words(&wrong).contains("Line 2, column 5: Code H was withdrawn")
            && words(&wrong).contains("Line 2, column 6: \"A\" is no")
    );
    std::fs::write(&file, format!("{head},\"ASHWORTH, Zoë\",12/03/2013,/,\\,/\n"))
        .expect("written");
    let asked = offsite(&store, &["import", "register", &path, "--yes"]);
    assert!(
        asked.status.code() == Some(1) && words(&asked).contains("--match-by-name"),
        "{}",
        words(&asked)
    );
    assert_eq!(text(&offsite(&store, &["export", "cases"])), before);
    let named = offsite(&store, &["import", "register", &path, "--yes", "--match-by-name"]);
    assert!(words(&named).contains("Saved: 3 new marks, in 1 case."), "{}", words(&named));
    let csv = text(&offsite(&store, &["export", "register", "OSD-2026-0001"]));
    assert!(
        csv.starts_with("Date,Session,Expected at,Home mark")
            && csv.contains("16/11/2026,pm,host,,\\,\\,attending"),
        "{csv}"
    );
    let sheet = offsite(&store, &["export", "register", "OSD-2026-0001", "--format", "xlsx"]);
    assert!(sheet.stdout.starts_with(b"PK"));
}

#[test]
fn chase_writes_one_letter_to_each_host_for_all_its_pupils() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = store(
        dir.path(),
        &(pupil(1, "F999999925001", "Zoë Ashworth") + &pupil(2, "R99999992500A", "Tom Evans")),
    );
    let file = dir.path().join("host.csv");
    std::fs::write(&file, "UPN,Date,AM,PM\nF999999925001,16/11/2026,/,\\\n").expect("written");
    assert!(
        offsite(&store, &["import", "register", &file.to_string_lossy(), "--yes"]).status.success()
    );
    let folder = dir.path().to_string_lossy().into_owned();
    let out = offsite(&store, &["chase", "--to", &folder, "--format", "text"]);
    assert!(
        text(&out).contains("OSD-2026-0001  Zoë Ashworth: Tue 17 Nov am and pm"),
        "{}",
        text(&out)
    );
    let letters: Vec<_> = std::fs::read_dir(dir.path())
        .expect("a folder")
        .flatten()
        .filter(|f| f.file_name().to_string_lossy().starts_with("chase-"))
        .collect();
    assert_eq!(letters.len(), 1);
    let (path, mode) =
        (letters[0].path(), letters[0].metadata().expect("a file").permissions().mode());
    assert_eq!(mode & 0o777, 0o600, "{}", path.display());
    let letter = std::fs::read_to_string(path).expect("a letter");
    for said in [
        "Haybridge",
        "Zoë Ashworth",
        "12/03/2013",
        "Tom Evans",
        "18 marks of that week",
        "Mon 16 Nov am and",
    ] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    let word = offsite(&store, &["chase", "--to", &folder]);
    assert!(word.status.success() && words(&word).contains("Created "), "{}", words(&word));
    assert_eq!(text(&offsite(&store, &["chase", "--week", "2026-07-01"])), "");
    assert_eq!(text(&offsite(&store, &["chase", "--json"])).lines().count(), 2);
}

/// A term's marks of many pupils in one file: 300 always, 10,000 with `OFFSITE_LONG=1`. The figure is
/// printed.
#[test]
fn register_of_a_term_for_many_pupils_is_one_change() {
    let pupils = if std::env::var_os("OFFSITE_LONG").is_some() { 10_000 } else { 300 };
    let dir = tempfile::tempdir().expect("a folder");
    let upn = |n: usize| {
        let body = format!("9999999{:02}{:03}", n / 1_000, n % 1_000);
        format!("{}{body}", offsite::domain::upn::check_letter(&body).expect("a letter"))
    };
    let cases: String =
        (0..pupils).map(|n| pupil(n + 1, &upn(n), &format!("Pupil Number {n}"))).collect();
    let store = store(dir.path(), &cases);
    let first = chrono::NaiveDate::from_ymd_opt(2026, 9, 7).expect("a day");
    let days: Vec<_> = first
        .iter_days()
        .take(77)
        .filter(|d| d.format("%u").to_string().parse::<u8>().is_ok_and(|n| n < 6))
        .collect();
    let mut csv = String::from("UPN");
    for day in &days {
        write!(csv, ",{day} AM,{day} PM").expect("written");
    }
    for n in 0..pupils {
        write!(csv, "\n{}", upn(n)).expect("written");
        for (i, _) in days.iter().enumerate() {
            csv += if (n + i) % 17 == 0 { ",I,I" } else { ",/,\\" };
        }
    }
    let file = dir.path().join("term.csv");
    std::fs::write(&file, &csv).expect("written");
    let start = Instant::now();
    let out = offsite(&store, &["import", "register", &file.to_string_lossy(), "--yes"]);
    let took = start.elapsed();
    let marks = pupils * days.len() * 2;
    assert!(
        out.status.success()
            && words(&out).contains(&format!("Saved: {marks} new marks, in {pupils} cases.")),
        "{}",
        words(&out)
    );
    assert_eq!(words(&out).contains("pupils compared."), pupils >= 1_000);
    println!(
        "register import: {marks} marks of {pupils} pupils, {} kB, in {} ms",
        csv.len() / 1000,
        took.as_millis()
    );
    let again = offsite(&store, &["import", "register", &file.to_string_lossy(), "--yes"]);
    assert!(
        words(&again).contains(&format!("Nothing would change, {marks} stand already.")),
        "{}",
        words(&again)
    );
}
