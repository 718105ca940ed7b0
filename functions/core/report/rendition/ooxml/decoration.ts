import { element, type Markup } from "../markup.ts";

const decorative = "http://schemas.microsoft.com/office/drawing/2017/decorative";

/** Says that a picture without alternative text is decoration, as Office marks it. */
export function decoration(): Markup {
  return element(
    "a:extLst",
    {},
    element(
      "a:ext",
      { uri: "{C183D7F6-B498-43B3-948B-1728B52AA6E4}" },
      element("adec:decorative", { "xmlns:adec": decorative, val: 1 }),
    ),
  );
}
