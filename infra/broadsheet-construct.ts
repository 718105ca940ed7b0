import { Stack, Tags, Token, Validations } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import type { IEventBus } from "aws-cdk-lib/aws-events";
import { type Grant, type IGrantable, PermissionsBoundary } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Architecture, LayerVersion } from "aws-cdk-lib/aws-lambda";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { type ISecret, Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { roles } from "../functions/core/service/access/roles.ts";
import { AccessPolicies, grantCalls } from "./resources/access-policies.ts";
import { addOutput, nameOutputs } from "./resources/add-output.ts";
import { CanaryRelease, prepareCanary } from "./resources/canary-release.ts";
import { type ApiScope, type BroadsheetProps, type CallerRole, constructProps } from "./settings/broadsheet-props.ts";
import { bundleDuckDb, bundleFonts } from "./code/bundle-function.ts";
import { findTemplates, shippedTemplates } from "./code/code-parts.ts";
import { EventAnnouncer } from "./resources/event-announcer.ts";
import { addApi } from "./functions/add-api.ts";
import { addDeadLetter } from "./functions/add-dead-letter.ts";
import { addIngest, ingestTimeout } from "./functions/add-ingest.ts";
import { addPull, pullTimeout } from "./functions/add-pull.ts";
import { addRender, renderTimeoutOf } from "./functions/add-render.ts";
import { addSeed, addSeeding } from "./functions/add-seed.ts";
import { addSweep } from "./functions/add-sweep.ts";
import type { Ground } from "./functions/ground.ts";
import { MinuteTick } from "./functions/minute-tick.ts";
import { ReportAlarms } from "./resources/report-alarms.ts";
import { ReportApi, type ReportApiProps } from "./resources/report-api.ts";
import { batchTimeout, ReportBatches } from "./resources/report-batches.ts";
import type { Network, ReportFunction } from "./resources/report-function.ts";
import { ReportPreviews } from "./resources/report-previews.ts";
import { ReportQueues } from "./resources/report-queues.ts";
import { ReportStore } from "./resources/report-store.ts";
import { allowServices } from "./resources/own-key.ts";
import { hasSources, mostNameLetters, type Settings, settingsOf } from "./settings/settings.ts";
import { SetupFault } from "./setup-fault.ts";
import { StudioSite } from "./resources/studio-site.ts";

/**
 * Broadsheet in an AWS account.
 *
 *     client ──► API ──► store ──(claim created)──► queue ──► render ──► store
 *                 └───────────── Prefer: wait ────────────────┘
 *     store ──(batch or page claimed)──► queue ──► batch ──► store
 *     client ──► API ──(a preview, a picture of a page)──► preview
 *     client ──► signed URL ──► store ──(upload came, promotion or refresh claimed)──► queue ──► ingest ──► store
 *     store ──(a source's refresh claimed)──► queue ──► pull ──► store
 *     Athena ──(a query ended)──► EventBridge ──► queue ──► pull
 *     every minute ──► tick ──► store (editions of publications, refreshes of sources)
 *     store ──(outcome)──► queue ──► announce ──► bus, and by a queue ──► deliver ──► webhooks, letters, copies
 *     schedule ──► sweep ──► queue          queue ──► dead letters ──► failed, parked
 */
export class Broadsheet extends Construct {
  /** Name of the installation. */
  readonly name: string;
  /** Address of the API; with a studio, the studio's is `studioUrl`. */
  readonly apiUrl: string;
  /** Address of the studio and of the API behind it; undefined without a studio. */
  readonly studioUrl: string | undefined;
  readonly api: HttpApi;
  /** Holds datasets, templates and reports. */
  readonly bucket: IBucket;
  /** Gets an event of every end of a report, batch, edition or upload. */
  readonly bus: IEventBus;
  /** Gets all alarms. */
  readonly alarmTopic: ITopic;
  readonly #http: ReportApi;

  /** @throws SetupFault that lists every unknown property and invalid value, with the values allowed */
  constructor(scope: Construct, id: string, props: BroadsheetProps = {}) {
    super(scope, id);
    const settings = settingsOf(props, Stack.of(this).stackName, shippedTemplates, constructProps);
    // The function that takes the templates is bundled last; a missing folder ends the synthesis before all that work.
    findTemplates(settings.templatesDir);
    this.name = settings.stackName;
    prepareContext(this);
    if (settings.canary !== "none") prepareCanary(this.node);
    demandOwnName(this);
    applyToAll(this, settings, props);
    const ground = this.#layGround(settings, props);
    const { store, queues } = ground;
    const events = new EventAnnouncer(this, "Events", { ...ground, deadLetters: queues.deadLetters });
    notifyQueues(ground, events);

    const workers = this.#addWorkers(ground);
    events.compareBy(workers.render);
    const api = addApi(this, ground, events, workers);
    const sweep = addSweep(this, ground);
    const deadLetter = addDeadLetter(this, ground);
    const seed = addSeed(this, ground);
    const { tick } = new MinuteTick(this, "Minute", ground);
    const seeding = addSeeding(this, seed);
    const http = new ReportApi(this, "Http", apiPropsOf(settings, api, props.encryptionKey));
    this.#http = http;
    const { canary } = ground.shared;
    canary?.watchApi(http.api.metricServerError());
    this.studioUrl = this.#addDoors(ground, events, api);
    this.apiUrl = http.url;
    const alarms = new ReportAlarms(this, "Alarms", {
      name: this.name,
      watch: settings.alarms,
      api: http,
      queues,
      events,
      ...(props.encryptionKey && { key: props.encryptionKey }),
      functions: {
        Api: api,
        Render: workers.render,
        Batch: workers.batch,
        Preview: workers.preview,
        Picture: workers.pictures,
        Ingest: workers.ingest,
        ...(workers.pull && { Pull: workers.pull }),
        Sweep: sweep,
        DeadLetter: deadLetter,
        Tick: tick,
        Announce: events.announce,
        Deliver: events.deliver,
      },
      ...(settings.alarmEmail === undefined ? {} : { email: settings.alarmEmail }),
    });
    // Last of all: any earlier failure leaves an empty bucket, which the rollback of a first deployment can delete.
    // With a canary a version that may yet go back has no templates that only the new one can read.
    seeding.node.addDependency(seed.role, store, http, alarms, ...(canary?.aliases ?? []));
    this.#addOutputs(ground, events);
    this.api = http.api;
    this.bucket = store.bucket;
    // The CDK's own class fails its own interface under exactOptionalPropertyTypes.
    this.bus = events.bus as IEventBus;
    this.alarmTopic = alarms.topic;
  }

  /** The names that callers and operators look up, beside those of the doors. */
  #addOutputs({ store, queues }: Ground, events: EventAnnouncer): void {
    addOutput(this, "BucketName", store.bucket.bucketName, "Datasets, templates and reports");
    if (store.accessLog !== undefined)
      addOutput(this, "AccessLogBucketName", store.accessLog.bucketName, "Access log of the store");
    const bus = "Bus of events: every end of a report, batch, edition or upload";
    addOutput(this, "EventBusName", events.bus.eventBusName, bus);
    addOutput(this, "ParkingQueueUrl", queues.parking.queueUrl, "Dead letters wait here for a person");
  }

  /** The store, the queues and the layers, on which all functions stand. */
  #layGround(settings: Settings, props: BroadsheetProps): Ground {
    const network = networkOf(props);
    const key = props.encryptionKey;
    if (key !== undefined) allowServices(this, key);
    const { architecture, logRetentionDays, reportRetentionDays } = settings;
    const store = new ReportStore(this, "Store", {
      destroyData: settings.destroyData,
      reportRetentionDays,
      corsOrigins: [...settings.corsOrigins, ...studioOrigins(settings)],
      ...(props.bucket && { bucket: props.bucket }),
      ...(key && { key }),
    });
    const renderTimeout = renderTimeoutOf(settings);
    const queues = new ReportQueues(this, "Queues", {
      renderTimeout,
      ingestTimeout,
      batchTimeout,
      ...(hasSources(settings) && { pullTimeout }),
      ...(key && { key }),
    });
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
    const originKey = settings.lockedOrigin ? addOriginKey(this, key) : undefined;
    const { canary: plan } = settings;
    const canary = plan === "none" ? undefined : new CanaryRelease(this, "Canary", { name: this.name, plan });
    return {
      settings,
      name: this.name,
      ...(originKey && { originKey }),
      store,
      queues,
      shared: {
        architecture,
        logRetentionDays,
        tracing: settings.tracing,
        ...(network && { network }),
        ...(key && { key }),
        ...(canary && { canary }),
      },
      environment: {
        stack: this.name,
        store: store.bucket.bucketName,
        retentionDays: String(reportRetentionDays),
        ...(key && { secretKey: key.keyArn }),
      },
      duckDb,
      fonts,
    };
  }

  /** The functions that make something of what the API accepts. */
  #addWorkers(ground: Ground): Readonly<
    Record<"render" | "batch" | "preview" | "pictures" | "ingest", ReportFunction>
  > & {
    /** Undefined without connections. */
    readonly pull: ReportFunction | undefined;
  } {
    const layers = [ground.duckDb, ground.fonts];
    const render = addRender(this, ground);
    const { worker: batch } = new ReportBatches(this, "Batches", { ...ground, layers });
    const { worker: preview, pictures } = new ReportPreviews(this, "Previews", { ...ground, layers });
    const pull = addPull(this, ground);
    return { render, batch, preview, pictures, ingest: addIngest(this, ground, render), pull };
  }

  /** What stands before the API: its name, the studio, and who may call it. @returns the studio's address */
  #addDoors(
    { settings, name, store, shared, originKey }: Ground,
    events: EventAnnouncer,
    api: ReportFunction,
  ): string | undefined {
    const { domain, studio } = settings;
    const http = this.#http;
    const { region, urlSuffix } = Stack.of(this);
    const site =
      studio &&
      new StudioSite(this, "Studio", {
        settings,
        name,
        http,
        store,
        shared,
        ...(originKey && { originKey }),
        ...(shared.canary && { after: shared.canary.aliases }),
      });
    const own = `https://${domain?.name ?? `${http.api.apiId}.execute-api.${region}.${urlSuffix}`}`;
    // The function demands what CloudFront adds, so CloudFront, which takes minutes, comes first.
    if (site !== undefined && originKey !== undefined) api.function.node.addDependency(site.distribution);
    const hasStudio = site !== undefined && originKey !== undefined;
    events.setPublicUrl(hasStudio ? site.url : own, hasStudio);
    if (settings.authorization.kind === "iam") new AccessPolicies(this, "Access", { http });
    return site?.url;
  }

  /**
   * Lets a principal call the routes of some scopes, and those that any known caller may call.
   *
   * @throws SetupFault unless the authorization is `iam`: tokens bring their own scopes
   */
  grant(grantee: IGrantable, ...scopes: readonly ApiScope[]): Grant {
    return grantCalls(grantee, this.#http, scopes);
  }

  /** Lets a principal read all that a `reader` may read. @throws SetupFault as `grant` does */
  grantRead(grantee: IGrantable): Grant {
    return this.grant(grantee, ...roles.reader.filter((scope) => scope.endsWith(":read")));
  }

  /** Lets a principal read, and request reports: the role `reader`. @throws SetupFault as `grant` does */
  grantRequest(grantee: IGrantable): Grant {
    return this.grantRole(grantee, "reader");
  }

  /** Lets a principal do all that a role may. @throws SetupFault as `grant` does */
  grantRole(grantee: IGrantable, role: CallerRole): Grant {
    return this.grant(grantee, ...roles[role]);
  }
}

