//! `offsite export inspection`: the pack for an inspection, in a new folder.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::api::{Bytes, NamedFile};
use crate::cli::args::InspectionArgs;
use crate::cli::commands::about;
use crate::cli::named_files::write_new_folder;
use crate::cli::output::note;
use crate::cli::progress::ProgressBar;
use crate::cli::remote;
use crate::documents::inspection::{InspectionPack, PackFiles, PackProvider, json, rows};
use crate::documents::papers::{inspection_index_docx, inspection_provider_docx};
use crate::documents::rows::xlsx;
use crate::domain::access::AccessKind;
use crate::domain::calendar::dates;
use crate::domain::case::CaseRef;
use crate::domain::inspection::InspectedProvider;
use crate::domain::plural::pluralize;
use crate::domain::school::School;
use crate::error::{Error, Result};
use crate::service::{MAX_SENT, ViewerService};

/// Makes the pack, notes that it leaves the records, and writes it into a new folder.
pub(super) fn run(
    owner: &mut ViewerService<'_>,
    args: &InspectionArgs,
    today: NaiveDate,
) -> Result<()> {
    let on = args.on.unwrap_or(today);
    if on > today {
        let on = dates::format(on);
        return Err(Error::input(format!("{on} is after today. Nothing was exported.")));
    }
    let pack = pack(owner, args, (on, today))?;
    let mut cases: Vec<CaseRef> = cases(&pack).collect();
    cases.sort_unstable();
    for case in cases {
        let files = pack.files.count_of(case);
        owner.note_first(
            AccessKind::Exported,
            Some(case),
            files,
            "files of the inspection pack",
        )?;
    }
    owner.note_first(AccessKind::Exported, None, pack.pupils(), "inspection pack")?;
    note(&format!(
        "{} at {}, as at {}, with {} behind them.",
        pluralize(pack.pupils(), "pupil"),
        pluralize(pack.providers.len(), "provider"),
        dates::format(on),
        pluralize(pack.files.all().len(), "file"),
    ));
    if !pack.not_made.is_empty() {
        let count = pluralize(pack.not_made.len(), "document");
        note(&format!("{count} could not be made again. The index says why."));
    }
    write_new_folder(&args.out, files(pack)?)
}

fn pack(
    owner: &ViewerService<'_>,
    args: &InspectionArgs,
    (on, today): (NaiveDate, NaiveDate),
) -> Result<InspectionPack> {
    let home = args.school.as_deref().map(|words| owner.school_named(words)).transpose()?;
    let mut shown = ProgressBar::new();
    let progress = &mut |what: &str, done, of| shown.report(what, done, of);
    let pupils =
        owner.inspected_pupils(home.map(|home| home.id.as_str()), (on, today), progress)?;
    let name = |id: &String| (id.clone(), owner.school_name(id));
    let homes: BTreeMap<String, String> = pupils.iter().map(|one| name(&one.home)).collect();
    let provider = |inspected: InspectedProvider| PackProvider {
        school: owner.school_with_address(&inspected.id),
        inspected,
    };
    let mut pack = InspectionPack {
        on,
        made_on: today,
        officer: owner.officer().to_owned(),
        of: home.map_or_else(|| "All schools".to_owned(), School::with_town),
        left_out: about::with_hidden(owner, String::new()),
        providers: InspectedProvider::group(pupils).into_iter().map(provider).collect(),
        homes,
        files: PackFiles::default(),
        not_made: Vec::new(),
    };
    pack.providers
        .sort_by(|a, b| (&a.school.name, &a.school.id).cmp(&(&b.school.name, &b.school.id)));
    let listed: Vec<CaseRef> = cases(&pack).collect();
    let made = owner.pack_files(&listed, on, most_sent(), progress);
    shown.end();
    let (files, not_made) = made?;
    (pack.files, pack.not_made) = (PackFiles::new(files), not_made);
    Ok(pack)
}

/// Returns how many bytes the files may have; none where no server has to send them.
fn most_sent() -> Option<u64> {
    remote::can_answer().map(|_| MAX_SENT)
}

/// Returns the cases of the pack in the order of its pages.
fn cases(pack: &InspectionPack) -> impl Iterator<Item = CaseRef> {
    pack.providers.iter().flat_map(|one| one.inspected.pupils.iter().map(|pupil| pupil.case))
}

/// Returns the files of the folder.
fn files(pack: InspectionPack) -> Result<Vec<NamedFile>> {
    let file =
        |name: &str, bytes: Vec<u8>| NamedFile { name: name.to_owned(), bytes: Bytes(bytes) };
    let index = serde_json::to_vec_pretty(&json(&pack))
        .map_err(|e| Error::input("The index could not be written.").with_source(e))?;
    let mut all = vec![
        file("index.docx", inspection_index_docx(&pack)?),
        file("index.json", index),
        file("pupils.xlsx", xlsx(&rows(&pack), "Pupils", 1)?),
    ];
    for number in 0..pack.providers.len() {
        all.push(file(&pack.page(number), inspection_provider_docx(&pack, number)?));
    }
    all.extend(pack.files.into_all().into_iter().map(|one| file(&one.path, one.bytes)));
    Ok(all)
}
