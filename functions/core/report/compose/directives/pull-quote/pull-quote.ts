import type { DirectiveKind } from "../../directive.ts";

export const pullQuote: DirectiveKind = {
  rule: { forms: ["container"], required: [], attributes: ["by"], queries: [] },
  holdsBlocks: () => true,
  compose: (_composition, directive) => [
    { type: "pull-quote", children: directive.composeBlocks(directive.children), by: directive.inline("by") },
  ],
};
