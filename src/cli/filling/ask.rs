//! Questions on the terminal for what was not given.

use zeroize::Zeroizing;

use super::parts::{checked, missing, new_item};
use crate::{
    cli::{failure::Failure, input::file, terminal::Terminal},
    protocol::{
        bundle::{Bundle, Item},
        kind::{Field, KINDS, Kind, default_port},
    },
};

/// Asks for a whole item, or whether there is none.
pub(crate) fn whole_or_absent(terminal: &Terminal, kind: &'static Kind) -> Result<Item, Failure> {
    terminal.show("")?;
    if terminal.yes(&format!("do you have this: {}?", name(kind)), true)? {
        return whole(terminal, kind);
    }
    let mut item = new_item(kind.id.to_owned());
    item.absent = true;
    Ok(item)
}

fn name(kind: &Kind) -> &'static str {
    let names = KINDS.iter().zip(NAMES);
    names
        .filter(|(other, _)| other.id == kind.id)
        .map(|(_, name)| name)
        .next()
        .expect("every kind has a name")
}

/// What people call the kinds.
const NAMES: [&str; 6] = [
    "the shop's back office",
    "FTP, SFTP or SSH",
    "database",
    "hosting panel: cPanel, Plesk, …",
    "domain name at its registrar",
    "anything else",
];

/// Asks for whole items.
pub(crate) fn items(terminal: &Terminal) -> Result<Vec<Item>, Failure> {
    terminal.show("what do you want to hand over?")?;
    for (number, (kind, name)) in KINDS.iter().zip(NAMES).enumerate() {
        terminal.show(&format!("  {}  {:<11} {name}", number + 1, kind.id))?;
    }
    let kinds = kinds(terminal)?;
    kinds
        .into_iter()
        .map(|kind| whole(terminal, kind))
        .collect()
}

fn kinds(terminal: &Terminal) -> Result<Vec<&'static Kind>, Failure> {
    loop {
        let answer = terminal.line("numbers or names, with commas between: ")?;
        let words = answer.split([',', ' ']).filter(|word| !word.is_empty());
        let kinds: Option<Vec<_>> = words.map(chosen).collect();
        match kinds {
            Some(kinds) if !kinds.is_empty() => return Ok(kinds),
            _ => terminal.show("please answer with numbers from the list, like 1 or 1,2")?,
        }
    }
}

fn chosen(word: &str) -> Option<&'static Kind> {
    match word.parse::<usize>() {
        Ok(number) => KINDS.get(number.checked_sub(1)?),
        Err(_) => Kind::find(&word.to_lowercase()),
    }
}

fn whole(terminal: &Terminal, kind: &'static Kind) -> Result<Item, Failure> {
    terminal.show("")?;
    terminal.show(&format!("{} (Enter leaves a field empty)", kind.id))?;
    let mut item = new_item(kind.id.to_owned());
    for field in kind.fields {
        let usual = usual(&item, field);
        field_of(terminal, &mut item, field, usual)?;
    }
    let note = terminal.line("  note: ")?;
    item.note = (!note.is_empty()).then_some(note);
    Ok(item)
}

/// The default value; a port's depends on the protocol.
fn usual(item: &Item, field: &Field) -> Option<&'static str> {
    let protocol = item.fields.get("protocol");
    match (field.id, protocol) {
        ("port", Some(protocol)) => Some(default_port(protocol)),
        _ => field.fallback,
    }
}

/// Asks for the required fields that items lack.
pub(crate) fn complete(terminal: &Terminal, items: &mut [Item]) -> Result<(), Failure> {
    for item in items {
        for field in missing(item) {
            terminal.show(&format!("{} needs:", item.kind))?;
            field_of(terminal, item, field, field.fallback)?;
        }
    }
    Ok(())
}

fn field_of(
    terminal: &Terminal,
    item: &mut Item,
    field: &'static Field,
    usual: Option<&str>,
) -> Result<(), Failure> {
    loop {
        let value = match value(terminal, field, usual)? {
            value if value.is_empty() => Zeroizing::new(usual.unwrap_or_default().to_owned()),
            value => value,
        };
        if value.is_empty() && field.required {
            terminal.show(&format!("  {} is needed", field.id))?;
            continue;
        }
        match checked(field, value) {
            Ok(value) if value.is_empty() => return Ok(()),
            Ok(value) => {
                item.fields.set(field.id, value);
                return Ok(());
            }
            Err(_) => terminal.show(&format!(
                "  please take one of {}",
                field.choices.join(", ")
            ))?,
        }
    }
}

/// One answer, hidden where the field is a secret.
pub(super) fn value(
    terminal: &Terminal,
    field: &Field,
    usual: Option<&str>,
) -> Result<Zeroizing<String>, Failure> {
    if field.multiline {
        return of_many_lines(terminal, field);
    }
    if field.secret {
        return terminal.hidden(&format!("  {} (not shown): ", field.id));
    }
    let choices = match field.choices {
        [] => String::new(),
        choices => format!(" ({})", choices.join(", ")),
    };
    let usual = usual.map_or(String::new(), |usual| format!(" [{usual}]"));
    terminal.line(&format!("  {}{choices}{usual}: ", field.id))
}

/// A terminal is no place to paste a key: from a file it is exact.
fn of_many_lines(terminal: &Terminal, field: &Field) -> Result<Zeroizing<String>, Failure> {
    loop {
        let question = if field.required {
            format!(
                "  {}: name of a file, or Enter to type one line: ",
                field.id
            )
        } else {
            format!("  {}: name of a file: ", field.id)
        };
        let path = terminal.line(&question)?;
        if path.is_empty() {
            return match field.required {
                true => terminal.hidden(&format!("  {} (not shown): ", field.id)),
                false => Ok(path),
            };
        }
        match file(path.trim().as_ref()) {
            Ok(text) => return Ok(text),
            Err(_) => terminal.show("  this file cannot be read as text")?,
        }
    }
}

/// Asks twice.
pub(crate) fn new_passphrase(terminal: &Terminal) -> Result<Zeroizing<String>, Failure> {
    terminal.show("")?;
    loop {
        let passphrase = terminal.hidden("passphrase (not shown): ")?;
        if passphrase.is_empty() {
            terminal.show("it cannot be empty")?;
        } else if terminal.hidden("the same again: ")? == passphrase {
            return Ok(passphrase);
        } else {
            terminal.show("these were two different ones")?;
        }
    }
}

/// The summary, and the last moment to stop.
pub(crate) fn confirm(terminal: &Terminal, bundle: &Bundle, terms: &str) -> Result<(), Failure> {
    terminal.show("")?;
    for item in &bundle.items {
        let fields: Vec<_> = item.fields.iter().map(|(id, _)| id).collect();
        let fields = match item.absent {
            true => "you do not have this".to_owned(),
            false => fields.join(", "),
        };
        terminal.show(&format!("{:<11} {fields}", item.kind))?;
    }
    terminal.show(terms)?;
    if terminal.yes("seal it?", true)? {
        return Ok(());
    }
    Err(Failure::usage("stopped; nothing was sent", "run it again"))
}
