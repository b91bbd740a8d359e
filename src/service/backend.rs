//! The service as the backend of a front end in the same process.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::api::{Backend, Reply, Request};
use crate::error::Result;
use crate::service::ViewerService;

impl Backend for ViewerService<'_> {
    fn ask(&mut self, request: Request) -> Reply {
        ViewerService::ask(self, request)
    }

    fn set_today(&mut self, today: NaiveDate) {
        self.viewer.today = today;
    }

    fn prepare(&mut self, today: NaiveDate) {
        self.service.prepare(today);
    }

    fn back_up(&mut self, day: &str, keep: usize, recipient: &str) -> Result<String> {
        self.back_up_in_words(day, keep, recipient)
    }

    fn editing_folder(&self) -> Result<PathBuf> {
        Ok(self.folder().join("editing"))
    }
}
