import type { Template } from "../../template/template.ts";
import type { ReportContext } from "../liquid/report-context.ts";
import type { LetterFacts } from "./letter.ts";

/**
 * The names that a letter's Liquid knows: `name`, `title`, `date`, `pages`, `rows`, `ready`, `failed`, `item`, `row`,
 * `file`, `link`, `unsubscribe`, `changes`,
 * `data_changes`, `renditions`, `parameters`, `template`, and `report` as in report.md. What
 * there is not is null, so that a text can check for it.
 */
export function letterContext(
  { name, title: given, date, id, parameters, ...rest }: LetterFacts,
  template: Template | undefined,
  language: string,
): ReportContext {
  const {
    pages = null,
    rows = null,
    ready = null,
    failed = null,
    item = null,
    row = null,
    file = null,
    link = null,
    unsubscribe = null,
    changes = [],
    dataChanges = [],
    renditions = [],
  } = rest;
  const properties = (template?.parameters["properties"] ?? {}) as Readonly<Record<string, unknown>>;
  const title = given ?? template?.title[language] ?? name;
  return {
    name,
    title,
    date,
    pages,
    rows,
    ready,
    failed,
    item,
    row,
    file,
    link,
    unsubscribe,
    changes: [...changes],
    data_changes: [...dataChanges],
    renditions: renditions.map((one) => ({ ...one })),
    parameters: { ...Object.fromEntries(Object.keys(properties).map((key) => [key, null])), ...parameters },
    report: { date, language, id, title },
    template: {
      name: template?.name ?? name,
      title: template?.title[language] ?? "",
      description: template?.description[language] ?? "",
      publication: template?.publication[language] ?? "",
    },
  };
}
