import { expect, test } from "vitest";
import { openText } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "../roles-of-text.ts";

/** Members whose second measure has so many equal highest values, and so many that only print alike. */
const cases = [1, 2, 5].flatMap((equal) => [0, 1, 4].map((near) => ({ equal, near })));

test.each(cases)(
  "of $equal equal highest and $near near ones, $equal share the first place",
  async ({ equal, near }) => {
    const next = numbersFrom(equal * 10 + near);
    const rows = Array.from({ length: 24 }, (_, at) => {
      const height = at < equal ? 47.5 : at < equal + near ? 47.46 - at / 1000 : 20 + Math.floor(next() * 200) / 10;
      return `Athlete ${String.fromCodePoint(65 + at)},${2000 + Math.floor(next() * 900)},${height}`;
    });
    const { rows: found } = await reportOf(await openText("name,points,javelin", rows));
    const javelin = found("tops").find(({ label }) => label === "Javelin")!;
    expect([javelin["first_ties"], javelin["first_value"]].map(Number)).toEqual([equal, 47.5]);
  },
);
