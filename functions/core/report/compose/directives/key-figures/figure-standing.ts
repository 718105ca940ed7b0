import { Decimal, isNumeric } from "../../../../decimal.ts";
import { hintNearMatch } from "../../../../near-match.ts";
import type { FigureStanding } from "../../../document/document.ts";
import { plainText } from "../../../document/plain-text.ts";
import { withOrigin } from "../../../document/inline-origins.ts";
import type { Origin } from "../../../document/origin.ts";
import type { Row, Table, Value } from "../../../query/table.ts";
import type { Composition } from "../../composition.ts";
import { addFault, type Directive } from "../../directive.ts";
import { FormatError } from "../../formats/format-error.ts";
import { applyFormat, formatNames, parseValueFormat } from "../../formats/value-format.ts";
import { printAlone } from "../../table/column-format.ts";
import { columnGraphics } from "../../table/column-graphics.ts";
import { printCell } from "../../table/printed-column.ts";
import { figureStatus } from "./figure-status.ts";

/** A column that an attribute names, and the format behind it or its column: `change="on_year | percent: 1"`. */
interface Named {
  readonly column: string;
  readonly format: string | undefined;
  /** Column that holds the format of each figure. */
  readonly formatColumn: string | undefined;
}

/** How each figure's value is printed: its column, and that of its format. */
interface Printed {
  readonly value: string;
  readonly print: (row: Row, field: string) => string;
  readonly formatColumn: string | undefined;
}

/**
 * What the attributes `target`, `change`, `good`, `trend` and `status` of key figures add to each row's figure: whether
 * it meets its target, how it has changed, its course, and what a rule says. Faults go to the composition's problems.
 *
 * @param print a row's column with the format of the row's figure, which a target takes, too
 * @returns the addition of each row, by its index
 */
export function figureStandings(
  composition: Composition,
  directive: Directive,
  table: Table,
  { value, print, formatColumn }: Printed,
): (index: number) => FigureStanding {
  const goodOf = senseOf(composition, directive, table);
  const target = namedColumn(composition, directive, table, "target");
  const change = namedColumn(composition, directive, table, "change");
  const trend = namedColumn(composition, directive, table, "trend");
  const statusOf = figureStatus(composition, directive, table, value);
  const guarded = <T>(column: string, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      addFault(composition, directive, { code: "invalid-format", message: error.message, seen: column });
      return undefined;
    }
  };
  const trends = trend && guarded(trend.column, () => columnGraphics(table, trend.column, "sparkline", () => false));
  const { origins } = composition;
  const formats = formatColumn === undefined ? [] : [formatColumn];
  const originOf = (row: Row, field: string, also: readonly string[]): Origin | undefined =>
    origins?.cell(table, row, { field, format: "plain", also });
  return (index) => {
    const row = table.rows[index]!;
    const good = goodOf(row);
    const course = trends?.[index];
    const status = statusOf?.(row) ?? {};
    return {
      ...status,
      ...(target &&
        guarded(target.column, () => {
          const origin = originOf(row, target.column, [
            value,
            directive.name("good") ?? "",
            ...formatsOf(target, formats),
          ]);
          return targetOf(composition, row, {
            target,
            value,
            good,
            print,
            origin,
            judged: status.status === undefined,
          });
        })),
      ...(change &&
        guarded(change.column, () =>
          changeOf(composition, table, row, {
            change,
            good,
            origin: originOf(row, change.column, [directive.name("good") ?? "", ...formatsOf(change, [])]),
          }),
        )),
      ...(course?.kind === "sparkline" && { trend: course }),
    };
  };
}

/** Whether more is good: for all figures, or for each in the column that `good` names. */
function senseOf(composition: Composition, directive: Directive, table: Table): (row: Row) => "up" | "down" {
  const good = directive.name("good") ?? "up";
  if (good === "up" || good === "down") return () => good;
  const names = table.columns.map(({ name }) => name);
  const refuse = (seen: string, allowed: readonly string[], message: string): void =>
    addFault(composition, directive, {
      code: "invalid-attribute",
      message,
      seen,
      allowed,
      ...hintNearMatch(seen, allowed),
    });
  if (!names.includes(good)) {
    refuse(good, ["up", "down", ...names], `good must be up, down or a column that holds them, not "${good}"`);
    return () => "up";
  }
  const strange = table.rows.find((row) => row[good] !== "up" && row[good] !== "down");
  if (strange !== undefined) {
    const seen = String(strange[good] ?? "no value");
    refuse(seen, ["up", "down"], `the column "${good}" must hold up or down for each figure, not "${seen}"`);
  }
  return (row) => (row[good] === "down" ? "down" : "up");
}

