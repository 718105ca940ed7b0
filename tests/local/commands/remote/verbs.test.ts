import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FileObjectStore } from "../../../../functions/adapters/file-object-store.ts";
import { suppressAddress } from "../../../../functions/core/service/delivery/mail/suppressed-address.ts";
import { runCommand } from "../../../../functions/local/start/run-command.ts";
import { faultyProxy } from "../../../servers/stores/faulty-proxy.ts";
import { writeTemplate } from "../../../servers/start-server.ts";
import { captureOutput } from "../../capture-output.ts";
import { type OpenRemote, openRemote } from "./open-remote.ts";

let remote: OpenRemote;
const path = (name: string): string => join(remote.folder, name);

beforeAll(async () => {
  remote = await openRemote();
  await writeTemplate(path("bars"));
  const pushed = await remote.run(["push", path("bars"), "--name", "columns"]);
  expect(pushed.stdout).toMatch(/^columns@[0-9a-f]{64}\n$/);
  expect((await remote.run(["promote", pushed.stdout.trim(), "--json"])).code).toBe(0);
  writeFileSync(path("numbers.csv"), "year,value\n2019,1\n2020,2\n2021,3\n");
});
afterAll(() => remote.close());

test("datasets are put, listed, shown and deleted; a large one goes by a link", async () => {
  const put = await remote.run(["datasets", "put", "numbers", path("numbers.csv")]);
  expect([put.code, put.stdout]).toEqual([0, expect.stringMatching(/^numbers@[0-9a-f]{64}\n$/)]);
  expect(put.stderr).toContain("numbers.csv: 3 rows, 2 columns.");
  const again = await remote.run(["datasets", "put", "numbers", path("numbers.csv"), "--json"]);
  expect(JSON.parse(again.stdout)).toMatchObject({ name: "numbers", rows: 3, versions: [expect.anything()] });
  const large = `year,value\n${Array.from({ length: 400_000 }, (_, row) => `${row},${row % 97}.25`).join("\n")}\n`;
  expect(large.length).toBeGreaterThan(4 * 1024 * 1024);
  writeFileSync(path("large.csv"), large);
  const sent = await remote.run(["datasets", "put", "large", path("large.csv")]);
  expect([sent.code, sent.stderr]).toEqual([0, "large.csv: 400000 rows, 2 columns.\n"]);
  const list = await remote.run(["datasets", "list", "--search", "arg"]);
  expect(list.stdout).toMatch(/^large\t[0-9a-f]{64}\tcsv\t400000\t4\.\d MB\n$/);
  const show = await remote.run(["datasets", "show", "numbers"]);
  expect(show.stdout).toMatch(/^name {6}numbers\n[^]*\nyear\tinteger\nvalue\tinteger\n$/);
  const kept = await remote.run(["datasets", "delete", "large"]);
  expect([kept.code, kept.stderr]).toEqual([1, expect.stringContaining("--yes")]);
  const denied = await remote.run(["datasets", "delete", "large", "--yes"], "publisher");
  expect([denied.code, denied.stderr]).toEqual([5, expect.stringContaining("datasets:delete")]);
  expect((await remote.run(["datasets", "delete", "large", "--yes"])).code).toBe(0);
  const gone = await remote.run(["datasets", "show", "large"]);
  expect([gone.code, gone.stderr]).toEqual([1, expect.stringContaining('no dataset "large"')]);
  writeFileSync(path("ragged.csv"), "a,b\n1,2\n3\n");
  const ragged = await remote.run(["datasets", "put", "ragged", path("ragged.csv")]);
  expect([ragged.code, ragged.stderr]).toEqual([1, expect.stringContaining("Line 3")]);
});

