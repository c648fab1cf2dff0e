"""What people type is understood, or answered with a command that works when copied."""

from tests.office import Office


def test_text_and_values_behind_ids(office: Office) -> None:
    office.ship()
    office.transcript("""
$ fjkx done 14 科普日已举办
! 错误：“科普日已举办”不是任务序号
! 提示：说明写在 -m 后面：fjkx done 14 -m 科普日已举办
[1]
$ fjkx block 14 场地 未落实
! 错误：“场地”不是任务序号；“未落实”不是任务序号
! 提示：说明写在 -m 后面：fjkx block 14 -m '场地 未落实'
[1]
$ fjkx done 14 99
! 错误：没有第 99 项任务
! 提示：本计划的序号从 1 到 26；fjkx list 列出全部；其余 1 项：fjkx done 14
[1]
$ fjkx block 14
! 错误：第 14 项受阻要写明原因
! 提示：fjkx block 14 -m 原因
[1]
$ fjkx set 14 期限 9月底
! 错误：“期限”不是任务序号；“9月底”不是任务序号
! 提示：写在 --due 后面：fjkx set 14 --due 9月底
[1]
$ fjkx set 14 领导 王一
! 错误：“领导”不是任务序号；“王一”不是任务序号
! 提示：写在 --leader 后面：fjkx set 14 --leader 王一
[1]
$ fjkx note 14 '-5% 经费'
! 错误：没有 -5% 经费 这个选项
! 提示：以 - 开头的文字写在 -- 后面：fjkx note 14 -- '-5% 经费'
[2]
""")


def test_ids_as_they_are_spoken(office: Office) -> None:
    office.ship()
    office.transcript("""
$ fjkx start 14号
14  未启动 → 推进中  打造科普品牌项目和特色活动
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx start 第15项
15  未启动 → 推进中  推进科普场馆和科普信息化建设
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx start 十六
16  未启动 → 推进中  创新青少年科技教育模式
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx done 第14项第3条
14.3  未启动 → 已办结  举办福建科普大讲坛等活动。
第 14 项 举措 1/4，25%
全计划完成 0/26（0.0%），平均进度 1.0%
$ fjkx start 二十、二十一和二十二
20  未启动 → 推进中  助推科技人才成长
21  未启动 → 推进中  组建省科协专委会
22  未启动 → 推进中  推动学会创新发展
全计划完成 0/26（0.0%），平均进度 1.0%
$ fjkx start 第三十项
! 错误：没有第 30 项任务
! 提示：本计划的序号从 1 到 26；fjkx list 列出全部
[1]
$ fjkx 第14项
! 错误：没有 第14项 这个命令
! 提示：看任务用 fjkx show 第14项
[2]
""")


def test_commands_and_options_by_other_names(office: Office) -> None:
    office.write()
    office.transcript("""
$ fjkx finish 4
! 错误：没有 finish 这个命令
! 提示：你是不是要找 fjkx done 4
[2]
$ fjkx 办结 4
! 错误：没有 办结 这个命令
! 提示：你是不是要找 fjkx done 4
[2]
$ fjkx report
! 错误：没有 report 这个命令
! 提示：你是不是要找 fjkx bulletin
[2]
$ fjkx export
! 错误：没有 export 这个命令
! 提示：导出用 -o，格式看扩展名：fjkx list -o 任务.csv
[2]
$ fjkx 催办 -d 院士办
! 错误：没有 催办 这个命令
! 提示：你是不是要找 fjkx chase -d 院士办
[2]
$ fjkx list --单位 院士办
! 错误：没有 --单位 这个选项
! 提示：你是不是要找 fjkx list --dept 院士办
[2]
$ fjkx bulletin 院士办
! 错误：“院士办”不是有效的时段
! 提示：只看某个单位：fjkx bulletin --dept 院士办
[2]
$ fjkx bulletin 二季度 --since 4-1
! 错误：时段和 --since、--until 只写一样
! 提示：例如：fjkx bulletin 二季度
[2]
""")


