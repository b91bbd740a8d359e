//! Every pair of codes in every place, hand-worked figures, and what the calendar bounds.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use crate::domain::attendance::codes::{AttendanceCode, CODES, CodeClass};
use crate::domain::attendance::correct::CorrectionReason;
use crate::domain::attendance::faults::judge;
use crate::domain::attendance::figures::{Band, Figures};
use crate::domain::attendance::merged::merged;
use crate::domain::attendance::{codes, correct, *};
use crate::domain::calendar::{Calendar, ClosedSpan, Terms};
use crate::domain::case::edit::{CaseChange, Edit, apply_all};
use crate::domain::case::{Case, CaseRef, Half, Marks, RowValues, Session, Side};
use crate::domain::value::Value;

type Mark = Option<&'static AttendanceCode>;
/// Where expected, home mark, host mark, whether the host is a school, the sign of the reading, the
/// faults.
type Row = (ExpectedAt, &'static str, &'static str, bool, &'static str, &'static [AttendanceFault]);

const fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

fn marks() -> Vec<Mark> {
    std::iter::once(None)
        .chain(CODES.iter().filter(|c| c.replaced_by.is_empty()).map(Some))
        .collect()
}

fn mark(code: &str) -> Mark {
    (!code.is_empty()).then(|| codes::find(code).expect("a code"))
}

/// Every pair of codes in every place with a host of either kind: what must hold of the reading and
/// of the faults.
#[test]
fn every_pair_has_one_reading_and_its_faults() {
    let mut pairs = 0;
    for place in ExpectedAt::ALL {
        for home in marks() {
            for host in marks() {
                for school in [true, false] {
                    one_pair(place, home, host, school);
                    pairs += 1;
                }
            }
        }
    }
    assert_eq!(pairs, 35 * 35 * 5 * 2);
}

fn one_pair(place: ExpectedAt, home: Mark, host: Mark, school: bool) {
    let shown = format!(
        "{place:?} home {:?} host {:?} school {school}",
        home.map(|c| c.code),
        host.map(|c| c.code)
    );
    let (reading, faults) = (merged(place, home, host), judge(place, home, host, school));
    let mut sorted = faults.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted, faults, "{shown}: each once, most serious first");
    let expects = matches!(place, ExpectedAt::Home | ExpectedAt::Host | ExpectedAt::Nowhere);
    assert_eq!(reading == MergedMark::NotExpected, !expects, "{shown}");
    if !expects {
        let marked = [home, host].into_iter().flatten().any(|c| !matches!(c.code, "#" | "Z"));
        let fault = if place == ExpectedAt::Outside {
            AttendanceFault::OutsideDirection
        } else {
            AttendanceFault::NoSchoolDay
        };
        assert_eq!(faults, if marked { vec![fault] } else { Vec::new() }, "{shown}");
        return;
    }
    let is = |m: Mark, code: &str| m.is_some_and(|c| c.code == code);
    let claim = |m: Mark| m.filter(|c| !matches!(c.code, "D" | "#" | "Z"));
    let has = |fault| faults.contains(&fault);
    assert_eq!(has(AttendanceFault::NobodyExpected), is(home, "D") && is(host, "D"), "{shown}");
    assert_eq!(reading == MergedMark::Gap, is(home, "D") && is(host, "D"), "{shown}");
    assert_eq!(has(AttendanceFault::SuspendedAtHost), is(host, "E"), "{shown}");
    assert_eq!(
        has(AttendanceFault::HostMissing),
        place == ExpectedAt::Host && host.is_none(),
        "{shown}"
    );
    assert_eq!(has(AttendanceFault::UnresolvedN(Side::Home)), is(home, "N"), "{shown}");
    assert_eq!(has(AttendanceFault::UnresolvedN(Side::Host)), is(host, "N"), "{shown}");
    assert_eq!(
        has(AttendanceFault::DForNoSchool),
        !school && (is(home, "D") || is(host, "D")),
        "{shown}"
    );
    if let MergedMark::Mark(code) = reading {
        assert!(home == Some(code) || host == Some(code), "{shown}: a mark that nobody made");
        assert_ne!(code.code, "D", "{shown}");
    }
    match (claim(home), claim(host)) {
        (Some(only), None) | (None, Some(only)) => {
            assert_eq!(reading, MergedMark::Mark(only), "{shown}");
        }
        (Some(a), Some(b)) => {
            let own = if place == ExpectedAt::Host { b } else { a };
            let conflict = place == ExpectedAt::Nowhere && a != b;
            assert_eq!(
                reading,
                if conflict { MergedMark::Conflict } else { MergedMark::Mark(own) },
                "{shown}"
            );
            let both_there = a.class.attends() && b.class.attends();
            assert!(
                !school || place == ExpectedAt::Nowhere || !faults.is_empty(),
                "{shown}: both schools claim and nothing is said"
            );
            assert!(!school || !both_there || has(AttendanceFault::PresentAtBoth), "{shown}");
        }
        (None, None) => assert!(
            !matches!(reading, MergedMark::Mark(c) if c.class != CodeClass::Administrative),
            "{shown}"
        ),
    }
    // The marks that both schools ought to make raise nothing.
    let right = match place {
        ExpectedAt::Host => school && is(home, "D") && claim(host).is_some(),
        ExpectedAt::Home => school && is(host, "D") && claim(home).is_some(),
        ExpectedAt::Nowhere | ExpectedAt::Closed | ExpectedAt::Outside => false,
    };
    let asks = ["E", "N"].iter().any(|c| is(home, c) || is(host, c));
    if right && !asks {
        assert_eq!(faults, [], "{shown}");
    }
}

