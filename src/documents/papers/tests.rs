//! Papers by walking the dictionary: who sees which answer, what every template fills in, and that
//! the files are sound.

use std::io::Read;

use chrono::NaiveDate;

use crate::documents::papers::make::papers;
use crate::documents::papers::*;
use crate::domain::case::edit::Edit;
use crate::domain::case::{Case, CaseRef, RowValues};
use crate::domain::document::{Audience, DocumentOrder, FileFormat, MadeDocument};
use crate::domain::forms as dictionary;
use crate::domain::forms::schema::{Condition, Field, FieldKind, SectionPart, Table, Visibility};
use crate::domain::rules::RuleContext;
use crate::domain::school::School;
use crate::domain::value::Value;

mod by_stage;
mod drafts;
mod forms;
mod own;
mod snapshots;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn school(id: &str) -> Option<School> {
    let (name, street) = match id {
        "100" => ("Home High School", "1 Home Road"),
        "200" => ("Host Academy", "2 Host Road"),
        _ => return None,
    };
    let of = |t: &str| t.to_owned();
    Some(School {
        id: of(id),
        name: of(name),
        address: of(street),
        town: of("Worcester"),
        postcode: of("WR1 1AA"),
        la: of("Worcestershire"),
        ..School::default()
    })
}

fn order(kind: &str) -> DocumentOrder {
    DocumentOrder {
        kind: kind.into(),
        audience: None,
        blank: false,
        review: None,
        format: FileFormat::Text,
        draft: false,
        date: today(),
    }
}

fn with<T>(
    case: &Case,
    wording: &Wording,
    order: &DocumentOrder,
    ask: impl Fn(&PaperFacts) -> T,
) -> T {
    let context = RuleContext::default();
    ask(&PaperFacts { case, school: &school, context: &context, wording, order, officer: "a.shah" })
}

fn made(case: &Case, order: &DocumentOrder) -> Result<MadeDocument, String> {
    with(case, &Wording::default(), order, make).map_err(|e| e.to_string())
}

fn texts(case: &Case, order: &DocumentOrder) -> Vec<String> {
    let made = made(case, order).expect("made");
    made.copies.into_iter().map(|c| String::from_utf8(c.bytes).expect("text")).collect()
}

/// Everything that stands in the copies of a paper, each part between bars.
fn words(case: &Case, order: &DocumentOrder) -> String {
    use crate::documents::papers::answer::Answer;
    use crate::documents::papers::paper::Block;
    use crate::documents::papers::span::Span;
    fn spans(out: &mut Vec<String>, all: &[Span]) {
        out.extend(all.iter().map(|s| match s {
            Span::Text(t) | Span::Bold(t) | Span::Missing(t) => t.clone(),
            Span::Line => String::new(),
        }));
    }
    fn answer(out: &mut Vec<String>, a: &Answer) {
        match a {
            Answer::Spans(all) => spans(out, all),
            Answer::Ticks { options, .. } => {
                out.extend(options.iter().map(|(w, on)| format!("{on} {w}")));
            }
            Answer::Empty { .. } => {}
        }
    }
    let (_, papers) = with(case, &Wording::default(), order, papers).expect("made");
    let mut out = Vec::new();
    for block in papers.iter().flat_map(|p| &p.blocks) {
        match block {
            Block::Head { name, .. } | Block::Close { name, .. } => spans(&mut out, &[name.span()]),
            Block::To { lines, .. } => lines.iter().for_each(|l| spans(&mut out, &[l.span()])),
            Block::Title(t) | Block::Heading(t) => out.push(t.clone()),
            Block::Para(all) | Block::Item(all) => spans(&mut out, all),
            Block::Fields(rows) => rows.iter().for_each(|r| {
                out.push(r.label.clone());
                answer(&mut out, &r.answer);
            }),
            Block::Grid { head, rows } => {
                out.extend(head.iter().cloned());
                rows.iter().flatten().for_each(|a| answer(&mut out, a));
            }
            Block::Sign(lines) => lines.iter().for_each(|l| {
                out.push(l.signatory.clone());
                l.name.iter().for_each(|n| spans(&mut out, &[n.span()]));
            }),
            Block::Copies(lines) => out.extend(lines.iter().cloned()),
        }
    }
    format!("|{}|", out.join("|"))
}

