//! The rules as a whole: every one has its table, ids are unique, guards hold, and worked dates
//! come out.

mod catalogue;
mod guards;
mod route_table;
mod steps;

use crate::domain::rules::testing::*;
use crate::domain::rules::*;
use crate::domain::value::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The cells of an event that is about to be stored.
type Cells = BTreeMap<&'static str, Value>;

/// An event that a guard may hold back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Notice,
    Start,
    /// The first day of an academy's direction before the law bound it.
    EarlyStart,
    /// The first day of a direct managed move.
    DirectStart,
    /// A direction is converted.
    Move,
    Decide,
}

impl Act {
    fn table(self) -> &'static str {
        match self {
            Act::Notice => "event.notice",
            Act::Start | Act::EarlyStart | Act::DirectStart => "event.start",
            Act::Move => "event.end",
            Act::Decide => "event.decision",
        }
    }

    /// Returns the event as it may be stored, in a case that no guard holds back.
    fn free(self) -> (TestCase, Cells) {
        let mut t = TestCase::new();
        t.harmless();
        t.directed();
        for party in ["parent", "home", "host", "admission_authority"] {
            let cells = [("party", is(party)), ("agreed", yes()), ("on", on("2026-11-16"))];
            t.row("event.agreement", &cells);
        }
        let cells = match self {
            Act::Notice => vec![("on", on("2026-11-20"))],
            Act::Start => {
                t.row("event.notice", &[("on", on("2026-11-20"))]);
                vec![("on", on("2026-12-02"))]
            }
            Act::EarlyStart => {
                t.set("school.home_kind", is("academy"));
                t.set("direction.start", on("2026-07-01"));
                t.set("direction.end", on("2026-07-17"));
                for (table, day) in
                    [("event.host_approach", "2026-06-08"), ("event.board_decision", "2026-06-12")]
                {
                    let row = t.case.rows(table).next().expect("a row").0;
                    t.cell(table, row, "on", on(day));
                }
                t.row("event.notice", &[("on", on("2026-06-26"))]);
                vec![("on", on("2026-07-01"))]
            }
            Act::DirectStart => {
                t.set("case.route", is("managed_move"));
                for field in ["move.evidence", "move.assessment", "move.transition"] {
                    t.set(field, words("Shown"));
                }
                t.set("move.multi_agency", no());
                vec![("on", on("2026-12-02"))]
            }
            Act::Move => vec![("on", on("2026-12-11")), ("how", is("managed_move"))],
            Act::Decide => vec![("on", on("2026-12-04")), ("outcome", is("continue"))],
        };
        (t, cells.into_iter().collect())
    }
}

const AHEAD: &[Act] = &[Act::Notice, Act::Start];

const AHEAD_OR_MOVED: &[Act] = &[Act::Notice, Act::Start, Act::DirectStart, Act::Move];
