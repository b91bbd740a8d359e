//! Turns one pupil of a transfer file into suggestions for the passport.

use chrono::{Datelike, NaiveDate};

use crate::documents::xml::XmlNode;
use crate::domain::case::pupil::Pupil;
use crate::domain::forms::days::DayCheck;
use crate::domain::forms::schema::DayBounds;
use crate::domain::forms::{days, field, parse, table};
use crate::domain::prefill::{Source, Suggestion};
use crate::domain::value::Value;
use crate::domain::{forms, upn, value};

/// What is read of one pupil, as it grows.
struct PupilReader<'a> {
    node: &'a XmlNode,
    today: NaiveDate,
    offers: Vec<Suggestion>,
    notes: Vec<String>,
}

/// Reads one pupil.
pub(super) fn read(node: &XmlNode, today: NaiveDate) -> Source {
    let mut r = PupilReader { node, today, offers: Vec::new(), notes: Vec::new() };
    let (name, upn, former, born) = r.identity();
    r.care_and_needs();
    r.address_and_contacts();
    r.attendance();
    r.schools();
    r.left_out();
    let child = Pupil { upn, former, name, born };
    Source { from: String::new(), is_file: true, child, offers: r.offers, notes: r.notes }
}

impl PupilReader<'_> {
    /// Returns the text at a path, or in `BasicDetails`, where versions differ.
    fn get(&self, path: &str) -> String {
        let direct = self.node.at(path);
        if direct.is_empty() { self.node.at(&format!("BasicDetails/{path}")) } else { direct }
    }

    fn put(&mut self, field: &str, value: Value) {
        self.put_checked(field, value, "");
    }

    /// Offers an answer with what is to be checked first. A day is held against the bounds of its
    /// field, as one that is typed is.
    fn put_checked(&mut self, field: &str, value: Value, check: &str) {
        if value.is_empty() {
            return;
        }
        let bounds = forms::field(field).map_or(DayBounds::Any, |f| f.days);
        let day = value.as_date().map(|day| days::check(bounds, day, self.today));
        let check = match day {
            None | Some(DayCheck::Fine) => check.to_owned(),
            Some(DayCheck::Ask(words)) => format!("{check} {words}").trim().to_owned(),
            Some(DayCheck::Refused(words)) => {
                let label = forms::field(field).map_or(field, |f| f.label);
                return self.note(format!("{label} in the file is left out. {words}"));
            }
        };
        self.offers.push(Suggestion::answer(field, value).check(check));
    }

    fn note(&mut self, words: impl Into<String>) {
        self.notes.push(words.into());
    }

    /// Returns a day of the file, or notes that it does not read as one.
    fn day(&mut self, node: &XmlNode, name: &str) -> Option<NaiveDate> {
        let text = node.at(name);
        if text.is_empty() {
            return None;
        }
        let day = NaiveDate::parse_from_str(text.get(..10).unwrap_or(&text), "%Y-%m-%d")
            .ok()
            .filter(|d| (1900..=2200).contains(&d.year()));
        if day.is_none() {
            let short: String = text.chars().take(20).collect();
            let line = node.child(name).map_or(node.line, |n| n.line);
            self.note(format!(
                "Line {line}: {name} is \"{short}\", which is no day; it is left out."
            ));
        }
        day
    }

    fn identity(&mut self) -> (String, String, Vec<String>, Option<NaiveDate>) {
        let join = |parts: [String; 3]| {
            parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let legal = join([self.get("Forename"), self.get("MiddleNames"), self.get("Surname")]);
        let short = join([self.get("Forename"), self.get("Surname"), String::new()]);
        let preferred =
            join([self.get("PreferredForename"), self.get("PreferredSurname"), String::new()]);
        self.put(field::CHILD_FULL_NAME.id, line(&legal));
        if !preferred.is_empty() && preferred != short && preferred != legal {
            self.put(field::CHILD_KNOWN_AS.id, line(&preferred));
        }
        let (number, fault) = upn::parse(&self.get("UPN"));
        match fault {
            _ if number.is_empty() => {}
            None => {
                if upn::is_temporary(&number) {
                    self.note("The UPN in the file is a temporary one: it ends in a letter. Ask for the permanent one.");
                }
                self.put(field::CHILD_UPN.id, value::text(&number));
            }
            Some(upn::UpnFault::CheckLetter { expected }) => {
                self.put_checked(
                    field::CHILD_UPN.id,
                    value::text(&number),
                    &format!("By its digits this UPN begins with {expected}."),
                );
            }
            Some(upn::UpnFault::Format(says)) => {
                self.note(format!("The UPN in the file is left out. {says}"));
            }
        }
        let number = if matches!(fault_of(&number), Some(upn::UpnFault::Format(_))) {
            String::new()
        } else {
            number
        };
        let mut former = Vec::new();
        for node in self
            .node
            .child("BasicDetails")
            .into_iter()
            .chain([self.node])
            .flat_map(|n| n.all("FormerUPN"))
        {
            let (old, fault) = upn::parse(&crate::documents::clean(&node.text));
            if !old.is_empty()
                && !matches!(fault, Some(upn::UpnFault::Format(_)))
                && old != number
                && !former.contains(&old)
            {
                self.offers.push(Suggestion::row(
                    table::FORMER_UPNS,
                    [(field::FORMER_UPNS_UPN.id, value::text(&old))],
                ));
                former.push(old);
            }
        }
        let born = self.day(self.node, "DOB");
        self.put(field::CHILD_DOB.id, born.map_or(Value::Empty, Value::Date));
        self.sex();
        let year = self.get("NCyearActual");
        match year.parse::<i64>() {
            Ok(n @ 1..=14) => {
                let by_age = born.map(|day| i64::from(days::year_group(day, self.today)));
                let check = by_age.filter(|age| *age != n).map_or_else(String::new, |age| {
                    format!("By the date of birth it is year {age}; ask whether the child is taught out of their year.")
                });
                self.put_checked(field::CHILD_YEAR_GROUP.id, Value::Number(n), &check);
            }
            _ if year.is_empty() => {}
            _ => self.note(format!(
                "The year group in the file is \"{}\", not 1 to 14; it is left out.",
                year.chars().take(10).collect::<String>()
            )),
        }
        (legal, number, former, born)
    }

    /// Offers the sex as the form's gender: never "non-binary", and never over it (D15).
    fn sex(&mut self) {
        let tag = ["Sex", "Gender"].into_iter().find(|tag| !self.get(tag).is_empty());
        let Some(tag) = tag else { return };
        let value = match self.get(tag).to_uppercase().as_str() {
            "M" | "MALE" => "male",
            "F" | "FEMALE" => "female",
            _ => {
                return self.note(format!("{tag} in the file is neither M nor F; it is left out."));
            }
        };
        let never_over = Some(Value::Choice("non_binary".into()));
        self.offers.push(Suggestion {
            never_over,
            ..Suggestion::answer(field::CHILD_GENDER.id, Value::Choice(value.into()))
        });
    }

    fn care_and_needs(&mut self) {
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
                "As it was when the file was written. Ask again.",
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

    fn needs(&mut self) {
        let history = self.node.child("SENhistory");
        let mut latest: Option<(Option<NaiveDate>, String)> = None;
        for sen in history.into_iter().flat_map(|h| h.all("SEN").cloned().collect::<Vec<_>>()) {
            let from = self.day(&sen, "StartDate");
            if latest.as_ref().is_none_or(|(day, _)| from >= *day) {
                latest = Some((from, sen.at("SENprovision").to_uppercase()));
            }
        }
        let provision = latest.map_or(String::new(), |(_, p)| p);
        let check =
            format!("Read from the provision letter {provision}. Make sure that it still holds.");
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
        let needs = self.node.child("SENneeds").or(history.and_then(|h| h.child("SENneeds")));
        let types: Vec<String> = needs
            .into_iter()
            .flat_map(|n| n.all("SENneed"))
            .map(|n| n.at("type"))
            .filter(|t| !t.is_empty())
            .collect();
        if !types.is_empty() {
            self.put_checked(
                field::SEND_SUPPORT_DETAILS.id,
                value::text(&format!("Needs by the transfer file: {}.", types.join(", "))),
                "Say what support is given.",
            );
        }
        let flagged = yes_no(&self.get("MedicalFlag")) == Some(true)
            || self.node.child("Disabilities").is_some_and(|d| !d.children.is_empty());
        if flagged {
            self.put_checked(
                field::SEND_DISABILITY.id,
                Value::YesNo(true),
                "The file has a flag only. Ask what it is.",
            );
        }
        if self.node.child("FSMhistory").is_some_and(|f| f.child("FSMinstance").is_some()) {
            self.put_checked(
                field::PREMIUM_IS.id,
                Value::YesNo(true),
                "The file has free meals, which are not Pupil Premium. Look it up.",
            );
        }
    }

    fn address_and_contacts(&mut self) {
        let home = self.node.child("Address").map(address).unwrap_or_default();
        self.put(field::CHILD_ADDRESS.id, value::text(&home));
        let mut contacts: Vec<XmlNode> = self
            .node
            .child("Contacts")
            .into_iter()
            .flat_map(|c| c.all("Contact").cloned().collect::<Vec<_>>())
            .collect();
        // The order is who is to be called first; the file may list them in any.
        contacts.sort_by_key(|c| c.at("Order").parse::<u32>().unwrap_or(u32::MAX));
        for contact in &contacts {
            let name = [contact.at("Title"), contact.at("Forename"), contact.at("Surname")];
            let name = name.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ");
            let relation = contact.at("Relationship");
            if name.is_empty() {
                self.note(format!("Line {}: a contact without a name is left out.", contact.line));
                continue;
            }
            if PROFESSIONS.contains(&relation.to_uppercase().as_str()) {
                self.note(format!("{name} is in the file as \"{relation}\", not as a parent or carer; they are left out."));
                continue;
            }
            let own = contact.child("Address").map(address).unwrap_or_default();
            let cells = [
                (field::CONTACTS_NAME.id, line(&name)),
                (field::CONTACTS_RELATIONSHIP.id, line(&relationship(&relation))),
                (field::CONTACTS_PHONE.id, line(&phones(contact).join(", "))),
                (field::CONTACTS_EMAIL.id, line(&emails(contact).join(", "))),
                (
                    field::CONTACTS_ADDRESS.id,
                    if own == home { Value::Empty } else { value::text(&own) },
                ),
            ];
            self.offers.push(Suggestion::row(table::CONTACTS, cells));
            match yes_no(&contact.at("Responsibility")) {
                Some(true) => self.note(format!(
                    "The file says yes to parental responsibility for {name}. It is no proof: ask, and answer it yourself."
                )),
                Some(false) => self.note(format!(
                    "The file says NO to parental responsibility for {name}: nothing is to be agreed with them alone. Ask, and answer it yourself."
                )),
                None => {}
            }
            if !is_known(&relation) {
                self.note(format!(
                    "The relationship of {name} is the code \"{relation}\", which is not known here. Put it in words."
                ));
            }
        }
        if !phones(self.node).is_empty() || !emails(self.node).is_empty() {
            self.note("The child's own telephone or email is in the file; the passport does not ask for it, so it is not taken.");
        }
    }

    fn attendance(&mut self) {
        let years: Vec<XmlNode> = self
            .node
            .child("Attendance")
            .into_iter()
            .flat_map(|a| a.all("YearData").cloned().collect::<Vec<_>>())
            .collect();
        let mut latest = (0, None);
        let mut words = Vec::new();
        for year in &years {
            let count = |name: &str| year.at(name).parse::<u64>().ok().filter(|n| *n <= 1_000);
            let (Some(possible), Some(attended)) = (
                count("SessionsPossible"),
                count("SessionsAttended").or_else(|| count("AttendSessions")),
            ) else {
                self.note(format!(
                    "Line {}: a year of attendance has no counts of sessions; it is left out.",
                    year.line
                ));
                continue;
            };
            if possible == 0 || attended > possible {
                self.note(format!("Line {}: {attended} of {possible} sessions attended cannot be; it is left out.", year.line));
                continue;
            }
            let school = year.at("SchoolName");
            let at = if school.is_empty() { String::new() } else { format!(" at {school}") };
            let apart =
                ["SessionsAuthorised", "SessionsUnauthorised"].map(|n| count(n).unwrap_or(0));
            let tenths = attended * 1_000 / possible;
            let share = format!("{}.{}%", tenths / 10, tenths % 10);
            words.push(format!(
                "Year {}{at}: {attended} of {possible} sessions attended ({share}), {} absent with leave, {} without.",
                year.at("Year"),
                apart[0],
                apart[1]
            ));
            let started = year.at("Year").parse::<u32>().unwrap_or(0);
            if started >= latest.0 {
                latest = (started, Some(attended * 10 < possible * 9));
            }
        }
        if let Some(low) = latest.1 {
            self.put_checked(
                field::ATTENDANCE_ISSUES.id,
                Value::YesNo(low),
                "From the file's last year only. Look at your register too.",
            );
            let check = if low {
                "Add what lies behind it."
            } else {
                "Asked only where attendance is under 90%."
            };
            self.put_checked(field::ATTENDANCE_DETAILS.id, value::text(&words.join("\n")), check);
        }
    }

    fn schools(&mut self) {
        let all: Vec<XmlNode> = self
            .node
            .child("SchoolHistory")
            .into_iter()
            .flat_map(|h| h.all("School").cloned().collect::<Vec<_>>())
            .collect();
        let since = self.today.with_year(self.today.year() - 5).unwrap_or(self.today);
        for school in &all {
            let (entered, left) = (self.day(school, "EntryDate"), self.day(school, "LeavingDate"));
            let number = format!("LA {}, school {}", school.at("LEA"), school.at("Estab"));
            let name = Some(school.at("SchoolName")).filter(|n| !n.is_empty()).unwrap_or(number);
            match (entered, left) {
                (Some(day), None) => self.put_checked(
                    field::HISTORY_ADMITTED.id,
                    Value::Date(day),
                    &format!("If {name} is the child's school now."),
                ),
                (_, Some(day)) if day < since => self.note(format!(
                    "{name} was left more than five years ago; the form does not ask for it."
                )),
                (None, None) => {}
                (entered, left) => {
                    let day = |d: Option<NaiveDate>| d.map_or(Value::Empty, Value::Date);
                    let cells = [
                        (field::SCHOOLS_ATTENDED_NAME.id, line(&name)),
                        (field::SCHOOLS_ATTENDED_ADMITTED.id, day(entered)),
                        (field::SCHOOLS_ATTENDED_LEFT.id, day(left)),
                    ];
                    self.offers.push(Suggestion::row(table::SCHOOLS_ATTENDED, cells));
                }
            }
        }
    }

    /// Says what else the file holds and why it is not taken: the elements that are named here, and
    /// every other one by its name and line.
    fn left_out(&mut self) {
        let unknown: Vec<&XmlNode> = self
            .node
            .children
            .iter()
            .chain(self.node.child("BasicDetails").into_iter().flat_map(|b| &b.children))
            .filter(|n| !READ.iter().any(|known| n.name.eq_ignore_ascii_case(known)))
            .filter(|n| !n.children.is_empty() || !n.text.trim().is_empty())
            .collect();
        let words: Vec<String> = unknown
            .iter()
            .take(UNKNOWN_MOST)
            .map(|n| format!("{} (line {})", n.name, n.line))
            .collect();
        if !words.is_empty() {
            let more = unknown.len().saturating_sub(UNKNOWN_MOST);
            let also = if more > 0 { format!(", and {more} more") } else { String::new() };
            self.note(format!("Not read, as no form asks for it: {}{also}.", words.join(", ")));
        }
        let marks = self.node.child("StageAssessments").map_or(0, count);
        if marks > 0 {
            self.note("Assessment results are in the file as codes; they are not read. Attach the file as evidence.");
        }
        if !self.get("Ethnicity").is_empty() || !self.get("Religion").is_empty() {
            self.note("Ethnicity or religion is in the file; the forms do not ask for it, so it is not taken.");
        }
    }
}

/// The elements of a pupil that are read, or of which a sentence says why they are not.
const READ: &[&str] = &[
    "UPN",
    "FormerUPN",
    "UniqueLearnerNumber",
    "Surname",
    "Forename",
    "MiddleNames",
    "PreferredForename",
    "PreferredSurname",
    "DOB",
    "Sex",
    "Gender",
    "BasicDetails",
    "NCyearActual",
    "LookedAfter",
    "Languages",
    "SENhistory",
    "SENneeds",
    "MedicalFlag",
    "Disabilities",
    "FSMhistory",
    "Address",
    "Contacts",
    "Phones",
    "Phone",
    "Email",
    "Emails",
    "Attendance",
    "SchoolHistory",
    "StageAssessments",
    "Ethnicity",
    "Religion",
];
/// The most elements that one sentence names.
const UNKNOWN_MOST: usize = 30;

fn fault_of(number: &str) -> Option<upn::UpnFault> {
    upn::parse(number).1
}

fn count(node: &XmlNode) -> usize {
    node.children.len() + node.children.iter().map(count).sum::<usize>()
}

/// Returns a one-line answer, within what one line holds.
fn line(text: &str) -> Value {
    let short: String = text.chars().take(parse::LINE).collect();
    value::text(&short)
}

fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "1" | "y" | "yes" => Some(true),
        "false" | "0" | "n" | "no" => Some(false),
        _ => None,
    }
}

