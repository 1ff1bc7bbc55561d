//! The statistics: agreement and rank correlation.

/// Quadratic weighted kappa of two series of levels 0–3.
pub(crate) fn kappa(pairs: &[(u8, u8)]) -> f64 {
    let mut table = [[0f64; 4]; 4];
    for (a, b) in pairs {
        table[usize::from(*a)][usize::from(*b)] += 1.0;
    }
    let total = pairs.len() as f64;
    let row = |i: usize| table[i].iter().sum::<f64>();
    let column = |j: usize| table.iter().map(|row| row[j]).sum::<f64>();
    let (mut seen, mut chance) = (0.0, 0.0);
    for (i, cells) in table.iter().enumerate() {
        for (j, cell) in cells.iter().enumerate() {
            let weight = (i as f64 - j as f64).powi(2) / 9.0;
            seen += weight * cell;
            chance += weight * row(i) * column(j) / total;
        }
    }
    1.0 - seen / chance
}

/// Spearman's rank correlation; ties share their mean rank.
pub(crate) fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (ranks(a), ranks(b));
    let mean = f64::midpoint(a.len() as f64, 1.0);
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(&b) {
        ab += (x - mean) * (y - mean);
        aa += (x - mean).powi(2);
        bb += (y - mean).powi(2);
    }
    ab / (aa * bb).sqrt()
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut at = 0;
    while at < order.len() {
        let mut end = at + 1;
        while end < order.len() && values[order[end]].total_cmp(&values[order[at]]).is_eq() {
            end += 1;
        }
        for place in &order[at..end] {
            ranks[*place] = f64::midpoint((at + 1) as f64, end as f64);
        }
        at = end;
    }
    ranks
}
