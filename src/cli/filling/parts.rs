//! `--item KIND --field NAME=VALUE… --note TEXT`: the order says which field belongs to which item.

use clap::{
    Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches,
    builder::{PossibleValue, PossibleValuesParser},
};
use zeroize::Zeroizing;

use super::ask;
use crate::{
    cli::{
        failure::Failure,
        input::{is_typed, stdin, without_line_ending},
        terminal::Terminal,
    },
    protocol::{
        bundle::{Fields, Item},
        kind::{Field, KINDS, Kind},
    },
};

/// The flags in the order in which they were given.
#[derive(Default)]
pub(super) struct Parts(Vec<Part>);

enum Part {
    Item(String),
    Field(Zeroizing<String>),
    Note(Zeroizing<String>),
}

const ITEM: &str = "What the access is for; its fields follow. Repeat it for several";
const FIELD: &str = "A field of the item before it; NAME=- reads the value from standard input. \
                     A password on the command line is seen by other users of this machine: prefer - or leave it out and be asked";
const NOTE: &str = "A note on the item before it";

impl Args for Parts {
    fn augment_args(command: Command) -> Command {
        let kinds = KINDS.iter().map(|kind| {
            let fields: Vec<_> = kind.fields.iter().map(|field| field.id).collect();
            PossibleValue::new(kind.id).help(fields.join(", "))
        });
        let part = |name: &'static str, value: &'static str| {
            Arg::new(name)
                .long(name)
                .value_name(value)
                .action(ArgAction::Append)
        };
        command
            .arg(
                part("item", "KIND")
                    .help(ITEM)
                    .value_parser(PossibleValuesParser::new(kinds)),
            )
            .arg(part("field", "NAME=VALUE").help(FIELD))
            .arg(part("note", "TEXT").help(NOTE))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Parts {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut parts: Vec<(usize, Part)> = Vec::new();
        let mut add = |name: &str, part: fn(String) -> Part| {
            let places = matches.indices_of(name).into_iter().flatten();
            let values = matches.get_many::<String>(name).into_iter().flatten();
            parts.extend(places.zip(values.map(|value| part(value.clone()))));
        };
        add("item", Part::Item);
        add("field", |field| Part::Field(field.into()));
        add("note", |note| Part::Note(note.into()));
        parts.sort_by_key(|(place, _)| *place);
        Ok(Self(parts.into_iter().map(|(_, part)| part).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Parts {
    /// How many values are to come from standard input.
    pub(super) fn wants_stdin(&self) -> usize {
        let dashed = |part: &&Part| matches!(part, Part::Field(text) if text.ends_with("=-") && text.matches('=').count() == 1);
        self.0.iter().filter(dashed).count()
    }

    /// The items; every kind and field is one that exists.
    pub(super) fn into_items(self) -> Result<Vec<Item>, Failure> {
        let mut items: Vec<Item> = Vec::new();
        for part in self.0 {
            match part {
                Part::Item(kind) => items.push(new_item(kind)),
                Part::Field(text) => set(last(&mut items, "--field")?, &text)?,
                Part::Note(text) => last(&mut items, "--note")?.note = Some(text),
            }
        }
        Ok(items)
    }
}

pub(crate) fn new_item(kind: String) -> Item {
    Item {
        kind,
        fields: Fields::default(),
        note: None,
        absent: false,
    }
}

fn last<'a>(items: &'a mut [Item], flag: &str) -> Result<&'a mut Item, Failure> {
    items.last_mut().ok_or_else(|| {
        Failure::usage(
            format!("{flag} stands before every --item"),
            "nothing was sent: put it behind the --item that it belongs to",
        )
    })
}

fn set(item: &mut Item, text: &str) -> Result<(), Failure> {
    let Some((name, value)) = text.split_once('=') else {
        return Err(Failure::usage(
            "a --field has no =",
            "nothing was sent: write --field NAME=VALUE, or NAME=- to read it from standard input",
        ));
    };
    let field = known(kind(&item.kind)?, name)?;
    if item.fields.get(name).is_some() {
        return Err(Failure::usage(
            format!("{name} is given twice for one {}", item.kind),
            "nothing was sent: give it once, or begin another --item",
        ));
    }
    let value = match value {
        "-" if is_typed() => typed(field)?,
        "-" if field.multiline => stdin()?,
        "-" => without_line_ending(stdin()?),
        _ => Zeroizing::new(value.to_owned()),
    };
    item.fields.set(name, checked(field, value)?);
    Ok(())
}

/// Standard input is the terminal: asks, so that no secret is shown.
fn typed(field: &Field) -> Result<Zeroizing<String>, Failure> {
    // Without anybody to ask, `stdin` says what to do.
    Terminal::open().map_or_else(stdin, |terminal| ask::value(&terminal, field, None))
}

/// The kind of that name, or a failure that says which there are.
pub(super) fn kind(name: &str) -> Result<&'static Kind, Failure> {
    Kind::find(name).ok_or_else(|| {
        let kinds: Vec<_> = KINDS.iter().map(|kind| kind.id).collect();
        Failure::usage(
            format!("there is no kind of item named {name}"),
            format!("nothing was sent: take one of {}", kinds.join(", ")),
        )
    })
}

/// The field of that name, or a failure that says which there are.
pub(super) fn known(kind: &Kind, name: &str) -> Result<&'static Field, Failure> {
    kind.field(name).ok_or_else(|| {
        let fields: Vec<_> = kind.fields.iter().map(|field| field.id).collect();
        Failure::usage(
            format!("{} has no field named {name}", kind.id),
            format!("nothing was sent: take one of {}", fields.join(", ")),
        )
    })
}

/// The usual spelling where there are choices, whatever case was typed.
pub(super) fn checked(
    field: &Field,
    value: Zeroizing<String>,
) -> Result<Zeroizing<String>, Failure> {
    if field.choices.is_empty() || value.is_empty() {
        return Ok(value);
    }
    let choice = field
        .choices
        .iter()
        .find(|choice| choice.eq_ignore_ascii_case(&value));
    let choice = choice.ok_or_else(|| {
        Failure::usage(
            format!("{} cannot have this value", field.id),
            format!("nothing was sent: take one of {}", field.choices.join(", ")),
        )
    })?;
    Ok(Zeroizing::new((*choice).to_owned()))
}

/// The required fields that an item lacks; none where the sender does not have it.
pub(crate) fn missing(item: &Item) -> Vec<&'static Field> {
    if item.absent {
        return Vec::new();
    }
    let fields = Kind::find(&item.kind).map_or(&[][..], |kind| kind.fields);
    let lacks =
        |field: &&Field| field.required && item.fields.get(field.id).is_none_or(str::is_empty);
    fields.iter().filter(lacks).collect()
}
