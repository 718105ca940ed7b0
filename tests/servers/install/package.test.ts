import { execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "../../../functions/client/create-client.ts";
import { fontFileNames } from "../../../functions/packaging/font-file-names.ts";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { version } from "../../../functions/version.ts";
import { buildFunction } from "../../../infra/code/code-parts.ts";
import { settled, type StoredThings } from "../../stores/stored-things.ts";
import { type Ran, runProgram } from "../run-program.ts";
import { launch } from "../start-server.ts";
import { makeFlagship, makePackages, succeed } from "./make-packages.ts";

/*
 * The packages as a stranger gets them: made, installed in an empty folder, and used by the lines of the README, under
 * the oldest major version of Node that they allow and under ours.
 */
const root = join(import.meta.dirname, "../../..");
const majors = [22, 24] as const;
type Major = (typeof majors)[number];

let work = "";
let flagship = "";

/** The folder of the Node of a major version: ours, or one that npm brings. */
const nodeFolder = (major: Major): string =>
  process.versions.node.startsWith(`${major}.`)
    ? dirname(process.execPath)
    : join(work, `node-${major}/node_modules/node-${process.platform}-${process.arch}/bin`);
const folderOf = (major: Major): string => join(work, `installed-${major}`);
const packageOf = (major: Major): string => join(folderOf(major), "node_modules/broadsheet");

/** As little of this process's environment as npm and a program need: nothing of the checkout. */
const environment = (major: Major): Record<string, string> => ({
  PATH: [nodeFolder(major), ...process.env["PATH"]!.split(delimiter).filter((path) => !path.startsWith(root))].join(
    delimiter,
  ),
  NODE_COMPILE_CACHE: join(work, `cache-${major}/compiled`),
  XDG_CACHE_HOME: join(work, `cache-${major}`),
});

const program = (major: Major): string => join(folderOf(major), "node_modules/.bin/broadsheet");

const broadsheet = (major: Major, ...words: string[]): Promise<Ran> =>
  runProgram(program(major), words, { cwd: folderOf(major), env: environment(major) });

async function install(major: Major, archives: readonly string[]): Promise<void> {
  if (!existsSync(nodeFolder(major))) {
    const wanted = `node-${process.platform}-${process.arch}@${major}`;
    mkdirSync(join(work, `node-${major}`));
    await npm(["install", "--prefix", join(work, `node-${major}`), wanted]);
  }
  mkdirSync(folderOf(major));
  await npm(["install", "--prefix", folderOf(major), ...archives], environment(major));
}

async function npm(words: readonly string[], env: Record<string, string> = {}): Promise<void> {
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline"];
  await succeed("npm", [...words, ...quiet], { cwd: work, env });
}

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "broadsheet-package-"));
  const [packages, made] = await Promise.all([makePackages(), makeFlagship()]);
  flagship = made.sha256;
  cpSync(made.file, join(work, "checkout.pdf"));
  const archives = readdirSync(packages).filter((name) => name.endsWith(".tgz"));
  const [main, fonts, lambda] = ["", "-fonts-cjk", "-lambda"].map((name) => `broadsheet${name}-${version}.tgz`);
  expect(archives).toEqual([main, fonts, lambda]);
  const paths = archives.map((name) => join(packages, name));
  // Only who deploys to AWS needs the third.
  await Promise.all([install(22, paths.slice(0, 2)), install(24, paths)]);
  // The CDK is the app's own: here the checkout's.
  for (const name of ["aws-cdk-lib", "constructs"])
    for (const major of majors)
      symlinkSync(join(root, "node_modules", name), join(folderOf(major), "node_modules", name));
});

