//! The clients file on the disk: one editor at a time, and never half a file.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    os::unix::fs::{MetadataExt, fchown},
    path::{Path, PathBuf},
};

use rustix::fs::{FlockOperation, flock};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use super::super::failure::Failure;
use crate::{
    clients::{
        Client, Clients, Webhook,
        edit::{Draft, NotEdited},
        file::Refused,
    },
    store::Owner,
};

/// The file's directory, locked until this is dropped: other editors wait.
pub(super) struct Locked {
    path: PathBuf,
    parent: PathBuf,
    directory: File,
}

impl Locked {
    /// Waits for other editors of files in this directory.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        // What a symbolic link names is replaced, not the link.
        let path = match fs::canonicalize(path) {
            Ok(target) => target,
            Err(_) => path.to_owned(),
        };
        let parent = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let directory = File::open(&parent).map_err(|error| unread(&parent, &error))?;
        flock(&directory, FlockOperation::LockExclusive)
            .map_err(|error| unread(&parent, &error.into()))?;
        Ok(Self {
            path,
            parent,
            directory,
        })
    }

    /// Reads the file, makes one change, and replaces it.
    pub(super) fn edit<T>(
        &self,
        change: impl FnOnce(&mut Draft) -> Result<T, NotEdited>,
    ) -> Result<T, Failure> {
        let text = read(&self.path)?.unwrap_or_default();
        let refused = |error| not_edited(&self.path, &error);
        let mut draft = Draft::of(&text).map_err(refused)?;
        let changed = change(&mut draft).map_err(refused)?;
        let text = draft.finish().map_err(refused)?;
        self.replace(&text).map_err(|error| {
            Failure::trouble(
                format!("{} could not be written: {error}", self.path.display()),
                "nothing was changed: run it as the file's owner, with room on the disk",
            )
        })?;
        Ok(changed)
    }

    /// Writes the file beside the old one, which it then replaces in one step: 0600, and its
    /// owner's, so that the service can read what root has edited.
    fn replace(&self, text: &str) -> io::Result<()> {
        let mut beside = NamedTempFile::new_in(&self.parent)?;
        beside.write_all(text.as_bytes())?;
        if let Ok(old) = fs::metadata(&self.path) {
            fchown(beside.as_file(), Some(old.uid()), Some(old.gid()))?;
        }
        beside.as_file().sync_all()?;
        beside.persist(&self.path).map_err(|error| error.error)?;
        self.directory.sync_all()
    }
}

/// The clients of a file that must be there.
pub(super) fn parsed(path: &Path) -> Result<Clients, Failure> {
    let text = read(path)?.ok_or_else(|| {
        Failure::usage(
            format!("{} does not exist", path.display()),
            "check the name; handover clients add NAME makes the file",
        )
    })?;
    Clients::parse(&text).map_err(|refused| unusable(path, &refused))
}

/// The client of this name.
pub(super) fn client<'a>(clients: &'a Clients, name: &Owner) -> Result<&'a Client, Failure> {
    clients.named(name).ok_or_else(|| {
        Failure::usage(
            format!("there is no client named {name}"),
            "handover clients list shows the clients",
        )
    })
}

/// The webhook of the client of this name.
pub(super) fn webhook<'a>(clients: &'a Clients, name: &Owner) -> Result<&'a Webhook, Failure> {
    client(clients, name)?.webhook().ok_or_else(|| {
        Failure::usage(
            format!("{name} has no webhook"),
            format!("handover clients webhook set {name} URL gives it one"),
        )
    })
}

/// The text of the file; none if there is no file yet.
fn read(path: &Path) -> Result<Option<Zeroizing<String>>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(Zeroizing::new(text))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unread(path, &error)),
    }
}

fn unread(path: &Path, error: &io::Error) -> Failure {
    Failure::usage(
        format!("{} cannot be read: {error}", path.display()),
        "nothing was changed: check the name and the rights, and run it again",
    )
}

/// A file that `handover serve` would refuse, too.
fn unusable(path: &Path, refused: &Refused) -> Failure {
    Failure::usage(
        format!("{} cannot be used: {refused}", path.display()),
        "nothing was changed: mend that line, and run it again",
    )
}

fn not_edited(path: &Path, error: &NotEdited) -> Failure {
    let next = match error {
        NotEdited::Refused(refused) => return unusable(path, refused),
        NotEdited::Taken(name) => {
            format!("take another name, or give it another key: handover clients key add {name}")
        }
        NotEdited::NoClient(_) | NotEdited::NoKey(_) => {
            "handover clients list shows the clients and the ids of their keys".to_owned()
        }
        NotEdited::TwoKeys(name, ..) => format!(
            "let the machine use the newer one, revoke the other with handover clients key revoke \
             KEY_ID, then handover clients key add {name}"
        ),
        NotEdited::NoWebhook(name) => {
            format!("handover clients webhook set {name} URL gives it one")
        }
        NotEdited::Rotating(name) => format!(
            "give the receiver the newer secret, then handover clients webhook rotate {name} --finish"
        ),
        NotEdited::NotRotating(name) => {
            format!("handover clients webhook rotate {name} begins one")
        }
        NotEdited::Inline(member) => format!("write it as [[{member}]] tables"),
    };
    Failure::usage(error.to_string(), format!("nothing was changed: {next}"))
}
