//! The values in which local authorities differ. Worcestershire's are built in, a file may override
//! them, and none may go below the statutory floor.

mod own;

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use crate::domain::calendar::dates::format;
use crate::domain::query::Query;

pub use crate::domain::profile::own::{
    CheckRow, CheckStage, OwnNotification, OwnView, Panel, SessionCaps,
};

/// What the authority wants to hear before the first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorityStep {
    None,
    Notify,
    Approve,
}

/// The most views that a profile gives: a key each, 1 to 9.
pub const MAX_VIEWS: usize = 9;

/// The values that the rules count with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub name: String,
    pub version: String,
    pub in_force_from: NaiveDate,
    /// Whole school days between the notice and the first day.
    pub notice_school_days: u32,
    /// Whether the day of the notice counts as one of them.
    pub notice_lenient: bool,
    /// School weeks from the first day to the first review.
    pub first_review_weeks: u32,
    /// School weeks from one review to the next where no frequency was agreed.
    pub review_every_weeks: u32,
    pub invitation_days: u64,
    pub outcome_days: u64,
    /// A request may be declined where a review was held fewer days before it than this.
    pub decline_within_days: u64,
    /// Days from one contact to the next where no interval was promised.
    pub contact_days: u64,
    pub contact_days_most: u64,
    /// The longest direction in school weeks; none where the authority sets no limit.
    pub length_weeks_most: Option<u32>,
    pub parent_agreement: bool,
    pub pupil_agreement: bool,
    pub authority: AuthorityStep,
    /// Whether the step at the LA comes before the parents are spoken to.
    pub told_before_parents: bool,
    /// What the authority wants to be told after the first day.
    pub start_notification: OwnNotification,
    /// What it wants to be told after a decision or an ending.
    pub outcome_notification: OwnNotification,
    pub panel: Panel,
    pub checklist: Vec<CheckRow>,
    pub session_caps: SessionCaps,
    /// The day from which the duty towards children not in school holds; none while it has not
    /// commenced (Children's Wellbeing and Schools Act 2026 s. 38).
    pub not_in_school_from: Option<NaiveDate>,
    /// How many reviews of a direction are held face to face at least.
    pub reviews_face_to_face: u32,
    /// Who is copied in, as the last part of a field id: `la` of `copies.la`; anything else is the
    /// name of somebody whom this authority adds.
    pub copies: Vec<String>,
    /// The outcomes that a decision may have, as option ids.
    pub outcomes: Vec<String>,
    /// The authority's own name for an off-site direction.
    pub route: String,
    pub portal: String,
    pub spreadsheet: String,
    /// The local word for a training day.
    pub inset: String,
    /// Views of the case list that every officer has, on the keys from 1 on.
    pub views: Vec<OwnView>,
}

static SHIPPED: LazyLock<Profile> = LazyLock::new(|| {
    // A test holds that the file reads without a fault and answers every key, so that nothing of
    // this blank is left.
    let blank = Profile {
        name: String::new(),
        version: String::new(),
        in_force_from: NaiveDate::MIN,
        notice_school_days: 2,
        notice_lenient: false,
        first_review_weeks: 6,
        review_every_weeks: 6,
        invitation_days: 6,
        outcome_days: 6,
        decline_within_days: 42,
        contact_days: 7,
        contact_days_most: 31,
        length_weeks_most: None,
        parent_agreement: false,
        pupil_agreement: false,
        authority: AuthorityStep::None,
        told_before_parents: false,
        start_notification: OwnNotification::default(),
        outcome_notification: OwnNotification::default(),
        panel: Panel::default(),
        checklist: Vec::new(),
        session_caps: Vec::new(),
        reviews_face_to_face: 0,
        not_in_school_from: None,
        route: String::new(),
        copies: Vec::new(),
        views: Vec::new(),
        outcomes: Vec::new(),
        portal: String::new(),
        spreadsheet: String::new(),
        inset: String::new(),
    };
    blank.laid(SHIPPED_TEXT).0
});
const SHIPPED_TEXT: &str = include_str!("../data/worcestershire-2025-09.toml");

