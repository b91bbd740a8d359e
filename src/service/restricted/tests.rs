use super::*;
use crate::api::{
    AccessAsk, BulkEvent, Bytes, Draft, FileSource, ImportFile, ImportKind, NewEvidence, Notice,
    Page, Reply, Request, SessionId, SheetFile,
};
use crate::domain::attendance::intake::{Intake, PupilNamed};
use crate::domain::calendar::TermsChange;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{FieldPath, RowId, RowValues, Side};
use crate::domain::forms::{field, table};
use crate::domain::value::Value;
use crate::service::retention::RetentionLine;
use crate::service::testing::{CANARY, Office, letter, list, today, viewer};

const UPN: &str = "A999900001001";

fn set(case: CaseRef, field: &str, new: Value) -> Request {
    let edits = vec![Edit::Set { path: FieldPath::case(field), old: Value::Empty, new }];
    Request::Change { change: CaseChange { case, edits }, why: None }
}

fn note(cases: Vec<CaseRef>, text: &str, agreed: Option<u32>) -> Request {
    let cells = [("note.on", Value::Date(today())), ("note.text", Value::Text(text.into()))];
    let cells: RowValues = cells.map(|(id, value)| (id.to_owned(), value)).into();
    Request::RecordForAll(BulkEvent { cases, table: "event.note".into(), cells, agreed })
}

fn draft(case: CaseRef) -> Draft {
    Draft { case, path: FieldPath::case("child.known_as"), text: CANARY.into(), cursor: None }
}

/// An office with two cases of one child, of which one names the canary everywhere and is restricted
/// to the officer; the lead has worked in both and was typing.
pub(in crate::service) struct Secret {
    pub(in crate::service) office: Office,
    /// The case that every officer sees.
    pub(in crate::service) open: CaseRef,
    /// The lead's last change before the case was restricted, in both cases.
    both: u64,
    file: RowId,
    /// The session in which the lead was typing.
    typed_in: SessionId,
}

impl Secret {
    pub(in crate::service) fn new() -> Secret {
        let mut office = Office::open();
        let (secret, lead) = (office.case, Office::role(Role::Lead));
        let Reply::Opened { case, .. } = office.ask(&lead, Request::NewCase { on: today() }) else {
            panic!("not opened")
        };
        let open = case.id;
        let mut done = |request: Request| {
            let reply = office.ask(&lead, request);
            assert!(!matches!(reply, Reply::Refused { .. }), "{reply:?}");
            reply
        };
        for case in [secret, open] {
            done(set(case, "child.upn", Value::Text(UPN.into())));
            done(set(case, "school.host", Value::School(format!("typed {case}"))));
        }
        let start = today() + chrono::Days::new(14);
        done(set(secret, "direction.start", Value::Date(start)));
        done(set(open, "child.full_name", Value::Text("Open Child".into())));
        let paper = NewEvidence {
            kind: "other".into(),
            title: CANARY.into(),
            name: format!("{CANARY}.txt"),
            dated: None,
            bytes: Bytes(CANARY.into()),
        };
        let Reply::Saved { case, .. } =
            done(Request::AddEvidence { case: secret, on: today(), paper })
        else {
            panic!("no evidence")
        };
        let file = *case.rows["evidence"].keys().next().expect("a file");
        done(Request::SaveDraft(draft(secret)));
        let Reply::BulkPreviewed(seen) = done(note(vec![secret, open], "The same in both.", None))
        else {
            panic!("not shown first")
        };
        done(note(vec![secret, open], "The same in both.", Some(seen.sum)));
        let Reply::PreviewUndo(last) = done(Request::PreviewUndo { undo: true }) else {
            panic!("nothing to undo")
        };
        let both = last.seq;
        let officer = Office::role(Role::Officer);
        office
            .service
            .for_viewer(&Viewer::new("a.shah", today()))
            .restrict(secret, &["officer".into()])
            .expect("restricted");
        assert!(office.service.sees(&officer, secret));
        Secret { office, open, both, file, typed_in: lead.session }
    }

