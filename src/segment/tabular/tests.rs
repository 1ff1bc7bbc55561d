use crate::{
    model::{BlockKind, Document},
    testing::{report, small, words},
};

/// How a table comes into a text.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// With its lines, as the other three should be read.
    Bars,
    /// Cells parted by tabs.
    Tabs,
    /// Cells parted by runs of spaces; empty ones are gone.
    Spaces,
    /// Each cell on its own line; empty ones are gone.
    Lines,
}

const PASTED: [Way; 3] = [Way::Tabs, Way::Spaces, Way::Lines];

/// Rows with bars, pasted in some way.
fn pasted(rows: &str, way: Way) -> String {
    let mut out = String::new();
    for (nth, row) in rows.lines().enumerate() {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let full = || cells.iter().copied().filter(|cell| !cell.is_empty()).collect::<Vec<_>>();
        let line = match way {
            Way::Bars if nth == 0 => format!("|{}|\n|{}", cells.join("|"), "---|".repeat(cells.len())),
            Way::Bars => format!("|{}|", cells.join("|")),
            Way::Tabs => cells.join("\t"),
            Way::Spaces => full().join("   "),
            Way::Lines => full().join("\n"),
        };
        out += &line;
        out.push('\n');
    }
    out
}

const ISSUED: &str = "第二十条第（一）项|||
信息内容|本年制发件数|本年废止件数|现行有效件数
规章|0|0|0
行政规范性文件|2|1|17
第二十条第（五）项|||
信息内容|本年处理决定数量||
行政许可|129||
第二十条第（六）项|||
信息内容|本年处理决定数量||
行政处罚|27||
行政强制|4||
第二十条第（八）项|||
信息内容|本年收费金额（单位：万元）||
行政事业性收费|318.6||";

const REQUESTS: &str =
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）|||申请人情况||||||
|||自然人|法人或其他组织|||||总计
||||商业企业|科研机构|社会公益组织|法律服务机构|其他|
一、本年新收政府信息公开申请数量|||14|3|0|1|2|0|20
二、上年结转政府信息公开申请数量|||1|0|0|0|0|0|1
三、本年度办理结果|（一）予以公开||8|2|0|1|1|0|12
|（二）部分公开（区分处理的，只计这一情形，不计其他情形）||1|0|0|0|0|0|1
|（三）不予公开|1.属于国家秘密|0|0|0|0|0|0|0
||2.其他法律行政法规禁止公开|0|0|0|0|0|0|0
||3.危及“三安全一稳定”|0|0|0|0|0|0|0
||4.保护第三方合法权益|1|0|0|0|0|0|1
||5.属于三类内部事务信息|0|0|0|0|0|0|0
||6.属于四类过程性信息|0|0|0|0|0|0|0
||7.属于行政执法案卷|0|0|0|0|1|0|1
||8.属于行政查询事项|0|0|0|0|0|0|0
|（四）无法提供|1.本机关不掌握相关政府信息|2|1|0|0|0|0|3
||2.没有现成信息需要另行制作|1|0|0|0|0|0|1
||3.补正后申请内容仍不明确|0|0|0|0|0|0|0
|（五）不予处理|1.信访举报投诉类申请|1|0|0|0|0|0|1
||2.重复申请|0|0|0|0|0|0|0
||3.要求提供公开出版物|0|0|0|0|0|0|0
||4.无正当理由大量反复申请|0|0|0|0|0|0|0
||5.要求行政机关确认或重新出具已获取信息|0|0|0|0|0|0|0
|（六）其他处理|1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请|0|0|0|0|0|0|0
||2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请|0|0|0|0|0|0|0
||3.其他|0|0|0|0|0|0|0
|（七）总计||14|3|0|1|2|0|20
四、结转下年度继续办理|||1|0|0|0|0|0|1";

const DISPUTES: &str = "行政复议|||||行政诉讼|||||||||
||||||未经复议直接起诉|||||复议后起诉||||
结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计
2|0|1|0|3|1|0|0|0|1|0|0|0|0|0";

/// A report on disclosure with the three tables of the form.
fn disclosure(way: Way, requests: &str, disputes: &str) -> String {
    let [issued, requests, disputes] = [ISSUED, requests, disputes].map(|rows| pasted(rows, way));
    format!(
        "岚溪区水务局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n2023年新收政府信息公开申请20件，上年结转1件，办结20件，结转2024年1件。\n\n\
         二、主动公开政府信息情况\n\n{issued}\n三、收到和处理政府信息公开申请情况\n\n{requests}\n\
         四、因政府信息公开工作被申请行政复议、提起行政诉讼情况\n\n{disputes}\n\
         五、存在的主要问题及改进情况\n\n供水水质公示晚了3次，2024年改为每月10日前公示。\n\n\
         六、其他需要报告的事项\n\n全年没有收取信息处理费。\n\n岚溪区水务局\n2024年1月20日\n"
    )
}

