//! `offsite import sheet`: an authority's own sheet of directions as cases.

use std::path::Path;

use chrono::NaiveDate;

use crate::cli::args::SheetArgs;
use crate::cli::commands::import::report::{confirm, faults, show};
use crate::cli::input::{can_answer, line};
use crate::cli::named_files::read_whole;
use crate::cli::output::{note, print};
use crate::documents::sheets::SheetPlan;
use crate::domain::plural::pluralize;
use crate::domain::sheet::{SheetMapping, SheetQuestion};
use crate::error::{Error, Result};
use crate::service::ViewerService;

/// The most answers that are listed with their numbers.
const MAX_LISTED: usize = 12;

/// The most answers that a script is told.
const MAX_TOLD: usize = 6;

/// Imports a sheet: what cannot be told is asked first, what it would make is shown, and then it is
/// taken in whole or not at all.
pub(super) fn sheet(
    owner: &mut ViewerService<'_>,
    args: &SheetArgs,
    today: NaiveDate,
) -> Result<()> {
    let bytes = read_whole(&args.file)?;
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut mapping = owner.sheet_mapping_with(&given(args.mapping.as_deref(), &args.answer)?)?;
    let plan = |owner: &ViewerService<'_>, mapping: &SheetMapping| {
        owner.plan_sheet((&name, &bytes), mapping, today).map_err(|found| faults(&args.file, found))
    };
    let mut planned = plan(owner, &mapping)?;
    while let Some(question) = planned.questions.first().filter(|_| can_ask(args)) {
        let answer = choose(question)?;
        mapping.set(&question.about, &answer);
        planned = plan(owner, &mapping)?;
    }
    if args.print_mapping {
        return print(&text(&mapping, &planned));
    }
    show(&planned.reading, args.how)?;
    if !planned.questions.is_empty() {
        let says = open(&planned);
        if args.how.dry_run {
            note(&says);
            return Ok(());
        }
        return Err(Error::input(says));
    }
    let count = planned.cases.len();
    if args.how.dry_run {
        note(&format!("Would open {}. No changes made.", pluralize(count, "case")));
        return Ok(());
    }
    if count == 0 {
        note("No changes made: every row is left out or in the records already.");
        return Ok(());
    }
    confirm(&format!("Open {}?", pluralize(count, "case")), args.how.yes)?;
    owner.take_sheet(&planned, &mapping)?;
    note(&format!("{} opened. One undo reverses it.", pluralize(count, "case")));
    Ok(())
}

/// Returns whether there is somebody at a terminal who is to be asked.
fn can_ask(args: &SheetArgs) -> bool {
    !args.print_mapping && !args.how.json && can_answer()
}

/// Returns what was answered with the command: the file of answers, and single ones over it.
pub(super) fn given(mapping: Option<&Path>, answers: &[String]) -> Result<SheetMapping> {
    let mut all = SheetMapping::default();
    if let Some(file) = mapping {
        let text = read_whole(file)?;
        let read = SheetMapping::parse(&String::from_utf8_lossy(&text));
        all.extend(read.map_err(|found| faults(file, found))?);
    }
    for answer in answers {
        let read = SheetMapping::parse(answer)
            .map_err(|found| Error::input(format!("--answer {answer} cannot be used.\n{found}")))?;
        all.extend(read);
    }
    Ok(all)
}

/// Asks a question until it is answered: by its number, or by words of the answer.
fn choose(question: &SheetQuestion) -> Result<String> {
    note(&question.question);
    let list = |options: &[&(String, String)]| {
        for (n, (_, words)) in options.iter().enumerate().take(MAX_LISTED) {
            note(&format!("  {}  {words}", n + 1));
        }
        if options.len() > MAX_LISTED {
            note(&format!("  and {} more: type words of one", options.len() - MAX_LISTED));
        }
    };
    let all: Vec<&(String, String)> = question.options.iter().collect();
    let mut shown = all.clone();
    list(&shown);
    loop {
        let typed = line("Number or words (empty ends the import): ")?;
        if typed.is_empty() {
            return Err(Error::input("No changes made."));
        }
        let by_number = typed.parse::<usize>().ok().and_then(|n| shown.get(n.checked_sub(1)?));
        if let Some((id, _)) = by_number {
            return Ok(id.clone());
        }
        let wanted = typed.to_lowercase();
        let found: Vec<&(String, String)> = all
            .iter()
            .copied()
            .filter(|(id, words)| *id == typed || words.to_lowercase().contains(&wanted))
            .collect();
        match found.as_slice() {
            [] => note("No answer has these words."),
            [(id, _)] => return Ok(id.clone()),
            _ => {
                list(&found);
                shown = found;
            }
        }
    }
}

/// Returns what is still open, with the line of a `sheet.toml` that answers it.
fn open(plan: &SheetPlan) -> String {
    let count = pluralize(plan.questions.len(), "question");
    let lines = plan.questions.iter().map(|q| format!("\n{}\n  {}", q.question, answers(q)));
    let lines: String = lines.collect();
    format!(
        "No changes made: {count} to answer first. At a terminal you are asked. Or use --answer, or a file with --mapping:{lines}"
    )
}

/// Returns the line that answers a question, with the first of its answers.
fn answers(question: &SheetQuestion) -> String {
    let ids = question.options.iter().take(MAX_TOLD).map(|(id, _)| format!("\"{id}\""));
    let more = if question.options.len() > MAX_TOLD { " or another" } else { "" };
    format!("{} = {}{more}", question.about, ids.collect::<Vec<_>>().join(" or "))
}

/// Returns the answers as a `sheet.toml`, those that are still open as notes in it.
fn text(mapping: &SheetMapping, plan: &SheetPlan) -> String {
    let open = plan.questions.iter().map(|q| format!("# {}\n# {}\n", q.question, answers(q)));
    format!("{}{}", open.collect::<String>(), mapping.to_text())
}