/// A marker that no other field has and that stays on one line of every paper.
fn marker(id: &str) -> String {
    format!(
        "¤{}¤",
        id.split(['.', '_'])
            .map(|p| p.chars().take(5).collect::<String>())
            .collect::<Vec<_>>()
            .join("-")
    )
}

/// An answer that can be told from every other; `first` says which branch of the conditions is
/// taken.
fn answer(f: &Field, first: bool) -> Value {
    match f.kind {
        FieldKind::Line | FieldKind::Long | FieldKind::Upn | FieldKind::ReadOnly => {
            Value::Text(marker(f.id))
        }
        FieldKind::YesNo => Value::YesNo(first),
        FieldKind::Choice(options) => Value::Choice(
            if first { options[0].0 } else { options[options.len() - 1].0 }.to_owned(),
        ),
        FieldKind::Date => Value::Date(today()),
        FieldKind::Time => Value::Time(525),
        FieldKind::Number { min: least, .. } => Value::Number(least),
        FieldKind::Money => Value::Number(123_456),
        FieldKind::School => {
            Value::School(if f.id.contains("home") { "100" } else { "200" }.into())
        }
        FieldKind::Review => Value::Empty,
    }
}

fn cells(table: &Table, first: bool) -> RowValues {
    table
        .fields
        .iter()
        .map(|f| (f.id.to_owned(), answer(f, first)))
        .filter(|(_, v)| !v.is_empty())
        .collect()
}

/// A case in which every field of every form is answered. The child lives with its one parent.
fn full(first: bool) -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number: 7 });
    for f in dictionary::fields() {
        case.answers.insert(f.id.into(), answer(f, first));
    }
    for (row, table) in (1u32..).zip(dictionary::tables()) {
        case.rows.entry(table.id.into()).or_default().insert(row, cells(table, first));
    }
    case.answers.insert("case.route".into(), Value::Choice("direction".into()));
    case.answers.insert("child.dob".into(), Value::Date(day("2013-03-12")));
    let address = format!("{}, WR14 1AA", marker("child.address"));
    case.answers.insert("child.address".into(), text(&address));
    let review = review_row(&case);
    // Of whatever belongs to a review there is a row for this one besides the row for none.
    for table in dictionary::tables() {
        let Some(link) = table.review_link() else { continue };
        let mut row = cells(table, first);
        row.insert(link.id.into(), Value::Number(i64::from(review)));
        let next = case.next_row();
        case.rows.get_mut(table.id).expect("there").insert(next, row);
    }
    for (field, yes) in [("contacts.pr", true), ("contacts.lives_with", first)] {
        set_row(&mut case, "contacts", field, Value::YesNo(yes));
    }
    set_row(&mut case, "event.review", "review.held", Value::YesNo(true));
    set_row(&mut case, "event.review", "review.on", Value::Date(day("2026-11-20")));
    let agreed = Value::Choice("agreed".into());
    set_row(&mut case, "event.host_approach", "host_approach.answer", agreed);
    case
}

fn review_row(case: &Case) -> u32 {
    case.rows("event.review").next().expect("a review").0
}

fn set_row(case: &mut Case, table: &str, field: &str, value: Value) {
    let rows = case.rows.entry(table.into()).or_default();
    for r in rows.values_mut() {
        r.insert(field.into(), value.clone());
    }
}

fn add(case: &mut Case, table: &str, cells: &[(&str, Value)]) {
    let row = case.next_row();
    let cells = cells.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect();
    case.rows.entry(table.into()).or_default().insert(row, cells);
}

fn text(t: &str) -> Value {
    Value::Text(t.into())
}

/// Every field that a form holds, in tables too.
fn of_form(form: &str) -> Vec<&'static Field> {
    let form = dictionary::form(form).expect("a form");
    let parts = form.sections.iter().flat_map(|s| s.parts);
    parts
        .flat_map(|p| match p {
            SectionPart::Field(id) => vec![dictionary::any_field(id).expect("there").1],
            SectionPart::Table(id) => dictionary::table(id).expect("there").fields.iter().collect(),
        })
        .collect()
}

fn kind_of(id: &str) -> &'static PaperKind {
    kind(id).expect("a kind of paper")
}

