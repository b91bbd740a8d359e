//! `offsite chase`: which hosts have yet to send marks of a week, and one letter to each for all its pupils (P-AT3).

use super::print;
use crate::documents::registers;
use crate::domain::attendance::figures::monday_of;
use crate::domain::dates;
use crate::domain::school::School;
use crate::owner::Owner;
use crate::shell::Failure;
use chrono::{Days, NaiveDate};
use serde_json::json;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

pub(super) fn chase(owner: &mut Owner, week: Option<NaiveDate>, as_json: bool, to: Option<&Path>, today: NaiveDate) -> Result<(), Failure> {
    let monday = week.map_or(monday_of(today).checked_sub_days(Days::new(7)).unwrap_or(today), monday_of);
    let hosts = owner.chase(monday, today)?;
    if hosts.is_empty() && !as_json {
        eprintln!("No host mark is missing in the week of {}.", dates::show(monday));
    }
    for (id, pupils) in &hosts {
        let host = if id.is_empty() { "no host recorded".to_owned() } else { owner.school_name(id) };
        for pupil in pupils {
            if as_json {
                let sessions: Vec<String> = pupil.sessions.iter().map(|(day, half)| format!("{day} {half:?}").to_lowercase()).collect();
                print(&json!({ "host": host, "case": pupil.case, "name": pupil.name, "sessions": sessions }).to_string())?;
            } else {
                print(&format!("! missing  {host}  {}  {}: {}", pupil.case, pupil.name, pupil.words()))?;
            }
        }
        if let Some(folder) = to {
            // The id keeps two schools of one name apart; one typed by hand is its name already.
            let whose = School::local_id(&host, if id.bytes().all(|b| b.is_ascii_digit()) { id } else { "" });
            let name = format!("chase-{}-{monday}.txt", whose.trim_start_matches("L-"));
            write(folder, &name, &registers::letter(&host, pupils, monday, today, owner.who()))?;
        }
    }
    Ok(())
}

/// Writes a letter for its owner's eyes only.
fn write(folder: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let path = folder.join(name);
    let failed = |_| format!("{} cannot be written. Check the folder and your rights to it.", path.display());
    let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path).map_err(failed)?;
    file.set_permissions(std::fs::Permissions::from_mode(0o600)).and_then(|()| file.write_all(text.as_bytes())).map_err(failed)?;
    eprintln!("{} written.", path.display());
    Ok(())
}
