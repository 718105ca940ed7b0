import { CustomResource, Duration, Size, Stack, type StackProps, Tags } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as LambdaTarget } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Architecture, type CfnFunction, LayerVersion } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";
import { AccessPolicies } from "./access-policies.ts";
import { addOutput } from "./add-output.ts";
import { bundleDuckDb, bundleFonts, bundleFunction } from "./bundle-function.ts";
import { MinuteTick } from "./minute-tick.ts";
import { EventAnnouncer } from "./event-announcer.ts";
import { ReportAlarms } from "./report-alarms.ts";
import { ReportApi } from "./report-api.ts";
import { batchTimeout, ReportBatches } from "./report-batches.ts";
import { ReportFunction } from "./report-function.ts";
import { ReportPreviews } from "./report-previews.ts";
import { ReportQueues } from "./report-queues.ts";
import { ReportStore } from "./report-store.ts";
import type { Settings } from "./settings.ts";
import { StudioSite } from "./studio-site.ts";

export interface ReportStackProps extends StackProps {
  readonly settings: Settings;
}

/** Time of the render function beyond one render, to start, read and store, seconds. */
const renderAllowance = 30;

/**
 * Broadsheet in an AWS account.
 *
 *     client ──► API ──► store ──(claim created)──► queue ──► render ──► store
 *                 └───────────── Prefer: wait ────────────────┘
 *     store ──(batch or page claimed)──► queue ──► batch ──► store
 *     client ──► API ──(a preview, a picture of a page)──► preview
 *     client ──► signed URL ──► store ──(upload came, promotion claimed)──► queue ──► ingest ──► store
 *     every minute ──► tick ──► store (editions of publications)
 *     store ──(outcome)──► queue ──► announce ──► bus, and by a queue ──► deliver ──► webhooks, letters, copies
 *     schedule ──► sweep ──► queue          queue ──► dead letters ──► failed, parked
 */
export class ReportStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: ReportStackProps) {
    super(scope, id, props);
    for (const [name, value] of Object.entries({ application: "broadsheet", ...settings.tags }))
      Tags.of(this).add(name, value);
    const { architecture, logRetentionDays, reportRetentionDays, renderSeconds } = settings;
    const renderTimeout = Duration.seconds(renderSeconds + renderAllowance);
    const store = new ReportStore(this, "Store", {
      destroyData: settings.destroyData,
      reportRetentionDays,
      corsOrigins: [...settings.corsOrigins, ...studioOrigins(settings)],
    });
    const ingestTimeout = Duration.minutes(5);
    const queues = new ReportQueues(this, "Queues", { renderTimeout, ingestTimeout, batchTimeout });

    const compatibleArchitectures = [architecture === "arm64" ? Architecture.ARM_64 : Architecture.X86_64];
    const duckDb = new LayerVersion(this, "DuckDb", {
      code: bundleDuckDb(architecture),
      compatibleArchitectures,
      description: "DuckDB's compiled binding",
    });
    const fonts = new LayerVersion(this, "Fonts", {
      code: bundleFonts(),
      description: "Fonts that reports are set in",
    });

