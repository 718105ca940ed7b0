/** A standard whose rules are checked. */
export type Standard = "ISO 14289-1" | "ISO 14289-2" | "ISO 19005-3" | "ISO 19005-4";

/** A rule that is checked. */
export interface Rule {
  /** Clauses that state it, each with its standard: `ISO 14289-1, 7.3`. */
  readonly clauses: readonly string[];
  /** Failure condition of the Matterhorn Protocol 1.1, which is about PDF/UA-1. */
  readonly checkpoint?: string | undefined;
  /** What is wrong if it is broken, as one sentence. */
  readonly broken: string;
}

/** How the tables of rules shorten the names of standards. */
const short: Readonly<Record<string, Standard>> = {
  UA: "ISO 14289-1",
  UA2: "ISO 14289-2",
  A: "ISO 19005-3",
  A4: "ISO 19005-4",
};

/** Reads `UA 7.1; A 6.1.2; ISO 32000-1, 8.4` as clauses. */
export function clauseList(clauses: string): readonly string[] {
  return clauses
    .split("; ")
    .filter((clause) => clause !== "")
    .map((clause) => clause.replace(/^(UA2?|A4?) /, (_, standard: string) => `${short[standard]!}, `));
}

/** The standard that a clause is of, if its rules are checked. */
export function standardOf(clause: string): Standard | undefined {
  return Object.values(short).find((standard) => clause.startsWith(`${standard}, `));
}
