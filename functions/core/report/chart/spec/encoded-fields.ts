import { datumFields } from "./datum-fields.ts";
import type { Vega } from "../vega.ts";
import { isSpec, type Spec, specs } from "../spec.ts";
import { type declaredTitles, titleText } from "./declared-titles.ts";

/**
 * How a field is shown: `series` separates lines, `facet` separates panels, `extent` is the far end of a mark that
 * begins at `x` or `y`, `region` names the regions of a map.
 */
export type FieldUse = "facet" | "series" | "x" | "y" | "extent" | "angle" | "color" | "size" | "region";

/** A field that a mark shows. */
export interface EncodedField {
  readonly name: string;
  /** Whether it is on a time scale, as milliseconds since the epoch. */
  readonly date: boolean;
  /** Whether it is on a scale of numbers. */
  readonly measure: boolean;
  /** Title of its axis, legend or channel. */
  readonly title?: string | undefined;
  readonly uses: readonly FieldUse[];
  /** Whether its values are stacked. */
  readonly stacked: boolean;
  /** Whether its axis shows shares as percentages. */
  readonly percent: boolean;
}

/** Channels that do not show data, or repeat it for screen readers. */
const silent = new Set([
  "description",
  "ariaRole",
  "ariaRoleDescription",
  "aria",
  "cursor",
  "tooltip",
  "href",
  "zindex",
  "key",
  "defined",
  "shape",
]);

/** Quantitative scale types. */
const measures = new Set(["linear", "log", "pow", "sqrt", "symlog"]);

/** Column order of a table: position, value, then appearance. */
const order = [
  "groupby",
  "xc",
  "x",
  "x2",
  "yc",
  "y",
  "y2",
  "theta",
  "startAngle",
  "endAngle",
  "stroke",
  "fill",
  "text",
];

/**
 * The fields that each mark of a Vega spec encodes, by mark name. Facets count as encoded. The ends of a stack count as
 * the stacked field, places on a map as longitude and latitude.
 *
 * @param declared the titles of the Vega-Lite spec that was compiled
 */
export function encodedFields(
  vega: Vega,
  spec: Spec,
  declared: ReturnType<typeof declaredTitles>,
): ReadonlyMap<string, readonly EncodedField[]> {
  const survey = new Survey(vega);
  survey.visit(spec);
  const reader = new FieldReader(vega, survey, declared);
  reader.visit(spec, []);
  return reader.found;
}

/** What the groups of a spec say of fields and scales. */
class Survey {
  /** End of a stack → the stacked field. */
  readonly stacked = new Map<string, string>();
  /** Place on a map → longitude or latitude. */
  readonly placed = new Map<string, string>();
  readonly scaleTypes = new Map<string, string>();
  readonly titles = new Map<string, string>();
  /** Scales whose axes show percent. */
  readonly percents = new Set<string>();
  readonly #vega: Vega;

  constructor(vega: Vega) {
    this.#vega = vega;
  }

  visit(group: Spec): void {
    for (const data of specs(group["data"]))
      for (const transform of specs(data["transform"])) {
        noteStack(transform, this.stacked);
        notePlace(this.#vega, transform, this.placed);
      }
    for (const { name, type } of specs(group["scales"])) this.scaleTypes.set(String(name), String(type ?? "linear"));
    for (const axis of specs(group["axes"])) this.#noteAxis(axis);
    // A legend names the meaning of colour or size; an axis of the same scale is more specific.
    for (const { title, ...scales } of specs(group["legends"])) {
      const text = titleText(title);
      for (const scale of Object.values(scales))
        if (typeof scale === "string" && text !== undefined && !this.titles.has(scale)) this.titles.set(scale, text);
    }
    for (const mark of specs(group["marks"])) if (mark["type"] === "group") this.visit(mark);
  }

  #noteAxis({ scale, title, format, encode }: Spec): void {
    const text = titleText(title);
    if (text !== undefined) this.titles.set(String(scale), text);
    if (String(format ?? "").endsWith("%") || /"format\([^"]*%['"]/.test(JSON.stringify(encode ?? "")))
      this.percents.add(String(scale));
  }
}

class FieldReader {
  readonly found = new Map<string, readonly EncodedField[]>();
  readonly #vega: Vega;
  readonly #survey: Survey;
  readonly #declared: ReturnType<typeof declaredTitles>;
  /** Fields by which charts are divided into panels. */
  readonly #panels = new Set<string>();

  constructor(vega: Vega, survey: Survey, declared: ReturnType<typeof declaredTitles>) {
    this.#vega = vega;
    this.#survey = survey;
    this.#declared = declared;
  }

