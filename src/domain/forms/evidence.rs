//! The evidence that the schools share (P-ME2): files beside the store, each identified by its
//! SHA-256.

use crate::domain::forms::build::{choice, date, field, line, rows, t};
use crate::domain::forms::schema::{Field, FieldKind, Section, Table};

const C: &str = "P-ME2";

/// What a file may be, in the order of the protocol's list; `domain::evidence` says which of them a
/// case wants.
pub const KINDS: &[(&str, &str)] = &[
    ("passport", "Pupil passport"),
    ("plans", "Education, pastoral or health care plan"),
    ("behaviour_log", "Behaviour log and consequences"),
    ("behaviour_analysis", "Behaviour analysis"),
    ("graduated", "Evaluation of the graduated response"),
    ("attendance", "Attendance record and support"),
    ("pep", "Personal education plan of a child looked after"),
    ("exclusions", "Exclusion data"),
    ("ks4", "Key Stage 4 options"),
    ("attainment", "Latest assessment and attainment"),
    ("send", "SEND evidence"),
    ("agency", "Papers of another agency"),
    ("ctf", "Common transfer file"),
    ("host_checks", "Confirmation of the host's checks"),
    ("other_school", "Papers of the other school"),
    ("other", "Something else"),
];

/// Returns a field that the program writes itself when the file is taken in.
const fn fixed(id: &'static str, label: &'static str, hint: &'static str) -> Field {
    field(FieldKind::ReadOnly, id, label, hint, C).optional().schools_only()
}

pub(super) const TABLES: &[Table] = &[rows(
    "evidence",
    "Evidence",
    "piece of evidence",
    "evidence.title",
    C,
    &[
        line(
            "evidence.title",
            "What it is",
            "A few words that tell this paper from the others.",
            C,
        )
        .schools_only(),
        choice(
            KINDS,
            "evidence.kind",
            "Kind of evidence",
            "The item of the protocol's list that it answers.",
            C,
        )
        .schools_only(),
        date(
            "evidence.dated",
            "Date of the paper",
            "The day it was written, or the last day it covers.",
            C,
        )
        .optional()
        .schools_only(),
        fixed("evidence.file", "File", "The name it had when it was taken in."),
        fixed("evidence.bytes", "Size", "The size of the file in bytes."),
        fixed("evidence.media", "Type of file", "What its first bytes say it is."),
        fixed(
            "evidence.sha256",
            "Check sum",
            "The SHA-256 of its bytes; the file is checked by it.",
        ),
        fixed("evidence.added_on", "Added on", "The day on which it was taken in."),
        fixed("evidence.added_by", "Added by", "The officer who took it in."),
    ],
)];

pub(super) const SECTION: Section = Section { label: "Evidence", parts: &[t("evidence")] };
