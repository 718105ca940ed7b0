import type { List, Nodes, Paragraph } from "mdast";
import type { Where } from "../../../../errors.ts";
import { hintNearMatch } from "../../../../near-match.ts";
import type { Row, Table, Value } from "../../../query/table.ts";
import type { Composition } from "../../composition.ts";
import type { Directive } from "../../directive.ts";
import { figureStandings } from "./figure-standing.ts";
import { composeInlines, composeInlineText } from "../../inlines/compose-inlines.ts";
import { originOf, pickedTable } from "../../picking/picked-table.ts";
import type { Block, Inline, KeyFigures } from "../../../document/document.ts";
import { FormatError } from "../../formats/format-error.ts";
import { applyFormat, parseValueFormat } from "../../formats/value-format.ts";
import { printAlone } from "../../table/column-format.ts";
import { noted } from "../../text-origins.ts";

type Item = KeyFigures["items"][number];

/** A column that an attribute names, and the format behind it. */
interface FigureColumn {
  readonly field: string;
  readonly format: string | undefined;
}

/**
 * `::key-figures{data="headline"}`: one figure for each row, from the columns `label`, `value` and, if present, `note`
 * and `format`; attributes of the same names choose other columns, which a format may follow
 * (`label="land | country"`), and `format` may also be one format for all.
 * `target`, `change`, `good` and `trend` add how each figure stands. Or
 * `:::key-figures` around a list, one figure for each item:
 *
 *     - **30.1%** of the city's GDP
 *
 *       5 percentage points more than in 2018
 *
 * where the strong text is the value, the rest of its paragraph the label, a second paragraph the note.
 */
export function composeKeyFigures(composition: Composition, directive: Directive): Block[] {
  const items =
    directive.name("data") === undefined && directive.pieces("where").length === 0
      ? itemsFromList(composition, directive)
      : itemsFromData(composition, directive);
  return items.length === 0 ? [] : [{ type: "key-figures", items }];
}

function itemsFromData(composition: Composition, directive: Directive): Item[] {
  const table = pickedTable(composition, directive);
  if (table === undefined) return [];
  const label = column(composition, directive, table, "label", true);
  const value = column(composition, directive, table, "value", true);
  const note = column(composition, directive, table, "note", false);
  const format = directive.name("format");
  const formatColumn =
    format === undefined || table.columns.some(({ name }) => name === format)
      ? column(composition, directive, table, "format", false)?.field
      : undefined;
  if (label === undefined || value === undefined) return [];
  const place = { at: placeOf(directive.where), query: originOf(composition, directive, table).picked };
  const printWith = (row: Row, field: string, given: string | undefined): string =>
    given === undefined
      ? printField(composition, table, row, field)
      : composition.formats.plain(formatted(composition, directive, row[field] ?? null, given));
  const print = (row: Row, field: string): string => {
    const rowFormat = value.format ?? (formatColumn === undefined ? format : row[formatColumn]);
    return printWith(row, field, typeof rowFormat === "string" && rowFormat !== "" ? rowFormat : undefined);
  };
  const standingOf = figureStandings(composition, directive, table, { value: value.field, print, formatColumn });
  const also = formatColumn === undefined ? [] : [formatColumn];
  const shown = (row: Row, field: string, inlines: Inline[], deciding: readonly string[] = []): Inline[] =>
    noted(composition.origins, inlines, (each) => each.cell(table, row, { field, format: "plain", also: deciding }));
  const worded = (row: Row, { field, format: own }: FigureColumn): Inline[] =>
    shown(row, field, [{ type: "text", text: printWith(row, field, own) }]);
  return table.rows.map((row, index) => {
    return {
      place,
      label: worded(row, label),
      value: shown(row, value.field, [{ type: "text", text: print(row, value.field) }], also),
      ...standingOf(index),
      note: note === undefined || row[note.field] === null ? [] : worded(row, note),
    };
  });
}

function formatted(composition: Composition, { where }: Directive, value: Value, format: string): Value {
  try {
    return applyFormat(composition.formats, parseValueFormat(format), value);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    composition.problems.push({
      code: "invalid-format",
      message: `${where.file}:${where.line}: ${error.message}`,
      where,
      seen: format,
    });
    return null;
  }
}

function printField({ formats }: Composition, { columns }: Table, row: Row, field: string): string {
  const column = columns.find(({ name }) => name === field);
  return printAlone(formats, column, row[field] ?? null);
}

/** The column that an attribute names, and the format behind it: `label="land | country"`. */
function column(
  composition: Composition,
  { where, name }: Directive,
  table: Table,
  attribute: string,
  needed: boolean,
): FigureColumn | undefined {
  const text = name(attribute) ?? attribute;
  const names = table.columns.map((item) => item.name);
  const [wanted = "", ...format] = names.includes(text) ? [text] : text.split("|").map((part) => part.trim());
  if (names.includes(wanted)) return { field: wanted, format: format.length === 0 ? undefined : format.join("|") };
  if (!needed && name(attribute) === undefined) return undefined;
  composition.problems.push({
    code: "unknown-column",
    message: `${where.file}:${where.line}: the query "${table.name}" has no column "${wanted}" for the ${attribute} of the key figures`,
    where,
    seen: wanted,
    allowed: names,
    ...hintNearMatch(wanted, names),
  });
  return undefined;
}

function itemsFromList(composition: Composition, directive: Directive): Item[] {
  const { where, children } = directive;
  const [list, ...others] = children;
  if (list?.type !== "list" || others.length > 0) {
    composition.problems.push({
      code: "invalid-content",
      message: `${where.file}:${where.line}: key-figures needs data="a query", or holds one list`,
      where,
      hint: "- **30.1%** of GDP",
    });
    return [];
  }
  return (list as List).children.map((item) => {
    const [first, second] = item.children as readonly Nodes[];
    const phrases = first?.type === "paragraph" ? (first as Paragraph).children : [];
    const strong = phrases.find((phrase) => phrase.type === "strong");
    if (strong === undefined) {
      const place = composition.where(item);
      composition.problems.push({
        code: "invalid-content",
        message: `${place.file}:${place.line}: a key figure must begin with its value in strong text`,
        where: place,
        hint: "- **30.1%** of GDP",
      });
    }
    return {
      place: { at: placeOf(composition.where(item)) },
      value: strong === undefined ? [] : composeInlines(composition, strong.children),
      label: trimStart(
        composeInlines(
          composition,
          phrases.filter((phrase) => phrase !== strong),
        ),
      ),
      note:
        second?.type === "paragraph"
          ? composeInlines(composition, (second as Paragraph).children)
          : composeInlineText(composition, "", where),
    };
  });
}

function placeOf({ file, line }: Where): string {
  return `${file}:${line}`;
}

function trimStart([first, ...rest]: Inline[]): Inline[] {
  if (first === undefined) return [];
  return first.type === "text" ? [{ ...first, text: first.text.trimStart() }, ...rest] : [first, ...rest];
}
