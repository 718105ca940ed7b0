import { PdfReader } from "../../functions/proof/reader/pdf-reader.ts";
import { listPages } from "../../functions/proof/reader/page-list.ts";
import {
  isArray,
  isDictionary,
  PdfName,
  PdfReference,
  PdfStream,
  PdfString,
  type PdfItem,
} from "../../functions/proof/reader/pdf-syntax.ts";

export type Dictionary = Map<string, PdfItem>;

export const name = (text: string): PdfName => new PdfName(text);
export const text = (value: string): PdfString => new PdfString(value);
export const dictionary = (entries: Readonly<Record<string, PdfItem>>): Dictionary => new Map(Object.entries(entries));

/** A PDF taken apart so that a test can break it and put it together again. */
export class PdfEditor {
  readonly reader: PdfReader;
  readonly objects = new Map<number, PdfItem>();
  readonly trailer: Dictionary;
  header: string;
  ending = "%%EOF\n";
  /** Changes the bytes of the file, one character for each byte, before its cross-references are computed. */
  spelled: (bytes: string) => string = (bytes) => bytes;

  constructor(bytes: Uint8Array) {
    this.reader = new PdfReader(bytes);
    this.header = `${Buffer.from(bytes.subarray(0, 8)).toString("latin1")}\n%\xff\xff\xff\xff\n`;
    for (const number of this.reader.numbers) {
      const item = this.reader.object(number);
      const type = item instanceof PdfStream ? this.reader.name(item.dictionary.get("Type")) : undefined;
      if (item !== undefined && type !== "ObjStm" && type !== "XRef") this.objects.set(number, item);
    }
    this.trailer = new Map([...this.reader.trailer].filter(([key]) => ["Root", "Info", "ID"].includes(key)));
  }

  get catalog(): Dictionary {
    return this.reader.catalog as Dictionary;
  }

  page(number: number): Dictionary {
    return this.at(listPages(this.reader)[number - 1]!.object!);
  }

  at(object: number): Dictionary {
    const item = this.objects.get(object);
    return (item instanceof PdfStream ? item.dictionary : item) as Dictionary;
  }

  /** Returns the first dictionary, including those of streams, that passes a test. */
  find(test: (candidate: Dictionary) => boolean): Dictionary {
    for (const item of this.objects.values()) {
      const candidate = item instanceof PdfStream ? item.dictionary : item;
      if (isDictionary(candidate) && test(candidate as Dictionary)) return candidate as Dictionary;
    }
    throw new Error("the file has no such object");
  }

  /** Returns the first structure element with a role. */
  element(role: string): Dictionary {
    return this.find((item) => this.reader.name(item.get("S")) === role && item.has("P"));
  }

  ofType(type: string, subtype?: string): Dictionary {
    return this.find(
      (item) =>
        this.reader.name(item.get("Type")) === type &&
        (subtype === undefined || this.reader.name(item.get("Subtype")) === subtype),
    );
  }

  referenceTo(dictionary: Dictionary): PdfReference {
    for (const [number, item] of this.objects)
      if (item === dictionary || (item instanceof PdfStream && item.dictionary === dictionary))
        return new PdfReference(number, 0);
    throw new Error("the dictionary is not an object of its own");
  }

  add(item: PdfItem): PdfReference {
    const number = Math.max(...this.objects.keys()) + 1;
    this.objects.set(number, item);
    return new PdfReference(number, 0);
  }

  addStream(entries: Readonly<Record<string, PdfItem>>, body: string | Uint8Array): PdfReference {
    return this.add(
      new PdfStream(dictionary(entries), typeof body === "string" ? Buffer.from(body, "latin1") : body, true),
    );
  }

  /** Replaces a stream's data with what `change` makes of it, uncompressed. */
  rewrite(reference: PdfItem | undefined, change: (content: string) => string): void {
    const { number } = reference as PdfReference;
    const stream = this.objects.get(number) as PdfStream;
    const entries = new Map([...stream.dictionary].filter(([key]) => key !== "Filter" && key !== "DecodeParms"));
    const body = change(Buffer.from(this.reader.decode(stream)).toString("latin1"));
    this.objects.set(number, new PdfStream(entries, Buffer.from(body, "latin1"), true));
  }

  /** Changes the content of a page. */
  content(page: number, change: (content: string) => string): void {
    this.rewrite(this.page(page).get("Contents"), change);
  }