/// Relationship codes of people who are no parents or carers. The list is background knowledge, not
/// looked up in the specification.
const PROFESSIONS: &[&str] = &["SWR", "DOC", "HTC", "TCH", "CHM", "RLG"];

/// Returns a relationship in words where its code is known (background knowledge, so few), else as
/// it stands.
fn relationship(code: &str) -> String {
    let words = match code.to_uppercase().as_str() {
        "PAM" => "Mother",
        "PAF" => "Father",
        "STM" => "Stepmother",
        "STF" => "Stepfather",
        "FOM" => "Foster mother",
        "FOF" => "Foster father",
        "CAR" => "Carer",
        "FAM" => "Other family member",
        "REL" => "Other relative",
        "OTH" => "Other contact",
        _ => return code.to_owned(),
    };
    words.to_owned()
}

/// Returns whether a relationship is words, or a code whose words are known.
fn is_known(relation: &str) -> bool {
    let is_code = relation.len() == 3 && relation.chars().all(|c| c.is_ascii_uppercase());
    !is_code || relationship(relation) != relation
}

/// Returns every text below a node that stands under one of these names, in the order of the file.
fn below(node: &XmlNode, names: &[&str], out: &mut Vec<String>) {
    for child in &node.children {
        let text = crate::documents::clean(&child.text);
        if names.iter().any(|n| child.name.eq_ignore_ascii_case(n))
            && !text.is_empty()
            && !out.contains(&text)
        {
            out.push(text);
        }
        below(child, names, out);
    }
}

