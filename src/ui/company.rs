//! Where the other sessions are at work: nobody is kept from anything by it, but each sees the
//! others.

use std::collections::BTreeMap;

use crate::api::{Presence, SessionId};
use crate::domain::case::{CaseRef, FieldPath};

/// The other sessions that have a case open.
#[derive(Debug, Default)]
pub struct Company(BTreeMap<SessionId, Presence>);

impl Company {
    /// Takes note of where another session is.
    pub fn take(&mut self, place: Presence) {
        match place.case {
            Some(_) => self.0.insert(place.session, place),
            None => self.0.remove(&place.session),
        };
    }

    /// Forgets everyone, before all are told anew.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Returns who else has a case open, by name; "" where nobody has.
    pub fn in_case(&self, case: CaseRef) -> String {
        self.names(|place| place.case == Some(case))
    }

    /// Returns who else is typing an answer of a case, by name; "" where nobody is.
    pub fn typing(&self, case: CaseRef, at: &FieldPath) -> String {
        self.names(|place| place.case == Some(case) && place.at.as_ref() == Some(at))
    }

    fn names(&self, fits: impl Fn(&Presence) -> bool) -> String {
        let mut names: Vec<&str> =
            self.0.values().filter(|place| fits(place)).map(|place| place.who.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_where_it_was_last_and_gone_once_it_has_left() {
        let case = CaseRef { year: 2026, number: 6 };
        let at = FieldPath::case("child.known_as");
        let be = |session, case, at| {
            let who = if session < 2 { "b.khan" } else { "a.shah" }.to_owned();
            Presence { session: SessionId(session), who, case, at }
        };
        let mut company = Company::default();
        company.take(be(1, Some(case), None));
        company.take(be(2, Some(case), Some(at.clone())));
        company.take(be(3, Some(case), None));
        assert_eq!(company.in_case(case), "a.shah, b.khan", "once each");
        assert_eq!(company.typing(case, &at), "a.shah");
        company.take(be(2, Some(CaseRef { number: 7, ..case }), None));
        assert_eq!(company.typing(case, &at), "");
        for session in 1..4 {
            company.take(be(session, None, None));
        }
        assert_eq!(company.in_case(case), "");
    }
}
