import type { DirectiveKind } from "../../directive.ts";
import { refuseNested } from "../refuse-nested.ts";

export const landscape: DirectiveKind = {
  rule: { forms: ["container"], required: [], attributes: [], queries: [] },
  holdsBlocks: () => true,
  compose: (composition, directive) =>
    refuseNested(composition, directive)
      ? []
      : [{ type: "landscape", children: directive.composeBlocks(directive.children, false) }],
};
