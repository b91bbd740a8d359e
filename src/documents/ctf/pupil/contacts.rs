//! The child's address and the contacts.

use crate::documents::ctf::pupil::reach::{address, emails, phones};
use crate::documents::ctf::pupil::{PupilReader, line, yes_no};
use crate::documents::xml::XmlNode;
use crate::domain::forms::{field, table};
use crate::domain::prefill::Suggestion;
use crate::domain::value;
use crate::domain::value::Value;

/// Relationship codes of people who are no parents or carers. The list is background knowledge, not
/// looked up in the specification.
const PROFESSIONS: &[&str] = &["SWR", "DOC", "HTC", "TCH", "CHM", "RLG"];

/// What is to be asked before a "no" of the file is kept.
const ASK_WHO_IS: &str =
    "The file says no. Ask before you keep it: a court order or a birth certificate decides.";

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

impl<'a> PupilReader<'a> {
    pub(super) fn address_and_contacts(&mut self) {
        let home = self.node.child("Address").map(address).unwrap_or_default();
        self.put(field::CHILD_ADDRESS.id, value::text(&home));
        let node: &'a XmlNode = self.node;
        let mut contacts: Vec<&XmlNode> =
            node.all("Contacts").flat_map(|c| c.all("Contact")).collect();
        // The order is who is to be called first; the file may list them in any.
        contacts.sort_by_key(|c| c.at("Order").parse::<u32>().unwrap_or(u32::MAX));
        for contact in contacts {
            self.contact(contact, &home);
        }
        if !phones(self.node).is_empty() || !emails(self.node).is_empty() {
            self.note("The child's own telephone or email is in the file; the passport does not ask for it, so it is not taken.");
        }
    }

    /// Offers a parent or carer; who is neither is noted.
    fn contact(&mut self, contact: &XmlNode, home: &str) {
        let name = [contact.at("Title"), contact.at("Forename"), contact.at("Surname")];
        let name = name.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ");
        let relation = contact.at("Relationship");
        if name.is_empty() {
            self.note(format!("Line {}: a contact without a name is left out.", contact.line));
            contact.explain();
            return;
        }
        if PROFESSIONS.contains(&relation.to_uppercase().as_str()) {
            self.note(format!("{name} is in the file as \"{relation}\", not as a parent or carer; they are left out."));
            contact.explain();
            return;
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
        let mut offer = Suggestion::row(table::CONTACTS, cells);
        let responsible = contact.at("Responsibility");
        if yes_no(&responsible) == Some(false) {
            offer = offer.ask(field::CONTACTS_PR.id, Value::YesNo(false), ASK_WHO_IS);
        }
        self.offers.push(offer);
        match yes_no(&responsible) {
            Some(true) => self.note(format!(
                "The file says yes to parental responsibility for {name}. This is not proof: ask, and answer it yourself."
            )),
            Some(false) => self.note(format!(
                "The file says NO to parental responsibility for {name}: nothing is to be agreed with them alone. Ask, and answer it yourself."
            )),
            None if responsible.is_empty() => {}
            None => self.note(format!(
                "Parental responsibility of {name} is \"{}\", which is neither yes nor no; it is left out.",
                responsible.chars().take(20).collect::<String>()
            )),
        }
        if !is_known(&relation) {
            self.note(format!(
                "The relationship of {name} is the code \"{relation}\", which is not known here. Put it in words."
            ));
        }
    }
}
