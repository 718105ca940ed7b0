import { Token } from "aws-cdk-lib";
import type { Node } from "constructs";
import { openScopes } from "../../functions/core/service/access/roles.ts";
import type { Scope } from "../../functions/core/service/access/scopes.ts";
import type { BroadsheetProps } from "./broadsheet-props.ts";
import type { CanaryPlan } from "./canary-plans.ts";
import type { ProcessorName } from "../code/native-package.ts";
import type { MemoryOfFunctions } from "./function-memory.ts";
import { keys, logRetentions, type RouteLimit } from "./setting-rules.ts";
import type { SourceConnection } from "./source-connection.ts";
import { SetupFault } from "../setup-fault.ts";

/** Who may call the API; `/health` is always open. */
export type Authorization =
  | { readonly kind: "iam" }
  | {
      readonly kind: "jwt";
      readonly issuer: string;
      readonly audience: readonly string[];
      readonly scopePrefix: string;
    }
  | { readonly kind: "open" };

/** The settings of an installation, validated: of the context in `cdk.json`, or of a construct's properties. */
export interface Settings {
  /** Name of the installation, and of the stack that has nothing else. */
  readonly stackName: string;
  readonly architecture: ProcessorName;
  readonly authorization: Authorization;
  /** Scopes whose routes exist. */
  readonly scopes: readonly Scope[];
  readonly corsOrigins: readonly string[];
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** Absent: no studio is served. */
  readonly studio?: {
    /** Client that the issuer knows the studio by. */
    readonly clientId: string;
    /** Origins of the issuer beside its own, such as that of Cognito's token endpoint. */
    readonly signInOrigins: readonly string[];
    /** What it puts before the names of scopes when it asks the issuer. */
    readonly scopePrefix: string;
  };
  /** Whether only the studio's address serves the API. */
  readonly lockedOrigin: boolean;
  /** Web ACL of the studio's address; absent: none. */
  readonly webAclArn?: string;
  readonly templatesDir: string;
  /** Whether a version must pass its tests before it is promoted. */
  readonly requireTests: boolean;
  /** Publications and webhooks that may exist, and announced uploads that may be open. */
  readonly mostPublications: number;
  readonly mostWebhooks: number;
  readonly mostUploads: number;
  /** MiB. */
  readonly largestUpload: number;
  /** A bucket that exists; absent: a new one. */
  readonly bucketName?: string;
  /** Key of KMS that encrypts what is stored; absent: keys of the services. */
  readonly encryptionKeyArn?: string;
  readonly destroyData: boolean;
  readonly reportRetentionDays: number;
  readonly logRetentionDays: number;
  /** MiB. */
  readonly renderMemory: number;
  readonly renderSeconds: number;
  readonly renderConcurrency: number;
  /** Pages of batches made in parallel. */
  readonly batchConcurrency: number;
  /** Whether the PDFs of a batch's page are stored together. */
  readonly batchPacks: boolean;
  /** Renders for requests that wait, which the account reserves beside those of the queue; 0: none is reserved. */
  readonly waitingConcurrency: number;
  /** Previews made in parallel, which the account reserves; 0: neither reserved nor limited. */
  readonly previewConcurrency: number;
  /** Requests per second, and the burst. */
  readonly throttleRate: number;
  readonly throttleBurst: number;
  /** Memory of the function that answers the API, MiB. */
  readonly apiMemory: number;
  /** Memory of the functions without a setting of their own, MiB. */
  readonly functionMemory: MemoryOfFunctions;
  readonly tracing: boolean;
  /** How new versions of the functions take over; `none`: they have no versions. */
  readonly canary: CanaryPlan;
  /** Route, such as `POST /reports` → what it accepts. */
  readonly routeLimits: Readonly<Record<string, RouteLimit>>;
  readonly alarms: boolean;
  readonly alarmEmail?: string;
  /** Verified sender of letters; absent: none are sent. */
  readonly mailFrom?: string;
  /** Name → from where sources fetch; none: there are no sources. */
  readonly connections: Readonly<Record<string, SourceConnection>>;
  /** Prefixes to which copies may go: `s3://bucket/prefix`. */
  readonly copyTargets: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Whether datasets are fetched from sources. */
export function hasSources({ connections }: Settings): boolean {
  return Object.keys(connections).length > 0;
}

/** The names of connections with their engines, as a variable has them. */
export function connectionNames({ connections }: Settings): string {
  return Object.entries(connections)
    .map(([name, { engine }]) => `${name}:${engine}`)
    .join(",");
}

/** Context keys that the CDK's command line adds without marking them as its own. */
const cdkKeys: readonly string[] = ["acknowledged-issue-numbers", "cli-telemetry"];

/**
 * Reads the context from `cdk.json` and `-c key=value`.
 *
 * @throws SetupFault that lists every unknown key and invalid value, with the values allowed
 */
export function readSettings(node: Node): Settings {
  const reader = new SettingReader(
    "the context is",
    (key) => node.tryGetContext(key),
    (key) => key,
  );
  for (const key of Object.keys((node.getAllContext() ?? {}) as object))
    // Keys with a colon, a slash or an at sign are the CDK's own; `//` begins a comment.
    if (!/[:/@]/.test(key) && !cdkKeys.includes(key)) reader.demandKnown(key, Object.keys(keys), "setting", "settings");
  return settingsFrom(reader);
}

/** SQS allows 80 characters for the name of a queue, of which the rest is `-Deliveries.fifo`. */
export const mostNameLetters = 64;

/** Where a property of the construct has another name than the key of the context. */
const propertyNames: Partial<Readonly<Record<SettingKey, string>>> = {
  stackName: "name",
  authorization: "authorization.kind",
  jwtIssuer: "authorization.issuer",
  jwtAudience: "authorization.audience",
  jwtScopePrefix: "authorization.scopePrefix",
  domainName: "domain.name",
  certificateArn: "domain.certificateArn",
  studioClientId: "studio.clientId",
  studioScopePrefix: "studio.scopePrefix",
  studioSignInOrigins: "studio.signInOrigins",
  bucketName: "bucket",
  encryptionKeyArn: "encryptionKey",
  removalPolicy: "destroyData",
};

/**
 * Reads the properties of a construct.
 *
 * @param name what it is called unless the properties say
 * @param templates the folder of templates unless they say
 * @param known names of the properties that are no settings
 * @throws SetupFault that lists every unknown property and invalid value, with the values allowed
 */
export function settingsOf(
  props: BroadsheetProps,
  name: string,
  templates: string,
  known: readonly string[] = [],
): Settings {
  const { authorization, domain, studio, destroyData } = props;
  // What is given and has not the form that its type demands must not count as absent: null fits no rule.
  const jwt = authorization?.kind === "jwt" ? authorization : undefined;
  const values: Partial<Readonly<Record<SettingKey, unknown>>> = {
    ...props,
    stackName: props.name ?? name,
    templatesDir: props.templatesDir ?? templates,
    authorization: authorization && (authorization.kind ?? null),
    jwtIssuer: jwt?.issuer,
    jwtAudience: jwt?.audience,
    jwtScopePrefix: jwt?.scopePrefix,
    domainName: domain && (domain.name || null),
    certificateArn: domain && (domain.certificateArn || null),
    studio: typeof studio === "object" || studio,
    studioClientId: studio?.clientId,
    studioScopePrefix: studio?.scopePrefix,
    studioSignInOrigins: studio?.signInOrigins,
    removalPolicy: { true: "destroy", false: "retain" }[String(destroyData)] ?? destroyData,
  };
  const reader = new SettingReader(
    "the properties of Broadsheet are",
    (key) => values[key],
    (key) => propertyNames[key] ?? key,
  );
  const tops = (Object.keys(keys) as SettingKey[]).map((key) => (propertyNames[key] ?? key).split(".")[0]!);
  if (props.name !== undefined && props.name.length > mostNameLetters)
    reader.fault(
      `name may have ${mostNameLetters} letters, not ${props.name.length}: the name of a queue ends with it`,
    );
  if (Token.isUnresolved(props.name ?? name))
    reader.fault("name is needed here: the stack's own is known only at deployment");
  for (const key of Object.keys(props))
    reader.demandKnown(key, [...new Set([...tops, ...known])], "property", "properties");
  return settingsFrom(reader);
}

function settingsFrom(reader: SettingReader): Settings {
  const { read } = reader;
  const settings: Settings = {
    stackName: read("stackName"),
    architecture: read("architecture"),
    ...readAccess(reader),
    corsOrigins: read("corsOrigins"),
    ...readDomain(reader),
    ...readStudio(reader),
    ...readFront(reader),
    templatesDir: read("templatesDir"),
    requireTests: read("requireTests"),
    mostPublications: read("mostPublications"),
    mostWebhooks: read("mostWebhooks"),
    mostUploads: read("mostUploads"),
    largestUpload: read("largestUpload"),
    ...unlessEmpty("bucketName", read("bucketName")),
    ...unlessEmpty("encryptionKeyArn", read("encryptionKeyArn")),
    destroyData: read("removalPolicy") === "destroy",
    reportRetentionDays: read("reportRetentionDays"),
    logRetentionDays: readLogRetention(reader),
    renderMemory: read("renderMemory"),
    renderSeconds: read("renderSeconds"),
    renderConcurrency: read("renderConcurrency"),
    batchConcurrency: read("batchConcurrency"),
    batchPacks: read("batchPacks"),
    waitingConcurrency: read("waitingConcurrency"),
    previewConcurrency: read("previewConcurrency"),
    apiMemory: read("apiMemory"),
    functionMemory: read("functionMemory"),
    tracing: read("tracing"),
    canary: read("canary"),
    throttleRate: read("throttleRate"),
    throttleBurst: read("throttleBurst"),
    routeLimits: read("routeLimits"),
    ...readAlarms(reader),
    ...unlessEmpty("mailFrom", read("mailFrom")),
    connections: read("connections"),
    copyTargets: read("copyTargets"),
    tags: read("tags"),
  };
  reader.demandNoFaults();
  return settings;
}

type SettingKey = keyof typeof keys;

/** Reads settings, and gathers what is wrong with them. A faulty one reads as undefined. */
class SettingReader {
  readonly #about: string;
  readonly #get: (key: SettingKey) => unknown;
  /** What the reader of a message knows a setting by. */
  readonly nameOf: (key: SettingKey) => string;
  readonly #faults: string[] = [];

