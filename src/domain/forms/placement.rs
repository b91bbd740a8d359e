//! The direction itself: route, schools, criteria, times and commitments. Parts of it appear in the
//! passport, the notification, the meeting and the letter.

use crate::domain::forms::build::{
    choice, date, f, line, long, number, of, planned, rows, school, t, time, yes_no,
};
use crate::domain::forms::schema::{Field, FieldKind, Section, Table};

const OBJECTIVES: &str = "P-LE6";

/// How a pupil stands on a school's roll, by the words of the school census.
const ROLLS: &[(&str, &str)] = &[
    ("main", "Main, dual registered"),
    ("subsidiary", "Subsidiary, dual registered"),
    ("single", "Single registration"),
];

pub(super) const FIELDS: &[Field] = &[
    choice(
        &[("direction", "Off-site direction"), ("managed_move", "Direct managed move")],
        "case.route",
        "Route",
        "A direction is for a time; a managed move is for good.",
        "P-MM2",
    ),
    school(
        "school.home",
        "Home school",
        "The school that keeps the child on its main roll.",
        "Form 1; P-AT1",
    ),
    choice(
        &[
            ("maintained", "Maintained"),
            ("academy", "Academy"),
            ("pru", "Pupil referral unit"),
            ("special", "Special school"),
        ],
        "school.home_kind",
        "Kind of home school",
        "It decides who is named as the deciding body.",
        "P-BG6",
    ),
    school(
        "school.host",
        "Host school",
        "The school or provision the child goes to.",
        "P-BG6; P-LE1",
    ),
    choice(
        &[
            ("school", "Mainstream school"),
            ("pru", "Pupil referral unit"),
            ("ap_school", "Alternative provision, a school"),
            ("ap_other", "Alternative provision, not a school"),
        ],
        "school.host_kind",
        "Kind of host",
        "It decides which checks and which register apply.",
        "P-BG6",
    ),
    choice(
        ROLLS,
        "school.home_roll",
        "Enrolment at the home school",
        "The home school stays the main one.",
        "P-AT1",
    )
    .optional(),
    choice(
        ROLLS,
        "school.host_roll",
        "Enrolment at the host",
        "Subsidiary, where the host is a school.",
        "P-AT2",
    )
    .optional(),
    long(
        "host.address",
        "Address to go to",
        "Where the register of schools lacks it, or it is another site.",
        "P-LE1; statute",
    )
    .optional(),
    yes_no(
        "host.registered",
        "Host registered with Ofsted?",
        "Look it up on the day you write the letter.",
        "P-LE1",
    ),
    yes_no(
        "host.approved",
        "Host in the LA's directory?",
        "The list of provision that the LA approves.",
        "P-LE1",
    ),
    yes_no(
        "host.checks",
        "Safeguarding checks made?",
        "Yes once you have seen the host's checks yourself.",
        "P-LE1",
    )
    .safeguarding(),
    date(
        "host.checks_on",
        "Checks confirmed on",
        "The day of the host's written confirmation.",
        "P-LE1; KCSIE",
    )
    .optional()
    .schools_only(),
    line(
        "host.checks_by",
        "Checks confirmed by",
        "Who confirmed them in writing, with the post.",
        "P-LE1; KCSIE",
    )
    .optional()
    .schools_only(),
    long(
        "host.sites",
        "Address of every site",
        "Each place the provision uses, subcontractors too.",
        "KCSIE",
    )
    .optional()
    .schools_only(),
    long(
        "direction.purpose",
        "Purpose",
        "Which behaviour is to improve, and how this helps.",
        "P-BG2",
    ),
    yes_no(
        "direction.not_sanction",
        "Confirmed: not a sanction?",
        "It may not punish what has already happened.",
        "P-BG2",
    ),
    long(
        "direction.different",
        "What the host does differently",
        "What it offers that your school cannot.",
        "P-CX2",
    ),
    planned(
        "direction.start",
        "Start",
        "The first day on which the child goes to the host.",
        "P-BG4; P-LE1",
    ),
    planned(
        "direction.end",
        "Proposed last day",
        "The latest day as proposed now.",
        "P-BG4; P-LE3",
    )
    .if_choice("case.route", "direction"),
    number(
        (1, 400, "days"),
        "direction.days",
        "Number of days",
        "School days from the first to the last.",
        "statute; P-LE3",
    )
    .if_choice("case.route", "direction"),
    yes_no(
        "criterion.disruption",
        "Persistent disruption?",
        "Yes where it goes on despite support.",
        "P-CR1",
    ),
    yes_no(
        "criterion.suspensions",
        "Suspensions pointing to exclusion?",
        "Yes where they may end in permanent exclusion.",
        "P-CR2",
    ),
    yes_no(
        "criterion.exhausted",
        "Graduated response exhausted?",
        "Yes where each step has been tried and reviewed.",
        "P-CR3; P-CX1",
    ),
    yes_no(
        "criterion.different",
        "Host different enough?",
        "Yes where it can do what your school cannot.",
        "P-CR4",
    ),
    yes_no(
        "criterion.ehe",
        "Back from home education?",
        "To the former roll by a Fair Access Panel.",
        "P-CR5",
    ),
    date("fap.on", "Fair Access Panel on", "The day on which the panel decided.", "P-CR5")
        .if_yes("criterion.ehe")
        .schools_only(),
    line("fap.decision", "Decision of the panel", "In a few words, with its reference.", "P-CR5")
        .if_yes("criterion.ehe")
        .schools_only(),
    date(
        "fap.roll_on",
        "Back on the former roll from",
        "The day on which the child was put back on it.",
        "P-CR5",
    )
    .if_yes("criterion.ehe")
    .schools_only(),
    long(
        "move.evidence",
        "Earlier work before the move",
        "What was tried, and what it showed.",
        "P-MM2",
    )
    .if_choice("case.route", "managed_move"),
    long(
        "move.agencies",
        "Agencies or assessment before the move",
        "Where others were involved or a plan was sought.",
        "P-MM2",
    )
    .optional(),
    yes_no(
        "move.multi_agency",
        "Were other agencies involved?",
        "No is an answer too, where none was relevant.",
        "P-MM2",
    )
    .if_choice("case.route", "managed_move"),
    choice(
        &[("done", "Done"), ("explored", "Explored"), ("not_relevant", "Not relevant")],
        "move.assessment",
        "Statutory assessment",
        "Whether one was done, or explored, before the move.",
        "P-MM2",
    )
    .if_choice("case.route", "managed_move"),
    long(
        "move.transition",
        "Supported transition",
        "How the child is helped over: visits, people, first weeks.",
        "P-MM2",
    )
    .if_choice("case.route", "managed_move"),
    yes_no("settled.uniform", "Uniform settled?", "Which uniform, and who pays for it.", "P-PR5"),
    yes_no(
        "settled.transport",
        "Transport settled?",
        "How the child travels from the first day.",
        "P-PR5; P-TR1",
    ),
    yes_no(
        "settled.funding",
        "Funding talked about?",
        "Best done with the host before the start.",
        "P-FU2",
    ),
    yes_no(
        "settled.policy",
        "In your behaviour policy?",
        "Yes where the policy describes off-site direction.",
        "P-BG7",
    )
    .home_only(),
    line("transport.how", "How the child travels", "Bus, taxi, on foot or with a parent.", "P-TR1")
        .optional(),
    choice(
        &[
            ("parent", "Parent"),
            ("home", "Home school"),
            ("none", "No cost"),
            ("both", "Parent and home school"),
        ],
        "transport.paid_by",
        "Who pays for transport",
        "The parent or the home school.",
        "P-TR1",
    )
    .if_yes("settled.transport"),
    long(
        "funding.terms",
        "Funding terms",
        "What follows the child on a move, and from which day.",
        "P-FU1",
    )
    .optional()
    .schools_only(),
    of(
        FieldKind::Money,
        "funding.amount",
        "Amount agreed",
        "The sum that the schools agreed on.",
        "P-FU1",
    )
    .optional()
    .schools_only(),
    of(
        FieldKind::Money,
        "funding.awpu",
        "AWPU for a year",
        "The pupil's age-weighted unit for the financial year.",
        "P-FU1",
    )
    .optional()
    .schools_only(),
    of(
        FieldKind::Money,
        "funding.top_up",
        "SEN or EHCP amount for a year",
        "What is paid besides, by the formula in force.",
        "P-FU1",
    )
    .optional()
    .schools_only(),
    date(
        "funding.from",
        "Funding counts from",
        "The move, or the direction's start if it is backdated.",
        "P-FU1",
    )
    .optional()
    .schools_only(),
    long(
        "direction.one_open",
        "When only one school is open",
        "Where the child is on a day when the other is closed.",
        "practice; P-LE4",
    )
    .optional(),
    choice(
        &[("full", "Full-time at the host"), ("split", "Split between the schools")],
        "session.split",
        "Full-time or split",
        "For a split, fill in the timetable as well.",
        "P-LE2; P-LE4",
    ),
    choice(
        &[("two", "Two sessions"), ("one", "One session")],
        "session.per_day",
        "Sessions a day at the host",
        "Morning and afternoon, or one of them.",
        "P-LE1",
    ),
    time("session.start", "Start", "When the child must be there.", "P-LE1"),
    time(
        "session.break_start",
        "Break starts",
        "The break between the two sessions.",
        "P-LE1; statute",
    )
    .if_choice("session.per_day", "two"),
    time("session.break_end", "Break ends", "When the second session starts.", "P-LE1; statute")
        .if_choice("session.per_day", "two"),
    time("session.finish", "Finish", "When the child may go.", "P-LE1"),
    line("report.name", "Report to", "The person who meets the child on the first day.", "P-LE2"),
    line("report.role", "Their role", "The post they hold at the host.", "P-LE2"),
    line("report.where", "Where", "The door or office to go to.", "P-LE2"),
    time("report.time", "At", "The time on the first day.", "P-LE2"),
    long(
        "objectives.text",
        "Objectives",
        "What should be better by the end, so that it can be seen.",
        "P-LE6; statute",
    ),
    long(
        "objectives.support",
        "Support and induction",
        "Who looks after the child, and how they settle in.",
        OBJECTIVES,
    ),
    long(
        "objectives.academic",
        "Academic needs",
        "Above all English, maths and science, with IT.",
        OBJECTIVES,
    ),
    long(
        "objectives.personal",
        "Personal and social needs",
        "What the child needs besides lessons.",
        OBJECTIVES,
    ),
    long(
        "objectives.engagement",
        "Motivation and attendance",
        "What keeps the child coming and taking part.",
        OBJECTIVES,
    ),
    long(
        "objectives.reintegration",
        "Way back",
        "How the child returns to the home school.",
        OBJECTIVES,
    ),
    long(
        "objectives.monitoring",
        "How progress is watched",
        "What is measured, how often and by whom.",
        OBJECTIVES,
    ),
    choice(
        &[("weekly", "Every week"), ("fortnightly", "Every fortnight"), ("monthly", "Every month")],
        "promise.how_often",
        "Word to the family",
        "How often the parents hear from the schools.",
        "P-LE7",
    ),
    choice(
        &[("call", "Telephone call"), ("email", "Email"), ("report", "Written report")],
        "promise.mode",
        "In which way",
        "The way the family likes best.",
        "P-LE7",
    ),
    line(
        "promise.contact",
        "Named contact",
        "Whom the parents may ring, with the number.",
        "P-LE7",
    ),
];

