//! Form 2, section 1b: plans, care, language, safeguarding, attendance and roll.

use crate::domain::forms::build::{choice, f, happened, line, long, number, rows, t, yes_no};
use crate::domain::forms::schema::{Field, RowsWanted, Section, Table};

const C: &str = "Form 2, 1b";

/// The prescribed grounds for deleting a name from the register, by letter as the 2024 regulations
/// list them; the year of the regulations stands beside.
const GROUNDS: &[(&str, &str)] = &[
    ("a", "(a) registered at another school"),
    ("b", "(b) nursery finished"),
    ("c", "(c) registered elsewhere too, schools consent"),
    ("d", "(d) attendance order names another school"),
    ("e", "(e) attendance order revoked"),
    ("f", "(f) educated otherwise, parent wrote"),
    ("g", "(g) moved out of distance"),
    ("h", "(h) not back after leave"),
    ("i", "(i) absent twenty school days"),
    ("j", "(j) sentence of detention"),
    ("k", "(k) died"),
    ("l", "(l) not going into sixth form"),
    ("m", "(m) boarding fees unpaid"),
    ("n", "(n) left a non-maintained school"),
    ("o", "(o) permanently excluded"),
];

/// Where a social worker is named: any child who has one, and those who always do.
pub const SOCIAL_WORKER: &[&str] = &["plan.social_worker", "cla.is", "plan.cin", "plan.cp"];

pub(super) const FIELDS: &[Field] = &[
    yes_no(
        "safeguarding.concerns",
        "Safeguarding concerns?",
        "If yes, tell the host before the first day.",
        C,
    )
    .schools_only()
    .safeguarding(),
    long(
        "safeguarding.details",
        "What the host must know",
        "What keeps the child safe, and who at your school to ring.",
        C,
    )
    .if_yes("safeguarding.concerns")
    .schools_only()
    .safeguarding(),
    yes_no("plan.early_help", "Early Help assessment and plan?", "Yes where there is one now.", C)
        .headed(&["early help"]),
    yes_no("plan.cin", "Child in Need plan?", "Yes where there is one now.", C)
        .headed(&["cin", "child in need"])
        .safeguarding(),
    yes_no("plan.cp", "Child Protection plan?", "Yes where there is one now.", C)
        .headed(&["cp", "cp plan", "child protection"])
        .safeguarding(),
    yes_no(
        "cla.is",
        "Child Looked After?",
        "If yes, both the Virtual School and social worker must agree.",
        "Form 2, 1b; P-CR7",
    )
    .headed(&["cla", "lac", "looked after", "in care"])
    .safeguarding(),
    yes_no(
        "plan.social_worker",
        "Has a social worker?",
        "Any child may have one, not only a child looked after.",
        "Form 2, 1b; P-LE9",
    )
    .safeguarding(),
    line("cla.authority", "Looked after by which LA", "The council that has care of the child.", C)
        .if_yes("cla.is"),
    long("cla.social_worker", "Social worker", "Name, telephone and email.", C)
        .if_any_yes(SOCIAL_WORKER),
    long(
        "cla.virtual_school",
        "Virtual school",
        "Name of the virtual school, and who to contact there.",
        C,
    )
    .if_yes("cla.is"),
    yes_no("premium.is", "Pupil Premium?", "Yes where your school is paid it for this child.", C)
        .headed(&["pp", "ppg", "pupil premium"]),
    line(
        "premium.type",
        "Type of Pupil Premium",
        "Free meals, looked after, formerly looked after or service.",
        C,
    )
    .if_yes("premium.is"),
    yes_no(
        "pr.issues",
        "Parental responsibility issues?",
        "A dispute, a court order or a parent not to be told.",
        C,
    )
    .headed(&["pr issues"])
    .safeguarding()
    .schools_only(),
    long("pr.details", "What the issues are", "Who may be told what, and any order by date.", C)
        .if_yes("pr.issues")
        .safeguarding()
        .schools_only(),
    yes_no(
        "english.first",
        "English is the first language?",
        "No where another language is spoken first.",
        C,
    ),
    choice(
        &[
            ("none", "None"),
            ("basic", "Basic"),
            ("intermediate", "Intermediate"),
            ("advanced", "Advanced"),
        ],
        "english.level",
        "Level of English",
        "How well the child copes with lessons in English.",
        C,
    )
    .if_no("english.first"),
    yes_no("refugee.is", "Refugee or asylum seeker family?", "Only as the family has told you.", C)
        .schools_only(),
    yes_no(
        "attendance.issues",
        "Attendance under 90%?",
        "Look at this school year and the one before.",
        C,
    ),
    long(
        "attendance.details",
        "Attendance issues",
        "What is behind it, and what has been tried.",
        C,
    )
    .if_yes("attendance.issues"),
    yes_no(
        "attendance.attached",
        "Last three terms attached?",
        "In all cases: yes once the print is with the evidence.",
        C,
    ),
    yes_no(
        "none.past_terms",
        "Fewer than three terms known?",
        "Yes where the child was on no roll in some of them.",
        "Form 2, 1b",
    )
    .optional(),
    yes_no(
        "roll.still",
        "Still on your roll?",
        "A directed pupil stays on the home roll.",
        "Form 2, 1b; P-AT1",
    ),
    choice(
        GROUNDS,
        "roll.ground",
        "Ground for deletion",
        "The letter of the ground in the regulations.",
        C,
    )
    .if_no("roll.still"),
    number(
        (2006, 2099, "year"),
        "roll.regulations",
        "Year of the regulations",
        "2024, or 2006 for an older deletion.",
        "statute",
    )
    .if_no("roll.still"),
    happened(
        "roll.left_on",
        "Removed or last attended",
        "If still on roll, the last day the child attended.",
        C,
    ),
];

