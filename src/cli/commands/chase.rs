//! `offsite chase`: lists hosts whose marks are missing for a week, and writes one letter to each
//! for all its pupils (P-AT3).

use chrono::{Days, NaiveDate};
use serde_json::json;

use crate::cli::args::{ChaseArgs, ShapeArgs};
use crate::cli::named_files::write_copies;
use crate::cli::output::{note, record};
use crate::cli::progress::ProgressBar;
use crate::documents::papers::{Chase, chase_host};
use crate::domain::access::AccessKind;
use crate::domain::attendance::chase::ChasedPupil;
use crate::domain::attendance::figures::monday_of;
use crate::domain::calendar::dates;
use crate::error::Result;
use crate::server::command::SaidOfCopy;
use crate::service::ViewerService;

/// Lists the hosts that have yet to send marks, and writes to each where a folder is named.
pub(super) fn chase(
    owner: &mut ViewerService<'_>,
    args: &ChaseArgs,
    today: NaiveDate,
) -> Result<()> {
    let monday = args
        .week
        .map_or(monday_of(today).checked_sub_days(Days::new(7)).unwrap_or(today), monday_of);
    let mut shown = ProgressBar::new();
    let read = owner.chase(monday, today, &mut |what, done, of| shown.report(what, done, of));
    shown.end();
    let hosts = read?;
    if hosts.is_empty() && !args.shape.json {
        note(&format!("No host marks are missing for the week of {}.", dates::format(monday)));
    }
    let pupils = hosts.values().map(Vec::len).sum();
    owner.note_first(AccessKind::Exported, None, pupils, "marks that hosts owe")?;
    let mut letters = Vec::new();
    for (id, pupils) in &hosts {
        let host =
            if id.is_empty() { "no host recorded".to_owned() } else { owner.school_name(id) };
        pupils.iter().try_for_each(|pupil| show(&host, pupil, args.shape))?;
        if args.to.is_some() {
            let (officer, route) = (owner.officer(), owner.route());
            let letter = Chase { id, host: &host, pupils, monday, today, officer, route };
            letters.push(chase_host(&letter, args.format.into())?);
        }
    }
    if let Some(folder) = args.to.as_ref().filter(|_| args.dry_run) {
        for letter in &letters {
            note(&format!("Would create {}.", folder.join(&letter.name).display()));
        }
        note("Nothing created.");
    } else if let Some(folder) = &args.to {
        owner.note_first(AccessKind::Printed, None, letters.len(), "letters to hosts")?;
        write_copies(folder, letters, SaidOfCopy::Created)?;
    }
    Ok(())
}

/// Prints the sessions of one pupil whose marks a host has yet to send.
fn show(host: &str, pupil: &ChasedPupil, shape: ShapeArgs) -> Result<()> {
    let sessions = || -> Vec<String> {
        let one = |(day, half)| format!("{day} {half:?}").to_lowercase();
        pupil.sessions.iter().map(|(day, half)| one((day, half))).collect()
    };
    record(
        shape,
        || {
            let (case, name) = (pupil.case, &pupil.name);
            format!("! missing  {host}  {case}  {name}: {}", pupil.to_line())
        },
        || json!({ "host": host, "case": pupil.case, "name": pupil.name, "sessions": sessions() }),
        || {
            let case = pupil.case.to_string();
            vec![host.to_owned(), case, pupil.name.clone(), sessions().join(", ")]
        },
    )
}
