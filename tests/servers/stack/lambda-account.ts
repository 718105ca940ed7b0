import { CreateEventBusCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { isSigned } from "../../local/remote/profile/is-signed.ts";
import { type FaultProxy, startFaultProxy } from "../stores/fault-proxy.ts";
import type { Invoked, LambdaRuntime } from "./lambda-runtime.ts";
import { callApi, type LambdaStack, type QueueCall, startLambdaStack } from "./lambda-stack.ts";
import { MessageQueue } from "./message-queue.ts";

/** Who calls: an access key, and the role whose managed policy it has. */
export interface AccountCaller {
  readonly key: string;
  readonly secret: string;
  /** `Reader`, as in the output `ReaderPolicyArn`. */
  readonly role: string;
}

/** An account in which the stack is deployed, as far as its template says how things meet. */
export interface LambdaAccount {
  /** Address of the API, which lets in whom the managed policies of the template permit. */
  readonly url: string;
  readonly stack: LambdaStack;
  /** What invocations of queues and of the tick threw. */
  readonly faults: readonly string[];
  stop(): Promise<void>;
}

interface Resource {
  readonly Type: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- CloudFormation's own JSON
  readonly Properties: any;
}

interface Rule {
  readonly queue: string;
  readonly prefix: string;
  readonly suffix: string;
}

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Resource: unknown;
}

/** What of the template decides who hears of what. Names are logical ids without their hashes. */
class Wiring {
  readonly #resources: readonly (readonly [string, Resource])[];

  constructor(assembly: string) {
    const text = readFileSync(join(assembly, "Broadsheet.template.json"), "utf8");
    this.#resources = Object.entries((JSON.parse(text) as { Resources: Record<string, Resource> }).Resources);
  }

  /** What S3 tells which queue of. */
  rules(): readonly Rule[] {
    return this.#of("AWS::S3::Bucket").flatMap(({ NotificationConfiguration: told }) =>
      ((told?.QueueConfigurations ?? []) as readonly Resource["Properties"][]).map(({ Queue, Filter }) => ({
        queue: nameIn(Queue),
        ...(Object.fromEntries(
          (Filter.S3Key.Rules as readonly { Name: string; Value: string }[]).map(({ Name, Value }) => [Name, Value]),
        ) as { prefix: string; suffix: string }),
      })),
    );
  }

  /** Queue → function that works on it. */
  consumers(): ReadonlyMap<string, string> {
    return new Map(
      this.#of("AWS::Lambda::EventSourceMapping").map(({ EventSourceArn, FunctionName }) => [
        nameIn(EventSourceArn),
        nameIn(FunctionName).replace(/Function$/, ""),
      ]),
    );
  }

  /** Whether a role's managed policy permits a call. */
  permits(role: string, call: string): boolean {
    const [, policy] = this.#resources.find(
      ([id, { Type }]) => Type === "AWS::IAM::ManagedPolicy" && bare(id) === `Access${role}`,
    )!;
    const decisions = (policy.Properties.PolicyDocument.Statement as readonly Statement[])
      .filter(({ Resource: arns }) => patternsIn(arns).some((pattern) => pattern.test(call)))
      .map(({ Effect }) => Effect);
    return decisions.includes("Allow") && !decisions.includes("Deny");
  }

  #of(type: string): readonly Resource["Properties"][] {
    return this.#resources.filter(([, { Type }]) => Type === type).map(([, { Properties }]) => Properties);
  }
}

const bare = (id: string): string => id.replace(/[0-9A-F]{8}$/, "");

function nameIn(reference: { readonly Ref?: string; readonly "Fn::GetAtt"?: readonly string[] }): string {
  return bare(reference.Ref ?? reference["Fn::GetAtt"]![0]!);
}

