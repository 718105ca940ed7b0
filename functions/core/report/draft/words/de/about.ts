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
  const coarser = when !== undefined && when.raw !== when.grain;
  const apart = measures.some(({ adds }) => !adds);
  const sentences = [
    `Die Tabelle heißt „${said(title)}“.`,
    ...(when === undefined ? [] : [timeRead(when, "de", said)]),
    ...rowNotes(plan),
    ...bandedNotes(plan),
    ...(coarser
      ? [
          `Die Zeilen eines Zeitraums sind zusammengefasst: Was sich addieren lässt, als Summe, ${hasMedians(plan) ? "Preise als Median, " : ""}anderes als Mittel. Ein erster oder letzter Zeitraum, der nicht vollständig ist, fehlt.`,
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
          "Wo sich Werte nicht addieren lassen (Raten, Preise, Mittel), steht der Median. Die Veränderung der ersten Größe ist der Median der einzelnen Veränderungen, die der anderen die ihres Medians.",
        ]
      : []),
    ...(story === "cross" && roles.summed
      ? [
          apart
            ? "Mehrere Zeilen desselben Namens sind zusammengefasst: als Summe, wo sich Werte addieren lassen, sonst als Mittel."
            : "Mehrere Zeilen desselben Namens sind addiert.",
        ]
      : []),
    ...(hasSteady(plan)
      ? [
          "{% if h.absents > 0 %}Der Verlauf ist der von {{ h.members | number }} mit einem Wert in jedem gezeigten Zeitraum.{% endif %}",
        ]
      : []),
    ...(when === undefined
      ? []
      : [
          ifPeriodAsked(
            plan,
            "{% if h.low != nil %}Der übliche Bereich ist der von XmR-Karten (Wheeler): das Mittel der früheren Veränderungen, plus und minus 2,66-mal ihre mittlere Spannweite. Er braucht acht frühere Veränderungen.{% endif %}",
          ),
        ]),
  ];
  if (sentences.length === 1) return "";
  return `## Zu den Daten\n\n${sentences.map(ifValued).join(" ")}`;
}