fn phones(node: &XmlNode) -> Vec<String> {
    let mut out = Vec::new();
    for group in node.all("Phones").chain(node.all("Phone")) {
        below(group, &["PhoneNo", "Number", "TelephoneNumber", "Phone"], &mut out);
    }
    out
}

fn emails(node: &XmlNode) -> Vec<String> {
    let mut out: Vec<String> = node
        .all("Email")
        .map(|n| crate::documents::clean(&n.text))
        .filter(|t| t.contains('@'))
        .collect();
    for group in node.all("Emails").chain(node.all("Email")) {
        below(group, &["Email", "EmailAddress"], &mut out);
    }
    out
}

/// Returns an address of either shape, a line a part: by street (BS 7666) or by address lines.
fn address(node: &XmlNode) -> String {
    let get = |name: &str| {
        let mut found = Vec::new();
        below(node, &[name], &mut found);
        found.into_iter().next().unwrap_or_default()
    };
    let street = [get("PAON"), get("Street")]
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let by_street = [
        get("SAON"),
        street,
        get("Locality"),
        get("Town"),
        get("PostTown"),
        get("AdministrativeArea"),
    ];
    let by_lines =
        ["AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "AddressLine5", "County"]
            .map(get);
    let mut out: Vec<String> = Vec::new();
    for part in by_street.into_iter().chain(by_lines).chain([get("PostCode")]) {
        if !part.is_empty() && !out.iter().any(|p| p.eq_ignore_ascii_case(&part)) {
            out.push(part);
        }
    }
    out.join("\n")
}
