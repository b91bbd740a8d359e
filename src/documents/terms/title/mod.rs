//! What the title of an event says. Schools publish whole calendars: trips, discos and training
//! stand beside term dates, and nothing but its title tells one from the other. So a title counts
//! only where every word of it belongs to a known phrase; one that has such a phrase among other
//! words is asked about.

mod phrases;

use crate::documents::terms::title::phrases::{CLOSURES, ENDS, FILLING, STARTS, TELLING, WEAK};

/// What an event is, by its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    Term,
    Closure,
    /// The first or the last day of one of the two, in an event of its own.
    Edge {
        of: SpanKind,
        at: Edge,
    },
    /// It has the words of a closure, and others.
    Doubtful,
    /// It may touch a school day, by one of its words.
    Named,
    Other,
}

/// What has a first and a last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SpanKind {
    Term,
    Closure,
}

/// Which of the two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    First,
    Last,
}

/// Returns what a title says.
pub(super) fn parse(title: &str) -> Title {
    let words = words(title);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let covers = |core: &[&[&[&str]]]| covered(&words, core);
    let edges = [(Edge::First, STARTS), (Edge::Last, ENDS)];
    for (at, phrases) in edges {
        let half = contains(&words, &["half", "term"]) || contains(&words, &["holiday"]);
        let closure = [CLOSURES, WEAK, phrases].concat();
        if half && contains_any(&words, phrases) && covers(&[&closure]) {
            return Title::Edge { of: SpanKind::Closure, at };
        }
        let term = [&[&["term"][..]][..], phrases].concat();
        if words.contains(&"term") && contains_any(&words, phrases) && covers(&[&term]) {
            return Title::Edge { of: SpanKind::Term, at };
        }
    }
    let strong = contains_any(&words, CLOSURES);
    if (strong || contains_any(&words, WEAK)) && covers(&[CLOSURES, WEAK]) {
        Title::Closure
    } else if strong {
        Title::Doubtful
    } else if words.contains(&"term") && covers(&[&[&["term"], &["term", "time"]]]) {
        Title::Term
    } else if words.iter().any(|w| TELLING.contains(w)) {
        Title::Named
    } else {
        Title::Other
    }
}

/// Returns the words of a title in small letters, without the plural's s; numbers are left out.
fn words(title: &str) -> Vec<String> {
    let lower = title.to_lowercase();
    let all = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let named = all.filter(|w| !w.chars().all(|c| c.is_ascii_digit()));
    named
        .map(|w| w.strip_suffix('s').filter(|w| w.len() > 2 && *w != "ted").unwrap_or(w).to_owned())
        .collect()
}

fn contains(words: &[&str], phrase: &[&str]) -> bool {
    words.windows(phrase.len()).any(|w| w == phrase)
}

fn contains_any(words: &[&str], phrases: &[&[&str]]) -> bool {
    phrases.iter().any(|phrase| contains(words, phrase))
}

/// Returns whether phrases of these lists and filling words make up all the words.
fn covered(words: &[&str], lists: &[&[&[&str]]]) -> bool {
    let Some((first, rest)) = words.split_first() else { return true };
    let phrases = lists.iter().flat_map(|list| list.iter());
    phrases.clone().any(|p| words.starts_with(p) && covered(&words[p.len()..], lists))
        || (FILLING.contains(first) && covered(rest, lists))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_count_by_whole_phrases_only() {
        use Title::*;
        for (title, says) in [
            ("Autumn term", Term),
            ("Term 1", Term),
            ("Spring Term 2027 (first half)", Term),
            ("Half term", Closure),
            ("Autumn half-term holiday", Closure),
            ("TED day", Closure),
            ("TEDS", Closure),
            ("INSET", Closure),
            ("Inset Day 3", Closure),
            ("Staff training day", Closure),
            ("Non-pupil days", Closure),
            ("Staff development day", Closure),
            ("Occasional day", Closure),
            ("PD Day - no pupils", Closure),
            ("Christmas vacation", Closure),
            ("Easter holidays", Closure),
            ("May Bank Holiday", Closure),
            ("School closed", Closure),
            ("Autumn term starts", Edge { of: SpanKind::Term, at: self::Edge::First }),
            ("End of Autumn term", Edge { of: SpanKind::Term, at: self::Edge::Last }),
            ("Last day of term", Edge { of: SpanKind::Term, at: self::Edge::Last }),
            ("Half term begins", Edge { of: SpanKind::Closure, at: self::Edge::First }),
            ("Half-term cinema club", Doubtful),
            ("School closed to year 9 for the trip", Doubtful),
            ("Netball training", Named),
            ("Holiday club bookings open", Named),
            ("Sports day", Named),
            ("End of term reports home", Named),
            ("Mid-term data drop", Named),
            ("Breakfast with Santa", Other),
            ("Breakfast with the governors", Other),
            ("", Other),
        ] {
            assert_eq!(parse(title), says, "{title}");
        }
    }
}
