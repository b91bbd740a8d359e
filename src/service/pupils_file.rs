//! A file of a school's management system, filled into the cases that are there already: all of it
//! in one change.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::api::{SheetFile, SheetPreview};
use crate::documents::reading::Reading;
use crate::documents::sheets::{PupilRow, PupilsContext, PupilsFile, read_pupils};
use crate::domain::case::answers::Answers;
use crate::domain::case::edit::CaseChange;
use crate::domain::case::pupil::Pupil;
use crate::domain::case::{Case, CaseRef};
use crate::domain::fold::name_words;
use crate::domain::forms::{field, table};
use crate::domain::officers::Right;
use crate::domain::plural::{count, pluralize};
use crate::domain::prefill::same_contact::under_known_name;
use crate::domain::prefill::{self, Compared, Standing, Suggestion, Target};
use crate::domain::sheet::{RowKind, SheetMapping};
use crate::error::{Error, Result};
use crate::service::file_import::is_agreed;
use crate::service::sheet::{refused, shown};
use crate::service::{Service, ViewerService};
use crate::store::{ChangeKind, Subject};

/// The most cases of one change: more would be one very long line of the journal.
const MAX_CASES: usize = 500;

/// Why the change was made, in the history of each case.
const WHY: &str = "file of the school's management system";

/// What a file would fill in.
#[derive(Debug)]
pub struct PupilsPlan {
    /// What becomes of every column, row and cell.
    pub reading: Reading,
    /// The changes, one a case.
    pub changes: Vec<CaseChange>,
    /// How many answers and rows they fill in or replace.
    pub answers: usize,
}

impl PupilsPlan {
    /// Returns how much it fills in, in words: "3 answers and rows in 2 cases".
    pub fn words(&self) -> String {
        let answers = count(self.answers, "answer or row", "answers and rows");
        format!("{answers} in {}", pluralize(self.changes.len(), "case"))
    }
}

/// How what differs and what is not certain is treated.
#[derive(Debug, Clone, Copy, Default)]
pub struct PupilsTake<'a> {
    /// Answers that differ are replaced.
    pub replace: bool,
    /// Which case is meant where a UPN has several.
    pub cases: &'a [CaseRef],
}

/// The cases of a UPN, and whether each is open.
type ByUpn = HashMap<String, Vec<(CaseRef, bool)>>;

impl Service {
    /// Works out what a file would fill into the cases that the viewer sees. A case is found by the
    /// pupil's present or former UPN; a hidden one is not there.
    ///
    /// # Errors
    /// A case cannot be read, or the file fills in too many.
    pub fn plan_pupils(&self, file: PupilsFile, take: PupilsTake<'_>) -> Result<PupilsPlan> {
        let mut by_upn = ByUpn::new();
        self.each_seen_line(|line| {
            let pupil = line.pupil();
            for upn in pupil.former.iter().chain([&pupil.upn]).filter(|upn| !upn.is_empty()) {
                by_upn.entry(upn.clone()).or_default().push((line.id, !line.stage.is_ended()));
            }
        })?;
        let mut plan = PupilsPlan { reading: file.reading, changes: Vec::new(), answers: 0 };
        let mut of_case: BTreeMap<CaseRef, Vec<PupilRow>> = BTreeMap::new();
        for row in file.rows {
            match case_of(&row, &by_upn, take.cases) {
                Ok(case) => of_case.entry(case).or_default().push(row),
                Err(NoCase::Passed(says)) => plan.reading.pass(&row.place, "", says),
                Err(NoCase::Asked(says)) => plan.reading.doubt(&row.place, "", says),
            }
        }
        for (id, rows) in of_case {
            let case = self.load(id)?;
            let rows = one_voice(rows, file.kind, &mut plan.reading);
            self.fill(&case, &rows, take.replace, &mut plan);
        }
        if plan.changes.len() > MAX_CASES {
            let count = pluralize(plan.changes.len(), "case");
            return Err(Error::input(format!(
                "The file would change {count}. Nothing was changed."
            ))
            .with_hint("Split it, and import the parts one after another."));
        }
        Ok(plan)
    }

    /// Works out what a file would fill in, as a session asks: what differs stays.
    fn plan_rows(
        &self,
        file: &SheetFile,
        kind: RowKind,
        on: NaiveDate,
    ) -> Result<(PupilsPlan, SheetMapping)> {
        let given = SheetMapping::parse(&file.answers).map_err(refused)?;
        let mapping = self.sheet_mapping_with(&given)?;
        let context = PupilsContext {
            kind,
            mapping: &mapping,
            given: &given,
            schools: &self.schools,
            term: None,
            today: on,
        };
        let read = read_pupils(&file.bytes.0, context).map_err(|faults| refused(faults.into()))?;
        Ok((self.plan_pupils(read, PupilsTake::default())?, mapping))
    }