static FLOOR: LazyLock<Floor> = LazyLock::new(|| toml::from_str(FLOOR_TEXT).unwrap_or_default());
const FLOOR_TEXT: &str = include_str!("../data/england-statute-2026-07.toml");

/// The national floor: what no profile may undercut.
#[derive(Debug, Default, Deserialize)]
struct Floor {
    name: String,
    version: String,
    bound: Vec<Bound>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bound {
    key: String,
    least: Option<i64>,
    most: Option<i64>,
    #[serde(default)]
    holds: Vec<String>,
    only: Option<Vec<String>>,
    reason: String,
}

/// A value as it stands in a file.
enum TomlValue {
    Word(String),
    Words(Vec<String>),
    Number(i64),
    Yes(bool),
    Day(NaiveDate),
}

type FieldReader = fn(&mut Profile, TomlValue) -> Result<(), &'static str>;

/// Every key of a profile and where it goes.
const KEYS: &[(&str, FieldReader)] = &[
    ("name", |p, g| word(&mut p.name, g)),
    ("version", |p, g| word(&mut p.version, g)),
    ("in_force_from", |p, g| match g {
        TomlValue::Day(day) => {
            p.in_force_from = day;
            Ok(())
        }
        _ => Err("a date like 2025-09-01"),
    }),
    ("notice.school_days", |p, g| small(&mut p.notice_school_days, g)),
    ("notice.reading", |p, g| {
        one_of(
            &mut p.notice_lenient,
            g,
            &[("strict", false), ("lenient", true)],
            "\"strict\" or \"lenient\"",
        )
    }),
    ("review.first_school_weeks", |p, g| small(&mut p.first_review_weeks, g)),
    ("review.every_school_weeks", |p, g| small(&mut p.review_every_weeks, g)),
    ("review.invitation_days", |p, g| days(&mut p.invitation_days, g)),
    ("review.outcome_days", |p, g| days(&mut p.outcome_days, g)),
    ("request.decline_within_days", |p, g| days(&mut p.decline_within_days, g)),
    ("contact.days", |p, g| days(&mut p.contact_days, g)),
    ("contact.days_most", |p, g| days(&mut p.contact_days_most, g)),
    ("length.school_weeks_most", |p, g| match g {
        TomlValue::Number(n @ 0..=999) => {
            p.length_weeks_most = u32::try_from(n).ok().filter(|n| *n > 0);
            Ok(())
        }
        _ => Err("a whole number up to 999, or 0 for no limit"),
    }),
    ("agreement.parent", |p, g| yes(&mut p.parent_agreement, g)),
    ("agreement.pupil", |p, g| yes(&mut p.pupil_agreement, g)),
    ("authority.step", |p, g| {
        let steps = [
            ("none", AuthorityStep::None),
            ("notify", AuthorityStep::Notify),
            ("approve", AuthorityStep::Approve),
        ];
        one_of(&mut p.authority, g, &steps, "\"none\", \"notify\" or \"approve\"")
    }),
    ("authority.before_parents", |p, g| yes(&mut p.told_before_parents, g)),
    ("authority.start_fields", |p, g| fields(&mut p.start_notification.fields, g)),
    ("authority.start_school_days", |p, g| or_none(&mut p.start_notification.school_days, g)),
    ("authority.outcome_fields", |p, g| fields(&mut p.outcome_notification.fields, g)),
    ("authority.outcome_school_days", |p, g| or_none(&mut p.outcome_notification.school_days, g)),
    ("panel.name", |p, g| match g {
        TomlValue::Word(text) if text.chars().count() <= 60 => {
            text.trim().clone_into(&mut p.panel.name);
            Ok(())
        }
        _ => Err("words in quotes, or \"\" for no panel"),
    }),
    ("panel.dates", |p, g| list(&mut p.panel.dates, g, own::dates, "days like \"2026-12-03\"")),
    ("panel.on_roll_days", |p, g| or_none(&mut p.panel.on_roll_days, g)),
    ("checklist.rows", |p, g| {
        let rows = |all: &[String]| all.iter().map(|t| own::check_row(t)).collect();
        list(
            &mut p.checklist,
            g,
            rows,
            "rows like \"before: block: Discussed at the area panel\"; before, running or ended; block or warn",
        )
    }),
    ("host.sessions_a_week_most", |p, g| {
        list(
            &mut p.session_caps,
            g,
            own::caps,
            "caps like \"ap_other: 4\": a kind of host and 1 to 10 sessions",
        )
    }),
    ("review.face_to_face_least", |p, g| match g {
        TomlValue::Number(n @ 0..=99) => {
            p.reviews_face_to_face = n as u32;
            Ok(())
        }
        _ => Err("a whole number from 0 to 99"),
    }),
    ("law.children_not_in_school_from", |p, g| match g {
        TomlValue::Day(day) => {
            p.not_in_school_from = Some(day);
            Ok(())
        }
        TomlValue::Word(text) if text.is_empty() => {
            p.not_in_school_from = None;
            Ok(())
        }
        _ => Err("a date like 2027-09-01, or \"\" while it has not commenced"),
    }),
    ("papers.copies", |p, g| match g {
        TomlValue::Words(all)
            if all.iter().all(|w| (1..=60).contains(&w.trim().chars().count())) =>
        {
            p.copies = all;
            Ok(())
        }
        _ => Err("a list of words of the built-in profile, or of names, 60 characters at most"),
    }),
    ("decision.outcomes", |p, g| {
        words(&mut p.outcomes, g, &["continue", "return", "managed_move", "post16"])
    }),
    ("words.route", |p, g| word(&mut p.route, g)),
    ("words.portal", |p, g| word(&mut p.portal, g)),
    ("words.spreadsheet", |p, g| word(&mut p.spreadsheet, g)),
    ("words.inset", |p, g| word(&mut p.inset, g)),
    ("lists.views", |p, g| match g {
        TomlValue::Words(all) => views(all)
            .map(|views| p.views = views)
            .ok_or("up to nine like \"Late: late\": a name, a colon and a search"),
        _ => Err("a list of up to nine like \"Late: late\": a name, a colon and a search"),
    }),
];

/// Reads views as `name: search`.
fn views(all: Vec<String>) -> Option<Vec<OwnView>> {
    let read = |text: String| {
        let (name, search) = text.split_once(": ")?;
        let fits = Query::parse(search).is_ok() && (1..=24).contains(&name.chars().count());
        fits.then(|| OwnView { name: name.to_owned(), search: search.trim().to_owned() })
    };
    if all.len() > MAX_VIEWS { None } else { all.into_iter().map(read).collect() }
}

fn word(into: &mut String, given: TomlValue) -> Result<(), &'static str> {
    match given {
        TomlValue::Word(text) if !text.trim().is_empty() && text.chars().count() <= 60 => {
            text.trim().clone_into(into);
            Ok(())
        }
        _ => Err("words in quotes, 60 characters at most"),
    }
}

