//! Papers by `offsite document`: files private and never written over, a fault in an own template
//! by its line, refusals as sentences.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

fn demo(dir: &Path) -> String {
    let store = dir.join("store").to_string_lossy().into_owned();
    assert!(
        crate::offsite(dir, &["demo", "--fill", &store, "--today", "2026-11-23"]).status.success()
    );
    store
}

fn run(store: &str, args: &[&str]) -> (Option<i32>, String, String) {
    let out = crate::offsite(Path::new(store), &[args, &["--today", "2026-11-23"]].concat());
    let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
    (out.status.code(), text(&out.stdout), text(&out.stderr))
}

#[test]
fn documents_are_private_whole_and_never_overwritten() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = demo(dir.path());
    let to = dir.path().join("out");
    std::fs::create_dir(&to).expect("a folder");
    let to = to.to_string_lossy().into_owned();
    // What lacks a particular is not written, unless as a draft.
    let (code, none, words) = run(&store, &["document", "OSD-2026-0006", "letter", "--to", &to]);
    assert_eq!((code, none.as_str()), (Some(1), ""), "{words}");
    assert!(
        words.contains("Missing: letter date") || words.contains("  (letter.reference)"),
        "{words}"
    );
    assert!(words.trim_end().ends_with("Nothing created. Use --draft for a draft."));
    let draft = ["document", "OSD-2026-0006", "letter", "--draft", "--to", &to];
    let (code, first, words) = run(&store, &draft);
    assert_eq!(code, Some(0), "{words}");
    let (_, second, _) = run(&store, &draft);
    assert!(first.lines().all(|path| path.ends_with("-DRAFT.docx")), "{first}");
    for (path, again) in first.lines().zip(second.lines()) {
        assert_eq!(path.replace(".docx", "-2.docx"), again);
        assert_eq!(
            std::fs::metadata(path).expect("written").permissions().mode() & 0o777,
            0o600,
            "{path}"
        );
        assert!(std::fs::read(path).expect("read").starts_with(b"PK"), "{path}");
    }
    assert_eq!(first.lines().count(), 6, "one for the parents and five copies: {first}");
    assert_eq!(
        std::fs::read_dir(&to).expect("read").count(),
        12,
        "nothing else is left in the folder"
    );
    let (code, blank, _) =
        run(&store, &["document", "passport", "--blank", "--format", "text", "--to", &to]);
    assert_eq!((code, blank.trim().ends_with("passport-blank.txt")), (Some(0), true));
}

#[test]
fn refused_document_gives_a_sentence_and_writes_no_file() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = demo(dir.path());
    let to = dir.path().to_string_lossy().into_owned();
    let before = std::fs::read_dir(dir.path()).expect("read").count();
    for (args, says) in [
        (vec!["OSD-2026-0006", "la-notice"], "has no EHCP"),
        (vec!["OSD-2026-0006", "poster"], "There is no paper \"poster\"."),
        (vec!["OSD-2026-0001", "review"], "No review is recorded"),
        (vec!["OSD-2026-0006", "letter", "--for", "host"], "leave out --for"),
        (vec!["OSD-2026-0006", "invitation", "--review", "9"], "There is no review 9"),
        (vec!["OSD-2026-9999", "letter"], "There is no case"),
        (vec!["letter"], "offsite document REF KIND"),
    ] {
        let (code, out, words) =
            run(&store, &[&["document"], args.as_slice(), &["--to", &to]].concat());
        assert_eq!((code, out.as_str()), (Some(1), ""), "{args:?}: {words}");
        assert!(words.contains(says) && words.trim_end().ends_with('.'), "{args:?}: {words}");
    }
    let (code, _, words) = run(
        &store,
        &["document", "OSD-2026-0006", "letter", "--draft", "--to", &format!("{to}/none")],
    );
    assert!(code == Some(1) && words.contains("is not a folder"), "{words}");
    assert_eq!(std::fs::read_dir(dir.path()).expect("read").count(), before);
}

