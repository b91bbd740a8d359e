//! What a column of a management system's file is, by its heading.

use crate::documents::sheets::column::SheetColumn;
use crate::documents::sheets::pupils::PupilsContext;
use crate::domain::forms;
use crate::domain::forms::headings::HeadedField;
use crate::domain::forms::schema::{FieldKind, SectionPart};
use crate::domain::forms::{field, headings, table};
use crate::domain::sheet::{RowKind, SheetAsk};

/// What a column is.
#[derive(Debug, Clone, Copy)]
pub(super) enum PupilColumn {
    /// The UPN, by which the case is found.
    Upn,
    /// The answer to a field; of a table, in the row of this number.
    Field(HeadedField, u32),
    /// A part of a name: 0 title, 1 forename, 2 surname.
    NamePart(usize),
    /// A part of a name that may be the pupil's or the adult's.
    BareName(usize),
    /// A part of an address.
    AddressPart,
    /// The census letter of special needs, or its words.
    SpecialNeeds,
    /// English is an additional language.
    Additional,
    /// The first language by name.
    Language,
    /// The length of a suspension in sessions.
    Sessions,
    /// Suspension or permanent exclusion.
    Sort,
    /// Left out, and why.
    LeftOut(&'static str),
}

const ANSWERED: &str = "is left out, as was answered.";
const UNKNOWN: &str = "is not known, and is left out.";
const NO_ANSWER: &str = "is left out: it is no answer of the passport.";
const OF_THE_PUPIL: &str = "is left out: it is of the pupil. Import the file with --rows pupils.";
const SCHOOL: &str = "is left out: a file does not change the schools of a case.";
/// Why a bare name is not used.
pub(super) const WHOSE: &str =
    "is left out: it may name the pupil or the adult. Call the column \"Contact name\".";

/// The columns that are a part of an answer or another form of one, in files of every kind.
const PARTS: &[(PupilColumn, &[&str])] = &[
    (
        PupilColumn::Additional,
        &[
            "eal",
            "english as additional language",
            "english as an additional language",
            "english additional language",
        ],
    ),
    (
        PupilColumn::Language,
        &["first language", "home language", "mother tongue", "native language"],
    ),
    (
        PupilColumn::AddressPart,
        &[
            "house number",
            "house name",
            "apartment",
            "street",
            "address line 1",
            "address line 2",
            "address line 3",
            "address 1",
            "address 2",
            "address 3",
            "district",
            "locality",
            "town",
            "town city",
            "city",
            "county",
            "postcode",
            "post code",
            "home postcode",
        ],
    ),
];

const OF_CONTACTS: &[(PupilColumn, &[&str])] = &[
    (PupilColumn::NamePart(0), &["contact title", "parent title"]),
    (
        PupilColumn::NamePart(1),
        &[
            "contact forename",
            "contact first name",
            "parent forename",
            "parent first name",
            "guardian first name",
        ],
    ),
    (
        PupilColumn::NamePart(2),
        &[
            "contact surname",
            "contact last name",
            "parent surname",
            "parent last name",
            "guardian last name",
        ],
    ),
    (PupilColumn::BareName(0), &["title"]),
    (PupilColumn::BareName(1), &["forename", "first name", "given name"]),
    (PupilColumn::BareName(2), &["surname", "last name", "family name", "name"]),
];

const OF_PUPILS: &[(PupilColumn, &[&str])] = &[
    (PupilColumn::NamePart(1), &["legal first name"]),
    (PupilColumn::NamePart(2), &["legal last name", "legal family name"]),
];

const OF_SUSPENSIONS: &[(PupilColumn, &[&str])] = &[
    (
        PupilColumn::Sessions,
        &[
            "sessions",
            "number of sessions",
            "sessions suspended",
            "total sessions",
            "no of sessions",
        ],
    ),
    (
        PupilColumn::Sort,
        &["type", "exclusion type", "suspension type", "category", "exclusion category"],
    ),
];

/// Further headings of fields, where the kind of row says what they mean.
const NAMES: &[(RowKind, &str, &[&str])] = &[
    (
        RowKind::Contacts,
        field::CONTACTS_PHONE.id,
        &[
            "home telephone",
            "home phone",
            "mobile number",
            "mobile phone",
            "work telephone",
            "work phone",
            "main telephone",
            "primary phone",
            "main phone",
            "day telephone",
        ],
    ),
    (
        RowKind::Contacts,
        field::CONTACTS_EMAIL.id,
        &["home email", "primary email", "main email", "work email", "email"],
    ),
    (
        RowKind::Contacts,
        field::CONTACTS_RELATIONSHIP.id,
        &["relationship to pupil", "relationship to student", "relation to pupil"],
    ),
    (
        RowKind::Contacts,
        field::CONTACTS_LIVES_WITH.id,
        &["same address", "lives with student", "lives at same address", "resident with pupil"],
    ),
    (RowKind::Contacts, field::CONTACTS_ADDRESS.id, &["address block", "full address", "address"]),
    (
        RowKind::Suspensions,
        field::SUSPENSIONS_START.id,
        &["start date", "date", "exclusion start date", "suspension start date", "first day"],
    ),
    (
        RowKind::Suspensions,
        field::SUSPENSIONS_DAYS.id,
        &["days", "length", "length days", "total days", "no of days"],
    ),
    (
        RowKind::Suspensions,
        field::SUSPENSIONS_REASON.id,
        &["exclusion reason", "reason description", "primary reason"],
    ),
    (RowKind::Attendance, field::PAST_TERMS_NAME.id, &["period", "attendance period"]),
    (
        RowKind::Attendance,
        field::PAST_TERMS_POSSIBLE.id,
        &["possible attendances", "possible marks", "sessions possible"],
    ),
    (
        RowKind::Attendance,
        field::PAST_TERMS_ATTENDED.id,
        &["attendances", "present", "present marks", "attendances made", "present sessions"],
    ),
    (
        RowKind::Attendance,
        field::PAST_TERMS_AUTHORISED.id,
        &["authorised", "authorised absence", "authorised sessions", "auth abs"],
    ),
    (
        RowKind::Attendance,
        field::PAST_TERMS_UNAUTHORISED.id,
        &["unauthorised", "unauthorised absence", "unauthorised sessions", "unauth abs"],
    ),
    (
        RowKind::Pupils,
        field::CHILD_ADDRESS.id,
        &["address block", "full address", "current address"],
    ),
    (
        RowKind::Pupils,
        field::CHILD_YEAR_GROUP.id,
        &["curriculum year", "nc year actual", "national curriculum year"],
    ),
    (RowKind::Pupils, field::CHILD_FULL_NAME.id, &["legal full name"]),
    (RowKind::Pupils, field::CHILD_GENDER.id, &["legal sex"]),
    (RowKind::Pupils, field::CLA_IS.id, &["currently in care", "in lea care", "is looked after"]),
    (
        RowKind::Pupils,
        field::PREMIUM_IS.id,
        &["pupil premium indicator", "pupil premium eligible", "pupil premium recipient"],
    ),
    (RowKind::Pupils, field::SEND_EHCP.id, &["has ehc plan", "education health and care plan"]),
];

impl PupilColumn {
    /// Returns what a heading is: what was answered, else what its words say.
    pub(super) fn of(heading: &str, context: &PupilsContext) -> PupilColumn {
        let kind = context.kind;
        let about = SheetAsk::Column(heading.to_owned());
        // What was answered about a sheet of directions says nothing of a heading that is known
        // here.
        if context.given.get(&about).is_none()
            && let Some(known) = PupilColumn::known(heading, kind)
        {
            return known;
        }
        PupilColumn::of_sheet(SheetColumn::of(heading, context.mapping, kind.table()), kind)
    }

