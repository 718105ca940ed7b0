import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { draftOf, openText, templateOf } from "../draft-of-text.ts";

/** A number from 0 to below `n` that is always the same for a place and a seed. */
function chance(at: number, n: number, seed: number): number {
  const mixed = Math.imul(at + 1, 2_654_435_761) ^ Math.imul(seed + 7, 1_597_334_677);
  const once = Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519);
  return ((once ^ (once >>> 13)) >>> 0) % n;
}

const printed = (value: number, decimals = 0): string =>
  value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/** The text of a drafted report, with points and commas as English has them. */
async function textOf(
  head: string,
  rows: readonly string[],
  language: DraftLanguage = "en",
): Promise<{ readonly title: string; readonly text: string }> {
  const { world, template } = await templateOf(await openText(head, rows), { language });
  const accepted = await acceptReport({ template: template.name }, world);
  const { document } = await layOutReport(accepted, world, () => {});
  const text = shownLines(document)
    .map((line) => line.text)
    .join("\n");
  const swapped = text.replace(/(?<=\d)[.,](?=\d)/g, (sign) => (sign === "," ? "." : ","));
  return { title: document.title, text: language === "de" ? swapped : text };
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
const month = (year: number, at: number): string => `${year}-${String(at + 1).padStart(2, "0")}-01`;

describe.each([
  { name: "orders", language: "en", years: 4, more: 3, seed: 1 },
  { name: "Bestellungen", language: "de", years: 6, more: 0, seed: 2 },
  { name: "订单数", language: "zh", years: 5, more: 7, seed: 3 },
  { name: "births", language: "en", years: 9, more: 1, seed: 4 },
] as const)("months of “$name”", ({ name, language, years, more, seed }) => {
  const parts = Array.from({ length: years * 12 + more }, (_, at) => ({
    year: 2005 + Math.floor(at / 12),
    part: at % 12,
    value: 500 + 300 * ((at % 12) / 11) + 40 * Math.floor(at / 12) + chance(at, 60, seed),
  })).map((one) => ({ ...one, value: Math.round(one.value) }));
  const rows = parts.map(({ year, part, value }) => `${month(year, part)},${value}`);

  test("the lead has the ends of the course, of whole years, and of the year", { timeout: 60_000 }, async () => {
    const { text } = await textOf(`month,${name}`, rows, language);
    const values = parts.map(({ value }) => value);
    const whole = parts.slice(0, years * 12);
    const ofYear = (year: number): number => sum(whole.filter((one) => one.year === year).map(({ value }) => value));
    const means = Array.from(
      { length: 12 },
      (_, at) => sum(whole.filter(({ part }) => part === at).map(({ value }) => value)) / years,
    );
    const lead = text.split("\n").find((line) => line.includes(printed(ofYear(2005))))!;
    for (const value of [
      Math.max(...values),
      Math.min(...values),
      ofYear(2005),
      ofYear(2005 + years - 1),
      Math.max(...means),
      Math.min(...means),
    ])
      expect(lead).toContain(printed(Math.round(value)));
    // A year of which some months are missing is none.
    if (more > 0) expect(lead).not.toContain(printed(sum(values.slice(years * 12))));
  });
});

test("the day with most is named, and the weekday of what is read each day", { timeout: 60_000 }, async () => {
  const days = Array.from({ length: 400 }, (_, at) => ({
    day: new Date(Date.UTC(2023, 0, 1 + at)),
    value: (at % 7 === 0 ? 20 : 60) + chance(at, 25, 5),
  }));
  days[211]!.value = 140;
  const rows = days.map(({ day, value }) => `${day.toISOString().slice(0, 10)},${value}`);
  const { text } = await textOf("day,deaths", rows);
  expect(text).toContain("The day with most was 31 July 2023: 140.");
  const read = await textOf(
    "day,pressure_hpa",
    days.map(({ day, value }) => `${day.toISOString().slice(0, 10)},${value + 0.5}`),
  );
  expect(read.text).toMatch(/By weekday, the mean is highest on \p{L}+ \(.*\) and lowest on Sunday/u);
});

describe.each([
  { names: ["staff", "turnover_eur", "floor_area"], size: 9, seed: 1 },
  { names: ["price", "weight_kg", "speed", "width"], size: 14, seed: 2 },
  { names: ["visitors", "loans", "seats", "hours_open", "age"], size: 22, seed: 3 },
])("members with $names.length measures", ({ names, size, seed }) => {
  const rows = Array.from({ length: size }, (_, at) => [
    `Place ${String.fromCharCode(65 + at)}x`,
    ...names.map((_name, of) => 10 + 37 * at * (of + 1) - 600 * chance(at, 2, seed + of) + 1200),
  ]);
  test("who is highest and lowest by each stands in the report", { timeout: 60_000 }, async () => {
    const { text } = await textOf(
      ["branch", ...names].join(","),
      rows.map((row) => row.join(",")),
    );
    const told = names.filter((_name, of) => {
      const order = rows.toSorted((a, b) => Number(b[of + 1]) - Number(a[of + 1]));
      const [first, last] = [order[0]!, order.at(-1)!];
      const value = (row: typeof first): string => printed(Number(row[of + 1]));
      const line = new RegExp(
        `highest ${String(first[0])} \\(${value(first)}\\D.*lowest ${String(last[0])} \\(${value(last)}\\D`,
      );
      return line.test(text);
    });
    // The one that the report is about is in its title.
    expect(told.length).toBe(names.length - 1);
  });
});

describe.each([
  { head: "Admit,Sex,Dept,Freq", states: ["Admitted", "Rejected"], asked: 0, seed: 1 },
  { head: "Survived,Gender,Class,n", states: ["No", "Yes"], asked: 1, seed: 2 },
  { head: "result,group,school,count", states: ["failed", "passed"], asked: 1, seed: 3 },
])("counts by state: $head", ({ head, states, asked, seed }) => {
  const sides = ["Male", "Female"];
  const places = ["A", "B", "C", "D", "E"];
  const cells = states.flatMap((state, s) =>
    sides.flatMap((side, i) =>
      places.map((place, p) => ({ state, side, place, n: 20 + 60 * chance(10 * s + 5 * i + p, 9, seed) })),
    ),
  );
  test("the share of each side stands in the first lines", { timeout: 60_000 }, async () => {
    const { text } = await textOf(
      head,
      cells.map(({ state, side, place, n }) => [state, side, place, n].join(",")),
    );
    const lead = text.split("\n").slice(0, 8).join("\n");
    const share = (kept: readonly (typeof cells)[number][]): string =>
      `${printed((100 * sum(kept.filter(({ state }) => state === states[asked]).map(({ n }) => n))) / sum(kept.map(({ n }) => n)), 1)}%`;
    expect(lead).toContain(share(cells));
    for (const side of sides) expect(lead).toContain(share(cells.filter((cell) => cell.side === side)));
  });
});

test("a share made of two counts is told of the whole span", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 60 }, (_, at) => {
    const [a, b] = [3 + chance(at, 30, 9), 60 + chance(at, 40, 10)];
    return { a, b, text: `${1900 + at},${a},${b},${a / (a + b)}` };
  });
  const { text } = await textOf(
    "year,unvaccinated,vaccinated,fraction",
    rows.map((row) => row.text),
  );
  const [above, below] = [sum(rows.map(({ a }) => a)), sum(rows.map(({ a, b }) => a + b))];
  expect(text).toContain(
    `From 1900 to 1959 it was ${printed((100 * above) / below, 1)}% in all, ${printed(above)} of ${printed(below)}`,
  );
});

