//! Offsite: off-site directions and managed moves of pupils by the Worcestershire protocol, from
//! the keyboard.
//!
//! One program, one folder of data, no server. This page shows how the crate is put together; the
//! pages for officers and administrators are in [`manual`].
//!
//! # From a key to the disk and back
//!
//! An officer presses `y` on a yes-or-no question of the passport.
//!
//! 1. [`terminal::run`] waits for an event, without a timer, and turns it into a
//!    [`Key`](keymap::key::Key). It takes everything else that is waiting before it draws.
//! 2. [`App::on_key`](ui::App::on_key) offers the key to whatever lies over the panes; then the
//!    [`Keymap`](keymap::Keymap) looks it up in the [`Scope`](keymap::action::Scope)s of the
//!    focus, the innermost first, and names an [`Action`](keymap::action::Action). Panes see
//!    actions, never keys.
//! 3. The form turns the action into an [`Edit`](domain::case::edit::Edit): this field, from the
//!    old [`Value`](domain::value::Value) to the new one. A pane changes nothing but itself; it
//!    returns what it wants, which [`App`](ui::App) alone carries out: here an
//!    [`api::Request`], with a note of what is to become of its reply.
//! 4. [`terminal::dispatch::dispatch`] hands the request to
//!    [`ViewerService::ask`](service::ViewerService::ask), the service as this officer's session
//!    meets it, before anything is drawn, since a slow line can hold up a frame for minutes. That
//!    calls [`ViewerService::change`](service::ViewerService::change), which decides whether the
//!    change may be made: a [signed-off](domain::case::sign_off) meeting takes corrections only, and
//!    some [rules](domain::rules) hold a step back until another is recorded.
//! 5. [`Store::commit_with_lines`](store::Store::commit_with_lines) appends the change to the journal and
//!    syncs it, sealed with the key of its case. From here on it is saved. Then the record, and its
//!    [`Summary`](domain::list::summary::Summary) for the list, go into sled in one batch. The
//!    summary carries the [`Finding`](domain::rules::Finding)s of every rule on the new case.
//! 6. An [`api::Reply`] comes back with the case as it now is, together with that note.
//!    [`App::on_reply`](ui::App::on_reply) goes on from there.
//! 7. [`ui::draw()`] draws the whole screen into a buffer, and [`terminal::painter`] sends only
//!    what differs from the last frame, as one synchronised update. An idle session sends nothing.
//!
//! Undo walks the same way with [`Edit::inverse`](domain::case::edit::Edit::inverse). An import is
//! the same edits, many at once. The plain prompts of `offsite --linear` send the same requests
//! through [`api::Client`]. A command such as `offsite today` enters at step 4 and calls the
//! service's typed methods.
//!
//! # Layers
//!
//! Arrows point down only; `tests/suite/house.rs` holds it.
//!
//! | room | holds | may use |
//! |---|---|---|
//! | [`domain`] | cases, forms, calendars, attendance, rules: no file, clock or screen | nothing of ours |
//! | [`api`] | what a front end may ask of the service, and what it answers | domain |
//! | [`store`] | journal, records, drafts, evidence, keys, backups; alone knows sled | domain |
//! | [`documents`] | files in and out: letters, CTF, registers, terms, JSON Lines | domain |
//! | [`service`] | owns the store; decides, judges, answers | domain, api, store, documents |
//! | [`server`] | one store for several officers: requests through a socket | api, service |
//! | [`keymap`] | actions and the keys that name them | domain |
//! | [`config`] | the officer's settings, keymaps and themes | domain, keymap, widgets |
//! | [`widgets`] | text, colours and styles in a buffer; knows no case | ratatui |
//! | [`manual`] | the pages of the manual | nothing of ours |
//! | [`ui`] | panes and overlays: actions in, requests out | domain, api, keymap, config, widgets, manual |
//! | `files` | the officer's own files, read with a limit and never written over | domain, documents |
//! | [`terminal`], `linear` | the two front ends | the rooms above |
//! | [`demo`] | forty invented pupils | domain, documents |
//! | [`cli`] | arguments and commands; puts all together | everything |
//!
//! [`error`] may be used by all; `places` says where the system keeps an officer's files.
//!
//! # Where to add something
//!
//! | to add | edit | what follows from it |
//! |---|---|---|
//! | a field | its file in [`domain::forms`] | form, export, import, search, documents, dictionary |
//! | an event | [`domain::forms`], folder `events` | record menu, timeline, both front ends |
//! | a rule | its subject's file in [`domain::rules`], with its row in the tests' table | findings, list, `why` |
//! | an attendance code | one row of [`domain::attendance::codes`] | marks, figures, imports |
//! | a word of the search | one row of [`domain::query::words`] | parser, completion, help, man page |
//! | a key | one row of [`keymap::action`] and the files in `keymaps/` | bar, help, palette, manual |
//! | a document | a file in [`documents::papers`] and its row in `KINDS` | pane, command, bulk |
//! | a pane or an overlay | a file in [`ui`] | drawn at every size by the tests |
//! | a role of a theme | one row of [`widgets::theme`] and the files in `themes/` | every theme is checked |
//! | a setting | one row of [`config::SETTINGS`] | file, help, `offsite config` |
//! | a page of the manual | a file and its row in [`manual::PAGES`] | `manual`, `man`, help |
//! | a command | its arguments and its line of `kind` in [`cli::args`], a file in `cli/commands` | man page, completion; run alone, through a server and over SSH |
//! | an exit code | [`error::ErrorKind::EXIT_CODES`] | every command, man page |
//!
//! # Glossary
//!
//! The law for names: one word for one thing, in code, on screen, in settings and in letters.
//! Officers' words for their work, Rust's usual words for the machinery.
//!
//! | word | meaning |
//! |---|---|
//! | **action** | what a key asks for, named by a verb: `open`, `undo`, `next_missing` |
//! | **answer** | the [`Value`](domain::value::Value) of one field |
//! | **calendar** | which days are school days at one school |
//! | **case** | one pupil's direction, from the first thought to its end; found by its reference |
//! | **change** | edits that are stored, and undone, as one |
//! | **correction** | an appendix to what was signed off, or a changed mark with its reason |
//! | **dictionary** | every field, table and form, one definition each |
//! | **direction** | off-site direction: a school directs a pupil elsewhere to improve behaviour |
//! | **disposal** | destroying the key of a case, by two people, so that nothing of it can be read |
//! | **document** | a form, letter or sheet that is written to a file |
//! | **draft** | text being typed, on disk before the next key |
//! | **duty** | a finding with a day: what somebody has to do by then |
//! | **edit** | one step of a change; it has an inverse |
//! | **effect** | what a pane wants of the world: a file read, a text copied |
//! | **event** | a row that says what happened on a day |
//! | **evidence** | a file that belongs to a case; a record names it by its SHA-256 |
//! | **fault** | one thing wrong in a file, or between two registers |
//! | **finding** | what a rule asks of a case: key, sentence, day, arithmetic, next step |
//! | **home school** | the school whose roll the pupil is on throughout |
//! | **host school** | the school the pupil is directed to |
//! | **journal** | every change in order, chained and synced: the truth |
//! | **managed move** | a permanent transfer, by agreement of all |
//! | **mark** | the code of one session in one register |
//! | **override** | going on against a rule, with a reason that is kept |
//! | **overlay** | what lies over a pane and takes the keys first |
//! | **pane** | one view of the list or of a case |
//! | **passport** | the pupil passport, form 2 |
//! | **profile** | the values in which authorities differ |
//! | **record** | a case as sled holds it; rebuilt from the journal |
//! | **register** | all marks by one school |
//! | **reply**, **request** | what the service answers; what it is asked |
//! | **review** | a meeting that looks at the direction; ordinary or emergency |
//! | **rule** | dated data with one function that judges a case |
//! | **scope** | where a key has its meaning: a pane, a text, everywhere |
//! | **seal** | to encrypt bytes with the key of a case, so that they open at their place only |
//! | **service** | the owner of the store, and of every decision on it |
//! | **session** | half a school day (am or pm); or, of the program, from start to leaving |
//! | **sign-off** | the end of a meeting's record: it takes corrections only |
//! | **stage** | how far a case has come; follows from its events |
//! | **store** | the folder of data, and the module that alone writes in it |
//! | **store key** | the key that seals the keys of all cases; normally a file outside the store |
//! | **subject access** | a request to see what the record has of a child, decided item by item |
//! | **suggestion** | an answer that a file or an earlier case offers |
//! | **summary** | a case as one row of the list, kept beside it |
//! | **tombstone** | what is left of a case that was disposed of: reference, names, day and reason |
//! | **view** | a saved search with its order and columns |
//! | **viewer** | who asks: an officer, in one session, on one day |

pub mod api;
pub mod cli;
pub mod config;
pub mod demo;
pub mod documents;
pub mod domain;
pub mod error;
pub(crate) mod files;
pub mod keymap;
pub(crate) mod linear;
pub mod manual;
pub(crate) mod places;
pub mod server;
pub mod service;
pub mod store;
pub mod terminal;
pub mod ui;
pub mod unwind;
pub mod widgets;
