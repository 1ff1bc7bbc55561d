"""The report that every test file holds: (kind, level, text), written for this project.

Numbers are not part of a heading's text: some files type them, in others Word computes them.
"""

TITLE = "岚溪区司法局2024年法治政府建设年度报告"

BODY = [
    ("p", 0, "2024年，岚溪区司法局围绕全区中心工作推进法治政府建设。现将有关情况报告如下："),
    ("h", 1, "2024年主要举措和成效"),
    ("h", 2, "规范行政执法"),
    ("p", 0, "全年开展执法检查126次，办理行政处罚案件38件，罚没款12.6万元。对全区14家执法单位的案卷开展评查，抽查案卷210份，发现问题17个，均在9月底前完成整改。"),
    ("table", 0, [
        ["事项", "2023年", "2024年"],
        ["执法检查（次）", "98", "126"],
        ["行政处罚（件）", "41", "38"],
    ]),
    ("h", 2, "化解矛盾纠纷"),
    ("h", 3, "人民调解"),
    ("p", 0, "全区86个调解组织调解纠纷1732件，调解成功1698件。"),
    ("h", 3, "行政复议"),
    ("p", 0, "收到行政复议申请63件，受理57件，审结52件，其中调解和解21件。", "含上年结转4件。"),
    ("h", 1, "存在的不足和原因"),
    ("p", 0, "一是基层执法力量不足，11个镇街中有4个镇街持证人员少于5名；二是执法监督信息系统上线较晚，到6月底只接入8家单位。"),
    ("h", 1, "主要负责人履行推进法治建设第一责任人职责情况"),
    ("p", 0, "局党组书记、局长主持召开党组会议6次研究法治政府建设，带头旁听庭审2次，办理人大代表建议3件。"),
    ("h", 1, "2025年工作安排"),
    ("p", 0, "2025年3月底前完成执法人员全员培训，6月底前其余6家单位接入执法监督信息系统，年内评查案卷不少于240份。"),
]

SIGNATURE = "岚溪区司法局"
DATE = "2025年1月20日"

DIGITS = "〇一二三四五六七八九"


def chinese(n):
    """1–99 as Word's chineseCounting writes it."""
    if n < 10:
        return DIGITS[n]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def numbers(levels, patterns):
    """The number of each heading level in order, `patterns` being one function a level."""
    counts = [0] * 9
    for level in levels:
        counts[level - 1] += 1
        for deeper in range(level, 9):
            counts[deeper] = 0
        yield patterns[level - 1](counts)


STANDARD = [
    lambda c: chinese(c[0]) + "、",
    lambda c: "（" + chinese(c[1]) + "）",
    lambda c: f"{c[2]}.",
]


def numbered(patterns=STANDARD):
    """BODY with each heading's number as a fourth item before its text."""
    levels = [item[1] for item in BODY if item[0] == "h"]
    found = numbers(levels, patterns)
    for item in BODY:
        if item[0] == "h":
            yield ("h", item[1], next(found), item[2])
        else:
            yield item
