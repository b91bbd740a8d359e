//! The report as one JSON object.

use serde_json::{Value, json};

use crate::documents::governors::{GovernorReport, TITLE};
use crate::domain::statistics::governors::NOT_HELD;
use crate::domain::statistics::governors::figure::{Figure, FigurePair, FigureValue, Number, Unit};

/// Returns the report. A number that is withheld is `"c"`, one that does not exist is null; days,
/// weeks and pounds may have decimals.
pub fn json(report: &GovernorReport) -> Value {
    let period = report.period;
    json!({
        "what": TITLE,
        "day": report.day,
        "by": report.officer,
        "rows": report.figures.len(),
        "of": report.of,
        "notice": report.notice(),
        "left_out": report.left_out,
        "confidential": report.least.is_none(),
        "withheld_below": report.least,
        "from": period.from,
        "to": period.to,
        "year_from": period.year_from,
        "figures": report.figures.iter().map(|f| figure(f, report)).collect::<Vec<Value>>(),
        "not_held": NOT_HELD,
    })
}

fn figure(figure: &Figure, report: &GovernorReport) -> Value {
    let times = report.period.with_earlier_years();
    let mut values = figure.values.iter().zip(times).map(|(pair, period)| {
        let FigurePair { term, year } = *pair;
        json!({
            "from": period.from,
            "to": period.to,
            "term": value(term, figure.unit),
            "year": value(year, figure.unit),
        })
    });
    let now = values.next();
    json!({
        "section": figure.section,
        "figure": figure.label,
        "part": figure.part,
        "unit": figure.unit.label(),
        "how": figure.how,
        "now": now,
        "earlier_years": values.collect::<Vec<Value>>(),
    })
}

fn value(value: FigureValue, unit: Unit) -> Value {
    let number = |number| match number {
        Number::Absent => Value::Null,
        Number::Withheld => Value::from(super::WITHHELD),
        Number::Is(number) if unit.divisor() == 1 => Value::from(number),
        Number::Is(number) => Value::from(number as f64 / unit.divisor() as f64),
    };
    json!({ "numerator": number(value.numerator), "denominator": number(value.denominator) })
}
