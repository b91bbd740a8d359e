//! What a session knows: every pane and overlay reads it, only the application changes it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Instant;

use chrono::NaiveDate;

use crate::api::{Request, SchoolsStamp};
use crate::config::HelpPages;
use crate::domain::attendance::{BothSchools, Registers};
use crate::domain::calendar::Calendar;
use crate::domain::case::answers::Answers;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{Case, CaseRef, FieldPath};
use crate::domain::forms::schema::FieldKind;
use crate::domain::forms::{field, parse};
use crate::domain::officers::{Right, Role};
use crate::domain::prefill::last_used::LastUsed;
use crate::domain::prefill::likely::{Known, likely};
use crate::domain::rules::Finding;
use crate::domain::school::{NOT_IN_THE_REGISTER, School, SchoolList, typed_name};
use crate::domain::value::Value;
use crate::keymap::Keymap;
use crate::keymap::action::Action;
use crate::ui::company::Company;
use crate::ui::kept::KeptTexts;
use crate::widgets::colour::Depth;
use crate::widgets::theme::Theme;

/// The officer, the day, the open case and the settings.
#[derive(Debug)]
pub struct Session {
    /// The day that the session goes by.
    pub today: NaiveDate,
    /// The officer's name, as it stands in the record.
    pub officer: String,
    /// Which keys name which actions.
    pub keymap: Keymap,
    /// How everything looks.
    pub theme: Theme,
    /// How many colours the terminal shows.
    pub depth: Depth,
    /// Whether references may be sent to the terminal's clipboard.
    pub clipboard: bool,
    /// What the help offers to read below the keys.
    pub help_pages: HelpPages,
    /// Whether frames and signs are drawn in ASCII.
    pub is_ascii: bool,
    /// Whether what is said stands on the cursor's own line.
    pub message_at_cursor: bool,
    /// The only folder whose files may be named; none where all may be.
    pub confined_to: Option<PathBuf>,
    /// The officer's position; "" where none is set.
    pub position: String,
    /// The officer's name as forms have it; "" where none is set.
    pub full_name: String,
    /// The school that the officer works for, by its name or URN; "" for none.
    pub home_school: String,
    /// What was last answered about each school.
    pub last_used: LastUsed,
    /// The case whose schools were asked about last, and these.
    pub answers_asked: Option<(CaseRef, [String; 2])>,
    /// The open case.
    pub case: Option<Rc<Case>>,
    /// Everything that the open case lacks, soonest first.
    pub findings: Vec<Finding>,
    /// Every school.
    pub schools: Rc<SchoolList>,
    /// Which schools these are; none before they were asked for.
    pub known_schools: Option<SchoolsStamp>,
    /// The calendars of the schools whose terms are stored.
    pub calendars: BTreeMap<String, Calendar>,
    /// The calendar of any other school.
    pub usual_calendar: Calendar,
    /// What was typed and not saved.
    pub kept: KeptTexts,
    /// Where the other sessions are at work.
    pub company: Company,
    /// The officer's role; none where nobody is asked for one.
    pub role: Option<Role>,
    /// The restricted case that the officer has opened to read it, and until when.
    pub glass: Option<(CaseRef, Instant)>,
}

impl Session {
    /// Returns what asks for the schools and their terms where they are others than the known ones.
    pub fn ask_schools(&self) -> [Request; 2] {
        [Request::AllSchools { known: self.known_schools }, Request::Calendars]
    }

    /// Returns a session without a case.
    pub fn new(today: NaiveDate, officer: &str, keymap: Keymap, theme: Theme) -> Session {
        Session {
            today,
            officer: officer.to_owned(),
            keymap,
            theme,
            depth: Depth::Rgb,
            clipboard: false,
            help_pages: |_| Vec::new(),
            is_ascii: false,
            message_at_cursor: false,
            confined_to: None,
            position: String::new(),
            full_name: String::new(),
            home_school: String::new(),
            last_used: LastUsed::default(),
            answers_asked: None,
            case: None,
            findings: Vec::new(),
            schools: Rc::default(),
            known_schools: None,
            calendars: BTreeMap::new(),
            usual_calendar: Calendar::default(),
            kept: KeptTexts::default(),
            company: Company::default(),
            role: None,
            glass: None,
        }
    }

