/** A step: one command, and what its answer must say. */
export interface Step {
  readonly title: string;
  /** Files to write first, by their paths. */
  readonly files?: Readonly<Record<string, string>>;
  /** The same, of what earlier steps have found. */
  before?(): Readonly<Record<string, string>>;
  /** The command; undefined if an earlier step left nothing to go on from. */
  words(): readonly string[] | undefined;
  /** Whether the command calls the server. @default true */
  readonly remote?: boolean;
  /** Whether it deletes what another step made, or looks whether that is gone. @default false */
  readonly removes?: boolean;
  /** Who gives the command. @default the caller, who may do everything */
  readonly by?: "reader";
  /** Code that the command must end with. @default 0 */
  readonly code?: number;
  /** @returns what is wrong with the output, or undefined */
  check?(stdout: string): string | undefined;
}

export interface SmokeOptions {
  /** What everything is named after. */
  readonly name: string;
  /** Address of a receiver that accepts what it is sent. @default none: the webhook is made and not called */
  readonly webhook?: string;
  /** Whether there is a second caller, with the role reader, whose rights are tried. @default false */
  readonly reader?: boolean;
}

/** What the command line ends with: a failure such as 404, and a refusal. */
const [absent, refused] = [1, 5];

/** Rows of a dataset that is larger than a request may be: it goes in parts, by an upload. */
const largeRows = 400_000;

const template = (dataset: string, title: string): string => `title: ${title}
description: A report that tries an installation
languages: [en]
date: "2026-01-31"
parameters:
  type: object
  additionalProperties: false
  properties:
    region: { type: string, title: Region, default: North }
datasets:
  sales:
    default: ${dataset}
    columns: { region: text, amount: integer }
`;

const report = `# {{ parameters.region }} sold {{ total.last.amount | number: ",.0f" }}

::table{data="total" title="What the region sold" columns="amount: Amount"}
`;

const sql = "SELECT sum(amount) AS amount FROM sales WHERE region = $region\n";

function isReady({ status }: Readonly<Record<string, unknown>>): string | undefined {
  return status === "ready" ? undefined : `its status is ${JSON.stringify(status)}, not "ready"`;
}

/** What a command has said when it ended. */
interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Says what was wrong with a command. Its answer is read even if it failed: what it made on the way must be deleted.
 *
 * @param wanted code that it must end with
 * @returns undefined if nothing was
 */
export function judgeStep(
  command: string,
  { code, stdout, stderr }: Ended,
  check: Step["check"],
  wanted = 0,
): string | undefined {
  let fault: string | undefined;
  try {
    fault = check?.(stdout);
  } catch (error) {
    fault = `the answer is not what it should be: ${String(error)}\n${stdout}`;
  }
  return code === wanted ? fault : `${command} ended with ${code}, not ${wanted}\n${stdout}${stderr}`;
}

