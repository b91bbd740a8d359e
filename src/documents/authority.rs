//! The files of the authority: its profile, its wording of the papers and its schools' letterheads.
//! They are one officer's no more than the records are.

use std::cell::RefCell;
use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::documents::papers::{Letterheads, Wording, check_templates};
use crate::domain::plural::pluralize;
use crate::domain::profile::Profile;
use crate::error::Faults;

/// The name of the profile.
pub const PROFILE: &str = "profile.toml";

/// The name of the letterheads.
const LETTERHEADS: &str = "letterhead.toml";

/// How the names of templates begin and end.
const TEMPLATES: (&str, &str) = ("templates/", ".txt");

/// The authority's files by name: `profile.toml`, `letterhead.toml`, `templates/KIND.txt`, and the
/// signs that the letterheads name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuthorityFiles(BTreeMap<String, Vec<u8>>);

impl AuthorityFiles {
    /// Takes the files that `read` gives by name, and templates as pairs of name and text. A profile
    /// without a line counts as none.
    pub fn gather(
        read: impl Fn(&str) -> Option<Vec<u8>>,
        templates: Vec<(String, String)>,
    ) -> AuthorityFiles {
        let mut all = BTreeMap::new();
        let profile = read(PROFILE).filter(|text| !text.trim_ascii().is_empty());
        all.extend(profile.map(|text| (PROFILE.to_owned(), text)));
        if let Some(text) = read(LETTERHEADS) {
            let signs = RefCell::new(BTreeMap::new());
            let sign = |name: &str| {
                let bytes = read(name)?;
                signs.borrow_mut().insert(name.to_owned(), bytes.clone());
                Some(bytes)
            };
            let _ = Letterheads::parse(&String::from_utf8_lossy(&text), sign);
            all.extend(signs.into_inner());
            all.insert(LETTERHEADS.to_owned(), text);
        }
        let (before, after) = TEMPLATES;
        all.extend(
            templates
                .into_iter()
                .map(|(name, text)| (format!("{before}{name}{after}"), text.into_bytes())),
        );
        AuthorityFiles(all)
    }

    /// Returns the same files with another profile.
    pub fn with_profile(mut self, text: Vec<u8>) -> AuthorityFiles {
        self.0.insert(PROFILE.to_owned(), text);
        self
    }

    /// Takes files as they are stored: texts as they are, signs in base64.
    pub fn from_items(items: Vec<(String, String)>) -> AuthorityFiles {
        let bytes = |name: &str, text: String| {
            if is_text(name) {
                text.into_bytes()
            } else {
                STANDARD.decode(text).unwrap_or_default()
            }
        };
        let all = items.into_iter().map(|(name, text)| {
            let bytes = bytes(&name, text);
            (name, bytes)
        });
        AuthorityFiles(all.collect())
    }

    /// Returns the files as they are stored.
    pub fn to_items(&self) -> Vec<(String, String)> {
        let text = |name: &str, bytes: &[u8]| {
            if is_text(name) {
                String::from_utf8_lossy(bytes).into_owned()
            } else {
                STANDARD.encode(bytes)
            }
        };
        self.0.iter().map(|(name, bytes)| (name.clone(), text(name, bytes))).collect()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the text of a file, "" where there is none.
    fn text(&self, name: &str) -> String {
        self.0
            .get(name)
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .unwrap_or_default()
    }

    /// Returns the text of the profile, that of Offsite where there is none.
    pub fn profile_text(&self) -> String {
        match self.0.get(PROFILE) {
            Some(_) => self.text(PROFILE),
            None => Profile::shipped_text().to_owned(),
        }
    }

    /// Returns the profile; without a file, the one that comes with Offsite.
    ///
    /// # Errors
    /// Every fault by its line.
    pub fn profile(&self) -> Result<Profile, Faults> {
        Profile::parse(&self.text(PROFILE))
    }

    /// Returns the wording of the papers, and what is wrong in it.
    pub fn wording(&self) -> (Wording, Vec<String>) {
        let (before, after) = TEMPLATES;
        let own: Vec<(String, String)> = self
            .0
            .keys()
            .filter_map(|file| {
                let name = file.strip_prefix(before)?.strip_suffix(after)?;
                Some((name.to_owned(), self.text(file)))
            })
            .collect();
        let mut faults = check_templates(&own).to_lines();
        let sign = |name: &str| self.0.get(name).cloned();
        let (heads, wrong) = Letterheads::parse(&self.text(LETTERHEADS), sign);
        faults.extend(wrong.iter().map(ToString::to_string));
        (Wording::new(own, heads), faults)
    }

    /// Returns what there is, in words: `profile.toml, 2 templates and letterhead.toml`.
    pub fn words(&self) -> String {
        let templates = self.0.keys().filter(|name| name.starts_with(TEMPLATES.0)).count();
        let named = |name: &'static str| self.0.contains_key(name).then(|| name.to_owned());
        let counted = (templates > 0).then(|| pluralize(templates, "template"));
        let all: Vec<String> =
            [named(PROFILE), counted, named(LETTERHEADS)].into_iter().flatten().collect();
        match all.split_last() {
            None => "nothing".to_owned(),
            Some((one, [])) => one.clone(),
            Some((last, first)) => format!("{} and {last}", first.join(", ")),
        }
    }
}

/// Returns whether a file is a text, as all are but the signs.
fn is_text(name: &str) -> bool {
    name == PROFILE || name == LETTERHEADS || name.starts_with(TEMPLATES.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_back_from_the_store_as_they_were_signs_too() {
        let head = "[[school]]\nschool = \"Hagley\"\nlogo = \"hagley.png\"\n";
        let read = |name: &str| match name {
            PROFILE => Some(b"name = \"Norfolk\"\n".to_vec()),
            LETTERHEADS => Some(head.as_bytes().to_vec()),
            "hagley.png" => Some(vec![0x89, 0, 0xff]),
            _ => None,
        };
        let files = AuthorityFiles::gather(read, vec![("direction".into(), "Dear all".into())]);
        assert_eq!(AuthorityFiles::from_items(files.to_items()), files);
        assert_eq!(files.to_items().len(), 4, "{files:?}");
        assert_eq!(files.words(), "profile.toml, 1 template and letterhead.toml");
        assert_eq!(files.profile().map(|profile| profile.name), Ok("Norfolk".to_owned()));
        let none = AuthorityFiles::gather(|_| Some(b" \n".to_vec()).filter(|_| false), Vec::new());
        assert!(none.is_empty());
        assert_eq!(none.profile().as_ref(), Ok(Profile::shipped()));
    }
}
