//! The passport and the safeguarding answers that go before it.

use crate::domain::case::RowId;
use crate::domain::case::answers::Answers;
use crate::domain::case::outline::{EditorView, OutlineLine, lines};
use crate::domain::case::stage::Stage;
use crate::domain::forms::answer_type::YesNo;
use crate::domain::forms::field::{self, FieldId};
use crate::domain::forms::table;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::is_before;
use crate::domain::rules::preparation::is_preparing;
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule};

/// The passport's place in `forms::FORMS`.
const PASSPORT: EditorView = EditorView::Form { form: 1, row: None };

pub(super) fn passport(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || look.stage() == Stage::Considering {
        return Vec::new();
    }
    let (mut wanted, mut missing, mut safeguarding) = (0_usize, Vec::new(), Vec::new());
    let mut tables = Vec::new();
    for line in lines(look.case, &PASSPORT) {
        wanted += usize::from(line.is_wanted().is_some());
        if let OutlineLine::Table { table, missing: true, .. } = line {
            tables.push(table.id);
        }
        let OutlineLine::Field { path: at, field, missing: is_missing } = line else { continue };
        if is_missing {
            missing.push((at.row, field.id));
            safeguarding.extend(field.safeguarding.then_some(field.id));
        }
    }
    let in_row = |row: &Option<(String, RowId)>| {
        let (table, row) = row.as_ref()?;
        crate::domain::forms::table(table).map(|t| (t.id, *row))
    };
    let step = match (safeguarding.first(), missing.first(), tables.first()) {
        (Some(field), ..) => NextStep::Answer(field),
        (None, Some((row, first)), _) => match in_row(row) {
            Some((table, row)) => NextStep::Row(table, row),
            None => NextStep::Answer(first),
        },
        (None, None, Some(table)) => NextStep::Rows(table),
        (None, None, None) => return Vec::new(),
    };
    let first = if safeguarding.is_empty() {
        String::new()
    } else {
        format!(", {} on safeguarding", safeguarding.len())
    };
    let says = format!(
        "Finish the passport: {} of {wanted} answers missing{first}",
        missing.len() + tables.len()
    );
    vec![look.ask_before_start(rule, says).step(step)]
}

pub(super) fn safeguarding(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !(is_preparing(look) || look.is_running())
        || !is_at_risk(look)
        || look.has(table::EVENT_SAFEGUARDING_SHARED)
    {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "Share safeguarding information with {host}")
            .step(NextStep::Record(table::EVENT_SAFEGUARDING_SHARED)),
    ]
}

/// The questions of which each yes is something that the host must know.
const RISKS: [FieldId<YesNo>; 3] = [field::SAFEGUARDING_CONCERNS, field::PLAN_CP, field::PLAN_CIN];

/// Returns whether there is something to share.
fn is_at_risk(look: &CaseContext) -> bool {
    RISKS.into_iter().any(|f| look.yes(f))
}

/// Returns whether there is something to share, or nobody has said that there is not.
fn may_be_at_risk(look: &CaseContext) -> bool {
    RISKS.into_iter().any(|f| !look.case.is_no(f))
}

pub(super) fn safeguarding_guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    let shared = look
        .case
        .rows(table::EVENT_SAFEGUARDING_SHARED)
        .any(|(_, r)| is_before(r.date(field::SAFEGUARDING_SHARED_ON), entry.day()));
    if entry.table != table::EVENT_START || shared || !may_be_at_risk(look) {
        return None;
    }
    Some(if is_at_risk(look) {
        "Share the safeguarding information with the host before the first day.".into()
    } else {
        "First record whether there are safeguarding concerns, a Child Protection plan or a Child in Need plan.".into()
    })
}
