"""A plan half way through its year, for the tests of what to press for and what to report."""

from datetime import date

from fjkx.plan.model import Measure, Plan, Record, Section, Task, Unit


def day(text: str) -> date:
    """A day of the plan's year: `06-30`."""
    return date.fromisoformat(f"2020-{text}")


TODAY = day("07-01")

PLAN = Plan(
    title="福建省科协2020年工作要点",
    year=2020,
    issuer="福建省科学技术协会",
    units=(
        Unit("办公室"),
        Unit("学会学术部", ("学会部",)),
        Unit("院士办"),
        Unit("科技馆"),
    ),
    sections=(Section("一", "学习"), Section("二", "服务")),
    tasks=(
        Task(
            "1",
            "加强理论学习",
            "closed",
            "一",
            lead=("办公室",),
            records=(
                Record(day("05-11"), status="doing", by="办公室", note="已举办第一期"),
                Record(day("06-15"), status="done", by="办公室", note="四期全部结束"),
                Record(day("06-20"), status="closed", note="已核验"),
            ),
        ),
        Task(
            "2",
            "助力脱贫攻坚和乡村振兴",
            "doing",
            "二",
            lead=("学会部", "院士办", "科技馆"),
            due=day("06-26"),
            measures=(Measure("创建“科技小院”。", "done"), Measure("开展空中课堂。")),
            records=(
                Record(day("04-20"), due=day("05-31")),
                Record(day("05-12"), measure=1, status="done", by="学会部", note="已挂牌"),
                Record(day("05-25"), due=day("06-26"), due_was=day("05-31"), note="疫情影响"),
            ),
        ),
        Task(
            "3",
            "深化“院士专家八闽行”活动",
            "blocked",
            "二",
            lead=("院士办",),
            percent=30,
            records=(
                Record(day("03-02"), status="doing", percent=30),
                Record(day("06-10"), status="blocked", by="院士办", note="院士行程取消"),
                Record(day("06-24"), note="正在联系", next="8月改为线上"),
            ),
        ),
        Task(
            "4",
            "开展科技创新战略研究",
            "doing",
            "二",
            lead=("学会学术部",),
            support=("办公室",),
            due=day("07-03"),
            percent=60,
            records=(
                Record(day("05-06"), due=day("07-03")),
                Record(
                    day("06-25"),
                    status="doing",
                    by="学会学术部",
                    percent=60,
                    note="方案已报批",
                    problem="经费缺口8万元",
                    next="协调财政追加",
                ),
            ),
        ),
        Task("5", "编印科协年鉴", "todo", added=day("06-01"), due=day("12-31")),
        Task(
            "6",
            "组建专委会",
            "dropped",
            "二",
            lead=("科技馆",),
            records=(Record(day("06-12"), status="dropped", note="并入第4项"),),
        ),
        Task("7", "举办科普日", "doing", "二", lead=("科技馆",), due=day("09-20"), percent=65),
    ),
)
