import type { AcceptedBatch } from "../../core/batch/batch.ts";
import { type DeliverEntry, parseDeliver } from "../../core/delivery/deliver-schema.ts";
import { faultOfLine } from "../../core/delivery/door/write-letter.ts";
import type { DeliverPlan } from "../../core/delivery/records/deliver-plan.ts";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import { openTemplate } from "../../core/template/open-template.ts";
import type { Services } from "../services.ts";
import { noDelivery } from "./check-deliverable.ts";

/**
 * Parses the member `deliver` of a batch: who is told of its end. Its rows are not delivered one by one, and it has no PDF of its own
 * to attach or copy.
 *
 * @param value the member, of any shape
 * @throws BroadsheetError `invalid-request` with every fault by JSON pointer; `unavailable`
 */
export async function parseBatchDeliver(value: unknown, { store, delivery }: Services): Promise<readonly DeliverEntry[]> {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  if (delivery === undefined) throw noDelivery();
  const { sendsMail, copyTargets } = delivery;
  const entries = await parseDeliver(value, { store, pointer: "/deliver", sendsMail, copyTargets, rows: true, faultOfLiquid: faultOfLine });
  const faults = entries.flatMap((entry, index) => faultsOf(entry, `/deliver/${index}`));
  if (faults.length > 0) throw new BroadsheetError("invalid-request", faults);
  return entries;
}

function faultsOf(entry: DeliverEntry, pointer: string): readonly Problem[] {
  if ("webhook" in entry) return [];
  const hint = "GET /batches/{id}/output has the files once the batch is ready";
  if ("copy" in entry) return [{ code: "no-copies-of-batches", message: "a batch cannot be copied: it has no PDF of its own", where: { pointer: `${pointer}/copy` }, allowed: ["webhook", "mail"], hint }];
  const { to, attach } = entry.mail;
  const faults: Problem[] = [];
  if (typeof to === "object" && "column" in to) faults.push({ code: "no-mail-to-rows", message: "a batch sends no letter to each row's own address: its letters announce the whole batch", where: { pointer: `${pointer}/mail/to` }, seen: to, allowed: "an address, or a list of them" });
  if (attach === true) faults.push({ code: "nothing-to-attach", message: "a batch has no PDF of its own to attach", where: { pointer: `${pointer}/mail/attach` }, seen: true, allowed: [false], hint });
  return faults;
}

/** The plan for a batch's end. Its letters are in the language that all rows share, else in the template's first. */
export async function planOfBatch(entries: readonly DeliverEntry[], { template, parameters, date }: AcceptedBatch, { store, clock }: Services): Promise<DeliverPlan | undefined> {
  if (entries.length === 0) return undefined;
  const { languages } = await openTemplate(store, template);
  const { language } = parameters;
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  return { entries, template, name: template.name, language: typeof language === "string" ? language : (languages[0] ?? "en"), date: date ?? today, parameters };
}