/** The steps, in their order; the last ones delete what the others made. */
export function smokeSteps({ name, webhook, reader = false }: SmokeOptions): readonly Step[] {
  const ids = new Map<string, string>();
  const keep =
    (key: string, field: string, wanted?: (answer: Readonly<Record<string, unknown>>) => string | undefined) =>
    (stdout: string): string | undefined => {
      const answer = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
      const value = answer[field];
      if (typeof value !== "string" && typeof value !== "number") return `the answer has no ${field}: ${stdout}`;
      ids.set(key, String(value));
      return wanted?.(answer);
    };
  const known = (key: string, words: (id: string) => readonly string[]) => (): readonly string[] | undefined => {
    const id = ids.get(key);
    return id === undefined ? undefined : words(id);
  };
  // Changes of what a template is current at name the state that they have seen.
  const seen = (title: string): Step => ({
    title,
    words: () => ["api", "GET", `/templates/${name}/versions`, "--include"],
    check(stdout) {
      const etag = /^etag: (\S+)\s*$/im.exec(stdout)?.[1];
      if (etag === undefined) return `the answer has no ETag: ${stdout}`;
      ids.set("etag", etag);
      return undefined;
    },
  });
  const wait = ["--wait", "300", "--json"];
  const isSameReport = (stdout: string): string | undefined => {
    const { id } = JSON.parse(stdout) as { readonly id?: unknown };
    return id === ids.get("report") ? undefined : `the same request has another report than ${ids.get("report")}`;
  };
  return [
    { title: "the service answers", words: () => ["api", "GET", "/health"] },
    { title: "the caller is known", words: () => ["whoami"] },
    {
      title: "a dataset is stored",
      files: { "sales.csv": "region,amount\nNorth,12\nSouth,9\nEast,7\n" },
      words: () => ["datasets", "put", name, "sales.csv", "--json"],
      check: keep("dataset", "version"),
    },
    {
      title: "a file larger than a request is uploaded and becomes a dataset",
      files: {
        "large.csv": `region,amount,note\n${Array.from({ length: largeRows }, (_, row) => `R${row % 7},${row},row ${row}\n`).join("")}`,
      },
      words: () => ["datasets", "put", `${name}-large`, "large.csv", "--json"],
      check: (stdout) =>
        stdout.includes(String(largeRows)) ? undefined : `it should have ${largeRows} rows: ${stdout}`,
    },
    {
      title: "a template is stored as a draft",
      files: {
        [`${name}/template.yaml`]: template(name, "Smoke"),
        [`${name}/report.md`]: report,
        [`${name}/queries/total.sql`]: sql,
      },
      words: () => ["push", name, "--json"],
      check: keep("first", "version"),
    },
    { title: "the draft is published", words: known("first", (id) => ["promote", `${name}@${id}`, "--json"]) },
    {
      title: "a report is made, and fetched",
      words: () => ["reports", "request", name, "--out", "report.pdf", "--json"],
      check: keep("report", "id", isReady),
    },
    { title: "the PDF keeps PDF/UA and PDF/A", remote: false, words: () => ["check-pdf", "report.pdf"] },
    ...(reader ? rightsOf(name, known, isSameReport) : []),
    {
      title: "a batch makes a report for each row",
      words: () => [
        "batches",
        "request",
        name,
        "--rows",
        name,
        "--map",
        "region=region",
        "--name",
        "{{ region }}",
        ...wait,
      ],
      check: keep("batch", "id", isReady),
    },
    {
      title: "a publication makes an edition",
      words: () => ["publish", name, "--template", name, "--on", "0 7 1 1 *", "--json"],
    },
    {
      title: "its edition is ready",
      words: () => ["publications", "run", name, ...wait],
      check: keep("edition", "id", isReady),
    },
    {
      title:
        webhook === undefined ? "a webhook is made (without --webhook ADDRESS nothing calls it)" : "a webhook is made",
      words: () => [
        "webhooks",
        "put",
        name,
        "--url",
        webhook ?? "https://example.org/broadsheet-smoke",
        "--event",
        "report.failed",
        "--json",
      ],
    },
    ...(webhook === undefined
      ? []
      : [{ title: "its receiver accepts an event", words: () => ["webhooks", "test", name] }]),
    {
      title: "another version is stored",
      files: { [`${name}/template.yaml`]: template(name, "Smoke again") },
      words: () => ["push", name, "--json"],
      check: keep("second", "version"),
    },
    { title: "it is published", words: known("second", (id) => ["promote", `${name}@${id}`, "--json"]) },
    seen("its state before the rollback"),
    {
      title: "and rolled back",
      words: known("etag", (etag) => [
        "api",
        "POST",
        `/templates/${name}/rollback`,
        "--input",
        "rollback.json",
        "--header",
        `if-match: ${etag}`,
      ]),
      before: () => ({ "rollback.json": JSON.stringify({ to: ids.get("first"), why: "the smoke test goes back" }) }),
      check: (stdout) =>
        stdout.includes(ids.get("first") ?? "no version")
          ? undefined
          : `the first version should be current: ${stdout}`,
    },
    {
      title: "the report is again that of the first version",
      words: () => ["reports", "request", name, "--wait", "300", "--json"],
      check: isSameReport,
    },
    { ...seen("its state before it is unpublished"), removes: true },
    {
      title: "the edition's report is found",
      words: () => ["api", "GET", "/reports", "--query", `template=${name}`],
      removes: true,
      check(stdout) {
        const found = (JSON.parse(stdout) as { readonly reports: readonly { readonly id: string }[] }).reports;
        const [other, ...more] = found.filter(({ id }) => id !== ids.get("report"));
        if (other !== undefined) ids.set("edition's report", other.id);
        return other !== undefined && more.length === 0 ? undefined : `there should be one more: ${stdout}`;
      },
    },
    ...removals(name, known),
    ...absences(name, known),
  ];
}