#[test]
fn each_answer_stands_in_exactly_the_papers_whose_readers_may_see_it() {
    let markers: Vec<String> =
        dictionary::FORMS.iter().flat_map(|f| of_form(f.id)).map(|f| marker(f.id)).collect();
    for (kind, form) in KINDS.iter().filter_map(|k| Some((k.id, k.form?))) {
        for (audience, name, _) in Audience::ALL {
            let mut moved = full(true);
            if !kind_of(kind).is_of_a_direction {
                moved.answers.insert("case.route".into(), Value::Choice("managed_move".into()));
            }
            // Why an earlier direction failed is asked only where there was one.
            let mut failed = full(true);
            failed.answers.insert("history.osd_success".into(), Value::YesNo(false));
            let squeezed = [full(true), full(false), moved, failed]
                .map(|case| {
                    words(&case, &DocumentOrder { audience: Some(audience), ..order(kind) })
                })
                .concat();
            for f in of_form(form) {
                // Questions of yes and no, days and choices have no words of their own: their
                // labels stand for them.
                let shown = match f.kind {
                    FieldKind::Line | FieldKind::Long | FieldKind::Upn | FieldKind::ReadOnly => {
                        squeezed.contains(&marker(f.id))
                    }
                    _ => continue,
                };
                assert_eq!(shown, audience.sees(f.seen), "{kind} --for {name}: {}", f.id);
            }
            let foreign = markers.iter().filter(|m| squeezed.contains(m.as_str()));
            let own: Vec<String> = of_form(form)
                .iter()
                .map(|f| marker(f.id))
                .chain([marker("contacts.name")])
                .collect();
            for m in foreign {
                assert!(own.contains(m), "{kind} --for {name} shows {m}");
            }
        }
    }
}

#[test]
fn questions_without_words_of_their_own_stand_where_they_may_be_seen() {
    for (kind, form) in KINDS.iter().filter_map(|k| Some((k.id, k.form?))) {
        for (audience, name, _) in Audience::ALL {
            let all =
                words(&full(true), &DocumentOrder { audience: Some(audience), ..order(kind) });
            // The timetable is drawn as a week, under the days' own names; who signed and when
            // stands in the boxes to sign, once (not as a question beside an empty box).
            let drawn = |f: &&Field| {
                !f.id.starts_with("timetable.")
                    && !f.id.contains(".signed_")
                    && !["notification.signed", "notification.date", "passport.signed"]
                        .contains(&f.id)
            };
            for f in of_form(form).into_iter().filter(drawn).filter(|f| {
                matches!(f.kind, FieldKind::YesNo | FieldKind::Date | FieldKind::Money)
                    && f.asked == Condition::Always
            }) {
                let label = format!("|{}|", f.label);
                if audience.sees(f.seen) {
                    assert!(all.contains(&label), "{kind} --for {name}: {}", f.id);
                } else if f.seen != Visibility::All
                    && of_form(form).iter().filter(|g| g.label == f.label).count() == 1
                {
                    assert!(!all.contains(&label), "{kind} --for {name}: {}", f.id);
                }
            }
        }
    }
}

#[test]
fn unanswered_question_is_never_printed_as_no() {
    let case = Case::new(CaseRef { year: 2026, number: 7 });
    let paper = texts(&case, &order("passport")).concat();
    assert!(paper.contains("[ ] Yes  [ ] No") && !paper.contains("[x]"), "{paper}");
    let gaps = made(&case, &order("passport")).expect("made").missing;
    assert!(gaps.iter().any(|m| m.fields == ["send.ehcp"]));
}

#[test]
fn a_blank_form_holds_every_question_and_nothing_of_a_case() {
    for kind in KINDS.iter().filter(|k| k.is_form()) {
        let order = DocumentOrder { blank: true, ..order(kind.id) };
        let made = made(&full(true), &order).expect("made");
        assert!(made.missing.is_empty() && made.record.is_empty() && made.copies.len() == 1);
        assert_eq!(made.copies[0].name, format!("{}-blank.txt", kind.id));
        let paper = String::from_utf8(made.copies[0].bytes.clone()).expect("text");
        assert!(!paper.contains("[x]"), "{}", kind.id);
    }
    assert!(
        made(&full(true), &DocumentOrder { blank: true, ..order("letter") })
            .is_err_and(|e| e.ends_with('.'))
    );
}