    const shared = { architecture, logRetentionDays };
    const environment = {
      stack: this.stackName,
      store: store.bucket.bucketName,
      retentionDays: String(reportRetentionDays),
    };
    const events = new EventAnnouncer(this, "Events", {
      store,
      settings,
      shared,
      environment,
      deadLetters: queues.deadLetters,
    });
    store.notify(
      { queue: queues.render, prefix: "reports/", suffix: "/request.json" },
      { queue: queues.batch, prefix: "batches/", suffix: "/request.json" },
      { queue: queues.ingest, prefix: "uploads/", suffix: "/data" },
      { queue: queues.ingest, prefix: "promotions/", suffix: "/request.json" },
      ...["reports/", "batches/", "publications/", "uploads/"].map((prefix) => ({
        queue: events.outcomes,
        prefix,
        suffix: "/outcome.json",
      })),
    );
    const render = new ReportFunction(this, "Render", {
      ...shared,
      description: "Broadsheet: renders reports",
      code: bundleFunction({
        entries: ["render.lambda", "lambda/render/render-process", "render/render-watchdog"],
        // The colour profile that PDF/A requires: PDFKit looks for it beside its own code, which entries share as a chunk.
        files: { "chunks/data/sRGB_IEC61966_2_1.icc": "pdfkit/js/data/sRGB_IEC61966_2_1.icc" },
      }),
      module: "render",
      memory: settings.renderMemory,
      timeout: renderTimeout,
      layers: [duckDb, fonts],
      scratch: Size.gibibytes(2),
      environment: {
        ...environment,
        architecture,
        renderSeconds: String(renderSeconds),
        renderTimeout: String(renderTimeout.toSeconds()),
        // The rest is for DuckDB, fonts, the PDF and the function itself.
        renderHeap: String(Math.floor(settings.renderMemory / 2)),
        renderQueue: queues.render.queueUrl,
      },
    });
    const { worker: batch } = new ReportBatches(this, "Batches", {
      settings,
      queues,
      store,
      environment,
      layers: [duckDb, fonts],
    });
    const { worker: preview, pictures } = new ReportPreviews(this, "Previews", {
      settings,
      store,
      environment,
      layers: [duckDb, fonts],
    });
    const ingest = new ReportFunction(this, "Ingest", {
      ...shared,
      description: "Broadsheet: turns uploads into versions of datasets and templates, promotes versions",
      code: bundleFunction({ entries: ["ingest.lambda"] }),
      module: "ingest",
      memory: 3008,
      timeout: ingestTimeout,
      layers: [duckDb],
      scratch: Size.gibibytes(4),
      environment: {
        ...environment,
        renderFunction: render.function.functionName,
        ingestQueue: queues.ingest.queueUrl,
      },
    });
    const api = new ReportFunction(this, "Api", {
      ...shared,
      description: "Broadsheet: answers the HTTP API",
      code: bundleFunction({ entries: ["api.lambda"] }),
      module: "api",
      memory: 1024,
      // API Gateway ends a request at 30 s.
      timeout: Duration.seconds(30),
      layers: [duckDb],
      environment: {
        ...environment,
        renderFunction: render.function.functionName,
        ingestFunction: ingest.function.functionName,
        previewFunction: preview.function.functionName,
        pictureFunction: pictures.function.functionName,
        scopes: settings.scopes.join(","),
        ...(settings.requireTests && { requireTests: "true" }),
        mostWebhooks: String(settings.mostWebhooks),
        ...events.apiEnvironment,
      },
    });
    const sweep = new ReportFunction(this, "Sweep", {
      ...shared,
      description: "Broadsheet: queues unfinished requests again, retires old reports",
      code: bundleFunction({ entries: ["sweep.lambda"] }),
      module: "sweep",
      memory: 512,
      timeout: Duration.minutes(4),
      environment: {
        ...environment,
        renderQueue: queues.render.queueUrl,
        ingestQueue: queues.ingest.queueUrl,
        batchQueue: queues.batch.queueUrl,
      },
    });
    const deadLetter = new ReportFunction(this, "DeadLetter", {
      ...shared,
      description: "Broadsheet: marks the reports of dead letters as failed and parks the letters",
      code: bundleFunction({ entries: ["dead-letter.lambda"] }),
      module: "dead-letter",
      memory: 512,
      timeout: Duration.minutes(1),
      environment: { ...environment, parkingQueue: queues.parking.queueUrl },
    });
    const seed = new ReportFunction(this, "Seed", {
      ...shared,
      description: "Broadsheet: publishes the bundled templates at deployment",
      code: bundleFunction({ entries: ["seed.lambda"], templatesDir: settings.templatesDir }),
      module: "seed",
      memory: 1024,
      timeout: Duration.minutes(5),
      layers: [duckDb],
      environment,
    });

    const { tick } = new MinuteTick(this, "Minute", { ...shared, environment, store, duckDb });