/// Attendance before the direction, by whole sessions: a review compares it with the direction's.
pub(super) const TABLES: &[Table] = &[rows(
    "past_terms",
    "Attendance, last three terms",
    "term",
    "past_terms.name",
    "Form 2, 1b; P-RV1",
    &[
        line("past_terms.name", "Term", "As your school calls it: Summer 2026.", C),
        number(
            (0, 400, "sessions"),
            "past_terms.possible",
            "Possible sessions",
            "Two a school day, less those not counted.",
            C,
        )
        .headed(&["possible"]),
        number(
            (0, 400, "sessions"),
            "past_terms.attended",
            "Sessions attended",
            "Present, late, or at an approved activity.",
            C,
        )
        .headed(&["attended"]),
        number(
            (0, 400, "sessions"),
            "past_terms.authorised",
            "Authorised absences",
            "In sessions, from the register print.",
            C,
        )
        .optional(),
        number(
            (0, 400, "sessions"),
            "past_terms.unauthorised",
            "Unauthorised absences",
            "In sessions, from the register print.",
            C,
        )
        .optional(),
    ],
)
.wants(RowsWanted::Unless(3, "none.past_terms"))];

pub(super) const SECTION: Section = Section {
    label: "1b Additional information",
    parts: &[
        f("safeguarding.concerns"),
        f("safeguarding.details"),
        f("plan.early_help"),
        f("plan.cin"),
        f("plan.cp"),
        f("cla.is"),
        f("cla.authority"),
        f("plan.social_worker"),
        f("cla.social_worker"),
        f("cla.virtual_school"),
        f("premium.is"),
        f("premium.type"),
        f("pr.issues"),
        f("pr.details"),
        f("english.first"),
        f("english.level"),
        f("refugee.is"),
        f("attendance.issues"),
        f("attendance.details"),
        f("attendance.attached"),
        t("past_terms"),
        f("none.past_terms"),
        f("roll.still"),
        f("roll.ground"),
        f("roll.regulations"),
        f("roll.left_on"),
    ],
};
