import { expect, test } from "vitest";
import { numbersFrom, rolesOfText } from "../roles-of-text.ts";

const numberings: readonly (readonly [head: string, number: (at: number) => string])[] = [
  ["Job no.", (at) => `R-${1001 + at}`],
  ["Kurs-Nr.", (at) => `25H${1040 + at * 3}`],
  ["Order", (at) => `2025/${String(at + 1).padStart(5, "0")}`],
  ["工单号", (at) => `WX2025${String(at + 1).padStart(4, "0")}`],
];
const sites = ["Depot", "Library", "Town Hall", "School"];

function tableOf(number: (at: number) => string, more: (at: number) => string): readonly string[] {
  const next = numbersFrom(7);
  return Array.from(
    { length: 120 },
    (_, at) => `${number(at)},${sites[Math.floor(next() * 4)]!},${(20 + next() * 900).toFixed(2)}${more(at)}`,
  );
}

test.each(numberings)("records that are numbered by “%s” are compared by what divides them", async (head, number) => {
  const { story, members, summed } = await rolesOfText(
    `${head},Building,Cost (EUR)`,
    tableOf(number, () => ""),
  );
  expect([story, summed, members.map(({ column }) => column)]).toEqual(["cross", true, ["Building"]]);
});

test.each(numberings)("where each has a name beside “%s”, the names are compared", async (head, number) => {
  const rows = tableOf(number, (at) => `,Item called ${String.fromCodePoint(97 + (at % 26))} ${Math.floor(at / 26)}`);
  const { members, summed } = await rolesOfText(`${head},Building,Cost (EUR),Name`, rows);
  expect(summed).not.toBe(true);
  expect(members[0]!.value).toContain("Name");
});

test.each([
  ["Airport", (at: number) => String.fromCodePoint(65 + (at % 26), 65 + ((at * 7) % 26), 65 + Math.floor(at / 26))],
  ["Town", (at: number) => `Town ${String.fromCodePoint(97 + (at % 26))}${"x".repeat(1 + Math.floor(at / 26))}`],
])("%s is a name of its own, and is compared", async (head, name) => {
  const { members } = await rolesOfText(
    `${head},Building,Cost (EUR)`,
    tableOf(name, () => ""),
  );
  expect(members[0]!.column).toBe(head);
});