    /// Returns what a file would fill into the cases that are there; nothing is asked about it.
    ///
    /// # Errors
    /// As [`Service::plan_pupils`], and every fault of the file.
    pub(super) fn preview_rows(
        &self,
        file: &SheetFile,
        kind: RowKind,
        on: NaiveDate,
    ) -> Result<SheetPreview> {
        let (plan, _) = self.plan_rows(file, kind, on)?;
        let (lines, sum) = shown(&plan.reading);
        Ok(SheetPreview { question: None, open: 0, cases: plan.changes.len(), lines, sum })
    }

    /// Compares the rows of one case with it, and adds what is to be taken.
    fn fill(&self, case: &Case, rows: &[PupilRow], replace: bool, plan: &mut PupilsPlan) {
        let id = case.id.to_string();
        let mut all: Vec<Compared> = Vec::new();
        let mut offered: Vec<Suggestion> = Vec::new();
        for row in rows {
            for doubt in &row.doubts {
                let says = format!("{id}: {}", doubt.says);
                plan.reading.doubt(&doubt.place, &doubt.what, says);
            }
            if let Some(says) = row.pupil.is_not(case).or_else(|| other_name(&row.pupil, case)) {
                plan.reading.doubt(&row.place, &id, says);
                continue;
            }
            let (mut same, mut taken) = (0, 0);
            for offer in &row.offers {
                let offer = under_known_name(case, offer.clone());
                if let Some(says) = twice(&offered, &offer) {
                    plan.reading.doubt(&row.place, &id, says);
                    continue;
                }
                offered.push(offer.clone());
                let offer = with_none(case, offer);
                for line in prefill::compare(case, &[offer], &|school| self.school_name(school)) {
                    same += usize::from(line.state == Standing::Same);
                    if account(&line, replace, (&row.place, &id), &mut plan.reading) {
                        taken += 1;
                        all.push(line);
                    }
                }
            }
            if same > 0 || taken == 0 {
                let says = match same {
                    0 => "fills in nothing.".to_owned(),
                    _ => format!("has {} that the case has already.", pluralize(same, "answer")),
                };
                plan.reading.pass(&row.place, &id, says);
            }
        }
        plan.answers += all.len();
        plan.changes.extend(prefill::change(case, &all.iter().collect::<Vec<_>>()));
    }
}

impl ViewerService<'_> {
    /// Stores what a file was shown to fill in; returns how much that is, in words.
    ///
    /// # Errors
    /// As [`ViewerService::take_pupils`], and that it would now fill in something else.
    pub(super) fn import_rows(
        &mut self,
        file: &SheetFile,
        kind: RowKind,
        on: NaiveDate,
        agreed: u32,
    ) -> Result<String> {
        let (plan, mapping) = self.plan_rows(file, kind, on)?;
        is_agreed(Some(agreed), shown(&plan.reading).1)?;
        let words = plan.words();
        self.take_pupils(plan, &mapping)?;
        Ok(words)
    }

    /// Stores what a file fills in, as one change that one undo takes back, and keeps what was
    /// answered for the next file.
    ///
    /// # Errors
    /// The viewer may not, or one of the changes cannot be made; nothing is then changed.
    pub fn take_pupils(&mut self, plan: PupilsPlan, mapping: &SheetMapping) -> Result<()> {
        self.allow(Right::Record)?;
        self.allow_many(plan.changes.len())?;
        let mut edits = Vec::with_capacity(plan.changes.len());
        for change in plan.changes {
            let id = change.case;
            let checked = self.checked(change).map_err(|refusal| {
                let cause = Error::from(refusal);
                Error::new(cause.kind(), format!("{id}: {cause} Nothing was changed."))
            })?;
            edits.push(Subject::Case(checked));
        }
        if edits.is_empty() {
            return Ok(());
        }
        self.keep_answers(mapping)?;
        self.commit_all(edits, Some(WHY.to_owned()), ChangeKind::Do).map(drop)
    }
}

/// Returns what is said of a row whose pupil shares no word of the name with the child of the case: a
/// UPN may be typed wrong in a management system too.
fn other_name(pupil: &Pupil, case: &Case) -> Option<String> {
    let [file, known] = [pupil.name.as_str(), case.text(field::CHILD_FULL_NAME)].map(name_words);
    let is_other =
        !file.is_empty() && !known.is_empty() && file.iter().all(|word| !known.contains(word));
    is_other.then(|| "is left out: the pupil has another name here. Check the UPN.".to_owned())
}

