//! Tables of states and verbs: a row is a state, a column a verb, a cell the word of the answer with
//! `_` for blanks.

use handover::protocol::wire::Time;

pub struct Table {
    verbs: Vec<&'static str>,
    /// A state, and what each verb answers in it.
    rows: Vec<(&'static str, Vec<&'static str>)>,
}

impl Table {
    /// Reads a table of so many rows and columns.
    pub fn read(text: &'static str, [height, width]: [usize; 2]) -> Self {
        let mut lines = text.trim().lines().map(str::split_whitespace);
        let verbs: Vec<_> = lines.next().unwrap().skip(1).collect();
        let row = |mut cells: std::str::SplitWhitespace<'static>| {
            (cells.next().unwrap(), cells.collect::<Vec<_>>())
        };
        let rows: Vec<_> = lines.map(row).collect();
        assert_eq!((rows.len(), verbs.len()), (height, width));
        assert!(rows.iter().all(|(_, cells)| cells.len() == width));
        Self { verbs, rows }
    }

    /// Tries every verb in every state. `act` tells the word of the answer and, if the answer names a
    /// time, that time and when the state was entered.
    pub async fn check(&self, act: impl AsyncFn(&str, &str) -> (String, Option<(Time, Time)>)) {
        for (state, cells) in &self.rows {
            for (verb, expected) in self.verbs.iter().zip(cells) {
                let (word, times) = act(state, verb).await;
                assert_eq!(word.replace(' ', "_"), *expected, "{verb} when {state}");
                if let Some((told, entered)) = times {
                    assert_eq!(told, entered, "the time told by {verb} when {state}");
                }
            }
        }
    }
}
