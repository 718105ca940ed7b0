import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName, quoteText } from "../../quote.ts";
import type { MeasureRole, Roles } from "../../roles/roles.ts";
import { flagWeight, plainState, readYesNo } from "../outcome/state-words.ts";
import type { RateRole } from "./rate-role.ts";

/** Names of how many there are of each combination. */
const countName =
  /^(freq|frq|freqs|frequency|frequencies|n|cnt|counts?|number|cases|people|persons|students|patients|applicants|(absolute )?häufigkeit|anzahl|effectifs?|nombre|频数|频次|人数|次数|件数)\.?$/i;

/** States that people ask for, of two that there are; the first that a column has. */
const asked: readonly RegExp[] = [
  /^(admitted|accepted|approved|granted|pass(ed)?|survived|won|hired|promoted|cured|improved|recovered|success(ful)?|zugelassen|angenommen|bewilligt|bestanden|überlebt|geheilt|录取|通过|存活|治愈|合格)$/,
  /^(died|dead|deceased|infected|ill|sick|case|cases|positive|fail(ed)?|relapsed?|defect(ive)?|gestorben|verstorben|krank|positiv|死亡|患病|阳性)$/,
];

/** Fewest counted in all of which a share says something. */
const fewestCounted = 40;

/**
 * The share of those that a table counts by how it ended for them: `Admitted` and `Rejected` by department and sex,
 * with how many there are of each. Each combination has one row.
 */
export async function rateOfStates({ ask }: DraftTable, source: string, roles: Roles): Promise<RateRole | undefined> {
  const { measures, members, looks, time, summed } = roles;
  const counts = measures.filter(({ column, adds, whole }) => column !== "*" && adds && whole === true);
  const [count] = counts;
  if (!summed || time !== undefined || counts.length !== 1 || !countName.test(count!.column.trim())) return undefined;
  const found = looks.flatMap((look) => stateOf(look) ?? [])[0];
  const others = members.filter(({ column }) => column !== found?.column);
  if (found === undefined || others.length === 0) return undefined;
  const columns = [quoteName(found.column), ...others.map(({ value }) => value)];
  const [row = {}] = await ask(
    `SELECT count(*) AS rows, count(DISTINCT (${columns.join(", ")})) AS cells, sum(${count!.value}) AS counted, min(${count!.value}) AS least FROM ${source} WHERE ${count!.value} IS NOT NULL`,
  );
  if (Number(row["rows"]) !== Number(row["cells"]) || Number(row["least"] ?? -1) < 0) return undefined;
  if (Number(row["counted"] ?? 0) < fewestCounted) return undefined;
  const above: MeasureRole = {
    ...count!,
    label: found.label,
    value: `CASE WHEN ${found.ended} THEN ${count!.value} ELSE 0 END`,
  };
  return {
    column: undefined,
    label: found.label,
    times: 100,
    unit: "%",
    above,
    below: count!,
    decimals: 1,
    leads: true,
    beside: [],
    without: found.column,
  };
}

/** What a column of two states tells, if it is one of those that people ask for. */
function stateOf({
  name,
  type,
  texts,
  distinct,
}: ColumnLook): { readonly column: string; readonly label: string; readonly ended: string } | undefined {
  if (type !== "text" || distinct !== 2 || texts.length !== 2) return undefined;
  const column = `trim(${quoteName(name)})`;
  const answers = readYesNo(texts);
  if (answers !== undefined) {
    const { weight, isUsual } = flagWeight(name);
    const yes = answers.yes[0]!;
    return weight === 0 || isUsual
      ? undefined
      : { column: name, label: readLabel(name).label, ended: `${column} = ${quoteText(yes.trim())}` };
  }
  const text = asked.map((state) => texts.find((one) => state.test(plainState(one)))).find((one) => one !== undefined);
  if (text === undefined) return undefined;
  return { column: name, label: readLabel(text.trim()).label, ended: `${column} = ${quoteText(text.trim())}` };
}
