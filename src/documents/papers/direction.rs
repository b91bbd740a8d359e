//! The letter that gives notice of a direction (P-LE1 to P-LE9; SI 2010/1156 reg 3), its copies,
//! and the notice to the local authority.

use crate::documents::papers::facts::{PaperFacts, weekday};
use crate::documents::papers::letter::{LetterDraft, LetterPlan, row, said_spans};
use crate::documents::papers::paper::{
    Answer, Block, Filled, Paper, PaperRow, Span, missing, plain,
};
use crate::documents::papers::people::Person;
use crate::documents::papers::words::Placeholders;
use crate::documents::papers::{Announcement, PaperKind, SentRecord, people};
use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::document::Audience;
use crate::domain::forms::choice::{HomeKind, HostKind, SessionsADay};
use crate::domain::forms::{field, table};
use crate::domain::rules::CaseContext;
use crate::error::{Error, Result};

pub(super) const LETTER: PaperKind = PaperKind {
    id: "letter",
    label: "Direction letter",
    says: "notice of the direction to each parent, and its copies",
    template: include_str!("../templates/letter.txt"),
    form: None,
    settles: SentRecord::Notice,
    announces: Announcement::Direction,
    make: letter,
};

pub(super) const LA_NOTICE: PaperKind = PaperKind {
    id: "la-notice",
    label: "Notice to the LA",
    says: "notice of the direction to the LA, where there is an EHCP",
    template: include_str!("../templates/la-notice.txt"),
    form: None,
    settles: SentRecord::Letter("other"),
    announces: Announcement::Direction,
    make: la_notice,
};

/// Every particular that the law or the protocol wants in the letter, whatever its wording.
fn must(facts: &PaperFacts) -> Vec<&'static str> {
    let mut all = vec![
        "host_school.name",
        "host_school.address",
        field::REPORT_NAME.id,
        field::REPORT_WHERE.id,
        field::REPORT_TIME.id,
        field::DIRECTION_DAYS.id,
        field::DIRECTION_START.id,
        field::DIRECTION_END.id,
        field::INITIAL_REASONS.id,
        field::OBJECTIVES_TEXT.id,
        field::SESSION_START.id,
        field::SESSION_FINISH.id,
        field::INITIAL_FIRST_REVIEW.id,
        field::REQUEST_TO.id,
        field::PROMISE_CONTACT.id,
        field::COMPLAINT_ROUTE.id,
    ];
    if facts.case.is(field::SESSION_PER_DAY, SessionsADay::Two) {
        all.extend([field::SESSION_BREAK_START.id, field::SESSION_BREAK_END.id]);
    }
    all
}

fn letter(facts: &PaperFacts) -> Result<Vec<Paper>> {
    refuse_direct_move(facts)?;
    let date = facts.case.answer(field::LETTER_DATE.id).as_date().unwrap_or(facts.order.on);
    let plan = LetterPlan {
        name: LETTER.id,
        built_in: LETTER.template,
        title: LETTER.label,
        from: field::SCHOOL_HOME.id,
        audience: Audience::Parent,
        date: Filled::Known(crate::documents::papers::facts::day(date)),
        must: must(facts),
        lawful_copy: true,
    };
    let (family, unclear) = people::family(facts);
    let mut list = people::copies(facts, true);
    list.people.insert(0, people::home_head(facts));
    let mut papers = Vec::new();
    for person in family.iter().chain(&list.people) {
        let mut draft = drafted(facts, &plan, person, &family);
        draft.close();
        papers.push(draft.finish(&family, &list.people)?);
    }
    papers[0].missing.extend(unclear.into_iter().chain(list.missing));
    papers[0].notes.extend(notes(facts));
    Ok(papers)
}

/// Refuses a notice of a direction where there is none.
fn refuse_direct_move(facts: &PaperFacts) -> Result<()> {
    if facts.is_direct_move() {
        return Err(Error::rule(
            "This case is a direct managed move: there is no direction to give notice of. Record the agreements, then confirm the move.",
        ));
    }
    Ok(())
}

