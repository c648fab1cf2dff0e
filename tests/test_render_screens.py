"""Exact screens of a small plan."""

from rich.cells import cell_len

from fjkx.model import OPEN, Measure, Plan, Record, Section, Task
from fjkx.query import Filter, Sort, arrange, journal, select
from fjkx.render.card import cards
from fjkx.render.journal import journal_table
from fjkx.render.overview import overview
from fjkx.render.task_list import task_list
from fjkx.render.terminal import Screen
from fjkx.summary import By, attention, summarise
from tests.small_plan import PLAN, TODAY

ALL = Filter()
NO_DEADLINES = PLAN._replace(
    tasks=tuple(task._replace(due=None, due_text=None) for task in PLAN.tasks)
)


def list_tasks(
    width: int,
    flt: Filter = ALL,
    sort: Sort = "id",
    measures: bool = False,
    plan: Plan = PLAN,
) -> str:
    tasks = arrange(plan, select(plan, flt), sort)
    return "\n" + task_list(plan, tasks, flt, TODAY, Screen(width), sort, measures)


def summary(width: int, by: By = "section", flt: Filter = ALL) -> str:
    roll_up = summarise(PLAN, select(PLAN, flt), by, TODAY, flt.units)
    wanting = None if flt.units else attention(PLAN, TODAY)
    return "\n" + overview(PLAN, roll_up, flt, Screen(width), wanting)


def card(width: int) -> str:
    return "\n" + cards(PLAN, [PLAN.tasks[1], PLAN.tasks[0]], TODAY, Screen(width))


def log(width: int, *ids: str) -> str:
    tasks = [task for task in PLAN.tasks if not ids or task.id in ids]
    return "\n" + journal_table(journal(tasks), Screen(width))


def test_list_80() -> None:
    assert (
        list_tasks(80)
        == """
序号  任务                      牵头单位               状态    进度  期限   预警
────────────────────────────────────────────────────────────────────────────────
一、坚定政治立场,深入学习贯彻习近平新时代中国特色社会主义思想
   1  加强理论学习              办公室                 已销号  100%

二、服务创新创业创造
   2  助力脱贫攻坚和乡村振兴    学会部、院士办、       推进中   50%  06-30  滞后
                                青少年科技活动中心
   3  深化“院士专家八闽行”活动  院士办                 受阻     30%         滞后
   4  开展科技创新战略研究      学会学术部、办公室     未启动    0%  06-10  逾期

其他
   5  加强机关党的建设          办公室                 已取消

共 5 项
"""
    )


def test_list_60() -> None:
    assert (
        list_tasks(60)
        == """
序号  任务 / 牵头单位              状态    进度  期限   预警
────────────────────────────────────────────────────────────
一、坚定政治立场,深入学习贯彻习近平新时代中国特色社会主义思
想
   1  加强理论学习                 已销号  100%
      办公室

二、服务创新创业创造
   2  助力脱贫攻坚和乡村振兴       推进中   50%  06-30  滞后
      学会部、院士办、
      青少年科技活动中心
   3  深化“院士专家八闽行”活动     受阻     30%         滞后
      院士办
   4  开展科技创新战略研究         未启动    0%  06-10  逾期
      学会学术部、办公室

其他
   5  加强机关党的建设             已取消
      办公室

共 5 项
"""
    )


def test_list_of_a_unit_and_measures() -> None:
    assert (
        list_tasks(80, Filter(units=("办公室",), statuses=OPEN), measures=True)
        == """
序号  任务                    牵头单位                 状态    进度  期限   预警
────────────────────────────────────────────────────────────────────────────────
二、服务创新创业创造
   2  助力脱贫攻坚和乡村振兴  学会部、院士办、         推进中   50%  06-30  滞后
                              青少年科技活动中心
                              配合：办公室
      √  2.1  创建第二批“科技小院”。
      □  2.2  开展空中课堂;
   4  开展科技创新战略研究    学会学术部、办公室       未启动    0%  06-10  逾期
      □  4.1  设立CAST青年项目。

5 项中的 2 项 · 单位：办公室 · 状态：未办结
"""
    )


