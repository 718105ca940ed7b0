import type { AttemptingWorld, ReadingWorld } from "../lifecycle/lifecycle-world.ts";
import type { AcceptedRequest } from "../../report/request/report-request.ts";
import type { RenditionWorld } from "../rendition/run-rendition.ts";
import type { AcceptedBatch, BatchRow, MadeRendition, ReadyItem, SoundRow } from "./batch.ts";
import type { RenderRows } from "./render-rows.ts";

/** A piece of work of a batch: to plan it, to make one of its pages, or to end it. */
export interface BatchJob {
  readonly batch: string;
  readonly generation: number;
  /** Number of the page, from 1; `end` for the last step; absent for the planner. */
  readonly page?: number | "end";
}

/** The pipeline's side of a batch. */
export interface BatchDoor {
  /**
   * Reads the rows in their order, in groups, and maps, names and checks each.
   *
   * @throws BroadsheetError `query-failed`, `not-found`, `invalid-template`, `unavailable`
   */
  readRows(batch: AcceptedBatch): AsyncIterable<readonly BatchRow[]>;
  /**
   * Opens what the rows share.
   *
   * @returns function that accepts a row as `POST /reports` would; it throws BroadsheetError `invalid-request`
   */
  openBatch(batch: AcceptedBatch): Promise<(row: Pick<SoundRow, "row" | "parameters">) => AcceptedRequest>;
}

/** An item that an output collects, and the key of its PDF. */
export interface OutputItem extends ReadyItem {
  readonly key: string;
  /** Reads its PDF, if it lies in a pack with others; absent if it is an object of its own. */
  readonly fetch?: () => Promise<Uint8Array>;
  /** Its other forms that were made, with their keys. */
  readonly forms: readonly (MadeRendition & { readonly key: string })[];
}

/** What an output consists of. */
export interface MadeOutput {
  /** In order. */
  readonly files: readonly {
    readonly key: string;
    readonly name: string;
    readonly bytes: number;
    readonly contentType: string;
    /** Absent in records of earlier releases. */ readonly sha256?: string;
  }[];
}

/** What the work on batches needs from the outside world. */
export interface BatchWorld extends AttemptingWorld, Pick<RenditionWorld, "makeRendition"> {
  readonly door: BatchDoor;
  readonly renderRows: RenderRows;
  /**
   * Runs work while no other row is rendered in this process, for a row that may end it. Absent where no other ever is.
   *
   * @param work is given what renders meanwhile
   */
  alone?<T>(work: (renderRows: RenderRows) => Promise<T>): Promise<T>;
  /** Called for every new job where the store notifies nobody. */
  enqueue?(job: BatchJob): void;
  /**
   * Whether the PDFs of a page are stored together, in packs: a put of each costs more than all else. A release before
   * packs cannot read them. @default false
   */
  readonly packs?: boolean;
  /** Time for which an attempt at a page renders before it hands the rest on, ms. @default 120000 */
  readonly pageMs?: number;
  /**
   * Collects the ready items, in the order of the rows, into the batch's output. Absent: only files can be asked for.
   *
   * @param prefix folder for the output's objects, with a final slash
   */
  makeOutput?(batch: AcceptedBatch, items: () => AsyncIterable<OutputItem>, prefix: string): Promise<MadeOutput>;
}

/** The part of the world that reading needs. */
export type BatchReadingWorld = ReadingWorld;