#[test]
fn each_letter_is_made_of_a_full_and_of_an_empty_case_and_never_says_trial() {
    for kind in KINDS {
        for case in [full(true), full(false), Case::new(CaseRef { year: 2026, number: 7 })] {
            match made(&case, &order(kind.id)) {
                Ok(made) => {
                    for copy in &made.copies {
                        let paper = String::from_utf8(copy.bytes.clone()).expect("text");
                        let lower = paper.to_lowercase();
                        assert!(
                            !lower.contains("trial")
                                && !paper.contains("{{")
                                && !paper.contains("{%"),
                            "{}: {paper}",
                            kind.id
                        );
                        assert!(
                            !copy.name.contains('/') && copy.name.starts_with("OSD-2026-0007-"),
                            "{}",
                            copy.name
                        );
                        assert!(paper.chars().all(|c| !c.is_control() || c == '\n'), "{}", kind.id);
                    }
                }
                // What is refused is refused for a reason in the case, never for a template.
                Err(says) => assert!(
                    says.ends_with('.') && !says.contains("templates/"),
                    "{}: {says}",
                    kind.id
                ),
            }
        }
        assert!(!kind.template.to_lowercase().contains("trial"), "{}", kind.id);
    }
}

/// A case of separated parents, with a stranger of whom little is known.
fn separated() -> Case {
    let mut case = full(true);
    case.rows.remove("contacts");
    case.answers.insert("child.full_name".into(), text("Bailey Ashworth"));
    case.answers.insert("child.address".into(), text("3 Secret Lane\nMalvern"));
    case.answers.insert("child.upn".into(), text("F999999925001"));
    let yes = || Value::YesNo(true);
    let no = || Value::YesNo(false);
    add(
        &mut case,
        "contacts",
        &[
            ("contacts.name", text("Ms Ada Ashworth")),
            ("contacts.pr", yes()),
            ("contacts.lives_with", yes()),
            ("contacts.phone", text("01905 111111")),
        ],
    );
    let far = [
        ("contacts.name", text("Mr Bob Breeze")),
        ("contacts.pr", yes()),
        ("contacts.lives_with", no()),
        ("contacts.address", text("9 Other Street, Hereford")),
        ("contacts.phone", text("01432 222222")),
    ];
    add(&mut case, "contacts", &far);
    add(
        &mut case,
        "contacts",
        &[
            ("contacts.name", text("Mr Carl Cousin")),
            ("contacts.pr", no()),
            ("contacts.lives_with", no()),
        ],
    );
    add(&mut case, "contacts", &[("contacts.name", text("Mx Dana Doubt"))]);
    case
}

#[test]
fn separated_parents_get_their_own_and_never_each_others_address() {
    for kind in ["letter", "invitation", "outcome"] {
        let made =
            made(&separated(), &DocumentOrder { review: Some(1), ..order(kind) }).expect("made");
        let of = |slug: &str| {
            let copy = made
                .copies
                .iter()
                .find(|c| c.name.contains(slug))
                .unwrap_or_else(|| panic!("{kind}: {slug}"));
            String::from_utf8(copy.bytes.clone()).expect("text")
        };
        let (ada, bob) = (of("parent-1"), of("parent-2"));
        assert!(
            ada.contains("Dear Ms Ashworth")
                && ada.contains("3 Secret Lane")
                && !ada.contains("9 Other Street"),
            "{ada}"
        );
        assert!(
            bob.contains("Dear Mr Breeze")
                && bob.contains("9 Other Street")
                && !bob.contains("3 Secret Lane"),
            "{bob}"
        );
        assert!(
            !made.copies.iter().any(|c| c.to.contains("Cousin") || c.to.contains("Doubt")),
            "no copy to who is not known to be a parent"
        );
        assert!(made.missing.iter().any(
            |m| m.words.contains("Dana Doubt") && m.fields.contains(&"contacts.pr".to_owned())
        ));
        for (slug, paper) in [("host", of("host")), ("la", of("la"))] {
            assert!(
                !paper.contains("Secret Lane") && !paper.contains("Other Street"),
                "{kind} {slug}"
            );
        }
        for paper in [ada, bob] {
            assert!(!paper.contains("F999999925001"), "a UPN stays off a parent's letter");
        }
    }
    let copies = texts(
        &separated(),
        &DocumentOrder { audience: Some(Audience::Parent), ..order("passport") },
    );
    assert_eq!(copies.len(), 2);
    assert!(
        copies[0].contains("3 Secret Lane")
            && !copies[0].contains("9 Other Street")
            && !copies[0].contains("01432 222222")
    );
    assert!(
        copies[1].contains("9 Other Street")
            && !copies[1].contains("3 Secret Lane")
            && !copies[1].contains("01905 111111")
    );
}

