//! The protocol's own layout of Forms 1 to 4.

use Part::{Heading, Note, Rows, Sign, Table};
use Room::{Boxes, Lines, YesNo};

/// The space beside a label, to be filled in by hand.
pub(super) enum Room {
    /// So many lines to write on.
    Lines(usize),
    YesNo,
    Boxes(&'static [&'static str]),
}

/// A part of a blank form.
pub(super) enum Part {
    Heading(&'static str),
    Note(&'static str),
    Rows(&'static [(&'static str, Room)]),
    /// A table: its headings, the names in its first column, and how many empty rows follow.
    Table(&'static [&'static str], &'static [&'static str], usize),
    Sign(&'static [&'static str]),
}

/// Who signs a meeting.
const MEETING: &[&str] = &["Parent or carer", "Child", "Home school", "Host school", "Other"];

pub(super) const FORM_1: &[Part] = &[
    Note(
        "The home school does not need a parent's consent before it approaches another school. This form records what the parent was told and what they think.",
    ),
    Rows(&[
        ("Child's name", Lines(1)),
        ("Date of birth", Lines(1)),
        ("Home school", Lines(1)),
        ("Address", Lines(2)),
        ("Parent or carer's address, if different", Lines(2)),
        ("Parent or carer's name", Lines(1)),
        ("Relationship to the child", Lines(1)),
        ("Does this parent or carer have parental responsibility?", YesNo),
        ("Is there another parent with parental responsibility?", YesNo),
        ("If yes: has agreement been reached with them?", YesNo),
        ("Does the parent understand the reasons for the direction?", YesNo),
        ("Parental comments", Lines(8)),
    ]),
    Note(ACKNOWLEDGEMENT),
    Sign(&["Parent or carer"]),
];