/** What CloudFront adds to each request, and the API demands. */
function addOriginKey(scope: Construct, key: IKey | undefined): ISecret {
  const secret = new Secret(scope, "OriginKey", {
    description: "Broadsheet: what the studio's address adds to each request to the API",
    generateSecretString: { passwordLength: 48, excludePunctuation: true },
    ...(key && { encryptionKey: key }),
  });
  Validations.of(secret).acknowledge({
    id: "AwsSolutions-SMG4",
    reason: "A new value takes a deployment, which brings it to CloudFront and then to the function.",
  });
  // The CDK's own class fails its own interface under exactOptionalPropertyTypes.
  return secret as ISecret;
}

/** Sets what the construct needs of its context, whatever the app around it sets. */
function prepareContext(broadsheet: Broadsheet): void {
  // Without it the CDK gives the bucket of access logs an access list, which a bucket without access lists refuses.
  broadsheet.node.setContext("@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true);
  // With it a topic's ARN stands in the policy of the key that the topic needs: each would wait for the other.
  broadsheet.node.setContext("@aws-cdk/aws-sns-subscriptions:restrictSqsDescryption", false);
  nameOutputs(broadsheet);
}

/** @throws SetupFault if another one of the stack, or of its account and region, has the same name */
function demandOwnName(own: Broadsheet): void {
  const other = own.node.root.node
    .findAll()
    .find((one) => one instanceof Broadsheet && one !== own && isBeside(one, own) && bare(one.name) === bare(own.name));
  if (other !== undefined)
    throw new SetupFault(
      `${own.node.path} has the name ${own.name}, as ${other.node.path} has: give one of them another \`name\``,
    );
}

/** Whether the names of two installations would meet in AWS, as far as is known before a deployment. */
function isBeside(one: Construct, other: Construct): boolean {
  const [first, second] = [Stack.of(one), Stack.of(other)];
  if (first === second) return true;
  const [place, otherPlace] = [first, second].map(({ account, region }) => `${account} ${region}`);
  return place === otherPlace && !Token.isUnresolved(place);
}

/** What of a name AWS compares: a queue's as far as it goes, a dashboard's whatever its letters' case. */
function bare(name: string): string {
  return name.slice(0, mostNameLetters).toLowerCase();
}

/** What all resources of the construct get. */
function applyToAll(own: Broadsheet, { tags }: Settings, { permissionsBoundary }: BroadsheetProps): void {
  for (const [name, value] of Object.entries({ application: "broadsheet", ...tags })) Tags.of(own).add(name, value);
  if (permissionsBoundary !== undefined) PermissionsBoundary.of(own).apply(permissionsBoundary);
}

/** @throws SetupFault for a place in a network that is not given */
function networkOf({ vpc, vpcSubnets, securityGroups }: BroadsheetProps): Network | undefined {
  if (vpc !== undefined) return { vpc, ...(vpcSubnets && { vpcSubnets }), ...(securityGroups && { securityGroups }) };
  if (vpcSubnets !== undefined || securityGroups !== undefined)
    throw new SetupFault("vpcSubnets and securityGroups say where in a network the functions are: give the `vpc`, too");
  return undefined;
}

function apiPropsOf(settings: Settings, handler: ReportFunction, key: IKey | undefined): ReportApiProps {
  const { domain, studio } = settings;
  return {
    handler: handler.entry,
    authorization: settings.authorization,
    scopes: settings.scopes,
    sources: hasSources(settings),
    corsOrigins: settings.corsOrigins,
    // With a studio, the name is that of the distribution in front of the API.
    ...(domain === undefined || studio !== undefined ? {} : { domain }),
    throttle: { rate: settings.throttleRate, burst: settings.throttleBurst },
    routeLimits: settings.routeLimits,
    logRetentionDays: settings.logRetentionDays,
    ...(key && { key }),
  };
}

/** Claims, uploads, promotions and refreshes go to those who work on them, ends to the announcer. */
function notifyQueues({ store, queues }: Ground, events: EventAnnouncer): void {
  store.notify(
    { queue: queues.render, prefix: "reports/", suffix: "/request.json" },
    { queue: queues.batch, prefix: "batches/", suffix: "/request.json" },
    { queue: queues.ingest, prefix: "uploads/", suffix: "/data" },
    { queue: queues.ingest, prefix: "promotions/", suffix: "/request.json" },
    { queue: queues.ingest, prefix: "refreshes/", suffix: "/request.json" },
    ...(queues.pull ? [{ queue: queues.pull, prefix: "pulls/", suffix: "/request.json" }] : []),
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
