import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import type { MemberRole, Roles } from "../../roles/roles.ts";
import { allMeasures } from "../all-measures.ts";
import { columnsApart } from "../groups/columns-apart.ts";
import { dividingColumns } from "../groups/dividing-columns.ts";
import type { RecommendRole } from "./recommend-role.ts";

/** Fewest answers that have a score, and most columns that divide it. */
const [fewest, mostGroups] = [20, 3];
/** The scale of the question, and the lowest highest answer by which it is one to 10 and not one to 5 or 7. */
const [lowest, highest, nearHighest] = [0, 10, 9];

/** Names of the question. */
const question =
  /how likely.*(recommend|refer)|likel(y|ihood) (are you )?to (recommend|refer)|would you recommend|willing(ness)? to recommend|net promoter|^nps([ _-]?(score|answer|response|rating))?$|weiterempfehl|wahrscheinlich.*empfehl|推荐.*(可能|意愿|程度)|(可能|愿意|意愿).*推荐|^nps(评分|得分|打分)?$/i;

/** Names of what people wrote. */
const remark =
  /comment|remark|feedback|reason|verbatim|kommentar|bemerkung|anmerkung|grund|begründung|评论|备注|意见|原因|反馈/i;

/** The columns that do not only say again on which side an answer is: promoter, passive, detractor. */
async function withoutSides(
  { ask }: DraftTable,
  source: string,
  value: string,
  tried: readonly MemberRole[],
): Promise<readonly MemberRole[]> {
  if (tried.length === 0) return [];
  const side = `CASE WHEN ${value} >= 9 THEN 1 WHEN ${value} <= 6 THEN -1 ELSE 0 END`;
  const parts = tried.map(
    (member, at) =>
      `SELECT ${at} AS place, max(sides) AS most FROM (SELECT count(DISTINCT ${side}) AS sides FROM ${source} WHERE ${value} IS NOT NULL AND ${member.value} IS NOT NULL GROUP BY ${member.value})`,
  );
  const found = await ask(`${parts.join(" UNION ALL ")} ORDER BY place`);
  return tried.filter((_, at) => Number(found[at]?.["most"] ?? 0) > 1);
}

const isScale = ({ whole, low, high, values }: ColumnLook): boolean =>
  whole && low >= lowest && high <= highest && high >= nearHighest && values >= fewest;

/** The answers to that question, if a column has them. */
export async function findRecommend(
  table: DraftTable,
  source: string,
  roles: Roles,
): Promise<RecommendRole | undefined> {
  const { selector, survey, long, looks } = roles;
  if (selector !== undefined || survey !== undefined || long?.turned === true) return undefined;
  const measure = allMeasures(roles, table.rows).find(({ column }) => {
    const look = looks.find(({ name }) => name === column);
    return look !== undefined && question.test(column.trim().replaceAll("_", " ")) && isScale(look);
  });
  if (measure === undefined) return undefined;
  const tried = dividingColumns(roles, [measure.column]).filter(({ column }) => !remark.test(column));
  const dividing = await withoutSides(table, source, measure.value, tried);
  return { measure, groups: await columnsApart(table, source, measure.value, dividing, mostGroups) };
}