test("spoiled columns are told when a file is stored and shown, with the recipe; versions are compared", async () => {
  const rows = Array.from({ length: 12 }, (_, row) => `${2000 + row},${row === 3 ? "n/a" : row * 10},north\n`).join("");
  writeFileSync(path("spoiled.csv"), `year,value,region\n${rows}`);
  const put = await remote.run(["datasets", "put", "spoiled", path("spoiled.csv")]);
  const because = 'value: 11 of 12 values are numbers; row 4 says "n/a"';
  expect(put.stderr).toContain(`A few cells make 1 column text, and a recipe would mend it:\n  ${because}\n`);
  const show = await remote.run(["datasets", "show", "spoiled"]);
  expect(show.stdout).toContain('value\tinteger\t11 of 12 values are numbers; row 4 says "n/a"\n');
  const recipe = await remote.run(["datasets", "show", "spoiled", "--proposal"]);
  expect([recipe.code, recipe.stdout]).toEqual([0, "missing:\n  value:\n    - n/a\nsteps: []\n"]);
  await remote.run(["datasets", "put", "numbers", path("numbers.csv")]);
  const none = await remote.run(["datasets", "show", "numbers", "--proposal"]);
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('nothing is proposed for "numbers"')]);
  writeFileSync(
    path("later.csv"),
    `year,value,region\n${rows.replace("2003,n/a,north", "2003,30,south")}2012,120,east\n`,
  );
  const first = put.stdout.trim().split("@")[1]!;
  await remote.run(["datasets", "put", "spoiled", path("later.csv")]);
  for (const versions of [[], [first.slice(0, 8)]]) {
    const diff = await remote.run(["datasets", "diff", "spoiled", ...versions]);
    expect([diff.code, diff.stderr]).toEqual([0, ""]);
    expect(diff.stdout).toMatch(/^dataset {2}spoiled\nfrom {5}[^]*\nrows {5}12 → 13\nkey {6}year\ncame {5}1\n/);
    expect(diff.stdout).toContain("value\tchanged\tinteger\ttype text → integer; differs in 1 row\n");
    expect(diff.stdout).toContain("region\tchanged\ttext\tdistinct 1 → 3; came: east, south; differs in 1 row\n");
    expect(diff.stdout).toContain("came: 2012\n");
    expect(diff.stdout).toContain("2003\tregion\tnorth\tsouth\n2003\tvalue\tn/a\t30\n");
  }
  const asked = await remote.run(["datasets", "diff", "spoiled", "--key", "region"]);
  expect([asked.code, asked.stderr]).toEqual([1, expect.stringContaining('"region" does not name one row')]);
});

test("a large file arrives once although every second request is refused, broken or left without its answer", async () => {
  const proxy = await faultyProxy(remote.server.url);
  try {
    writeFileSync(path("cut.csv"), `a,b\n${Array.from({ length: 600_000 }, (_, row) => `${row},${row}`).join("\n")}\n`);
    const words = [
      "datasets",
      "put",
      "cut",
      path("cut.csv"),
      "--server",
      proxy.url,
      "--token-file",
      remote.tokenFiles.admin,
    ];
    const sent = await captureOutput(() => runCommand(words));
    expect([sent.code, sent.stderr]).toEqual([0, expect.stringContaining("cut.csv: 600000 rows, 2 columns.")]);
    expect(proxy.faults).toBeGreaterThan(2);
    const { versions } = JSON.parse((await remote.run(["datasets", "show", "cut", "--json"])).stdout) as {
      readonly versions: readonly unknown[];
    };
    expect(versions).toHaveLength(1);
  } finally {
    await proxy.close();
  }
}, 60_000);

test("templates are those of the server, if one is named", async () => {
  expect((await remote.run(["templates"])).stdout).toMatch(/^columns\t[0-9a-f]{64}\tOne chart\n/m);
});

test("a query gives a table, CSV or JSON, and says where it is wrong", async () => {
  const words = [
    "query",
    "SELECT year, value * $by AS scaled FROM n ORDER BY year LIMIT 2",
    "-d",
    "n=numbers",
    "-p",
    "by=2",
  ];
  expect((await remote.run(words)).stdout).toBe("2019\t2\n2020\t4\n");
  expect((await remote.run([...words, "--csv"])).stdout.trim().split(/\r?\n/)).toEqual([
    "year,scaled",
    "2019,2",
    "2020,4",
  ]);
  expect(JSON.parse((await remote.run([...words, "--json"])).stdout)).toMatchObject({
    rows: [
      [2019, 2],
      [2020, 4],
    ],
  });
  const wrong = await remote.run(["query", "SELECT yaer FROM n", "-d", "n=numbers"]);
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining("yaer")]);
});

