//! Fields of the events before the first day.

use crate::domain::forms::answer_type::{Choice, Date, School, Text, YesNo};
use crate::domain::forms::choice::{AuthorityAnswer, AuthorityStepKind, DecidingBody, HostAnswer};
use crate::domain::forms::field::fields;

fields! {
    OVERRIDE_ON: Date = "override.on",
    OVERRIDE_RULE: Text = "override.rule",
    OVERRIDE_WHO: Text = "override.who",
    OVERRIDE_REASON: Text = "override.reason",

    PARENT_DISCUSSION_ON: Date = "parent_discussion.on",
    PARENT_DISCUSSION_WHO: Text = "parent_discussion.who",
    PARENT_DISCUSSION_HOW: Choice = "parent_discussion.how",
    PARENT_DISCUSSION_ATTEMPTED: YesNo = "parent_discussion.attempted",
    PARENT_DISCUSSION_PROCESS: YesNo = "parent_discussion.process",
    PARENT_DISCUSSION_UNIFORM: YesNo = "parent_discussion.uniform",
    PARENT_DISCUSSION_ATTENDANCE: YesNo = "parent_discussion.attendance",
    PARENT_DISCUSSION_TRANSPORT: YesNo = "parent_discussion.transport",
    PARENT_DISCUSSION_VIEWS: Text = "parent_discussion.views",

    HOST_APPROACH_ON: Date = "host_approach.on",
    HOST_APPROACH_SCHOOL: School = "host_approach.school",
    HOST_APPROACH_WHO: Text = "host_approach.who",
    HOST_APPROACH_HOW: Choice = "host_approach.how",
    HOST_APPROACH_REASONS: Text = "host_approach.reasons",
    HOST_APPROACH_ANSWER: HostAnswer = "host_approach.answer",
    HOST_APPROACH_ANSWERED_ON: Date = "host_approach.answered_on",

    SEND_CONSIDERATION_ON: Date = "send_consideration.on",
    SEND_CONSIDERATION_WHO: Text = "send_consideration.who",
    SEND_CONSIDERATION_HOW: Choice = "send_consideration.how",
    SEND_CONSIDERATION_CONSIDERED: YesNo = "send_consideration.considered",
    SEND_CONSIDERATION_VIEW: Text = "send_consideration.view",

    VIRTUAL_SCHOOL_ON: Date = "virtual_school.on",
    VIRTUAL_SCHOOL_WHO: Text = "virtual_school.who",
    VIRTUAL_SCHOOL_HOW: Choice = "virtual_school.how",
    VIRTUAL_SCHOOL_SUPPORTS: YesNo = "virtual_school.supports",
    VIRTUAL_SCHOOL_VIEW: Text = "virtual_school.view",

    SOCIAL_WORKER_ON: Date = "social_worker.on",
    SOCIAL_WORKER_WHO: Text = "social_worker.who",
    SOCIAL_WORKER_HOW: Choice = "social_worker.how",
    SOCIAL_WORKER_SUPPORTS: YesNo = "social_worker.supports",
    SOCIAL_WORKER_VIEW: Text = "social_worker.view",

    BOARD_DECISION_ON: Date = "board_decision.on",
    BOARD_DECISION_WHO: Text = "board_decision.who",
    BOARD_DECISION_CAPACITY: DecidingBody = "board_decision.capacity",
    BOARD_DECISION_REFERENCE: Text = "board_decision.reference",
    BOARD_DECISION_HOW: Choice = "board_decision.how",
    BOARD_DECISION_AGREED: YesNo = "board_decision.agreed",
    BOARD_DECISION_REASONS: Text = "board_decision.reasons",

    NOTICE_ON: Date = "notice.on",
    NOTICE_WHO: Text = "notice.who",
    NOTICE_HOW: Choice = "notice.how",
    NOTICE_EVERYONE: YesNo = "notice.everyone",
    NOTICE_LA: YesNo = "notice.la",
    NOTICE_ADDRESS: Text = "notice.address",

    AUTHORITY_STEP_ON: Date = "authority_step.on",
    AUTHORITY_STEP_WHO: Text = "authority_step.who",
    AUTHORITY_STEP_HOW: Choice = "authority_step.how",
    AUTHORITY_STEP_ANSWER: AuthorityAnswer = "authority_step.answer",

    EVIDENCE_SHARED_ON: Date = "evidence_shared.on",
    EVIDENCE_SHARED_WHO: Text = "evidence_shared.who",
    EVIDENCE_SHARED_HOW: Choice = "evidence_shared.how",
    EVIDENCE_SHARED_PASSPORT: YesNo = "evidence_shared.passport",
    EVIDENCE_SHARED_PLANS: YesNo = "evidence_shared.plans",
    EVIDENCE_SHARED_BEHAVIOUR_LOG: YesNo = "evidence_shared.behaviour_log",
    EVIDENCE_SHARED_BEHAVIOUR_ANALYSIS: YesNo = "evidence_shared.behaviour_analysis",
    EVIDENCE_SHARED_STRATEGIES: YesNo = "evidence_shared.strategies",
    EVIDENCE_SHARED_ATTENDANCE: YesNo = "evidence_shared.attendance",
    EVIDENCE_SHARED_PEP: YesNo = "evidence_shared.pep",
    EVIDENCE_SHARED_EXCLUSIONS: YesNo = "evidence_shared.exclusions",
    EVIDENCE_SHARED_OPTIONS: YesNo = "evidence_shared.options",
    EVIDENCE_SHARED_ATTAINMENT: YesNo = "evidence_shared.attainment",
    EVIDENCE_SHARED_SEND: YesNo = "evidence_shared.send",
    EVIDENCE_SHARED_TEXT: Text = "evidence_shared.text",

    SAFEGUARDING_SHARED_ON: Date = "safeguarding_shared.on",
    SAFEGUARDING_SHARED_WHO: Text = "safeguarding_shared.who",
    SAFEGUARDING_SHARED_HOW: Choice = "safeguarding_shared.how",
    SAFEGUARDING_SHARED_TEXT: Text = "safeguarding_shared.text",

    HOST_APPROACH_NEAREST: YesNo = "host_approach.nearest",
    HOST_APPROACH_WHY_NOT_NEAREST: Text = "host_approach.why_not_nearest",
    HOST_APPROACH_OVER_NUMBER: YesNo = "host_approach.over_number",

    AUTHORITY_STEP_KIND: AuthorityStepKind = "authority_step.kind",
    AUTHORITY_STEP_TEXT: Text = "authority_step.text",

    OWN_CHECK_ON: Date = "own_check.on",
    OWN_CHECK_ITEM: Text = "own_check.item",
    OWN_CHECK_WHO: Text = "own_check.who",
    OWN_CHECK_TEXT: Text = "own_check.text",
}
