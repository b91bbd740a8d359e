//! Filling a form by hand: rows in place, ways through it, signing off and correcting, wide names.

use offsite::domain::value::Value;
use offsite::ui::effect::{Done, Effect};

use super::{named, whole};
use crate::flow::Flow;
use offsite::ui::specimens;

#[test]
fn table_rows_are_edited_in_place_and_no_differs_from_not_asked() {
    let mut flow = named("Zoë Ashworth");
    specimens::go_to_heading(&mut flow.ui, "contacts");
    flow.keys("o")
        .says("Has parental")
        .says("responsibility")
        .keys("eMs Ann Ashworth<Enter>eMother<Enter>yn")
        .says("Ms Ann Ashworth");
    let case = whole(&mut flow, 1);
    let (row, cells) = case.rows("contacts").next().expect("a row");
    assert_eq!(
        (&cells["contacts.pr"], &cells["contacts.lives_with"]),
        (&Value::YesNo(true), &Value::YesNo(false))
    );
    // The address is asked for now, since the child does not live there; the cursor goes there
    // by itself, and its column comes into sight.
    flow.keys("e4 Elm Row<Ctrl-O>").says("4 Elm Row");
    // A second row: down stays in the column.
    specimens::go_to_heading(&mut flow.ui, "contacts");
    flow.keys("oeBob<Enter>")
        .keys("k")
        .cursor_on("Mother")
        .keys("hePaul Lund<Enter>")
        .says("Paul Lund  ")
        .keys("u");
    flow.keys("ru").says("Mother");
    specimens::go_to_heading(&mut flow.ui, "contacts");
    flow.keys("jr").says("Remove this parent or carer?").keys("y");
    assert!(whole(&mut flow, 1).row("contacts", row).is_none());
    // The three states of a question.
    flow.keys("/moving<Enter>")
        .cursor_on("not answered")
        .keys("n")
        .says("No")
        .keys("k")
        .cursor_on("No")
        .keys("x")
        .cursor_on("not answered");
}

#[test]
fn a_new_intervention_is_picked_from_the_fourteen_or_named_in_other_words() {
    let mut flow = named("Zoë Ashworth");
    specimens::go_to_heading(&mut flow.ui, "interventions");
    flow.keys("oe").says("Therapeutic intervention").keys("positive<Enter>");
    specimens::go_to_heading(&mut flow.ui, "interventions");
    flow.keys("oeMentor from Year 11").says("Not one of the usual answers.").keys("<Enter>");
    let case = whole(&mut flow, 1);
    let names: Vec<&str> = case
        .rows("interventions")
        .filter_map(|(_, cells)| cells.get("interventions.name").map(Value::as_text))
        .collect();
    assert_eq!(names[names.len() - 2..], ["Positive handling plan", "Mentor from Year 11"]);
}

#[test]
fn form_keys_go_to_gaps_sections_and_found_questions() {
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
        .keys("cgender<Enter>")
        .cursor_on("Gender")
        .keys("efem<Enter>")
        .says("Gender: Female");
    flow.keys("c").says("Missing in this form:").lacks("? Gender").keys("<Esc>");
    // A conditional question that is asked now counts as missing.
    flow.keys("/looked after?<Enter>y")
        .says("Looked after by which LA")
        .keys("clooked after by<Enter>")
        .cursor_on("not answered");
}

#[test]
fn each_field_kind_opens_its_own_editor() {
    let mut flow = named("Zoë");
    flow.keys("/date of birth<Enter>e12/3")
        .says("Born on Thu 12 Mar 2026, the child is 0 years old.")
        .keys("/2013")
        .says("= Tue 12 Mar 2013")
        .keys("<Enter>");
    flow.keys("/upn<Enter>eF99")
        .says("3 of 13 characters")
        .keys("9999925001")
        .says("check letter correct")
        .keys("<Enter>");
    flow.keys("/upn<Enter>e<Home><Delete>A")
        .says("the check letter should be F")
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
    flow.says("Not pasted").keys("<Esc>");
    assert_eq!(whole(&mut flow, 1).answer("child.full_name"), &Value::Text("Zoë".into()));
    // The text area has an undo of its own, and hands over to an editor of the officer's own.
    flow.keys("/formul<Enter>eabc<Ctrl-Z>").keys("<Ctrl-T>");
    assert!(
        matches!(&flow.ui.take_effects()[..], [Effect::Write { text }] if text.starts_with("j\nk"))
    );
    let asks = flow.ui.on_done(Done::Edited(Ok("From my editor\u{7}.\n".into())));
    flow.turn(asks);
    flow.says("From my editor.").keys("<Ctrl-O>");
    assert_eq!(
        whole(&mut flow, 1).answer("formulation.text"),
        &Value::Text("From my editor.".into())
    );
}

#[test]
fn signed_off_review_is_unchanged_and_takes_corrections() {
    let mut flow = named("Zoë Ashworth");
    specimens::go_to_heading(&mut flow.ui, "contacts");
    flow.keys("oeAnn Ashworth<Enter>/camhs?<Enter>y");
    flow.keys(":record<Enter>reviews<Enter>meordinary<Enter><Ctrl-O>").says("review added");
    let row = whole(&mut flow, 1).rows("event.review").next().expect("a review").0;
    specimens::open_form(&mut flow.ui, 3, Some(row));
    flow.keys("i")
        .says("People at the meeting · 6")
        .says("CAMHS")
        .keys("i")
        .says("Everyone who should be invited is on the list");
    flow.keys("/held<Enter>y/progress<Enter>eSettled well<Ctrl-O>");
    flow.keys("/signed off<Enter>etoday<Enter>")
        .says("Sign off this meeting?")
        .keys("<Esc>")
        .says("No changes made");
    flow.keys("/signed off<Enter>etoday<Enter>y").says("Signed off on: 23/11/2026 · saved");
    // An answer of it cannot be changed, not even by undo; pressing a key on it begins a
    // correction.
    flow.keys("u").says("and cannot change");
    flow.keys("/progress<Enter>")
        .says("Press Enter to add a correction")
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
    specimens::open_form(&mut flow.ui, 3, Some(row));
    specimens::go_to_heading(&mut flow.ui, "event.appendix");
    flow.says("Settled in maths only");
}

#[test]
fn wide_and_combining_names_are_drawn_whole_in_list_and_form() {
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
fn a_day_without_school_is_said_when_it_is_typed() {
    let mut flow = named("Zoë Ashworth");
    flow.keys(":record<Enter>reviews<Enter>gg<Enter><Ctrl-U>25/12/2026<Enter>")
        .says("Fri 25 Dec 2026: no school at the home school: Christmas Day")
        .says("25/12/2026");
    flow.keys("k<Enter><Ctrl-U>26/11/2026<Enter>").lacks("no school at");
}
