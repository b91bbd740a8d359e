//! `offsite chase`: lists hosts whose marks are missing for a week, and writes one letter to each
//! for all its pupils (P-AT3).

use std::path::Path;

use chrono::{Days, NaiveDate};
use serde_json::json;

use crate::cli::args::FormName;
use crate::cli::commands::print;
use crate::documents::papers::{Chase, chase_host};
use crate::domain::attendance::figures::monday_of;
use crate::domain::calendar::dates;
use crate::domain::document::FileFormat;
use crate::error::Error;
use crate::service::Service;
use crate::terminal::files;

pub(super) fn chase(
    owner: &mut Service,
    week: Option<NaiveDate>,
    as_json: bool,
    to: Option<(&Path, FormName)>,
    today: NaiveDate,
) -> Result<(), Error> {
    let monday =
        week.map_or(monday_of(today).checked_sub_days(Days::new(7)).unwrap_or(today), monday_of);
    let hosts = owner.chase(monday, today)?;
    if hosts.is_empty() && !as_json {
        eprintln!("No host mark is missing in the week of {}.", dates::format(monday));
    }
    let mut letters = Vec::new();
    for (id, pupils) in &hosts {
        let host =
            if id.is_empty() { "no host recorded".to_owned() } else { owner.school_name(id) };
        for pupil in pupils {
            if as_json {
                let sessions: Vec<String> = pupil
                    .sessions
                    .iter()
                    .map(|(day, half)| format!("{day} {half:?}").to_lowercase())
                    .collect();
                print(&json!({ "host": host, "case": pupil.case, "name": pupil.name, "sessions": sessions }).to_string())?;
            } else {
                print(&format!(
                    "! missing  {host}  {}  {}: {}",
                    pupil.case,
                    pupil.name,
                    pupil.words()
                ))?;
            }
        }
        if to.is_some() {
            let letter = Chase { id, host: &host, pupils, monday, today, officer: owner.officer() };
            let format = to.map_or(FileFormat::Docx, |(_, form)| form.into());
            letters.push(chase_host(&letter, format)?);
        }
    }
    if let Some((folder, _)) = to {
        for path in files::write_copies(folder, &letters)? {
            eprintln!("{} written.", path.display());
        }
    }
    Ok(())
}