#[test]
fn the_copy_list_follows_from_the_case() {
    let slugs = |case: &Case| -> Vec<String> {
        let made = made(case, &order("letter")).expect("made");
        made.copies
            .iter()
            .map(|c| {
                c.name
                    .trim_start_matches("OSD-2026-0007-letter-")
                    .trim_end_matches(".txt")
                    .trim_end_matches("-DRAFT")
                    .to_owned()
            })
            .collect()
    };
    let mut case = full(true);
    assert_eq!(
        slugs(&case),
        ["parent-1", "home", "host", "admissions", "social-worker", "virtual-school", "la"]
    );
    for field in ["cla.is", "send.ehcp", "plan.cin", "plan.cp"] {
        case.answers.insert(field.into(), Value::YesNo(false));
    }
    assert_eq!(
        slugs(&case),
        ["parent-1", "home", "host", "admissions", "social-worker"],
        "a social worker who is recorded gets a copy, looked after or not"
    );
    case.answers.remove("cla.social_worker");
    assert!(
        slugs(&case).contains(&"social-worker".to_owned()),
        "a yes to \"Has a social worker?\" is enough, and the name is missing"
    );
    assert!(
        made(&case, &order("letter"))
            .expect("made")
            .missing
            .iter()
            .any(|m| m.words == "the social worker")
    );
    case.answers.insert("plan.social_worker".into(), Value::YesNo(false));
    assert_eq!(slugs(&case), ["parent-1", "home", "host", "admissions"]);
    case.answers.insert("plan.cp".into(), Value::YesNo(true));
    assert!(
        slugs(&case).contains(&"social-worker".to_owned()),
        "a child under a protection plan has a social worker"
    );
    case.answers.insert("plan.cp".into(), Value::YesNo(false));
    for field in ["cla.is", "send.ehcp"] {
        case.answers.remove(field);
    }
    let gaps = made(&case, &order("letter")).expect("made").missing;
    assert!(
        ["cla.is", "send.ehcp"].iter().all(|f| gaps.iter().any(|m| m.fields == [*f])),
        "an open question is a gap in the copy list"
    );
    case.answers.insert("child.dob".into(), Value::Date(day("2008-01-01")));
    assert_eq!(slugs(&case), ["pupil", "home", "host", "admissions"]);
    let letter = texts(&case, &order("letter")).concat();
    assert!(letter.contains("to direct you to"), "{letter}");
}

#[test]
fn the_letter_has_every_particular_or_names_it() {
    let mut case = full(true);
    case.answers.remove("host.address");
    let given: String =
        texts(&case, &order("letter"))[0].split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "2 Host Road, Worcester, WR1 1AA",
        "1 school day",
        "8:45 am to 8:45 am",
        "Monday 23 November 2026",
        "The governing body",
    ] {
        assert!(given.contains(words), "{words}: {given}");
    }
    assert!(
        made(&case, &order("letter")).expect("made").missing.is_empty(),
        "{:?}",
        made(&case, &order("letter")).expect("made").missing
    );
    for field in [
        "report.name",
        "direction.days",
        "initial.reasons",
        "objectives.text",
        "session.break_start",
        "session.finish",
        "request.to",
    ] {
        let stood = case.answers.remove(field).expect("answered");
        let made = made(&case, &order("letter")).expect("made");
        assert!(made.missing.iter().any(|m| m.fields.iter().any(|f| f == field)), "{field}");
        assert!(
            String::from_utf8_lossy(&made.copies[0].bytes).contains("Missing: "),
            "{field} is marked in the letter"
        );
        case.answers.insert(field.into(), stood);
    }
    for (kind, body) in [
        ("maintained", "governing body"),
        ("academy", "academy trust"),
        ("pru", "management committee"),
    ] {
        case.answers.insert("school.home_kind".into(), Value::Choice(kind.into()));
        assert!(texts(&case, &order("letter"))[0].contains(&format!("The {body}")), "{kind}");
    }
}

