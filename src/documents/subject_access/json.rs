//! The bundle as one JSON object.

use serde_json::{Value, json};

use crate::documents::subject_access::{AccessReport, NOT_IN, RIGHTS, TITLE, grounds};

/// Returns the bundle. Of an item that is withheld it has the number, the heading and the ground.
pub fn json(report: &AccessReport) -> Value {
    let given = report.bundle.given.iter().map(|item| {
        json!({
            "number": item.number, "case": item.case, "section": item.section,
            "title": item.title, "text": item.text, "redacted": grounds(&item.grounds),
        })
    });
    let withheld = report.bundle.withheld.iter().map(|item| {
        json!({
            "number": item.number, "case": item.case, "section": item.section,
            "ground": item.ground.label(),
        })
    });
    let sections = report.sections();
    let index = sections.iter().map(|(heading, items)| {
        let (first, last) = (items.first(), items.last());
        json!({
            "section": heading, "first": first.map(|i| i.number), "last": last.map(|i| i.number),
        })
    });
    json!({
        "what": TITLE,
        "day": report.day,
        "by": report.officer,
        "items": report.bundle.count(),
        "request": report.request.id,
        "cases": report.request.cases,
        "received": report.request.received,
        "asked_by": report.request.capacity.label(),
        "index": index.collect::<Vec<Value>>(),
        "given": given.collect::<Vec<Value>>(),
        "withheld": withheld.collect::<Vec<Value>>(),
        "not_in": NOT_IN,
        "rights": RIGHTS,
    })
}
