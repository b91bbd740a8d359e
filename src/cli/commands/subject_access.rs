//! `offsite subject-access`: requests to see what the record has of a child.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::api::{AccessAmendment, AccessView, NewAccess};
use crate::cli::args::{
    BundleFormatArg, DecideAccessArgs, SetAccessArgs, ShapeArgs, SubjectAccessCommand, YesNoArg,
};
use crate::cli::input::asked;
use crate::cli::named_files;
use crate::cli::output::{line, note, print, record};
use crate::domain::access::AccessKind;
use crate::domain::calendar::dates;
use crate::domain::case::CaseRef;
use crate::domain::document::DocumentCopy;
use crate::domain::plural::pluralize;
use crate::domain::subject_access::clock::Clock;
use crate::domain::subject_access::decision::Treatment;
use crate::domain::subject_access::request::AccessRef;
use crate::domain::subject_access::worklist::Entry;
use crate::error::{Error, Result};
use crate::server::command::SaidOfCopy;
use crate::service::{ViewerService, Wish};

pub(super) fn run(
    owner: &mut ViewerService<'_>,
    what: &SubjectAccessCommand,
    today: NaiveDate,
) -> Result<()> {
    match what {
        SubjectAccessCommand::Open { references, received, capacity, requester, scope } => {
            let cases = references.iter().map(|typed| Ok(typed.parse::<CaseRef>()?));
            let request = owner.open_access_request(NewAccess {
                cases: cases.collect::<Result<Vec<CaseRef>>>()?,
                received: received.unwrap_or(today),
                capacity: (*capacity).into(),
                requester: asked(std::slice::from_ref(requester))?,
                scope: scope.clone(),
            })?;
            line(&format!("= {} is entered.", request.id))?;
            show(owner, request.id, ShapeArgs::default(), today)
        }
        SubjectAccessCommand::List { shape } => {
            let all = owner.access_requests()?;
            if all.is_empty() && !shape.is_data() {
                return line(". There is no request for subject access.");
            }
            all.iter().try_for_each(|view| one(view, *shape, today))
        }
        SubjectAccessCommand::Show { request, shape } => {
            show(owner, request.parse()?, *shape, today)
        }
        SubjectAccessCommand::Set(args) => {
            let id = args.request.parse()?;
            owner.amend_access_request(id, &amendment(args)?)?;
            show(owner, id, ShapeArgs::default(), today)
        }
        SubjectAccessCommand::Items { request, undecided, text, shape } => {
            items(owner, request.parse()?, *undecided, text.as_deref(), *shape)
        }
        SubjectAccessCommand::Decide(args) => decide(owner, args),
        SubjectAccessCommand::Check { request } => {
            let id = request.parse::<AccessRef>()?;
            owner.check_access(id, None)?;
            line(&format!("= {id} is checked by {}.", owner.officer()))
        }
        SubjectAccessCommand::Export { request, to, format } => {
            export(owner, request.parse()?, to, *format)
        }
        SubjectAccessCommand::Close { request, how, on } => {
            let id = request.parse()?;
            owner.close_access_request(id, on.unwrap_or(today), (*how).into())?;
            one(&owner.access_request(id)?, ShapeArgs::default(), today)
        }
        SubjectAccessCommand::Forget { request } => {
            let id = request.parse::<AccessRef>()?;
            owner.forget_access_request(id)?;
            line(&format!("= the log of {id} is deleted."))
        }
    }
}

/// Returns what is to be recorded of a request.
fn amendment(args: &SetAccessArgs) -> Result<AccessAmendment> {
    let yes = |answer: Option<YesNoArg>| answer.map(|answer| answer == YesNoArg::Yes);
    let text = |typed: &Option<String>| {
        typed.as_ref().map(|typed| asked(std::slice::from_ref(typed))).transpose()
    };
    Ok(AccessAmendment {
        identity_asked: args.identity_asked,
        identity_confirmed: args.identity_confirmed,
        clarification_asked: args.clarification_asked,
        clarification_answered: args.clarification_answered,
        extension_told: args.extension_told,
        extension_reason: text(&args.extension_reason)?,
        educational: yes(args.educational),
        maintained: yes(args.maintained),
        competence: yes(args.competence),
        authority: yes(args.authority),
        scope: text(&args.scope)?,
    })
}

