import type { DatasetReading } from "./dataset-reading.ts";
import { hintNearMatch } from "../../near-match.ts";
import { addViolation } from "./files/add-violation.ts";
import { checkLanguages } from "./files/check-languages.ts";
import { checkParameterSchema } from "./files/check-parameter-schema.ts";
import { checkRunningLine } from "./files/check-running-line.ts";
import { localizeText } from "./files/localize-text.ts";
import { defaultMargins, pageSizes } from "./files/page-size.ts";
import { readCheck } from "./files/read-check.ts";
import type { FreshnessCheck } from "./dataset-checks.ts";
import { readTheme } from "./theme/read-theme.ts";
import { takeChoices } from "./files/take-choices.ts";
import { takeParameterTexts } from "./files/take-parameter-texts.ts";
import { readYaml, type YamlFile } from "./files/read-yaml.ts";
import type { TemplateProblems } from "./template-problems.ts";
import type { DatasetDeclaration, PageSettings, Template, TemplateFiles } from "./template.ts";
import { datelineTexts, type DatasetYaml, validateTemplateYaml, type TemplateYaml } from "./template-yaml.ts";

/** The part of a template that template.yaml holds. */
export type TemplateSettings = Pick<
  Template,
  | "title"
  | "description"
  | "kicker"
  | "publication"
  | "header"
  | "footer"
  | "folio"
  | "watermark"
  | "currency"
  | "math"
  | "languages"
  | "parameters"
  | "parameterTexts"
  | "choices"
  | "datasets"
  | "date"
  | "dateline"
  | "conformance"
  | "lineage"
  | "page"
  | "numbering"
  | "theme"
  | "warnings"
>;

const file = "template.yaml";

/** Texts that a template may have in several languages. */
const localizedFields = [
  "title",
  "description",
  "kicker",
  "publication",
  "header",
  "footer",
  "folio",
  "watermark",
] as const;

/**
 * Reads template.yaml, checks it against the published schema and fills in defaults. Undefined if it is too faulty to
 * continue; its faults are in `problems` with line and column.
 *
 * @param name the template's name, from which default names of sample datasets are derived
 */
export function readTemplateYaml(
  name: string,
  text: string,
  files: TemplateFiles,
  problems: TemplateProblems,
): TemplateSettings | undefined {
  const yaml = readYaml(file, text, problems);
  if (yaml.value === undefined) return undefined;
  const violations = validateTemplateYaml(yaml.value);
  for (const violation of violations) addViolation(file, violation, yaml, problems);
  if (violations.length > 0) return undefined;
  const content = yaml.value as TemplateYaml;
  const languages = content.languages ?? ["en"];
  for (const field of localizedFields) {
    checkLanguages([field], content[field], languages, yaml, problems);
    if (field !== "description") checkRunningLine(field, content[field], yaml, problems);
  }
  const { parameters: declared, texts: parameterTexts } = takeParameterTexts(
    content.parameters ?? { type: "object", properties: {} },
    languages,
    yaml,
    problems,
  );
  const { parameters, choices } = takeChoices(declared, languages, files, yaml, problems);
  checkParameterSchema(parameters, languages, content.date, yaml, problems);
  return {
    title: localizeText(content.title, languages),
    description: localizeText(content.description, languages),
    kicker: localizeText(content.kicker, languages),
    publication: localizeText(content.publication, languages),
    header: localizeText(content.header, languages),
    footer: localizeText(content.footer, languages),
    folio: localizeText(content.folio, languages),
    watermark: localizeText(content.watermark, languages),
    currency: content.currency,
    math: content.math === true,
    languages,
    parameters,
    parameterTexts,
    choices,
    datasets: Object.entries(content.datasets ?? {}).map(([alias, dataset]) =>
      declarationOf(name, alias, dataset, files, yaml, problems),
    ),
    date: content.date,
    ...datelineOf(content.dateline, languages, yaml, problems),
    conformance: content.conformance ?? "ua1-a3a",
    ...(content.lineage === "attach" && { lineage: content.lineage }),
    page: pageOf(content.page),
    numbering: content.numbering,
    theme: readTheme(content.theme, yaml, file, "/theme", files, problems),
    warnings: content.warnings ?? {},
  };
}

