//! `offsite import register` and `offsite export register`: attendance marks from and to files.

use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal};

use chrono::NaiveDate;

use crate::cli::args::{FormatArg, ImportHow, RegisterArgs, SchoolArg};
use crate::cli::commands::import::{faults, file_text, show};
use crate::cli::commands::{print, whole, write};
use crate::documents::registers;
use crate::domain::attendance::Registers;
use crate::domain::attendance::correct::CorrectionReason;
use crate::domain::attendance::intake::{Intake, PupilNamed, ReadOptions};
use crate::domain::case::{CaseRef, Side};
use crate::error::Error;
use crate::service::Service;

/// The most parts that were passed over and are listed; --json has them all.
const PASSED_MOST: usize = 30;

/// From how many pupils on an import says how far it is.
const MANY: usize = 1_000;

pub(super) fn import(
    owner: &mut Service,
    args: &RegisterArgs,
    today: NaiveDate,
) -> Result<(), Error> {
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
    let mut intake = Intake { side, how, case, named, today };
    let bytes = file_text(&args.file)?;
    intake.how.between = Some(owner.register_span(&intake)?);
    let sheet = registers::parse(&bytes, &intake.how).map_err(|f| faults(&args.file, f))?;
    if sheet.pupils.len() >= MANY {
        eprintln!("{} marks of {} pupils read.", sheet.len(), sheet.pupils.len());
    }
    let plan = |owner: &Service, intake: &Intake| {
        owner.plan_register(&sheet, intake, &mut progress).map_err(|f| faults(&args.file, f))
    };
    let mut planned = plan(owner, &intake)?;
    if !planned.questions.is_empty() {
        intake.named = PupilNamed::Asked(ask_each(&planned.questions)?);
        planned = plan(owner, &intake)?;
    }
    let preview = owner.preview_register(&planned, side, 0);
    let how = ImportHow { dry_run: args.dry_run, json: args.json };
    if how.json {
        show(&sheet.reading, how)?;
    } else {
        for line in &preview.lines {
            print(line)?;
        }
        for line in sheet.reading.without_taken().lines(PASSED_MOST) {
            eprintln!("{line}");
        }
    }
    eprintln!("{}", preview.says);
    if args.dry_run || preview.new + preview.corrected == 0 {
        return Ok(());
    }
    if preview.corrected > 0 && (args.reason.trim().is_empty() || args.position.trim().is_empty()) {
        return Err(format!(
            "Nothing was changed. {} that stand would be corrected: say why with --reason, and your position with --position.",
            crate::domain::plural::pluralize(preview.corrected, "mark")
        )
        .into());
    }
    if !args.yes && !ask("Store these marks?")? {
        return Err("Nothing was changed. Say --yes to store these marks.".to_owned().into());
    }
    let reason = CorrectionReason {
        words: args.reason.clone(),
        who: owner.officer().to_owned(),
        position: args.position.clone(),
        on: today,
    };
    let says = owner.take_register(planned.plan, Some(&reason))?;
    eprintln!("{says}");
    Ok(())
}

fn progress(done: usize, all: usize) {
    if all >= MANY {
        eprintln!("{done} of {all} pupils compared.");
    }
}

/// Asks about every pupil who is known by name and date of birth only; where nobody can answer,
/// refuses and lists them.
fn ask_each(questions: &[(usize, String)]) -> Result<BTreeMap<usize, bool>, Error> {
    if !std::io::stdin().is_terminal() {
        let first: Vec<&str> = questions.iter().take(20).map(|(_, q)| q.as_str()).collect();
        let says = "Nothing was changed. Some pupils are known by name and date of birth only; --match-by-name takes them.";
        return Err(format!("{says}\n{}", first.join("\n")).into());
    }
    questions.iter().map(|(pupil, question)| Ok((*pupil, ask(question)?))).collect()
}

/// Asks yes or no; no where nobody can answer.
pub(super) fn ask(question: &str) -> Result<bool, Error> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    eprint!("{question} y or n: ");
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|e| Error::io("Nobody answered. Nothing was changed.", e))?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes"))
}

pub(super) fn export(
    owner: &mut Service,
    reference: &str,
    format: FormatArg,
    today: NaiveDate,
) -> Result<(), Error> {
    let case = whole(owner, reference.parse::<CaseRef>()?)?;
    let rows = registers::rows(&Registers::new(&case, owner.schools_of(&case)), today);
    let bytes = match format {
        FormatArg::Csv => registers::csv(&rows),
        FormatArg::Xlsx if std::io::stdout().is_terminal() => {
            return Err(
                "A spreadsheet is no text for the screen. Send it into a file: … > register.xlsx"
                    .to_owned()
                    .into(),
            );
        }
        FormatArg::Xlsx => registers::xlsx(&rows)?,
    };
    write(&bytes)
}
