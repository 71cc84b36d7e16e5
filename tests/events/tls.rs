//! Servers that speak TLS, each with a certificate that it made itself.

use std::{
    net::{TcpListener, TcpStream},
    sync::Arc,
    thread,
};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::{ServerConfig, ServerConnection, StreamOwned, pki_types::PrivatePkcs8KeyDer};

/// The one connection to a server.
pub type Session = StreamOwned<ServerConnection, TcpStream>;

/// Serves one connection on a port of its own.
pub fn accept(serve: impl FnOnce(TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || serve(listener.accept().unwrap().0));
    format!("https://localhost:{port}/")
}

/// The same over TLS: its address, and its certificate as PEM.
pub fn accept_tls(serve: impl FnOnce(Session) + Send + 'static) -> (String, String) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key.into())
        .unwrap();
    let url = accept(move |stream| {
        let session = ServerConnection::new(Arc::new(config)).unwrap();
        serve(StreamOwned::new(session, stream));
    });
    (url, cert.pem())
}
