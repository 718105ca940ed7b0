import type { DraftLanguage } from "../draft.ts";

/** Rank correlations from which two measures go together, and from which they do so loosely. */
const clear = 0.5;
const loose = 0.3;

type Grades = readonly [high: string, low: string, looseHigh: string, looseLow: string];

const sentences: Readonly<Record<DraftLanguage, Grades>> = {
  en: [
    "The two tend to be high together",
    "Where one is high, the other tends to be low",
    "The two are high together somewhat more often than not",
    "Where one is high, the other is low somewhat more often than not",
  ],
  de: [
    "Hohe Werte treten oft zusammen auf",
    "Wo der eine Wert hoch ist, ist der andere oft niedrig",
    "Hohe Werte treten etwas öfter zusammen auf als nicht",
    "Wo der eine Wert hoch ist, ist der andere etwas öfter niedrig als hoch",
  ],
  zh: ["两者往往同高同低", "一个高时另一个往往低", "两者略有同高同低的倾向", "两者略有此高彼低的倾向"],
};

const titles: Readonly<Record<DraftLanguage, Grades>> = {
  en: ["High with high, low with low", "High with low", "A loose relation", "A loose inverse relation"],
  de: [
    "Hoch mit hoch, niedrig mit niedrig",
    "Hoch mit niedrig",
    "Ein loser Zusammenhang",
    "Ein loser gegenläufiger Zusammenhang",
  ],
  zh: ["同高同低", "此高彼低", "关系较弱", "较弱的反向关系"],
};

const graded = ([high, low, looseHigh, looseLow]: Grades): string =>
  `{% if r.r > ${clear} %}${high}{% elsif r.r < -${clear} %}${low}{% elsif r.r > ${loose} %}${looseHigh}{% else %}${looseLow}{% endif %}`;

/** Liquid's condition of whether two measures go together; a report says nothing of those that do not. */
export const isRelated = `r.r != nil and (r.r > ${loose} or r.r < -${loose})`;

/** How far two measures go together, without its end. */
export function related(language: DraftLanguage): string {
  return graded(sentences[language]);
}

/** The same as the title of a chart. */
export function relatedTitle(language: DraftLanguage): string {
  return graded(titles[language]);
}
