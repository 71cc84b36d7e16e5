//! The team keys of this user: `$XDG_CONFIG_HOME/handover/team-keys/*.json`, and files that are named.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
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
            let text = fs::read_to_string(&path).unwrap_or_default();
            match TeamKeyFile::read(&text) {
                Ok(file) => ring.push((path, file)),
                Err(error) => say(&format!("{} is passed over: {error}", path.display())),
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
        let given = passphrase_file.read()?;
        match (given, Terminal::open()) {
            (Some(passphrase), _) => files
                .iter()
                .map(|file| open(file, &passphrase))
                .reduce(Result::or)
                .unwrap_or(Err(TeamKeyRefused::File))
                .map_err(refused),
            (None, Some(terminal)) => match files.first() {
                Some(file) => asked_for(file, &terminal),
                None => Err(refused(TeamKeyRefused::File)),
            },
            (None, None) => Err(no_passphrase()),
        }
    }
}

fn asked_for(file: &TeamKeyFile, terminal: &Terminal) -> Result<KeySeed, Failure> {
    let name = visible_line(&file.name);
    let fingerprint = file.public_key.fingerprint();
    let question = format!("passphrase of the team key {name} ({fingerprint}) (not shown): ");
    loop {
        match open(file, &terminal.hidden(&question)?) {
            Ok(seed) => return Ok(seed),
            Err(TeamKeyRefused::File) => return Err(refused(TeamKeyRefused::File)),
            Err(_) => terminal.show("wrong passphrase; this one cost nothing")?,
        }
    }
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
    let mut path = directory.join(format!("{stem}.json"));
    for number in 2.. {
        let written = write_new(&directory, &path, &text)
            .map_err(|error| Failure::unwritten(&path.display().to_string(), &error))?;
        if written || holds(&path, &text) {
            return Ok((path, written));
        }
        path = directory.join(format!("{stem} ({number}).json"));
    }
    unreachable!("no directory has that many files")
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