    /// Returns a request of every kind, about the restricted case where it names one.
    pub(in crate::service) fn every_request(&self) -> Vec<Request> {
        let (case, on, row) = (self.office.case, today(), self.file);
        let terms = crate::domain::calendar::Terms::default();
        let intake = Intake {
            side: Side::Host,
            how: crate::domain::attendance::intake::ReadOptions::default(),
            case: None,
            named: PupilNamed::All,
            today: today(),
        };
        let register = |intake| {
            let sheet = format!("upn,name,date,session,mark\n{UPN},Amy Other,2026-11-23,AM,/\n");
            Request::Register {
                file: FileSource::Read(Bytes(sheet.into())),
                intake: Box::new(intake),
                take: None,
            }
        };
        let import = |kind| ImportFile {
            kind,
            name: "cases.jsonl".into(),
            bytes: Bytes(Vec::new()),
            school: String::new(),
        };
        let sheet = SheetFile {
            name: "county.csv".into(),
            bytes: Bytes(format!("Pupil,UPN\nAmy Other,{UPN}\n").into()),
            answers: "settings.route = \"direction\"".into(),
            rows: None,
        };
        let rows = SheetFile {
            bytes: Bytes(format!("UPN,Known as\n{UPN},Zed\n").into()),
            rows: Some(crate::domain::sheet::RowKind::Pupils),
            ..sheet.clone()
        };
        let path = FieldPath::case("child.known_as");
        let mut found = list();
        found.filter = "xyzzy".into();
        let mut by_name = list();
        by_name.sort = crate::domain::list::view::Sort::ALL[1].0;
        vec![
            Request::List(list()),
            Request::List(found.clone()),
            Request::List(by_name),
            Request::Ids(list()),
            Request::Ids(found),
            Request::Lines { cases: vec![case, self.open], today: on },
            Request::Notices,
            Request::Here { case: Some(case), at: None },
            Request::Here { case: Some(self.open), at: None },
            Request::Views { today: on },
            Request::SaveView { slot: 9, view: None },
            note(vec![case], "a note", None),
            Request::SearchText { words: CANARY.into(), most: 9 },
            Request::PreviewUndo { undo: true },
            Request::PreviewUndo { undo: false },
            Request::Oversight { today: on },
            Request::SetupStatus,
            Request::Case(case),
            Request::Case(self.open),
            Request::Access(AccessAsk::List),
            Request::NewCase { on },
            Request::NewFrom { on, offers: Vec::new() },
            Request::Import { file: import(ImportKind::Cases), on, agreed: None },
            Request::ImportSheet { file: rows, on, agreed: None },
            Request::ImportSheet { file: sheet, on, agreed: None },
            Request::Pupils { file: Bytes(Vec::new()), on },
            Request::EarlierCases(case),
            Request::EarlierCases(self.open),
            Request::SchoolAnswers(case),
            Request::SchoolAnswers(self.open),
            Request::Transfer { case, on, file: Bytes(Vec::new()) },
            Request::AddEvidence {
                case,
                on,
                paper: NewEvidence {
                    kind: "other".into(),
                    title: String::new(),
                    name: "a.txt".into(),
                    dated: None,
                    bytes: Bytes(b"a".to_vec()),
                },
            },
            Request::Evidence { case, row },
            Request::Preview { case, row },
            set(case, "child.full_name", Value::Text("Other".into())),
            Request::MayRecord { case, table: "event.note".into(), cells: RowValues::new() },
            Request::Undo { seq: self.both },
            Request::Redo { seq: self.both },
            Request::Schools { words: "typed".into(), most: 9 },
            Request::AllSchools { known: None },
            Request::SaveDraft(Draft { text: "x".into(), ..draft(case) }),
            Request::DiscardDraft { case, at: path },
            Request::Drafts,
            Request::DraftsOf { session: self.typed_in },
            Request::History(case),
            Request::History(self.open),
            Request::Looks(case),
            Request::Looks(self.open),
            Request::Role,
            Request::WhoSees(case),
            Request::Restrict { case, logins: vec!["lead".into()] },
            Request::BreakGlass { case, why: "short".into() },
            Request::Calendars,
            Request::Terms { school: "x".into() },
            Request::SetTerms(Box::new(TermsChange { seen: terms.clone(), new: terms })),
            register(intake.clone()),
            register(Intake { case: Some(case), ..intake }),
            Request::ImportSchools { file: Bytes(Vec::new()), take: None },
            Request::PaperList { case, on },
            Request::MakePaper { case: Some(case), order: letter() },
        ]
    }
}

