//! Fields of the direction itself: its papers, schools, times, aims and copies.

use crate::domain::forms::answer_type::{Choice, Date, Number, School, Text, Time, YesNo};
use crate::domain::forms::choice::{
    DaySplit, Enrolment, HomeKind, HostKind, ReportInterval, Route, SessionsADay,
    StatutoryAssessment,
};
use crate::domain::forms::field::fields;

fields! {
    NOTIFICATION_OTHER_PR: YesNo = "notification.other_pr",
    NOTIFICATION_AGREEMENT: YesNo = "notification.agreement",
    NOTIFICATION_UNDERSTANDS: YesNo = "notification.understands",
    NOTIFICATION_COMMENTS: Text = "notification.comments",
    NOTIFICATION_ACKNOWLEDGED: YesNo = "notification.acknowledged",
    NOTIFICATION_NAME: Text = "notification.name",
    NOTIFICATION_SIGNED: YesNo = "notification.signed",
    NOTIFICATION_DATE: Date = "notification.date",

    INITIAL_DATE: Date = "initial.date",
    INITIAL_ADDRESS_CHANGED: YesNo = "initial.address_changed",
    INITIAL_HOME_REP: Text = "initial.home_rep",
    INITIAL_HOST_REP: Text = "initial.host_rep",
    INITIAL_PARENT: Text = "initial.parent",
    INITIAL_REASONS: Text = "initial.reasons",
    INITIAL_SUCCESS: Text = "initial.success",
    INITIAL_FREQUENCY_WEEKS: Number = "initial.frequency_weeks",
    INITIAL_FIRST_REVIEW: Date = "initial.first_review",
    INITIAL_REVIEW_TIME: Time = "initial.review_time",
    INITIAL_REVIEW_PLACE: Text = "initial.review_place",
    INITIAL_REVIEWERS: Text = "initial.reviewers",
    INITIAL_SIGNED_PARENT: YesNo = "initial.signed_parent",
    INITIAL_SIGNED_CHILD: YesNo = "initial.signed_child",
    INITIAL_SIGNED_HOME: YesNo = "initial.signed_home",
    INITIAL_SIGNED_HOST: YesNo = "initial.signed_host",
    INITIAL_SIGNED_OTHER: YesNo = "initial.signed_other",
    INITIAL_SIGNED_OFF: Date = "initial.signed_off",

    CASE_ROUTE: Route = "case.route",

    SCHOOL_HOME: School = "school.home",
    SCHOOL_HOME_KIND: HomeKind = "school.home_kind",
    SCHOOL_HOST: School = "school.host",
    SCHOOL_HOST_KIND: HostKind = "school.host_kind",
    SCHOOL_HOME_ROLL: Enrolment = "school.home_roll",
    SCHOOL_HOST_ROLL: Enrolment = "school.host_roll",

    HOST_ADDRESS: Text = "host.address",
    HOST_REGISTERED: YesNo = "host.registered",
    HOST_APPROVED: YesNo = "host.approved",
    HOST_CHECKS: YesNo = "host.checks",

    DIRECTION_PURPOSE: Text = "direction.purpose",
    DIRECTION_NOT_SANCTION: YesNo = "direction.not_sanction",
    DIRECTION_DIFFERENT: Text = "direction.different",
    DIRECTION_START: Date = "direction.start",
    DIRECTION_END: Date = "direction.end",
    DIRECTION_DAYS: Number = "direction.days",

    CRITERION_DISRUPTION: YesNo = "criterion.disruption",
    CRITERION_SUSPENSIONS: YesNo = "criterion.suspensions",
    CRITERION_EXHAUSTED: YesNo = "criterion.exhausted",
    CRITERION_DIFFERENT: YesNo = "criterion.different",
    CRITERION_EHE: YesNo = "criterion.ehe",

    MOVE_EVIDENCE: Text = "move.evidence",
    MOVE_AGENCIES: Text = "move.agencies",

    SETTLED_UNIFORM: YesNo = "settled.uniform",
    SETTLED_TRANSPORT: YesNo = "settled.transport",
    SETTLED_FUNDING: YesNo = "settled.funding",
    SETTLED_POLICY: YesNo = "settled.policy",

    TRANSPORT_HOW: Text = "transport.how",
    TRANSPORT_PAID_BY: Choice = "transport.paid_by",

    FUNDING_TERMS: Text = "funding.terms",
    FUNDING_AMOUNT: Number = "funding.amount",

    SESSION_SPLIT: DaySplit = "session.split",
    SESSION_PER_DAY: SessionsADay = "session.per_day",
    SESSION_START: Time = "session.start",
    SESSION_BREAK_START: Time = "session.break_start",
    SESSION_BREAK_END: Time = "session.break_end",
    SESSION_FINISH: Time = "session.finish",

    REPORT_NAME: Text = "report.name",
    REPORT_ROLE: Text = "report.role",
    REPORT_WHERE: Text = "report.where",
    REPORT_TIME: Time = "report.time",

    OBJECTIVES_TEXT: Text = "objectives.text",
    OBJECTIVES_SUPPORT: Text = "objectives.support",
    OBJECTIVES_ACADEMIC: Text = "objectives.academic",
    OBJECTIVES_PERSONAL: Text = "objectives.personal",
    OBJECTIVES_ENGAGEMENT: Text = "objectives.engagement",
    OBJECTIVES_REINTEGRATION: Text = "objectives.reintegration",
    OBJECTIVES_MONITORING: Text = "objectives.monitoring",

    PROMISE_HOW_OFTEN: ReportInterval = "promise.how_often",
    PROMISE_MODE: Choice = "promise.mode",
    PROMISE_CONTACT: Text = "promise.contact",

    LETTER_DATE: Date = "letter.date",
    LETTER_REFERENCE: Text = "letter.reference",
    LETTER_INCIDENTS: Text = "letter.incidents",
    LETTER_REINTEGRATION: Date = "letter.reintegration",
    LETTER_MOVE_POSSIBLE: YesNo = "letter.move_possible",
    LETTER_SIGNED_BY: Text = "letter.signed_by",

    COPIES_HOST: YesNo = "copies.host",
    COPIES_ADMISSIONS: YesNo = "copies.admissions",
    COPIES_SOCIAL_WORKER: YesNo = "copies.social_worker",
    COPIES_VIRTUAL_SCHOOL: YesNo = "copies.virtual_school",
    COPIES_LA: YesNo = "copies.la",

    HOST_CHECKS_ON: Date = "host.checks_on",
    HOST_CHECKS_BY: Text = "host.checks_by",
    HOST_SITES: Text = "host.sites",
    HOST_CHANGES_ON: Date = "host.changes_on",
    HOST_PLAN: YesNo = "host.plan",
    HOST_EXCHANGE: YesNo = "host.exchange",
    HOST_UKPRN: Number = "host.ukprn",
    HOST_SETTING_CODE: Text = "host.setting_code",
    HOST_CENSUS_REASON: Text = "host.census_reason",

    FAP_ON: Date = "fap.on",
    FAP_DECISION: Text = "fap.decision",
    FAP_ROLL_ON: Date = "fap.roll_on",

    MOVE_MULTI_AGENCY: YesNo = "move.multi_agency",
    MOVE_ASSESSMENT: StatutoryAssessment = "move.assessment",
    MOVE_TRANSITION: Text = "move.transition",

    FUNDING_FROM: Date = "funding.from",

    DIRECTION_ONE_OPEN: Text = "direction.one_open",

    COPIES_HOME: YesNo = "copies.home",

    FUNDING_AWPU: Number = "funding.awpu",
    FUNDING_TOP_UP: Number = "funding.top_up",
}
