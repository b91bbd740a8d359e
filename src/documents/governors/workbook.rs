//! The report as an XLSX workbook: a sheet of figures, numbers as numbers, and one of charts.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartLegendPosition, ChartType, Format, FormatAlign, Workbook, Worksheet,
    XlsxError,
};

use crate::documents::governors::rows::{HEADINGS, headings};
use crate::documents::governors::{GovernorReport, WITHHELD};
use crate::documents::rows::A4;
use crate::domain::statistics::governors::NOT_HELD;
use crate::domain::statistics::governors::figure::{Figure, Number, Unit};
use crate::error::{Error, ErrorKind, Result};

const FIGURES: &str = "Figures";
const CHARTS: &str = "Charts";

/// The row of the headings; above it is what the report is, of which schools, and who may read it.
const HEADINGS_ROW: u32 = 3;

/// How many rows of the sheet a chart takes, and its size in pixels.
const CHART_ROWS: u32 = 18;
const CHART_WIDTH: u32 = 620;
const CHART_HEIGHT: u32 = 340;

/// How many charts are printed on a page.
const CHARTS_ON_A_PAGE: u32 = 2;

/// Up to this number the axis of a chart has a line for each.
const FEW: u64 = 10;

/// Returns the report as the bytes of a workbook.
///
/// # Errors
/// Where the library refuses, which no content is known to cause.
pub fn workbook(report: &GovernorReport) -> Result<Vec<u8>> {
    made(report).map_err(|cause| {
        Error::new(ErrorKind::Io, "The spreadsheet could not be made.")
            .with_source(cause)
            .with_hint("Export it as CSV.")
    })
}

fn made(report: &GovernorReport) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(FIGURES)?;
    write_figures(sheet, report)?;
    let sheet = book.add_worksheet().set_name(CHARTS)?;
    draw_charts(sheet, report)?;
    book.save_to_buffer()
}

fn write_figures(
    sheet: &mut Worksheet,
    report: &GovernorReport,
) -> std::result::Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let heading = Format::new().set_bold().set_text_wrap();
    for (x, cell) in (0..).zip(&report.first) {
        sheet.write_string(0, x, cell)?;
    }
    sheet.write_string_with_format(1, 0, &report.of, &bold)?;
    sheet.write_string_with_format(2, 0, report.notice(), &bold)?;
    let headings = headings(report);
    for (x, cell) in (0..).zip(&headings) {
        sheet.write_string_with_format(HEADINGS_ROW, x, cell, &heading)?;
    }
    for (y, figure) in (HEADINGS_ROW + 1..).zip(&report.figures) {
        write_figure(sheet, y, figure)?;
    }
    let below = HEADINGS_ROW + 2 + rows_of(&report.figures);
    for (y, sentence) in (below..).zip(NOT_HELD) {
        sheet.write_string(y, 0, sentence)?;
    }
    sheet.set_freeze_panes(HEADINGS_ROW + 1, 3)?;
    for x in 0..HEADINGS.len() as u16 {
        sheet.set_column_width(x, 36)?;
    }
    let last = headings.len() as u16 - 1;
    for x in HEADINGS.len() as u16..last {
        sheet.set_column_width(x, 14)?;
    }
    sheet.set_column_width(last, 80)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(2, 0);
    sheet.set_repeat_rows(HEADINGS_ROW, HEADINGS_ROW)?.set_repeat_columns(0, 2)?;
    Ok(())
}

fn write_figure(
    sheet: &mut Worksheet,
    y: u32,
    figure: &Figure,
) -> std::result::Result<(), XlsxError> {
    let part = figure.part.as_deref().unwrap_or_default();
    for (x, cell) in (0..).zip([figure.section, figure.label, part, figure.unit.label()]) {
        sheet.write_string(y, x, cell)?;
    }
    let values = figure.values.iter().flat_map(|pair| [pair.term, pair.year]);
    let numbers = values.flat_map(|value| [value.numerator, value.denominator]);
    let (right, pounds) =
        (Format::new().set_align(FormatAlign::Right), Format::new().set_num_format("0.00"));
    let mut x = HEADINGS.len() as u16;
    for number in numbers {
        match number {
            Number::Absent => {}
            Number::Withheld => {
                sheet.write_string_with_format(y, x, WITHHELD, &right)?;
            }
            Number::Is(number) => {
                let number = number as f64 / figure.unit.divisor() as f64;
                if figure.unit == Unit::Pence {
                    sheet.write_number_with_format(y, x, number, &pounds)?;
                } else {
                    sheet.write_number(y, x, number)?;
                }
            }
        }
        x += 1;
    }
    sheet.write_string(y, x, figure.how)?;
    Ok(())
}

/// Draws each division of which a chart helps: the time beside the year to date.
fn draw_charts(
    sheet: &mut Worksheet,
    report: &GovernorReport,
) -> std::result::Result<(), XlsxError> {
    sheet.write_string(0, 0, report.notice())?;
    if report.least.is_some() {
        sheet.write_string(1, 0, "A number that is withheld has no bar.")?;
    }
    let times = report.times();
    let Some(times) = times.first() else { return Ok(()) };
    let (mut at, mut count, mut breaks) = (2, 0, Vec::new());
    let mut first = HEADINGS_ROW + 1;
    for parts in report.figures.chunk_by(|a, b| a.section == b.section && a.label == b.label) {
        let last = first + rows_of(parts) - 1;
        if let Some(figure) = parts.first().filter(|figure| figure.has_chart) {
            let mut chart = Chart::new(ChartType::Column);
            let title = if figure.section == figure.label {
                figure.section.to_owned()
            } else {
                format!("{}: {}", figure.section, figure.label)
            };
            let alt = format!("{title}. The numbers are on the sheet {FIGURES}.");
            chart.title().set_name(&title).set_font(ChartFont::new().set_size(12));
            chart.legend().set_position(ChartLegendPosition::Bottom);
            // Children are counted whole.
            chart.y_axis().set_num_format("0").set_min(0);
            let most = parts.iter().filter_map(most_of).max();
            if most.is_some_and(|most| most <= FEW) {
                chart.y_axis().set_major_unit(1);
            }
            chart.set_width(CHART_WIDTH).set_height(CHART_HEIGHT);
            chart.set_alt_text(&alt);
            let numerators = HEADINGS.len() as u16;
            for (x, words) in [(numerators, &times[0]), (numerators + 2, &times[1])] {
                chart
                    .add_series()
                    .set_name(words.as_str())
                    .set_categories((FIGURES, first, 2, last, 2))
                    .set_values((FIGURES, first, x, last, x));
            }
            sheet.insert_chart(at, 0, &chart)?;
            at += CHART_ROWS;
            count += 1;
            if count % CHARTS_ON_A_PAGE == 0 {
                breaks.push(at - 1);
            }
        }
        first = last + 1;
    }
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_page_breaks(&breaks)?;
    Ok(())
}

/// Returns the largest number of a figure, of its time or its year to date.
fn most_of(figure: &Figure) -> Option<u64> {
    let pair = figure.values.first()?;
    let numbers = [pair.term, pair.year].map(|value| match value.numerator {
        Number::Is(number) => number,
        Number::Absent | Number::Withheld => 0,
    });
    numbers.into_iter().max()
}

fn rows_of(figures: &[Figure]) -> u32 {
    u32::try_from(figures.len()).unwrap_or(u32::MAX)
}
