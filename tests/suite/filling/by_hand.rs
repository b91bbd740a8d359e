//! Filling a form by hand: rows in place, ways through it, what earlier cases and files offer,
//! evidence, signing off and correcting.

use offsite::api::{Reply, Request};
use offsite::domain::case::{Case, CaseRef};
use offsite::domain::value::Value;
use offsite::ui::input_state::Effect;

use crate::flow::Flow;

fn whole(flow: &mut Flow, number: u32) -> Case {
    let Reply::Case { case, .. } = flow.owner.ask(Request::Case(CaseRef { year: 2026, number }))
    else {
        panic!("no case")
    };
    *case
}

/// Opens the first case of an empty store with a name, its passport open.
fn named(name: &str) -> Flow {
    let mut flow = Flow::empty();
    flow.keys(&format!("ne{name}<Enter>")).says("Full name");
    flow
}

/// Runs what the session asks of the world, as the shell would; returns what was to be written out.
fn errands(flow: &mut Flow) -> Vec<(String, String, Vec<u8>)> {
    let mut written = Vec::new();
    for effect in flow.ui.take_effects() {
        match effect {
            Effect::ReadFile { path, then } => {
                let name = path.rsplit('/').next().unwrap_or_default().to_owned();
                let read = std::fs::read(&path).map_err(|_| format!("{name} cannot be read."));
                let asks = flow.ui.on_file(then, name, read);
                flow.turn(asks);
            }
            Effect::WriteFile { folder, name, bytes } => written.push((folder, name, bytes.0)),
            other => panic!("{other:?}"),
        }
    }
    written
}

#[test]
fn rows_are_edited_in_place_and_no_never_looks_like_not_asked_yet() {
    let mut flow = named("Zoë Ashworth");
    flow.ui.go_to_heading("contacts");
    flow.keys("o")
        .says("Has parental")
        .says("responsibility")
        .keys("eMs Ann Ashworth<Enter>eMother<Enter>yn")
        .says("Ms Ann Ashworth  Yes");
    let case = whole(&mut flow, 1);
    let (row, cells) = case.rows("contacts").next().expect("a row");
    assert_eq!(
        (&cells["contacts.pr"], &cells["contacts.lives_with"]),
        (&Value::YesNo(true), &Value::YesNo(false))
    );
    // The address is asked for now, since the child does not live there; its column came into sight
    // with the cursor.
    flow.keys("lle4 Elm Row<Ctrl-O>").says("4 Elm Row");
    // A second row: down stays in the column.
    flow.ui.go_to_heading("contacts");
    flow.keys("oeBob<Enter>")
        .keys("k")
        .cursor_on("Mother")
        .keys("hePaul Lund<Enter>")
        .says("AshworthPaul Lund")
        .keys("u");
    flow.keys("Du").says("Mother");
    flow.ui.go_to_heading("contacts");
    flow.keys("jD").says("Remove this parent or carer?").keys("y");
    assert!(whole(&mut flow, 1).row("contacts", row).is_none());
    // The three states of a question.
    flow.keys("/moving<Enter>")
        .cursor_on("not asked yet")
        .keys("n")
        .says("No")
        .keys("k")
        .cursor_on("No")
        .keys("x")
        .cursor_on("not asked yet");
}

#[test]
fn the_ways_through_a_form() {
    let mut flow = named("Zoë");
    flow.keys("s").cursor_on("Safeguarding concerns?").keys("s").cursor_on("Child in Need plan?");
    flow.keys("]").cursor_on("EHCP?").keys("[").cursor_on("Safeguarding concerns?");
    // After an answer the cursor stands on the next question already; "next missing" passes nothing
    // over.
    flow.keys("n")
        .cursor_on("Early Help")
        .keys("m")
        .cursor_on("Early Help")
        .keys("m")
        .cursor_on("Child in Need");
    flow.keys("/formul<Enter>")
        .cursor_on("Formulation")
        .keys("Mgender<Enter>")
        .cursor_on("Gender")
        .keys("efem<Enter>")
        .says("Gender: Female");
    flow.keys("M").says("Missing in this form:").lacks("? Gender").keys("<Esc>");
    // A conditional question that is asked now counts as missing.
    flow.keys("/looked after?<Enter>y")
        .says("Looked after by which LA")
        .keys("Mlooked after by<Enter>")
        .cursor_on("not answered");
}

