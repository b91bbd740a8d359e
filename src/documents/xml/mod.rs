//! A small, strict XML tree for untrusted input.
//!
//! A document type, an unknown entity, or a file that is too large, too deep or truncated is
//! refused with line and column. Nothing is fetched or expanded.

mod fault;
mod tree;

use std::cell::Cell;

pub use fault::XmlFault;
pub use tree::parse;

/// One element: its name without a prefix, its own text, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct XmlNode {
    /// The name, without its prefix.
    pub name: String,
    /// The text of the element itself, its parts joined.
    pub text: String,
    /// The elements in it, in their order.
    pub children: Vec<XmlNode>,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its attributes, each with its value; the names of namespaces and schemas are not among them.
    pub attributes: Vec<(String, String)>,
    /// What was made of its text so far.
    used: Cell<TextUse>,
}

/// What was made of the text of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextUse {
    /// Nobody has read it.
    #[default]
    Unread,
    /// It was read.
    Read,
    /// A sentence says why it is not taken.
    Explained,
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
        here.words()
    }

    /// Returns its own text on one line, and notes that it was read.
    pub fn words(&self) -> String {
        if self.used.get() == TextUse::Unread {
            self.used.set(TextUse::Read);
        }
        crate::documents::clean(&self.text)
    }

    /// Notes that a sentence says of it, and of all that stands in it, why it is not taken.
    pub fn explain(&self) {
        if self.used.get() == TextUse::Unread {
            self.used.set(TextUse::Explained);
        }
        self.children.iter().for_each(XmlNode::explain);
    }

    /// Returns what was made of its text.
    pub fn used(&self) -> TextUse {
        self.used.get()
    }
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
            ("", "has no XML element"),
            ("<a/><b/>", "something after"),
        ] {
            let fault = parse(text).expect_err(text).to_string();
            assert!(fault.contains(says) && fault.ends_with('.'), "{text}: {fault}");
        }
        assert!(parse(&"<a>".repeat(100)).is_err_and(|e| e.to_string().contains("too deep")));
    }
}
