import type { Grain } from "../draft.ts";
import { hasNothing } from "./members-in-period.ts";
import { otherGroups } from "./other-groups.ts";
import { memberAxis, axisPattern, type Files, type Plan, spec } from "./parts.ts";

const number = ",.10~g";

/** The charts of a report on values over time. */
export function writeTimeCharts(files: Files, plan: Plan): void {
  const { roles } = plan;
  files.set("charts/course.vl.json", spec(courseSpec(plan)));
  if (roles.members.length > 0) {
    files.set(
      "charts/ranking.vl.json",
      spec(
        rankingSpec(
          roles.members.every(({ ordered }) => ordered),
          hasNothing(plan),
        ),
      ),
    );
    files.set("charts/panels.vl.json", spec(panelsSpec(plan)));
  }
  if (otherGroups(plan).length > 0) files.set("charts/divided.vl.json", spec(rankingSpec(false)));
  if (plan.seasonal) files.set("charts/seasons.vl.json", spec(seasonsSpec(roles.time!.grain)));
}

function courseSpec({ roles, language }: Plan): unknown {
  const axis = { title: null, format: axisPattern(roles.time!.grain, language), tickCount: 6, grid: false };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    height: 130,
    encoding: {
      x: { field: "period", type: "temporal", axis },
      y: {
        field: "value",
        type: "quantitative",
        scale: { zero: false },
        axis: { title: null, format: number, tickCount: 5 },
      },
    },
    layer: [
      { mark: "line" },
      {
        // The last value, and those between two breaks of the line.
        transform: [
          {
            window: [
              { op: "lead", field: "value", as: "next" },
              { op: "lag", field: "value", as: "previous" },
              { op: "lead", field: "period", as: "later" },
            ],
          },
          {
            filter:
              "isValid(datum.value) && !isValid(datum.next) && (!isValid(datum.later) || !isValid(datum.previous))",
          },
        ],
        mark: { type: "point", filled: true, size: 28 },
      },
    ],
  };
}

/**
 * Bars of all, up to twenty of them, or of the first fifteen; in the order of their own, of the first forty.
 *
 * @param hasRest whether the query says how many members there are, and which row is what names none: it is shown, too
 */
export function rankingSpec(ordered: boolean, hasRest = false): unknown {
  const shown = ordered ? "datum.place <= 40" : `datum.${hasRest ? "members" : "all"} <= 20 || datum.place <= 15`;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    transform: [
      { window: [{ op: "row_number", as: "place" }] },
      { joinaggregate: [{ op: "count", as: "all" }] },
      { filter: hasRest ? `${shown} || datum.is_rest` : shown },
    ],
    height: { step: 15 },
    mark: "bar",
    encoding: {
      y: memberAxis,
      x: { field: "value", type: "quantitative", axis: { title: null, format: number, tickCount: 5 } },
    },
  };
}

/** Span of a course below which its years alone do not tell its months apart, ms. */
const oneYearOnly = 800 * 86_400_000;

/** A pattern of periods for small panels, where two months with whole years would touch. */
const narrow = (pattern: string): string => pattern.replace("%Y年", "%y年").replace("%Y", "’%y");

function panelsSpec({ roles, language }: Plan): unknown {
  const { grain, first, last } = roles.time!;
  const isShort = grain !== "year" && grain !== "quarter" && Date.parse(last) - Date.parse(first) < oneYearOnly;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    facet: { field: "member", type: "nominal", title: null, header: { labelAnchor: "start" } },
    columns: 4,
    spec: {
      width: 88,
      height: 52,
      mark: { type: "line", strokeWidth: 1.2 },
      encoding: {
        x: {
          field: "period",
          type: "temporal",
          axis: {
            title: null,
            format: isShort ? narrow(axisPattern(grain, language)) : "%Y",
            tickCount: 2,
            grid: false,
          },
        },
        y: {
          field: "value",
          type: "quantitative",
          scale: { zero: false },
          axis: { title: null, format: number, tickCount: 3 },
        },
      },
    },
    // An axis below each: below a last row that is not full, shared ones would stand alone.
    resolve: { scale: { y: "independent" }, axis: { x: "independent" } },
  };
}

function seasonsSpec(grain: Grain): unknown {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    height: 95,
    mark: "line",
    encoding: {
      x: {
        field: "place",
        type: "temporal",
        axis: {
          title: null,
          format: grain === "quarter" ? "Q%q" : "%b",
          tickCount: grain === "quarter" ? 4 : 12,
          grid: false,
        },
      },
      y: {
        field: "value",
        type: "quantitative",
        scale: { zero: false },
        axis: { title: null, format: number, tickCount: 5 },
      },
      detail: { field: "year", type: "nominal" },
      color: {
        field: "kind",
        type: "nominal",
        legend: null,
        scale: { domain: ["earlier", "before", "now"], range: ["#c4c4c8", "#3c3c40", "#a6142e"] },
      },
    },
  };
}
