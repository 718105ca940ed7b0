import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createFontFiles } from "../../../functions/adapters/font-files.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { openTypesetter } from "../../../functions/core/report/fonts/open-typesetter.ts";
import { layOutDocument } from "../../../functions/core/report/layout/lay-out-document.ts";
import { localeFor } from "../../../functions/core/report/locale/locale-for.ts";
import { writePdf } from "../../../functions/core/report/pdf/write-pdf.ts";
import { pageGrid } from "../../../functions/core/report/template/page-grid.ts";
import { defaultTheme } from "../../../functions/core/report/template/theme/default-theme.ts";
import { checkPdf } from "../../../functions/proof/check-pdf.ts";
import { testPage } from "../../core/report/layout/layout-fixture.ts";
import { randomTable, type RandomTable } from "../../core/report/layout/table/random-table.ts";
import { readPdf } from "../../core/report/pdf/read-pdf.ts";
import { runProgram } from "../run-program.ts";

const count = process.env["SOAK"] === undefined ? 12 : 1000;
const folder = mkdtempSync(join(tmpdir(), "broadsheet-numbers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

/** Poppler gives the no-break spaces of numbers as spaces. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");
const numbers = /\p{Nd}+(?:[.,'’]\p{Nd}+)*/gu;

const warn = (): void => undefined;

/** @returns undefined for a table that is refused since a column has no room */
async function printed({ language, block, width }: RandomTable): Promise<Uint8Array | undefined> {
  const locale = localeFor(language);
  const page = { ...testPage, width: width + testPage.margins.left + testPage.margins.right };
  const typesetter = openTypesetter(createFontFiles(), locale.tag, () => undefined);
  const document = {
    title: "Numbers",
    language,
    header: { left: "", right: "" },
    footer: "",
    blocks: [block],
    footnotes: [],
  };
  try {
    const layout = await layOutDocument(document, new Map(), {
      page,
      grid: pageGrid(page),
      theme: defaultTheme,
      locale,
      measurer: typesetter,
      warn,
      limits: { pages: 100 },
    });
    const info = { title: "Numbers", reportId: "0".repeat(64), date: "2026-01-30", language, producer: "Broadsheet" };
    return (await writePdf(layout, new Map(), { typesetter, info, attachments: [], warn })).bytes;
  } catch (error) {
    if (error instanceof BroadsheetError && error.problems[0]?.code === "column-too-wide") return undefined;
    throw error;
  }
}

/** The numbers of a table's cells that no line of a text has, and numbers that are in no cell. */
function faultsIn(text: string, { cells }: RandomTable): string[] {
  const lines = plain(text).split("\n");
  const known = [...cells.keys()].map(plain);
  const lacking = known.filter((value) => !lines.some((line) => line.includes(value)));
  const parts = new Set(known.flatMap((value) => value.match(numbers) ?? []));
  // The caption's number, and those of parts and pages, are small.
  const odd = lines
    .flatMap((line) => line.match(numbers) ?? [])
    .filter((value) => !parts.has(value) && !/^\d{1,2}$/.test(value));
  return [...lacking.map((value) => `${value} is missing`), ...odd.map((value) => `${value} is part of a number`)];
}

describe("the numbers of random tables in their PDFs", () => {
  it("are read whole by poppler and pdf.js, and the files conform", async () => {
    const faults: string[] = [];
    let read = 0;
    for (let seed = 5000; read < count; seed++) {
      const table = randomTable(seed, ["en", "de", "fi", "fr", "ru", "ja"]);
      const pdf = await printed(table);
      if (pdf === undefined) continue;
      read++;
      const file = join(folder, "table.pdf");
      writeFileSync(file, pdf);
      const { stdout } = await runProgram("pdftotext", ["-raw", file, "-"]);
      const { pages } = await readPdf(pdf);
      // An artifact holds all headings that a page repeats.
      const told = pages
        .flatMap(({ sequences }) => sequences.flatMap(({ mcid, text }) => (mcid === undefined ? [] : [text])))
        .join("\n");
      for (const [by, text] of [
        ["poppler", stdout],
        ["pdf.js", told],
      ] as const)
        faults.push(...faultsIn(text, table).map((fault) => `${seed} ${by}: ${fault}`));
      faults.push(...checkPdf(pdf).findings.map(({ code }) => `${seed}: ${code}`));
    }
    expect({ faulty: new Set(faults.map((fault) => fault.split(" ")[0])).size, first: faults.slice(0, 10) }).toEqual({
      faulty: 0,
      first: [],
    });
  });
});