fn la_notice(facts: &PaperFacts) -> Result<Vec<Paper>> {
    refuse_direct_move(facts)?;
    if facts.case.answer(field::SEND_EHCP.id).is_no() {
        return Err(Error::rule(
            "This child has no EHCP, so no notice goes to the LA. Correct the answer to \"EHCP?\" if that is wrong.",
        ));
    }
    let plan = LetterPlan {
        name: LA_NOTICE.id,
        built_in: LA_NOTICE.template,
        title: LA_NOTICE.label,
        from: field::SCHOOL_HOME.id,
        audience: Audience::Host,
        date: Filled::Known(crate::documents::papers::facts::day(facts.order.on)),
        must: must(facts)
            .into_iter()
            .filter(|m| {
                ![field::REQUEST_TO.id, field::PROMISE_CONTACT.id, field::COMPLAINT_ROUTE.id]
                    .contains(m)
            })
            .collect(),
        lawful_copy: false,
    };
    let person = people::authority(facts);
    let to = [person];
    let mut draft = drafted(facts, &plan, &to[0], &[]);
    draft.words.row(
        facts,
        Audience::Host,
        table::EVENT_SEND_CONSIDERATION,
        facts.latest(table::EVENT_SEND_CONSIDERATION),
    );
    draft.close();
    let mut paper = draft.finish(&to, &[])?;
    if facts.case.lacks(field::SEND_EHCP) {
        paper.missing.push(missing("whether the child has an EHCP", &[field::SEND_EHCP.id]));
    }
    paper.notes.extend(notes(facts));
    Ok(vec![paper])
}

/// Begins a letter about the direction, with its tables.
fn drafted<'a>(
    facts: &'a PaperFacts<'a>,
    plan: &'a LetterPlan<'a>,
    person: &'a Person,
    family: &[Person],
) -> LetterDraft<'a> {
    let mut draft = LetterDraft::new(facts, plan, person, family);
    draft.words.row(
        facts,
        plan.audience,
        table::EVENT_BOARD_DECISION,
        facts.latest(table::EVENT_BOARD_DECISION),
    );
    let host = facts.case.choice(field::SCHOOL_HOST_KIND);
    draft.words.flag(
        "is.second_register",
        matches!(host, Some(HostKind::School | HostKind::Pru | HostKind::ApSchool)),
    );
    draft.words.put(field::DIRECTION_DAYS.id, days(facts));
    let host = facts.case.answer(field::SCHOOL_HOST_KIND.id).as_text();
    draft.words.flag("is.second_register", matches!(host, "school" | "pru" | "ap_school"));
    let table = particulars(facts, &draft);
    draft.part("particulars", vec![Block::Fields(table)]);
    let weeks: Vec<Block> = facts
        .case
        .rows("timetable")
        .map(|(_, r)| crate::documents::papers::forms::week(r, facts))
        .collect();
    if weeks.is_empty() {
        draft.words.lacks(&Filled::Missing(missing(
            "timetable of the split",
            &[field::TIMETABLE_FROM.id],
        )));
    }
    let lost = Block::Para(vec![Span::Missing("timetable of the split".into())]);
    draft.part("timetable", if weeks.is_empty() { vec![lost] } else { weeks });
    let back = format!("Returning to {}", plain(&facts.school_of(field::SCHOOL_HOME.id).name));
    let aims = [
        ("Support and settling in", field::OBJECTIVES_SUPPORT.id),
        ("Learning, particularly English, maths and science", field::OBJECTIVES_ACADEMIC.id),
        ("Personal and social needs", field::OBJECTIVES_PERSONAL.id),
        ("Motivation, attendance and taking part", field::OBJECTIVES_ENGAGEMENT.id),
        (back.trim_end(), field::OBJECTIVES_REINTEGRATION.id),
        ("How we will check progress", field::OBJECTIVES_MONITORING.id),
    ];
    let aims = aims.iter().map(|(label, key)| row(&draft.words, label, key)).collect();
    draft.part("aims", vec![Block::Fields(aims)]);
    draft
}

/// Returns the number of days to print: counted by the calendar where the terms are known, else as
/// it was typed (SI 2010/1156 reg 3(4)).
fn days(facts: &PaperFacts) -> Filled {
    let typed = facts.case.answer(field::DIRECTION_DAYS.id).as_number();
    let count = facts.days_at_host().filter(|_| facts.knows_terms()).or(typed);
    Filled::or_missing(
        &count.map(|n| n.to_string()).unwrap_or_default(),
        "number of days",
        &[field::DIRECTION_DAYS.id],
    )
}

/// Returns where the child is taught, by the names of the schools: "home" and "host" are the
/// officer's words, and to a parent "home" means staying at home.
fn split(facts: &PaperFacts, words: &Placeholders) -> Vec<Span> {
    let (home, host) = (words.peek("home_school.name"), words.peek("host_school.name"));
    match (facts.case.answer(field::SESSION_SPLIT.id).as_text(), home, host) {
        ("full", _, Filled::Known(host)) => vec![Span::Text(format!("Full time at {host}"))],
        ("split", Filled::Known(home), Filled::Known(host)) => {
            vec![Span::Text(format!("Split between {home} and {host}"))]
        }
        _ => said_spans(words.said(field::SESSION_SPLIT.id)),
    }
}

