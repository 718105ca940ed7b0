import { addFault, type DirectiveKind } from "../../directive.ts";

/** One of the columns inside `columns`, which composes it. */
export const column: DirectiveKind = {
  rule: { forms: ["container"], required: [], attributes: [], queries: [] },
  holdsBlocks: () => true,
  compose: (composition, directive) => {
    addFault(composition, directive, {
      code: "stray-column",
      message: "column must be inside columns",
      hint: "put it between ::::columns and ::::",
    });
    return [];
  },
};
