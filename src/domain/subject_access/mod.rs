//! Subject access: what a child, a parent or an agent asks to see of a case, how soon it is due, what
//! is decided on each part of the record, and what is then given.
//!
//! The law behind it is background knowledge that was not read first-hand (`domain.md` §7.5,
//! `findings/law.md` §5.4), so every period is called uncertain where it is shown.
//!
//! - [`request`]: A request: who asks, in which capacity, and what was asked back.
//! - [`clock`]: The days by which it is due.
//! - [`item`]: One part of the record, and all parts of a case in order.
//! - [`passage`]: Finds a passage in a text, however it is broken into lines, and takes it out.
//! - [`decision`]: What is decided on an item, and on which ground something is withheld.
//! - [`worklist`]: The items with their decisions, and what is still to be done.
//! - [`bundle`]: What is given, and the list of what is not.

pub mod bundle;
mod change_line;
pub mod clock;
mod collect;
pub mod decision;
pub mod item;
mod lines;
pub mod passage;
pub mod request;
#[cfg(test)]
mod tests;
pub mod worklist;
