import { expect, test } from "vitest";
import { readTable } from "../read-table.ts";
import { seeded } from "../seeded.ts";

const pad = (part: number): string => String(part).padStart(2, "0");

test("times whose day is another in UTC are counted in a warning that names the first", async () => {
  const random = seeded(7);
  const upTo = (limit: number): number => Math.floor(random() * limit);
  const files = process.env["SOAK"] === undefined ? 30 : 2000;
  for (let file = 0; file < files; file++) {
    const offsets = ["Z", "", "+05:30", "-08:00", "+14:00", "-03"].filter(() => random() < 0.5);
    const values = Array.from({ length: 1 + upTo(12) }, () => ({
      day: `2024-${pad(1 + upTo(12))}-${pad(1 + upTo(28))}`,
      hours: upTo(24),
      minutes: upTo(60),
      offset: offsets[upTo(offsets.length)] ?? "Z",
    }));
    const texts = values.map(({ day, hours, minutes, offset }) => `${day}T${pad(hours)}:${pad(minutes)}:00${offset}`);
    const format = file % 2 === 0 ? "csv" : "json";
    const body =
      format === "csv"
        ? `n,at\n${texts.map((text, row) => `${row},${text}\n`).join("")}`
        : JSON.stringify(texts.map((at, n) => ({ n, at })));
    const outcome = await readTable(new TextEncoder().encode(body), format);
    if ("refused" in outcome) throw new Error(outcome.problem.message);
    const moved = values.map(({ hours, minutes, offset }) => {
      const [, sign = "+", h = "0", m = "0"] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
      const utc = hours * 60 + minutes - (sign === "-" ? -1 : 1) * (Number(h) * 60 + Number(m));
      return utc < 0 || utc >= 24 * 60;
    });
    const first = moved.indexOf(true);
    const count = moved.filter(Boolean).length;
    const told = outcome.warnings.filter((warning) => warning.includes("on another day in UTC"));
    if (first === -1) expect(told).toEqual([]);
    else
      expect(told).toEqual([
        expect.stringContaining(
          `has ${count === 1 ? "1 time" : `${count} times`} on another day in UTC, in which times are held: the first is "${texts[first]}" in row ${first + 1}`,
        ),
      ]);
    expect(outcome.profile.mended?.includes("moved-day") ?? false).toBe(first !== -1);
  }
});