/** What a statement's ARNs say of calls, with IAM's asterisk: `GET/reports/*`. */
function patternsIn(arns: unknown): readonly RegExp[] {
  return [...JSON.stringify(arns).matchAll(/\/\$default\/([^"]+)"/g)].map(
    ([, pattern]) => new RegExp(`^${pattern!.replaceAll(".", "\\.").replaceAll("*", ".*")}$`),
  );
}

/** The last part of a queue's address in `startLambdaStack` → its name in the template. */
const queueNames: Readonly<Record<string, string>> = {
  render: "QueuesRender",
  ingest: "QueuesIngest",
  batch: "QueuesBatch",
  "deliveries.fifo": "EventsDeliveries",
};

/** What a tick may have to do something about: ends of what an edition waits for, and publications. */
const ticked = /^(?:(?:reports|batches)\/.*\/outcome\.json|publishing\/)/;

const region = "us-east-1";

/**
 * Runs the whole stack as an account does: S3 tells the queues that the template names, the queues feed the functions,
 * which start with their first message, and API Gateway asks IAM. Ceph is S3, moto Secrets Manager and EventBridge; the
 * minute's tick comes when it has something to do.
 */
export async function startLambdaAccount(callers: readonly AccountCaller[]): Promise<LambdaAccount> {
  const account = new Account(callers);
  try {
    await account.start();
  } catch (error) {
    await account.stop();
    throw error;
  }
  return account;
}

class Account implements LambdaAccount {
  url = "";
  stack!: LambdaStack;
  readonly faults: string[] = [];
  readonly #callers: readonly AccountCaller[];
  readonly #queues = new Map<string, MessageQueue>();
  readonly #functions = new Map<string, Promise<LambdaRuntime>>();
  readonly #moto: ChildProcess;
  readonly #gateway = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  #proxy: FaultProxy | undefined;
  #wiring!: Wiring;
  #rules: readonly Rule[] = [];
  #awsEndpoint = "";
  /** The tick under way, and whether another one is due after it. */
  #ticking: Promise<unknown> | undefined;
  #tickAgain = false;

  constructor(callers: readonly AccountCaller[]) {
    this.#callers = callers;
    this.#moto = spawn("python3", [join(import.meta.dirname, "serve-moto.py")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
  }

  async start(): Promise<void> {
    const [[port], stack] = await Promise.all([
      once(this.#moto.stdout!, "data") as Promise<[Buffer]>,
      startLambdaStack({
        storeEndpoint: async (upstream) => {
          this.#proxy = await startFaultProxy({ upstream, random: () => 1, written: (key) => this.#created(key) });
          return this.#proxy.endpoint;
        },
        queueCalled: (call) => this.#queueCalled(call),
      }),
      once(this.#gateway.listen(0, "127.0.0.1"), "listening"),
    ]);
    this.stack = stack;
    this.#awsEndpoint = `http://127.0.0.1:${String(port).trim()}`;
    this.#wiring = new Wiring(stack.assembly);
    this.#rules = this.#wiring.rules();
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const bus = new EventBridgeClient({ endpoint: this.#awsEndpoint, region, credentials });
    await bus.send(new CreateEventBusCommand({ Name: "Broadsheet" }));
    bus.destroy();
    for (const [queue, name] of this.#wiring.consumers()) {
      const made = new MessageQueue({ visibilityMs: 60_000 });
      this.#queues.set(queue, made);
      made.feed({ invoke: (event: unknown) => this.#invoke(name, event) });
    }
    // The API invokes them itself for clients that wait.
    const [render, ingest] = await Promise.all([this.#function("Render"), this.#function("Ingest")]);
    stack.serveRender(render);
    stack.serveIngest(ingest);
    await this.#function("Api");
    this.url = `http://127.0.0.1:${(this.#gateway.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const queue of this.#queues.values()) queue.stop();
    this.#gateway.closeAllConnections();
    this.#gateway.close();
    await this.#ticking;
    await this.stack?.stop();
    this.#proxy?.stop();
    this.#moto.kill("SIGKILL");
  }

  /** The function's environment, which starts when it is first needed. */
  #function(name: string): Promise<LambdaRuntime> {
    const known = this.#functions.get(name);
    if (known !== undefined) return known;
    const started = this.stack.start(name, { environment: { AWS_ENDPOINT_URL: this.#awsEndpoint } });
    this.#functions.set(name, started);
    return started;
  }

  async #invoke(name: string, event: unknown): Promise<Invoked> {
    const invoked = await (await this.#function(name)).invoke(event);
    if (invoked.error !== undefined) this.faults.push(`${name}: ${invoked.error.errorMessage}`);
    return invoked;
  }

  /** S3's notifications. */
  #created(key: string): void {
    const { bucket } = this.stack;
    for (const { queue } of this.#rules.filter(({ prefix, suffix }) => key.startsWith(prefix) && key.endsWith(suffix)))
      this.#queues
        .get(queue)!
        .send(JSON.stringify({ Records: [{ s3: { bucket: { name: bucket }, object: { key } } }] }));
    if (ticked.test(key)) this.#tick();
  }

  /** One tick at a time, and another one for what happened meanwhile. */
  #tick(): void {
    if (this.#ticking !== undefined) return void (this.#tickAgain = true);
    this.#ticking = this.#invoke("MinuteTick", {}).then(() => {
      this.#ticking = undefined;
      if (!this.#tickAgain) return;
      this.#tickAgain = false;
      this.#tick();
    });
  }

  #queueCalled({ action, body }: QueueCall): void {
    const queue = this.#queues.get(queueNames[String(body["QueueUrl"]).split("/").at(-1)!] ?? "");
    if (action === "ChangeMessageVisibility")
      queue?.hide(String(body["ReceiptHandle"]), Number(body["VisibilityTimeout"]));
    if (action === "SendMessageBatch")
      for (const { MessageBody } of body["Entries"] as { MessageBody: string }[]) queue?.send(MessageBody);
    if (action === "SendMessage") queue?.send(String(body["MessageBody"]));
  }

  /** API Gateway: who signed as nobody else can, and may call the route, reaches the function. */
  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { method = "GET", headers } = request;
    const { pathname, search } = new URL(request.url ?? "/", "http://x");
    const caller = this.#callers.find(({ key }) => headers.authorization?.includes(`Credential=${key}/`));
    const known = caller !== undefined && isSigned(request, body, { secret: caller.secret, region });
    const open = pathname === "/health";
    if (!open && !(known && this.#wiring.permits(caller.role, `${method}${pathname}`))) {
      response.writeHead(403, { "content-type": "application/json" }).end('{"message":"Forbidden"}');
      return;
    }
    const api = await this.#function("Api");
    const answer = await callApi(api, method, pathname, {
      headers: {
        ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
        host: "abc.execute-api.us-east-1.amazonaws.com",
      },
      query: search.slice(1),
      ...(known && { authorizer: { iam: { userArn: `arn:aws:iam::123456789012:user/${caller.role}` } } }),
      ...(body.length > 0 && { body: body.toString("base64"), isBase64Encoded: true }),
    });
    response.writeHead(answer.status, answer.headers).end(answer.bytes);
  }
}
