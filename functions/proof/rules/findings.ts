import { clausesOf, ruleBook, type RuleCode } from "./rule-book.ts";
import type { Rule, Standard } from "./rule.ts";

/** A rule that a file breaks. */
export interface Finding {
  readonly code: RuleCode;
  /** E.g. `ISO 14289-1, 7.3`. */
  readonly clauses: readonly string[];
  /** Checkpoint of the Matterhorn Protocol 1.1, e.g. `13-004`. */
  readonly checkpoint?: string | undefined;
  /** The fault, as one sentence. */
  readonly message: string;
  /** The first few places: page, object, name. */
  readonly places: readonly string[];
  /** Number of places. */
  readonly count: number;
}

/** Most places reported for one rule. */
const placesKept = 5;

/** Collects findings against some standards; the same rule in many places is one finding. */
export class Findings {
  readonly #standards: ReadonlySet<Standard>;
  readonly #places = new Map<RuleCode, { readonly kept: string[]; count: number }>();

  constructor(standards: ReadonlySet<Standard>) {
    this.#standards = standards;
  }

  /** @param place where, e.g. `page 3` or `object 12`; consecutive repeats count once */
  add(code: RuleCode, place = ""): void {
    let found = this.#places.get(code);
    if (found === undefined) this.#places.set(code, (found = { kept: [], count: 0 }));
    if (place !== "" && found.kept.includes(place)) return;
    found.count++;
    if (place !== "" && found.kept.length < placesKept) found.kept.push(place);
  }

  /** The findings in the order of the rule book, but for rules that the standards do not have. */
  list(): Finding[] {
    return (Object.entries(ruleBook) as [RuleCode, Rule][]).flatMap(([code, { checkpoint, broken }]) => {
      const found = this.#places.get(code);
      const clauses = clausesOf(code, this.#standards);
      if (found === undefined || clauses.length === 0) return [];
      const about = checkpoint === undefined || !this.#standards.has("ISO 14289-1") ? {} : { checkpoint };
      return { code, clauses, ...about, message: broken, places: found.kept, count: found.count };
    });
  }
}
