//! What belongs to the authority and to no officer: its profile, its wording and its letterheads,
//! kept with the records, so that every officer's session counts and writes alike.

use crate::documents::authority::AuthorityFiles;
use crate::documents::papers::Wording;
use crate::domain::profile::Profile;
use crate::error::{Error, Faults, Result};
use crate::service::import::imported;
use crate::service::kinds;
use crate::service::{Service, ViewerService};
use crate::store::{Store, Subject};

/// What counts where the store keeps no files of the authority: the officer's own.
#[derive(Clone)]
pub(super) struct OwnAuthority {
    pub profile: Profile,
    pub wording: Wording,
}

/// Returns whether a store keeps files of the authority, which then count for every officer.
///
/// # Errors
/// Where they cannot be read.
pub fn keeps_authority_files(store: &Store) -> Result<bool> {
    Ok(!store.items(kinds::AUTHORITY)?.is_empty())
}

/// Returns how many daily backups the stored profile keeps; none where it leaves that to each
/// officer's own setting.
pub fn backups_kept(store: &Store) -> Option<u32> {
    let files = AuthorityFiles::from_items(store.items(kinds::AUTHORITY).ok()?);
    files.profile().ok()?.backups_kept
}

impl Service {
    /// Returns the files of the authority that are kept with the records.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn authority_files(&self) -> Result<AuthorityFiles> {
        Ok(AuthorityFiles::from_items(self.store.items(kinds::AUTHORITY)?))
    }

    /// Makes papers in an officer's own wording from now on, where the store keeps none of the
    /// authority's.
    ///
    /// # Errors
    /// Where that cannot be read.
    pub fn set_own_wording(&mut self, wording: Wording) -> Result<()> {
        self.own.wording = wording;
        self.read_authority()
    }

    /// Counts and writes from now on as the kept files say, else as the officer's own do.
    ///
    /// # Errors
    /// Where they cannot be read, or another version took them in.
    pub(super) fn read_authority(&mut self) -> Result<()> {
        let files = self.authority_files()?;
        if files.is_empty() {
            self.evaluator.set_profile(self.own.profile.clone());
            self.wording = self.own.wording.clone();
            return Ok(());
        }
        let profile = files.profile().map_err(|faults| {
            Error::input(format!(
                "The profile stored with these records cannot be used by this version.\n{faults}"
            ))
            .with_hint("Use the version of Offsite that stored it.")
        })?;
        self.evaluator.set_profile(profile);
        self.wording = files.wording().0;
        Ok(())
    }
}

impl ViewerService<'_> {
    /// Keeps the files of the authority with the records in place of those before, and returns
    /// whether anything changed.
    ///
    /// # Errors
    /// Every fault of the files; nothing is then changed.
    pub fn store_authority_files(&mut self, files: &AuthorityFiles) -> Result<bool, Faults> {
        files.profile()?;
        let (_, faults) = files.wording();
        faults.into_iter().collect::<Faults>().or(())?;
        let new = files.to_items();
        let gone = self.store.items(kinds::AUTHORITY)?.into_iter();
        let gone = gone.filter(|(id, _)| new.iter().all(|(kept, _)| kept != id));
        let gone = gone.map(|(id, old)| {
            let kind = kinds::AUTHORITY.to_owned();
            Subject::Item { kind, id, old: Some(old), new: None }
        });
        let gone: Vec<Subject> = gone.collect();
        let mut edits = self.changed_items(kinds::AUTHORITY, new)?;
        edits.extend(gone);
        if edits.is_empty() {
            return Ok(false);
        }
        let change = imported(&self.viewer.officer, (self.clock)(), edits);
        let stored = self.store.commit(change)?;
        self.reread_items(&stored.change.edits)?;
        self.tell_others(&stored);
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::api::Viewer;
    use crate::store::backup::{self, Encryption};

    fn files(profile: &str) -> AuthorityFiles {
        AuthorityFiles::default().with_profile(profile.into())
    }

    fn open(dir: &Path, own: &str) -> Service {
        let store = Store::open(dir, "a.shah", "now").expect("opens").store;
        let own = files(own).profile().expect("a profile");
        Service::new(store, || 0, own).expect("a service")
    }

    /// Returns what tells whether the lines of the list are made anew where an officer with a
    /// profile of the officer's own opens the store.
    fn lines_by(dir: &Path, own: &str) -> String {
        open(dir, own).evaluator.ruleset_hash()
    }

    #[test]
    fn officers_with_different_profiles_of_their_own_judge_no_case_anew() {
        let dir = tempfile::tempdir().expect("a folder");
        let (usual, other) = ("", "[notice]\nschool_days = 5\n");
        assert_ne!(lines_by(dir.path(), usual), lines_by(dir.path(), other));
        let viewer = Viewer::new("a.shah", "2026-11-26".parse().expect("a day"));
        {
            let mut service = open(dir.path(), usual);
            let mut service = service.for_viewer(&viewer);
            let kept = files("[notice]\nschool_days = 4\n");
            assert_eq!(service.store_authority_files(&kept), Ok(true));
            assert_eq!(service.store_authority_files(&kept), Ok(false));
            // What undercuts the law is refused, and what was kept stays.
            let wrong = service.store_authority_files(&files("[notice]\nschool_days = 1\n"));
            assert!(wrong.is_err_and(|faults| faults.to_string().contains("undercuts")));
        }
        assert_eq!(lines_by(dir.path(), usual), lines_by(dir.path(), other));
        let mut service = open(dir.path(), other);
        assert_eq!(service.evaluator.profile().notice_school_days, 4);
        // An undo takes it back: then the officer's own counts again.
        let mut service = service.for_viewer(&viewer);
        let preview = service.preview_undo(true).expect("the profile");
        assert!(preview.message.contains("profile"), "{}", preview.message);
        service.undo(preview.seq).expect("undone");
        assert_eq!(service.evaluator.profile().notice_school_days, 5);
    }

    #[test]
    fn authority_says_for_every_officer_how_many_backups_are_kept() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut service = open(dir.path(), "");
        let viewer = Viewer::new("a.shah", "2026-11-26".parse().expect("a day"));
        let kept = files("[backups]\nkept = 2\n");
        assert_eq!(backups_kept(&service.store), None);
        assert_eq!(service.for_viewer(&viewer).store_authority_files(&kept), Ok(true));
        for day in ["2026-11-23", "2026-11-24", "2026-11-25"] {
            service.back_up(day, 14, Encryption::Open).expect("backed up");
        }
        assert_eq!(backup::all(dir.path()).len(), 2);
        assert_eq!(backups_kept(&service.store), Some(2));
    }

    #[test]
    fn words_that_stand_on_no_line_of_the_list_judge_no_case_anew() {
        let dir = tempfile::tempdir().expect("a folder");
        let usual = lines_by(dir.path(), "");
        for same in [
            "[words]\ninset = \"INSET\"\n",
            "[words]\nroute = \"Respite\"\n",
            "[lists]\nviews = [\"Late: late\"]\n",
        ] {
            assert_eq!(lines_by(dir.path(), same), usual, "{same}");
        }
        for other in [
            "[words]\nspreadsheet = \"Fair Access list\"\n",
            "[words]\nportal = \"Portal\"\n",
            "[notice]\nschool_days = 3\n",
        ] {
            assert_ne!(lines_by(dir.path(), other), usual, "{other}");
        }
    }
}
