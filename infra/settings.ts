import type { Node } from "constructs";
import { openScopes } from "../functions/core/service/access/roles.ts";
import { everyScope, type Scope } from "../functions/core/service/access/scopes.ts";
import type { ProcessorName } from "./native-package.ts";
import { SetupFault } from "./setup-fault.ts";

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

/** The stack's settings: every key of the context in `cdk.json`, validated. */
export interface Settings {
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
  };
  readonly templatesDir: string;
  /** Whether a version must pass its tests before it is promoted. */
  readonly requireTests: boolean;
  /** Publications and webhooks that may exist, and announced uploads that may be open. */
  readonly mostPublications: number;
  readonly mostWebhooks: number;
  readonly mostUploads: number;
  readonly destroyData: boolean;
  readonly reportRetentionDays: number;
  readonly logRetentionDays: number;
  /** MiB. */
  readonly renderMemory: number;
  readonly renderSeconds: number;
  readonly renderConcurrency: number;
  /** Pages of batches made in parallel. */
  readonly batchConcurrency: number;
  /** Previews made in parallel, which the account reserves; 0: neither reserved nor limited. */
  readonly previewConcurrency: number;
  /** Requests per second, and the burst. */
  readonly throttleRate: number;
  readonly throttleBurst: number;
  readonly alarmEmail?: string;
  /** Verified sender of letters; absent: none are sent. */
  readonly mailFrom?: string;
  /** Prefixes to which copies may go: `s3://bucket/prefix`. */
  readonly copyTargets: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Retention times that CloudWatch Logs allows, days. */
const logRetentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

type Read<T> = (value: unknown, key: string) => T;

