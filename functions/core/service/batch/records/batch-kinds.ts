import { isCount, isMembers, isText, isTime, type Members } from "../../lifecycle/records/member-checks.ts";
import type { Cost } from "../../lifecycle/records/records.ts";
import { type Kind, type Subject, subjectOf } from "../../lifecycle/records/subject.ts";
import type { AcceptedBatch, Counts, ItemResult } from "../batch.ts";
import type { MadeOutput } from "../batch-world.ts";

/** How a batch ended well: every row was tried, and no more failed than tolerated. */
export interface BatchReady extends Omit<Counts, "stopped"> {
  readonly state: "ready";
  readonly finished: number;
  readonly attempts: number;
  readonly rows: number;
  /** Pages and bytes of all PDFs together. */
  readonly pages: number;
  readonly bytes: number;
  /** Ready items that lack a form, and how many of them a retry may complete. Absent: none. */
  readonly incomplete?: { readonly items: number; readonly again: number };
  readonly output?: MadeOutput;
  /** Of the last attempts at the plan, the pages and the end, where compute is billed by time. */
  readonly cost?: Cost;
}

/** The plan: how many pages the rows fill. It is written after all of them. */
export interface PlanReady {
  readonly state: "ready";
  readonly finished: number;
  readonly attempts: number;
  readonly pages: number;
  readonly rows: number;
  readonly cost?: Cost;
}

/** A page's results, in the order of its rows. */
export interface PageReady {
  readonly state: "ready";
  readonly finished: number;
  readonly attempts: number;
  readonly items: readonly ItemResult[];
  readonly cost?: Cost;
}

export interface BatchShapes {
  readonly accepted: AcceptedBatch;
  readonly ready: BatchReady;
  readonly progress: { readonly rows: number };
}

export interface PlanShapes {
  readonly accepted: AcceptedBatch;
  readonly ready: PlanReady;
  /** Rows read. */
  readonly progress: { readonly rows: number };
}

export interface PageShapes {
  readonly accepted: { readonly page: number };
  readonly ready: PageReady;
  /** The row last begun; `exact` if the record was written before every row, not now and then. */
  readonly progress: { readonly row: number; readonly exact?: boolean };
}

export interface EndShapes {
  readonly accepted: { readonly pages: number };
  readonly ready: BatchReady;
  readonly progress: { readonly page: number };
}

const root = "batches/";
const idPattern = "[0-9a-f]{64}";
const markers = { recent: "recent-batches/", pending: "pending-batches/" } as const;
/**
 * Attempts at the plan and at the last step, which take a while: a server that is killed again and again may hit each
 * of them.
 */
const mostAttempts = 10;
const shared = { root, idPattern, outcome: "outcome.json", results: [] } as const;

function lost(code: string, what: string): Kind<BatchShapes>["lost"] {
  return {
    code,
    message: `${what} was started several times and never finished: each time its process ran out of time or died`,
    hint: "POST /batches/{id}/retry tries again; the log has the reason",
  };
}

const isBatch = (value: Members): value is Members & AcceptedBatch =>
  isText(value["id"]) && isMembers(value["template"]) && isMembers(value["rows"]) && isCount(value["pageRows"]);

const faultOfEnd = (record: Members): string | undefined =>
  ["rows", "ready", "failed", "pages", "bytes"].find((name) => !isTime(record[name]));

/**
 * Batches:
 *
 *     batches/{id}/{generation}/request.json               the claim, which enqueues the planner
 *     batches/{id}/{generation}/attempts/{n}.json          who plans
 *     batches/{id}/{generation}/pages/{page}/rows.json     a page's rows, named and checked
 *     batches/{id}/{generation}/pages/{page}/request.json  a page's claim, which enqueues it
 *     batches/{id}/{generation}/pages/{page}/attempts/…    who makes it
 *     batches/{id}/{generation}/pages/{page}/parts/…       results of rows, if making it takes long
 *     batches/{id}/{generation}/pages/{page}/outcome.json  all its results
 *     batches/{id}/{generation}/items/{name}/report.pdf
 *     batches/{id}/{generation}/items/{name}/report.xlsx    and its other forms, if the batch asks for them
 *     batches/{id}/{generation}/packs/{page}/{n}-{hash}    or PDFs of a page together
 *     batches/{id}/{generation}/repacks/{page}/{n}.json    where they lie since items were deleted; the last one counts
 *     batches/{id}/{generation}/names                      the page of each item, where there may be packs
 *     batches/{id}/{generation}/removed/{name}             empty: the item was deleted
 *     batches/{id}/{generation}/done/{page}-{counts}       empty: pages with an outcome, by plain listing
 *     batches/{id}/{generation}/plan.json                  how many pages there are; no batch ends without it
 *     batches/{id}/{generation}/end/…                      the last step, once all pages have outcomes
 *     batches/{id}/{generation}/manifest.csv               one line for each row
 *     batches/{id}/{generation}/outcome.json               the only terminal fact
 */
export const batchKind: Kind<BatchShapes> = {
  ...shared,
  ...markers,
  name: "batch",
  broad: true,
  // The attempts in its folder are the planner's.
  mostAttempts: Infinity,
  lost: lost("batch-lost", "the batch"),
  isAccepted: isBatch,
  faultOfReady: faultOfEnd,
  isProgress: (value) => isTime(value["rows"]),
};

export const planKind: Kind<PlanShapes> = {
  ...shared,
  name: "batch's plan",
  silent: true,
  outcome: "plan.json",
  broad: true,
  mostAttempts,
  lost: lost("plan-lost", "the plan of the batch"),
  isAccepted: isBatch,
  faultOfReady: (record) => ["pages", "rows"].find((name) => !isCount(record[name])),
  isProgress: (value) => isTime(value["rows"]),
};

export const pageKind: Kind<PageShapes> = {
  ...shared,
  name: "page of a batch",
  silent: true,
  inLine: true,
  // Rows fail, not pages: see `makePage`.
  mostAttempts: Infinity,
  lost: lost("page-lost", "a page of the batch"),
  isAccepted: (value): value is Members & PageShapes["accepted"] => isCount(value["page"]),
  faultOfReady: (record) => (Array.isArray(record["items"]) ? undefined : "items"),
  isProgress: (value) => isTime(value["row"]),
};

export const endKind: Kind<EndShapes> = {
  ...shared,
  name: "batch's end",
  silent: true,
  broad: true,
  mostAttempts,
  lost: lost("end-lost", "the last step of the batch"),
  isAccepted: (value): value is Members & EndShapes["accepted"] => isCount(value["pages"]),
  faultOfReady: faultOfEnd,
  isProgress: (value) => isTime(value["page"]),
};

/** A generation of a batch as a whole. */
export function batchOf(id: string, generation: number): Subject<BatchShapes> {
  return subjectOf(batchKind, id, generation);
}

/** Its planner, which takes the batch's own claim. */
export function planOf(id: string, generation: number): Subject<PlanShapes> {
  return subjectOf(planKind, id, generation);
}

/** One of its pages. @param page from 1 */
export function pageOf(id: string, generation: number, page: number): Subject<PageShapes> {
  return { ...subjectOf(pageKind, id, generation), folder: `${root}${id}/${generation}/pages/${pageName(page)}/` };
}

/** Its last step. */
export function endOf(id: string, generation: number): Subject<EndShapes> {
  return { ...subjectOf(endKind, id, generation), folder: `${root}${id}/${generation}/end/` };
}

/** A page's number in keys: of six digits, so that keys sort by number. */
export function pageName(page: number): string {
  return String(page).padStart(6, "0");
}
