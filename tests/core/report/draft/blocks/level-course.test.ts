import { expect, test } from "vitest";
import { draftOf, openText, rowsOf } from "../draft-of-text.ts";

const months = Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, "0")}-01`);
const records = months.flatMap((month) => [`${month},East,12`, `${month},West,9`, `${month},North,5`]);

test.each([
  ["en", "throughout"],
  ["de", "durchgehend"],
  ["zh", "各期"],
] as const)(
  "a course whose values are all the same has neither a highest nor a lowest one (%s)",
  async (language, word) => {
    const table = await openText("month,region,sales", records);
    const rows = await rowsOf(table, {}, { language });
    const [headline] = rows("headline");
    expect(headline).toMatchObject({ highest: headline!["lowest"] });
    const { files } = await draftOf(table, { language });
    const [, level = "", moving = ""] = /\{%-? if h\.highest == h\.lowest %\}([^]*?)\{%-? else %\}([^]*)$/.exec(
      files.get("report.md")!,
    )!;
    expect(level.toLowerCase()).toContain(word);
    expect(level).not.toContain("h.lowest");
    expect(moving).toContain("h.lowest");
  },
);
