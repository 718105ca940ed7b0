import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { noteFigures } from "./ci/note-figures.ts";

/**
 * Tests the house plan of CONTRIBUTING.md: imports may only run downward.
 */
const root = join(import.meta.dirname, "..");
const stages = ["request", "template", "dataset", "query", "compose", "chart", "layout", "pdf", "publish"];
/**
 * The ground: what both wings stand on. `json/` and `names/` import it, and it imports nothing above. `ports/` imports
 * only itself, and `ports.ts` is its door.
 */
const ground = [
  "errors",
  "warning-codes",
  "ports",
  "decimal",
  "drawing",
  "css-color",
  "perceived-color",
  "contrast-ratio",
  "relative-date",
  "rendition-form",
  "age-of",
  "in-turn",
  "near-match",
  "run-duties",
  "run-side-by-side",
  "scratch-full",
  "usual-variation",
].map((name) => `functions/core/${name}.ts`);
const groundFolders = ["functions/core/json/", "functions/core/names/", "functions/core/ports/"];
/** The doors of the core; only they bring stages together. */
const doors = [
  ...[
    "generate-report.ts",
    "accept-report.ts",
    "find-choices.ts",
    "make-choices.ts",
    "shape-dataset.ts",
    "check-condition.ts",
    "read-rows.ts",
    "make-view.ts",
    "check-template.ts",
    "check-declared.ts",
    "find-stale.ts",
    "generate-chart.ts",
    "make-html.ts",
    "embed-fonts.ts",
    "make-office-file.ts",
    "make-figures.ts",
    "make-card.ts",
    "set-card.ts",
    "set-piece.ts",
    "compile-narrow.ts",
    "draw-figures.ts",
    "draw-pictures.ts",
    "draft/door/draft-template.ts",
    "attach-numbers.ts",
    "explain-numbers.ts",
    "follow-cells.ts",
    "preview/make-preview.ts",
    "preview/keep-charts.ts",
    "preview/authoring-words.ts",
  ].map((file) => `functions/core/report/${file}`),
  ...[
    "batch/door/accept-batch.ts",
    "batch/door/open-batch.ts",
    "batch/door/output-maker.ts",
    "review/inspect-report.ts",
    "review/store-own-datasets.ts",
    "review/test-template.ts",
    "delivery/door/write-letter.ts",
    "publication/door/accept-edition.ts",
    "promotion/door/publish-version.ts",
    "contract/door/freshness-marks.ts",
    "contract/door/is-of-content.ts",
    "contract/door/read-freshness.ts",
    "source/door/parse-source.ts",
    "preview/accept-preview.ts",
    "preview/change-files.ts",
  ].map((file) => `functions/core/service/${file}`),
];

/**
 * Rooms beside the stages. Every stage may import `wording`, `locale`, `document` (what is composed and laid out),
 * `picture` (files that become drawings), `outlines` (those of a font file), `xml`, `access` (who may do what) and
 * `paging` (lists in pages); `pdf/` and the doors bring `fonts` to layout and charts.
 */
const groundRooms = [
  "functions/core/zip/",
  "functions/core/wording/",
  "functions/core/report/locale/",
  "functions/core/report/document/",
  "functions/core/report/picture/",
  "functions/core/report/fonts/outlines/",
  "functions/core/service/access/",
  "functions/core/xml/",
  "functions/core/paging/",
];
const fonts = "functions/core/report/fonts/";
/** Says what the pages say, in another form: it takes numbers, colours and the canvas's states from where they are. */
const rendition = "functions/core/report/rendition/";
/** Follows the rows of queries: it runs them again, in other forms. */
const lineage = "functions/core/report/lineage/";
/** Edits the text of a template: it reads that as the report does when it is composed. */
const edit = "functions/core/report/edit/";
const underRenditions = ["functions/core/report/layout/", "functions/core/report/pdf/canvas/", fonts];

