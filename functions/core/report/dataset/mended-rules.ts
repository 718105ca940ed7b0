/** Revision of this reader; a profile that names none was made by the first. */
export const readerRevision = 2;

interface MendedRule {
  /**
   * The reader's revisions that mended it, in order; the last is since when it is as it is now. One is only ever added:
   * versions that an earlier reader stored keep the revision of their reader in their hash.
   */
  readonly revisions: readonly [number, ...number[]];
  /** Formats of the files that may meet it. */
  readonly formats: readonly string[];
}

const texts = ["csv", "tsv", "json", "ndjson"] as const;
const delimited = ["csv", "tsv"] as const;
const tables = [...delimited, "xlsx"] as const;

/**
 * Rules of reading by which some bytes that an earlier reader stored give another table or other warnings. A rule that
 * only reads what was refused before, or refuses what was read, is not here: no version of such bytes has to differ.
 */
export const rules = {
  "several-frames": { revisions: [2], formats: texts },
  "windows-punctuation": { revisions: [2], formats: texts },
  "iso-2022-jp": { revisions: [2], formats: texts },
  "header-in-doubt": { revisions: [2], formats: tables },
  "notes-below": { revisions: [2], formats: delimited },
  "moved-day": { revisions: [2], formats: [...texts, "xlsx"] },
  "workbook-values": { revisions: [2], formats: ["xlsx"] },
  "hidden-cells": { revisions: [2], formats: ["xlsx"] },
  "mixed-column": { revisions: [2], formats: ["xlsx"] },
  "repeated-name": { revisions: [2], formats: ["parquet"] },
  "empty-text": { revisions: [2], formats: ["json", "ndjson", "parquet"] },
} as const satisfies Readonly<Record<string, MendedRule>>;

export type MendedRuleName = keyof typeof rules;

/**
 * The rules that a file meets, each with its revision, for the hash of its version; undefined if it meets none.
 *
 * @param reader revision of the reader that met them
 */
export function revisionsOf(
  met: readonly MendedRuleName[],
  reader: number,
): Readonly<Record<string, number>> | undefined {
  if (met.length === 0) return undefined;
  const revisionOf = (name: MendedRuleName): number => {
    const { revisions }: MendedRule = rules[name];
    return revisions.findLast((revision) => revision <= reader) ?? revisions[0];
  };
  return Object.fromEntries(met.map((name) => [name, revisionOf(name)]));
}

function since({ revisions }: MendedRule): number {
  return revisions.at(-1)!;
}

/** The last revision since which a profile's bytes may be read differently; undefined if none is later than its own. */
export function laterRevision({
  reader = 1,
  format,
}: {
  readonly reader?: number;
  readonly format: string;
}): number | undefined {
  const later = Object.values<MendedRule>(rules).filter(
    (rule) => since(rule) > reader && rule.formats.includes(format),
  );
  return later.length === 0 ? undefined : Math.max(...later.map(since));
}
