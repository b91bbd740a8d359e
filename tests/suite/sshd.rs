//! Officers who log in by a real sshd on the loopback, each a user of the system with Offsite as a
//! forced command: three in the short form, twenty where `OFFSITE_OFFICERS=20` says so. It needs
//! root and an installed sshd; where either is lacking, it says so and shows nothing.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

use crate::pty::Session;
use crate::server::write_note;

/// How long anything here may take on a busy machine.
const LONG: Duration = Duration::from_mins(2);

/// Returns why no sshd can be run here; none where one can.
fn lacks() -> Option<String> {
    if !rustix::process::getuid().is_root() {
        return Some("only root can run sshd and make users".to_owned());
    }
    let tools = ["/usr/sbin/sshd", "/usr/bin/ssh", "/usr/bin/ssh-keygen", "/usr/sbin/useradd"];
    let lacking = tools.into_iter().find(|tool| !Path::new(tool).exists());
    lacking.map(|tool| format!("{tool} is not installed"))
}

/// Returns the numbers of a user of the system and of the user's group.
fn uid_of(name: &str) -> (u32, u32) {
    let number = |which: &str| {
        let out = Command::new("id").args([which, name]).output().expect("it runs");
        String::from_utf8_lossy(&out.stdout).trim().parse().expect("a number")
    };
    (number("-u"), number("-g"))
}