def test_list_shows_the_measure_with_the_keyword() -> None:
    assert (
        list_tasks(80, Filter(("课堂",)))
        == """
序号  任务                    牵头单位                 状态    进度  期限   预警
────────────────────────────────────────────────────────────────────────────────
二、服务创新创业创造
   2  助力脱贫攻坚和乡村振兴  学会部、院士办、         推进中   50%  06-30  滞后
                              青少年科技活动中心
      □  2.2  开展空中课堂;

5 项中的 1 项 · 关键词：课堂
"""
    )


def test_list_sorted_is_flat() -> None:
    assert (
        list_tasks(80, sort="due")
        == """
序号  任务                      牵头单位               状态    进度  期限   预警
────────────────────────────────────────────────────────────────────────────────
   4  开展科技创新战略研究      学会学术部、办公室     未启动    0%  06-10  逾期
   2  助力脱贫攻坚和乡村振兴    学会部、院士办、       推进中   50%  06-30  滞后
                                青少年科技活动中心
   1  加强理论学习              办公室                 已销号  100%
   3  深化“院士专家八闽行”活动  院士办                 受阻     30%         滞后
   5  加强机关党的建设          办公室                 已取消

共 5 项
"""
    )


def test_list_without_deadlines() -> None:
    assert (
        list_tasks(80, plan=NO_DEADLINES)
        == """
序号  任务                      牵头单位                    状态    进度
────────────────────────────────────────────────────────────────────────────────
一、坚定政治立场,深入学习贯彻习近平新时代中国特色社会主义思想
   1  加强理论学习              办公室                      已销号  ━━━━━━━ 100%

二、服务创新创业创造
   2  助力脱贫攻坚和乡村振兴    学会部、院士办、            推进中  ━━━━───  50%
                                青少年科技活动中心
   3  深化“院士专家八闽行”活动  院士办                      受阻    ━━─────  30%
   4  开展科技创新战略研究      学会学术部、办公室          未启动  ───────   0%

其他
   5  加强机关党的建设          办公室                      已取消

共 5 项
"""
    )


def test_list_of_nothing() -> None:
    assert (
        list_tasks(80, Filter(("火星",), sections=("一",)))
        == """
5 项中没有符合条件的任务 · 关键词：火星 · 部分：一
"""
    )


def test_summary_80() -> None:
    assert (
        summary(80)
        == """
福建省科协2020年工作要点 · 截至 2020-06-15

办结率     25.0%  ━━━━━━━━──────────────────────  1/4 项
平均进度   45.0%  ━━━━━━━━━━━━━━────────────────  欠序时
序时进度   45.6%  ━━━━━━━━━━━━━━────────────────

未启动 1 · 推进中 1 · 受阻 1 · 已办结 0 · 已销号 1 · 已取消 1

部分                                                  完成  办结率
────────────────────────────────────────────────────────────────────────────────
一、坚定政治立场,深入学习贯彻习近平新时代中国特色社    1/1  100.0%  ━━━━━━━━━━━━
会主义思想
二、服务创新创业创造                                   0/3    0.0%  ────────────
三、加强党的领导                                       0/0
其他                                                   0/0

已取消 1 项，不计入办结率

逾期 1 → fjkx list -s open --sort due
受阻 1 → fjkx list -s 受阻
"""
    )


