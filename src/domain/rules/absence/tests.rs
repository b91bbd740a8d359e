use crate::domain::case::{Half, Side};
use crate::domain::rules::marks::tests::fill_host;
use crate::domain::rules::testing::*;

/// Ten sessions of the first week and of the next, so many of them missed.
fn missed(t: &mut TestCase, missed: usize) {
    t.running();
    t.row("event.review", &[("on", on("2026-11-20"))]);
    fill_host(t, "2026-11-02", 2);
    for date in
        ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06"].iter().take(missed)
    {
        t.mark(date, Half::Am, Side::Host, "I");
        t.mark(date, Half::Pm, Side::Host, "I");
    }
}

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "absence-persistent",
        // Two of twenty sessions: exactly 10%.
        raised: |t| missed(t, 1),
        due: "2026-11-20",
        settled: |t| t.mark("2026-11-02", Half::Am, Side::Host, "L"),
        not: |t| missed(t, 5),
    },
    RuleTable {
        rule: "absence-severe",
        raised: |t| missed(t, 5),
        due: "2026-11-20",
        settled: |t| t.mark("2026-11-02", Half::Am, Side::Host, "L"),
        not: |t| missed(t, 4),
    },
];

#[test]
fn absence_finding_states_its_figures() {
    let mut t = TestCase::new();
    missed(&mut t, 1);
    assert!(
        t.one("absence-persistent")
            .why
            .iter()
            .any(|w| w.starts_with("2 of 20 possible sessions missed"))
    );
}

#[test]
fn a_percentage_of_less_than_a_week_asks_for_nothing() {
    // The finding's input: one session, missed.
    let of = |sessions: usize| {
        let mut t = TestCase::new();
        t.running();
        let days = day("2026-11-02").iter_days().take(5);
        let all = days.flat_map(|d| [(d, Half::Am), (d, Half::Pm)]);
        for (date, half) in all.take(sessions) {
            t.mark(&date.to_string(), half, Side::Host, "I");
        }
        t.found("absence-severe").len()
    };
    assert_eq!((of(1), of(9), of(10)), (0, 0, 1));
}