test("of records, the report says how many say yes and which is highest", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 120 }, (_, at) => ({
    name: `Title ${at}`,
    remote: chance(at, 5, 3) === 0 ? "yes" : "no",
    field: ["law", "art", "bio"][chance(at, 3, 4)]!,
    price: 100 + chance(at, 900, 6) + at / 1000,
  }));
  const { text } = await textOf(
    "title,field,remote,price",
    rows.map(({ name, field, remote, price }) => [name, field, remote, price].join(",")),
  );
  const yes = rows.filter(({ remote }) => remote === "yes").length;
  const top = rows.toSorted((a, b) => b.price - a.price)[0]!;
  expect(text).toContain(`yes, ${yes} of 120 (${printed((100 * yes) / 120, 1)}%)`);
  expect(text).toContain(`${top.name} is highest with`);
});

test.each([
  ["town,population,deaths", "deaths"],
  ["state,sample_size,claims,holders", "claims"],
  ["Kreis,Einwohner,Straftaten", "straftaten"],
  ["district,injured,distance_km", "injured"],
])("what came of it leads in %s", { timeout: 60_000 }, async (head, about) => {
  const columns = head.split(",").length - 1;
  const rows = Array.from({ length: 14 }, (_, at) =>
    [
      `Ort ${String.fromCharCode(65 + at)}`,
      ...Array.from({ length: columns }, (_none, of) => 900 + chance(at, 800, of)),
    ].join(","),
  );
  const { questions } = await draftOf(await openText(head, rows));
  expect(questions.find(({ name }) => name === "about")?.chosen).toBe(about);
});

describe.each([
  { head: "day,pollster,yes_share,no_share,lead", isDifference: true, language: "en", seed: 1 },
  { head: "date,HomeTeam,HomeGoals,AwayGoals", isDifference: false, language: "en", seed: 2 },
  { head: "Datum,Verein,Heimtore,Gasttore", isDifference: false, language: "de", seed: 3 },
] as const)("two sides of each row: $head", ({ head, isDifference, language, seed }) => {
  const rows = Array.from({ length: 90 }, (_, at) => ({
    at,
    one: chance(at, 6, seed),
    other: chance(at, 5, seed + 40),
  }));
  test("the report says in how many rows one is higher", { timeout: 60_000 }, async () => {
    const { text } = await textOf(
      head,
      rows.map(({ at, one, other }) => {
        const day = new Date(Date.UTC(2024, 0, 1 + 2 * at)).toISOString().slice(0, 10);
        const name = ["Ann", "Ben", "Cid"][chance(at, 3, seed + 9)]!;
        return [day, name, one, other, ...(isDifference ? [one - other] : [])].join(",");
      }),
      language,
    );
    const higher = rows.filter(({ one, other }) => one > other).length;
    const equal = rows.filter(({ one, other }) => one === other).length;
    expect(text).toContain(`in ${higher} ${language === "de" ? "von" : "of"} 90`);
    expect(text).toContain(language === "de" ? `in ${equal} gleichauf` : `equal in ${equal}.`);
  });
});
