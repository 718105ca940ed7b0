import { createHash } from "node:crypto";
import type { ObjectWriter } from "./object-writer.ts";
import type { Conformance } from "../../../../xml/conformance.ts";
import type { PdfString } from "./pdf-syntax.ts";

/** What the end of a volume needs of the reports bound so far. */
export class BoundReports {
  pages = 0;
  key = 0;
  /** The standards of the reports, which are those of the volume; known with the first. */
  conformance: Conformance | undefined;
  /** Number of PDF 2.0's structure namespace, which all reports share; none in PDF 1.7. */
  namespace: number | undefined;
  language: string | undefined;
  readonly languages = new Set<string>();
  readonly nodes: number[] = [];
  readonly parts: number[] = [];
  readonly parentTree: string[] = [];
  readonly labels: string[] = [];
  readonly files: number[] = [];
  readonly destinations: Named[] = [];
  readonly ids: Named[] = [];
  readonly attached: Named[] = [];
  readonly outline: {
    readonly number: number;
    readonly title: string;
    readonly page: number;
    /** The report's structure element. */
    readonly part: number;
    readonly first?: number;
    readonly last?: number;
    readonly count: number;
  }[] = [];
  /** Streams that reports share, by their hash. */
  readonly streams = new Map<string, number>();
  readonly identity = createHash("sha256");
  intents: string | undefined;
}

/** An entry of a name tree. */
export interface Named {
  readonly key: PdfString;
  readonly value: string;
}

/** What it takes to bind a report. */
export interface Binding {
  readonly writer: ObjectWriter;
  readonly bound: BoundReports;
  /** Numbers of the volume's own objects. */
  readonly roots: {
    readonly pages: number;
    readonly tree: number;
    readonly document: number;
    readonly outline: number;
  };
}
