import { Duration, Size } from "aws-cdk-lib";
import type { ILayerVersion } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { Variable } from "../../functions/environment.ts";
import { bundleFunction } from "../code/bundle-function.ts";
import { ReportFunction, type SharedProps } from "./report-function.ts";
import type { ReportStore } from "./report-store.ts";
import type { Settings } from "../settings/settings.ts";

export interface ReportPreviewsProps {
  readonly settings: Settings;
  /** What all functions have. */
  readonly shared: SharedProps;
  readonly store: ReportStore;
  readonly layers: readonly ILayerVersion[];
  readonly environment: Readonly<Partial<Record<Variable, string>>>;
}

/** Longest preview, seconds: the API waits for it, and API Gateway ends a request at 30 s. */
const previewSeconds = 24;

/** API Gateway ends a request at 30 s. */
const timeout = Duration.seconds(29);

/**
 * The function that makes previews of templates that are being edited, apart from reports, which never wait for an
 * author; and the one that draws pages of reports. Both only read the store, and the API invokes them and waits. They
 * are two because previews run authors' code, whose role may read no report.
 */
export class ReportPreviews extends Construct {
  readonly worker: ReportFunction;
  readonly pictures: ReportFunction;

  constructor(scope: Construct, id: string, { settings, shared, store, layers, environment }: ReportPreviewsProps) {
    super(scope, id);
    const { renderMemory, previewConcurrency } = settings;
    this.worker = new ReportFunction(this, "Worker", {
      ...shared,
      description: "Broadsheet: makes previews and pictures of templates",
      code: bundleFunction("preview"),
      module: "preview",
      memory: renderMemory,
      timeout,
      layers,
      scratch: Size.gibibytes(2),
      ...(previewConcurrency > 0 && { concurrency: previewConcurrency }),
      environment: {
        ...environment,
        renderSeconds: String(previewSeconds),
        renderHeap: String(Math.floor(renderMemory / 2)),
      },
    });
    store.grant(this.worker.role, {
      "templates/": ["read"],
      "themes/": ["read"],
      "datasets/": ["read"],
      // A sample is read as a dataset, whose name must be no view's.
      "views/": ["read"],
    });
    this.pictures = new ReportFunction(this, "Pictures", {
      ...shared,
      description: "Broadsheet: draws pages of reports",
      code: bundleFunction("picture"),
      module: "picture",
      // By default one whole processor, and room for the largest PDF beside its copy in PDFium.
      memory: settings.functionMemory.pictures,
      timeout,
      environment,
    });
    store.grant(this.pictures.role, { "reports/": ["read"] });
  }
}