/** Lists the figures of a report, and fetches one in both forms. */
async function fetchesFigures(id: string): Promise<void> {
  const figures = ["reports", "figure", id];
  const listed = await remote.run([...figures, "--json"]);
  const found = JSON.parse(listed.stdout) as { readonly figures: readonly { readonly id: string }[] };
  expect(found.figures).toHaveLength(1);
  const figure = found.figures[0]!.id;
  expect((await remote.run(figures)).stdout.startsWith(`${figure}\t/reports/${id}/figures/`)).toBe(true);
  for (const [form, begins] of [
    ["svg", "<?xml"],
    ["png", "\u0089PNG"],
  ] as const) {
    const out = path(`one.${form}`);
    const fetched = await remote.run([...figures, figure, "--out", out]);
    expect([fetched.code, fetched.stderr]).toEqual([0, `${out}: the figure ${figure}.${form}\n`]);
    expect(readFileSync(out, "latin1").startsWith(begins)).toBe(true);
  }
  const piped = await remote.run([...figures, `${figure}.svg`, "--out", "-"]);
  expect(piped.stdout).toBe(readFileSync(path("one.svg"), "utf8"));
  for (const [words, message] of [
    [["nothing", "--out", path("no.svg")], figure],
    [[figure], "--out"],
    [[figure, "--out", "-"], "neither"],
    [[figure, "--out", path("one.jpg")], ".svg or .png"],
    [[`${figure}.svg`, "--out", path("one.png")], "ends in .svg"],
  ] as const) {
    const refused = await remote.run([...figures, ...words]);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(message)]);
  }
}

test("a report goes the whole way: requested, waited for, fetched, listed, retried, deleted", async () => {
  const out = path("report.pdf");
  const words = ["reports", "request", "columns", "--parameter", "note=bars"];
  const whole = await remote.run([...words, "--wait", "--out", out]);
  expect([whole.code, whole.stderr]).toEqual([
    0,
    expect.stringMatching(/report\.pdf: 1 page, .* KB, sha256 [0-9a-f]{12}\n$/),
  ]);
  expect(readFileSync(out, "latin1")).toMatch(/^%PDF-/);
  const asked = await remote.run([...words, "--json"]);
  const { id, sha256 } = JSON.parse(asked.stdout) as { readonly id: string; readonly sha256: string };
  expect(JSON.parse(asked.stdout)).toMatchObject({ status: "ready", parameters: { note: "bars" } });
  const piped = await remote.run(["reports", "get", id, "--out", "-"]);
  expect(piped.stdout.startsWith("%PDF-")).toBe(true);
  for (const [name, begins] of [
    ["report.html", "<!DOCTYPE html>"],
    ["report.xlsx", "PK"],
    ["report.docx", "PK"],
    ["report.pptx", "PK"],
    ["card.png", "\u0089PNG"],
  ] as const) {
    const fetched = await remote.run(["reports", "get", id, "--out", path(name)]);
    expect([fetched.code, fetched.stderr]).toEqual([
      0,
      expect.stringContaining(`${name}: the report ${id.slice(0, 12)}`),
    ]);
    expect(readFileSync(path(name), "latin1").startsWith(begins)).toBe(true);
  }
  await fetchesFigures(id);
  const explained = await remote.run(["reports", "explain", id, "--number", "2019", "--rows"]);
  expect([explained.code, explained.stdout]).toEqual([
    0,
    expect.stringMatching(/^2019 on page 1.*\n[^]*query {4}rows/),
  ]);
  const list = await remote.run(["reports", "ls", "--template", "columns"]);
  expect(list.stdout.split("\t").slice(0, 4)).toEqual([id, "ready", "columns", "One chart"]);
  expect((await remote.run(["reports", "get", id.slice(0, 12)])).stdout).toContain(`sha256    ${sha256}\n`);
  const none = await remote.run(["reports", "get", id[0] === "0" ? "ffff" : "0000"]);
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining("begins with")]);
  const retried = await remote.run(["reports", "retry", id, "--wait", "--json"]);
  expect(JSON.parse(retried.stdout)).toMatchObject({ id, status: "ready", sha256 });
  const late = await remote.run(["reports", "cancel", id]);
  expect([late.code, late.stderr]).toEqual([1, expect.stringContaining("cannot be cancelled")]);
  const events = await remote.run(["events", "--type", "report.*", "--json"]);
  expect(JSON.parse(events.stdout)).toMatchObject({
    events: [{ type: "report.ready", subject: { kind: "report", id } }],
  });
  expect((await remote.run(["reports", "delete", id, "--yes"])).code).toBe(0);
  expect((await remote.run(["reports", "get", id])).code).toBe(1);
});

