import { type Problem } from "../../core/errors.ts";
import type { KeptWork } from "../../core/report/preview/keep-work.ts";
import { drawPreviewPage, type PreparedPreview, writePreviewPage } from "../../core/report/preview/make-preview.ts";
import type { Preview, PreviewPage } from "../../core/report/preview/preview.ts";
import { jsonOnly } from "../json-only.ts";
import type { DrawingSender } from "./drawing-sender.ts";

/** A preview of a session in which none has succeeded yet. */
const nothing = {
  state: "none",
  warnings: [],
  datasets: {},
  pages: [],
  blocks: [],
  values: [],
  choices: [],
  queries: [],
  columns: {},
  made: { queries: 0, charts: 0, pages: 0 },
  timings: {},
} as const;

/** How pages come with an answer. */
export interface WantedPages {
  /** Their numbers. */
  readonly numbers: ReadonlySet<number>;
  /** Sends them as drawings. @default they come as PDF */
  readonly sender?: DrawingSender | undefined;
  readonly kept: KeptWork;
}

/**
 * Describes a preview to the editor that asked for it.
 *
 * @param prepared what is shown, undefined if nothing is
 * @param current whether it is made from the files that were asked for
 */
export async function describePreview(
  id: string,
  prepared: PreparedPreview | undefined,
  current: boolean,
  problems: readonly Problem[],
  { numbers, sender, kept }: WantedPages,
): Promise<Preview> {
  if (prepared === undefined) return { ...nothing, id, problems };
  const { accepted, laidOut, warnings, digests, blocks, values, choices, columns, timings, ran, compiled } = prepared;
  const pages: PreviewPage[] = laidOut.layout.pages.map(({ width, height }, index) => ({
    number: index + 1,
    width,
    height,
    digest: digests[index]!,
  }));
  for (const number of numbers) {
    const page = pages[number - 1];
    if (page === undefined) continue;
    if (sender === undefined) pages[number - 1] = { ...page, pdf: await writePreviewPage(prepared, number) };
    else {
      const drawing = sender.page(number, drawPreviewPage(prepared, number, kept));
      if (drawing !== undefined) pages[number - 1] = { ...page, drawing };
    }
  }
  const queries = [...laidOut.tables.values()].map(({ name, columns, rows }) => ({
    name,
    file: laidOut.template.queries.get(name)!.file,
    columns,
    rows: rows.length,
    ran: ran.has(name),
  }));
  const made = {
    queries: current ? ran.size : 0,
    charts: current ? compiled : 0,
    pages: pages.filter(({ pdf, drawing }) => pdf !== undefined || drawing !== undefined).length,
  };
  const { language, date, datasets } = accepted;
  return {
    id,
    state: current ? "current" : "stale",
    problems,
    warnings: jsonOnly(warnings),
    title: laidOut.document.title,
    language,
    date,
    datasets,
    pages,
    ...(sender !== undefined && { drawn: sender.parts() }),
    blocks,
    values,
    choices,
    queries,
    columns,
    made,
    timings,
  };
}
