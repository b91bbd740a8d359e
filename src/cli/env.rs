//! What a run of the program is about, resolved once from arguments, environment and
//! configuration: nobody below asks for it again.

use std::path::PathBuf;

use chrono::{NaiveDate, Utc};

use crate::api::Viewer;
use crate::cli::args::{Args, Command};
use crate::cli::forced;
use crate::cli::key;
use crate::config::load;
use crate::config::load::Settings;
use crate::domain::calendar::zone;
use crate::domain::profile::Profile;
use crate::error::{Error, Result};
use crate::store::{HeadSigner, KeySource};

/// The store, the officer, the day, the settings and the authority's profile of one run.
pub(super) struct Env {
    /// The folder of the store.
    pub dir: PathBuf,
    /// The officer's name in the record.
    pub officer: String,
    pub today: NaiveDate,
    /// The day was given, and stands still over midnight.
    pub is_today_given: bool,
    /// Plain prompts and lines were asked for.
    pub is_linear: bool,
    /// The store is opened for reading alone.
    pub is_read_only: bool,
    /// A session, which another may ask to leave.
    pub is_session: bool,
    /// The session that has the store open is asked to leave.
    pub takes_over: bool,
    /// The command reads from a copy of the records, and writes nothing where they lie.
    pub only_reads: bool,
    /// The session teaches.
    pub is_tutor: bool,
    /// The officer's own profile and wording are kept with records that have none; not with
    /// invented pupils.
    pub may_keep_authority: bool,
    /// The file of the last entry that was witnessed outside the store.
    pub anchor: Option<PathBuf>,
    /// The file of the key with which heads are signed; none where nothing is to be signed.
    pub head_key: Option<PathBuf>,
    /// The only folder whose files a session may name, where Offsite is all that the officer may
    /// run.
    pub confined_to: Option<PathBuf>,
    pub settings: Settings,
    key: Result<KeySource>,
    profile: Result<Profile>,
}

impl Env {
    /// Resolves a run on the officer's store.
    ///
    /// # Errors
    /// Where no folder is named and there is no home folder to keep the store in.
    pub(super) fn resolve(args: &Args, today: NaiveDate) -> Result<Env> {
        Ok(Env::in_folder(args, today, folder(args)?))
    }

    /// Resolves a run on the store in a folder.
    pub(super) fn in_folder(args: &Args, today: NaiveDate, dir: PathBuf) -> Env {
        let settings = load::load();
        let key = key::source(args, &dir);
        Env {
            dir,
            officer: officer(args),
            today,
            is_today_given: args.today.is_some(),
            is_linear: args.linear,
            is_read_only: args.read_only,
            is_session: matches!(args.verb, None | Some(Command::Tutor)),
            takes_over: args.take_over,
            only_reads: args.verb.as_ref().is_some_and(|verb| verb.kind().only_reads),
            may_keep_authority: !matches!(args.verb, Some(Command::Demo { .. } | Command::Tutor)),
            is_tutor: matches!(args.verb, Some(Command::Tutor)),
            anchor: args.anchor.clone(),
            head_key: head_key(args, &settings),
            confined_to: forced::folder(args),
            settings,
            key,
            profile: load::profile(),
        }
    }

    /// Returns who asks in this run.
    pub(super) fn viewer(&self) -> Viewer {
        Viewer::new(&self.officer, self.today)
    }

    /// Returns what signs heads at this moment.
    pub(super) fn signer(&self) -> Option<HeadSigner> {
        let file = self.head_key.as_deref()?;
        Some(HeadSigner::new(file, Utc::now().timestamp_millis()))
    }

    /// Returns the authority's profile.
    ///
    /// # Errors
    /// Every fault of its file: commands that count duties refuse it, the others go on.
    pub(super) fn profile(&self) -> Result<&Profile> {
        self.profile.as_ref().map_err(|e| Error::new(e.kind(), e.to_string()))
    }

    /// Returns where the store key comes from.
    ///
    /// # Errors
    /// There is no place for it, or the passphrase could not be asked for.
    pub(super) fn key(&self) -> Result<&KeySource> {
        self.key.as_ref().map_err(Clone::clone)
    }

    /// Takes a store that is thrown away afterwards: its key goes with it.
    pub(super) fn keep_key_in_store(&mut self) {
        self.key = Ok(KeySource::InStore);
    }

    /// Refuses a folder without a store, for a command that only reads.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::error::ErrorKind::Input) where there is none.
    pub(super) fn has_store(&self) -> Result<()> {
        if self.dir.join("journal").exists() {
            return Ok(());
        }
        Err(Error::input(format!("There are no records in {}.", self.dir.display()))
            .with_hint("Choose the folder with --data DIR, or start Offsite once to create it."))
    }
}

/// Returns today in London, whatever the machine's zone.
pub(super) fn today() -> NaiveDate {
    zone::day(Utc::now())
}

/// Returns the officer's name as the system knows it.
fn officer(args: &Args) -> String {
    let from = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    args.user
        .clone()
        .or_else(|| from("USER"))
        .or_else(|| from("LOGNAME"))
        .unwrap_or_else(|| "officer".into())
}

/// Returns the file of the key with which heads are signed: as it is named, else in the
/// configuration folder.
fn head_key(args: &Args, settings: &Settings) -> Option<PathBuf> {
    let set = Some(settings.config.head_key.as_str()).filter(|file| !file.is_empty());
    args.head_key
        .clone()
        .or_else(|| set.map(PathBuf::from))
        .or_else(|| load::folder().map(|folder| folder.join("head.key")))
}

fn folder(args: &Args) -> Result<PathBuf> {
    if let Some(dir) = &args.data {
        return Ok(dir.clone());
    }
    crate::places::data().ok_or_else(|| {
        Error::input("There is no home folder for the records.")
            .with_hint("Choose a folder with --data DIR.")
    })
}
