import { spawn } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runProgram } from "../run-program.ts";
import { bodyOf, launch, removeData, type ServerProcess, startServerProcess, writeTemplate } from "../start-server.ts";

const cli = join(import.meta.dirname, "../../../functions/local/broadsheet.mjs");
let folder = "";
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "requests-"));
  await writeTemplate(join(folder, "templates", "good"));
  server = await startServerProcess({ dataDir: join(folder, "data"), templateFolders: [join(folder, "templates")] });
});

afterAll(async () => {
  await server?.end("SIGTERM");
  await removeData(folder);
});

/** Sends chunks as long as the server takes them, with or without a declared length. */
function flood(
  declared: boolean,
  megabytes: number,
): Promise<{ status: number; problem: { problems: { code: string }[] }; sent: number }> {
  return new Promise((resolve, reject) => {
    const chunk = Buffer.alloc(1024 * 1024, "a,b\n");
    let sent = 0;
    let closed = false;
    const headers = { "content-type": "text/csv", ...(declared ? { "content-length": megabytes * chunk.length } : {}) };
    const outgoing = request(`${server.url}/datasets/flood`, { method: "PUT", headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (data: string) => (text += data));
      response.on("end", () => {
        closed = true;
        outgoing.destroy();
        resolve({ status: response.statusCode ?? 0, problem: JSON.parse(text), sent });
      });
    });
    const send = (): void => {
      if (closed) return;
      if (sent === megabytes) return void outgoing.end();
      sent += 1;
      outgoing.write(chunk, () => setImmediate(send));
    };
    outgoing.on("error", (error) => !closed && reject(error));
    send();
  });
}

test.each([true, false])(
  "a body of 50 MB (length declared: %s) is refused early, without being held",
  async (declared) => {
    const before = await residentMegabytes();
    const { status, problem, sent } = await flood(declared, 50);
    expect(status).toBe(413);
    expect(problem.problems[0]?.code).toBe("body-too-large");
    expect(sent).toBeLessThan(50);
    expect((await residentMegabytes()) - before).toBeLessThan(40);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  },
);

test("curl sees the problem, too, when it sends 50 MB", async () => {
  const file = join(folder, "large.csv");
  await writeFile(file, Buffer.alloc(50 * 1024 * 1024, "a,b\n"));
  const words = [
    "-sS",
    "-T",
    file,
    "-H",
    "content-type: text/csv",
    "-w",
    "%{http_code}",
    `${server.url}/datasets/large`,
  ];
  const { stdout } = await runProgram("curl", words);
  expect(stdout).toContain('"code":"body-too-large"');
  expect(stdout.endsWith("413")).toBe(true);
});

test("fetch and Python's urllib, which send first and read then, see the problem, too, with 50 MB", async () => {
  const body = Buffer.alloc(50 * 1024 * 1024, "a,b\n");
  const answer = await fetch(`${server.url}/datasets/large`, {
    method: "PUT",
    body,
    headers: { "content-type": "text/csv" },
  });
  expect([answer.status, await answer.json()]).toEqual([
    413,
    expect.objectContaining({ problems: [expect.objectContaining({ code: "body-too-large" })] }),
  ]);
  const program = `import sys, urllib.request, urllib.error
try:
    urllib.request.urlopen(urllib.request.Request(sys.argv[1], data=b"a,b\\n" * 12_000_000, method="PUT", headers={"content-type": "text/csv"}))
except urllib.error.HTTPError as error:
    print(error.code, error.read().decode())`;
  const { stdout } = await runProgram("python3", ["-c", program, `${server.url}/datasets/large`]);
  expect(stdout).toMatch(/^413 .*"code":"body-too-large"/);
});

/** Sends bytes on a new connection and returns the server's answer. */
function sendBytes(text: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname === "localhost" ? "127.0.0.1" : hostname, () => socket.write(text));
    socket.setEncoding("utf8").on("data", (data: string) => (answer += data));
    socket.on("end", () => resolve(answer)).on("error", reject);
  });
}