  /** Adds an entry `/name` to the resources of a page. */
  resource(page: number, kind: string, key: string, item: PdfItem): void {
    const resources = this.reader.dictionary(this.page(page).get("Resources")) as Dictionary;
    const entries = new Map(this.reader.dictionary(resources.get(kind)));
    resources.set(kind, entries.set(key, item));
  }

  /** Writes the file with a plain cross-reference table and without object streams. */
  write(): Uint8Array {
    const parts: Buffer[] = [Buffer.from(this.header, "latin1")];
    let size = parts[0]!.length;
    const offsets = new Map<number, number>();
    const push = (bytes: Buffer): void => {
      parts.push(bytes);
      size += bytes.length;
    };
    for (const [number, item] of this.objects) {
      offsets.set(number, size);
      push(Buffer.from(`${number} 0 obj\n`));
      if (item instanceof PdfStream) {
        const length = item.dictionary.has("Length!") ? item.dictionary.get("Length!")! : item.raw.length;
        const entries = new Map([...item.dictionary].filter(([key]) => key !== "Length!")).set("Length", length);
        push(
          Buffer.concat([Buffer.from(`${spell(entries)}\nstream\n`, "latin1"), item.raw, Buffer.from("\nendstream")]),
        );
      } else push(Buffer.from(spell(item), "latin1"));
      push(Buffer.from("\nendobj\n"));
    }
    const last = Math.max(...this.objects.keys());
    const lines = Array.from({ length: last + 1 }, (_, number) => {
      const offset = offsets.get(number);
      return offset === undefined ? "0000000000 65535 f \n" : `${String(offset).padStart(10, "0")} 00000 n \n`;
    });
    const trailer = new Map(this.trailer).set("Size", last + 1);
    push(
      Buffer.from(
        `xref\n0 ${last + 1}\n${lines.join("")}trailer\n${spell(trailer)}\nstartxref\n${size}\n${this.ending}`,
        "latin1",
      ),
    );
    return Buffer.from(this.#repair(this.spelled(Buffer.concat(parts).toString("latin1"))), "latin1");
  }

  /** Corrects the offsets of objects that `spelled` has moved. */
  #repair(bytes: string): string {
    const places = new Map([...bytes.matchAll(/(?<=\n)(\d+) 0 +obj/g)].map((match) => [Number(match[1]), match.index]));
    const table = bytes.lastIndexOf("xref", bytes.lastIndexOf("startxref") - 1);
    let number = 0;
    const head = bytes.slice(0, table);
    const lines = bytes.slice(table).replaceAll(/\d{10} (\d{5}) ([nf]) /g, (_, generation: string, kind: string) => {
      const offset = kind === "n" ? places.get(number) : 0;
      number++;
      return `${String(offset).padStart(10, "0")} ${generation} ${kind} `;
    });
    return head + lines.replace(/startxref\n\d+/, `startxref\n${table}`);
  }
}

function spell(item: PdfItem): string {
  if (item === null) return "null";
  if (item instanceof PdfName)
    return `/${item.name.replaceAll(/[^!-~]|[#()<>[\]{}/%]/g, (character) => `#${character.codePointAt(0)!.toString(16).padStart(2, "0")}`)}`;
  if (item instanceof PdfString) {
    if (item.hexDigits !== undefined && item.hexDigits % 2 === 1)
      return `<${Buffer.from(item.bytes, "latin1").toString("hex").slice(0, item.hexDigits)}>`;
    return `<${Buffer.from(item.bytes, "latin1").toString("hex")}>`;
  }
  if (item instanceof PdfReference) return `${item.number} ${item.generation} R`;
  if (isArray(item)) return `[${item.map(spell).join(" ")}]`;
  if (isDictionary(item))
    return `<<${[...item].map(([key, value]) => `${spell(new PdfName(key))} ${spell(value)}`).join(" ")}>>`;
  if (item instanceof PdfStream) throw new Error("a stream must be an object of its own");
  // PDF has no exponents.
  if (typeof item === "number" && item !== 0 && Math.abs(item) < 1e-6) {
    const [mantissa = "", exponent = ""] = Math.abs(item).toExponential(5).split("e");
    return `${item < 0 ? "-" : ""}0.${"0".repeat(-Number(exponent) - 1)}${mantissa.replace(".", "")}`;
  }
  return String(item);
}
