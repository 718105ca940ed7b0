import { durationName } from "../../names/duration-name.ts";
import type { Roles } from "../../roles/roles.ts";

/** The roles of records in groups with how long they took before what else is measured of them. */
export function durationFirst(roles: Roles): Roles {
  const { story, measures } = roles;
  const found = measures.find(({ column }) => durationName.test(column.replace(/[_-]+/g, " ")));
  if (story !== "groups" || found === undefined || found === measures[0]) return roles;
  return { ...roles, measures: [found, ...measures.filter((one) => one !== found)] };
}
