import type { Recipe } from "../recipe/recipe.ts";

/** How a dataset is made from others: by one SELECT over them, or by the steps of a recipe over one. */
export type ViewDefinition = {
  /** Alias in the SELECT → name of a dataset, which may be a view. With steps, one. */
  readonly from: Readonly<Record<string, string>>;
} & ({ readonly select: string } | { readonly recipe: Recipe });

/** Bounds of views. */
export const viewLimits = {
  /** Views in a store. */
  views: 500,
  /** Datasets that one view reads. */
  sources: 16,
  /** Views of views of views …, from a view down to stored files. */
  depth: 8,
} as const;

/** The datasets that a view reads, each once, sorted. */
export function sourcesOf({ from }: Pick<ViewDefinition, "from">): readonly string[] {
  return [...new Set(Object.values(from))].sort();
}
