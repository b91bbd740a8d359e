//! What could be filled in from elsewhere: earlier cases of the same child, and transfer files. It
//! is only offered here.

use chrono::NaiveDate;

use crate::api::{Bytes, Reply};
use crate::documents::ctf;
use crate::domain::case::CaseRef;
use crate::domain::case::pupil::Pupil;
use crate::domain::prefill::earlier_case;
use crate::service::Service;

impl Service {
    /// Returns the cases that may be about this child, each with what speaks for it, in the order
    /// of references.
    ///
    /// # Errors
    /// A sentence where the lines cannot be read.
    pub fn same_child(&self, child: &Pupil) -> Result<Vec<(CaseRef, &'static str)>, String> {
        let mut found = Vec::new();
        self.store.each_line(|line| {
            found.extend(child.same_as(&Pupil::of_line(&line)).map(|why| (line.id, why)))
        })?;
        Ok(found)
    }

    /// Returns what every other case of the same child offers, the latest case first.
    pub(super) fn earlier(&mut self, id: CaseRef) -> Result<Reply, String> {
        let later = self.case(id)?;
        let child = Pupil::from_case(&later);
        let found: Vec<_> = self
            .same_child(&child)?
            .into_iter()
            .rev()
            .filter(|(other, _)| *other != id)
            .take(20)
            .collect();
        let mut sources = Vec::new();
        for (other, why) in found {
            sources.push(earlier_case::offers(&self.case(other)?, &later, why, &|id| {
                self.school_name(id)
            }));
        }
        Ok(Reply::Offered { case: id, sources })
    }

    /// Returns what the pupils of a transfer file offer to a case: the one that is this child, else
    /// each.
    pub(super) fn transfer(
        &mut self,
        id: CaseRef,
        on: NaiveDate,
        file: &Bytes,
    ) -> Result<Reply, String> {
        let case = self.case(id)?;
        let file = ctf::parse(&file.0, on).map_err(|faults| faults.join(" "))?;
        let child = Pupil::from_case(&case);
        let mut pupils = file.pupils;
        if let Some(this) = pupils.iter().position(|p| child.same_as(&p.child).is_some()) {
            pupils = vec![pupils.swap_remove(this)];
        }
        if let [only] = pupils.as_slice()
            && let Some(says) = only.child.is_not(&case)
        {
            return Err(says);
        }
        for pupil in &mut pupils {
            pupil.from = if file.written.is_empty() {
                "transfer file".into()
            } else {
                format!("transfer file of {}", file.written)
            };
            pupil.notes.splice(0..0, file.notes.iter().cloned());
        }
        pupils.retain(|p| p.child.is_not(&case).is_none());
        if pupils.is_empty() {
            return Err(format!(
                "No pupil of the file is the child of {id}. Choose another file or case."
            ));
        }
        Ok(Reply::Offered { case: id, sources: pupils })
    }
}