    /// Returns what the words of a heading say in a file of this kind.
    fn known(heading: &str, kind: RowKind) -> Option<PupilColumn> {
        let key = headings::key(heading);
        let has = |all: &[&str]| all.iter().any(|word| headings::key(word) == key);
        let own: &[(PupilColumn, &[&str])] = match kind {
            RowKind::Contacts => OF_CONTACTS,
            RowKind::Suspensions => OF_SUSPENSIONS,
            RowKind::Pupils => OF_PUPILS,
            RowKind::Attendance => &[],
        };
        if let Some((part, _)) = own.iter().chain(PARTS).find(|(_, all)| has(all)) {
            return Some(part.in_file_of(kind));
        }
        let named = NAMES.iter().find(|(of, _, all)| *of == kind && has(all));
        let field = named.and_then(|(_, id, _)| headings::field(id))?;
        Some(PupilColumn::Field(field, 1))
    }

    /// Returns what a column of a sheet of directions is in a file of this kind.
    fn of_sheet(column: SheetColumn, kind: RowKind) -> PupilColumn {
        match column {
            SheetColumn::Field(f, _) if f.field.id == field::CHILD_UPN.id => PupilColumn::Upn,
            SheetColumn::Field(f, number) => field_column(f, number, kind),
            SheetColumn::Forename => PupilColumn::NamePart(1).in_file_of(kind),
            SheetColumn::Surname => PupilColumn::NamePart(2).in_file_of(kind),
            SheetColumn::SpecialNeeds => PupilColumn::SpecialNeeds.in_file_of(kind),
            SheetColumn::LeftOut(why) => PupilColumn::LeftOut(why),
            SheetColumn::Note => PupilColumn::LeftOut(ANSWERED),
            SheetColumn::Unknown => PupilColumn::LeftOut(UNKNOWN),
        }
    }

