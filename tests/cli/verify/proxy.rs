//! Somebody between a real server and its visitors, who changes what he likes.

use std::{
    io::{BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::Arc,
};

use crate::{
    doctor::peers::listen,
    heads::{head, text},
    helpers::Server,
};

/// A request, as far as it matters here.
pub struct Asked {
    /// Below the server's own path.
    pub path: String,
    head: Vec<String>,
}

impl Asked {
    /// The value of a header; empty without it.
    pub fn header(&self, name: &str) -> &str {
        let name = format!("{name}:");
        let line = self.head.iter().find(|line| is(line, &name));
        line.map_or("", |line| line[name.len()..].trim())
    }

    pub fn is_script_of(&self, page: &str) -> bool {
        self.path.starts_with(&format!("/assets/{page}-")) && self.path.ends_with(".js")
    }
}

/// `name` with its colon.
fn is(line: &str, name: &str) -> bool {
    line.to_lowercase().starts_with(&name.to_lowercase())
}

/// What comes back.
pub struct Answer {
    /// The status line, then the headers.
    head: Vec<String>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn add(&mut self, header: &str) {
        self.head.push(header.to_owned());
    }

    pub fn remove(&mut self, name: &str) {
        self.head.retain(|line| !is(line, &format!("{name}:")));
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.add(&format!("{name}: {value}"));
    }

    pub fn status(&mut self, status: &str) {
        self.head[0] = format!("HTTP/1.1 {status}");
    }

    /// In a body that is text.
    pub fn replace(&mut self, from: &str, to: &str) {
        let text =
            String::from_utf8(self.body.clone()).expect("it was asked for without compression");
        assert!(text.contains(from), "{from} is not in {text}");
        self.body = text.replace(from, to).into_bytes();
    }
}

/// Hands everything on, and each answer to `change` first; none where that says so. Takes the
/// compression off, so that there is something to change.
pub fn between(
    server: &Server,
    change: impl Fn(&Asked, &mut Answer) -> bool + Send + Sync + 'static,
) -> String {
    below(server, "", &["accept-encoding"], change)
}

/// The same below a path of its own, without these headers of the request.
pub fn below(
    server: &Server,
    prefix: &'static str,
    without: &'static [&'static str],
    change: impl Fn(&Asked, &mut Answer) -> bool + Send + Sync + 'static,
) -> String {
    let to: SocketAddr = server.url.trim_start_matches("http://").parse().unwrap();
    let change = Arc::new(change);
    let address = listen(move |mut client| {
        let Some(asked) = read_asked(&client, prefix) else {
            return;
        };
        let mut answer = fetch(to, &asked, without);
        if change(&asked, &mut answer) {
            answer.set("Content-Length", &answer.body.len().to_string());
            let _ = client.write_all(text(&answer.head).as_bytes());
            let _ = client.write_all(&answer.body);
        }
    });
    format!("http://{address}{prefix}")
}

fn read_asked(client: &TcpStream, prefix: &str) -> Option<Asked> {
    let mut head = head(&mut BufReader::new(client))?;
    let path = head[0].split(' ').nth(1)?.strip_prefix(prefix);
    // What is not below the path is somebody else's.
    let path = path.unwrap_or("/not-here").to_owned();
    head[0] = format!("GET {path} HTTP/1.1");
    Some(Asked { path, head })
}

fn fetch(to: SocketAddr, asked: &Asked, without: &[&str]) -> Answer {
    let mut request = asked.head.clone();
    request.retain(|line| !without.iter().any(|name| is(line, &format!("{name}:"))));
    request.push("Connection: close".to_owned());
    let mut upstream = TcpStream::connect(to).unwrap();
    upstream.write_all(text(&request).as_bytes()).unwrap();
    let mut reader = BufReader::new(upstream);
    let head = head(&mut reader).unwrap();
    let mut body = Vec::new();
    reader.read_to_end(&mut body).unwrap();
    Answer { head, body }
}
