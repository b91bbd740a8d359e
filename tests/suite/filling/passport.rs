//! A whole passport filled by keys on a real pseudo-terminal, with the time it takes and the keys
//! it wants.

use std::time::Instant;

use crate::flow::Flow;
use crate::pty::Session;

/// The most keys of a whole passport, the words of its long answers among them.
const MOST_KEYS: usize = 450;

/// What an officer types to answer each kind of question, met one after another by "next missing".
/// The label is what stands on the cursor's line; the answer is the keys after it.
fn answer(label: &str) -> &'static str {
    match label {
        "UPN" => "F999999925001\r",
        "Gender" => "Fem\r",
        "Date of birth" => "e12/3/13\r",
        // What is known already is offered, and taken by a second Enter.
        "Current year group" | "Term taken" | "Name" | "Position" | "Date" => "\r\r",
        "Route" => "Off\r",
        "Home school" => "North broms\r",
        "Admitted to the current school" | "Removed or last attended" => "e3/9/24\r",
        "Level of English" => "Int\r",
        "Ground for deletion" => "e\r",
        "Year of the regulations" => "e2024\r",
        "Still on your roll?"
        | "English is the first language?"
        | "EHCP?"
        | "CAMHS?"
        | "Attendance under 90%?" => "y",
        _ if label.ends_with('?') => "n",
        // A long answer ends with Ctrl-O, a short one with Enter; Ctrl-O ends both.
        _ => "As agreed with the family.\x0f",
    }
}

/// How each table that wants a row is answered where the cursor stands on its heading: the keys,
/// and how what is then said begins. By a row, or by the question beneath it whether there is none.
const TABLES: &[(&str, &[(&str, &str)])] = &[
    (
        "Parents and carers",
        &[
            ("o", "parent or carer added"),
            ("Ms Ada Ashworth\r", "Name"),
            ("Mother\r", "Relationship to the child"),
            ("y", "Has parental responsibility?"),
            ("y", "Child lives with them?"),
        ],
    ),
    ("Exclusions", &[("n", "No exclusions at all?")]),
    ("Suspensions", &[("n", "No suspensions at all?")]),
    ("Attendance, last three terms", &[("n", "Fewer than three terms known?")]),
    ("Other schools in the last five years", &[("n", "No other school in five years?")]),
];

#[test]
fn whole_passport_is_filled_by_keys() {
    let dir = tempfile::tempdir().expect("a folder");
    let config = dir.path().join("no-config/offsite");
    std::fs::create_dir_all(&config).expect("made");
    std::fs::write(config.join("config.toml"), "position = \"Inclusion officer\"\n")
        .expect("written");
    let mut s = Session::start(dir.path());
    s.says("No cases yet");
    let (begun, mut keys, mut answers) = (Instant::now(), 0usize, 0usize);
    let mut press = |s: &mut Session, with: &str| {
        keys += with.chars().count();
        s.press(with);
    };
    press(&mut s, "n");
    s.says("Opened OSD-2026-0001");
    press(&mut s, "Zoë Ashworth\r");
    s.says("Full name: Zoë Ashworth · saved");
    for _ in 0..120 {
        // After an answer the cursor often stands on the next that is missing.
        let label = s.now_on_missing().or_else(|| {
            press(&mut s, "m");
            s.missing_under_cursor()
        });
        let Some(label) = label else { break };
        let table = TABLES.iter().find(|(table, _)| label.starts_with(&format!("{table} · ")));
        let one = [(answer(&label), label.as_str())];
        for (keys, said) in table.map_or(&one[..], |(_, steps)| steps) {
            press(&mut s, keys);
            s.answered(said);
            answers += 1;
        }
    }
    s.says("Pupil passport 100%");
    println!(
        "passport filled: {answers} answers, {keys} keys, {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    assert!(answers >= 45, "{answers}");
    assert!(keys <= MOST_KEYS, "{keys} keys for {answers} answers");
    s.kill();
    let shown = crate::text(&crate::offsite(dir.path(), &["case", "show", "OSD-2026-0001"]));
    assert!(
        shown.contains("Formulation: As agreed") && shown.contains("Date of birth: 12/03/2013"),
        "{shown}"
    );
}

#[test]
fn next_missing_and_the_missing_list_name_a_table_that_wants_a_row() {
    let mut flow = Flow::empty();
    flow.keys("neZoë<Enter>mmmmm").cursor_on("Parents and carers · 0 · missing");
    flow.keys("c").says("? Parents and carers");
    flow.keys("<Esc>o").says("parent or carer added");
    flow.keys("c").lacks("? Parents and carers").keys("<Esc>");
}
