//! Tables of phrases with what a careful reader underlines in them: ⟦…⟧ is evidence.

use std::{fmt::Write as _, sync::LazyLock};

use super::{Recogniser, recognise};
use crate::{
    model::{
        Block, BlockId, BlockKind, Bound, Claim, Document, Draft, Evidence, Extract, Facts, MentionKind,
        Origin, SectionId,
    },
    rules::RuleSet,
    text::Span,
};

/// The built-in lists, compiled once for all tables.
static RECOGNISER: LazyLock<Recogniser> =
    LazyLock::new(|| Recogniser::new(&RuleSet::builtin().expect("the built-in packs load")));

/// One paragraph as a document whose claims end at 。 and ；.
fn paragraph(text: &str) -> Document {
    let whole = Span::from(0..text.len());
    let block =
        Block { span: whole, kind: BlockKind::Paragraph, origin: Origin::Line(1), bold: Span::default() };
    let mut claims = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(['。', '；']) {
        let span = Span::from(start..start + piece.len());
        claims.push(Claim { span, block: BlockId(0), section: SectionId(0) });
        start += piece.len();
    }
    let draft = Draft { blocks: vec![block.clone()], claims, ..Draft::default() };
    Document::new(Extract { text: text.to_owned(), blocks: vec![block], ..Extract::default() }, draft)
}

fn analysed(text: &str) -> (Document, Facts) {
    let document = paragraph(text);
    let facts = recognise(&document, &RECOGNISER);
    (document, facts)
}

/// Kind, value, upper end, unit and bound of a piece of evidence, in short.
fn said(found: &Evidence) -> String {
    let mut said = found.kind.name().to_owned();
    if let Some(quantity) = &found.quantity {
        let _ = write!(said, " {}", quantity.value);
        if let Some(upper) = quantity.upper {
            let _ = write!(said, "..{upper}");
        }
        said.push_str(&quantity.unit);
        match quantity.bound {
            Bound::Exact => {}
            Bound::About => said.push('~'),
            Bound::AtLeast => said.push('+'),
            Bound::AtMost => said.push('-'),
            Bound::Vague => said.push('?'),
        }
    }
    if found.weak {
        said.push_str(" weak");
    }
    said
}

