//! The signature of a head, and how it is written on the first page of a backup and on a line of an
//! anchor.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::store::chain::HASH;
use crate::store::hex::{from_hex, to_hex};

const AT: &str = "Signed at: ";
const BY: &str = "Signed with the key: ";
const SIGNATURE: &str = "Signature: ";
/// What stands before key and signature on a line of an anchor.
const KEY_ON_LINE: &str = ", key ";
const SIGNATURE_ON_LINE: &str = ", signature ";

/// An ed25519 signature of a head: how many entries a journal had, the hash of the last, and when
/// that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadSignature {
    /// When it was signed, as whoever signed it wrote the time.
    pub at: String,
    /// The public key with which it is to be checked.
    pub by: [u8; HASH],
    signature: [u8; 64],
}

/// Returns the bytes that are signed for a head.
fn statement(entries: u64, hash: &[u8; HASH], at: &str) -> String {
    format!("Offsite head, version 1\nentries {entries}\nhash {}\nat {at}\n", to_hex(hash))
}

impl HeadSignature {
    /// Signs a head with a secret key, at a time.
    pub(in crate::store::heads) fn new(
        key: &SigningKey,
        entries: u64,
        hash: &[u8; HASH],
        at: &str,
    ) -> HeadSignature {
        let signature = key.sign(statement(entries, hash, at).as_bytes()).to_bytes();
        HeadSignature { at: at.to_owned(), by: key.verifying_key().to_bytes(), signature }
    }

    /// Returns whether it was made for this head by the holder of the key that it names.
    pub fn holds(&self, entries: u64, hash: &[u8; HASH]) -> bool {
        let signature = Signature::from_bytes(&self.signature);
        VerifyingKey::from_bytes(&self.by).is_ok_and(|key| {
            key.verify_strict(statement(entries, hash, &self.at).as_bytes(), &signature).is_ok()
        })
    }

    /// Returns its lines for the first page of a backup.
    pub(in crate::store) fn to_lines(&self) -> String {
        let (by, signature) = (to_hex(&self.by), to_hex(&self.signature));
        format!("{AT}{}\n{BY}{by}\n{SIGNATURE}{signature}\n", self.at)
    }

    /// Reads it from the first page of a backup; none where the page is not signed.
    pub(in crate::store) fn of_page(page: &str) -> Option<HeadSignature> {
        let line = |start: &str| page.lines().find_map(|line| line.strip_prefix(start));
        HeadSignature::of_parts(line(AT), line(BY), line(SIGNATURE))
    }

    /// Returns what it adds to a line of an anchor, which ends with the time.
    pub(in crate::store) fn to_line_end(&self) -> String {
        let (by, signature) = (to_hex(&self.by), to_hex(&self.signature));
        format!("{KEY_ON_LINE}{by}{SIGNATURE_ON_LINE}{signature}")
    }

    /// Reads it from a line of an anchor, from the time onwards; none where that is all.
    pub(in crate::store) fn of_line_end(end: &str) -> Option<HeadSignature> {
        let (at, rest) = end.split_once(KEY_ON_LINE)?;
        let (by, signature) = rest.split_once(SIGNATURE_ON_LINE).unzip();
        HeadSignature::of_parts(Some(at), by, signature)
    }

    /// Takes a signature together; what of it is lacking or does not read is nought, and so it does
    /// not hold. Only where nothing of it is there is the head one that nobody has signed.
    fn of_parts(at: Option<&str>, by: Option<&str>, signed: Option<&str>) -> Option<HeadSignature> {
        if at.is_none() && by.is_none() && signed.is_none() {
            return None;
        }
        let mut signature = [0; 64];
        let halves = signed.and_then(|hex| hex.trim().split_at_checked(HASH * 2));
        if let Some((first, second)) = halves.map(|(a, b)| (from_hex(a), from_hex(b)))
            && let (Some(first), Some(second)) = (first, second)
        {
            signature[..HASH].copy_from_slice(&first);
            signature[HASH..].copy_from_slice(&second);
        }
        let by = by.and_then(|hex| from_hex(hex.trim())).unwrap_or_default();
        Some(HeadSignature { at: at.unwrap_or_default().to_owned(), by, signature })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed() -> HeadSignature {
        HeadSignature::new(&SigningKey::from_bytes(&[7; 32]), 12, &[3; HASH], "noon")
    }

    #[test]
    fn signature_holds_for_its_own_head_and_for_no_other() {
        let own = signed();
        assert!(own.holds(12, &[3; HASH]));
        assert!(!own.holds(13, &[3; HASH]) && !own.holds(12, &[4; HASH]));
        assert!(!HeadSignature { at: "one".into(), ..own.clone() }.holds(12, &[3; HASH]));
        assert!(!HeadSignature { by: [9; 32], ..own }.holds(12, &[3; HASH]));
    }

    #[test]
    fn signature_reads_from_a_page_and_from_a_line_as_it_was_written() {
        let own = signed();
        let page = format!("Offsite backup, format 1\n{}To restore: …\n", own.to_lines());
        assert_eq!(HeadSignature::of_page(&page), Some(own.clone()));
        assert_eq!(
            HeadSignature::of_line_end(&format!("{}{}", own.at, own.to_line_end())),
            Some(own.clone())
        );
        assert_eq!(HeadSignature::of_page("Offsite backup, format 1\n"), None);
        assert_eq!(HeadSignature::of_line_end("09:12 on 23/11/2026"), None);
        // Half of one, or one that does not read, is a signature that does not hold.
        for line in [AT, BY, SIGNATURE] {
            let half: String =
                page.lines().filter(|l| !l.starts_with(line)).map(|l| format!("{l}\n")).collect();
            let half = HeadSignature::of_page(&half).expect("not taken for unsigned");
            assert!(!half.holds(12, &[3; HASH]), "without {line}");
        }
        let multibyte = HeadSignature::of_page(&format!("{SIGNATURE}é{}", "é".repeat(63)));
        assert!(multibyte.is_some_and(|s| !s.holds(12, &[3; HASH])));
    }
}
