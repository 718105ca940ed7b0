import type { Warning } from "../../../errors.ts";
import type { ChartSettings } from "../chart-settings.ts";
import type { UnmatchedRegions } from "../dataflow/chart-inputs.ts";
import { nearMatch } from "../../../near-match.ts";

/** Most values named in a message. */
const shown = 10;

/** The warning for values in the data that match no region of the map, with the regions that were probably meant. */
export function warnOfRegions(
  { field, values, regions }: UnmatchedRegions,
  chart: string,
  where: ChartSettings["where"],
): Warning {
  const listed = values
    .slice(0, shown)
    .map((value) => `"${value}"`)
    .join(", ");
  const more = values.length > shown ? ` and ${values.length - shown} more` : "";
  const meant = values.slice(0, shown).flatMap((value) => {
    const match = regionMeant(value, regions);
    return match === undefined ? [] : [`"${match}" for "${value}"`];
  });
  return {
    code: "unmatched-regions",
    message: `Chart "${chart}": ${values.length} ${values.length === 1 ? "value of the data matches" : "values of the data match"} no region of the map${field === "" ? "" : `, matched by "${field}"`}: ${listed}${more}`,
    where: { ...where, name: chart },
    seen: values,
    ...(meant.length > 0 && { hint: `did you mean ${meant.join(", ")}?` }),
  };
}

/** Codes lose their leading zeros if they are read as numbers. */
function regionMeant(value: string, regions: readonly string[]): string | undefined {
  if (/^\d+$/.test(value)) return regions.find((region) => /^\d+$/.test(region) && Number(region) === Number(value));
  const within = regions.find(
    (region) => region.length > 3 && value.length > 3 && region.toLowerCase().startsWith(value.toLowerCase()),
  );
  return nearMatch(value, regions) ?? within;
}
