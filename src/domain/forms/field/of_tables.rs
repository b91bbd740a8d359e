//! Fields of the rows that are no events: contacts, suspensions, evidence and others.

use crate::domain::forms::answer_type::{Date, Number, Row, Text, YesNo};
use crate::domain::forms::choice::{AttendeeRole, EvidenceKind, HalfDayAt};
use crate::domain::forms::field::fields;

fields! {
    CONTACTS_NAME: Text = "contacts.name",
    CONTACTS_RELATIONSHIP: Text = "contacts.relationship",
    CONTACTS_PR: YesNo = "contacts.pr",
    CONTACTS_LIVES_WITH: YesNo = "contacts.lives_with",
    CONTACTS_PHONE: Text = "contacts.phone",
    CONTACTS_EMAIL: Text = "contacts.email",
    CONTACTS_ADDRESS: Text = "contacts.address",
    CONTACTS_LANGUAGE: Text = "contacts.language",

    FORMER_UPNS_UPN: Text = "former_upns.upn",

    PAST_TERMS_NAME: Text = "past_terms.name",
    PAST_TERMS_POSSIBLE: Number = "past_terms.possible",
    PAST_TERMS_ATTENDED: Number = "past_terms.attended",
    PAST_TERMS_AUTHORISED: Number = "past_terms.authorised",
    PAST_TERMS_UNAUTHORISED: Number = "past_terms.unauthorised",

    INTERVENTIONS_NAME: Text = "interventions.name",
    INTERVENTIONS_START: Date = "interventions.start",
    INTERVENTIONS_END: Date = "interventions.end",
    INTERVENTIONS_EFFECT: Text = "interventions.effect",

    EXCLUSIONS_DATE: Date = "exclusions.date",
    EXCLUSIONS_REASON: Text = "exclusions.reason",

    SUSPENSIONS_START: Date = "suspensions.start",
    SUSPENSIONS_DAYS: Number = "suspensions.days",
    SUSPENSIONS_REASON: Text = "suspensions.reason",

    SUBJECTS_SUBJECT: Text = "subjects.subject",
    SUBJECTS_COURSE: Text = "subjects.course",
    SUBJECTS_BOARD: Text = "subjects.board",

    SCHOOLS_ATTENDED_NAME: Text = "schools_attended.name",
    SCHOOLS_ATTENDED_ADMITTED: Date = "schools_attended.admitted",
    SCHOOLS_ATTENDED_LEFT: Date = "schools_attended.left",

    TIMETABLE_FROM: Date = "timetable.from",
    TIMETABLE_MON_AM: HalfDayAt = "timetable.mon_am",
    TIMETABLE_MON_PM: HalfDayAt = "timetable.mon_pm",
    TIMETABLE_TUE_AM: HalfDayAt = "timetable.tue_am",
    TIMETABLE_TUE_PM: HalfDayAt = "timetable.tue_pm",
    TIMETABLE_WED_AM: HalfDayAt = "timetable.wed_am",
    TIMETABLE_WED_PM: HalfDayAt = "timetable.wed_pm",
    TIMETABLE_THU_AM: HalfDayAt = "timetable.thu_am",
    TIMETABLE_THU_PM: HalfDayAt = "timetable.thu_pm",
    TIMETABLE_FRI_AM: HalfDayAt = "timetable.fri_am",
    TIMETABLE_FRI_PM: HalfDayAt = "timetable.fri_pm",

    EVIDENCE_TITLE: Text = "evidence.title",
    EVIDENCE_KIND: EvidenceKind = "evidence.kind",
    EVIDENCE_DATED: Date = "evidence.dated",
    EVIDENCE_FILE: Text = "evidence.file",
    EVIDENCE_BYTES: Number = "evidence.bytes",
    EVIDENCE_MEDIA: Text = "evidence.media",
    EVIDENCE_SHA256: Text = "evidence.sha256",
    EVIDENCE_ADDED_ON: Date = "evidence.added_on",
    EVIDENCE_ADDED_BY: Text = "evidence.added_by",

    ATTENDEES_NAME: Text = "attendees.name",
    ATTENDEES_ROLE: AttendeeRole = "attendees.role",
    ATTENDEES_REVIEW: Row = "attendees.review",
    ATTENDEES_IS_HEAD: YesNo = "attendees.is_head",
    ATTENDEES_CAME: YesNo = "attendees.came",
    ATTENDEES_SIGNED_ON: Date = "attendees.signed_on",
    ATTENDEES_SIGNED_AS: Text = "attendees.signed_as",

    SUSPENSIONS_HALF: YesNo = "suspensions.half",
}
