import type { Ending, Event, EventSubject } from "./event.ts";
import { endings, sequenceOf } from "./event.ts";

/** Members of an outcome that its event repeats, if they are there. */
const repeated = [
  "title",
  "pages",
  "bytes",
  "sha256",
  "final",
  "version",
  "rows",
  "ready",
  "failed",
  "dataset",
  "since",
  "freshness",
  "repeated",
] as const;

/** Most problems that an event lists. */
const mostProblems = 5;

/**
 * Makes the event of an outcome: how its subject ended, the facts of a ready one, the reasons of one that failed or was
 * refused (code and message, at most five).
 *
 * @param outcome the stored record, of whatever kind
 * @returns `undefined` if the record names no end or no time
 */
export function describeOutcome(subject: EventSubject, outcome: Readonly<Record<string, unknown>>): Event | undefined {
  const ending = outcome["state"] === "stored" ? "ready" : (outcome["state"] as Ending);
  const time = outcome["finished"];
  if (!endings.includes(ending) || typeof time !== "number" || !Number.isFinite(time)) return undefined;
  const { kind, id, generation } = subject;
  const facts = repeated
    .filter((name) => ["string", "number", "boolean"].includes(typeof outcome[name]))
    .map((name) => [name, outcome[name]] as const);
  return {
    id: `${kind}/${id}/${generation}/${ending}`,
    type: `${kind}.${ending}`,
    time,
    sequence: sequenceOf(generation, ending),
    subject,
    data: { ...Object.fromEntries(facts), ...((ending === "failed" || ending === "refused") && failureOf(outcome)) },
  };
}

function failureOf({ kind, problems }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const listed = Array.isArray(problems) ? (problems as readonly Readonly<Record<string, unknown>>[]) : [];
  return { failure: { kind, problems: listed.slice(0, mostProblems).map(({ code, message }) => ({ code, message })) } };
}
