"""Recording progress, and changing what the plan says: exact transcripts."""

import io
import sys
from pathlib import Path

import pytest

from tests.office import PLAN, Office


def test_note(office: Office) -> None:
    plan = office.write()
    office.transcript("""
$ fjkx note 4 已召开启动会 --percent 60 --problem 经费未到位 --next 9月底前补齐 --by 办公室 --on 2020-06-01
4  未启动 → 推进中，进度 无 → 60%，说明已记入  开展战略研究
日期记作 2020-06-01
第 4 项 进度 60%
全计划完成 1/4（25.0%），平均进度 60.0%
$ fjkx note 2.2 讲师已定
2.2  未启动，说明已记入  开展空中课堂。
全计划完成 1/4（25.0%），平均进度 60.0%
$ fjkx note 2 进展顺利 --percent 100
2  进度 无 → 100%，说明已记入  助力乡村振兴
第 2 项进度已到 100%，尚未办结；办结：fjkx done 2
第 2 项 举措 1/2，100%
全计划完成 1/4（25.0%），平均进度 72.5%
$ fjkx note 1 补材料 --percent 60
1  已销号，说明已记入  加强理论学习
第 1 项已销号，进度仍按 100% 计，所报 60% 退回重办后才算
全计划完成 1/4（25.0%），平均进度 72.5%
$ fjkx undo
已撤销：note 1 补材料 --percent 60
1  进展记录 3 → 2 条  加强理论学习
全计划完成 1/4（25.0%），平均进度 72.5%
$ fjkx note 2.2 讲师 --percent 30
! 错误：举措 2.2 没有百分比进度
! 提示：整项任务的进度：fjkx note 2 … --percent 30
[1]
$ fjkx note 9 无此任务
! 错误：没有第 9 项任务
! 提示：本计划的序号从 1 到 5；fjkx list 列出全部
[1]
$ fjkx note 4 ''
! 错误：没有写要记的内容
! 提示：例如：fjkx note 14 已举办第一期 --percent 60
[1]
$ fjkx note 4
! 错误：没有写要记的内容
! 提示：例如：fjkx note 14 已举办第一期 --percent 60
[1]
$ fjkx note 4 一半 --percent 半
! 错误：进度要写整数，不是“半”
! 提示：例如：--percent 60
[2]
$ fjkx note 2 '' --percent 100％
2  推进中，说明已记入  助力乡村振兴
第 2 项进度已到 100%，尚未办结；办结：fjkx done 2
全计划完成 1/4（25.0%），平均进度 72.5%
$ fjkx undo
已撤销：note 2  --percent 100％
2  进展记录 5 → 4 条  助力乡村振兴
全计划完成 1/4（25.0%），平均进度 72.5%
$ fjkx note 4 过头 --percent 101%
! 错误：进度 101 不在 0 到 100 之间
! 提示：例如：--percent 60
[1]
$ fjkx log 4
4. 开展战略研究

第几条  日期        记录
──────────────────────────────────────────────
     1  2020-06-01  推进中 · 进度 60% · 办公室
                    已召开启动会
                    问题：经费未到位
                    下一步：9月底前补齐

共 1 条记录
$ fjkx undo
已撤销：note 2 进展顺利 --percent 100
2  进度 100% → 无  助力乡村振兴
第 2 项 举措 1/2，50%
全计划完成 1/4（25.0%），平均进度 60.0%
$ fjkx undo
已撤销：note 2.2 讲师已定
2  进展记录 3 → 2 条  助力乡村振兴
全计划完成 1/4（25.0%），平均进度 60.0%
$ fjkx undo
已撤销：note 4 已召开启动会 --percent 60 --problem 经费未到位 --next 9月底前补齐 --by 办公室 --on 2020-06-01
4  推进中 → 未启动，进度 60% → 无  开展战略研究
第 4 项 进度 0%
全计划完成 1/4（25.0%），平均进度 45.0%
""")
    assert plan.read_text("utf-8") == PLAN


