import type { ChartKind } from "../../locale/chart-words.ts";
import type { DrawnData } from "./drawn-data.ts";
import { type Spec, specs } from "../spec.ts";

type Field = DrawnData["fields"][number];

/** The kind of a chart and the roles of its fields. */
export interface ChartShape {
  readonly kind: ChartKind;
  /** The measure, if any. */
  readonly value: Field | undefined;
  /** The dimension of the measure: a time, a category, another measure. */
  readonly place: Field | undefined;
  readonly series: Field | undefined;
  readonly facets: readonly Field[];
}

/** Determines a chart's kind and the roles of its fields from the marks of a Vega spec. */
export function readShape(spec: Spec, { fields }: DrawnData): ChartShape {
  const marks = markTypes(spec);
  const used = (use: Field["uses"][number]): Field | undefined => fields.find(({ uses }) => uses.includes(use));
  const [x, y, angle] = [used("x"), used("y"), used("angle")];
  const coloured = fields.find(({ uses, measure }) => measure && uses.includes("color"));
  const facets = fields.filter(({ uses }) => uses.includes("facet"));
  const shape = (kind: ChartKind, value: Field | undefined, place: Field | undefined): ChartShape => {
    const series = fields.find(
      (field) =>
        field !== place &&
        field !== value &&
        !field.measure &&
        !facets.includes(field) &&
        (field.uses.includes("series") || field.uses.includes("color")),
    );
    const layered = value?.stacked === true && series !== undefined;
    return {
      kind: layered && kind === "bar" ? "stackedBar" : layered && kind === "area" ? "stackedArea" : kind,
      value,
      place,
      series,
      facets,
    };
  };
  if (marks.has("shape"))
    return shape(
      "map",
      coloured ?? fields.find(({ uses, measure }) => measure && uses.includes("size")),
      used("region"),
    );
  if (marks.has("arc") && angle !== undefined)
    return shape(
      "pie",
      angle,
      fields.find((field) => field.uses.includes("color") && !field.measure),
    );
  const [value, place] = y?.measure === true ? [y, x] : x?.measure === true ? [x, y] : [undefined, x ?? y];
  const kind = kindOf(marks);
  if (value === undefined)
    return kind === "bar" && coloured !== undefined ? shape("heatmap", coloured, x) : shape(kind, coloured, place);
  if (kind !== "points" || place?.measure !== true) return shape(kind, value, place);
  return shape("scatter", value, place);
}

function kindOf(marks: ReadonlySet<string>): ChartKind {
  if (marks.has("line") || marks.has("trail")) return "line";
  if (marks.has("area")) return "area";
  if (marks.has("rect")) return "bar";
  return marks.has("symbol") ? "points" : "chart";
}

/** Types of the marks that draw data. */
export function markTypes(group: Spec): ReadonlySet<string> {
  return new Set(
    specs(group["marks"]).flatMap((mark) => (mark["type"] === "group" ? [...markTypes(mark)] : [String(mark["type"])])),
  );
}
