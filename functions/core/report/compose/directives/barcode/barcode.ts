import { symbologies } from "../../../picture/barcode/symbologies.ts";
import { captionAttributes, type DirectiveKind } from "../../directive.ts";
import { checkName } from "../../known-names.ts";
import { composeBarcode } from "./compose-barcode.ts";

export const barcode: DirectiveKind = {
  rule: {
    forms: ["leaf"],
    required: ["type", "value"],
    attributes: ["type", "value", "level", "text", ...captionAttributes, "alt", "caption", "width", "align"],
    queries: [],
  },
  check: ({ type }, _known, where) => checkName("barcode type", type, Object.keys(symbologies), where, "there is"),
  compose: composeBarcode,
};
