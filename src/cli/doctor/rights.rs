//! What the user of the store may do: the server itself says, without doing any of it.
//!
//! `ACL DRYRUN` would have to stand in the ACL. `redis.acl_check_cmd` in a script (Redis 7.0) needs what
//! the store needs anyway.

use redis::{ConnectionInfo, RedisError};

use super::{
    node::{self, Node},
    report::Report,
};
use crate::{
    finding::Finding,
    store::redis::rights::{IN_A_CLUSTER, NEEDED},
};

/// Which of the calls, words with blanks between them, are not allowed.
const REFUSED: &str = "#!lua flags=no-writes\n\
    local refused = {}\n\
    for _, call in ipairs(ARGV) do\n\
      local words = {}\n\
      for word in call:gmatch('%S+') do words[#words + 1] = word end\n\
      if not redis.acl_check_cmd(unpack(words)) then refused[#refused + 1] = call end\n\
    end\n\
    return refused";

/// What nobody needs to whom the server belongs.
const TOO_MUCH: &str = "FLUSHALL";

/// What the user of this node lacks, and whether it may do more than it needs.
pub(super) async fn examine(node: &mut Node, remote: bool, in_cluster: bool, report: &mut Report) {
    let also = if in_cluster { IN_A_CLUSTER } else { &[] };
    let needed = [NEEDED, also].concat();
    match refused(node, &needed).await {
        Ok(refused) => {
            let is_refused = |call: &&str| refused.iter().any(|other| other == *call);
            let missing: Vec<_> = needed.iter().copied().filter(is_refused).collect();
            report.add(lacks(&missing));
            report.add((remote && !is_refused(&TOO_MUCH)).then(may_too_much));
        }
        Err(error) => match forbidden(&error) {
            Some(command) => report.add(lacks(&[&command])),
            None => report.unchecked("rights", format!("Redis does not say: {error}")),
        },
    }
}

/// Redis reads its log as the user `default`, and leaves out each step of more than one command that this
/// user may not (redis 14541, valkey 3983). None where `asker` may not ask who may what.
pub(super) async fn unread_log(node: &Node, asker: &ConnectionInfo) -> Option<Finding> {
    let has_log = node.info.number("aof_enabled") > 0;
    let mut ask = redis::cmd("ACL");
    let users = node::call(asker, ask.arg("LIST")).await.ok()?;
    let users: Vec<String> = redis::from_redis_value(users).ok()?;
    let default = users
        .iter()
        .find(|user| user.starts_with("user default "))?;
    (has_log && !may_everything(default)).then(|| {
        Finding::error(
            "log",
            "the user default of Redis may not do everything",
            "Redis reads its log as this user when it starts: what was opened would be sealed again",
            "user default off resetpass ~* &* +@all, as in deploy/redis/users.acl: nobody can be this user",
        )
    })
}

/// As `ACL LIST` writes it.
fn may_everything(user: &str) -> bool {
    let has = |word: &str| user.split(' ').any(|other| other == word);
    has("~*") && has("+@all") && !user.contains(" -")
}

async fn refused(node: &mut Node, needed: &[&str]) -> Result<Vec<String>, RedisError> {
    let mut load = redis::cmd("SCRIPT");
    let sha1: String = redis::from_redis_value(node.call(load.arg("LOAD").arg(REFUSED)).await?)?;
    let mut ask = redis::cmd("EVALSHA");
    ask.arg(sha1).arg(0).arg(needed).arg(TOO_MUCH);
    Ok(redis::from_redis_value(node.call(&ask).await?)?)
}

/// `… has no permissions to run the 'script|load' command`: its name.
fn forbidden(error: &RedisError) -> Option<String> {
    let detail = error.detail().filter(|_| error.code() == Some("NOPERM"))?;
    let command = detail.split('\'').nth(1)?;
    Some(command.replace('|', " ").to_uppercase())
}

fn lacks(calls: &[&str]) -> Option<Finding> {
    let rules: Vec<_> = calls.iter().map(|call| rule(call)).collect();
    (!rules.is_empty()).then(|| {
        Finding::error(
            "rights",
            format!("the user of HANDOVER_REDIS_URL may not {}", rules.join(" ")),
            "what needs it is answered 503",
            "give it the rights in deploy/redis/users.acl, on ~hndo:* (ACL SETUSER at once, and the file for the next start)",
        )
    })
}

/// As it stands in an ACL.
fn rule(call: &str) -> String {
    let mut words = call.split(' ').map(str::to_lowercase);
    match (words.next().as_deref(), words.next()) {
        (Some(word @ ("script" | "cluster")), Some(sub)) => format!("+{word}|{sub}"),
        (word, _) => format!("+{}", word.unwrap_or_default()),
    }
}

fn may_too_much() -> Finding {
    Finding::warning(
        "rights",
        format!(
            "the user of HANDOVER_REDIS_URL may do more than the store needs, {TOO_MUCH} for one"
        ),
        "whoever takes the server over could erase or read what others keep in this Redis",
        "use the user handover of deploy/redis/users.acl",
    )
}
