//! A certificate authority and a server certificate of the test's own, and a server that uses them.

use std::{fs, path::PathBuf};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tempfile::TempDir;

/// The files of an authority and of a server at 127.0.0.1 and localhost that it vouches for.
pub struct Tls {
    directory: TempDir,
}

impl Tls {
    /// Makes them anew.
    pub fn new() -> Self {
        let directory = TempDir::new().unwrap();
        let mut authority = CertificateParams::default();
        let name = &mut authority.distinguished_name;
        name.push(DnType::CommonName, "an authority of a test");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority_key = KeyPair::generate().unwrap();
        let authority_pem = authority.self_signed(&authority_key).unwrap().pem();
        let issuer = Issuer::new(authority, authority_key);
        let names = ["127.0.0.1", "localhost"].map(str::to_owned);
        let server = CertificateParams::new(names).unwrap();
        let server_key = KeyPair::generate().unwrap();
        let server = server.signed_by(&server_key, &issuer).unwrap();
        let write = |name, text| fs::write(directory.path().join(name), text).unwrap();
        write("ca.pem", authority_pem);
        write("server.pem", server.pem());
        write("server.key", server_key.serialize_pem());
        Self { directory }
    }

    /// The authority's certificate, for `SSL_CERT_FILE`.
    pub fn authority(&self) -> PathBuf {
        self.directory.path().join("ca.pem")
    }

    /// Lines of configuration with which a server also listens on this port, with TLS.
    pub fn settings(&self, port: u16) -> Vec<String> {
        let directory = self.directory.path().display();
        vec![
            format!("tls-port {port}"),
            format!("tls-cert-file {directory}/server.pem"),
            format!("tls-key-file {directory}/server.key"),
            format!("tls-ca-cert-file {directory}/ca.pem"),
            "tls-auth-clients no".to_owned(),
        ]
    }
}