function namedColumn(
  composition: Composition,
  directive: Directive,
  table: Table,
  attribute: "target" | "change" | "trend",
): Named | undefined {
  const text = directive.name(attribute);
  if (text === undefined) return undefined;
  const bar = text.indexOf("|");
  const column = (bar < 0 ? text : text.slice(0, bar)).trim();
  const names = table.columns.map(({ name }) => name);
  if (names.includes(column)) {
    const format = bar < 0 ? undefined : text.slice(bar + 1).trim();
    const byRow = format !== undefined && names.includes(format) && !formatNames.some((name) => name === format);
    return { column, format: byRow ? undefined : format, formatColumn: byRow ? format : undefined };
  }
  addFault(composition, directive, {
    code: "unknown-column",
    message: `the query "${table.name}" has no column "${column}" for the ${attribute} of the key figures`,
    seen: column,
    allowed: names,
    ...hintNearMatch(column, names),
  });
  return undefined;
}

/** The format of a row's figure. @throws FormatError if its column holds no text */
function formatOf({ format, formatColumn }: Named, row: Row): string | undefined {
  const value = formatColumn === undefined ? format : (row[formatColumn] ?? undefined);
  if (value === undefined || typeof value === "string") return value === "" ? undefined : value;
  throw new FormatError(`"${formatColumn}" must hold formats, such as percent: 1, and holds ${JSON.stringify(value)}`);
}

/** The columns that decide how a figure is printed: that of its own formats, or else those of the value's. */
function formatsOf({ format, formatColumn }: Named, others: readonly string[]): readonly string[] {
  return formatColumn !== undefined ? [formatColumn, ...others] : format === undefined ? others : [];
}

interface Aim {
  readonly target: Named;
  readonly value: string;
  readonly good: "up" | "down";
  readonly print: (row: Row, field: string) => string;
  readonly origin: Origin | undefined;
  /** Whether it is said if the target is met. A rule may say "close" of a figure that misses it, and speaks alone. */
  readonly judged: boolean;
}

/**
 * What a figure should reach. That of a missing value stands alone, neither met nor missed.
 *
 * @throws FormatError if the target or the value is not a number
 */
function targetOf(
  { formats, locale }: Composition,
  row: Row,
  { target, value, good, print, origin, judged }: Aim,
): Pick<FigureStanding, "target"> {
  const [aim, reached] = [row[target.column] ?? null, row[value] ?? null];
  if (aim === null) return {};
  for (const [column, found] of [
    [target.column, aim],
    [value, reached],
  ] as const)
    if (found !== null && !isNumeric(found))
      throw new FormatError(`a target is compared as a number, and "${column}" holds ${JSON.stringify(found)}`);
  const order = reached === null ? undefined : compare(reached, aim);
  const met = !judged || order === undefined ? undefined : good === "up" ? order >= 0 : order <= 0;
  const format = formatOf(target, row);
  const text =
    format === undefined ? print(row, target.column) : (applyFormat(formats, parseValueFormat(format), aim) ?? "");
  const words = locale.words.target;
  const said = (met === undefined ? words.plain : met ? words.met : words.missed).replace("{value}", () => text);
  return {
    target: { ...(met !== undefined && { met }), children: withOrigin([{ type: "text", text: said }], origin) },
  };
}

/** The order of two numbers, exact where both are. */
function compare(one: Value, other: Value): number {
  const [left, right] = [Decimal.from(one as number), Decimal.from(other as number)];
  return left === undefined || right === undefined ? Number(one) - Number(other) : left.compare(right);
}

interface Changed {
  readonly change: Named;
  readonly good: "up" | "down";
  readonly origin: Origin | undefined;
}

/**
 * A change with its sign, and in words whether it is good: "+8.6%, better". One that prints as zero is neither.
 *
 * @throws FormatError if the change is not a number
 */
function changeOf(
  { formats, locale }: Composition,
  { columns }: Table,
  row: Row,
  { change: named, good, origin }: Changed,
): Pick<FigureStanding, "change"> {
  const { column } = named;
  const value = row[column] ?? null;
  if (value === null) return {};
  const format = formatOf(named, row);
  const type = columns.find(({ name }) => name === column);
  const print = (each: Value): string =>
    format === undefined
      ? printAlone(formats, type, each)
      : (applyFormat(formats, parseValueFormat(format), each) ?? "");
  const { children, change } = printCell(
    { field: column, align: "decimal", change: good === "down" ? "less" : "more", print },
    value,
    "",
  );
  if (change === undefined) return { change: { children: withOrigin(children, origin) } };
  const { better, worse } = locale.words.verdict;
  const said = (change.tone === "good" ? better : worse).replace("{value}", () => plainText(children));
  return { change: { children: withOrigin([{ type: "text", text: said }], origin), change } };
}
