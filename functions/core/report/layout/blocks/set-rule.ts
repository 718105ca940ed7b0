import type { Area, LayoutContext } from "../layout-context.ts";
import { slice, type Slice } from "../slice.ts";

/** A hairline across the text, with a line's space around. */
export function setRule(context: LayoutContext, area: Area): Slice {
  const { theme } = context;
  const y = theme.leading / 2;
  return slice(
    {
      height: theme.leading,
      boxes: [
        {
          kind: "line",
          means: "layout",
          x1: area.left,
          x2: area.left + area.width,
          y1: y,
          y2: y,
          color: theme.rule,
          width: 0.5,
        },
      ],
    },
    { before: theme.leading / 2, after: theme.leading / 2 },
  );
}
