import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { corruptObject } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";

/*
 * The index: a head of 1,024 lines, one for each beginning of a name's hash, then its CRC-32, then the buckets. A line
 * is the number of entries before the bucket and the bucket's CRC-32; an entry is eight bytes of the hash and the
 * page's number. All numbers have four bytes, the lowest last.
 */

/** Buckets, by the first ten bits of the hash. Of a million names each holds 12 kB. */
const buckets = 1_024;
const lineBytes = 8;
const headBytes = buckets * lineBytes + 4;
const prefixBytes = 8;
const entryBytes = prefixBytes + 4;

/** Collects the names of a batch's items: 12 bytes of each. */
export class NameIndex {
  #entries = new Uint8Array(entryBytes * 1_024);
  #count = 0;

  /** @param page the page of rows that has the name */
  add(name: string, page: number): void {
    const at = this.#count * entryBytes;
    if (at === this.#entries.length) {
      const grown = new Uint8Array(at * 2);
      grown.set(this.#entries);
      this.#entries = grown;
    }
    this.#entries.set(hashOf(name), at);
    new DataView(this.#entries.buffer).setUint32(at + prefixBytes, page);
    this.#count += 1;
  }

  /** The stored form: the same for the same names, whatever their order. */
  encode(): Uint8Array {
    const body = new Uint8Array(headBytes + this.#count * entryBytes);
    const head = new DataView(body.buffer);
    let at = headBytes;
    for (const [bucket, entries] of this.#inBuckets().entries()) {
      const start = at;
      for (const entry of entries.sort((a, b) => Buffer.compare(a, b))) {
        body.set(entry, at);
        at += entryBytes;
      }
      head.setUint32(bucket * lineBytes, (start - headBytes) / entryBytes);
      head.setUint32(bucket * lineBytes + 4, crc32(body.subarray(start, at)));
    }
    head.setUint32(headBytes - 4, crc32(body.subarray(0, headBytes - 4)));
    return body;
  }

  #inBuckets(): Uint8Array[][] {
    const sorted = Array.from({ length: buckets }, (): Uint8Array[] => []);
    for (let at = 0; at < this.#count * entryBytes; at += entryBytes) {
      const entry = this.#entries.subarray(at, at + entryBytes);
      sorted[bucketOf(entry)]!.push(entry);
    }
    return sorted;
  }
}

/**
 * Reads the head of an index, which never changes.
 *
 * @returns undefined if there is none
 * @throws BroadsheetError `damaged`, `unavailable`
 */
export async function readNamesHead(store: ObjectStore, key: string): Promise<Uint8Array | undefined> {
  const head = await store.getRange(key, 0, headBytes);
  if (head === undefined) return undefined;
  if (head.length < headBytes || viewOf(head).getUint32(headBytes - 4) !== crc32(head.subarray(0, headBytes - 4)))
    throw corruptObject(key, "its head has another checksum than it records");
  return head;
}

/**
 * The pages that may hold an item: nearly always one, or none; none too if the index has been removed meanwhile.
 *
 * @param head of the index
 * @throws BroadsheetError `damaged`, `unavailable`
 */
export async function findPages(store: ObjectStore, key: string, head: Uint8Array, name: string): Promise<number[]> {
  const wanted = hashOf(name);
  const bucket = bucketOf(wanted);
  const lines = viewOf(head);
  const start = headBytes + lines.getUint32(bucket * lineBytes) * entryBytes;
  const end =
    bucket + 1 === buckets
      ? Number.MAX_SAFE_INTEGER
      : headBytes + lines.getUint32((bucket + 1) * lineBytes) * entryBytes;
  if (start === end) return [];
  const content = await store.getRange(key, start, end);
  if (content === undefined) return [];
  if (crc32(content) !== lines.getUint32(bucket * lineBytes + 4))
    throw corruptObject(key, "a part of it has another checksum than its head records");
  const pages = new Set<number>();
  for (let at = 0; at < content.length; at += entryBytes)
    if (Buffer.compare(content.subarray(at, at + prefixBytes), wanted) === 0)
      pages.add(viewOf(content).getUint32(at + prefixBytes));
  return [...pages];
}

function hashOf(name: string): Uint8Array {
  return createHash("sha256").update(name).digest().subarray(0, prefixBytes);
}

function bucketOf(hash: Uint8Array): number {
  return (hash[0]! << 2) | (hash[1]! >> 6);
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