fn page(reply: Reply) -> Page {
    match reply {
        Reply::List(page) => *page,
        other => panic!("no list: {other:?}"),
    }
}

#[test]
fn nothing_of_a_restricted_case_comes_back_to_those_who_are_not_named() {
    let mut secret = Secret::new();
    let kinds: BTreeSet<String> = secret.every_request().iter().map(kind).collect();
    assert_eq!(kinds, kinds_of_request(), "every kind of request is asked");
    assert!(kinds.len() > 30);
    for who in [
        Office::role(Role::Lead),
        Office::role(Role::Reader),
        Office::role(Role::Admin),
        viewer("officer", 1009),
        viewer("root", 0),
    ] {
        assert!(!secret.office.service.sees(&who, secret.office.case), "{who:?}");
        for request in secret.every_request() {
            let asked = kind(&request);
            let shown = format!("{:?}", secret.office.ask(&who, request));
            assert!(!shown.contains(CANARY), "{who:?} {asked}: {shown}");
        }
    }
    // Nor was anything changed by those who asked.
    let Reply::Case { case, .. } =
        secret.office.ask(&Office::role(Role::Officer), Request::Case(secret.office.case))
    else {
        panic!("the officer who is named sees it")
    };
    assert_eq!(case.answer("child.full_name"), &Value::Text(CANARY.into()));
    assert_eq!(case.rows["evidence"].len(), 1);
}

/// Returns every kind of request there is, by what reading one says of a kind that is none.
fn kinds_of_request() -> BTreeSet<String> {
    let said =
        serde_json::from_str::<Request>("\"Nothing\"").expect_err("no such kind").to_string();
    // Each stands in quotation marks of its own, after the one that is none.
    let names = said.split('`').skip(1).step_by(2).skip(1);
    names.map(str::to_owned).collect()
}

/// Returns the kind of a request, as its name.
pub(in crate::service) fn kind(request: &Request) -> String {
    let words = format!("{request:?}");
    words.chars().take_while(|c| c.is_alphanumeric()).collect()
}

#[test]
fn restricted_case_is_in_no_count_of_those_who_do_not_see_it() {
    let mut secret = Secret::new();
    let mut counts = |who: &Viewer| {
        let whole = page(secret.office.ask(who, Request::List(list())));
        let searched = crate::api::ListQuery { filter: format!("upn:{UPN}"), ..list() };
        let found = page(secret.office.ask(who, Request::List(searched)));
        let Reply::Views(views) = secret.office.ask(who, Request::Views { today: today() }) else {
            panic!("no views")
        };
        let most = views.iter().filter_map(|view| view.count).max().unwrap_or(0);
        assert_eq!(whole.groups.total(), whole.total, "the groups add up");
        assert_eq!(whole.tally.groups.total(), whole.tally.all, "the counts add up");
        (whole.total, whole.rows.len(), whole.tally.all, found.total, most)
    };
    let named = counts(&Office::role(Role::Officer));
    assert_eq!((named.0, named.1, named.2), (2, 2, 2));
    for role in [Role::Lead, Role::Reader] {
        let other = counts(&Office::role(role));
        assert_eq!((other.0, other.1, other.2), (1, 1, 1), "{role:?}");
        assert!(other.3 < 2 && other.4 < 2, "{role:?} {other:?}");
    }
    // The named officer's counts are right again after another's.
    assert_eq!(counts(&Office::role(Role::Officer)), named);
}

