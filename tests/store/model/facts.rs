//! What the model remembers, as plain facts: of a bundle, and of a request with its answer.

use std::collections::HashSet;

use super::{LEASE, LIFETIME, RETENTION};
use crate::store::fixture::TRIES;

#[derive(Default)]
pub struct Facts {
    pub content: usize,
    pub created: u32,
    winner: Option<(usize, u32)>,
    erased: Option<u32>,
    confirmed: Option<(u32, bool)>,
    finished: Option<u32>,
    revoked: Option<u32>,
    destroyed: Option<u32>,
    wrong: HashSet<(usize, usize)>,
    late: u32,
    last_late: Option<(usize, usize)>,
}

impl Facts {
    pub fn new(content: usize, created: u32) -> Self {
        Self {
            content,
            created,
            ..Self::default()
        }
    }

    fn state(&self, now: u32) -> (&'static str, u32) {
        if let Some(at) = self.revoked {
            ("revoked", at)
        } else if let Some(at) = self.destroyed {
            ("destroyed", at)
        } else if let Some((_, at)) = self.winner {
            match self.erased {
                Some(erased) => ("opened", erased),
                None if now >= at + LEASE => ("opened", at + LEASE),
                None => ("claimed", at),
            }
        } else if now >= self.created + LIFETIME {
            ("expired", self.created + LIFETIME)
        } else {
            ("sealed", self.created)
        }
    }

    fn tries(&self) -> usize {
        TRIES as usize - self.wrong.len()
    }

    pub fn view(&self, now: u32) -> String {
        let (state, at) = self.state(now);
        let ended = ["expired", "revoked", "destroyed"].contains(&state);
        let claimed = self.winner.map(|(_, at)| at);
        let lease = claimed.filter(|_| state == "claimed").map(|at| at + LEASE);
        let opened = (state == "opened").then_some(at);
        format!(
            "{state} {} tries {} claimed {claimed:?} lease {lease:?} opened {opened:?} ended {:?} \
             finished {:?}",
            self.created + LIFETIME,
            self.tries(),
            ended.then_some(at),
            self.finished,
        )
    }

    pub fn receipt(&self, now: u32) -> String {
        format!(
            "{} | {} {} {:?} {:?} late {}",
            self.view(now),
            self.created,
            self.created + LIFETIME + RETENTION,
            self.confirmed.map(|(at, _)| at),
            self.confirmed.map(|(_, readable)| readable),
            self.late,
        )
    }

    pub fn claim(&mut self, now: u32, who: usize, guess: usize) -> String {
        let (state, at) = self.state(now);
        let mine = self.winner.is_some_and(|(winner, _)| winner == who);
        if state == "sealed" && guess == 0 {
            self.winner = Some((who, now));
            return format!("granted {} until {}", self.content, now + LEASE);
        }
        if state == "sealed" {
            self.wrong.insert((who, guess));
            if self.tries() > 0 {
                return format!("wrong {}", self.tries());
            }
            self.destroyed = Some(now);
            return format!("gone destroyed {now}");
        }
        if state == "claimed" && mine {
            return format!("granted {} until {}", self.content, at + LEASE);
        }
        let known = self.wrong.contains(&(who, guess)) || self.last_late == Some((who, guess));
        if !mine && !known {
            self.late += 1;
            self.last_late = Some((who, guess));
        }
        format!("gone {state} {at}")
    }

    pub fn take(&mut self, now: u32, who: usize, guess: usize) -> String {
        let answer = self.claim(now, who, guess);
        if answer.starts_with("granted") {
            self.erased = Some(now);
            return format!("granted {} and erased", self.content);
        }
        answer
    }

    pub fn confirm(&mut self, now: u32, who: usize, readable: bool) -> String {
        match self.winner {
            Some((winner, _)) if winner == who => {
                let (state, at) = self.state(now);
                self.erased = Some(if state == "opened" { at } else { now });
                self.confirmed.get_or_insert((now, readable));
                "true".to_owned()
            }
            _ => "false".to_owned(),
        }
    }

