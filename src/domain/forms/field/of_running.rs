//! Fields of the events while a direction runs and at its end.

use crate::domain::forms::answer_type::{Choice, Date, Number, Row, Text, Time, YesNo};
use crate::domain::forms::choice::{
    AbsenceTold, AgreementParty, AttendanceReturnKind, CorrectedHalf, CorrectedRegister,
    DeletedFrom, EndHow, FileKind, LetterKind, PortalReturnKind, RefusalFollows,
};
use crate::domain::forms::field::fields;

fields! {
    START_ON: Date = "start.on",
    START_WHO: Text = "start.who",
    START_HOW: Choice = "start.how",

    PUPIL_RETURN_ON: Date = "pupil_return.on",
    PUPIL_RETURN_WHO: Text = "pupil_return.who",
    PUPIL_RETURN_HOW: Choice = "pupil_return.how",

    CONTACT_ON: Date = "contact.on",
    CONTACT_WHO: Text = "contact.who",
    CONTACT_HOW: Choice = "contact.how",
    CONTACT_NOTE: Text = "contact.note",

    VISIT_ON: Date = "visit.on",
    VISIT_WHO: Text = "visit.who",
    VISIT_RISK_SEEN: YesNo = "visit.risk_seen",
    VISIT_NOTE: Text = "visit.note",

    NOTE_ON: Date = "note.on",
    NOTE_WHO: Text = "note.who",
    NOTE_HOW: Choice = "note.how",
    NOTE_TEXT: Text = "note.text",

    HOST_SUSPENSION_ON: Date = "host_suspension.on",
    HOST_SUSPENSION_DAYS: Number = "host_suspension.days",
    HOST_SUSPENSION_REASON: Text = "host_suspension.reason",
    HOST_SUSPENSION_WHO: Text = "host_suspension.who",
    HOST_SUSPENSION_HOW: Choice = "host_suspension.how",
    HOST_SUSPENSION_TOLD_ON: Date = "host_suspension.told_on",
    HOST_SUSPENSION_TOLD_AT: Time = "host_suspension.told_at",

    CORRECTION_ON: Date = "correction.on",
    CORRECTION_DAY: Date = "correction.day",
    CORRECTION_HALF: CorrectedHalf = "correction.half",
    CORRECTION_REGISTER: CorrectedRegister = "correction.register",
    CORRECTION_OLD: Text = "correction.old",
    CORRECTION_NEW: Text = "correction.new",
    CORRECTION_REASON: Text = "correction.reason",
    CORRECTION_NAME: Text = "correction.name",
    CORRECTION_POSITION: Text = "correction.position",

    LETTER_SENT_ON: Date = "letter_sent.on",
    LETTER_SENT_KIND: LetterKind = "letter_sent.kind",
    LETTER_SENT_REVIEW: Row = "letter_sent.review",
    LETTER_SENT_WHAT: Text = "letter_sent.what",
    LETTER_SENT_WHO: Text = "letter_sent.who",
    LETTER_SENT_HOW: Choice = "letter_sent.how",

    AGREEMENT_ON: Date = "agreement.on",
    AGREEMENT_PARTY: AgreementParty = "agreement.party",
    AGREEMENT_WHO: Text = "agreement.who",
    AGREEMENT_HOW: Choice = "agreement.how",
    AGREEMENT_AGREED: YesNo = "agreement.agreed",

    END_ON: Date = "end.on",
    END_HOW: EndHow = "end.how",
    END_WHO: Text = "end.who",
    END_REASON: Text = "end.reason",
    END_ROLL_ON: Date = "end.roll_on",

    PORTAL_RETURN_ON: Date = "portal_return.on",
    PORTAL_RETURN_WHO: Text = "portal_return.who",
    PORTAL_RETURN_HOW: Choice = "portal_return.how",
    PORTAL_RETURN_KIND: PortalReturnKind = "portal_return.kind",
    PORTAL_RETURN_TRANSPORT: YesNo = "portal_return.transport",

    DELETION_ON: Date = "deletion.on",
    DELETION_SCHOOL: DeletedFrom = "deletion.school",
    DELETION_GROUND: Text = "deletion.ground",
    DELETION_CONSENT_ON: Date = "deletion.consent_on",
    DELETION_WHO: Text = "deletion.who",
    DELETION_HOW: Choice = "deletion.how",

    FILE_SENT_ON: Date = "file_sent.on",
    FILE_SENT_KIND: FileKind = "file_sent.kind",
    FILE_SENT_WHO: Text = "file_sent.who",
    FILE_SENT_HOW: Choice = "file_sent.how",
    FILE_SENT_RECEIVED_ON: Date = "file_sent.received_on",

    SPREADSHEET_UPDATE_ON: Date = "spreadsheet_update.on",
    SPREADSHEET_UPDATE_WHO: Text = "spreadsheet_update.who",
    SPREADSHEET_UPDATE_HOW: Choice = "spreadsheet_update.how",
    SPREADSHEET_UPDATE_TEXT: Text = "spreadsheet_update.text",
    SPREADSHEET_UPDATE_WEIGHTING_BEFORE: Text = "spreadsheet_update.weighting_before",
    SPREADSHEET_UPDATE_WEIGHTING_AFTER: Text = "spreadsheet_update.weighting_after",

    HOST_SUSPENSION_HALF: YesNo = "host_suspension.half",
    HOST_SUSPENSION_LA_TOLD_ON: Date = "host_suspension.la_told_on",
    HOST_SUSPENSION_SOCIAL_WORKER_TOLD_ON: Date = "host_suspension.social_worker_told_on",
    HOST_SUSPENSION_VIRTUAL_SCHOOL_TOLD_ON: Date = "host_suspension.virtual_school_told_on",
    HOST_SUSPENSION_PROVISION: Text = "host_suspension.provision",

    ATTENDANCE_RETURN_ON: Date = "attendance_return.on",
    ATTENDANCE_RETURN_KIND: AttendanceReturnKind = "attendance_return.kind",
    ATTENDANCE_RETURN_FROM: Date = "attendance_return.from",
    ATTENDANCE_RETURN_WHO: Text = "attendance_return.who",
    ATTENDANCE_RETURN_HOW: Choice = "attendance_return.how",

    ABSENCE_TOLD_ON: Date = "absence_told.on",
    ABSENCE_TOLD_WHOM: AbsenceTold = "absence_told.whom",
    ABSENCE_TOLD_FROM: Date = "absence_told.from",
    ABSENCE_TOLD_WHO: Text = "absence_told.who",
    ABSENCE_TOLD_HOW: Choice = "absence_told.how",

    AGREEMENT_REASON: Text = "agreement.reason",
    AGREEMENT_FOLLOWS: RefusalFollows = "agreement.follows",

    DELETION_RETURN_ON: Date = "deletion.return_on",
}
