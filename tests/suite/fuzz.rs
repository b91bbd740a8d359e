//! Feeds every target of `tests/fuzz` with changed inputs: a few hundred each time the suite runs,
//! for as long as `OFFSITE_FUZZ_SECONDS` says otherwise. The same seed gives the same inputs; an
//! input that fails is kept in a file that the message names.

#[path = "../fuzz/mod.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use targets::{TARGETS, Target};

/// How many inputs each target gets in the short form.
const SHORT: usize = 250;
/// No input of a few kilobytes may take longer.
const LONGEST: Duration = Duration::from_secs(10);

struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// Bytes that mean something to one reader or another.
const WORDS: &[&[u8]] = &[
    b"\0",
    b"\xff\xff\xff\xff",
    b"\"",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\n",
    b"\r\n",
    b",",
    b"=",
    b"<",
    b">",
    b"&",
    b"<!DOCTYPE x [",
    b"]]>",
    b"&#0;",
    b"2026-02-30",
    b"31/12/9999",
    b"-1",
    b"99999999999999999999",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\xc3",
    b"=cmd|' /C calc'!A0",
    b"../",
    b"1e308",
    b"null",
    b"BEGIN:VEVENT",
    b"DTSTART",
    b"\x1b[2J",
    b"((((((((((((((((",
    b"))))",
    b"or or",
    b"-",
    b":",
    b"\x01\0\0\0",
];

fn changed(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut out = seeds[dice.below(seeds.len())].clone();
    for _ in 0..=dice.below(6) {
        let at = dice.below(out.len() + 1);
        let end = (at + dice.below(64)).min(out.len());
        match dice.below(9) {
            0 => out.truncate(at),
            1 if at < out.len() => out[at] ^= 1 << dice.below(8),
            2 if at < out.len() => out[at] = dice.next() as u8,
            3 => drop(out.drain(at..end)),
            4 => {
                let again = out[at..end].to_vec();
                out.splice(at..at, again);
            }
            5 | 6 => drop(out.splice(at..at, WORDS[dice.below(WORDS.len())].iter().copied())),
            7 => {
                let other = &seeds[dice.below(seeds.len())];
                let from = dice.below(other.len() + 1);
                let to = (from + dice.below(200)).min(other.len());
                out.splice(at..end, other[from..to].iter().copied());
            }
            _ => out.extend((0..dice.below(32)).map(|_| dice.next() as u8).collect::<Vec<u8>>()),
        }
    }
    out
}

fn feed(target: &Target, seconds: Option<u64>) -> usize {
    let seeds = (target.seeds)();
    for seed in &seeds {
        (target.run)(seed);
    }
    let mut dice = Dice(target.name.bytes().fold(7, |n, b| n * 31 + u64::from(b)));
    let (begun, mut count) = (Instant::now(), 0);
    while seconds.map_or(count < SHORT, |s| begun.elapsed() < Duration::from_secs(s)) {
        let input = changed(&seeds, &mut dice);
        let one = Instant::now();
        let done = catch_unwind(AssertUnwindSafe(|| (target.run)(&input)));
        if done.is_err() || one.elapsed() > LONGEST {
            let file = std::env::temp_dir().join(format!("offsite-fuzz-{}-{count}", target.name));
            std::fs::write(&file, &input).expect("written");
            panic!(
                "{}: input {count} failed after {:?}; it is in {}",
                target.name,
                one.elapsed(),
                file.display()
            );
        }
        count += 1;
    }
    count
}

#[test]
fn hostile_bytes_neither_panic_nor_hang() {
    let seconds = std::env::var("OFFSITE_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok());
    let only = std::env::var("OFFSITE_FUZZ_TARGET").ok();
    for target in TARGETS.iter().filter(|t| only.as_deref().is_none_or(|o| o == t.name)) {
        println!("{}: {} inputs", target.name, feed(target, seconds));
    }
}
