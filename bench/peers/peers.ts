import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** A tool that people use today for the same work as Broadsheet. */
export interface Peer {
  readonly name: string;
  /** Name of its contender's module. */
  readonly module: string;
  /** Says why it cannot take part; `undefined` if it can. */
  missing(): string | undefined;
}

const require = createRequire(import.meta.url);

/** Says whether an npm package is missing from both the bench and the project. */
function missingPackage(name: string): string | undefined {
  const found = (require.resolve.paths(name) ?? []).some((folder) => existsSync(join(folder, name)));
  return found ? undefined : `the npm package ${name} is not installed (--install)`;
}

function missingProgram(name: string): string | undefined {
  return existsSync(join("/usr/bin", name)) ? undefined : `the program ${name} is not installed (--install)`;
}

function peer(name: string, file: string, ...checks: readonly (() => string | undefined)[]): Peer {
  return {
    name,
    module: join(import.meta.dirname, file),
    missing: () => checks.map((check) => check()).find((reason) => reason !== undefined),
  };
}

export const peers = {
  chromium: peer(
    "Chromium",
    "chromium.ts",
    () => missingPackage("puppeteer-core"),
    () => missingProgram("chromium"),
  ),
  typst: peer("Typst", "typst.ts", () => missingPackage("@myriaddreamin/typst-ts-node-compiler")),
  forme: peer(
    "Forme",
    "forme.ts",
    () => missingPackage("@formepdf/core"),
    () => missingPackage("@formepdf/react"),
    () => missingPackage("react"),
  ),
  typstLetters: peer("Typst", "typst-letters.ts", () => missingPackage("@myriaddreamin/typst-ts-node-compiler")),
  formeLetters: peer(
    "Forme",
    "forme-letters.ts",
    () => missingPackage("@formepdf/core"),
    () => missingPackage("@formepdf/react"),
    () => missingPackage("react"),
  ),
  jsreportLetters: peer(
    "jsreport",
    "jsreport-letters.ts",
    () => missingPackage("@jsreport/jsreport-core"),
    () => missingPackage("puppeteer"),
    () => missingProgram("chromium"),
  ),
  pdfmake: peer("pdfmake", "pdfmake.ts", () => missingPackage("pdfmake")),
  reactPdf: peer(
    "react-pdf",
    "react-pdf.ts",
    () => missingPackage("@react-pdf/renderer"),
    () => missingPackage("react"),
  ),
  weasyprint: peer("WeasyPrint", "weasyprint.ts", () => missingProgram("weasyprint")),
  svgToPdfkit: peer("svg-to-pdfkit", "svg-to-pdfkit.ts", () => missingPackage("svg-to-pdfkit")),
  vl2pdf: peer("vl2pdf (node-canvas)", "vl2pdf.ts", () => missingPackage("canvas")),
} as const satisfies Readonly<Record<string, Peer>>;