#[test]
fn a_request_is_declined_with_both_dates_or_not_at_all() {
    let mut case = full(true);
    let asked = |case: &mut Case, on: &str| {
        set_row(case, "event.review_request", "review_request.on", Value::Date(day(on)));
        set_row(case, "event.review_request", "review_request.answer", Value::Empty);
    };
    // The review was held on 20 November: 42 days later is 1 January, 70 days later 29 January.
    asked(&mut case, "2026-11-30");
    let letter: String =
        texts(&case, &order("decline")).concat().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        letter.contains("After Friday 1 January 2027")
            && letter.contains("After Friday 29 January 2027"),
        "{letter}"
    );
    asked(&mut case, "2027-01-04");
    assert!(
        made(&case, &order("decline"))
            .expect("made")
            .notes
            .iter()
            .any(|n| n.contains("breaks that promise"))
    );
    asked(&mut case, "2027-01-29");
    assert!(made(&case, &order("decline")).is_ok());
    asked(&mut case, "2027-01-30");
    assert!(made(&case, &order("decline")).is_err_and(|e| e.contains("reg 4A(4)")));
    set_row(
        &mut case,
        "event.review_request",
        "review_request.answer",
        Value::Choice("granted".into()),
    );
    assert!(made(&case, &order("decline")).is_err_and(|e| e.contains("granted")));
}

#[test]
fn what_is_recorded_as_sent_settles_its_duty() {
    let case = full(true);
    let table = |kind: &str| match made(&case, &DocumentOrder { review: Some(1), ..order(kind) })
        .expect("made")
        .record
        .first()
    {
        Some(Edit::AddRow { table, cells, .. }) => (table.clone(), cells.clone()),
        other => panic!("{kind}: {other:?}"),
    };
    let (notice, cells) = table("letter");
    assert_eq!(
        (notice.as_str(), cells.get("notice.on")),
        ("event.notice", Some(&Value::Date(today())))
    );
    assert_eq!(cells.get("notice.la"), None, "a copy has its answer among the copies");
    let (invitation, cells) = table("invitation");
    assert_eq!(invitation, "event.invitation");
    assert_eq!(cells.get("invitation.review"), Some(&Value::Number(i64::from(review_row(&case)))));
    for (kind, event) in [
        ("outcome", "event.letter_sent"),
        ("portal", "event.portal_return"),
        ("spreadsheet", "event.spreadsheet_update"),
    ] {
        assert_eq!(table(kind).0, event, "{kind}");
    }
    for kind in KINDS {
        for edit in made(&case, &DocumentOrder { review: Some(1), ..order(kind.id) })
            .map(|m| m.record)
            .unwrap_or_default()
        {
            let Edit::AddRow { table, cells, .. } = edit else { continue };
            let fields = dictionary::table(&table).expect("a table").fields;
            assert!(
                cells.keys().all(|k| fields.iter().any(|f| f.id == k)),
                "{}: {cells:?}",
                kind.id
            );
        }
    }
}

#[test]
fn an_authoritys_own_wording_is_taken_and_its_faults_told() {
    let case = full(true);
    let check =
        |name: &str, text: &str| check_templates(&[(name.to_owned(), text.to_owned())]).to_lines();
    let of = |text: &str| check("chase", text);
    let try_with = |kind: &str, text: &str| {
        let own = vec![(kind.to_owned(), text.to_owned())];
        let wording = Wording::new(own, Letterheads::default());
        with(&case, &wording, &order(kind), make).map_err(|e| e.to_string())
    };
    let made = try_with("letter", "Hello {{ to.greeting }}.\n\n@signature\n").expect("made");
    assert!(String::from_utf8_lossy(&made.copies[0].bytes).contains("Hello ¤conta-name¤."));
    assert!(made.missing.iter().any(|m| {
        m.words.starts_with("number of days, which your own templates/letter.txt leaves out")
    }));
    for (text, says) in [
        (
            "Dear\n\n{{ child.upn }}",
            "templates/letter.txt, line 3: nothing in this paper has the name \"child.upn\"",
        ),
        (
            "Dear\n{{ child.address }}",
            "line 2: nothing in this paper has the name \"child.address\"",
        ),
        ("Dear\n@nothing", "line 2: this paper has no part \"@nothing\""),
        ("{% if cla.is.maybe %}x{% endif %}", "line 1: nothing in this paper"),
    ] {
        let got = try_with("letter", text).expect_err(text);
        assert!(got.contains(says), "{got}");
    }
    assert!(of("fine").is_empty());
    assert!(of("a\nb {{")[0].starts_with("templates/chase.txt, line 2:"), "{:?}", of("a\nb {{"));
    let faults = check("lettre", "");
    assert!(faults[0].contains("no paper has this name"));
}

/// Unpacks a Word file into its parts.
fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    (0..zip.len())
        .map(|i| {
            let mut part = zip.by_index(i).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("text");
            (part.name().expect("a name").into_owned(), text)
        })
        .collect()
}