#[test]
fn each_kind_has_its_editor() {
    let mut flow = named("Zoë");
    flow.keys("/date of birth<Enter>e12/3")
        .says("Born on Thu 12 Mar 2026, the child is 0 years old.")
        .keys("/2013")
        .says("= Tue 12 Mar 2013")
        .keys("<Enter>");
    flow.keys("/upn<Enter>eF99")
        .says("3 of 13 characters")
        .keys("9999925001")
        .says("check letter fits")
        .keys("<Enter>");
    flow.keys("/upn<Enter>e<Home><Delete>A")
        .says("by its digits it begins with F")
        .keys("<Enter>")
        .says("Why the UPN stays as it is");
    flow.keys("Asked the school twice<Enter>").says("Asked the school twice");
    assert_eq!(whole(&mut flow, 1).answer("child.upn"), &Value::Text("A999999925001".into()));
    // A school by likeness; a long answer keeps its lines; a paste is taken whole or not at all.
    flow.keys("/home school<Enter>ebrmsgrv nth")
        .says("North Bromsgrove")
        .keys("<Enter>")
        .says("Home school: North Bromsgrove");
    flow.keys("/formul<Enter>e");
    let asks = flow.ui.on_paste("j\rk\u{1b}[31m:q\r");
    flow.turn(asks);
    flow.says("k[31m:q").keys("<Ctrl-O>");
    assert_eq!(whole(&mut flow, 1).answer("formulation.text"), &Value::Text("j\nk[31m:q".into()));
    flow.keys("/full name<Enter>e");
    let asks = flow.ui.on_paste(&"x".repeat(400));
    flow.turn(asks);
    flow.says("Nothing was pasted").keys("<Esc>");
    assert_eq!(whole(&mut flow, 1).answer("child.full_name"), &Value::Text("Zoë".into()));
    // The text area has an undo of its own, and hands over to an editor of the officer's own.
    flow.keys("/formul<Enter>eabc<Ctrl-U>").keys("<Ctrl-T>");
    assert!(
        matches!(&flow.ui.take_effects()[..], [Effect::Write { text }] if text.starts_with("j\nk"))
    );
    let asks = flow.ui.on_written(Ok("From my editor\u{7}.\n".into()));
    flow.turn(asks);
    flow.says("From my editor.").keys("<Ctrl-O>");
    assert_eq!(
        whole(&mut flow, 1).answer("formulation.text"),
        &Value::Text("From my editor.".into())
    );
}

#[test]
fn an_earlier_case_of_the_child_is_offered_and_taken_in_one_step() {
    let mut flow = named("Zoë Ashworth");
    flow.keys("/upn<Enter>eR99999992500A<Enter>/current home<Enter>e1 Elm Row<Ctrl-O>/pupil premium?<Enter>y/child looked after?<Enter>n");
    flow.keys("1n")
        .says("Opened OSD-2026-0002")
        .keys("p")
        .says("No other case of this child is known here");
    flow.keys("/upn<Enter>eF999999925001<Enter>p").says("No other case");
    // A former UPN, typed into its row, tells that it is the same child.
    flow.ui.go_to_heading("former_upns");
    flow.keys("oeR99999992500A<Enter>p")
        .says("From OSD-2026-0001 (a former UPN)")
        .says("1 Elm Row")
        .says("? check   Child Looked After?");
    flow.says("Enter stores the 3 ticked")
        .keys("<Enter>")
        .says("Full name: Zoë Ashworth and 2 more · saved");
    let case = whole(&mut flow, 2);
    assert_eq!(case.answer("child.address"), &Value::Text("1 Elm Row".into()));
    assert_eq!(case.answer("child.upn"), &Value::Text("F999999925001".into()));
    assert!(case.answer("cla.is").is_empty(), "a safeguarding answer is asked again");
    flow.keys("u");
    assert!(whole(&mut flow, 2).answer("child.address").is_empty(), "one undo takes it all back");
    flow.keys("p<Space>").says("the 2 ticked").keys("<Esc>").says("Nothing was taken");
    assert!(whole(&mut flow, 2).answer("child.address").is_empty());
}

