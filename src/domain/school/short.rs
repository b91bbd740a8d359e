//! The name by which officers call a school.

/// Words that say what kind of place it is, and not which one.
const KIND: [&str; 9] =
    ["school", "high", "secondary", "college", "academy", "centre", "sixth", "form", "and"];

/// Words of a faith, which tell one school from another only where a single word is left.
const FAITH: [&str; 3] = ["ce", "rc", "catholic"];

/// Returns a school's name as officers say it: without the words at its end that say what kind of
/// school it is, without "Academy" anywhere, and without the article where words were taken off.
///
/// ```
/// use offsite::domain::school::short_name;
///
/// assert_eq!(short_name("Prince Henry's High School"), "Prince Henry's");
/// assert_eq!(short_name("The Stourport High School & Sixth Form Centre"), "Stourport");
/// assert_eq!(short_name("Tudor Grange Academy Worcester"), "Tudor Grange Worcester");
/// assert_eq!(short_name("The Chase"), "The Chase");
/// ```
pub fn short_name(name: &str) -> String {
    let all: Vec<&str> = name.split_whitespace().collect();
    let is_of = |list: &[&str], word: &str| list.iter().any(|w| word.eq_ignore_ascii_case(w));
    let is_article = |word: &str| word.eq_ignore_ascii_case("the");
    let mut words = all.clone();
    // "Academy" goes from the middle too, where the words around it still name the school.
    if words.len() > 2 {
        words.retain(|word| !word.eq_ignore_ascii_case("academy"));
    }
    let named = |words: &[&str]| words.iter().filter(|w| !is_article(w)).count();
    while let Some(last) = words.last() {
        let is_kind = is_of(&KIND, last) || *last == "&";
        let goes = is_kind && named(&words) > 1 || is_of(&FAITH, last) && named(&words) > 2;
        if !goes {
            break;
        }
        words.pop();
    }
    if words.len() < all.len() && words.len() > 1 && is_article(words[0]) {
        words.remove(0);
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_school_keeps_what_tells_it_from_the_others() {
        for (name, short) in [
            ("The Bewdley School and Sixth Form Centre", "Bewdley"),
            ("North Bromsgrove High School", "North Bromsgrove"),
            ("Hagley Catholic High School", "Hagley Catholic"),
            ("Blessed Edward Oldcorne Catholic College", "Blessed Edward Oldcorne"),
            ("Dyson Perrins CE Academy", "Dyson Perrins"),
            ("Trinity High & Sixth Form Centre", "Trinity"),
            ("King Charles I School", "King Charles I"),
            ("The Academy", "The Academy"),
            ("High School", "High"),
            ("École  Saint-Ouen", "École Saint-Ouen"),
            ("", ""),
        ] {
            assert_eq!(short_name(name), short, "{name}");
        }
    }
}
