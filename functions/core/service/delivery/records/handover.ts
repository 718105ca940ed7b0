import type { EventSubject } from "../../event/event.ts";
import { folderOf } from "../../event/parse-subject.ts";
import { fileNames, type RenditionForm } from "../../../rendition-form.ts";
import type { Brought, BroughtFile } from "../gather-renditions.ts";

/** What a batch has made, as letters and copies need it. An edition that is a batch has one too. */
export interface Handover {
  readonly batch: string;
  readonly generation: number;
  /**
   * When it was first asked for, milliseconds since the epoch: the same in all its retries, so that none repeats a
   * letter.
   */
  readonly since: number;
  /** Number of its pages of rows. */
  readonly pages: number;
  /** Whether its items are handed over one by one, not collected in `files`. */
  readonly single: boolean;
  /** Names of the parameters that each row has of its own. */
  readonly mapped: readonly string[];
  /** The archive or the volumes, if there are any, then the manifest. */
  readonly files: readonly HandedFile[];
}

export interface HandedFile {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly contentType: string;
}

/** A ready item of a batch. */
export interface HandedItem {
  /** From 1. */
  readonly row: number;
  /** Unique in the batch. */
  readonly name: string;
  /** Of its report. */
  readonly id: string;
  readonly title: string;
  readonly pages: number;
  /** Of its PDF. */
  readonly key: string;
  /** The row's own parameters, where letters to its reader need them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Column → cell, for the columns that the batch keeps for letters. */
  readonly cells: Readonly<Record<string, string>>;
  /** Its other forms, and why one of them is not there. */
  readonly forms: readonly HandedForm[];
}

/** A ready item in another form than PDF, or why it has none. */
export type HandedForm = BroughtFile | { readonly form: RenditionForm; readonly fault: string };

/** The forms of an item that a letter or a copy is to bring; a later look would find the same. */
export function bringForms({ forms }: Pick<HandedItem, "forms">, asked: readonly RenditionForm[]): Brought {
  const found = asked.map((form) => forms.find((each) => each.form === form) ?? { form, fault: "it was not made" });
  return {
    files: found.filter((each): each is BroughtFile => !("fault" in each)),
    missing: found.flatMap((each) =>
      "fault" in each ? [{ fault: `without ${fileNames[each.form]}: ${each.fault}`, final: true }] : [],
    ),
  };
}

/** Finds what batches hand over. */
export interface Handovers {
  /** @returns undefined for a subject that is no batch, or that was removed; throws BroadsheetError `unavailable` */
  find(subject: EventSubject): Promise<Handover | undefined>;
  /** The ready items of one page of rows, without those that were deleted. @param page from 1 */
  itemsOf(handover: Pick<Handover, "batch" | "generation">, page: number): Promise<readonly HandedItem[]>;
}

/** Where an edition that is a batch keeps what it hands over. */
export function handoverKey(edition: EventSubject): string {
  return `${folderOf(edition)}/handover.json`;
}
