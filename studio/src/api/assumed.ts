import type { components } from "../../../functions/client/schema.ts";
import { type AnsweredQuestion, type Answers, measureOf, menuOf } from "../assumed/answer.ts";

/** Something that a draft assumed, and where its template says so. */
export interface Assumption {
  readonly text: string;
  readonly file: string;
  /** From 1, when the draft was kept. */
  readonly line: number;
  /** The text of that line, by which it is found when lines above it have changed. */
  readonly shown: string;
  /** What can be answered otherwise. */
  readonly question?: AnsweredQuestion | undefined;
  /** What the measure is called that the question is of. */
  readonly measure?: string | undefined;
}

/** What a kept draft assumed, and of what and with which answers it was made. */
export interface Assumed {
  readonly assumed: readonly Assumption[];
  /** Absent of one that was kept by an earlier release: then nothing can be answered otherwise. */
  readonly made?:
    | {
        /** `name@version` */
        readonly dataset: string;
        readonly answers: Answers;
        /** Key of the measure that the report is about. */
        readonly about: string;
      }
    | undefined;
}

type Draft = components["schemas"]["Draft"];

const nothing: Assumed = { assumed: [] };

/*
 * What a draft assumed is of interest to the person who keeps it, until they have looked through it. It is no part of
 * the template, so it stays in this browser.
 */
const prefix = "broadsheet-assumed ";

/** What a draft assumed that was made with some answers. */
export function assumedOf({ assumed, files, questions, dataset }: Draft, answers: Answers): Assumed {
  const about = questions.find(({ name }) => name === "about");
  return {
    assumed: assumed.map(({ text, file, line, question }) => {
      const menu = menuOf(question);
      const shown = (files[file] ?? "").split("\n")[line - 1] ?? "";
      return { text, file, line, shown, question: menu, measure: menu && measureOf(menu, about) };
    }),
    made: { dataset: `${dataset.name}@${dataset.version}`, answers, about: String(about?.chosen) },
  };
}

/** Keeps what a draft assumed, for the template that it has become. */
export function keepAssumed(name: string, assumed: Assumed): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(assumed));
  } catch {
    // Without storage, or room in it, the template opens without them; the page of the draft has told them.
  }
}

/** What the draft of a template assumed; empty if it was none, or somebody has looked through it. */
export function readAssumed(name: string): Assumed {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + name) ?? "null");
    if (Array.isArray(kept)) return { assumed: kept as Assumption[] };
    return isAssumed(kept) ? kept : nothing;
  } catch {
    return nothing;
  }
}

function isAssumed(kept: unknown): kept is Assumed {
  return typeof kept === "object" && kept !== null && "assumed" in kept && Array.isArray(kept.assumed);
}

/** Forgets them. */
export function forgetAssumed(name: string): void {
  try {
    localStorage.removeItem(prefix + name);
  } catch {
    // Without storage nothing was kept.
  }
}

/** The line that an assumption is about in a text as it is now: of equal lines the nearest, else where it was. */
export function lineOf({ line, shown }: Pick<Assumption, "line" | "shown">, text: string): number {
  const lines = text.split("\n");
  const equal = lines.flatMap((one, index) => (one === shown ? [index + 1] : []));
  const nearest = equal.toSorted((a, b) => Math.abs(a - line) - Math.abs(b - line))[0];
  return nearest ?? Math.min(line, lines.length);
}
