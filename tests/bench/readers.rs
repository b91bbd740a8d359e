//! How long the readers of files take: a term's register, a transfer file and cases, each of as many
//! pupils as the size says. The files are made in memory and read by the library, so that nothing but
//! the reading is measured.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};
use offsite::documents::{ctf, jsonl, registers};
use offsite::domain::attendance::intake::ReadOptions;

use crate::{Times, cases};

/// The most pupils of one transfer file: one of more is over its 50 MB.
const MAX_TRANSFER: usize = 100_000;

/// How often each file is read: what else the machine does is seen in the half that is slower.
const ROUNDS: usize = 7;

/// Returns what is measured at a size, with its times.
pub(crate) fn measure(size: usize) -> Vec<(&'static str, Times)> {
    let (register, transfer) = (term_register(size), transfer_file(size.min(MAX_TRANSFER)));
    let lines: String = (0..size).map(|n| jsonl::write(&cases::case(n)) + "\n").collect();
    let marks = size * school_days().count() * 2;
    vec![
        (
            "read a term's register of as many pupils",
            Times::measure(ROUNDS, |_| {
                let sheet = registers::parse(register.as_bytes(), &ReadOptions::default());
                assert_eq!(sheet.expect("a register").len(), marks);
            }),
        ),
        (
            "read a transfer file of as many pupils",
            Times::measure(ROUNDS, |_| {
                let file = ctf::parse(transfer.as_bytes(), cases::today()).expect("a file");
                assert_eq!(file.pupils.len(), size.min(MAX_TRANSFER));
            }),
        ),
        (
            "read as many cases",
            Times::measure(ROUNDS, |_| {
                let read = jsonl::each(lines.as_bytes(), &mut |_| Ok(()));
                assert_eq!(read.expect("cases"), size);
            }),
        ),
    ]
}

/// The school days of an autumn term of eleven weeks.
fn school_days() -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2026, 9, 7).expect("a day");
    first.iter_days().take(77).filter(|day| day.weekday().num_days_from_monday() < 5)
}

/// A row a pupil, two columns a day.
fn term_register(pupils: usize) -> String {
    let mut csv = String::from("UPN");
    school_days().for_each(|day| write!(csv, ",{day} AM,{day} PM").expect("written"));
    for n in 0..pupils {
        write!(csv, "\n{}", cases::case(n).answer("child.upn").as_text()).expect("written");
        for (i, _) in school_days().enumerate() {
            csv += if (n + i) % 17 == 0 { ",I,I" } else { ",/,\\" };
        }
    }
    csv
}

/// The shape of version 25, with an address and a contact for each pupil.
fn transfer_file(pupils: usize) -> String {
    let mut xml =
        String::from("<CTfile><Header><CTFversion>25.0</CTFversion></Header><CTFpupilData>\n");
    for n in 0..pupils {
        let case = cases::case(n);
        let upn = case.answer("child.upn").as_text();
        writeln!(
            xml,
            "<Pupil><UPN>{upn}</UPN><Surname>Ray</Surname><Forename>Ann</Forename><DOB>2013-03-12</DOB><Sex>F</Sex><Address><PAON>{n}</PAON><Street>Elm Row</Street><PostCode>WR1 1AB</PostCode></Address><Contacts><Contact><Order>1</Order><Surname>Ray</Surname><Forename>Wendy</Forename><Relationship>PAM</Relationship></Contact></Contacts></Pupil>"
        )
        .expect("written");
    }
    xml + "</CTFpupilData></CTfile>"
}
