import { quoteName } from "../../quote.ts";
import type { TimeRole } from "../roles.ts";

/** The columns that rows of readings get. */
export interface MeterColumns {
  /** What was used from one time to the next; and whatever the time between two readings. */
  readonly used: string;
  readonly between: string;
  readonly odd: string;
  readonly left: string;
}

interface Readings {
  /** SQL of the rows, of a reading and of the thing that it is of. */
  readonly rows: string;
  readonly reading: string;
  readonly by: string | undefined;
  readonly time: TimeRole;
  /** Whether readings are those at the beginning of a period: what was used follows them. */
  readonly isBegin: boolean;
}

/** SQL of the value of the nearest row before or behind that has one. */
const beside = (of: string, way: "lag" | "lead"): string => `${way}(${of} IGNORE NULLS) OVER w`;

/**
 * The rows of readings with what was used between them. A reading that both beside it contradict is a slip and left
 * out: it is lower than the one before, or higher than the one after, and these two agree. Of a reading that is lower
 * and stays so, as of a new meter, nobody knows what was used before it.
 */
export function readingsSql({ rows, reading, by, time, isBegin }: Readings, columns: MeterColumns): string {
  const order = `(${by === undefined ? "" : `PARTITION BY ${by} `}ORDER BY ${time.day})`;
  const day = `CASE WHEN meter_kept IS NOT NULL THEN ${time.day}::DATE END`;
  const [from, to] = isBegin
    ? ["meter_kept", beside("meter_kept", "lead")]
    : [beside("meter_kept", "lag"), "meter_kept"];
  const [begun, ended] = isBegin ? [day, beside(day, "lead")] : [beside(day, "lag"), day];
  // What was used in two months is not that of one. Readings on any days are as far apart as they are.
  const isNext = time.regular ? `date_diff('${time.raw}', meter_from, meter_to) <= 1` : "true";
  const names = [columns.used, columns.between, columns.odd, columns.left].map(quoteName);
  return `-- What meters show becomes what was used from one reading to the next. Where that is lower, nobody knows it. A reading
-- that both beside it contradict is left out.
WITH meter_shown AS (
  SELECT *, (${reading})::DOUBLE AS meter_own, ${beside(`(${reading})::DOUBLE`, "lag")} AS meter_before,
    lag((${reading})::DOUBLE, 2 IGNORE NULLS) OVER w AS meter_earlier, ${beside(`(${reading})::DOUBLE`, "lead")} AS meter_after
  FROM ${rows}
  WINDOW w AS ${order}
), meter_read AS (
  SELECT *, CASE WHEN meter_after >= meter_before AND (meter_own > meter_after
    OR (meter_own < meter_before AND (meter_earlier IS NULL OR meter_own < meter_earlier))) THEN NULL ELSE meter_own END AS meter_kept
  FROM meter_shown
), meter_used AS (
  SELECT *, ${beside("meter_kept", "lag")} AS meter_last, ${from} AS meter_low, ${to} AS meter_high, ${begun} AS meter_from, ${ended} AS meter_to
  FROM meter_read
  WINDOW w AS ${order}
)
SELECT * EXCLUDE (meter_own, meter_before, meter_earlier, meter_after, meter_kept, meter_last, meter_low, meter_high, meter_from, meter_to),
  CASE WHEN meter_high >= meter_low AND ${isNext} THEN round(meter_high - meter_low, 6) END AS ${names[0]!},
  CASE WHEN meter_high >= meter_low THEN round(meter_high - meter_low, 6) END AS ${names[1]!},
  coalesce(meter_own IS NOT NULL AND (meter_kept IS NULL OR meter_kept < meter_last), false) AS ${names[2]!},
  meter_own IS NOT NULL AND meter_kept IS NULL AS ${names[3]!}
FROM meter_used`;
}
