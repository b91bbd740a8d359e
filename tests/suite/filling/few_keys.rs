//! What is known already is offered: the officer's own school and name, and what was answered
//! before about the same school.

use offsite::domain::school::School;
use offsite::ui::{Preferences, specimens};

use crate::flow::Flow;

/// What a key and a screen take, in seconds: an estimate of a typist's pace and of reading, no
/// time that was measured.
const KEY: f64 = 0.2;
const SCREEN: f64 = 5.0;

/// Opens an empty store with two schools, for an officer of the second.
fn of_a_school() -> Flow {
    let mut flow = Flow::empty();
    let school = |(id, name): (&str, &str)| {
        let phone = "01905 555 0100".into();
        let (id, name) = (id.to_owned(), name.to_owned());
        let head = "Dr A. Reed".into();
        let school = School { id: id.clone(), name, phone, head, ..School::default() };
        (id, serde_json::to_string(&school).expect("written"))
    };
    let all = [("999001", "Alder High"), ("999002", "Beech High")].map(school);
    flow.service().import_items("schools", all.into()).expect("imported");
    flow.ui.configure(Preferences {
        name: "Amina Shah".into(),
        home_school: "beech high".into(),
        ..Preferences::default()
    });
    let start = flow.ui.start();
    flow.turn(start);
    flow
}

#[test]
fn a_case_is_opened_in_under_a_minute_by_its_count_of_keys() {
    let mut flow = of_a_school();
    let screens = [
        ("n", "Opened OSD-2026-0001"),
        ("Bailey Ashworth<Enter>", "Full name: Bailey Ashworth · saved"),
        ("/birth<Enter>e12/3/2013<Enter>", "Date of birth: 12/03/2013 · saved"),
        ("/upn<Enter>F999999925001<Enter>", "UPN: F999999925001 · saved"),
        // The year group follows from the birthday, the school from the settings.
        ("/year<Enter>e<Enter>", "Current year group: 9 · saved"),
        ("/home school<Enter>e<Enter>", "Home school: Beech High · saved"),
    ];
    for (keys, said) in screens {
        flow.keys(keys).says(said);
    }
    let keys = flow.pressed;
    let seconds = keys as f64 * KEY + screens.len() as f64 * SCREEN;
    println!("a case opened with {keys} keys on {} screens, about {seconds:.0} s", screens.len());
    assert!(keys <= 85, "{keys} keys");
    assert!(seconds < 60.0, "{seconds} s");
}

#[test]
fn the_officer_is_offered_by_the_full_name_of_the_settings() {
    let mut flow = of_a_school();
    flow.keys("n/completing name<Enter>e").says("Amina Shah");
    flow.keys("<Enter>").says("Name: Amina Shah · saved");
}

#[test]
fn the_head_teacher_of_the_register_is_offered_to_sign_the_letter() {
    let mut flow = of_a_school();
    flow.keys("n/home school<Enter>e<Enter>");
    specimens::open_form(&mut flow.ui, 4, None);
    flow.keys("/signed by<Enter>e").says("Dr A. Reed, head teacher");
    flow.keys("<Enter>").says("Signed by: Dr A. Reed, head teacher · saved");
}

#[test]
fn the_staff_of_a_school_are_offered_to_the_next_case_of_that_school_only() {
    let mut flow = of_a_school();
    let home = "/home school<Enter>e<Enter>";
    let meeting = "/home representative<Enter>e";
    flow.keys("n").keys(home).keys("/completing contact<Enter>e").says("01905 555 0100");
    flow.keys("<Esc>");
    specimens::open_form(&mut flow.ui, 2, None);
    flow.keys(meeting).keys("D. Hall, deputy head<Enter>").says("D. Hall, deputy head · saved");
    flow.keys("1n").keys(home);
    specimens::open_form(&mut flow.ui, 2, None);
    flow.keys(meeting).says("Offered from what is known").says("D. Hall, deputy head");
    flow.keys("<Esc>1n/home school<Enter>ealder<Enter>");
    specimens::open_form(&mut flow.ui, 2, None);
    flow.keys(meeting).says("Home representative · ").lacks("D. Hall, deputy head");
}

#[test]
fn the_staff_of_a_school_are_offered_in_a_later_session_too() {
    let mut flow = of_a_school();
    let home = "/home school<Enter>e<Enter>";
    let meeting = "/home representative<Enter>e";
    flow.keys("n").keys(home);
    specimens::open_form(&mut flow.ui, 2, None);
    flow.keys(meeting).keys("D. Hall, deputy head<Enter>").says("D. Hall, deputy head · saved");
    flow.restart();
    flow.keys("n/home school<Enter>ebeech<Enter>").says("Home school: Beech High · saved");
    specimens::open_form(&mut flow.ui, 2, None);
    flow.keys(meeting).says("Offered from what is known").says("D. Hall, deputy head");
}
