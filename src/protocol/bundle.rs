//! What a handover carries, and its bytes: `u32 meta_len ‖ meta ‖ files ‖ zeros` (SPEC section 3).

use zeroize::Zeroizing;

pub use super::lang::Lang;
use super::padding::pad;

mod meta;

/// What one handover carries.
pub struct Bundle {
    /// At most [`MAX_ITEMS`].
    pub items: Vec<Item>,
    /// At most [`MAX_FILES`].
    pub files: Vec<BundleFile>,
    /// The language of the sender's page.
    pub lang: Lang,
}

/// One access: a kind and its fields.
pub struct Item {
    /// An id of [`KINDS`](super::kind::KINDS), or one that this build does not know.
    pub kind: String,
    /// By field id.
    pub fields: Fields,
    /// Free text.
    pub note: Option<Zeroizing<String>>,
    /// The sender says: I do not have this.
    pub absent: bool,
}

/// The fields of an item in order, each id once. Every value is text, ports too.
#[derive(Default)]
pub struct Fields(Vec<(String, Zeroizing<String>)>);

/// A file. Name and type are what the sender's system said: untrusted text.
pub struct BundleFile {
    /// As the sender's system named it, perhaps with a path.
    pub name: String,
    /// The media type, or nothing.
    pub media_type: String,
    /// The content.
    pub bytes: Zeroizing<Vec<u8>>,
}

/// Items in a bundle.
pub const MAX_ITEMS: usize = 64;
/// Files in a bundle.
pub const MAX_FILES: usize = 64;
/// Bytes of meta.
pub const MAX_META: usize = 256 * 1024;

/// Why bytes are no bundle, or a bundle cannot be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Not the JSON of the SPEC, or sizes that do not add up.
    #[error("meta: the bundle's content list is not valid")]
    Meta,
    /// Two members of one object have the same name.
    #[error("duplicate: a name stands twice in the bundle's content list")]
    Duplicate,
    /// More than 64 items, 64 files or 256 KiB of meta.
    #[error("limit: a bundle has at most 64 items, 64 files and 256 KiB of text")]
    Limit,
    /// Not zero, or not as much as `pad` gives.
    #[error("padding: the bundle's padding is not valid")]
    Padding,
    /// Meta is not UTF-8.
    #[error("utf8: the bundle's content list is not UTF-8")]
    Utf8,
}

impl Bundle {
    /// `body = u32 meta_len ‖ meta ‖ file_0 ‖ file_1 …`, not yet padded.
    ///
    /// Fails with [`BundleError::Limit`] only.
    pub fn encode(&self) -> Result<Zeroizing<Vec<u8>>, BundleError> {
        if self.items.len() > MAX_ITEMS || self.files.len() > MAX_FILES {
            return Err(BundleError::Limit);
        }
        let meta = meta::write(self);
        let meta_length = u32::try_from(meta.len()).map_err(|_| BundleError::Limit)?;
        if meta.len() > MAX_META {
            return Err(BundleError::Limit);
        }
        // As long as it will be, so that the body never moves and leaves no copy.
        let files: usize = self.files.iter().map(|file| file.bytes.len()).sum();
        let mut body = Zeroizing::new(Vec::with_capacity(4 + meta.len() + files));
        body.extend_from_slice(&meta_length.to_be_bytes());
        body.extend_from_slice(&meta);
        for file in &self.files {
            body.extend_from_slice(&file.bytes);
        }
        Ok(body)
    }

    /// Reads a padded body: `meta_len`, the sum of the sizes, and that every byte behind is zero.
    pub fn decode(padded: &[u8]) -> Result<Self, BundleError> {
        let (meta, mut rest) = split_meta(padded)?;
        let meta::Meta { items, files, lang } = meta::read(meta)?;
        let files = files
            .into_iter()
            .map(|listed| listed.take(&mut rest))
            .collect::<Result<_, _>>()?;
        let body = padded.len() - rest.len();
        if padded.len() != pad(body) || rest.iter().any(|byte| *byte != 0) {
            return Err(BundleError::Padding);
        }
        Ok(Self { items, files, lang })
    }
}

fn split_meta(padded: &[u8]) -> Result<(&[u8], &[u8]), BundleError> {
    let (length, rest) = padded.split_first_chunk().ok_or(BundleError::Meta)?;
    let length = u32::from_be_bytes(*length) as usize;
    if length > MAX_META {
        return Err(BundleError::Limit);
    }
    rest.split_at_checked(length).ok_or(BundleError::Meta)
}

impl Fields {
    /// Sets a field, in place of an earlier value.
    pub fn set(&mut self, id: &str, value: Zeroizing<String>) {
        match self.0.iter_mut().find(|(name, _)| name == id) {
            Some((_, old)) => *old = value,
            None => self.0.push((id.to_owned(), value)),
        }
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&str> {
        self.iter()
            .find_map(|(name, value)| (name == id).then_some(value))
    }

    /// Ids and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(id, value)| (id.as_str(), value.as_str()))
    }
}
