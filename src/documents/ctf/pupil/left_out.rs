//! What else the file holds, and why it is not taken.

use crate::documents::ctf::pupil::PupilReader;
use crate::documents::xml::XmlNode;

/// The elements of a pupil that are read, or of which a sentence says why they are not.
const READ: &[&str] = &[
    "UPN",
    "FormerUPN",
    "UniqueLearnerNumber",
    "Surname",
    "Forename",
    "MiddleNames",
    "PreferredForename",
    "PreferredSurname",
    "DOB",
    "Sex",
    "Gender",
    "BasicDetails",
    "NCyearActual",
    "LookedAfter",
    "Languages",
    "SENhistory",
    "SENneeds",
    "MedicalFlag",
    "Disabilities",
    "FSMhistory",
    "Address",
    "Contacts",
    "Phones",
    "Phone",
    "Email",
    "Emails",
    "Attendance",
    "SchoolHistory",
    "StageAssessments",
    "Ethnicity",
    "Religion",
];

/// The most elements that one sentence names.
const MAX_UNKNOWN: usize = 30;

pub(super) fn count(node: &XmlNode) -> usize {
    node.children.len() + node.children.iter().map(count).sum::<usize>()
}

impl PupilReader<'_> {
    /// Says what else the file holds and why it is not taken: the elements that are named here, and
    /// every other one by its name and line.
    pub(super) fn left_out(&mut self) {
        let unknown: Vec<&XmlNode> = self
            .node
            .children
            .iter()
            .chain(self.node.child("BasicDetails").into_iter().flat_map(|b| &b.children))
            .filter(|n| !READ.iter().any(|known| n.name.eq_ignore_ascii_case(known)))
            .filter(|n| !n.children.is_empty() || !n.text.trim().is_empty())
            .collect();
        let words: Vec<String> = unknown
            .iter()
            .take(MAX_UNKNOWN)
            .map(|n| format!("{} (line {})", n.name, n.line))
            .collect();
        if !words.is_empty() {
            let more = unknown.len().saturating_sub(MAX_UNKNOWN);
            let also = if more > 0 { format!(", and {more} more") } else { String::new() };
            self.note(format!("Not read, as no form asks for it: {}{also}.", words.join(", ")));
        }
        let marks = self.node.child("StageAssessments").map_or(0, count);
        if marks > 0 {
            self.note("Assessment results are in the file as codes; they are not read. Attach the file as evidence.");
        }
        if !self.get("Ethnicity").is_empty() || !self.get("Religion").is_empty() {
            self.note("Ethnicity or religion is in the file; the forms do not ask for it, so it is not taken.");
        }
    }
}
