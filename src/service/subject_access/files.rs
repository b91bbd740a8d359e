//! The files of what is given for a request.

use crate::documents::papers::access_docx;
use crate::documents::subject_access as bundle;
use crate::documents::subject_access::AccessReport;
use crate::domain::access::AccessKind;
use crate::domain::document::DocumentCopy;
use crate::domain::subject_access::request::AccessRef;
use crate::error::Result;
use crate::service::{CheckedBundle, ViewerService};

impl ViewerService<'_> {
    /// Returns the Word file and the JSON file of what is given, once it is noted in the audit that
    /// they leave the records.
    ///
    /// # Errors
    /// As [`ViewerService::access_bundle`], or it cannot be noted.
    pub fn access_files(&self, id: AccessRef) -> Result<Vec<DocumentCopy>> {
        let CheckedBundle { request, bundle: given, .. } = self.access_bundle(id)?;
        let (officer, day) = (self.viewer.officer.clone(), self.viewer.today);
        let report = AccessReport { request, bundle: given, officer, day };
        let copy = |ending: &str, bytes: Vec<u8>| DocumentCopy {
            name: format!("{id}.{ending}"),
            to: String::new(),
            bytes,
        };
        let json = format!("{}\n", bundle::json(&report));
        let copies = vec![copy("docx", access_docx(&report)?), copy("json", json.into_bytes())];
        for case in &report.request.cases {
            let count = report.bundle.count();
            self.note_first(AccessKind::Exported, Some(*case), count, "subject access bundle")?;
        }
        Ok(copies)
    }
}