def test_a_note_that_starts_a_task_says_both(office: Office) -> None:
    office.ship()
    office.transcript("""
$ fjkx note 14.3 讲师已定
14.3  未启动，说明已记入  举办福建科普大讲坛等活动。
14    未启动 → 推进中     打造科普品牌项目和特色活动
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx note 15 方案已报批
15  未启动 → 推进中，说明已记入  推进科普场馆和科普信息化建设
全计划完成 0/26（0.0%），平均进度 0.0%
""")


def test_note_from_standard_input(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = office.write()
    said = b"\xef\xbb\xbf" + "第一行\r\n第二行\r\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said), "ascii"))
    office.transcript("""
$ fjkx note 2 -
2  推进中，说明已记入  助力乡村振兴
全计划完成 1/4（25.0%），平均进度 45.0%
""")
    assert 'note: "第一行\\n第二行"}' in plan.read_text("utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("第一行".encode("gbk"))))
    office.transcript("""
$ fjkx note 2 -
2  推进中，说明已记入  助力乡村振兴
全计划完成 1/4（25.0%），平均进度 45.0%
""")
    with open("/dev/zero", "rb") as endless:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(endless))
        office.transcript("""
$ fjkx note 2 -
! 错误：标准输入超过 1 MiB，不像一段说明或正文
! 提示：检查 < 或 | 接上的是哪个文件
[1]
""")


def test_set(office: Office) -> None:
    plan = office.write()
    office.transcript("""
$ fjkx set 2 --due 2020-09-30
! 错误：第 2 项的时限已定为 2020-06-30，改期要写明原因
! 提示：fjkx extend 2 2020-09-30 -m 原因
[1]
$ fjkx set 2 --due 2020-10-31
! 错误：第 2 项的时限已定为 2020-06-30，改期要写明原因
! 提示：fjkx extend 2 2020-10-31 -m 原因
[1]
$ fjkx set 3 --due 长期坚持
3  时限原文 无 → 长期坚持  深化“八闽行”活动
“长期坚持”不是日期，只记作第 3 项的完成时限原文；没有设时限
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx set 3 --due 2020-13-01
! 错误：“2020-13-01”不是有效的日期
! 提示：日期可写作 2020-09-30、9-30、9月30日、9月底、三季度、年底、今天、月底、+7d
[2]
$ fjkx set 3 --due 每季度末月20日前
3  时限原文 长期坚持 → 每季度末月20日前  深化“八闽行”活动
“每季度末月20日前”不是日期，只记作第 3 项的完成时限原文；没有设时限
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx set 3 --due 二月三十日
! 错误：“二月三十日”不是有效的日期
! 提示：日期可写作 2020-09-30、9-30、9月30日、9月底、三季度、年底、今天、月底、+7d
[2]
$ fjkx set 3 --due +3月
! 错误：“+3月”不是有效的日期
! 提示：日期可写作 2020-09-30、9-30、9月30日、9月底、三季度、年底、今天、月底、+7d
[2]
$ fjkx set 3 --due 3-6月
3  时限 无 → 2020-06-30，时限原文 每季度末月20日前 → 3-6月  深化“八闽行”活动
“3-6月”按 2020-06-30 计，原文一并记下
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx undo
已撤销：set 3 --due 3-6月
3  时限 2020-06-30 → 无，时限原文 3-6月 → 每季度末月20日前  深化“八闽行”活动
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx undo
已撤销：set 3 --due 每季度末月20日前
3  时限原文 每季度末月20日前 → 长期坚持  深化“八闽行”活动
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx set 2 --add-lead 院办 --remove-lead 学会学术部
! 错误：第 2 项的第一牵头由“学会学术部”改为“院士办”，要写明原因
! 提示：fjkx set 2 --lead 院士办 -m 原因
[1]
$ fjkx set 2 --add-lead 院办 --remove-lead 学会学术部 -m 分工调整
2  牵头 －学会学术部  助力乡村振兴
第 2 项的第一牵头由“学会学术部”改为“院士办”
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx set 2 --lead 新单位
! 错误：没有单位“新单位”
! 提示：本计划的单位：办公室、学会学术部、院士办、科技馆；若是新单位，加上 --declare
[1]
$ fjkx set 2 --lead 新单位 --declare -m 新设
2  牵头 ＋新单位 －院士办  助力乡村振兴
第 2 项的第一牵头由“院士办”改为“新单位”
单位“新单位”已加入单位表
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx set 2 3 --support 科技馆 --leader 张三
2  领导 ＋张三 －王一                助力乡村振兴
3  配合 无 → 科技馆，领导 无 → 张三  深化“八闽行”活动
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx set 3 --title 深化活动 --clear support
3  标题 深化“八闽行”活动 → 深化活动，配合 科技馆 → 无
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx set 3 --title 深化活动
3  标题 深化活动，未变
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx set 3 --title ' '
! 错误：任务的标题不能为空
! 提示：例如：fjkx set 14 --title 筹备年会
[1]
$ fjkx set 3 --clear title
! 错误：不能清空 title
! 提示：可清空：lead、support、leaders、due、due_text
[1]
$ fjkx set 3 --due 长期 -m 更名
! 错误：set 的说明只用来说明时限、单位、领导、标题的变动
! 提示：记一条进展：fjkx note 3 进展情况
[1]
$ fjkx set 3 --lead 院士办,办公室
! 错误：没有单位“院士办,办公室”
! 提示：一次写一个单位；要几个就重复写选项，如 --lead 院士办 --lead 办公室
[1]
$ fjkx set 3 --clear due -m 不限
3  没有时限，未变  深化活动
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx set 3 --lead 院士办 --remove-support 科技馆
3  牵头 院士办，没有配合，未变  深化活动
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx set 3
! 错误：没有写要改什么
! 提示：例如：fjkx set 14 --due 9月底 --lead 院士办
[1]
$ fjkx undo --list
 1  2020-06-15 09:30:05  set 3 --title 深化活动 --clear support
 2  2020-06-15 09:30:05  set 2 3 --support 科技馆 --leader 张三
 3  2020-06-15 09:30:05  set 2 --lead 新单位 --declare -m 新设
 4  2020-06-15 09:30:05  set 2 --add-lead 院办 --remove-lead 学会学术部 -m 分工调整
 5  2020-06-15 09:30:05  set 3 --due 长期坚持
 6  2020-06-15 09:30:05  set 3 --due 每季度末月20日前
 7  2020-06-15 09:30:05  set 3 --due 3-6月
 8  2020-06-15 09:30:05  （在 fjkx 之外写成的内容）
""")
    for _ in range(6):
        office.type("fjkx undo")
    assert plan.read_text("utf-8") == PLAN


def test_extend(office: Office) -> None:
    plan = office.write()
    office.transcript("""
$ fjkx extend 4 2020-07-31 -m 场地调整 --by 办公室
4  时限 2020-06-10 → 2020-07-31  开展战略研究
第 4 项此前已逾期 5 天
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx extend 4 2020-07-31 -m 场地调整
4  时限 2020-07-31，未变  开展战略研究
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx extend 4 2020-08-31
! 错误：改期要写明原因
! 提示：fjkx extend 4 2020-08-31 -m 原因
[1]
$ fjkx extend 3 2020-08-31 -m 理由
! 错误：第 3 项还没有时限，不能改期
! 提示：先设时限：fjkx set 3 --due 2020-08-31
[1]
$ fjkx extend 4.1 2020-08-31 -m 理由
! 错误：第 4 项没有第 1 条举措，它有 0 条
! 提示：fjkx show 4 列出各条举措
[1]
$ fjkx show 4
4. 开展战略研究

所属部分  二、服务
牵头单位  学会学术部(第一牵头)、办公室
状态      未启动
完成时限  2020-07-31 · 改期1次
完成进度  ────────────────────    0.0%
序时进度  ━━━━━━━━━━━━━━━━────   78.4%  滞后

进展记录
1  2020-06-15  时限 2020-06-10 → 2020-07-31 · 办公室
               场地调整
$ fjkx undo
已撤销：extend 4 2020-07-31 -m 场地调整 --by 办公室
4  时限 2020-07-31 → 2020-06-10  开展战略研究
全计划完成 1/4（25.0%），平均进度 45.0%
""")
    assert plan.read_text("utf-8") == PLAN


def test_slips(office: Office) -> None:
    office.write()
    office.transcript("""
$ fjkx note 1 2 已印发
! 错误：多余的参数：已印发
! 提示：几项任务写在一起：fjkx note 1,2 已印发
[2]
$ fjkx note 1 已举办 第一期
! 错误：多余的参数：第一期
! 提示：有空格的文字加引号：fjkx note 1 '已举办 第一期'
[2]
$ fjkx note 2 -开头
! 错误：没有 -开头 这个选项
! 提示：以 - 开头的文字写在 -- 后面：fjkx note 2 -- -开头
[2]
$ fjkx note 2 --by 院士办、财务处 x
! 错误：没有单位“财务处”
! 提示：本计划的单位：办公室、学会学术部、院士办、科技馆
[1]
$ fjkx extend 2 4 12月底 -m 汛期
! 错误：多余的参数：12月底
! 提示：几项任务写在一起：fjkx extend 2,4 12月底 -m 汛期
[2]
$ fjkx extend 2 12月 底
! 错误：多余的参数：底
! 提示：有空格的文字加引号：fjkx extend 2 12月底 -m 原因
[2]
$ fjkx set 3 9月底
! 错误：“9月底”不是任务序号
! 提示：写在 --due 后面：fjkx set 3 --due 9月底
[1]
$ fjkx set 2 3 9-30
! 错误：没有第 9 项任务
! 提示：写在 --due 后面：fjkx set 2 3 --due 9-30
[1]
$ fjkx set 2 9月底 --due 年底
! 错误：“9月底”不是任务序号
! 提示：写成 14、14.2 或 16-18；本计划的序号从 1 到 5
[1]
$ fjkx set 9月底 --lead 院士办
! 错误：“9月底”不是任务序号
! 提示：写成 14、14.2 或 16-18；本计划的序号从 1 到 5
[1]
$ fjkx add 办 展 --lead 院士办
! 错误：多余的参数：展
! 提示：有空格的文字加引号：fjkx add '办 展' --lead 院士办
[2]
""")


def test_a_deadline_taken_back_and_set_anew(office: Office) -> None:
    office.write()
    office.type("fjkx set 4 --clear due -m 待上级批复 --on 6-12")
    office.transcript("""
$ fjkx log 4
4. 开展战略研究

第几条  日期        记录
───────────────────────────────────────
     1  2020-06-12  撤销时限 2020-06-10
                    待上级批复

共 1 条记录
$ fjkx show 4
4. 开展战略研究

所属部分  二、服务
牵头单位  学会学术部(第一牵头)、办公室
状态      未启动
完成进度  ────────────────────    0.0%
序时进度  ━━━━━━━━━───────────   45.6%  滞后

进展记录
1  2020-06-12  撤销时限 2020-06-10
               待上级批复
$ fjkx extend 4 7-31 -m 顺延
! 错误：第 4 项还没有时限，不能改期
! 提示：先设时限：fjkx set 4 --due 2020-07-31
[1]
$ fjkx set 4 --due 2020-09-30
4  时限 无 → 2020-09-30  开展战略研究
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx list -d 学会部 --due-by 年底
序号  任务          牵头单位            状态    进度  时限   预警
─────────────────────────────────────────────────────────────────
二、服务
   2  助力乡村振兴  学会学术部、院士办  推进中   50%  06-30  滞后
   4  开展战略研究  学会学术部、办公室  未启动    0%  09-30  滞后
                                                      改1次

5 项中的 2 项 · 单位：学会学术部 · 时限不晚于 2020-12-31
$ fjkx set 4 --clear due -m 再议
4  时限 2020-09-30 → 无  开展战略研究
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx list -d 学会部
序号  任务          牵头单位            状态    进度  时限   预警
─────────────────────────────────────────────────────────────────
二、服务
   2  助力乡村振兴  学会学术部、院士办  推进中   50%  06-30  滞后
   4  开展战略研究  学会学术部、办公室  未启动    0%         滞后

5 项中的 2 项 · 单位：学会学术部
$ fjkx show 4
4. 开展战略研究

所属部分  二、服务
牵头单位  学会学术部(第一牵头)、办公室
状态      未启动
完成进度  ────────────────────    0.0%
序时进度  ━━━━━━━━━───────────   45.6%  滞后

进展记录
3  2020-06-15  撤销时限 2020-09-30
               再议
2  2020-06-15  时限 2020-09-30
1  2020-06-12  撤销时限 2020-06-10
               待上级批复
""")


def test_add(office: Office) -> None:
    plan = office.write()
    office.transcript("""
$ fjkx add 筹备科学家精神展 --lead 院士办 --section 一 --due 2020-12-31 --text 完成布展。组织参观;编印图册。
6  新增  筹备科学家精神展
全计划完成 1/5（20.0%），平均进度 36.0%
$ fjkx show 6
6. 筹备科学家精神展

所属部分  一、学习
牵头单位  院士办
状态      未启动
完成时限  2020-12-31
完成进度  ────────────────────    0.0%  举措 0/3
序时进度  ━───────────────────    0.5%  正常
增列日期  2020-06-15

举措
□  6.1  完成布展。
□  6.2  组织参观;
□  6.3  编印图册。
$ fjkx add 办展 --lead 院士办 --due 3-5月
7  新增  办展
“3-5月”按 2020-05-31 计，原文一并记下
第 7 项的时限 2020-05-31 早于增列日期 2020-06-15，已过 15 天，算逾期
全计划完成 1/6（16.7%），平均进度 30.0%
$ fjkx undo
已撤销：add 办展 --lead 院士办 --due 3-5月
7  删除  办展
全计划完成 1/5（20.0%），平均进度 36.0%
$ fjkx add 无牵头
! 错误：缺少选项 --lead
! 提示：例如：fjkx add 无牵头 --lead 办公室
[2]
$ fjkx add '' --lead 院士办
! 错误：任务的标题不能为空
! 提示：例如：fjkx add 筹备年会 --lead 办公室
[1]
$ fjkx add 另一项 --lead 没有的单位
! 错误：没有单位“没有的单位”
! 提示：本计划的单位：办公室、学会学术部、院士办、科技馆；若是新单位，加上 --declare
[1]
$ fjkx undo
已撤销：add 筹备科学家精神展 --lead 院士办 --section 一 --due 2020-12-31 --text 完成布展。组织参观;编印图册。
6  删除  筹备科学家精神展
全计划完成 1/4（25.0%），平均进度 45.0%
""")
    assert plan.read_text("utf-8") == PLAN


def test_unit(office: Office) -> None:
    plan = office.write()
    office.transcript("""
$ fjkx unit
单位        别名
──────────────────
办公室
学会学术部  学会部
院士办
科技馆
$ fjkx unit list --format json
{
  "schema_version": 1,
  "kind": "unit-list",
  "as_of": "2020-06-15",
  "units": [
    {
      "name": "办公室",
      "aliases": []
    },
    {
      "name": "学会学术部",
      "aliases": [
        "学会部"
      ]
    },
    {
      "name": "院士办",
      "aliases": []
    },
    {
      "name": "科技馆",
      "aliases": []
    }
  ]
}
$ fjkx unit list --format md
# 工作要点

| 单位 | 别名 |
| --- | --- |
| 办公室 |  |
| 学会学术部 | 学会部 |
| 院士办 |  |
| 科技馆 |  |
$ fjkx unit add 科普中心 --format json
! 错误：--format 只用于 fjkx unit list
! 提示：用法见 fjkx unit --help
[2]
$ fjkx unit add 科普中心
单位“科普中心”已加入单位表
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx unit add 科普中心
单位“科普中心”已在单位表中，未变
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx unit alias 科普中心 省科普中心
单位“科普中心”有了别名“省科普中心”
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx unit rename 院士办 院士工作办公室
单位“院士办”改名为“院士工作办公室”，原名留作别名；任务中的原文不变
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx unit rename 院士办
! 错误：fjkx unit rename 后面应写：原名 新名
! 提示：用法见 fjkx unit --help
[2]
$ fjkx unit drop 院士办
! 错误：动作 不能是“drop”，可用：list、add、alias、rename、merge、remove
! 提示：用法见 fjkx unit --help
[2]
$ fjkx unit list
单位            别名
──────────────────────────
办公室
学会学术部      学会部
院士工作办公室  院士办
科技馆
科普中心        省科普中心
$ fjkx list -d 院士办
序号  任务              牵头单位                    状态    进度  时限   预警
─────────────────────────────────────────────────────────────────────────────
二、服务
   2  助力乡村振兴      学会学术部、院士工作办公室  推进中   50%  06-30  滞后
   3  深化“八闽行”活动  院士工作办公室              受阻     30%         滞后

5 项中的 2 项 · 单位：院士工作办公室
$ fjkx undo
已撤销：unit rename 院士办 院士工作办公室
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx undo
已撤销：unit alias 科普中心 省科普中心
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx undo
已撤销：unit add 科普中心
全计划完成 1/4（25.0%），平均进度 45.0%
""")
    assert plan.read_text("utf-8") == PLAN


def test_units_for_a_spreadsheet(office: Office) -> None:
    office.write()
    assert office.type("fjkx unit list --format csv") == (
        "$ fjkx unit list --format csv\n"
        "\ufeff单位,别名\n办公室,\n学会学术部,学会部\n院士办,\n科技馆,\n"
    )


def test_a_plan_without_units(office: Office) -> None:
    office.write("schema: 1\nplan: {title: t, year: 2020}\ntasks: []\n")
    office.transcript("""
$ fjkx unit
还没有声明单位
$ fjkx unit --format md
# t

还没有声明单位
""")


def test_the_file_is_written_as_people_would(office: Office) -> None:
    plan: Path = office.ship()
    before = plan.read_text("utf-8")
    office.type("fjkx note 14 已举办第一期 --percent 60 --problem 讲师不足 --next 9月底前补齐")
    record = (
        "    records:\n"
        "      - {date: 2020-06-15, status: doing, percent: 60, note: 已举办第一期, "
        "problem: 讲师不足, next: 9月底前补齐}\n"
    )
    start = before.index("  - id: 14\n")
    end = before.index("\n  - id: 15\n")
    task = before[start:end].replace("status: todo", "status: doing\n    percent: 60", 1)
    assert plan.read_text("utf-8") == before[:start] + task + record + before[end:]


def test_the_text_of_a_new_task_from_standard_input(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("布展。\n参观。\n".encode())))
    office.transcript("""
$ fjkx add 科学家精神展 --lead 办公室 --text -
6  新增  科学家精神展
全计划完成 1/5（20.0%），平均进度 36.0%
$ fjkx list 科学家 --measures --format csv
﻿序号,举措,任务,所属部分,牵头单位,配合单位,责任领导,状态,进度(%),已完成举措,举措总数,完成时限,时限要求,预警,改期次数
6,,科学家精神展,,办公室,,,未启动,0.0,0,2,,,正常,0
6,1,布展。,,办公室,,,未启动,,,,,,,
6,2,参观。,,办公室,,,未启动,,,,,,,
""")
