import type { LetterFacts } from "../../report/compose/letter/letter.ts";
import type { Event } from "../event/event.ts";
import { folderOf } from "../event/parse-subject.ts";
import type { DeliverPlan } from "./records/deliver-plan.ts";
import type { HandedItem } from "./records/handover.ts";

/**
 * The facts of an event for letters and names of copies, without links and changes.
 *
 * @param item of a batch, if they are about one
 */
export function factsOf(
  { subject, data }: Event,
  { name, date, parameters = {} }: DeliverPlan,
  item?: Omit<HandedItem, "cells" | "forms">,
): LetterFacts {
  if (item !== undefined)
    return {
      name,
      title: item.title,
      date,
      id: item.id,
      parameters: { ...parameters, ...item.parameters },
      pages: item.pages,
      item: item.name,
      row: item.row,
    };
  const number = (key: string): number | undefined => (typeof data[key] === "number" ? data[key] : undefined);
  return {
    name,
    ...(typeof data["title"] === "string" && { title: data["title"] }),
    date,
    id: subject.id,
    parameters,
    pages: number("pages"),
    rows: number("rows"),
    ready: number("ready"),
    failed: number("failed"),
  };
}

/**
 * The key of the file that a subject made: its PDF. A batch has none of its own, and neither has a batch's edition.
 */
export function fileOf({ subject, data }: Pick<Event, "subject" | "data">): string | undefined {
  if (data["rows"] !== undefined) return undefined;
  return subject.kind === "report" || subject.kind === "edition" ? `${folderOf(subject)}/report.pdf` : undefined;
}