#[test]
fn authoritys_template_is_used_and_its_fault_named_by_line() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = demo(dir.path());
    let templates = Path::new(&store).join("no-config/offsite/templates");
    std::fs::create_dir_all(&templates).expect("a folder");
    let to = dir.path().to_string_lossy().into_owned();
    let chase = ["document", "OSD-2026-0006", "chase", "--format", "text", "--to", &to];
    std::fs::write(
        templates.join("chase.txt"),
        "Our own words for {{ pupil.name }}.\n\n@sessions\n",
    )
    .expect("written");
    let (code, path, words) = run(&store, &chase);
    assert_eq!(code, Some(0), "{words}");
    assert!(std::fs::read_to_string(path.trim()).expect("read").contains("Our own words for Zoë."));
    std::fs::write(templates.join("chase.txt"), "Fine.\n{{ pupil.nmae }}\n").expect("written");
    let (code, _, words) = run(&store, &chase);
    assert_eq!(code, Some(1));
    assert!(
        words.contains(
            "templates/chase.txt, line 2: nothing in this paper has the name \"pupil.nmae\""
        ),
        "{words}"
    );
}

#[test]
fn document_is_written_by_keys_and_recorded_as_sent() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = demo(dir.path());
    let to = dir.path().join("papers for Kian");
    std::fs::create_dir(&to).expect("a folder");
    let waits = |wanted: bool| {
        let (_, out, _) = run(&store, &["case", "show", "OSD-2026-0014"]);
        assert_eq!(out.contains("Outcome of a review"), wanted, "{out}");
    };
    waits(false);
    let mut session = crate::pty::Session::start(Path::new(&store));
    session.says("Offsite");
    session.press("/OSD-2026-0014\r6");
    session.says("Notification: Form 1");
    session.press("jjjjjjjjjj");
    session.says("Outcome of a review: the decision after a review");
    session.press("s");
    session.says("Create this document with Enter first");
    session.press("p");
    session.says("The direction of Kian Grant");
    session.press("\x1b");
    session.says("Outcome of a review: the decision after a review");
    // A folder that is not there is said and asked for again.
    session.press("\r");
    session.says("Create documents in which folder?");
    session.press("/none\r");
    session.says("is not a folder");
    session.press("\r");
    session.says("Create documents in which folder?");
    session.press(&format!("{}{}\r", "\x7f".repeat("/none".len()), to.display()));
    session.says("5 files created in");
    session.press("s");
    session.says("saved");
    session.says("sent Mon 23 Nov");
    session.press("q");
    assert_eq!(session.ends(), 0);
    assert_eq!(std::fs::read_dir(&to).expect("read").count(), 5);
    waits(true);
}

#[test]
fn documents_pane_lists_each_document_with_what_it_lacks() {
    let mut flow = crate::flow::Flow::demo();
    flow.keys("/OSD-2026-0006<Enter>6")
        .says("Documents")
        .says("Pupil passport for the parents")
        .says("missing");
    flow.keys("jjjjj").says("Missing: a parent or carer to write to");
    flow.keys("jj")
        .says("You cannot create this now. This child has no EHCP")
        .keys("<Enter>")
        .says("This child has no EHCP");
}

