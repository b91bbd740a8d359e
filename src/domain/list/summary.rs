//! One case as a row of the list: who it is, its stage, and its most urgent duty on any day.
//!
//! A summary is stored beside its case. Nothing in it depends on today, so midnight invalidates
//! none: it holds the few findings among which the most urgent one will be on every day to come.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::attendance::BothSchools;
use crate::domain::case::answers::Answers;
use crate::domain::case::pupil::Pupil;
use crate::domain::case::stage::{Stage, stage};
use crate::domain::case::{Case, CaseRef};
use crate::domain::forms::field;
use crate::domain::list::facets::Facets;
use crate::domain::list::group::{Group, GroupCounts};
use crate::domain::list::sort_key::{Rank, SortKey, TaskKey, overdue};
use crate::domain::rules;
use crate::domain::rules::{
    About, Consequence, Finding, FindingKey, NextStep, Phrase, Rule, RuleContext, Urgency, findings,
};
use crate::domain::stored_day;

/// One thing asked of a case, as lists keep it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextDuty {
    /// Who asks, and by which text.
    pub rule: &'static Rule,
    /// What of the case it is about.
    pub about: About,
    /// What to do, in the officer's words.
    #[serde(rename = "says")]
    pub phrase: Phrase,
    /// The last day on which it is in time by the letter.
    #[serde(with = "stored_day::maybe")]
    pub due: Option<NaiveDate>,
    /// The school day on which to do it.
    #[serde(with = "stored_day::maybe")]
    pub task: Option<NaiveDate>,
    /// Whether a step in the program settles it.
    pub can_act: bool,
}

/// What stands in place of the name where a line cannot be read.
pub const UNREADABLE: &str = "(this line cannot be read: run offsite verify)";

impl NextDuty {
    fn from_case(finding: &Finding) -> NextDuty {
        NextDuty {
            rule: finding.rule,
            about: finding.about.clone(),
            phrase: finding.phrase.clone(),
            due: finding.due,
            task: finding.task.or(finding.due),
            can_act: finding.step != NextStep::Nothing,
        }
    }

    /// Returns what tells it from the other findings of its case.
    pub fn key(&self) -> FindingKey {
        (self.rule.id, self.about.clone())
    }

    /// Returns how pressing it is on a day.
    pub fn urgency(&self, today: NaiveDate) -> Urgency {
        rules::urgency(self.rule, self.due, self.task, today)
    }
}

/// What is kept of a case for lists and searches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The case.
    pub id: CaseRef,
    /// The child's name, "" where it is not known.
    pub name: String,
    /// "" where it is not known.
    pub upn: String,
    /// Numbers that the child had before.
    pub former_upns: Vec<String>,
    /// The date of birth.
    #[serde(with = "stored_day::maybe")]
    pub born: Option<NaiveDate>,
    /// The year group, as it was answered.
    pub year_group: Option<i64>,
    /// Ids of the schools in the register, "" where none is chosen.
    pub home: String,
    /// The host, as `home`.
    pub host: String,
    /// How far the case has come.
    pub stage: Stage,
    /// What searches ask.
    pub facts: Facets,
    /// When the case was changed last, in milliseconds since 1970.
    pub modified_ms: i64,
    /// The duties among which the most urgent one is on any day, each once.
    duties: Vec<NextDuty>,
    /// Which of them is due first, by its consequence.
    first: [Option<u8>; Consequence::COUNT],
    /// Which of them has the first task; one without a date where none has one.
    soonest: Option<u8>,
}

impl Summary {
    /// Returns the line of a case that was changed last at `touched_ms`.
    pub fn from_case(case: &Case, context: &RuleContext, touched_ms: i64) -> Summary {
        Summary::with(case, context, touched_ms, &findings(case, context))
    }

