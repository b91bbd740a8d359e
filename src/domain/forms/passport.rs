//! Form 2, the Pupil Passport: its sections in the protocol's order.

use crate::domain::forms::schema::Form;
use crate::domain::forms::{
    academic, additional, agencies, child, evidence, formulation, history, interventions,
    placement, send,
};

pub(super) const FORM: Form = Form {
    id: "passport",
    label: "Pupil passport",
    short: "Passport",
    sections: &[
        child::SECTION,
        additional::SECTION,
        send::SECTION,
        interventions::SECTION,
        agencies::SECTION,
        academic::SECTION,
        history::SECTION,
        formulation::FORMULATION,
        placement::CRITERIA,
        evidence::SECTION,
        formulation::COMPLETED,
    ],
    row_of: None,
};
