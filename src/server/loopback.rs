//! A service that is asked through bytes without a socket, as a test of everything that goes
//! through one.

use std::ops::{Deref, DerefMut};
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::api::{Backend, Reply, Request};
use crate::error::Result;
use crate::server::codec;
use crate::service::Service;

/// A service whose every request and reply is written as bytes and read back.
pub struct Loopback(pub Service);

impl Loopback {
    /// Answers one request as a session behind a socket would have it answered.
    pub fn ask(&mut self, request: Request) -> Reply {
        let sent = codec::encode(&request).and_then(|bytes| codec::decode(&bytes));
        let reply = match sent {
            Ok(request) => self.0.ask(request),
            Err(error) => return Reply::Refused(error.to_string()),
        };
        let came = codec::encode(&reply).and_then(|bytes| codec::decode(&bytes));
        came.unwrap_or_else(|error| Reply::Refused(error.to_string()))
    }
}

impl Backend for Loopback {
    fn ask(&mut self, request: Request) -> Reply {
        Loopback::ask(self, request)
    }

    fn prepare(&mut self, today: NaiveDate) {
        self.0.prepare(today);
    }

    fn back_up(&mut self, day: &str, keep: usize, recipient: &str) -> Result<String> {
        Backend::back_up(&mut self.0, day, keep, recipient)
    }

    fn editing_folder(&self) -> Result<PathBuf> {
        self.0.editing_folder()
    }
}

impl Deref for Loopback {
    type Target = Service;

    fn deref(&self) -> &Service {
        &self.0
    }
}

impl DerefMut for Loopback {
    fn deref_mut(&mut self) -> &mut Service {
        &mut self.0
    }
}
