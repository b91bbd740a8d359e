//! Form 2: the pupil passport.

use Part::{Across, Heading, Note, Questions, Rows, Table};
use Room::{Boxes, Lines, YesNo};
use Source::{Answers, Contacts, Signed};

use crate::documents::papers::forms::layouts::{Part, Room, Source};
use crate::domain::forms::{field, table};

const ATTACHED: &str = "Copy attached: ";

pub(super) const PARTS: &[Part] = &[
    Note("For the home school to complete before the initial meeting."),
    Heading("Section 1a: Child details"),
    Rows(&[
        (
            "Full name",
            Lines(1),
            Answers(&[("", field::CHILD_FULL_NAME.id), (", known as ", field::CHILD_KNOWN_AS.id)]),
        ),
        ("UPN", Lines(1), Answers(&[("", field::CHILD_UPN.id)])),
        (
            "Gender",
            Boxes(&["Male", "Female", "Non-binary"]),
            Answers(&[("", field::CHILD_GENDER.id)]),
        ),
        ("Date of birth", Lines(1), Answers(&[("", field::CHILD_DOB.id)])),
        ("Current year group", Lines(1), Answers(&[("", field::CHILD_YEAR_GROUP.id)])),
        ("Parents or carers: names and contact details", Lines(4), Contacts),
        ("Current home address", Lines(2), Answers(&[("", field::CHILD_ADDRESS.id)])),
        ("Moving address, if any", Lines(2), Answers(&[("", field::CHILD_NEW_ADDRESS.id)])),
        ("Date effective from", Lines(1), Answers(&[("", field::CHILD_MOVING_ON.id)])),
    ]),
    Heading("Section 1b: Additional information"),
    Rows(&[
        ("Early Help assessment and plan", YesNo, Answers(&[("", field::PLAN_EARLY_HELP.id)])),
        ("Child in Need plan", YesNo, Answers(&[("", field::PLAN_CIN.id)])),
        ("Child Protection plan", YesNo, Answers(&[("", field::PLAN_CP.id)])),
        ("Child Looked After", YesNo, Answers(&[("", field::CLA_IS.id)])),
        ("If yes: which local authority", Lines(1), Answers(&[("", field::CLA_AUTHORITY.id)])),
        (
            "Social worker: name and contact details",
            Lines(1),
            Answers(&[("", field::CLA_SOCIAL_WORKER.id)]),
        ),
        (
            "Virtual school contact: name and details",
            Lines(1),
            Answers(&[("", field::CLA_VIRTUAL_SCHOOL.id)]),
        ),
        ("Pupil Premium", YesNo, Answers(&[("", field::PREMIUM_IS.id)])),
        ("If yes: which type", Lines(1), Answers(&[("", field::PREMIUM_TYPE.id)])),
        ("Issues about parental responsibility", YesNo, Answers(&[("", field::PR_ISSUES.id)])),
        ("If yes: details", Lines(2), Answers(&[("", field::PR_DETAILS.id)])),
        (
            "If English is not the first language: level of English",
            Boxes(&["None", "Basic", "Intermediate", "Advanced"]),
            Answers(&[("", field::ENGLISH_LEVEL.id)]),
        ),
        ("Refugee or asylum seeker family", YesNo, Answers(&[("", field::REFUGEE_IS.id)])),
        (
            "Safeguarding concerns (share them before the direction starts)",
            YesNo,
            Answers(&[("", field::SAFEGUARDING_CONCERNS.id), ("", field::SAFEGUARDING_DETAILS.id)]),
        ),
        (
            "Attendance below 90% (attach the last three terms in all cases)",
            YesNo,
            Answers(&[
                ("", field::ATTENDANCE_ISSUES.id),
                ("Three terms attached: ", field::ATTENDANCE_ATTACHED.id),
            ]),
        ),
        ("If yes: details", Lines(2), Answers(&[("", field::ATTENDANCE_DETAILS.id)])),
        ("Still on the roll of your school", YesNo, Answers(&[("", field::ROLL_STILL.id)])),
        (
            "If no: which ground for deletion (SI 2024/208, regulation 9)",
            Lines(1),
            Answers(&[
                ("", field::ROLL_GROUND.id),
                (", in the regulations of ", field::ROLL_REGULATIONS.id),
            ]),
        ),
        (
            "Date removed from roll, or date of last attendance if still on roll",
            Lines(1),
            Answers(&[("", field::ROLL_LEFT_ON.id)]),
        ),
    ]),
    Heading("Special educational needs and disabilities"),
    Rows(&[
        ("EHCP", YesNo, Answers(&[("", field::SEND_EHCP.id)])),
        ("EHC needs assessment under way", YesNo, Answers(&[("", field::SEND_ASSESSMENT.id)])),
        (
            "If yes: details. If no: why not yet",
            Lines(2),
            Answers(&[
                ("", field::SEND_ASSESSMENT_DETAILS.id),
                ("", field::SEND_ASSESSMENT_WHY_NOT.id),
            ]),
        ),
        (
            "Disabilities, diagnoses or medical conditions, or under investigation",
            YesNo,
            Answers(&[("", field::SEND_DISABILITY.id)]),
        ),
        ("If yes: details", Lines(2), Answers(&[("", field::SEND_DISABILITY_DETAILS.id)])),
        (
            "Individual Health Care Plan (attach a copy)",
            YesNo,
            Answers(&[("", field::SEND_IHCP.id), (ATTACHED, field::SEND_IHCP_ATTACHED.id)]),
        ),
        ("SEND support", YesNo, Answers(&[("", field::SEND_SUPPORT.id)])),
        (
            "If yes: details. If no: why not",
            Lines(2),
            Answers(&[("", field::SEND_SUPPORT_DETAILS.id), ("", field::SEND_SUPPORT_WHY_NOT.id)]),
        ),
        (
            "Individual Education Plan (attach a copy)",
            YesNo,
            Answers(&[("", field::SEND_IEP.id), (ATTACHED, field::SEND_IEP_ATTACHED.id)]),
        ),
        (
            "Child Looked After: latest Personal Education Plan attached",
            YesNo,
            Answers(&[("", field::SEND_PEP_ATTACHED.id)]),
        ),
        (
            "Pastoral Support Plan (attach a copy)",
            YesNo,
            Answers(&[("", field::SEND_PSP.id), (ATTACHED, field::SEND_PSP_ATTACHED.id)]),
        ),
    ]),
    Heading("School interventions"),
    Table(
        table::INTERVENTIONS,
        &[
            (
                "Intervention",
                &[("", field::INTERVENTIONS_NAME.id), ("\n", field::INTERVENTIONS_EFFECT.id)],
            ),
            ("Start date", &[("", field::INTERVENTIONS_START.id)]),
            ("End date", &[("", field::INTERVENTIONS_END.id)]),
        ],
        2,
    ),
    Heading("Exclusions"),
    Table(
        table::EXCLUSIONS,
        &[
            ("Date", &[("", field::EXCLUSIONS_DATE.id)]),
            ("Reason for exclusion", &[("", field::EXCLUSIONS_REASON.id)]),
        ],
        2,
    ),
    Heading("Suspensions"),
    Table(
        table::SUSPENSIONS,
        &[
            ("Start date", &[("", field::SUSPENSIONS_START.id)]),
            (
                "Number of days",
                &[
                    ("", field::SUSPENSIONS_DAYS.id),
                    ("\nHalf a day more: ", field::SUSPENSIONS_HALF.id),
                ],
            ),
            ("Reason for suspension", &[("", field::SUSPENSIONS_REASON.id)]),
        ],
        4,
    ),
    Heading("Other agency involvement"),
    Questions(
        &["Agency", "Yes or no", "Details (attach documents)"],
        &[
            (
                "Education Investigation / CME",
                field::AGENCY_CME.id,
                &[("", field::AGENCY_CME_DETAILS.id), (ATTACHED, field::AGENCY_CME_ATTACHED.id)],
            ),
            (
                "Educational Psychologist",
                field::AGENCY_EP.id,
                &[("", field::AGENCY_EP_DETAILS.id), (ATTACHED, field::AGENCY_EP_ATTACHED.id)],
            ),
            (
                "YOS",
                field::AGENCY_YOS.id,
                &[("", field::AGENCY_YOS_DETAILS.id), (ATTACHED, field::AGENCY_YOS_ATTACHED.id)],
            ),
            (
                "CAMHS",
                field::AGENCY_CAMHS.id,
                &[
                    ("", field::AGENCY_CAMHS_DETAILS.id),
                    (ATTACHED, field::AGENCY_CAMHS_ATTACHED.id),
                ],
            ),
            (
                "Early Help Assessment",
                field::AGENCY_EHA.id,
                &[("", field::AGENCY_EHA_DETAILS.id), (ATTACHED, field::AGENCY_EHA_ATTACHED.id)],
            ),
            (
                "Other agency",
                field::AGENCY_OTHER.id,
                &[
                    ("", field::AGENCY_OTHER_DETAILS.id),
                    (ATTACHED, field::AGENCY_OTHER_ATTACHED.id),
                ],
            ),
        ],
    ),
    Heading("Section 1c: Academic information"),
    Note("Complete, or attach a copy of data or narrative."),
    Across(&[
        ("English", &[("", field::ACADEMIC_ENGLISH.id)]),
        ("Maths", &[("", field::ACADEMIC_MATHS.id)]),
        ("Science", &[("", field::ACADEMIC_SCIENCE.id)]),
        ("Term taken", &[("", field::ACADEMIC_TERM.id)]),
    ]),
    Note("Key Stage 4 only (Year 9 where it applies, Years 10 and 11): current options."),
    Table(
        table::SUBJECTS,
        &[
            ("Subject", &[("", field::SUBJECTS_SUBJECT.id)]),
            ("Course details", &[("", field::SUBJECTS_COURSE.id)]),
            ("Exam board", &[("", field::SUBJECTS_BOARD.id)]),
        ],
        7,
    ),
    Heading("Section 1d: School history"),
    Rows(&[
        ("Current school", Lines(1), Answers(&[("", field::SCHOOL_HOME.id)])),
        ("Date of admission", Lines(1), Answers(&[("", field::HISTORY_ADMITTED.id)])),
        ("Electively home educated", YesNo, Answers(&[("", field::HISTORY_EHE.id)])),
        ("If yes: date commenced", Lines(1), Answers(&[("", field::HISTORY_EHE_FROM.id)])),
    ]),
    Note("Other schools in the last five years"),
    Table(
        table::SCHOOLS_ATTENDED,
        &[
            ("School", &[("", field::SCHOOLS_ATTENDED_NAME.id)]),
            ("Date admitted", &[("", field::SCHOOLS_ATTENDED_ADMITTED.id)]),
            ("Date of leaving", &[("", field::SCHOOLS_ATTENDED_LEFT.id)]),
        ],
        3,
    ),
    Rows(&[
        ("Earlier off-site direction", YesNo, Answers(&[("", field::HISTORY_OSD.id)])),
        ("Name of home school", Lines(1), Answers(&[("", field::HISTORY_OSD_HOME.id)])),
        ("Name of destination school", Lines(1), Answers(&[("", field::HISTORY_OSD_HOST.id)])),
        ("Was it successful", YesNo, Answers(&[("", field::HISTORY_OSD_SUCCESS.id)])),
        ("If no: reasons", Lines(2), Answers(&[("", field::HISTORY_OSD_REASONS.id)])),
    ]),
    Heading("Section 1e: Formulation"),
    Rows(&[(
        "What may lie behind the behaviour, attendance and other issues",
        Lines(9),
        Answers(&[("", field::FORMULATION_TEXT.id)]),
    )]),
    Heading("Section 2: Person completing the passport"),
    Rows(&[
        ("Name", Lines(1), Answers(&[("", field::PASSPORT_COMPLETED_BY.id)])),
        ("Position", Lines(1), Answers(&[("", field::PASSPORT_POSITION.id)])),
        ("Contact details", Lines(1), Answers(&[("", field::PASSPORT_CONTACT.id)])),
        ("Signed", Lines(2), Signed(field::PASSPORT_SIGNED.id)),
        ("Date", Lines(1), Answers(&[("", field::PASSPORT_DATE.id)])),
    ]),
];
