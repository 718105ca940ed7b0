import type { ErrorKind, Problem, Warning } from "../../errors.ts";
import type { RenditionForm } from "../../rendition-form.ts";
import type { Output, Tolerance } from "../../report/request/batch-request.ts";
import type { AcceptedRequest, DatasetReference } from "../../report/request/report-request.ts";

/** Where the rows of a batch come from, pinned: the rows of a dataset, or of a SELECT over the template's datasets. */
export type RowsSource = { readonly dataset: Required<DatasetReference> } | { readonly query: string };

/**
 * A batch with everything pinned: the claim of its planner, and all that its rows need. Each row gives one report: the
 * one that `POST /reports` with the same template, datasets and date would give for `parameters` and the row's own.
 */
export interface AcceptedBatch extends Pick<AcceptedRequest, "template" | "datasets" | "stale"> {
  /** Lower-case hexadecimal SHA-256 of the pinned inputs. */
  readonly id: string;
  /** Shared by all rows; a row's own take precedence. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** `YYYY-MM-DD`; absent: each report's own, by a parameter or the template. */
  readonly date?: string | undefined;
  readonly rows: RowsSource;
  /** Parameter → column of the rows. */
  readonly map: Readonly<Record<string, string>>;
  /** Liquid text that names an item: `statement-{{ customer }}`. */
  readonly name: string;
  readonly tolerate: Tolerance;
  readonly output: Output;
  /** Forms beside the PDF, in the order of `renditionForms`. Absent: none. */
  readonly renditions?: readonly RenditionForm[] | undefined;
  /** Columns kept with the items, each once: those of addresses for letters to each row's own reader. Absent: none. */
  readonly columns?: readonly string[] | undefined;
  /** Rows of a page, about 20 s of work. Not part of the id: boundaries change nothing in the reports. */
  readonly pageRows: number;
  /** For a retry: the generation whose ready items are kept. */
  readonly base?: number | undefined;
  /** For a retry: when the first generation was claimed, from which its retention counts. */
  readonly since?: number | undefined;
}

/** A row that can become a report. */
export interface SoundRow {
  /** 1-based, in the order of the source. */
  readonly row: number;
  /** Name of the item: of its file, and in its address. */
  readonly name: string;
  /** The row's own parameters. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Column → its cell as text, for the batch's `columns`; an empty cell is left out. */
  readonly cells?: Readonly<Record<string, string>>;
}

/** A row that cannot, and why. */
export interface BadRow {
  readonly row: number;
  /** Absent if the name itself is faulty. */
  readonly name?: string;
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];
}

export type BatchRow = SoundRow | BadRow;

export function isBad(row: BatchRow): row is BadRow {
  return "problems" in row;
}

/** What came of one row. */
export type ItemResult = ReadyItem | FailedItem | StoppedItem;

export interface ReadyItem {
  readonly state: "ready";
  readonly row: number;
  readonly name: string;
  /** Id of the report, the same as that of a single request. */
  readonly id: string;
  readonly title: string;
  readonly pages: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly warnings: readonly Warning[];
  /** Generation whose folder holds the PDF, if it was kept by a retry. */
  readonly in?: number;
  /** The pack that held the PDF when its page ended, and where in it; absent if the PDF is an object of its own. */
  readonly packed?: { readonly pack: string; readonly at: number };
  /** What letters to the row's own reader need; absent if there are none. */
  readonly letter?: {
    readonly cells: Readonly<Record<string, string>>;
    readonly parameters: Readonly<Record<string, unknown>>;
  };
  /** Digest of the engine that made the PDF, where other forms are made of it. */
  readonly engine?: string;
  /** Its other forms, in the order of the batch's. Absent: none were asked for, or none has been made yet. */
  readonly renditions?: readonly ItemRendition[];
}

/** An item in another form than PDF, or why it has none. */
export type ItemRendition =
  | {
      readonly form: RenditionForm;
      readonly bytes: number;
      readonly sha256: string;
      /** Generation whose folder holds it. */
      readonly in: number;
    }
  | {
      readonly form: RenditionForm;
      /** Whether it would fail again. */
      readonly final: boolean;
      readonly kind: ErrorKind;
      readonly problems: readonly Problem[];
    };

/** A form that is there. */
export type MadeRendition = Extract<ItemRendition, { readonly sha256: string }>;

export function isMade(rendition: ItemRendition): rendition is MadeRendition {
  return "sha256" in rendition;
}

/** Whether a ready item lacks a form that the batch asks for. */
export function isIncomplete(
  { renditions: made }: Pick<ReadyItem, "renditions">,
  { renditions: asked = [] }: Pick<AcceptedBatch, "renditions">,
): boolean {
  return asked.length > 0 && (made === undefined || !made.every(isMade));
}

/** Whether a retry can give a ready item a form that it lacks. */
export function lacksForms(
  { renditions: made }: Pick<ReadyItem, "renditions">,
  { renditions: asked = [] }: Pick<AcceptedBatch, "renditions">,
): boolean {
  return asked.length > 0 && (made === undefined || made.some((each) => !isMade(each) && !each.final));
}

export interface FailedItem {
  readonly state: "failed";
  readonly row: number;
  readonly name?: string;
  /** Whether the same row would fail again. */
  readonly final: boolean;
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];
}

/** A row that was not made because the batch had failed. */
export interface StoppedItem {
  readonly state: "stopped";
  readonly row: number;
  readonly name: string;
}

/** Number of a batch's items by state. */
export interface Counts {
  readonly ready: number;
  readonly failed: number;
  readonly stopped: number;
}

/** Problem code of a row that was under way each time that a process died. */
export const lostCode = "render-lost";

/**
 * Whether an item ends a batch that tolerates no more failures. A row that was lost with its process does not: the rows
 * after it are made all the same, and the end of the batch counts it.
 */
export function countsAsFailed(item: { readonly state: string; readonly problems?: readonly Problem[] }): boolean {
  return item.state === "failed" && item.problems?.some(({ code }) => code === lostCode) !== true;
}

/** Most rows of one batch. */
export const mostRows = 1_000_000;

/** Failed rows that a batch of so many rows may have. */
export function tolerated(tolerance: Tolerance, rows: number): number {
  return typeof tolerance === "number" ? tolerance : Math.floor((rows * tolerance.percent) / 100);
}
