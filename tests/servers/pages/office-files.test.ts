import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPackage, within } from "../../../functions/proof/xlsx/read-package.ts";
import { readSheetCells } from "../../../functions/proof/xlsx/read-sheet-cells.ts";
import { readStyles } from "../../../functions/proof/xlsx/workbook-styles.ts";
import { shippedTemplates } from "../../../functions/seed/template-folders.ts";
import { renderOfficeFile } from "../../core/report/rendition/render-office-file.ts";
import { convertAll, validateFile } from "./judge-office-file.ts";

/** Reports as workbooks, judged by Microsoft's schema and by LibreOffice. */
const soak = process.env["SOAK"] !== undefined;
const reports = join(import.meta.dirname, "../../reports");
const all = [
  { name: "flagship-en", folder: join(shippedTemplates, "high-tech-industries"), parameters: { language: "en" } },
  { name: "flagship-zh", folder: join(shippedTemplates, "high-tech-industries"), parameters: { language: "zh" } },
  { name: "review", folder: join(shippedTemplates, "monthly-business-review"), parameters: {} },
  ...[
    "blocks-en",
    "mathematics",
    "right-to-left",
    "tables-styled",
    "tables-en",
    "pivot",
    "images",
    "footnotes",
    "spans",
    "cover",
  ].map((name) => ({ name, folder: join(reports, name, "template"), parameters: {} })),
];
const cases = all.filter(({ name }) => soak || ["flagship-en", "tables-styled", "pivot", "images"].includes(name));

const run = promisify(execFile);
/** As displayed, all sheets, each into a file of its own; fields in quotation marks, in UTF-8. */
const asShown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,true,false,false,-1";
let folder: string;

const pathOf = (name: string): string => join(folder, `${name}.xlsx`);
/** Name of a case → its workbook. */
const made = new Map<string, Uint8Array>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-office-"));
  for (const { name, folder: template, parameters } of cases) {
    const { file } = await renderOfficeFile("xlsx", template, parameters);
    await writeFile(pathOf(name), file);
    made.set(name, file);
  }
  const paths = cases.map(({ name }) => pathOf(name));
  await convertAll(folder, asShown, paths, join(folder, "shown"));
  await convertAll(folder, "pdf", paths);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

describe.each(cases)("the workbook of $name", ({ name }) => {
  test("is valid by the Open XML SDK", async () => {
    const { ok, errors } = await validateFile(pathOf(name));
    expect(errors).toEqual([]);
    expect(ok).toBe(true);
  });

  test("is opened by LibreOffice, which displays every cell as it is read back", async () => {
    const out = join(folder, "shown");
    const shown = new Map<string, string[][]>();
    for (const each of (await readdir(out)).filter((csv) => csv.startsWith(`${name}-`)))
      shown.set(each.slice(name.length + 1, -".csv".length), readCsv(await readFile(join(out, each), "utf8")));
    const differences: unknown[] = [];
    for (const [sheet, cells] of readBack(made.get(name)!))
      for (const { place, text } of cells) {
        const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(place)!;
        const own = shown.get(sheet)?.[Number(row) - 1]?.[columnOf(letters!)] ?? "";
        if (settled(own) !== settled(text)) differences.push({ sheet, place, text, own });
      }
    expect(differences).toEqual([]);
  });

  test("is drawn by LibreOffice, each sheet on at least one page", async () => {
    const { stdout } = await run("pdfinfo", [join(folder, `${name}.pdf`)]);
    const pages = Number(/Pages:\s+(\d+)/.exec(stdout)![1]);
    expect(pages).toBeGreaterThanOrEqual(readBack(made.get(name)!).size);
  });
});

/** Name of a sheet → its cells. */
function readBack(file: Uint8Array): Map<string, { readonly place: string; readonly text: string }[]> {
  const parts = readPackage(file);
  const styles = readStyles(parts.part("xl/styles.xml"));
  const related = parts.related("xl/workbook.xml");
  return new Map(
    within(parts.part("xl/workbook.xml"), "sheet").map(({ attributes }) => {
      const sheet = parts.part(related.get(attributes["r:id"]!)!.target);
      const rows = readSheetCells(sheet, styles, { decimal: ".", thousands: "," });
      return [attributes["name"]!, [...rows.values()].flat()];
    }),
  );
}

/** Rows of RFC 4180 CSV. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows;
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function settled(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

test("pictures are whole PNG files", async () => {
  const { file } = await renderOfficeFile("xlsx", join(reports, "images/template"));
  const images = Object.entries(unzipSync(file)).filter(([path]) => path.startsWith("xl/media/"));
  expect(images.length).toBeGreaterThan(2);
  for (const [, body] of images) expect(strFromU8(body.subarray(1, 4))).toBe("PNG");
});
