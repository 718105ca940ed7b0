import { BroadsheetError, type Problem } from "../../../../functions/core/errors.ts";
import { compareLines } from "../../../../functions/core/service/review/compare-lines.ts";
import type { Difference } from "../../../../functions/core/service/review/difference.ts";
import { compareMade } from "../../../../functions/local/diff/compare-sides.ts";
import type { Side } from "../../../../functions/local/diff/side.ts";
import type { Mutant } from "./mutate-template.ts";
import type { Original } from "./open-originals.ts";

/**
 * How a mutant ended:
 *
 * - `refused`: it is an error that says what is wrong, and where
 * - `shown`: a report says something else, or a chart is drawn otherwise; the number, text or chart is named
 * - `page`: a page looks different and says the same; the page is named
 * - `declared`: no report differs, but a setting of `template.yaml` does, and is named
 * - `missed`: a report's file differs, and nothing more is said of it
 * - `same`: no report differs in any case, and no setting
 */
export type Verdict = "refused" | "shown" | "page" | "declared" | "missed" | "same";

/** The verdict, and why. */
export type Judgement = readonly [verdict: Verdict, why: string];

/** Compares a mutant with its original as `broadsheet diff` does, until a case differs. */
export async function judgeMutant({ side, made, open }: Original, { path, files }: Mutant): Promise<Judgement> {
  let mutant: Side;
  try {
    mutant = await open(files);
  } catch (error) {
    if (error instanceof BroadsheetError && !error.transient) return refusal(error.problems);
    throw error;
  }
  const chinese = /\bzh\b/.test(path);
  let missed: string | undefined;
  // Cases in the language of the changed file first.
  for (const [wanted, before] of made.toSorted(
    ([a], [b]) =>
      Number((b.parameters["language"] === "zh") === chinese) - Number((a.parameters["language"] === "zh") === chinese),
  )) {
    const after = await mutant.make(wanted);
    if ("problems" in after && !("problems" in before)) return refusal(after.problems);
    const { differences, pages } = await compareMade(before, after);
    const named = differences.find(isNamed);
    if (named !== undefined) return ["shown", `${wanted.name}: ${named.place}`];
    if (pages.length > 0) return ["page", `${wanted.name}: page ${pages[0]!.page}`];
    if (differences.length > 0) missed ??= `${wanted.name}: ${differences.map(({ place }) => place).join(", ")}`;
  }
  const [declared] = compareLines(side.declared, mutant.declared);
  if (missed !== undefined) return ["missed", missed];
  return declared === undefined ? ["same", ""] : ["declared", declared.place];
}

/** More than that some part of the file differs: what stood there, or what stands there now. */
function isNamed({ kind, place, before, after }: Difference): boolean {
  return kind !== "file" && place !== "" && (before ?? after ?? "") !== "";
}

function refusal(problems: readonly Problem[]): Judgement {
  const says = problems.length > 0 && problems.every(({ message, where }) => message !== "" && where !== undefined);
  return [says ? "refused" : "missed", problems.map(({ message }) => message).join("; ")];
}