const keys = {
  stackName: text("Broadsheet", /^[A-Za-z][A-Za-z0-9-]{0,127}$/),
  architecture: oneOf<ProcessorName>("arm64", "x86_64"),
  authorization: oneOf("iam", "jwt", "open"),
  jwtIssuer: text("", /^(?:https:\/\/\S+)?$/),
  jwtAudience: list(/^\S+$/),
  jwtScopePrefix: text("", /^\S*$/),
  scopes: someOf(everyScope),
  corsOrigins: list(/^(?:https?:\/\/[^\s/]+|\*)$/),
  domainName: text("", /^(?:[a-z0-9-]+\.)*[a-z0-9-]*$/),
  certificateArn: text("", /^(?:arn:\S+)?$/),
  studio: yesOrNo(),
  studioClientId: text("", /^\S*$/),
  studioSignInOrigins: list(/^https:\/\/[^\s/]+$/),
  templatesDir: text("templates", /./),
  requireTests: yesOrNo(),
  mostPublications: whole(1000, 0, 10_000),
  mostWebhooks: whole(1000, 0, 1000),
  mostUploads: whole(1000, 0, 10_000),
  removalPolicy: oneOf("retain", "destroy"),
  reportRetentionDays: whole(90, 1, 3650),
  logRetentionDays: whole(30, 1, 3653),
  renderMemory: whole(2048, 1024, 10_240),
  renderSeconds: whole(60, 5, 600),
  renderConcurrency: whole(10, 2, 1000),
  batchConcurrency: whole(10, 2, 1000),
  previewConcurrency: whole(0, 0, 1000),
  throttleRate: whole(50, 1, 10_000),
  throttleBurst: whole(100, 1, 10_000),
  alarmEmail: text("", /^(?:\S+@\S+)?$/),
  mailFrom: text("", /^(?:[^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)?$/),
  copyTargets: list(/^s3:\/\/[a-z0-9][a-z0-9.-]+(?:\/[^\s*?,]+)?$/),
  tags: record(),
} satisfies Readonly<Record<string, Read<unknown>>>;

/** Context keys that the CDK's command line adds without marking them as its own. */
const cdkKeys: readonly string[] = ["acknowledged-issue-numbers", "cli-telemetry"];

/**
 * Reads the context from `cdk.json` and `-c key=value`.
 *
 * @throws SetupFault that lists every unknown key and invalid value, with the values allowed
 */
export function readSettings(node: Node): Settings {
  const context = new ContextReader(node);
  const { read } = context;
  const settings: Settings = {
    stackName: read("stackName"),
    architecture: read("architecture"),
    ...readAccess(context),
    corsOrigins: read("corsOrigins"),
    ...readDomain(context),
    ...readStudio(context),
    templatesDir: read("templatesDir"),
    requireTests: read("requireTests"),
    mostPublications: read("mostPublications"),
    mostWebhooks: read("mostWebhooks"),
    mostUploads: read("mostUploads"),
    destroyData: read("removalPolicy") === "destroy",
    reportRetentionDays: read("reportRetentionDays"),
    logRetentionDays: readLogRetention(context),
    renderMemory: read("renderMemory"),
    renderSeconds: read("renderSeconds"),
    renderConcurrency: read("renderConcurrency"),
    batchConcurrency: read("batchConcurrency"),
    previewConcurrency: read("previewConcurrency"),
    throttleRate: read("throttleRate"),
    throttleBurst: read("throttleBurst"),
    ...unlessEmpty("alarmEmail", read("alarmEmail")),
    ...unlessEmpty("mailFrom", read("mailFrom")),
    copyTargets: read("copyTargets"),
    tags: read("tags"),
  };
  context.demandNoFaults();
  return settings;
}

/** Reads keys of the context, and gathers what is wrong with them. A faulty key reads as undefined. */
class ContextReader {
  readonly #node: Node;
  readonly #faults: string[] = [];

  constructor(node: Node) {
    this.#node = node;
    for (const key of Object.keys((node.getAllContext() ?? {}) as object)) {
      // Keys with a colon, a slash or an at sign are the CDK's own; `//` begins a comment.
      if (!/[:/@]/.test(key) && !cdkKeys.includes(key) && !Object.hasOwn(keys, key))
        this.fault(`"${key}" is not a Broadsheet setting; the settings are ${Object.keys(keys).join(", ")}`);
    }
  }

  readonly read = <K extends keyof typeof keys>(key: K): ReturnType<(typeof keys)[K]> => {
    try {
      return keys[key](this.#node.tryGetContext(key), key) as ReturnType<(typeof keys)[K]>;
    } catch (error) {
      this.fault((error as Error).message);
      return undefined as ReturnType<(typeof keys)[K]>;
    }
  };

  /** Notes a fault; one that two keys share is named once. */
  fault(message: string): void {
    if (!this.#faults.includes(message)) this.#faults.push(message);
  }

  /** @throws SetupFault */
  demandNoFaults(): void {
    if (this.#faults.length > 0)
      throw new SetupFault(`the context is not valid:\n${this.#faults.map((fault) => `  - ${fault}`).join("\n")}`);
  }
}

/** Who may call the API, and what it serves. */
function readAccess(context: ContextReader): Pick<Settings, "authorization" | "scopes"> {
  const { read } = context;
  const kind = read("authorization");
  const [issuer, audience] = [read("jwtIssuer"), read("jwtAudience")];
  if (kind === "jwt" && (issuer === "" || audience?.length === 0))
    context.fault("authorization=jwt needs jwtIssuer and jwtAudience");
  const scopes = read("scopes");
  const restricted = scopes?.filter((scope) => !openScopes.includes(scope)) ?? [];
  if (kind === "open" && restricted.length > 0)
    context.fault(
      `authorization=open lets everyone in, so the API may not serve ${restricted.join(", ")}; name what it may serve: scopes=${openScopes.join(",")}, or fewer`,
    );
  const scopePrefix = read("jwtScopePrefix");
  return { authorization: kind === "jwt" ? { kind, issuer, audience, scopePrefix } : { kind }, scopes };
}

function readDomain(context: ContextReader): Pick<Settings, "domain"> {
  const [name, certificateArn] = [context.read("domainName"), context.read("certificateArn")];
  if ((name === "") !== (certificateArn === "")) context.fault("domainName and certificateArn go together");
  return name === "" ? {} : { domain: { name, certificateArn } };
}

function readStudio(context: ContextReader): Pick<Settings, "studio"> {
  const { read } = context;
  const [studio, clientId, signInOrigins] = [read("studio"), read("studioClientId"), read("studioSignInOrigins")];
  const kind = read("authorization");
  if (studio === true && kind !== "jwt")
    context.fault(
      `studio=true needs authorization=jwt, not ${JSON.stringify(kind)}: a browser cannot sign as IAM demands, and an open API has nothing to write with`,
    );
  if (studio === true && clientId === "")
    context.fault("studio=true needs studioClientId, the public client that your issuer knows the studio by");
  return studio ? { studio: { clientId, signInOrigins } } : {};
}

function readLogRetention(context: ContextReader): number {
  const days = context.read("logRetentionDays");
  if (days !== undefined && !logRetentions.includes(days))
    context.fault(`logRetentionDays must be one of ${logRetentions.join(", ")}`);
  return days;
}

function unlessEmpty<K extends string>(key: K, value: string): { readonly [P in K]?: string } {
  return (value === "" ? {} : { [key]: value }) as { readonly [P in K]?: string };
}

function text(otherwise: string, pattern: RegExp): Read<string> {
  return (value = otherwise, key) => {
    if (typeof value === "string" && pattern.test(value)) return value;
    throw new Error(`${key} must match ${pattern.source}, not ${JSON.stringify(value)}`);
  };
}

/** One of the values; the first is the default. */
function oneOf<T extends string>(...allowed: readonly T[]): Read<T> {
  return (value = allowed[0], key) => {
    if (allowed.includes(value as T)) return value as T;
    throw new Error(`${key} must be one of ${allowed.join(", ")}, not ${JSON.stringify(value)}`);
  };
}

function yesOrNo(): Read<boolean> {
  return (value = false, key) => {
    if (value === true || value === "true") return true;
    if (value === false || value === "false") return false;
    throw new Error(`${key} must be one of true, false, not ${JSON.stringify(value)}`);
  };
}

/** A JSON array, or its members separated by commas. */
function list(pattern: RegExp): Read<readonly string[]> {
  return (value = [], key) => {
    const members: readonly unknown[] = Array.isArray(value) ? value : String(value).split(",").filter(Boolean);
    if (members.every((member): member is string => typeof member === "string" && pattern.test(member))) return members;
    throw new Error(`every member of ${key} must match ${pattern.source}, not ${JSON.stringify(value)}`);
  };
}

/** Some of the values; none given means all. */
function someOf<T extends string>(allowed: readonly T[]): Read<readonly T[]> {
  const read = list(/^/);
  return (value, key) => {
    const members = read(value, key);
    const unknown = members.filter((member) => !allowed.includes(member as T));
    if (unknown.length > 0)
      throw new Error(
        `${key} may name ${allowed.join(", ")}, not ${unknown.map((member) => JSON.stringify(member)).join(", ")}`,
      );
    return members.length === 0 ? allowed : allowed.filter((member) => members.includes(member));
  };
}

function whole(otherwise: number, least: number, most: number): Read<number> {
  return (value = otherwise, key) => {
    const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
    if (Number.isSafeInteger(number) && (number as number) >= least && (number as number) <= most)
      return number as number;
    throw new Error(`${key} must be a whole number from ${least} to ${most}, not ${JSON.stringify(value)}`);
  };
}

/** A JSON object of texts, or `a=b,c=d`. */
function record(): Read<Readonly<Record<string, string>>> {
  return (value = {}, key) => {
    const pairs =
      typeof value === "string"
        ? value
            .split(",")
            .filter(Boolean)
            .map((pair) => pair.split(/=(.*)/s).slice(0, 2))
        : Object.entries(value as object);
    if (pairs.every(([name, member]) => typeof name === "string" && name !== "" && typeof member === "string"))
      return Object.fromEntries(pairs) as Record<string, string>;
    throw new Error(`${key} must be an object of texts, not ${JSON.stringify(value)}`);
  };
}
