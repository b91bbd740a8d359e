//! Builds the tree from the events of the reader, and counts as it grows.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::documents::fault::FileFault;
use crate::documents::place::FilePlace;
use crate::documents::xml::{XmlFault, XmlNode};

/// How deep elements may stand in one another.
const MAX_DEPTH: usize = 64;
/// The most elements of one file; a school's whole year has some hundreds of thousands.
const MAX_ELEMENTS: usize = 2_000_000;

/// Returns the one element that a file holds.
///
/// # Errors
/// The first reason to refuse the file, with line and column.
pub fn parse(text: &str) -> Result<XmlNode, FileFault<XmlFault>> {
    let mut tree = TreeBuilder::new(text);
    let mut reader = Reader::from_str(text);
    loop {
        let from = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(e) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                return Err(unread(text, from, at, e));
            }
        };
        tree.advance(from);
        if matches!(event, Event::Eof) {
            return tree.finish();
        }
        tree.add(event)
            .map_err(|kind| FileFault { place: FilePlace::of_byte(text, from), kind })?;
    }
}

/// Returns the fault of an event that does not read. A mark that never closes is what a file cut
/// short looks like; its place is where the file ends.
fn unread(text: &str, from: usize, at: usize, error: quick_xml::Error) -> FileFault<XmlFault> {
    let begun = FilePlace::of_byte(text, from);
    match (&error, begun) {
        (quick_xml::Error::Syntax(_), FilePlace::Position { line, column }) => FileFault {
            place: FilePlace::of_byte(text, text.len()),
            kind: XmlFault::CutMark { line, column },
        },
        _ => FileFault { place: FilePlace::of_byte(text, at), kind: XmlFault::Malformed(error) },
    }
}

/// The tree so far.
struct TreeBuilder<'a> {
    text: &'a str,
    /// The elements that have begun and not ended, the innermost last.
    open: Vec<XmlNode>,
    whole: Option<XmlNode>,
    count: usize,
    /// How many bytes are counted in `line`.
    seen: usize,
    line: usize,
}

impl<'a> TreeBuilder<'a> {
    fn new(text: &'a str) -> TreeBuilder<'a> {
        TreeBuilder { text, open: Vec::new(), whole: None, count: 0, seen: 0, line: 1 }
    }

    /// Counts the lines up to a byte.
    fn advance(&mut self, byte: usize) {
        let passed = self.text.as_bytes().get(self.seen..byte).unwrap_or_default();
        self.line += passed.split(|b| *b == b'\n').count() - 1;
        self.seen = byte;
    }

    fn add(&mut self, event: Event) -> Result<(), XmlFault> {
        match event {
            Event::DocType(_) => return Err(XmlFault::DocumentType),
            Event::Start(start) => {
                self.count += 1;
                if self.whole.is_some() {
                    return Err(XmlFault::SecondRoot);
                }
                if self.open.len() >= MAX_DEPTH || self.count > MAX_ELEMENTS {
                    return Err(XmlFault::TooDeep);
                }
                let mut node = node(start.name().0, self.line);
                node.attributes = attributes(&start)?;
                self.open.push(node);
            }
            Event::Empty(empty) => {
                self.count += 1;
                if self.open.is_empty() && self.whole.is_some() {
                    return Err(XmlFault::SecondRoot);
                }
                if self.count > MAX_ELEMENTS {
                    return Err(XmlFault::TooMany);
                }
                let mut node = node(empty.name().0, self.line);
                node.attributes = attributes(&empty)?;
                self.close(node);
            }
            Event::End(_) => {
                if let Some(done) = self.open.pop() {
                    self.close(done);
                }
            }
            Event::Text(words) => self.say(&words.xml10_content()),
            Event::CData(words) => self.say(&words),
            Event::GeneralRef(name) => match entity(&name) {
                Some(c) => self.say(c.encode_utf8(&mut [0; 4])),
                None => return Err(XmlFault::UnknownEntity(name.chars().take(20).collect())),
            },
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => {}
        }
        Ok(())
    }

    /// Puts an element that has ended into the one around it.
    fn close(&mut self, done: XmlNode) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(done),
            None => self.whole = Some(done),
        }
    }

    fn say(&mut self, words: &str) {
        if let Some(node) = self.open.last_mut() {
            node.text.push_str(words);
        }
    }

    fn finish(self) -> Result<XmlNode, FileFault<XmlFault>> {
        let kind = match (self.open.last(), self.whole) {
            (Some(open), _) => XmlFault::CutElement { name: open.name.clone(), line: open.line },
            (None, Some(whole)) => return Ok(whole),
            (None, None) => XmlFault::NoElement,
        };
        Err(FileFault { place: FilePlace::of_byte(self.text, self.text.len()), kind })
    }
}

fn node(name: &str, line: usize) -> XmlNode {
    let name: String = name.rsplit(':').next().unwrap_or(name).chars().take(100).collect();
    XmlNode { name, line, ..XmlNode::default() }
}

/// Returns the attributes of an element with their values as they stand, without what only names a
/// namespace or a schema.
fn attributes(start: &BytesStart) -> Result<Vec<(String, String)>, XmlFault> {
    let mut out = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| XmlFault::Malformed(e.into()))?;
        let name = attribute.key.0;
        if !name.starts_with("xmlns") && !name.starts_with("xsi:") {
            let value = attribute.value.chars().take(100).collect();
            out.push((name.chars().take(100).collect(), value));
        }
    }
    Ok(out)
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
