import type { components } from "../../../functions/client/schema.ts";

export type Changes = components["schemas"]["Changes"];
type Edition = components["schemas"]["Edition"];

/** What a key figure was in an edition. */
export interface FigurePoint {
  readonly edition: Pick<Edition, "id" | "instant">;
  /** As it is printed, such as `30.1%`. */
  readonly text: string;
  /** Absent if no number can be read. */
  readonly value?: number;
}

/**
 * The key figures that have moved, edition by edition. The changes name what moved from one edition to the next; what
 * did not move is what it was.
 *
 * @param editions newest first, each with its changes; one that was not compared, as it has none, ends the series
 * @returns label → points, oldest first
 */
export function figureSeries(
  editions: readonly {
    readonly edition: Pick<Edition, "id" | "instant" | "language">;
    readonly changes: Changes | undefined;
  }[],
): ReadonlyMap<string, readonly FigurePoint[]> {
  const present = new Map<string, string>();
  const found = new Map<string, FigurePoint[]>();
  const labels = new Set(editions.flatMap(({ changes }) => changes?.keyFigures.first.map(({ label }) => label) ?? []));
  // Backwards in time: before its first change from here on, a figure is what that change left.
  for (const label of labels) {
    const latest = editions.find(({ changes }) => changes?.keyFigures.first.some((figure) => figure.label === label));
    const after = latest?.changes?.keyFigures.first.find((figure) => figure.label === label)?.after;
    if (after !== undefined) present.set(label, after);
    found.set(label, []);
  }
  for (const { edition, changes } of editions) {
    for (const label of labels) {
      const text = present.get(label);
      if (text !== undefined) found.get(label)!.unshift({ edition, text, ...valued(text, edition.language) });
    }
    if (changes?.before === undefined || changes.unknown !== undefined) break;
    for (const { label, before } of changes.keyFigures.first) {
      if (before === undefined) present.delete(label);
      else present.set(label, before);
    }
  }
  return found;
}

function valued(text: string, language: string | undefined): { readonly value?: number } {
  const value = readNumber(text, language ?? "en");
  return value === undefined ? {} : { value };
}

/** The number of a printed figure: `1,234.5 million`, `−4,4 %`. */
export function readNumber(text: string, language: string): number | undefined {
  const decimal =
    new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === "decimal")?.value ?? ".";
  const printed = /[-−+]?\d[\d.,'’ \u00a0\u202f]*/.exec(text)?.[0];
  if (printed === undefined) return undefined;
  const digits = printed
    .replace("−", "-")
    .split("")
    .filter((sign) => /[\d-]/.test(sign) || sign === decimal)
    .join("")
    .replace(decimal, ".");
  const number = Number(digits);
  return Number.isFinite(number) ? number : undefined;
}
