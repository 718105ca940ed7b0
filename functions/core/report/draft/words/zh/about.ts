import { timeRead } from "../notes/time-read.ts";
import { hasMedians, type Plan } from "../../blocks/parts.ts";
import { hasSteady } from "../../blocks/periods/period-queries.ts";
import { said } from "../liquid.ts";
import { bandedNotes } from "../notes/bands.ts";
import { ifPeriodAsked } from "../../stories/period-asked.ts";
import { openNotes } from "../../blocks/periods/ended-records.ts";
import { aroundNotes } from "../notes/around.ts";
import { leftOutNotes } from "../notes/left-out.ts";
import { lackingTimes } from "../notes/full-periods.ts";
import { besideTotals } from "../notes/beside-totals.ts";
import { rowNotes } from "../notes/row-notes.ts";
import { ifValued } from "../notes/where-valued.ts";
import { unfinishedNotes } from "../notes/unfinished.ts";

export function aboutData(plan: Plan): string {
  const { roles, title } = plan;
  const { time: when, members, measures, story } = roles;
  const apart = measures.some(({ adds }) => !adds);
  const sentences = [
    `表格为“${said(title)}”。`,
    ...(when === undefined ? [] : [timeRead(when, "zh", said)]),
    ...rowNotes(plan),
    ...bandedNotes(plan),
    ...(when !== undefined && when.raw !== when.grain
      ? [
          `每个时期的各行合在一起：可以相加的取总和，${hasMedians(plan) ? "价格取中位数，" : ""}其他取平均。首尾不完整的时期不计。`,
        ]
      : []),
    ...lackingTimes(plan),
    ...openNotes(plan),
    ...unfinishedNotes(plan),
    ...leftOutNotes(plan),
    ...aroundNotes(plan),
    ...besideTotals(plan),
    ...(members.length > 0 && apart && story === "panel"
      ? ["不能相加的数值（比率、价格、平均数）取各项的中位数；变化是中位数的变化。"]
      : []),
    ...(story === "cross" && roles.summed
      ? [apart ? "同名的各行合在一起：可以相加的取总和，其他取平均。" : "同名的各行相加。"]
      : []),
    ...(hasSteady(plan)
      ? ["{% if h.absents > 0 %}随时间的变化只计每个时期都有数值的{{ h.members | number }}项。{% endif %}"]
      : []),
    ...(when === undefined
      ? []
      : [
          ifPeriodAsked(
            plan,
            "{% if h.low != nil %}通常的范围取自XmR图（Wheeler）：以往变化的平均，加减其平均移动极差的2.66倍，至少需要八次以往的变化。{% endif %}",
          ),
        ]),
  ];
  if (sentences.length === 1) return "";
  return `## 关于数据\n\n${sentences.map(ifValued).join("")}`;
}
