//! One store for several officers: what goes through a socket, and how.
//!
//! - [`codec`]: Requests and replies as bytes.
//! - [`loopback`]: A service asked through bytes without a socket.

pub mod codec;
pub mod loopback;