  /** @param about what the settings are read from, with its verb */
  constructor(about: string, get: (key: SettingKey) => unknown, nameOf: (key: SettingKey) => string) {
    this.#about = about;
    this.#get = get;
    this.nameOf = nameOf;
  }

  readonly read = <K extends SettingKey>(key: K): ReturnType<(typeof keys)[K]> => {
    try {
      return keys[key](this.#get(key), this.nameOf(key)) as ReturnType<(typeof keys)[K]>;
    } catch (error) {
      this.fault((error as Error).message);
      return undefined as ReturnType<(typeof keys)[K]>;
    }
  };

  /** Notes a name that is none of those allowed. */
  demandKnown(name: string, allowed: readonly string[], kind: string, kinds: string): void {
    if (!allowed.includes(name))
      this.fault(`"${name}" is not a Broadsheet ${kind}; the ${kinds} are ${allowed.join(", ")}`);
  }

  /** Notes a fault; one that two keys share is named once. */
  fault(message: string): void {
    if (!this.#faults.includes(message)) this.#faults.push(message);
  }

  /** @throws SetupFault */
  demandNoFaults(): void {
    if (this.#faults.length > 0)
      throw new SetupFault(`${this.#about} not valid:\n${this.#faults.map((fault) => `  - ${fault}`).join("\n")}`);
  }
}

/** Who may call the API, and what it serves. */
function readAccess(reader: SettingReader): Pick<Settings, "authorization" | "scopes"> {
  const { read, nameOf } = reader;
  const kind = read("authorization");
  const [issuer, audience] = [read("jwtIssuer"), read("jwtAudience")];
  if (kind === "jwt" && (issuer === "" || audience?.length === 0))
    reader.fault(`${nameOf("authorization")}=jwt needs ${nameOf("jwtIssuer")} and ${nameOf("jwtAudience")}`);
  const scopes = read("scopes");
  const restricted = scopes?.filter((scope) => !openScopes.includes(scope)) ?? [];
  if (kind === "open" && restricted.length > 0)
    reader.fault(
      `${nameOf("authorization")}=open lets everyone in, so the API may not serve ${restricted.join(", ")}; name what it may serve: scopes=${openScopes.join(",")}, or fewer`,
    );
  const scopePrefix = read("jwtScopePrefix");
  return { authorization: kind === "jwt" ? { kind, issuer, audience, scopePrefix } : { kind }, scopes };
}

function readDomain(reader: SettingReader): Pick<Settings, "domain"> {
  const [name, certificateArn] = [reader.read("domainName"), reader.read("certificateArn")];
  if ((name === "") !== (certificateArn === ""))
    reader.fault(`${reader.nameOf("domainName")} and ${reader.nameOf("certificateArn")} go together`);
  return name === "" ? {} : { domain: { name, certificateArn } };
}

function readStudio(reader: SettingReader): Pick<Settings, "studio"> {
  const { read, nameOf } = reader;
  const [studio, clientId, signInOrigins] = [read("studio"), read("studioClientId"), read("studioSignInOrigins")];
  const kind = read("authorization");
  if (studio === true && kind !== "jwt")
    reader.fault(
      `studio=true needs ${nameOf("authorization")}=jwt, not ${JSON.stringify(kind)}: a browser cannot sign as IAM demands, and an open API has nothing to write with`,
    );
  if (studio === true && clientId === "")
    reader.fault(
      `studio=true needs ${nameOf("studioClientId")}, the public client that your issuer knows the studio by`,
    );
  const scopePrefix = read("studioScopePrefix") || read("jwtScopePrefix");
  return studio ? { studio: { clientId, signInOrigins, scopePrefix } } : {};
}

/** What stands before the studio's address. */
function readFront(reader: SettingReader): Pick<Settings, "lockedOrigin" | "webAclArn"> {
  const { read, nameOf } = reader;
  const [lockedOrigin, webAclArn, studio] = [read("lockedOrigin"), read("webAclArn"), read("studio")];
  const alone = "needs a studio: without one nothing stands before the API";
  if (studio === false && lockedOrigin === true) reader.fault(`${nameOf("lockedOrigin")}=true ${alone}`);
  if (studio === false && webAclArn !== "" && webAclArn !== undefined) reader.fault(`${nameOf("webAclArn")} ${alone}`);
  return { lockedOrigin, ...unlessEmpty("webAclArn", webAclArn) };
}

function readAlarms(reader: SettingReader): Pick<Settings, "alarms" | "alarmEmail"> {
  const { read, nameOf } = reader;
  const [alarms, email] = [read("alarms"), read("alarmEmail")];
  if (alarms === false && email !== "")
    reader.fault(`${nameOf("alarmEmail")} would get nothing: ${nameOf("alarms")} is false`);
  return { alarms, ...unlessEmpty("alarmEmail", email) };
}

function readLogRetention(reader: SettingReader): number {
  const days = reader.read("logRetentionDays");
  if (days !== undefined && !logRetentions.includes(days))
    reader.fault(`logRetentionDays must be one of ${logRetentions.join(", ")}, not ${days}`);
  return days;
}

function unlessEmpty<K extends string>(key: K, value: string): { readonly [P in K]?: string } {
  return (value === "" ? {} : { [key]: value }) as { readonly [P in K]?: string };
}
