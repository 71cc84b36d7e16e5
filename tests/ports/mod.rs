//! Ports for servers that a test starts, and for those that are not there.

use std::{
    net::{Ipv4Addr, TcpListener, UdpSocket},
    sync::{Mutex, PoisonError},
};

/// A loopback port that nobody listens on, below those that the system gives to callers: a server
/// that is started again must find its port free. It stays with this process: who looks for one at
/// the same time is told by the same port of UDP.
#[allow(unreachable_pub, reason = "in a bench it is for one crate")]
pub fn free_port() -> u16 {
    const FIRST: u16 = 2048;
    const COUNT: u16 = 8000;
    static TAKEN: Mutex<Vec<UdpSocket>> = Mutex::new(Vec::new());
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let start = std::process::id() % u32::from(COUNT);
    for offset in 0..u32::from(COUNT) {
        let offset = u16::try_from((start + offset) % u32::from(COUNT)).unwrap();
        let address = (Ipv4Addr::LOCALHOST, FIRST + offset);
        if let Ok(mark) = UdpSocket::bind(address)
            && TcpListener::bind(address).is_ok()
        {
            taken.push(mark);
            return address.1;
        }
    }
    unreachable!("{COUNT} ports are taken");
}
