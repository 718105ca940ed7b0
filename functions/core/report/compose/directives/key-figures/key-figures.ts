import type { DirectiveKind } from "../../directive.ts";
import { composeKeyFigures } from "./compose-key-figures.ts";

export const keyFigures: DirectiveKind = {
  rule: {
    forms: ["leaf", "container"],
    required: [],
    attributes: ["data", "where", "label", "value", "note", "format", "target", "change", "good", "trend", "status"],
    queries: ["data"],
  },
  compose: composeKeyFigures,
};
