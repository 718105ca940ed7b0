import type { ImageDifference } from "../../core/service/review/compare-images.ts";
import type { Difference } from "../../core/service/review/difference.ts";
import type { PageImage } from "../../core/ports.ts";

/** Two sides, compared in every case. */
export interface Comparison {
  readonly before: string;
  readonly after: string;
  readonly cases: readonly ComparedCase[];
}

export interface ComparedCase {
  readonly name: string;
  readonly differences: readonly Difference[];
  /** Pages that look different, from 1. */
  readonly pages: readonly ComparedPage[];
}

export interface ComparedPage extends Partial<ImageDifference> {
  readonly page: number;
  /** Absent: this side has no such page. */
  readonly before?: PageImage | undefined;
  readonly after?: PageImage | undefined;
}

/** Whether nothing differs in any case. */
export function isSame({ cases }: Comparison): boolean {
  return cases.every(({ differences, pages }) => differences.length === 0 && pages.length === 0);
}
