import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { deserialize } from "node:v8";
import type { Document } from "../../functions/core/compose/document.ts";
import type { PageContent } from "./chart-page.ts";

/** A report as a peer is handed it. */
export interface PageFile {
  readonly file: string;
  readonly page: PageContent;
  readonly document: Document;
}

/**
 * Composes flagships, a half of them in each language, and leaves each as a file of JSON in a folder. In a process of its own: pages of DuckDB's library that the
 * bench itself had in use would count as half of them only in the memory of a contender.
 */
export async function writePageFiles(folder: string, count: number): Promise<readonly PageFile[]> {
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, "page-files-program.ts"), folder, String(count)]);
  return Promise.all(
    Array.from({ length: count }, async (_, iteration) => {
      const file = join(folder, `page-${iteration}.json`);
      const page = JSON.parse(await readFile(file, "utf8")) as PageContent;
      return { file, page, document: deserialize(await readFile(join(folder, `page-${iteration}.document`))) as Document };
    }),
  );
}

/** The charts of a report, each on a page of its own. */
export async function writeChartFiles(folder: string): Promise<readonly string[]> {
  const [{ page } = { page: undefined }] = await writePageFiles(folder, 1);
  if (page === undefined) throw new Error("no page was made");
  return Promise.all(
    page.charts.map(async (chart, index) => {
      const file = join(folder, `chart-${index}.json`);
      await writeFile(file, JSON.stringify({ ...page, html: '<div class="chart"></div>', charts: [chart] }));
      return file;
    }),
  );
}
