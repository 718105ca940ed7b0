import { readCharts } from "./files/read-charts.ts";
import { readGeometryFiles } from "./files/read-geometry-files.ts";
import { readAllMessages } from "./files/read-messages.ts";
import { readQueries } from "./files/read-queries.ts";
import { readReports } from "./files/read-reports.ts";
import { readTemplateYaml } from "./read-template-yaml.ts";
import { readText } from "./files/read-text.ts";
import { checkTaken, readTaken } from "./shared/taken-theme.ts";
import { themeNamedIn } from "./theme/theme-reference.ts";
import { storedFiles } from "./stored-files.ts";
import { sameMessages, sameSettings } from "./same-settings.ts";
import { collectProblems } from "./template-problems.ts";
import type { Template, TemplateFiles } from "./template.ts";

/**
 * Loads a template from its files: template.yaml, report.md, queries, charts, messages. Defaults are filled in; SQL,
 * Liquid, chart specs and shapes for maps are read, but not yet interpreted. What it takes from a shared theme is among
 * its files, see `takeTheme`.
 *
 * @param version content hash of the files, see `templateVersion`
 * @param stored the files of that version
 * @param before a template of the same name, loaded earlier: what its unchanged YAML files say is taken from it
 * @throws BroadsheetError `invalid-template` with every fault, each with file, line and column
 */
export function loadTemplate(name: string, version: string, stored: TemplateFiles, before?: Template): Template {
  const problems = collectProblems();
  const yaml = stored.get("template.yaml");
  if (yaml === undefined) {
    problems.add({
      code: "missing-file",
      message: "the template has no template.yaml",
      where: { file: "template.yaml" },
      ...(stored.has("template.yml") ? { hint: "rename template.yml to template.yaml" } : {}),
    });
  }
  const { taken, files } = readTaken(stored, themeNamedIn(stored));
  checkTaken(taken, problems);
  const known =
    before !== undefined && before.name === name && sameSettings(stored, storedFiles(before)) ? before : undefined;
  const settings =
    yaml && (known ?? readTemplateYaml(name, readText("template.yaml", yaml, problems), files, problems));
  const charts = readCharts(files, problems);
  const queries = readQueries(files, problems);
  if (settings === undefined) {
    problems.throwAny();
    throw new TypeError("a template.yaml that cannot be read must be a problem");
  }
  const geometry = readGeometryFiles(files, new Set(settings.datasets.map(({ file }) => file)), queries, problems);
  const { messages, lent } =
    known !== undefined && sameMessages(stored, storedFiles(known))
      ? known
      : readAllMessages(files, taken, settings.languages, problems);
  const texts = readReports(files, settings.languages, problems);
  problems.throwAny();
  return {
    ...settings,
    name,
    version,
    queries,
    charts,
    geometry,
    messages,
    texts,
    files,
    ...(taken !== undefined && { stored, taken }),
    ...(lent !== undefined && { lent }),
  };
}
