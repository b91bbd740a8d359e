//! What the statistics count: every direction that has ended.

use crate::domain::case::answers::Answers;
use crate::domain::case::pupil::Pupil;
use crate::domain::forms::field;
use crate::domain::statistics::ended::EndedCase;
use crate::error::Result;
use crate::service::Service;
use crate::service::first_cases::FirstCases;
use crate::store::Progress;

impl Service {
    /// Returns what is counted of every direction that has ended.
    ///
    /// # Errors
    /// A sentence where a case cannot be read.
    pub fn ended_cases(&self, progress: Progress<'_>) -> Result<Vec<EndedCase>> {
        let (mut first, mut ended) = (FirstCases::default(), Vec::new());
        self.each_seen_line(|line| {
            if line.stage.has_begun() {
                first.add(line.id, &line.pupil());
            }
            if line.stage.is_ended() {
                ended.push(line.id);
            }
        })?;
        let mut counted = Vec::new();
        self.each_of(&ended, "Counting ended cases", progress, |case| {
            let has_earlier = first.has_earlier(case.id, &Pupil::from_case(case));
            let at = |school: &str| self.schools.get(school);
            let home = at(case.school(field::SCHOOL_HOME));
            let host = at(case.school(field::SCHOOL_HOST));
            let metres = home.zip(host).and_then(|(home, host)| home.metres_to(host));
            counted.extend(EndedCase::of(case, metres, has_earlier));
            Ok(())
        })?;
        Ok(counted)
    }
}