/// Runs a tool of the system, which must succeed.
fn tool(name: &str, args: &[&str]) {
    let ran = Command::new(name).args(args).output().expect("it runs");
    assert!(ran.status.success(), "{name} {args:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// A computer of several officers: their users, a server of the records as a user of its own, and an
/// sshd. All of it goes away again.
struct Office {
    folder: tempfile::TempDir,
    group: String,
    /// The users: first the server's, then the officers'.
    users: Vec<String>,
    port: u16,
    sshd: Option<Child>,
    server: Option<Child>,
}

impl Office {
    fn open(officers: usize) -> Office {
        let folder = tempfile::tempdir().expect("a folder");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port");
        let group = format!("osd{}", std::process::id());
        let mut office = Office {
            folder,
            group: group.clone(),
            users: Vec::new(),
            port: port.port(),
            sshd: None,
            server: None,
        };
        let everyone = fs::Permissions::from_mode(0o755);
        fs::set_permissions(office.folder.path(), everyone.clone()).expect("set");
        // Officers may run the program wherever it was built.
        fs::copy(env!("CARGO_BIN_EXE_offsite"), office.path("offsite")).expect("copied");
        for name in ["keys", "homes", "run"] {
            fs::create_dir(office.path(name)).expect("made");
            fs::set_permissions(office.path(name), everyone.clone()).expect("set");
        }
        tool("groupadd", &[&group]);
        for n in 0..=officers {
            office.add_user(&format!("{group}x{n}"));
        }
        office.start_server();
        office.start_sshd();
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn shown(&self, name: &str) -> String {
        self.path(name).to_str().expect("a path").to_owned()
    }

    /// Makes a user with a home folder, who logs in with a key.
    fn add_user(&mut self, name: &str) {
        let home = self.shown(&format!("homes/{name}"));
        // A password that nothing is: "!" would lock the user out of sshd too.
        let args = ["-m", "-k", "/nonexistent", "-d", &home, "-s", "/bin/sh", "-p", "*", "-G"];
        tool("useradd", &[&args[..], &[&self.group, name]].concat());
        self.users.push(name.to_owned());
        let key = self.shown(&format!("keys/{name}"));
        tool("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", &key]);
    }

    fn officer(&self, n: usize) -> &str {
        &self.users[n + 1]
    }

    /// Returns the program as the server's user runs it.
    fn as_server(&self, args: &[&str]) -> Command {
        let (uid, gid) = uid_of(&self.users[0]);
        let mut command = Command::new("setpriv");
        command.args([&format!("--reuid={uid}"), &format!("--regid={gid}"), "--clear-groups"]);
        command.arg(self.path("offsite")).args(args).arg("--data").arg(self.path("run/store"));
        command.env("HOME", self.path("run")).env("XDG_CONFIG_HOME", self.path("run/config"));
        command
    }

    fn start_server(&mut self) {
        let (uid, gid) = uid_of(&self.users[0]);
        let run = self.path("run");
        if !run.join("store").exists() {
            chown(&run, Some(uid), Some(gid)).expect("given");
            let store = self.shown("run/store");
            let filled = self.as_server(&["demo", "--fill", &store]).output().expect("it ran");
            assert!(filled.status.success(), "{}", String::from_utf8_lossy(&filled.stderr));
        }
        let socket = self.shown("run/sock");
        let log = fs::File::create(self.path("log")).expect("a log");
        let mut server = self.as_server(&["serve", "--socket", &socket]);
        self.server = Some(server.stdout(Stdio::null()).stderr(log).spawn().expect("started"));
        let until = Instant::now() + LONG;
        while std::os::unix::net::UnixStream::connect(&socket).is_err() {
            assert!(Instant::now() < until, "the server does not listen: {}", self.log("log"));
            std::thread::sleep(Duration::from_millis(20));
        }
        fs::set_permissions(&socket, fs::Permissions::from_mode(0o666)).expect("set");
    }

    fn start_sshd(&mut self) {
        fs::create_dir_all("/run/sshd").expect("made");
        let key = self.shown("host_key");
        tool("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", &key]);
        let at = self.folder.path().display();
        let (port, group) = (self.port, &self.group);
        // The lines that the program prints for an administrator, with this test's paths.
        let printed = Command::new(self.path("offsite")).args(["serve", "--print-setup"]).output();
        let printed = String::from_utf8(printed.expect("it ran").stdout).expect("text");
        let from = printed.find("Match Group").expect("lines for sshd");
        let lines: Vec<&str> = printed[from..]
            .lines()
            .take_while(|line| line.starts_with("Match") || line.starts_with("    "))
            .collect();
        let forced = lines
            .join("\n")
            .replace("offsite-officers", group)
            .replace("/usr/bin/offsite", &format!("{at}/offsite"))
            .replace("/run/offsite/sock", &format!("{at}/run/sock"));
        assert!(forced.contains(&format!("{at}/run/sock")), "{forced}");
        let config = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey {key}\nPidFile none\nUsePAM no\n\
             StrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n\
             MaxStartups 100\nAuthorizedKeysFile {at}/keys/%u.pub\nAcceptEnv VISUAL EDITOR\n{forced}\n"
        );
        fs::write(self.path("sshd_config"), config).expect("written");
        let log = fs::File::create(self.path("sshd.log")).expect("a log");
        let mut sshd = Command::new("/usr/sbin/sshd");
        sshd.arg("-D").arg("-e").arg("-f").arg(self.path("sshd_config")).stderr(log);
        self.sshd = Some(sshd.spawn().expect("started"));
        let until = Instant::now() + LONG;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until, "sshd does not listen: {}", self.log("sshd.log"));
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn log(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Returns what ssh is given to log in as an officer.
    fn ssh(&self, n: usize, more: &[&str]) -> Vec<String> {
        let name = self.officer(n);
        let mut args: Vec<String> = [
            "-F",
            "none",
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-o",
            "LogLevel=ERROR",
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "IdentityAgent=none",
            "-o",
            "SendEnv=VISUAL",
            "-i",
        ]
        .map(str::to_owned)
        .to_vec();
        args.push(self.shown(&format!("keys/{name}")));
        args.extend(["-p".to_owned(), self.port.to_string()]);
        args.extend(more.iter().map(|arg| (*arg).to_owned()));
        args.push(format!("{name}@127.0.0.1"));
        args
    }

    /// Logs an officer in on a terminal.
    fn session(&self, n: usize) -> Session {
        let mut ssh = CommandBuilder::new("ssh");
        ssh.args(self.ssh(n, &["-tt"]));
        ssh.env("VISUAL", "touch");
        let session = Session::run(self.folder.path(), ssh, &[]);
        session.says("Cases");
        session
    }

    /// Gives a command to ssh.
    fn command(&self, n: usize, words: &str) -> Output {
        let mut ssh = Command::new("ssh");
        ssh.args(self.ssh(n, &["-T"])).arg(words).stdin(Stdio::null());
        ssh.output().expect("it ran")
    }

    /// Returns the processes of Offsite that an officer runs.
    fn processes(&self, n: usize) -> Vec<Pid> {
        use std::os::unix::fs::MetadataExt;
        let (uid, _) = uid_of(self.officer(n));
        let mut found: Vec<Pid> = fs::read_dir("/proc")
            .expect("processes")
            .flatten()
            .filter(|entry| entry.metadata().is_ok_and(|m| m.uid() == uid) || is_of(entry, uid))
            .filter(|entry| {
                let name = fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
                name.trim() == "offsite"
            })
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok().and_then(Pid::from_raw))
            .collect();
        found.sort_by_key(|pid| pid.as_raw_nonzero());
        found
    }

    fn end_server(&mut self, signal: Signal) {
        let mut server = self.server.take().expect("a server");
        let pid = Pid::from_raw(server.id().cast_signed()).expect("a pid");
        kill_process(pid, signal).expect("sent");
        server.wait().expect("ended");
    }
}

