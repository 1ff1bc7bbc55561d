//! Characters that names of persons begin with, beside an office.
//!
//! The word list `persons` has the surnames that are looked for in any text. Beside an office hardly anything but a name
//! can stand, so that more of them count there; how many depends on what else shows that it is a name.

/// Surnames of most people: these alone show a name before a day or behind a verb.
const COMMON: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石\
     廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤岑阮尤柳祝骆裴温芦俞宁樊颜项庄翁柯焦纪殷管\
     盛卞聂齐梅康伍施洪安常乔欧倪葛洛章兰解米苗季童凌耿牟费卓路霍左关褚佟蓝丛缪燕曲卫喻仇房甘甄漆鲍傅";

/// Surnames that begin too many words to be looked for in any text, and rare ones: where the recogniser saw no name,
/// three characters up to a mark are one with these.
const UNLISTED: &str = "高方白乔傅章庄尹阮骆鲍季纪费岑卞闵訾晁逄冷甘阎佟柏卓宫戚屠仲楚简邬荆蔺麦桂谷付郎郁甄狄巫沙游桑隋闻储虞邝敖欧易常房鹿鞠晏\
     荀仇封";

/// Whether a name can begin with a character, for all that most people are called.
pub(super) fn is_common(c: char) -> bool {
    COMMON.contains(c)
}

/// Whether a name can begin with a character that the word list leaves out.
pub(super) fn is_unlisted(c: char) -> bool {
    UNLISTED.contains(c)
}
