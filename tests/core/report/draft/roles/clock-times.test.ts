import { expect, test } from "vitest";
import { rolesOfText } from "../roles-of-text.ts";

const times = (form: (hour: number, minute: number) => string): readonly string[] =>
  Array.from({ length: 9 }, (_, at) => form(8 + at, (at * 20) % 60));
const two = (value: number): string => String(value).padStart(2, "0");

/** When something began is compared after what it was, wherever its column stands. */
test.each([
  ["time,kind", times((hour, minute) => `${two(hour)}:${two(minute)}`)],
  ["kind,start", times((hour, minute) => `${two(hour)}:${two(minute)}:00`)],
  ["Beginn,Art", times((hour, minute) => `${hour}.${two(minute)} Uhr`)],
  ["时间,项目", times((hour, minute) => `${hour}:${two(minute)}`)],
])("of “%s” kinds are compared first", { timeout: 30_000 }, async (head, clocks) => {
  const kinds = ["Massage", "Check", "Rehab", "Advice"];
  const isFirst = head.split(",")[0] !== "kind";
  const rows = Array.from({ length: 180 }, (_, at) => {
    const [clock, kind] = [clocks[(at * 7) % 9]!, kinds[(at * 5 + Math.floor(at / 4)) % 4]!];
    const day = new Date(Date.UTC(2025, 0, 2 + Math.floor(at / 3))).toISOString().slice(0, 10);
    return `A${700 + at},${day},${(isFirst ? [clock, kind] : [kind, clock]).join(",")},${20 + ((at * 37) % 61)}.5`;
  });
  const { members } = await rolesOfText(`no,date,${head},fee`, rows);
  expect(members[0]?.column).toBe(head.split(",")[isFirst ? 1 : 0]);
});
