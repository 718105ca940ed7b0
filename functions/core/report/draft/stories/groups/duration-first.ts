import type { Roles } from "../../roles/roles.ts";

/** Names of how long something took or how late it was, which the records of a table are kept for. */
const durationName =
  /^(?!.*\b(rate|cost|price|per|opening|working)\b).*(\b(wait(ing)?|durations?|delays?|overruns?|lead time|turn ?around( time)?|cycle time|response time|handling time|processing time|resolution( time| days| hours)?|length of stay|los|downtime|tat)\b|\b(days|hours|minutes|mins) (to|late|open|overdue|waited|taken)\b|wartezeit|dauer|verspätung|verzug|bearbeitungszeit|durchlaufzeit|liegezeit|lieferzeit|verweildauer|时长|用时|耗时|等待|延误|延迟|逾期天数|处理时间|住院天数)/i;

/** The roles of records in groups with how long they took before what else is measured of them. */
export function durationFirst(roles: Roles): Roles {
  const { story, measures } = roles;
  const found = measures.find(({ column }) => durationName.test(column.replace(/[_-]+/g, " ")));
  if (story !== "groups" || found === undefined || found === measures[0]) return roles;
  return { ...roles, measures: [found, ...measures.filter((one) => one !== found)] };
}