def test_units_behind_the_command_and_quotes_that_are_straight(office: Office) -> None:
    office.write()
    office.transcript("""
$ fjkx list 学会学术
序号  任务          牵头单位            状态    进度  时限   预警
─────────────────────────────────────────────────────────────────
二、服务
   2  助力乡村振兴  学会学术部、院士办  推进中   50%  06-30  滞后
   4  开展战略研究  学会学术部、办公室  未启动    0%  06-10  逾期

5 项中的 2 项 · 关键词：学会学术
$ fjkx list -d 院士办 办公室
5 项中没有符合条件的任务 · 关键词：办公室 · 单位：院士办
! 提示：按单位查找：fjkx list -d 院士办 -d 办公室（5 项）
$ fjkx list 火星
5 项中没有符合条件的任务 · 关键词：火星
$ fjkx list '深化"八闽行"'
序号  任务              牵头单位  状态  进度  时限  预警
────────────────────────────────────────────────────────
二、服务
   3  深化“八闽行”活动  院士办    受阻   30%        滞后

5 项中的 1 项 · 关键词：深化"八闽行"
$ fjkx list --section 第二部分 -s 在办
序号  任务          牵头单位            状态    进度  时限   预警
─────────────────────────────────────────────────────────────────
二、服务
   2  助力乡村振兴  学会学术部、院士办  推进中   50%  06-30  滞后

5 项中的 1 项 · 状态：推进中 · 部分：二
""")


def test_records_of_a_unit_and_of_some_days(office: Office) -> None:
    office.write()
    office.transcript("""
$ fjkx log --by 学会学术部
2. 助力乡村振兴

第几条  日期        记录
───────────────────────────────────────
     1  2020-05-12  推进中 · 学会学术部
                    已启动

共 1 条记录
$ fjkx log --dept 办公室 --since 5-15
1. 加强理论学习

第几条  日期        记录
──────────────────────────
     2  2020-05-20  已销号

共 1 条记录
$ fjkx log --until 5-12
日期        任务             记录
────────────────────────────────────────────────
2020-05-12  2. 助力乡村振兴  推进中 · 学会学术部
                             已启动
2020-05-11  1. 加强理论学习  已办结 · 办公室

共 2 条记录
$ fjkx log 4 --by 院士办
没有符合条件的记录
""")


def test_leaders(office: Office) -> None:
    office.write()
    office.transcript("""
$ fjkx list --leader 王一
序号  任务          牵头单位            状态    进度  时限   预警
─────────────────────────────────────────────────────────────────
二、服务
   2  助力乡村振兴  学会学术部、院士办  推进中   50%  06-30  滞后

5 项中的 1 项 · 责任领导：王一
$ fjkx list --sort leader
序号  任务              牵头单位            状态    进度  时限   预警
─────────────────────────────────────────────────────────────────────
   2  助力乡村振兴      学会学术部、院士办  推进中   50%  06-30  滞后
   1  加强理论学习      办公室              已销号  100%
   3  深化“八闽行”活动  院士办              受阻     30%         滞后
   4  开展战略研究      学会学术部、办公室  未启动    0%  06-10  逾期
   5  加强党的建设      办公室              已取消

共 5 项
$ fjkx list --sort dept -s open
序号  任务              牵头单位            状态    进度  时限   预警
─────────────────────────────────────────────────────────────────────
   2  助力乡村振兴      学会学术部、院士办  推进中   50%  06-30  滞后
   4  开展战略研究      学会学术部、办公室  未启动    0%  06-10  逾期
   3  深化“八闽行”活动  院士办              受阻     30%         滞后

5 项中的 3 项 · 状态：未办结
$ fjkx summary --by leader
工作要点 · 截至 2020-06-15

办结率     25.0%  ━━━━━━━━──────────────────────  1/4 项 · 销号率 25.0%
平均进度   45.0%  ━━━━━━━━━━━━━━────────────────  低于序时进度 0.6 个百分点
序时进度   45.6%  ━━━━━━━━━━━━━━────────────────

未启动 1 · 推进中 1 · 受阻 1 · 已办结 0 · 已销号 1 · 已取消 1

责任领导  完成  办结率
────────────────────────────────────────────
王一       0/1    0.0%  ────────────────────
未指定     1/3   33.3%  ━━━━━━━─────────────
────────────────────────────────────────────
合计       1/4   25.0%  ━━━━━───────────────

已取消 1 项，不计入办结率

逾期 1 · 受阻 1 → fjkx chase
""")


def test_complete_is_done_and_closed(office: Office) -> None:
    office.write()
    office.transcript("""
$ fjkx list -s 完成 --format csv
﻿序号,任务,所属部分,牵头单位,配合单位,责任领导,状态,进度(%),已完成举措,举措总数,完成时限,时限要求,预警,改期次数
1,加强理论学习,一、学习,办公室,,,已销号,100.0,0,0,,,完成,0
$ fjkx list -s 已办结
5 项中没有符合条件的任务 · 状态：已办结
! 提示：另有已销号 1 项：-s 已销号
""")


