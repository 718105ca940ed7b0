import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { numbersFrom } from "./subject-shapes.ts";

/** How a language calls the columns of a table with limits. */
interface Names {
  readonly place: string;
  readonly measured: readonly [string, string];
  readonly limits: readonly [string, string];
  readonly line: string;
  readonly size: string;
  readonly lower: string;
  readonly upper: string;
  readonly day: string;
  readonly kind: string;
  readonly value: string;
  readonly unit: string;
  readonly limit: string;
}

const names: Readonly<Record<DraftLanguage, readonly Names[]>> = {
  en: [
    {
      place: "Site",
      measured: ["Day level dB", "Night level dB"],
      limits: ["Limit day", "Limit night"],
      line: "Line",
      size: "fill_ml",
      lower: "lsl_ml",
      upper: "usl_ml",
      day: "Sampled on",
      kind: "Parameter",
      value: "Result",
      unit: "Unit",
      limit: "Permitted max",
    },
    {
      place: "Well",
      measured: ["nitrate_mg_l", "lead_ug_l"],
      limits: ["max_allowed_nitrate_mg_l", "lead_limit_ug_l"],
      line: "Machine",
      size: "Diameter (mm)",
      lower: "Lower spec limit (mm)",
      upper: "Upper spec limit (mm)",
      day: "date",
      kind: "Analyte",
      value: "Measured value",
      unit: "Units",
      limit: "Threshold",
    },
  ],
  de: [
    {
      place: "Messstelle",
      measured: ["Pegel Tag (dB)", "Pegel Nacht (dB)"],
      limits: ["Grenzwert Tag (dB)", "Grenzwert Nacht (dB)"],
      line: "Anlage",
      size: "Füllmenge (ml)",
      lower: "Untergrenze (ml)",
      upper: "Obergrenze (ml)",
      day: "Probenahme",
      kind: "Parameter",
      value: "Messwert",
      unit: "Einheit",
      limit: "Grenzwert",
    },
  ],
  zh: [
    {
      place: "测点",
      measured: ["昼间噪声（dB）", "夜间噪声（dB）"],
      limits: ["昼间限值（dB）", "夜间限值（dB）"],
      line: "产线",
      size: "灌装量（ml）",
      lower: "下限（ml）",
      upper: "上限（ml）",
      day: "采样日期",
      kind: "检测项目",
      value: "检测值",
      unit: "单位",
      limit: "标准限值",
    },
  ],
};

/** What a table with limits must be told to hold: counted from its cells, and from nothing of the report. */
export interface LimitTable {
  readonly name: string;
  readonly language: DraftLanguage;
  readonly head: string;
  readonly rows: readonly string[];
  readonly answered: number;
  readonly over: number;
  readonly under: number;
  readonly lacking: number;
  /** Of each thing that is measured: values with a limit, and those beyond it. */
  readonly kinds: ReadonlyMap<string, readonly [answered: number, n: number]>;
  /** The column by which the share differs, and its group with the highest share; undefined if there is none. */
  readonly most: string | undefined;
}

interface Cells {
  readonly value: number | undefined;
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
  /** What is only known to be less than the value. */
  readonly isBelow?: boolean;
  readonly kind: string;
  readonly group?: string;
}

const fixed = (value: number, places: number): number => Number(value.toFixed(places));

/** The columns in an order of chance, with the cells of their rows. */
function shuffled(next: () => number, columns: Readonly<Record<string, readonly string[]>>, mark: string): string[] {
  const heads = Object.keys(columns)
    .map((name) => ({ name, seat: next() }))
    .sort((a, b) => a.seat - b.seat)
    .map(({ name }) => name);
  const count = columns[heads[0]!]!.length;
  return [
    heads.join(mark),
    ...Array.from({ length: count }, (_, at) => heads.map((one) => columns[one]![at]!).join(mark)),
  ];
}

function counted(cells: readonly Cells[]): Omit<LimitTable, "name" | "language" | "head" | "rows"> {
  let [over, under, answered] = [0, 0, 0];
  const kinds = new Map<string, readonly [number, number]>();
  const groups = new Map<string, readonly [number, number]>();
  for (const { value, lower, upper, isBelow, kind, group } of cells) {
    const isKnown = value !== undefined && (lower !== undefined || upper !== undefined);
    const isSettled = isKnown && (isBelow !== true || value <= upper!);
    if (!isSettled) continue;
    const isOver = isBelow !== true && upper !== undefined && value > upper;
    const isUnder = isBelow !== true && lower !== undefined && value < lower;
    answered += 1;
    over += Number(isOver);
    under += Number(isUnder);
    const add = (to: Map<string, readonly [number, number]>, key: string): void => {
      const [n, of] = to.get(key) ?? [0, 0];
      to.set(key, [n + 1, of + Number(isOver || isUnder)]);
    };
    add(kinds, kind);
    if (group !== undefined) add(groups, group);
  }
  const most = [...groups].toSorted(([, a], [, b]) => b[1] / b[0] - a[1] / a[0])[0]?.[0];
  return { answered, over, under, lacking: cells.length - answered, kinds, most };
}

