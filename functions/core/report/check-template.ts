import { acceptReport } from "./accept-report.ts";
import { checkCharts } from "./chart/check/check-charts.ts";
import { checkText, type Findings } from "./compose/check/check-text.ts";
import { checkLetters } from "./compose/letter/check-letters.ts";
import { checkDataset } from "./dataset/check-dataset.ts";
import type { OpenedDataset } from "./dataset/dataset.ts";
import { nameFile } from "./dataset/name-file.ts";
import { openDataset } from "./dataset/open-dataset.ts";
import { resolveDataset } from "./dataset/store/resolve-dataset.ts";
import { BroadsheetError, listFewNames, type Problem, type Warning } from "../errors.ts";
import { generateReport, type World } from "./generate-report.ts";
import { explainQueries } from "./query/explain-queries.ts";
import { keepPages, type QueryPage } from "./query/page/keep-pages.ts";
import { runQueries } from "./query/run-queries.ts";
import type { Tables } from "./query/table.ts";
import type { AcceptedRequest } from "./request/report-request.ts";
import { readCustomerStyles } from "./rendition/docx/customer-styles.ts";
import { readCustomerMaster } from "./rendition/master/customer-master.ts";
import { readTests } from "./template/files/read-tests.ts";
import { collectProblems } from "./template/template-problems.ts";
import { overridesOf } from "./template/shared/taken-theme.ts";
import { checkBrands } from "./template/theme/check-brand.ts";
import { checkTheme } from "./template/theme/check-theme.ts";
import { placeThemeWarnings } from "./template/theme/place-warnings.ts";
import { storedFiles } from "./template/stored-files.ts";
import type { ColumnType, Template } from "./template/template.ts";

/**
 * Finds the faults of a stored template: checks its chart specs against the schema of their language, its texts in
 * every branch and language, and its queries over empty tables; then, if it has samples, renders a whole report in each
 * language, which shows the faults that depend on data (fields of charts, empty queries, figures that do not fit).
 *
 *     specs ──► datasets ──► queries ──► texts ──► a render in each language
 *
 * @param world its store holds the template and its sample datasets
 * @param options.batch whether to find out which queries would run for each report of a batch by itself
 */
export async function checkTemplate(
  template: Template,
  world: World,
  options: { readonly batch?: boolean } = {},
): Promise<Findings> {
  const found = await findFaults(template, world, options);
  return { ...found, errors: found.errors.map(listFewNames), warnings: found.warnings.map(listFewNames) };
}

async function findFaults(
  template: Template,
  world: World,
  { batch = false }: { readonly batch?: boolean },
): Promise<Findings> {
  const errors: Problem[] = [];
  await collect(errors, async () => checkTests(template));
  await collect(errors, async () => readCustomerStyles(template.files));
  await collect(errors, async () => readCustomerMaster(template.files));
  const specs = await checkCharts(template.charts);
  const warnings: Warning[] = [
    ...placeThemeWarnings(checkTheme(template.theme), storedFiles(template)),
    ...checkBrands(storedFiles(template)),
    ...overridesOf(template),
    ...specs.warnings,
  ];
  const samples = await collect(errors, () => openSamples(template, world));
  if (samples === undefined) {
    // Queries cannot be checked without their columns, but texts can.
    const texts = checkText(template);
    return { errors: [...errors, ...specs.errors, ...texts.errors], warnings: [...warnings, ...texts.warnings] };
  }

  const columns = new Map(
    template.datasets.map(({ alias, columns: declared }) => [alias, { ...declared, ...samples.get(alias) }]),
  );
  errors.push(...(await explainQueries(template, columns)));
  const stored = await findStored(template, world);
  const missing = template.datasets.filter(({ alias }) => !samples.has(alias) && !stored.includes(alias));
  const complete = missing.length === 0;
  // What is wrong with stored data is no fault of the template.
  const faults = stored.length === 0 ? errors : [];
  const ran = errors.length === 0 && complete ? await collect(faults, () => runSamples(template, world)) : undefined;
  const known = ran && new Map([...ran].map(([name, { columns }]) => [name, columns.map((column) => column.name)]));
  const noted = batch ? { notes: ran === undefined ? [] : await runningAlone(template, world) } : {};

  const texts = checkText(template, known);
  errors.push(...specs.errors, ...texts.errors, ...checkLetters(template));
  warnings.push(...texts.warnings);
  if (errors.length > 0) return { errors, warnings, ...noted };
  if (!complete) {
    warnings.push(notRendered(missing.map(({ alias }) => alias)));
    return { errors, warnings, ...noted };
  }
  for (const parameters of languageChoices(template)) {
    const report = await collect(faults, async () =>
      generateReport(await acceptReport({ template: template.name, parameters }, world), world),
    );
    warnings.push(...(report?.warnings ?? []));
  }
  if (faults !== errors) warnings.push(...faults.slice(0, 1).map((fault) => notRendered(stored, fault)));
  // A fault that prevents a chart from being drawn is an error, reported once.
  const told = new Set(errors.map(placeOf));
  const keyOf = keyIn(template);
  return {
    errors: distinct(errors, keyOf),
    warnings: distinct(
      warnings.filter((warning) => !specs.warnings.includes(warning) || !told.has(placeOf(warning))),
      keyOf,
    ),
    ...noted,
  };
}