#[test]
fn a_transfer_file_fills_the_open_case_from_the_editor() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/documents/ctf/samples/version_25.xml");
    let mut flow = Flow::empty();
    flow.keys("n/gender<Enter>enon<Enter>T").says("Which transfer file");
    let asks = flow.ui.on_paste(&format!("{}\n", file.display()));
    flow.turn(asks);
    flow.keys("<Enter>");
    errands(&mut flow);
    flow.says("From transfer file of Invented High School")
        .says("- kept    Gender")
        .says("1 of 2, Tab turns");
    flow.keys("<Enter>").says("saved");
    let case = whole(&mut flow, 1);
    assert_eq!(case.answer("child.gender"), &Value::Choice("non_binary".into()));
    assert_eq!(
        (case.answer("child.upn").as_text(), case.rows("contacts").count()),
        ("F999999925001", 2)
    );
    flow.keys("T/nowhere/file.xml<Enter>");
    errands(&mut flow);
    flow.says("file.xml cannot be read.");
}

#[test]
fn evidence_is_taken_in_read_and_written_out() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("log.txt");
    std::fs::write(&path, "Monday: late.\nTuesday: calm.").expect("written");
    let mut flow = named("Zoë");
    flow.ui.go_to_heading("evidence");
    flow.says("Behaviour log and consequences")
        .keys(&format!("o{}<Enter>log<Enter>", path.display()));
    errands(&mut flow);
    flow.says("piece of evidence added · saved").says("log.txt");
    flow.ui.go_to_heading("evidence");
    flow.keys("jv").says("Tuesday: calm.").says("SHA-256").keys("x/some/folder<Enter>");
    assert_eq!(
        errands(&mut flow),
        [(
            "/some/folder".to_owned(),
            "log.txt".to_owned(),
            b"Monday: late.\nTuesday: calm.".to_vec()
        )]
    );
    assert_eq!(whole(&mut flow, 1).rows("evidence").count(), 1);
}

#[test]
fn a_signed_off_review_stays_and_takes_corrections() {
    let mut flow = named("Zoë Ashworth");
    flow.ui.go_to_heading("contacts");
    flow.keys("oeAnn Ashworth<Enter>/camhs?<Enter>y");
    flow.keys("areviews<Enter>meordinary<Enter><Ctrl-O>").says("review added");
    let row = whole(&mut flow, 1).rows("event.review").next().expect("a review").0;
    flow.ui.open_form(3, Some(row));
    flow.keys("P")
        .says("People at the meeting · 6")
        .says("CAMHS")
        .keys("P")
        .says("Everybody who should be asked is on the list");
    flow.keys("/held<Enter>y/progress<Enter>eSettled well<Ctrl-O>");
    flow.keys("/signed off<Enter>etoday<Enter>")
        .says("Sign this meeting off?")
        .keys("<Esc>")
        .says("Left as it was");
    flow.keys("/signed off<Enter>etoday<Enter>y").says("Signed off on: 23/11/2026 · saved");
    // An answer of it cannot be changed, not even by undo; pressing a key on it begins a
    // correction.
    flow.keys("u").says("stays as it was signed");
    flow.keys("/progress<Enter>")
        .says("Enter begins a correction")
        .keys("e")
        .says("New: correction")
        .lacks("Corrections")
        .says("Settled well")
        .says("? As it should be");
    flow.keys("meSettled in maths only<Ctrl-O>meThe note was of another pupil<Ctrl-O><Ctrl-O>")
        .says("correction added");
    let case = whole(&mut flow, 1);
    assert_eq!(
        case.row("event.review", row).expect("kept")["review.progress"],
        Value::Text("Settled well".into())
    );
    let (_, appendix) = case.rows("event.appendix").next().expect("a correction");
    assert_eq!(appendix["appendix.old"], Value::Text("Settled well".into()));
    assert_eq!(appendix["appendix.new"], Value::Text("Settled in maths only".into()));
    assert_eq!(appendix["appendix.who"], Value::Text("a.shah".into()));
    flow.ui.open_form(3, Some(row));
    flow.ui.go_to_heading("event.appendix");
    flow.says("Settled in maths only");
}