/** Places with two measures and the limits of each; the limits are the same at all places, or differ. */
function wide(language: DraftLanguage, own: Names, seed: number): LimitTable {
  const next = numbersFrom(seed);
  const isSame = seed % 2 === 0;
  const rows = Array.from({ length: 26 }, (_, at) => {
    const limits = [60, 50].map((limit) => limit + (isSame ? 0 : (at % 3) * 5));
    const values = limits.map((limit) => fixed(limit - 8 + next() * 12, 1));
    // One value equals its limit, and one is missing.
    if (at === 3) values[0] = limits[0]!;
    return { values: at === 7 ? [undefined, values[1]!] : values, limits };
  });
  const columns = {
    [own.place]: rows.map((_, at) => `${own.place} ${at + 1}`),
    [own.measured[0]]: rows.map(({ values }) => String(values[0] ?? "")),
    [own.measured[1]]: rows.map(({ values }) => String(values[1]!)),
    [own.limits[0]]: rows.map(({ limits }) => String(limits[0]!)),
    [own.limits[1]]: rows.map(({ limits }) => String(limits[1]!)),
  };
  const [head, ...body] = shuffled(next, columns, ",");
  const cells = rows.flatMap(({ values, limits }) =>
    [0, 1].map((at): Cells => ({ value: values[at], upper: limits[at]!, kind: String(at) })),
  );
  return { name: `${own.limits[0]} and ${own.limits[1]}`, language, head: head!, rows: body, ...counted(cells) };
}

/** Samples of three lines between a lower and an upper limit; one line is worse than the others. */
function between(language: DraftLanguage, own: Names, seed: number): LimitTable {
  const next = numbersFrom(seed);
  const cells = Array.from({ length: 180 }, (_, at): Cells => {
    const spread = at % 3 === 1 ? 4.5 : 2.4;
    const value = at === 12 ? 502.5 : fixed(500 + (next() + next() - 1) * spread, 2);
    return { value, lower: 497.5, upper: 502.5, kind: "0", group: `L${(at % 3) + 1}` };
  });
  const columns = {
    [own.line]: cells.map(({ group }) => group!),
    [own.size]: cells.map(({ value }) => String(value)),
    [own.lower]: cells.map(() => "497.5"),
    [own.upper]: cells.map(() => "502.5"),
  };
  const [head, ...body] = shuffled(next, columns, ",");
  return { name: `${own.lower} and ${own.upper}`, language, head: head!, rows: body, ...counted(cells) };
}

/** What a laboratory measures, each with a limit and a unit of its own; some values are only known to be small. */
function long(language: DraftLanguage, own: Names, seed: number): LimitTable {
  const next = numbersFrom(seed);
  const isGerman = language === "de";
  const shown = (value: number, places: number): string => value.toFixed(places).replace(".", isGerman ? "," : ".");
  // In one language the limits are texts, and one thing has a lower one, too.
  const isText = language === "zh";
  const kinds: readonly { kind: string; unit: string; lower?: number; upper: number; places: number }[] = [
    { kind: "Nitrat", unit: "mg/l", upper: 50, places: 1 },
    { kind: "Blei", unit: "µg/l", upper: 10, places: 1 },
    isText
      ? { kind: "pH", unit: "-", lower: 6.5, upper: 8.5, places: 1 }
      : { kind: "Eisen", unit: "mg/l", upper: 0.2, places: 3 },
  ];
  const made = Array.from({ length: 120 }, (_, at) => {
    const { kind, unit, lower, upper, places } = kinds[at % 3]!;
    const group = `${own.place} ${(Math.floor(at / 3) % 4) + 1}`;
    const isBelow = lower === undefined && at % 17 === 4;
    const high = group.endsWith("2") ? 1.25 : 1.05;
    const usual = lower === undefined ? upper * next() * high : lower - 0.2 + (upper - lower) * next() * high;
    const value = fixed(isBelow ? upper / 10 : usual, places);
    return { cells: { value, lower, upper, kind, group, isBelow } satisfies Cells, unit, places, at };
  });
  const mark = isGerman ? ";" : ",";
  const columns = {
    [own.day]: made.map(({ at }) => new Date(Date.UTC(2024, 0, 4 + 5 * Math.floor(at / 3))).toISOString().slice(0, 10)),
    [own.place]: made.map(({ cells }) => cells.group),
    [own.kind]: made.map(({ cells }) => cells.kind),
    [own.value]: made.map(({ cells: { value, isBelow }, places }) => `${isBelow ? "<" : ""}${shown(value, places)}`),
    [own.unit]: made.map(({ unit }) => unit),
    [own.limit]: made.map(({ cells: { lower, upper } }) =>
      isText ? (lower === undefined ? `≤${upper}` : `${lower}–${upper}`) : shown(upper, upper < 1 ? 1 : 0),
    ),
  };
  const [head, ...body] = shuffled(next, columns, mark);
  return {
    name: `${own.limit} of each`,
    language,
    head: head!,
    rows: body,
    ...counted(made.map(({ cells }) => cells)),
  };
}

/** Tables with limits beside values, in each language, with their columns in any order. */
export function limitTables(seed: number): readonly LimitTable[] {
  return (["en", "de", "zh"] as const).flatMap((language) =>
    names[language].flatMap((own, at) => [
      wide(language, own, seed + at),
      between(language, own, seed + 10 + at),
      long(language, own, seed + 20 + at),
    ]),
  );
}
