//! What the statistics count: every direction that has ended.

use crate::domain::case::CaseRef;
use crate::domain::case::answers::Answers;
use crate::domain::case::pupil::{PupilIndex, SamePupil};
use crate::domain::forms::field;
use crate::domain::statistics::ended::EndedCase;
use crate::error::Result;
use crate::service::Service;
use crate::store::Progress;

impl Service {
    /// Returns what is counted of every direction that has ended.
    ///
    /// # Errors
    /// A sentence where a case cannot be read.
    pub fn ended_cases(&self, progress: Progress<'_>) -> Result<Vec<EndedCase>> {
        let (mut begun, mut ended) = (Vec::new(), Vec::new());
        self.each_seen_line(|line| {
            if line.stage.has_begun() {
                begun.push((line.id, line.pupil()));
            }
            if line.stage.is_ended() {
                ended.push((line.id, line.pupil()));
            }
        })?;
        let index: PupilIndex<CaseRef> = PupilIndex::new(begun);
        let mut counted = Vec::new();
        for (done, (id, pupil)) in ended.iter().enumerate() {
            progress("Counting ended cases", done as u64, ended.len() as u64);
            let is_same = |why: SamePupil| why.is_sure() || why == SamePupil::NameAndBirth;
            let mut others = index.find(pupil).into_iter();
            let has_earlier = others.any(|(other, why)| other < *id && is_same(why));
            let case = self.load(*id)?;
            let at = |school: &str| self.schools.get(school);
            let home = at(case.school(field::SCHOOL_HOME));
            let host = at(case.school(field::SCHOOL_HOST));
            let metres = home.zip(host).and_then(|(home, host)| home.metres_to(host));
            counted.extend(EndedCase::of(&case, metres, has_earlier));
        }
        Ok(counted)
    }
}