fn words(into: &mut Vec<String>, given: TomlValue, known: &[&str]) -> Result<(), &'static str> {
    match given {
        TomlValue::Words(all) if all.iter().all(|w| known.contains(&w.as_str())) => {
            *into = all;
            Ok(())
        }
        _ => Err("a list of the words that the built-in profile has there"),
    }
}

/// Reads a list whose every word is the id of a field.
fn fields(into: &mut Vec<String>, given: TomlValue) -> Result<(), &'static str> {
    match given {
        TomlValue::Words(all) if own::are_fields(&all) => {
            *into = all;
            Ok(())
        }
        _ => Err("a list of fields by their ids, as offsite fields prints them"),
    }
}

/// Reads a list of words into values of their own.
fn list<T>(
    into: &mut Vec<T>,
    given: TomlValue,
    read: impl Fn(&[String]) -> Option<Vec<T>>,
    wanted: &'static str,
) -> Result<(), &'static str> {
    let TomlValue::Words(all) = given else { return Err(wanted) };
    *into = read(&all).ok_or(wanted)?;
    Ok(())
}

/// Reads a number of days, nought for none.
fn or_none(into: &mut Option<u32>, given: TomlValue) -> Result<(), &'static str> {
    match given {
        TomlValue::Number(n @ 0..=99) => {
            *into = u32::try_from(n).ok().filter(|n| *n > 0);
            Ok(())
        }
        _ => Err("a whole number of days up to 99, or 0 for none"),
    }
}

