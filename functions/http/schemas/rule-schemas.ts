import { signs } from "../../core/report/document/comparison.ts";
import { objectOf, text } from "./schema-parts.ts";

/** Conditions on a row, as menus have them. */
export const conditions = {
  type: "array",
  maxItems: 20,
  items: objectOf(
    {
      sign: { ...text, enum: [...signs] },
      with: {
        type: "array",
        maxItems: 100,
        items: {
          type: "object",
          properties: {
            text: { ...text, maxLength: 500, description: "Written between quotation marks." },
            word: {
              ...text,
              maxLength: 500,
              description: "Written without: a number, `true`, `false`, a column of the query or, in `where`, a text.",
            },
          },
          additionalProperties: false,
          minProperties: 1,
          maxProperties: 1,
        },
        description: "One value to compare with, one or more for `in`, none for `is missing`.",
      },
    },
    {
      column: {
        ...text,
        maxLength: 500,
        description: "Of the query; absent: the column that has the rule, or the value of a key figure.",
      },
    },
  ),
} as const;

/** Rules of cells or key figures. */
export const rules = {
  type: "array",
  maxItems: 20,
  items: objectOf(
    { tone: { ...text, enum: ["good", "watch", "bad"] }, conditions: { ...conditions, minItems: 1 } },
    { words: { ...text, maxLength: 200, description: "What is said; absent: the conditions." } },
  ),
} as const;
