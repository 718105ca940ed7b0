import { expect, test } from "vitest";
import { otherOf, type Roles } from "../../../../functions/core/report/draft/roles/roles.ts";
import { type JudgedShape, judgedShapes } from "./judged-shapes.ts";
import { draftOf, openText, rowsOf } from "./draft-of-text.ts";
import { openBytes } from "./open-table.ts";
import { rolesOfText } from "./roles-of-text.ts";

const among = (what: string, found: string | undefined, wanted: readonly string[] | undefined): string[] =>
  wanted === undefined || (found === undefined ? wanted.length === 0 : wanted.includes(found))
    ? []
    : [`${what}: ${found ?? "none"}, not ${wanted.join(" or ")}`];

const same = <Value>(what: string, found: Value, wanted: Value | undefined): string[] =>
  wanted === undefined || found === wanted ? [] : [`${what}: ${String(found)}, not ${String(wanted)}`];

/** What the roles say otherwise than a reader. */
function faultsIn({ story, time, members, measures }: Roles, says: JudgedShape["says"]): readonly string[] {
  const columns = new Map(measures.map((measure) => [measure.column, measure.adds]));
  const [about] = measures;
  return [
    ...same("story", story, says.story),
    ...same("time", time?.columns[0], says.time),
    ...among("about", about?.column, says.about),
    ...among("by", members[0]?.column, says.by),
    ...among("other", otherOf(measures)?.column, says.other),
    ...(says.never ?? []).filter((column) => columns.has(column)).map((column) => `${column} is a measure`),
    ...(says.adds ?? []).filter((column) => columns.get(column) !== true).map((column) => `${column} adds`),
    ...(says.apart ?? []).filter((column) => columns.get(column) !== false).map((column) => `${column} is apart`),
    ...same("label", about?.label, says.label),
    ...same("unit", about?.unit, says.unit),
    ...same("decimals", about?.decimals, says.decimals),
  ];
}

test.each(judgedShapes)("$name", async ({ head, rows, title, says }) =>
  expect(faultsIn(await rolesOfText(head, rows, title), says)).toEqual([]),
);

const shapeOf = (name: string): JudgedShape => judgedShapes.find((shape) => shape.name === name)!;

test.each([
  ["missing values of area_km2 are -1", ["−1 in “area_km2” is read as a missing value (3 rows)."]],
  ["missing values of pupils are 9999", ["9,999 in “pupils” is read as a missing value (3 rows)."]],
])("%s: they are neither ranked nor added up, and the draft says so", async (name, said) => {
  const { head, rows } = shapeOf(name);
  const table = await openText(head, rows);
  const { assumed, files } = await draftOf(table);
  expect(assumed.map(({ text }) => text)).toEqual(expect.arrayContaining(said));
  expect(files.get("report.md")).toContain("is read as a missing value (3 rows).");
  const [standing] = (await rowsOf(table))("standing");
  expect(standing).toMatchObject({ members: 27, missing: 3 });
  expect(Number(standing!["last_value"])).toBeGreaterThan(0);
  expect(Number(standing!["first_value"])).toBeLessThan(1000);
});

test("numbers that are stored as texts are numbers, and the draft says so", async () => {
  const body = Array.from({ length: 30 }, (_, at) => ({
    town: `Town ${String.fromCharCode(65 + (at % 26))}${at}`,
    share: `0.${10 + at}`,
    people: at === 3 ? "" : `${1 + (at % 3)},${100 + at}`,
    budget: at % 2 === 0 ? `$${at + 4}` : `$1,${200 + at},000`,
    zip: `0${1000 + at}`,
    grade: String(1 + (at % 4)),
  }));
  const table = await openBytes(Buffer.from(JSON.stringify(body)), "json", "towns");
  const { questions, assumed } = await draftOf(table);
  const measures = questions.find(({ name }) => name === "about")!.choices.map(({ value }) => value);
  // A single group of three digits in each may be a fraction as Germans write it; zeros in front are those of codes.
  expect(measures.toSorted()).toEqual(["budget", "share"]);
  expect(assumed.map(({ text }) => text)).toContain("Numbers stored as text are read as numbers: “budget”.");
  const standing = (await rowsOf(table, { measure: "budget" }))("standing")[0];
  expect(standing).toMatchObject({ members: 30, missing: 0 });
  expect(Number(standing!["last_value"])).toBe(4);
});

test("a league has the places that it has itself, and no relation that is built in", async () => {
  const { head, rows } = shapeOf("a league with its own places");
  const table = await openText(head, [
    ...rows.slice(0, 8),
    "9,Zeno,34,12,8,14,44",
    "10,Aron,34,12,8,14,44",
    ...rows.slice(10),
  ]);
  const found = await rowsOf(table);
  const places = found("ranking").map(({ place, member }) => `${String(place)} ${String(member)}`);
  expect(places.slice(8, 10)).toEqual(["9 Zeno", "10 Aron"]);
  expect((await draftOf(table)).files.has("queries/relation.sql")).toBe(false);
  expect((await rowsOf(table, { measure: "lost" }))("ranking")[0]).toMatchObject({ place: 1 });
});

test("people are shown by ten years of age, in their order", async () => {
  const { head, rows } = shapeOf("people by age and sex");
  const ranking = (await rowsOf(await openText(head, rows)))("ranking");
  expect(ranking.map(({ member }) => member)).toEqual([
    ...Array.from({ length: 8 }, (_, at) => `${10 * at}–${10 * at + 9}`),
    "80–90",
  ]);
});

test("two that are computed from each other have no relation, whichever is asked for", async () => {
  const { head, rows } = shapeOf("stock on hand, its cost and its value");
  const table = await openText(head, rows);
  expect((await rowsOf(table))("relation")[0]).toMatchObject({ members: 40 });
  const built = await rowsOf(table, { measure: "on_hand", other: "stock_value" });
  // No section sets a measure beside itself.
  expect(built("beside")).toMatchObject([{ key: "on_hand" }]);
});

test("of values that lie far apart, the median is no 0", async () => {
  const rows = Array.from(
    { length: 30 },
    (_, at) =>
      `Firm ${String.fromCharCode(65 + (at % 26))}${at},${at === 0 ? 3_400_000_000_000 : 4_000_000 * (at + 9)}`,
  );
  const found = await rowsOf(await openText("company,market_cap", rows));
  const [measure, standing] = [found("measure")[0]!, found("standing")[0]!];
  expect(Number(standing["middle"]).toFixed(Number(measure["decimals"]))).toBe("98");
});
