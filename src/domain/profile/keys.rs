//! Every key of a profile, and how its value is read.

use crate::domain::profile::readers::{
    days, fields, list, one_of, or_none, small, views, word, words, yes,
};
use crate::domain::profile::toml_value::TomlValue;
use crate::domain::profile::{AuthorityStep, Profile, own};
use crate::domain::retention::schedule;
use crate::domain::sheet::column::own_columns;

type FieldReader = fn(&mut Profile, TomlValue) -> Result<(), &'static str>;

/// Every key of a profile and where it goes.
pub(super) const KEYS: &[(&str, FieldReader)] = &[
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
    ("contact.days_most", |p, g| days(&mut p.max_contact_days, g)),
    ("length.school_weeks_most", |p, g| match g {
        TomlValue::Number(n @ 0..=999) => {
            p.max_length_weeks = u32::try_from(n).ok().filter(|n| *n > 0);
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
    ("schools.in_policy", |p, g| match g {
        TomlValue::Words(all) if all.iter().all(|w| !w.trim().is_empty()) => {
            p.in_policy = all;
            Ok(())
        }
        _ => Err("a list of schools, by URN or by the name in the register"),
    }),
    ("papers.copies", |p, g| match g {
        TomlValue::Words(all) if all.iter().all(|line| own::is_copy(line)) => {
            p.copies = all;
            Ok(())
        }
        _ => Err(
            "words of the built-in profile, or names of at most 60 characters. For some children only, put a search flag first: \"ehcp: EHCP coordinator\"",
        ),
    }),
    ("decision.outcomes", |p, g| {
        words(&mut p.outcomes, g, &["continue", "return", "managed_move", "post16"])
    }),
    ("words.route", |p, g| word(&mut p.route, g)),
    ("words.portal", |p, g| word(&mut p.portal, g)),
    ("words.spreadsheet", |p, g| word(&mut p.spreadsheet, g)),
    ("spreadsheet.columns", |p, g| {
        list(
            &mut p.spreadsheet_columns,
            g,
            own_columns,
            "columns like \"Pupil\", \"Name of child: Pupil\" or \"Reason: direction.purpose\", each heading once",
        )
    }),
    ("words.inset", |p, g| word(&mut p.inset, g)),
    ("backups.kept", |p, g| match g {
        TomlValue::Number(n @ 0..=365) => {
            p.backups_kept = u32::try_from(n).ok().filter(|n| *n > 0);
            Ok(())
        }
        _ => Err("a whole number up to 365, or 0 for each officer's own setting"),
    }),
    ("audit.years_kept", |p, g| match g {
        TomlValue::Number(n @ 1..=99) => {
            p.audit_years = n as i32;
            Ok(())
        }
        _ => Err("a whole number from 1 to 99"),
    }),
    ("statistics.withhold_below", |p, g| match g {
        TomlValue::Number(n @ 3..=99) => {
            p.least_published = n as u32;
            Ok(())
        }
        _ => Err("a whole number from 3 to 99"),
    }),
    ("retention.classes", |p, g| {
        list(
            &mut p.retention,
            g,
            schedule::parse,
            "rows like \"ehcp: born + 31: uncertain: IRMS toolkit\", each class once; a sum, hold or record; certain or uncertain",
        )
    }),
    ("lists.views", |p, g| match g {
        TomlValue::Words(all) => views(all)
            .map(|views| p.views = views)
            .ok_or("up to nine like \"Late: late\": a name, a colon and a search"),
        _ => Err("a list of up to nine like \"Late: late\": a name, a colon and a search"),
    }),
];
