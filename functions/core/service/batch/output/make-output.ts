import { createHash } from "node:crypto";
import { renditionFile, type RenditionForm } from "../../../rendition-form.ts";
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
  /** Reads its PDF and checks its hash. @default the object of its key is read */
  readonly fetch?: () => Promise<Uint8Array>;
  /** Its files in other forms, which an archive holds beside it. @default none */
  readonly forms?: readonly CollectedForm[];
}

/** A file of a finished report in another form. */
export interface CollectedForm {
  readonly form: RenditionForm;
  readonly key: string;
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
 * items, each PDF followed by its other forms; `merged` into PDFs `reports-001.pdf` and so on, each with an entry of
 * the outline for each report. Reports are read a few at a time and written as they come, so memory stays flat. The
 * same reports give the same bytes; made again, an output that is already there stays.
 *
 * @throws BroadsheetError `damaged` if a PDF is missing from the store or damaged; `unavailable`
 */
export async function makeOutput(
  items: AsyncIterable<CollectedItem>,
  settings: OutputSettings,
): Promise<{ readonly files: readonly OutputPart[] }> {
  const reports = new ReportQueue(
    readAhead(
      settings.kind === "zip" ? eachFile(items) : items,
      (item) => item.fetch?.() ?? readPdf(settings.store, item.key, item.sha256),
    )[Symbol.asyncIterator](),
  );
  const first = await reports.peek();
  const date = settings.date ?? (first === undefined ? archiveDates.first : dateOf(await first.read()));
  return {
    files:
      settings.kind === "zip"
        ? [await makeArchive(reports, date, settings)]
        : await makeVolumes(reports, date, settings),
  };
}

/** The files of an archive: each report, and after it each of its forms, see `renditionFile`. */
async function* eachFile(items: AsyncIterable<CollectedItem>): AsyncGenerator<CollectedItem> {
  for await (const { forms = [], ...item } of items) {
    yield { ...item, name: `${item.name}.pdf` };
    for (const { form, ...file } of forms) yield { ...file, name: renditionFile(`${item.name}.pdf`, form), pages: 0 };
  }
}

type ReadItem = CollectedItem & { read(): Promise<Uint8Array> };

/** Reports that are read ahead, with a look at the next one. */
class ReportQueue {
  readonly #iterator: AsyncIterator<ReadItem>;
  #next: IteratorResult<ReadItem> | undefined;

  constructor(iterator: AsyncIterator<ReadItem>) {
    this.#iterator = iterator;
  }

  /** The next report, which stays; undefined at the end. */
  async peek(): Promise<ReadItem | undefined> {
    this.#next ??= await this.#iterator.next();
    return this.#next.done === true ? undefined : this.#next.value;
  }

  /** Goes on behind the next report. */
  async skip(): Promise<void> {
    if (this.#next?.done !== true) this.#next = await this.#iterator.next();
  }
}

/** Stores a file of the output while it is made. */
async function write(
  { store, prefix }: OutputSettings,
  name: string,
  contentType: string,
  content: AsyncIterable<Uint8Array>,
): Promise<OutputPart> {
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
}

function makeArchive(reports: ReportQueue, date: string, settings: OutputSettings): Promise<OutputPart> {
  const files = async function* () {
    for (let next = await reports.peek(); next !== undefined; next = await reports.peek()) {
      yield { name: next.name, read: next.read };
      await reports.skip();
    }
  };
  const { first, last } = archiveDates;
  const dated = date < first ? first : date > last ? last : date;
  return write(settings, "reports.zip", "application/zip", writeZip(files(), dated));
}

async function makeVolumes(reports: ReportQueue, date: string, settings: OutputSettings): Promise<OutputPart[]> {
  const { title, producer, limits = volumeLimits } = settings;
  const parts: OutputPart[] = [];
  while ((await reports.peek()) !== undefined) {
    const number = parts.length + 1;
    let ended = false;
    const volume = async function* () {
      const left = { ...limits };
      for (let first = true; ; first = false) {
        const next = await reports.peek();
        ended = next === undefined;
        if (next === undefined || (!first && (next.pages > left.pages || next.bytes > left.bytes))) return;
        left.pages -= next.pages;
        left.bytes -= next.bytes;
        yield next;
        await reports.skip();
      }
    };
    const name = `reports-${String(number).padStart(3, "0")}.pdf`;
    const content = writeVolume(volume(), () => ({
      title: number === 1 && ended ? title : `${title} (${number})`,
      date,
      producer,
    }));
    parts.push(await write(settings, name, "application/pdf", content));
  }
  return parts;
}

/** The date that a report bears: its metadata are not compressed. */
function dateOf(pdf: Uint8Array): string {
  return (
    /<xmp:CreateDate>(\d{4}-\d{2}-\d{2})T/.exec(
      Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1"),
    )?.[1] ?? archiveDates.first
  );
}
