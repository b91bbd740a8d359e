//! `offsite import ctf`: compares one pupil of a Common Transfer File with the case before anything
//! is stored.

use chrono::NaiveDate;

use crate::cli::args::CtfArgs;
use crate::cli::commands::{print, whole};
use crate::documents::ctf;
use crate::domain::case::pupil::Pupil;
use crate::domain::case::{Case, CaseRef};
use crate::domain::prefill;
use crate::domain::prefill::{Compared, Source, Standing};
use crate::error::{Error, Faults};
use crate::service::Service;
use crate::terminal::files::file_bytes;

pub(super) fn import(owner: &mut Service, args: &CtfArgs, today: NaiveDate) -> Result<(), Error> {
    let bytes = file_bytes(&args.file, ctf::MOST as u64)?;
    let file = ctf::parse(&bytes, today).map_err(|faults| {
        let head = format!("{} was not imported, nothing was changed.", args.file.display());
        Error::input(format!("{head}\n{}", Faults::from(faults)))
    })?;
    file.notes.iter().for_each(|note| eprintln!("{note}"));
    let pupil = choose(&file.pupils, args.pupil.as_deref())?;
    let case = match &args.case {
        Some(reference) => Some(whole(owner, reference.parse::<CaseRef>()?)?),
        None => None,
    };
    if let Some(case) = &case
        && let Some(says) = pupil.child.is_not(case)
    {
        return Err(format!("{says} Nothing was changed.").into());
    }
    let blank = Case::new(CaseRef { year: 0, number: 0 });
    let all = prefill::compare(case.as_ref().unwrap_or(&blank), &pupil.offers, &|id| {
        owner.school_name(id)
    });
    show(pupil, &all)?;
    let takes = |line: &&Compared| match line.state {
        Standing::New => true,
        Standing::Differs => args.replace,
        Standing::Check => args.checked && (args.replace || line.stands.is_empty()),
        Standing::Same | Standing::Kept => false,
    };
    if args.dry_run {
        return Ok(());
    }
    if case.is_none() && !args.new {
        return Err(format!(
            "Nothing was stored.{} Say --case REF to fill a case, or --new to open one.",
            others(owner, &pupil.child)?
        )
        .into());
    }
    let stored = match &case {
        Some(case) => {
            let taken: Vec<&Compared> = all.iter().filter(takes).collect();
            let Some(change) = prefill::change(case, &taken) else {
                eprintln!(
                    "There is nothing to set that is not marked. Use --replace or --checked for the marked lines."
                );
                return Ok(());
            };
            owner.change(change, Some("transfer file".into()))?.into_view()?
        }
        None => {
            let offers: Vec<_> = pupil
                .offers
                .iter()
                .filter(|o| args.checked || o.check.is_empty())
                .cloned()
                .collect();
            owner.new_case(today, &offers)?.view
        }
    };
    eprintln!("Stored in {} as one change; one undo takes it back.", stored.case.id);
    Ok(())
}

fn choose<'a>(pupils: &'a [Source], upn: Option<&str>) -> Result<&'a Source, Error> {
    let named = |p: &&Source| upn.is_some_and(|u| p.child.upn.eq_ignore_ascii_case(u.trim()));
    match (pupils, upn) {
        ([one], None) => Ok(one),
        (many, Some(_)) => many.iter().find(named).ok_or_else(|| {
            Error::from(format!("No pupil of that UPN is in the file.{}", list(many)))
        }),
        (many, None) => Err(Error::from(format!(
            "The file holds {} pupils. Say which with --pupil UPN.{}",
            many.len(),
            list(many)
        ))),
    }
}

fn list(pupils: &[Source]) -> String {
    pupils.iter().take(50).map(|p| format!("\n  {}", p.child.words())).collect()
}

/// Returns which cases may be about the same child.
fn others(owner: &mut Service, child: &Pupil) -> Result<String, Error> {
    Ok(owner
        .same_child(child)?
        .into_iter()
        .take(5)
        .map(|(id, why)| format!(" {id} has {why}."))
        .collect())
}

fn show(pupil: &Source, all: &[Compared]) -> Result<(), Error> {
    print(&pupil.child.words())?;
    let wide = all.iter().map(|l| l.label.chars().count()).max().unwrap_or(0).min(44);
    for line in all {
        let (mark, word) = line.state.words();
        let flat = |text: &str| text.replace('\n', ", ");
        let stands = if line.stands.is_empty() {
            String::new()
        } else {
            format!("   (stands: {})", flat(&line.stands))
        };
        let check =
            if line.check.is_empty() { String::new() } else { format!("   {}", line.check) };
        print(&format!(
            "{mark} {word:<8} {:<wide$}  {}{stands}{check}",
            line.label,
            flat(&line.offers)
        ))?;
    }
    pupil.notes.iter().try_for_each(|note| print(&format!(". {note}")))
}
