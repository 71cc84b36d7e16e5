//! An accent, and whether people can read with it (WCAG 2.2, 'contrast ratio').

use std::{fmt, str::FromStr};

use crate::protocol::wire::Palette;

/// What text needs (WCAG 2.2, 1.4.3, level AA).
const ENOUGH: f64 = 4.5;

const BLACK: Colour = Colour([0; 3]);
const WHITE: Colour = Colour([255; 3]);

/// An opaque colour of the sRGB space, `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The colours of the pages among which an accent stands: those of `web/src/style/tokens.css`.
struct Theme {
    words: &'static str,
    ground: Colour,
    card: Colour,
    /// Text on the accent.
    on_accent: Colour,
    /// Where an accent goes to stand out more.
    away: Colour,
    stronger: &'static str,
    /// What becomes the tint, by so much of the accent, in hundredths.
    tinted: Colour,
    tint: u16,
}

const LIGHT: Theme = Theme {
    words: "light",
    ground: Colour([0xf7, 0xf7, 0xf4]),
    card: WHITE,
    on_accent: WHITE,
    away: BLACK,
    stronger: "dark",
    tinted: WHITE,
    tint: 10,
};

const DARK: Theme = Theme {
    words: "dark",
    ground: Colour([0x14, 0x17, 0x1a]),
    card: Colour([0x1c, 0x20, 0x24]),
    on_accent: Colour([0x08, 0x21, 0x1c]),
    away: WHITE,
    stronger: "light",
    tinted: Colour([0x14, 0x17, 0x1a]),
    tint: 14,
};

/// How far the colour under a pointer is from the accent, in hundredths.
const DEEPER: u16 = 22;

/// An accent of the light pages.
pub(super) fn light(text: &str) -> Result<Colour, String> {
    LIGHT.accent(text)
}

/// An accent of the dark pages.
pub(super) fn dark(text: &str) -> Result<Colour, String> {
    DARK.accent(text)
}

impl Theme {
    fn accent(&self, text: &str) -> Result<Colour, String> {
        let colour: Colour = text.parse()?;
        let contrast = self.contrast(colour);
        if contrast >= ENOUGH {
            return Ok(colour);
        }
        // Rounded down: what is not enough must not look as if it were.
        let contrast = (contrast * 100.0).floor() / 100.0;
        let Self {
            words, stronger, ..
        } = self;
        Err(format!(
            "on {words} pages its contrast is {contrast}:1, and must be at least {ENOUGH}:1 (WCAG AA); \
             {} is the same colour, {stronger} enough",
            self.nearest(colour)
        ))
    }

    /// The least contrast of all pairs in which the pages use the accent.
    fn contrast(&self, accent: Colour) -> f64 {
        let (deep, tint) = (self.deep(accent), self.tint(accent));
        let pairs = [
            (accent, self.ground),
            (accent, self.card),
            (accent, tint),
            (deep, tint),
            (self.on_accent, accent),
            (self.on_accent, deep),
        ];
        let contrasts = pairs.map(|(one, other)| one.contrast(other));
        contrasts.into_iter().fold(f64::INFINITY, f64::min)
    }

    /// The same colour, if it stands out, else as little changed as is enough.
    fn nearest(&self, colour: Colour) -> Colour {
        (0..=100)
            .map(|share| colour.mixed(self.away, share))
            .find(|colour| self.contrast(*colour) >= ENOUGH)
            .expect("black stands out from light pages and white from dark ones")
    }

    fn deep(&self, accent: Colour) -> Colour {
        accent.mixed(self.away, DEEPER)
    }

    fn tint(&self, accent: Colour) -> Colour {
        self.tinted.mixed(accent, self.tint)
    }

    fn palette(&self, accent: Colour) -> Palette {
        Palette {
            accent: accent.to_string(),
            deep: self.deep(accent).to_string(),
            tint: self.tint(accent).to_string(),
        }
    }
}

impl Colour {
    /// What goes with it on light pages.
    #[must_use]
    pub fn on_light(self) -> Palette {
        LIGHT.palette(self)
    }

    /// What goes with it on dark pages.
    #[must_use]
    pub fn on_dark(self) -> Palette {
        DARK.palette(self)
    }

    /// As much lighter as dark pages need.
    #[must_use]
    pub fn lightened(self) -> Self {
        DARK.nearest(self)
    }