#[test]
fn wide_and_awkward_names_stand_in_list_and_form() {
    let names = [
        "Zoë Ashworth",
        "Māia Te Aroha",
        "Zoe\u{308} Decomposed",
        "نور السيد",
        "漢字 太郎",
        "Bartholomew-Alexander Featherstonehaugh-Cholmondeley the Third",
    ];
    for (width, height) in [(160, 45), (80, 24), (30, 12)] {
        let mut flow = Flow::empty();
        flow.size = (width, height);
        for name in names {
            flow.keys(&format!("1ne{name}<Enter>"));
            let (buf, (x, y)) = flow.frame();
            assert!(x < width && y < height);
            let shown: String = (0..height)
                .flat_map(|y| (0..width).map(move |x| (x, y)))
                .map(|(x, y)| buf[(x, y)].symbol())
                .collect();
            let start: String = name.chars().take(5).collect();
            assert!(
                width == 30
                    || shown.replace("  ", " ").contains(&start)
                    || shown.contains(&spread(&start)),
                "{name} at {width}x{height}"
            );
            // A line is as wide as the screen: no wide letter hangs over the edge or swallows its
            // neighbour.
            for y in 0..height {
                let cells: usize = (0..width)
                    .map(|x| buf[(x, y)].symbol())
                    .scan(0usize, |skip, s| {
                        if *skip > 0 {
                            *skip -= 1;
                            return Some(0);
                        }
                        let w = unicode_width::UnicodeWidthStr::width(s);
                        *skip = w.saturating_sub(1);
                        Some(w)
                    })
                    .sum();
                assert_eq!(cells, usize::from(width), "{name}: row {y} at {width}x{height}");
            }
        }
        flow.says("3 Passport").keys("1");
    }
    // The picture of one, letters and styles: the focus reversed over the whole answer, decomposed
    // letters kept together.
    let mut flow = Flow::empty();
    flow.keys("neZoe\u{308} Māia<Enter>k")
        .reversed("Full name")
        .reversed("Zoe\u{308} Māia")
        .cursor_on("Zoe\u{308} Māia");
    flow.keys("j").reversed("not answered");
}

/// Returns wide letters as a buffer holds them: each followed by the blank cell that it covers.
fn spread(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            if unicode_width::UnicodeWidthChar::width(c) == Some(2) {
                vec![c, ' ']
            } else {
                vec![c]
            }
        })
        .collect()
}

#[test]
fn schools_are_picked_by_likeness_town_or_number_the_nearest_first() {
    let mut flow = Flow::empty();
    let school = |id: &str, name: &str, town: &str, easting: Option<u32>| {
        let school = offsite::domain::school::School {
            id: id.into(),
            name: name.into(),
            town: town.into(),
            easting,
            northing: easting.map(|_| 250_000),
            ..Default::default()
        };
        (id.to_owned(), serde_json::to_string(&school).expect("written"))
    };
    let all = vec![
        school("999001", "Alder High", "Farton", Some(440_000)),
        school("999002", "Beech High", "Midton", Some(400_000)),
        school("999003", "Cedar High", "Nearton", Some(403_000)),
        school("L-dogwood", "Dogwood School", "Lostton", None),
    ];
    flow.owner.import_items("schools", all).expect("imported");
    let start = flow.ui.start();
    flow.turn(start);
    flow.keys("n/home school<Enter>e999002<Enter>").says("Home school: Beech High");
    flow.ui.open_form(4, None);
    flow.keys("/host school<Enter>e").says("Cedar High, Nearton · 3.0 km · URN 999003");
    let (buf, _) = flow.frame();
    let rows: Vec<String> =
        (0..45).map(|y| (0..160).map(|x| buf[(x, y)].symbol()).collect()).collect();
    let at = |words: &str| {
        rows.iter()
            .rposition(|r| r.contains(words))
            .unwrap_or_else(|| panic!("{words} is not shown"))
    };
    assert!(at("Beech High, Midton · 0.0 km") < at("Cedar High, Nearton · 3.0 km"));
    assert!(at("Cedar High, Nearton · 3.0 km") < at("Alder High, Farton · 40.0 km"));
    assert!(at("Alder High, Farton · 40.0 km") < at("Dogwood School, Lostton"));
    flow.keys("lostt<Enter>").says("Host school: Dogwood School");
    // A school outside the register is kept by its name.
    flow.keys("/host school<Enter>eQuite another place<Enter>")
        .says("Host school: Quite another place");
}

#[test]
fn the_last_school_of_a_long_register_is_picked_found_and_shown_by_its_name() {
    let mut flow = Flow::empty();
    let all = (0..3_000).map(|n| {
        let school = offsite::domain::school::School {
            id: format!("{}", 100_000 + n),
            name: format!("School {n:04}"),
            ..Default::default()
        };
        (school.id.clone(), serde_json::to_string(&school).expect("written"))
    });
    flow.owner.import_items("schools", all.collect()).expect("imported");
    let start = flow.ui.start();
    flow.turn(start);
    flow.keys("n/home school<Enter>e102999<Enter>").says("Home school: School 2999");
    flow.keys("1").says("Home school  School 2999");
    flow.keys("/home:2999<Enter>").says("1 of 1");
}