    /// Leaves out what is of the pupil where a row is something else.
    fn in_file_of(self, kind: RowKind) -> PupilColumn {
        match (self, kind) {
            (_, RowKind::Pupils) | (PupilColumn::Sessions | PupilColumn::Sort, _) => self,
            (
                PupilColumn::AddressPart | PupilColumn::NamePart(_) | PupilColumn::BareName(_),
                RowKind::Contacts,
            ) => self,
            _ => PupilColumn::LeftOut(OF_THE_PUPIL),
        }
    }

    /// Returns whether the words of the heading say what it is.
    pub(super) fn is_known(self) -> bool {
        !matches!(self, PupilColumn::LeftOut(_))
    }

    /// Returns what became of the column, in words.
    pub(super) fn words(self) -> String {
        match self {
            PupilColumn::Upn => "says which case it is.".to_owned(),
            PupilColumn::Field(f, n) if f.table.is_some() && n > 1 => {
                format!("is \"{}\", number {n}.", f.label())
            }
            PupilColumn::Field(f, _) => format!("is \"{}\".", f.label()),
            PupilColumn::NamePart(_) | PupilColumn::BareName(_) => {
                "is a part of a name.".to_owned()
            }
            PupilColumn::AddressPart => "is a part of the address.".to_owned(),
            PupilColumn::SpecialNeeds => "is \"EHCP?\" and \"SEND support?\".".to_owned(),
            PupilColumn::Additional | PupilColumn::Language => {
                "is \"English is the first language?\".".to_owned()
            }
            PupilColumn::Sessions => "is the number of days, two sessions a day.".to_owned(),
            PupilColumn::Sort => "says whether it is a suspension.".to_owned(),
            PupilColumn::LeftOut(why) => why.to_owned(),
        }
    }
}

/// Returns what a column that means a field is: of a pupil an answer of the passport or a parent or
/// carer, else a cell of the rows of the file.
fn field_column(f: HeadedField, number: u32, kind: RowKind) -> PupilColumn {
    let of = f.table.map(|table| table.id);
    match kind.table() {
        Some(table) if of == Some(table) => PupilColumn::Field(f, 1),
        Some(_) => PupilColumn::LeftOut(OF_THE_PUPIL),
        None if f.field.kind == FieldKind::School => PupilColumn::LeftOut(SCHOOL),
        None if of == Some(table::CONTACTS) => PupilColumn::Field(f, number),
        None if of.is_none() && is_of_the_passport(f.field.id) => PupilColumn::Field(f, 1),
        None => PupilColumn::LeftOut(NO_ANSWER),
    }
}

/// Returns whether the passport asks for a field, other than who has filled it in.
fn is_of_the_passport(id: &str) -> bool {
    let form = forms::form("passport");
    let mut parts = form.iter().flat_map(|form| form.sections).flat_map(|section| section.parts);
    !id.starts_with("passport.")
        && parts.any(|part| matches!(part, SectionPart::Field(field) if *field == id))
}
