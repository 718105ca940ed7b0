import type { components } from "../../../functions/client/schema.ts";
import type { Schedule } from "./schedule.ts";

type Publication = components["schemas"]["Publication"];

export type Configuration = components["schemas"]["PublicationRequest"];

/** A publication as the form shows it. */
export interface Draft {
  readonly name: string;
  readonly template: string;
  readonly datasets: Readonly<Record<string, string>>;
  readonly schedules: readonly Schedule[];
  /** Datasets whose new versions make an edition. */
  readonly triggers: readonly string[];
  readonly settle: string | undefined;
  readonly date: string;
  readonly skip: boolean;
  readonly missed: "latest" | "all" | "none";
  readonly keep: string;
  /** Addresses, one on each line. */
  readonly mail: string;
  readonly attach: boolean;
  readonly webhooks: readonly string[];
  /** Targets, one on each line. */
  readonly copies: string;
}

/** What the form begins with. @param timezone of the reader */
export function draftOf(publication: Publication | undefined, timezone: string): Draft {
  if (publication === undefined)
    return { name: "", template: "", datasets: {}, schedules: [{ schedule: "0 7 * * 1", timezone }], triggers: [], settle: undefined, date: "run", skip: false, missed: "latest", keep: "", mail: "", attach: false, webhooks: [], copies: "" };
  const { name, template, datasets = {}, on, date = "run", skip, missed = "latest", keep, deliver = [] } = publication;
  const mails = deliver.flatMap(({ mail }) => mail ?? []);
  return {
    name,
    template: String(template),
    datasets: datasets as Readonly<Record<string, string>>,
    schedules: on.flatMap(({ schedule, timezone: zone }) => (schedule === undefined ? [] : [{ schedule, timezone: zone ?? "UTC" }])),
    triggers: [...new Set(on.flatMap(({ data }) => data ?? []))],
    settle: on.find(({ settle }) => settle !== undefined)?.settle,
    date,
    skip: skip === "unchanged",
    missed,
    keep: keep === undefined ? "" : String(keep),
    mail: mails.flatMap(({ to }) => (typeof to === "string" || Array.isArray(to) ? to : [])).join("\n"),
    attach: mails.some(({ attach }) => attach === true),
    webhooks: deliver.flatMap(({ webhook }) => webhook ?? []),
    copies: deliver.flatMap(({ copy }) => copy?.to ?? []).join("\n"),
  };
}

/**
 * The body of `PUT /publications/{name}`. Members of entries that the form does not show, such as the subject of a
 * letter, are those of the publication.
 */
export function configurationOf(draft: Draft, parameters: Readonly<Record<string, unknown>>, before: Publication | undefined): Configuration {
  const { template, datasets, schedules, triggers, settle, date, skip, missed, keep } = draft;
  const chosen = Object.fromEntries(Object.entries(datasets).filter(([, reference]) => reference !== ""));
  const deliver = deliverOf(draft, before);
  return {
    template,
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(Object.keys(chosen).length > 0 && { datasets: chosen }),
    on: [...schedules, ...(triggers.length > 0 ? [{ data: [...triggers], ...(settle !== undefined && { settle }) }] : [])],
    ...(date !== "run" && { date }),
    ...(skip && { skip: "unchanged" as const }),
    ...(missed !== "latest" && { missed }),
    ...(keep.trim() !== "" && { keep: /^\d+$/.test(keep.trim()) ? Number(keep) : keep.trim() }),
    ...(deliver.length > 0 && { deliver }),
  } as Configuration;
}

function deliverOf({ mail, attach, webhooks, copies }: Draft, before: Publication | undefined): NonNullable<Publication["deliver"]> {
  const former = before?.deliver ?? [];
  const to = linesOf(mail);
  const letter = former.find((entry) => entry.mail !== undefined)?.mail;
  return [
    ...webhooks.map((webhook) => ({ webhook })),
    ...(to.length > 0 ? [{ mail: { ...(letter?.subject !== undefined && { subject: letter.subject }), to, ...(attach && { attach }) } }] : []),
    ...linesOf(copies).map((target) => ({ copy: { ...former.find((entry) => entry.copy?.to === target)?.copy, to: target } })),
  ];
}

function linesOf(text: string): string[] {
  return text.split(/[\n,;]/).map((line) => line.trim()).filter((line) => line !== "");
}
