import type { LetterFacts } from "../compose/letter/letter.ts";
import type { Event } from "../event/event.ts";
import { folderOf } from "../event/parse-subject.ts";
import type { DeliverPlan } from "./records/deliver-plan.ts";

/** The facts of an event for letters and names of copies, without links and changes. */
export function factsOf({ subject, data }: Event, { name, date, parameters = {} }: DeliverPlan): LetterFacts {
  const number = (key: string): number | undefined => (typeof data[key] === "number" ? data[key] : undefined);
  return {
    name,
    title: typeof data["title"] === "string" ? data["title"] : name,
    date,
    id: subject.id,
    parameters,
    pages: number("pages"),
    rows: number("rows"),
    ready: number("ready"),
    failed: number("failed"),
  };
}

/** The key of the file that a subject made: its PDF. A batch has none of its own. */
export function fileOf({ subject }: Pick<Event, "subject">): string | undefined {
  return subject.kind === "report" || subject.kind === "edition" ? `${folderOf(subject)}/report.pdf` : undefined;
}