def test_ranges_and_measures_as_people_write_them(office: Office) -> None:
    office.write()
    office.transcript("""
$ fjkx log 第1至2项 -o 一.txt
! 已写入 一.txt，4 条记录
$ fjkx log 1到2 -o 二.txt
! 已写入 二.txt，4 条记录
$ fjkx done 2。2
2.2  未启动 → 已办结  开展空中课堂。
第 2 项的举措已全部办结；整项办结：fjkx done 2
第 2 项 举措 2/2，100%
全计划完成 1/4（25.0%），平均进度 57.5%
$ fjkx done 2-1
! 错误：范围 2-1 前后颠倒
! 提示：第 2 项的第 1 条举措写成 2.1；几项任务，请写成 1-2
[1]
$ fjkx done 4-2
! 错误：范围 4-2 前后颠倒
! 提示：请写成 2-4
[1]
""")


def test_a_unit_by_scattered_characters(office: Office) -> None:
    """Said where they are no usual short form, which begins and ends as the name does."""
    office.ship()
    office.transcript("""
$ fjkx note 25 发展团员 --by 团委
25  未启动 → 推进中，说明已记入  加强科技社团党的建设
“团委”认作“科技社团党委”
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx note 14 已举办 --by 科普部
14  未启动 → 推进中，说明已记入  打造科普品牌项目和特色活动
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx list -d 学术部 --section 一
26 项中没有符合条件的任务 · 单位：学会学术部 · 部分：一
""")


def test_a_day_of_last_year_wants_its_year(office: Office) -> None:
    office.ship()
    office.transcript("""
$ fjkx note 16 省赛 --on 6月16日
! 错误：“6月16日”没有写年份，今天(2020-06-15)以前最近的是 2019-06-16，早于计划的起始 2020-01-01
! 提示：确是这一天，写明年份：--on 2019-06-16；还没发生的事不能记为已办
[1]
$ fjkx note 16 省赛 --on 6月10日
16  未启动 → 推进中，说明已记入  创新青少年科技教育模式
日期记作 2020-06-10
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx correct 16 --on 6月20日
! 错误：“6月20日”没有写年份，今天(2020-06-15)以前最近的是 2019-06-20，早于计划的起始 2020-01-01
! 提示：确是这一天，写明年份：--on 2019-06-20；还没发生的事不能记为已办
[1]
$ fjkx note 16 筹备 --on 2019-12-20
16  推进中，说明已记入  创新青少年科技教育模式
日期记作 2019-12-20，早于计划的起始 2020-01-01
全计划完成 0/26（0.0%），平均进度 0.0%
""")


def test_hints_that_work_when_copied(office: Office) -> None:
    """Full-width hyphens, a figure without its option, words in another order, names in one word,
    keywords that an option asks for."""
    office.write()
    office.transcript("""
$ fjkx note 2 已办 －－by 院士办
! 错误：－－by 的横线是全角的
! 提示：写成：fjkx note 2 已办 --by 院士办
[2]
$ fjkx list ——dept 院士办 －s 完成
! 错误：——dept 的横线是全角的
! 提示：写成：fjkx list --dept 院士办 -s 完成
[2]
$ fjkx note 2 已办 60% --by 院士办
! 错误：多余的参数：60%
! 提示：进度写在 --percent 后面：fjkx note 2 已办 --by 院士办 --percent 60
[2]
$ fjkx note 2 3 已办
! 错误：多余的参数：已办
! 提示：几项任务写在一起：fjkx note 2,3 已办
[2]
$ fjkx note 已办 2 --by 院士办
! 错误：“已办”不是任务序号
! 提示：编号写在前面：fjkx note 2 已办 --by 院士办
[1]
$ fjkx extend 年底 2 -m 汛期
! 错误：“年底”不是任务序号
! 提示：编号写在前面：fjkx extend 2 年底 -m 汛期
[1]
$ fjkx set 3 --leader 王一、李二
3  领导 无 → 王一、李二  深化“八闽行”活动
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx set 3 --leader '王一 李二'
! 错误：“王一 李二”像是几个人
! 提示：几个人写成：--leader 王一、李二
[1]
$ fjkx list 院士办的事
5 项中没有符合条件的任务 · 关键词：院士办的事
! 提示：按单位查找：fjkx list -d 院士办（2 项）
$ fjkx list 临期 -d 院士办
5 项中没有符合条件的任务 · 关键词：临期 · 单位：院士办
! 提示：不是关键词的，用选项：fjkx list -d 院士办 --soon
$ fjkx list -s 逾期
! 错误：“逾期”是预警，不是状态
! 提示：fjkx list --light 逾期
[1]
""")
