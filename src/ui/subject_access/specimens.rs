//! Invented requests, for the tests and pictures that walk every overlay.

use chrono::{Days, NaiveDate};

use crate::api::{AccessLine, AccessProgress, AccessView, AccessWork};
use crate::domain::calendar::Calendar;
use crate::domain::case::CaseRef;
use crate::domain::subject_access::clock::{month_clock, school_clock};
use crate::domain::subject_access::decision::{Decision, Ground, Redaction, Treatment};
use crate::domain::subject_access::item::Item;
use crate::domain::subject_access::request::{
    AccessDetails, AccessRef, AccessRequest, Capacity, Closed, Ending,
};
use crate::domain::subject_access::worklist::{Decisions, Worklist};
use crate::ui::session::Session;

/// A text that fills more than its place, with a name in it.
const LONG: &str =
    "On Monday Jo Bloggs pushed him in the corridor. The head of year spoke to both. ";

fn case(session: &Session) -> CaseRef {
    session.case_id().unwrap_or(CaseRef { year: 2026, number: 1 })
}

fn view(case: CaseRef, number: u32, received: NaiveDate, capacity: Capacity) -> AccessView {
    let request = AccessRequest {
        id: AccessRef { case, number },
        cases: vec![case],
        received,
        capacity,
        identity: None,
        clarifications: Vec::new(),
        extension_told: None,
        educational: None,
        maintained: None,
        competence: None,
        authority: None,
        opened_ms: 0,
        closed: None,
    };
    let details = AccessDetails { requester: "Pat Parent".into(), ..AccessDetails::default() };
    let (month, school) = (month_clock(&request, ""), school_clock(&request, &Calendar::default()));
    AccessView { request, details: Some(details), month, school, kept: None }
}

fn worklist(case: CaseRef) -> Worklist {
    let item = |n: usize| {
        let text = if n % 5 == 2 { LONG.repeat(n) } else { format!("Answer {n}") };
        Item {
            key: format!("answer:{n}"),
            section: format!("Form: Section {}", n / 8 + 1),
            title: format!("Question {n}"),
            typed: vec![text.clone()],
            text,
            repeats: Vec::new(),
        }
    };
    let items: Vec<Item> = (1..=40).map(item).collect();
    let passage = Redaction { passage: "Jo Bloggs".into(), ground: Ground::OtherChild };
    let treatments = [
        (0, Treatment::Disclose),
        (1, Treatment::Redact(vec![passage])),
        (2, Treatment::Withhold(Ground::ThirdParty)),
        (6, Treatment::Disclose),
    ];
    let made = |(n, treatment): (usize, Treatment)| {
        let item: &Item = items.get(n)?;
        let (by, sum) = ("a.shah".to_owned(), item.sum());
        Some((item.key.clone(), Decision { treatment, sum, by, user: None, at_ms: 0 }))
    };
    let decisions: Decisions = treatments.into_iter().filter_map(made).collect();
    let mut all = Worklist::default();
    all.add(case, items, &decisions);
    all
}

/// Returns requests of every state.
pub(crate) fn requests(session: &Session) -> Vec<AccessLine> {
    let (case, today) = (case(session), session.today);
    let before = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let line = |number: u32, days: u64, capacity, progress| AccessLine {
        view: view(case, number, before(days), capacity),
        child: "Ashworth, Bailey".into(),
        progress,
    };
    let far = |undecided, is_checked| Some(AccessProgress { items: 40, undecided, is_checked });
    let mut closed = line(4, 90, Capacity::Child, None);
    closed.view.request.closed = Some(Closed { on: today, how: Ending::Given });
    vec![
        line(1, 40, Capacity::Parent, far(36, false)),
        line(2, 12, Capacity::Agent, far(0, false)),
        line(3, 2, Capacity::Child, far(0, true)),
        closed,
    ]
}

/// Returns a request with its items.
pub(crate) fn work(session: &Session) -> AccessWork {
    let case = case(session);
    AccessWork {
        says: String::new(),
        view: view(case, 1, session.today, Capacity::Parent),
        child: "Ashworth, Bailey".into(),
        worklist: worklist(case),
    }
}
