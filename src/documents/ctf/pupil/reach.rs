//! Addresses, telephones and emails in whatever shape they stand.

use crate::documents::xml::XmlNode;

/// Returns every text below a node that stands under one of these names, in the order of the file.
fn below(node: &XmlNode, names: &[&str], out: &mut Vec<String>) {
    for child in &node.children {
        if names.iter().any(|n| child.name.eq_ignore_ascii_case(n)) {
            let text = child.words();
            if !text.is_empty() && !out.contains(&text) {
                out.push(text);
            }
        }
        below(child, names, out);
    }
}

/// Returns the first element below a node that has this name and a text.
fn first_below<'a>(node: &'a XmlNode, name: &str) -> Option<&'a XmlNode> {
    node.children.iter().find_map(|child| {
        let fits = child.name.eq_ignore_ascii_case(name) && !child.text.trim().is_empty();
        if fits { Some(child) } else { first_below(child, name) }
    })
}

pub(super) fn phones(node: &XmlNode) -> Vec<String> {
    let mut out = Vec::new();
    for group in node.all("Phones").chain(node.all("Phone")) {
        below(group, &["PhoneNo", "Number", "TelephoneNumber", "Phone"], &mut out);
    }
    out
}

pub(super) fn emails(node: &XmlNode) -> Vec<String> {
    let mut out: Vec<String> =
        node.all("Email").map(XmlNode::words).filter(|t| t.contains('@')).collect();
    for group in node.all("Emails").chain(node.all("Email")) {
        below(group, &["Email", "EmailAddress"], &mut out);
    }
    out
}

/// Returns an address of either shape, a line a part: by street (BS 7666) or by address lines.
pub(super) fn address(node: &XmlNode) -> String {
    let get = |name: &str| first_below(node, name).map(XmlNode::words).unwrap_or_default();
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
