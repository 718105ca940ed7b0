import type { DirectiveKind } from "../../directive.ts";
import { composeColumns } from "./compose-columns.ts";

export const columns: DirectiveKind = {
  rule: { forms: ["container"], required: [], attributes: ["widths", "count"], queries: [] },
  // Without a number of text columns it holds `column` alone.
  holdsBlocks: ({ count }) => count !== undefined,
  compose: composeColumns,
};