/// Returns the text of every run of an XML part, and checks that it is well formed and holds no
/// character that XML forbids.
fn runs(name: &str, xml: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut out, mut depth) = (String::new(), 0i32);
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{name}: {e}")) {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Text(t) => out.push_str(&t.xml10_content()),
            quick_xml::events::Event::GeneralRef(r) => {
                let entity = format!("&{};", r.into_inner());
                out.push_str(&quick_xml::escape::unescape(&entity).expect("a known entity"));
            }
            quick_xml::events::Event::DocType(_) => panic!("{name}: a DTD"),
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name}");
    assert!(
        xml.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r')),
        "{name}: a control character"
    );
    out
}

#[test]
fn each_word_file_is_sound_whatever_the_names() {
    const NAMES: [&str; 5] = [
        "Zoe\u{308} Bronte\u{308}-Hill",
        "Wolfeschlegelsteinhausenbergerdorffwelch Hubert",
        "שלום אבגדה",
        "<b>&\"O’Brien\" 'x' ]]>",
        "Bell\u{7}\u{0}\u{1b}[31m \u{fffe}\u{e000}Missing: x\u{e001}",
    ];
    for name in NAMES {
        let mut case = full(true);
        for (_, value) in case.answers.iter_mut().filter(|(_, v)| matches!(v, Value::Text(_))) {
            *value = text(name);
        }
        set_row(&mut case, "contacts", "contacts.name", text(name));
        for kind in KINDS {
            let order =
                DocumentOrder { format: FileFormat::Docx, review: Some(1), ..order(kind.id) };
            let Ok(made) = made(&case, &order) else { continue };
            for copy in &made.copies {
                assert!(
                    copy.name.is_ascii() && copy.name.rsplit('.').next() == Some("docx"),
                    "{}",
                    copy.name
                );
                let parts = unpacked(&copy.bytes);
                let has = |part: &str| parts.iter().any(|(n, _)| n == part);
                for part in [
                    "[Content_Types].xml",
                    "_rels/.rels",
                    "word/document.xml",
                    "word/styles.xml",
                    "word/footer1.xml",
                    "docProps/core.xml",
                ] {
                    assert!(has(part), "{}: no {part}", copy.name);
                }
                let texts: Vec<String> = parts.iter().map(|(n, xml)| runs(n, xml)).collect();
                let whole = texts.concat();
                assert!(
                    whole.contains("OSD-2026-0007") && whole.contains(kind.label),
                    "{}",
                    copy.name
                );
                let clean = crate::documents::papers::span::plain(name);
                if kind.is_form() || kind.id == "portal" {
                    assert!(whole.contains(clean.trim()), "{}: {clean}", copy.name);
                }
                assert!(!whole.contains('\u{e000}') && !whole.contains('\u{7}'), "{}", copy.name);
            }
        }
    }
}

#[test]
fn document_list_offers_every_kind() {
    let all = with(&full(true), &Wording::default(), &order(""), offers);
    assert_eq!(
        all.len(),
        KINDS.len() + 1,
        "the passport stands three times, and the authority has no form of its own"
    );
    for kind in KINDS.iter().filter(|kind| kind.id != "authority") {
        assert!(all.iter().any(|o| o.kind == kind.id));
    }
    let letter = all.iter().find(|o| o.kind == "letter").expect("there");
    assert_eq!((letter.copies, letter.sent, letter.refused.clone()), (7, Some(today()), None));
}

#[test]
fn a_letter_that_is_sent_answers_every_copy_that_goes_with_it() {
    let mut case = full(true);
    for field in dictionary::fields().filter(|f| f.id.starts_with("copies.")) {
        case.answers.remove(field.id);
    }
    let answered = |case: &Case, kind: &str| -> Vec<String> {
        let made = made(case, &order(kind)).expect("made");
        let said = made.record.into_iter().filter_map(|edit| match edit {
            Edit::Set { path, new: Value::YesNo(true), .. } => Some(path.field),
            _ => None,
        });
        said.collect()
    };
    assert_eq!(
        answered(&case, "letter"),
        ["home", "host", "admissions", "social_worker", "virtual_school", "la"]
            .map(|who| format!("copies.{who}"))
    );
    assert_eq!(answered(&case, "la-notice"), ["copies.la"]);
    case.answers.insert("copies.la".into(), Value::YesNo(true));
    assert!(answered(&case, "la-notice").is_empty(), "it is said already");
}
