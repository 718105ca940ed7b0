import type { DraftLanguage } from "../draft.ts";
import type { Plan } from "../blocks/parts.ts";

/** What stands behind a measure's label if values that may not be added up are put together as their mean. */
export function meanOf({ roles: { story, time }, language }: Plan): string {
  const isMean = time !== undefined && (story === "flow" || time.finer === true || time.raw !== time.grain);
  return isMean ? { en: ", mean", de: ", Mittel", zh: "（平均）" }[language] : "";
}

/** A sentence for sums over members of whom not all have a value in each period. */
export function varyingMembers({ roles: { members, story }, language }: Plan): string {
  if (members.length === 0 || story === "flow") return "";
  const said = {
    en: " Each period counts those with a value in it: from {{ h.fewest | number }} to {{ h.most | number }}.",
    de: " Gezählt ist je Zeitraum, was einen Wert hat: von {{ h.fewest | number }} bis {{ h.most | number }}.",
    zh: "每期只计有数值的各项：{{ h.fewest | number }}至{{ h.most | number }}项。",
  }[language];
  return `{% if h.fewest < h.most %}${said}{% endif %}`;
}

interface RowNotes {
  readonly financial: string;
  readonly finer: string;
  readonly withoutNotes: string;
}

const notes: Readonly<Record<DraftLanguage, RowNotes>> = {
  en: {
    financial: "Years are financial years; each is named by the year in which it begins.",
    finer: "The rows of each day are put together: values that may be added up as their sum, others as their mean.",
    withoutNotes: "Rows that are notes or totals of all periods are left out.",
  },
  de: {
    financial: "Die Jahre sind Geschäftsjahre und heißen nach dem Jahr, in dem sie beginnen.",
    finer: "Die Zeilen eines Tages sind zusammengefasst: Was sich addieren lässt, als Summe, anderes als Mittel.",
    withoutNotes: "Zeilen mit Anmerkungen und Summen aller Zeiträume fehlen.",
  },
  zh: {
    financial: "年份为财政年度，以开始的年份命名。",
    finer: "每天的各行合在一起：可以相加的取总和，其他取平均。",
    withoutNotes: "注释行和所有时期的合计行不计。",
  },
};

/** Sentences on how the rows of the table were read, where that is not as they stand. */
export function rowNotes({ roles: { time, long }, language }: Plan): readonly string[] {
  const { financial, finer, withoutNotes } = notes[language];
  return [
    ...(time?.financial === true ? [financial] : []),
    ...(time?.finer === true && time.grain === "day" ? [finer] : []),
    ...(long?.turned === false ? [withoutNotes] : []),
  ];
}
