//! What a store needs is taken in from inside a session, before there is any case: schools, term
//! dates, a pupil, cases; and what is known is offered where a question is opened.

use offsite::error::Result;
use offsite::ui::effect::{Done, Effect};

use super::{named, sample};
use crate::flow::Flow;

/// Reads the files that the session asks for, as the terminal would.
fn read_files(flow: &mut Flow) {
    for effect in flow.ui.take_effects() {
        let Effect::ReadFile { path, then } = effect else { panic!("{effect:?}") };
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let read: Result<Vec<u8>> = Ok(std::fs::read(&path).expect("read"));
        let asks = flow.ui.on_done(Done::FileRead { purpose: then, name, read });
        flow.turn(asks);
    }
}

/// Imports a file of a kind: the menu, its letters, the path.
fn import(flow: &mut Flow, kind: &str, path: &str) {
    flow.keys(&format!("I{kind}<Enter>")).says("File to import: path");
    flow.keys(&format!("{path}<Enter>"));
    read_files(flow);
}

#[test]
fn schools_terms_and_a_pupil_are_taken_in_where_there_is_no_case() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.to_string_lossy().into_owned()
    };
    let mut flow = Flow::empty();
    flow.says("No cases yet").says("Tour").says("Import");
    let schools = file("schools.csv", "urn,name,town\n100001,Elm High School,Worcester\n");
    flow.keys("Ischools<Enter>")
        .says("Register of schools: path")
        .keys(&format!("{schools}<Enter>"));
    read_files(&mut flow);
    flow.keys("<Enter>").says("1 school");
    let terms = file(
        "terms.toml",
        "[[school]]\nid = \"100001\"\nname = \"Elm High School\"\n[[school.term]]\nstart = 2026-09-02\nend = 2026-12-18\n",
    );
    import(&mut flow, "term", &terms);
    flow.keys("y").says("Imported: term dates of 1 school");
    // Terms are looked at without a case, by the school's name.
    flow.keys("gt").says("Which school's terms?").keys("elm<Enter>").says("18 Dec 2026");
    flow.keys("<Esc>");
    // A file of something else is refused with its faults, and nothing is changed.
    import(&mut flow, "cases", &terms);
    flow.says("Nothing was imported.");
    import(&mut flow, "term", &terms);
    flow.says("Save this?").keys("n").says("Nothing was imported.");
    import(&mut flow, "pupil", &sample());
    flow.says("Opened OSD-2026-0001").says("Daniel Okafor").says("F999999925001");
}

#[test]
fn tour_goes_through_four_screens_and_can_be_left_on_each() {
    let mut flow = Flow::empty();
    flow.keys("<F1>").says("1 of 4").keys("<Enter>").says("2 of 4").keys("<Enter><Enter>");
    flow.says("4 of 4").says("opens your first case").keys("<Enter>").says("No cases yet");
    flow.keys("<F1><Esc>").says("No cases yet");
}

#[test]
fn what_is_known_is_offered_and_stands_nowhere_until_it_is_taken() {
    let mut flow = named("Zoë Ashworth");
    flow.keys("/date of birth<Enter>e12/3/2013<Enter>");
    flow.keys("/year group<Enter>e").says("Offered from what is known");
    flow.keys("<Esc>").says("Current year group").cursor_on("not answered");
    flow.keys("e<Enter>").says("Current year group: 9 · saved");
    // Typing takes its place.
    flow.keys("/term taken<Enter>eAutumn<Enter>").says("Term taken: Autumn · saved");
}
