import { ArnFormat, Duration, Stack, Validations } from "aws-cdk-lib";
import { EventBus, Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as LambdaTarget } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement, type Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { ConfigurationSet, EmailSendingEvent, EventDestination } from "aws-cdk-lib/aws-ses";
import { Topic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { type Variable, variables } from "../../functions/environment.ts";
import { bundleFunction } from "../code/bundle-function.ts";
import { queueEncryption } from "./own-key.ts";
import { invokedArns, ReportFunction, type SharedProps } from "./report-function.ts";
import type { ReportStore } from "./report-store.ts";
import { mostNameLetters, type Settings } from "../settings/settings.ts";

export interface EventAnnouncerProps {
  /** Name of the installation. */
  readonly name: string;
  readonly store: ReportStore;
  readonly settings: Settings;
  /** What all functions of the stack have. */
  readonly shared: SharedProps;
  readonly environment: Readonly<Partial<Record<Variable, string>>>;
  /** Where outcomes go that cannot be announced. */
  readonly deadLetters: Queue;
}

/** Time limit of one delivery: a copy or a letter takes longest. */
const deliverTimeout = Duration.seconds(90);

/** Most deliveries at a time, of all targets together. */
const mostDeliveries = 20;

/**
 * Events and where they go:
 *
 *     store ──(outcome.json created)──► queue ──► announce ──► bus
 *     SES ──(bounces, complaints)──► topic ──► queue ──► announce ──► store (suppressed addresses)
 *     every minute ──► announce ──(what is due)──► FIFO queue ──► deliver ──► webhooks, letters, copies
 */
export class EventAnnouncer extends Construct {
  readonly bus: EventBus;
  readonly outcomes: Queue;
  readonly deliveries: Queue;
  readonly announce: ReportFunction;
  readonly deliver: ReportFunction;
  /** What the API needs to know to check a `deliver` list and to start deliveries. */
  readonly apiEnvironment: Readonly<Partial<Record<Variable, string>>>;
  readonly #name: string;
  readonly #key: IKey | undefined;

  constructor(
    scope: Construct,
    id: string,
    { name, store, settings, shared, environment, deadLetters }: EventAnnouncerProps,
  ) {
    super(scope, id);
    this.#name = name;
    this.#key = shared.key;
    const { mailFrom = "", copyTargets, functionMemory } = settings;
    this.bus = new EventBus(this, "Bus", {
      eventBusName: name,
      description: "Ends of reports, batches, editions and uploads",
      ...(shared.key && { kmsKey: shared.key }),
    });
    this.outcomes = addOutcomes(this, deadLetters, shared.key);
    this.deliveries = addDeliveries(this, name, shared.key);
    allowNotifications(this.outcomes);
    const deliver = { mailFrom, copyTargets: copyTargets.join(",") };
    const mailConfiguration = mailFrom === "" ? undefined : this.#reportFeedback(shared.key);
    this.apiEnvironment = { deliveryQueue: this.deliveries.queueUrl, ...deliver };
    this.announce = new ReportFunction(this, "Announce", {
      ...shared,
      description: "Broadsheet: announces what ended, and queues deliveries that are due",
      code: bundleFunction("announce"),
      module: "announce",
      memory: functionMemory.announce,
      timeout: Duration.minutes(1),
      environment: { ...environment, eventBus: this.bus.eventBusName, deliveryQueue: this.deliveries.queueUrl },
    });
    this.deliver = new ReportFunction(this, "Deliver", {
      ...shared,
      description: "Broadsheet: delivers events to webhooks, by mail and as copies",
      code: bundleFunction("deliver"),
      module: "deliver",
      memory: functionMemory.deliver,
      timeout: deliverTimeout,
      tellsOfOthers: true,
      environment: {
        ...environment,
        ...deliver,
        deliveryQueue: this.deliveries.queueUrl,
        ...(mailConfiguration && { mailConfiguration: mailConfiguration.configurationSetName }),
      },
    });

    this.#grantStore(store);
    this.#grantQueues();
    this.#grantSecrets(this.deliver.role, ["GetSecretValue", "CreateSecret"]);
    if (mailConfiguration !== undefined) this.#grantMail(this.deliver.role, mailFrom, mailConfiguration);
    if (copyTargets.length > 0) this.#grantCopies(this.deliver.role, copyTargets);
    this.#begin();
  }

  /** Lets the API keep webhooks and their secrets, and start deliveries. */
  grantApi(role: Role, store: ReportStore): void {
    store.grant(role, {
      "webhooks/": ["read", "write", "delete"],
      "deliveries/": ["read", "write"],
      "due/": ["write"],
      "events/": ["read"],
      "notices/": ["read", "write", "delete"],
      "unsubscribed/": ["read", "write", "delete"],
      "suppressed/": ["read", "delete"],
    });
    this.#grantSecrets(role, ["GetSecretValue", "CreateSecret", "PutSecretValue", "DeleteSecret"]);
    this.deliveries.grantSendMessages(role);
  }

  /** @param url address of the API, for links in letters @param hasStudio whether a studio is there, too */
  setPublicUrl(url: string, hasStudio: boolean): void {
    this.deliver.function.addEnvironment(variables.publicUrl, url);
    if (hasStudio) this.deliver.function.addEnvironment(variables.hasStudio, "true");
  }

  /** Lets letters say what changed in the data: the render function compares them. */
  compareBy(render: ReportFunction): void {
    this.deliver.function.addEnvironment(variables.renderFunction, render.entry.functionName);
    this.deliver.role.addToPolicy(
      new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: invokedArns([render]) }),
    );
  }

  /** What announcing and delivering read and write. */
  #grantStore(store: ReportStore): void {
    const subjects = { "reports/": ["read"], "batches/": ["read"], "publications/": ["read"] } as const;
    store.grant(this.announce.role, {
      ...subjects,
      "uploads/": ["read"],
      "dataset-events/": ["read"],
      "notices/": ["read"],
      "events/": ["write"],
      "webhooks/": ["read"],
      "deliveries/": ["read", "write"],
      "due/": ["list", "write", "delete"],
      "suppressed/": ["write"],
    });
    store.grant(this.deliver.role, {
      ...subjects,
      "dataset-events/": ["read"],
      "events/": ["read"],
      "webhooks/": ["read"],
      "deliveries/": ["read", "write"],
      "due/": ["write", "delete"],
      "unsubscribed/": ["read"],
      "suppressed/": ["read"],
      "templates/": ["read"],
      // It asks for the renditions that its letters and copies bring, and writes nothing else of a report.
      "reports/*/renditions/": ["write"],
      // It has the data of two editions compared, and keeps what changed beside the later one.
      "datasets/": ["read"],
      "publications/*/data/": ["write"],
    });
  }

  #grantQueues(): void {
    this.bus.grantPutEventsTo(this.announce.role);
    this.deliveries.grantSendMessages(this.announce.role);
    this.outcomes.grantConsumeMessages(this.announce.role);
    this.deliveries.grantConsumeMessages(this.deliver.role);
    // The letters to a batch's rows are made by one delivery for each page of rows.
    this.deliveries.grantSendMessages(this.deliver.role);
  }

  /** What makes the two functions work: outcomes, deliveries that are due, and the clock. */
  #begin(): void {
    this.announce.entry.addEventSource(
      new SqsEventSource(this.outcomes, { batchSize: 10, maxConcurrency: 10, reportBatchItemFailures: true }),
    );
    this.deliver.entry.addEventSource(
      new SqsEventSource(this.deliveries, {
        batchSize: 1,
        maxConcurrency: mostDeliveries,
        reportBatchItemFailures: true,
      }),
    );
    new Rule(this, "EveryMinute", {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaTarget(this.announce.entry)],
    });
  }

  #grantSecrets(role: Role, actions: readonly string[]): void {
    // Secrets Manager asks for the key in the name of who makes or reads a secret.
    this.#key?.grantEncryptDecrypt(role);
    const arn = Stack.of(this).formatArn({
      service: "secretsmanager",
      resource: "secret",
      resourceName: `${this.#name}/*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    role.addToPolicy(
      new PolicyStatement({ actions: actions.map((action) => `secretsmanager:${action}`), resources: [arn] }),
    );
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:${this.#name}/*]`,
      reason: "Secrets are made with each webhook: the permission ends with the stack's own prefix.",
    });
  }

  /** Has SES put bounces and complaints into the queue of outcomes, by a topic: what it sends there, it tries again. */
  #reportFeedback(key: IKey | undefined): ConfigurationSet {
    const topic = new Topic(this, "MailFeedback", {
      displayName: "Broadsheet: bounces and complaints",
      ...(key && { masterKey: key }),
      enforceSSL: true,
    });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: "FeedbackOfThisAccount",
        principals: [new ServicePrincipal("ses.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    );
    topic.addSubscription(new SqsSubscription(this.outcomes, { rawMessageDelivery: true }));
    const configuration = new ConfigurationSet(this, "Mail");
    configuration.addEventDestination("Feedback", {
      destination: EventDestination.snsTopic(topic),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
    return configuration;
  }

  #grantMail(role: Role, mailFrom: string, configuration: ConfigurationSet): void {
    const address = /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom;
    const identities = [address, address.slice(address.indexOf("@") + 1)].map((name) =>
      Stack.of(this).formatArn({ service: "ses", resource: "identity", resourceName: name }),
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: ["ses:SendEmail", "ses:SendRawEmail"],
        resources: [
          ...identities,
          Stack.of(this).formatArn({
            service: "ses",
            resource: "configuration-set",
            resourceName: configuration.configurationSetName,
          }),
        ],
        conditions: { StringEquals: { "ses:FromAddress": address } },
      }),
    );
  }

  #grantCopies(role: Role, targets: readonly string[]): void {
    for (const target of targets) {
      const path = `${target.replace("s3://", "").replace(/\/$/, "")}/*`;
      role.addToPolicy(
        new PolicyStatement({ actions: ["s3:PutObject"], resources: [`arn:${Stack.of(this).partition}:s3:::${path}`] }),
      );
      Validations.of(role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::${path}]`,
        reason: "Names of copies are not known in advance: the permission ends with the prefix.",
      });
    }
  }
}

function addOutcomes(scope: Construct, deadLetters: Queue, key: IKey | undefined): Queue {
  return new Queue(scope, "Outcomes", {
    ...queueEncryption(key),
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    visibilityTimeout: Duration.minutes(6),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 10 },
  });
}

/**
 * A message only says that it is time: the store knows what is to be delivered, and the next minute queues it again.
 * Named, since not every CloudFormation gives a FIFO queue without a name the ending that it needs. SQS allows 80
 * characters.
 */
function addDeliveries(scope: Construct, name: string, key: IKey | undefined): Queue {
  const deliveries = new Queue(scope, "Deliveries", {
    ...queueEncryption(key),
    enforceSSL: true,
    fifo: true,
    queueName: `${name.slice(0, mostNameLetters)}-Deliveries.fifo`,
    retentionPeriod: Duration.hours(1),
    visibilityTimeout: Duration.seconds(deliverTimeout.toSeconds() * 6),
  });
  Validations.of(deliveries).acknowledge({
    id: "AwsSolutions-SQS3",
    reason: "A message that is lost is sent again a minute later: the store knows what is due.",
  });
  return deliveries;
}

/** The store's notifications come from S3, for buckets of this account. */
function allowNotifications(queue: Queue): void {
  queue.addToResourcePolicy(
    new PolicyStatement({
      sid: "NotificationsOfThisAccount",
      principals: [new ServicePrincipal("s3.amazonaws.com")],
      actions: ["sqs:SendMessage"],
      resources: [queue.queueArn],
      conditions: { StringEquals: { "aws:SourceAccount": Stack.of(queue).account } },
    }),
  );
}