const PLACES: &[(&str, &str)] = &[("home", "Home"), ("host", "Host"), ("none", "Not in school")];
const SESSION: &str = "Where the child is expected.";

pub(super) const TABLES: &[Table] = &[rows(
    "timetable",
    "Timetable",
    "timetable",
    "timetable.from",
    "P-LE4; P-IN1",
    &[
        date(
            "timetable.from",
            "Holds from",
            "It holds until the day on which the next one starts.",
            "P-LE4",
        ),
        choice(PLACES, "timetable.mon_am", "Monday morning", SESSION, "P-LE4"),
        choice(PLACES, "timetable.mon_pm", "Monday afternoon", SESSION, "P-LE4"),
        choice(PLACES, "timetable.tue_am", "Tuesday morning", SESSION, "P-LE4"),
        choice(PLACES, "timetable.tue_pm", "Tuesday afternoon", SESSION, "P-LE4"),
        choice(PLACES, "timetable.wed_am", "Wednesday morning", SESSION, "P-LE4"),
        choice(PLACES, "timetable.wed_pm", "Wednesday afternoon", SESSION, "P-LE4"),
        choice(PLACES, "timetable.thu_am", "Thursday morning", SESSION, "P-LE4"),
        choice(PLACES, "timetable.thu_pm", "Thursday afternoon", SESSION, "P-LE4"),
        choice(PLACES, "timetable.fri_am", "Friday morning", SESSION, "P-LE4"),
        choice(PLACES, "timetable.fri_pm", "Friday afternoon", SESSION, "P-LE4"),
    ],
)];

