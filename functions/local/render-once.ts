import { MemoryObjectStore } from "../adapters/memory-object-store.ts";
import { acceptReport } from "../core/report/accept-report.ts";
import { shortText } from "../core/report/dataset/dataset-limits.ts";
import type { RenditionForm } from "../core/rendition-form.ts";
import type { LaidOutReport, World } from "../core/report/generate-report.ts";
import { nameFiles } from "../core/report/dataset/name-file.ts";
import type { DatasetReading } from "../core/report/template/dataset-reading.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { Report, Stage } from "../core/report/publish/report.ts";
import { openInstanceAhead } from "../core/report/query/session/sealed-session.ts";
import { coerceParameters } from "../core/report/request/coerce-parameters.ts";
import type { AcceptedRequest } from "../core/report/request/report-request.ts";
import { keepTemplate } from "../core/report/template/open-template.ts";
import { loadAndStore } from "../core/report/template/store/store-template.ts";
import type { Template, TemplateFiles } from "../core/report/template/template.ts";
import { createWorld } from "../render/create-world.ts";
import { holdNewSpace } from "./hold-new-space.ts";
import { knownTemplates } from "./known-templates.ts";
import { openShelfFor } from "./open-shelf-for.ts";
import { filesOf, storeFiles } from "./store-files.ts";
import { openTemplateFolder } from "../seed/open-template-folder.ts";

export interface RenderOnce {
  readonly name: string;
  /** The template's folder; its files may be given instead. */
  readonly folder?: string;
  readonly files?: TemplateFiles;
  /** Folder of shared themes. @default the one beside the template's folder */
  readonly themes?: string | undefined;
  /** As typed; turned into the types of the template's schema. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Alias → path of a file that replaces the sample. */
  readonly datasets: Readonly<Record<string, string>>;
  /** Alias → how to read that file. */
  readonly readings?: Readonly<Record<string, DatasetReading>>;
  readonly date?: string | undefined;
  /** What to make beside the PDF. */
  readonly also?: RenditionForm | undefined;
  progress?(stage: Stage): void;
}

/**
 * Renders a template's folder without a server. The folder and files are first stored in memory, so everything after
 * that works as on a server and gives the same bytes.
 *
 * @throws BroadsheetError for any fault in the template, parameters or files
 */
export async function renderOnce({
  name,
  folder,
  files: given,
  themes,
  parameters,
  datasets,
  readings = {},
  date,
  also,
  progress,
}: RenderOnce): Promise<{ accepted: AcceptedRequest; report: Report; rendition?: Uint8Array }> {
  // Loaded while the template and the datasets are stored.
  const pipeline = import("../core/report/generate-report.ts");
  const store = new MemoryObjectStore();
  const world = createWorld(store);
  const template = await loadAndStore(
    store,
    name,
    given ?? (await openTemplateFolder(folder ?? name, themes)),
    knownTemplates,
  );
  keepTemplate(store, template);
  const ahead = readsLittle(template, datasets) ? openInstanceAhead() : undefined;
  try {
    const names = await storeFiles(store, template, datasets, readings);
    const accepted = await acceptReport(
      {
        template: name,
        parameters: coerceParameters(template, parameters),
        datasets: names,
        date,
      },
      world,
    );
    const { makeReport } = await pipeline;
    const files = filesOf(template, datasets);
    const told = (stage: Stage): void => {
      holdNewSpace();
      progress?.(stage);
    };
    const shelf = openShelfFor(accepted, world.engine);
    const { report, laidOut } = await makeReport(accepted, { ...world, shelf, progress: told }).catch(
      (error: unknown) => {
        throw error instanceof BroadsheetError ? nameFiles(error, files) : error;
      },
    );
    const rendition = also && (await makeAlso(also, accepted, laidOut, { ...world, shelf }, report.sha256));
    shelf.save();
    return { accepted, report, ...(rendition !== undefined && { rendition }) };
  } finally {
    // A failed process must not end while DuckDB starts.
    await ahead;
  }
}

async function makeAlso(
  form: RenditionForm,
  accepted: AcceptedRequest,
  laidOut: LaidOutReport,
  world: World,
  pdf: string,
): Promise<Uint8Array> {
  if (form === "html" || form === "html-fonts") {
    const { makeHtml } = await import("../core/report/make-html.ts");
    const subset = form === "html" ? undefined : (await import("../adapters/subset-for-web.ts")).subsetForWeb;
    return Buffer.from((await makeHtml(accepted, laidOut, world, pdf, undefined, subset)).html);
  }
  const { drawPdfPages } = await import("../adapters/pages/draw-pdf-pages.ts");
  const drawing = { ...world, drawPages: drawPdfPages };
  if (form === "png") return (await import("../core/report/make-card.ts")).makeCard(accepted, laidOut, drawing, pdf);
  if (form === "zip")
    return (await import("../core/report/make-figures.ts")).makeFigures(accepted, laidOut, drawing, pdf);
  const { makeOfficeFile } = await import("../core/report/make-office-file.ts");
  return makeOfficeFile(form, accepted, laidOut, drawing, pdf);
}

/** Whether all data will be inlined in the SQL of the queries. */
function readsLittle({ queries, datasets, files }: Template, given: Readonly<Record<string, string>>): boolean {
  return (
    queries.size > 0 &&
    datasets.every(({ alias, file }) => given[alias] === undefined && (files.get(file ?? "")?.length ?? 0) <= shortText)
  );
}
