//! Papers of invented children as text, whole, to be read in review: both routes and the conversion,
//! every kind of home school, a host that is a school and one that is none, with an EHCP, looked
//! after, and neither. Run with `OFFSITE_BLESS=1` to write them
//! anew, then read the difference.

use std::path::PathBuf;

use super::*;
use crate::domain::calendar::{Calendar, Terms};

/// Answers that every case here shares.
const SHARED: &[(&str, &str)] = &[
    ("child.full_name", "Bailey Ashworth"),
    ("child.known_as", "Bailey"),
    ("send.adjustments", "Instructions in writing, and a quiet place to work."),
    ("child.address", "3 Mill Lane, Malvern, WR14 1AA"),
    ("child.upn", "F999999925001"),
    ("report.name", "Mrs J. Okafor"),
    ("report.role", "head of year 9"),
    ("report.where", "the main office"),
    ("initial.reasons", "Lessons have been disrupted most days since September."),
    ("initial.home_rep", "Mrs J. Okafor, head of year 9"),
    ("initial.host_rep", "Mr P. Dunn, deputy head"),
    ("initial.parent", "Ms Ada Ashworth"),
    ("initial.success", "Every lesson is stayed in, and both schools talk each week."),
    ("initial.reviewers", "The head teachers, the parent and the board's nominee"),
    ("initial.review_place", "2 Host Road, Worcester"),
    ("letter.reference", "our conversation on 2 November 2026"),
    ("letter.incidents", "On 12 October and 3 November lessons had to be stopped."),
    ("objectives.text", "Stays in lessons and asks for help when it is needed."),
    ("objectives.support", "A key worker meets Bailey each morning."),
    ("objectives.academic", "The same English, maths and science courses, with a laptop."),
    ("objectives.personal", "Small-group work on handling conflict."),
    ("objectives.engagement", "95% attendance, with praise for each full week."),
    ("objectives.reintegration", "A phased return over two weeks."),
    ("objectives.monitoring", "Weekly reports against three targets."),
    ("promise.contact", "Mrs J. Okafor, 01905 555 0101"),
    ("request.to", "the clerk to the governors, 1 Home Road, Worcester"),
    ("complaint.route", "see the policy on our website, or ask the office."),
    ("letter.signed_by", "Dr A. Reed, head teacher"),
    ("move.evidence", "A key worker, outreach since May, and an assessment that was explored."),
    ("move.agencies", "Early Help since June."),
    ("move.transition", "Two visits in January, and a key worker for the first half-term."),
    ("transport.how", "by the 44 bus"),
    ("cla.authority", "Worcestershire"),
    ("cla.social_worker", "Mr P. Lunt, 01905 555 0102"),
    ("cla.virtual_school", "Ms R. Dale, 01905 555 0103"),
];

