import type { ShownChoice, ShownValue } from "../page-edit/box/shown-chips.ts";
import type { PlacedBlock } from "../places/placed-block.ts";
import type { Finding, TemplateProblem } from "../problems/problem.ts";
import type { DrawnBox, DrawnParts } from "./drawn/drawn.ts";
import type { ResultColumn } from "../query/draft-chart.ts";

export interface PreviewPage {
  /** From 1. */
  readonly number: number;
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** Pages of the same digest look the same. */
  readonly digest: string;
  /** A PDF with this page alone, in base64, if it was asked for. */
  readonly pdf?: string | undefined;
  /** What it shows, if it came as a drawing; a number is a box of its drawing in the preview that this one changes. */
  readonly drawing?: readonly (DrawnBox | number)[] | undefined;
}

export interface PreviewQuery {
  readonly name: string;
  readonly file: string;
  readonly columns: readonly ResultColumn[];
  readonly rows: number;
  readonly ran: boolean;
}

/** What `POST /previews` answers. */
export interface Preview {
  readonly id: string;
  /** `stale`: the files are faulty, and these are the last good pages; `none`: there were none. */
  readonly state: "current" | "stale" | "none";
  readonly problems: readonly TemplateProblem[];
  readonly warnings: readonly TemplateProblem[];
  readonly pages: readonly PreviewPage[];
  /** What the drawings of pages name. */
  readonly drawn?: DrawnParts | undefined;
  readonly blocks: readonly PlacedBlock[];
  /** What the values of the texts print. */
  readonly values: readonly ShownValue[];
  /** Which branches of the conditions in the texts are printed. */
  readonly choices: readonly ShownChoice[];
  readonly queries: readonly PreviewQuery[];
  /** Alias of a dataset → its columns. */
  readonly columns: Readonly<Record<string, readonly ResultColumn[]>>;
  readonly timings: Readonly<Record<string, number>>;
}

/** Problems as errors, then warnings, each once. */
export function findingsOf(problems: readonly TemplateProblem[], warnings: readonly TemplateProblem[]): Finding[] {
  const all: Finding[] = [
    ...problems.map((problem) => ({ ...problem, severity: "error" as const })),
    ...warnings.map((warning) => ({ ...warning, severity: "warning" as const })),
  ];
  return [
    ...new Map(
      all.map((finding) => [JSON.stringify([finding.code, finding.message, finding.where]), finding]),
    ).values(),
  ];
}
