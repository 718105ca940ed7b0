import { captionAttributes, type DirectiveKind } from "../../directive.ts";
import { checkColumns } from "./check-columns.ts";
import { composeTable } from "./compose-table.ts";

export const table: DirectiveKind = {
  rule: {
    forms: ["leaf", "container"],
    required: [],
    attributes: [
      "data",
      "where",
      "columns",
      "group",
      "sort",
      "style",
      "total",
      "rows",
      "value",
      "totals",
      "subtotals",
      "missing",
      "width",
      "density",
      "size",
      ...captionAttributes,
    ],
    queries: ["data"],
  },
  lint: (attributes, columns, where) => ({ errors: checkColumns(attributes, columns, where) }),
  compose: composeTable,
};
