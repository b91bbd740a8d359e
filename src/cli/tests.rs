//! A linear session over a service of its own process and over one behind bytes.

use std::io::BufReader;
use std::path::Path;

use chrono::NaiveDate;

use crate::api::{Backend, Viewer};
use crate::domain::profile::Profile;
use crate::files::access::FileAccess;
use crate::keymap::Keymap;
use crate::linear::LinearSetting;
use crate::server::loopback::Loopback;
use crate::service::Service;
use crate::store::Store;

fn today() -> NaiveDate {
    "2026-11-23".parse().expect("a day")
}

/// Opens a service on the demo's forty pupils.
fn with_pupils(dir: &Path) -> (Service, Viewer) {
    let store = Store::open(dir, "a.shah", "now").expect("opens").store;
    let profile = Profile::shipped().clone();
    let mut service = Service::new(store, || 4_000_000_000_000, profile).expect("a service");
    let viewer = Viewer::new("a.shah", today());
    let terms = crate::demo::terms(today()).into_iter().map(|terms| {
        let json = serde_json::to_string(&terms).expect("terms");
        (terms.school, json)
    });
    let mut asked = service.for_viewer(&viewer);
    asked.import_items("terms", terms.collect()).expect("stored");
    asked.import_cases(&crate::demo::cases(today())).expect("stored");
    (service, viewer)
}

/// Runs a session on lines, and returns what it says.
fn said(backend: &mut dyn Backend, lines: &str) -> String {
    let mut out = Vec::new();
    let setting = LinearSetting {
        today: today(),
        officer: "a.shah".to_owned(),
        keymap: Keymap::built_in(),
        files: FileAccess::All,
    };
    let mut input = BufReader::new(lines.as_bytes());
    crate::linear::run(backend, setting, &mut input, &mut out, &|| false).expect("said to the end");
    String::from_utf8(out).expect("words")
}

/// What an officer reads and changes in every room of the program.
const LINES: &str = "\
search text transport
.
views
2
people
history
timeline
figures
terms home
new closure 1/12/2026 boiler
undo
yes
record note
.
attendance
.
prefill
.
documents
preview paper letter
new case
undo
yes
redo
undo
yes
find gender
quit
";

#[test]
fn linear_session_says_the_same_through_bytes_as_in_its_own_process() {
    let dirs = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    let (mut service, viewer) = with_pupils(dirs[0].path());
    let direct = said(&mut service.for_viewer(&viewer), LINES);
    let (service, viewer) = with_pupils(dirs[1].path());
    let mut loopback = Loopback { service, viewer };
    assert_eq!(said(&mut loopback, LINES), direct);
    for part in ["The Chase", "Undone: term dates", "attended", "Dear", "Opened OSD-2026-0041"] {
        assert!(direct.contains(part), "{part}:\n{direct}");
    }
}