fn found(text: &str) -> Vec<String> {
    let report = report(text);
    let document = &report.analysis.document;
    report.findings.iter().map(|one| format!("{} {}", one.rule, document.slice(one.span))).collect()
}

/// The cells of a document, by table and row.
fn cells(document: &Document) -> Vec<Vec<String>> {
    let mut rows: Vec<((u32, u32), Vec<String>)> = Vec::new();
    for block in document.blocks() {
        let BlockKind::Cell { table, row, .. } = block.kind else { continue };
        let words = document.slice(block.span).to_owned();
        match rows.last_mut().filter(|(last, _)| *last == (table, row)) {
            Some((_, cells)) => cells.push(words),
            None => rows.push(((table, row), vec![words])),
        }
    }
    rows.into_iter().map(|(_, cells)| cells).collect()
}

#[test]
fn the_tables_of_the_form_say_the_same_however_they_were_pasted() {
    let right = found(&disclosure(Way::Bars, REQUESTS, DISPUTES));
    assert!(!right.iter().any(|one| one.starts_with("tables/")), "{right:?}");
    for way in PASTED {
        assert_eq!(found(&disclosure(way, REQUESTS, DISPUTES)), right, "{way:?}");
    }
}

#[test]
fn their_arithmetic_is_checked_however_they_were_pasted() {
    let requests = REQUESTS.replace("予以公开||8|", "予以公开||9|");
    let disputes = DISPUTES.replace("2|0|1|0|3|", "2|0|1|0|4|");
    let wrong = found(&disclosure(Way::Bars, &requests, &disputes));
    for rule in ["tables/row-total 12", "tables/results-total 14", "tables/disputes-total 4"] {
        assert!(wrong.iter().any(|one| one == rule), "{wrong:?}");
    }
    for way in PASTED {
        assert_eq!(found(&disclosure(way, &requests, &disputes)), wrong, "{way:?}");
    }
}

#[test]
fn no_character_of_a_table_is_lost() {
    for way in PASTED {
        let text = disclosure(way, REQUESTS, DISPUTES);
        let report = report(&text);
        let mut covered = vec![false; text.len()];
        for block in report.analysis.document.blocks() {
            covered[block.span.range()].fill(true);
        }
        let lost: String = text
            .char_indices()
            .filter(|(at, c)| !c.is_whitespace() && !covered[*at])
            .map(|(_, c)| c)
            .collect();
        assert_eq!(lost, "", "{way:?}");
    }
}

const CASES: &str = "案件类别|立案|罚款
采砂|2|6.0
涉河|7|18.5
取水|4|6.3
合计|13|38.0";

#[test]
fn a_column_that_does_not_come_to_its_total_is_found_in_any_table() {
    for way in [Way::Bars, Way::Tabs, Way::Spaces, Way::Lines] {
        let text = small(&pasted(CASES, way));
        assert_eq!(words(&report(&text), "consistency/column-total"), ["38.0"], "{way:?}");
    }
}

#[test]
fn rows_without_figures_are_rows_if_they_have_three_cells() {
    let rows = "序号|事项|承办\n一|供水价格调整听证|水资源科\n二|河道管理范围划界|河湖科";
    for way in [Way::Tabs, Way::Spaces] {
        let found = cells(&report(&small(&pasted(rows, way))).analysis.document);
        assert_eq!(found[1], ["一", "供水价格调整听证", "水资源科"], "{way:?}");
        assert_eq!(found.len(), 3);
    }
}

#[test]
fn a_line_between_two_rows_is_the_rest_of_a_cell_and_a_heading_is_not() {
    let rows = "采砂\t2\t6.0\n违反水土保持\n规定\t9\t27.2\n取水\t4\t6.3";
    assert_eq!(cells(&report(&small(rows)).analysis.document).len(), 4);
    let rows = "采砂\t2\t6.0\n涉河\t7\t18.5\n\n二、存在的不足\n\n取水\t4\t6.3\n排水\t5\t7.0";
    let report = report(&small(rows));
    let sections = report.analysis.document.sections();
    assert_eq!(sections.iter().filter(|section| section.depth == 1).count(), 2);
    assert_eq!(cells(&report.analysis.document).len(), 4);
}

#[test]
fn what_is_no_table_stays_text() {
    for text in [
        "1.\t全年立案27件，结案25件。\n2.\t罚款68万元，全部缴清。\n3.\t没有发生行政诉讼。",
        "（一）\t加强领导\n（二）\t规范执法\n（三）\t开展普法",
        "全年立案27件。  结案25件。\n罚款68万元。  全部缴清。",
        "报  告\n总  结",
        "坚持依法治水\u{3000}\u{3000}坚持执法为民\n维护河湖健康\u{3000}\u{3000}保障供水安全",
        "全年 立案 27 件\n结案 25 件",
        "联系人：赵某  电话：见官网",
    ] {
        assert_eq!(cells(&report(&small(text)).analysis.document), [[""; 0]; 0], "{text}");
    }
}
