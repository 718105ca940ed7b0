import type { RenditionForm } from "../../../rendition-form.ts";
import type { Brought } from "../gather-renditions.ts";
import type { HandedItem } from "./handover.ts";

/** The result of one try: when, for how long, and the status of the answer or the reason why there was none. */
export interface Try {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly ms: number;
  readonly status?: number;
  /** In a few words, never anything from an answer's body. */
  readonly fault?: string;
}

/**
 * - `due`: waits for its next try.
 * - `delivered`: the other side accepted it.
 * - `parked`: given up, after three days of tries or because a further one cannot help; a replay starts it again.
 * - `unknown`: a letter that may or may not have been sent, since the process died or the connection broke in between.
 *   It is never sent again by itself.
 * - `dropped`: not wanted: the webhook is gone, its address has unsubscribed, bounced or complained.
 */
export const deliveryStates = ["due", "delivered", "parked", "unknown", "dropped"] as const;

export type DeliveryState = (typeof deliveryStates)[number];

/** One of the entries of a `deliver` list that is not a webhook, as it was when its event was announced. */
export interface LetterTask {
  readonly kind: "mail";
  readonly to: string;
  readonly subject?: string;
  readonly attach: boolean;
  /** Of a batch: the item that goes to this address. Absent: the letter is about the whole subject. */
  readonly item?: Omit<HandedItem, "cells" | "forms">;
  /** The item's other forms that go with its PDF. @default none */
  readonly brought?: Brought;
  /** Forms of the edition that go with its PDF. @default none */
  readonly renditions?: readonly RenditionForm[];
  /** Whether it says what changed in the data since the edition before. @default false */
  readonly dataChanges?: boolean;
}

/** Letters to the readers of the rows of one page, each of which becomes a delivery of its own. */
export interface SpreadTask {
  readonly kind: "letters";
  /** Column of the addresses. */
  readonly to: string;
  readonly page: number;
  readonly subject?: string;
  readonly attach: boolean;
  /** Forms of each item that go with its PDF. @default none */
  readonly renditions?: readonly RenditionForm[];
}

export interface CopyTask {
  readonly kind: "copy";
  readonly to: string;
  readonly name: string;
  /** Of a batch: the page whose items are copied, */
  readonly page?: number;
  /** or the file of its output. */
  readonly file?: string;
}

/**
 * A copy of an edition in another form, which lies beside that of its PDF, or the copies of a page of a batch's items.
 * It is a kind of its own, so that an earlier release parks it and does not copy the PDF under its name.
 */
export interface RenditionTask {
  readonly kind: "rendition";
  readonly to: string;
  /** Name of the PDF's copy, from which its own follows. */
  readonly name: string;
  readonly form: RenditionForm;
  /** Of a batch: the page whose items are copied. */
  readonly page?: number;
}

/**
 * A letter about what happened to a dataset. It is a kind of its own, so that an earlier release parks it and does not
 * look for a template's words.
 */
export interface NoticeTask {
  readonly kind: "notice";
  readonly to: string;
  /** Key of a supported language. */
  readonly language: string;
}

export type DeliveryTask = LetterTask | NoticeTask | SpreadTask | CopyTask | RenditionTask;

/**
 * One event on its way to one target. Created once, then replaced by the process that holds it. The record is complete;
 * a `due/` marker says when to look at it.
 *
 *     deliveries/{channel}/{inverted time}-{hash}.json
 *     {"channel": "webhook.crm", "event": "events/…", "created": …, "since": …, "state": "due", "nextAt": …, "tries": []}
 */
export interface Delivery {
  /**
   * `webhook.{name}`, `mail`, `copy`, or `letters`: what makes the letters of a batch's rows. At most four deliveries
   * of a channel are under way at a time.
   */
  readonly channel: string;
  /** Key of the event. */
  readonly event: string;
  readonly created: number;
  /** When the present round of tries began: at the announcement, or at the last replay. */
  readonly since: number;
  readonly state: DeliveryState;
  /** When the next try is due, while `state` is `due`. */
  readonly nextAt: number;
  /** Who tries it at present. */
  readonly lease?: { readonly owner: string; readonly until: number } | undefined;
  /** The last ones, oldest first. */
  readonly tries: readonly Try[];
  /** Number of tries in the present round. */
  readonly count: number;
  /** What it waits for before it is begun, in a few words, and since when; absent once it is tried. */
  readonly waiting?: { readonly since: number; readonly reason: string };
  readonly task?: DeliveryTask;
}

/** The renditions of an edition that a delivery brings; those of a batch's items have been made with them. */
export function formsOf(task: DeliveryTask | undefined): readonly RenditionForm[] {
  if (task?.kind === "rendition") return task.page === undefined ? [task.form] : [];
  return task?.kind === "mail" ? (task.renditions ?? []) : [];
}

/** Most tries that a record keeps. */
export const keptTries = 30;
