//! The message around a request link, as the page offers it: it stands in a ticket.

use jiff::{Timestamp, tz::TimeZone};
use zeroize::Zeroizing;

use crate::protocol::{kind::Kind, lang::Lang, wire::Time};

/// In the language of who is asked.
pub(super) fn message(lang: Lang, link: &str, kinds: &[&Kind], until: Time) -> Zeroizing<String> {
    let what = listed(lang, kinds);
    let until = day(lang, until);
    let paragraphs = match lang {
        Lang::Fr => [
            "Bonjour,".to_owned(),
            format!("Pour avancer sur votre demande, il nous faut un accès à ce qui suit : {what}."),
            format!("N’écrivez aucun mot de passe dans le ticket. Utilisez plutôt cette page, jusqu’au {until} :"),
            link.to_owned(),
            "Ce lien vous permet seulement de nous donner un accès ; il n’ouvre rien. Ce que vous saisissez est scellé sur votre appareil, et nous seuls pouvons l’ouvrir, une seule fois.".to_owned(),
            "Si possible, créez un compte temporaire pour nous : la page explique comment faire et vous rappelle de le fermer ensuite.".to_owned(),
        ],
        Lang::En => [
            "Hello,".to_owned(),
            format!("To look into this, we need access to {what}."),
            format!("Please do not write any password in the ticket. Use this page instead, until {until}:"),
            link.to_owned(),
            "This link only lets you give us access; it opens nothing. What you fill in is sealed on your own device, and only we can open it, once.".to_owned(),
            "If you can, create a temporary account for us: the page shows how, and reminds you to close it afterwards.".to_owned(),
        ],
    };
    Zeroizing::new(paragraphs.join("\n\n") + "\n")
}

/// `your back office, the database and your domain name`
fn listed(lang: Lang, kinds: &[&Kind]) -> String {
    let names: Vec<_> = kinds.iter().map(|kind| name(lang, kind)).collect();
    let and = match lang {
        Lang::Fr => " et ",
        Lang::En => " and ",
    };
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => [&others.join(", "), and, *last].concat(),
        None => String::new(),
    }
}

fn name(lang: Lang, kind: &Kind) -> &'static str {
    match (lang, kind.id) {
        (Lang::Fr, "backoffice") => "votre back-office",
        (Lang::Fr, "ftp") => "les fichiers de la boutique (FTP ou SFTP)",
        (Lang::Fr, "database") => "la base de données",
        (Lang::Fr, "panel") => "votre panneau d’hébergement",
        (Lang::Fr, "domain") => "votre nom de domaine",
        (Lang::Fr, _) => "ce que le ticket mentionne par ailleurs",
        (Lang::En, "backoffice") => "your back office",
        (Lang::En, "ftp") => "the shop’s files (FTP or SFTP)",
        (Lang::En, "database") => "the database",
        (Lang::En, "panel") => "your hosting panel",
        (Lang::En, "domain") => "your domain name",
        (Lang::En, _) => "what the ticket mentions besides",
    }
}

/// With its zone: who reads it may be in another.
fn day(lang: Lang, time: Time) -> String {
    let timestamp = Timestamp::from_millisecond(time.millis()).unwrap_or(Timestamp::UNIX_EPOCH);
    let format = match lang {
        Lang::Fr => "%d/%m/%Y à %H:%M (%Z)",
        Lang::En => "%-d %B %Y, %H:%M (%Z)",
    };
    let zoned = timestamp.to_zoned(TimeZone::system());
    zoned.strftime(format).to_string()
}
