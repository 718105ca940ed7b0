/** Revision of this reader; a profile that names none was made by the first. */
export const readerRevision = 2;

interface MendedRule {
  /** The reader's revision since which the rule is as it is now. */
  readonly since: number;
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
const rules = {
  "windows-punctuation": { since: 2, formats: texts },
  "iso-2022-jp": { since: 2, formats: texts },
  "header-in-doubt": { since: 2, formats: tables },
  "notes-below": { since: 2, formats: delimited },
  "moved-day": { since: 2, formats: [...texts, "xlsx"] },
  "workbook-values": { since: 2, formats: ["xlsx"] },
  "hidden-cells": { since: 2, formats: ["xlsx"] },
  "mixed-column": { since: 2, formats: ["xlsx"] },
  "repeated-name": { since: 2, formats: ["parquet"] },
  "empty-text": { since: 2, formats: ["json", "ndjson", "parquet"] },
} as const satisfies Readonly<Record<string, MendedRule>>;

export type MendedRuleName = keyof typeof rules;

/** The rules that a file meets, each with its revision, for the hash of its version; undefined if it meets none. */
export function revisionsOf(met: readonly MendedRuleName[]): Readonly<Record<string, number>> | undefined {
  return met.length === 0 ? undefined : Object.fromEntries(met.map((name) => [name, rules[name].since]));
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
    ({ since, formats }) => since > reader && formats.includes(format),
  );
  return later.length === 0 ? undefined : Math.max(...later.map(({ since }) => since));
}
