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

/** The section that says what the numbers are, and what was left out. */
export function aboutData(plan: Plan): string {
  const { roles, title } = plan;
  const { time: when, members, measures, story } = roles;
  const coarser = when !== undefined && when.raw !== when.grain;
  const apart = measures.some(({ adds }) => !adds);
  const sentences = [
    `The table is “${said(title)}”.`,
    ...(when === undefined ? [] : [timeRead(when, "en", said)]),
    ...rowNotes(plan),
    ...bandedNotes(plan),
    ...(coarser
      ? [
          `The rows of each ${when.grain} are put together: values that may be added up as their sum, ${hasMedians(plan) ? "prices as their median, " : ""}others as their mean. A first or last ${when.grain} that is not complete is left out.`,
        ]
      : []),
    ...lackingTimes(plan),
    ...openNotes(plan),
    ...unfinishedNotes(plan),
    ...leftOutNotes(plan),
    ...aroundNotes(plan),
    ...besideTotals(plan),
    ...(members.length > 0 && apart && story === "panel"
      ? [
          "Where values may not be added up (rates, prices, means), the report shows the median of the members. Their change is that of the median.",
        ]
      : []),
    ...(story === "cross" && roles.summed
      ? [
          apart
            ? "Several rows of one name are put together: their sum where values may be added up, otherwise their mean."
            : "Several rows of one name are added up.",
        ]
      : []),
    ...(hasSteady(plan)
      ? [
          "{% if h.absents > 0 %}The course over time is that of the {{ h.members | number }} with a value in every period shown.{% endif %}",
        ]
      : []),
    ...(when === undefined
      ? []
      : [
          ifPeriodAsked(
            plan,
            "{% if h.low != nil %}The usual range is that of XmR charts (Wheeler): the mean of the earlier changes, give or take 2.66 times their mean moving range. It needs eight earlier changes.{% endif %}",
          ),
        ]),
  ];
  if (sentences.length === 1) return "";
  return `## About the data\n\n${sentences.map(ifValued).join(" ")}`;
}
