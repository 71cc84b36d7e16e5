//! Where a claim waits until it is confirmed: with it an interrupted opening resumes. Never the key.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

use crate::{
    cli::failure::Failure,
    protocol::token::{BundleId, Claim},
};

/// `$XDG_RUNTIME_DIR/handover/<id>.claim`, 0600; nowhere without that directory.
pub(super) struct Keeper(Option<PathBuf>);

impl Keeper {
    /// Makes the directory, 0700; where that fails nothing can be kept.
    pub(super) fn new(id: &BundleId) -> Self {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let directory = runtime
            .filter(|path| path.is_absolute())
            .map(|path| path.join("handover"));
        let made = directory.filter(|path| make(path).is_ok());
        Self(made.map(|path| path.join(format!("{}.claim", id.to_b64u()))))
    }

    /// Whether an interrupted opening can resume.
    pub(super) const fn can_resume(&self) -> bool {
        self.0.is_some()
    }

    /// The claim of an opening that was not confirmed.
    pub(super) fn recall(&self) -> Option<Claim> {
        let text = Zeroizing::new(fs::read_to_string(self.0.as_ref()?).ok()?);
        Claim::parse(text.trim_end()).ok()
    }

    /// To be called before the request that the claim is for.
    pub(super) fn keep(&self, claim: &Claim) -> Result<(), Failure> {
        let Some(path) = &self.0 else { return Ok(()) };
        write(path, claim).map_err(|error| {
            Failure::trouble(
                format!("{} could not be written: {error}", path.display()),
                "nothing was opened: make room there, or unset XDG_RUNTIME_DIR to open without resume",
            )
        })
    }

    /// The claim has served: confirmed, or refused for good.
    pub(super) fn forget(&self) {
        if let Some(path) = &self.0 {
            // What is left is of no use to anybody, and goes with the session.
            let _ = fs::remove_file(path);
        }
    }
}

fn make(directory: &Path) -> io::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)
}

fn write(path: &Path, claim: &Claim) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    let text = Zeroizing::new(claim.to_b64u());
    file.write_all(text.as_bytes())
}
