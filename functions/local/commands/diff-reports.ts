import { writeFile } from "node:fs/promises";
import { encodePng } from "../../adapters/pages/page-images.ts";
import type { PageImage } from "../../core/ports.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { differencePage } from "../../http/pages/difference-page.ts";
import { readDatasetFile } from "../inputs/read-dataset-file.ts";
import { checkOut } from "../check-out.ts";
import { parseDatasets } from "../inputs/parse-datasets.ts";
import { parsePairs } from "../inputs/parse-pairs.ts";
import { compareSides } from "../diff/compare-sides.ts";
import { isSame, type Comparison } from "../diff/comparison.ts";
import { openReport } from "../diff/open-report.ts";
import { nameOfSide, openSide } from "../diff/open-side.ts";
import { comparisonAsJson, describePage, printComparison } from "../diff/print-comparison.ts";
import type { Case, Side } from "../diff/side.ts";

export interface DiffOptions {
  readonly param: readonly string[];
  readonly dataset: readonly string[];
  readonly date?: string;
  readonly dataDir: string;
  readonly html?: string;
  readonly json?: boolean;
}

/**
 * `broadsheet diff`: compares two templates by what their reports show, or two reports that were made: numbers, words,
 * charts and the pictures of the pages.
 *
 * @returns whether there is no difference
 * @throws BroadsheetError for sides that cannot be opened
 */
export async function diffReports(before: string, after: string, options: DiffOptions): Promise<boolean> {
  checkOut(options.html, "--html");
  const comparison = await compareSides(...(await openSides(before, after, options)), await casesOf(options));
  if (options.html !== undefined) await writeFile(options.html, pageOf(comparison));
  if (options.json === true) process.stdout.write(`${JSON.stringify(comparisonAsJson(comparison), null, 2)}\n`);
  else process.stdout.write(`${printComparison(comparison)}\n`);
  return isSame(comparison);
}

async function openSides(before: string, after: string, { dataDir }: DiffOptions): Promise<[Side, Side]> {
  const made = [before, after].filter((path) => /\.pdf$/i.test(path)).length;
  if (made === 2) return [await openReport(before), await openReport(after)];
  if (made === 0) {
    // One name for both: sample datasets are stored under names derived from it.
    const name = await nameOfSide(after);
    return [await openSide(before, dataDir, name), await openSide(after, dataDir, name)];
  }
  throw new BroadsheetError("invalid-request", {
    code: "invalid-value",
    message: "a report can be compared with a report, and a template with a template",
    seen: `${before} and ${after}`,
    hint: "render the template first, with the report's parameters",
  });
}

/** The one case that the options describe; absent: those of the templates. */
async function casesOf({ param, dataset, date }: DiffOptions): Promise<readonly Case[] | undefined> {
  if (param.length + dataset.length === 0 && date === undefined) return undefined;
  const { datasets } = parseDatasets({ dataset, read: [] });
  const read = await Promise.all(
    Object.entries(datasets).map(
      async ([alias, file]) => [alias, { file, body: await readDatasetFile(alias, file) }] as const,
    ),
  );
  return [
    {
      name: "as given",
      parameters: {},
      typed: parsePairs(param, "--param", "key=value"),
      datasets: Object.fromEntries(read),
      date,
    },
  ];
}

function pageOf({ before, after, cases }: Comparison): string {
  return differencePage({
    before,
    after,
    cases: cases.map(({ name, differences, pages }) => ({
      name,
      differences,
      pages: pages.map((page) => ({
        number: page.page,
        words: describePage(page),
        before: dataUrl(page.before),
        after: dataUrl(page.after),
        box: page.box,
        width: page.after?.width ?? page.before!.width,
        height: page.after?.height ?? page.before!.height,
      })),
    })),
  });
}

function dataUrl(image: PageImage | undefined): string | undefined {
  return image === undefined ? undefined : `data:image/png;base64,${Buffer.from(encodePng(image)).toString("base64")}`;
}
