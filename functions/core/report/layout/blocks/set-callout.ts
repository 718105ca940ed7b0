import type { Callout } from "../../document/document.ts";
import { plainText } from "../../document/plain-text.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import { calloutInset } from "../inner-width.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { lineSlices, setText } from "../text/set-text.ts";
import type { Frame, Material, Slice } from "../slice.ts";
import { frameMaterial } from "../frame-slices.ts";
import { sealed, stackHeight } from "../stack-slices.ts";

/** Boxes up to this share of a page stay in one piece. */
const keptShare = 0.25;

/** A tinted box with a title, set apart from the text; it may continue over pages. */
export function setCallout(context: LayoutContext, callout: Callout, area: Area): Material[] {
  const { theme, styles } = context;
  const inset = calloutInset(theme);
  const name = plainText(callout.title);
  const element = context.structure.add("Div", area.parent, name === "" ? {} : { title: name });
  const inner: Area = {
    ...area,
    left: area.left + inset,
    width: area.width - 2 * inset,
    parent: element,
    floats: false,
  };
  const title: Slice[] = [];
  if (callout.title.length > 0) {
    const means = context.structure.add("P", element);
    const spans = flattenInlines(context, callout.title, styles.calloutTitle.run, means);
    const lines = setText(context, spans, {
      left: inner.left,
      width: inner.width,
      align: "left",
      balance: true,
      hang: true,
    });
    title.push(...sealed(lineSlices(context, lines, styles.calloutTitle, { together: true })));
  }
  const frame: Frame = { x: area.left, width: area.width, fill: theme.tint, padding: theme.leading * 0.75 };
  const material: Material[] = [
    { kind: "slices", slices: title },
    ...context.setBlocks(context, callout.children, inner),
  ];
  const framed = frameMaterial(material, frame, { before: theme.leading, after: theme.leading });
  return stackHeight(framed) <= context.textHeight * keptShare
    ? [{ kind: "slices", slices: framed.map((part, index) => (index === 0 ? part : { ...part, keep: true })) }]
    : [{ kind: "slices", slices: framed }];
}
