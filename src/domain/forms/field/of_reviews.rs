//! Fields of meetings, reviews and what follows them.

use crate::domain::forms::answer_type::{Choice, Date, Row, Text, Time, YesNo};
use crate::domain::forms::choice::{
    How, MeetingKind, RequestAnswer, Requester, ReviewKind, ReviewOutcome,
};
use crate::domain::forms::field::fields;

fields! {
    MEETING_ON: Date = "meeting.on",
    MEETING_KIND: MeetingKind = "meeting.kind",
    MEETING_WHO: Text = "meeting.who",
    MEETING_HOW: Choice = "meeting.how",
    MEETING_TEXT: Text = "meeting.text",

    REVIEW_ON: Date = "review.on",
    REVIEW_KIND: ReviewKind = "review.kind",
    REVIEW_TIME: Time = "review.time",
    REVIEW_PLACE: Text = "review.place",
    REVIEW_WHO: Text = "review.who",
    REVIEW_HOW: How = "review.how",
    REVIEW_HELD: YesNo = "review.held",
    REVIEW_HOME_REP: Text = "review.home_rep",
    REVIEW_HOST_REP: Text = "review.host_rep",
    REVIEW_PARENT: Text = "review.parent",
    REVIEW_ADDRESS_CHANGED: YesNo = "review.address_changed",
    REVIEW_PROGRESS: Text = "review.progress",
    REVIEW_CONCERNS: Text = "review.concerns",
    REVIEW_SUPPORT: Text = "review.support",
    REVIEW_NEXT_ON: Date = "review.next_on",
    REVIEW_SIGNED_PARENT: YesNo = "review.signed_parent",
    REVIEW_SIGNED_CHILD: YesNo = "review.signed_child",
    REVIEW_SIGNED_HOME: YesNo = "review.signed_home",
    REVIEW_SIGNED_HOST: YesNo = "review.signed_host",
    REVIEW_SIGNED_OTHER: YesNo = "review.signed_other",
    REVIEW_SIGNED_OFF: Date = "review.signed_off",

    INVITATION_ON: Date = "invitation.on",
    INVITATION_REVIEW: Row = "invitation.review",
    INVITATION_WHO: Text = "invitation.who",
    INVITATION_HOW: Choice = "invitation.how",
    INVITATION_LA: YesNo = "invitation.la",

    PARENT_VIEWS_ON: Date = "parent_views.on",
    PARENT_VIEWS_REVIEW: Row = "parent_views.review",
    PARENT_VIEWS_WHO: Text = "parent_views.who",
    PARENT_VIEWS_HOW: Choice = "parent_views.how",
    PARENT_VIEWS_TEXT: Text = "parent_views.text",

    DECISION_ON: Date = "decision.on",
    DECISION_REVIEW: Row = "decision.review",
    DECISION_WHO: Text = "decision.who",
    DECISION_HOW: Choice = "decision.how",
    DECISION_OUTCOME: ReviewOutcome = "decision.outcome",
    DECISION_UNTIL: Date = "decision.until",
    DECISION_REASONS: Text = "decision.reasons",

    REVIEW_REQUEST_ON: Date = "review_request.on",
    REVIEW_REQUEST_REQUESTER: Requester = "review_request.requester",
    REVIEW_REQUEST_WHO: Text = "review_request.who",
    REVIEW_REQUEST_HOW: Choice = "review_request.how",
    REVIEW_REQUEST_WRITTEN: YesNo = "review_request.written",
    REVIEW_REQUEST_ANSWER: RequestAnswer = "review_request.answer",
    REVIEW_REQUEST_ANSWERED_ON: Date = "review_request.answered_on",

    APPENDIX_ON: Date = "appendix.on",
    APPENDIX_REVIEW: Row = "appendix.review",
    APPENDIX_FIELD: Text = "appendix.field",
    APPENDIX_OLD: Text = "appendix.old",
    APPENDIX_NEW: Text = "appendix.new",
    APPENDIX_WHY: Text = "appendix.why",
    APPENDIX_WHO: Text = "appendix.who",

    REVIEW_MONITORING: Text = "review.monitoring",

    DECISION_LAST_DAY: Date = "decision.last_day",
}