fn particulars(facts: &PaperFacts, draft: &LetterDraft) -> Vec<PaperRow> {
    let words = &draft.words;
    let on = |label: &str, key: &str| match (facts.case.answer(key).as_date(), words.said(key)) {
        (Some(day), _) => PaperRow { label: label.into(), answer: Answer::text(&weekday(day)) },
        (None, said) => PaperRow { label: label.into(), answer: Answer::Spans(said_spans(said)) },
    };
    let pair = |label: &str, first: &str, between: &str, second: &str| {
        let mut spans = said_spans(words.said(first));
        spans.push(Span::Text(between.into()));
        spans.extend(said_spans(words.said(second)));
        PaperRow { label: label.into(), answer: Answer::Spans(spans) }
    };
    let mut days = said_spans(words.said(field::DIRECTION_DAYS.id));
    if let [Span::Text(n)] = days.as_mut_slice() {
        n.push_str(if n == "1" { " school day" } else { " school days" });
    }
    let mut rows = vec![
        row(words, "Where", "host_school.name"),
        row(words, "Address", "host_school.address"),
        on("First day", field::DIRECTION_START.id),
        on("Proposed last day", field::DIRECTION_END.id),
        PaperRow { label: "Number of days".into(), answer: Answer::Spans(days) },
        PaperRow { label: "Full time or split".into(), answer: Answer::Spans(split(facts, words)) },
    ];
    match facts.case.choice(field::SESSION_PER_DAY) {
        Some(SessionsADay::Two) => rows.extend([
            row(words, "Morning session starts", field::SESSION_START.id),
            pair(
                "Break between the sessions",
                field::SESSION_BREAK_START.id,
                " to ",
                field::SESSION_BREAK_END.id,
            ),
            row(words, "Afternoon session finishes", field::SESSION_FINISH.id),
        ]),
        Some(SessionsADay::One) => rows.extend([
            row(words, "Session starts", field::SESSION_START.id),
            row(words, "Session finishes", field::SESSION_FINISH.id),
        ]),
        None => rows.extend([
            row(words, "Sessions a day", field::SESSION_PER_DAY.id),
            row(words, "Starts", field::SESSION_START.id),
            row(words, "Finishes", field::SESSION_FINISH.id),
        ]),
    }
    rows.push(pair(
        "Report on the first day to",
        field::REPORT_NAME.id,
        ", ",
        field::REPORT_ROLE.id,
    ));
    rows.push(pair(
        "Where to report, and when",
        field::REPORT_WHERE.id,
        ", ",
        field::REPORT_TIME.id,
    ));
    rows
}

/// Returns what the officer should know before the letter goes.
fn notes(facts: &PaperFacts) -> Vec<String> {
    let mut notes = Vec::new();
    let case = facts.case;
    if let Some(start) = case.date(field::DIRECTION_START)
        && let Some(latest) = (CaseContext { case, context: facts.context }).notice_by()
    {
        let late = if facts.order.on > latest.day {
            " That day has passed: move the start, or take advice."
        } else {
            ""
        };
        let days = facts.context.profile.notice_school_days;
        notes.push(format!(
                "Give it by {} at the latest: {days} school days before {} (SI 2010/1156 reg 3(2)).{late}",
                dates::show_long(latest.day),
                dates::show_long(start)
            ));
    }
    if let (Some(count), typed) =
        (facts.days_at_host(), case.answer(field::DIRECTION_DAYS.id).as_number())
        && typed != Some(count)
    {
        notes.push(match (facts.knows_terms(), typed) {
            (true, Some(typed)) => format!(
                "The calendar counts {count} school days and the letter says so; the record says {typed}. Correct the record."
            ),
            (true, None) => format!("The calendar counts {count} school days; the letter says so."),
            (false, _) => format!(
                "Without term dates, which are not loaded, {count} weekdays are counted. Load the term dates to have the days counted."
            ),
        });
    }
    if case.is_yes(field::PR_ISSUES) {
        notes.push(
            "Parental responsibility issues are recorded: read them before anything is sent."
                .into(),
        );
    }
    if matches!(case.choice(field::SCHOOL_HOME_KIND), Some(HomeKind::Academy | HomeKind::Pru)) {
        notes.push(
            "That the 2010 regulations bind academies and pupil referral units from 26/07/2026 is known at second hand: have it confirmed."
                .into(),
        );
    }
    notes
}
