import { expect, test } from "vitest";
import { rolesOfText } from "../roles-of-text.ts";
import { openText, rowsOf } from "../draft-of-text.ts";

const saints = [
  "Notre-Dame",
  "Louis Pasteur",
  "Marie Curie",
  "Jean Moulin",
  "Victor Hugo",
  "Jules Ferry",
  "Saint-Yves",
];
const heads = [
  ["Établissement,Commune,Présents,Admis", ["Rennes", "Vitré", "Dinan", "Redon"]],
  ["School,Town,Pupils,Passed", ["Ely", "Hull", "York", "Bath"]],
  ["Schule,Ort,Schüler,Bestanden", ["Ulm", "Hof", "Köln", "Trier"]],
  ["team86,league86,games,wins", ["A", "N", "P", "Q"]],
] as const;

/** Schools, of which some names are in two places, and several rows for each. */
const schools = saints.flatMap((name, at) => [
  [name, at % 4] as const,
  ...(at % 3 === 0 ? [[name, (at + 1) % 4] as const] : []),
]);

test.each(heads)(
  "members of one name are told with what they belong to (%s)",
  { timeout: 60_000 },
  async (head, places) => {
    const made = schools.flatMap(([name, place], at) =>
      [0, 1, 2].map(
        (year) => [name, places[place]!, 40 + ((at * 17 + year * 5) % 60), 20 + ((at * 7 + year) % 20)] as const,
      ),
    );
    const rows = made.map((cells) => cells.join(","));
    const roles = await rolesOfText(head, rows);
    const column = head.split(",")[0]!;
    const member = roles.members.find((one) => one.column === column);
    expect(member).toMatchObject({ count: schools.length });
    const facts = (await rowsOf(await openText(head, rows)))("facts");
    const texts = new Set(facts.flatMap((row) => Object.values(row).map(String)));
    const expected = new Set(made.map(([name, place]) => `${name} (${place})`));
    expect([...expected].filter((name) => !texts.has(name))).toEqual([]);
    expect(saints.filter((name) => texts.has(name))).toEqual([]);
  },
);

test("columns that cross each other are none of the other's parents", async () => {
  const rows = saints.flatMap((name) =>
    ["Ely", "Hull", "York"].flatMap((town) => [1, 2].map((n) => `${name},${town},${30 + n}`)),
  );
  const roles = await rolesOfText("Branch,Town,Visitors", rows);
  expect(roles.members.filter(({ value }) => value.includes("||"))).toEqual([]);
});

test("names that lie in one place each need no place behind them", async () => {
  const rows = saints.flatMap((name, at) => [1, 2, 3].map((n) => `${name},${["Ely", "Hull"][at % 2]!},${30 + n * at}`));
  const roles = await rolesOfText("School,Town,Pupils", rows);
  expect(roles.members.filter(({ value }) => value.includes("||"))).toEqual([]);
});
