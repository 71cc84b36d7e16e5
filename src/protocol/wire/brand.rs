//! Whose server it is: data for pages that are the same everywhere.

use serde::{Deserialize, Serialize};

/// The operator's brand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Brand {
    /// The operator's name.
    pub name: String,
    /// The logo, if there is one: `/brand.svg`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// The colours of what can be pressed, if they are not the usual ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colours: Option<Colours>,
    /// The address of the page that says who the operator is: `https://…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imprint: Option<String>,
    /// The address of the operator's page about personal data: `https://…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<String>,
}

/// How the pages show `/brand.svg`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Logo {
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// Whether it has colours of its own for dark pages.
    pub adapts: bool,
}

/// An accent and what goes with it, on pages of both sorts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Colours {
    /// On light pages.
    pub light: Palette,
    /// On dark pages.
    pub dark: Palette,
}

/// Colours as `#rrggbb`; text of at least 4.5:1 is possible in each place that has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Palette {
    /// Of what can be pressed.
    pub accent: String,
    /// The same under a pointer.
    pub deep: String,
    /// The ground of what is chosen.
    pub tint: String,
}
