//! What a file holds and nobody has read: every text and attribute of it, wherever it stands.

use crate::documents::place::FilePlace;
use crate::documents::reading::Reading;
use crate::documents::xml::{TextUse, XmlNode};

/// What a transfer file is made of.
pub(super) const UNIT: &str = "element";

/// Elements of the specification that no form asks for and that say nothing by themselves: which
/// kind of telephone, the number of a school beside its name, what the envelope says of itself.
/// They are in the account and in no sentence.
const QUIET: &[&str] = &[
    "DocumentName",
    "DocumentQualifier",
    "DataQualifier",
    "DataDescriptor",
    "SupplierID",
    "DateTime",
    "AcademicYear",
    "LEA",
    "Estab",
    "SchoolName",
    "LastSchool",
    "TelephoneType",
    "UKcountry",
    "Order",
];

/// The same of elements that say something of a pupil and nothing of a contact.
const QUIET_OF_CONTACT: &[&str] = &["Gender"];

/// The most elements that one sentence names.
const MAX_UNKNOWN: usize = 30;

/// Notes what became of every text and attribute of an element and of what stands in it, but for
/// those elements that are accounted for elsewhere. Each is named with the element `within` which it stands.
pub(super) fn account(
    node: &XmlNode,
    path: &str,
    is_elsewhere: &dyn Fn(&XmlNode) -> bool,
    out: &mut Reading,
) {
    let place = FilePlace::Line(node.line as u64);
    let path = if path.is_empty() { node.name.clone() } else { format!("{path}/{}", node.name) };
    for (name, value) in &node.attributes {
        out.pass(&place, &format!("{path}, {name}: {value}"), "is not read.");
    }
    if !node.text.trim().is_empty() {
        let what = format!("{path}: {}", node.text);
        match node.used() {
            TextUse::Read => out.take(&place, &what, "read."),
            TextUse::Explained => out.pass(&place, &what, "is not taken; a note says why."),
            TextUse::Unread => out.pass(&place, &what, "is not read; no form asks for it."),
        }
    }
    for child in node.children.iter().filter(|child| !is_elsewhere(child)) {
        account(child, &node.name, is_elsewhere, out);
    }
}

/// Returns the sentence that names what of an element was not read; none where nothing is worth it.
pub(super) fn sentence(node: &XmlNode, is_elsewhere: &dyn Fn(&XmlNode) -> bool) -> Option<String> {
    let mut unread = Vec::new();
    gather(node, is_elsewhere, &mut unread);
    let words: Vec<String> = unread
        .iter()
        .take(MAX_UNKNOWN)
        .map(|(name, line)| format!("{name} (line {line})"))
        .collect();
    let more = unread.len().saturating_sub(MAX_UNKNOWN);
    let also = if more > 0 { format!(", and {more} more") } else { String::new() };
    (!words.is_empty())
        .then(|| format!("Not read, as no form asks for it: {}{also}.", words.join(", ")))
}

/// Gathers what was not read: an element of which nothing was read by its own name alone.
fn gather<'a>(
    node: &'a XmlNode,
    is_elsewhere: &dyn Fn(&XmlNode) -> bool,
    out: &mut Vec<(&'a str, usize)>,
) {
    out.extend(node.attributes.iter().map(|(name, _)| (name.as_str(), node.line)));
    let is_quiet = QUIET.iter().any(|quiet| node.name.eq_ignore_ascii_case(quiet));
    let is_contact = node.name.eq_ignore_ascii_case("Contact");
    let is_elsewhere = |child: &XmlNode| {
        let of_contact = QUIET_OF_CONTACT.iter().any(|q| child.name.eq_ignore_ascii_case(q));
        is_elsewhere(child) || is_contact && of_contact
    };
    let own = !node.text.trim().is_empty() && node.used() == TextUse::Unread;
    if own && !is_quiet {
        out.push((&node.name, node.line));
    } else if !node.children.is_empty() && is_unread(node) {
        let mut within = Vec::new();
        node.children.iter().for_each(|child| gather(child, &is_elsewhere, &mut within));
        if !within.is_empty() {
            out.push((&node.name, node.line));
        }
        return;
    }
    for child in node.children.iter().filter(|child| !is_elsewhere(child)) {
        gather(child, &is_elsewhere, out);
    }
}

/// Returns whether nothing of an element was read or explained.
fn is_unread(node: &XmlNode) -> bool {
    node.used() == TextUse::Unread && node.children.iter().all(is_unread)
}
