import type { AcceptedRequest } from "../request/report-request.ts";

/** The value of what a report reads by name: `parameters.year`, `report.date`; undefined if it has none. */
export function valueNamed(
  { parameters, date, language, id }: Pick<AcceptedRequest, "parameters" | "date" | "language" | "id">,
  name: string,
): unknown {
  const [group, key = ""] = name.split(".");
  const values = group === "parameters" ? parameters : group === "report" ? { date, language, id } : {};
  return (values as Readonly<Record<string, unknown>>)[key];
}
