//! The index of the pack as one JSON object.

use serde_json::{Value, json};

use crate::documents::inspection::{InspectionPack, PackProvider, TITLE, provider_facts};
use crate::domain::inspection::pupil::InspectedPupil;
use crate::domain::inspection::{HOW_READ, NOT_HELD};

/// Returns the index: what the pack is, its providers with their pupils, and its files. What is not
/// recorded is null or "".
pub fn json(pack: &InspectionPack) -> Value {
    let file = |path: &str, what: &str, sha256: &str, bytes: usize| json!({ "file": path, "what": what, "sha256": sha256, "bytes": bytes });
    let files = pack.files.all().iter().map(|one| {
        let mut value = file(&one.path, &one.what, &one.sha256, one.bytes.len());
        value["case"] = json!(one.case.to_string());
        value
    });
    let not_made = pack.not_made.iter().map(|one| {
        json!({ "case": one.case.to_string(), "what": one.label, "sent": one.sent, "why": one.why })
    });
    let providers = pack.providers.iter().enumerate();
    json!({
        "what": TITLE,
        "as_at": pack.on,
        "made_on": pack.made_on,
        "by": pack.officer,
        "of": pack.of,
        "left_out": pack.left_out,
        "pupils": pack.pupils(),
        "how_read": HOW_READ,
        "not_held": NOT_HELD,
        "providers": providers.map(|(n, one)| provider(pack, n, one)).collect::<Vec<Value>>(),
        "files": files.collect::<Vec<Value>>(),
        "not_made": not_made.collect::<Vec<Value>>(),
    })
}

fn provider(pack: &InspectionPack, number: usize, one: &PackProvider) -> Value {
    let facts: serde_json::Map<String, Value> = provider_facts(one)
        .into_iter()
        .map(|(heading, words)| (heading.to_owned(), Value::from(words)))
        .collect();
    json!({
        "id": one.inspected.id,
        "page": pack.page(number),
        "facts": facts,
        "pupils": one.inspected.pupils.iter().map(|one| pupil(pack, one)).collect::<Vec<Value>>(),
    })
}

fn pupil(pack: &InspectionPack, one: &InspectedPupil) -> Value {
    let (attendance, checks) = (&one.attendance, &one.checks);
    json!({
        "case": one.case.to_string(),
        "name": one.name,
        "upn": one.upn,
        "born": one.born,
        "year_group": one.year_group,
        "home": one.home,
        "home_name": pack.home(&one.home),
        "why": one.why,
        "first_day": one.started,
        "last_day": one.until,
        "sessions_a_week": one.sessions,
        "hours_a_week": one.hours,
        "objective": one.objective,
        "baseline": one.baseline,
        "progress": one.progress,
        "reviews_held": one.reviews,
        "next_review": one.next_review,
        "attendance": {
            "attended": attendance.attended,
            "possible": attendance.possible(),
            "authorised": attendance.authorised,
            "unauthorised": attendance.unauthorised,
            "without_a_mark": attendance.unmarked,
            "unclear": attendance.unclear,
            "disputed": attendance.disputed,
        },
        "way_back": one.way_back,
        "reintegration": one.reintegration,
        "last_visit": one.visited.as_ref().map(|(on, who)| json!({ "on": on, "by": who })),
        "risk_assessment_seen": one.risk_seen,
        "checks": {
            "seen": checks.seen,
            "confirmed_on": checks.confirmed_on,
            "confirmed_by": checks.confirmed_by,
            "changes_on": checks.changes_on,
            "registered": checks.registered,
            "approved": checks.approved,
            "sites": checks.sites,
        },
    })
}
