//! Evidence files: on disk before the row that names them, and checked against their sum whenever
//! they are read.

use chrono::NaiveDate;

use crate::api::{Bytes, FilePreview, NamedFile, NewEvidence, Outcome};
use crate::documents::media;
use crate::domain::calendar::dates;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::evidence::{HeldFile, held, size};
use crate::domain::case::{CaseRef, RowId, RowValues};
use crate::domain::forms::evidence::KINDS;
use crate::domain::forms::parse::MAX_LINE;
use crate::domain::forms::{field, table};
use crate::domain::value;
use crate::domain::value::Value;
use crate::error::{Error, Result};
use crate::service::{Service, ViewerService};
use crate::store::ChangeKind;

/// The fields of an evidence row that the program fills in itself.
struct EvidenceRow<'a> {
    title: String,
    name: &'a str,
    sha256: &'a str,
    date: NaiveDate,
    officer: &'a str,
}

impl EvidenceRow<'_> {
    /// Returns the answers of the row.
    fn cells(&self, paper: &NewEvidence) -> RowValues {
        let cells = [
            (field::EVIDENCE_TITLE.id, value::text(&self.title)),
            (field::EVIDENCE_KIND.id, Value::Choice(paper.kind.clone())),
            (field::EVIDENCE_DATED.id, paper.dated.map_or(Value::Empty, Value::Date)),
            (field::EVIDENCE_FILE.id, value::text(self.name)),
            (
                field::EVIDENCE_BYTES.id,
                Value::Number(i64::try_from(paper.bytes.0.len()).unwrap_or(i64::MAX)),
            ),
            (field::EVIDENCE_MEDIA.id, value::text(media::detect(&paper.bytes.0).id)),
            (field::EVIDENCE_SHA256.id, value::text(self.sha256)),
            (field::EVIDENCE_ADDED_ON.id, Value::Date(self.date)),
            (field::EVIDENCE_ADDED_BY.id, value::text(self.officer)),
        ];
        cells.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k.to_owned(), v)).collect()
    }
}

impl ViewerService<'_> {
    /// Takes a file in as evidence on a day; it is on disk before the row that names it.
    ///
    /// Answers [`Request::AddEvidence`](crate::api::Request::AddEvidence).
    ///
    /// # Errors
    /// Where the kind is unknown, the very file is there already, or it cannot be stored.
    pub fn add_evidence(
        &mut self,
        id: CaseRef,
        on: NaiveDate,
        paper: NewEvidence,
    ) -> Result<Outcome> {
        let case = self.load(id)?;
        if !KINDS.iter().any(|(kind, _)| *kind == paper.kind) {
            let kinds = KINDS.iter().map(|(kind, _)| *kind).collect::<Vec<_>>().join(", ");
            return Err(Error::input("There is no such kind of evidence.")
                .with_hint(format!("Choose one of: {kinds}.")));
        }
        let name = media::safe_name(&paper.name);
        let sha256 = self.store.put_evidence(id, &paper.bytes.0)?;
        if let Some(have) = held(&case).iter().find(|h| h.sha256 == sha256 && h.kind == paper.kind)
        {
            return Err(Error::conflict(format!(
                "This file is already in the evidence as \"{}\". Nothing added.",
                have.title
            )));
        }
        let title: String = if paper.title.trim().is_empty() {
            name.clone()
        } else {
            paper.title.chars().take(MAX_LINE).collect()
        };
        let row = EvidenceRow {
            title,
            name: &name,
            sha256: &sha256,
            date: on,
            officer: &self.viewer.officer,
        };
        let cells = row.cells(&paper);
        let edit = Edit::AddRow { table: table::EVIDENCE.into(), row: case.next_row(), cells };
        let outcome =
            self.commit(CaseChange { case: id, edits: vec![edit] }, None, ChangeKind::Do)?;
        Ok(match (media::misfit(&name, &paper.bytes.0), outcome) {
            (Some(warning), Outcome::Saved { message: says, view, seq }) => {
                Outcome::Saved { message: format!("{says} {warning}"), view, seq }
            }
            (_, outcome) => outcome,
        })
    }
}

impl Service {
    /// Returns a file of the evidence, checked by its sum.
    ///
    /// Answers [`Request::Evidence`](crate::api::Request::Evidence).
    ///
    /// # Errors
    /// Where there is no such piece, or its file is lost or damaged.
    pub fn evidence(&self, id: CaseRef, row: RowId) -> Result<NamedFile> {
        let paper = self.paper(id, row)?;
        Ok(NamedFile {
            bytes: Bytes(self.store.evidence(id, &paper.sha256)?),
            name: media::safe_name(&paper.file),
        })
    }

    /// Returns the text of a file of the evidence, where it has one.
    ///
    /// Answers [`Request::Preview`](crate::api::Request::Preview).
    ///
    /// # Errors
    /// As [`Service::evidence`].
    pub fn preview_evidence(&self, id: CaseRef, row: RowId) -> Result<FilePreview> {
        let paper = self.paper(id, row)?;
        let day = |d: Option<NaiveDate>| d.map_or_else(|| "No date".to_owned(), dates::format);
        let mut lines = vec![
            format!("{}, {}, {}", paper.file, media::label(&paper.media), size(paper.bytes)),
            format!(
                "Dated {}. Added by {} on {}.",
                day(paper.dated),
                paper.added_by,
                day(paper.added_on)
            ),
            format!("SHA-256 {}", paper.sha256),
            String::new(),
        ];
        match media::preview(&self.store.evidence(id, &paper.sha256)?) {
            Ok(Some(text)) => lines.extend(text),
            Ok(None) => lines
                .push("This kind of file cannot be shown here. Save a copy to look at it.".into()),
            Err(error) => lines.push(error.to_string()),
        }
        Ok(FilePreview { title: paper.title, lines })
    }

    fn paper(&self, id: CaseRef, row: RowId) -> Result<HeldFile> {
        let found = held(&self.load(id)?).into_iter().find(|h| h.row == row);
        found.ok_or_else(|| {
            Error::conflict(format!("{id} does not have that piece of evidence."))
                .with_hint("Check the list again.")
        })
    }
}
