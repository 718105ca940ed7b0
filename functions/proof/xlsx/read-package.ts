import { crc32, inflateRawSync } from "node:zlib";
import { SaxesParser } from "saxes";
import { BroadsheetError } from "../../core/errors.ts";

/** An element of a part. Names are local ones, without their prefix; attributes keep theirs. */
export interface PartElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (PartElement | string)[];
}

/** An office file, opened. */
export interface OfficePackage {
  /** Paths of its parts, in their order. */
  readonly paths: readonly string[];
  /** The bytes of a part; undefined if there is none. */
  bytes(path: string): Uint8Array | undefined;
  /** The root of a part that is XML. */
  part(path: string): PartElement;
  /** The relationships of a part, by id. */
  related(path: string): ReadonlyMap<string, { readonly type: string; readonly target: string }>;
}

/** Most bytes that the parts of a file of ours have when they are unpacked. */
const mostBytes = 400_000_000;

/**
 * Opens an office file as Broadsheet writes it: a ZIP file without comments, encryption and 64-bit records.
 *
 * @param most bytes that all parts together may have when they are unpacked
 * @throws BroadsheetError `invalid-request` for another
 */
export function readPackage(file: Uint8Array, most = mostBytes): OfficePackage {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const parts = readFiles(bytes);
  const unpacked = new Map<string, Buffer>();
  let room = most;
  /** Unpacks a part when it is first asked for. */
  const bodyOf = (path: string): Buffer | undefined => {
    const at = parts.get(path);
    if (at === undefined || unpacked.has(path)) return unpacked.get(path);
    const body = inFile(() => readFile(bytes, at, path, room));
    room -= body.length;
    unpacked.set(path, body);
    return body;
  };
  const part = (path: string): PartElement => {
    const body = bodyOf(path);
    if (body === undefined) throw notOurs(`it has no ${path}`);
    return readXml(body.toString("utf8"), path);
  };
  return {
    paths: [...parts.keys()],
    bytes: bodyOf,
    part,
    related(path) {
      const name = path.replace(/([^/]*)$/, "_rels/$1.rels");
      if (!parts.has(name)) return new Map();
      return new Map(
        elements(part(name)).map(({ attributes }) => [
          attributes["Id"] ?? "",
          {
            type: (attributes["Type"] ?? "").replace(/^.*\//, ""),
            target: (attributes["Target"] ?? "").replace(/^\//, ""),
          },
        ]),
      );
    },
  };
}

/** The child elements of an element, those of a name if one is given. */
export function elements({ children }: PartElement, name?: string): PartElement[] {
  return children.filter(
    (child): child is PartElement => typeof child !== "string" && (name === undefined || child.name === name),
  );
}

/** The first child element of a name. */
export function child(parent: PartElement, name: string): PartElement | undefined {
  return elements(parent, name)[0];
}

/** All elements of a name inside an element, at any depth. */
export function within(parent: PartElement, name: string): PartElement[] {
  return elements(parent).flatMap((each) => [...(each.name === name ? [each] : []), ...within(each, name)]);
}

/** The text inside an element. */
export function textOf({ children }: PartElement): string {
  return children.map((each) => (typeof each === "string" ? each : textOf(each))).join("");
}

export function notOurs(fault: string): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "not-a-rendition",
    message: `the file is not as Broadsheet writes it: ${fault.slice(0, 200)}`,
    hint: "Give the file as it was made",
  });
}

/** Reads a part that is XML. @throws BroadsheetError `invalid-request` if it is not well-formed */
export function readXml(xml: string, path: string): PartElement {
  const root: PartElement = { name: "", attributes: {}, children: [] };
  const open: PartElement[] = [root];
  const parser = new SaxesParser({ position: true });
  parser.on("error", ({ message }) => {
    throw notOurs(`${path}: ${message}`);
  });
  parser.on("doctype", () => {
    throw notOurs(`${path} has a document type`);
  });
  parser.on("text", (text) => void open.at(-1)!.children.push(text));
  parser.on("opentag", ({ name, attributes }) => {
    const element: PartElement = {
      name: name.replace(/^.*:/, ""),
      attributes: attributes as Record<string, string>,
      children: [],
    };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return elements(root)[0] ?? root;
}

/** Path → where its entry is in the directory at the end of the file (APPNOTE.TXT, 4.3.12 and 4.3.16). */
function readFiles(file: Buffer): Map<string, number> {
  const end = file.length - 22;
  if (end < 0 || file.readUInt32LE(end) !== 0x06054b50) throw notOurs("it is no ZIP file, or has something behind it");
  const count = file.readUInt16LE(end + 10);
  const parts = new Map<string, number>();
  let at = file.readUInt32LE(end + 16);
  return inFile(() => {
    for (let index = 0; index < count; index++) {
      if (file.readUInt32LE(at) !== 0x02014b50) throw notOurs("its directory is damaged");
      const nameEnd = at + 46 + file.readUInt16LE(at + 28);
      const path = file.toString("utf8", at + 46, nameEnd);
      if (parts.has(path)) throw notOurs(`it has ${path} twice`);
      parts.set(path, at);
      at = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    }
    return parts;
  });
}

/** Runs what reads at places that the file names, which may be outside it. */
function inFile<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw notOurs("it is cut off");
    throw error;
  }
}

/** @param most bytes that it may have when it is unpacked */
function readFile(file: Buffer, at: number, path: string, most: number): Buffer {
  const start = file.readUInt32LE(at + 42);
  const from = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
  const packed = file.subarray(from, from + file.readUInt32LE(at + 20));
  const method = file.readUInt16LE(at + 10);
  if (method !== 0 && method !== 8) throw notOurs(`${path} is packed by method ${method}`);
  let body: Buffer;
  try {
    body = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch {
    throw notOurs(`${path} cannot be unpacked`);
  }
  if (crc32(body) !== file.readUInt32LE(at + 16)) throw notOurs(`${path} has another checksum`);
  return body;
}
