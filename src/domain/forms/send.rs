//! Form 2, section 1b: special educational needs, disability and health.

use crate::domain::forms::build::{f, long, yes_no};
use crate::domain::forms::schema::{Field, Section};

const C: &str = "Form 2, 1b SEND";

pub(super) const FIELDS: &[Field] = &[
    yes_no(
        "send.ehcp",
        "EHCP?",
        "If yes, ask the LA SEND Team before anything else.",
        "Form 2, 1b SEND; P-CR6",
    )
    .headed(&["ehcp", "ehc plan", "has ehcp"]),
    yes_no(
        "send.assessment",
        "EHC needs assessment under way?",
        "Yes from the request until the decision.",
        C,
    ),
    long(
        "send.assessment_details",
        "How far the assessment is",
        "When it was asked for, and what is awaited.",
        C,
    )
    .if_yes("send.assessment"),
    long(
        "send.assessment_why_not",
        "Why no assessment",
        "Why it has not been asked for so far.",
        C,
    )
    .if_all_no(&["send.assessment", "send.ehcp"]),
    yes_no(
        "send.disability",
        "Disability, diagnosis or condition?",
        "Include health conditions that need care in school.",
        "Form 2, 1b SEND; P-BG5",
    ),
    long(
        "send.disability_details",
        "Disabilities, diagnoses, conditions",
        "What it is, and what the host must do about it.",
        C,
    )
    .if_yes("send.disability"),
    yes_no("send.ihcp", "Individual Health Care Plan?", "Yes where there is one now.", C),
    yes_no(
        "send.ihcp_attached",
        "Health care plan attached?",
        "Yes once the plan is with the evidence.",
        C,
    )
    .if_yes("send.ihcp"),
    yes_no("send.support", "SEND support?", "Yes where the child is on your SEND register.", C)
        .headed(&["sen support", "send support"]),
    long("send.support_details", "What support", "What is given, how often and by whom.", C)
        .if_yes("send.support"),
    long(
        "send.support_why_not",
        "Why no SEND support",
        "What was looked at, and why it was not needed.",
        C,
    )
    .if_no("send.support"),
    yes_no("send.iep", "Individual Education Plan?", "Yes where there is one now.", C),
    yes_no(
        "send.iep_attached",
        "Education plan attached?",
        "Yes once the plan is with the evidence.",
        C,
    )
    .if_yes("send.iep"),
    yes_no(
        "send.pep_attached",
        "Latest PEP attached?",
        "The personal education plan of a child looked after.",
        C,
    )
    .if_yes("cla.is"),
    yes_no("send.psp", "Pastoral Support Plan?", "Yes where there is one now.", C),
    yes_no(
        "send.psp_attached",
        "Pastoral plan attached?",
        "Yes once the plan is with the evidence.",
        C,
    )
    .if_yes("send.psp"),
    long(
        "send.adjustments",
        "Adjustments while off-site",
        "What the host changes so that the child is not put behind.",
        "P-IN2",
    )
    .optional(),
];

pub(super) const SECTION: Section = Section {
    label: "1b SEND",
    parts: &[
        f("send.ehcp"),
        f("send.assessment"),
        f("send.assessment_details"),
        f("send.assessment_why_not"),
        f("send.disability"),
        f("send.disability_details"),
        f("send.ihcp"),
        f("send.ihcp_attached"),
        f("send.support"),
        f("send.support_details"),
        f("send.support_why_not"),
        f("send.iep"),
        f("send.iep_attached"),
        f("send.pep_attached"),
        f("send.psp"),
        f("send.psp_attached"),
        f("send.adjustments"),
    ],
};