#[test]
fn a_blank_form_is_written_from_the_list_and_holds_nothing_of_the_case() {
    use offsite::ui::effect::Effect;
    let mut flow = crate::flow::Flow::demo();
    flow.keys("/OSD-2026-0014<Enter>6G")
        .says("Review, blank")
        .keys(";")
        .says("A blank form is the same for every case.");
    flow.keys("<Enter>/tmp/forms<Enter>");
    let effects = flow.ui.take_effects();
    let [Effect::WriteCopies { copies, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(copies[0].name, "review-blank.docx");
}

#[test]
fn document_asks_for_its_review_where_more_than_one_fits() {
    let mut flow = crate::flow::Flow::demo();
    flow.keys("/OSD-2026-0006<Enter>6")
        .says("Invitation to a review · Tue 5 Jan")
        .says("Review · Tue 5 Jan");
    flow.keys("jjjjjjjj")
        .cursor_on("Invitation")
        .keys("p")
        .says("Invitation to a review · review of Tue 5 Jan 2027, booked")
        .lacks("For which review?");
    // A second review is booked: the likeliest is under the cursor, another is one key away.
    flow.keys("q4areviews<Enter>ggxe11/1/2027<Enter>meordinary<Enter><Ctrl-O>")
        .says("review added")
        .keys("6");
    flow.says("or another one. You can choose.")
        .keys("p")
        .says("For which review?")
        .says("review of Mon 11 Jan 2027, booked");
    flow.keys("<Enter>")
        .says("Invitation to a review · review of Tue 5 Jan 2027, booked")
        .keys("q");
    flow.keys("p<Down><Enter>")
        .says("Invitation to a review · review of Mon 11 Jan 2027, booked")
        .keys("q");
    flow.keys("p<Esc>").lacks("For which review?").says("Nothing created.");
}

#[test]
fn bulk_document_is_written_for_tagged_cases_and_names_those_left_out() {
    use offsite::ui::effect::{Done, Effect};
    let mut flow = crate::flow::Flow::demo();
    flow.keys("/OSD-2026-0006<Enter>6jjjjjjjj;").says("No case is selected. Press t to select");
    // One with a review booked, and one that has none.
    flow.keys("1<Esc>/OSD-2026-0006<Enter>t<Esc>/OSD-2026-0001<Enter>t<Esc>").says("2 selected");
    flow.keys("/walsh<Enter>6")
        .keys(";")
        .says("Invitation to a review: 4 files for 1 case. Folder?")
        .lacks("left out");
    flow.keys("<Esc>").says("Nothing created.");
    // Another case is open then, and its papers are gone through from the first.
    flow.keys("1<Esc>6jjjjjjjj")
        .keys(";")
        .says("Invitation to a review: 4 files for 1 case. Folder?");
    flow.says("1 case left out: OSD-2026-0001: No review is booked.")
        .says("Drafts with missing details marked: 1 case")
        .lacks("! No review");
    flow.keys("/tmp/papers<Enter>");
    let effects = flow.ui.take_effects();
    let [Effect::WriteCopies { folder, copies, then }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert!(
        folder == "/tmp/papers"
            && copies.len() == 4
            && copies.iter().all(|c| c.name.starts_with("OSD-2026-0006-"))
    );
    flow.ui.on_done(Done::CopiesWritten { of: then.clone(), written: Ok(copies.len()) });
    flow.says("4 files for 1 case created in /tmp/papers.")
        .says("; in the list marks them as sent");
    // Where nobody can get it, the reasons are shown and nothing is asked.
    flow.keys("jj;")
        .says("Outcome of a review: cannot be created for any selected case now")
        .says("OSD-2026-0001: ")
        .says("OSD-2026-0006: ");
}

#[test]
fn rows_for_the_spreadsheet_hold_every_ended_case_that_it_does_not_show() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = demo(dir.path());
    let (code, csv, words) = run(&store, &["export", "spreadsheet"]);
    assert_eq!(code, Some(0), "{words}");
    let (first, csv) = csv.split_once('\n').expect("a first line");
    assert!(first.starts_with("Directions for the spreadsheet,"), "{first}");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads: Vec<String> = reader.headers().expect("heads").iter().map(str::to_owned).collect();
    let rows: Vec<Vec<String>> =
        reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect();
    let cell = |row: &[String], head: &str| {
        row[heads.iter().position(|h| h == head).expect("a column")].clone()
    };
    let stands: Vec<String> = rows.iter().map(|r| cell(r, "State")).collect();
    assert!(
        stands.len() > 1 && stands.iter().all(|s| s != "Running" && s != "Directed"),
        "{stands:?}"
    );
    let moved = rows.iter().find(|r| cell(r, "State") == "Managed move").expect("a move");
    assert!(
        !cell(moved, "On the new roll from").is_empty() && cell(moved, "Entered on").is_empty()
    );
    // What lacks an answer is not written, unless as a draft.
    let lacking = ["export", "spreadsheet", "OSD-2026-0001", "OSD-2026-0006"];
    let open = &rows[0][0];
    let (code, none, words) = run(&store, &["export", "spreadsheet", "OSD-2026-0001"]);
    assert!(
        code == Some(1) && none.is_empty() && words.contains("OSD-2026-0001: missing: host school"),
        "{words}"
    );
    let (code, both, _) = run(&store, &[&lacking[..], &["--draft"]].concat());
    assert_eq!((code, both.lines().count()), (Some(0), 4), "{both}");
    let sheet = crate::offsite(
        Path::new(&store),
        &["export", "spreadsheet", open, "--format", "xlsx", "--today", "2026-11-23"],
    );
    assert!(sheet.stdout.starts_with(b"PK"));
    let (code, none, words) = run(&store, &["export", "spreadsheet", "OSD-2026-9999"]);
    assert!(code == Some(1) && none.is_empty() && words.contains("OSD-2026-9999"), "{words}");
}
