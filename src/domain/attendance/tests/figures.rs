//! Percentages and bands, from one week to three terms.

use super::*;

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
        Some("Up 10.0 points on earlier terms.")
    );
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
            && lines.iter().any(|l| l == "Up 18.2 points on earlier terms."),
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