/// Why a row has no case.
enum NoCase {
    /// It is none of those that are here.
    Passed(String),
    /// An officer has to say which.
    Asked(String),
}

/// Returns the case of a row: the one that is open, or the one that was named.
fn case_of(row: &PupilRow, by_upn: &ByUpn, named: &[CaseRef]) -> Result<CaseRef, NoCase> {
    let found = by_upn.get(&row.pupil.upn).map_or(&[][..], Vec::as_slice);
    let mut chosen = found.iter().filter(|(id, _)| named.contains(id));
    if let (Some((id, _)), None) = (chosen.next(), chosen.next()) {
        return Ok(*id);
    }
    let open: Vec<CaseRef> =
        found.iter().filter(|(_, is_open)| *is_open).map(|(id, _)| *id).collect();
    match (found, open.as_slice()) {
        ([], _) => Err(NoCase::Passed("no case has this UPN.".to_owned())),
        (_, [one]) => Ok(*one),
        ([.., (id, _)], []) => {
            Err(NoCase::Passed(format!("{id} has ended. Name it with --case to fill it in.")))
        }
        (_, all) => {
            let all: Vec<String> = all.iter().map(ToString::to_string).collect();
            Err(NoCase::Asked(format!(
                "the UPN is in several open cases: {}. Name one with --case.",
                all.join(", ")
            )))
        }
    }
}

/// Leaves rows of one pupil out that say something else than another: nobody can tell which is
/// right. Of parents, suspensions and terms a pupil may have several rows.
fn one_voice(rows: Vec<PupilRow>, kind: RowKind, reading: &mut Reading) -> Vec<PupilRow> {
    let [first, rest @ ..] = rows.as_slice() else { return rows };
    if kind != RowKind::Pupils || rest.is_empty() {
        return rows;
    }
    if rest.iter().all(|row| row.offers == first.offers) {
        for row in rest {
            let says = format!("says the same as {}.", first.place.to_lowercase());
            reading.pass(&row.place, "", says);
        }
        return rows.into_iter().take(1).collect();
    }
    for row in &rows {
        let others = rows.iter().filter(|other| other.place != row.place);
        let others: Vec<String> = others.map(|other| other.place.to_lowercase()).collect();
        let says = format!("is left out: the UPN has other answers in {}.", others.join(", "));
        reading.doubt(&row.place, "", says);
    }
    Vec::new()
}

/// Returns what is wrong where a row was offered already under the same name or day.
fn twice(offered: &[Suggestion], offer: &Suggestion) -> Option<String> {
    let title = |one: &Suggestion| match &one.put {
        Target::Row(of, cells) => {
            let title = crate::domain::forms::table(of)?.title;
            Some((of.clone(), cells.get(title)?.clone()))
        }
        _ => None,
    };
    let own = title(offer)?;
    let before = offered.iter().find(|one| title(one).as_ref() == Some(&own))?;
    Some(if before.put == offer.put {
        "is in the file twice, and counts once.".to_owned()
    } else {
        "is left out: an earlier row of the file says something else of it.".to_owned()
    })
}

/// Lets a row be asked about where the case says that there is none.
fn with_none(case: &Case, offer: Suggestion) -> Suggestion {
    let Target::Row(of, _) = &offer.put else { return offer };
    let none = match of.as_str() {
        table::SUSPENSIONS => field::NONE_SUSPENSIONS,
        table::EXCLUSIONS => field::NONE_EXCLUSIONS,
        _ => return offer,
    };
    if case.answer(none).is_yes() {
        return offer.check("The case says that there are none. Correct that answer first.");
    }
    offer
}

/// Says what becomes of a line; returns whether it is taken.
fn account(
    line: &Compared,
    replace: bool,
    (place, id): (&str, &str),
    reading: &mut Reading,
) -> bool {
    let offers = line.offers.replace('\n', ", ");
    let what = format!("{}: {offers}", line.label);
    let now = || line.stands.replace('\n', ", ");
    match line.state {
        Standing::New => reading.take(place, id, format!("{what}. New.")),
        Standing::Differs if replace => {
            reading.take(place, id, format!("{what}. Replaces {}.", now()));
        }
        Standing::Check => reading.doubt(place, id, format!("{what}. {}", line.check)),
        Standing::Differs | Standing::Kept => {
            reading.pass(place, id, format!("{what}. The case has {}, which stays.", now()));
        }
        Standing::Same => {}
    }
    matches!(line.state, Standing::New) || (replace && line.state == Standing::Differs)
}