/// The rows that officers meet, written by hand.
#[test]
fn mark_pairs_match_the_worked_examples() {
    use AttendanceFault::*;
    use ExpectedAt::*;
    let rows: &[Row] = &[
        (Host, "D", "/", true, "/", &[]),
        (Host, "D", "I", true, "I", &[]),
        (Host, "D", "", true, "·", &[HostMissing]),
        (Host, "D", "D", true, "!!", &[NobodyExpected]),
        (Host, "/", "/", true, "/", &[PresentAtBoth]),
        (Host, "I", "/", true, "/", &[HomeNotD]),
        (Host, "/", "I", true, "I", &[HomeNotD]),
        (Host, "/", "", true, "/", &[HomeNotD, HostMissing]),
        (Host, "/", "D", true, "/", &[HomeNotD, DAtHost]),
        (Host, "", "", true, "·", &[HostMissing]),
        (Host, "", "D", true, "·", &[DAtHost]),
        (Host, "D", "E", true, "E", &[SuspendedAtHost]),
        (Host, "E", "/", true, "/", &[SuspendedOnOthersDay]),
        (Host, "D", "N", true, "N", &[UnresolvedN(Side::Host)]),
        (Host, "#", "/", true, "/", &[]),
        (Host, "D", "Z", true, "Z", &[]),
        (Host, "B", "/", false, "/", &[]),
        (Host, "K", "\\", false, "\\", &[]),
        (Host, "B", "I", false, "I", &[Disagree]),
        (Host, "I", "I", false, "I", &[]),
        (Host, "D", "/", false, "/", &[DForNoSchool]),
        (Host, "/", "/", false, "/", &[PresentAtBoth]),
        (Home, "/", "D", true, "/", &[]),
        (Home, "/", "", true, "/", &[]),
        (Home, "D", "/", true, "/", &[HostNotD, DAtHome]),
        (Home, "D", "", true, "·", &[DAtHome]),
        (Home, "/", "I", true, "/", &[HostNotD]),
        (Home, "/", "E", true, "/", &[SuspendedAtHost, SuspendedOnOthersDay]),
        (Home, "E", "D", true, "E", &[]),
        (Home, "N", "D", true, "N", &[UnresolvedN(Side::Home)]),
        (Nowhere, "C2", "", true, "C2", &[]),
        (Nowhere, "C2", "/", true, "?", &[]),
        (Nowhere, "", "", true, "·", &[]),
        (Closed, "#", "#", true, "", &[]),
        (Closed, "/", "", true, "", &[NoSchoolDay]),
        (Outside, "", "/", true, "", &[OutsideDirection]),
    ];
    for (place, home, host, school, sign, faults) in rows {
        let (h, g) = (mark(home), mark(host));
        assert_eq!(merged(*place, h, g).sign(), *sign, "{place:?} {home}/{host}");
        assert_eq!(judge(*place, h, g, *school), *faults, "{place:?} {home}/{host}");
    }
}

