//! Fuzz target of settings: what an operator types.

use super::{
    PublicUrl, Rate, Size,
    brand::{Colour, Logo},
    network,
};
use crate::{
    clients::members::{WebhookSecret, WebhookUrl},
    protocol::{
        link::{ShareLink, base_of},
        token::Key,
    },
    span::Span,
};

/// A setting that is taken means what it says: nothing is lost, clamped or switched off in silence.
pub fn settings(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    if let Ok(Span(span)) = text.parse() {
        let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let seconds = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)];
        let seconds = seconds.into_iter().find(|(name, _)| *name == unit);
        let number: u64 = digits.parse().expect("it was taken");
        assert_eq!(Some(span.as_secs()), seconds.map(|(_, unit)| number * unit));
    }
    if let Ok(Size(size)) = text.parse() {
        let number: usize = digits.parse().expect("it was taken");
        assert!(size >= number && size.checked_rem(number.max(1)) == Some(0));
    }
    if let Ok(Rate::Limit { count, period }) = text.parse() {
        assert!(
            !(period / count.get()).is_zero(),
            "a rate that limits nothing"
        );
    }
    if let Ok(network) = network(text) {
        assert_eq!(super::network(&network.to_string()), Ok(network));
    }
    if let Ok(colour) = text.parse::<Colour>() {
        assert_eq!(colour.to_string(), text.to_ascii_lowercase());
    }
    if let Ok(logo) = Logo::parse(text) {
        let size = logo.size();
        assert!((1..=132).contains(&size.width) && (1..=30).contains(&size.height));
    }
    addresses(text);
}

fn addresses(text: &str) {
    if let Ok(url) = text.parse::<PublicUrl>() {
        let base = url.as_str();
        assert_eq!(base.parse(), Ok(url.clone()));
        assert!(!base.ends_with('/') && !base.contains(['@', '?', '#', ' ']));
        let link = ShareLink {
            key: Key::new([7; Key::LENGTH]),
            passphrase: true,
        };
        assert_eq!(
            base_of(&link.to_url(base)),
            Some(base),
            "no link leads there"
        );
    }
    if let Ok(url) = text.parse::<WebhookUrl>() {
        assert!(url.as_str().starts_with("https://") || url.is_on_this_machine());
        assert!(url.as_str().parse::<WebhookUrl>().is_ok());
    }
    if let Ok(secret) = text.parse::<WebhookSecret>() {
        assert_eq!(*secret.expose(), text);
    }
}
