//! Fields that stand once in a case.

use crate::domain::forms::choice::*;
use crate::domain::forms::field::{Choice, Date, Number, School, Text, Time, YesNo, fields};

fields! {
    CHILD_FULL_NAME: Text = "child.full_name",
    CHILD_KNOWN_AS: Text = "child.known_as",
    CHILD_UPN: Text = "child.upn",
    CHILD_UPN_REASON: Text = "child.upn_reason",
    CHILD_GENDER: Choice = "child.gender",
    CHILD_DOB: Date = "child.dob",
    CHILD_YEAR_GROUP: Number = "child.year_group",
    CHILD_ADDRESS: Text = "child.address",
    CHILD_MOVING: YesNo = "child.moving",
    CHILD_NEW_ADDRESS: Text = "child.new_address",
    CHILD_MOVING_ON: Date = "child.moving_on",

    SAFEGUARDING_CONCERNS: YesNo = "safeguarding.concerns",
    SAFEGUARDING_DETAILS: Text = "safeguarding.details",

    PLAN_EARLY_HELP: YesNo = "plan.early_help",
    PLAN_CIN: YesNo = "plan.cin",
    PLAN_CP: YesNo = "plan.cp",

    CLA_IS: YesNo = "cla.is",
    CLA_AUTHORITY: Text = "cla.authority",
    CLA_SOCIAL_WORKER: Text = "cla.social_worker",
    CLA_VIRTUAL_SCHOOL: Text = "cla.virtual_school",

    PREMIUM_IS: YesNo = "premium.is",
    PREMIUM_TYPE: Text = "premium.type",

    PR_ISSUES: YesNo = "pr.issues",
    PR_DETAILS: Text = "pr.details",

    ENGLISH_FIRST: YesNo = "english.first",
    ENGLISH_LEVEL: Choice = "english.level",

    REFUGEE_IS: YesNo = "refugee.is",

    ATTENDANCE_ISSUES: YesNo = "attendance.issues",
    ATTENDANCE_DETAILS: Text = "attendance.details",
    ATTENDANCE_ATTACHED: YesNo = "attendance.attached",

    ROLL_STILL: YesNo = "roll.still",
    ROLL_GROUND: Choice = "roll.ground",
    ROLL_REGULATIONS: Number = "roll.regulations",
    ROLL_LEFT_ON: Date = "roll.left_on",

    SEND_EHCP: YesNo = "send.ehcp",
    SEND_ASSESSMENT: YesNo = "send.assessment",
    SEND_ASSESSMENT_DETAILS: Text = "send.assessment_details",
    SEND_ASSESSMENT_WHY_NOT: Text = "send.assessment_why_not",
    SEND_DISABILITY: YesNo = "send.disability",
    SEND_DISABILITY_DETAILS: Text = "send.disability_details",
    SEND_IHCP: YesNo = "send.ihcp",
    SEND_IHCP_ATTACHED: YesNo = "send.ihcp_attached",
    SEND_SUPPORT: YesNo = "send.support",
    SEND_SUPPORT_DETAILS: Text = "send.support_details",
    SEND_SUPPORT_WHY_NOT: Text = "send.support_why_not",
    SEND_IEP: YesNo = "send.iep",
    SEND_IEP_ATTACHED: YesNo = "send.iep_attached",
    SEND_PEP_ATTACHED: YesNo = "send.pep_attached",
    SEND_PSP: YesNo = "send.psp",
    SEND_PSP_ATTACHED: YesNo = "send.psp_attached",
    SEND_ADJUSTMENTS: Text = "send.adjustments",

    INTERVENTIONS_INAPPROPRIATE: Text = "interventions.inappropriate",

    AGENCY_CME: YesNo = "agency.cme",
    AGENCY_CME_DETAILS: Text = "agency.cme_details",
    AGENCY_CME_ATTACHED: YesNo = "agency.cme_attached",
    AGENCY_EP: YesNo = "agency.ep",
    AGENCY_EP_DETAILS: Text = "agency.ep_details",
    AGENCY_EP_ATTACHED: YesNo = "agency.ep_attached",
    AGENCY_YOS: YesNo = "agency.yos",
    AGENCY_YOS_DETAILS: Text = "agency.yos_details",
    AGENCY_YOS_ATTACHED: YesNo = "agency.yos_attached",
    AGENCY_CAMHS: YesNo = "agency.camhs",
    AGENCY_CAMHS_DETAILS: Text = "agency.camhs_details",
    AGENCY_CAMHS_ATTACHED: YesNo = "agency.camhs_attached",
    AGENCY_EHA: YesNo = "agency.eha",
    AGENCY_EHA_DETAILS: Text = "agency.eha_details",
    AGENCY_EHA_ATTACHED: YesNo = "agency.eha_attached",
    AGENCY_OTHER: YesNo = "agency.other",
    AGENCY_OTHER_DETAILS: Text = "agency.other_details",
    AGENCY_OTHER_ATTACHED: YesNo = "agency.other_attached",

    ACADEMIC_ENGLISH: Text = "academic.english",
    ACADEMIC_MATHS: Text = "academic.maths",
    ACADEMIC_SCIENCE: Text = "academic.science",
    ACADEMIC_TERM: Text = "academic.term",
    ACADEMIC_KS4: YesNo = "academic.ks4",

    HISTORY_ADMITTED: Date = "history.admitted",
    HISTORY_EHE: YesNo = "history.ehe",
    HISTORY_EHE_FROM: Date = "history.ehe_from",
    HISTORY_OSD: YesNo = "history.osd",
    HISTORY_OSD_HOME: Text = "history.osd_home",
    HISTORY_OSD_HOST: Text = "history.osd_host",
    HISTORY_OSD_SUCCESS: YesNo = "history.osd_success",
    HISTORY_OSD_REASONS: Text = "history.osd_reasons",

    FORMULATION_TEXT: Text = "formulation.text",

    PASSPORT_COMPLETED_BY: Text = "passport.completed_by",
    PASSPORT_POSITION: Text = "passport.position",
    PASSPORT_CONTACT: Text = "passport.contact",
    PASSPORT_SIGNED: YesNo = "passport.signed",
    PASSPORT_DATE: Date = "passport.date",

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

    REQUEST_TO: Text = "request.to",

    LETTER_REINTEGRATION: Date = "letter.reintegration",
    LETTER_MOVE_POSSIBLE: YesNo = "letter.move_possible",

    COMPLAINT_ROUTE: Text = "complaint.route",

    LETTER_SIGNED_BY: Text = "letter.signed_by",

    COPIES_HOST: YesNo = "copies.host",
    COPIES_ADMISSIONS: YesNo = "copies.admissions",
    COPIES_SOCIAL_WORKER: YesNo = "copies.social_worker",
    COPIES_VIRTUAL_SCHOOL: YesNo = "copies.virtual_school",
    COPIES_LA: YesNo = "copies.la",
}
