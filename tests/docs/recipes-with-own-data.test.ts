import { describe, expect, test } from "vitest";
import type { Row } from "../../functions/core/report/query/table.ts";
import { defaultTheme } from "../../functions/core/report/template/theme/default-theme.ts";
import { drawChart, type DrawnText } from "../core/report/chart/draw-chart.ts";
import { seededNumbers } from "../core/report/layout/seeded/seeded-numbers.ts";
import { readExamples } from "./read-examples.ts";

/** What a round draws: its numbers, of one size and of these signs, and its members. */
interface Round {
  readonly next: () => number;
  readonly names: readonly string[];
  readonly value: () => number;
}

const files = readExamples("gallery/recipes.md").at(-1)!.files;
const specOf = (name: string): object =>
  JSON.parse(
    files
      .get(`charts/${name}.vl.json`)!
      .replaceAll(/\{\{ template\.theme\.(\w+) \}\}/g, (_, role: "accent") => defaultTheme[role]),
  ) as object;

const namesOf: readonly (readonly string[])[] = [
  ["Nord", "Süd", "West", "Ost", "Mitte", "Übersee", "Inseln", "Rest"],
  [
    "Land- und Forstwirtschaft, Fischerei",
    "Verarbeitendes Gewerbe ohne Bau",
    "Donaudampfschifffahrtsgesellschaft",
    "Öffentliche Dienstleister, Erziehung",
    "Information und Kommunikation",
    "Grundstücks- und Wohnungswesen",
  ],
  ["新一代信息技术产业", "集成电路", "医药健康", "智能装备制造业", "节能环保与新能源", "人工智能"],
];
const years = [2003, 2007, 2012, 2019];

/** The rows of each recipe's query, from other data. */
const rowsOf: Readonly<Record<string, (round: Round) => readonly Row[]>> = {
  waterfall({ names, value }) {
    const first = value();
    const steps = names.map((step, at) => ({ step, amount: at === 1 ? 0 : value() }));
    const end = steps.reduce((sum, { amount }) => sum + amount, first);
    return [
      { place: 0, step: "2023", amount: first, kind: "total" },
      ...steps.map((step, at) => ({ ...step, place: at + 1, kind: step.amount > 0 ? "more" : "less" })),
      { place: 99, step: "2024", amount: Number(end.toPrecision(12)), kind: "total" },
    ];
  },
  rank({ names, next }) {
    return years.flatMap((year) => {
      // Few different values, so that there are ties.
      const values = names.map(() => Math.floor(next() * names.length * 0.7));
      return names.map((country, at) => ({
        country,
        year,
        rank: 1 + values.filter((other) => other > values[at]!).length,
        meant: at === 0,
      }));
    });
  },
  moments({ names, value }) {
    const same = value();
    return names.flatMap((country, at) =>
      [2010, 2022].map((year) => ({ country, year, share: at < 2 && year === 2022 ? same : value(), meant: at === 0 })),
    );
  },
  against_target({ names, value, next }) {
    return names.map((member) => {
      const most = Math.abs(value()) * 2;
      return {
        member,
        result: next() < 0.1 ? null : value(),
        target: next() < 0.1 ? null : value(),
        far: most / 3,
        near: most / 1.5,
        most,
      };
    });
  },
  labelled_scatter({ names, value }) {
    return names.map((country, at) => ({ country, y2010: value(), change: value(), meant: at === 0, side: "right" }));
  },
  forecast({ value, next, names }) {
    const from = 2000 + Math.floor(next() * 20);
    const measured = names.map((_, at) => ({ year: from + at, ppm: value(), low: null, high: null, kind: "measured" }));
    const { year, ppm } = measured.at(-1)!;
    return [
      ...measured,
      ...[0, 1, 2].map((after) => {
        const half = Math.abs(value()) * 0.4 * after;
        return { year: year + after, ppm, low: ppm - half, high: ppm + half, kind: "expected" };
      }),
    ];
  },
  highlighted_panels({ names, value }) {
    const lines = names.map((country) => ({ country, shares: years.map(value) }));
    return names.flatMap((panel) =>
      lines.flatMap(({ country, shares }) =>
        shares.map((share, at) => ({ panel, country, year: years[at]!, share, meant: panel === country })),
      ),
    );
  },
  variance({ names, value }) {
    const amounts = [value(), ...names.map((_, at) => (at === 1 ? 0 : value()))];
    return names.map((year, at) => {
      const [before, amount] = [amounts[at]!, amounts[at + 1]!];
      return { year, amount, before, variance: Number((amount - before).toPrecision(12)) };
    });
  },
};

/** The first day of a quarter after 2010. */
const month = (quarter: number): string => new Date(Date.UTC(2010, quarter * 3, 1)).toISOString().slice(0, 10);