/// Returns a case of a child by its route, kind of home school, and whether there is an EHCP and
/// the child is looked after.
pub(super) fn case(route: &str, kind: &str, ehcp: bool, cla: bool) -> Case {
    let mut case = full(true);
    for (field, words) in SHARED {
        case.answers.insert((*field).into(), text(words));
    }
    let choice = |id: &str| Value::Choice(id.to_owned());
    for (field, value) in [
        ("case.route", choice(route)),
        ("school.home_kind", choice(kind)),
        ("school.host_kind", choice("school")),
        ("session.split", choice(if cla { "split" } else { "full" })),
        ("promise.how_often", choice("weekly")),
        ("promise.mode", choice("call")),
        ("send.ehcp", Value::YesNo(ehcp)),
        ("cla.is", Value::YesNo(cla)),
        ("plan.social_worker", Value::YesNo(cla)),
        ("direction.days", Value::Number(if cla { 32 } else { 40 })),
        ("plan.cin", Value::YesNo(false)),
        ("plan.cp", Value::YesNo(false)),
        ("direction.start", Value::Date(day("2026-12-07"))),
        ("direction.end", Value::Date(day("2027-02-12"))),
        ("initial.first_review", Value::Date(day("2027-01-18"))),
        ("letter.reintegration", Value::Date(day("2027-02-01"))),
        ("session.break_start", Value::Time(12 * 60 + 15)),
        ("session.break_end", Value::Time(13 * 60)),
        ("session.finish", Value::Time(15 * 60 + 10)),
        ("letter.date", Value::Date(today())),
    ] {
        case.answers.insert(field.into(), value);
    }
    case.answers.insert("child.year_group".into(), Value::Number(9));
    for (field, pence) in [("funding.awpu", 520_000), ("funding.top_up", 300_000)] {
        case.answers.insert(field.into(), Value::Number(pence));
    }
    case.answers.insert("funding.from".into(), Value::Date(day("2026-11-30")));
    case.answers.remove("funding.terms");
    case.answers.remove("funding.amount");
    case.answers.remove("host.address");
    set_row(&mut case, "event.decision", "decision.until", Value::Empty);
    set_row(&mut case, "contacts", "contacts.phone", text("01905 555 0104"));
    if !cla {
        case.rows.remove("timetable");
        case.answers.remove("cla.social_worker");
    }
    for (field, value) in
        [("contacts.name", text("Ms Ada Ashworth")), ("contacts.lives_with", Value::YesNo(true))]
    {
        set_row(&mut case, "contacts", field, value);
    }
    for table in [
        "event.end",
        "event.start",
        "event.deletion",
        "event.spreadsheet_update",
        "attendees",
        "event.appendix",
    ] {
        case.rows.remove(table);
    }
    for field in ["fap.on", "fap.decision", "fap.roll_on"] {
        case.answers.remove(field);
    }
    for f in dictionary::table("timetable").expect("there").fields {
        let place = if f.id.contains("fri") { "home" } else { "host" };
        if f.kind != FieldKind::Date {
            set_row(&mut case, "timetable", f.id, choice(place));
        }
    }
    set_row(&mut case, "timetable", "timetable.from", Value::Date(day("2026-12-07")));
    for (table, field, words) in [
        ("event.board_decision", "board_decision.who", "Mrs K. Bird"),
        ("event.board_decision", "board_decision.reference", "scheme of delegation 4.2"),
        ("event.send_consideration", "send_consideration.who", "Mr T. Hale"),
        ("event.decision", "decision.who", "Mrs K. Bird"),
        ("event.decision", "decision.reasons", "The targets are met."),
        ("event.review", "review.progress", "Three targets of three are met."),
        ("event.review", "review.concerns", "Mornings are hard."),
        ("event.review", "review.support", "The key worker stays."),
        ("event.review", "review.who", "Ms Ada Ashworth, both head teachers and Mrs K. Bird"),
        ("event.review", "review.home_rep", "Mrs J. Okafor, head of year 9"),
        ("event.review", "review.host_rep", "Mr P. Dunn, deputy head"),
        ("event.review", "review.parent", "Ms Ada Ashworth"),
        ("event.review", "review.place", "2 Host Road, Worcester"),
        ("event.review", "review.monitoring", "A report each Friday; a talk in two weeks."),
        ("event.parent_views", "parent_views.who", "Ms Ada Ashworth"),
        ("event.parent_views", "parent_views.text", "It goes better, and mornings are hard."),
        ("contacts", "contacts.relationship", "Mother"),
    ] {
        set_row(&mut case, table, field, text(words));
    }
    set_row(&mut case, "event.board_decision", "board_decision.on", Value::Date(day("2026-11-16")));
    set_row(
        &mut case,
        "event.board_decision",
        "board_decision.capacity",
        choice(if kind == "pru" { "committee" } else { "board" }),
    );
    let review = Value::Number(i64::from(review_row(&case)));
    set_row(&mut case, "event.decision", "decision.review", review);
    set_row(&mut case, "event.decision", "decision.outcome", choice("return"));
    set_row(&mut case, "event.decision", "decision.last_day", Value::Date(day("2026-11-27")));
    set_row(&mut case, "event.review_request", "review_request.answer", Value::Empty);
    case.rows.remove("event.agreement");
    let everyone =
        ["parent", "home", "host", "admission_authority", "la", "virtual_school", "social_worker"];
    for party in everyone {
        add(
            &mut case,
            "event.agreement",
            &[
                ("agreement.party", choice(party)),
                ("agreement.agreed", Value::YesNo(true)),
                ("agreement.on", Value::Date(day("2026-11-18"))),
            ],
        );
    }
    case
}

/// Terms in which the days are counted.
fn terms() -> Calendar {
    let terms =
        vec![(day("2026-11-02"), day("2026-12-18")), (day("2027-01-04"), day("2027-02-12"))];
    Calendar::new(Terms { terms, ..Terms::default() })
}

/// The papers that are read of every case.
const OF_EVERY_CASE: &[&str] = &[
    "initial",
    "letter",
    "la-notice",
    "outcome",
    "move-letter",
    "portal",
    "spreadsheet",
    "funding",
];

/// The forms, and the answer to a request, read once.
const FORMS: &[&str] = &["notification", "passport", "review", "decline"];

/// What goes out while a review is booked, read once.
const BOOKED: &[&str] = &["invitation", "review", "suspension-notice"];

/// Returns a direction that was converted by the decision after its review.
fn converted() -> Case {
    let mut case = case("direction", "maintained", true, false);
    set_row(&mut case, "event.decision", "decision.outcome", Value::Choice("managed_move".into()));
    set_row(&mut case, "event.decision", "decision.last_day", Value::Empty);
    for (table, day_of) in [("event.notice", "2026-11-18"), ("event.start", "2026-12-07")] {
        case.rows.remove(table);
        let field = format!("{}.on", table.trim_start_matches("event."));
        add(&mut case, table, &[(field.as_str(), Value::Date(day(day_of)))]);
    }
    let end = [
        ("end.on", Value::Date(day("2027-02-12"))),
        ("end.how", Value::Choice("managed_move".into())),
        ("end.roll_on", Value::Date(day("2027-02-22"))),
    ];
    add(&mut case, "event.end", &end);
    case
}

