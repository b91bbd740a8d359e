//! The values in which local authorities differ. Worcestershire's are built in, a file may override
//! them, and none may go below the statutory floor.

mod file;
mod floor;
mod keys;
mod own;
mod readers;
#[cfg(test)]
mod tests;
mod toml_value;

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::domain::calendar::dates::format;
use crate::domain::case::{Case, flags};
pub use crate::domain::profile::own::{
    CheckRow, CheckStage, OwnNotification, OwnView, Panel, SessionCaps,
};
use crate::domain::retention::schedule::RetentionRow;
use crate::domain::sheet::column::OwnColumn;
use crate::error::Faults;

/// What the authority wants to hear before the first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorityStep {
    /// Nothing.
    None,
    /// It is told.
    Notify,
    /// It agrees first.
    Approve,
}

/// The most views that a profile gives: a key each, 1 to 9.
pub const MAX_VIEWS: usize = 9;

/// The values that the rules count with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The authority: "Worcestershire".
    pub name: String,
    /// The edition of its protocol: "2025-09".
    pub version: String,
    /// The day from which this edition holds.
    pub in_force_from: NaiveDate,
    /// Whole school days between the notice and the first day.
    pub notice_school_days: u32,
    /// Whether the day of the notice counts as one of them.
    pub notice_lenient: bool,
    /// School weeks from the first day to the first review.
    pub first_review_weeks: u32,
    /// School weeks from one review to the next where no frequency was agreed.
    pub review_every_weeks: u32,
    /// Days from the invitation to the review, at least (P-RV2).
    pub invitation_days: u64,
    /// Days from a review to the letter with its outcome, at most.
    pub outcome_days: u64,
    /// A request may be declined where a review was held fewer days before it than this.
    pub decline_within_days: u64,
    /// Days from one contact to the next where no interval was promised.
    pub contact_days: u64,
    /// The longest interval between contacts that may be promised, in days.
    pub max_contact_days: u64,
    /// The longest direction in school weeks; none where the authority sets no limit.
    pub max_length_weeks: Option<u32>,
    /// Whether the parents have to agree to a direction.
    pub parent_agreement: bool,
    /// Whether the pupil has to agree to a direction.
    pub pupil_agreement: bool,
    /// What it wants to hear before the first day.
    pub authority: AuthorityStep,
    /// Whether the step at the LA comes before the parents are spoken to.
    pub told_before_parents: bool,
    /// What the authority wants to be told after the first day.
    pub start_notification: OwnNotification,
    /// What it wants to be told after a decision or an ending.
    pub outcome_notification: OwnNotification,
    /// The authority's panel.
    pub panel: Panel,
    /// Rows of the authority's own checklist.
    pub checklist: Vec<CheckRow>,
    /// The most sessions a week at each kind of host.
    pub session_caps: SessionCaps,
    /// The day from which the duty towards children not in school holds; none while it has not
    /// commenced (Children's Wellbeing and Schools Act 2026 s. 38).
    pub not_in_school_from: Option<NaiveDate>,
    /// The schools whose behaviour policy is known to describe directions (P-BG7), by URN or by the
    /// name that the register has.
    pub in_policy: Vec<String>,
    /// How many reviews of a direction are held face to face at least.
    pub reviews_face_to_face: u32,
    /// Who is copied in, as the last part of a field id: `la` of `copies.la`; anything else is the
    /// name of somebody whom this authority adds, after a flag where it is not for every child:
    /// `ehcp: EHCP coordinator`.
    pub copies: Vec<String>,
    /// The outcomes that a decision may have, as option ids.
    pub outcomes: Vec<String>,
    /// The authority's own name for an off-site direction.
    pub route: String,
    /// What the portal for returns is called.
    pub portal: String,
    /// What the spreadsheet of directions is called.
    pub spreadsheet: String,
    /// The columns of that spreadsheet in the authority's own order; none where they are Offsite's.
    pub spreadsheet_columns: Vec<OwnColumn>,
    /// The local word for a training day.
    pub inset: String,
    /// Views of the case list that every officer has, on the keys from 1 on.
    pub views: Vec<OwnView>,
    /// How many daily backups are kept; none where each officer's own setting says.
    pub backups_kept: Option<u32>,
    /// For how many whole years it is kept who looked at what.
    pub audit_years: i32,
    /// The least number of statistics that is published; smaller ones are withheld.
    pub least_published: u32,
    /// The retention schedule, a row for each class.
    pub retention: Vec<RetentionRow>,
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
        max_contact_days: 31,
        max_length_weeks: None,
        parent_agreement: false,
        pupil_agreement: false,
        authority: AuthorityStep::None,
        told_before_parents: false,
        start_notification: OwnNotification::default(),
        outcome_notification: OwnNotification::default(),
        panel: Panel::default(),
        checklist: Vec::new(),
        session_caps: Vec::new(),
        in_policy: Vec::new(),
        reviews_face_to_face: 0,
        not_in_school_from: None,
        route: String::new(),
        copies: Vec::new(),
        views: Vec::new(),
        backups_kept: None,
        audit_years: 6,
        least_published: 5,
        retention: Vec::new(),
        outcomes: Vec::new(),
        portal: String::new(),
        spreadsheet: String::new(),
        spreadsheet_columns: Vec::new(),
        inset: String::new(),
    };
    blank.laid(SHIPPED_TEXT).0
});
const SHIPPED_TEXT: &str = include_str!("../data/worcestershire-2025-09.toml");

impl Profile {
    /// Returns whom the letter about this child is copied to by name, besides those whom the
    /// protocol knows.
    pub fn own_copies<'a>(&'a self, case: &'a Case) -> impl Iterator<Item = &'a str> {
        let known = |id: &str| crate::domain::forms::field(format!("copies.{id}")).is_some();
        let own = self.copies.iter().map(|line| line.trim()).filter(move |line| !known(line));
        own.filter_map(|line| match own::copied_where(line) {
            (Some(flag), name) => flags::is_flagged(case, flag).then_some(name),
            (None, name) => Some(name),
        })
    }

    /// Returns the text of the profile that Offsite comes with.
    pub fn shipped_text() -> &'static str {
        SHIPPED_TEXT
    }

    /// Returns the profile without what neither judges a case nor stands on its line of the list.
    pub fn for_lines(&self) -> Profile {
        let mut lines = self.clone();
        lines.route.clear();
        lines.spreadsheet_columns.clear();
        lines.inset.clear();
        lines.views.clear();
        lines.backups_kept = None;
        lines.audit_years = 0;
        lines.least_published = 0;
        lines.retention.clear();
        lines
    }

    /// Returns the profile that Offsite comes with.
    pub fn shipped() -> &'static Profile {
        &SHIPPED
    }

    /// Reads a profile: the shipped one with the lines of this file laid over it.
    ///
    /// # Errors
    /// Every fault with its line, as sentences; among them each value that undercuts the national
    /// floor, with the reason.
    pub fn parse(text: &str) -> Result<Profile, Faults> {
        let (profile, faults) = Profile::shipped().clone().laid(text);
        faults.or(profile)
    }

    /// Returns how the profile is named beside a figure that comes from it.
    pub fn citation(&self) -> String {
        format!(
            "profile {} {}, in force from {}",
            self.name,
            self.version,
            format(self.in_force_from)
        )
    }
}
