//! A TCP proxy whose links break as networks do: silently, at once, slowly, one way, in the middle.

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{
        Arc, LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, tcp::OwnedReadHalf, tcp::OwnedWriteHalf},
    runtime::{Builder, Handle},
    sync::watch,
    task::AbortHandle,
};

/// What happens to the bytes of a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// They are passed on.
    #[default]
    Pass,
    /// Connections are taken, bytes are taken, and nothing arrives: a partition. Not even an end.
    BlackHole,
    /// Connections are closed, new ones as soon as they are taken.
    Refuse,
    /// Every piece is passed on so much later.
    Delay(Duration),
    /// Calls arrive, answers do not.
    HalfOpen,
    /// After so many bytes of answers from now on, the connection is closed.
    Cut(usize),
}

/// What happens to whom.
#[derive(Clone, Default)]
struct Rules {
    usual: Mode,
    of: HashMap<IpAddr, Mode>,
}

impl Rules {
    fn mode(&self, source: IpAddr) -> Mode {
        self.of.get(&source).copied().unwrap_or(self.usual)
    }
}

/// Pairs of a text and the one of the same length that stands in its place in answers.
pub type Renames = Vec<(String, String)>;

/// A listener in front of one server. Its connections end when it is dropped.
pub struct Proxy {
    port: u16,
    rules: watch::Sender<Rules>,
    renames: watch::Sender<Renames>,
    lost: Arc<AtomicUsize>,
    accepting: AbortHandle,
}

