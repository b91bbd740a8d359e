//! Test helpers for rules: a case with term dates, and one table for each rule.

mod rule_table;
mod values;

use crate::domain::calendar::Calendar;
use crate::domain::case::outline::{EditorView, OutlineLine, lines};
use crate::domain::case::{Case, CaseRef, Half, RowId, Side};
use crate::domain::forms::schema::FieldKind;
use crate::domain::profile::Profile;
pub(in crate::domain) use crate::domain::rules::testing::rule_table::RuleTable;
pub(in crate::domain) use crate::domain::rules::testing::values::{
    at, day, is, no, on, terms, words, yes,
};
use crate::domain::rules::{Finding, RuleContext, RuleRefusal, findings, refusals};
use crate::domain::school::SchoolList;
use crate::domain::value::Value;

/// A case under test.
pub(crate) struct TestCase {
    pub case: Case,
    pub home: Calendar,
    pub host: Calendar,
    pub profile: Profile,
    pub register: Option<SchoolList>,
}

impl TestCase {
    pub(crate) fn new() -> TestCase {
        let case = Case::new(CaseRef { year: 2026, number: 1 });
        TestCase {
            case,
            home: terms(),
            host: terms(),
            profile: Profile::shipped().clone(),
            register: None,
        }
    }

    pub(crate) fn set(&mut self, field: &str, value: Value) {
        self.case.answers.insert(field.into(), value);
    }

    /// Adds a row; fields are named without the table's stem.
    pub(crate) fn row(&mut self, table: &str, cells: &[(&str, Value)]) -> RowId {
        let row = self.case.next_row();
        let stem = table.trim_start_matches("event.");
        let cells = cells.iter().map(|(k, v)| (format!("{stem}.{k}"), v.clone())).collect();
        self.case.rows.entry(table.into()).or_default().insert(row, cells);
        row
    }

    /// Changes a cell of a row.
    pub(crate) fn cell(&mut self, table: &str, row: RowId, field: &str, value: Value) {
        let stem = table.trim_start_matches("event.");
        self.case
            .rows
            .get_mut(table)
            .and_then(|t| t.get_mut(&row))
            .expect("a row")
            .insert(format!("{stem}.{field}"), value);
    }

    pub(crate) fn mark(&mut self, date: &str, half: Half, side: Side, code: &str) {
        let marks = self.case.marks.entry((day(date), half)).or_default();
        match side {
            Side::Home => marks.home = Some(code.into()),
            Side::Host => marks.host = Some(code.into()),
        }
    }

    /// A host has agreed and the board has decided; the first day is planned for Wed 2 Dec 2026.
    pub(crate) fn directed(&mut self) {
        self.row("event.parent_discussion", &[("on", on("2026-11-02"))]);
        self.row("event.host_approach", &[("on", on("2026-11-05")), ("answer", is("agreed"))]);
        self.row("event.board_decision", &[("on", on("2026-11-12")), ("agreed", yes())]);
        self.set("direction.start", on("2026-12-02"));
        self.set("direction.end", on("2027-02-12"));
    }

    /// Every question that a guard asks is answered, and none of it dangerous.
    pub(crate) fn harmless(&mut self) {
        for field in [
            "send.ehcp",
            "send.disability",
            "send.ihcp",
            "send.support",
            "cla.is",
            "plan.cp",
            "plan.cin",
            "safeguarding.concerns",
        ] {
            self.set(field, no());
        }
        self.set("roll.still", yes());
        self.set("school.home_kind", is("maintained"));
        self.set("school.home", Value::School("L-home".into()));
        self.set("school.host", Value::School("L-host".into()));
        self.set("direction.purpose", words("To learn calm"));
        self.set("direction.not_sanction", yes());
    }

    /// It runs since Wed 7 Oct 2026.
    pub(crate) fn running(&mut self) {
        self.directed();
        self.set("direction.start", on("2026-10-07"));
        self.row("event.start", &[("on", on("2026-10-07"))]);
    }

    /// It ended on Fri 11 Dec 2026.
    pub(crate) fn ended(&mut self, how: &str) {
        self.running();
        self.row(
            "event.end",
            &[("on", on("2026-12-11")), ("how", is(how)), ("roll_on", on("2027-01-04"))],
        );
    }

    /// Answers everything that a form asks, so that nothing of it is missing.
    pub(crate) fn fill(&mut self, form: &str) {
        let form = crate::domain::forms::FORMS.iter().position(|f| f.id == form).expect("a form");
        let view = EditorView::Form { form, row: None };
        for _ in 0..9 {
            for line in lines(&self.case, &view) {
                if let OutlineLine::Table { table, missing: true, .. } = line {
                    match table.none_field() {
                        Some(none) => self.set(none, yes()),
                        None => {
                            self.row(table.id, &[]);
                        }
                    }
                }
                let OutlineLine::Field { path: at, field, missing: true } = line else { continue };
                let value = match field.kind {
                    FieldKind::YesNo => no(),
                    FieldKind::Choice(options) => is(options[0].0),
                    FieldKind::Date => on("2026-11-02"),
                    FieldKind::Time => Value::Time(510),
                    FieldKind::Number { min: least, .. } => Value::Number(least),
                    FieldKind::School => Value::School("L-home".into()),
                    FieldKind::Line
                    | FieldKind::Long
                    | FieldKind::Money
                    | FieldKind::Upn
                    | FieldKind::Review
                    | FieldKind::ReadOnly => words("x"),
                };
                match at.row {
                    None => self.set(field.id, value),
                    Some((table, row)) => {
                        let cells = self
                            .case
                            .rows
                            .get_mut(&table)
                            .and_then(|t| t.get_mut(&row))
                            .expect("a row");
                        cells.insert(field.id.into(), value);
                    }
                }
            }
        }
    }

    pub(crate) fn context(&self) -> RuleContext<'_> {
        RuleContext {
            home: &self.home,
            host: &self.host,
            profile: &self.profile,
            register: self.register.as_ref(),
        }
    }

    pub(crate) fn findings(&self) -> Vec<Finding> {
        findings(&self.case, &self.context())
    }

    pub(crate) fn found(&self, rule: &str) -> Vec<Finding> {
        self.findings().into_iter().filter(|f| f.rule.id == rule).collect()
    }

    /// Returns the only finding of a rule.
    pub(crate) fn one(&self, rule: &str) -> Finding {
        let mut found = self.found(rule);
        assert_eq!(found.len(), 1, "{rule}: {found:?}");
        found.remove(0)
    }

    pub(crate) fn refused(&self, table: &str, cells: &[(&str, Value)]) -> Vec<RuleRefusal> {
        let stem = table.trim_start_matches("event.");
        let cells = cells.iter().map(|(k, v)| (format!("{stem}.{k}"), v.clone())).collect();
        refusals(&self.case, &self.context(), table, &cells)
    }

    pub(crate) fn refused_by(&self, table: &str, cells: &[(&str, Value)]) -> Vec<&'static str> {
        self.refused(table, cells).iter().map(|r| r.rule.id).collect()
    }
}
