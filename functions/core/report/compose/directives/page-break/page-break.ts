import type { DirectiveKind } from "../../directive.ts";
import { refuseNested } from "../refuse-nested.ts";
import { composePageBreak } from "./compose-page-break.ts";

export const pageBreak: DirectiveKind = {
  rule: { forms: ["leaf"], required: [], attributes: ["numbers", "start"], queries: [] },
  compose: (composition, directive) =>
    refuseNested(composition, directive) ? [] : [composePageBreak(composition, directive)],
};
