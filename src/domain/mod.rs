//! The pure core: what a case is and what the protocol asks of it.
//!
//! It knows no file, clock, terminal or database; today is an argument. Begin with [`case::Case`],
//! [`rules::Rule`] and [`forms`].
//!
//! - [`access`]: Who looked at what: one entry of the record of looks. It has no name of a child in
//!   it, and no word that was searched for.
//! - [`admit`]: What every change must be before it is stored, whichever door it comes by.
//! - [`attendance`]: Attendance on two registers (P-AT1 to P-AT4, P-LE4): where a pupil is
//!   expected, what both schools recorded, where they disagree, and the figures.
//! - [`calendar`]: School days and school weeks at one school.
//! - [`case`]: One case: the answers, rows and marks of one pupil's direction.
//! - [`census`]: The alternative provision that a school arranged, as the school census asks for it.
//! - [`document`]: What a front end asks for when a document is made, and what comes back.
//! - [`fold`]: Text as searches see it: without accents, apostrophes and hyphens.
//! - [`forms`]: The data dictionary: every field, table and form, each defined once.
//! - [`funding`]: What is left of a year's funding when a pupil moves for good (P-FU1): the balance
//!   of the AWPU and of the amounts for special needs by days, perhaps backdated.
//! - [`glass`]: A restricted case that an officer opens without being named: why, for how long, and
//!   who has still to be told of it.
//! - [`inspection`]: What an inspector asks of a pupil who attends elsewhere than the home school, as
//!   at a day.
//! - [`list`]: The case list: its rows, orders, views and full-text search.
//! - [`officers`]: The officers of shared records, their roles, and what each role may do.
//! - [`oversight`]: What the lead oversees: how many cases are late, without a review or silent, by
//!   school and officer, and what begins and ends.
//! - [`plural`]: Counts in words: `1 case`, `2 cases`.
//! - [`prefill`]: Suggestions from a file or an earlier case, field by field against what is
//!   recorded.
//! - [`profile`]: The values in which local authorities differ.
//! - [`query`]: The search language: `due<7d and (flag:cla or flag:ehcp) not stage:ended bailey`.
//! - [`retention`]: How long a case is kept under the schedule, and what holds it.
//! - [`rules`]: What the protocol and the law ask of a case.
//! - [`school`]: A school of the register, home or host.
//! - [`sheet`]: What an officer says of an authority's own sheet of directions, so that it can be
//!   read.
//! - [`statistics`]: How directions ended, by what may have to do with it; small numbers withheld.
//! - [`stored_day`]: Days as they are stored.
//! - [`subject_access`]: A request to see what the record has of a child: its days, what is decided
//!   on each part, and what is then given.
//! - [`system_user`]: A user as the system knows it.
//! - [`text`]: Text from outside, cleaned of what may not be stored.
//! - [`timeline`]: The timeline of a case: what happened, today, then what is late, booked and due,
//!   in the order in which the screen shows it and a linear session reads it.
//! - [`upn`]: Unique pupil numbers: format and check letter.
//! - [`value`]: The value of an answer, and the answers of a row.

pub mod access;
pub mod admit;
pub mod attendance;
pub mod calendar;
pub mod case;
pub mod census;
pub mod document;
pub mod fold;
pub mod forms;
pub mod funding;
pub mod glass;
pub mod inspection;
pub mod list;
pub mod officers;
pub mod oversight;
pub mod plural;
pub mod prefill;
pub mod profile;
pub mod query;
pub mod request_id;
pub mod retention;
pub mod rules;
pub mod school;
pub mod sheet;
pub mod statistics;
pub mod stored_day;
pub mod subject_access;
pub mod system_user;
pub mod text;
pub mod timeline;
pub mod upn;
pub mod value;
