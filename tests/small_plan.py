"""A small plan for the tests of what is shown: every status, deadlines, a joint task, support."""

from datetime import date

from fjkx.plan.model import Measure, Plan, Record, Section, Task, Unit

TODAY = date(2020, 6, 15)

PLAN = Plan(
    title="福建省科协2020年工作要点",
    year=2020,
    units=(
        Unit("办公室"),
        Unit("学会学术部", ("学会部",)),
        Unit("院士办"),
        Unit("青少年科技活动中心"),
    ),
    sections=(
        Section("一", "坚定政治立场,深入学习贯彻习近平新时代中国特色社会主义思想"),
        Section("二", "服务创新创业创造"),
        Section("三", "加强党的领导"),
    ),
    tasks=(
        Task(
            "1",
            "加强理论学习",
            "closed",
            "一",
            lead=("办公室",),
            measures=(Measure("举办专题学习班。"), Measure("抓好落实。")),
        ),
        Task(
            "2",
            "助力脱贫攻坚和乡村振兴",
            "doing",
            "二",
            lead=("学会部", "院士办", "青少年科技活动中心"),
            support=("办公室",),
            leaders=("王一", "李二"),
            due=date(2020, 6, 30),
            due_text="6月底前",
            measures=(Measure("创建第二批“科技小院”。", "done"), Measure("开展空中课堂;")),
            records=(
                Record(date(2020, 5, 11), status="doing", by="学会部", note="已启动"),
                Record(date(2020, 6, 2), measure=1, status="done", by="院士办"),
                Record(date(2020, 6, 2), percent=60, problem="经费未到位", next="6月底前落实"),
            ),
            extra=(("x-备注", "每月一报"),),
        ),
        Task("3", "深化“院士专家八闽行”活动", "blocked", "二", lead=("院士办",), percent=30),
        Task(
            "4",
            "开展科技创新战略研究",
            "todo",
            "二",
            lead=("学会学术部", "办公室"),
            due=date(2020, 6, 10),
            measures=(Measure("设立CAST青年项目。"),),
        ),
        Task(
            "5",
            "加强机关党的建设",
            "dropped",
            lead=("办公室",),
            records=(Record(date(2020, 6, 12), status="dropped", note="并入第1项"),),
        ),
    ),
)
