import type { DirectiveKind } from "../../directive.ts";
import { composeColumns } from "./compose-columns.ts";

export const columns: DirectiveKind = {
  rule: { forms: ["container"], required: [], attributes: ["widths", "count"], queries: [] },
  compose: composeColumns,
};