    pub fn revoke(&mut self, now: u32) -> String {
        match self.state(now) {
            ("sealed", _) => {
                self.revoked = Some(now);
                "done".to_owned()
            }
            ("revoked", _) => "done".to_owned(),
            (state, at) => format!("refused {state} {at}"),
        }
    }

    pub fn finish(&mut self, now: u32) -> String {
        match self.state(now) {
            ("claimed" | "opened", _) => {
                self.finished.get_or_insert(now);
                "done".to_owned()
            }
            (state, at) => format!("refused {state} {at}"),
        }
    }
}

#[derive(Default)]
pub struct AskFacts {
    pub content: usize,
    pub requested: u32,
    pub revoked: Option<u32>,
    pub answer: Option<Facts>,
}

impl AskFacts {
    pub fn new(content: usize, requested: u32) -> Self {
        Self {
            content,
            requested,
            ..Self::default()
        }
    }

    /// Until when anything is kept of it.
    pub fn kept_until(&self) -> u32 {
        let began = self.answer.as_ref().map(|answer| answer.created);
        began.unwrap_or(self.requested) + LIFETIME + RETENTION
    }

    fn state(&self, now: u32) -> (&'static str, u32) {
        match &self.answer {
            Some(answer) => match answer.state(now) {
                ("sealed", at) => ("answered", at),
                other => other,
            },
            None => match self.revoked {
                Some(at) => ("revoked", at),
                None if now >= self.requested + LIFETIME => ("expired", self.requested + LIFETIME),
                None => ("pending", self.requested),
            },
        }
    }

    fn times(&self, now: u32) -> String {
        let (state, at) = self.state(now);
        let answer = self.answer.as_ref();
        let ended = ["expired", "revoked", "destroyed"].contains(&state);
        let answered = answer.map(|answer| answer.created);
        format!(
            "{state} {} {} answered {answered:?} claimed {:?} opened {:?} confirmed {:?} ended {:?} \
             finished {:?}",
            self.requested,
            answered.unwrap_or(self.requested) + LIFETIME,
            answer.and_then(|answer| answer.winner).map(|(_, at)| at),
            (state == "opened").then_some(at),
            answer.and_then(|answer| answer.confirmed).map(|(at, _)| at),
            ended.then_some(at),
            answer.and_then(|answer| answer.finished),
        )
    }

    /// As the answerer (0), the collector (1), the owner (2) or nobody sees it.
    pub fn look(&self, now: u32, with: usize) -> String {
        let (content, times) = (self.content, self.times(now));
        let is_there = ["answered", "claimed"].contains(&self.state(now).0);
        let answer = self.answer.as_ref().map(|answer| answer.content);
        match with {
            0 => format!("answerer {content} {times}"),
            1 => format!(
                "collector {content} wraps {:?} of {answer:?} {times}",
                answer.filter(|_| is_there)
            ),
            2 => format!("owner {times}"),
            _ => "nothing".to_owned(),
        }
    }

    pub fn fill(&mut self, now: u32, content: usize) -> String {
        match (&self.answer, self.state(now)) {
            (Some(answer), _) if answer.content == content => {
                format!("same {}", answer.created + LIFETIME)
            }
            (Some(_), _) => "taken".to_owned(),
            (None, ("pending", _)) => {
                self.answer = Some(Facts::new(content, now));
                format!("new {}", now + LIFETIME)
            }
            (None, (state, at)) => format!("gone {state} {at}"),
        }
    }

    pub fn revoke(&mut self, now: u32) -> String {
        match (&mut self.answer, self.revoked) {
            (Some(answer), _) => answer.revoke(now),
            (None, Some(_)) => "done".to_owned(),
            (None, None) => match self.state(now) {
                ("pending", _) => {
                    self.revoked = Some(now);
                    "done".to_owned()
                }
                (state, at) => format!("refused {state} {at}"),
            },
        }
    }

    pub fn finish(&mut self, now: u32) -> String {
        let (state, at) = self.state(now);
        match (&mut self.answer, state) {
            (Some(answer), "claimed" | "opened") => answer.finish(now),
            _ => format!("refused {state} {at}"),
        }
    }
}
