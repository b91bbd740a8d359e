//! `offsite import register`: attendance marks from a file.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::cli::args::{ImportHow, RegisterArgs, SchoolArg};
use crate::cli::commands::import::report::{faults, show_rest};
use crate::cli::input::{ask, asked, can_answer};
use crate::cli::named_files::read_whole;
use crate::cli::output::{note, print};
use crate::documents::reading::Reading;
use crate::documents::registers;
use crate::domain::attendance::correct::CorrectionReason;
use crate::domain::attendance::intake::{Intake, PupilNamed, ReadOptions};
use crate::domain::case::{CaseRef, Side};
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};
use crate::service::{Service, ViewerService};

/// From how many pupils on an import says how far it is.
const MANY: usize = 1_000;

pub(super) fn import(
    owner: &mut ViewerService<'_>,
    args: &RegisterArgs,
    today: NaiveDate,
) -> Result<()> {
    let mut intake = intake(args, today)?;
    let bytes = read_whole(&args.file)?;
    intake.how.between = Some(owner.register_span(&intake)?);
    let sheet = registers::parse(&bytes, &intake.how).map_err(|f| faults(&args.file, f))?;
    if sheet.pupils.len() >= MANY {
        note(&format!(
            "{} of {} read.",
            pluralize(sheet.len(), "mark"),
            pluralize(sheet.pupils.len(), "pupil")
        ));
    }
    let plan = |owner: &Service, intake: &Intake| {
        owner.plan_register(&sheet, intake, &mut progress).map_err(|f| faults(&args.file, f))
    };
    let mut planned = plan(owner, &intake)?;
    if !planned.questions.is_empty() {
        intake.named = PupilNamed::Asked(ask_each(&planned.questions)?);
        planned = plan(owner, &intake)?;
    }
    let preview = owner.preview_register(&planned, intake.side, 0);
    tell(&sheet.reading, &preview.lines, args)?;
    note(&preview.message);
    if args.dry_run || preview.new + preview.corrected == 0 {
        return Ok(());
    }
    let words = asked(std::slice::from_ref(&args.reason))?;
    if preview.corrected > 0 && (words.trim().is_empty() || args.position.trim().is_empty()) {
        return Err(Error::input(format!(
            "No changes made. This would correct {}: give the reason with --reason, and your job title with --position.",
            crate::domain::plural::pluralize(preview.corrected, "mark")
        )));
    }
    if !args.yes && !ask("Save these marks?")? {
        return Err(Error::input("No changes made. Use --yes to save these marks."));
    }
    let reason = CorrectionReason {
        words,
        officer: owner.officer().to_owned(),
        position: args.position.clone(),
        date: today,
    };
    let says = owner.take_register(planned.plan, Some(&reason))?;
    note(&says);
    Ok(())
}

/// Returns whose register is read, and how.
fn intake(args: &RegisterArgs, today: NaiveDate) -> Result<Intake> {
    let side = match args.school {
        SchoolArg::Home => Side::Home,
        SchoolArg::Host => Side::Host,
    };
    let how = ReadOptions {
        separator: args.separator,
        width: args.width.map(usize::from),
        start: args.start,
        between: None,
    };
    let case = args.case.as_deref().map(str::parse::<CaseRef>).transpose()?;
    let named =
        if args.match_by_name { PupilNamed::All } else { PupilNamed::Asked(BTreeMap::new()) };
    Ok(Intake { side, how, case, named, today })
}

/// Shows what would change, and what of the file was passed over.
fn tell(reading: &Reading, lines: &[String], args: &RegisterArgs) -> Result<()> {
    let how = ImportHow { dry_run: args.dry_run, json: args.json, yes: args.yes };
    if !how.json {
        lines.iter().try_for_each(|line| print(line))?;
    }
    show_rest(reading, how)
}

fn progress(done: usize, all: usize) {
    if all >= MANY {
        note(&format!("{done} of {all} pupils compared."));
    }
}

/// Asks about every pupil who is known by name and date of birth only; where nobody can answer,
/// refuses and lists them.
fn ask_each(questions: &[(usize, String)]) -> Result<BTreeMap<usize, bool>> {
    if !can_answer() {
        let first: Vec<&str> = questions.iter().take(20).map(|(_, q)| q.as_str()).collect();
        let says = "No changes made. Some pupils match by name and date of birth only. Use --match-by-name to accept them.";
        return Err(Error::input(format!("{says}\n{}", first.join("\n"))));
    }
    questions.iter().map(|(pupil, question)| Ok((*pupil, ask(question)?))).collect()
}
