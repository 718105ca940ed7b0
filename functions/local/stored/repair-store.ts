import { BroadsheetError } from "../../core/errors.ts";
import type { Finding, RepairWorld } from "./finding.ts";

/** What came of a repair. */
export interface Repaired {
  readonly key: string;
  /** In words; absent if it failed. */
  readonly done?: string;
  /** Why it failed, as the end of a sentence. */
  readonly failed?: string;
}

/**
 * Makes damaged and lost objects again, one after the other: inputs first, since PDFs are rendered from them. A repair
 * that fails leaves the others to be made.
 */
export async function* repairStore(findings: readonly Finding[], world: RepairWorld): AsyncGenerator<Repaired> {
  for (const { key, repair } of findings.toSorted((a, b) => rank(a) - rank(b))) {
    if (repair === undefined) continue;
    try {
      const done = await repair.run(world);
      yield done === undefined ? { key, failed: "nothing in the store gives the same bytes" } : { key, done };
    } catch (error) {
      if (!(error instanceof BroadsheetError)) throw error;
      yield { key, failed: error.message };
    }
  }
}

function rank({ key }: Finding): number {
  return /^(?:datasets|templates)\//.test(key) ? 0 : 1;
}
