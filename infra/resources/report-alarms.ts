import { Duration, Stack } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { addOutput } from "./add-output.ts";
import type { EventAnnouncer } from "./event-announcer.ts";
import type { ReportApi } from "./report-api.ts";
import type { ReportFunction } from "./report-function.ts";
import type { ReportQueues } from "./report-queues.ts";

export interface ReportAlarmsProps {
  /** Name of the installation, which its metrics have as a dimension. */
  readonly name: string;
  readonly api: ReportApi;
  readonly queues: ReportQueues;
  readonly events: EventAnnouncer;
  readonly functions: Readonly<Record<string, ReportFunction>>;
  /** Whether there are alarms and a dashboard, or only the topic. */
  readonly watch: boolean;
  /** Key of the topic. @default none: what alarms say is not encrypted at rest */
  readonly key?: IKey;
  /** Address notified of every alarm, once it has confirmed. @default none: subscribe to the topic */
  readonly email?: string;
}

/** Period over which metrics are judged. */
const period = Duration.minutes(5);

/** Alarms, sent to a topic, and the dashboard that goes with them. */
export class ReportAlarms extends Construct {
  readonly topic: Topic;
  readonly #name: string;

  constructor(scope: Construct, id: string, props: ReportAlarmsProps) {
    super(scope, id);
    this.#name = props.name;
    this.topic = addTopic(this, props.key);
    if (props.email !== undefined) this.topic.addSubscription(new EmailSubscription(props.email));
    addOutput(this, "AlarmsTopicArn", this.topic.topicArn, "Topic of all alarms");
    if (!props.watch) return;
    const ages = this.#watchQueues(props.queues);
    this.#watchReports();
    if (props.functions["Pull"] !== undefined) this.#watchSources(props.queues);
    this.#watchEvents(props.events);
    this.#watchSchedules(props.functions);
    this.#watchApi(props.api);
    this.#watchFunctions(props.functions);
    this.#drawDashboard(props, ages);
  }

  /** @returns the ages of what waits longest, for the dashboard */
  #watchQueues(queues: ReportQueues): readonly IMetric[] {
    const oldest = queues.render.metricApproximateAgeOfOldestMessage({ period });
    // Measured by age, not number: a letter that cannot be parked is hidden most of the time, so it is not counted. The
    // time allows two tries.
    this.#alarm(
      "DeadLetters",
      queues.deadLetters.metricApproximateAgeOfOldestMessage({ period }),
      600,
      "Dead letters are not being parked: see the log of the function DeadLetter",
    );
    this.#alarm(
      "Parked",
      queues.parking.metricApproximateNumberOfMessagesVisible({ period, statistic: "max" }),
      0,
      "A report was given up: its message waits in the parking queue",
    );
    this.#alarm("OldestClaim", oldest, 600, "Reports have waited for more than ten minutes");
    const ingestAge = queues.ingest.metricApproximateAgeOfOldestMessage({ period });
    this.#alarm("OldestUpload", ingestAge, 1800, "An upload has waited for more than half an hour to become a dataset");
    const batchAge = queues.batch.metricApproximateAgeOfOldestMessage({ period });
    this.#alarm("OldestPage", batchAge, 6 * 3600, "A page of a batch has waited for more than six hours");
    return [oldest, ingestAge, batchAge];
  }

  #watchReports(): void {
    const own = ownMetrics(this.#name);
    this.#alarm(
      "FailedReports",
      own("ReportsFailed", "render", "Sum"),
      20,
      "More than twenty reports have failed in five minutes",
    );
    this.#alarm(
      "GivenUpReports",
      own("ReportsGivenUp", "render", "Sum"),
      0,
      "A report that might still succeed was given up: after fixing the cause, POST /reports/redrive",
    );
  }

  /** Readers keep what was current: a source that fails is seen here, or by the freshness of its dataset. */
  #watchSources({ pull }: ReportQueues): void {
    const own = ownMetrics(this.#name);
    this.#alarm(
      "FailedSources",
      own("SourcesFailed", "pull", "Sum"),
      0,
      "A source could not be refreshed: GET /sources names it and says why",
    );
    if (pull === undefined) return;
    const age = pull.metricApproximateAgeOfOldestMessage({ period });
    this.#alarm("OldestPull", age, 3600, "A refresh of a source has waited for more than an hour");
  }

  #watchEvents(events: EventAnnouncer): void {
    const own = ownMetrics(this.#name);
    this.#alarm(
      "OldestOutcome",
      events.outcomes.metricApproximateAgeOfOldestMessage({ period }),
      600,
      "An event has waited for more than ten minutes to be announced",
    );
    this.#alarm(
      "ParkedDeliveries",
      own("DeliveriesParked", "deliver", "Sum"),
      0,
      "A webhook, letter or copy was given up: GET /webhooks/{name}/deliveries or /deliveries/{channel} says why",
    );
    this.#alarm(
      "UnknownLetters",
      own("LettersUnknown", "deliver", "Sum"),
      0,
      "Nobody knows whether a letter was sent: GET /deliveries/mail names it, and it is sent again only if you ask for it",
    );
  }

  /** What runs by the clock must have run. */
  #watchSchedules(functions: ReportAlarmsProps["functions"]): void {
    const own = ownMetrics(this.#name);
    this.#alarmMissing("MissingSweep", own("Sweeps", "sweep", "Sum"), "No sweep has ended for half an hour", 6);
    // Lambda counts invocations at no cost.
    const ticks = functions["Tick"]?.function.metricInvocations({ period });
    if (ticks !== undefined)
      this.#alarmMissing("MissingTick", ticks, "No tick has run for half an hour: publications make no editions", 6);
  }

  #watchApi({ api }: ReportApi): void {
    const latency = api.metricLatency({ period, statistic: "p95" });
    this.#alarm(
      "ServerErrors",
      api.metricServerError({ period }),
      5,
      "The API has answered with more than five server errors in five minutes",
    );
    this.#alarm("Latency", latency, 28_000, "One request in twenty takes nearly as long as API Gateway allows");
  }

  #watchFunctions(functions: ReportAlarmsProps["functions"]): void {
    for (const [name, { function: watched }] of Object.entries(functions)) {
      // Lambda calls it at most three times in five minutes: once on schedule, and twice more if that fails.
      if (name === "Sweep")
        this.#alarm(
          "SweepErrors",
          watched.metricErrors({ period }),
          0,
          "The sweep, which runs every five minutes, keeps failing",
          2,
        );
      else
        this.#alarm(
          `${name}Errors`,
          watched.metricErrors({ period }),
          3,
          `The function ${name} has failed more than three times in five minutes`,
        );
      this.#alarm(
        `${name}Throttles`,
        watched.metricThrottles({ period }),
        10,
        `The function ${name} has been throttled more than ten times in five minutes`,
      );
    }
  }

  #alarm(id: string, metric: IMetric, threshold: number, alarmDescription: string, evaluationPeriods = 1): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold,
      alarmDescription,
      evaluationPeriods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }

  /** @param periods number of five-minute periods without a single data point */
  #alarmMissing(id: string, metric: IMetric, alarmDescription: string, periods: number): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold: 1,
      alarmDescription,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }

  #drawDashboard({ api, queues, functions }: ReportAlarmsProps, ages: readonly IMetric[]): void {
    const own = ownMetrics(this.#name);
    new Dashboard(this, "Dashboard", {
      dashboardName: `${this.#name}-reports`,
      widgets: [
        [reportGraph(own), renderTimeGraph(own)],
        [queueGraph(queues, ages), apiGraph(api)],
        [functionGraph(functions), pageGraph(own)],
      ],
    });
  }
}

