//! A small, strict XML tree for untrusted input.
//!
//! A document type, an unknown entity, or a file that is too large, too deep or truncated is
//! refused with line and column. Nothing is fetched or expanded.

use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// How deep elements may stand in one another.
const DEEP: usize = 64;
/// The most elements of one file; a school's whole year has some hundreds of thousands.
const MOST: usize = 2_000_000;

/// One element: its name without a prefix, its own text, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct XmlNode {
    pub name: String,
    pub text: String,
    pub children: Vec<XmlNode>,
    /// The line on which it begins, from 1.
    pub line: usize,
}

impl XmlNode {
    /// Returns the first element of this name, in any case of letters.
    pub fn child(&self, name: &str) -> Option<&XmlNode> {
        self.children.iter().find(|n| n.name.eq_ignore_ascii_case(name))
    }

    /// Returns every element of this name, in any case of letters.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a XmlNode> {
        self.children.iter().filter(move |n| n.name.eq_ignore_ascii_case(name))
    }

    /// Returns the text at a path of names, on one line, or "" where there is none.
    pub fn at(&self, path: &str) -> String {
        let mut here = self;
        for name in path.split('/') {
            let Some(next) = here.child(name) else { return String::new() };
            here = next;
        }
        crate::documents::clean(&here.text)
    }
}

/// Returns the one element that a file holds.
///
/// # Errors
/// One sentence with line and column.
pub fn parse(text: &str) -> Result<XmlNode, String> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<XmlNode> = Vec::new();
    let mut whole: Option<XmlNode> = None;
    let mut count = 0usize;
    let (mut seen, mut line) = (0usize, 1usize);
    loop {
        let from = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().map_err(|e| {
            // A mark that never closes is what a file cut short looks like; its place is where the
            // file ends.
            if matches!(e, quick_xml::Error::Syntax(_)) {
                return format!(
                    "{}: the file ends inside a mark begun at {}.{CUT}",
                    place(text, text.len()),
                    place(text, from).to_lowercase()
                );
            }
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            format!(
                "{}: this is not well-formed XML ({e}). Ask for the file again.",
                place(text, at)
            )
        })?;
        line +=
            text.as_bytes().get(seen..from).unwrap_or_default().split(|b| *b == b'\n').count() - 1;
        seen = from;
        match event {
            Event::DocType(_) => {
                return Err(format!(
                    "{}: the file brings its own document type (DTD). A transfer file has none; ask for it to be exported again.",
                    place(text, from)
                ));
            }
            Event::Start(start) => {
                count += 1;
                if whole.is_some() {
                    return Err(format!(
                        "{}: something stands after the end of the file's one element.",
                        place(text, from)
                    ));
                }
                if open.len() >= DEEP || count > MOST {
                    return Err(format!(
                        "{}: the file is nested too deep, or has too many elements.",
                        place(text, from)
                    ));
                }
                open.push(node(start.name().0, line));
            }
            Event::Empty(empty) => {
                count += 1;
                let made = node(empty.name().0, line);
                match open.last_mut() {
                    Some(parent) if count <= MOST => parent.children.push(made),
                    Some(_) => {
                        return Err(format!(
                            "{}: the file has too many elements.",
                            place(text, from)
                        ));
                    }
                    None if whole.is_none() => whole = Some(made),
                    None => {
                        return Err(format!(
                            "{}: something stands after the end of the file's one element.",
                            place(text, from)
                        ));
                    }
                }
            }
            Event::End(_) => {
                let Some(done) = open.pop() else { continue };
                match open.last_mut() {
                    Some(parent) => parent.children.push(done),
                    None => whole = Some(done),
                }
            }
            Event::Text(words) => add(&mut open, &words.xml10_content()),
            Event::CData(words) => add(&mut open, &words),
            Event::GeneralRef(name) => {
                if let Some(c) = entity(&name) {
                    add(&mut open, c.encode_utf8(&mut [0; 4]));
                } else {
                    let short: String = name.chars().take(20).collect();
                    return Err(format!(
                        "{}: the file uses \"&{short};\", which it does not explain.",
                        place(text, from)
                    ));
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    if let Some(unclosed) = open.last() {
        return Err(format!(
            "{}: the file ends inside <{}>, begun on line {}.{CUT}",
            place(text, text.len()),
            unclosed.name,
            unclosed.line
        ));
    }
    whole.ok_or_else(|| format!("{}: the file holds no XML element.{CUT}", place(text, text.len())))
}

const CUT: &str = " It is cut short; ask for it again.";

fn node(name: &str, line: usize) -> XmlNode {
    let name: String = name.rsplit(':').next().unwrap_or(name).chars().take(100).collect();
    XmlNode { name, line, ..XmlNode::default() }
}

fn add(open: &mut [XmlNode], words: &str) {
    if let Some(node) = open.last_mut() {
        node.text.push_str(words);
    }
}

/// Returns the character of one of the five names of XML itself, or of a number.
fn entity(name: &str) -> Option<char> {
    let number = name.strip_prefix('#');
    match (name, number) {
        ("amp", _) => Some('&'),
        ("lt", _) => Some('<'),
        ("gt", _) => Some('>'),
        ("quot", _) => Some('"'),
        ("apos", _) => Some('\''),
        (_, Some(n)) => match n.strip_prefix(['x', 'X']) {
            Some(hex) => char::from_u32(u32::from_str_radix(hex, 16).ok()?),
            None => char::from_u32(n.parse().ok()?),
        },
        (_, None) => None,
    }
}

fn before(text: &str, byte: usize) -> &str {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Returns a place as an editor shows it: `Line 3, column 14`.
fn place(text: &str, byte: usize) -> String {
    let before = before(text, byte);
    let last = before.rsplit('\n').next().unwrap_or_default();
    format!("Line {}, column {}", before.matches('\n').count() + 1, last.chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_and_hostile_files_are_refused_with_their_place() {
        let tree = parse(
            "<?xml version=\"1.0\"?>\n<a><b>Zo\u{eb} &amp; M&#257;ia</b><x:B/><![CDATA[<]]></a>",
        )
        .expect("read");
        assert_eq!(
            (tree.at("B"), tree.all("b").count(), tree.text.as_str()),
            ("Zo\u{eb} & M\u{101}ia".to_owned(), 2, "<")
        );
        for (text, says) in [
            (
                "<a>\n<!DOCTYPE a [<!ENTITY x \"y\">]></a>",
                "Line 2, column 1: the file brings its own document type",
            ),
            ("<a><b>&x;</b></a>", "Line 1, column 7: the file uses \"&x;\""),
            (
                "<a>\n <b>text",
                "Line 2, column 9: the file ends inside <b>, begun on line 2. It is cut short",
            ),
            ("<a>\n <b", "cut short"),
            ("<a></b>", "Line 1"),
            ("", "holds no XML element"),
            ("<a/><b/>", "something stands after"),
        ] {
            let fault = parse(text).expect_err(text);
            assert!(fault.contains(says) && fault.ends_with('.'), "{text}: {fault}");
        }
        assert!(parse(&"<a>".repeat(100)).is_err_and(|e| e.contains("too deep")));
    }
}
