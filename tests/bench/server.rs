//! What a socket adds: a case asked for by twenty sessions at once, beside the same request to the
//! service of the own process, in one run.

use std::path::Path;
use std::sync::{Arc, Barrier, mpsc};
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use offsite::api::{Backend, Reply, Request, Viewer};
use offsite::domain::case::CaseRef;
use offsite::domain::profile::Profile;
use offsite::server::call::CommandOutput;
use offsite::server::connection::Connection;
use offsite::server::listen::Listener;
use offsite::server::serve::serve;
use offsite::service::{Service, ViewerService};
use offsite::store::Store;

use crate::{Times, cases, ms};

/// How many sessions ask at once.
const SESSIONS: usize = 20;
/// How often each asks.
const ROUNDS: usize = 300;
/// How long a session reads between two requests.
const READING: Duration = Duration::from_millis(5);

fn today() -> NaiveDate {
    cases::today()
}

/// Returns how long a case takes to come in the own process, and through the socket of a server with
/// twenty sessions.
pub(crate) fn measure(dir: &Path) -> Vec<(&'static str, Times)> {
    let folder = dir.join("socket");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("sock");
    let (told, started) = mpsc::channel();
    let (store, socket) = (dir.to_owned(), path.clone());
    // The server ends with the process: the figures are taken last.
    thread::spawn(move || {
        let opened = Store::open(&store, "bench", "now").expect("opens");
        let mut service =
            Service::new(opened.store, || 1, Profile::shipped().clone()).expect("a service");
        let all = service.cases().expect("cases");
        let viewer = Viewer::new("bench", today());
        let mut own = service.for_viewer(&viewer);
        let alone = Times::of((0..ROUNDS).map(|i| ask(&mut own, pick(&all, i))).collect());
        let listener = Listener::take(Some(&socket)).expect("a socket");
        told.send((alone, all)).expect("somebody waits");
        serve(&mut service, &listener, today, no_command, &mut |_, _| {}).expect("served");
    });
    let (alone, all) = started.recv().expect("a server");
    let (all, start) = (Arc::new(all), Arc::new(Barrier::new(SESSIONS)));
    let sessions: Vec<_> = (0..SESSIONS)
        .map(|n| {
            let (all, start, path) = (Arc::clone(&all), Arc::clone(&start), path.clone());
            thread::spawn(move || {
                let mut client = Connection::connect(&path).expect("connected");
                start.wait();
                let one = |i: usize| {
                    thread::sleep(READING);
                    ask(&mut client, pick(&all, i * SESSIONS + n))
                };
                (0..ROUNDS).map(one).collect::<Vec<f64>>()
            })
        })
        .collect();
    let times = sessions.into_iter().flat_map(|s| s.join().expect("answered")).collect();
    vec![
        ("a case, asked in the own process", alone),
        ("a case, asked by 20 sessions through a socket", Times::of(times)),
    ]
}

/// No command is asked for.
fn no_command(_: &mut ViewerService<'_>, _: &[String]) -> CommandOutput {
    CommandOutput { out: Vec::new(), err: String::new(), status: 1 }
}

fn pick(all: &[CaseRef], i: usize) -> CaseRef {
    all[i.wrapping_mul(7919) % all.len()]
}

fn ask(backend: &mut dyn Backend, id: CaseRef) -> f64 {
    ms(|| assert!(matches!(backend.ask(Request::Case(id)), Reply::Case { .. }), "{id}"))
}