#[test]
fn every_fault_has_its_words_and_a_sentence_to_act_on() {
    for fault in AttendanceFault::ALL {
        let about = fault.about();
        assert!(!about.words.ends_with('.') && about.words.len() <= 44, "{}", about.words);
        assert!(about.todo.ends_with('.') && !about.cites.is_empty(), "{}", about.todo);
    }
}

#[test]
fn attendance_percentages_match_the_worked_examples() {
    use Band::*;
    for (attended, authorised, unauthorised, shown, band) in [
        (45, 5, 0, "90.0%", Some(Persistent)),
        (46, 4, 0, "92.0%", Some(Usual)),
        (91, 5, 4, "91.0%", Some(Usual)),
        (901, 50, 49, "90.1%", Some(Usual)),
        (8999, 1001, 0, "89.9%", Some(Persistent)),
        (5, 3, 2, "50.0%", Some(Severe)),
        (501, 499, 0, "50.1%", Some(Persistent)),
        (0, 0, 1, "0.0%", Some(Severe)),
        (1, 0, 0, "100.0%", Some(Usual)),
        (2, 1, 0, "66.6%", Some(Persistent)),
        (0, 0, 0, "no possible sessions", None),
    ] {
        let f = Figures {
            attended,
            authorised,
            unauthorised,
            not_possible: 7,
            unmarked: 9,
            unclear: 1,
            disputed: 1,
        };
        assert_eq!(
            (f.percent().as_str(), f.band()),
            (shown, band),
            "{attended} {authorised} {unauthorised}"
        );
        assert_eq!(f.possible(), attended + authorised + unauthorised);
    }
}

#[test]
fn a_percentage_says_how_many_sessions_rest_on_a_disputed_mark() {
    let calendar =
        Calendar::new(Terms { terms: vec![(day(9, 1), day(12, 18))], ..Terms::default() });
    let figures = |home: Option<&str>, host: Option<&str>| {
        let mut case = directed(day(11, 9), day(12, 11));
        let of = |mark: Option<&str>| mark.map(Into::into);
        case.marks.insert((day(11, 9), Half::Am), Marks { home: of(home), host: of(host) });
        let schools = BothSchools { home: &calendar, host: &calendar };
        Registers::new(&case, schools).figures(day(11, 9))
    };
    // The finding's input: present at both schools in one session counts as attended.
    let both = figures(Some("/"), Some("/"));
    assert_eq!((both.percent().as_str(), both.possible(), both.disputed), ("100.0%", 1, 1));
    assert_eq!(both.disputed_words().as_deref(), Some("1 disputed"));
    assert_eq!(figures(Some("I"), Some("/")).disputed, 1);
    assert_eq!(figures(Some("/"), None).disputed, 1, "home has the pupil whom the host expects");
    for (home, host) in [(Some("D"), Some("/")), (None, Some("I")), (Some("D"), Some("D"))] {
        let sure = figures(home, host);
        assert_eq!((sure.disputed, sure.disputed_words()), (0, None), "{home:?} {host:?}");
    }
}

fn directed(first: NaiveDate, last: NaiveDate) -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    case.answers.insert("direction.start".into(), Value::Date(first));
    case.answers.insert("direction.end".into(), Value::Date(last));
    case
}

/// Two schools, the host with an INSET day on Friday 6 November.
fn schools() -> (Calendar, Calendar) {
    let terms = |closed| {
        Calendar::new(Terms { school: "x".into(), terms: vec![(day(9, 1), day(12, 18))], closed })
    };
    let inset = ClosedSpan { day: day(11, 6), reason: "INSET".into() };
    (terms(Vec::new()), terms(vec![inset]))
}

fn timetable(case: &mut Case, row: u32, from: NaiveDate, home: &[&str]) {
    let mut cells = RowValues::from([("timetable.from".to_owned(), Value::Date(from))]);
    for field in home {
        cells.insert(format!("timetable.{field}"), Value::Choice("home".into()));
    }
    case.rows.entry("timetable".into()).or_default().insert(row, cells);
}