#[test]
fn commands_and_figures_leave_a_restricted_case_out() {
    let mut secret = Secret::new();
    let (case, open) = (secret.office.case, secret.open);
    let mut lead = secret.office.service.for_viewer(&Office::role(Role::Lead));
    assert_eq!(lead.cases(), Ok(vec![open]));
    assert!(lead.case(case).is_err());
    assert!(lead.awaiting_spreadsheet().expect("read").iter().all(|id| *id != case));
    assert!(lead.spreadsheet_row(case, today()).is_err());
    assert_eq!(lead.count_hidden(), 1);
    let shown = format!("{:?}", lead.chase(today(), today(), &mut |_, _, _| {}).expect("read"));
    assert!(!shown.contains(CANARY), "{shown}");
    assert!(
        lead.search_text("same both", 9).expect("searched").all.iter().all(|hit| hit.case == open)
    );
    let mut officer = secret.office.service.for_viewer(&Office::role(Role::Officer));
    assert_eq!(officer.cases(), Ok(vec![case, open]));
    assert!(
        officer.search_text(CANARY, 9).expect("searched").all.iter().any(|hit| hit.case == case)
    );
}

#[test]
fn undo_steps_over_what_was_done_in_a_case_that_is_hidden_now() {
    let mut secret = Secret::new();
    let lead = Office::role(Role::Lead);
    let Reply::PreviewUndo(shown) = secret.office.ask(&lead, Request::PreviewUndo { undo: true })
    else {
        panic!("an earlier change in the other case can be undone")
    };
    assert_eq!(shown.cases, [secret.open]);
    assert!(shown.overtaken.is_empty(), "{shown:?}");
    let refused = secret.office.ask(&lead, Request::Undo { seq: secret.both });
    assert!(matches!(refused, Reply::Refused { .. }), "{refused:?}");
}

#[test]
fn undo_takes_back_neither_an_officer_nor_a_restriction() {
    let mut secret = Secret::new();
    let before = secret.office.service.officers().to_vec();
    let own = Viewer::new("a.shah", today());
    let shown = secret.office.ask(&own, Request::PreviewUndo { undo: true });
    // What this session did last was to restrict the case, and before that to name officers.
    let Reply::PreviewUndo(last) = shown else { panic!("the name can be undone") };
    assert_eq!(last.cases, [secret.office.case], "{last:?}");
    for seq in 1..40 {
        if seq != last.seq {
            secret.office.ask(&own, Request::Undo { seq });
        }
    }
    assert_eq!(secret.office.service.officers(), before);
    assert!(!secret.office.service.sees(&Office::role(Role::Lead), secret.office.case));
}

#[test]
fn case_is_restricted_by_those_who_may_and_to_those_who_can_work_in_it() {
    let mut secret = Secret::new();
    let (case, open) = (secret.office.case, secret.open);
    let to = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let mut officer = secret.office.service.for_viewer(&Office::role(Role::Officer));
    assert!(officer.restrict(open, &to(&["officer"])).is_err(), "has recorded nothing there");
    let mut lead = secret.office.service.for_viewer(&Office::role(Role::Lead));
    assert!(lead.restrict(case, &to(&["lead"])).is_err(), "a lead who does not see it");
    assert!(lead.restrict(case, &[]).is_err());
    assert!(lead.restrict(open, &to(&["reader"])).is_err(), "nobody could work in it");
    assert!(lead.restrict(open, &to(&["admin", "lead"])).is_err(), "an admin reads no case");
    assert!(lead.restrict(open, &to(&["nobody"])).is_err());
    lead.restrict(open, &to(&["lead", "reader"])).expect("restricted");
    assert_eq!(lead.who_sees(open), Ok(Some(to(&["lead", "reader"]))));
    let mut reader = secret.office.service.for_viewer(&Office::role(Role::Reader));
    assert!(reader.case(open).is_ok() && reader.restrict(open, &[]).is_err());
    assert!(secret.office.service.for_viewer(&Office::role(Role::Officer)).case(open).is_err());
    secret
        .office
        .service
        .for_viewer(&Office::role(Role::Lead))
        .restrict(open, &[])
        .expect("opened");
    assert!(secret.office.service.for_viewer(&Office::role(Role::Officer)).case(open).is_ok());
}

