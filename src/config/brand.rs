//! Whose server this is: the name, the logo, the accent and the links that its pages show.
//!
//! The pages are the same bytes on every server. They ask for what stands here, as data, and put it
//! into text nodes, an `img` and a fixed set of custom properties: nothing here can become code.

mod colour;
mod logo;

use std::path::PathBuf;

use clap::Args;
use url::Url;

pub use self::{
    colour::Colour,
    logo::{Flaw, Logo},
};
use super::Invalid;
use crate::{
    clients::members::DisplayName,
    protocol::wire::{Brand, Colours},
};

/// The longest name, in characters: as much as a telephone shows beside a logo.
const LONGEST_NAME: usize = 40;

/// The settings of the brand. Without a name there is none.
#[derive(Args, Clone, Debug, Default)]
pub struct BrandSettings {
    /// Who runs this server, as people know you: the pages show it instead of Handover
    #[arg(id = "brand_name", long = "brand-name", env = "HANDOVER_BRAND_NAME", value_name = "NAME", value_parser = name)]
    pub name: Option<String>,

    /// Your logo, an SVG file of at most 32 KiB without scripts and without anything from elsewhere:
    /// served as /brand.svg
    #[arg(
        id = "brand_logo",
        long = "brand-logo",
        env = "HANDOVER_BRAND_LOGO",
        value_name = "FILE"
    )]
    pub logo: Option<PathBuf>,

    /// The colour of what can be pressed, #rrggbb; it must stand out from the light pages
    #[arg(id = "brand_accent", long = "brand-accent", env = "HANDOVER_BRAND_ACCENT", value_name = "COLOUR", value_parser = colour::light)]
    pub accent: Option<Colour>,

    /// The same on dark pages; left out, it is the accent, as much lighter as they need
    #[arg(id = "brand_accent_dark", long = "brand-accent-dark", env = "HANDOVER_BRAND_ACCENT_DARK", value_name = "COLOUR", value_parser = colour::dark)]
    pub accent_dark: Option<Colour>,

    /// Your page that says who you are, https://…: linked at the foot of every page
    #[arg(id = "brand_imprint", long = "brand-imprint", env = "HANDOVER_BRAND_IMPRINT", value_name = "URL", value_parser = link)]
    pub imprint: Option<String>,

    /// Your page about personal data, https://…: linked at the foot of every page
    #[arg(id = "brand_privacy", long = "brand-privacy", env = "HANDOVER_BRAND_PRIVACY", value_name = "URL", value_parser = link)]
    pub privacy: Option<String>,
}

impl BrandSettings {
    /// The logo, from its file; none without one.
    ///
    /// # Errors
    /// Where the file cannot be read, or is more than a picture.
    pub fn logo(&self) -> Result<Option<Logo>, Invalid> {
        let Some(path) = &self.logo else {
            return Ok(None);
        };
        Logo::read(path).map(Some).map_err(|reason| Invalid {
            name: "HANDOVER_BRAND_LOGO",
            value: path.display().to_string(),
            reason,
        })
    }

    /// What the pages are told; none without a name.
    #[must_use]
    pub fn brand(&self, logo: Option<&Logo>) -> Option<Brand> {
        Some(Brand {
            name: self.name.clone()?,
            logo: logo.map(Logo::size),
            colours: self.accent.map(|accent| Colours {
                light: accent.on_light(),
                dark: self.accent_dark.unwrap_or(accent.lightened()).on_dark(),
            }),
            imprint: self.imprint.clone(),
            privacy: self.privacy.clone(),
        })
    }

    /// What no single one of them can tell.
    pub(super) fn check(&self) -> Result<(), Invalid> {
        let given = [
            ("HANDOVER_BRAND_LOGO", self.logo.is_some()),
            ("HANDOVER_BRAND_ACCENT", self.accent.is_some()),
            ("HANDOVER_BRAND_ACCENT_DARK", self.accent_dark.is_some()),
            ("HANDOVER_BRAND_IMPRINT", self.imprint.is_some()),
            ("HANDOVER_BRAND_PRIVACY", self.privacy.is_some()),
        ];
        let needing = given.iter().find(|(_, is_given)| *is_given);
        if let (None, Some((setting, _))) = (&self.name, needing) {
            let right = "the name by which people know you";
            return Err(missing("HANDOVER_BRAND_NAME", setting, right));
        }
        if self.accent.is_none() && self.accent_dark.is_some() {
            let (dark, right) = ("HANDOVER_BRAND_ACCENT_DARK", "the colour on light pages");
            return Err(missing("HANDOVER_BRAND_ACCENT", dark, right));
        }
        self.logo().map(|_| ())
    }
}

fn missing(name: &'static str, needing: &str, right: &str) -> Invalid {
    Invalid {
        name,
        value: "not set".to_owned(),
        reason: format!("{needing} needs it; give {right}, too"),
    }
}

fn name(text: &str) -> Result<String, String> {
    let is_name = text.parse::<DisplayName>().is_ok() && text.chars().count() <= LONGEST_NAME;
    is_name.then(|| text.to_owned()).ok_or_else(|| {
        format!(
            "it must be one line of 1 to {LONGEST_NAME} characters, all visible, with no space around it"
        )
    })
}

fn link(text: &str) -> Result<String, String> {
    let is_bare = |url: &Url| url.username().is_empty() && url.password().is_none();
    Url::parse(text)
        .ok()
        .filter(|url| url.scheme() == "https" && url.has_host() && is_bare(url))
        .map(String::from)
        .ok_or_else(|| {
            "it must be the whole address of a page, without a user in it: \
             https://example.com/legal"
                .to_owned()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_all_of_it_is_seen() {
        for text in [
            "Acme",
            "Société Générale d’Hébergement",
            "株式会社",
            "A & <b>",
        ] {
            assert_eq!(name(text).as_deref(), Ok(text));
        }
        let long = "a".repeat(LONGEST_NAME + 1);
        for text in [
            "",
            " ",
            " Acme",
            "Acme\n",
            "Ac\u{202e}me",
            "\u{200b}",
            &long,
        ] {
            assert!(name(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_link_leads_to_a_page_by_https() {
        assert_eq!(
            link("https://Example.com/legal?a=b#c").as_deref(),
            Ok("https://example.com/legal?a=b#c")
        );
        for text in [
            "",
            "/legal",
            "example.com/legal",
            "http://example.com/legal",
            "javascript:alert(1)",
            "javascript://example.com/%0aalert(1)",
            "https://",
            "https://me@example.com/legal",
            "mailto:me@example.com",
        ] {
            assert!(link(text).is_err(), "{text:?}");
        }
    }
}