function addTopic(scope: Construct, key: IKey | undefined): Topic {
  const topic = new Topic(scope, "Topic", {
    displayName: "Broadsheet alarms",
    enforceSSL: true,
    ...(key && { masterKey: key }),
  });
  // Requiring TLS gives the topic its own policy, which replaces the default one that lets everything in the account
  // publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: "AlarmsOfThisAccount",
      principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
      actions: ["sns:Publish"],
      resources: [topic.topicArn],
      conditions: { StringEquals: { "aws:SourceAccount": Stack.of(scope).account } },
    }),
  );
  return topic;
}

type OwnMetric = (metricName: string, service: string, statistic: string) => Metric;

/** Metrics of the functions of this installation alone: two in an account are not added up. */
function ownMetrics(stack: string): OwnMetric {
  return (metricName, service, statistic) =>
    new Metric({
      namespace: "Broadsheet",
      metricName,
      dimensionsMap: { service, stack },
      statistic,
      period,
    });
}

function graph(title: string, left: readonly IMetric[], right: readonly IMetric[] = []): GraphWidget {
  return new GraphWidget({ title, left: [...left], right: [...right], width: 12, height: 6 });
}

function reportGraph(own: OwnMetric): GraphWidget {
  return graph(
    "Reports",
    [
      own("ReportsReady", "render", "Sum"),
      own("ReportsFailed", "render", "Sum"),
      own("ReportsGivenUp", "render", "Sum"),
      own("ReportsRequeued", "sweep", "Sum"),
      own("ReportsExpired", "sweep", "Sum"),
      own("Sweeps", "sweep", "Sum"),
    ],
    [own("CacheHits", "api", "Sum"), own("CacheMisses", "api", "Sum")],
  );
}

function renderTimeGraph(own: OwnMetric): GraphWidget {
  return graph(
    "Time of a render, ms",
    [own("RenderTime", "render", "p50"), own("RenderTime", "render", "p95")],
    [own("QueueAge", "render", "p95")],
  );
}

function queueGraph(queues: ReportQueues, ages: readonly IMetric[]): GraphWidget {
  return graph(
    "Queue",
    [
      queues.render.metricApproximateNumberOfMessagesVisible({ period }),
      queues.parking.metricApproximateNumberOfMessagesVisible({ period }),
    ],
    ages,
  );
}

function apiGraph({ api }: ReportApi): GraphWidget {
  return graph(
    "API",
    [api.metricCount({ period }), api.metricClientError({ period }), api.metricServerError({ period })],
    [api.metricLatency({ period, statistic: "p95" })],
  );
}

function functionGraph(functions: ReportAlarmsProps["functions"]): GraphWidget {
  const all = Object.values(functions).map((one) => one.function);
  return graph("Functions: errors, throttles", [
    ...all.map((one) => one.metricErrors({ period })),
    ...all.map((one) => one.metricThrottles({ period })),
  ]);
}

function pageGraph(own: OwnMetric): GraphWidget {
  return graph(
    "Pages, cost in millionths of a dollar",
    [own("Pages", "render", "Sum")],
    [own("CostMicroUsd", "render", "Sum")],
  );
}
