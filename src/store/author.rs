//! Who writes, by the system's word. The name that an officer goes by may be stated; this one may
//! not.

use std::process::Command;

use crate::domain::request_id::RequestId;
pub use crate::domain::system_user::SystemUser;
use crate::store::{Change, SignedChange, Store};

impl Store {
    /// Returns the user of the system who writes from here on: that of the process, until another
    /// is named.
    pub fn author(&self) -> &SystemUser {
        self.journal.by()
    }

    /// Names the request to which what is stored from here on belongs; none for what no other
    /// process asked for.
    pub fn set_request(&mut self, request: Option<RequestId>) {
        self.journal.set_request(request);
    }

    /// Returns a change as one of those that are stored together: by the user who writes, for the
    /// request that is being answered.
    pub fn sign(&self, change: Change) -> SignedChange {
        let (by, request) = (self.journal.by().clone(), self.journal.request());
        SignedChange { change, by, request }
    }

    /// Names the user of the system for whom the process writes from here on.
    pub fn set_author(&mut self, by: &SystemUser) {
        self.journal.set_by(by);
    }
}

impl SystemUser {
    /// Returns the user of this process, whatever the environment or an option says.
    pub fn current() -> SystemUser {
        SystemUser::of(rustix::process::getuid().as_raw())
    }

    /// Returns the user of the system with a real uid.
    pub fn of(uid: u32) -> SystemUser {
        let name = listed(uid, name_in);
        SystemUser { uid, name: name.unwrap_or_else(|| format!("user {uid}")) }
    }

    /// Returns the full name under which the system lists the user; none where it has none.
    pub fn full_name(&self) -> Option<String> {
        listed(self.uid, full_name_in).filter(|name| *name != self.name)
    }

    /// Returns the user of the system that has a name; none where there is none.
    pub fn named(name: &str) -> Option<SystemUser> {
        let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        let uid = uid_in(&users, name).or_else(|| {
            let asked = Command::new("getent").args(["passwd", "--", name]).output().ok()?;
            uid_in(&String::from_utf8_lossy(&asked.stdout), name)
        })?;
        Some(SystemUser { uid, name: name.to_owned() })
    }
}

/// Returns what a list of users says of a uid.
fn listed(uid: u32, read: fn(&str, u32) -> Option<String>) -> Option<String> {
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    // A host may know its users from elsewhere; then the system's own tool is asked.
    read(&users, uid).or_else(|| {
        let asked = Command::new("getent").args(["passwd", &uid.to_string()]).output().ok()?;
        read(&String::from_utf8_lossy(&asked.stdout), uid)
    })
}

/// Returns the full name of a uid in a list of users as /etc/passwd is written: the first part of
/// what stands for its person.
fn full_name_in(users: &str, uid: u32) -> Option<String> {
    let of_uid = users.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let parts = of_uid.into_iter().find(|p| p.get(2).is_some_and(|n| n.parse() == Ok(uid)))?;
    let name = parts.get(4)?.split(',').next()?.trim();
    let is_plain = !name.is_empty() && !name.chars().any(char::is_control);
    is_plain.then(|| name.chars().take(100).collect())
}

/// Returns the uid of a name in a list of users as /etc/passwd is written.
fn uid_in(users: &str, name: &str) -> Option<u32> {
    users.lines().find_map(|line| {
        let mut parts = line.split(':');
        let (found, _, number) = (parts.next()?, parts.next()?, parts.next()?);
        number.parse().ok().filter(|_| found == name && !name.is_empty())
    })
}

/// Returns the name of a uid in a list of users as /etc/passwd is written.
fn name_in(users: &str, uid: u32) -> Option<String> {
    users.lines().find_map(|line| {
        let mut parts = line.split(':');
        let (name, _, number) = (parts.next()?, parts.next()?, parts.next()?);
        let is_plain = !name.is_empty() && !name.chars().any(char::is_control);
        (number.parse() == Ok(uid) && is_plain).then(|| name.chars().take(100).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_its_uid_and_by_nothing_else() {
        let users = "root:x:0:0:root:/root:/bin/sh\nbad line\nj.smith:x:1001:1001::/home/j:/bin/sh";
        assert_eq!(name_in(users, 1001).as_deref(), Some("j.smith"));
        assert_eq!(name_in(users, 0).as_deref(), Some("root"));
        assert_eq!(name_in(users, 7), None);
        let users =
            "j.smith:x:1001:1001:Jo Smith,Room 4,01905 555 0100:/home/j:/bin/sh\na:x:7:7:,,:/:/";
        assert_eq!(full_name_in(users, 1001).as_deref(), Some("Jo Smith"));
        assert_eq!(full_name_in(users, 7), None);
        assert_eq!(full_name_in(users, 8), None);
        assert_eq!(uid_in(users, "j.smith"), Some(1001));
        assert_eq!(uid_in(users, "j"), None);
        assert_eq!(uid_in(users, ""), None);
        assert_eq!(SystemUser::current().uid, rustix::process::getuid().as_raw());
    }
}
