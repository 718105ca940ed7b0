import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { deserialize } from "node:v8";
import type { Document } from "../../functions/core/document/document.ts";
import type { PageContent } from "./chart-page.ts";

/** A report as peers are handed it. */
export interface PageFile {
  readonly file: string;
  /** The results of its queries, as V8 serializes them. */
  readonly tables: string;
  readonly page: PageContent;
  readonly document: Document;
}

/** Flagships that contenders are handed in turn; a half of them in each language. */
const usual = 8;

/** The data directory that they were made from, which knows the flagship. */
export function flagshipStore(folder: string): string {
  return join(folder, "store");
}

const written = new Map<string, Promise<readonly PageFile[]>>();

/**
 * Composes flagships and leaves each as a file of JSON in a folder, where they stay for the cases that follow. In a process of its own: pages of DuckDB's library that the
 * bench itself had in use would count as half of them only in the memory of a contender.
 */
export function writePageFiles(folder: string, count = usual): Promise<readonly PageFile[]> {
  const made = written.get(folder) ?? composePages(folder, count);
  written.set(folder, made);
  return made;
}

async function composePages(folder: string, count: number): Promise<readonly PageFile[]> {
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, "page-files-program.ts"), folder, flagshipStore(folder), String(count)]);
  return Promise.all(
    Array.from({ length: count }, async (_, iteration) => {
      const file = join(folder, `page-${iteration}.json`);
      const page = JSON.parse(await readFile(file, "utf8")) as PageContent;
      return { file, tables: join(folder, `page-${iteration}.tables`), page, document: deserialize(await readFile(join(folder, `page-${iteration}.document`))) as Document };
    }),
  );
}

/** The charts of a report, each on a page of its own. */
export async function writeChartFiles(folder: string): Promise<readonly string[]> {
  const [{ page } = { page: undefined }] = await writePageFiles(folder);
  if (page === undefined) throw new Error("no page was made");
  return Promise.all(
    page.charts.map(async (chart, index) => {
      const file = join(folder, `chart-${index}.json`);
      await writeFile(file, JSON.stringify({ ...page, html: '<div class="chart"></div>', charts: [chart] }));
      return file;
    }),
  );
}