#[test]
fn lead_hears_that_a_restricted_duty_is_overdue_and_whom_to_ask_but_no_name_of_a_child() {
    let mut secret = Secret::new();
    let far = crate::api::ListQuery { today: today() + chrono::Days::new(400), ..list() };
    let mut said =
        |role| page(secret.office.ask(&Office::role(role), Request::List(far.clone()))).elsewhere;
    let words = said(Role::Lead).expect("the lead is told");
    assert!(words.contains("1 restricted case has a duty overdue: ask officer."), "{words}");
    assert!(!words.contains(CANARY) && !words.contains("OSD-"));
    assert_eq!((said(Role::Officer), said(Role::Reader)), (None, None));
}

#[test]
fn lead_names_others_once_none_of_those_who_see_a_case_is_an_officer() {
    let mut secret = Secret::new();
    let case = secret.office.case;
    let mut admin = secret.office.service.for_viewer(&Office::role(Role::Admin));
    admin.end_officer("officer").expect("ended");
    let far = crate::api::ListQuery { today: today() + chrono::Days::new(400), ..list() };
    let lead = Office::role(Role::Lead);
    let told = page(secret.office.ask(&lead, Request::List(far))).elsewhere.expect("told");
    assert!(told.contains("offsite restrict"), "{told}");
    let mut service = secret.office.service.for_viewer(&lead);
    assert!(service.case(case).is_err());
    service.restrict(case, &["lead".to_owned()]).expect("named");
    assert!(service.case(case).is_ok());
}

#[test]
fn records_own_process_and_a_store_without_officers_restrict_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = crate::store::Store::open(folder.path(), "a.shah", "now").expect("opens").store;
    let profile = crate::domain::profile::Profile::shipped().clone();
    let mut service = Service::new(store, || 0, profile).expect("a service");
    let own = Viewer::new("a.shah", today());
    let mut service = service.for_viewer(&own);
    let case = service.new_case(today(), &[]).expect("opened").view.case.id;
    assert!(service.restrict(case, &["b.khan".to_owned()]).is_err(), "nobody is an officer");
    let mut secret = Secret::new();
    let case = secret.office.case;
    assert!(secret.office.service.for_viewer(&own).case(case).is_ok());
}

#[test]
fn case_that_is_hidden_and_one_that_is_not_there_are_answered_alike() {
    let mut secret = Secret::new();
    let (hidden, nowhere) = (secret.office.case, CaseRef { year: 2025, number: 9999 });
    for who in [Office::role(Role::Lead), Office::role(Role::Reader)] {
        for request in [Request::Case, Request::History, Request::Looks, Request::EarlierCases] {
            let mut said = |case: CaseRef| {
                let reply = format!("{:?}", secret.office.ask(&who, request(case)));
                let number = format!("number: {}", case.number);
                let year = format!("year: {}", case.year);
                reply
                    .replace(&case.to_string(), "REF")
                    .replace(&number, "number")
                    .replace(&year, "year")
            };
            let (a, b) = (said(hidden), said(nowhere));
            assert_eq!(a, b);
            assert!(a.starts_with("NotOpen"), "{a}");
        }
    }
}

