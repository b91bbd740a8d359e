//! What is said of heads that do not agree, are not signed, or are signed by somebody else.

use std::path::Path;

use chrono::DateTime;

use crate::domain::calendar::zone;
use crate::domain::plural::count;
use crate::store::heads::NamedHead;
use crate::store::hex::to_hex;
use crate::store::verify::fork::CommonPart;

/// How many heads are named one by one in a note.
const NAMED: usize = 3;

/// Says where the journal and a head part and which of them holds more. `agreed` is the number of
/// entries of the longest head below it that the journal agrees with.
pub(super) fn disagrees(
    head: &NamedHead,
    end: u64,
    agreed: u64,
    common: Option<CommonPart>,
) -> String {
    let more = match head.entries.cmp(&end) {
        std::cmp::Ordering::Less => {
            format!("The journal has more: {}.", count(end, "entry", "entries"))
        }
        std::cmp::Ordering::Equal => format!("Both have {}.", count(end, "entry", "entries")),
        std::cmp::Ordering::Greater => {
            format!("{} has more: the journal ends at entry {end}.", capital(&head.name))
        }
    };
    let place = match common.map(|common| (common, common.parts_at())) {
        Some((common, Some(at))) if common.entries == 0 => {
            format!("part at entry {at}, the very first")
        }
        Some((common, Some(at))) => {
            format!("part at entry {at}: the {} before it are the same", common.entries)
        }
        // One goes on where the other ends, so that what differs is how much they hold, or the
        // head itself is not that of the journal beside it.
        Some((common, None)) if common.is_second_longer => {
            return format!(
                "{} goes on from entry {}, where the journal ends: it names entry {}. The store was put back to an earlier day, emptied or cut.",
                capital(&head.name),
                common.entries,
                head.entries
            );
        }
        Some((_, None)) => {
            return format!(
                "{} names another hash of entry {} than its own journal has: its first page was changed.",
                capital(&head.name),
                head.entries
            );
        }
        None if head.entries > end => {
            return format!(
                "{} names entry {}, and the journal ends at entry {end}. The store was put back to an earlier day, emptied or cut, or is another.",
                capital(&head.name),
                head.entries
            );
        }
        None if agreed > 0 => format!(
            "part after entry {agreed}, which both know, and at entry {} at the latest",
            head.entries
        ),
        None => format!("part at entry {} at the latest", head.entries),
    };
    format!("{} and the journal {place}. {more}", capital(&head.name))
}

/// Says where two backups part.
pub(super) fn backups_part(a: &NamedHead, b: &NamedHead, at: u64) -> String {
    let (one, other) = (capital(&a.name), &b.name);
    format!(
        "{one} ({}) and {other} ({}) part at entry {at} as well.",
        count(a.entries, "entry", "entries"),
        count(b.entries, "entry", "entries")
    )
}

/// Says that what disagrees was accepted.
pub(super) fn accepted(words: &str) -> String {
    format!("Accepted as superseded by offsite accept: {words}")
}

/// Says that a signature does not hold.
pub(super) fn bad_signature(head: &NamedHead) -> String {
    format!(
        "The signature of {} is wrong: what it says of entry {} was changed after it was signed.",
        head.name, head.entries
    )
}

/// Says that heads are signed with a key that is not the officer's.
pub(super) fn another_key(names: &[&str], key: &[u8], file: &Path) -> String {
    let key = to_hex(key);
    let (are, them) = if names.len() == 1 { ("is", "it") } else { ("are", "them") };
    format!(
        "{} {are} signed with another key than the one in {}: someone else made {them}, or your key was replaced. Where it was, add the line \"former {key}\" to that file.",
        capital(&listed(names).unwrap_or_default()),
        file.display()
    )
}

/// Says that a head has no signature although heads were signed by then.
pub(super) fn no_longer_signed(head: &NamedHead, file: &Path, since_ms: i64) -> String {
    let since = DateTime::from_timestamp_millis(since_ms).unwrap_or_default();
    format!(
        "{} is not signed, although its last entry was saved after {} and the key in {} has been there since then. Its signature was taken off, or it was made without the key; back up again, then move this one away.",
        capital(&head.name),
        zone::london(&since).format("%H:%M on %d/%m/%Y"),
        file.display()
    )
}

/// Names the heads that are not signed.
pub(super) fn unsigned(names: &[&str]) -> Option<String> {
    let list = listed(names)?;
    Some(format!(
        "Not signed, as an earlier version of Offsite wrote it or there was no key: {list}. Nothing proves who made it."
    ))
}

/// Names the backups whose head cannot be read.
pub(super) fn unread(names: &[String]) -> Option<String> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let list = listed(&names)?;
    Some(format!(
        "Not compared, as the first page cannot be read: {list}. The backup is damaged, or encrypted and without its page, the file of the same name that ends in .head. offsite restore FILE --check reads one."
    ))
}

/// Says that an anchor could not be read.
pub(super) fn anchor_unread(file: &Path, why: &str) -> String {
    format!("The anchor {} cannot be read ({why}): nothing was compared with it.", file.display())
}

/// Says that signatures were held against no key of the officer's.
pub(super) fn no_key(file: Option<&Path>) -> String {
    let lacking = file.map_or_else(
        || "No key file is named".to_owned(),
        |file| format!("There is no usable key in {}", file.display()),
    );
    format!(
        "{lacking}: each signature fits its own head, but whose key made it was not checked. Name your key with --head-key FILE."
    )
}

/// Returns the first of some names, and how many more there are.
fn listed(names: &[&str]) -> Option<String> {
    let (first, rest) = names.split_at_checked(NAMED.min(names.len()))?;
    let more = match rest.len() {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    (!first.is_empty()).then(|| format!("{}{more}", first.join(", ")))
}

/// Returns words with a capital at the beginning.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
