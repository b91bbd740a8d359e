//! `offsite import ctf`: compares one pupil of a Common Transfer File with the case before anything
//! is stored.

use chrono::NaiveDate;

use crate::api::CaseView;
use crate::cli::args::{CtfArgs, ImportHow};
use crate::cli::commands::case::whole;
use crate::cli::commands::import::report;
use crate::cli::named_files;
use crate::cli::output::{note, print};
use crate::documents::ctf;
use crate::documents::ctf::Transfer;
use crate::documents::reading::Reading;
use crate::domain::case::pupil::Pupil;
use crate::domain::case::{Case, CaseRef};
use crate::domain::plural::pluralize;
use crate::domain::prefill;
use crate::domain::prefill::{Compared, Source, Standing, Suggestion};
use crate::domain::upn;
use crate::error::{Error, Faults};
use crate::service::ViewerService;

pub(super) fn import_pupil(
    owner: &mut ViewerService<'_>,
    args: &CtfArgs,
    today: NaiveDate,
) -> Result<(), Error> {
    let bytes = named_files::read(&args.file, ctf::MAX_BYTES as u64)?;
    let file = ctf::parse(&bytes, today).map_err(|faults| {
        let head = format!("{} was not imported. No changes made.", args.file.display());
        Error::input(format!("{head}\n{}", Faults::from(faults)))
    })?;
    file.notes.iter().for_each(|words| note(words));
    let pupil = choose(&file.pupils, args.pupil.as_deref())?;
    let case = match &args.case {
        Some(reference) => Some(whole(owner, reference.parse::<CaseRef>()?)?),
        None => None,
    };
    if let Some(case) = &case
        && let Some(says) = pupil.child.is_not(case)
    {
        return Err(Error::input(format!("{says} Nothing was changed.")));
    }
    let blank = Case::new(CaseRef { year: 0, number: 0 });
    let all = prefill::compare(case.as_ref().unwrap_or(&blank), &pupil.offers, &|id| {
        owner.school_name(id)
    });
    if args.json {
        let account = pupil_account(&file, pupil);
        let how = ImportHow { dry_run: args.dry_run, json: true, yes: args.yes };
        report::show(&reading(pupil, &all, account.as_ref()), how)?;
    } else {
        show(pupil, &all)?;
    }
    if args.dry_run {
        return Ok(());
    }
    if case.is_none() && !args.new {
        return Err(Error::input(format!(
            "Nothing saved.{} Use --case REF to fill a case, or --new to open one.",
            others(owner, &pupil.child)?
        )));
    }
    report::confirm("Save these answers?", args.yes)?;
    let Some(stored) = store(owner, case.as_ref(), (pupil, &all), args, today)? else {
        note("Only marked lines are left. Use --replace or --checked for them.");
        return Ok(());
    };
    note(&format!("Saved in {} as one change. One undo reverses it.", stored.case.id));
    for (other, why) in owner.same_child(&pupil.child)? {
        if other != stored.case.id {
            note(&format!(
                "{other} is also about a child with {}. Check which is right.",
                why.label()
            ));
        }
    }
    Ok(())
}

/// Sets what was compared in a case, or opens a new one with it; none where there is nothing to
/// set.
fn store(
    owner: &mut ViewerService<'_>,
    case: Option<&Case>,
    (pupil, all): (&Source, &[Compared]),
    args: &CtfArgs,
    today: NaiveDate,
) -> Result<Option<CaseView>, Error> {
    let Some(case) = case else {
        let offers = pupil.offers.iter().cloned();
        let offers: Vec<_> = if args.checked {
            offers.collect()
        } else {
            offers.filter(|o| o.check.is_empty()).map(Suggestion::without_asked).collect()
        };
        return Ok(Some(owner.new_case(today, &offers)?.view));
    };
    let takes = |line: &&Compared| match line.state {
        Standing::New => true,
        Standing::Differs => args.replace,
        Standing::Check => args.checked && (args.replace || line.stands.is_empty()),
        Standing::Same | Standing::Kept => false,
    };
    let taken: Vec<&Compared> = all.iter().filter(takes).collect();
    let Some(change) = prefill::change(case, &taken) else { return Ok(None) };
    Ok(Some(owner.change(change, Some("transfer file".into()))?.into_view()?))
}

