//! Turns one pupil of a transfer file into suggestions for the passport.

mod attendance;
mod contacts;
mod identity;
mod needs;
mod reach;
mod schools;

use chrono::{Datelike, NaiveDate};

use crate::documents::ctf::left_out;
use crate::documents::xml::XmlNode;
use crate::domain::forms;
use crate::domain::forms::days::DayCheck;
use crate::domain::forms::schema::DayBounds;
use crate::domain::forms::{days, parse};
use crate::domain::prefill::{Source, Suggestion};
use crate::domain::value;
use crate::domain::value::Value;

/// What is read of one pupil, as it grows.
struct PupilReader<'a> {
    node: &'a XmlNode,
    today: NaiveDate,
    offers: Vec<Suggestion>,
    notes: Vec<String>,
}

/// Reads one pupil.
pub(super) fn read(node: &XmlNode, today: NaiveDate) -> Source {
    let mut r = PupilReader { node, today, offers: Vec::new(), notes: Vec::new() };
    let child = r.identity();
    r.care_and_needs();
    r.address_and_contacts();
    r.attendance();
    r.schools();
    r.explained();
    r.notes.extend(left_out::sentence(node, &|_| false));
    let PupilReader { offers, notes, .. } = r;
    Source { from: String::new(), is_file: true, child, offers, notes }
}

impl PupilReader<'_> {
    /// Returns the text at a path, or in `BasicDetails`, where versions differ.
    fn get(&self, path: &str) -> String {
        let direct = self.node.at(path);
        if direct.is_empty() { self.node.at(&format!("BasicDetails/{path}")) } else { direct }
    }

    fn put(&mut self, field: &str, value: Value) {
        self.put_checked(field, value, "");
    }

    /// Offers an answer with what is to be checked first. A day is held against the bounds of its
    /// field, as one that is typed is.
    fn put_checked(&mut self, field: &str, value: Value, check: &str) {
        if value.is_empty() {
            return;
        }
        let bounds = forms::field(field).map_or(DayBounds::Any, |f| f.days);
        let day = value.as_date().map(|day| days::check(bounds, day, self.today));
        let check = match day {
            None | Some(DayCheck::Fine) => check.to_owned(),
            Some(DayCheck::Ask(words)) => format!("{check} {words}").trim().to_owned(),
            Some(DayCheck::Refused(words)) => {
                let label = forms::field(field).map_or(field, |f| f.label);
                return self.note(format!("{label} in the file is left out. {words}"));
            }
        };
        self.offers.push(Suggestion::answer(field, value).check(check));
    }

    /// Says of what the forms do not ask for why it is not taken.
    fn explained(&mut self) {
        let count = |name: &str| {
            let found = self.node.all(name).filter(|n| n.children.len() + n.text.trim().len() > 0);
            found.inspect(|n| n.explain()).count()
        };
        if count("StageAssessments") > 0 {
            self.note("Assessment results are in the file as codes; they are not read. Attach the file as evidence.");
        }
        let details = self.node.all("BasicDetails").chain([self.node]);
        let is_private = |n: &&XmlNode| {
            ["Ethnicity", "Religion"].iter().any(|name| n.name.eq_ignore_ascii_case(name))
        };
        let private: Vec<&XmlNode> =
            details.flat_map(|n| n.children.iter().filter(is_private)).collect();
        for node in &private {
            node.explain();
        }
        if private.iter().any(|n| !n.text.trim().is_empty()) {
            self.note("Ethnicity or religion is in the file; the forms do not ask for it, so it is not taken.");
        }
    }

    fn note(&mut self, words: impl Into<String>) {
        self.notes.push(words.into());
    }

    /// Returns a day of the file, or notes that it does not read as one.
    fn day(&mut self, node: &XmlNode, name: &str) -> Option<NaiveDate> {
        let text = node.at(name);
        if text.is_empty() {
            return None;
        }
        let day = NaiveDate::parse_from_str(text.get(..10).unwrap_or(&text), "%Y-%m-%d")
            .ok()
            .filter(|d| (1900..=2200).contains(&d.year()));
        if day.is_none() {
            let short: String = text.chars().take(20).collect();
            let line = node.child(name).map_or(node.line, |n| n.line);
            self.note(format!(
                "Line {line}: {name} is \"{short}\", which is no day; it is left out."
            ));
        }
        day
    }
}

/// Returns a one-line answer, within what one line holds.
fn line(text: &str) -> Value {
    let short: String = text.chars().take(parse::MAX_LINE).collect();
    value::text(&short)
}

fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "1" | "y" | "yes" => Some(true),
        "false" | "0" | "n" | "no" => Some(false),
        _ => None,
    }
}
