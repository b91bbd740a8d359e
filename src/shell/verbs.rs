//! The commands for scripts: data on standard output, words on standard error.

use super::args::{CaseVerb, Export, Import, Verb};
use super::{Failure, screen};
use crate::app::keys::Key;
use crate::documents::{jsonl, schools, terms};
use crate::domain::case::{Case, CaseRef};
use crate::domain::summary::Summary;
use crate::domain::{dates, forms};
use crate::owner::Owner;
use crate::panes::Ui;
use crate::wire::{Reply, Request};
use chrono::NaiveDate;
use serde_json::json;
use std::io::Write;
use std::path::Path;

/// Prints a line, and leaves quietly when nobody reads any more.
fn print(line: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout(), "{line}").map_err(|_| Failure { code: 1, says: "Nobody read the whole answer.".into() })
}

/// Runs one command on an open store.
pub fn run(verb: &Verb, owner: &mut Owner, today: NaiveDate, ui: impl FnOnce() -> Ui) -> Result<(), Failure> {
    match verb {
        Verb::Today { json } => list(owner, today, *json, |s| s.next.is_some()),
        Verb::Cases { json } => list(owner, today, *json, |_| true),
        Verb::Case { what: CaseVerb::Show { reference, json } } => show(owner, reference, *json),
        Verb::Import { what: Import::Cases { file } } => import_cases(owner, file),
        Verb::Import { what: Import::Schools { file } } => import_schools(owner, file),
        Verb::Import { what: Import::Terms { file, school } } => import_terms(owner, file, school),
        Verb::Export { what: Export::Cases } => export(owner),
        Verb::Frame { pane, size, keys } => frame(owner, ui(), pane, size, keys),
        Verb::Forms { .. } | Verb::Demo { .. } => Ok(()),
    }
}

fn lines(owner: &mut Owner) -> Result<Vec<Summary>, Failure> {
    match owner.ask(Request::List) {
        Reply::List(all) => Ok(all),
        Reply::Refused(words) => Err(words.into()),
        _ => Ok(Vec::new()),
    }
}

fn whole(owner: &mut Owner, id: CaseRef) -> Result<Case, Failure> {
    match owner.ask(Request::Case(id)) {
        Reply::Case(case) => Ok(*case),
        Reply::Refused(words) => Err(words.into()),
        _ => Err(format!("{id} could not be read.").into()),
    }
}

fn list(owner: &mut Owner, today: NaiveDate, as_json: bool, wanted: impl Fn(&Summary) -> bool) -> Result<(), Failure> {
    for s in lines(owner)?.into_iter().filter(|s| wanted(s)) {
        let due = s.next.as_ref().and_then(|d| d.due);
        if as_json {
            let next =
                s.next.as_ref().map(|d| json!({ "rule": d.rule, "says": d.says, "due": due, "late": due.is_some_and(|d| d < today) }));
            let (home, host) = (owner.school_name(&s.home), owner.school_name(&s.host));
            let line = json!({ "id": s.id, "name": s.name, "year_group": s.year_group, "home": home, "host": host, "stage": s.stage.words(), "next": next });
            print(&line.to_string())?;
        } else {
            let mark = if due.is_some_and(|d| d < today) { "! late" } else { "." };
            let when = due.map_or_else(|| "no date".into(), dates::show_short);
            let says = s.next.as_ref().map_or("nothing to do", |d| d.says.as_str());
            print(&format!("{}  {mark:<6} {when:<11} {}  {}: {says}", s.id, s.name, s.stage.words()))?;
        }
    }
    Ok(())
}

fn show(owner: &mut Owner, reference: &str, as_json: bool) -> Result<(), Failure> {
    let case = whole(owner, reference.parse::<CaseRef>()?)?;
    if as_json {
        return print(&jsonl::write(&case));
    }
    print(&format!("{}  {}", case.id, crate::domain::stage::stage(&case).words()))?;
    for (id, value) in &case.answers {
        let Some(field) = forms::field(id) else { continue };
        print(&format!("{}: {}", field.label, crate::domain::typed::show(&field.kind, value)))?;
    }
    for event in crate::domain::outline::events(&case) {
        let when = event.on.map_or_else(|| "no date".into(), dates::show_long);
        print(&format!("{when}  {}  {}", event.table.label, event.words))?;
    }
    Ok(())
}

