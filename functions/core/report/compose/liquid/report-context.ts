import type { Row, Table, Tables, Value } from "../../query/table.ts";
import type { AcceptedRequest } from "../../request/report-request.ts";
import type { Template } from "../../template/template.ts";
import { themeColors } from "../theme-colors.ts";

/** A query's rows as Liquid sees them: a list, with `rows`, `first` and `last`. */
export type RowsInText = readonly Row[] & { readonly rows: readonly Row[]; readonly first: Row; readonly last: Row };

/** The values of the names in a report's text. */
export type ReportContext = Readonly<Record<string, unknown>>;

/**
 * The context of a report's text: `parameters`, `report` (date, language), `template` (name, title, description,
 * publication, and the colours of its theme) and each query by name. Parameters that the schema declares and the
 * request omits are null, so that a text can check for them.
 */
export function reportContext(template: Template, tables: Tables, accepted: AcceptedRequest): ReportContext {
  const { language } = accepted;
  const properties = (template.parameters["properties"] ?? {}) as Readonly<Record<string, unknown>>;
  const undefinedParameters = Object.fromEntries(Object.keys(properties).map((name) => [name, null]));
  return {
    ...Object.fromEntries([...tables.values()].map((table) => [table.name, rowsInText(table)])),
    parameters: { ...undefinedParameters, ...accepted.parameters },
    report: { date: accepted.date, language, id: accepted.id },
    template: {
      name: template.name,
      title: template.title[language] ?? "",
      description: template.description[language] ?? "",
      publication: template.publication[language] ?? "",
      theme: themeColors(template.theme),
    },
  };
}

/**
 * `first` and `last` of an empty result are rows of nulls: missing data is not a mistake in the text, but a column that
 * does not exist is.
 */
function rowsInText(table: Table): RowsInText {
  const rows = [...table.rows];
  const nulls = Object.fromEntries(table.columns.map(({ name }): [string, Value] => [name, null]));
  return Object.assign(rows, { rows: table.rows, first: rows[0] ?? nulls, last: rows.at(-1) ?? nulls });
}