afterAll(() => rmSync(work, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

test("package.json is that of a package: neither private, nor with scripts or development dependencies", () => {
  const about = JSON.parse(readFileSync(join(packageOf(24), "package.json"), "utf8")) as Record<string, object>;
  for (const absent of ["private", "scripts", "devDependencies"]) expect(about).not.toHaveProperty(absent);
  expect(about).toMatchObject({ version, engines: { node: ">=22.18" }, bin: { broadsheet: "bin/broadsheet.mjs" } });
  // One has native parts.
  expect(Object.keys(about["dependencies"]!).sort()).toEqual([
    "@duckdb/node-bindings",
    "broadsheet-fonts-cjk",
    "openapi-fetch",
  ]);
});

test("no file names a place on the machine that made it", () => {
  const files = ["broadsheet", "broadsheet-fonts-cjk", "broadsheet-lambda"].flatMap((name) =>
    readdirSync(join(folderOf(24), "node_modules", name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(?:ttf|node|so)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => readFileSync(file, "latin1").includes(root))).toEqual([]);
});

test("NOTICE and the bill of materials name every package that the programs' own text names", () => {
  const folder = join(packageOf(24), "build/programs");
  const named = new Set(
    readdirSync(folder)
      .filter((name) => /\.(?:mjs|cjs)$/.test(name))
      .flatMap((name) => [
        ...readFileSync(join(folder, name), "utf8").matchAll(
          /"(?:[^"\s]*\/)?node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\/[\w./-]+\.[cm]?js"/g,
        ),
      ])
      .map(([, name]) => name!),
  );
  expect(named.size).toBeGreaterThan(20);
  const { components } = JSON.parse(readFileSync(join(packageOf(24), "sbom.json"), "utf8")) as {
    components: { name: string; version: string; licenses: unknown[] }[];
  };
  const listed = new Set(components.map(({ name }) => name));
  expect([...named].filter((name) => !listed.has(name))).toEqual([]);
  for (const name of ["react", "swagger-ui-dist", "@expo-google-fonts/inter", "@aws-sdk/client-s3", "vega"])
    expect(listed).toContain(name);
  const notice = readFileSync(join(packageOf(24), "NOTICE"), "utf8");
  for (const { name, version: of } of components) expect(notice).toContain(`\n${name} ${of}\nLicence: `);
  expect(notice).toContain("node-forge 1.4.3\nLicence: BSD-3-Clause (");
});

test("an older Node is told which one is needed", async () => {
  const pretend = "data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.20.2'}})";
  const { code, stderr } = await runProgram(join(nodeFolder(24), "node"), [
    "--import",
    pretend,
    program(24),
    "--version",
  ]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^failure: Broadsheet needs Node 22\.18 or newer, and this is Node 20\.20\.2\n {2}hint/);
});

/** Our own Node runs the lines in the checkout: CI tries the oldest that is allowed, the soak both. */
const tried = process.env["SOAK"] === undefined ? majors.slice(0, 1) : majors;

test.concurrent.each(tried)("Node %i: the lines of the README", async (major) => {
  writeFileSync(join(folderOf(major), "my.csv"), monthly());
  writeFileSync(join(folderOf(major), "messy.csv"), "region,sales\nEast,12\nWest,n/a\nNorth,9\nSouth,8\nTotal,29\n");
  expect((await broadsheet(major, "--version")).stdout).toBe(`${version}\n`);
  const lines = [...readFileSync(join(root, "README.md"), "utf8").matchAll(/^ {4}npx broadsheet ([^#\n&]+)/gm)]
    .map(([, line]) => line!.trim())
    .filter((line) => !line.startsWith("serve"));
  expect(lines.length).toBeGreaterThan(7);
  for (const line of lines) {
    // A line may name a file that the line before has made.
    const ran = await runProgram("sh", ["-c", `exec "${program(major)}" ${line}`], {
      cwd: folderOf(major),
      env: environment(major),
    });
    expect({ line, ...ran }).toMatchObject({ line, code: 0 });
  }
  expect(readdirSync(join(folderOf(major), "profiles")).length).toBeGreaterThan(3);
});

test.concurrent.each(majors)("Node %i: the flagship, and what verify says of the other Node's", async (major) => {
  const out = join(folderOf(major), "flagship.pdf");
  expect(await broadsheet(major, "render", "high-tech-industries", "--out", out)).toMatchObject({ code: 0 });
  const checkout = await broadsheet(major, "verify", join(work, "checkout.pdf"));
  if (major === 24) {
    expect(sha256(readFileSync(out))).toBe(flagship);
    expect(checkout).toMatchObject({ code: 0, stderr: expect.stringContaining("verified") as string });
  } else {
    expect(checkout.code).toBe(1);
    expect(checkout.stderr).toContain(
      "made by another engine; this one gives the same bytes, except for the engine's name",
    );
    expect(await broadsheet(major, "verify", out)).toMatchObject({ code: 0 });
  }
});

test.concurrent.each(majors)("Node %i: formulas and barcodes, before and after freezing", async (major) => {
  const folder = join(folderOf(major), "briefing");
  expect(await broadsheet(major, "new", "briefing")).toMatchObject({ code: 0 });
  const settings = join(folder, "template.yaml");
  writeFileSync(settings, `${readFileSync(settings, "utf8")}math: true\n`);
  writeFileSync(
    join(folder, "report.md"),
    '# Seldom used\n\nThe area is $\\int_0^1 x^2\\,dx$.\n\n::barcode{type="qr" value="https://example.org" alt="A code"}\n',
  );
  const render = async (): Promise<string> => {
    const { code, stdout, stderr } = await broadsheet(major, "render", "briefing", "--json", "--out", "briefing.pdf");
    expect({ code, stderr }).toMatchObject({ code: 0 });
    return (JSON.parse(stdout) as { sha256: string }).sha256;
  };
  const first = await render();
  const state = await frozenState(major);
  // V8 of Node 22 lacks `Map.groupBy` in a process to be frozen; it goes on without.
  expect(state).toHaveProperty(major === 24 ? "blob" : "failure");
  expect(await render()).toBe(first);
});

/** What the process that freezes the program writes at its end. */
async function frozenState(major: Major): Promise<object> {
  const folder = join(work, `cache-${major}/broadsheet/frozen`);
  for (let end = performance.now() + 120_000; performance.now() < end;) {
    const states = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name, "state.json")) : [];
    const [state] = states.filter((file) => !file.includes(".work") && existsSync(file));
    if (state !== undefined) return JSON.parse(readFileSync(state, "utf8")) as object;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("nothing was frozen");
}

test.concurrent.each(majors)("Node %i: serves the API, the studio and a store of the checkout", async (major) => {
  const kept = join(work, `kept-${major}`);
  mkdirSync(kept);
  execFileSync("tar", ["-xzf", join(root, `tests/stores/${version}.tar.gz`), "-C", kept]);
  const things = JSON.parse(readFileSync(join(kept, "things.json"), "utf8")) as StoredThings;
  const words = ["serve", "--port", "0", "--data-dir", join(kept, "store")];
  const server = await launch(
    spawn(program(major), words, { cwd: folderOf(major), env: { ...process.env, ...environment(major) } }),
  );
  try {
    expect(await (await fetch(`${server.url}/health`)).json()).toMatchObject({ status: "ok" });
    const page = await (await fetch(`${server.url}/studio/`)).text();
    const scripts = [...page.matchAll(/src="([^"]+)"/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, script] of scripts) expect((await fetch(new URL(script!, `${server.url}/studio/`))).status).toBe(200);
    const client = createClient({ server: server.url });
    const found = await settled(client, things);
    expect(found).toMatchObject({
      pdfs: things.pdfs,
      datasets: expect.arrayContaining([...things.datasets]) as string[],
    });
    const pdf = await server.ask({ template: "high-tech-industries" }, { accept: "application/pdf" });
    const bytes = new Uint8Array(await pdf.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(50_000);
    if (major === 24) expect(sha256(bytes)).toBe(flagship);
    const image = await fetch(`${server.url}/reports/${things.report}/pages/1.png`);
    expect([image.status, image.headers.get("content-type")]).toEqual([200, "image/png"]);
  } finally {
    await server.end("SIGTERM");
  }
});

test("the client works beside the package, and its types compile", async () => {
  const folder = folderOf(22);
  const source = `import { createClient, type components } from "broadsheet/client";
const client = createClient({ server: "http://localhost:1" });
export const ask = () => client.POST("/reports", { body: { template: "a" } });
export type Report = components["schemas"]["Report"];
// @ts-expect-error: there is no such route
export const wrong = () => client.GET("/nothing");
`;
  writeFileSync(join(folder, "use.mts"), source);
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const words = [
    tsc,
    "--ignoreConfig",
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--target",
    "es2024",
    "use.mts",
  ];
  const compiled = await runProgram(process.execPath, words, { cwd: folder });
  expect(compiled).toMatchObject({ code: 0, stdout: "" });
  cpSync(join(folder, "use.mts"), join(folder, "run.mts"));
  const ran = await runProgram(
    join(nodeFolder(22), "node"),
    ["-e", "import('./run.mts').then(({ ask }) => ask()).catch((error) => console.log(error.message))"],
    { cwd: folder, env: environment(22) },
  );
  expect(ran).toMatchObject({ code: 0, stdout: "fetch failed\n" });
});

/** A stranger's app with Broadsheet beside a bucket of its own. */
const app = `import { App, Stack } from "aws-cdk-lib";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { User } from "aws-cdk-lib/aws-iam";
import { Broadsheet } from "broadsheet/cdk";
const app = new App({ outdir: "cdk.out" });
const stack = new Stack(app, "Press");
const reports = new Broadsheet(stack, "Reports", { templatesDir: "./mine", architecture: "x86_64" });
reports.grantRequest(new User(stack, "Desk"));
reports.alarmTopic.topicArn satisfies string;
reports.bucket satisfies { readonly bucketName: string };
app.synth();
`;

test("the construct synthesises a stack in a folder with nothing but packages, without any program, as the checkout builds it", async () => {
  const folder = folderOf(24);
  const mine = join(folder, "mine/notes");
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, "template.yaml"), "title: Notes\n");
  writeFileSync(join(folder, "app.mts"), app);
  // With no PATH there is no npm, no esbuild and no Docker to call.
  await succeed(join(nodeFolder(24), "node"), ["app.mts"], { cwd: folder, env: { PATH: "" } });
  const out = join(folder, "cdk.out");
  const { Resources } = JSON.parse(readFileSync(join(out, "Press.template.json"), "utf8")) as {
    Resources: Record<string, { Type: string; Properties: { Code: { S3Key: string }; Content: { S3Key: string } } }>;
  };
  const assetOf = (id: string): string => {
    const [, found] = Object.entries(Resources).find(([key]) => key.startsWith(id))!;
    return join(out, `asset.${(found.Properties.Code ?? found.Properties.Content).S3Key.replace(".zip", "")}`);
  };
  const names = { "dead-letter": "DeadLetterFunction", render: "RenderFunction", seed: "SeedFunction" } as const;
  for (const [name, id] of Object.entries(names)) {
    const built = join(work, `built-${name}`);
    buildFunction(name as keyof typeof names, built);
    const files = filesOf(built);
    expect(Object.keys(files).length).toBeGreaterThan(0);
    expect(filesOf(assetOf(`Reports${id}`))).toEqual(
      name === "seed"
        ? { ...files, "templates/notes/template.yaml": sha256(readFileSync(join(mine, "template.yaml"))) }
        : files,
    );
  }
  const fonts = Object.keys(filesOf(assetOf("ReportsFonts")));
  const family = "nodejs/node_modules/@expo-google-fonts";
  expect(fonts).toEqual(expect.arrayContaining(fontFileNames().map((name) => `${family}/${name}`)));
  expect(fonts).toContain(`${family}/noto-sans-sc/package.json`);
  expect(Object.keys(filesOf(assetOf("ReportsDuckDb")))).toContain(
    "nodejs/node_modules/@duckdb/node-bindings-linux-x64/duckdb.node",
  );
});

test("the construct's types compile, and without the functions' package it says what to install", async () => {
  writeFileSync(join(folderOf(22), "app.mts"), app.replace(/templatesDir[^,]+, /, ""));
  writeFileSync(
    join(folderOf(22), "wrong.mts"),
    `${app.replace("x86_64", "x64")}\n// @ts-expect-error: no such role\nreports.grantRole(new User(stack, "A"), "owner");\n`,
  );
  // Both in one run of the compiler, most of whose time goes into the types of the CDK.
  const compiled = await runProgram(
    process.execPath,
    [
      join(root, "node_modules/typescript/bin/tsc"),
      "--ignoreConfig",
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "--preserveSymlinks",
      "--module",
      "nodenext",
      "--target",
      "es2024",
      "app.mts",
      "wrong.mts",
    ],
    { cwd: folderOf(22) },
  );
  expect(compiled.stdout.match(/^.*error TS/gm)).toEqual([expect.stringMatching(/^wrong\.mts\(/)]);
  expect(compiled.stdout).toContain(`Type '"x64"' is not assignable`);
  const ran = await runProgram(join(nodeFolder(22), "node"), ["--experimental-strip-types", "app.mts"], {
    cwd: folderOf(22),
  });
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain(`the package broadsheet-lambda is missing: npm install broadsheet-lambda@${version}`);
});

/** The files below a folder: path → SHA-256. */
function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((file) => [file.slice(folder.length + 1), sha256(readFileSync(file))]),
  );
}

/** Two years of months of two regions. */
function monthly(): string {
  const months = Array.from(
    { length: 24 },
    (_, at) => `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
  );
  const rows = months.flatMap((month, at) => [
    `${month},East,${120 + ((at * 7) % 13)}`,
    `${month},West,${80 + ((at * 5) % 11)}`,
  ]);
  return `month,region,sales\n${rows.join("\n")}\n`;
}
