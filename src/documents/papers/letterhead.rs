//! What schools print at the head of their papers: an authority's `letterhead.toml`, laid over the
//! register of schools.
//!
//! The register that ships knows a school's name and town; a parent who is asked to ring or write
//! needs an address and a number, and a head signs under the school's own sign.

use std::fmt;

use serde::Deserialize;

use crate::documents::papers::logo::Logo;
use crate::domain::school::School;

/// What one school prints at the head of its papers. Empty text is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Letterhead {
    /// The school's URN, or its name as the register has it.
    pub school: String,
    /// The whole address on one line.
    pub address: String,
    /// The number to ring.
    pub telephone: String,
    /// The address for email.
    pub email: String,
    /// The head teacher's name, with the title they use.
    pub head: String,
    /// The academy trust, where there is one.
    pub trust: String,
    /// The name of a PNG file beside `letterhead.toml`.
    pub(super) logo: String,
    #[serde(skip)]
    pub(super) sign: Option<Logo>,
}

/// The letterheads of an authority's schools.
#[derive(Debug, Clone, Default)]
pub struct Letterheads {
    all: Vec<Letterhead>,
}

/// What is wrong in `letterhead.toml`.
#[derive(Debug)]
pub enum LetterheadFault {
    /// The file does not read, on a line from 1.
    Toml {
        /// The line.
        line: usize,
        /// What the reader said.
        cause: toml::de::Error,
    },
    /// A logo is no PNG file beside it.
    NoLogo {
        /// The file that is named.
        file: String,
        /// The school, as it is named there.
        school: String,
    },
}

impl fmt::Display for LetterheadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LetterheadFault::Toml { line, cause } => {
                let says = cause.message().trim_end_matches('.');
                write!(f, "letterhead.toml, line {line}: {says}. Correct it.")
            }
            LetterheadFault::NoLogo { file, school } => write!(
                f,
                "letterhead.toml: \"{file}\" is no PNG file of at most 2 MB beside it. The papers of {school} go without it."
            ),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LetterheadFile {
    #[serde(default)]
    school: Vec<Letterhead>,
}

impl Letterheads {
    /// Reads the text of `letterhead.toml`, and what is wrong in it. `logo` gives the bytes of a
    /// file beside it.
    pub fn parse(
        text: &str,
        logo: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> (Letterheads, Vec<LetterheadFault>) {
        let mut file: LetterheadFile = match toml::from_str(text) {
            Ok(file) => file,
            Err(cause) => {
                let before = |s: std::ops::Range<usize>| &text[..s.start.min(text.len())];
                let line = cause.span().map_or(1, |s| 1 + before(s).matches('\n').count());
                return (Letterheads::default(), vec![LetterheadFault::Toml { line, cause }]);
            }
        };
        let mut faults = Vec::new();
        for head in file.school.iter_mut().filter(|head| !head.logo.is_empty()) {
            head.sign = logo(&head.logo).and_then(Logo::parse);
            if head.sign.is_none() {
                let (file, school) = (head.logo.clone(), head.school.clone());
                faults.push(LetterheadFault::NoLogo { file, school });
            }
        }
        (Letterheads { all: file.school }, faults)
    }

    /// Returns what a school prints, by its URN or its name.
    pub fn for_school(&self, school: &School) -> Option<&Letterhead> {
        let same =
            |h: &&Letterhead| h.school == school.id || h.school.eq_ignore_ascii_case(&school.name);
        self.all.iter().filter(|h| !h.school.is_empty()).find(same)
    }

    /// Returns the school with the address and telephone that it prints.
    pub fn laid_over(&self, school: School) -> School {
        let Some(head) = self.for_school(&school) else { return school };
        let mut school = school;
        if !head.address.trim().is_empty() {
            school.address.clone_from(&head.address);
            school.town = String::new();
            school.postcode = String::new();
        }
        if !head.telephone.trim().is_empty() {
            school.phone.clone_from(&head.telephone);
        }
        school
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::papers::logo::PNG;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = PNG.to_vec();
        bytes.extend([0, 0, 0, 13]);
        bytes.extend(b"IHDR");
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    #[test]
    fn a_letterhead_is_found_by_urn_or_name_and_its_faults_are_told() {
        let text = "[[school]]\nschool = \"100\"\naddress = \"1 High St, Evesham\"\nlogo = \"sign.png\"\n\n[[school]]\nschool = \"host academy\"\nlogo = \"none.png\"\n";
        let files = |name: &str| (name == "sign.png").then(|| png(300, 100));
        let (all, faults) = Letterheads::parse(text, files);
        let school = |id: &str, name: &str| School {
            id: id.into(),
            name: name.into(),
            town: "Evesham".into(),
            ..School::default()
        };
        let laid = all.laid_over(school("100", "Any"));
        assert_eq!((laid.address.as_str(), laid.town.as_str()), ("1 High St, Evesham", ""));
        assert_eq!(all.for_school(&laid).and_then(|h| h.sign.as_ref()).map(|l| l.width), Some(300));
        assert!(all.for_school(&school("200", "Host Academy")).is_some());
        assert!(all.for_school(&school("", "Nobody")).is_none());
        assert!(faults.len() == 1 && faults[0].to_string().contains("none.png"), "{faults:?}");
        let (_, faults) = Letterheads::parse("[[school]]\nschool = \"1\"\nphone = \"2\"\n", files);
        assert!(faults[0].to_string().starts_with("letterhead.toml, line 3: "), "{faults:?}");
    }

    #[test]
    fn only_a_png_file_with_a_size_is_a_sign() {
        assert!(Logo::parse(png(1, 1)).is_some());
        for bytes in [png(0, 1), png(1, 99_999), vec![0; 40], Vec::new(), PNG.to_vec()] {
            assert!(Logo::parse(bytes).is_none());
        }
    }
}
