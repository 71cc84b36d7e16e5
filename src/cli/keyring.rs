//! The team keys of this user: `$XDG_CONFIG_HOME/handover/team-keys/*.json`, and files that are named.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    iter,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use super::{
    failure::Failure,
    input::{self, PassphraseFile, no_passphrase, refused},
    progress::busy,
    say,
    terminal::Terminal,
    visible::visible_line,
};
use crate::protocol::{
    document::Asked,
    team_key::{TeamKeyFile, TeamKeyRefused},
    token::{KeySeed, PublicKey},
};

/// Wrapped keys, and where each was found.
pub(crate) struct KeyRing(Vec<(PathBuf, TeamKeyFile)>);

impl KeyRing {
    /// The named files first, then the directory. What lies there and is no key is passed over, and
    /// said.
    pub(crate) fn load(named: &[PathBuf]) -> Result<Self, Failure> {
        let mut ring = named
            .iter()
            .map(|path| Ok((path.clone(), read(path)?)))
            .collect::<Result<Vec<_>, Failure>>()?;
        for path in directory().map_or_else(Vec::new, |directory| listed(&directory)) {
            let file = fs::read_to_string(&path)
                .map_err(|error| error.to_string())
                .and_then(|text| TeamKeyFile::read(&text).map_err(|error| error.to_string()));
            match file {
                Ok(file) => ring.push((path, file)),
                Err(error) => {
                    let path = visible_line(&path.display().to_string());
                    say(&format!("{path} is passed over: {error}"));
                }
            }
        }
        Ok(Self(ring))
    }

    /// Every key, with its file.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Path, &TeamKeyFile)> {
        self.0.iter().map(|(path, file)| (path.as_path(), file))
    }

    /// What a document may name.
    pub(crate) fn public_keys(&self) -> Vec<PublicKey> {
        let files = self.iter().map(|(_, file)| file.public_key.clone());
        files.collect()
    }

    /// The one key with this name, or with this fingerprint.
    pub(crate) fn find(&self, wanted: &str) -> Result<(&Path, &TeamKeyFile), Failure> {
        let digits = wanted.replace(' ', "").to_lowercase();
        let is_it = |file: &TeamKeyFile| file.name == wanted || file_stem(file) == digits;
        let mut found = self.iter().filter(|(_, file)| is_it(file));
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            (None, _) => Err(Failure::usage(
                format!("there is no team key named {wanted} here"),
                "handover team-key list shows which there are",
            )),
            (Some((_, one)), Some((_, other))) if one.public_key == other.public_key => {
                Err(Failure::usage(
                    format!("several files of the team key {wanted} are here, and they differ"),
                    "copy the file that you mean: handover team-key list shows where each is kept",
                ))
            }
            (Some(_), Some(_)) => Err(Failure::usage(
                format!("several team keys are named {wanted}"),
                "give the fingerprint: handover team-key list shows it",
            )),
        }
    }

    /// The secret key of one of those that can read the answer.
    pub(crate) fn unlock(
        &self,
        asked: &Asked,
        passphrase_file: &PassphraseFile,
    ) -> Result<KeySeed, Failure> {
        let can_read = |file: &&TeamKeyFile| asked.keys.contains(&file.public_key);
        let files: Vec<_> = self.iter().map(|(_, file)| file).filter(can_read).collect();
        match (passphrase_file.read()?, Terminal::open()) {
            (Some(passphrase), _) => open_any(&files, &passphrase).map_err(refused),
            (None, Some(terminal)) => asked_for(&files, &terminal),
            (None, None) => Err(no_passphrase()),
        }
    }
}

/// One passphrase is asked for, of whichever key it is.
fn asked_for(files: &[&TeamKeyFile], terminal: &Terminal) -> Result<KeySeed, Failure> {
    let mut keys = Vec::new();
    for file in files {
        let fingerprint = file.public_key.fingerprint();
        let key = format!("{} ({fingerprint})", visible_line(&file.name));
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let keys = keys.join(" or ");
    let question = format!("passphrase of the team key {keys} (not shown): ");
    loop {
        let passphrase = terminal.hidden(&question)?;
        if passphrase.is_empty() {
            return Err(Failure::usage(
                "no passphrase was given; nothing was opened",
                "run it again with the passphrase; without it, ask somebody else who has the key",
            ));
        }
        match open_any(files, &passphrase) {
            Ok(seed) => return Ok(seed),
            Err(TeamKeyRefused::File) => return Err(refused(TeamKeyRefused::File)),
            Err(_) => terminal.show("wrong passphrase; this one cost nothing")?,
        }
    }
}

/// The first that opens. A damaged file says nothing of the passphrase where another is whole.
fn open_any(files: &[&TeamKeyFile], passphrase: &str) -> Result<KeySeed, TeamKeyRefused> {
    let mut refusal = TeamKeyRefused::File;
    for file in files {
        match open(file, passphrase) {
            Ok(seed) => return Ok(seed),
            Err(TeamKeyRefused::File) => {}
            Err(other) => refusal = other,
        }
    }
    Err(refusal)
}

fn open(file: &TeamKeyFile, passphrase: &str) -> Result<KeySeed, TeamKeyRefused> {
    busy("deriving the key", || file.open(passphrase))
}

/// Reads a team key file; `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<TeamKeyFile, Failure> {
    TeamKeyFile::read(&input::file(path)?).map_err(refused)
}

/// Keeps a key: 0600, whole or not at all, and never over another file, which may be damaged, forged
/// or under an older passphrase: then beside it, like `… (2).json`. The path, and whether it is new.
pub(crate) fn keep(file: &TeamKeyFile) -> Result<(PathBuf, bool), Failure> {
    let Some(directory) = directory() else {
        return Err(Failure::usage(
            "neither XDG_CONFIG_HOME nor HOME is set; nothing was written",
            "set one of them, and run it again",
        ));
    };
    let (stem, text) = (file_stem(file), file.to_text());
    let others = (2_u32..).map(|number| format!("{stem} ({number}).json"));
    let mut names = iter::once(format!("{stem}.json")).chain(others);
    loop {
        let path = directory.join(names.next().unwrap_or_default());
        let written = write_new(&directory, &path, &text)
            .map_err(|error| Failure::unwritten(&path.display().to_string(), &error))?;
        if written || holds(&path, &text) {
            return Ok((path, written));
        }
    }
}

fn holds(path: &Path, text: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|kept| kept.trim_end() == text)
}

/// False where the file is there already.
fn write_new(directory: &Path, path: &Path, text: &str) -> io::Result<bool> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)?;
    let new = path.with_extension(format!("new.{}", std::process::id()));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&new)?;
    let linked = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        // Refuses what exists, as one step.
        .and_then(|()| fs::hard_link(&new, path));
    fs::remove_file(&new)?;
    match linked {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        linked => linked
            .and_then(|()| File::open(directory)?.sync_all())
            .map(|()| true),
    }
}

/// The fingerprint without its spaces.
fn file_stem(file: &TeamKeyFile) -> String {
    file.public_key.fingerprint().replace(' ', "")
}

fn directory() -> Option<PathBuf> {
    let absolute = |name| {
        let path = std::env::var_os(name).map(PathBuf::from);
        path.filter(|path| path.is_absolute())
    };
    let config = absolute("XDG_CONFIG_HOME").or_else(|| Some(absolute("HOME")?.join(".config")));
    Some(config?.join("handover/team-keys"))
}

/// The files of the directory that may be keys, in order.
fn listed(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut paths: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    paths.sort();
    paths
}
