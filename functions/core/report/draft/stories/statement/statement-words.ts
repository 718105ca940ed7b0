import type { DraftLanguage } from "../../draft.ts";

/** What the sentences on a statement print: names, and Liquid of values with their units. */
export interface StatementShown {
  readonly later: string;
  readonly earlier: string;
  readonly value: string;
  /** Without its sign. */
  readonly difference: string;
}

export interface StatementWords {
  readonly title: (s: StatementShown) => string;
  /** Where there is nothing to compare with. */
  readonly alone: (s: StatementShown) => string;
  /** @param moves Liquid of the lines that differ most */
  readonly moves: (moves: string, of: StatementShown) => string;
  readonly comma: string;
  /** Says that so many others differ as much as the last that is named. */
  readonly asMuch: (count: string) => string;
  readonly heading: string;
  /** Title of the table of both values. */
  readonly both: (of: StatementShown) => string;
  readonly difference: string;
  readonly percent: string;
}

const percent = "{% if s.percent != nil %}";
const signed = "{{ s.percent | number: '+.1f' }}";
const either = (more: string, less: string, same: string): string =>
  `{% if s.difference == nil %}{{ s.line }}{% elsif s.difference > 0 %}${more}{% elsif s.difference < 0 %}${less}{% else %}${same}{% endif %}`;

export const statementWords: Readonly<Record<DraftLanguage, StatementWords>> = {
  en: {
    title: ({ later, earlier, value, difference }) =>
      either(
        `{{ s.line }}, ${later}: ${value}, ${difference} more than ${earlier}${percent} (${signed}%){% endif %}`,
        `{{ s.line }}, ${later}: ${value}, ${difference} less than ${earlier}${percent} (${signed}%){% endif %}`,
        `{{ s.line }}, ${later}: ${value}, as much as ${earlier}`,
      ),
    alone: ({ later, value }) => `{{ s.line }}, ${later}: ${value}`,
    moves: (moves, { earlier }) => `The lines furthest from ${earlier}: ${moves}.`,
    comma: ", ",
    asMuch: (count) => `; ${count} more differ as much as the last of these`,
    heading: "All lines",
    both: ({ later, earlier }) => `${later} and ${earlier}`,
    difference: "Difference",
    percent: "Difference, %",
  },
  de: {
    title: ({ later, earlier, value, difference }) =>
      either(
        `{{ s.line }}, ${later}: ${value}, ${difference} mehr als „${earlier}“${percent} (${signed} %){% endif %}`,
        `{{ s.line }}, ${later}: ${value}, ${difference} weniger als „${earlier}“${percent} (${signed} %){% endif %}`,
        `{{ s.line }}, ${later}: ${value}, so viel wie „${earlier}“`,
      ),
    alone: ({ later, value }) => `{{ s.line }}, ${later}: ${value}`,
    moves: (moves, { earlier }) => `Am weitesten von „${earlier}“ entfernt: ${moves}.`,
    comma: ", ",
    asMuch: (count) => `; so weit wie der letzte genannte auch ${count} weitere`,
    heading: "Alle Posten",
    both: ({ later, earlier }) => `„${later}“ und „${earlier}“`,
    difference: "Abweichung",
    percent: "Abweichung, %",
  },
  zh: {
    title: ({ later, earlier, value, difference }) =>
      either(
        `{{ s.line }}（${later}）：${value}，比${earlier}多${difference}${percent}（${signed}%）{% endif %}`,
        `{{ s.line }}（${later}）：${value}，比${earlier}少${difference}${percent}（${signed}%）{% endif %}`,
        `{{ s.line }}（${later}）：${value}，与${earlier}相同`,
      ),
    alone: ({ later, value }) => `{{ s.line }}（${later}）：${value}`,
    moves: (moves, { earlier }) => `与${earlier}相差最大的项目：${moves}。`,
    comma: "、",
    asMuch: (count) => `；另有${count}项与末项相差同样多`,
    heading: "全部项目",
    both: ({ later, earlier }) => `${later}与${earlier}`,
    difference: "差额",
    percent: "差额（%）",
  },
};
