import type { MeasureRole } from "../../roles/roles.ts";

/** SQL of a measure's value in the scale in which it is printed. */
export const printedSql = ({ value, scale }: MeasureRole): string =>
  `(${value})::DOUBLE${scale === 1 ? "" : scale < 1 ? ` * ${Math.round(1 / scale)}` : ` / ${scale}`}`;
