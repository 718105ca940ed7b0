import type { Heading } from "../../document/document.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import { numberedWords } from "../text/numbered-words.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import type { StructureRole } from "../page.ts";
import { lineSlices, setText } from "../text/set-text.ts";
import { sealed } from "../stack-slices.ts";
import type { Slice } from "../slice.ts";
import type { LineStyle } from "../styles.ts";

/**
 * A heading, kept with what follows. Its structure role counts only the levels present, so that none is skipped (ISO
 * 14289-1, 7.4.2), whatever level the author wrote.
 */
export function setHeading(context: LayoutContext, heading: Heading, area: Area): Slice[] {
  const { styles, theme } = context;
  const half = theme.leading / 2;
  const { level, id } = heading;
  const style = styles.headings[level - 1] as LineStyle;
  const levels = context.headingLevels;
  while (levels.length > 0 && (levels.at(-1) as number) >= level) levels.pop();
  levels.push(level);
  const means = context.structure.add(`H${levels.length}` as StructureRole, area.parent);
  const spans = flattenInlines(context, numberedWords(context, heading), style.run, means);
  const lines = setText(context, spans, {
    left: area.left,
    width: area.width,
    align: "left",
    balance: true,
    hang: true,
  });
  const before = level === 1 ? half : level === 2 ? theme.leading * 1.5 : theme.leading;
  const slices = lineSlices(context, lines, style, { together: true, before, after: level <= 2 ? half : 0 });
  return sealed(
    slices.map((line, index) =>
      index > 0
        ? line
        : {
            ...line,
            heading: level,
            boxes: [{ kind: "destination", name: id, x: area.left, y: -half }, ...line.boxes],
          },
    ),
  );
}
