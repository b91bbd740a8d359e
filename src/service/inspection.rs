//! What the inspection pack is made from: the pupils who attend a provider on a day, and the files
//! behind each.

use chrono::NaiveDate;

use crate::documents::inspection::{PackFile, PaperNotMade};
use crate::documents::media::safe_name;
use crate::documents::papers;
use crate::domain::calendar::dates;
use crate::domain::case::as_at::as_at;
use crate::domain::case::evidence::{HeldFile, held, size};
use crate::domain::case::{Case, CaseRef};
use crate::domain::document::{DocumentLine, DocumentOrder, FileFormat};
use crate::domain::forms::evidence::KINDS;
use crate::domain::inspection::pupil::InspectedPupil;
use crate::domain::school::School;
use crate::error::{Error, Result};
use crate::service::documents::order_of_text;
use crate::service::{Service, ViewerService};
use crate::store::{Progress, evidence_sum};

/// The most bytes of all files behind a pack that a server can send, since it sends them in one
/// message.
pub const MAX_SENT: u64 = 80_000_000;

/// The most bytes of the name of a file; a system takes 255, and its number comes before it.
const MAX_NAME: usize = 200;

/// Returns the name of a file no longer than a system takes, its ending kept.
fn short(name: &str) -> String {
    if name.len() <= MAX_NAME {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').filter(|(_, ending)| ending.len() <= 8);
    let ending = ending.map_or_else(String::new, |(_, ending)| format!(".{ending}"));
    let mut stem = String::new();
    for c in name.chars().take_while(|c| *c != '.') {
        if stem.len() + c.len_utf8() + ending.len() > MAX_NAME {
            break;
        }
        stem.push(c);
    }
    stem + &ending
}

impl Service {
    /// Returns the pupils of the cases that the viewer sees whose direction ran on a day: those of
    /// one home school by its id, or of all.
    ///
    /// # Errors
    /// A case cannot be read.
    pub fn inspected_pupils(
        &self,
        home: Option<&str>,
        (on, today): (NaiveDate, NaiveDate),
        progress: Progress<'_>,
    ) -> Result<Vec<InspectedPupil>> {
        let mut pupils = Vec::new();
        self.each_begun("Reading placements", on, progress, |case| {
            let one = InspectedPupil::of(case, self.schools_of(case), on, today);
            pupils.extend(one.filter(|one| home.is_none_or(|home| one.home == home)));
        })?;
        Ok(pupils)
    }

    /// Returns a school of the register with the address that its letterhead has; one that the
    /// register does not have has only its name.
    pub fn school_with_address(&self, id: &str) -> School {
        let known = self.schools.get(id).cloned();
        let named =
            || School { id: id.to_owned(), name: self.school_name(id), ..School::default() };
        self.wording.letterheads.laid_over(known.unwrap_or_else(named))
    }
}

impl ViewerService<'_> {
    /// Returns the files behind some cases as at a day: their evidence, and the papers that were
    /// sent, made again from the record; and the papers that cannot be made again as they should be.
    /// `most` is how many bytes they may have together; none where they are not sent.
    ///
    /// # Errors
    /// A file is lost or damaged, or they are too large together.
    pub fn pack_files(
        &self,
        cases: &[CaseRef],
        on: NaiveDate,
        most: Option<u64>,
        progress: Progress<'_>,
    ) -> Result<(Vec<PackFile>, Vec<PaperNotMade>)> {
        let (mut files, mut not_made) = (Vec::new(), Vec::new());
        for (done, id) in cases.iter().enumerate() {
            progress("Reading files", done as u64, cases.len() as u64);
            let case = as_at(&self.load(*id)?, on);
            let first = files.len();
            for paper in held(&case) {
                files.push(self.evidence_for_pack(*id, &paper)?);
            }
            let lines = self.with_facts(&case, &order_of_text(on), papers::offers);
            for line in lines.iter().filter(|line| !line.blank) {
                if let Some(sent) = line.sent.filter(|sent| *sent <= on) {
                    match self.sent_paper(&case, line, sent) {
                        Ok(made) => files.extend(made),
                        Err(why) => {
                            let label = line.label.clone();
                            not_made.push(PaperNotMade { case: *id, label, sent, why });
                        }
                    }
                }
            }
            for (number, file) in (1..).zip(&mut files[first..]) {
                file.path = format!("documents/{id}/{number:02}-{}", short(&file.path));
            }
            let bytes: u64 = files.iter().map(|file| file.bytes.len() as u64).sum();
            if let Some(most) = most.filter(|most| bytes > *most) {
                let most = size(most);
                return Err(Error::input(format!(
                    "The files of the pack have more than {most}, which is too much for a server to send. Nothing was exported."
                ))
                .with_hint("Make a pack for each home school with --school, or have one for all schools made on the server's computer while the server is stopped."));
            }
        }
        Ok((files, not_made))
    }

    /// Returns a piece of evidence as it was taken in.
    fn evidence_for_pack(&self, id: CaseRef, paper: &HeldFile) -> Result<PackFile> {
        let bytes = self.store.evidence(id, &paper.sha256).map_err(|cause| {
            let kind = cause.kind();
            Error::new(
                kind,
                format!("{id}: \"{}\" cannot be read. Nothing was exported.", paper.title),
            )
            .with_hint("Bring it back from a backup, or take the paper in again.")
            .with_source(cause)
        })?;
        let kind =
            KINDS.iter().find(|(kind, _)| *kind == paper.kind).map_or("", |(_, words)| words);
        let dated = paper.dated.map(|day| format!(", dated {}", dates::format(day)));
        Ok(PackFile {
            case: id,
            path: safe_name(&paper.file),
            what: format!("{} ({kind}{})", paper.title, dated.unwrap_or_default()),
            sha256: paper.sha256.clone(),
            bytes,
        })
    }

    /// Makes a paper that was sent again, as of the day on which it was; or says why it cannot be.
    fn sent_paper(
        &self,
        case: &Case,
        line: &DocumentLine,
        sent: NaiveDate,
    ) -> Result<Vec<PackFile>, String> {
        let order = DocumentOrder {
            kind: line.kind.clone(),
            audience: line.audience,
            format: FileFormat::Docx,
            ..order_of_text(sent)
        };
        let made = self.with_facts(case, &order, papers::make).map_err(|why| why.to_string())?;
        if let Some(why) = made.why_draft() {
            return Err(why);
        }
        let sent = dates::format(sent);
        let file = |copy: crate::domain::document::DocumentCopy| {
            let to = if copy.to.is_empty() { String::new() } else { format!(" to {}", copy.to) };
            PackFile {
                case: case.id,
                path: copy.name,
                what: format!("{}{to}, sent on {sent}, made again from the record", line.label),
                sha256: evidence_sum(&copy.bytes),
                bytes: copy.bytes,
            }
        };
        Ok(made.copies.into_iter().map(file).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_name_is_cut_to_what_a_system_takes_and_keeps_its_ending() {
        assert_eq!(short("log.pdf"), "log.pdf");
        let long = short(&format!("{}.docx", "é".repeat(120)));
        assert!(long.len() <= MAX_NAME && long.ends_with("é.docx"), "{long}");
        assert_eq!(short(&"y".repeat(300)).len(), MAX_NAME);
    }
}
