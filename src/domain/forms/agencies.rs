//! Form 2, section 1b: other agencies. Those named here are proposed as guests of each review
//! (P-RV5).

use crate::domain::forms::build::{f, long, yes_no};
use crate::domain::forms::schema::{Field, Section};

const C: &str = "Form 2, 1b; P-RV5";
const IS: &str = "Yes where they work with the child or did so lately.";
const WHO: &str = "Who it is, how to reach them and what they do.";
const PAPERS: &str = "Yes once their papers are with the evidence.";

pub(super) const FIELDS: &[Field] = &[
    yes_no("agency.cme", "Education Investigation or CME?", IS, C).schools_only(),
    long("agency.cme_details", "Investigation or CME details", WHO, C)
        .if_yes("agency.cme")
        .schools_only(),
    yes_no("agency.cme_attached", "Investigation papers attached?", PAPERS, C)
        .if_yes("agency.cme")
        .schools_only(),
    yes_no("agency.ep", "Educational Psychologist?", IS, C),
    long("agency.ep_details", "Psychologist details", WHO, C).if_yes("agency.ep"),
    yes_no("agency.ep_attached", "Psychologist papers attached?", PAPERS, C).if_yes("agency.ep"),
    yes_no("agency.yos", "Youth Offending Service?", IS, C).schools_only(),
    long("agency.yos_details", "Youth offending details", WHO, C)
        .if_yes("agency.yos")
        .schools_only(),
    yes_no("agency.yos_attached", "Youth offending papers attached?", PAPERS, C)
        .if_yes("agency.yos")
        .schools_only(),
    yes_no("agency.camhs", "CAMHS?", IS, C),
    long("agency.camhs_details", "CAMHS details", WHO, C).if_yes("agency.camhs"),
    yes_no("agency.camhs_attached", "CAMHS papers attached?", PAPERS, C).if_yes("agency.camhs"),
    yes_no("agency.eha", "Early Help Assessment?", IS, C),
    long("agency.eha_details", "Early Help details", WHO, C).if_yes("agency.eha"),
    yes_no("agency.eha_attached", "Early Help papers attached?", PAPERS, C).if_yes("agency.eha"),
    yes_no("agency.other", "Any other agency?", "MASH, Youth Justice or another one.", C),
    long("agency.other_details", "Other agency details", WHO, C).if_yes("agency.other"),
    yes_no("agency.other_attached", "Other agency papers attached?", PAPERS, C)
        .if_yes("agency.other"),
];

pub(super) const SECTION: Section = Section {
    label: "1b Other agency involvement",
    parts: &[
        f("agency.cme"),
        f("agency.cme_details"),
        f("agency.cme_attached"),
        f("agency.ep"),
        f("agency.ep_details"),
        f("agency.ep_attached"),
        f("agency.yos"),
        f("agency.yos_details"),
        f("agency.yos_attached"),
        f("agency.camhs"),
        f("agency.camhs_details"),
        f("agency.camhs_attached"),
        f("agency.eha"),
        f("agency.eha_details"),
        f("agency.eha_attached"),
        f("agency.other"),
        f("agency.other_details"),
        f("agency.other_attached"),
    ],
};
