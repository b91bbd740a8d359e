//! Fields of the child and of the passport.

use crate::domain::forms::answer_type::{Choice, Date, Number, Text, YesNo};
use crate::domain::forms::field::fields;

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

    REQUEST_TO: Text = "request.to",

    COMPLAINT_ROUTE: Text = "complaint.route",

    NONE_SCHOOLS_ATTENDED: YesNo = "none.schools_attended",
    NONE_EXCLUSIONS: YesNo = "none.exclusions",
    NONE_SUSPENSIONS: YesNo = "none.suspensions",

    PLAN_SOCIAL_WORKER: YesNo = "plan.social_worker",

    NONE_PAST_TERMS: YesNo = "none.past_terms",
}
