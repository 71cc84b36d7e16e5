//! What an answer says when its `Content-Encoding` is taken off, as a browser does.

use std::io::{self, Read};

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use ruzstd::decoding::StreamingDecoder;

/// Why a body cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Undecoded {
    #[error("it is in a form that was not asked for: {0}")]
    Unknown(String),
    #[error("it is no {0}")]
    Broken(&'static str),
    #[error("it is longer than any page")]
    TooLong,
}

const BROKEN: Undecoded = Undecoded::Broken("zstd");

/// The bytes of a body in one of the forms that browsers ask for (RFC 9110, 8.4.1), at most `longest`
/// of them.
pub(super) fn decoded(body: Vec<u8>, coding: &str, longest: u64) -> Result<Vec<u8>, Undecoded> {
    let mut bytes = body.as_slice();
    match coding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(body),
        "br" => read(
            brotli_decompressor::Decompressor::new(bytes, 4096),
            "brotli",
            longest,
        ),
        "gzip" | "x-gzip" => read(MultiGzDecoder::new(bytes), "gzip", longest),
        "deflate" => read(ZlibDecoder::new(bytes), "deflate", longest),
        "zstd" => {
            let frame = StreamingDecoder::new(&mut bytes);
            let read = read(frame.map_err(|_| BROKEN)?, "zstd", longest)?;
            // Browsers read on in a second frame; the decoder ends with the first.
            bytes.is_empty().then_some(read).ok_or(BROKEN)
        }
        other => Err(Undecoded::Unknown(other.to_owned())),
    }
}

fn read(from: impl Read, name: &'static str, longest: u64) -> Result<Vec<u8>, Undecoded> {
    let mut bytes = Vec::new();
    let done: io::Result<usize> = from.take(longest + 1).read_to_end(&mut bytes);
    match done {
        Err(_) => Err(Undecoded::Broken(name)),
        Ok(length) if length as u64 > longest => Err(Undecoded::TooLong),
        Ok(_) => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Handover`, as Node's zlib and the program `zstd --no-check` write it.
    const FORMS: [(&str, &str); 4] = [
        ("br", "8b038048616e646f76657203"),
        (
            "gzip",
            "1f8b0800000000000203f348cc4bc92f4b2d020082826f7908000000",
        ),
        ("deflate", "789cf348cc4bc92f4b2d02000dd10338"),
        ("zstd", "28b52ffd005841000048616e646f766572"),
    ];

    fn bytes(hex: &str) -> Vec<u8> {
        hex::decode(hex).unwrap_or_default()
    }

    #[test]
    fn every_form_that_a_browser_asks_for_is_read() {
        for (coding, form) in FORMS {
            let read = decoded(bytes(form), coding, 8);
            assert_eq!(read.as_deref(), Ok(&b"Handover"[..]), "{coding}");
            let spaced = format!(" {} ", coding.to_uppercase());
            assert!(decoded(bytes(form), &spaced, 8).is_ok(), "{coding}");
        }
        assert_eq!(decoded(b"x".to_vec(), "", 1), Ok(b"x".to_vec()));
    }

    #[test]
    fn what_is_broken_cut_off_too_long_or_unknown_is_refused() {
        for (coding, form) in FORMS {
            let form = bytes(form);
            assert_eq!(decoded(form.clone(), coding, 7), Err(Undecoded::TooLong));
            for broken in [&form[..form.len() - 1], b"Handover"] {
                let read = decoded(broken.to_vec(), coding, 8);
                assert!(matches!(read, Err(Undecoded::Broken(_))), "{coding}");
            }
        }
        for (coding, form) in [FORMS[1], FORMS[3]] {
            let twice = bytes(form).repeat(2);
            assert_ne!(decoded(twice, coding, 16).as_deref(), Ok(&b"Handover"[..]));
        }
        for coding in ["compress", "gzip, br", "dcb"] {
            let read = decoded(Vec::new(), coding, 8);
            assert_eq!(read, Err(Undecoded::Unknown(coding.to_owned())));
        }
    }
}
