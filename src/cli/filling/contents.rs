//! What goes into the bundle, and whether it fits.

use std::{fs, path::Path};

use zeroize::Zeroizing;

use crate::{
    cli::{failure::Failure, input, words},
    handover,
    protocol::{
        bundle::{Bundle, BundleFile},
        wire::About,
    },
};

/// Whether a file can be handed over, before anything is asked or sent.
pub(super) fn check(path: &Path) -> Result<(), Failure> {
    let shown = path.display().to_string();
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(()),
        Ok(_) => Err(Failure::usage(
            format!("{shown} is not a file"),
            "nothing was sent: pack a directory into one file first",
        )),
        Err(error) => Err(input::unread(&shown, &error)),
    }
}

/// Reads a file that is to be handed over.
pub(super) fn read(path: &Path, about: &About) -> Result<BundleFile, Failure> {
    let shown = path.display().to_string();
    let unread = |error| input::unread(&shown, &error);
    // Looked at first, so that a file that cannot fit is not read.
    let length = fs::metadata(path).map_err(unread)?.len();
    if length > about.max_envelope {
        return Err(too_large(length, about));
    }
    let bytes = fs::read(path).map_err(unread)?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    Ok(BundleFile {
        name: name.to_string_lossy().into_owned(),
        media_type: "application/octet-stream".to_owned(),
        bytes: Zeroizing::new(bytes),
    })
}

/// The body of a bundle that the server will take.
pub(crate) fn encode(bundle: &Bundle, about: &About) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let body = bundle.encode().map_err(|error| {
        Failure::usage(error.to_string(), "nothing was sent: hand it over in parts")
    })?;
    let size = handover::envelope_size(body.len()) as u64;
    if size > about.max_envelope {
        return Err(too_large(size, about));
    }
    Ok(body)
}

fn too_large(bytes: u64, about: &About) -> Failure {
    let (bytes, most) = (words::size(bytes), words::size(about.max_envelope));
    Failure::usage(
        format!("it is too large: {bytes} sealed, and this server takes {most}"),
        "nothing was sent: make the files smaller, or hand them over one by one",
    )
}