/// Why there is to be a direction or a move.
pub(super) const CRITERIA: Section = Section {
    label: "Purpose and criteria",
    parts: &[
        f("case.route"),
        f("direction.purpose"),
        f("direction.not_sanction"),
        f("direction.different"),
        f("criterion.disruption"),
        f("criterion.suspensions"),
        f("criterion.exhausted"),
        f("criterion.different"),
        f("criterion.ehe"),
        f("fap.on"),
        f("fap.decision"),
        f("fap.roll_on"),
        f("move.evidence"),
        f("move.multi_agency"),
        f("move.agencies"),
        f("move.assessment"),
        f("move.transition"),
    ],
};

/// Both schools, and what was looked up about the host.
pub(super) const SCHOOLS: Section = Section {
    label: "Schools",
    parts: &[
        f("school.home"),
        f("school.home_kind"),
        f("school.host"),
        f("school.host_kind"),
        f("host.address"),
        f("school.home_roll"),
        f("school.host_roll"),
        f("host.registered"),
        f("host.approved"),
        f("host.checks"),
        f("host.checks_on"),
        f("host.checks_by"),
        f("host.sites"),
    ],
};

/// What is settled before the formal meeting (P-PR5).
pub(super) const SETTLED: Section = Section {
    label: "Settled beforehand",
    parts: &[
        f("settled.policy"),
        f("settled.uniform"),
        f("settled.transport"),
        f("transport.how"),
        f("transport.paid_by"),
        f("settled.funding"),
        f("funding.terms"),
        f("funding.amount"),
        f("funding.awpu"),
        f("funding.top_up"),
        f("funding.from"),
    ],
};

/// How long, which days and which hours.
pub(super) const TIMES: Section = Section {
    label: "Period and sessions",
    parts: &[
        f("direction.start"),
        f("direction.end"),
        f("direction.days"),
        f("direction.one_open"),
        f("session.split"),
        f("session.per_day"),
        f("session.start"),
        f("session.break_start"),
        f("session.break_end"),
        f("session.finish"),
        t("timetable"),
    ],
};

/// The first day at the host.
pub(super) const FIRST_DAY: Section = Section {
    label: "First day",
    parts: &[f("report.name"), f("report.role"), f("report.where"), f("report.time")],
};

/// What the direction is to reach.
pub(super) const AIMS: Section = Section {
    label: "Reasons and objectives",
    parts: &[
        f("initial.reasons"),
        f("objectives.text"),
        f("objectives.support"),
        f("objectives.academic"),
        f("objectives.personal"),
        f("objectives.engagement"),
        f("objectives.reintegration"),
        f("objectives.monitoring"),
    ],
};

/// What the family is promised.
pub(super) const PROMISE: Section = Section {
    label: "Keeping in touch",
    parts: &[f("promise.how_often"), f("promise.mode"), f("promise.contact")],
};
