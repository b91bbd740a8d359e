//! A request for subject access from its first day to the files that are given: what is redacted in
//! one item is in no part of them.

use std::io::{Cursor, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use offsite::ui::effect::{Done, Effect};
use serde_json::Value;

use crate::flow::Flow;
use crate::{demo, offsite_told, text};

const ID: &str = "SAR-2026-0030-1";

/// Runs the program as an officer.
fn as_officer(store: &Path, officer: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_offsite"))
        .args(["--data", store.to_str().expect("a path"), "--today", "2026-11-23"])
        .args(["--as", officer, "subject-access"])
        .args(args)
        .env("XDG_CONFIG_HOME", store.join("no-config"))
        .output()
        .expect("the program runs")
}

#[track_caller]
fn done(out: &Output) -> String {
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    text(out)
}

#[track_caller]
fn refused(out: &Output, why: &str) {
    let says = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(!out.status.success() && says.contains(why), "{says}");
}

fn items(store: &Path) -> Vec<Value> {
    let listed = done(&as_officer(store, "a.shah", &["items", ID, "--json"]));
    listed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Returns a text without marks of XML, its blanks as one, in small letters.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut is_mark = false;
    for c in text.chars() {
        match c {
            '<' => is_mark = true,
            '>' => is_mark = false,
            c if !is_mark => out.push(c),
            _ => {}
        }
    }
    let out = out.replace("\\n", " ").replace("&apos;", "'").replace("&quot;", "\"");
    out.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Returns the parts of a Word file.
fn parts(file: &Path) -> Vec<(String, String)> {
    let bytes = std::fs::read(file).expect("written");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a Word file");
    let mut all = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("read");
        let name = part.name().expect("a name").into_owned();
        all.push((name, String::from_utf8_lossy(&text).into_owned()));
    }
    all
}

#[test]
fn request_is_answered_item_by_item_and_what_is_redacted_is_in_no_file() {
    let (dir, store) = demo();
    let officer = |args: &[&str]| as_officer(&store, "a.shah", args);
    let second = |args: &[&str]| as_officer(&store, "b.jones", args);
    let open = ["subject-access", "open", "OSD-2026-0030", "--by", "parent", "--received"];
    let open = [&open[..], &["2026-10-31", "--from", "-"]].concat();
    let shown = done(&offsite_told(&store, &open, "Pat Parent\n"));
    assert!(shown.contains(ID) && shown.contains("due by 30/11/2026"), "{shown}");
    assert!(shown.contains("competence") && shown.contains("uncertain"), "{shown}");
    done(&officer(&["set", ID, "--competence", "yes"]));

    // Every answer and row that the export of the case has is an item.
    let whole = text(&crate::offsite(&store, &["export", "cases"]));
    let whole = whole.lines().find(|line| line.contains("OSD-2026-0030")).expect("the case");
    let whole: Value = serde_json::from_str(whole).expect("JSON");
    let all = items(&store);
    let has = |key: String| all.iter().any(|item| item["item"].as_str() == Some(key.as_str()));
    let mut seen = 0;
    for id in whole["answers"].as_object().expect("answers").keys() {
        assert!(has(format!("answer:{id}")), "{id}");
        seen += 1;
    }
    for (table, rows) in whole["rows"].as_object().expect("rows") {
        for row in rows.as_object().expect("rows").keys() {
            assert!(has(format!("row:{table}:{row}")), "{table} {row}");
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");

    let long =
        all.iter().filter(|item| item["item"].as_str().is_some_and(|k| k.starts_with("answer:")));
    let long =
        long.max_by_key(|item| item["text"].as_str().map_or(0, str::len)).expect("an answer");
    let key = long["item"].as_str().expect("a name");
    let words: Vec<&str> = long["text"].as_str().expect("a text").split_whitespace().collect();
    assert!(words.len() > 12, "{words:?}");
    let passage = words[3..9].join(" ");
    let secret = plain(&passage);
    let again =
        all.iter().filter(|item| plain(item["text"].as_str().expect("a text")).contains(&secret));
    assert!(again.count() > 1, "the change that made the answer has it too");

    let to = dir.path().join("given");
    std::fs::create_dir(&to).expect("made");
    let to = to.to_str().expect("a path");
    let export = ["export", ID, "--to", to];
    refused(&officer(&export), "undecided");
    done(&officer(&["decide", ID, "*", "--disclose"]));
    refused(&officer(&export), "Nobody has checked");
    let cut = ["--redact", &passage, "--ground", "other-child"];
    let told = officer(&[&["decide", ID, key], &cut[..]].concat());
    done(&told);
    assert!(String::from_utf8_lossy(&told.stderr).contains("Decide that one again"), "{told:?}");
    refused(&second(&["check", ID]), "Decide that one again");
    done(&officer(&[&["decide", ID, "*"], &cut[..]].concat()));
    done(&officer(&["decide", ID, "answer:child.dob", "--withhold", "third-party"]));
    refused(&officer(&["check", ID]), "change:");
    let dob = all.iter().find(|item| item["item"] == "answer:child.dob").expect("there");
    let dob = dob["text"].as_str().expect("a text");
    let hide = |passage: &str| {
        done(&officer(&["decide", ID, "*", "--redact", passage, "--ground", "third-party"]));
    };
    hide("Date of birth");
    refused(&officer(&["check", ID]), "change:");
    hide(&format!("{dob} (before: no answer)"));
    refused(&officer(&["check", ID]), "cannot check");
    done(&second(&["check", ID]));
    let printed = done(&officer(&export));
    assert_eq!(printed.lines().count(), 2, "{printed}");

    for file in printed.lines().map(Path::new) {
        let mode = std::fs::metadata(file).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.display());
        let parts = if file.extension().is_some_and(|end| end == "docx") {
            parts(file)
        } else {
            vec![("json".to_owned(), std::fs::read_to_string(file).expect("read"))]
        };
        let all: String = parts.iter().map(|(_, text)| plain(text)).collect();
        assert!(all.contains("[redacted: another child]") && all.contains("ico"), "{all}");
        assert!(all.contains(&plain(&words[..3].join(" "))), "what is before it is given");
        assert!(!all.contains(dob), "what is withheld");
        for (name, text) in &parts {
            assert!(!plain(text).contains(&secret), "{name} of {}", file.display());
        }
    }
    let audit = text(&crate::offsite(&store, &["audit", "--case", "OSD-2026-0030"]));
    assert!(audit.contains("subject access bundle"), "{audit}");

    // A change of the case is a new item, and the check no longer counts.
    let log = dir.path().join("log.txt");
    std::fs::write(&log, "A log.").expect("written");
    let log = log.to_str().expect("a path");
    let add = ["evidence", "OSD-2026-0030", "--add", log, "--kind", "behaviour_log"];
    assert!(crate::offsite(&store, &add).status.success());
    refused(&officer(&export), "undecided");
    let closed = done(&officer(&["close", ID, "--how", "given"]));
    assert!(closed.contains("closed 23/11/2026: given"), "{closed}");
    assert!(done(&officer(&["show", ID])).contains("+ 3 years = 23/11/2029"));
}

/// Opens a session on the case of these tests, with a request entered by keys.
fn begun() -> Flow {
    let mut flow = Flow::demo();
    flow.keys("/OSD-2026-0030<Enter><Enter>S").says("No request is entered");
    flow.keys("n").says("New request for subject access about OSD-2026-0030");
    flow.keys("<Ctrl-O>").says("Still to be answered").cursor_on("Made by");
    flow.keys("k<Enter>31/10/2026<Enter>").cursor_on("Made by").keys("<Enter>2");
    flow.keys("<Enter>Pat Parent<Enter><Ctrl-O>").says("SAR-2026-0030-1 is entered");
    // It goes on with what forbids to give anything.
    flow.says("competence was considered").cursor_on("can ask alone").keys("<Enter>1");
    flow.lacks("competence was considered").says("Recorded in SAR-2026-0030-1");
    flow.keys("<Esc>").says("Pat Parent").says("left");
    flow
}

/// Gives every section of the items that are open on screen.
fn give_all(flow: &mut Flow) {
    for _ in 0..200 {
        if flow.keys("m").shows("Every item is decided") {
            return;
        }
        flow.keys("*y");
    }
    panic!("it is never done:\n{}", flow.text());
}

#[test]
fn request_is_answered_by_keys_from_the_first_day_to_the_copy() {
    let mut flow = begun();
    flow.keys("<Enter>").says("undecided").says("Undecided.");
    flow.keys("E").says("items have to be decided first").lacks("into which folder");
    // Each decision is one key, an undo takes it back, and the cursor goes on.
    let first = flow.text();
    flow.keys("y").says("Decided on 1 item").keys("k").says("Given whole, by a.shah");
    flow.keys("u").says("Undecided.");
    assert_eq!(flow.keys("gg").text().lines().nth(4), first.lines().nth(4));
    flow.keys("n")
        .says("Uncertain: the grounds")
        .keys("1")
        .keys("gg")
        .says("Withheld (third party)");
    flow.keys("x").says("Undecided.").keys("x").says("Nothing is decided on this item");
    give_all(&mut flow);
    // A passage is marked by words, and redacted wherever else it is.
    flow.keys("ggr").says("Go to the first word").keys("<Enter>").says("Go to the last word");
    flow.keys("<Enter>").says("Why is “Off-site” redacted?").keys("5");
    if flow.shows("Redact it there too?") {
        flow.keys("y");
    }
    flow.keys("gg").says("Redacted in 1 passage").says("“Off-site” (another child)");
    // Or it is typed, in words that the text has.
    flow.keys("rr").keys("no such words<Enter>").says("does not have these words");
    flow.keys("<Ctrl-U>DIRECTION<Enter>3");
    if flow.shows("Redact it there too?") {
        flow.keys("y");
    }
    flow.says("Redacted in 2 passages").keys("m").says("Every item is decided");
    flow.keys("E/nowhere<Enter>").says("Nobody has checked these decisions");
    flow.lacks("offsite subject-access");
    flow.keys("Cy").says("cannot check the decisions");
    flow.owner.viewer.officer = "b.jones".into();
    flow.keys("Cn").says("The decisions were not checked").keys("Cy").says("checked by b.jones");
    flow.owner.viewer.officer = "a.shah".into();
    flow.keys("E<Ctrl-U>/copies<Enter>");
    let effects = flow.ui.take_effects();
    let [Effect::WriteCopies { folder, copies, then }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!((folder.as_str(), copies.len()), ("/copies", 2));
    let json = copies.iter().find(|copy| copy.name == format!("{ID}.json")).expect("JSON");
    let json = String::from_utf8_lossy(&json.bytes);
    assert!(json.contains("[redacted: another child]") && !json.contains("Off-site direction"));
    let asks = flow.ui.on_done(Done::CopiesWritten { of: then.clone(), written: Ok(2) });
    flow.turn(asks);
    flow.says("2 files written into /copies");
    // The request is closed in its form, and the list says so.
    flow.keys("eG<Enter>1<Enter>").says("SAR-2026-0030-1 is closed").keys("<Esc><Esc>");
    flow.says("Requests for subject access").says("closed").keys("<Esc>").lacks("Received");
}

#[test]
fn decision_on_what_has_changed_meanwhile_is_refused_and_what_it_now_is_is_shown() {
    let mut flow = begun();
    flow.keys("<Enter>");
    let id = ID.parse().expect("a reference");
    let all = ["*".to_owned()];
    let wish = offsite::service::Wish::Disclose;
    flow.service().decide_access(id, &all, &wish).expect("decided");
    flow.says("Undecided.").keys("y").says("has changed since you saw it").lacks("Undecided.");
    flow.keys("ggn2").says("Decided on 1 item").keys("gg").says("Withheld (serious harm)");
}

#[test]
fn what_would_give_away_what_is_kept_back_is_said_at_both_items_and_is_next_to_be_decided() {
    let mut flow = begun();
    flow.keys("<Enter>");
    give_all(&mut flow);
    // The change that made the record has the date of birth too.
    flow.keys("ggjjn1").says("to decide again").keys("gg").keys("jj").says("Date of birth");
    flow.says("is also given in \"Change").keys("m").says("It has what is kept back of");
    flow.says("Changes to the record: Change").keys("f").says("Date of birth");
    let shown = flow.lines().iter().filter(|line| line.contains(" give ")).count();
    assert!(shown <= 2, "only what is to be decided is listed:\n{}", flow.text());
    flow.keys("f").keys("C").says("1 item has to be decided first");
    // Withheld as well, nothing gives it away.
    flow.keys("n1").lacks("to decide again").says("to check");
}

#[test]
fn requests_are_read_in_a_linear_session_with_the_command_that_does_the_rest() {
    let (_dir, store) = demo();
    let said = crate::linear::linear(&store, &["subject access"]);
    assert!(said.contains("There is no request for subject access."), "{said}");
    let open = ["open", "OSD-2026-0030", "--by", "child", "--from", "Pat"];
    done(&as_officer(&store, "a.shah", &open));
    let said = crate::linear::linear(&store, &["subject access", "give"]);
    assert!(said.contains(&format!("{ID}, Reece Dyer: due by")), "{said}");
    assert!(said.contains("undecided.") && said.contains("offsite subject-access"), "{said}");
    assert!(said.contains("give only works on the screen"), "{said}");
}

#[test]
fn oversight_and_the_palette_open_the_requests() {
    let mut flow = begun();
    flow.keys("<Esc>:subject-access<Enter>").says("SAR-2026-0030-1").keys("<Esc>");
    flow.keys("7");
    for _ in 0..30 {
        if flow.shows("Enter opens the requests") {
            break;
        }
        flow.keys("j");
    }
    flow.says("Enter opens the requests").keys("<Enter>").says("SAR-2026-0030-1");
}

#[test]
fn copy_is_written_from_a_session_into_the_folder_that_is_typed() {
    let (dir, store) = demo();
    let open = ["open", "OSD-2026-0030", "--by", "child", "--from", "Pat"];
    done(&as_officer(&store, "a.shah", &open));
    done(&as_officer(&store, "a.shah", &["decide", ID, "*", "--disclose"]));
    done(&as_officer(&store, "b.jones", &["check", ID]));
    let to = dir.path().join("copies");
    std::fs::create_dir(&to).expect("made");
    let mut s = crate::pty::Session::start(&store);
    s.says("History (");
    s.press("S");
    s.says("checked");
    s.press("\r");
    s.says("make copy");
    s.press("E");
    s.says("into which folder");
    s.press(&format!("{}\r", to.display()));
    s.says("2 files written into");
    s.kill();
    for ending in ["docx", "json"] {
        let file = to.join(format!("{ID}.{ending}"));
        let mode = std::fs::metadata(&file).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.display());
    }
    let audit = text(&crate::offsite(&store, &["audit", "--case", "OSD-2026-0030"]));
    assert!(audit.contains("subject access bundle"), "{audit}");
}
