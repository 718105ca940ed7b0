import type { LetterFacts } from "../../../report/compose/letter/letter.ts";
import { BroadsheetError, corruptObject } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import { mediaTypes, renditionFile } from "../../../rendition-form.ts";
import { folderOf } from "../../event/parse-subject.ts";
import type { Event } from "../../event/event.ts";
import type { CopyPlace, ObjectStore } from "../../../ports.ts";
import type { Sender, Sent } from "../delivery-world.ts";
import { factsOf, fileOf } from "../facts-of.ts";
import type { Brought } from "../gather-renditions.ts";
import { type DeliverPlan, readDeliverPlan } from "../records/deliver-plan.ts";
import type { CopyTask, RenditionTask } from "../records/delivery.ts";
import type { HandedItem, Handovers } from "../records/handover.ts";
import { faultOfName } from "./copy-target.ts";

/** Files of a batch's page copied at a time. */
const abreast = 16;

export interface CopyWorld {
  readonly store: ObjectStore;
  readonly copies: CopyPlace;
  readonly handovers: Handovers;
  /** Puts the facts into a line of Liquid, in the plan's language. */
  line(text: string, facts: LetterFacts, plan: DeliverPlan): string;
}

/** A file to copy, and the name that it has in the store. */
interface Source {
  readonly key: string;
  readonly file: string;
  readonly contentType: string;
  readonly item?: HandedItem;
  /** Of a file of the whole batch: the names of parameters that only rows have. It may be large. */
  readonly mapped?: readonly string[];
}

/**
 * Copies PDFs, their renditions, and what batches make, to other places. A repeated copy writes the same bytes under
 * the same name.
 */
export function copySender(world: CopyWorld): Sender {
  return {
    timeoutMs: 60_000,
    repeatable: true,
    async send({ task }, event, _key, brought) {
      if (task?.kind !== "copy" && task?.kind !== "rendition")
        return { state: "failed", parked: true, fault: "the delivery has no file" };
      const plan = await readDeliverPlan(`${folderOf(event.subject)}/`, world.store);
      if (plan === undefined) return { state: "dropped", fault: "the PDF or batch that it announces was removed" };
      try {
        if (task.kind === "rendition") return await copyRendition(task, event, plan, brought, world);
        const sources = await sourcesOf(task, event, plan, world);
        if (sources === undefined) return { state: "failed", parked: true, fault: "the delivery has no file" };
        for (let first = 0; first < sources.length; first += abreast) {
          const sent = await Promise.all(
            sources.slice(first, first + abreast).map((source) => copy(source, task, event, plan, world)),
          );
          const fault = sent.find((one) => one !== undefined);
          if (fault !== undefined) return fault;
        }
        return { state: "delivered" };
      } catch (error) {
        if (!(error instanceof BroadsheetError)) throw error;
        return { state: "failed", fault: error.message.slice(0, 300), parked: !error.transient };
      }
    },
  };
}

/** The files that a delivery copies: one PDF, a file of a batch's output, or the items of one of its pages. */
async function sourcesOf(
  { page, file }: CopyTask,
  event: Event,
  { name, date }: DeliverPlan,
  { handovers }: CopyWorld,
): Promise<readonly Source[] | undefined> {
  if (page === undefined && file === undefined) {
    const key = fileOf(event);
    return key === undefined ? undefined : [{ key, file: `${name}-${date}.pdf`, contentType: "application/pdf" }];
  }
  const handover = await handovers.find(event.subject);
  if (handover === undefined) return undefined;
  if (page === undefined)
    return handover.files
      .filter((one) => one.name === file)
      .map(({ key, contentType }) => ({ key, file: file!, contentType, mapped: handover.mapped }));
  return (await handovers.itemsOf(handover, page)).map((item) => ({
    key: item.key,
    file: `${item.name}.pdf`,
    contentType: "application/pdf",
    item,
  }));
}

/** Copies one rendition under the name of the PDF's copy, with its own ending. */
async function copyRendition(
  { to, name: text, form }: RenditionTask,
  event: Event,
  plan: DeliverPlan,
  { files: [file], missing: [missing] }: Brought,
  { store, copies, line }: CopyWorld,
): Promise<Sent> {
  if (file === undefined)
    return {
      state: "failed",
      fault: (missing?.fault ?? "the delivery has no file").slice(0, 300),
      parked: missing?.final ?? true,
    };
  const pdf = line(text, { ...factsOf(event, plan), file: `${plan.name}-${plan.date}.pdf` }, plan);
  const name = renditionFile(pdf, form);
  const fault = faultOfName(pdf) ?? faultOfName(name);
  if (fault !== undefined) return { state: "failed", parked: true, fault };
  const found = await store.get(file.key);
  if (found === undefined) return { state: "failed", parked: true, fault: "the file was removed" };
  if (sha256(found.body) !== file.sha256)
    throw corruptObject(file.key, "its content has another hash than its outcome records");
  await copies.write(to, name, found.body, mediaTypes[form]);
  return { state: "delivered" };
}

/** @returns what went wrong, if it cannot be mended by another try */
async function copy(
  { key, file, contentType, item, mapped }: Source,
  { to, name: text }: CopyTask,
  event: Event,
  plan: DeliverPlan,
  { store, copies, line }: CopyWorld,
): Promise<Sent | undefined> {
  const facts = factsOf(event, plan, item);
  const none = Object.fromEntries((mapped ?? []).map((parameter) => [parameter, null]));
  const printed = line(text, { ...facts, parameters: { ...none, ...facts.parameters }, file }, plan);
  // A file of the whole batch lies in no folder that a row would name.
  const name =
    mapped === undefined
      ? printed
      : printed
          .split("/")
          .filter((segment) => segment.trim() !== "")
          .join("/");
  const fault = faultOfName(name);
  if (fault !== undefined) return { state: "failed", parked: true, fault };
  const found = mapped !== undefined ? await store.getStream(key) : await store.get(key);
  // An item may be deleted at any time, and is then not to be copied.
  if (found === undefined)
    return item === undefined ? { state: "failed", parked: true, fault: "the file was removed" } : undefined;
  await copies.write(to, name, "size" in found ? found : found.body, contentType);
  return undefined;
}
