import { pointerOf } from "../../../json/json-pointer.ts";
import { schemaValidator } from "../../../json/json-schema.ts";
import schema from "../../../../../templates/test.schema.json" with { type: "json" };
import { addViolation } from "./add-violation.ts";
import { readText } from "./read-text.ts";
import { readYaml, type YamlFile } from "./read-yaml.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { TemplateFiles } from "../template.ts";

/** A test of a template: values for a report, and what it must show. @see `templates/test.schema.json` */
export interface TemplateTest {
  /** `tests/2021.yaml`. */
  readonly file: string;
  readonly title: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Alias → path of a file in the template. */
  readonly datasets: Readonly<Record<string, string>>;
  /** YYYY-MM-DD. */
  readonly date?: string | undefined;
  readonly expect: Expectations;
  /** Where `expect.values` looks: place → its parts. */
  readonly places: ReadonlyMap<string, ResultPlace>;
  readonly locate: YamlFile["locate"];
}

/** A place in a query's result: `share[0].pct`, `share[-1].pct`, or `share.rows`, the number of rows. */
export interface ResultPlace {
  readonly query: string;
  /** Absent: the number of rows. */
  readonly cell?: { readonly row: number; readonly column: string };
}

export interface Expectations {
  readonly title?: string;
  readonly pages?: number | { readonly min?: number; readonly max?: number };
  readonly texts?: readonly string[];
  readonly absent?: readonly string[];
  /** Words → the tag of the language in which they are marked. */
  readonly languages?: Readonly<Record<string, string>>;
  readonly "key-figures"?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, ExpectedValue>>;
  readonly warnings?: readonly string[];
  readonly error?: string;
}

export type ExpectedValue = string | number | boolean | null | { readonly near: number; readonly within: number };

interface TestYaml extends Partial<Omit<TemplateTest, "file" | "places" | "locate">> {
  readonly expect: Expectations;
}

const validate = schemaValidator(schema);
const placePattern = /^([^[\].]+)(?:\[(-?\d+)\]\.(.+)|\.rows)$/;
const name = /^tests\/(?:.+\/)?([^/]+)\.ya?ml$/;

/**
 * Reads a template's tests, `tests/*.yaml`, in the order of their names. Faults go to `problems`, with file and line.
 */
export function readTests(files: TemplateFiles, problems: TemplateProblems): TemplateTest[] {
  return [...files].flatMap(([file, body]) => {
    const plain = name.exec(file)?.[1];
    return plain === undefined
      ? []
      : readTest(file, plain, readYaml(file, readText(file, body, problems), problems), files, problems);
  });
}

function readTest(
  file: string,
  plain: string,
  yaml: YamlFile,
  files: TemplateFiles,
  problems: TemplateProblems,
): TemplateTest[] {
  if (yaml.value === undefined) return [];
  const violations = validate(yaml.value);
  for (const violation of violations) addViolation(file, violation, yaml, problems);
  if (violations.length > 0) return [];
  const { title = plain, parameters = {}, datasets = {}, date, expect } = yaml.value as TestYaml;
  for (const [alias, path] of Object.entries(datasets)) {
    if (!files.has(path))
      problems.add({
        code: "unknown-file",
        message: `${file}: there is no file ${path} in the template`,
        where: yaml.locate(`/datasets/${alias}`),
        seen: path,
        allowed: [...files.keys()].filter((other) => /\.(?:csv|tsv|json|ndjson|parquet|xlsx)$/i.test(other)),
      });
  }
  const places = new Map<string, ResultPlace>();
  for (const place of Object.keys(expect.values ?? {})) {
    const [found, query = "", row, column] = placePattern.exec(place) ?? [];
    if (found !== undefined)
      places.set(place, {
        query,
        ...(row === undefined || column === undefined ? {} : { cell: { row: Number(row), column } }),
      });
    else
      problems.add({
        code: "invalid-value",
        message: `${file}: "${place}" names no place in a query's result`,
        where: yaml.locate(pointerOf(["expect", "values", place])),
        seen: place,
        allowed: "query[0].column (the first row), query[-1].column (the last), query.rows (how many)",
      });
  }
  if (expect.error !== undefined && Object.keys(expect).length > 1)
    problems.add({
      code: "invalid-value",
      message: `${file}: a refused request makes no report: expect an error or content, not both`,
      where: yaml.locate("/expect/error"),
    });
  return [{ file, title, parameters, datasets, date, expect, places, locate: yaml.locate }];
}