/** @throws BroadsheetError `invalid-template` for faulty tests, by file and line */
function checkTests({ files }: Template): void {
  const problems = collectProblems();
  readTests(files, problems);
  problems.throwAny();
}

/** Alias → columns of its sample, for the aliases that have one. */
async function openSamples(template: Template, world: World): Promise<Map<string, Record<string, ColumnType>>> {
  const found = await Promise.all(
    template.datasets
      .filter(({ file }) => file !== undefined)
      .map(async (declaration) => {
        const { alias, file = "" } = declaration;
        const dataset = await openStored(alias, declaration.default!, world);
        const { profile } = tellFile(file, () => checkDataset(dataset, declaration));
        return [alias, Object.fromEntries(profile.columns.map(({ name, type }) => [name, type]))] as const;
      }),
  );
  return new Map(found);
}

/** @param fault why there is no report of stored data; absent: some datasets have no sample */
function notRendered(aliases: readonly string[], fault?: Problem): Warning {
  const named = aliases.join(", ");
  return {
    code: "not-rendered",
    message:
      fault === undefined
        ? `charts and pages were not checked: there is no sample for ${named}`
        : `charts and pages were not all checked, since there is no report of the stored data of ${named}: ${fault.message}`,
    where: { file: "template.yaml", name: "datasets" },
    hint: "give the dataset a `file`: a small sample makes the template render at once",
  };
}

/** Most cells of a stored dataset that a check takes in place of a sample. */
const mostCells = 5_000_000;

/** Aliases without a sample whose default dataset is stored, fits and is small enough to be rendered in a check. */
async function findStored(template: Template, world: World): Promise<readonly string[]> {
  const found = await Promise.all(
    template.datasets
      .filter(({ file, default: name }) => file === undefined && name !== undefined)
      .map(async (declaration) => {
        const { alias, default: name } = declaration;
        try {
          const { profile } = checkDataset(await openStored(alias, name!, world), declaration);
          return profile.rows * profile.columns.length <= mostCells ? [alias] : [];
        } catch (error) {
          // Nothing is stored under its name, or something else than the template takes.
          if (error instanceof BroadsheetError && !error.transient) return [];
          throw error;
        }
      }),
  );
  return found.flat();
}

/** Reports the faults of a sample where the template names it, since no request names it. */
function tellFile<T>(file: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof BroadsheetError ? nameFile(error, file) : error;
  }
}

async function openStored(alias: string, name: string, { store }: World): Promise<OpenedDataset> {
  return await openDataset(store, alias, await resolveDataset(store, { name }));
}

/** Results of the queries over the samples and the default parameters. */
async function runSamples(template: Template, world: World, told?: QueryPage["told"]): Promise<Tables> {
  const { parameters, language, date }: AcceptedRequest = await acceptReport({ template: template.name }, world);
  const datasets = await Promise.all(
    template.datasets.map(({ alias, default: name }) => openStored(alias, name!, world)),
  );
  const given = { ...parameters, language, report_date: date };
  return await runQueries(template, datasets, given, {
    ...(told && { page: { letters: [given], kept: keepPages(), all: true, told } }),
    openScratch: () => world.openScratch(),
    rows: world.limits?.rows ?? 100_000,
    deadlineMs: world.limits?.queryMs ?? 30_000,
    warn: () => {},
  });
}

/** Which queries would run for each report of a batch by itself. */
async function runningAlone(template: Template, world: World): Promise<readonly Problem[]> {
  const notes: Problem[] = [];
  // Only to see what qualifies: what is checked, and published, rests on the queries run plainly.
  await runSamples(template, world, (query, why) => void notes.push(runsAlone(template, query, why.message)));
  return notes;
}

function runsAlone({ queries }: Template, query: string, why: string): Problem {
  return {
    code: "runs-for-each-report",
    message: `In a batch, the query "${query}" runs for each report by itself: it ${why}`,
    where: { file: queries.get(query)?.file, name: query },
  };
}

/** Parameters for one report in each language. */
function languageChoices({ parameters, languages }: Template): Record<string, unknown>[] {
  const properties = parameters["properties"] as Readonly<Record<string, unknown>> | undefined;
  return properties?.["language"] === undefined ? [{}] : languages.map((language) => ({ language }));
}

/** Runs a step and collects the faults that it throws. */
async function collect<T>(errors: Problem[], step: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.transient) throw error;
    errors.push(...error.problems);
    return undefined;
  }
}

function placeOf({ code, where }: Problem): string {
  return JSON.stringify([code, where?.file, where?.line, where?.column]);
}

/**
 * What makes a problem the same as another. A fault of a chart is one fault, in whatever language's text it is met: the
 * place that uses the chart, which its message names, does not count.
 */
function keyIn({ charts }: Template): (problem: Problem) => string {
  return ({ code, message, where }) => {
    const name = where?.name;
    if (name === undefined || !charts.has(name)) return JSON.stringify([code, message, where]);
    const isInSpec = where?.file?.startsWith("charts/") === true;
    return JSON.stringify([
      code,
      message.replace(/ \([^()]*\.md:\d+(?::\d+)?\)/, ""),
      name,
      ...(isInSpec ? [where?.file, where?.line, where?.column] : []),
    ]);
  };
}

function distinct<Found extends Problem>(problems: readonly Found[], keyOf: (problem: Problem) => string): Found[] {
  // The first of those that are alike stays.
  return [...new Map(problems.toReversed().map((problem) => [keyOf(problem), problem])).values()].reverse();
}
