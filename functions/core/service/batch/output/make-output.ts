import { createHash } from "node:crypto";
import { readPdf } from "../../lifecycle/records/read-pdf.ts";
import type { ObjectStore } from "../../../ports.ts";
import { readAhead } from "./read-ahead.ts";
import { writeVolume } from "./volume/write-volume.ts";
import { writeZip } from "./write-zip.ts";

/** A finished report to collect. */
export interface CollectedItem {
  /** Unique in the batch, without extension. */
  readonly name: string;
  /** Key of its PDF. */
  readonly key: string;
  readonly pages: number;
  /** Size of its PDF, and its SHA-256. */
  readonly bytes: number;
  readonly sha256: string;
}

/** A file of an output, as it was written. */
export interface OutputPart {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly contentType: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface OutputSettings {
  readonly kind: "zip" | "merged";
  readonly store: ObjectStore;
  /** Folder for the output's objects, with a final slash. */
  readonly prefix: string;
  /** Title of merged volumes; their number follows where there are several. */
  readonly title: string;
  /** `YYYY-MM-DD`: the reports' date. @default that of the first report */
  readonly date?: string | undefined;
  /** Program that makes it, with its version. */
  readonly producer: string;
  /** What one merged volume holds at most, unless a single report is larger. */
  readonly limits?: VolumeLimits;
}

export interface VolumeLimits {
  readonly pages: number;
  /** Bytes of its reports before they are merged. */
  readonly bytes: number;
}

/** A print shop's software, and a reader's, takes such volumes without trouble. */
export const volumeLimits: VolumeLimits = { pages: 2_000, bytes: 200_000_000 };

/** Dates that a ZIP archive can hold. */
const archiveDates = { first: "1980-01-01", last: "2107-12-31" };

/**
 * Collects a batch's reports, in the order given: `zip` into one archive, `reports.zip`, of files named after the
 * items; `merged` into PDFs `reports-001.pdf` and so on, each with an entry of the outline for each report. Reports are
 * read a few at a time and written as they come, so memory stays flat. The same reports give the same bytes; made
 * again, an output that is already there stays.
 *
 * @throws BroadsheetError `damaged` if a PDF is missing from the store or damaged; `unavailable`
 */
export async function makeOutput(
  items: AsyncIterable<CollectedItem>,
  settings: OutputSettings,
): Promise<{ readonly files: readonly OutputPart[] }> {
  const { kind, store, prefix, title, producer, limits = volumeLimits } = settings;
  const reading = readAhead(items, (item) => readPdf(store, item.key, item.sha256));
  const write = async (name: string, contentType: string, content: AsyncIterable<Uint8Array>): Promise<OutputPart> => {
    let bytes = 0;
    const digest = createHash("sha256");
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of content) {
        bytes += chunk.byteLength;
        digest.update(chunk);
        yield chunk;
      }
    };
    await store.createStream(prefix + name, counted(), contentType);
    return { key: prefix + name, name, bytes, contentType, sha256: digest.digest("hex") };
  };

  const iterator = reading[Symbol.asyncIterator]();
  let next = await iterator.next();
  const date = settings.date ?? (next.done ? archiveDates.first : dateOf(await next.value.read()));
  if (kind === "zip") {
    const files = async function* () {
      for (; !next.done; next = await iterator.next()) yield { name: `${next.value.name}.pdf`, read: next.value.read };
    };
    return {
      files: [
        await write(
          "reports.zip",
          "application/zip",
          writeZip(
            files(),
            date < archiveDates.first ? archiveDates.first : date > archiveDates.last ? archiveDates.last : date,
          ),
        ),
      ],
    };
  }
  const parts: OutputPart[] = [];
  while (!next.done) {
    const left = { ...limits };
    const volume = async function* () {
      for (
        let first = true;
        !next.done && (first || (next.value.pages <= left.pages && next.value.bytes <= left.bytes));
        first = false
      ) {
        left.pages -= next.value.pages;
        left.bytes -= next.value.bytes;
        yield next.value;
        next = await iterator.next();
      }
    };
    const number = parts.length + 1;
    const name = `reports-${String(number).padStart(3, "0")}.pdf`;
    parts.push(
      await write(
        name,
        "application/pdf",
        writeVolume(volume(), () => ({
          title: number === 1 && next.done ? title : `${title} (${number})`,
          date,
          producer,
        })),
      ),
    );
  }
  return { files: parts };
}

/** The date that a report bears: its metadata are not compressed. */
function dateOf(pdf: Uint8Array): string {
  return (
    /<xmp:CreateDate>(\d{4}-\d{2}-\d{2})T/.exec(
      Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1"),
    )?.[1] ?? archiveDates.first
  );
}
