import type { components } from "../../../../../functions/client/schema.ts";

/** A chart as `POST /edits` describes it. */
export type EditedChart = NonNullable<components["schemas"]["EditedBlock"]["chart"]>;
export type ChartKind = EditedChart["kind"];
export type ChartAxis = EditedChart["x"];
export type ChartNote = EditedChart["notes"][number];
/** One change of a chart. */
export type ChartChange = NonNullable<NonNullable<components["schemas"]["EditRequest"]["edit"]>["change"]>;
/** Why a chart can be edited only as text. */
export type FreeReason = NonNullable<components["schemas"]["EditedBlock"]["free"]>;
