import { expect, test } from "vitest";
import { openText, rowsOf } from "../draft-of-text.ts";
import { titleOf } from "../title-of-text.ts";
import { rolesOfText } from "../roles-of-text.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (number: number): string => String(number).padStart(2, "0");

/** How a table writes a date. */
const writings = {
  iso: (year: number, month: number, day: number) => `${year}-${two(month)}-${two(day)}`,
  words: (year: number, month: number, day: number) => `${months[month - 1]!} ${two(day)} ${year}`,
} as const;

interface Films {
  readonly writing: keyof typeof writings;
  readonly from: number;
  readonly to: number;
  readonly each: number;
  readonly stray: readonly number[];
}

const ratings = ["Drama", "Comedy", "Action", "Horror"];

function filmsOf({ writing, from, to, each, stray }: Films): readonly string[] {
  const years = Array.from({ length: to - from + 1 }, (_, at) => Array.from({ length: each }, () => from + at)).flat();
  return [...years, ...stray].map(
    (year, at) =>
      `Film ${at},${writings[writing](year, 1 + ((at * 5) % 12), 1 + ((at * 7) % 28))},${ratings[(at * 3) % 4]!},${1000 + ((at * 7919) % 5000)}`,
  );
}

const head = "Film,Release Date,Genre,Gross USD";

const sets: readonly Films[] = [
  // One by one, as those of an early time would come.
  { writing: "words", from: 1980, to: 2010, each: 40, stray: [2015, 2020, 2025, 2033, 2036, 2040, 2044, 2046] },
  { writing: "iso", from: 1990, to: 2012, each: 25, stray: [2028, 2035, 2044, 2049] },
  // Behind a gap.
  { writing: "iso", from: 1995, to: 2020, each: 6, stray: [2046, 2061] },
  { writing: "words", from: 1971, to: 2004, each: 9, stray: [2068] },
];

test.each(sets)("$stray stand apart from $from to $to ($writing)", { timeout: 60_000 }, async (films) => {
  const table = await openText(head, filmsOf(films));
  const title = await titleOf(table);
  for (const year of films.stray) expect(title).not.toContain(String(year));
  const found = await rowsOf(table);
  const years = found("course").map(({ period }) => new Date(String(period)).getUTCFullYear());
  // A last year whose dates end before its last month is left out.
  expect([films.to - 1, films.to]).toContain(Math.max(...years));
  expect(found("stray_dates")).toMatchObject([{ rows_of: films.stray.length }]);
});

test.each(["iso", "words"] as const)("what dies away has its last dates (%s)", async (writing) => {
  const rows = Array.from({ length: 60 }, (_, at) =>
    filmsOf({ writing, from: 1920 + at, to: 1920 + at, each: Math.max(1, Math.round(80 * 0.88 ** at)), stray: [] }),
  ).flat();
  const roles = await rolesOfText(head, rows);
  expect(roles.time?.last.slice(0, 4)).toBe("1979");
});

test("what is seldom seen, and what is planned, has its last dates", async () => {
  const seldom = [1531, 1607, 1682, 1759, 1835, 1910, 1986].map(
    (year, at) => `Comet ${at},${year}-03-01,Halley,${at + 3}`,
  );
  const planned = filmsOf({ writing: "iso", from: 2010, to: 2030, each: 30, stray: [] });
  const leases = Array.from({ length: 30 }, (_, at) =>
    filmsOf({ writing: "iso", from: 2031 + at, to: 2031 + at, each: 4, stray: [] }),
  ).flat();
  const roles = await rolesOfText(head, [...planned, ...leases]);
  expect(roles.time?.last.slice(0, 4)).toBe("2060");
  const comets = await rolesOfText("Comet,Date,Name,Brightness", [
    ...seldom,
    ...seldom.map((row) => row.replace("Comet", "Tail")),
  ]);
  expect(comets.time?.last.slice(0, 4) ?? "1986").toBe("1986");
});
