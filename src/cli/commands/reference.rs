//! Commands that need no store: keys, settings, completions, the schema, the manual and man pages.

use clap::CommandFactory;
use clap_complete::Shell;
use serde_json::json;

use crate::cli::args::{Args, ShapeArgs};
use crate::cli::output::{print, record, write};
use crate::config;
use crate::config::{HelpPage, load};
use crate::error::{EXIT_STATUS, Error, Faults};
use crate::keymap::action::{Action, Scope};
use crate::keymap::{Keymap, help};
use crate::manual::{self, ManualPage, Reader};

/// Prints every action with its keys in the officer's keymap, or in a named one.
pub(super) fn keys(name: Option<&str>, shape: ShapeArgs) -> Result<(), Error> {
    let (map, faults) = match name {
        None => {
            let settings = load::load();
            (settings.keymap, settings.faults)
        }
        Some(name) => {
            let map = Keymap::named(name).ok_or_else(|| {
                Error::input(format!("There is no keymap \"{name}\"."))
                    .with_hint("The keymaps are default, vim and plain.")
            })?;
            (map, Faults::default())
        }
    };
    for (scope, scope_name) in Scope::ALL {
        for (action, name, _, help) in Action::ALL.iter().filter(|(_, _, s, _)| s == scope) {
            let keys: Vec<String> = map.keys_for(*action).iter().map(ToString::to_string).collect();
            record(
                shape,
                || {
                    let keys =
                        if keys.is_empty() { "(palette)".to_owned() } else { keys.join(", ") };
                    format!("{scope_name:<11} {keys:<16} {name:<18} {help}")
                },
                || json!({ "scope": scope_name, "action": name, "keys": keys, "help": help }),
                || {
                    let keys = keys.join(", ");
                    vec![(*scope_name).to_owned(), keys, (*name).to_owned(), (*help).to_owned()]
                },
            )?;
        }
    }
    for (keys, hidden, scope, by) in map.shadowed() {
        eprintln!(
            "In {}, {keys} does \"{}\"; \"{}\" stands behind it there.",
            scope.name(),
            by.help(),
            hidden.help()
        );
    }
    for fault in &faults {
        eprintln!("{fault}");
    }
    Ok(())
}

/// Prints a configuration file with every setting and its help, and what is wrong with the
/// officer's own.
pub(super) fn config() -> Result<(), Error> {
    print(config::example().trim_end())?;
    if let Some(folder) = load::folder() {
        eprintln!("Keep it as {}.", folder.join("config.toml").display());
    }
    let faults = load::load().faults;
    for f in &faults {
        eprintln!("{f}");
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::input(format!("{} lines of your settings could not be used.", faults.len())))
    }
}

/// Prints completions for a shell.
pub(super) fn completions(shell: Shell) -> Result<(), Error> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "offsite", &mut out);
    write(&out)
}

/// Prints the shape of everything that is printed with --json, as a JSON schema.
pub(super) fn schema() -> Result<(), Error> {
    print(include_str!("../schema.json").trim_end())
}

/// Prints a page of the manual, or the list of pages where none is named. The page of keys has the
/// officer's own keys.
pub(super) fn manual(topic: Option<&str>) -> Result<(), Error> {
    let Some(topic) = topic else {
        print(manual::contents().trim_end())?;
        eprintln!("offsite manual TOPIC prints a page.");
        return Ok(());
    };
    print(with_keys(page(topic)?, &load::load().keymap).trim_end())
}

/// Returns the text of a page, its table of keys with those of a keymap.
fn with_keys(page: &ManualPage, keymap: &Keymap) -> String {
    page.text.replace(&help::manual_table(&Keymap::built_in()), &help::manual_table(keymap))
}

/// Returns the pages of the manual that the help of the program offers: all but those for
/// developers.
pub(in crate::cli) fn help_pages(keymap: &Keymap) -> Vec<HelpPage> {
    let read = manual::PAGES.iter().filter(|page| page.reader != Reader::Developer);
    read.map(|page| HelpPage {
        title: page.title(),
        lines: manual::to_lines(&with_keys(page, keymap)),
    })
    .collect()
}

/// Prints the man page of the command, or of one page of the manual.
pub(super) fn man(topic: Option<&str>) -> Result<(), Error> {
    if let Some(topic) = topic {
        let page = page(topic)?;
        return print(manual::to_roff(page.topic, page.text).trim_end());
    }
    let mut out = Vec::new();
    let page = clap_mangen::Man::new(Args::command());
    page.render(&mut out).map_err(|cause| Error::io("The man page could not be made.", cause))?;
    write(&out)?;
    print(".SH EXIT STATUS")?;
    for (code, meaning) in EXIT_STATUS {
        print(&format!(".TP\n\\fB{code}\\fR\n{meaning}"))?;
    }
    print(".SH SEARCHES")?;
    for word in crate::domain::query::words::WORDS {
        print(&format!(".TP\n\\fB{}\\fR\n{}", word.example.replace('\\', "\\\\"), word.help))?;
    }
    print(
        ".SH FILES\n.TP\n$XDG_CONFIG_HOME/offsite/config.toml\nsettings; offsite config prints one\n.TP\n$XDG_DATA_HOME/offsite\nthe store",
    )?;
    print(".SH SEE ALSO")?;
    let pages: Vec<String> = manual::PAGES
        .iter()
        .map(|page| format!("\\fBoffsite\\-{}\\fR(7)", page.topic.replace('-', "\\-")))
        .collect();
    print(&pages.join(",\n"))
}

fn page(topic: &str) -> Result<&'static ManualPage, Error> {
    manual::find(topic).ok_or_else(|| {
        Error::input(format!("The manual has no page \"{topic}\"."))
            .with_hint("offsite manual lists the pages.")
    })
}
