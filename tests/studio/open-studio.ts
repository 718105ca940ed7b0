import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { buildStudio } from "../../functions/local/start/build-studio.ts";
import { type RunningServer, startServer } from "../../functions/local/server/server.ts";
import { shippedTemplates } from "../../functions/seed/template-folders.ts";
import { makeOnce } from "../servers/make-once.ts";
import { seedStudio } from "./seed-studio.ts";

/** Widths at which every page is looked at, CSS pixels; `zoomed` is a window of 1,280 at 400%. */
export const widths = { wide: 1_280, narrow: 400, zoomed: 320 } as const;

export interface Visit {
  readonly width?: keyof typeof widths;
  readonly scheme?: "light" | "dark";
  /** `zh` or `en`. @default "en" */
  readonly language?: string;
  /** What the browser may complain of. @default nothing */
  readonly excused?: RegExp;
}

export interface Studio {
  /** `http://localhost:1234`, without a final slash. */
  readonly url: string;
  readonly dataDir: string;
  /**
   * Opens a page of the studio in a browser window of its own. What the browser complains of fails the test when the
   * window closes: errors of the console, faults of scripts, violations of the policy.
   *
   * @param path below `/studio`, such as `/reports`
   */
  open(path: string, visit?: Visit): Promise<Page>;
  /**
   * Closes all windows.
   *
   * @throws Error if the browser complained of anything
   */
  closeWindows(): Promise<void>;
  close(): Promise<void>;
}

export interface StudioOptions {
  readonly templateFolders?: readonly string[];
  readonly token?: string;
  /** Whether a version is promoted only if it passes its tests. @default false */
  readonly requireTests?: boolean;
  /** Connections of sources, in YAML. @default there are none */
  readonly connections?: string;
  /** Mail server by which letters go. @default none are sent */
  readonly smtp?: string;
  /** Opens what stands between the browser and the server, and says which further origins its pages may call. */
  readonly behind?: (
    server: string,
  ) => Promise<{ readonly url: string; readonly origins: readonly string[]; close(): Promise<void> }>;
}

/** A real server on a data directory of its own, with the shipped templates, and a real browser. */
export async function openStudio({
  templateFolders = [shippedTemplates],
  token,
  requireTests = false,
  connections,
  smtp,
  behind,
}: StudioOptions = {}): Promise<Studio> {
  if (!(await buildStudio())) throw new Error("the studio cannot be built: Vite is not installed");
  const dataDir = await mkdtemp(join(tmpdir(), "broadsheet-studio-"));
  if (templateFolders.includes(shippedTemplates)) await seed(dataDir);
  const connectionsFile = `${dataDir}-connections.yaml`;
  if (connections !== undefined) await writeFile(connectionsFile, connections);
  const output = { write: () => true };
  const server: RunningServer = await startServer({
    port: 0,
    dataDir,
    templateFolders,
    threads: 1,
    token,
    requireTests,
    ...(smtp !== undefined && { smtp, mailFrom: "reports@example.org" }),
    connections: connections === undefined ? undefined : connectionsFile,
    output,
    errors: output,
  });
  const front = await behind?.(server.url);
  const url = front?.url ?? server.url;
  const origins = [url, ...(front?.origins ?? [])];
  const browser: Browser = await chromium.launch({
    executablePath: "/usr/bin/chromium-headless-shell",
    args: ["--no-sandbox", "--font-render-hinting=none"],
  });
  const windows: BrowserContext[] = [];
  const complaints: string[] = [];
  return {
    url,
    dataDir,
    async open(path, { width = "wide", scheme = "light", language = "en", excused } = {}) {
      const context = await browser.newContext({
        viewport: { width: widths[width], height: width === "wide" ? 800 : 860 },
        colorScheme: scheme,
        locale: language === "zh" ? "zh-CN" : "en-GB",
        timezoneId: "UTC",
        reducedMotion: "reduce",
      });
      windows.push(context);
      await context.addInitScript(watchShifts);
      await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: url });
      const page = await context.newPage();
      page.setDefaultTimeout(45_000);
      page.on("console", (message) => {
        // The browser logs every answer above 399; whether the page deals with it is for the test to see.
        if (
          message.type() === "error" &&
          !message.text().startsWith("Failed to load resource") &&
          excused?.test(message.text()) !== true
        )
          complaints.push(`${page.url()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on("request", (request) => {
        if (!origins.some((origin) => request.url().startsWith(`${origin}/`)) && !/^(?:blob|data):/.test(request.url()))
          complaints.push(`${page.url()} asks for ${request.url()}`);
      });
      await page.goto(`${url}/studio${path}`);
      return page;
    },
    async closeWindows() {
      await Promise.all(windows.splice(0).map((context) => context.close()));
      const found = complaints.splice(0);
      if (found.length > 0) throw new Error(`the browser complains:\n${found.join("\n")}`);
    },
    async close() {
      await browser.close();
      await front?.close();
      await server.close();
      await rm(connectionsFile, { force: true });
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** Suites of one run share what they begin with; whoever takes pictures is no suite. */
async function seed(dataDir: string): Promise<void> {
  if (process.env["VITEST"] === undefined) await seedStudio(dataDir);
  else await cp(await makeOnce("studio-data", seedStudio), dataDir, { recursive: true, preserveTimestamps: true });
}

let axe: string | undefined;

/**
 * What is not accessible on a page by WCAG 2.2 AA, one line each: axe's rule, and the elements.
 *
 * @param part of the page, as a selector of CSS. @default all of it
 */
export async function findBarriers(page: Page, part = "html"): Promise<string[]> {
  axe ??= await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  // By the debugger, which the policy of the page does not concern.
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(
    `axe.run(${JSON.stringify(part)}, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )) as AxeResults;
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}

/** In the page: adds up how far what was seen has moved. */
const watchShifts = `window.layoutShift = 0;
new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.layoutShift += value))).observe({ type: "layout-shift", buffered: true });`;

/** How far a page has moved since it was opened, as its cumulative layout shift: 0.05 is little. */
export async function shiftOf(page: Page): Promise<number> {
  return page.evaluate<number>("window.layoutShift");
}

/** Whether the page is wider than the window. */
export async function overflows(page: Page): Promise<boolean> {
  return page.evaluate<boolean>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}