def test_summary_60() -> None:
    assert (
        summary(60)
        == """
福建省科协2020年工作要点 · 截至 2020-06-15

办结率     25.0%  ━━━━━━━━──────────────────────  1/4 项
平均进度   45.0%  ━━━━━━━━━━━━━━────────────────  欠序时
序时进度   45.6%  ━━━━━━━━━━━━━━────────────────

未启动 1 · 推进中 1 · 受阻 1 · 已办结 0 · 已销号 1
已取消 1

部分                              完成  办结率
────────────────────────────────────────────────────────────
一、坚定政治立场,深入学习贯彻习    1/1  100.0%  ━━━━━━━━━━━━
近平新时代中国特色社会主义思想
二、服务创新创业创造               0/3    0.0%  ────────────
三、加强党的领导                   0/0
其他                               0/0

已取消 1 项，不计入办结率

逾期 1 → fjkx list -s open --sort due
受阻 1 → fjkx list -s 受阻
"""
    )


def test_summary_by_dept_80() -> None:
    assert (
        summary(80, "dept")
        == """
福建省科协2020年工作要点 · 截至 2020-06-15

办结率     25.0%  ━━━━━━━━──────────────────────  1/4 项
平均进度   45.0%  ━━━━━━━━━━━━━━────────────────  欠序时
序时进度   45.6%  ━━━━━━━━━━━━━━────────────────

未启动 1 · 推进中 1 · 受阻 1 · 已办结 0 · 已销号 1 · 已取消 1

单位                任牵头  首位牵头  配合  完成  办结率
──────────────────────────────────────────────────────────────────────────────
办公室                   2         1     1   1/2   50.0%  ━━━━━━━━━━──────────
  未启动 1 · 已销号 1 · 已取消 1
学会学术部               2         2     0   0/2    0.0%  ────────────────────
  未启动 1 · 推进中 1
院士办                   2         1     0   0/2    0.0%  ────────────────────
  推进中 1 · 受阻 1
青少年科技活动中心       1         0     0   0/1    0.0%  ────────────────────
  推进中 1
──────────────────────────────────────────────────────────────────────────────
合计                     4         4     1   1/4   25.0%  ━━━━━───────────────
  未启动 1 · 推进中 1 · 受阻 1 · 已销号 1 · 已取消 1

共同牵头的任务在每个牵头单位各计一次，在合计中只计一次
已取消 1 项，不计入办结率

逾期 1 → fjkx list -s open --sort due
受阻 1 → fjkx list -s 受阻
"""
    )


def test_summary_by_dept_60() -> None:
    assert (
        summary(60, "dept")
        == """
福建省科协2020年工作要点 · 截至 2020-06-15

办结率     25.0%  ━━━━━━━━──────────────────────  1/4 项
平均进度   45.0%  ━━━━━━━━━━━━━━────────────────  欠序时
序时进度   45.6%  ━━━━━━━━━━━━━━────────────────

未启动 1 · 推进中 1 · 受阻 1 · 已办结 0 · 已销号 1
已取消 1

                      任  首位
单位                牵头  牵头  配合  完成  办结率
────────────────────────────────────────────────────────────
办公室                 2     1     1   1/2   50.0%  ━━━━────
  未启动 1 · 已销号 1 · 已取消 1
学会学术部             2     2     0   0/2    0.0%  ────────
  未启动 1 · 推进中 1
院士办                 2     1     0   0/2    0.0%  ────────
  推进中 1 · 受阻 1
青少年科技活动中心     1     0     0   0/1    0.0%  ────────
  推进中 1
────────────────────────────────────────────────────────────
合计                   4     4     1   1/4   25.0%  ━━──────
  未启动 1 · 推进中 1 · 受阻 1 · 已销号 1 · 已取消 1

共同牵头的任务在每个牵头单位各计一次，在合计中只计一次
已取消 1 项，不计入办结率

逾期 1 → fjkx list -s open --sort due
受阻 1 → fjkx list -s 受阻
"""
    )


