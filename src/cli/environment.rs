//! Settings from the environment: who set a variable looks for its name, not for that of a flag.

use std::env;

use clap::{
    Arg, Command, CommandFactory, Error,
    builder::StyledStr,
    error::{ContextKind, ContextValue},
};

use super::Cli;

/// Variables that no flag stands for.
#[cfg(feature = "server")]
const WITHOUT_A_FLAG: [&str; 3] = [
    "HANDOVER_API_KEY",
    "HANDOVER_API_KEY_FILE",
    "HANDOVER_PASSPHRASE",
];

/// The same error, which names the variables that the values in it come from.
pub(super) fn explained(mut error: Error) -> Error {
    let flags = [ContextKind::InvalidArg, ContextKind::PriorArg];
    let flags = flags.into_iter().filter_map(|kind| error.get(kind));
    let flags: Vec<_> = flags.flat_map(texts).collect();
    let mut arguments = Vec::new();
    collect(&Cli::command(), &mut arguments);
    let variables = flags.iter().filter_map(|flag| variable(flag, &arguments));
    let tips = variables.map(|name| StyledStr::from(format!("it is set by {name}")));
    let tips: Vec<_> = tips.collect();
    if !tips.is_empty() {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
    }
    error
}

fn texts(value: &ContextValue) -> Vec<String> {
    match value {
        ContextValue::String(text) => vec![text.clone()],
        ContextValue::Strings(texts) => texts.clone(),
        _ => Vec::new(),
    }
}

/// Of `--bind <BIND>`: `HANDOVER_BIND`, if that is where its value comes from.
fn variable(flag: &str, arguments: &[Arg]) -> Option<String> {
    let long = flag.split(' ').next()?.strip_prefix("--")?;
    let is_given = env::args().any(|given| {
        let given = given.strip_prefix("--");
        given.and_then(|given| given.split('=').next()) == Some(long)
    });
    let argument = arguments.iter().find(|arg| arg.get_long() == Some(long))?;
    let name = argument.get_env()?;
    let is_set = env::var_os(name).is_some();
    (is_set && !is_given).then(|| name.to_string_lossy().into_owned())
}

/// The arguments of this command and of those in it.
fn collect(command: &Command, arguments: &mut Vec<Arg>) {
    arguments.extend(command.get_arguments().cloned());
    for command in command.get_subcommands() {
        collect(command, arguments);
    }
}

/// A variable that is no setting and nearly has the name of one, and that one. Left alone it would
/// leave the setting at its default, and nobody would know. A name that is like no other is not ours:
/// Kubernetes, for one, sets `HANDOVER_PORT` where a service is called handover.
#[cfg(feature = "server")]
pub(super) fn misspelt() -> Option<(String, String)> {
    let mut arguments = Vec::new();
    collect(&Cli::command(), &mut arguments);
    let names = arguments.iter().filter_map(Arg::get_env);
    let mut known: Vec<_> = names.map(|name| name.to_string_lossy()).collect();
    known.extend(WITHOUT_A_FLAG.map(Into::into));
    let set = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let mut unknown = set.filter(|name| !known.iter().any(|known| known == name));
    unknown.find_map(|name| {
        let near = known.iter().find(|known| is_slip(&name, known))?;
        Some((name.clone(), near.to_string()))
    })
}

/// One slip in each four letters after `HANDOVER_`; three letters are too few to tell.
#[cfg(feature = "server")]
fn is_slip(name: &str, known: &str) -> bool {
    let ours = |name: &str| name.strip_prefix("HANDOVER_").map(str::to_ascii_uppercase);
    let (Some(name), Some(known)) = (ours(&name.to_ascii_uppercase()), ours(known)) else {
        return false;
    };
    strsim::damerau_levenshtein(&name, &known) <= name.len() / 4
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_another_name() {
        for (name, known) in [
            ("HANDOVER_LEASES", "HANDOVER_LEASE"),
            ("HANDOVER_BIDN", "HANDOVER_BIND"),
            ("HANDOVER_TRUSTED_PROXY", "HANDOVER_TRUSTED_PROXIES"),
            ("HANDOVER_MAXLIFETIME", "HANDOVER_MAX_LIFETIME"),
            ("handover_redis_url", "HANDOVER_REDIS_URL"),
        ] {
            assert!(is_slip(name, known), "{name}");
        }
        let mut arguments = Vec::new();
        collect(&Cli::command(), &mut arguments);
        for name in [
            "HANDOVER_PORT",
            "HANDOVER_PORT_8080_TCP_ADDR",
            "HANDOVER_SERVICE_HOST",
            "HANDOVER_SERVICE_PORT",
            "HANDOVER_REDIS_PORT",
            "HANDOVER_BIN",
            "LEASE",
        ] {
            let known = arguments.iter().filter_map(|arg| arg.get_env()?.to_str());
            let near: Vec<_> = known.filter(|known| is_slip(name, known)).collect();
            assert!(near.is_empty(), "{name}: {near:?}");
        }
    }
}
