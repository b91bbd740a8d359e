//! Files in and out: registers of schools, and cases as JSON lines.

pub mod jsonl;
pub mod schools;