    events.grantApi(api.role, store);
    store.grant(render.role, {
      "reports/": ["read", "write", "delete"],
      "pending/": ["delete"],
      "templates/": ["read"],
      "datasets/": ["read"],
      "uploads/": ["read"],
    });
    store.grant(api.role, {
      "reports/": ["read", "write", "delete"],
      "recent/": ["list", "write", "delete"],
      "pending/": ["write", "delete"],
      "batches/": ["read", "write", "delete"],
      "recent-batches/": ["list", "write", "delete"],
      "pending-batches/": ["write", "delete"],
      "templates/": ["read", "write", "delete"],
      "choices/": ["list", "write"],
      "datasets/": ["read", "write", "delete"],
      "uploads/": ["read", "write"],
      "publications/": ["read", "write", "delete"],
      "publishing/": ["list", "write", "delete"],
      "promotions/": ["read", "write"],
      "pending-promotions/": ["write", "delete"],
    });
    store.grant(ingest.role, {
      "uploads/": ["read", "write", "delete"],
      "datasets/": ["read", "write"],
      "templates/": ["read", "write"],
      "choices/": ["list", "write"],
      "promotions/": ["read", "write", "delete"],
      "pending-promotions/": ["delete"],
    });
    store.grant(sweep.role, {
      "reports/": ["read", "write", "delete"],
      "recent/": ["list", "delete"],
      "pending/": ["list", "write", "delete"],
      "batches/": ["read", "write", "delete"],
      "recent-batches/": ["list", "delete"],
      "pending-batches/": ["list", "write", "delete"],
      "uploads/": ["read", "write", "delete"],
      "promotions/": ["read", "write"],
      "pending-promotions/": ["list", "write", "delete"],
      "sweep/": ["read", "write"],
    });
    store.grant(deadLetter.role, {
      "reports/": ["read", "write", "delete"],
      "pending/": ["delete"],
      "batches/": ["read", "write"],
      "pending-batches/": ["delete"],
      "uploads/": ["read", "write", "delete"],
      "promotions/": ["read", "write"],
      "pending-promotions/": ["delete"],
    });
    store.grant(seed.role, { "templates/": ["read", "write"], "choices/": ["write"], "datasets/": ["read", "write"] });
    api.role.addToPolicy(
      new PolicyStatement({
        actions: ["lambda:InvokeFunction"],
        resources: [render, ingest, preview, pictures].map((one) => one.function.functionArn),
      }),
    );
    ingest.role.addToPolicy(
      new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [render.function.functionArn] }),
    );
    queues.render.grantConsumeMessages(render.role);
    queues.ingest.grantConsumeMessages(ingest.role);
    queues.render.grantSendMessages(sweep.role);
    queues.ingest.grantSendMessages(sweep.role);
    queues.batch.grantSendMessages(sweep.role);
    queues.deadLetters.grantConsumeMessages(deadLetter.role);
    queues.parking.grantSendMessages(deadLetter.role);

    render.function.addEventSource(
      new SqsEventSource(queues.render, {
        batchSize: 1,
        maxConcurrency: settings.renderConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    ingest.function.addEventSource(
      new SqsEventSource(queues.ingest, { batchSize: 1, maxConcurrency: 2, reportBatchItemFailures: true }),
    );
    deadLetter.function.addEventSource(
      new SqsEventSource(queues.deadLetters, { batchSize: 10, reportBatchItemFailures: true }),
    );
    new Rule(this, "SweepSchedule", {
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaTarget(sweep.function)],
    });
    const seeding = new CustomResource(this, "Samples", {
      serviceToken: seed.function.functionArn,
      resourceType: "Custom::Samples",
      serviceTimeout: Duration.minutes(10),
      // Runs again when code or templates have changed, since the bundle then has another key.
      properties: { Bundle: (seed.function.node.defaultChild as CfnFunction).code },
    });
    const http = new ReportApi(this, "Http", {
      handler: api.function,
      authorization: settings.authorization,
      scopes: settings.scopes,
      corsOrigins: settings.corsOrigins,
      // With a studio, the name is that of the distribution in front of the API.
      ...(settings.domain === undefined || settings.studio !== undefined ? {} : { domain: settings.domain }),
      throttle: { rate: settings.throttleRate, burst: settings.throttleBurst },
      logRetentionDays,
    });
    events.setPublicUrl(
      settings.domain === undefined
        ? `https://${http.api.apiId}.execute-api.${this.region}.${this.urlSuffix}`
        : `https://${settings.domain.name}`,
    );
    if (settings.studio !== undefined) new StudioSite(this, "Studio", { settings, http, store, shared });
    if (settings.authorization.kind === "iam") new AccessPolicies(this, "Access", { http });
    const alarms = new ReportAlarms(this, "Alarms", {
      api: http,
      queues,
      events,
      functions: {
        Api: api,
        Render: render,
        Batch: batch,
        Preview: preview,
        Picture: pictures,
        Ingest: ingest,
        Sweep: sweep,
        DeadLetter: deadLetter,
        Tick: tick,
        Announce: events.announce,
        Deliver: events.deliver,
      },
      ...(settings.alarmEmail === undefined ? {} : { email: settings.alarmEmail }),
    });
    // Last of all: any earlier failure leaves an empty bucket, which the rollback of a first deployment can delete.
    seeding.node.addDependency(seed.role, store, http, alarms);
    addOutput(this, "BucketName", store.bucket.bucketName, "Datasets, templates and reports");
    addOutput(this, "AccessLogBucketName", store.accessLog.bucketName, "Access log of the store");
    addOutput(
      this,
      "EventBusName",
      events.bus.eventBusName,
      "Bus of events: every end of a report, batch, edition or upload",
    );
    addOutput(this, "ParkingQueueUrl", queues.parking.queueUrl, "Dead letters wait here for a person");
  }
}

/** Origins of the studio's pages, which open signed links. CloudFront's own name is known only after the store. */
function studioOrigins({ studio, domain }: Settings): readonly string[] {
  if (studio === undefined) return [];
  return [domain === undefined ? "https://*.cloudfront.net" : `https://${domain.name}`];
}
