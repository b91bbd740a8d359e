//! Sessions attended and missed, before and during directions: sums of sessions, never a mean of
//! percentages.

use crate::domain::attendance::{BothSchools, Figures, Registers, before};
use crate::domain::case::Half;
use crate::domain::statistics::governors::counted::CountedCase;
use crate::domain::statistics::governors::figure::Unit;
use crate::domain::statistics::governors::period::{PartOfYear, Period};
use crate::domain::statistics::governors::sums::{Amounts, SumGroup};

pub(super) const BEFORE: SumGroup = SumGroup {
    lines: &[(
        "Attendance before the direction",
        "Sessions attended of those possible, in the terms of the passport of each direction begun in the time.",
    )],
    unit: Unit::Sessions,
    is_share: true,
    amounts: |of, period| {
        vec![Amounts::on(of.begun(), period, || {
            let sum = before::total(&before::terms(of.case));
            of_possible(sum.attended, &sum)
        })]
    },
};

pub(super) const DURING: SumGroup = SumGroup {
    lines: &[
        (
            "Attendance during directions",
            "Sessions attended of those possible, by the combined register of both schools. Sessions not marked are left out.",
        ),
        (
            "Authorised absence during directions",
            "Sessions missed with leave of those possible, by the combined register.",
        ),
        (
            "Unauthorised absence during directions",
            "Sessions missed without leave of those possible, by the combined register.",
        ),
    ],
    unit: Unit::Sessions,
    is_share: true,
    amounts: during,
};

fn of_possible(sessions: usize, of: &Figures) -> [u64; 2] {
    [sessions as u64, of.possible() as u64]
}

fn during(of: &CountedCase, period: Period) -> Vec<Amounts> {
    let (mut term, mut earlier) = (Figures::default(), Figures::default());
    let year = (period.year_from, Half::Am)..=(period.to, Half::Pm);
    let has_marks = of.case.marks.range(year.clone()).next().is_some();
    if has_marks && of.begun().is_some() {
        let schools = BothSchools { home: of.context.home, host: of.context.host };
        let registers = Registers::new(of.case, schools);
        for session in of.case.marks.range(year).map(|(session, _)| *session) {
            let sum = match period.part_of(session.0) {
                Some(PartOfYear::Term) => &mut term,
                Some(PartOfYear::Earlier) => &mut earlier,
                None => continue,
            };
            let (place, reading) = registers.place_and_reading(session);
            sum.count(reading, place, true);
        }
    }
    let of_each = |sessions: fn(&Figures) -> usize| Amounts {
        term: of_possible(sessions(&term), &term),
        earlier: of_possible(sessions(&earlier), &earlier),
    };
    vec![of_each(|f| f.attended), of_each(|f| f.authorised), of_each(|f| f.unauthorised)]
}
