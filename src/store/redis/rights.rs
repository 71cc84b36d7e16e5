//! The commands that the store sends, itself or in a script: what its user must be allowed. They
//! stand in `deploy/redis/users.acl`, too.

/// One call of each, with as many arguments as it needs, on a key that it is sent for.
pub(crate) const NEEDED: &[&str] = &[
    "EVALSHA 0000000000000000000000000000000000000000 1 hndo:{00}:rec:x",
    "SCRIPT LOAD x",
    "INFO",
    "TIME",
    "WAIT 0 1",
    "EXISTS hndo:{00}:rec:x",
    "GET hndo:{c:x}:idem:x",
    "GETDEL hndo:{00}:got:x",
    "GETRANGE hndo:{00}:env:x 0 31",
    "HDEL hndo:{c:x}:hook x",
    "HEXISTS hndo:{c:x}:hook x",
    "HGET hndo:{c:x}:off x",
    "HINCRBY hndo:{c:x}:hook x 1",
    "HMGET hndo:{00}:rec:x x",
    "HSET hndo:{00}:rec:x x x",
    "HSETNX hndo:{00}:meta x x",
    "PEXPIRE hndo:{c:x}:log 1",
    "PEXPIREAT hndo:{00}:rec:x 1",
    "PEXPIRETIME hndo:{c:x}:req",
    "RENAME hndo:{00}:new:x hndo:{00}:env:x",
    "SET hndo:{00}:env:x x",
    "SETRANGE hndo:{00}:env:x 0 x",
    "STRLEN hndo:{00}:env:x",
    "UNLINK hndo:{00}:env:x",
    "XADD hndo:{00}:out * x x",
    "XDEL hndo:{c:x}:dead 1-0",
    "XLEN hndo:{c:x}:dead",
    "XRANGE hndo:{00}:out - +",
    "XREVRANGE hndo:{c:x}:log + -",
    "XTRIM hndo:{00}:out MAXLEN 1",
    "ZADD hndo:{00}:due 1 x",
    "ZCARD hndo:{c:x}:req",
    "ZRANGE hndo:{c:x}:req 0 1",
    "ZRANGEBYSCORE hndo:{00}:due 0 1",
    "ZREM hndo:{00}:due x",
    "ZREMRANGEBYRANK hndo:{c:x}:req 0 1",
    "ZSCORE hndo:{c:x}:req x",
];

/// Beside those, in a Cluster.
pub(crate) const IN_A_CLUSTER: &[&str] = &["ASKING", "CLUSTER NODES"];

/// Done without where the user may not; and asked of Sentinels.
#[cfg(test)]
const ELSEWHERE: &[&str] = &["CONFIG", "SENTINEL"];

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    /// The words that stand behind `mark` in the files of a directory.
    fn words_behind(mark: &str, directory: &Path, words: &mut BTreeSet<String>) {
        for entry in fs::read_dir(directory).expect("the sources are there") {
            let path = entry.expect("it is there").path();
            if path.is_dir() {
                words_behind(mark, &path, words);
                continue;
            }
            let text = fs::read_to_string(&path).expect("it is text");
            let tests = text.find("#[cfg(test)]").unwrap_or(text.len());
            for (at, _) in text[..tests].match_indices(mark) {
                let word = text[at + mark.len()..].split(['\'', '"']).next();
                words.extend(word.map(str::to_owned));
            }
        }
    }

    #[test]
    fn they_are_those_of_the_scripts_and_the_code() {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/redis");
        let mut sent = BTreeSet::new();
        words_behind("redis.call('", &sources, &mut sent);
        words_behind("cmd(\"", &sources, &mut sent);
        sent.retain(|word| !ELSEWHERE.contains(&word.as_str()));
        let listed = NEEDED
            .iter()
            .chain(IN_A_CLUSTER)
            .filter_map(|call| call.split(' ').next());
        let listed: BTreeSet<String> = listed.map(str::to_owned).collect();
        assert_eq!(sent, listed);
    }
}
