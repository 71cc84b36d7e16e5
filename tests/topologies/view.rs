//! A topology as one program sees it: every server behind a link of this program's own.
//!
//! Programs cannot choose the address that they call from. Each gets other ports instead, and the
//! links rewrite what the servers answer about each other, so that it never learns the common ones.

use super::{
    node::Node,
    proxy::{Mode, Proxy, Renames},
};

/// One link to each server of a topology, in its order.
pub struct View {
    links: Vec<Proxy>,
}

impl View {
    /// Links to all of these servers.
    pub fn of<'a>(nodes: impl Iterator<Item = &'a Node>) -> Self {
        let (links, renames): (Vec<Proxy>, Renames) = nodes
            .map(|node| {
                let link = Proxy::before(node.port());
                let (announced, own) = (node.front.port(), link.port());
                (link, (announced.to_string(), own.to_string()))
            })
            .unzip();
        for link in &links {
            link.rename(renames.clone());
        }
        Self { links }
    }

    /// What happens on the link to the server at this place.
    pub fn set(&self, place: usize, mode: Mode) {
        self.links[place].set(mode);
    }

    /// What happens on every link.
    pub fn set_all(&self, mode: Mode) {
        for link in &self.links {
            link.set(mode);
        }
    }

    /// `127.0.0.1:port` of the links at these places, as in a URL.
    pub fn addresses(&self, places: std::ops::Range<usize>) -> String {
        addresses(self.links[places].iter().map(Proxy::port))
    }
}

/// `127.0.0.1:port`, with a comma in between.
pub fn addresses(ports: impl Iterator<Item = u16>) -> String {
    let addresses: Vec<String> = ports.map(|port| format!("127.0.0.1:{port}")).collect();
    addresses.join(",")
}