/**
 * The rooms inside a stage, lowest first. A room imports those before it and the top of its stage (types and what all
 * rooms share). The top, which holds the stage's verb, imports every room.
 */
const rooms: Readonly<Record<string, readonly string[]>> = {
  "functions/core/report/template": ["logo", "files", "theme", "store", "shared", "archive"],
  "functions/core/report/dataset": [
    "decode",
    "database",
    "csv",
    "json",
    "sheet",
    "parquet",
    "types",
    "recipe",
    "proposals",
    "store",
    "contract",
    "source",
    "view",
  ],
  "functions/core/report/query": ["tree", "session", "page"],
  "functions/core/report/compose": [
    "formats",
    "liquid",
    "markdown",
    "picking",
    "table",
    "inlines",
    "directives",
    "blocks",
    "letter",
    "check",
  ],
  "functions/core/report/chart": ["geometry", "spec", "placement", "dataflow", "scene", "marks", "check"],
  "functions/core/report/picture": ["raster", "svg", "barcode", "formula"],
  "functions/core/report/layout": ["text", "pages", "table", "blocks"],
  "functions/core/report/pdf": ["file", "canvas"],
  "functions/core/report/edit": ["source", "text", "blocks", "directive", "chart", "rename", "query"],
  "functions/core/report/edit/chart": ["spec"],
  "functions/core/report/rendition": [
    "svg",
    "drawn",
    "html",
    "ooxml",
    "xlsx",
    "docx",
    "master",
    "pptx",
    "figures",
    "card",
    "compare",
  ],
  "functions/core/report/rendition/pptx": ["text", "plan", "shapes", "slides"],
  "functions/core/service/lifecycle": ["records", "status", "attempt", "request", "removal", "sweep"],
  "functions/core/service/delivery": ["records", "webhook", "link", "mail", "notice", "copy", "door"],
  "functions/core/service/batch": [
    "output",
    "records",
    "pack",
    "handover",
    "end",
    "page",
    "plan",
    "status",
    "request",
    "removal",
    "sweep",
    "door",
  ],
  "functions/core/service/publication": ["schedule", "door", "record", "changes", "edition"],
  "functions/core/service/promotion": ["door"],
  "functions/core/service/contract": ["door"],
  "functions/http": [
    "schemas",
    "request",
    "answer",
    "access",
    "pages",
    "delivery",
    "batches",
    "datasets",
    "templates",
    "service",
    "routes",
  ],
  "functions/render": ["watch", "data", "preview"],
  "functions/lambda": ["queue", "render", "http", "preview", "invoke", "delivery", "studio"],
  infra: ["code", "settings", "resources", "functions", "installed"],
  "functions/local": ["inputs", "terminal", "remote", "server", "batch", "diff", "stored", "mcp", "commands", "start"],
};

/** Concepts above the life of a report, and what each of them builds on beside the ground floor and types of stages. */
const concepts: Readonly<Record<string, readonly string[]>> = {
  "functions/core/service/publication/": [
    "functions/core/service/lifecycle/",
    "functions/core/service/batch/",
    "functions/core/service/delivery/",
    "functions/core/service/view/",
    "functions/core/service/rendition/",
    "functions/core/report/request/",
    "functions/core/report/accept-report.ts",
  ],
  "functions/core/service/promotion/": ["functions/core/service/lifecycle/"],
  "functions/core/service/contract/": ["functions/core/service/event/"],
  "functions/core/service/view/": [
    "functions/core/service/lifecycle/",
    "functions/core/service/contract/",
    "functions/core/report/dataset/view/",
  ],
  "functions/core/service/source/": [
    "functions/core/service/lifecycle/",
    "functions/core/service/contract/",
    "functions/core/service/publication/",
  ],
  "functions/core/service/rendition/": ["functions/core/service/lifecycle/", "functions/core/report/request/"],
};

/** The parts of the roof, lowest first. `local/` and `lambda/` do not import each other. */
const roof = ["program", "client", "seed", "source", "render", "http", "local", "lambda", "packaging"];