/** Rows of the recipe with two queries, put into its spec. */
function annotated({ names, value, next }: Round): object {
  const count = Math.round(names.length * 3);
  const jobs = Array.from({ length: count }, (_, at) => ({ month: month(at), jobs: value() }));
  const at = (): string => month(Math.floor(next() * count));
  const events = names.slice(0, 4).map((label, place) => {
    const kind = ["range", "event", "event", "point"][place]!;
    const point = jobs[Math.floor(next() * count)]!;
    return { kind, label, day: kind === "point" ? point.month : at(), until: month(count - 1), jobs: point.jobs };
  });
  const [first, ...others] = events.map((event) => ({ ...event, day: `${event.day}T00:00:00Z` }));
  const inline = { events: [first, ...others], jobs };
  return JSON.parse(
    JSON.stringify(specOf("annotated_line")).replaceAll(/\{"name":"(events|jobs)"\}/g, (_, name: "events" | "jobs") =>
      JSON.stringify({ values: inline[name] }),
    ),
  ) as object;
}

/** Pairs of level texts that cover each other; the numbers in the circles of a tie are one. */
function covering(texts: readonly DrawnText[]): readonly string[] {
  const level = texts.filter(({ angle }) => angle === 0);
  return level.flatMap((one, i) =>
    level
      .slice(i + 1)
      .filter(
        (other) =>
          Math.min(one.x2, other.x2) - Math.max(one.x1, other.x1) > 1.5 &&
          Math.min(one.y2, other.y2) - Math.max(one.y1, other.y1) > 2 &&
          !(one.text === other.text && Math.abs(one.x1 - other.x1) < 0.1 && Math.abs(one.y1 - other.y1) < 0.1),
      )
      .map((other) => `${one.text} | ${other.text}`),
  );
}

/** What no reader should see: nothing, a sign before nothing, digits without end or without a separator. */
const odd = /undefined|NaN|null|[−-]0(?:\.0+)?$|\.\d{6}|^\d{5,}/;

describe.each([...Object.keys(rowsOf), "annotated_line"])("the recipe %s with data of one's own", (name) => {
  test("covers no text, cuts none and prints no odd number, or it warns of what overlaps", async () => {
    const next = seededNumbers(41);
    let clean = 0;
    for (let run = 0; run < 10; run += 1) {
      const all = namesOf[run % 3]!;
      const size = [0.02, 3, 40, 900, 2_000_000][run % 5]!;
      const sign = [1, -1, 0][Math.floor(run / 3) % 3]!;
      const names = all.slice(0, run % 5 === 4 ? 1 : 2 + Math.floor(next() * (all.length - 1)));
      const value = (): number => {
        const drawn = size * (0.2 + next());
        return Number((sign === 0 && next() < 0.5 ? -drawn : drawn * (sign || 1)).toPrecision(3));
      };
      const round = { next, names, value };
      const drawn =
        name === "annotated_line"
          ? await drawChart(annotated(round) as never, [])
          : await drawChart(specOf(name) as never, rowsOf[name]!(round));
      const { chart, texts, warnings } = drawn;
      const place = `run ${run}: ${names.join(", ")}, ${size}, sign ${sign}`;
      expect(
        texts.filter(({ text }) => odd.test(text)).map(({ text }) => text),
        place,
      ).toEqual([]);
      const cut = texts.filter(
        ({ x1, x2, y2, angle }) => angle === 0 && (x1 < -1 || x2 > chart.width + 1 || y2 > chart.height + 2),
      );
      expect(
        cut.map(({ text }) => text),
        place,
      ).toEqual([]);
      const told = warnings.some(({ code }) => code === "overlapping-labels");
      if (!told) expect(covering(texts), place).toEqual([]);
      if (!told) clean += 1;
    }
    expect(clean).toBeGreaterThanOrEqual(6);
  });
});

test("panels with one highlighted say between which years their lines run", async () => {
  const rows = rowsOf["highlighted_panels"]!({ names: namesOf[0]!.slice(0, 4), next: () => 0, value: () => 3 });
  const { texts } = await drawChart(specOf("highlighted_panels") as never, rows);
  expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining([String(years[0]), String(years.at(-1))]));
});

test("a waterfall across zero shows where zero is", async () => {
  const rows = rowsOf["waterfall"]!({ names: ["Preise", "Mengen"], next: () => 0, value: () => -40 });
  const { texts, lines, chart } = await drawChart(specOf("waterfall") as never, rows);
  const level = lines.filter(({ x1, x2, y1, y2 }) => y1 === y2 && Math.abs(x2 - x1) > chart.width * 0.9);
  // Under the first label, which stands on zero, and above all others.
  const first = texts.find(({ text }) => text === "−40")!;
  expect(level.map(({ y1 }) => Math.round(y1 - first.y2)).filter((gap) => gap >= 0 && gap < 6)).not.toHaveLength(0);
});
