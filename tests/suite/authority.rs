//! The authority's profile and wording: kept with the records, they count for every officer,
//! whatever an officer keeps at home.

use std::path::Path;

use crate::{offsite, offsite_told, text};

/// Writes the profile of an officer's own configuration folder.
fn at_home(store: &Path, profile: &str) {
    let config = store.join("no-config").join("offsite");
    std::fs::create_dir_all(&config).expect("a folder");
    std::fs::write(config.join("profile.toml"), profile).expect("written");
}

fn spreadsheet(words: &str) -> String {
    format!("[words]\nspreadsheet = \"{words}\"\n")
}

/// Returns what a rule says that names the spreadsheet.
fn said(store: &Path) -> String {
    text(&offsite(store, &["why", "OSD-2026-0031", "spreadsheet"]))
}

/// Runs a session that is left at once, and returns what it says on standard error.
fn session(store: &Path) -> String {
    let left = offsite_told(store, &["--linear"], "quit\n");
    assert!(left.status.success(), "{left:?}");
    String::from_utf8_lossy(&left.stderr).into_owned()
}

#[test]
fn profile_kept_with_the_records_counts_whatever_an_officer_has_at_home() {
    let (_dir, store) = crate::demo();
    let file = store.join("fair.toml");
    std::fs::write(&file, spreadsheet("Fair Access list")).expect("written");
    let kept = offsite(&store, &["profile", "import", &file.to_string_lossy()]);
    assert_eq!(
        text(&kept),
        "= stored with the records, for every officer: profile.toml.\n",
        "{kept:?}"
    );
    assert!(said(&store).contains("Update the Fair Access list"), "{}", said(&store));
    at_home(&store, &spreadsheet("My own list"));
    assert!(said(&store).contains("Update the Fair Access list"), "{}", said(&store));
    // Not even one that would be refused stands in the way.
    at_home(&store, "[notice]\nschool_days = 1\n");
    assert!(said(&store).contains("Update the Fair Access list"), "{}", said(&store));
    assert_eq!(text(&offsite(&store, &["profile", "show"])), spreadsheet("Fair Access list"));
    let same = text(&offsite(&store, &["profile", "import", &file.to_string_lossy()]));
    assert!(same.starts_with("No changes made"), "{same}");
    std::fs::write(&file, "[notice]\nschool_days = 1\n").expect("written");
    let refused = offsite(&store, &["profile", "import", &file.to_string_lossy()]);
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && words.contains("Line 2: notice.school_days"), "{words}");
    assert!(said(&store).contains("Update the Fair Access list"), "{}", said(&store));
}

#[test]
fn officers_own_profile_is_copied_to_the_records_once_and_said_so() {
    let (_dir, store) = crate::demo();
    at_home(&store, &spreadsheet("Fair Access list"));
    // What only reads writes nothing, and goes by what is at home.
    assert!(said(&store).contains("Update the Fair Access list"), "{}", said(&store));
    let first = session(&store);
    assert!(first.contains("Copied from your configuration folder"), "{first}");
    assert!(first.contains(": profile.toml. If you change yours"), "{first}");
    assert!(!session(&store).contains("configuration folder"), "said once");
    // Without a file at home it counts still.
    at_home(&store, "");
    assert!(said(&store).contains("Update the Fair Access list"), "{}", said(&store));
    // Another at home is named, and does not count until it is imported.
    at_home(&store, &spreadsheet("My own list"));
    let other = session(&store);
    assert!(other.contains("differ from those stored with the records"), "{other}");
    assert!(said(&store).contains("Update the Fair Access list"), "{}", said(&store));
    assert!(offsite(&store, &["profile", "import"]).status.success());
    assert!(said(&store).contains("Update the My own list"), "{}", said(&store));
    assert!(!session(&store).contains("configuration folder"), "they agree");
}

#[test]
fn templates_kept_with_the_records_word_every_officers_letters() {
    let (_dir, store) = crate::demo();
    let folder = store.join("county");
    std::fs::create_dir_all(folder.join("templates")).expect("a folder");
    std::fs::write(folder.join("templates/unheard-of.txt"), "Dear all").expect("written");
    let import = ["profile", "import", folder.to_str().expect("a path")];
    let refused = offsite(&store, &import);
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && words.contains("no paper has this name"), "{words}");
    std::fs::remove_file(folder.join("templates/unheard-of.txt")).expect("removed");
    let name = offsite::documents::papers::template_names()[0];
    let template = folder.join(format!("templates/{name}.txt"));
    std::fs::write(template, "The county greets you.\n").expect("written");
    let kept = offsite(&store, &import);
    assert!(text(&kept).contains("every officer: 1 template."), "{kept:?}");
    let to = store.join("papers");
    std::fs::create_dir(&to).expect("a folder");
    let made = offsite(
        &store,
        &[
            "document",
            "OSD-2026-0006",
            name,
            "--draft",
            "--format",
            "text",
            "--to",
            to.to_str().expect("a path"),
        ],
    );
    assert!(made.status.success(), "{made:?}");
    let all: Vec<_> = std::fs::read_dir(&to).expect("read").flatten().collect();
    let paper = std::fs::read_to_string(all[0].path()).expect("a text");
    assert!(paper.contains("The county greets you."), "{paper}");
}