fn cases(view: &AccessView) -> String {
    view.request.cases.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Prints a request on one line.
fn one(view: &AccessView, shape: ShapeArgs, today: NaiveDate) -> Result<()> {
    let request = &view.request;
    let words = || {
        let (received, by) = (dates::format(request.received), request.capacity.label());
        let state = view.state(today);
        format!("{}  {state}  {}  asked by {by}, received {received}", request.id, cases(view))
    };
    let columns = || {
        let due = view.month.due.day().map_or_else(String::new, |day| day.to_string());
        vec![
            request.id.to_string(),
            cases(view),
            request.received.to_string(),
            due,
            view.state(today),
        ]
    };
    record(shape, words, || to_json(view, today), columns)
}

fn to_json(view: &AccessView, today: NaiveDate) -> Value {
    let AccessView { request, details, month, school, kept } = view;
    let clock = |clock: &Clock| json!({ "due": clock.due.day(), "state": clock.due.words(), "why": clock.why });
    json!({
        "request": request.id,
        "cases": request.cases,
        "received": request.received,
        "asked_by": request.capacity.label(),
        "state": view.state(today),
        "month": clock(month),
        "educational_record": school.as_ref().map(clock),
        "obstacles": request.obstacles(),
        "from": details.as_ref().map(|details| details.requester.as_str()),
        "scope": details.as_ref().map(|details| details.scope.as_str()),
        "closed": request.closed.map(|end| end.on),
        "kept_until": kept.as_ref().and_then(|kept| kept.due),
    })
}

/// Prints a request with its arithmetic, and what is missing.
fn show(
    owner: &ViewerService<'_>,
    id: AccessRef,
    shape: ShapeArgs,
    today: NaiveDate,
) -> Result<()> {
    let view = owner.access_request(id)?;
    one(&view, shape, today)?;
    if shape.is_data() {
        return Ok(());
    }
    match &view.details {
        Some(details) => {
            line(&format!("  from {}", details.requester))?;
            let scope = if details.scope.is_empty() { "everything" } else { &details.scope };
            line(&format!("  asks for: {scope}"))?;
        }
        None => line("  Its case was disposed of. Only this log is left.")?,
    }
    line(&format!("  month: {}", view.month.why))?;
    if let Some(school) = &view.school {
        line(&format!("  educational record: {}", school.why))?;
    }
    if let Some(kept) = &view.kept {
        return line(&format!("  log kept: {}", kept.why));
    }
    view.request.obstacles().iter().try_for_each(|words| line(&format!("  ! {words}")))
}

/// Lists the items of a request, or prints the text of one.
fn items(
    owner: &mut ViewerService<'_>,
    id: AccessRef,
    undecided: bool,
    text: Option<&str>,
    shape: ShapeArgs,
) -> Result<()> {
    let (request, worklist) = owner.access_worklist(id)?;
    for case in &request.cases {
        owner.note(AccessKind::Opened, Some(*case), 1);
    }
    let name = |entry: &Entry| {
        let key = &entry.item.key;
        if request.cases.len() > 1 { format!("{}/{key}", entry.case) } else { key.clone() }
    };
    if let Some(wanted) = text {
        let found = worklist.entries.iter().find(|entry| name(entry) == *wanted);
        let entry = found.ok_or_else(|| {
            Error::not_found("There is no such item.")
                .with_hint(format!("offsite subject-access items {id} lists them."))
        })?;
        return print(&entry.item.text);
    }
    for (entry, number) in worklist.entries.iter().zip(1..) {
        if undecided && entry.decision.is_some() {
            continue;
        }
        let item = &entry.item;
        let words = || {
            let (state, section, title) = (entry.state(), &item.section, &item.title);
            format!("{number:>4}  {state:<9}  {}  {section}: {title}", name(entry))
        };
        let json = || {
            let grounds = entry.treatment().map(Treatment::grounds).unwrap_or_default();
            let grounds: Vec<&str> = grounds.iter().map(|ground| ground.label()).collect();
            json!({
                "number": number, "case": entry.case, "item": name(entry), "section": item.section,
                "title": item.title, "text": item.text, "state": entry.state(), "grounds": grounds,
                "by": entry.decision.as_ref().map(|made| made.by.as_str()),
            })
        };
        let columns = || {
            let [state, section, title] = [entry.state(), &item.section, &item.title];
            vec![number.to_string(), state.into(), name(entry), section.into(), title.into()]
        };
        record(shape, words, json, columns)?;
    }
    if shape.is_data() {
        return Ok(());
    }
    let left = worklist.undecided().count();
    line(&format!(". {}, {left} undecided", pluralize(worklist.entries.len(), "item")))
}

fn decide(owner: &mut ViewerService<'_>, args: &DecideAccessArgs) -> Result<()> {
    let wish = match (args.withhold, &args.redact, args.ground) {
        (Some(ground), ..) => Wish::Withhold(ground.into()),
        (None, Some(passage), Some(ground)) => {
            Wish::Redact(asked(std::slice::from_ref(passage))?, ground.into())
        }
        (None, ..) => Wish::Disclose,
    };
    let decided = owner.decide_access(args.request.parse()?, &args.items, &wish)?;
    line(&format!("= decided on {}.", pluralize(decided.names.len(), "item")))?;
    decided.warnings.iter().for_each(|words| note(&format!("! {words}")));
    Ok(())
}

/// Writes what is given, once it is noted that it leaves the records.
fn export(
    owner: &mut ViewerService<'_>,
    id: AccessRef,
    to: &Path,
    format: BundleFormatArg,
) -> Result<()> {
    let mut copies = owner.access_files(id)?;
    let wanted = match format {
        BundleFormatArg::Both => None,
        BundleFormatArg::Docx => Some("docx"),
        BundleFormatArg::Json => Some("json"),
    };
    let is_of = |copy: &DocumentCopy, ending| {
        Path::new(&copy.name).extension().is_some_and(|own| own == ending)
    };
    copies.retain(|copy| wanted.is_none_or(|ending| is_of(copy, ending)));
    named_files::write_copies(to, copies, SaidOfCopy::Path)
}
