import type { DraftTable } from "../draft.ts";
import { readLabel } from "../names/read-label.ts";
import { quoteName } from "../quote.ts";
import type { ColumnLook } from "./look-at-columns.ts";
import type { MissingCode } from "./missing-codes.ts";

/** Names and units of sizes, levels and temperatures, which lie near each other: no amount, no price, no time. */
const sizeName =
  /\b(height|width|depth|length|diameter|girth|circumference|dbh|(body|birth) (weight|mass)|stage|gauge|water level|temperature|temp|pressure|ph)\b|höhe|breite|tiefe|länge|durchmesser|umfang|(körper|geburts)gewicht|wasserstand|pegel|temperatur|luftdruck|身高|体重|高度|宽度|深度|长度|直径|胸径|水位|温度|气温|气压/iu;
const sizeUnit = /^(mm|cm|dm|m|in|inch(es)?|ft|feet|°[cf]|℃|hpa|mbar|bar|ml|cl)$/i;
const noSize =
  /\b(price|cost|sales|revenue|distance|travel(l)?ed|total|count|per|stay|service|calls?|session|queue|wait|track|film|video|song|route|trip|pipe|cable|depth of)\b|preis|kosten|umsatz|strecke|dauer|价|额|数量|时长|里程/iu;

/** Fewest values from which one stands out, and how many times the next it must be. */
const [fewestValues, muchMore] = [20, 3];

/**
 * Values of sizes that are more than three times the next, once, and that are a usual one with its decimal point
 * elsewhere: 514.0 cm beside 153.2 and many of 51. No report ranks such a value before it has been looked at.
 */
export async function findDoubtful(
  { ask }: Pick<DraftTable, "ask">,
  looks: readonly ColumnLook[],
  source: string,
): Promise<readonly MissingCode[]> {
  const suspects = looks.filter((look) => isSize(look) && look.values >= fewestValues && look.high > 0);
  if (suspects.length === 0) return [];
  const rows = await ask(
    suspects
      .map(({ name }, at) => {
        const value = `${quoteName(name)}::DOUBLE`;
        const values = `(SELECT ${value} AS v FROM ${source} WHERE ${value} > 0)`;
        return `SELECT ${at} AS at, top, n, low, high, (SELECT count(*) FROM ${values} WHERE v = top) AS tops, (SELECT max(v) FROM ${values} WHERE v < top) AS next
FROM (SELECT max(v) AS top, count(*) AS n, quantile_cont(v, 0.02) AS low, quantile_cont(v, 0.98) AS high FROM ${values})`;
      })
      .join("\nUNION ALL\n"),
  );
  return rows.flatMap((row) => {
    const number = (name: string): number => Number(row[name] ?? Number.NaN);
    const [top, next, low, high] = [number("top"), number("next"), number("low"), number("high")];
    const isSlip = [10, 100, 1000].some((times) => top / times >= low && top / times <= high);
    const isDoubtful = number("tops") === 1 && number("n") >= fewestValues && top > muchMore * next && isSlip;
    return isDoubtful ? [{ column: suspects[number("at")]!.name, code: top, rows: 1, doubtful: true as const }] : [];
  });
}

function isSize({ name, unit }: ColumnLook): boolean {
  const read = readLabel(name);
  const of = name.replaceAll("_", " ");
  return !noSize.test(of) && (sizeName.test(of) || sizeUnit.test((unit ?? read.unit).trim()));
}