#[test]
fn forty_five_of_fifty_sessions_are_persistent_and_a_split_week_counts_ten() {
    let (home, host) = schools();
    let mut case = directed(day(9, 7), day(10, 9));
    timetable(&mut case, 1, day(9, 7), &["fri_am", "fri_pm"]);
    let sessions: Vec<Session> = Registers::new(&case, BothSchools { home: &home, host: &host })
        .sessions(day(10, 9))
        .collect();
    assert_eq!(sessions.len(), 50);
    for (i, session) in sessions.iter().enumerate() {
        let code = if i % 10 == 9 { "I" } else { codes::present(session.1) };
        let friday = chrono::Datelike::weekday(&session.0) == chrono::Weekday::Fri;
        let (own, other) = (Some(code.to_owned()), Some("D".to_owned()));
        let marks = if friday {
            Marks { home: own, host: other }
        } else {
            Marks { home: other, host: own }
        };
        case.marks.insert(*session, marks);
    }
    let registers = Registers::new(&case, BothSchools { home: &home, host: &host });
    let sum = registers.figures(day(10, 9));
    assert_eq!(
        (sum.attended, sum.possible(), sum.percent().as_str(), sum.band()),
        (45, 50, "90.0%", Some(Band::Persistent))
    );
    assert_eq!(registers.all_faults(day(11, 1)), []);
    let weeks = registers.by_week(day(10, 9));
    assert!(weeks.len() == 5 && weeks.values().all(|f| f.possible() == 10 && f.attended == 9));
    let cells = registers.by_session(day(10, 9));
    assert_eq!((cells[4][1].attended, cells[4][1].authorised, cells[0][0].attended), (0, 5, 5));
    assert_eq!(
        before::change(&Figures { attended: 80, unauthorised: 20, ..Figures::default() }, &sum)
            .as_deref(),
        Some("Better by 10.0 percentage points.")
    );
}

#[test]
fn the_timetable_then_in_force_says_where_and_each_closure_is_the_schools_own() {
    let (home, host) = schools();
    let mut case = directed(day(11, 2), day(11, 20));
    timetable(&mut case, 3, day(11, 9), &["mon_am"]);
    timetable(&mut case, 9, day(11, 9), &["mon_am", "fri_pm"]);
    let r = Registers::new(&case, BothSchools { home: &home, host: &host });
    for (on, place) in [
        ((day(11, 1), Half::Am), ExpectedAt::Outside),
        ((day(11, 2), Half::Am), ExpectedAt::Host),
        ((day(11, 6), Half::Am), ExpectedAt::Closed),
        ((day(11, 9), Half::Am), ExpectedAt::Home),
        ((day(11, 9), Half::Pm), ExpectedAt::Host),
        ((day(11, 13), Half::Pm), ExpectedAt::Home),
        ((day(11, 14), Half::Am), ExpectedAt::Closed),
        ((day(11, 21), Half::Am), ExpectedAt::Outside),
    ] {
        assert_eq!(r.place(on), place, "{on:?}");
    }
    assert_eq!(r.missing(day(11, 2), day(11, 5)).len(), 6);
    assert_eq!(r.missing(day(11, 2), day(11, 20)).len(), 8);
    assert_eq!(r.sessions(day(11, 8)).count(), 8);
}

#[test]
fn marks_are_refused_with_the_reason() {
    let (home, host) = schools();
    let mut case = directed(day(11, 2), day(12, 11));
    let today = day(11, 23);
    let read = |case: &Case, on: NaiveDate, side, code| {
        Registers::new(case, BothSchools { home: &home, host: &host }).check(
            (on, Half::Pm),
            side,
            code,
            today,
        )
    };
    for (on, side, code, words) in [
        (day(10, 30), Side::Host, "/", "before the first day, Mon 2 Nov"),
        (day(12, 14), Side::Host, "/", "after the last day, Fri 11 Dec"),
        (day(11, 21), Side::Home, "D", "weekend"),
        (day(11, 6), Side::Host, "#", "No school on Fri 6 Nov 2026 at the host school: INSET."),
        (day(11, 24), Side::Host, "L", "has not come yet"),
        (day(11, 3), Side::Home, "Z", "cannot stand in the home register"),
        (day(11, 3), Side::Host, "H", "withdrawn"),
    ] {
        let refused = read(&case, on, side, code).expect_err(code).to_string();
        assert!(refused.contains(words) && refused.ends_with('.'), "{refused}");
    }
    assert_eq!(read(&case, day(11, 3), Side::Host, "/").map(|c| c.code), Ok("\\"));
    assert_eq!(read(&case, day(11, 6), Side::Home, "D").map(|c| c.code), Ok("D"));
    assert_eq!(read(&case, day(12, 4), Side::Host, "c").map(|c| c.code), Ok("C"));
    assert!(read(&case, day(11, 3), Side::Host, "Z").is_ok());
    case.answers.insert("school.host_kind".into(), Value::Choice("ap_other".into()));
    assert!(
        read(&case, day(11, 3), Side::Home, "D")
            .is_err_and(|e| e.to_string().contains("Type B, or K"))
    );
    let none = Case::new(case.id);
    assert!(
        read(&none, day(11, 3), Side::Home, "D")
            .is_err_and(|e| e.to_string().contains("no first day yet"))
    );
}