    /// Returns the reference of the open case.
    pub fn case_id(&self) -> Option<CaseRef> {
        self.case.as_ref().map(|case| case.id)
    }

    /// Returns whether a case is a restricted one that the officer has opened to read it.
    pub fn opened_to_read(&self, id: CaseRef) -> bool {
        self.glass.is_some_and(|(case, _)| case == id)
    }

    /// Returns whether nothing can be saved in the open case: the officer's role only reads, or the
    /// case was opened to be read.
    pub fn only_reads(&self) -> bool {
        self.role.is_some_and(|role| !role.may(Right::Record))
            || self.case_id().is_some_and(|id| self.opened_to_read(id))
    }

    /// Returns whether this case is the open one.
    pub fn is_open(&self, id: CaseRef) -> bool {
        self.case_id() == Some(id)
    }

    /// Returns a school's name with its town; what names none in the register stands as it is.
    pub fn school_name(&self, id: &str) -> String {
        match self.schools.get(id) {
            Some(school) => school.with_town(),
            None if id.is_empty() => String::new(),
            None => typed_name(id).unwrap_or(NOT_IN_THE_REGISTER).to_owned(),
        }
    }

    /// Returns the first key of an action as sentences name it, or its name in the palette where it
    /// has none.
    pub fn key_words(&self, action: Action) -> String {
        match self.keymap.keys_for(action).first() {
            Some(keys) => keys.to_string(),
            None => format!(":{}", action.name().replace('_', " ")),
        }
    }

    /// Returns keys with what they do, as one sentence without its full stop.
    pub fn keys_in_words(&self, keys: &[(Action, &str)]) -> String {
        let offered = keys.iter().filter(|(action, _)| self.keymap.offers(*action));
        let all: Vec<String> =
            offered.map(|(action, words)| format!("{} {words}", self.key_words(*action))).collect();
        all.join(", ")
    }

    /// Returns both registers of the open case.
    pub fn registers(&self) -> Option<Registers<'_>> {
        let case = self.case.as_deref()?;
        let schools = BothSchools::of_case(case, &self.calendars, &self.usual_calendar);
        Some(Registers::new(case, schools))
    }

    /// Returns what is most likely answered to a question of the open case, as it is typed; "" where
    /// nothing is known.
    pub fn likely(&self, case: &Case, at: &FieldPath, kind: &FieldKind) -> String {
        let Some(registers) = self.registers() else { return String::new() };
        let known = Known {
            today: self.today,
            officer: if self.full_name.is_empty() { &self.officer } else { &self.full_name },
            position: &self.position,
            home: self.schools.get(case.school(field::SCHOOL_HOME)),
            host: self.schools.get(case.school(field::SCHOOL_HOST)),
            registers: &registers,
        };
        likely(case, at, &known)
            .or_else(|| self.last_used.offer(case, &at.field))
            .map(|value| parse::format(kind, &value))
            .unwrap_or_default()
    }

    /// Returns the id of the school that the officer works for, where the register has it.
    pub fn own_school(&self) -> Option<&str> {
        let wanted = self.home_school.trim().to_lowercase();
        let is_it = |s: &&School| s.id == wanted || s.name.to_lowercase() == wanted;
        let mut found = self.schools.iter().filter(is_it);
        let only = found.next().filter(|_| !wanted.is_empty() && found.next().is_none());
        only.map(|school| school.id.as_str())
    }

    /// Returns what is said of a day that was just typed and on which there is no school.
    pub fn said_of_typed(&self, at: &FieldPath, value: &Value) -> Option<String> {
        let (case, day) = (self.case.as_deref()?, value.as_date()?);
        let schools = BothSchools::of_case(case, &self.calendars, &self.usual_calendar);
        schools.said_of_typed(&at.field, day)
    }

    /// Returns the change that sets one answer of a stored row or of the open case; none where it
    /// stands already.
    pub fn set(&self, at: &FieldPath, new: Value) -> Option<CaseChange> {
        let case = self.case.as_ref()?;
        let old = case.at(at).clone();
        (old != new).then(|| CaseChange {
            case: case.id,
            edits: vec![Edit::Set { path: at.clone(), old, new }],
        })
    }
}
