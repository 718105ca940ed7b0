import type { ChartNote } from "./edited-chart.ts";

/** A note that is being written. */
export interface Written {
  readonly mark: ChartNote["mark"];
  readonly axis: "x" | "y" | undefined;
  readonly at: string;
  readonly to: string;
  readonly group: string;
  /** Empty: all panels. */
  readonly panel: string;
  readonly text: string;
}

/** The values of a column by their texts: a note stands at the value itself. */
export type Values = ReadonlyMap<string, string | number | boolean>;

interface RowValues {
  readonly places: Values;
  /** Undefined if a note names no group. */
  readonly groups: Values | undefined;
  /** Undefined if there are none. */
  readonly panels: Values | undefined;
}

export const nothing: Written = { mark: "line", axis: undefined, at: "", to: "", group: "", panel: "", text: "" };

/** Whether nobody has written anything of it. */
export function isEmpty({ at, to, text }: Written): boolean {
  return at.trim() === "" && to.trim() === "" && text.trim() === "";
}

/** Whether it can be added. */
export function isWhole({ mark, at, to, group, text }: Written, needsGroup: boolean): boolean {
  if (needsGroup && group === "") return false;
  return at.trim() !== "" && (mark !== "range" || to.trim() !== "") && (mark !== "point" || text.trim() !== "");
}

/** The note as it is added. @param type of the axis that it stands on */
export function noteOf(
  { mark, at, to, group, panel, text }: Written,
  axis: "x" | "y",
  type: string,
  { places, groups, panels }: RowValues,
): ChartNote {
  const [first, last] = [at, to].map((value) => (type === "quantitative" ? Number(value) : value)) as [string, string];
  if (mark === "line") return { mark, axis, at: first, text };
  if (mark === "range") return { mark, axis, from: first, to: last, text };
  const place = type === "quantitative" ? first : (places.get(at) ?? at);
  return {
    mark,
    at: place,
    ...(groups !== undefined && { group: groups.get(group) ?? group }),
    ...(panel !== "" && { panel: panels?.get(panel) ?? panel }),
    text,
  };
}