/// Finds the pupil by UPN, else by name; two that fit are named, and neither is taken.
fn choose<'a>(pupils: &'a [Source], wanted: Option<&str>) -> Result<&'a Source, Error> {
    let Some(wanted) = wanted else {
        return match pupils {
            [one] => Ok(one),
            many => Err(Error::input(format!(
                "The file has {}. Choose one with --pupil UPN.{}",
                pluralize(many.len(), "pupil"),
                list(many)
            ))),
        };
    };
    // As everywhere: by UPN, then by a former one, then by name.
    let child = Pupil { upn: upn::parse(wanted).0, name: wanted.to_owned(), ..Pupil::default() };
    let why = pupils.iter().filter_map(|p| child.same_as(&p.child)).min();
    let found: Vec<&Source> =
        pupils.iter().filter(|p| why.is_some() && child.same_as(&p.child) == why).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            Err(Error::input(format!("No pupil in the file has that UPN or name.{}", list(pupils))))
        }
        many => {
            let all: Vec<Source> = many.iter().map(|p| (*p).clone()).collect();
            Err(Error::input(format!(
                "{} in the file match. Choose one with --pupil NAME, or ask for the file again.{}",
                pluralize(many.len(), "pupil"),
                list(&all)
            )))
        }
    }
}

fn list(pupils: &[Source]) -> String {
    pupils.iter().take(50).map(|p| format!("\n  {}", p.child)).collect()
}

/// Returns which cases may be about the same child.
fn others(owner: &mut ViewerService<'_>, child: &Pupil) -> Result<String, Error> {
    Ok(owner
        .same_child(child)?
        .into_iter()
        .take(5)
        .map(|(id, why)| format!(" {id} has {}.", why.label()))
        .collect())
}

/// Returns what became of every text of a pupil's record.
fn pupil_account(file: &Transfer, pupil: &Source) -> Option<Reading> {
    file.reading(file.pupils.iter().position(|p| std::ptr::eq(p, pupil))?)
}

/// Returns what is offered, and what of the pupil's record is not, each with its line.
fn reading(pupil: &Source, all: &[Compared], account: Option<&Reading>) -> Reading {
    let mut reading = Reading::new("part");
    let parts = || account.into_iter().flat_map(|a| a.taken.iter().chain(&a.passed));
    let place = parts().next().map_or_else(|| "Pupil".to_owned(), |item| item.place.clone());
    for line in all {
        let says = format!("{} {}", line.state.mark_and_label().1, line.check);
        let what = format!("{}: {}", line.label, line.offers);
        match line.state {
            Standing::New | Standing::Differs => reading.take(&place, &what, says.trim()),
            Standing::Check => reading.doubt(&place, &what, says.trim()),
            Standing::Same | Standing::Kept => reading.pass(&place, &what, says.trim()),
        }
    }
    pupil.notes.iter().for_each(|note| reading.pass(&place, "", note));
    reading.passed.extend(account.into_iter().flat_map(|a| a.passed.iter().cloned()));
    reading
}

fn show(pupil: &Source, all: &[Compared]) -> Result<(), Error> {
    print(&pupil.child.to_string())?;
    let wide = all.iter().map(|l| l.label.chars().count()).max().unwrap_or(0).min(44);
    for line in all {
        let (mark, word) = line.state.mark_and_label();
        let flat = |text: &str| text.replace('\n', ", ");
        let now = if line.stands.is_empty() {
            String::new()
        } else {
            format!("   (now: {})", flat(&line.stands))
        };
        let check =
            if line.check.is_empty() { String::new() } else { format!("   {}", line.check) };
        print(&format!(
            "{mark} {word:<8} {:<wide$}  {}{now}{check}",
            line.label,
            flat(&line.offers)
        ))?;
    }
    pupil.notes.iter().try_for_each(|note| print(&format!(". {note}")))
}