def test_summary_by_dept_of_one() -> None:
    assert (
        summary(80, "dept", Filter(units=("院士办",)))
        == """
福建省科协2020年工作要点 · 截至 2020-06-15
5 项中的 2 项 · 单位：院士办

办结率      0.0%  ──────────────────────────────  0/2 项
平均进度   40.0%  ━━━━━━━━━━━━──────────────────  欠序时
序时进度   45.6%  ━━━━━━━━━━━━━━────────────────

未启动 0 · 推进中 1 · 受阻 1 · 已办结 0 · 已销号 0

单位    任牵头  首位牵头  推进中  受阻  完成  办结率
──────────────────────────────────────────────────────────────────────────
院士办       2         1       1     1   0/2    0.0%  ────────────────────
"""
    )


def test_summary_by_status() -> None:
    assert (
        summary(80, "status")
        == """
福建省科协2020年工作要点 · 截至 2020-06-15

办结率     25.0%  ━━━━━━━━──────────────────────  1/4 项
平均进度   45.0%  ━━━━━━━━━━━━━━────────────────  欠序时
序时进度   45.6%  ━━━━━━━━━━━━━━────────────────

未启动 1 · 推进中 1 · 受阻 1 · 已办结 0 · 已销号 1 · 已取消 1

状态    任务   占比
─────────────────────────────────────────
未启动     1  25.0%  ━━━━━───────────────
推进中     1  25.0%  ━━━━━───────────────
受阻       1  25.0%  ━━━━━───────────────
已办结     0   0.0%  ────────────────────
已销号     1  25.0%  ━━━━━───────────────
已取消     1

逾期 1 → fjkx list -s open --sort due
受阻 1 → fjkx list -s 受阻
"""
    )


def test_card_80() -> None:
    assert (
        card(80)
        == """
2. 助力脱贫攻坚和乡村振兴

所属部分  二、服务创新创业创造
牵头单位  学会部(首位牵头)、院士办、青少年科技活动中心
配合单位  办公室
责任领导  王一、李二
状态      推进中
完成时限  2020-06-30(6月底前)
完成进度  ━━━━━━━━━━──────────   50.0%  举措 1/2
序时进度  ━━━━━━━━━━━━━━━━━━──   91.8%  滞后
x-备注    每月一报

举措
√  2.1  创建第二批“科技小院”。
□  2.2  开展空中课堂;

进展记录
2020-06-02  进度 60%
            问题：经费未到位
            下一步：6月底前落实
2020-06-02  2.1 已办结 · 院士办
2020-05-11  推进中 · 学会部
            已启动


1. 加强理论学习

所属部分  一、坚定政治立场,深入学习贯彻习近平新时代中国特色社会主义思想
牵头单位  办公室
状态      已销号
完成进度  ━━━━━━━━━━━━━━━━━━━━  100.0%  举措 2/2
序时进度  ━━━━━━━━━───────────   45.6%  完成

举措
√  1.1  举办专题学习班。
√  1.2  抓好落实。
"""
    )


def test_card_60() -> None:
    assert (
        card(60)
        == """
2. 助力脱贫攻坚和乡村振兴

所属部分  二、服务创新创业创造
牵头单位  学会部(首位牵头)、院士办、青少年科技活动中心
配合单位  办公室
责任领导  王一、李二
状态      推进中
完成时限  2020-06-30(6月底前)
完成进度  ━━━━━━━━━━──────────   50.0%  举措 1/2
序时进度  ━━━━━━━━━━━━━━━━━━──   91.8%  滞后
x-备注    每月一报

举措
√  2.1  创建第二批“科技小院”。
□  2.2  开展空中课堂;

进展记录
2020-06-02  进度 60%
            问题：经费未到位
            下一步：6月底前落实
2020-06-02  2.1 已办结 · 院士办
2020-05-11  推进中 · 学会部
            已启动


1. 加强理论学习

所属部分  一、坚定政治立场,深入学习贯彻习近平新时代中国特色
          社会主义思想
牵头单位  办公室
状态      已销号
完成进度  ━━━━━━━━━━━━━━━━━━━━  100.0%  举措 2/2
序时进度  ━━━━━━━━━───────────   45.6%  完成

举措
√  1.1  举办专题学习班。
√  1.2  抓好落实。
"""
    )


