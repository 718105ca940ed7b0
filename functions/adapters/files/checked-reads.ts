import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { corruptObject } from "../../core/errors.ts";
import type { StoredObject, StreamedObject } from "../../core/ports.ts";
import { contentType as suggestedType } from "../content-type.ts";
import { hashOf, readSums } from "./content-sums.ts";
import type { DurableFolders } from "./durable-folders.ts";
import { MarkedFiles } from "./marked-files.ts";
import { openObject } from "./open-object.ts";
import type { QuickFiles } from "./quick-files.ts";
import { readPieces, readRange } from "./read-pieces.ts";
import { sendChecked } from "./send-checked.ts";

/**
 * Looks at an object that others may just be writing, before it counts as damaged, and a pause between, ms: it doubles.
 */
const looks = 4;
const firstPause = 2;

/** Largest object that is read and checked before its first byte is sent; a larger one is checked on the way. */
const checkedFirst = 1_048_576;

/**
 * Reads objects and compares the content of each with what was written (see `readSums`). A content that nobody wrote is
 * `corrupt-object`, never an answer. Every method takes the object's path, and its key for messages.
 */
export class CheckedReads {
  readonly #folders: DurableFolders;
  readonly #quick: QuickFiles | undefined;
  readonly #damaged = new MarkedFiles();

  /** @param quick reads small objects in the calling thread, where the disk is quick enough */
  constructor(folders: DurableFolders, quick: QuickFiles | undefined) {
    this.#folders = folders;
    this.#quick = quick;
  }

  /** An object; undefined if there is none. @throws BroadsheetError `damaged` */
  async read(path: string, key: string): Promise<StoredObject | undefined> {
    const seen = this.#quick?.look(path, key) ?? "undetermined";
    if (seen !== "undetermined") return seen.object;
    return this.#look(path, key, async (file) => {
      const body = new Uint8Array(await file.readFile());
      return { body, etag: hashOf(body) };
    });
  }

  /** Like `read`, with a piece of the content in memory at a time. */
  async head(path: string, key: string): Promise<Omit<StoredObject, "body"> | undefined> {
    const seen = this.#quick?.look(path, key) ?? "undetermined";
    if (seen !== "undetermined") return seen.object && withoutBody(seen.object);
    return this.#look(path, key, async (file) => {
      const digest = createHash("sha256");
      for await (const piece of readPieces(file, key)) digest.update(piece);
      return { etag: digest.digest("hex") };
    });
  }

  /** Opens an object to read it piece by piece; undefined if there is none. */
  async stream(path: string, key: string): Promise<StreamedObject | undefined> {
    if (!(await this.#folders.contained(dirname(path)))) return undefined;
    const file = await openObject(path);
    if (file === undefined) return undefined;
    let streams = false;
    try {
      const about = await file.stat();
      const sums = await readSums(path);
      const [contentType, other] = new Set(sums?.values());
      // Without a note, only the content tells what it is.
      if (about.size <= checkedFirst || contentType === undefined || other !== undefined)
        return await this.#readFirst(path, key);
      this.#damaged.refuse(path, key, about);
      streams = true;
      const body = sendChecked(readPieces(file, key), async (etag) => {
        if ((await this.#typeOf(path, key, etag)) !== undefined) return;
        this.#damaged.mark(path, about);
        throw damaged(key);
      });
      return { size: about.size, contentType, modified: Math.floor(about.mtimeMs), body };
    } finally {
      if (!streams) await file.close();
    }
  }

  /** A part of an object, as it is on the disk: nothing compares it. */
  async range(path: string, start: number, end: number): Promise<Uint8Array | undefined> {
    if (!(await this.#folders.contained(dirname(path)))) return undefined;
    const file = await openObject(path);
    if (file === undefined) return undefined;
    try {
      return await readRange(file, start, end);
    } finally {
      await file.close();
    }
  }

  /** Whether there is an object, sound or damaged. */
  async exists(path: string): Promise<boolean> {
    if (!(await this.#folders.contained(dirname(path)))) return false;
    const file = await openObject(path);
    await file?.close();
    return file !== undefined;
  }

  /** Checks an object before it is sent. */
  async #readFirst(path: string, key: string): Promise<StreamedObject | undefined> {
    const found = await this.head(path, key);
    const file = found && (await openObject(path));
    if (file === undefined) return undefined;
    const { size } = await file.stat();
    const body = sendChecked(readPieces(file, key), async (etag) => {
      if (etag !== found!.etag && (await this.#typeOf(path, key, etag)) === undefined) throw damaged(key);
    });
    return { size, contentType: found!.contentType, modified: found!.modified, body };
  }

  /**
   * Reads an object and compares its content with what was written. Somebody may be writing it just now, so a
   * difference counts only if it stays.
   *
   * @throws BroadsheetError `damaged`
   */
  async #look<T extends { readonly etag: string }>(
    path: string,
    key: string,
    take: (file: FileHandle) => Promise<T>,
  ): Promise<(T & Pick<StoredObject, "contentType" | "modified">) | undefined> {
    if (!(await this.#folders.contained(dirname(path)))) return undefined;
    for (let turn = 0; turn < looks; turn += 1) {
      if (turn > 0) await delay(firstPause * 2 ** turn);
      const file = await openObject(path);
      if (file === undefined) return undefined;
      try {
        const { mtimeMs } = await file.stat();
        const taken = await take(file);
        const contentType = await this.#typeOf(path, key, taken.etag);
        if (contentType !== undefined) return { ...taken, contentType, modified: Math.floor(mtimeMs) };
      } finally {
        await file.close();
      }
    }
    throw damaged(key);
  }

  /** The type of a content of an object; undefined if nobody wrote that content. */
  async #typeOf(path: string, key: string, etag: string): Promise<string | undefined> {
    const sums = await readSums(path);
    const noted = sums?.get(etag);
    if (noted !== undefined) return noted;
    const types = await readTypes(path);
    return types === undefined && sums === undefined ? suggestedType(key) : types?.[etag];
  }
}

/**
 * Content types by etag, which earlier releases kept beside an object with an unusual one; undefined if there are none
 * or they cannot be read.
 */
async function readTypes(path: string): Promise<Readonly<Record<string, string>> | undefined> {
  const file = await openObject(typesPath(path));
  if (file === undefined) return undefined;
  try {
    return JSON.parse(await file.readFile("utf8")) as Record<string, string>;
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

function withoutBody({ etag, contentType, modified }: StoredObject): Omit<StoredObject, "body"> {
  return { etag, contentType, modified };
}

/** The file beside an object in which earlier releases kept its content types. */
export function typesPath(path: string): string {
  return `${path}.%type`;
}

function damaged(key: string): Error {
  return corruptObject(key, "its content is not what was written");
}