  visit(group: Spec, facets: readonly string[]): void {
    for (const mark of specs(group["marks"])) {
      const from = isSpec(mark["from"]) ? mark["from"] : {};
      const facet = isSpec(from["facet"]) ? from["facet"] : {};
      const grouping = [facet["groupby"]].flat().filter((field) => typeof field === "string");
      const inner = [...facets, ...grouping];
      if (mark["style"] === "cell" || specs(mark["axes"]).length > 0)
        for (const field of grouping) this.#panels.add(field);
      if (mark["type"] === "group") this.visit(mark, inner);
      else if (mark["from"] !== undefined) this.found.set(String(mark["name"]), this.#fieldsOf(mark, inner));
    }
  }

  #fieldsOf(mark: Spec, facets: readonly string[]): readonly EncodedField[] {
    const fields = new Map<string, Seen>();
    for (const facet of facets) this.#note(fields, facet, "groupby");
    for (const set of Object.values(isSpec(mark["encode"]) ? mark["encode"] : {})) {
      for (const [channel, rules] of Object.entries(isSpec(set) ? set : {})) {
        if (silent.has(channel)) continue;
        for (const rule of Array.isArray(rules) ? specs(rules) : isSpec(rules) ? [rules] : []) {
          if (typeof rule["field"] === "string") this.#note(fields, rule["field"], channel, rule["scale"]);
          if (typeof rule["signal"] === "string")
            for (const field of datumFields(this.#vega, rule["signal"])) this.#note(fields, field, channel);
        }
      }
    }
    return [...fields]
      .toSorted(([, a], [, b]) => a.rank - b.rank)
      .map(([name, { date, measure, title, uses, stacked, percent }]) => ({
        name,
        date,
        measure,
        uses,
        stacked,
        percent,
        title: this.#declared(name, title),
      }));
  }

  /** Notes that a channel encodes a field. */
  #note(fields: Map<string, Seen>, field: string, channel: string, scale?: unknown): void {
    const { stacked, placed, scaleTypes, titles, percents } = this.#survey;
    const name = stacked.get(field) ?? placed.get(field) ?? field.replaceAll("\\", "");
    const rank = order.includes(channel) ? order.indexOf(channel) : order.length;
    const known = fields.get(name);
    const type = scaleTypes.get(String(scale)) ?? "";
    fields.set(name, {
      rank: Math.min(rank, known?.rank ?? rank),
      date: type === "utc" || known?.date === true,
      measure: measures.has(type) || known?.measure === true,
      title: known?.title ?? titles.get(String(scale)),
      uses: [...(known?.uses ?? []), ...useOf(channel, this.#panels.has(field))],
      stacked: known?.stacked === true || stacked.has(field),
      percent: known?.percent === true || percents.has(String(scale)),
    });
  }
}

interface Seen extends Omit<EncodedField, "name" | "title"> {
  readonly rank: number;
  readonly title: string | undefined;
}

const uses: Readonly<Record<string, FieldUse>> = {
  xc: "x",
  x: "x",
  yc: "y",
  y: "y",
  x2: "extent",
  y2: "extent",
  theta: "angle",
  startAngle: "angle",
  endAngle: "angle",
  fill: "color",
  stroke: "color",
  size: "size",
};

function useOf(channel: string, panel: boolean): readonly FieldUse[] {
  const use = channel === "groupby" ? (panel ? "facet" : "series") : uses[channel];
  return use === undefined ? [] : [use];
}

function noteStack(transform: Spec, stacked: Map<string, string>): void {
  if (transform["type"] !== "stack" || typeof transform["field"] !== "string") return;
  const as = Array.isArray(transform["as"]) ? (transform["as"] as readonly unknown[]) : ["y0", "y1"];
  for (const end of as) if (typeof end === "string") stacked.set(end, transform["field"].replaceAll("\\", ""));
}

/** Output field of `geopoint` → the fields of longitude and latitude. */
function notePlace(vega: Vega, transform: Spec, placed: Map<string, string>): void {
  if (transform["type"] !== "geopoint") return;
  const [fields, as] = [[transform["fields"]].flat(), [transform["as"] ?? ["x", "y"]].flat()];
  for (const [index, field] of fields.entries()) {
    const expression = isSpec(field) ? (field["expr"] ?? field["signal"]) : undefined;
    const name =
      typeof field === "string" ? field : typeof expression === "string" ? datumFields(vega, expression)[0] : undefined;
    if (name !== undefined && typeof as[index] === "string") placed.set(as[index], name.replaceAll("\\", ""));
  }
}
