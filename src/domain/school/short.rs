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
    short_words(name).join(" ")
}

/// Returns the words of a school's name as officers say it.
fn short_words(name: &str) -> Vec<&str> {
    let is_of = |list: &[&str], word: &str| list.iter().any(|w| word.eq_ignore_ascii_case(w));
    let is_article = |word: &str| word.eq_ignore_ascii_case("the");
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let all = words.len();
    // "Academy" goes from the middle too, where the words around it still name the school.
    if all > 2 {
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
    if words.len() < all && words.len() > 1 && is_article(words[0]) {
        words.remove(0);
    }
    words
}

/// Words of a direction, which officers shorten first.
const COMPASS: [&str; 4] = ["north", "south", "east", "west"];

/// Returns both schools as officers say them, home before host, within so many letters. Where there
/// is not the room, words of the longer name become their first letter, one after another: the point
/// of the compass, then the last words; the last letters go where that is not enough. What names the
/// school stays whole.
///
/// ```
/// use offsite::domain::school::shortened_pair;
///
/// assert_eq!(shortened_pair("Woodrush", "Prince Henry's", 26), "Woodrush → Prince Henry's");
/// assert_eq!(shortened_pair("North Bromsgrove", "Tudor Grange Redditch", 30), "N Bromsgrove → Tudor Grange R");
/// ```
pub fn shortened_pair(home: &str, host: &str, room: usize) -> String {
    let mut names = [short_words(home), short_words(host)];
    loop {
        let [left, right] = [letters(&names[0]), letters(&names[1])];
        let said = if right == 0 { left } else { left + ARROW.chars().count() + right };
        let order = if right > left { [1, 0] } else { [0, 1] };
        if said <= room
            || !order.iter().any(|i| initial(&mut names[*i]))
                && !order.iter().any(|i| drop_initial(&mut names[*i]))
        {
            break;
        }
    }
    let [home, host] = names.map(|words| words.join(" "));
    if host.is_empty() { home } else { home + ARROW + &host }
}

/// What stands between the two schools.
const ARROW: &str = " → ";

/// Returns how many letters a name has, with the blanks between its words.
fn letters(words: &[&str]) -> usize {
    let all: usize = words.iter().map(|word| word.chars().count()).sum();
    all + words.len().saturating_sub(1)
}

/// Makes a letter of one more word of a name; returns false where only what names the school is
/// left.
fn initial(words: &mut [&str]) -> bool {
    let is_longer = |word: &str, than: usize| word.chars().nth(than).is_some();
    let is_compass = |word: &str| COMPASS.iter().any(|w| w.eq_ignore_ascii_case(word));
    let at = if words.len() > 1 && is_compass(words[0]) {
        Some(0)
    } else {
        let naming = words.iter().position(|word| is_longer(word, 3));
        let last = words.iter().rposition(|word| is_longer(word, 2));
        naming.zip(last).filter(|(naming, last)| last > naming).map(|(_, last)| last)
    };
    let Some(at) = at else { return false };
    let end = words[at].chars().next().map_or(0, char::len_utf8);
    words[at] = &words[at][..end];
    true
}

/// Takes the letter at the end of a name off; returns false where there is none.
fn drop_initial(words: &mut Vec<&str>) -> bool {
    let goes = words.len() > 1 && words.last().is_some_and(|word| word.chars().nth(1).is_none());
    if goes {
        words.pop();
    }
    goes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_schools_fit_by_initials_and_what_names_them_stays() {
        for (home, host, room, said) in [
            ("Bewdley", "", 4, "Bewdley"),
            ("Prince Henry's High School", "The Chase", 26, "Prince Henry's → The Chase"),
            ("Prince Henry's High School", "The Chase", 24, "Prince H → The Chase"),
            ("Hagley Catholic High School", "Dyson Perrins", 26, "Hagley C → Dyson Perrins"),
            ("St Augustine's", "Baxter Business & Enterprise", 26, "St Augustine's → Baxter B"),
            ("South Bromsgrove", "Holy Trinity", 27, "S Bromsgrove → Holy Trinity"),
            ("King Charles I", "St Augustine's", 25, "King C I → St Augustine's"),
            ("Christopher Whitehead Language", "Bewdley", 25, "Christopher W L → Bewdley"),
            ("Christopher Whitehead Language", "Bewdley", 20, "Christopher → Bewdley"),
            ("RSA Arrow Vale", "The Chase", 10, "RSA Arrow → The Chase"),
            ("North Bromsgrove", "South Bromsgrove", 27, "N Bromsgrove → S Bromsgrove"),
        ] {
            assert_eq!(shortened_pair(home, host, room), said, "{room}");
        }
    }

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
