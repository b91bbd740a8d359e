//! Every pair of marks has one reading and its faults.

use super::*;

/// Where expected, home mark, host mark, whether the host is a school, the sign of the reading, the
/// faults.
type Row = (ExpectedAt, &'static str, &'static str, bool, &'static str, &'static [AttendanceFault]);

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
