//! The plain front end: prompts and lines for screen readers, braille displays and terminals that
//! cannot position text.
//!
//! It sends the same requests and knows the same actions by name as the screen; nothing is drawn
//! and nothing moves.

mod answers;
mod ask;
mod case;
mod change;
mod commands;
mod deal;
mod dispatch;
mod documents;
mod evidence;
mod form;
mod kept;
mod list;
mod marks;
mod oversight;
mod prefill;
mod record;
mod registers;
mod restricted;
mod schools;
mod subject_access;
mod tags;
mod terms;
mod timetable;
mod trail;
mod views;

use std::collections::BTreeSet;
use std::io::{BufRead, Write};

use chrono::NaiveDate;

use crate::api::{Backend, Client, LastSeen};
use crate::domain::calendar::dates;
use crate::domain::case::{Case, CaseRef, Side};
use crate::domain::list::view::Sort;
use crate::domain::query::Query;
use crate::domain::rules::Phrase;
use crate::error::Error;
use crate::files::access::FileAccess;
use crate::keymap::Keymap;
use crate::linear::trail::Trail;

/// Why a session ends.
enum SessionEnded {
    /// The officer left, or there is nothing more to read.
    Left,
    /// Nobody reads any more.
    Unheard(std::io::Error),
}

/// What a command gives: it goes on, or the session ends.
type CommandResult<T = ()> = Result<T, SessionEnded>;

/// What a linear session is about.
#[derive(Debug, Clone)]
pub(crate) struct LinearSetting {
    /// The day that it goes by.
    pub today: NaiveDate,
    /// The officer's name in the record.
    pub officer: String,
    /// Which keys name which actions.
    pub keymap: Keymap,
    /// Which files may be named.
    pub files: FileAccess,
}

/// A linear session.
struct Linear<'a> {
    service: Client<'a>,
    today: NaiveDate,
    officer: String,
    keymap: Keymap,
    files: FileAccess,
    input: &'a mut dyn BufRead,
    out: &'a mut dyn Write,
    search: Query,
    sort: Sort,
    tags: BTreeSet<CaseRef>,
    /// How many lines of the list were said.
    said: usize,
    open: Option<CaseRef>,
    trail: Trail,
    /// The Monday of the week that was read last.
    week: Option<NaiveDate>,
    /// Whose terms were read last.
    terms_side: Side,
    /// The folder that documents are written into.
    folder: String,
    /// What was said of the last change: an undo of anything else is asked about first.
    seen: LastSeen,
    /// A choice was answered by leaving what it belongs to.
    has_left: bool,
    /// Tells whether the session was asked to leave: what is read then is half a line.
    is_ended: &'a dyn Fn() -> bool,
    /// Half a line that stood there when the session was asked to leave.
    half: String,
}

/// Runs a session on lines in and lines out until the officer leaves or the input ends; `is_ended`
/// tells whether it was asked to leave.
///
/// # Errors
/// A sentence where nobody reads the answers.
pub(crate) fn run(
    backend: &mut dyn Backend,
    setting: LinearSetting,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    is_ended: &dyn Fn() -> bool,
) -> Result<(), Error> {
    let LinearSetting { today, officer, keymap, files } = setting;
    let mut service = Client::new(backend);
    service.prepare(today);
    let search = Query::parse("").map_err(|f| Error::input(f.to_string()))?;
    let mut session = Linear {
        service,
        today,
        officer,
        keymap,
        files,
        input,
        out,
        search,
        sort: Sort::Pressing,
        tags: BTreeSet::new(),
        said: 0,
        open: None,
        trail: Trail::default(),
        week: None,
        terms_side: Side::Home,
        folder: String::new(),
        seen: LastSeen::default(),
        has_left: false,
        is_ended,
        half: String::new(),
    };
    match session.whole() {
        Ok(()) | Err(SessionEnded::Left) => Ok(()),
        Err(SessionEnded::Unheard(cause)) => {
            Err(Error::io("The output was not read to the end.", cause))
        }
    }
}

impl Linear<'_> {
    fn whole(&mut self) -> CommandResult {
        self.say(&format!(
            "Offsite, {}. Type help for commands, or quit.",
            dates::show_long(self.today)
        ))?;
        self.say_role()?;
        self.list()?;
        self.say_kept()?;
        loop {
            let prompt = self.open.map_or_else(|| "cases".to_owned(), |id| id.to_string());
            let line = self.ask(&format!("{prompt}> "))?;
            self.service.renew();
            self.command(line.trim())?;
        }
    }

    /// Returns the open case; says what to do where none is open.
    fn case(&mut self) -> CommandResult<Option<Case>> {
        let Some(id) = self.open else {
            self.say("No case is open. Type the number of a case in the list.")?;
            return Ok(None);
        };
        let view = self.service.case(id);
        Ok(self.told(view)?.map(|view| *view.case))
    }

    /// Goes back to the list of cases.
    fn leave_case(&mut self) {
        // That others are told is a courtesy: nothing waits for it.
        let _ = self.open.take().map(|_| self.service.be_at(None));
        self.seen.forget();
    }

    fn new_case(&mut self) -> CommandResult {
        match self.service.new_case(self.today) {
            Ok((message, case, seq)) => self.saved(&message, case, seq),
            Err(error) => self.not_done(&error),
        }
    }
}

/// Returns a finding's day after a comma, where its words do not say it already.
fn due_words(due: Option<NaiveDate>, says: &Phrase) -> String {
    let day = due.filter(|day| !says.names(*day)).map(dates::show_short);
    day.map(|d| format!(", {d}")).unwrap_or_default()
}
