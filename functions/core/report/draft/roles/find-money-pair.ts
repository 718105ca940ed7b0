import type { DraftTable } from "../draft.ts";
import type { ColumnLook } from "../look/look-at-columns.ts";
import { quoteName } from "../quote.ts";
import { measureOf } from "./measures/measure-of.ts";
import type { MeasureRole } from "./roles.ts";

const isNumber = ({ type }: Pick<ColumnLook, "type">): boolean => type === "integer" || type === "number";

const inName =
  /^(credits?|paid in|money in|deposits?|receipts?|income|cash in|inflow|haben|gutschrift|einnahmen?|einzahlung|贷方|收入|存入|入账)(?!\p{L})/iu;
const outName =
  /^(debits?|paid out|money out|withdrawals?|payments?|expenses?|cash out|outflow|soll|lastschrift|ausgaben?|auszahlung|借方|支出|取出|出账)(?!\p{L})/iu;
const restName = /balance|saldo|余额/i;

/** Share of the rows of which at most one of the two columns has an amount. */
const mostly = 0.95;

/**
 * The measures of a table with one column of what came in and one of what went out, of which each row has one: what is
 * left, and both. What an account holds after each row is no measure beside them.
 */
export async function findMoneyPair(
  { ask }: DraftTable,
  source: string,
  looks: readonly ColumnLook[],
  measures: readonly MeasureRole[],
): Promise<readonly MeasureRole[] | undefined> {
  const keys = new Set(["net"]);
  const named = (pattern: RegExp): MeasureRole | undefined => {
    const look = looks.find(({ name, type, negative }) => isNumber({ type }) && !negative && pattern.test(name.trim()));
    return look && measureOf(look, { context: "", isAlone: false, isMean: true, keys });
  };
  const [came, went] = [named(inName), named(outName)];
  if (came === undefined || went === undefined || came.column === went.column) return undefined;
  const [incoming, outgoing] = [came, went].map(({ column }) => `coalesce(${quoteName(column)}::DOUBLE, 0)`) as [
    string,
    string,
  ];
  const [row = {}] = await ask(
    `SELECT avg((${incoming} = 0 OR ${outgoing} = 0)::INTEGER) AS single, avg((${incoming} = 0)::INTEGER) AS without FROM ${source}`,
  );
  if (Number(row["single"]) < mostly || Number(row["without"]) === 0) return undefined;
  const decimals = Math.min(came.decimals, went.decimals);
  const net: MeasureRole = {
    ...came,
    key: "net",
    column: came.column,
    label: "Net",
    called: "net",
    value: `(${incoming} - ${outgoing})`,
    adds: true,
    surely: true,
    kind: "amount",
    decimals,
  };
  const both = [came, went].map((one): MeasureRole => ({
    ...one,
    adds: true,
    surely: true,
    kind: "percent",
    decimals,
  }));
  const others = measures.filter(
    (one) => one.column !== came.column && one.column !== went.column && !restName.test(one.column),
  );
  return [net, ...both, ...others.filter(({ adds }) => adds)];
}