test("a report that fails exits with 3 and its problems, one that goes on with 4", async () => {
  await writeTemplate(path("moody"));
  // A request decides whether the query fails, or takes its time.
  writeFileSync(
    path("moody/queries/rows.sql"),
    `WITH RECURSIVE steps(i) AS
       (SELECT 0 UNION ALL SELECT i + 1 FROM steps WHERE i < CASE WHEN $note = 'slow' THEN 1000000 ELSE 1 END)
     SELECT year, CAST(CASE WHEN $note = 'bad' THEN 'x' ELSE '3' END AS INTEGER) + 0 * (SELECT max(i) FROM steps) AS value
     FROM numbers ORDER BY year`,
  );
  const pushed = await remote.run(["push", path("moody")]);
  expect((await remote.run(["promote", pushed.stdout.trim()])).code).toBe(0);
  const bad = ["reports", "request", "moody", "-p", "note=bad", "--wait", "90"];
  const failed = await remote.run(bad);
  expect([failed.code, failed.stderr]).toEqual([3, expect.stringContaining("error failed")]);
  expect(failed.stderr).toContain("queries/rows.sql");
  const asJson = await remote.run([...bad, "--json"]);
  expect([asJson.code, JSON.parse(asJson.stdout)]).toMatchObject([3, { status: "failed", failure: { status: 422 } }]);
  const slow = ["reports", "request", "moody", "-p", "note=slow", "--wait"];
  const late = await remote.run([...slow, "0.3"]);
  expect([late.code, late.stderr]).toEqual([4, expect.stringContaining("has not ended within 0.3 s")]);
  expect(late.stderr).toContain("broadsheet reports watch");
  // Somebody presses Ctrl-C.
  const waiting = remote.run(slow);
  setTimeout(() => process.emit("SIGINT"), 1000);
  const stopped = await waiting;
  expect([stopped.code, stopped.stderr]).toEqual([130, expect.stringContaining("stopped waiting")]);
  expect(stopped.stderr).toContain("it goes on");
  const goes = await remote.run(["reports", "list", "--template", "moody", "--json"]);
  expect(JSON.parse(goes.stdout)).toMatchObject({ reports: [{ status: "rendering" }, { status: "failed" }] });
}, 120_000);

test("a batch goes the whole way, into a folder", async () => {
  const out = path("letters");
  const words = [
    "batches",
    "request",
    "columns",
    "--rows",
    "SELECT year FROM numbers",
    "--map",
    "note=year",
    "--name",
    "y-{{ year }}",
  ];
  const made = await remote.run([...words, "--wait", "--out", out]);
  expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining("4 files") });
  expect(readdirSync(out).toSorted()).toEqual(["manifest.csv", "y-2019.pdf", "y-2020.pdf", "y-2021.pdf"]);
  const { batches } = JSON.parse((await remote.run(["batches", "list", "--json"])).stdout) as {
    readonly batches: readonly { readonly id: string }[];
  };
  const { id } = batches[0]!;
  expect((await remote.run(["batches", "get", id])).stdout).toMatch(/ready {5}3\n/);
  const items = await remote.run(["batches", "items", id, "--state", "ready"]);
  expect(items.stdout.split("\n")[0]).toMatch(/^1\tready\ty-2019\t1\t$/);
  expect(
    JSON.parse((await remote.run(["batches", "download", id, "--out", path("again"), "--json"])).stdout),
  ).toMatchObject({
    files: ["manifest.csv", "y-2019.pdf", "y-2020.pdf", "y-2021.pdf"],
  });
  expect((await remote.run(["batches", "retry", id])).code).toBe(0);
  expect((await remote.run(["batches", "delete", id, "--yes"])).code).toBe(0);
});