impl Proxy {
    /// In front of this port of 127.0.0.1, passing everything on.
    pub fn before(target: u16) -> Self {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (rules, rule) = watch::channel(Rules::default());
        let (renames, renamed) = watch::channel(Renames::new());
        let target = SocketAddr::from((Ipv4Addr::LOCALHOST, target));
        let lost = Arc::default();
        let rule_of = {
            let lost = Arc::clone(&lost);
            move |source| Rule::new(rule.clone(), source, Arc::clone(&lost))
        };
        let accepting = network().spawn(accept(listener, target, rule_of, renamed));
        Self {
            port,
            rules,
            renames,
            lost,
            accepting: accepting.abort_handle(),
        }
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// From now on, for everybody.
    pub fn set(&self, mode: Mode) {
        self.rules.send_replace(Rules {
            usual: mode,
            of: HashMap::new(),
        });
    }

    /// From now on, for who calls from this address.
    pub fn set_from(&self, source: Ipv4Addr, mode: Mode) {
        self.rules.send_modify(|rules| {
            rules.of.insert(source.into(), mode);
        });
    }

    /// How many bytes it has taken until now that nobody will ever get.
    pub fn lost(&self) -> usize {
        self.lost.load(Ordering::Relaxed)
    }

    /// Numbers in answers that are to read otherwise.
    pub fn rename(&self, renames: Renames) {
        self.renames.send_replace(renames);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// One thread carries the bytes of all proxies: tests block theirs.
fn network() -> &'static Handle {
    static NETWORK: LazyLock<Handle> = LazyLock::new(|| {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let handle = runtime.handle().clone();
        std::thread::spawn(move || runtime.block_on(std::future::pending::<()>()));
        handle
    });
    &NETWORK
}

async fn accept(
    listener: std::net::TcpListener,
    target: SocketAddr,
    rule_of: impl Fn(IpAddr) -> Rule,
    renames: watch::Receiver<Renames>,
) {
    let listener = TcpListener::from_std(listener).unwrap();
    loop {
        // An error here is a caller that has gone again, or a shortage that passes.
        if let Ok((client, source)) = listener.accept().await {
            let rule = rule_of(source.ip());
            tokio::spawn(carry(client, target, rule, renames.clone()));
        }
    }
}

/// Carries the bytes of one connection both ways, until one side ends or the rule ends it.
async fn carry(
    client: TcpStream,
    target: SocketAddr,
    mut rule: Rule,
    renames: watch::Receiver<Renames>,
) {
    if rule.mode == Mode::BlackHole {
        // The server need not even be there.
        return drain(client, rule).await;
    }
    if rule.mode == Mode::Refuse {
        return;
    }
    let server = tokio::select! {
        connected = TcpStream::connect(target) => connected,
        () = rule.changed() => return,
    };
    let Ok(server) = server else { return };
    if client
        .set_nodelay(true)
        .and(server.set_nodelay(true))
        .is_err()
    {
        return;
    }
    let (calls, callers) = client.into_split();
    let (answers, answerers) = server.into_split();
    tokio::select! {
        () = pump(Way::Call, calls, answerers, rule.clone(), None) => {}
        () = pump(Way::Answer, answers, callers, rule, Some(renames)) => {}
    }
}

/// Takes what comes for as long as the rule is what it is.
async fn drain(mut client: TcpStream, mut rule: Rule) {
    let mut buffer = vec![0; 65_536];
    loop {
        tokio::select! {
            () = rule.changed() => return,
            read = client.read(&mut buffer) => match read.unwrap_or(0) {
                0 => return rule.changed().await,
                length => rule.lose(length),
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Call,
    Answer,
}

/// What holds for one connection now.
#[derive(Clone)]
struct Rule {
    rules: watch::Receiver<Rules>,
    source: IpAddr,
    mode: Mode,
    lost: Arc<AtomicUsize>,
}

impl Rule {
    fn new(mut rules: watch::Receiver<Rules>, source: IpAddr, lost: Arc<AtomicUsize>) -> Self {
        let mode = rules.borrow_and_update().mode(source);
        Self {
            rules,
            source,
            mode,
            lost,
        }
    }

    /// Returns when another mode holds; the end of the proxy is a refusal.
    async fn changed(&mut self) {
        loop {
            let mode = match self.rules.changed().await {
                Ok(()) => self.rules.borrow_and_update().mode(self.source),
                Err(_) => Mode::Refuse,
            };
            if mode != self.mode {
                self.mode = mode;
                return;
            }
        }
    }

    fn lose(&self, length: usize) {
        self.lost.fetch_add(length, Ordering::Relaxed);
    }

    fn drops(&self, way: Way) -> bool {
        self.mode == Mode::BlackHole || self.mode == Mode::HalfOpen && way == Way::Answer
    }
}

async fn pump(
    way: Way,
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut rule: Rule,
    renames: Option<watch::Receiver<Renames>>,
) {
    let mut buffer = vec![0; 65_536];
    let (mut carried, mut lost, mut held) = (0, false, Vec::new());
    while rule.mode != Mode::Refuse {
        tokio::select! {
            biased;
            () = rule.changed() => {
                // A stream with a hole in it would be worse than any network.
                if lost {
                    return;
                }
                carried = 0;
            }
            read = from.read(&mut buffer) => {
                let length = read.unwrap_or(0);
                if rule.drops(way) {
                    lost = true;
                    rule.lose(length);
                    if length == 0 {
                        return rule.changed().await;
                    }
                    continue;
                }
                let mut piece = [held.as_slice(), &buffer[..length]].concat();
                held = match &renames {
                    Some(renames) => rewrite(&mut piece, &renames.borrow()),
                    None => Vec::new(),
                };
                let end = send(way, &mut to, &piece, &rule, &mut carried).await;
                if length == 0 || end.is_err() {
                    return;
                }
            }
        }
    }
}

async fn send(
    way: Way,
    to: &mut OwnedWriteHalf,
    piece: &[u8],
    rule: &Rule,
    carried: &mut usize,
) -> io::Result<()> {
    if let Mode::Delay(span) = rule.mode {
        tokio::time::sleep(span).await;
    }
    let (Mode::Cut(most), Way::Answer) = (rule.mode, way) else {
        return to.write_all(piece).await;
    };
    let rest = most.saturating_sub(*carried).min(piece.len());
    to.write_all(&piece[..rest]).await?;
    *carried += piece.len();
    if *carried >= most {
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    Ok(())
}

/// Puts other numbers in the place of those in `renames`, and returns the digits at the end: what
/// follows decides whether they are such a number. No reply of Redis ends in a digit.
fn rewrite(piece: &mut Vec<u8>, renames: &Renames) -> Vec<u8> {
    if renames.is_empty() {
        return Vec::new();
    }
    let digits = |byte: &&u8| byte.is_ascii_digit();
    let open = piece.iter().rev().take_while(digits).count();
    let held = piece.split_off(piece.len() - open);
    for number in piece.chunk_by_mut(|a, b| a.is_ascii_digit() == b.is_ascii_digit()) {
        let new = renames.iter().find(|(old, _)| old.as_bytes() == number);
        if let Some((_, new)) = new {
            number.copy_from_slice(new.as_bytes());
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::{Renames, rewrite};

    fn renames() -> Renames {
        vec![("41234".to_owned(), "45678".to_owned())]
    }

    #[test]
    fn whole_numbers_are_rewritten_and_parts_of_longer_ones_are_not() {
        let mut piece = b"-MOVED 1 127.0.0.1:41234\r\n:1795341234000\r\nport=41234,".to_vec();
        assert_eq!(rewrite(&mut piece, &renames()), b"");
        let said = b"-MOVED 1 127.0.0.1:45678\r\n:1795341234000\r\nport=45678,";
        assert_eq!(piece, said);
    }

    #[test]
    fn a_number_that_comes_in_two_pieces_is_held_back() {
        let mut piece = b":412".to_vec();
        let mut next = rewrite(&mut piece, &renames());
        assert_eq!(
            (piece.as_slice(), next.as_slice()),
            (&b":"[..], &b"412"[..])
        );
        next.extend_from_slice(b"34\r\n");
        assert_eq!(rewrite(&mut next, &renames()), b"");
        assert_eq!(next, b"45678\r\n");
    }
}
