import { Duration, Stack, type StackProps, Tags } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as LambdaTarget } from "aws-cdk-lib/aws-events-targets";
import { Architecture, LayerVersion } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { AccessPolicies } from "./access-policies.ts";
import { addOutput } from "./add-output.ts";
import { bundleDuckDb, bundleFonts } from "./bundle-function.ts";
import { EventAnnouncer } from "./event-announcer.ts";
import { addApi } from "./functions/add-api.ts";
import { addDeadLetter } from "./functions/add-dead-letter.ts";
import { addIngest, ingestTimeout } from "./functions/add-ingest.ts";
import { addRender, renderTimeoutOf } from "./functions/add-render.ts";
import { addSeed, addSeeding } from "./functions/add-seed.ts";
import { addSweep } from "./functions/add-sweep.ts";
import type { Ground } from "./functions/ground.ts";
import { MinuteTick } from "./minute-tick.ts";
import { ReportAlarms } from "./report-alarms.ts";
import { ReportApi } from "./report-api.ts";
import { batchTimeout, ReportBatches } from "./report-batches.ts";
import type { ReportFunction } from "./report-function.ts";
import { ReportPreviews } from "./report-previews.ts";
import { ReportQueues } from "./report-queues.ts";
import { ReportStore } from "./report-store.ts";
import type { Settings } from "./settings.ts";
import { StudioSite } from "./studio-site.ts";

export interface ReportStackProps extends StackProps {
  readonly settings: Settings;
}

/**
 * Broadsheet in an AWS account.
 *
 *     client ──► API ──► store ──(claim created)──► queue ──► render ──► store
 *                 └───────────── Prefer: wait ────────────────┘
 *     store ──(batch or page claimed)──► queue ──► batch ──► store
 *     client ──► API ──(a preview, a picture of a page)──► preview
 *     client ──► signed URL ──► store ──(upload came, promotion or refresh claimed)──► queue ──► ingest ──► store
 *     every minute ──► tick ──► store (editions of publications)
 *     store ──(outcome)──► queue ──► announce ──► bus, and by a queue ──► deliver ──► webhooks, letters, copies
 *     schedule ──► sweep ──► queue          queue ──► dead letters ──► failed, parked
 */
export class ReportStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: ReportStackProps) {
    super(scope, id, props);
    for (const [name, value] of Object.entries({ application: "broadsheet", ...settings.tags }))
      Tags.of(this).add(name, value);
    const ground = this.#layGround(settings);
    const { store, queues } = ground;
    const events = new EventAnnouncer(this, "Events", { ...ground, deadLetters: queues.deadLetters });
    notifyQueues(ground, events);

    const workers = this.#addWorkers(ground);
    const api = addApi(this, ground, events, workers);
    const sweep = addSweep(this, ground);
    const deadLetter = addDeadLetter(this, ground);
    const seed = addSeed(this, ground);
    const { tick } = new MinuteTick(this, "Minute", ground);
    new Rule(this, "SweepSchedule", {
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaTarget(sweep.function)],
    });
    const seeding = addSeeding(this, seed);
    const http = this.#addHttp(ground, api, events);
    const alarms = new ReportAlarms(this, "Alarms", {
      api: http,
      queues,
      events,
      functions: {
        Api: api,
        Render: workers.render,
        Batch: workers.batch,
        Preview: workers.preview,
        Picture: workers.pictures,
        Ingest: workers.ingest,
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
    const bus = "Bus of events: every end of a report, batch, edition or upload";
    addOutput(this, "EventBusName", events.bus.eventBusName, bus);
    addOutput(this, "ParkingQueueUrl", queues.parking.queueUrl, "Dead letters wait here for a person");
  }

  /** The store, the queues and the layers, on which all functions stand. */
  #layGround(settings: Settings): Ground {
    const { architecture, logRetentionDays, reportRetentionDays } = settings;
    const store = new ReportStore(this, "Store", {
      destroyData: settings.destroyData,
      reportRetentionDays,
      corsOrigins: [...settings.corsOrigins, ...studioOrigins(settings)],
    });
    const renderTimeout = renderTimeoutOf(settings);
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
    return {
      settings,
      store,
      queues,
      shared: { architecture, logRetentionDays },
      environment: {
        stack: this.stackName,
        store: store.bucket.bucketName,
        retentionDays: String(reportRetentionDays),
      },
      duckDb,
      fonts,
    };
  }

  /** The functions that make something of what the API accepts. */
  #addWorkers(
    ground: Ground,
  ): Readonly<Record<"render" | "batch" | "preview" | "pictures" | "ingest", ReportFunction>> {
    const layers = [ground.duckDb, ground.fonts];
    const render = addRender(this, ground);
    const { worker: batch } = new ReportBatches(this, "Batches", { ...ground, layers });
    const { worker: preview, pictures } = new ReportPreviews(this, "Previews", { ...ground, layers });
    return { render, batch, preview, pictures, ingest: addIngest(this, ground, render) };
  }

  /** The API's door: its routes, its name, the studio in front of it, and who may call it. */
  #addHttp({ settings, store, shared }: Ground, api: ReportFunction, events: EventAnnouncer): ReportApi {
    const { domain, studio } = settings;
    const http = new ReportApi(this, "Http", {
      handler: api.function,
      authorization: settings.authorization,
      scopes: settings.scopes,
      corsOrigins: settings.corsOrigins,
      // With a studio, the name is that of the distribution in front of the API.
      ...(domain === undefined || studio !== undefined ? {} : { domain }),
      throttle: { rate: settings.throttleRate, burst: settings.throttleBurst },
      logRetentionDays: settings.logRetentionDays,
    });
    const ownName = `${http.api.apiId}.execute-api.${this.region}.${this.urlSuffix}`;
    events.setPublicUrl(`https://${domain?.name ?? ownName}`);
    if (studio !== undefined) new StudioSite(this, "Studio", { settings, http, store, shared });
    if (settings.authorization.kind === "iam") new AccessPolicies(this, "Access", { http });
    return http;
  }
}

/** Claims, uploads, promotions and refreshes go to those who work on them, ends to the announcer. */
function notifyQueues({ store, queues }: Ground, events: EventAnnouncer): void {
  store.notify(
    { queue: queues.render, prefix: "reports/", suffix: "/request.json" },
    { queue: queues.batch, prefix: "batches/", suffix: "/request.json" },
    { queue: queues.ingest, prefix: "uploads/", suffix: "/data" },
    { queue: queues.ingest, prefix: "promotions/", suffix: "/request.json" },
    { queue: queues.ingest, prefix: "refreshes/", suffix: "/request.json" },
    ...["reports/", "batches/", "publications/", "uploads/", "dataset-events/"].map((prefix) => ({
      queue: events.outcomes,
      prefix,
      suffix: "/outcome.json",
    })),
  );
}

/** Origins of the studio's pages, which open signed links. CloudFront's own name is known only after the store. */
function studioOrigins({ studio, domain }: Settings): readonly string[] {
  if (studio === undefined) return [];
  return [domain === undefined ? "https://*.cloudfront.net" : `https://${domain.name}`];
}