/// Checks that exactly the marked words are evidence, and what they are.
pub(super) fn check(cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (marked, expected) in cases {
        let text = marked.replace(['⟦', '⟧'], "");
        let document = paragraph(&text);
        let facts = recognise(&document, &RECOGNISER);
        let mut shown = text.clone();
        for found in facts.evidence.iter().rev() {
            shown.insert(found.span.end() as usize, '⟧');
            shown.insert(found.span.start() as usize, '⟦');
        }
        let got: Vec<String> = facts.evidence.iter().map(said).collect();
        if shown != *marked || got != *expected {
            wrong.push(format!("{marked} {expected:?}\n  got {shown} {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// Checks that nothing in the texts is evidence.
pub(super) fn nothing(texts: &[&str]) {
    let cases: Vec<(&str, &[&str])> = texts.iter().map(|text| (*text, &[] as &[&str])).collect();
    check(&cases);
}

#[test]
fn halves_tenths_and_signs() {
    check(&[
        ("办理历时⟦一个半月⟧", &["duration 1.5月"]),
        ("满意率为⟦九成四⟧", &["percent 9.4成"]),
        ("⟦两成多⟧的事项网上办", &["percent 2成+"]),
        ("⟦近一半⟧的事项网上办", &["percent 50%~"]),
        ("增加值增速为⟦-2.4%⟧", &["percent -2.4%"]),
        ("夜间气温⟦零下8℃⟧", &["count -8℃"]),
        ("税收增长⟦7·2%⟧", &["percent 7.2%"]),
        ("每户补助⟦2万4千元⟧", &["money 24000元"]),
        ("累计发电⟦1.2亿千瓦时⟧", &["count 120000000千瓦时"]),
        ("师生比优化为⟦1:12.5⟧", &["percent 0.08"]),
        ("⟦十来位⟧老人参加", &["count 10位~"]),
        ("到位资金⟦3亿2000万元⟧", &["money 320000000元"]),
        ("抢修用时⟦三小时二十分⟧", &["duration 3小时"]),
        ("经费按⟦1:0.6⟧配套", &["percent 1.6667"]),
        ("流量不低于⟦2.5立方米/秒⟧", &["count 2.5立方米/秒+"]),
    ]);
}

#[test]
fn times_of_other_forms() {
    check(&[
        ("⟦6月中下旬⟧开展巡查", &["date"]),
        ("定于⟦本月18日⟧听证", &["date"]),
        ("⟦次年2月底前⟧报送", &["date"]),
        ("⟦每年4月30日前⟧公布", &["frequency 1次/年"]),
        ("服务至⟦19时30分⟧", &["date"]),
        ("⟦2023—2024学年⟧开课", &["range"]),
        ("⟦今年2至4月⟧走访", &["date"]),
    ]);
}

#[test]
fn words_that_only_look_counted() {
    check(&[
        ("这是奋力追赶的⟦五年⟧", &["duration 5年 weak"]),
        ("发挥水利农业⟦两个⟧优势", &["count 2个 weak"]),
        ("建成⟦两个⟧河长驿站", &["count 2个"]),
        ("培育零部件企业", &[]),
        ("融通海陆门户", &[]),
        ("石桥镇三间房村", &[]),
        ("⟦五间⟧房屋", &["count 5间"]),
        ("313国道旁", &[]),
        ("9号楼2单元", &[]),
        ("第三部分是附表", &[]),
    ]);
}

#[test]
fn counts() {
    check(&[
        ("⟦全年⟧开展执法检查⟦126次⟧。", &["date weak", "count 126次"]),
        ("走访商户⟦2,318户次⟧", &["count 2318户次"]),
        ("发放宣传册⟦1.6万余份⟧", &["count 16000份+"]),
        ("接待来访群众⟦三百二十一人次⟧", &["count 321人次"]),
        ("培训网格员⟦近千人次⟧", &["count 1000人次~"]),
        ("聘请⟦十几名⟧行业专家", &["count 10名+"]),
        ("排查隐患⟦数十处⟧", &["count 10处?"]),
        ("调处纠纷⟦上百起⟧", &["count 100起+"]),
        ("办结提案⟦18件⟧(其中主办⟦5件⟧)", &["count 18件", "count 5件"]),
        ("新增⟦一家⟧律师事务所", &["count 1家"]),
        ("配备执法记录仪⟦40台(套)⟧", &["count 40台(套)"]),
        ("出动⟦１２人次⟧、车辆⟦４辆次⟧", &["count 12人次", "count 4辆次"]),
        ("惠及⟦3.2万⟧农户", &["count 32000"]),
        ("约⟦20万⟧居民受益", &["count 200000~"]),
        ("查处案件不少于⟦30宗⟧", &["count 30宗+"]),
        ("审核合同超过⟦200份⟧", &["count 200份+"]),
        ("精简事项⟦两项⟧", &["count 2项"]),
        ("行政诉讼⟦零败诉⟧", &["count 0败诉"]),
        ("修缮校舍⟦3.5万平方米⟧", &["count 35000平方米"]),
        ("节水⟦120万立方米⟧", &["count 1200000立方米"]),
        ("评议得分⟦96.5分⟧", &["count 96.5分"]),
        ("收入比缩小至⟦2.31⟧。", &["count 2.31"]),
        ("⟦每季度⟧通报⟦一次⟧", &["frequency 1次/季度", "count 1次"]),
    ]);
}

#[test]
fn numerals_that_count_nothing() {
    nothing(&[
        "建立一支专业队伍",
        "这是一项长期任务",
        "一批骨干成长起来",
        "存在三个方面的问题",
        "从两方面入手",
        "多次组织学习",
        "几个突出问题",
        "若干措施",
        "一些单位",
        "一系列活动",
        "十分必要",
        "逐一核对、统一标准、一并考虑",
        "推进一体化建设",
        "百姓满意、千方百计、万无一失",
        "落实“三会一课”制度",
        "严守六大纪律、八项规定精神",
        "双随机、一公开",
        "三级联动",
        "贯彻党的二十大和二十届三中全会精神",
        "省委十二届七次全会召开",
        "学习十四届全国人大二次会议精神",
        "拨打12345热线，5G网络，4A级",
        "“1+3+N”模式",
        "联系电话：0512-66668888，邮编215000",
        "购置Windows10系统、PM2.5监测",
        "岚溪第一中学、第二人民医院",
        "履行第一责任人职责",
        "第三方评估",
        "大众创业、万众创新",
        "二氧化碳、二维码",
        "两部门联合发文",
        "三年行动方案",
        "千里之行、百年大计",
        "窗口实现一次性告知",
        "进入二十一世纪",
        "（零",
    ]);
}

#[test]
fn money() {
    check(&[
        ("争取资金⟦860万元⟧", &["money 8600000元"]),
        ("罚没款⟦1,204.5万元⟧", &["money 12045000元"]),
        ("投资⟦2.4亿元⟧", &["money 240000000元"]),
        ("挽回损失⟦三十五万六千元⟧", &["money 356000元"]),
        ("减税⟦近九千万元⟧", &["money 90000000元~"]),
        ("补助⟦５００元⟧", &["money 500元"]),
        ("⟦500万元以上⟧项目⟦7个⟧", &["money 5000000元+", "count 7个"]),
        ("⟦百万元以上⟧合同⟦3份⟧", &["money 1000000元+", "count 3份"]),
        ("节约经费⟦20余万元⟧", &["money 200000元+"]),
        ("不超过⟦3万元⟧", &["money 30000元-"]),
        ("万元产值能耗下降⟦2.1%⟧", &["percent 2.1%"]),
    ]);
}

#[test]
fn shares() {
    check(&[
        ("满意率⟦98.6%⟧", &["percent 98.6%"]),
        ("办结率⟦100％⟧", &["percent 100%"]),
        ("上升⟦1.2个百分点⟧", &["percent 1.2个百分点"]),
        ("⟦百分之九十二⟧的事项", &["percent 92%"]),
        ("办结率⟦百分之百⟧", &["percent 100%"]),
        ("⟦四分之三以上⟧的村", &["percent 75%+"]),
        ("⟦近七成⟧企业", &["percent 7成~"]),
        ("⟦八成以上⟧受访者", &["percent 8成+"]),
        ("同比增长⟦2.5倍⟧", &["percent 2.5倍"]),
        ("受理量⟦翻一番⟧", &["percent 2倍"]),
        ("占⟦1/4⟧", &["percent 25%"]),
        ("师生比为⟦1:8⟧", &["percent 0.125"]),
        ("降幅达⟦15%-20%⟧", &["range 15..20%"]),
        ("增长⟦3%左右⟧", &["percent 3%~"]),
        ("增长⟦百分之八至九⟧", &["range 8..9%"]),
        ("成立调解室、成效明显", &[]),
    ]);
}

#[test]
fn ranges() {
    check(&[
        ("每村选⟦2至3名⟧联络员", &["range 2..3名"]),
        ("抽查⟦五六家⟧企业", &["range 5..6家~"]),
        ("走访⟦三四十户⟧", &["range 30..40户~"]),
        ("用⟦3～5年⟧建成", &["range 3..5年"]),
        ("奖励⟦5至10万元⟧", &["range 50000..100000元"]),
        ("⟦5—8月⟧集中整治", &["range"]),
        ("⟦2021—2023年⟧累计办理", &["range"]),
        ("⟦9月至11月⟧排查", &["range"]),
        ("⟦2024年1月1日至6月30日⟧", &["range"]),
    ]);
}

#[test]
fn dates() {
    check(&[
        ("于⟦10月⟧举办", &["date"]),
        ("⟦2024年3月15日⟧印发", &["date"]),
        ("⟦二〇二四年五月六日⟧印发", &["date"]),
        ("⟦今年4月份⟧和⟦9月份⟧", &["date", "date"]),
        ("⟦2024.05.06⟧发布", &["date"]),
        ("⟦2024-05-06⟧发布", &["date"]),
        ("⟦截至12月底⟧", &["date"]),
        ("⟦截至2024年底⟧", &["date"]),
        ("力争⟦2025年6月底前⟧完成", &["date"]),
        ("⟦第三季度⟧开展", &["date"]),
        ("⟦第一季度末前⟧完成", &["date"]),
        ("⟦上半年⟧完成", &["date"]),
        ("⟦2024年上半年⟧完成", &["date"]),
        ("⟦5月20日上午9时30分⟧开庭", &["date"]),
        ("⟦6月中旬⟧检查", &["date"]),
        ("⟦今年以来⟧受理", &["duration weak"]),
        ("⟦目前⟧正在办理", &["date weak"]),
        ("做好调水项目前期工作", &[]),
        ("近年来，持续推进", &[]),
        ("今后一个时期", &[]),
        ("月均办理", &[]),
    ]);
}

#[test]
fn durations_and_frequencies() {
    check(&[
        ("在⟦15个工作日内⟧答复", &["duration 15个工作日-"]),
        ("⟦3日内⟧反馈", &["duration 3日-"]),
        ("为期⟦两个月⟧的整治", &["duration 2个月"]),
        ("⟦连续3年⟧获评优秀", &["duration 3年"]),
        ("⟦近五年⟧无事故", &["duration 5年~"]),
        ("提前⟦2.5天⟧办结", &["duration 2.5天"]),
        ("历时⟦一年半⟧", &["duration 1年+"]),
        ("⟦半年内⟧完成", &["duration 0.5年-"]),
        ("⟦每周两次⟧例会", &["frequency 2次/周"]),
        ("⟦每月10日前⟧公开", &["frequency 1次/月"]),
        ("⟦每半年⟧评查", &["frequency 1次/半年"]),
        ("⟦每周三⟧接访", &["frequency 1次/周"]),
        ("⟦每两个月⟧调度", &["frequency 1次/期"]),
        ("每个单位、每一名干部", &[]),
    ]);
}

#[test]
fn ranks() {
    check(&[
        ("位列全市⟦第3名⟧", &["rank 3名"]),
        ("综合排名全省⟦第二⟧。", &["rank 2"]),
        ("举办⟦第五届⟧读书会", &["rank 5届"]),
        ("入选全省⟦首批⟧试点", &["rank weak"]),
        ("庆祝建区⟦30周年⟧", &["rank 30周年 weak"]),
        ("第一，提高认识；第二，压实责任", &[]),
        ("第一时间处置", &[]),
    ]);
}

#[test]
fn documents() {
    check(&[
        ("印发⟦《岚溪区执法计划》⟧", &["document"]),
        ("依据⟦《行政处罚法》第三十三条第一款⟧处理", &["document weak"]),
        ("按照⟦《实施方案》⟧和⟦《任务清单》⟧要求", &["document weak", "document weak"]),
        ("组织学习⟦《民法典》⟧、⟦《行政复议法》⟧", &["document", "document"]),
        ("落实⟦岚政发〔2024〕12号⟧文件", &["document"]),
        ("根据⟦岚府办[2023]8号⟧", &["document"]),
        ("⟦国务院令第711号⟧", &["document"]),
        ("⟦(2024)苏0903行初15号⟧判决", &["document"]),
        ("⟦第二十条第(六)项⟧规定", &["document"]),
        ("学习⟦《论坚持依法治国》第二卷⟧", &["document"]),
        ("依据⟦《信息公开条例》⟧(以下简称《条例》)", &["document weak"]),
        ("制定⟦《关于学习<条例>的通知》⟧", &["document"]),
        ("第一项加第二项之和", &[]),
    ]);
}

#[test]
fn names() {
    check(&[
        ("举办⟦乡村法治骨干培训班⟧", &["event"]),
        ("开展⟦“护航开学季”行动⟧", &["project"]),
        ("打造⟦“岚小法”普法品牌⟧", &["project"]),
        ("组织干部到⟦柳河革命旧址⟧参观", &["place"]),
        ("会同⟦区应急管理局⟧检查", &["organ"]),
        ("⟦岚溪区司法局⟧联合⟦区人民法院⟧调研", &["organ", "organ weak"]),
        ("与⟦岚溪区自然资源和规划局⟧联合执法", &["organ"]),
        ("在⟦青石县沙溪镇荷塘村⟧召开座谈会", &["place"]),
        ("赴⟦苏州⟧考察", &["place"]),
        ("建成⟦大桥湾水库⟧", &["project"]),
        ("成立⟦合法性审核工作领导小组⟧", &["organ"]),
        ("上线⟦行政执法监督管理系统⟧", &["project"]),
        ("开展⟦“学法月”⟧、⟦“普法周”⟧等活动", &["event", "event"]),
        ("以⟦“清风润岚溪”⟧为主题", &["event"]),
    ]);
}

#[test]
fn names_that_pin_nothing_down() {
    nothing(&[
        "各部门、有关单位密切配合",
        "加强城乡建设，服务农村和社区",
        "集中学习、格局、布局",
        "公安局和法院",
        "发挥“头雁效应”",
        "坚持“公开、公平、公正”",
        "国有商业银行、上市公司",
        "全市上下、我区各镇村",
        "行政区域内的市场主体",
        "落实“第一议题”制度",
        "“百日攻坚”行动",
        "“十个一百”进村活动",
        "“12·4”国家宪法日",
    ]);
}

#[test]
fn what_everybody_names_is_weak() {
    check(&[
        ("推行⟦“放管服”改革⟧", &["project weak"]),
        ("开展⟦非法集资专项整治⟧", &["project weak"]),
        ("实施⟦产业提质增效行动⟧", &["project weak"]),
        ("实施⟦溪鲵洄游护卫行动⟧", &["project"]),
        ("推行⟦“晨会+夜谈”机制⟧", &["project weak"]),
        ("推行⟦“网格+河长+民警”巡河模式⟧", &["project"]),
        ("打好⟦“清河一号”治水会战⟧", &["project"]),
    ]);
}

#[test]
fn the_year_of_the_report_is_a_mention() {
    let (document, facts) = analysed("一是2023年，召开《岚溪法治》编务会，学习三会一课。");
    let mentions: Vec<(MentionKind, Option<i64>, &str)> =
        facts.mentions.iter().map(|m| (m.kind, m.number, document.slice(m.span))).collect();
    assert_eq!(
        mentions,
        [
            (MentionKind::Enumerator, Some(1), "一是"),
            (MentionKind::Year, Some(2023), "2023年"),
            (MentionKind::Title, None, "《岚溪法治》"),
            (MentionKind::SetPhrase, None, "三会一课"),
        ]
    );
}

#[test]
fn enumerators() {
    for (text, number) in [
        ("一是加强", 1),
        ("十二要落实", 12),
        ("（三）概况", 3),
        ("3、做好", 3),
        ("1.2024年度工作", 1),
        ("②做法", 2),
        ("第二，完善", 2),
        ("四、问题", 4),
    ] {
        let (_, facts) = analysed(text);
        let first = &facts.mentions[0];
        assert_eq!((first.kind, first.number), (MentionKind::Enumerator, Some(number)), "{text}");
    }
    // The number of a paragraph counts nothing: 1.1本.
    let (_, facts) = analysed("1.1 本报告由水务局办公室编写。");
    assert!(facts.evidence.is_empty() && facts.mentions[0].kind == MentionKind::Enumerator);
    let (_, facts) = analysed("3.5 公里长的河道全部清淤。");
    assert_eq!(facts.evidence.len(), 1);
    for text in ["统一是", "1.5倍增长", "会议一致", "三要素"] {
        let (_, facts) = analysed(text);
        assert!(facts.mentions.iter().all(|m| m.kind != MentionKind::Enumerator), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_soup_is_survived(text in "[0-9０-９一二三十百千万第年月日次个%《》“”（）〔〕，。；、—至近约零半每今截区局工程行动大会镇\n a-c.:/+-]{0,120}") {
        let (document, facts) = analysed(&text);
        let mut end = 0;
        for (claim, range) in document.claims().iter().zip(&facts.evidence_ranges) {
            for found in &facts.evidence[range.start as usize..range.end as usize] {
                proptest::prop_assert!(found.span.start() >= end && !found.span.is_empty());
                proptest::prop_assert!(claim.span.contains(found.span));
                proptest::prop_assert!(text.get(found.span.range()).is_some());
                end = found.span.end();
            }
        }
        let listed: u32 = facts.evidence_ranges.iter().map(|range| range.end - range.start).sum();
        proptest::prop_assert_eq!(listed as usize, facts.evidence.len());
    }
}