    /// Returns the line of a case, where its findings are known.
    pub fn with(case: &Case, context: &RuleContext, modified_ms: i64, all: &[Finding]) -> Summary {
        let by_due = |f: &&Finding| (f.due, f.task.or(f.due));
        let by_task = |f: &&Finding| {
            (f.task.or(f.due).unwrap_or(NaiveDate::MAX), f.due.unwrap_or(NaiveDate::MAX))
        };
        let mut duties: Vec<NextDuty> = Vec::new();
        let mut kept = |finding: Option<&Finding>| {
            let duty = NextDuty::from_case(finding?);
            let at = duties.iter().position(|known| *known == duty).unwrap_or_else(|| {
                duties.push(duty);
                duties.len() - 1
            });
            u8::try_from(at).ok()
        };
        let first = Consequence::ALL.map(|consequence| {
            let dated = all.iter().filter(|f| f.due.is_some());
            kept(dated.filter(|f| f.rule.consequence == consequence).min_by_key(by_due))
        });
        let soonest = kept(all.iter().min_by_key(by_task));
        let text = |field: &str| case.answer(field).as_text().to_owned();
        let schools = BothSchools { home: context.home, host: context.host };
        Summary {
            id: case.id,
            name: text(field::CHILD_FULL_NAME.id),
            upn: text(field::CHILD_UPN.id),
            former_upns: Pupil::from_case(case).former,
            born: case.date(field::CHILD_DOB),
            year_group: case.number(field::CHILD_YEAR_GROUP),
            home: text(field::SCHOOL_HOME.id),
            host: text(field::SCHOOL_HOST.id),
            stage: stage(case),
            facts: Facets {
                touched: chrono::DateTime::from_timestamp_millis(modified_ms)
                    .map(|t| t.date_naive()),
                ..Facets::from_case(case, schools)
            },
            modified_ms,
            duties,
            first,
            soonest,
        }
    }

    /// Returns the line that stands for one that cannot be read: it says so where the name would
    /// be, so that one unreadable line costs one line and no list is shorter without a word.
    pub fn unreadable(id: CaseRef) -> Summary {
        Summary { name: UNREADABLE.to_owned(), ..Summary::blank(id) }
    }

    /// Returns whether it is the line of its case, not what stands for one that cannot be read.
    pub fn is_readable(&self) -> bool {
        self.name != UNREADABLE
    }

    /// Returns the line of a case of which nothing is shown but its reference, where the name would
    /// be.
    pub fn nameless(id: CaseRef) -> Summary {
        Summary { name: id.to_string(), ..Summary::blank(id) }
    }

    fn blank(id: CaseRef) -> Summary {
        Summary::with(&Case::new(id), &RuleContext::default(), 0, &[])
    }

    fn duty(&self, at: Option<u8>) -> Option<&NextDuty> {
        self.duties.get(usize::from(at?))
    }

    /// Returns what is most pressing on a day: of what is overdue the gravest, else the task that
    /// comes first.
    pub fn next(&self, today: NaiveDate) -> Option<&NextDuty> {
        match overdue(&self.due_days(), today) {
            Some((at, _)) => self.duty(self.first[at]),
            None => self.duty(self.soonest),
        }
    }

    /// Returns the day on which the first duty of each consequence is due.
    pub fn due_days(&self) -> [Option<NaiveDate>; Consequence::COUNT] {
        self.first.map(|at| self.duty(at).and_then(|n| n.due))
    }

    /// Returns the school day of the first task, and the day on which it is due.
    pub fn soonest(&self) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
        self.duty(self.soonest).map(|n| (n.task, n.due))
    }

    /// Returns the key by which lists are ordered on a day.
    pub fn rank(&self, today: NaiveDate) -> Rank {
        self.sort_key().rank(today)
    }

    /// Returns the group of the list in which the case stands on a day.
    pub fn group(&self, today: NaiveDate) -> Group {
        self.sort_key().group(today)
    }

    /// Returns what sorting and filtering need of it, in numbers alone.
    pub fn sort_key(&self) -> SortKey {
        SortKey {
            id: self.id,
            born: self.born,
            year_group: self.year_group,
            stage: self.stage,
            facts: self.facts,
            modified_ms: self.modified_ms,
            late: self.due_days(),
            soonest: self.soonest().map(|(task, due)| TaskKey { task, due }),
        }
    }

    /// Returns the child that it is about.
    pub fn pupil(&self) -> Pupil {
        Pupil {
            upn: self.upn.clone(),
            former: self.former_upns.clone(),
            name: self.name.clone(),
            born: self.born,
        }
    }
}

/// What the head of the list says. Groups are counted to `MAX` cases at most where that costs a
/// walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Cases by group.
    pub groups: GroupCounts,
    /// Directions that run.
    pub running: usize,
    /// Every case of the list.
    pub all: usize,
}

impl Tally {
    /// The count at which counting ends.
    pub const MAX: usize = 1_000;

    /// Returns how many cases have something overdue.
    pub fn late(&self) -> usize {
        [Group::Safety, Group::Law, Group::Late].into_iter().map(|g| self.groups.of(g)).sum()
    }
}
