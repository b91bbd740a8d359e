use crate::domain::rules::Authority;
use crate::domain::rules::testing::*;
use crate::domain::school::{School, SchoolList};
use crate::domain::value::Value;

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "transport-redesignated",
        raised: |t| {
            t.ended("managed_move");
            t.row("event.portal_return", &[("kind", is("off"))]);
        },
        due: "2027-01-04",
        settled: |t| {
            t.row("event.portal_return", &[("kind", is("on")), ("transport", no())]);
        },
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "funding",
        raised: |t| t.ended("managed_move"),
        due: "2027-01-04",
        settled: |t| t.set("funding.terms", words("None follows.")),
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "ctf",
        raised: |t| t.ended("managed_move"),
        // Mon 4 Jan is the first school day off the roll, Fri 22 Jan the fifteenth.
        due: "2027-01-22",
        settled: |t| {
            t.row("event.file_sent", &[("on", on("2026-12-14")), ("kind", is("ctf"))]);
        },
        not: |t| {
            t.ended("managed_move");
            t.set("school.home_kind", is("academy"));
        },
    },
    RuleTable {
        rule: "ctf-practice",
        raised: |t| {
            t.ended("managed_move");
            t.set("school.home_kind", is("academy"));
        },
        due: "2027-01-22",
        settled: |t| {
            t.row("event.file_sent", &[("on", on("2026-12-14")), ("kind", is("ctf"))]);
        },
        not: |t| t.ended("managed_move"),
    },
    RuleTable {
        rule: "record",
        raised: |t| {
            t.ended("managed_move");
            // Sent when the direction began: the leaving asks for it again.
            t.row("event.file_sent", &[("on", on("2026-10-14")), ("kind", is("record"))]);
        },
        due: "2027-01-22",
        settled: |t| {
            t.row("event.file_sent", &[("on", on("2026-12-14")), ("kind", is("record"))]);
        },
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "record-practice",
        raised: |t| {
            t.ended("managed_move");
            t.set("school.home_kind", is("academy"));
        },
        due: "2027-01-22",
        settled: |t| {
            t.row("event.file_sent", &[("on", on("2026-12-14")), ("kind", is("record"))]);
        },
        not: |t| t.ended("managed_move"),
    },
    RuleTable {
        rule: "child-protection-file",
        raised: |t| {
            t.ended("managed_move");
            t.set("plan.cp", yes());
        },
        due: "2027-01-09",
        settled: |t| {
            t.row("event.file_sent", &[("kind", is("child_protection"))]);
        },
        not: |t| {
            t.ended("managed_move");
            for field in ["safeguarding.concerns", "plan.cp", "plan.cin"] {
                t.set(field, no());
            }
        },
    },
    RuleTable {
        rule: "file-received",
        raised: |t| {
            t.ended("managed_move");
            t.row("event.file_sent", &[("on", on("2027-01-05")), ("kind", is("child_protection"))]);
        },
        due: "2027-01-10",
        settled: |t| {
            let (row, _) = t.case.rows("event.file_sent").next().expect("a file");
            t.cell("event.file_sent", row, "received_on", on("2027-01-08"));
        },
        not: |t| {
            t.ended("managed_move");
            t.row("event.file_sent", &[("on", on("2027-01-05")), ("kind", is("ctf"))]);
        },
    },
];

#[test]
fn the_arrival_of_a_file_is_not_asked_for_before_it_was_sent() {
    let mut t = TestCase::new();
    t.ended("managed_move");
    t.row("event.file_sent", &[("on", on("2026-12-21")), ("kind", is("child_protection"))]);
    let found = t.one("file-received");
    assert_eq!((found.due, found.task), (Some(day("2026-12-26")), Some(day("2026-12-26"))));
}

#[test]
fn a_duty_of_guidance_is_never_late_by_law() {
    for rule in ["child-protection-file", "sixth-day-provision"] {
        let rule = crate::domain::rules::find(rule).expect("a rule");
        assert_eq!(rule.basis, Authority::Guidance, "{}", rule.id);
    }
    let of_guidance = ["KCSIE", "guidance", "Arranging", "Working together"];
    for rule in crate::domain::rules::rules().filter(|r| r.basis == Authority::Statute) {
        let only = |part: &str| of_guidance.iter().any(|word| part.contains(word));
        assert!(!rule.cites.split(';').all(only), "{} rests on guidance alone", rule.id);
    }
    let mut t = TestCase::new();
    (TABLES[6].raised)(&mut t);
    let found = t.one("child-protection-file");
    assert_eq!(found.urgency(day("2027-02-01")).label(), "overdue (safety)");
}

#[test]
fn an_academy_special_school_is_bound_as_an_academy_is() {
    let mut t = TestCase::new();
    t.ended("managed_move");
    t.set("school.home_kind", is("special"));
    t.set("school.home", Value::School("100001".into()));
    let ctf = |t: &TestCase| (t.found("ctf").len(), t.found("ctf-practice").len());
    for (kind, asked) in
        [("Community special school", (1, 0)), ("Academy special converter", (0, 1))]
    {
        let school = School { id: "100001".into(), kind: kind.into(), ..School::default() };
        t.register = Some(SchoolList::new(vec![school]));
        assert_eq!(ctf(&t), asked, "{kind}");
        // Before 26 July 2026 the law binds the one and not the other.
        let mut early = TestCase::new();
        early.register.clone_from(&t.register);
        early.set("school.home_kind", is("special"));
        early.set("school.home", Value::School("100001".into()));
        early.set("direction.end", on("2026-07-10"));
        early.row("event.start", &[("on", on("2026-05-04"))]);
        early.row("event.review", &[("on", on("2026-06-19"))]);
        let law = early.found("invitation").len();
        let protocol = early.found("invitation-protocol").len();
        assert_eq!((law, protocol), asked, "{kind}");
    }
}