#[test]
fn a_recorded_suspension_is_no_fault_and_a_main_host_is_one() {
    let (home, host) = schools();
    let mut case = directed(day(11, 2), day(12, 11));
    for on in [day(11, 5), day(11, 9), day(11, 10)] {
        case.marks.insert((on, Half::Am), Marks { home: Some("D".into()), host: Some("E".into()) });
    }
    let cells = RowValues::from([
        ("host_suspension.on".to_owned(), Value::Date(day(11, 5))),
        ("host_suspension.days".to_owned(), Value::Number(2)),
    ]);
    case.rows.entry("event.host_suspension".into()).or_default().insert(1, cells);
    case.answers.insert("school.home_roll".into(), Value::Choice("main".into()));
    case.answers.insert("school.host_roll".into(), Value::Choice("single".into()));
    let r = Registers::new(&case, BothSchools { home: &home, host: &host });
    // Two school days from Thursday the 5th: the INSET Friday is not counted, so the second is
    // Monday the 9th.
    let found: Vec<NaiveDate> = r
        .all_faults(day(11, 5))
        .into_iter()
        .filter(|(_, f)| *f == AttendanceFault::SuspendedAtHost)
        .map(|(s, _)| s.0)
        .collect();
    assert_eq!(found, [day(11, 10)]);
    assert_eq!(host_suspensions(&case).count(), 3);
    assert_eq!(r.case_fault(), Some(AttendanceFault::BothMain));
    assert_eq!(r.n_until(day(11, 2), Side::Host), day(11, 10));
}

#[test]
fn a_correction_keeps_both_marks_and_asks_who_and_why() {
    let mut case = directed(day(11, 2), day(12, 11));
    let on = (day(11, 3), Half::Am);
    case.marks.insert(on, Marks { home: None, host: Some("N".into()) });
    let edits: Vec<Edit> = [
        correct::mark(&case, on, Side::Host, Some("I")),
        correct::mark(&case, on, Side::Home, Some("D")),
    ]
    .into_iter()
    .flatten()
    .collect();
    assert_eq!((edits.len(), correct::corrections(&edits)), (2, 1));
    assert_eq!(correct::mark(&case, on, Side::Host, Some("N")), None);
    let mut reason = CorrectionReason {
        words: "Parent rang".into(),
        officer: "A. Shah".into(),
        position: String::new(),
        date: day(11, 4),
    };
    assert!(
        correct::with_reason(edits.clone(), 1, &reason)
            .is_err_and(|e| e.to_string().contains("position"))
    );
    reason.position = "Inclusion officer".into();
    let edits = correct::with_reason(edits, case.next_row(), &reason).expect("a reason");
    let change = CaseChange { case: case.id, edits };
    apply_all(&mut case, &change).expect("applied");
    let row = case.rows("event.correction").next().expect("a correction").1.clone();
    for f in crate::domain::forms::table("event.correction").expect("the table").fields {
        assert!(row.contains_key(f.id), "{} is empty", f.id);
    }
    assert_eq!((row["correction.old"].as_text(), row["correction.new"].as_text()), ("N", "I"));
}

