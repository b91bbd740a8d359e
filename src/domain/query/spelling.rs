//! The word nearest to one that is misspelt.

/// Returns the word nearest to a name that is none, where one is near: at most two letters off, and
/// fewer than half of them.
pub(super) fn near<'a>(name: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let off = among.map(|w| (distance(&name, w), w)).min_by_key(|(d, _)| *d)?;
    (off.0 <= 2 && off.0 * 2 < name.chars().count().max(2)).then_some(off.1)
}

/// Returns how many letters must be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(40).enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let over = before + usize::from(x != *y);
            before = row[j + 1];
            row[j + 1] = over.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
