import type { AcceptedBatch } from "../../core/service/batch/batch.ts";
import { type DeliverEntry, parseDeliver } from "../../core/service/delivery/deliver-schema.ts";
import { faultOfLine, faultOfNames } from "../../core/service/delivery/door/write-letter.ts";
import type { DeliverPlan } from "../../core/service/delivery/records/deliver-plan.ts";
import { openTemplate } from "../../core/report/template/open-template.ts";
import type { Services } from "../services.ts";
import { noDelivery } from "./check-deliverable.ts";

/**
 * Parses the member `deliver` of a batch: who is notified of its end, who gets its rows, and where its files are
 * copied.
 *
 * @param value the member, of any shape
 * @throws BroadsheetError `invalid-request` with every fault by JSON pointer; `unavailable`
 */
export async function parseBatchDeliver(
  value: unknown,
  { store, delivery }: Services,
): Promise<readonly DeliverEntry[]> {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  if (delivery === undefined) throw noDelivery();
  const { sendsMail, copyTargets } = delivery;
  return parseDeliver(value, {
    store,
    pointer: "/deliver",
    sendsMail,
    copyTargets,
    rows: true,
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