/**
 * What the stack imports of ours, besides `access`: the names of the variables and of the packages, the version, and
 * the digest of the bundled engine.
 */
const infraNeeds = [
  "functions/environment.ts",
  "functions/engine-digest.ts",
  "functions/packaging/package-names.ts",
  "functions/version.ts",
  // Connections of sources are judged as a server judges them.
  "functions/source/parse-connections.ts",
];

/** Packages that only one place may import. */
const homes: Readonly<Record<string, readonly string[]>> = {
  vega: ["functions/core/report/chart/"],
  "vega-lite": ["functions/core/report/chart/"],
  "vega-interpreter": ["functions/core/report/chart/"],
  "d3-geo": ["functions/core/report/chart/geometry/"],
  "topojson-client": ["functions/core/report/chart/geometry/"],
  "bidi-js": ["functions/core/report/locale/"],
  culori: ["functions/core/css-color.ts", "functions/core/perceived-color.ts"],
  "d3-color": ["functions/core/report/chart/"],
  pdfkit: ["functions/core/report/pdf/"],
  fontkit: ["functions/core/report/fonts/"],
  "@e965/xlsx": ["functions/core/report/dataset/sheet/"],
  "@duckdb/node-api": ["functions/core/report/dataset/", "functions/core/report/query/"],
  saxes: [
    "functions/core/report/picture/svg/",
    "functions/core/report/rendition/ooxml/",
    "functions/proof/rules/metadata/",
    "functions/proof/html/",
    "functions/proof/xlsx/",
  ],
  "bwip-js": ["functions/core/report/picture/barcode/"],
  "@mathjax/src": ["functions/core/report/picture/formula/"],
  "@mathjax/mathjax-tex-font": ["functions/core/report/picture/formula/"],
  "speech-rule-engine": ["functions/core/report/picture/formula/"],
  liquidjs: ["functions/core/report/compose/"],
  croner: ["functions/core/service/publication/schedule/"],
  "@hyzyla/pdfium": ["functions/adapters/"],
  diff: ["functions/core/service/review/", "functions/http/pages/"],
  nodemailer: ["functions/adapters/"],
  pg: ["functions/source/"],
  standardwebhooks: ["functions/core/service/delivery/webhook/"],
  hono: ["functions/http/"],
  "@hono/node-server": ["functions/local/"],
};

/** Node modules that touch nothing outside the process. */
const pureNode = new Set([
  "node:crypto",
  "node:zlib",
  "node:buffer",
  "node:util",
  "node:stream",
  "node:events",
  "node:vm",
]);
const forbiddenInCore = /\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bIntl\.|\.toLocale\w*\(|\bperformance\./;

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const sources = ["functions", "infra"].flatMap(typescriptFiles);
const imports = sources.flatMap(importsOf);
/** The studio and the benchmarks too, which have no floors but must have no knots. */
const everything = [
  ...sources,
  ...typescriptFiles("bench"),
  ...["ts", "tsx"].flatMap((type) => filesOf("studio/src", type)),
];

test("there is something to check", () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(imports.length).toBeGreaterThan(sources.length);
});

test("no import runs upward", () => {
  const broken = imports.filter((item) => item.target.startsWith("functions/") || item.target.startsWith("infra/"));
  expect(broken.map(whyUpward).filter(Boolean)).toEqual([]);
});

test("inside a stage, no import runs to a later room", () => {
  expect(imports.map(whyRoom).filter(Boolean)).toEqual([]);
});

test("no files import each other in a circle, be it for types only", () => {
  expect(circlesIn(everything.flatMap(importsOf)).map((circle) => circle.join(" → "))).toEqual([]);
});

test("a circle of files is found, whatever leads to it", () => {
  const arrows = ["a b", "b c", "c d", "d b", "e b"].map((arrow) => arrow.split(" ") as [string, string]);
  expect(circlesIn(arrows.map(([file, target]) => ({ file, target, typeOnly: true })))).toEqual([["b", "c", "d", "b"]]);
});

