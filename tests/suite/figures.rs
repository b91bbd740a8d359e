//! The invented cases of the benchmark are such as an import takes: a figure nobody can measure is
//! none.

#[path = "../bench/cases.rs"]
mod cases;

use offsite::documents::jsonl;

#[test]
fn import_takes_every_case_of_the_benchmark() {
    let all: Vec<_> = (0..250).map(cases::case).collect();
    let lines: Vec<String> = all.iter().map(jsonl::write).collect();
    let read = jsonl::parse(&lines.join("\n")).expect("no faults");
    assert!(read == all, "a case is not as it was written");
    assert!(all.iter().all(|case| case.marks.keys().all(|(day, _)| *day < cases::today())));
}