test("a publication is put, run, paused and deleted", async () => {
  const put = await remote.run([
    "publications",
    "put",
    "weekly",
    "--template",
    "columns",
    "--on",
    "0 7 * * 1",
    "--json",
  ]);
  expect(JSON.parse(put.stdout)).toMatchObject({ name: "weekly", state: "active" });
  const out = path("weekly.pdf");
  const run = await remote.run(["publications", "run", "weekly", "--wait", "--out", out]);
  expect([run.code, existsSync(out)]).toEqual([0, true]);
  const { editions } = JSON.parse((await remote.run(["publications", "editions", "weekly", "--json"])).stdout) as {
    readonly editions: readonly { readonly id: string }[];
  };
  expect((await remote.run(["publications", "watch", "weekly", editions[0]!.id])).stdout).toMatch(
    /^edition +\S+\nstatus +ready\n/,
  );
  expect((await remote.run(["publications", "list"])).stdout).toMatch(
    /^weekly\tactive\tcolumns\t\d{4}-\d\d-\d\d 07:00\n$/,
  );
  expect((await remote.run(["publications", "pause", "weekly"])).stdout).toMatch(/^state +paused$/m);
  expect((await remote.run(["publications", "resume", "weekly"])).stdout).toMatch(/^state +active$/m);
  expect((await remote.run(["publications", "get", "weekly"])).stdout).toContain("0 7 * * 1 UTC");
  expect((await remote.run(["publications", "delete", "weekly", "--yes"])).code).toBe(0);
});

test("a webhook is put, tested, rotated, replayed and deleted", async () => {
  const receiver = createServer(
    (request, response) => void request.resume().on("end", () => response.writeHead(204).end()),
  );
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    const put = await remote.run(["webhooks", "put", "crm", "--url", url, "--event", "report.ready"]);
    expect([put.code, put.stdout]).toEqual([0, expect.stringContaining("whsec_")]);
    expect((await remote.run(["webhooks", "list"])).stdout).toBe(`crm\treport.ready\t${url}\n`);
    expect((await remote.run(["webhooks", "test", "crm"])).stdout).toContain("204");
    expect((await remote.run(["webhooks", "rotate", "crm"])).stdout).toContain("whsec_");
    expect((await remote.run(["webhooks", "get", "crm"])).stdout).not.toContain("whsec_");
    expect((await remote.run(["webhooks", "replay", "crm", "--since", "2026-01-01T00:00:00Z"])).code).toBe(0);
    expect((await remote.run(["webhooks", "deliveries", "crm", "--json"])).code).toBe(0);
    const denied = await remote.run(["webhooks", "list"], "reader");
    expect([denied.code, denied.stderr]).toEqual([5, expect.stringContaining("webhooks:read")]);
    expect((await remote.run(["webhooks", "delete", "crm", "--yes"])).code).toBe(0);
  } finally {
    receiver.close();
  }
});

test("mail lists letters and the addresses that get none, and releases them", async () => {
  const store = await FileObjectStore.open(path("data"));
  const clock = { now: () => 0 };
  await suppressAddress(
    { address: "anna@example.org", reason: "bounced", detail: "550 no such user" },
    { store, clock },
  );
  expect((await remote.run(["mail", "suppressed"])).stdout).toBe(
    "anna@example.org\tbounced\t1970-01-01 00:00\t550 no such user\n",
  );
  expect((await remote.run(["mail", "release", "anna@example.org"])).code).toBe(0);
  expect((await remote.run(["mail", "suppressed", "--json"])).stdout).toBe('{\n  "suppressed": []\n}\n');
  const again = await remote.run(["mail", "release", "anna@example.org"]);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("is not suppressed")]);
  expect((await remote.run(["mail", "list", "--channel", "copy", "--state", "parked", "--json"])).code).toBe(0);
  expect((await remote.run(["mail", "unsubscribed", "--list", "weekly"])).code).toBe(0);
  const absent = await remote.run(["mail", "subscribe", "weekly", "anna@example.org", "--yes"]);
  expect([absent.code, absent.stderr]).toEqual([1, expect.stringContaining("anna@example.org")]);
  const denied = await remote.run(["mail", "suppressed"], "reader");
  expect([denied.code, denied.stderr]).toEqual([5, expect.stringContaining("mail:read")]);
});

