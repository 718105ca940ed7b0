import type { DirectiveKind } from "../../directive.ts";

export const callout: DirectiveKind = {
  rule: { forms: ["container"], required: [], attributes: ["title"], queries: [] },
  holdsBlocks: () => true,
  compose: (_composition, directive) => {
    const label = directive.label();
    const title = label.length > 0 ? label : directive.inline("title");
    return [{ type: "callout", title, children: directive.composeBlocks(directive.children) }];
  },
};
