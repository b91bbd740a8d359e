//! Commands that need no store: keys, settings, completions, the schema, the manual and man pages.

use clap::CommandFactory;
use clap_complete::Shell;
use serde_json::json;

use crate::cli::args::{Args, ShapeArgs};
use crate::cli::output::{print, record, write};
use crate::config;
use crate::config::{HelpPage, load};
use crate::domain::plural::pluralize;
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
                Error::input(format!("There is no keymap called \"{name}\"."))
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
        eprintln!("In {}, {keys} does \"{}\", not \"{}\".", scope.name(), by.help(), hidden.help());
    }
    for fault in &faults {
        eprintln!("{fault}");
    }
    Ok(())
}

/// Prints a configuration file with every setting and its help, and what is wrong with the
/// officer's own.
pub(super) fn config(shape: ShapeArgs) -> Result<(), Error> {
    if shape.is_data() {
        for s in config::SETTINGS {
            let row = json!({ "setting": s.name, "default": s.usual, "help": s.help });
            let columns = || [s.name, s.usual, s.help].map(str::to_owned).to_vec();
            record(shape, String::new, || row, columns)?;
        }
    } else {
        print(config::example().trim_end())?;
    }
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
        let lines = pluralize(faults.len(), "line");
        Err(Error::input(format!("Could not use {lines} of your settings.")))
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
        eprintln!("Print a page with offsite manual TOPIC.");
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
        // Some commands have the name of a page: offsite-search is the command, search the page.
        let command = topic.strip_prefix("offsite-").unwrap_or(topic);
        let is_page = command == topic && manual::find(topic).is_some();
        if let Some(command) = Args::command().find_subcommand(command).filter(|_| !is_page) {
            return man_of_command(command);
        }
        let page = page(topic)?;
        return print(manual::to_roff(page.topic, page.text).trim_end());
    }
    render(Args::command())?;
    exit_status()?;
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

/// Prints what each exit status means.
fn exit_status() -> Result<(), Error> {
    print(".SH EXIT STATUS")?;
    let line = |(code, meaning): &(_, _)| print(&format!(".TP\n\\fB{code}\\fR\n{meaning}"));
    EXIT_STATUS.iter().try_for_each(line)
}

/// Prints the man page of one command, and of the commands that it has.
fn man_of_command(command: &clap::Command) -> Result<(), Error> {
    let name = format!("offsite-{}", command.get_name());
    // The pages of its own commands would stand nowhere: they are printed one after another.
    let own: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    let bare = own.iter().fold(command.clone(), |command, sub| {
        command.mut_subcommand(sub.get_name(), |sub| sub.hide(true))
    });
    render(bare.name(name.clone()))?;
    for sub in own {
        let sub_name = format!("{name}-{}", sub.get_name());
        print(&format!(".SH {}", sub_name.to_uppercase().replace('-', "\\-")))?;
        render_body(sub.name(sub_name))?;
    }
    exit_status()?;
    print(".SH SEE ALSO\n\\fBoffsite\\fR(1)")
}

/// Prints a man page whole.
fn render(command: clap::Command) -> Result<(), Error> {
    let mut out = Vec::new();
    let day = crate::domain::calendar::zone::day(chrono::Utc::now()).to_string();
    let command = command.disable_help_subcommand(true);
    let page = clap_mangen::Man::new(command).date(day).source("offsite");
    page.render(&mut out).map_err(|cause| Error::io("The man page could not be made.", cause))?;
    write(&out)
}

/// Prints synopsis, description and options of a command within a page.
fn render_body(command: clap::Command) -> Result<(), Error> {
    let mut out = Vec::new();
    let page = clap_mangen::Man::new(command);
    let failed = |cause| Error::io("The man page could not be made.", cause);
    page.render_synopsis_section(&mut out).map_err(failed)?;
    page.render_description_section(&mut out).map_err(failed)?;
    page.render_options_section(&mut out).map_err(failed)?;
    let text = String::from_utf8_lossy(&out).replace(".SH ", ".SS ");
    print(text.trim_end())
}

fn page(topic: &str) -> Result<&'static ManualPage, Error> {
    manual::find(topic).ok_or_else(|| {
        Error::input(format!("The manual has no page called \"{topic}\"."))
            .with_hint("List the pages with offsite manual.")
    })
}
