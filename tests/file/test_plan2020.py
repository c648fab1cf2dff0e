"""The shipped plan against the notice that it encodes, to the character."""

from pathlib import Path

from fjkx.plan.model import Plan, Task, own_text
from tests.plans import plan_in

ROOT = Path(__file__).parents[2]
NOTICE = (ROOT / "tests/fixtures/notice2020.txt").read_bytes().decode("utf-8")
TEXT = (ROOT / "data/workplan2020.yaml").read_bytes().decode("utf-8")

# What the notice's host put around it, and the covering letter's fixed words.
PAGE_HEAD = "您当前的位置:首页\xa0>\xa0政策法规\xa0>\xa0政策文件"
PAGE_TIME = "时间:2020-05-01 16:49:55\xa0\xa0来源:福建省科学技术协会"
ADDRESSEES = "各省级学会(协会、研究会),各市、县(区)科协,省科协机关各部室、各直属单位:"
LETTER = "现将《福建省科协2020年工作要点》印发给你们,请结合实际,认真贯彻落实。"
PAGE_FOOT = (
    "返回顶部",
    "主办单位:福建省农学会 版权所有",
    "办公地址:福建省福州市鼓楼区鼓屏路183号省农业厅内4号办公楼",
    "邮编:350001\xa0联系电话:0591-87819186\xa0联系邮箱:fjsnxh@163.com",
    "技术支持:福建众联汇信息科技有限公司",
    "网站备案编号 闽ICP备13015112号-2",
)


def task_line(task: Task) -> str:
    return f"{task.id}.{task.title}。{own_text(task)}(牵头单位:{'、'.join(task.lead)})"


def notice_of(plan: Plan) -> str:
    """The notice as the plan tells it: every paragraph is followed by an empty line."""
    day = plan.issued
    assert day is not None
    letter_day = f"{day.year}年{day.month}月{day.day}日"
    lines = [PAGE_HEAD, plan.source, PAGE_TIME, ADDRESSEES, LETTER, plan.issuer, letter_day]
    lines += [plan.title, plan.preamble]
    for section in plan.sections:
        lines.append(f"{section.id}、{section.title}")
        lines += [task_line(task) for task in plan.tasks if task.section == section.id]
    return "\n\n".join(line or "" for line in (*lines, *PAGE_FOOT))


def test_the_notice_rebuilt_from_the_plan_is_the_notice() -> None:
    assert notice_of(plan_in(TEXT)) == NOTICE
