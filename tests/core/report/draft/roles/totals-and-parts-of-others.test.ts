import { describe, expect, test } from "vitest";
import { numbersFrom, rolesOfText } from "../roles-of-text.ts";

const leftOutOf = async (head: string, rows: readonly string[], column: string): Promise<readonly string[]> =>
  (await rolesOfText(head, rows)).members.find((member) => member.column === column)?.leftOut ?? ["no member"];

const countries = ["France", "Germany", "Japan", "China", "Italy", "Spain", "Norway", "Brazil"];
const branches = ["Oil", "Banks", "Retail", "Chemicals"];

describe("a firm that is called like a total is one of the firms", () => {
  test.each(["Total", "All", "Overall", "Sum"])("%s", async (name) => {
    for (const count of [40, 120, 330]) {
      const next = numbersFrom(count);
      const rows = Array.from({ length: count }, (_, at) => {
        const firm = at === 9 ? name : `Firm ${String.fromCharCode(65 + (at % 26))}${at}`;
        const kind = `${countries[Math.floor(next() * 8)]!},${branches[Math.floor(next() * 4)]!}`;
        return `${firm},${kind},${(300 * next()).toFixed(2)},${(40 * next()).toFixed(2)}`;
      });
      expect(await leftOutOf("name,country,category,sales,profits", rows, "name")).toEqual([]);
    }
  });

  test.each(["Total", "Gesamt", "合计"])("but a row of all has nothing else of its own: %s", async (name) => {
    const next = numbersFrom(name.length);
    const rows = Array.from({ length: 30 }, (_, at) => {
      return `Town ${String.fromCharCode(65 + (at % 26))}${at},${countries[at % 4]!},${Math.floor(900 * next())}`;
    });
    expect(await leftOutOf("town,country,sales", [...rows, `${name},,12345`], "town")).toEqual([name]);
  });
});

test("what is no country stays where each row is of something else", async () => {
  const next = numbersFrom(4);
  const rows = Array.from({ length: 160 }, (_, at) => {
    const country = at % 40 === 7 ? "Africa" : at % 50 === 9 ? "Asia/ Europe" : countries[Math.floor(next() * 8)]!;
    return `Firm ${String.fromCharCode(65 + (at % 26))}${at},${country},${(300 * next()).toFixed(2)}`;
  });
  expect(await leftOutOf("name,country,sales", rows, "country")).toEqual([]);
});

const sum = (of: readonly (readonly number[])[]): string =>
  [0, 1].map((at) => of.reduce((all, one) => all + one[at]!, 0)).join(",");

describe("parts that make up the whole once more are left out with it", () => {
  test.each([
    [["West", "East"], 12],
    [["Old states", "New states"], 16],
    [["Urban", "Suburban", "Rural"], 20],
    [["West Germany", "East Germany"], 6],
  ] as const)("%j beside %i others", async (groups, count) => {
    for (const hasTotal of [true, false]) {
      const next = numbersFrom(count + groups.length);
      const sizes = Array.from({ length: count }, () => [1, 2].map(() => 5000 + Math.floor(next() * 170_000)));
      const rows = [
        ...sizes.map((size, at) => `State ${"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[at]!},${size.join(",")},0.${900 + at}`),
        ...groups.map(
          (group, at) => `${group},${sum(sizes.filter((_, of) => of % groups.length === at))},0.${930 + at}`,
        ),
        ...(hasTotal ? [`Total,${sum(sizes)},0.933`] : []),
      ];
      const wanted = [...groups, ...(hasTotal ? ["Total"] : [])].toSorted();
      expect(await leftOutOf("state,children,pupils,coverage", rows, "state")).toEqual(wanted);
    }
  });

  test("what makes up the rest in one column by chance is no part of it", async () => {
    const rows = ["A,10,31", "B,20,22", "C,30,43", "D,40,14", "E,50,95", "F,70,16", "G,80,17"];
    expect(await leftOutOf("room,pupils,visits", rows, "room")).toEqual([]);
  });
});
