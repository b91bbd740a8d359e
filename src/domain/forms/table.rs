//! The id of every table, by a name that the compiler checks: a constant here cannot name a table
//! that is not in the dictionary.

use crate::domain::forms::TABLES;
use crate::domain::forms::answer_type::is_same;

/// Returns the id, or stops the build where no table bears it.
const fn known(id: &'static str) -> &'static str {
    let mut section = 0;
    while section < TABLES.len() {
        let mut i = 0;
        while i < TABLES[section].len() {
            if is_same(TABLES[section][i].id, id) {
                return id;
            }
            i += 1;
        }
        section += 1;
    }
    panic!("no table of the dictionary has this id")
}

macro_rules! tables {
    ($($name:ident = $id:literal,)*) => {
        $(
            #[doc = concat!("`", $id, "`.")]
            pub const $name: &str = known($id);
        )*
        /// Every table named here.
        pub const ALL: &[&str] = &[$($name),*];
    };
}

tables! {
    FORMER_UPNS = "former_upns",
    CONTACTS = "contacts",
    PAST_TERMS = "past_terms",
    EXCLUSIONS = "exclusions",
    SUSPENSIONS = "suspensions",
    INTERVENTIONS = "interventions",
    SUBJECTS = "subjects",
    SCHOOLS_ATTENDED = "schools_attended",
    TIMETABLE = "timetable",
    EVIDENCE = "evidence",
    ATTENDEES = "attendees",
    EVENT_OVERRIDE = "event.override",
    EVENT_PARENT_DISCUSSION = "event.parent_discussion",
    EVENT_HOST_APPROACH = "event.host_approach",
    EVENT_SEND_CONSIDERATION = "event.send_consideration",
    EVENT_VIRTUAL_SCHOOL = "event.virtual_school",
    EVENT_SOCIAL_WORKER = "event.social_worker",
    EVENT_BOARD_DECISION = "event.board_decision",
    EVENT_NOTICE = "event.notice",
    EVENT_AUTHORITY_STEP = "event.authority_step",
    EVENT_EVIDENCE_SHARED = "event.evidence_shared",
    EVENT_SAFEGUARDING_SHARED = "event.safeguarding_shared",
    EVENT_MEETING = "event.meeting",
    EVENT_REVIEW = "event.review",
    EVENT_INVITATION = "event.invitation",
    EVENT_PARENT_VIEWS = "event.parent_views",
    EVENT_DECISION = "event.decision",
    EVENT_REVIEW_REQUEST = "event.review_request",
    EVENT_APPENDIX = "event.appendix",
    EVENT_START = "event.start",
    EVENT_PUPIL_RETURN = "event.pupil_return",
    EVENT_CONTACT = "event.contact",
    EVENT_VISIT = "event.visit",
    EVENT_NOTE = "event.note",
    EVENT_HOST_SUSPENSION = "event.host_suspension",
    EVENT_CORRECTION = "event.correction",
    EVENT_LETTER_SENT = "event.letter_sent",
    EVENT_AGREEMENT = "event.agreement",
    EVENT_END = "event.end",
    EVENT_PORTAL_RETURN = "event.portal_return",
    EVENT_DELETION = "event.deletion",
    EVENT_FILE_SENT = "event.file_sent",
    EVENT_SPREADSHEET_UPDATE = "event.spreadsheet_update",
    EVENT_OWN_CHECK = "event.own_check",
    EVENT_ATTENDANCE_RETURN = "event.attendance_return",
    EVENT_ABSENCE_TOLD = "event.absence_told",
}