fn small(into: &mut u32, given: TomlValue) -> Result<(), &'static str> {
    match given {
        TomlValue::Number(n @ 1..=99) => {
            *into = n as u32;
            Ok(())
        }
        _ => Err("a whole number from 1 to 99"),
    }
}

fn days(into: &mut u64, given: TomlValue) -> Result<(), &'static str> {
    match given {
        TomlValue::Number(n @ 1..=400) => {
            *into = n as u64;
            Ok(())
        }
        _ => Err("a whole number of days from 1 to 400"),
    }
}

fn yes(into: &mut bool, given: TomlValue) -> Result<(), &'static str> {
    match given {
        TomlValue::Yes(yes) => {
            *into = yes;
            Ok(())
        }
        _ => Err("true or false"),
    }
}

fn one_of<T: Copy>(
    into: &mut T,
    given: TomlValue,
    all: &[(&str, T)],
    wanted: &'static str,
) -> Result<(), &'static str> {
    let found = match &given {
        TomlValue::Word(text) => all.iter().find(|(word, _)| word == text),
        _ => None,
    };
    match found {
        Some((_, value)) => {
            *into = *value;
            Ok(())
        }
        None => Err(wanted),
    }
}

impl Profile {
    /// Returns the profile that Offsite comes with.
    pub fn shipped() -> &'static Profile {
        &SHIPPED
    }

    /// Reads a profile: the shipped one with the lines of this file laid over it.
    ///
    /// # Errors
    /// Every fault with its line, as sentences; among them each value that undercuts the national
    /// floor, with the reason.
    pub fn parse(text: &str) -> Result<Profile, Vec<String>> {
        let (profile, faults) = Profile::shipped().clone().laid(text);
        if faults.is_empty() { Ok(profile) } else { Err(faults) }
    }

    /// Returns how the profile is named beside a figure that comes from it.
    pub fn words(&self) -> String {
        format!(
            "profile {} {}, in force from {}",
            self.name,
            self.version,
            format(self.in_force_from)
        )
    }

    fn laid(mut self, text: &str) -> (Profile, Vec<String>) {
        let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let table = match DeTable::parse(text) {
            Ok(table) => table.into_inner(),
            Err(e) => {
                let at = e.span().map_or(0, |s| s.start);
                let says: String =
                    e.message().chars().filter(|c| !c.is_control()).take(120).collect();
                return (
                    self,
                    vec![format!(
                        "Line {}: {}. The profile does not read as TOML.",
                        line(at),
                        says.trim_end_matches('.')
                    )],
                );
            }
        };
        let mut faults = Vec::new();
        for (name, value) in table {
            let at = line(name.span().start);
            let name: String = name.into_inner().chars().take(40).collect();
            match value.into_inner() {
                DeValue::Table(inner) => {
                    for (key, value) in inner {
                        let at = line(key.span().start);
                        let key: String = key.into_inner().chars().take(40).collect();
                        faults.extend(
                            self.set(&format!("{name}.{key}"), value.into_inner())
                                .map(|f| format!("Line {at}: {f}")),
                        );
                    }
                }
                other => faults.extend(self.set(&name, other).map(|f| format!("Line {at}: {f}"))),
            }
        }
        (self, faults)
    }

    /// Sets one value, or returns what is wrong with it.
    fn set(&mut self, path: &str, value: DeValue) -> Option<String> {
        let Some((_, read)) = KEYS.iter().find(|(known, _)| *known == path) else {
            let path: String = path.chars().filter(|c| !c.is_control()).collect();
            return Some(format!("there is no setting \"{path}\"."));
        };
        let Some(given) = given(value) else {
            return Some(format!("{path} has a value of a kind that no setting takes."));
        };
        let undercut = FLOOR.bound.iter().find(|b| b.key == path && !b.allows(&given));
        if let Some(bound) = undercut {
            return Some(format!(
                "{path} undercuts {} {}: {}.",
                FLOOR.name, FLOOR.version, bound.reason
            ));
        }
        read(self, given).err().map(|wanted| format!("{path} takes {wanted}."))
    }
}

