import type { AcceptedBatch } from "../../core/service/batch/batch.ts";
import { type DeliverEntry, parseDeliver } from "../../core/service/delivery/deliver-schema.ts";
import { faultOfLine, faultOfNames } from "../../core/service/delivery/door/write-letter.ts";
import type { DeliverPlan } from "../../core/service/delivery/records/deliver-plan.ts";
import { renditionForms } from "../../core/rendition-form.ts";
import { openTemplate } from "../../core/report/template/open-template.ts";
import type { Services } from "../services.ts";
import { noDelivery } from "./check-deliverable.ts";

/**
 * Parses the member `deliver` of a batch: who is notified of its end, who gets its rows, and where its files are
 * copied.
 *
 * @param body of the batch, of any shape: only this member is judged, by the forms and the output that it names
 * @throws BroadsheetError `invalid-request` with every fault by JSON pointer; `unavailable`
 */
export async function parseBatchDeliver(
  body: unknown,
  { store, delivery }: Services,
): Promise<readonly DeliverEntry[]> {
  const { deliver: value, renditions, output } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  if (delivery === undefined) throw noDelivery();
  const { sendsMail, copyTargets } = delivery;
  return parseDeliver(value, {
    store,
    pointer: "/deliver",
    sendsMail,
    copyTargets,
    rows: true,
    renditions: Array.isArray(renditions) ? renditionForms.filter((form) => renditions.includes(form)) : [],
    single: output === undefined || output === "files",
    faultOfLiquid: faultOfLine,
    faultOfNames,
  });
}

/** The plan for a batch's end. Its letters are in the language that all rows share, else in the template's first. */
export async function planOfBatch(
  entries: readonly DeliverEntry[],
  { template, parameters, date }: AcceptedBatch,
  { store, clock }: Services,
): Promise<DeliverPlan | undefined> {
  if (entries.length === 0) return undefined;
  const { languages } = await openTemplate(store, template);
  const { language } = parameters;
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  return {
    entries,
    template,
    name: template.name,
    language: typeof language === "string" ? language : (languages[0] ?? "en"),
    date: date ?? today,
    parameters,
  };
}
