//! `offsite document`: writes a case's documents to files, and lists them.

use chrono::NaiveDate;
use serde_json::json;

use crate::cli::args::{DocumentArgs, DocumentFor, ShapeArgs};
use crate::cli::named_files::write_copies;
use crate::cli::output::{note, print, record};
use crate::documents::papers;
use crate::domain::calendar::dates;
use crate::domain::case::CaseRef;
use crate::domain::document::{Audience, DocumentOrder, Missing};
use crate::error::Error;
use crate::server::command::SaidOfCopy;
use crate::service::ViewerService;

/// Does what needs no store, if that is what is asked for.
pub(super) fn without_store(ask: &DocumentArgs) -> Option<Result<(), Error>> {
    if let Some(kind) = &ask.wording {
        return Some(wording(kind));
    }
    (ask.lists() && ask.what.is_empty()).then(|| kinds(ask.shape))
}

fn kinds(shape: ShapeArgs) -> Result<(), Error> {
    for kind in papers::KINDS {
        record(
            shape,
            || format!("{:<18} {:<26} {}", kind.id, kind.label, kind.purpose),
            || json!({ "kind": kind.id, "label": kind.label, "says": kind.purpose, "form": kind.is_form(), "template": kind.wording().is_some() }),
            || [kind.id, kind.label, kind.purpose].map(str::to_owned).into(),
        )?;
    }
    Ok(())
}

fn wording(kind: &str) -> Result<(), Error> {
    let kind = papers::kind(kind)?;
    let Some(text) = kind.wording() else {
        return Err(Error::input(format!("\"{}\" is a form. Forms have no template.", kind.label)));
    };
    print(text.trim_end())
}

/// Makes a paper of a case, or lists what its papers lack.
pub(super) fn document(
    owner: &mut ViewerService<'_>,
    today: NaiveDate,
    ask: &DocumentArgs,
) -> Result<(), Error> {
    let usage = "Write it as offsite document REF KIND, for instance offsite document OSD-2026-0001 letter; --list shows the kinds.";
    match (ask.what.as_slice(), ask.lists(), ask.blank) {
        ([reference], true, _) => list(owner, today, reference.parse()?, ask.shape),
        ([kind] | [_, kind], false, true) => make(owner, today, None, kind, ask),
        ([reference, kind], false, false) => {
            make(owner, today, Some(reference.parse()?), kind, ask)
        }
        _ => Err(Error::input(usage)),
    }
}

fn make(
    owner: &mut ViewerService<'_>,
    today: NaiveDate,
    case: Option<CaseRef>,
    kind: &str,
    ask: &DocumentArgs,
) -> Result<(), Error> {
    let audience = ask.audience.map(|a| match a {
        DocumentFor::Full => Audience::Full,
        DocumentFor::Host => Audience::Host,
        DocumentFor::Parent => Audience::Parent,
    });
    let format = ask.format.into();
    let order = DocumentOrder {
        kind: kind.to_owned(),
        audience,
        blank: ask.blank,
        review: ask.review,
        format,
        draft: ask.draft,
        date: today,
    };
    let made = owner.make_paper(case, &order)?;
    made.notes.iter().for_each(|words| note(&format!("Note: {words}")));
    made.missing.iter().for_each(|gap| note(&missing(gap)));
    if let Some(why) = made.why_draft().filter(|_| !ask.draft) {
        return Err(Error::input(format!("{why} Nothing created. Use --draft for a draft.")));
    }
    write_copies(&ask.to, made.copies, SaidOfCopy::Path)
}

fn missing(gap: &Missing) -> String {
    let fields = if gap.fields.is_empty() {
        String::new()
    } else {
        format!("  ({})", gap.fields.join(", "))
    };
    format!("Missing: {}{fields}", gap.words)
}

fn list(
    owner: &mut ViewerService<'_>,
    today: NaiveDate,
    case: CaseRef,
    shape: ShapeArgs,
) -> Result<(), Error> {
    // A blank form is no paper of the case: --blank writes it.
    for o in owner.papers(case, today)?.into_iter().filter(|o| !o.blank) {
        let why = || o.refused.clone().unwrap_or_else(|| o.held.join(" "));
        record(
            shape,
            || {
                let sent = o.sent.map(|d| format!("sent {}", dates::format(d)));
                let sent = sent.unwrap_or_else(|| "not sent".to_owned());
                let (state, why) = (o.state(), why());
                let line = format!("{:<18} {:<34} {state:<12} {sent:<16} {why}", o.kind, o.label);
                line.trim_end().to_owned()
            },
            || {
                let missing: Vec<_> = o
                    .missing
                    .iter()
                    .map(|m| json!({ "words": m.words, "fields": m.fields }))
                    .collect();
                json!({ "kind": o.kind, "for": o.audience.map(Audience::name), "label": o.label, "copies": o.copies,
                    "missing": missing, "held": o.held, "complete": o.is_complete(), "sent": o.sent, "refused": o.refused })
            },
            || {
                let sent = o.sent.map_or_else(String::new, |d| d.to_string());
                vec![o.kind.clone(), o.label.clone(), o.state(), sent, why()]
            },
        )?;
    }
    Ok(())
}
