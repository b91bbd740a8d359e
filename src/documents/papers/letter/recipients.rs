//! A letter to each who gets one: the family, then those who are sent a copy.

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::paper::Paper;
use crate::documents::papers::people;
use crate::documents::papers::people::{CopyList, Person};
use crate::error::Result;

/// Writes a letter to each of the family and of the copy list; `write` is given the addressee, the
/// family and those who are copied in. What is unclear about either is told with the first letter.
///
/// # Errors
/// Those of `write`.
pub(in crate::documents::papers) fn to_each(
    facts: &PaperFacts,
    copies: CopyList,
    write: impl Fn(&Person, &[Person], &[Person]) -> Result<Paper>,
) -> Result<Vec<Paper>> {
    let (family, unclear) = people::family(facts);
    let all = family.iter().chain(&copies.people);
    let mut papers =
        all.map(|person| write(person, &family, &copies.people)).collect::<Result<Vec<_>>>()?;
    papers[0].missing.extend(unclear.into_iter().chain(copies.missing));
    Ok(papers)
}