test.each([
  [
    "a method that HTTP does not know",
    "FOO / HTTP/1.1\r\nhost: localhost\r\n\r\n",
    400,
    { code: "unknown-method", seen: "FOO" },
  ],
  [
    "an address of 20 kB",
    `GET /${"a".repeat(20_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`,
    431,
    { code: "header-too-large" },
  ],
  [
    "a header of 20 kB",
    `GET / HTTP/1.1\r\nhost: localhost\r\nx-long: ${"a".repeat(20_000)}\r\n\r\n`,
    431,
    { code: "header-too-large" },
  ],
  ["a header without a colon", "GET /health HTTP/1.1\r\nhost localhost\r\n\r\n", 400, { code: "malformed-request" }],
])("%s is reported as problem details, and the server goes on", async (_, text, status, problem) => {
  const answer = await sendBytes(text);
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} .*\\r\\ncontent-type: application/problem\\+json`, "s"));
  expect(head).toContain(`content-length: ${Buffer.byteLength(body)}`);
  expect(JSON.parse(body)).toMatchObject({ status, problems: [problem] });
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

async function residentMegabytes(): Promise<number> {
  const pages = Number((await readFile(`/proc/${server.pid}/statm`, "utf8")).split(" ")[1]);
  return (pages * 4096) / 1024 / 1024;
}

test("twenty identical requests at the same time make one report", async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      bodyOf(server.ask({ template: "good", parameters: { note: "twenty" } }, { prefer: "wait=25" })),
    ),
  );
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(answers.every(({ status, attempts }) => status === "ready" && attempts === 1)).toBe(true);
  const { reports = [] } = await bodyOf(fetch(`${server.url}/reports`));
  expect(reports.filter(({ id }) => id === answers[0]?.id).length).toBe(1);
});

test("however many ask at once, each is answered when its wait is over, and nothing that was accepted is lost", async () => {
  const wait = 8;
  const answers = await Promise.all(
    Array.from({ length: 400 }, async (_, index) => {
      const start = performance.now();
      const response = await server.ask(
        { template: "good", parameters: { note: `burst ${index}` } },
        { prefer: `wait=${wait}` },
      );
      const { id } = await bodyOf(response);
      return { status: response.status, id, seconds: (performance.now() - start) / 1000 };
    }),
  );
  expect(answers.filter(({ status }) => ![201, 202, 503].includes(status))).toEqual([]);
  // Five more than the wait, as between the twenty that clients ask for and the twenty-five that a gateway has.
  expect(Math.max(...answers.map(({ seconds }) => seconds))).toBeLessThan(wait + 5);
  for (const { id, status } of answers.filter(({ status }) => status !== 503).slice(-20))
    expect((await fetch(`${server.url}/reports/${id}`)).status, `${status}`).toBe(200);
});

test("a request that is no HTTP is 400, and the server goes on", async () => {
  const { port } = new URL(server.url);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.end("nonsense\r\n\r\n"));
    let text = "";
    socket.setEncoding("utf8").on("data", (data: string) => (text += data));
    socket.on("close", () => resolve(text));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

test("a rebound host name is refused on the wire", async () => {
  const { stdout } = await runProgram("curl", [
    "-s",
    "-H",
    "Host: evil.example",
    "-w",
    "%{http_code}",
    `${server.url}/templates`,
  ]);
  expect(stdout.endsWith("421")).toBe(true);
});

test("a second server on the same data or the same port says so and ends with 1 or 2", async () => {
  const { port } = new URL(server.url);
  const sameData = await runProgram(process.execPath, [
    cli,
    "serve",
    "--port",
    "0",
    "--data-dir",
    join(folder, "data"),
  ]);
  expect(sameData.code).toBeGreaterThan(0);
  expect(sameData.stderr).toContain("--data-dir");
  const samePort = await runProgram(process.execPath, [
    cli,
    "serve",
    "--port",
    port,
    "--data-dir",
    join(folder, "other"),
  ]);
  expect(samePort.code).toBeGreaterThan(0);
  expect(samePort.stderr).toContain(`port ${port}`);
  expect(samePort.stderr).toContain("--port");
  expect(samePort.stderr).not.toMatch(/\n\s+at /);
});

test.each([[], ["--token", "short"]])(
  "listening for other machines demands a token worth the name: %j",
  async (...token) => {
    const words = [cli, "serve", "--port", "0", "--host", "0.0.0.0", "--data-dir", join(folder, "open"), ...token];
    const { code, stderr } = await runProgram(process.execPath, words);
    expect([code, stderr.includes("--token")]).toEqual([1, true]);
  },
);

test("the curl line of the start-up message makes the flagship, with the bytes of the command line", async () => {
  const child = spawn(process.execPath, [cli, "serve", "--port", "0", "--data-dir", join(folder, "shipped")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TZ: "Asia/Shanghai", LANG: "zh_CN.UTF-8" },
  });
  const shipped = await launch(child);
  try {
    while (!shipped.output().includes("openapi.json")) await new Promise((resolve) => setTimeout(resolve, 10));
    const line = /^ {2}(curl .*)$/m.exec(shipped.output())?.[1] ?? "";
    const { code, stderr } = await runProgram("sh", ["-c", line], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const rendered = await runProgram(process.execPath, [
      cli,
      "render",
      "high-tech-industries",
      "--out",
      join(folder, "cli.pdf"),
    ]);
    expect(rendered.code).toBe(0);
    const [served, printed] = await Promise.all([
      readFile(join(folder, "high-tech-industries.pdf")),
      readFile(join(folder, "cli.pdf")),
    ]);
    expect(served.equals(printed)).toBe(true);
    // The shipped server is a bundle, beside which what its packages read must be found.
    const picture = await fetch(`${shipped.url}/templates/country-profile/picture`);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
    const studio = await fetch(shipped.url, { headers: { accept: "text/html" } });
    expect([studio.status, await studio.text()]).toEqual([200, expect.stringContaining("<title>Broadsheet")]);
  } finally {
    expect(await shipped.end("SIGINT")).toBe(0);
  }
});
