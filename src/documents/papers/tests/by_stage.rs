//! Every paper by route and stage, as a list to be read in review: where it can be made, where a
//! rule holds it back, and what is said where it cannot. Run with `OFFSITE_BLESS=1` to write it
//! anew, then read the difference.

use std::fmt::Write;
use std::path::PathBuf;

use super::*;

/// Returns a day of 2026 or 2027 as a cell.
fn on(text: &str) -> Value {
    Value::Date(day(text))
}

fn choice(id: &str) -> Value {
    Value::Choice(id.to_owned())
}

/// A stage: its words, and what it adds to a case.
type PaperStage = (&'static str, fn(&mut Case));

/// Adds what each stage has behind it, one stage after the other.
const STAGES: &[PaperStage] = &[
    ("considering", |_| {}),
    ("host agreed", |case| {
        add(case, "event.parent_discussion", &[("parent_discussion.on", on("2026-11-02"))]);
        add(
            case,
            "event.host_approach",
            &[
                ("host_approach.on", on("2026-11-05")),
                ("host_approach.answer", choice("agreed")),
                ("host_approach.nearest", Value::YesNo(true)),
            ],
        );
        case.answers.insert("direction.start".into(), on("2026-12-07"));
    }),
    ("decided", |case| {
        if case.answer("case.route").as_text() == "direction" {
            add(
                case,
                "event.board_decision",
                &[
                    ("board_decision.on", on("2026-11-16")),
                    ("board_decision.agreed", Value::YesNo(true)),
                    ("board_decision.capacity", choice("board")),
                    ("board_decision.who", text("Mrs K. Bird")),
                ],
            );
            case.answers.insert("direction.end".into(), on("2027-02-12"));
        } else {
            for party in ["parent", "home", "host", "admission_authority"] {
                add(
                    case,
                    "event.agreement",
                    &[
                        ("agreement.party", choice(party)),
                        ("agreement.agreed", Value::YesNo(true)),
                        ("agreement.on", on("2026-11-16")),
                    ],
                );
            }
        }
    }),
    ("started", |case| add(case, "event.start", &[("start.on", on("2026-12-07"))])),
    ("review booked", |case| {
        if case.answer("case.route").as_text() == "direction" {
            add(
                case,
                "event.review",
                &[
                    ("review.on", on("2027-01-18")),
                    ("review.kind", choice("ordinary")),
                    ("review.time", Value::Time(15 * 60)),
                    ("review.place", text("2 Host Road, Worcester")),
                    ("review.who", text("Ms Ada Ashworth and both head teachers")),
                ],
            );
        }
    }),
    ("suspended", |case| {
        if case.answer("case.route").as_text() == "direction" {
            let cells = [
                ("host_suspension.on", on("2027-01-11")),
                ("host_suspension.days", Value::Number(2)),
                ("host_suspension.reason", text("A fight at break.")),
            ];
            add(case, "event.host_suspension", &cells);
        }
    }),
    ("review held, to return", |case| {
        if case.answer("case.route").as_text() == "direction" {
            set_row(case, "event.review", "review.held", Value::YesNo(true));
            let review = Value::Number(i64::from(review_row(case)));
            add(
                case,
                "event.decision",
                &[
                    ("decision.on", on("2027-01-18")),
                    ("decision.review", review),
                    ("decision.outcome", choice("return")),
                    ("decision.last_day", on("2027-01-22")),
                    ("decision.who", text("Mrs K. Bird")),
                    ("decision.reasons", text("The targets are met.")),
                ],
            );
        }
    }),
    ("returned", |case| {
        if case.answer("case.route").as_text() == "direction" {
            add(
                case,
                "event.end",
                &[("end.on", on("2027-01-22")), ("end.how", choice("returned"))],
            );
        }
    }),
];

/// Says what becomes of a paper.
fn outcome(case: &Case, kind: &str) -> String {
    let (order, wording) = (order(kind), Wording::default());
    let context = RuleContext::default();
    let facts = PaperFacts {
        case,
        school: &school,
        context: &context,
        wording: &wording,
        order: &order,
        officer: "a.shah",
    };
    match make(&facts) {
        Err(error) => format!("no: {error}"),
        Ok(made) if !made.held.is_empty() => format!("only as a draft: {}", made.held.join(" ")),
        Ok(made) if made.missing.len() > 4 => "as a draft until its answers are there".to_owned(),
        Ok(made) if !made.missing.is_empty() => {
            let words: Vec<&str> = made.missing.iter().map(|m| m.words.as_str()).collect();
            format!("as a draft until it is answered: {}", words.join("; "))
        }
        Ok(_) => "may go out".to_owned(),
    }
}

#[test]
fn every_paper_stands_by_route_and_stage_and_says_why_it_cannot_be_made() {
    let mut out = String::new();
    let routes = ["direction", "managed_move"];
    for (route, is_filled) in routes.into_iter().flat_map(|r| [(r, false), (r, true)]) {
        let mut case = Case::new(CaseRef { year: 2026, number: 7 });
        if is_filled {
            case = snapshots::case(route, "maintained", false, false);
            case.rows.retain(|table, _| !table.starts_with("event."));
        }
        let filled = ["safeguarding.concerns", "plan.cp", "plan.cin", "plan.social_worker"];
        let needs = ["send.ehcp", "send.disability", "send.ihcp", "send.support", "cla.is"];
        for field in needs.into_iter().chain(filled.into_iter().filter(|_| is_filled)) {
            case.answers.insert(field.into(), Value::YesNo(false));
        }
        for (field, value) in [
            ("case.route", choice(route)),
            ("roll.still", Value::YesNo(true)),
            ("direction.purpose", text("To learn calm")),
            ("direction.not_sanction", Value::YesNo(true)),
            ("school.home", Value::School("L-home".into())),
            ("school.host", Value::School("L-host".into())),
            ("school.home_kind", choice("maintained")),
        ] {
            case.answers.insert(field.into(), value);
        }
        if is_filled {
            for (field, id) in [("school.home", "100"), ("school.host", "200")] {
                case.answers.insert(field.into(), Value::School(id.into()));
            }
            case.answers.insert("criterion.ehe".into(), Value::YesNo(false));
            case.answers.insert("funding.from".into(), on("2026-12-07"));
        }
        let mut by_stage = Vec::new();
        for (stage, comes) in STAGES {
            comes(&mut case);
            by_stage.push((*stage, case.clone()));
        }
        let words = if is_filled { ", with every answer" } else { "" };
        writeln!(out, "{route}{words}").expect("written");
        for kind in KINDS {
            writeln!(out, "  {}", kind.id).expect("written");
            let mut last = String::new();
            for (stage, case) in &by_stage {
                let says = outcome(case, kind.id);
                assert!(!says.is_empty(), "{route} {stage} {}", kind.id);
                if says != last {
                    writeln!(out, "    from {stage}: {says}").expect("written");
                }
                last = says;
            }
        }
        out.push('\n');
    }
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("src/documents/papers/tests/snapshots/by-stage.txt");
    if std::env::var_os("OFFSITE_BLESS").is_some() {
        std::fs::write(&file, &out).expect("written");
    }
    let wanted = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(out == wanted, "{} differs:\n{out}", file.display());
}
