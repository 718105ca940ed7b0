import { fileNames, type RenditionForm } from "../../../rendition-form.ts";
import type { BatchJob } from "../batch-world.ts";
import type { Counts } from "../batch.ts";
import { batchOf, pageName, pageOf } from "./batch-kinds.ts";

export function rowsKey(id: string, generation: number, page: number): string {
  return `${pageOf(id, generation, page).folder}rows.json`;
}

/** Prefix of the results that attempts at a page stored before its outcome. */
export function partsPrefix(id: string, generation: number, page: number): string {
  return `${pageOf(id, generation, page).folder}parts/`;
}

/** @param row the first of the part */
export function partKey(id: string, generation: number, page: number, row: number): string {
  return `${partsPrefix(id, generation, page)}${String(row).padStart(7, "0")}.json`;
}

export function itemKey(id: string, generation: number, name: string): string {
  return `${batchOf(id, generation).folder}items/${name}/report.pdf`;
}

/** Key of an item's file, beside its PDF, in another form. */
export function itemFormKey(id: string, generation: number, name: string, form: RenditionForm): string {
  return `${batchOf(id, generation).folder}items/${name}/${fileNames[form]}`;
}

/**
 * Key of results that gained their other forms since a part held them. It sorts anywhere among the parts: who reads
 * them prefers results that have forms.
 *
 * @param row the first of the part
 */
export function formsPartKey(id: string, generation: number, page: number, row: number): string {
  return `${partsPrefix(id, generation, page)}${String(row).padStart(7, "0")}-forms.json`;
}

export function removedPrefix(id: string, generation: number): string {
  return `${batchOf(id, generation).folder}removed/`;
}

export function manifestKey(id: string, generation: number): string {
  return `${batchOf(id, generation).folder}manifest.csv`;
}

export function donePrefix(id: string, generation: number): string {
  return `${batchOf(id, generation).folder}done/`;
}

/**
 * Key of the marker of a page that has an outcome. It names the counts, so that one listing gives those of a thousand
 * pages.
 */
export function doneKey(id: string, generation: number, page: number, { ready, failed, stopped }: Counts): string {
  return `${donePrefix(id, generation)}${pageName(page)}-${ready}-${failed}-${stopped}`;
}

/** Parses a key below `done/`. */
export function parseDoneKey(key: string): { readonly page: number; readonly counts: Counts } | undefined {
  const match = /\/done\/(\d{6})-(\d+)-(\d+)-(\d+)$/.exec(key);
  return match
    ? {
        page: Number(match[1]),
        counts: { ready: Number(match[2]), failed: Number(match[3]), stopped: Number(match[4]) },
      }
    : undefined;
}

/** The key whose creation enqueues a job. */
export function jobKey({ batch, generation, page }: BatchJob): string {
  const folder =
    page === undefined
      ? batchOf(batch, generation).folder
      : page === "end"
        ? `${batchOf(batch, generation).folder}end/`
        : pageOf(batch, generation, page).folder;
  return `${folder}request.json`;
}

/** Parses the key of a claim below `batches/`: the job that it enqueues; `undefined` for any other key. */
export function parseJobKey(key: string): BatchJob | undefined {
  const match = /^batches\/([0-9a-f]{64})\/([1-9]\d{0,9})\/(?:(end)\/|pages\/(\d{6})\/)?request\.json$/.exec(key);
  if (match === null) return undefined;
  const [, batch = "", generation, end, page] = match;
  return {
    batch,
    generation: Number(generation),
    ...(end !== undefined && { page: "end" as const }),
    ...(page !== undefined && { page: Number(page) }),
  };
}