pub(super) const FORM_2: &[Part] = &[
    Note("For the home school to complete before the initial meeting."),
    Heading("Section 1a: Child details"),
    Rows(&[
        ("Full name", Lines(1)),
        ("UPN", Lines(1)),
        ("Gender", Boxes(&["Male", "Female", "Non-binary"])),
        ("Date of birth", Lines(1)),
        ("Current year group", Lines(1)),
        ("Parents or carers: names and contact details", Lines(4)),
        ("Current home address", Lines(2)),
        ("Moving address, if any", Lines(2)),
        ("Date effective from", Lines(1)),
    ]),
    Heading("Section 1b: Additional information"),
    Rows(&[
        ("Early Help assessment and plan", YesNo),
        ("Child in Need plan", YesNo),
        ("Child Protection plan", YesNo),
        ("Child Looked After", YesNo),
        ("If yes: which local authority", Lines(1)),
        ("Social worker: name and contact details", Lines(1)),
        ("Virtual school contact: name and details", Lines(1)),
        ("Pupil Premium", YesNo),
        ("If yes: which type", Lines(1)),
        ("Issues about parental responsibility", YesNo),
        ("If yes: details", Lines(2)),
        (
            "If English is not the first language: level of English",
            Boxes(&["None", "Basic", "Intermediate", "Advanced"]),
        ),
        ("Refugee or asylum seeker family", YesNo),
        ("Safeguarding concerns (share them before the direction starts)", YesNo),
        ("Attendance below 90% (attach the last three terms in all cases)", YesNo),
        ("If yes: details", Lines(2)),
        ("Still on the roll of your school", YesNo),
        ("If no: which ground for deletion (SI 2024/208, regulation 9)", Lines(1)),
        ("Date removed from roll, or date of last attendance if still on roll", Lines(1)),
    ]),
    Heading("Special educational needs and disabilities"),
    Rows(&[
        ("EHCP", YesNo),
        ("EHC needs assessment under way", YesNo),
        ("If yes: details. If no: why not yet", Lines(2)),
        ("Disabilities, diagnoses or medical conditions, or under investigation", YesNo),
        ("If yes: details", Lines(2)),
        ("Individual Health Care Plan (attach a copy)", YesNo),
        ("SEND support", YesNo),
        ("If yes: details. If no: why not", Lines(2)),
        ("Individual Education Plan (attach a copy)", YesNo),
        ("Child Looked After: latest Personal Education Plan attached", YesNo),
        ("Pastoral Support Plan (attach a copy)", YesNo),
    ]),
    Heading("School interventions"),
    Table(
        &["Intervention", "Start date", "End date"],
        &[
            "Therapeutic intervention",
            "Timetable variation",
            "Parental engagement",
            "Key worker",
            "Off-site direction",
            "In-school alternative provision",
            "External alternative provision",
            "Social skills programme",
            "Speech and language input",
            "Academic intervention",
            "Attendance intervention",
            "PEP",
            "Positive handling plan",
            "Pastoral support plan",
        ],
        2,
    ),
    Heading("Exclusions"),
    Table(&["Date", "Reason for exclusion"], &[], 2),
    Heading("Suspensions"),
    Table(&["Start date", "Number of days", "Reason for suspension"], &[], 4),
    Heading("Other agency involvement"),
    Table(
        &["Agency", "Yes or no", "Details (attach documents)"],
        &[
            "Education Investigation / CME",
            "Educational Psychologist",
            "YOS",
            "CAMHS",
            "Early Help Assessment",
            "Other agency",
        ],
        0,
    ),
    Heading("Section 1c: Academic information"),
    Note("Complete, or attach a copy of data or narrative."),
    Table(&["English", "Maths", "Science", "Term taken"], &[], 2),
    Note("Key Stage 4 only (Year 9 where it applies, Years 10 and 11): current options."),
    Table(&["Subject", "Course details", "Exam board"], &[], 7),
    Heading("Section 1d: School history"),
    Rows(&[
        ("Current school", Lines(1)),
        ("Date of admission", Lines(1)),
        ("Electively home educated", YesNo),
        ("If yes: date commenced", Lines(1)),
    ]),
    Note("Other schools in the last five years"),
    Table(&["School", "Date admitted", "Date of leaving"], &[], 3),
    Rows(&[
        ("Earlier off-site direction", YesNo),
        ("Name of home school", Lines(1)),
        ("Name of destination school", Lines(1)),
        ("Was it successful", YesNo),
        ("If no: reasons", Lines(2)),
    ]),
    Heading("Section 1e: Formulation"),
    Rows(&[("What may lie behind the behaviour, attendance and other issues", Lines(9))]),
    Heading("Section 2: Person completing the passport"),
    Rows(&[
        ("Name", Lines(1)),
        ("Position", Lines(1)),
        ("Contact details", Lines(1)),
        ("Signed", Lines(2)),
        ("Date", Lines(1)),
    ]),
];

/// The heads of Forms 3 and 4.
const WHO: Part = Rows(&[
    ("Date of meeting", Lines(1)),
    ("Child's name and date of birth", Lines(1)),
    ("Address, if changed since the last meeting", Lines(2)),
    ("Home school representative", Lines(1)),
    ("Host school representative", Lines(1)),
    ("Parent or carer", Lines(1)),
]);

pub(super) const FORM_3: &[Part] = &[
    WHO,
    Rows(&[
        ("Reasons for the off-site direction", Lines(8)),
        ("What needs to happen for the direction to succeed", Lines(8)),
        ("Start date of the direction", Lines(1)),
        ("Date of the first review, and how often reviews follow", Lines(2)),
    ]),
    Note("Signatures"),
    Sign(MEETING),
];

pub(super) const FORM_4: &[Part] = &[
    WHO,
    Rows(&[
        ("Progress towards integration, and successes so far", Lines(14)),
        ("Concerns and suggestions", Lines(14)),
        ("Additional support needed, and other information", Lines(14)),
        (
            "Outcome of the review",
            Boxes(&[
                "Continue with the direction",
                "Return to the home school",
                "Convert to a managed move",
            ]),
        ),
        ("Date of the next meeting, if any", Lines(1)),
    ]),
    Note("Signatures"),
    Sign(MEETING),
    Note(
        "If the child returns to the home school or the direction becomes a managed move, complete the return on the Children's Services Portal and update the Teams spreadsheet.",
    ),
];

/// What a parent confirms by signing Form 1.
pub(in crate::documents::papers) const ACKNOWLEDGEMENT: &str = "I have been told by the home school why it is considering an off-site direction, and I understand that it will ask another school about my child.";
