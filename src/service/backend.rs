//! The service as the backend of a front end in the same process.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::api::{Backend, Reply, Request};
use crate::error::Result;
use crate::service::Service;

impl Backend for Service {
    fn ask(&mut self, request: Request) -> Reply {
        Service::ask(self, request)
    }

    fn prepare(&mut self, today: NaiveDate) {
        Service::prepare(self, today);
    }

    fn back_up(&mut self, day: &str, keep: usize, recipient: &str) -> Result<String> {
        self.back_up_in_words(day, keep, recipient)
    }

    fn editing_folder(&self) -> Result<PathBuf> {
        Ok(self.folder().join("editing"))
    }
}
