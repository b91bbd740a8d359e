//! What directions cost, where funding is recorded.

use crate::domain::case::answers::Answers;
use crate::domain::forms::field;
use crate::domain::statistics::governors::figure::Unit;
use crate::domain::statistics::governors::sums::{Amounts, SumGroup};

pub(super) const AGREED: SumGroup = SumGroup {
    lines: &[(
        "Funding agreed",
        "The amounts agreed for directions begun in the time, where one is recorded. Other costs are not held.",
    )],
    unit: Unit::Pence,
    is_share: false,
    amounts: |of, period| {
        let agreed = of.case.number(field::FUNDING_AMOUNT);
        let pence = agreed.and_then(|pence| u64::try_from(pence).ok()).unwrap_or(0);
        vec![Amounts::on(of.begun(), period, || [pence, 0])]
    },
};