#[test]
fn terms_before_stand_beside_the_direction() {
    let (home, host) = schools();
    let mut case = directed(day(11, 2), day(12, 11));
    for (row, name, possible, attended, authorised) in
        [(1, "Spring", 120, 90, Some(10)), (2, "Summer", 100, 90, None)]
    {
        let mut cells = RowValues::from([
            ("past_terms.name".to_owned(), Value::Text(name.into())),
            ("past_terms.possible".to_owned(), Value::Number(possible)),
            ("past_terms.attended".to_owned(), Value::Number(attended)),
        ]);
        if let Some(n) = authorised {
            cells.insert("past_terms.authorised".into(), Value::Number(n));
            cells.insert("past_terms.unauthorised".into(), Value::Number(20));
        }
        case.rows.entry("past_terms".into()).or_default().insert(row, cells);
    }
    case.marks
        .insert((day(11, 2), Half::Am), Marks { home: Some("D".into()), host: Some("/".into()) });
    let r = Registers::new(&case, BothSchools { home: &home, host: &host });
    let rows = before::review_rows(&r, day(11, 2));
    assert_eq!(rows[1], ["Spring", "120", "90", "10", "20", "75.0%"]);
    assert_eq!(rows[2], ["Summer", "100", "90", "not split", "not split", "90.0%"]);
    assert_eq!(rows[3], ["All before", "220", "180", "not split", "not split", "81.8%"]);
    assert_eq!(rows[4], ["During the direction", "1", "1", "0", "0", "100.0%"]);
    let lines = before::review_lines(&r, day(11, 3));
    assert!(
        lines[0].contains("180 of 220")
            && lines.iter().any(|l| l == "Better by 18.2 percentage points."),
        "{lines:?}"
    );
    assert!(lines.iter().any(|l| l.starts_with("1 session is not marked")), "{lines:?}");
}

proptest! {
    /// Whatever is marked, by whom and when: no session counts twice, and none counts that the calendar and the direction do not have.
    #[test]
    fn merged_sessions_never_exceed_those_of_the_calendar(
        start in 0u64..60, length in 0u64..60, until in 0u64..120, closed in prop::collection::vec(0u64..100, 0..12),
        free in prop::collection::vec((0usize..5, prop::bool::ANY, 0usize..3), 0..6),
        typed in prop::collection::vec((0u64..110, prop::bool::ANY, prop::bool::ANY, 0usize..37), 0..150), school in prop::bool::ANY,
    ) {
        let from = day(9, 1);
        let at = |n: u64| from + Days::new(n);
        let mut case = directed(at(start), at(start + length));
        if !school {
            case.answers.insert("school.host_kind".into(), Value::Choice("ap_other".into()));
        }
        let mut cells = RowValues::from([("timetable.from".to_owned(), Value::Date(at(start + length / 2)))]);
        for (weekday, am, place) in free {
            let half = if am { "am" } else { "pm" };
            cells.insert(format!("timetable.{}_{half}", ["mon", "tue", "wed", "thu", "fri"][weekday]), Value::Choice(["home", "host", "none"][place].into()));
        }
        case.rows.entry("timetable".into()).or_default().insert(1, cells);
        for (n, am, home, code) in typed {
            let marks = case.marks.entry((at(n), if am { Half::Am } else { Half::Pm })).or_default();
            let side = if home { &mut marks.home } else { &mut marks.host };
            *side = Some(CODES[code].code.to_owned());
        }
        let inset = closed.into_iter().map(|n| ClosedSpan { day: at(n), reason: String::new() }).collect();
        let (home, host) = (schools().0, Calendar::new(Terms { school: "h".into(), terms: vec![(from, at(90))], closed: inset }));
        let r = Registers::new(&case, BothSchools { home: &home, host: &host });
        let today = at(until);
        let open = (0..=length).map(|n| at(start + n)).filter(|d| *d <= today && (home.is_school_day(*d) || host.is_school_day(*d))).count();
        let sum = r.figures(today);
        prop_assert!(sum.counted() <= r.sessions(today).count());
        prop_assert!(r.sessions(today).count() <= 2 * open);
        prop_assert_eq!(sum.possible(), sum.attended + sum.authorised + sum.unauthorised);
        let weeks = r.by_week(today).values().fold(Figures::default(), |all, f| all.plus(f));
        let cells = r.by_session(today).iter().flatten().fold(Figures::default(), |all, f| all.plus(f));
        prop_assert_eq!(weeks, sum);
        prop_assert_eq!(cells, sum);
        let none = Calendar::default();
        let assumed = Registers::new(&case, BothSchools { home: &none, host: &none }).figures(today);
        prop_assert!(assumed.counted() <= 2 * (length as usize + 1));
    }
}
