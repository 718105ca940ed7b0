import type { DirectiveKind } from "../../directive.ts";
import { refuseNested } from "../refuse-nested.ts";

export const appendix: DirectiveKind = {
  rule: { forms: ["leaf"], required: [], attributes: [], queries: [] },
  compose: (composition, directive) => {
    if (!refuseNested(composition, directive)) composition.sections.beginAppendices();
    return [];
  },
};
