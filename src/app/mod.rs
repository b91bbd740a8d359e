//! What keys mean: the one table of actions, the keymap read from files, and the help made from both.

pub mod actions;
pub mod config;
pub mod help;
pub mod keymap;
pub mod keys;
