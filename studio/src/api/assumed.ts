import type { components } from "../../../functions/client/schema.ts";

/** Something that a draft assumed, and where its template says so. */
export interface Assumption {
  readonly text: string;
  readonly file: string;
  /** From 1, when the draft was kept. */
  readonly line: number;
  /** The text of that line, by which it is found when lines above it have changed. */
  readonly shown: string;
}

/*
 * What a draft assumed is of interest to the person who keeps it, until they have looked through it. It is no part of
 * the template, so it stays in this browser.
 */
const prefix = "broadsheet-assumed ";

/** Keeps what a draft assumed, for the template that it has become. */
export function keepAssumed(name: string, { assumed, files }: components["schemas"]["Draft"]): void {
  const found = assumed.map(({ text, file, line }) => ({
    text,
    file,
    line,
    shown: (files[file] ?? "").split("\n")[line - 1] ?? "",
  }));
  try {
    localStorage.setItem(prefix + name, JSON.stringify(found));
  } catch {
    // Without storage, or room in it, the template opens without them; the page of the draft has told them.
  }
}

/** What the draft of a template assumed; empty if it was none, or somebody has looked through it. */
export function readAssumed(name: string): readonly Assumption[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + name) ?? "[]");
    return Array.isArray(kept) ? (kept as Assumption[]) : [];
  } catch {
    return [];
  }
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
