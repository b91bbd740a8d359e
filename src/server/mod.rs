//! One store for several officers: a server owns it, and sessions ask it through a socket.
//!
//! - `at_once`: Small messages sent and received in one call of the system.
//! - `call`: What goes through the socket once the first words are said.
//! - [`command`]: A command for scripts that a server runs for a client.
//! - [`connection`]: A session at the other end of the socket.
//! - [`codec`]: Requests and replies as bytes.
//! - [`listen`]: The socket, handed over by the system or made.
//! - [`loopback`]: A service asked through bytes without a socket.
//! - `large`: Large messages, one at a time.
//! - `opening`: A line to the server, and to nothing that only looks like one.
//! - `outbox`: What is on its way to one client.
//! - `owner`: The thread that owns the store.
//! - `posts`: What a session sends without waiting for an answer.
//! - `returning`: Waits for a server that has gone to come back.
//! - [`serve`]: The server.
//! - `together`: Changes that wait at the same moment, stored by one sync.
//! - [`work`]: Commands as the server runs them, and the client that waits for one.

mod answer;
mod at_once;
mod build;
mod call;
pub mod codec;
pub mod command;
pub mod connection;
mod defects;
mod hello;
mod identity;
mod jobs;
mod large;
pub mod listen;
pub mod loopback;
mod message;
mod opening;
mod outbox;
mod owner;
mod places;
mod posts;
mod returning;
pub mod serve;
mod together;
pub mod work;
