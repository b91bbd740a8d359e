//! Earlier years of attendance.

use crate::documents::ctf::pupil::PupilReader;
use crate::documents::xml::XmlNode;
use crate::domain::forms::field;
use crate::domain::value;
use crate::domain::value::Value;

impl<'a> PupilReader<'a> {
    pub(super) fn attendance(&mut self) {
        let node: &'a XmlNode = self.node;
        let mut latest = (0, None);
        let mut words = Vec::new();
        for year in node.all("Attendance").flat_map(|a| a.all("YearData")) {
            let Some((possible, attended, line)) = self.year_of_attendance(year) else {
                year.explain();
                continue;
            };
            words.push(line);
            let started = year.at("Year").parse::<u32>().unwrap_or(0);
            if started >= latest.0 {
                latest = (started, Some(attended * 10 < possible * 9));
            }
        }
        if let Some(low) = latest.1 {
            self.put_checked(
                field::ATTENDANCE_ISSUES.id,
                Value::YesNo(low),
                "From the file's last year only. Look at your register too.",
            );
            let check = if low {
                "Add what is behind it."
            } else {
                "Asked only where attendance is under 90%."
            };
            self.put_checked(field::ATTENDANCE_DETAILS.id, value::text(&words.join("\n")), check);
        }
    }

    /// Returns the possible and the attended sessions of a year, and both in words; a year that
    /// cannot be is noted.
    fn year_of_attendance(&mut self, year: &XmlNode) -> Option<(u64, u64, String)> {
        let count = |name: &str| year.at(name).parse::<u64>().ok().filter(|n| *n <= 1_000);
        let sessions = count("SessionsPossible")
            .zip(count("SessionsAttended").or_else(|| count("AttendSessions")));
        let Some((possible, attended)) = sessions else {
            self.note(format!(
                "Line {}: a year of attendance has no counts of sessions; it is left out.",
                year.line
            ));
            return None;
        };
        if possible == 0 || attended > possible {
            self.note(format!(
                "Line {}: {attended} of {possible} sessions attended cannot be; it is left out.",
                year.line
            ));
            return None;
        }
        let school = year.at("SchoolName");
        let at = if school.is_empty() { String::new() } else { format!(" at {school}") };
        let [with, without] =
            ["SessionsAuthorised", "SessionsUnauthorised"].map(|n| count(n).unwrap_or(0));
        let tenths = attended * 1_000 / possible;
        let words = format!(
            "Year {}{at}: {attended} of {possible} sessions attended ({}.{}%), {with} absent with leave, {without} without.",
            year.at("Year"),
            tenths / 10,
            tenths % 10
        );
        Some((possible, attended, words))
    }
}
