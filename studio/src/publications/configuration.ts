import type { components } from "../../../functions/client/schema.ts";
import { emptyRows, readRows, referenceOf, type RowsDraft, rowsOf, sharedOf } from "../batches/batch-request.ts";
import { type DeliverDraft, readDeliver, writeDeliver } from "../deliver/delivering.ts";
import type { Schedule } from "./schedule.ts";

type Publication = components["schemas"]["Publication"];

export type Configuration = components["schemas"]["PublicationRequest"];

/** Datasets whose new versions make an edition. */
export interface DataTrigger {
  readonly data: readonly string[];
  /** How long no other version may follow, such as `5m`; empty for the usual time. */
  readonly settle: string;
}

/** A publication as the form shows it. */
export interface Draft {
  readonly name: string;
  readonly template: string;
  readonly datasets: Readonly<Record<string, string>>;
  /** Present if each edition is a batch. */
  readonly batch: RowsDraft | undefined;
  readonly schedules: readonly Schedule[];
  /** At least one, which may be empty. */
  readonly triggers: readonly DataTrigger[];
  readonly date: string;
  readonly skip: boolean;
  readonly missed: "latest" | "all" | "none";
  readonly keep: string;
  readonly deliver: readonly DeliverDraft[];
}

const noTrigger: DataTrigger = { data: [], settle: "" };

/** The rows that a batch of a publication begins with: an edition keeps an archive. */
export const emptyEditionRows: RowsDraft = { ...emptyRows, output: "zip" };

/** What the form begins with. @param timezone of the reader */
export function draftOf(publication: Publication | undefined, timezone: string): Draft {
  if (publication === undefined)
    return {
      name: "",
      template: "",
      datasets: {},
      batch: undefined,
      schedules: [{ schedule: "0 7 * * 1", timezone }],
      triggers: [noTrigger],
      date: "run",
      skip: false,
      missed: "latest",
      keep: "",
      deliver: [],
    };
  const {
    name,
    template,
    datasets = {},
    batch,
    on,
    date = "run",
    skip,
    missed = "latest",
    keep,
    deliver = [],
  } = publication;
  const triggers = on.flatMap(({ data, settle = "" }) => (data === undefined ? [] : [{ data, settle }]));
  return {
    name,
    template: referenceOf(template),
    datasets: Object.fromEntries(Object.entries(datasets).map(([alias, reference]) => [alias, referenceOf(reference)])),
    batch: batch === undefined ? undefined : readRows(batch),
    schedules: on.flatMap(({ schedule, timezone: zone }) =>
      schedule === undefined ? [] : [{ schedule, timezone: zone ?? "UTC" }],
    ),
    triggers: triggers.length === 0 ? [noTrigger] : triggers,
    date,
    skip: skip === "unchanged",
    missed,
    keep: keep === undefined ? "" : String(keep),
    deliver: readDeliver(deliver),
  };
}

/**
 * The body of `PUT /publications/{name}`.
 *
 * @returns undefined as long as the template, or rows, column or name of a batch, are missing
 */
export function configurationOf(
  draft: Draft,
  parameters: Readonly<Record<string, unknown>>,
): Configuration | undefined {
  const { template, datasets, batch, schedules, triggers, date, skip, missed, keep, deliver } = draft;
  const rows = batch === undefined ? undefined : rowsOf(batch);
  if (template === "" || (batch !== undefined && rows === undefined)) return undefined;
  const chosen = Object.fromEntries(Object.entries(datasets).filter(([, reference]) => reference !== ""));
  const shared = batch === undefined ? parameters : sharedOf(parameters, batch.map);
  const used = triggers
    .filter(({ data }) => data.length > 0)
    .map(({ data, settle }) => ({ data: [...data], ...(settle.trim() !== "" && { settle: settle.trim() }) }));
  return {
    template,
    ...(Object.keys(shared).length > 0 && { parameters: shared }),
    ...(Object.keys(chosen).length > 0 && { datasets: chosen }),
    ...(rows !== undefined && { batch: { ...rows, ...(batch?.output === "merged" && { output: "merged" as const }) } }),
    on: [...schedules, ...used],
    ...(date !== "run" && { date }),
    ...(skip && { skip: "unchanged" as const }),
    ...(missed !== "latest" && { missed }),
    ...(keep.trim() !== "" && { keep: /^\d+$/.test(keep.trim()) ? Number(keep) : keep.trim() }),
    ...(deliver.length > 0 && { deliver: writeDeliver(deliver) }),
  } as Configuration;
}
