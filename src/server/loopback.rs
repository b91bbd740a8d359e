//! A service that is asked through bytes without a socket, as a test of everything that goes
//! through one.

use std::ops::{Deref, DerefMut};
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::api::{Backend, Heard, Reply, Request, Viewer};
use crate::error::Result;
use crate::server::codec;
use crate::service::{Service, ViewerService};

/// A service whose every request and reply is written as bytes and read back, with the viewer of
/// the session that asks.
pub struct Loopback {
    /// The service.
    pub service: Service,
    /// Who asks.
    pub viewer: Viewer,
}

impl Loopback {
    /// Answers one request as a session behind a socket would have it answered.
    pub fn ask(&mut self, request: Request) -> Reply {
        let sent = codec::encode(&request).and_then(|bytes| codec::decode(&bytes));
        let reply = match sent {
            Ok(request) => self.service.for_viewer(&self.viewer).ask(request),
            Err(error) => return Reply::from(error),
        };
        let came = codec::encode(&reply).and_then(|bytes| codec::decode(&bytes));
        came.unwrap_or_else(Reply::from)
    }

    /// Returns the service as the viewer meets it, without bytes between them.
    pub fn direct(&mut self) -> ViewerService<'_> {
        self.service.for_viewer(&self.viewer)
    }
}

impl Backend for Loopback {
    fn ask(&mut self, request: Request) -> Reply {
        Loopback::ask(self, request)
    }

    fn heard(&mut self) -> Heard {
        let has = self.service.has_notices(self.viewer.session);
        if has { Heard::News } else { Heard::Nothing }
    }

    fn set_today(&mut self, today: NaiveDate) {
        self.viewer.today = today;
    }

    fn prepare(&mut self, today: NaiveDate) {
        self.service.prepare(today);
    }

    fn back_up(&mut self, day: &str, keep: usize, recipient: &str) -> Result<String> {
        Backend::back_up(&mut self.direct(), day, keep, recipient)
    }

    fn editing_folder(&self) -> Result<PathBuf> {
        Ok(self.service.folder().join("editing"))
    }
}

impl Deref for Loopback {
    type Target = Service;

    fn deref(&self) -> &Service {
        &self.service
    }
}

impl DerefMut for Loopback {
    fn deref_mut(&mut self) -> &mut Service {
        &mut self.service
    }
}
