import type { LayoutContext } from "./layout-context.ts";

/** A context for measuring only: nothing set in it has an effect. */
export function asideOf(context: LayoutContext): LayoutContext {
  return {
    ...context,
    structure: { elements: [], add: (_role, parent) => parent, takeBack: () => undefined },
    references: new Set(context.references),
    marked: new Set(context.marked),
    headingLevels: [...context.headingLevels],
    tally: { ...context.tally },
    warn: () => undefined,
  };
}
