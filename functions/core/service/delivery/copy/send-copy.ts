import type { LetterFacts } from "../../../report/compose/letter/letter.ts";
import { BroadsheetError, corruptObject } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import { mediaTypes, renditionFile, type RenditionForm } from "../../../rendition-form.ts";
import { folderOf } from "../../event/parse-subject.ts";
import type { Event } from "../../event/event.ts";
import type { CopyPlace, ObjectStore } from "../../../ports.ts";
import type { Sender, Sent } from "../delivery-world.ts";
import { factsOf, fileOf } from "../facts-of.ts";
import type { Brought } from "../gather-renditions.ts";
import { type DeliverPlan, readDeliverPlan } from "../records/deliver-plan.ts";
import type { CopyTask, RenditionTask } from "../records/delivery.ts";
import { bringForms, type HandedItem, type Handovers } from "../records/handover.ts";
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
  /** Of another form: that of its PDF. */
  readonly file: string;
  readonly contentType: string;
  readonly item?: HandedItem;
  /** Of another form than PDF: its copy has the name of the PDF's copy, with its own ending. */
  readonly form?: RenditionForm;
  readonly sha256?: string;
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
        const found =
          task.kind === "rendition"
            ? await formsToCopy(task, event, plan, brought, world)
            : { sources: await sourcesOf(task, event, plan, world), missing: [] };
        const { sources, missing } = found;
        if (sources === undefined) return { state: "failed", parked: true, fault: "the delivery has no file" };
        for (let first = 0; first < sources.length; first += abreast) {
          const sent = await Promise.all(
            sources.slice(first, first + abreast).map((source) => copy(source, task, event, plan, world)),
          );
          const fault = sent.find((one) => one !== undefined);
          if (fault !== undefined) return fault;
        }
        return missing.length === 0 ? { state: "delivered" } : lacking(missing);
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

/** What a delivery copies in another form than PDF, and what of it is not there. */
async function formsToCopy(
  { form, page }: RenditionTask,
  event: Event,
  { name, date }: DeliverPlan,
  brought: Brought,
  { handovers }: CopyWorld,
): Promise<{ readonly sources: readonly Source[] | undefined; readonly missing: Brought["missing"] }> {
  const sourceOf = ({ key, sha256: hash }: Brought["files"][number], file: string, item?: HandedItem): Source => ({
    key,
    file,
    contentType: mediaTypes[form],
    form,
    sha256: hash,
    ...(item && { item }),
  });
  if (page === undefined) {
    const { files, missing } = brought;
    return {
      sources:
        files.length + missing.length === 0 ? undefined : files.map((one) => sourceOf(one, `${name}-${date}.pdf`)),
      missing,
    };
  }
  const handover = await handovers.find(event.subject);
  if (handover === undefined) return { sources: undefined, missing: [] };
  const items = (await handovers.itemsOf(handover, page)).map((item) => ({ item, ...bringForms(item, [form]) }));
  return {
    sources: items.flatMap(({ item, files }) => files.map((one) => sourceOf(one, `${item.name}.pdf`, item))),
    missing: items.flatMap(({ item, missing }) =>
      missing.map(({ fault, final }) => ({ fault: `row ${item.row}: ${fault}`, final })),
    ),
  };
}

/** The result of a delivery that lacks files; all others have been copied. */
function lacking(missing: Brought["missing"]): Sent {
  const fault = missing.map((one) => one.fault).join("; ");
  return { state: "failed", fault: fault.slice(0, 300), parked: missing.every(({ final }) => final) };
}

/** @returns what went wrong, if it cannot be mended by another try */
async function copy(
  { key, file, contentType, item, form, sha256: hash, mapped }: Source,
  { to, name: text }: CopyTask | RenditionTask,
  event: Event,
  plan: DeliverPlan,
  { store, copies, line }: CopyWorld,
): Promise<Sent | undefined> {
  const facts = factsOf(event, plan, item);
  const none = Object.fromEntries((mapped ?? []).map((parameter) => [parameter, null]));
  const printed = line(text, { ...facts, parameters: { ...none, ...facts.parameters }, file }, plan);
  // A file of the whole batch lies in no folder that a row would name.
  const pdf =
    mapped === undefined
      ? printed
      : printed
          .split("/")
          .filter((segment) => segment.trim() !== "")
          .join("/");
  const name = form === undefined ? pdf : renditionFile(pdf, form);
  const fault = faultOfName(pdf) ?? faultOfName(name);
  if (fault !== undefined) return { state: "failed", parked: true, fault };
  const found = mapped !== undefined ? await store.getStream(key) : await store.get(key);
  // An item may be deleted at any time, and is then not to be copied.
  if (found === undefined)
    return item === undefined ? { state: "failed", parked: true, fault: "the file was removed" } : undefined;
  if (hash !== undefined && !("size" in found) && sha256(found.body) !== hash)
    throw corruptObject(key, "its content has another hash than was recorded");
  await copies.write(to, name, "size" in found ? found : found.body, contentType);
  return undefined;
}
