//! The service as one viewer meets it.

use std::ops::{Deref, DerefMut};
use std::time::Instant;

use chrono::NaiveDate;

use crate::api::{SessionId, Viewer};
use crate::domain::officers::Right;
use crate::error::Result;
use crate::service::Service;

/// The service as one viewer meets it: everything that depends on who asks, or on which day, is
/// asked of this.
pub struct ViewerService<'a> {
    pub(super) service: &'a mut Service,
    pub(super) viewer: Viewer,
}

impl Deref for ViewerService<'_> {
    type Target = Service;

    fn deref(&self) -> &Service {
        self.service
    }
}

impl DerefMut for ViewerService<'_> {
    fn deref_mut(&mut self) -> &mut Service {
        self.service
    }
}

impl ViewerService<'_> {
    /// Returns the day that the viewer's session goes by.
    pub fn today(&self) -> NaiveDate {
        self.viewer.today
    }

    /// Refuses a command for which the viewer's role needs a right; without one every officer may
    /// run it.
    ///
    /// # Errors
    /// The sentence to be shown.
    pub fn allow_command(&self, right: Option<Right>) -> Result<()> {
        match right {
            Some(right) => self.allow(right),
            None => self.role_of(&self.viewer).map(drop),
        }
    }
}

impl Service {
    /// Returns the service as a viewer meets it; the viewer's session goes on until
    /// [`Service::end_session`].
    pub fn for_viewer(&mut self, viewer: &Viewer) -> ViewerService<'_> {
        self.sessions.insert(viewer.session, Instant::now());
        self.notices.speak_for(viewer.session);
        self.hide_from(viewer);
        self.shut_glass();
        self.store.set_author(viewer.system_user.as_ref().unwrap_or(&self.own_user));
        self.store.set_request(viewer.request);
        ViewerService { service: self, viewer: viewer.clone() }
    }

    /// Takes note that a session has ended: what was typed in it and not saved is the officer's next
    /// session's, and the others are told that nobody is at work in it.
    pub fn end_session(&mut self, session: SessionId) {
        self.sessions.remove(&session);
        self.notices.end(session);
    }
}
