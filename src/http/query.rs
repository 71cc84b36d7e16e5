//! What stands behind the `?`: read as strictly as a body.

use url::form_urlencoded;

use super::error::Error;

/// The members of these names, in their order; none twice, and no other.
pub(super) fn members<const N: usize>(
    query: &str,
    known: [&'static str; N],
) -> Result<[Option<String>; N], Error> {
    let mut members = [const { None }; N];
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let Some(at) = known.iter().position(|known| *known == name) else {
            let known = known.join(", ");
            return Err(Error::Invalid(format!(
                "A member of the query is unknown; known: {known}"
            )));
        };
        if members[at].replace(value.into_owned()).is_some() {
            let twice = format!("{} stands twice in the query", known[at]);
            return Err(Error::Invalid(twice));
        }
    }
    Ok(members)
}

/// `limit`: from 1 to `most`.
pub(super) fn limit(text: Option<String>, usual: usize, most: usize) -> Result<usize, Error> {
    let Some(text) = text else { return Ok(usual) };
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|limit| is_plain && (1..=most).contains(limit))
        .ok_or_else(|| Error::Invalid(format!("limit must be a whole number from 1 to {most}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Option<[Option<String>; 2]> {
        members(query, ["reference", "limit"]).ok()
    }

    #[test]
    fn known_members_in_any_order_and_none_twice() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read(""), Some([None, None]));
        assert_eq!(
            read("limit=5&reference=T%2B1+%C3%A9"),
            Some([some("T+1 é"), some("5")])
        );
        assert_eq!(read("reference="), Some([some(""), None]));
        assert_eq!(read("reference"), Some([some(""), None]));
        for query in [
            "limit=1&limit=1",
            "state=open",
            "Limit=1",
            "limit=1&x",
            "=1",
        ] {
            assert_eq!(read(query), None, "{query}");
        }
    }

    #[test]
    fn a_limit_is_a_plain_number_within_bounds() {
        let read = |text: &str| limit(Some(text.to_owned()), 50, 100).ok();
        assert_eq!(limit(None, 50, 100).ok(), Some(50));
        assert_eq!(
            (read("1"), read("100"), read("007")),
            (Some(1), Some(100), Some(7))
        );
        for text in [
            "",
            "0",
            "101",
            "+5",
            "-1",
            "5.0",
            " 5",
            "1e1",
            "99999999999999999999",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
