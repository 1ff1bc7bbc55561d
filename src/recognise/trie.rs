//! A set of words that is asked: which is the longest that ends here?
//!
//! The words that start at a place are told by [`crate::text::Lookup`].

/// A trie over characters. Matching is anchored; the cost is the length of the match.
#[derive(Clone, Debug, Default)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    edges: Vec<char>,
    /// For each Unified Ideograph, the node behind the root's edge; 0 is none. Most characters of
    /// a text start no word, and this says so at once.
    roots: Box<[u16]>,
    /// Whether a word begins with two characters of this hash, a bit for each; most characters that
    /// could start a word are not followed by the second one.
    pairs: Box<[u64]>,
}

/// Bits of [`Trie::pairs`]: many times the number of beginnings, so that it is nearly always right.
const PAIRS: usize = 1 << 16;

/// Stands for the second character of a word of one.
const ALONE: char = '\0';

/// Where two characters stand in [`Trie::pairs`].
const fn pair(first: char, second: char) -> usize {
    (first as usize).wrapping_mul(0x9e3d).wrapping_add(second as usize) % PAIRS
}

/// The Unified Ideographs that [`Trie::roots`] covers.
const IDEOGRAPHS: std::ops::Range<usize> = 0x4e00..0xa000;

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// Its first edge; the child behind edge `n` is node `n + 1`.
    first: u32,
    edges: u16,
    /// The value of the word that ends here, plus one.
    value: u16,
}

impl Trie {
    /// Builds it from words with values; of equal words the last one counts.
    pub(super) fn new<'a>(words: impl IntoIterator<Item = (&'a str, u16)>) -> Self {
        let mut words: Vec<(Vec<char>, u16)> = words
            .into_iter()
            .filter(|(word, _)| !word.is_empty())
            .map(|(word, value)| (word.chars().collect(), value))
            .collect();
        words.sort_by(|a, b| a.0.cmp(&b.0));
        let mut trie = Self { nodes: vec![Node::default()], ..Self::default() };
        // Breadth first, so that the edges of a node lie side by side.
        let mut queue = std::collections::VecDeque::from([(0usize, 0..words.len(), 0usize)]);
        while let Some((node, range, depth)) = queue.pop_front() {
            let mut at = range.start;
            while at < range.end && words[at].0.len() == depth {
                trie.nodes[node].value = words[at].1 + 1;
                at += 1;
            }
            trie.nodes[node].first = trie.edges.len() as u32;
            while at < range.end {
                let c = words[at].0[depth];
                let from = at;
                while at < range.end && words[at].0[depth] == c {
                    at += 1;
                }
                trie.edges.push(c);
                trie.nodes.push(Node::default());
                trie.nodes[node].edges += 1;
                queue.push_back((trie.nodes.len() - 1, from..at, depth + 1));
            }
        }
        let mut roots = vec![0u16; IDEOGRAPHS.len()].into_boxed_slice();
        for (nth, c) in trie.firsts().iter().enumerate() {
            if IDEOGRAPHS.contains(&(*c as usize)) {
                roots[*c as usize - IDEOGRAPHS.start] = nth as u16 + 1;
            }
        }
        trie.roots = roots;
        trie.pairs = vec![0; PAIRS / 64].into_boxed_slice();
        for (word, _) in &words {
            let bit = pair(word[0], word.get(1).copied().unwrap_or(ALONE));
            trie.pairs[bit / 64] |= 1 << (bit % 64);
        }
        trie
    }

    /// Length in bytes and value of the longest word that `text` ends with; the words of the set are
    /// written backwards.
    pub(super) fn longest_backwards(&self, text: &str) -> Option<(usize, u16)> {
        let mut chars = text.chars().rev();
        let first = chars.next()?;
        let second = chars.next().filter(|second| self.begins(first, *second));
        if second.is_none() && !self.begins(first, ALONE) {
            return None;
        }
        let ideograph = IDEOGRAPHS.contains(&(first as usize));
        let child = if ideograph {
            usize::from(*self.roots.get(first as usize - IDEOGRAPHS.start)?)
        } else {
            self.child(0, first)
        };
        let (mut at, mut len, mut best) = (child, first.len_utf8(), None);
        let mut next = second;
        while at > 0 {
            let node = self.nodes[at];
            if node.value > 0 {
                best = Some((len, node.value - 1));
            }
            let Some(c) = next.filter(|_| node.edges > 0) else { break };
            at = self.child(at, c);
            len += c.len_utf8();
            next = chars.next();
        }
        best
    }

    /// Whether a word may begin with two characters, or be the first one [`ALONE`].
    #[inline]
    fn begins(&self, first: char, second: char) -> bool {
        let bit = pair(first, second);
        self.pairs.get(bit / 64).is_some_and(|bits| bits & (1 << (bit % 64)) != 0)
    }

    /// The node behind the edge `c` of a node; 0 if there is none.
    fn child(&self, node: usize, c: char) -> usize {
        let Some(node) = self.nodes.get(node) else { return 0 };
        let first = node.first as usize;
        let edges = &self.edges[first..first + usize::from(node.edges)];
        edges.binary_search(&c).map_or(0, |nth| first + nth + 1)
    }

    /// The last characters of the words.
    fn firsts(&self) -> &[char] {
        let count = self.nodes.first().map_or(0, |node| usize::from(node.edges));
        &self.edges[..count]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let trie = Trie::new([("个", 1), ("点分百个", 2), ("月个", 3), ("次", 4), ("百个", 9)]);
        assert_eq!(trie.longest_backwards("。个百分点"), Some((12, 2)));
        assert_eq!(trie.longest_backwards("之个百"), Some((6, 9)));
        assert_eq!(trie.longest_backwards("人个"), Some((3, 1)));
        assert_eq!(trie.longest_backwards("次人"), None);
        assert_eq!(trie.longest_backwards(""), None);
        assert_eq!(trie.firsts(), ['个', '月', '次', '点', '百']);
    }

    #[test]
    fn words_are_read_backwards() {
        let trie = Trie::new([("展开", 0), ("办举", 1)]);
        assert_eq!(trie.longest_backwards("扎实开展"), Some((6, 0)));
        assert_eq!(trie.longest_backwards("开展了"), None);
    }

    #[test]
    fn an_empty_set_matches_nothing() {
        assert_eq!(Trie::default().longest_backwards("个"), None);
        assert_eq!(Trie::new([("", 1)]).longest_backwards("个"), None);
    }
}
