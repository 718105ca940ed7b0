/** Files of PDFium, which is resolved as a package. */
const pdfium = {
  "node_modules/@hyzyla/pdfium/package.json": "@hyzyla/pdfium/package.json",
  "node_modules/@hyzyla/pdfium/dist/pdfium.wasm": "@hyzyla/pdfium/dist/pdfium.wasm",
};

/** Files of HarfBuzz, which cuts down the fonts of pages. */
const harfBuzz = {
  "node_modules/harfbuzzjs/package.json": "harfbuzzjs/package.json",
  "node_modules/harfbuzzjs/dist/harfbuzz-subset.wasm": "harfbuzzjs/dist/harfbuzz-subset.wasm",
};

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
    files: { ...pdfium, ...harfBuzz },
  },
  batch: { entries: ["batch.lambda", "lambda/render/render-process", watchdog], files: { ...pdfium, ...harfBuzz } },
  preview: {
    entries: ["preview.lambda", "lambda/preview/preview-process", watchdog],
    files: pdfium,
  },
  picture: { entries: ["picture.lambda"], files: pdfium },
  pull: { entries: ["pull.lambda"] },
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