/** Folders without sources of ours: a template to begin with, and files for containers. */
const notRooms = ["scaffold", "containers"];

test("every folder inside a stage is a room of the plan", () => {
  const unplanned = Object.entries(rooms).flatMap(([stage, names]) =>
    readdirSync(join(root, stage), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && ![...notRooms, ...names].includes(entry.name))
      .map(({ name }) => `${stage}/${name}`),
  );
  expect(unplanned).toEqual([]);
});

test("a test named after a source stands where its source does", () => {
  const others = ["servers", "reports", "templates", "bench", "chart-corpus"];
  const homes = Map.groupBy([...sources, ...typescriptFiles("bench")], (file) => basename(file));
  const astray = typescriptFiles("tests").filter((file) => {
    const source = homes.get(basename(file).replace(".test.ts", ".ts"));
    const mirrored = file.replace(/^tests/, "functions").replace(".test.ts", ".ts");
    return (
      file.endsWith(".test.ts") &&
      !others.includes(file.split("/")[1]!) &&
      source !== undefined &&
      !source.includes(mirrored) &&
      !source.includes(file.replace("tests/", "").replace(".test.ts", ".ts"))
    );
  });
  expect(astray).toEqual([]);
});

test("CONTRIBUTING shows the rooms of each stage as they are", () => {
  const plan = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const shown = stages.map((stage) => [
    stage,
    new RegExp("^\\| `" + stage + "/` .*\\|([^|]*)\\|$", "m").exec(plan)?.[1]?.match(/[\w-]+(?=\/)/g) ?? [],
  ]);
  expect(Object.fromEntries(shown)).toEqual(
    Object.fromEntries(stages.map((stage) => [stage, rooms[`functions/core/report/${stage}`] ?? []])),
  );
});

test("a folder has one subject: past 30 files ask which two it has, past 40 it has two", () => {
  const counts = Map.groupBy(everything, (file) => dirname(file));
  const crowded = [...counts]
    .filter(([, files]) => files.length > 30)
    .map(([folder, files]) => ({ folder, files: files.length }));
  for (const { folder, files } of crowded) noteFigures(`${folder}: ${files} files`);
  expect(crowded.filter(({ files }) => files > 40)).toEqual([]);
});

