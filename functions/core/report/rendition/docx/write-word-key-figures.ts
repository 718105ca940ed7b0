import type { KeyFigures } from "../../document/document.ts";
import { element, join, type Markup, nothing } from "../markup.ts";
import type { Setting } from "./word-context.ts";
import { styleId } from "./word-styles.ts";
import { line } from "./write-captions.ts";
import { bareParagraph, flushMark, paragraph } from "./write-paragraph.ts";
import { run } from "./write-runs.ts";

/** Most key figures side by side. */
const mostBeside = 4;

/** Large values with their labels, side by side. */
export function writeWordKeyFigures(setting: Setting, { items }: KeyFigures): Markup {
  const before = flushMark(setting);
  if (items.length === 0) return before;
  const columns = Math.min(mostBeside, items.length);
  const room = setting.width - setting.indent;
  const width = Math.floor(room / columns);
  const inside: Setting = { ...setting, indent: 0, boxed: false };
  const rows: Markup[] = [];
  for (let first = 0; first < items.length; first += columns) {
    const beside = items.slice(first, first + columns);
    rows.push(
      element(
        "w:tr",
        {},
        element("w:trPr", {}, element("w:cantSplit", {})),
        ...Array.from({ length: columns }, (_, at) =>
          element(
            "w:tc",
            {},
            element("w:tcPr", {}, element("w:tcW", { "w:w": width, "w:type": "dxa" })),
            writeItem(inside, beside[at]),
          ),
        ),
      ),
    );
  }
  const table = element(
    "w:tbl",
    {},
    element(
      "w:tblPr",
      {},
      element("w:tblStyle", { "w:val": styleId("Report key figures") }),
      setting.context.rightToLeft ? element("w:bidiVisual", {}) : nothing,
      element("w:tblW", { "w:w": width * columns, "w:type": "dxa" }),
      setting.indent === 0 ? nothing : element("w:tblInd", { "w:w": setting.indent, "w:type": "dxa" }),
      element("w:tblLayout", { "w:type": "fixed" }),
    ),
    element("w:tblGrid", {}, ...Array.from({ length: columns }, () => element("w:gridCol", { "w:w": width }))),
    ...rows,
  );
  return join([before, table, bareParagraph(inside, "Report gap")]);
}

function writeItem(setting: Setting, item: KeyFigures["items"][number] | undefined): Markup {
  if (item === undefined) return bareParagraph(setting, "Report gap");
  const { value, label, trend, status, change, target, note } = item;
  const lines = [
    line(setting, "Report key value", value),
    line(setting, "Report key label", label),
    paragraph(setting, "Report key trend", run(trend?.alt ?? "")),
    line(setting, "Report key standing", status?.children ?? []),
    line(setting, "Report key standing", change?.children ?? []),
    line(setting, "Report key standing", target?.children ?? []),
    line(setting, "Report key note", note),
  ];
  // A cell has at least one paragraph.
  return lines.every(({ markup }) => markup === "") ? bareParagraph(setting, "Report gap") : join(lines);
}
