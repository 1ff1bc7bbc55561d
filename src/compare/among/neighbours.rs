//! Which of many reports share something with one report.
//!
//! The same prints as in an [`Index`](super::Index), kept to be asked by one report after another.

use super::prints::{Print, prints};
use crate::compare::{Frequent, Stream};

/// Units between two prints that are near each other.
const NEAR: u32 = 64;

/// Places of one print in one report that are held against a place of the text: a row of a table can stand there ten
/// thousand times.
const OFTEN: usize = 24;

/// The prints of reports.
#[derive(Clone, Debug, Default)]
pub struct Neighbours {
    /// Hash, report, place; ascending.
    records: Vec<(u64, u32, u32)>,
    /// Wording that so many bodies use that it is nobody's.
    pub(crate) frequent: Frequent,
}

impl Neighbours {
    /// Takes the prints of reports, and what so many of their bodies write that it is nobody's.
    pub fn new(streams: &[Stream], frequent: Frequent) -> Self {
        let mut records = Vec::new();
        for (nth, stream) in streams.iter().enumerate() {
            records.extend(stream.prints().iter().map(|print| (print.hash, nth as u32, print.at)));
        }
        records.sort_unstable();
        Self { records, frequent }
    }

    /// Whether there is nobody to ask.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The prints that reports share with a text: the report, the place here and the place there; ascending.
    fn seeds(&self, text: &Stream) -> Vec<(u32, u32, u32)> {
        let mut own: Vec<Print> = Vec::new();
        prints(&text.codes, &mut own);
        let mut seeds = Vec::new();
        for print in own {
            let from = self.records.partition_point(|(hash, ..)| *hash < print.hash);
            let rest = &self.records[from..];
            let same = &rest[..rest.partition_point(|(hash, ..)| *hash == print.hash)];
            for of_one in same.chunk_by(|x, y| x.1 == y.1) {
                let places = of_one.iter().take(OFTEN);
                seeds.extend(places.map(|(_, report, there)| (*report, print.at, *there)));
            }
        }
        seeds.sort_unstable();
        seeds
    }

    /// The reports that share two prints near each other with a text, ascending.
    pub(crate) fn of(&self, text: &Stream) -> Vec<u32> {
        let seeds = self.seeds(text);
        let near = |two: &[(u32, u32, u32)]| {
            let (x, y) = (two[0], two[1]);
            x.0 == y.0 && x.1.abs_diff(y.1) <= NEAR && x.2.abs_diff(y.2) <= NEAR
        };
        let mut found: Vec<u32> = seeds.windows(2).filter(|two| near(two)).map(|two| two[0].0).collect();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARED: &str = "各镇街道建立夜间施工噪声联合巡查机制并向居民公开值守电话与处置结果";

    #[test]
    fn ten_thousand_rows_of_one_form_take_no_room() {
        let rows: Vec<String> = (100..900).map(|nth| format!("公布供水水质监测信息{nth}条，")).collect();
        let rows = rows.concat();
        let stream = Stream::new(&rows);
        let neighbours = Neighbours::new(&[Stream::new(&rows)], Frequent::default());
        assert_eq!(neighbours.of(&stream), [0]);
        let (own, seeds) = (stream.prints().len(), neighbours.seeds(&stream).len());
        assert!(own >= 800 && seeds <= own * OFTEN, "{own} prints, {seeds} seeds");
    }

    #[test]
    fn who_shares_a_long_sentence_is_a_neighbour() {
        let texts = ["水务局清淤河道", "民政局走访老人", "教育局检查校车"];
        let streams: Vec<Stream> =
            [format!("{}{SHARED}", texts[0]), texts[1].to_owned(), format!("{SHARED}{}", texts[2])]
                .iter()
                .map(|text| Stream::new(text))
                .collect();
        let neighbours = Neighbours::new(&streams, Frequent::default());
        assert_eq!(neighbours.of(&Stream::new(&format!("商务局核查油站{SHARED}"))), [0, 2]);
        assert_eq!(neighbours.of(&Stream::new("商务局核查油站")), [] as [u32; 0]);
        assert!(Neighbours::default().is_empty());
    }
}
