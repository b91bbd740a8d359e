//! Suspensions before a direction, and the days of those during one.

use crate::domain::case::answers::Answers;
use crate::domain::forms::{field, table};
use crate::domain::statistics::governors::figure::{TENTHS, Unit};
use crate::domain::statistics::governors::sums::{Amounts, SumGroup};

pub(super) const BEFORE: SumGroup = SumGroup {
    lines: &[(
        "Suspensions before the direction",
        "Suspensions listed in the passport of each direction begun in the time.",
    )],
    unit: Unit::Count,
    is_share: false,
    amounts: |of, period| {
        let listed = || [of.case.rows(table::SUSPENSIONS).count() as u64, 0];
        vec![Amounts::on(of.begun(), period, listed)]
    },
};

pub(super) const DAYS_BEFORE: SumGroup = SumGroup {
    lines: &[(
        "Days of suspension before the direction",
        "Days of those suspensions, a half day counted as half. A row without a number of days adds none.",
    )],
    unit: Unit::Days,
    is_share: false,
    amounts: |of, period| {
        let days = of.case.rows(table::SUSPENSIONS).map(|(_, row)| {
            tenths(row.number(field::SUSPENSIONS_DAYS), row.is_yes(field::SUSPENSIONS_HALF))
        });
        vec![Amounts::on(of.begun(), period, || [days.sum(), 0])]
    },
};

pub(super) const DAYS_DURING: SumGroup = SumGroup {
    lines: &[(
        "Days of suspension during a direction",
        "Days of the suspensions by a host, by the first day of each, a half day counted as half.",
    )],
    unit: Unit::Days,
    is_share: false,
    amounts: |of, period| {
        let each = of.case.rows(table::EVENT_HOST_SUSPENSION).map(|(_, row)| {
            let half = row.is_yes(field::HOST_SUSPENSION_HALF);
            let days = tenths(row.number(field::HOST_SUSPENSION_DAYS), half);
            Amounts::on(row.date(field::HOST_SUSPENSION_ON), period, || [days, 0])
        });
        vec![each.fold(Amounts::default(), Amounts::plus)]
    },
};

/// Returns days in tenths.
fn tenths(days: Option<i64>, half: bool) -> u64 {
    let whole = days.and_then(|days| u64::try_from(days).ok()).unwrap_or(0);
    whole.saturating_mul(TENTHS) + if half { TENTHS / 2 } else { 0 }
}