/// Returns a direction with a review that is booked, and a suspension by the host.
fn booked() -> Case {
    let mut case = case("direction", "maintained", true, false);
    case.rows.remove("event.decision");
    set_row(&mut case, "event.review", "review.held", Value::Empty);
    set_row(&mut case, "event.review", "review.on", Value::Date(day("2027-01-18")));
    set_row(&mut case, "event.review", "review.place", text("2 Host Road, Worcester"));
    set_row(&mut case, "event.host_suspension", "host_suspension.days", Value::Number(2));
    set_row(
        &mut case,
        "event.host_suspension",
        "host_suspension.reason",
        text("A fight at break."),
    );
    case
}

#[test]
fn papers_read_as_they_were_read_in_review() {
    let with_host = |kind: &str, mut case: Case| {
        case.answers.insert("school.host_kind".into(), Value::Choice(kind.to_owned()));
        case
    };
    let direction = |kind: &str, ehcp, cla| case("direction", kind, ehcp, cla);
    let cases = [
        ("maintained", direction("maintained", false, false), &[OF_EVERY_CASE, FORMS][..]),
        ("academy-ehcp", direction("academy", true, false), &[OF_EVERY_CASE]),
        ("pru-looked-after", direction("pru", false, true), &[OF_EVERY_CASE]),
        ("special-ehcp", direction("special", true, false), &[OF_EVERY_CASE]),
        (
            "ap-host-looked-after",
            with_host("ap_other", direction("maintained", true, true)),
            &[OF_EVERY_CASE],
        ),
        ("direct-move", case("managed_move", "maintained", true, true), &[OF_EVERY_CASE]),
        ("direct-move-academy", case("managed_move", "academy", false, false), &[OF_EVERY_CASE]),
        ("converted", converted(), &[OF_EVERY_CASE]),
        ("booked", booked(), &[BOOKED]),
    ];
    let calendar = terms();
    let context = RuleContext {
        home: &calendar,
        host: &calendar,
        profile: crate::domain::profile::Profile::shipped(),
        register: None,
    };
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/documents/papers/tests/snapshots");
    let bless = std::env::var_os("OFFSITE_BLESS").is_some();
    let mut seen = 0;
    for (name, case, kinds) in &cases {
        for kind in kinds.iter().copied().flatten() {
            let order = order(kind);
            let wording = Wording::default();
            let facts = PaperFacts {
                case,
                school: &school,
                context: &context,
                wording: &wording,
                order: &order,
                officer: "a.shah",
            };
            let Ok(made) = make(&facts) else { continue };
            let first = String::from_utf8(made.copies[0].bytes.clone()).expect("text");
            let to: Vec<&str> = made.copies.iter().map(|c| c.name.as_str()).collect();
            let whole = format!(
                "{first}\n==== copies: {}\n==== held: {}\n==== missing: {}\n==== notes: {}\n",
                to.join(", "),
                made.held.join(" "),
                made.missing.iter().map(|m| m.words.clone()).collect::<Vec<_>>().join("; "),
                made.notes.join(" "),
            );
            let file = folder.join(format!("{name}-{kind}.txt"));
            if bless {
                std::fs::create_dir_all(&folder).expect("a folder");
                std::fs::write(&file, &whole).expect("written");
            }
            let wanted = std::fs::read_to_string(&file)
                .unwrap_or_else(|e| panic!("{}: {e}", file.display()));
            assert!(whole == wanted, "{} differs:\n{whole}", file.display());
            seen += 1;
        }
    }
    assert_eq!(seen, 58, "every paper that can be made of these cases");
}

#[test]
fn the_number_of_days_is_counted_and_not_as_it_was_typed() {
    let calendar = terms();
    let profile = crate::domain::profile::Profile::shipped();
    let context = RuleContext { home: &calendar, host: &calendar, profile, register: None };
    // Two weeks before Christmas and six after; on Fridays a split week is at the home school.
    for (cla, counted) in [(false, 40), (true, 32)] {
        let mut case = case("direction", "maintained", false, cla);
        case.answers.insert("direction.days".into(), Value::Number(47));
        let (order, wording) = (order("letter"), Wording::default());
        let facts = PaperFacts {
            case: &case,
            school: &school,
            context: &context,
            wording: &wording,
            order: &order,
            officer: "a.shah",
        };
        let made = make(&facts).expect("made");
        let letter = String::from_utf8_lossy(&made.copies[0].bytes).into_owned();
        assert!(letter.contains(&format!("{counted} school days")), "{letter}");
        assert!(!letter.contains("47"), "{letter}");
        assert!(made.notes.iter().any(|n| n.contains("the record says 47")), "{:?}", made.notes);
    }
}
