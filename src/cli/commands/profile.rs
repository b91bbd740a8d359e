//! `offsite profile`: the authority's profile, templates and letterheads.

use std::path::Path;

use crate::cli::args::ProfileCommand;
use crate::cli::named_files;
use crate::cli::output::{note, print};
use crate::config::load;
use crate::documents::authority::AuthorityFiles;
use crate::error::{Error, Result};
use crate::files;
use crate::server::command::NewAuthority;
use crate::service::ViewerService;

pub(super) fn run(owner: &mut ViewerService<'_>, what: &ProfileCommand) -> Result<()> {
    match what {
        ProfileCommand::Import { from } => import(owner, from.as_deref()),
        ProfileCommand::Show => show(owner),
    }
}

/// Takes a profile in, or a folder with all of the authority's files.
fn import(owner: &mut ViewerService<'_>, from: Option<&Path>) -> Result<()> {
    let NewAuthority { from, items, is_profile_alone } = named_files::authority(from)?;
    let read = AuthorityFiles::from_items(items);
    if read.is_empty() {
        return Err(Error::input(format!("{from} has no profile, template or letterhead.")));
    }
    let new = if is_profile_alone {
        owner.authority_files()?.with_profile(read.profile_text().into_bytes())
    } else {
        read
    };
    let is_changed = owner.store_authority_files(&new).map_err(|faults| {
        Error::input(format!("{from} was not stored. Correct it, then import it again.\n{faults}"))
    })?;
    let words = new.words();
    print(&if is_changed {
        format!("= stored with the records, for every officer: {words}.")
    } else {
        "No changes made: the same is stored already.".to_owned()
    })
}

/// Prints the profile, and says on standard error where it is from.
fn show(owner: &ViewerService<'_>) -> Result<()> {
    let kept = owner.authority_files()?;
    let own = || load::folder().map(|folder| files::authority_files(&folder)).unwrap_or_default();
    let said = if kept.is_empty() {
        "Nothing is stored with the records, so your configuration folder is used.".to_owned()
    } else {
        format!("Stored with the records: {}.", kept.words())
    };
    note(&said);
    let counts: AuthorityFiles = if kept.is_empty() { own() } else { kept };
    print(counts.profile_text().trim_end())
}
