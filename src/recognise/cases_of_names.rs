//! Names that hold numbers, persons, honours, statutes: what is evidence in them, in ⟦…⟧.

use super::cases::{check, nothing};

#[test]
fn numbers_in_names() {
    check(&[
        ("启动政务新媒体⟦三个“100”行动⟧", &["project"]),
        ("马村港三期、高排港一期等开工", &[]),
        ("组织⟦三期⟧执法骨干轮训", &["count 3期"]),
        ("编发通报⟦2期⟧", &["count 2期"]),
        ("二期工程全面开工", &[]),
        ("双向8车道⟦洋浦疏港高速公路⟧通车", &["project"]),
        ("推动⟦梅岭、双河两镇⟧装备更新", &["place"]),
        ("覆盖⟦两镇⟧", &["count 2镇"]),
        ("加快建设⟦澜江二桥⟧", &["project"]),
        ("深化⟦“放心消费在三溪”行动⟧", &["project"]),
        ("推动⟦云溪法务中心⟧运行", &["project"]),
    ]);
    nothing(&[
        "贯彻落实“第一议题”制度",
        "人民币汇率保持在合理均衡水平上",
        "隆重庆祝建党节日",
        "建设宜居县城和中心镇",
    ]);
}

#[test]
fn places_in_a_list() {
    check(&[
        ("原因是⟦西岭、石坝等山区乡镇⟧交通不便", &["place"]),
        ("支持⟦西岭、石坝、青坞等镇⟧改造水厂", &["place"]),
        ("参加⟦岚溪区人民法院⟧庭审", &["organ"]),
    ]);
    nothing(&["推进教育、医疗等市县共建", "改善交通、水利等县级设施"]);
}

#[test]
fn persons() {
    check(&[
        ("⟦区司法局⟧⟦局长陈立新⟧带队调研", &["organ", "person"]),
        ("由⟦副区长王某⟧牵头", &["person"]),
        ("邀请⟦沈明远教授⟧授课", &["person"]),
        ("区委⟦书记周行⟧、⟦区长何敏之⟧出席会议", &["person", "person"]),
    ]);
    nothing(&[
        "局长高度重视",
        "各单位主任于会后落实",
        "党组书记带头学法",
        "由局长任组长",
        "习近平总书记重要讲话精神",
        "聘请公职律师",
        "高级律师担任顾问",
        "支部书记张榜公布",
    ]);
}

#[test]
fn honours() {
    check(&[
        ("⟦青崖山景区⟧获评⟦国家4A级旅游景区⟧", &["project", "project"]),
        ("被评为⟦全省依法行政先进集体⟧。", &["project"]),
        ("获得⟦国家知识产权强市建设示范城市称号⟧", &["project"]),
    ]);
    nothing(&["获得群众好评", "获得新的进展"]);
}

#[test]
fn statutes_without_marks() {
    check(&[
        ("组织学习新修订的⟦行政复议法⟧", &["document"]),
        ("按照⟦行政处罚法⟧规范程序", &["document weak"]),
        ("开展⟦民法典⟧宣传", &["document weak"]),
    ]);
}
