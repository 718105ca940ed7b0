import { ruleBook, type Rule, type RuleCode } from "./rule-book.ts";

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

/** Collects findings; the same rule in many places is one finding. */
export class Findings {
  readonly #places = new Map<RuleCode, { readonly kept: string[]; count: number }>();

  /** @param place where, e.g. `page 3` or `object 12`; consecutive repeats count once */
  add(code: RuleCode, place = ""): void {
    let found = this.#places.get(code);
    if (found === undefined) this.#places.set(code, (found = { kept: [], count: 0 }));
    if (place !== "" && found.kept.includes(place)) return;
    found.count++;
    if (place !== "" && found.kept.length < placesKept) found.kept.push(place);
  }

  /** The findings in the order of the rule book. */
  list(): Finding[] {
    return (Object.entries(ruleBook) as [RuleCode, Rule][]).flatMap(([code, { clauses, checkpoint, broken }]) => {
      const found = this.#places.get(code);
      if (found === undefined) return [];
      const about = checkpoint === undefined ? {} : { checkpoint };
      return { code, clauses, ...about, message: broken, places: found.kept, count: found.count };
    });
  }
}
