//! Long reading of one session, done by a thread of its own while the others are answered.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use crate::api::Viewer;
use crate::server::answer::{AnswerPath, answer_to, refused};
use crate::server::call::Call;
use crate::server::defects::Defects;
use crate::server::large::LargePlace;
use crate::server::work::{Commands, WorkWatch};
use crate::service::ServiceBeside;
use crate::unwind::catch_unwind_opt;

/// A call that reads for long, the records it reads, and where its answer goes.
pub(super) struct Job {
    /// The records.
    pub service: ServiceBeside,
    /// Who asks.
    pub viewer: Viewer,
    /// What is asked.
    pub call: Call,
    /// Where the answer goes.
    pub answer: AnswerPath,
    /// Who is told meanwhile how far it is.
    pub watch: WorkWatch,
    /// The place that what is asked has as a large message.
    pub place: Option<LargePlace>,
}

/// The thread that does jobs, one after another.
pub(super) struct JobThread {
    jobs: Sender<Job>,
}

impl JobThread {
    /// Starts the thread; it ends once this is dropped and what was given to it is done.
    pub(super) fn start(commands: Commands, defects: Arc<Defects>) -> JobThread {
        let (jobs, given) = channel::<Job>();
        thread::spawn(move || {
            for job in given {
                let Job { service, viewer, call, answer, watch, place } = job;
                let reply = catch_unwind_opt(|| match service.open() {
                    Ok(mut service) => {
                        answer_to(&mut service, &viewer, call, (commands, &watch), &defects)
                    }
                    Err(error) => refused(error),
                });
                drop(place);
                // Without an answer the client's line is closed.
                if let Some(reply) = reply {
                    answer.send(&reply);
                }
            }
        });
        JobThread { jobs }
    }

    /// Gives the thread a job.
    pub(super) fn give(&self, job: Job) {
        // The thread is there as long as this is.
        let _ = self.jobs.send(job);
    }
}
