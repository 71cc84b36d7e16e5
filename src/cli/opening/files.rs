//! Attachments on disk: 0600, base names only, never over an existing file, whole or not at all.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    os::{
        fd::AsRawFd,
        unix::fs::{DirBuilderExt, OpenOptionsExt},
    },
    path::{Path, PathBuf},
};

use rustix::fs::{AtFlags, CWD, Mode, OFlags};

use super::filename::{base_name, numbered};
use crate::protocol::bundle::BundleFile;

/// Nobody has that many files of one name.
const MOST_OF_ONE_NAME: u32 = 10_000;

/// Makes the directory with the rights of its owner only, if it is not there.
pub(super) fn make(directory: &Path) -> io::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)
}

/// Writes every file through to the disk; the paths in the same order.
pub(super) fn write(directory: &Path, files: &[BundleFile]) -> io::Result<Vec<PathBuf>> {
    make(directory)?;
    let paths = files
        .iter()
        .map(|file| write_new(directory, &base_name(&file.name), &file.bytes))
        .collect::<io::Result<_>>()?;
    File::open(directory)?.sync_all()?;
    Ok(paths)
}

fn write_new(directory: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    // A file without a name until it is whole: an interruption leaves nothing behind.
    let nameless = rustix::fs::open(
        directory,
        OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC,
        Mode::RUSR | Mode::WUSR,
    );
    let Ok(nameless) = nameless else {
        return write_named(directory, name, bytes);
    };
    let mut file = File::from(nameless);
    file.write_all(bytes)?;
    file.sync_all()?;
    let itself = format!("/proc/self/fd/{}", file.as_raw_fd());
    let link = |path: &Path| {
        rustix::fs::linkat(CWD, &itself, CWD, path, AtFlags::SYMLINK_FOLLOW)
            .map_err(io::Error::from)
    };
    match under_a_free_name(directory, name, link) {
        // No /proc here.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            write_named(directory, name, bytes)
        }
        done => done.map(|(path, ())| path),
    }
}

/// For file systems without nameless files.
fn write_named(directory: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let create = |path: &Path| {
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
    };
    let (path, mut file) = under_a_free_name(directory, name, create)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if let Err(error) = written {
        fs::remove_file(&path)?;
        return Err(error);
    }
    Ok(path)
}

/// `key.pem`, else `key (2).pem`, and so on: `make` must refuse what exists, as one step.
fn under_a_free_name<T>(
    directory: &Path,
    name: &str,
    make: impl Fn(&Path) -> io::Result<T>,
) -> io::Result<(PathBuf, T)> {
    let names = std::iter::once(name.to_owned())
        .chain((2..MOST_OF_ONE_NAME).map(|number| numbered(name, number)));
    for name in names {
        let path = directory.join(name);
        match make(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|made| (path, made)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{MetadataExt, symlink};

    use super::*;

    type Write = fn(&Path, &str, &[u8]) -> io::Result<PathBuf>;

    #[test]
    fn never_over_an_existing_file_or_through_a_link() -> io::Result<()> {
        for write in [write_new as Write, write_named as Write] {
            let directory = tempfile::tempdir()?;
            let at = |name| directory.path().join(name);
            fs::write(at("key.pem"), "mine")?;
            symlink("/nowhere/at/all", at("key (2).pem"))?;
            assert_eq!(
                write(directory.path(), "key.pem", b"new")?,
                at("key (3).pem")
            );
            assert_eq!(fs::read(at("key.pem"))?, b"mine");
            assert_eq!(fs::read(at("key (3).pem"))?, b"new");
            assert_eq!(fs::metadata(at("key (3).pem"))?.mode() & 0o777, 0o600);
        }
        Ok(())
    }
}
