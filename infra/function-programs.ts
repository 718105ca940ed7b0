/** Files of PDFium, which is resolved as a package. */
const pdfium = {
  "node_modules/@hyzyla/pdfium/package.json": "@hyzyla/pdfium/package.json",
  "node_modules/@hyzyla/pdfium/dist/pdfium.wasm": "@hyzyla/pdfium/dist/pdfium.wasm",
};

const icc = "sRGB_IEC61966_2_1.icc";

/** The colour profile that PDF/A requires: PDFKit looks for it beside its own code, which entries share as a chunk. */
const sharedProfile = { [`chunks/data/${icc}`]: `pdfkit/js/data/${icc}` };

/** What a function's code is made of. */
export interface FunctionProgram {
  /**
   * Programs below `functions/`, without `.ts`: the handler first. `lambda/render-process` becomes
   * `render-process.mjs`.
   */
  readonly entries: readonly string[];
  /** Path in the bundle → path below `node_modules/`: files that packages read at run time. @default none */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether it brings the built studio. @default false */
  readonly studio?: boolean;
}

const watchdog = "render/render-watchdog";

/** The functions by the names of their handlers' modules. */
const programs = {
  api: { entries: ["api.lambda"] },
  render: {
    entries: ["render.lambda", "lambda/render/render-process", watchdog],
    // PDFium draws the pictures of workbooks.
    files: { ...sharedProfile, ...pdfium },
  },
  batch: { entries: ["batch.lambda", "lambda/render/render-process", watchdog], files: sharedProfile },
  preview: {
    entries: ["preview.lambda", "lambda/preview/preview-process", watchdog],
    // PDFKit is in the entry that alone uses it.
    files: { [`data/${icc}`]: `pdfkit/js/data/${icc}`, ...pdfium },
  },
  picture: { entries: ["picture.lambda"], files: pdfium },
  ingest: { entries: ["ingest.lambda"] },
  sweep: { entries: ["sweep.lambda"] },
  "dead-letter": { entries: ["dead-letter.lambda"] },
  tick: { entries: ["tick.lambda"] },
  announce: { entries: ["announce.lambda"] },
  deliver: { entries: ["deliver.lambda"] },
  seed: { entries: ["seed.lambda"] },
  studio: { entries: ["studio.lambda"], studio: true },
} as const satisfies Readonly<Record<string, FunctionProgram>>;

export type FunctionName = keyof typeof programs;

export const functionPrograms: Readonly<Record<FunctionName, FunctionProgram>> = programs;
