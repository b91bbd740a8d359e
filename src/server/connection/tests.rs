use std::os::unix::net::UnixListener;

use super::*;
use crate::domain::case::{CaseRef, FieldPath};
use crate::server::hello::{self, ClientHello, ServerHello};

/// A server that answers when the test says so.
struct SlowServer {
    line: UnixStream,
}

impl SlowServer {
    /// Lets the next session in.
    fn welcome(listener: &UnixListener) -> SlowServer {
        let (line, _) = listener.accept().expect("a session");
        let _: ClientHello = hello::hear(&line).expect("its first words");
        hello::say(&line, &ServerHello::Welcome { officer: "a.shah".into() }).expect("said");
        SlowServer { line }
    }

    /// Returns the text of the next request, or its name where it keeps none.
    fn next(&self) -> String {
        let came = message::receive(&self.line, codec::MAX_MESSAGE).expect("read").expect("sent");
        match codec::decode::<Call>(&came).expect("a call") {
            Call::Ask(asked) => match asked.request {
                Request::SaveDraft(draft) => draft.text,
                Request::Drafts => "what is kept?".into(),
                other => panic!("{other:?}"),
            },
            Call::Run(args) => panic!("{args:?}"),
        }
    }

    /// Answers one request.
    fn answer(&self, reply: Reply) {
        let reply = codec::encode(&CallReply::Reply(Box::new(reply))).expect("written");
        message::send(&self.line, &reply).expect("sent");
    }
}

fn typed(text: &str) -> Request {
    let (case, path) = (CaseRef { year: 2026, number: 1 }, FieldPath::case("child.known_as"));
    Request::SaveDraft(Draft { case, path, text: text.into(), cursor: Some((0, 1)) })
}

/// Waits until something comes for a session, and returns what.
fn heard(session: &mut Connection) -> Heard {
    for _ in 0..1_000 {
        let heard = session.heard();
        if heard != Heard::Nothing {
            return heard;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("nothing came");
}

fn listener(path: &Path) -> UnixListener {
    UnixListener::bind(path).expect("a socket")
}

/// Opens a session on a server.
fn meet(path: &Path, listener: &UnixListener) -> (Connection, SlowServer) {
    std::thread::scope(|both| {
        let session = both.spawn(|| Connection::connect(path).expect("connected"));
        let server = SlowServer::welcome(listener);
        (session.join().expect("connected"), server)
    })
}

#[test]
fn typing_waits_for_no_answer_and_the_latest_text_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sock");
    let listener = listener(&path);
    let (mut session, server) = meet(&path, &listener);
    for text in ["A", "Am", "Amy"] {
        assert!(session.post(typed(text)).is_none());
    }
    assert_eq!(server.next(), "A");
    server.answer(Reply::Done);
    assert!(session.has_come_within(LAST));
    assert_eq!(session.heard(), Heard::Nothing);
    assert_eq!(server.next(), "Amy", "what was typed over meanwhile need not be sent");
    server.answer(Reply::from(Error::no_space("The disk is full.")));
    assert!(session.has_come_within(LAST));
    session.heard();
    assert_eq!(session.take_refusal().as_deref(), Some("The disk is full."));
    // What is asked is answered after what was typed before it.
    session.post(typed("Amy B"));
    session.post(typed("Amy Be"));
    let answered = std::thread::scope(|both| {
        let asks = both.spawn(|| matches!(session.ask(Request::Drafts), Reply::Drafts { .. }));
        assert_eq!(
            [server.next(), server.next(), server.next()],
            ["Amy B", "Amy Be", "what is kept?"]
        );
        let kept = Reply::Drafts { session: SessionId(1), all: Vec::new() };
        for reply in [Reply::Done, Reply::Done, kept] {
            server.answer(reply);
        }
        asks.join().expect("answered")
    });
    assert!(answered, "by the answer to it alone");
    assert!(session.take_refusal().is_none());
}

#[test]
fn typing_goes_on_while_the_server_is_gone_and_what_was_typed_is_kept_once_it_is_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sock");
    let first = listener(&path);
    let (mut session, server) = meet(&path, &first);
    session.post(typed("A"));
    assert_eq!(server.next(), "A");
    // It ends without an answer.
    drop((server, first));
    std::fs::remove_file(&path).expect("removed");
    assert_eq!(heard(&mut session), Heard::Gone(WhyGone::Unsaid));
    session.post(typed("Am"));
    session.post(typed("Amy"));
    let unsent: Vec<String> = session.posts.drafts().into_iter().map(|d| d.text).collect();
    assert_eq!(unsent, ["Amy"], "no key waits for the server");
    let second = listener(&path);
    let server = SlowServer::welcome(&second);
    assert_eq!(heard(&mut session), Heard::Back);
    session.heard();
    assert_eq!(server.next(), "Amy");
    // A session that ends says so until it is kept.
    std::thread::scope(|both| {
        session.post(typed("Amy Lee"));
        let ends = both.spawn(|| session.settle());
        server.answer(Reply::Done);
        assert_eq!(server.next(), "Amy Lee");
        server.answer(Reply::Done);
        ends.join().expect("ended");
    });
    assert!(session.posts.drafts().is_empty(), "all is kept");
}