test("events follow what ends, each once, until Ctrl-C", async () => {
  expect((await remote.run(["reports", "request", "columns", "--wait"])).code).toBe(0);
  const following = remote.run(["events", "--follow", "--every", "0.1", "--json", "--type", "report.ready"]);
  setTimeout(() => process.emit("SIGINT"), 1500);
  const { code, stdout } = await following;
  const events = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { readonly subject: { readonly id: string } });
  expect([code, new Set(events.map(({ subject }) => subject.id)).size]).toEqual([0, events.length]);
  expect(events.at(-1)).toMatchObject({ type: "report.ready", data: { title: "One chart", status: "ready" } });
  const odd = await remote.run(["events", "--type", "report.done"]);
  expect([odd.code, odd.stderr]).toEqual([1, expect.stringContaining("report.ready")]);
});

test("a data directory does the whole round trip in this process", async () => {
  const own = path("own");
  const out = path("own.pdf");
  const run = (...words: string[]) => captureOutput(() => runCommand([...words, "--data-dir", own]));
  const made = await run("reports", "request", "dataset-profile", "--wait", "--out", out);
  expect([made.code, existsSync(out)]).toEqual([0, true]);
  const list = await run("reports", "list");
  expect(list.stdout).toContain("\tready\tdataset-profile\t");
  const both = await captureOutput(() => runCommand(["reports", "list", "--data-dir", own, "--server", "http://x"]));
  expect([both.code, both.stderr]).toEqual([
    1,
    expect.stringContaining("--server and --data-dir name different places"),
  ]);
});

test("rows are erased, what was made from them is listed and deleted, and verify says what is gone", async () => {
  writeFileSync(path("people.csv"), "year,value\n2019,10\n2020,20\n2021,30\n");
  await remote.run(["datasets", "put", "people", path("people.csv")]);
  const made = await remote.run(["reports", "request", "columns", "-d", "numbers=people", "--wait", "--json"]);
  const { id } = JSON.parse(made.stdout) as { readonly id: string };
  const pdf = path("people.pdf");
  expect((await remote.run(["reports", "get", id, "--out", pdf])).code).toBe(0);
  const words = ["datasets", "erase", "people", "--where", "year = 2020"];
  expect((await remote.run([...words, "--dry-run"])).stdout).toMatch(/rows +3\nerased +1\nversions that go +\d\n/);
  const unsaid = await remote.run(words);
  expect([unsaid.code, unsaid.stderr]).toEqual([1, expect.stringContaining("1 of 3 rows of people")]);
  const denied = await remote.run([...words, "--yes"], "publisher");
  expect([denied.code, denied.stderr]).toEqual([5, expect.stringContaining("datasets:delete")]);
  const done = await remote.run([...words, "--yes"]);
  expect(done.stderr).toMatch(/Erased 1 row of people; people@[0-9a-f]{64} has those that are left\./);
  expect([done.code, done.stdout]).toEqual([0, expect.stringContaining(`/reports/${id}`)]);
  const verify = ["verify", pdf, "--data-dir", join(remote.folder, "data")];
  const verified = await captureOutput(() => runCommand(verify));
  expect([verified.code, verified.stderr]).toEqual([1, expect.stringContaining('rows of "people" were erased on')]);
  const deleted = await remote.run(["datasets", "erase", "people", "--reports", "delete", "--yes", "--json"]);
  expect(JSON.parse(deleted.stdout)).toMatchObject({ deleted: [`/reports/${id}`] });
  const left = await remote.run(["datasets", "erase", "people", "--json"]);
  expect(JSON.parse(left.stdout)).toEqual({ remains: [], deleted: [] });
  expect((await remote.run(["datasets", "erase", "people", "--dry-run"])).stderr).toContain("--where");
});