def test_log_80() -> None:
    assert (
        log(80)
        == """
日期        任务                       记录
────────────────────────────────────────────────────────────────────────────────
2020-06-12  5. 加强机关党的建设        已取消
                                       并入第1项
2020-06-02  2. 助力脱贫攻坚和乡村振兴  进度 60%
                                       问题：经费未到位
                                       下一步：6月底前落实
2020-06-02  2. 助力脱贫攻坚和乡村振兴  2.1 已办结 · 院士办
2020-05-11  2. 助力脱贫攻坚和乡村振兴  推进中 · 学会部
                                       已启动

共 4 条记录
"""
    )


def test_log_60() -> None:
    assert (
        log(60)
        == """
日期        任务                记录
────────────────────────────────────────────────────────────
2020-06-12  5. 加强机关党的建   已取消
            设                  并入第1项
2020-06-02  2. 助力脱贫攻坚和   进度 60%
            乡村振兴            问题：经费未到位
                                下一步：6月底前落实
2020-06-02  2. 助力脱贫攻坚和   2.1 已办结 · 院士办
            乡村振兴
2020-05-11  2. 助力脱贫攻坚和   推进中 · 学会部
            乡村振兴            已启动

共 4 条记录
"""
    )


def test_log_of_one_task() -> None:
    assert (
        log(80, "2")
        == """
2. 助力脱贫攻坚和乡村振兴

日期        记录
────────────────────────────────────────────────────────────────────────────────
2020-06-02  进度 60%
            问题：经费未到位
            下一步：6月底前落实
2020-06-02  2.1 已办结 · 院士办
2020-05-11  推进中 · 学会部
            已启动

共 3 条记录
"""
    )


def test_log_of_nothing() -> None:
    assert (
        log(80, "1")
        == """
还没有进展记录
"""
    )


def test_text_of_the_file_is_only_text() -> None:
    nasty = "[red]a\x1b[2J\u202e:smile:"
    task = Task(
        "1",
        nasty,
        section="一",
        group=nasty,
        lead=(nasty,),
        support=(nasty,),
        leaders=(nasty,),
        due_text=nasty,
        measures=(Measure(nasty),),
        records=(Record(TODAY, by=nasty, note=nasty, problem=nasty, extra=((nasty, nasty),)),),
        extra=((nasty, nasty),),
    )
    plan = Plan(nasty, 2020, sections=(Section("一", nasty),), tasks=(task,))
    flt = Filter((nasty,))
    screens = [
        task_list(plan, [task], flt, TODAY, Screen(), measures=True),
        task_list(plan, [], flt, TODAY, Screen()),
        overview(plan, summarise(plan, [task], "section", TODAY), flt, Screen()),
        overview(plan, summarise(plan, [task], "dept", TODAY), flt, Screen()),
        cards(plan, [task], TODAY, Screen()),
        journal_table(journal([task]), Screen()),
    ]
    for screen in screens:
        assert "[red]a\\u001b[2J\\u202e:smile:" in screen
        assert "\x1b" not in screen and "\u202e" not in screen


def test_nothing_is_cut_at_any_width() -> None:
    words = [task.title for task in PLAN.tasks] + [u for t in PLAN.tasks for u in t.lead]
    for width in (20, 48, 60, 73, 100, 200):
        flat = "".join(list_tasks(width, measures=True).split())
        lines = list_tasks(width, measures=True).split("\n")
        assert "…" not in flat
        assert max(map(cell_len, lines)) <= max(width, 48)
        if width >= 100:
            assert all("".join(each.split()) in flat for each in words)


def test_very_wide_screens_are_not_filled() -> None:
    assert max(map(cell_len, list_tasks(400).split("\n"))) <= 120