fn given(value: DeValue) -> Option<TomlValue> {
    match value {
        DeValue::String(text) => Some(TomlValue::Word(text.into_owned())),
        DeValue::Integer(n) => {
            i64::from_str_radix(&n.as_str().replace('_', ""), n.radix()).ok().map(TomlValue::Number)
        }
        DeValue::Boolean(yes) => Some(TomlValue::Yes(yes)),
        DeValue::Datetime(day) => crate::domain::calendar::day_of(&day).map(TomlValue::Day),
        DeValue::Array(all) => {
            let words = all.into_iter().map(|v| match v.into_inner() {
                DeValue::String(text) => Some(text.into_owned()),
                _ => None,
            });
            words.collect::<Option<Vec<String>>>().map(TomlValue::Words)
        }
        DeValue::Float(_) | DeValue::Table(_) => None,
    }
}

impl Bound {
    fn allows(&self, given: &TomlValue) -> bool {
        match given {
            TomlValue::Number(n) => {
                self.least.is_none_or(|least| least <= *n)
                    && self.most.is_none_or(|most| *n <= most)
            }
            TomlValue::Words(all) => {
                self.holds.iter().all(|h| all.contains(h))
                    && self.only.as_ref().is_none_or(|only| all.iter().all(|w| only.contains(w)))
            }
            TomlValue::Word(_) | TomlValue::Yes(_) | TomlValue::Day(_) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NORTHSHIRE: &str = include_str!("../data/example-northshire.toml");
    const VALESHIRE: &str = include_str!("../data/example-valeshire.toml");

    #[test]
    fn the_shipped_profile_answers_every_key_and_keeps_to_the_floor() {
        assert_eq!(Profile::parse(SHIPPED_TEXT).as_ref(), Ok(Profile::shipped()));
        let read: toml::Table = SHIPPED_TEXT.parse().unwrap();
        for (path, _) in KEYS {
            let found = match path.split_once('.') {
                None => read.get(*path),
                Some((table, key)) => read.get(table).and_then(|t| t.get(key)),
            };
            assert!(found.is_some(), "{path}");
        }
        assert!(
            FLOOR.bound.iter().all(|b| KEYS.iter().any(|(path, _)| *path == b.key))
                && FLOOR.bound.len() >= 6
        );
        assert_eq!(
            Profile::shipped().words(),
            "profile Worcestershire 2025-09, in force from 01/09/2025"
        );
    }

    #[test]
    fn a_file_is_laid_over_it() {
        let norfolk = Profile::parse("name = \"Norfolk\"\n[review]\nevery_school_weeks = 2\n[notice]\nreading = \"lenient\"\n").unwrap();
        assert_eq!(
            (norfolk.name.as_str(), norfolk.review_every_weeks, norfolk.notice_lenient),
            ("Norfolk", 2, true)
        );
        assert_eq!(norfolk.first_review_weeks, 6);
    }

    #[test]
    fn two_other_authorities_lay_their_own_ways_over_it() {
        let north = Profile::parse(NORTHSHIRE).expect("a profile like Norfolk's");
        assert_eq!(north.route, "Direction off-site with intent to managed move");
        assert_eq!((north.length_weeks_most, north.review_every_weeks), (Some(8), 2));
        assert_eq!((north.reviews_face_to_face, north.contact_days_most), (1, 7));
        assert_eq!(north.session_caps, [("ap_other".to_owned(), 4)]);
        assert_eq!(north.checklist.len(), 2);
        assert!(north.checklist[0].blocks && !north.checklist[1].blocks);
        assert_eq!(north.checklist[1].stage, CheckStage::Running);
        assert!(north.copies.iter().any(|c| c == "EHCP coordinator"));

        let vale = Profile::parse(VALESHIRE).expect("a profile like Derbyshire's");
        assert_eq!(vale.start_notification.school_days, Some(5));
        assert!(vale.start_notification.fields.iter().any(|f| f == "session.start"));
        assert_eq!(vale.outcome_notification.school_days, Some(3));
        assert_eq!((vale.panel.dates.len(), vale.panel.on_roll_days), (2, Some(7)));
        assert!(vale.told_before_parents && vale.authority == AuthorityStep::Notify);
        // What neither says is Worcestershire's.
        for own in [north, vale] {
            assert_eq!(own.invitation_days, Profile::shipped().invitation_days);
            assert_eq!(own.outcomes, Profile::shipped().outcomes);
        }
    }

    #[test]
    fn own_ways_that_do_not_read_are_refused_by_their_line() {
        for (text, says) in [
            ("[checklist]\nrows = [\"soon: block: Talk\"]", "before, running or ended"),
            ("[checklist]\nrows = [\"before: stop: Talk\"]", "block or warn"),
            ("[authority]\nstart_fields = [\"start.never\"]", "fields by their ids"),
            ("[panel]\ndates = [\"3 December\"]", "2026-12-03"),
            ("[host]\nsessions_a_week_most = [\"ap_other: 11\"]", "1 to 10"),
            ("[host]\nsessions_a_week_most = [\"ap_else: 4\"]", "kind of host"),
            ("[review]\nface_to_face_least = -1", "from 0 to 99"),
            ("[papers]\ncopies = [\"la\", \"\"]", "60 characters"),
        ] {
            let faults = Profile::parse(text).expect_err("a fault");
            assert!(faults.len() == 1 && faults[0].starts_with("Line 2: "), "{faults:?}");
            assert!(faults[0].contains(says) && faults[0].ends_with('.'), "{faults:?}");
        }
    }

    #[test]
    fn one_that_undercuts_the_floor_is_refused_with_line_and_reason() {
        for (text, line, says) in [
            ("[notice]\nschool_days = 1\n", "Line 2", "two school days"),
            ("[review]\ninvitation_days = 5", "Line 2", "six days before"),
            ("\n[review]\noutcome_days = 14", "Line 3", "within six days"),
            ("[request]\ndecline_within_days = 71", "Line 2", "ten weeks"),
            ("[papers]\ncopies = [\"host\"]", "Line 2", "EHCP"),
            ("[decision]\noutcomes = [\"continue\", \"return\", \"trial\"]", "Line 2", "trial"),
            ("[review]\nsoon = 1", "Line 2", "no setting \"review.soon\""),
            ("[review]\nfirst_school_weeks = 0", "Line 2", "1 to 99"),
            ("[notice]\nreading = \"kind\"", "Line 2", "lenient"),
            ("name = ", "Line 1", "TOML"),
        ] {
            let faults = Profile::parse(text).unwrap_err();
            assert!(
                faults.len() == 1
                    && faults[0].starts_with(line)
                    && faults[0].contains(says)
                    && faults[0].ends_with('.'),
                "{faults:?}"
            );
        }
        assert_eq!(
            Profile::parse("[notice]\nschool_days = 1\nreading = 3\n[x]\ny = 1").unwrap_err().len(),
            3
        );
    }
}
