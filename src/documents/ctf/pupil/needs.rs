//! Care, special needs, languages and free meals.

use chrono::NaiveDate;

use crate::documents::ctf::pupil::{PupilReader, line, yes_no};
use crate::documents::xml::XmlNode;
use crate::domain::forms::field;
use crate::domain::value;
use crate::domain::value::Value;

impl<'a> PupilReader<'a> {
    pub(super) fn care_and_needs(&mut self) {
        match yes_no(&self.node.at("LookedAfter/InCare")) {
            Some(true) => {
                self.put(field::CLA_IS.id, Value::YesNo(true));
                let la = self.node.at("LookedAfter/CareAuthority");
                let words = if la.chars().all(|c| c.is_ascii_digit()) {
                    format!("LA {la}")
                } else {
                    la.clone()
                };
                self.put_checked(
                    field::CLA_AUTHORITY.id,
                    if la.is_empty() { Value::Empty } else { line(&words) },
                    "Put the council's name for its number.",
                );
            }
            Some(false) => self.put_checked(
                field::CLA_IS.id,
                Value::YesNo(false),
                "Correct when the file was made. Ask again.",
            ),
            None => {}
        }
        self.needs();
        let Some(languages) = self
            .node
            .child("BasicDetails")
            .and_then(|b| b.child("Languages"))
            .or(self.node.child("Languages"))
        else {
            return;
        };
        let pairs: Vec<(String, String)> = match languages.child("Type") {
            Some(_) => vec![(languages.at("Type"), languages.at("Language"))],
            None => languages.children.iter().map(|n| (n.at("Type"), n.at("Language"))).collect(),
        };
        if let Some((_, code)) =
            pairs.iter().find(|(kind, code)| kind.eq_ignore_ascii_case("F") && !code.is_empty())
        {
            let short: String = code.chars().take(10).collect();
            self.put_checked(
                field::ENGLISH_FIRST.id,
                Value::YesNo(code.eq_ignore_ascii_case("ENG")),
                &format!("Read from the language code {short}."),
            );
        }
    }

    pub(super) fn needs(&mut self) {
        let node: &'a XmlNode = self.node;
        let mut latest: Option<(Option<NaiveDate>, String)> = None;
        for sen in node.all("SENhistory").flat_map(|h| h.all("SEN")) {
            let from = self.day(sen, "StartDate");
            if latest.as_ref().is_none_or(|(day, _)| from >= *day) {
                latest = Some((from, sen.at("SENprovision").to_uppercase()));
            } else if let Some(earlier) = sen.child("SENprovision") {
                // An earlier provision, which the latest one has taken the place of.
                earlier.explain();
            }
        }
        let provision = latest.map_or(String::new(), |(_, p)| p);
        let check =
            format!("Read from the provision letter {provision}. Check that it is still right.");
        match provision.as_str() {
            "E" => self.put_checked(field::SEND_EHCP.id, Value::YesNo(true), &check),
            "K" => {
                self.put_checked(field::SEND_EHCP.id, Value::YesNo(false), &check);
                self.put_checked(field::SEND_SUPPORT.id, Value::YesNo(true), &check);
            }
            "N" => {
                self.put_checked(field::SEND_EHCP.id, Value::YesNo(false), &check);
                self.put_checked(field::SEND_SUPPORT.id, Value::YesNo(false), &check);
            }
            "" => {}
            other => self.note(format!(
                "SEN provision \"{}\" is not known here; it is left out.",
                other.chars().take(10).collect::<String>()
            )),
        }
        self.need_types();
        let disabilities: Vec<_> =
            self.node.all("Disabilities").filter(|d| !d.children.is_empty()).collect();
        for named in &disabilities {
            named.explain();
        }
        let flagged = yes_no(&self.get("MedicalFlag")) == Some(true) || !disabilities.is_empty();
        if flagged {
            self.put_checked(
                field::SEND_DISABILITY.id,
                Value::YesNo(true),
                "The file has a flag only. Ask what it is.",
            );
        }
        self.node.all("FSMhistory").for_each(XmlNode::explain);
        if self.node.all("FSMhistory").any(|f| f.child("FSMinstance").is_some()) {
            self.put_checked(
                field::PREMIUM_IS.id,
                Value::YesNo(true),
                "The file has free meals, which are not Pupil Premium. Look it up.",
            );
        }
    }

    fn need_types(&mut self) {
        let history = self.node.child("SENhistory");
        let needs = self.node.child("SENneeds").or(history.and_then(|h| h.child("SENneeds")));
        let mut types: Vec<(u32, String)> = needs
            .into_iter()
            .flat_map(|n| n.all("SENneed"))
            .map(|n| (n.at("rank").parse().unwrap_or(u32::MAX), n.at("type")))
            .filter(|(_, kind)| !kind.is_empty())
            .collect();
        // The first need is the main one.
        types.sort_by_key(|(rank, _)| *rank);
        let types: Vec<String> = types.into_iter().map(|(_, kind)| kind).collect();
        if !types.is_empty() {
            self.put_checked(
                field::SEND_SUPPORT_DETAILS.id,
                value::text(&format!("Needs by the transfer file: {}.", types.join(", "))),
                "Say what support is given.",
            );
        }
    }
}
