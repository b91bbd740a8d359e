//! The name of a register's file is typed, with how its strings of marks are read.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::attendance::intake::{Intake, PupilNamed, ReadOptions};
use crate::domain::calendar::dates;
use crate::domain::case::Side;
use crate::error::{Error, Result};
use crate::ui::attendance::correction::CorrectionDefaults;
use crate::ui::attendance::{left, side_word};
use crate::ui::change::{Changes, Update};
use crate::ui::overlay::prompt::{Prompt, PromptOverlay};
use crate::ui::pending::RegisterFile;
use crate::ui::session::Session;

/// Which file is to be imported.
#[derive(Debug)]
pub(crate) struct RegisterPrompt {
    pub(crate) prompt: Prompt,
    pub(crate) side: Side,
}

impl RegisterPrompt {
    /// Returns the question for a register of one side; the file imported last is offered again.
    pub(crate) fn new(side: Side, known: &CorrectionDefaults) -> RegisterPrompt {
        let label = format!("Import marks of the {} school · file", side_word(side));
        let hint = "A CSV or XLSX file. Where all marks stand in one string, say after a comma how it is read and from which day: host.csv, split by ;, from 23/11/2026 - or host.csv, 2 a mark, from 23/11/2026";
        RegisterPrompt { prompt: Prompt::new(label, hint, &known.file), side }
    }
}

impl PromptOverlay for RegisterPrompt {
    fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    fn prompt_mut(&mut self) -> &mut Prompt {
        &mut self.prompt
    }

    fn left(&self) -> Update {
        left()
    }

    fn entered(&mut self, session: &Session) -> Update {
        let typed = self.prompt.text();
        let (file, how) = match read_line(&typed, session.today) {
            Ok(read) => read,
            Err(fault) => {
                self.prompt.fault = fault.to_string();
                return Update::Stay;
            }
        };
        let intake = Intake {
            side: self.side,
            how,
            case: session.case_id(),
            named: PupilNamed::Asked(BTreeMap::new()),
            today: session.today,
        };
        Update::CloseWith(Changes::ask(RegisterFile { typed, file, intake }.preview()))
    }
}

/// Reads a file's name and, after commas, how its strings of marks are read: `host.csv, split by ;,
/// from 23/11/2026`.
fn read_line(typed: &str, today: NaiveDate) -> Result<(PathBuf, ReadOptions)> {
    // A name may hold a comma itself: what is read are the last parts, as long as each begins like
    // one.
    let begins = |part: &str| {
        part.starts_with("split by") || part.starts_with("from ") || part.ends_with("a mark")
    };
    let (mut file, mut how) = (typed.trim(), ReadOptions::default());
    while let Some((before, part)) =
        file.rsplit_once(", ").map(|(b, p)| (b, p.trim())).filter(|(_, p)| begins(p))
    {
        file = before.trim();
        if let Some(by) = part.strip_prefix("split by") {
            how.separator = Some(by.trim().chars().next().ok_or_else(|| {
                Error::input("Say by which character the marks are split, as in \"split by ;\".")
            })?);
        } else if let Some(day) = part.strip_prefix("from ") {
            how.start = Some(dates::parse(day.trim(), today)?);
        } else {
            let width = part
                .strip_suffix("a mark")
                .and_then(|n| n.trim().parse::<usize>().ok())
                .filter(|n| (1..=4).contains(n));
            let wrong = || Error::input("Say 1 to 4 characters, as in \"2 a mark\".");
            how.width = Some(width.ok_or_else(wrong)?);
        }
    }
    if file.is_empty() {
        return Err(Error::input("Type the name of the file, as registers/host.csv."));
    }
    Ok((PathBuf::from(file), how))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_the_file_and_how_its_strings_are_read() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        for name in ["a b.csv", "Ashworth, Bailey.csv"] {
            let read = read_line(name, today).expect("read");
            assert_eq!(read, (PathBuf::from(name), ReadOptions::default()));
        }
        for (by, typed) in
            [('|', "x.csv, split by |, from 16/11/2026"), (',', "x.csv, from 16/11, split by ,")]
        {
            let (file, how) = read_line(typed, today).expect("read");
            let start = how.start.map(|d| d.to_string());
            assert_eq!(
                (file, how.separator, start),
                (PathBuf::from("x.csv"), Some(by), Some("2026-11-16".into()))
            );
        }
        let (_, how) = read_line("x.csv, 2 a mark", today).expect("read");
        assert_eq!(how.width, Some(2));
        for wrong in ["", "x, 9 a mark", "x, split by", "x, from soon"] {
            assert!(
                read_line(wrong, today).is_err_and(|e| e.to_string().ends_with('.')),
                "{wrong}"
            );
        }
    }
}