/// Prints the data dictionary.
pub fn forms(as_json: bool) -> Result<(), Failure> {
    let in_rows = forms::TABLES.iter().flat_map(|t| t.iter()).flat_map(|t| t.fields);
    for f in forms::FIELDS.iter().flat_map(|s| s.iter()).chain(in_rows) {
        if as_json {
            let line = json!({ "id": f.id, "label": f.label, "hint": f.hint, "kind": format!("{:?}", f.kind), "asked": format!("{:?}", f.asked),
                "seen": format!("{:?}", f.seen), "cites": f.cites, "safeguarding": f.safeguarding });
            print(&line.to_string())?;
        } else {
            print(&format!("{:<36} {:<48} {}", f.id, f.label, f.cites))?;
        }
    }
    Ok(())
}

fn file_text(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|_| format!("{} cannot be read. Check its name and your rights to it.", file.display()).into())
}

fn faults(file: &Path, faults: &[String]) -> Failure {
    let first: Vec<&str> = faults.iter().take(20).map(String::as_str).collect();
    format!("{} was not imported, nothing was changed.\n{}", file.display(), first.join("\n")).into()
}

fn import_cases(owner: &mut Owner, file: &Path) -> Result<(), Failure> {
    let text = String::from_utf8(file_text(file)?)
        .map_err(|_| format!("{} is no text file. Choose one that offsite export cases wrote.", file.display()))?;
    let cases = jsonl::read(&text).map_err(|f| faults(file, &f))?;
    let standing = lines(owner)?;
    let mut seen = std::collections::BTreeSet::new();
    if let Some(c) = cases.iter().find(|c| standing.iter().any(|s| s.id == c.id) || !seen.insert(c.id)) {
        return Err(faults(file, &[format!("{} is in this store already, or twice in the file.", c.id)]));
    }
    for case in &cases {
        owner.import_case(case)?;
    }
    eprintln!("{} cases imported.", cases.len());
    Ok(())
}

fn import_schools(owner: &mut Owner, file: &Path) -> Result<(), Failure> {
    let all = schools::read_schools(&file_text(file)?).map_err(|f| faults(file, &f))?;
    let count = all.len();
    let items = all.into_iter().filter_map(|s| Some((s.id.clone(), serde_json::to_string(&s).ok()?))).collect();
    let changed = owner.import_items("schools", items)?;
    eprintln!("{count} schools read, {changed} new or changed.");
    Ok(())
}

fn import_terms(owner: &mut Owner, file: &Path, school: &str) -> Result<(), Failure> {
    let all = terms::read_terms(school, &file_text(file)?).map_err(|f| faults(file, &f))?;
    let count = all.len();
    let items = all.into_iter().filter_map(|t| Some((t.school.clone(), serde_json::to_string(&t).ok()?))).collect();
    let changed = owner.import_items("terms", items)?;
    eprintln!("Term dates of {count} schools read, {changed} new or changed.");
    Ok(())
}

fn export(owner: &mut Owner) -> Result<(), Failure> {
    let mut ids: Vec<CaseRef> = lines(owner)?.iter().map(|s| s.id).collect();
    ids.sort();
    for id in ids {
        print(&jsonl::write(&whole(owner, id)?))?;
    }
    Ok(())
}

fn frame(owner: &mut Owner, mut ui: Ui, pane: &str, size: &str, keys: &str) -> Result<(), Failure> {
    let sides = size.split_once('x').and_then(|(w, h)| Some((w.parse::<u16>().ok()?, h.parse::<u16>().ok()?)));
    let (width, height) =
        sides.filter(|(w, h)| (1..=500).contains(w) && (1..=200).contains(h)).ok_or("Write the size like 80x24.".to_owned())?;
    let start = ui.start();
    screen::turn(&mut ui, owner, start);
    let asks = ui.open_pane(pane)?;
    screen::turn(&mut ui, owner, asks);
    for key in Key::read_all(keys)? {
        let asks = ui.on_key(key);
        screen::turn(&mut ui, owner, asks);
    }
    print(screen::text(&ui, width, height).trim_end_matches('\n'))
}