/// Returns whether a process is a user's though it hides itself from others: the owner of its folder
/// is root then.
fn is_of(entry: &fs::DirEntry, uid: u32) -> bool {
    let status = fs::read_to_string(entry.path().join("status")).unwrap_or_default();
    let own = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    own.and_then(|ids| ids.split_whitespace().next()).is_some_and(|id| id == uid.to_string())
}

impl Drop for Office {
    fn drop(&mut self) {
        for child in [&mut self.sshd, &mut self.server].into_iter().flatten() {
            let _ = child.kill();
            let _ = child.wait();
        }
        for name in &self.users {
            // Whatever the user still runs is ended with its terminal; a moment may pass.
            let _ = Command::new("userdel").args(["-f", name]).output();
            let _ = Command::new("groupdel").arg(name).output();
        }
        let _ = Command::new("groupdel").arg(&self.group).output();
    }
}

/// Writes a note on the case under the cursor and saves it.
fn note(session: &mut Session, words: &str) {
    write_note(session, words);
    session.press("\x0f\x0f");
    session.says("note added · saved");
}

#[test]
fn officers_who_log_in_by_ssh_work_on_one_record_and_outlive_its_server() {
    if let Some(why) = lacks() {
        println!("not run: {why}");
        return;
    }
    let officers = std::env::var("OFFSITE_OFFICERS").ok().and_then(|n| n.parse().ok());
    let officers: usize = officers.unwrap_or(3).max(3);
    let mut office = Office::open(officers);
    let mut all: Vec<Session> = (0..officers).map(|n| office.session(n)).collect();
    for (n, session) in all.iter_mut().enumerate() {
        // Each by the system's name, on a case of its own.
        session.says(office.officer(n));
        session.press(&"j".repeat(n));
        note(session, &format!("zebra number {n}"));
        session.press("\x1b");
    }
    // What ssh is given is run by the server, and by no shell.
    let today = office.command(0, "today --json");
    assert!(today.status.success(), "{}", String::from_utf8_lossy(&today.stderr));
    assert!(today.stdout.starts_with(b"[") || today.stdout.starts_with(b"{"), "{today:?}");
    let found = office.command(1, "search zebra");
    let found = String::from_utf8_lossy(&found.stdout).into_owned();
    assert_eq!(found.matches("zebra number").count(), officers, "{found}");
    let made = office.path("made-by-a-shell");
    for words in
        [format!("today; touch {}", made.display()), "sh".to_owned(), "scp -f x".to_owned()]
    {
        assert!(!office.command(2, &words).status.success(), "{words}");
    }
    assert!(!made.exists());
    // The forced session starts no editor, though sshd let VISUAL through.
    let mut first = all.remove(0);
    first.press("3/formulation\r");
    first.press("e\x14");
    first.says_over_lines("may start no other program, so no editor opens");
    first.press("\x1b");
    first.says("No changes made");
    // One is killed, one stands still; the others go on.
    let [killed] = office.processes(1)[..] else { panic!("{:?}", office.processes(1)) };
    kill_process(killed, Signal::KILL).expect("killed");
    let [stopped] = office.processes(2)[..] else { panic!("{:?}", office.processes(2)) };
    kill_process(stopped, Signal::STOP).expect("stopped");
    first.press("1");
    first.says("Cases");
    first.press("gg");
    note(&mut first, "zebra after the others");
    first.press("\x1b");
    let mut again = office.session(1);
    again.says(office.officer(1));
    // The server is killed and comes back; whoever goes on notices nothing but a moment.
    office.end_server(Signal::KILL);
    office.start_server();
    again.press("j");
    note(&mut again, "zebra after the server");
    kill_process(stopped, Signal::CONT).expect("goes on");
    all[1].press("j");
    note(&mut all[1], "zebra after the stop");
    let found = office.command(0, "search zebra");
    let found = String::from_utf8_lossy(&found.stdout).into_owned();
    for words in ["after the others", "after the server", "after the stop", "number 0", "number 2"]
    {
        assert!(found.contains(words), "{words}: {found}");
    }
    all.into_iter().chain([first, again]).for_each(Session::kill);
    office.end_server(Signal::TERM);
    let verified = office.as_server(&["verify"]).output().expect("it ran");
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    assert!(!office.log("log").contains("zebra"), "{}", office.log("log"));
}
