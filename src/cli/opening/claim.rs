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
        if self.recall().as_ref() == Some(claim) {
            return Ok(());
        }
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

/// Whole or not at all: what stood there may be the only way back to a bundle.
fn write(path: &Path, claim: &Claim) -> io::Result<()> {
    let new = path.with_extension("claim.new");
    // Left by an interruption, if it is there; where it cannot go, the next step says so.
    let _ = fs::remove_file(&new);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&new)?;
    let text = Zeroizing::new(claim.to_b64u());
    file.write_all(text.as_bytes())?;
    fs::rename(new, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_leaves_what_was_kept() -> io::Result<()> {
        let directory = tempfile::tempdir()?;
        let keeper = Keeper(Some(directory.path().join("id.claim")));
        let [one, other] = [1, 2].map(|byte| Claim::new([byte; Claim::LENGTH]));
        assert!(keeper.keep(&one).is_ok());
        // No file can be made there.
        fs::create_dir(directory.path().join("id.claim.new"))?;
        assert!(keeper.keep(&one).is_ok());
        assert!(keeper.keep(&other).is_err());
        assert!(keeper.recall() == Some(one));
        Ok(())
    }

    #[test]
    fn a_write_that_was_interrupted_is_not_in_the_way() -> io::Result<()> {
        let directory = tempfile::tempdir()?;
        let keeper = Keeper(Some(directory.path().join("id.claim")));
        fs::write(directory.path().join("id.claim.new"), "AAAA")?;
        let claim = Claim::random();
        assert!(keeper.keep(&claim).is_ok());
        assert!(keeper.recall() == Some(claim));
        assert_eq!(fs::read_dir(directory.path())?.count(), 1);
        Ok(())
    }
}