/** A dataset as declared. @param name of the template */
function datelineOf(
  dateline: TemplateYaml["dateline"],
  languages: readonly string[],
  yaml: YamlFile,
  problems: TemplateProblems,
): Pick<TemplateSettings, "dateline"> {
  if (dateline === undefined || dateline === false) return dateline === undefined ? {} : { dateline };
  const texts = datelineTexts.flatMap((name) => {
    const text = dateline[name];
    if (text === undefined) return [];
    checkLanguages(["dateline", name], text, languages, yaml, problems);
    checkRunningLine(`dateline/${name}`, text, yaml, problems);
    return [[name, localizeText(text, languages)] as const];
  });
  return { dateline: { ...(dateline.date !== undefined && { date: dateline.date }), ...Object.fromEntries(texts) } };
}

function declarationOf(
  name: string,
  alias: string,
  dataset: NonNullable<TemplateYaml["datasets"]>[string],
  files: TemplateFiles,
  yaml: YamlFile,
  problems: TemplateProblems,
): DatasetDeclaration {
  const sample = dataset?.file;
  if (sample !== undefined) checkSample(alias, sample, files, yaml, problems);
  const stored = dataset?.default ?? (sample === undefined ? undefined : defaultName(name, alias));
  const checks = dataset?.checks?.flatMap((check, index) =>
    readCheck(check, `/datasets/${alias}/checks/${index}`, yaml, problems),
  );
  return {
    alias,
    columns: dataset?.columns ?? {},
    default: stored,
    file: sample,
    reading: readingOf(dataset),
    ...(checks !== undefined && { checks }),
    ...(dataset?.freshness !== undefined && { freshness: freshnessOf(dataset.freshness) }),
  };
}

function freshnessOf(given: NonNullable<DatasetYaml["freshness"]>): FreshnessCheck {
  return typeof given === "string"
    ? { within: given, severity: "error" }
    : { within: given.within, severity: given.severity ?? "error" };
}

function checkSample(
  alias: string,
  sample: string,
  files: TemplateFiles,
  yaml: YamlFile,
  problems: TemplateProblems,
): void {
  if (files.has(sample)) return;
  const allowed = [...files.keys()].filter((path) => path.startsWith("data/"));
  problems.add({
    code: "missing-file",
    message: `${file}: the sample ${sample} of the dataset "${alias}" does not exist`,
    where: yaml.locate(`/datasets/${alias}/file`),
    seen: sample,
    allowed,
    ...hintNearMatch(sample, allowed),
  });
}

/** The stored name of a sample: template and alias, shortened to the length of a name. */
function defaultName(template: string, alias: string): string {
  return `${template}-${alias.replaceAll("_", "-")}`.slice(0, 63);
}

function pageOf(page: TemplateYaml["page"]): PageSettings {
  const size = page?.size ?? "A4";
  const { width, height } =
    typeof size === "string" ? pageSizes[size] : "width" in size ? size : { width: size[0], height: size[1] };
  const turned = page?.orientation !== undefined && (page.orientation === "landscape") !== width > height;
  return {
    width: turned ? height : width,
    height: turned ? width : height,
    margins: { ...defaultMargins, ...page?.margins },
    footnotes: page?.footnotes ?? "page",
    ...(page?.figures === undefined ? {} : { figures: page.figures }),
    ...(page?.cover === true ? { cover: true } : {}),
    ...(page?.numbers === undefined && page?.start === undefined
      ? {}
      : { numbering: { style: page.numbers, start: page.start ?? 1 } }),
  };
}

/** How to read a sample according to template.yaml, if it says so. */
function readingOf(dataset: DatasetYaml | null): DatasetReading | undefined {
  const { encoding, delimiter, header, sheet, range } = dataset ?? {};
  const reading: DatasetReading = {
    ...(encoding !== undefined && { encoding }),
    ...(delimiter !== undefined && { delimiter }),
    ...(header !== undefined && { header }),
    ...(sheet !== undefined && { sheet }),
    ...(range !== undefined && { range }),
  };
  return Object.keys(reading).length === 0 ? undefined : reading;
}