/** What a reader may do, and may not. */
function rightsOf(name: string, known: Known, isSameReport: NonNullable<Step["check"]>): readonly Step[] {
  const may: readonly Step[] = [
    { title: "a reader sees the dataset", words: () => ["datasets", "show", name, "--json"] },
    {
      title: "a reader who requests the same report gets that one",
      words: () => ["reports", "request", name, "--wait", "300", "--json"],
      check: isSameReport,
    },
  ];
  const mayNot: readonly (readonly [title: string, words: Step["words"]])[] = [
    ["store a dataset", () => ["datasets", "put", name, "sales.csv"]],
    ["store a template", () => ["push", name]],
    ["publish a version", known("first", (id) => ["promote", `${name}@${id}`])],
    ["delete a report", known("report", (id) => ["reports", "delete", id, "--yes"])],
    ["see webhooks", () => ["webhooks", "list"]],
  ];
  return [
    ...may,
    ...mayNot.map(([title, words]) => ({ title: `a reader may not ${title}`, words, code: refused })),
  ].map((step) => ({ ...step, by: "reader" as const }));
}

/** Looks whether all is gone that was deleted. */
function absences(name: string, known: Known): readonly Step[] {
  const gone: readonly (readonly [what: string, path: Step["words"]])[] = [
    ["webhook", () => [`/webhooks/${name}`]],
    ["publication", () => [`/publications/${name}`]],
    ["batch", known("batch", (id) => [`/batches/${id}`])],
    ["template", () => [`/templates/${name}`]],
    ["dataset", () => [`/datasets/${name}`]],
    ["uploaded dataset", () => [`/datasets/${name}-large`]],
  ];
  return [
    ...gone.map(([what, path]) => ({
      title: `the ${what} is gone`,
      words: (): readonly string[] | undefined => {
        const at = path();
        return at && ["api", "GET", ...at];
      },
      code: absent,
      removes: true,
      check: (stdout: string) => (/"status":\s*404\b/.test(stdout) ? undefined : `the answer is not 404: ${stdout}`),
    })),
    {
      title: "no report is left",
      words: () => ["api", "GET", "/reports", "--query", `template=${name}`],
      removes: true,
      check: (stdout) => (/"reports":\s*\[\]/.test(stdout) ? undefined : `there are reports: ${stdout}`),
    },
  ];
}

type Known = (key: string, words: (id: string) => readonly string[]) => Step["words"];

/** What deletes all that the others made. */
function removals(name: string, known: Known): readonly Step[] {
  const gone: readonly (readonly [string, Step["words"]])[] = [
    ["webhook", () => ["webhooks", "delete", name, "--yes"]],
    ["publication", () => ["publications", "delete", name, "--yes"]],
    ["batch", known("batch", (id) => ["batches", "delete", id, "--yes"])],
    ["report", known("report", (id) => ["reports", "delete", id, "--yes"])],
    ["edition's report", known("edition's report", (id) => ["reports", "delete", id, "--yes"])],
    ["template", known("etag", (etag) => ["api", "DELETE", `/templates/${name}`, "--header", `if-match: ${etag}`])],
    ["dataset", () => ["datasets", "delete", name, "--yes"]],
    ["uploaded dataset", () => ["datasets", "delete", `${name}-large`, "--yes"]],
  ];
  return gone.map(([what, words]) => ({ title: `the ${what} is deleted`, words, removes: true }));
}