#[test]
fn sessions_are_told_that_a_case_is_hidden_from_them_or_open_again() {
    let mut secret = Secret::new();
    let (lead, officer) = (Office::role(Role::Lead), Office::role(Role::Officer));
    let (open, admin) = (secret.open, Office::role(Role::Admin));
    let told = |secret: &mut Secret, who: &Viewer| {
        let Reply::Notices(all) = secret.office.ask(who, Request::Notices) else {
            panic!("not told")
        };
        all.into_iter().filter(|n| !matches!(n, Notice::Here(_))).collect::<Vec<_>>()
    };
    for who in [&lead, &officer, &admin] {
        told(&mut secret, who);
    }
    let restrict = |logins: &[&str]| Request::Restrict {
        case: open,
        logins: logins.iter().map(|login| (*login).to_owned()).collect(),
    };
    let reply = secret.office.ask(&lead, restrict(&["lead"]));
    assert!(matches!(&reply, Reply::Restricted { says, .. } if says.contains("Only lead sees")));
    assert!(secret.office.service.has_notices(officer.session));
    assert_eq!(told(&mut secret, &officer), [Notice::Hidden(open)]);
    assert_eq!(told(&mut secret, &lead), [], "who did it knows it");
    assert_eq!(told(&mut secret, &admin), [], "an admin sees no case anyway");
    secret.office.ask(&lead, restrict(&[]));
    assert_eq!(told(&mut secret, &officer), [Notice::Resync]);
    let gone = secret
        .office
        .ask(&lead, Request::Lines { cases: vec![secret.office.case, open], today: today() });
    let Reply::Lines(fresh) = gone else { panic!("no lines") };
    assert_eq!((fresh.gone, fresh.lines.len()), (vec![secret.office.case], 1));
}

#[test]
fn list_marks_the_restricted_cases_of_those_who_see_them_and_of_nobody_else() {
    let mut secret = Secret::new();
    let case = secret.office.case;
    let mut marked = |role| page(secret.office.ask(&Office::role(role), Request::List(list())));
    assert_eq!(marked(Role::Officer).restricted, [case]);
    assert_eq!(marked(Role::Lead).restricted, []);
    assert_eq!(marked(Role::Reader).restricted, []);
}

#[test]
fn role_that_is_taken_away_leaves_nothing_open_from_the_next_request_on() {
    let mut secret = Secret::new();
    let (officer, own) = (Office::role(Role::Officer), Viewer::new("a.shah", today()));
    assert!(matches!(secret.office.ask(&officer, Request::List(list())), Reply::List(_)));
    secret.office.ask(&officer, Request::Notices);
    secret.office.service.for_viewer(&own).end_officer("officer").expect("ended");
    assert!(secret.office.service.has_notices(officer.session), "the session is rung");
    for request in secret.every_request() {
        let asked = kind(&request);
        let reply = secret.office.ask(&officer, request);
        assert!(matches!(reply, Reply::NotOpen { case: None, .. }), "{asked}: {reply:?}");
    }
}

#[test]
fn case_whose_line_is_damaged_is_in_every_report_that_it_belongs_to() {
    let mut office = Office::open();
    let case = office.case;
    let row = |table: &str, row, field: &str| Edit::AddRow {
        table: table.into(),
        row,
        cells: [(field.to_owned(), Value::Date(today()))].into(),
    };
    let edits = vec![
        row(table::EVENT_START, 1, field::START_ON.id),
        row(table::EVENT_END, 2, field::END_ON.id),
    ];
    let mut own = office.service.for_viewer(&Viewer::new("a.shah", today()));
    own.commit(CaseChange { case, edits }, None, ChangeKind::Do).expect("stored");
    let counted = |service: &Service| {
        let (day, quiet) = (today(), &mut |_: &str, _, _| {});
        let placed = service.census_rows((day, day), quiet).expect("read").len();
        let ended = service.ended_cases(quiet).expect("read").len();
        let mut kept = 0;
        let each = |_: &RetentionLine| kept += 1;
        service.each_retention_line(NaiveDate::MAX, quiet, each).expect("read");
        (placed, ended, kept)
    };
    assert_eq!(counted(&office.service), (1, 1, 1));
    office.service.store.damage_line(case);
    assert_eq!(counted(&office.service), (1, 1, 1), "a report left it out without a word");
}