    /// 1 to 21.
    fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// 0 to 1 (WCAG 2.2, 'relative luminance').
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// `share` hundredths of the other in it.
    fn mixed(self, other: Self, share: u16) -> Self {
        let mut parts = self.0;
        for (part, other) in parts.iter_mut().zip(other.0) {
            let sum = u16::from(*part) * (100 - share) + u16::from(other) * share;
            *part = u8::try_from((sum + 50) / 100).expect("it lies between two bytes");
        }
        Self(parts)
    }
}

impl FromStr for Colour {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let part = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
        let digits = text.strip_prefix('#').unwrap_or_default();
        let is_written_so = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let parts = || Some(Self([part(1)?, part(3)?, part(5)?]));
        is_written_so
            .then(parts)
            .flatten()
            .ok_or_else(|| "it must be a colour as #rrggbb: #0b6b5c".to_owned())
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../../../web/src/style/tokens.css");

    /// A custom property of the pages: its first is that of the light ones, its second of the dark ones.
    fn token(name: &str, at: usize) -> Colour {
        let of_name = |line: &&str| line.trim().starts_with(&format!("--{name}: "));
        let line = TOKENS.lines().filter(of_name).nth(at).expect("a token");
        let start = line.find('#').expect("a colour");
        line[start..start + 7].parse().expect("a colour")
    }

    fn colour(text: &str) -> Colour {
        text.parse().expect("a colour")
    }

    #[test]
    fn the_pages_have_these_colours() {
        for (at, theme) in [LIGHT, DARK].iter().enumerate() {
            assert_eq!(token("ground", at), theme.ground);
            assert_eq!(token("card", at), theme.card);
            assert_eq!(token("on-accent", at), theme.on_accent);
            // Their own accent keeps to the rule that is made for others.
            assert!(theme.contrast(token("accent", at)) >= ENOUGH);
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let white = |text| (colour(text).contrast(WHITE) * 100.0).floor() / 100.0;
        for (text, ratio) in [
            ("#000000", 21.0),
            ("#ffffff", 1.0),
            ("#777777", 4.47),
            ("#767676", 4.54),
            ("#ff0000", 3.99),
            ("#0000ff", 8.59),
        ] {
            assert!(
                (white(text) - ratio).abs() < 1e-9,
                "{text}: {}",
                white(text)
            );
        }
    }

    #[test]
    fn a_colour_that_does_not_stand_out_is_refused_with_one_that_does() {
        for (take, weak) in [
            (light as fn(&str) -> _, "#ffcc00"),
            (light, "#0b9b8c"),
            (light, "#ffffff"),
            (dark, "#1f3a8a"),
            (dark, "#000000"),
        ] {
            let reason: String = take(weak).expect_err(weak);
            let (_, offered) = reason.split_once("; ").expect("an offer");
            let offered = offered.split(' ').next().expect("a colour");
            assert_eq!(take(offered), Ok(colour(offered)), "{reason}");
        }
        assert_eq!(
            light("#ffcc00"),
            Err(
                "on light pages its contrast is 1.4:1, and must be at least 4.5:1 (WCAG AA); \
                 #856a00 is the same colour, dark enough"
                    .to_owned()
            )
        );
    }

    #[test]
    fn whatever_is_taken_can_be_read_in_all_its_places() {
        let steps = [0_u8, 51, 102, 153, 204, 255];
        for red in steps {
            for green in steps {
                for blue in steps {
                    let any = Colour([red, green, blue]);
                    for (at, theme) in [LIGHT, DARK].iter().enumerate() {
                        let accent = theme.nearest(any);
                        assert!(theme.contrast(accent) >= ENOUGH, "{any}");
                        // Text that stands on the tint, too.
                        for name in ["ink", "soft"] {
                            let tint = theme.tint(accent);
                            assert!(token(name, at).contrast(tint) >= ENOUGH, "{name} on {tint}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_colour_is_written_in_one_way() {
        assert_eq!(colour("#0B6b5C").to_string(), "#0b6b5c");
        for text in [
            "",
            "#",
            "teal",
            "#0b6",
            "0b6b5c",
            "#0b6b5c80",
            "#0b6b5g",
            "#+b+b+c",
            "#éé00",
        ] {
            assert!(text.parse::<Colour>().is_err(), "{text}");
        }
    }
}
