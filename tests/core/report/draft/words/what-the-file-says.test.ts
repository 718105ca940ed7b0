import { describe, expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openBytes } from "../open-table.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "../roles-of-text.ts";

/** What a file says above and below its table: in what its numbers are, and what somebody has to know of them. */
interface Shape {
  readonly language: DraftLanguage;
  readonly title: string;
  readonly above: string;
  readonly note: string;
  readonly head: string;
  /** The unit as the report prints it. */
  readonly unit: string;
}

const enMonths = "Jan-24,Feb-24,Mar-24,Apr-24,May-24,Jun-24,Jul-24,Aug-24";
const shapes: readonly Shape[] = [
  {
    language: "en",
    title: "Sales by branch",
    above: "Sales by branch 2024 (£, ex VAT)",
    note: "* closed for refit 12 Feb to 31 Mar",
    head: `Branch,${enMonths}`,
    unit: "pounds",
  },
  {
    language: "en",
    title: "Waste collected",
    above: "Unit: tonnes",
    note: "Harbour: weighbridge out of order in May",
    head: `District,${enMonths}`,
    unit: "tonnes",
  },
  {
    language: "de",
    title: "Umsatz nach Filiale",
    above: "Angaben in Tsd. €",
    note: "Quelle: Kassenabschluss, vorläufig",
    head: "Filiale,Jan 2024,Feb 2024,Mär 2024,Apr 2024,Mai 2024,Jun 2024,Jul 2024,Aug 2024",
    unit: "Tsd. €",
  },
  {
    language: "zh",
    title: "各门店销售额",
    above: "单位：万元",
    note: "注：湖滨店三月停业装修",
    head: "门店,2024年1月,2024年2月,2024年3月,2024年4月,2024年5月,2024年6月,2024年7月,2024年8月",
    unit: "万元",
  },
];

describe.each(shapes)("$above", { timeout: 60_000 }, ({ language, title, above, note, head, unit }) => {
  test.each([1, 2])("gives the unit, and the note is repeated (%i)", async (seed) => {
    const random = numbersFrom(seed + head.length);
    const commas = ",".repeat(head.split(",").length - 1);
    const rows = Array.from({ length: 9 }, (_, at) =>
      [
        `${language === "zh" ? "店" : "Place "}${"ABCDEFGHI"[at]!}`,
        ...Array.from({ length: 8 }, () => 300 + Math.floor(900 * random())),
      ].join(","),
    );
    const csv = `"${above}"${commas}\n${commas}\n${head}\n${rows.join("\n")}\n${commas}\n"${note}"${commas}\n`;
    const { text } = await reportOf(await openBytes(Buffer.from(csv), "csv", title), { language });
    expect(text).toContain(note);
    // Beside the line that gives it, numbers have it.
    expect(text.split(unit).length).toBeGreaterThan(3);
  });
});

test("a title line that the name of the table has already is not repeated", async () => {
  const rows = Array.from({ length: 20 }, (_, at) => `Item ${at},${20 + ((at * 37) % 60)}.5,${3 + ((at * 11) % 7)}`);
  const csv = `Stock of parts,,\n,,\nPart,Weight kg,Length m\n${rows.join("\n")}\n`;
  const { text } = await reportOf(await openBytes(Buffer.from(csv), "csv", "stock-of-parts"), { language: "en" });
  expect(text).not.toContain("also says");
});
