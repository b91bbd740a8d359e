//! `offsite import`: all of a file or nothing.

use crate::documents;
use crate::owner::Owner;
use crate::shell::Failure;
use std::path::Path;

pub(super) fn cases(owner: &mut Owner, file: &Path) -> Result<(), Failure> {
    let text = String::from_utf8(file_text(file)?)
        .map_err(|_| format!("{} is no text file. Choose one that offsite export cases wrote.", file.display()))?;
    let cases = documents::jsonl::read(&text).map_err(|f| faults(file, &f))?;
    let standing = owner.cases()?;
    let mut seen = std::collections::BTreeSet::new();
    if let Some(c) = cases.iter().find(|c| standing.contains(&c.id) || !seen.insert(c.id)) {
        return Err(faults(file, &[format!("{} is in this store already, or twice in the file.", c.id)]));
    }
    owner.import_cases(&cases)?;
    eprintln!("{} cases imported.", cases.len());
    Ok(())
}

pub(super) fn schools(owner: &mut Owner, file: &Path) -> Result<(), Failure> {
    let all = documents::schools::read_schools(&file_text(file)?).map_err(|f| faults(file, &f))?;
    let count = all.len();
    let items = all.into_iter().filter_map(|s| Some((s.id.clone(), serde_json::to_string(&s).ok()?))).collect();
    let changed = owner.import_items("schools", items)?;
    eprintln!("{count} schools read, {changed} new or changed.");
    Ok(())
}

pub(super) fn terms(owner: &mut Owner, file: &Path, school: &str) -> Result<(), Failure> {
    let all = documents::terms::read_terms(school, &file_text(file)?).map_err(|f| faults(file, &f))?;
    let count = all.len();
    let items = all.into_iter().filter_map(|t| Some((t.school.clone(), serde_json::to_string(&t).ok()?))).collect();
    let changed = owner.import_items("terms", items)?;
    eprintln!("Term dates of {count} schools read, {changed} new or changed.");
    Ok(())
}

pub(super) fn file_text(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|_| format!("{} cannot be read. Check its name and your rights to it.", file.display()).into())
}

pub(super) fn faults(file: &Path, faults: &[String]) -> Failure {
    let first: Vec<&str> = faults.iter().take(20).map(String::as_str).collect();
    format!("{} was not imported, nothing was changed.\n{}", file.display(), first.join("\n")).into()
}