test("the studio knows only its own files, its packages and the client", () => {
  const own = ["ts", "tsx"].flatMap((type) => filesOf("studio/src", type));
  expect(own.length).toBeGreaterThan(20);
  const strays = own
    .flatMap(importsOf)
    .filter(({ target }) => target.startsWith("functions/") && !target.startsWith("functions/client/"));
  expect(strays.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  const server = own.flatMap(importsOf).filter(({ target }) => target.startsWith("node:"));
  expect(server).toEqual([]);
});

test("the client stands alone", () => {
  expect(
    imports.filter(
      ({ file, target }) =>
        file.startsWith("functions/client/") &&
        target.startsWith("functions/") &&
        !target.startsWith("functions/client/"),
    ),
  ).toEqual([]);
});

test("a package is imported only where it lives", () => {
  const strays = imports.filter(({ file, target, typeOnly }) => {
    const name = packageName(target);
    const home = name === undefined ? undefined : homes[name];
    return home !== undefined && !typeOnly && !home.some((folder) => file.startsWith(folder));
  });
  expect(strays.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

test("DuckDB is loaded by what runs a query, not by what starts: functions that may need none start without it", () => {
  const starting = sources.filter((file) =>
    /^import (?!type\b)[^;]*from "@duckdb\/node-api"/m.test(readFileSync(join(root, file), "utf8")),
  );
  expect(starting).toEqual([]);
});

test("the core knows no disk, no clock, no environment, no SDK, no locale of the machine", () => {
  const core = sources.filter((file) => file.startsWith("functions/core/"));
  const reaching = imports
    .filter(({ file }) => file.startsWith("functions/core/"))
    .filter(({ target }) => (target.startsWith("node:") && !pureNode.has(target)) || target.startsWith("@aws-sdk/"))
    .map(({ file, target }) => `${file} imports ${target}`);
  const touching = core.flatMap((file) =>
    withoutComments(readFileSync(join(root, file), "utf8"))
      .split("\n")
      .filter((line) => forbiddenInCore.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect([...reaching, ...touching]).toEqual([]);
});

test("no drawer of unsorted things", () => {
  expect(sources.filter((file) => /(^|\/|-)(utils?|helpers?|commons?|managers?|misc)(\/|-|\.)/.test(file))).toEqual([]);
});

test.each([
  ["functions/core/errors.ts", "functions/core/ports.ts", false],
  ["functions/core/report/layout/a.ts", "functions/core/report/compose/b.ts", false],
  ["functions/core/report/compose/a.ts", "functions/core/report/layout/b.ts", true],
  ["functions/core/service/lifecycle/a.ts", "functions/core/report/generate-report.ts", true],
  ["functions/adapters/a.ts", "functions/core/report/compose/b.ts", false],
  ["functions/proof/a.ts", "functions/core/report/pdf/b.ts", false],
  ["functions/http/a.ts", "functions/local/b.ts", false],
  ["infra/a.ts", "functions/core/ports.ts", false],
  ["functions/lambda/a.ts", "functions/local/b.ts", false],
  ["functions/lambda/a.ts", "functions/render.lambda.ts", true],
  ["functions/local/a.ts", "functions/lambda/b.ts", false],
  ["functions/core/report/layout/a.ts", "functions/core/report/fonts/b.ts", false],
  ["functions/core/report/fonts/a.ts", "functions/core/report/pdf/b.ts", true],
  ["functions/core/report/layout/a.ts", "functions/core/report/rendition/b.ts", true],
  ["functions/core/report/rendition/a.ts", "functions/core/report/compose/b.ts", false],
  ["functions/core/report/lineage/a.ts", "functions/core/report/dataset/b.ts", false],
  ["functions/core/report/query/a.ts", "functions/core/report/lineage/b.ts", true],
  ["functions/core/wording/a.ts", "functions/core/report/compose/b.ts", true],
])("the plan itself refuses %s importing %s", (file, target, typeOnly) => {
  expect(whyUpward({ file, target, typeOnly })).toBeTruthy();
});

test.each([
  ["functions/core/report/layout/text/a.ts", "functions/core/report/layout/table/b.ts", true],
  ["functions/core/report/compose/liquid/a.ts", "functions/core/report/compose/markdown/b.ts", false],
  ["functions/core/report/pdf/file/a.ts", "functions/core/report/pdf/canvas/b.ts", false],
  ["functions/core/report/rendition/pptx/plan/a.ts", "functions/core/report/rendition/pptx/slides/b.ts", true],
])("the rooms refuse %s importing %s", (file, target, typeOnly) => {
  expect(whyRoom({ file, target, typeOnly })).toBeTruthy();
});

test("the plan allows what it should", () => {
  expect(
    whyUpward({
      file: "functions/core/report/layout/a.ts",
      target: "functions/core/report/compose/b.ts",
      typeOnly: true,
    }),
  ).toBe("");
  expect(
    whyUpward({ file: "functions/core/report/pdf/a.ts", target: "functions/core/errors.ts", typeOnly: false }),
  ).toBe("");
  expect(
    whyUpward({
      file: "functions/core/report/generate-report.ts",
      target: "functions/core/report/pdf/a.ts",
      typeOnly: false,
    }),
  ).toBe("");
  expect(whyUpward({ file: "functions/local/a.ts", target: "functions/http/b.ts", typeOnly: false })).toBe("");
  expect(
    whyUpward({
      file: "functions/core/report/pdf/file/a.ts",
      target: "functions/core/report/fonts/b.ts",
      typeOnly: false,
    }),
  ).toBe("");
  expect(
    whyRoom({
      file: "functions/core/report/layout/blocks/a.ts",
      target: "functions/core/report/layout/text/b.ts",
      typeOnly: false,
    }),
  ).toBe("");
});

/** Says why an import of our own is forbidden; the empty text if it is allowed. */
function whyUpward({ file, target, typeOnly }: Import): string {
  return allowed(file, target, typeOnly) ? "" : `${file} imports ${typeOnly ? "types of " : ""}${target}`;
}

function allowed(file: string, target: string, typeOnly: boolean): boolean {
  const stage = stageOf(file);
  const targetStage = stageOf(target);
  const onGround = isGround(target);
  const toGround = onGround || groundRooms.some((room) => target.startsWith(room));
  if (file === "functions/core/errors.ts")
    return target === "functions/core/warning-codes.ts" || target === "functions/core/near-match.ts";
  if (file === "functions/core/ports.ts" || file.startsWith("functions/core/ports/"))
    return target.startsWith("functions/core/ports/");
  if (ground.includes(file)) return ground.includes(target);
  if (isGround(file)) return onGround;
  // How a report is made knows nothing of what happens to requests.
  if (file.startsWith("functions/core/report/") && target.startsWith("functions/core/service/")) return false;
  const groundRoom = groundRooms.find((room) => file.startsWith(room));
  if (groundRoom !== undefined) return onGround || target.startsWith(groundRoom);
  if (file.startsWith(fonts)) return toGround || target.startsWith(fonts);
  if (file.startsWith(rendition))
    return (
      toGround ||
      target.startsWith(rendition) ||
      underRenditions.some((below) => target.startsWith(below)) ||
      (typeOnly && targetStage !== undefined)
    );
  if (file.startsWith(lineage))
    return (
      toGround ||
      target.startsWith(lineage) ||
      target.startsWith("functions/core/report/query/") ||
      (typeOnly && targetStage !== undefined)
    );
  if (file.startsWith(edit))
    return (
      toGround ||
      target.startsWith(edit) ||
      target.startsWith("functions/core/report/compose/") ||
      (typeOnly && targetStage !== undefined)
    );
  if (doors.includes(file)) return target.startsWith("functions/core/");
  if (stage !== undefined) {
    if (toGround || stage === targetStage) return true;
    if (stage === "pdf" && target.startsWith(fonts)) return true;
    return typeOnly && targetStage !== undefined && stages.indexOf(targetStage) < stages.indexOf(stage);
  }
  // A batch lives by the rules of the lifecycle, keeps where its end goes, and has its items made in other forms.
  if (
    file.startsWith("functions/core/service/batch/") &&
    ["service/lifecycle/", "service/delivery/records/", "service/rendition/run-rendition.ts"].some((below) =>
      target.startsWith(`functions/core/${below}`),
    )
  )
    return true;
  const around = [
    ...["lifecycle/", "upload/", "event/", "delivery/", "batch/", "review/", "preview/"].map(
      (room) => `functions/core/service/${room}`,
    ),
    "functions/core/report/preview/",
    "functions/core/report/explain/",
  ].find((folder) => file.startsWith(folder));
  const concept = Object.keys(concepts).find((folder) => file.startsWith(folder));
  if (concept !== undefined)
    return (
      toGround ||
      [concept, ...concepts[concept]!].some((below) => target.startsWith(below)) ||
      (typeOnly && targetStage !== undefined)
    );
  if (around !== undefined) {
    const ownOrTypes =
      target.startsWith(around) ||
      (typeOnly && targetStage !== undefined) ||
      (around.endsWith("/delivery/") &&
        (target.startsWith("functions/core/service/event/") ||
          target === "functions/core/service/contract/dataset-event.ts")) ||
      // What pages show is kept from one preview to the next, and part of its answer.
      (around.endsWith("/preview/") && typeOnly && target.startsWith(`${rendition}drawn/`));
    return toGround || ownOrTypes;
  }
  if (file.startsWith("functions/proof/")) {
    const ownOrTypes = target.startsWith("functions/proof/") || (typeOnly && target.startsWith("functions/core/"));
    return toGround || ownOrTypes;
  }
  if (file.startsWith("functions/adapters/")) return toGround || target.startsWith("functions/adapters/");
  if (file.startsWith("infra/"))
    return (
      target.startsWith("infra/") || target.startsWith("functions/core/service/access/") || infraNeeds.includes(target)
    );
  if (file === "functions/environment.ts") return false;
  if (target.startsWith("functions/core/")) return true;
  if (file === "functions/engine-digest.ts") return target.startsWith("functions/program/");
  if (file.startsWith("functions/http/"))
    return target.startsWith("functions/http/") || target === "functions/version.ts";
  if (file.endsWith(".lambda.ts")) return !target.startsWith("functions/local/") && target.startsWith("functions/");
  const floor = roof.findIndex((name) => file.startsWith(`functions/${name}/`));
  if (floor < 0) return false;
  if (
    target.startsWith("functions/adapters/") ||
    target.startsWith("functions/proof/") ||
    target === "functions/environment.ts" ||
    target === "functions/engine-digest.ts" ||
    target === "functions/version.ts"
  )
    return true;
  const targetFloor = roof.findIndex((name) => target.startsWith(`functions/${name}/`));
  return (
    targetFloor >= 0 &&
    targetFloor <= floor &&
    !(file.startsWith("functions/lambda/") && target.startsWith("functions/local/"))
  );
}

/** Says why an import inside a stage is forbidden; the empty text if it is allowed. */
function whyRoom({ file, target }: Import): string {
  const upward = Object.entries(rooms).some(([folder, names]) => {
    if (![file, target].every((path) => path.startsWith(`${folder}/`))) return false;
    const [from, to] = [file, target].map((path) => names.indexOf(path.slice(folder.length + 1).split("/")[0]!)) as [
      number,
      number,
    ];
    return from >= 0 && to > from;
  });
  return upward ? `${file} imports ${target}` : "";
}

/** Finds files that import each other: returns each circle as the path back to its first file. */
function circlesIn(all: readonly Import[]): string[][] {
  const targets = new Map(
    [...Map.groupBy(all, ({ file }) => file)].map(([file, found]) => [file, found.map(({ target }) => target)]),
  );
  const done = new Set<string>();
  const path: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file]);
    if (done.has(file) || path.includes(file)) return;
    path.push(file);
    targets.get(file)?.forEach(visit);
    path.pop();
    done.add(file);
  };
  [...targets.keys()].forEach(visit);
  return circles;
}

function stageOf(file: string): string | undefined {
  return stages.find((stage) => file.startsWith(`functions/core/report/${stage}/`));
}

function isGround(file: string): boolean {
  return ground.includes(file) || groundFolders.some((folder) => file.startsWith(folder));
}

function packageName(target: string): string | undefined {
  if (target.startsWith("functions/") || target.startsWith("node:")) return undefined;
  return target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
}

function importsOf(file: string): Import[] {
  const text = withoutComments(readFileSync(join(root, file), "utf8"));
  const found = text.matchAll(
    /\b(?:(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?|(import)\s*\(\s*)["']([^"'\n]+)["']/g,
  );
  return [...found].map((match) => {
    const specifier = match[3] ?? "";
    const target = specifier.startsWith(".") ? relative(root, join(root, dirname(file), specifier)) : specifier;
    return { file, target, typeOnly: match[1] !== undefined };
  });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

function typescriptFiles(folder: string): string[] {
  return filesOf(folder, "ts");
}

/** Not those of packages: the bench installs its peers below its own folder. */
function filesOf(folder: string, type: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(`.${type}`) && !file.split("/").includes("node_modules"))
    .map((file) => join(folder, file));
}
