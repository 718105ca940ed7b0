import { type Plan, unitOf } from "../../blocks/parts.ts";
import { withUnit } from "../../units.ts";
import { said } from "../../words/liquid.ts";
import { asMean } from "../../words/means.ts";
import { afterValue } from "../after-value.ts";
import type { Told } from "../told.ts";
import type { RhythmPart, RhythmRole } from "./rhythm-role.ts";
import { decimalsOf } from "./rhythm-sql.ts";
import { isNamed, type RhythmShown, type RhythmWords, rhythmWords } from "./rhythm-words.ts";

/** Liquid's names of the hours and of the weekdays. */
type Of = "t" | "w";

/** The text on the hours and weekdays at which there is most. */
export function tellRhythm(plan: Plan, role: RhythmRole): Told {
  const { language } = plan;
  const words = rhythmWords[language];
  const label = said(role.measure.label);
  const [hours, days] = [shownOf(plan, role, "t"), shownOf(plan, role, "w")];
  const parts = [
    ...(role.shows.hours ? [{ name: "hours", of: "t" as const, heading: words.hour, shown: hours }] : []),
    ...(role.shows.weekdays ? [{ name: "weekdays", of: "w" as const, heading: words.weekday, shown: days }] : []),
  ];
  const own = (of: Of, shown: RhythmShown): string => labelOf(plan, role, partOf(of)) + titled(words, of, shown);
  const sentence = (condition: string, text: string): string =>
    `{% if ${condition} %}${language === "zh" ? "" : " "}${text}{% endif %}`;
  const lead = [
    ...parts.map(({ of, shown }) => sentence(`${of}.differs`, words.lead[of](toldOf(plan, role, of, shown)))),
    ...(role.shows.grid ? [sentence("p.peak_day != nil", words.peak(asMean(language, peakOf(plan, role))))] : []),
    ...(role.shows.hours
      ? [sentence("t.silent_hours != nil", words.silent), sentence("t.absent_hours != nil", words.absent)]
      : []),
    ...parts
      .slice(-1)
      .filter(({ of }) => of === "w" || role.put !== "records")
      .map(({ of }) => sentence(`${of}.partial != nil`, words.partial(partial(of, language)))),
    ...(role.series === undefined
      ? []
      : parts.slice(-1).map(({ of }) => sentence(`${of}.incomplete > 0`, words.lacking(of)))),
  ];
  const first = parts[0]!;
  const title =
    parts.length === 1
      ? own(first.of, first.shown)
      : `{% if t.differs and w.differs and ${isNamed("t.high")} and ${isNamed("w.high")} %}${label}${words.both}{% elsif t.differs or w.differs == false %}${own("t", hours)}{% else %}${own("w", days)}{% endif %}`;
  return {
    begin:
      parts.map(({ name, of }) => `{% assign ${of} = rhythm_${name}.rows | first %}`).join("") +
      (role.shows.grid ? "{% assign p = rhythm_grid.first %}" : ""),
    subject: first.of,
    label,
    title,
    lead: lead.join(""),
    figures: [],
    sections: [
      ...(role.shows.grid ? [gridSection(plan, role, words)] : []),
      ...parts.map(
        ({ name, of, heading, shown }) =>
          `{% if ${of} != nil %}\n## ${heading}\n\n::chart{spec="rhythm-${name}" data="rhythm_${name}" title="${own(of, shown)}" deck="${deckOf(plan, role, partOf(of))}" alt="${words.alt(shown)}"}\n{% endif %}`,
      ),
    ],
  };
}

const partOf = (of: Of): RhythmPart => (of === "t" ? "hour" : "weekday");

/** The values in a sentence, which says that they are means. */
function toldOf({ language }: Plan, role: RhythmRole, of: Of, { high, low, all }: RhythmShown): RhythmShown {
  if (putOf(role, partOf(of)) === "sum") return { high, low, all };
  return { high: asMean(language, high), low: asMean(language, low), all };
}

/** What the hours or weekdays are like, behind the label. */
function titled(words: RhythmWords, of: Of, shown: RhythmShown): string {
  return `{% if ${of}.differs == false %}${words.alike[of]}{% elsif ${isNamed(`${of}.high`)} %}${words.highest[of](shown)}{% elsif ${isNamed(`${of}.low`)} %}${words.lowest[of](shown)}{% else %}${words.ranged[of](shown)}{% endif %}`;
}

/** The values of the highest, the lowest and all; of several that differ as printed, from the first to the last. */
function shownOf(plan: Plan, role: RhythmRole, of: Of): RhythmShown {
  const { to } = rhythmWords[plan.language];
  const number = `number: ${decimalsOf(role, partOf(of))}`;
  const after = afterValue(role.measure, plan);
  const range = (from: string, until: string): string =>
    `{{ ${of}.${from} | ${number} }}{% if ${of}.${from} != ${of}.${until} %}${to}{{ ${of}.${until} | ${number} }}{% endif %}${after}`;
  return { high: range("high_from", "high_to"), low: range("low_from", "low_to"), all: range("least", "most") };
}

const peakOf = (plan: Plan, role: RhythmRole): string =>
  `{{ p.peak | number: ${decimalsOf(role, "weekday")} }}${afterValue(role.measure, plan)}`;

/** The first and the last day, if they are no whole ones. */
const partial = (of: Of, language: Plan["language"]): string =>
  `{{ ${of}.partial | date }}{% if ${of}.partial != ${of}.partial_too %}${rhythmWords[language].and}{{ ${of}.partial_too | date }}{% endif %}`;

/** How the rows of an hour or a weekday are put together: as the means of hours or days or of rows, or as a sum. */
function putOf({ put }: RhythmRole, part: RhythmPart): keyof RhythmWords["put"] {
  if (put === "slots" || (put === "records" && part === "weekday")) return part === "hour" ? "hours" : "days";
  return put === "mean" ? "mean" : "sum";
}

/** The label with how its values are put together. */
const named = ({ language }: Plan, role: RhythmRole, part: RhythmPart): string =>
  `${said(role.measure.label)}${language === "zh" ? "，" : ", "}${rhythmWords[language].put[putOf(role, part)]}`;

/** The label in a title: with how its values are put together, unless they are sums. */
const labelOf = (plan: Plan, role: RhythmRole, part: RhythmPart): string =>
  putOf(role, part) === "sum" ? said(role.measure.label) : named(plan, role, part);

function deckOf(plan: Plan, role: RhythmRole, part: RhythmPart): string {
  return said(withUnit(named(plan, role, part), unitOf(role.measure, plan.language), plan.language));
}

function gridSection(plan: Plan, role: RhythmRole, words: RhythmWords): string {
  const peak = peakOf(plan, role);
  return `{% if p != nil %}\n## ${words.grid}\n\n::chart{spec="rhythm-grid" data="rhythm_grid" title="{% if p.peak_day != nil %}${words.gridTitle(peak)}{% else %}${words.grid}{% endif %}" deck="${deckOf(plan, role, "hour")}" alt="${words.gridAlt(peak)}"}\n{% endif %}`;
}
