//! `handover man`: the manual, for packages and for who has nothing but the binary.

use std::{
    io,
    path::{Path, PathBuf},
};

use clap::{Args, Command, CommandFactory};
use clap_mangen::{
    Man as Page,
    roff::{Roff, roman},
};

use super::{Cli, failure::Failure};

/// Write the manual pages, one a command, into a folder
#[derive(Args)]
#[command(after_help = "\
Example:
  handover man /usr/local/share/man/man1     then: man handover, man handover-serve")]
pub(crate) struct Man {
    /// The folder; made if it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Man {
    pub(crate) fn run(self) -> Result<(), Failure> {
        // The pages of `help` would say nothing.
        let mut root = Cli::command().disable_help_subcommand(true);
        root.build();
        std::fs::create_dir_all(&self.folder)
            .and_then(|()| write(root, &self.folder))
            .map_err(|error| Failure::unwritten(&self.folder.display().to_string(), &error))
    }
}

/// The page of a command, and those of the commands in it.
fn write(command: Command, folder: &Path) -> io::Result<()> {
    for inner in command.get_subcommands() {
        write(inner.clone(), folder)?;
    }
    let has_more = command.has_subcommands();
    let notes = command.get_after_help().map(ToString::to_string);
    let page = Page::new(command)
        .source(concat!("handover ", env!("CARGO_PKG_VERSION")))
        .manual("Handover");
    let mut text = Vec::new();
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    if has_more {
        page.render_subcommands_section(&mut text)?;
    }
    if let Some(notes) = notes {
        self::notes(&notes).to_writer(&mut text)?;
    }
    std::fs::write(folder.join(page.get_filename()), text)
}

/// What stands at the end of the help. Lines that are indented are examples and stay as they are; the
/// generator's own section would fill them up to one paragraph.
fn notes(text: &str) -> Roff {
    let mut page = Roff::new();
    page.control("SH", ["NOTES"]);
    let mut is_example = false;
    for line in text.lines() {
        if line.starts_with("  ") != is_example {
            is_example = !is_example;
            page.control(if is_example { "nf" } else { "fi" }, []);
        }
        match line {
            "" => page.control("PP", []),
            line => page.text([roman(line)]),
        };
    }
    page
}
