import type { Bytes } from "../../../ports.ts";

/** A frame of a file that Zstandard has packed. */
export interface Frame {
  /** Offsets in the file: its first byte, and the one behind its last. */
  readonly start: number;
  readonly end: number;
  /** Whether it holds nothing that is unpacked: tools keep their indexes in such frames. */
  readonly isSkipped: boolean;
}

const magic = 0xfd2fb528;
/** The last four bits are free. */
const magicOfSkipped = 0x184d2a50;
/** Bytes that are read at a time, so that many short blocks are not as many reads. */
const windowBytes = 64 * 1024;

/** Whether a file begins with a frame of Zstandard. @param head its first bytes */
export function beginsWithFrame(head: Uint8Array): boolean {
  if (head.length < 4) return false;
  const number = numberAt(head, 0, 4);
  return number === magic || isSkipped(number);
}

/**
 * The frames of a file that Zstandard has packed, in order, found by the lengths that they state (RFC 8878): no
 * decompressor of Node goes on behind the first, or says where it ended.
 *
 * @throws Error if something else follows a frame, or the last is cut short
 */
export function* framesOf(file: Bytes): Generator<Frame> {
  const at = reader(file);
  for (let start = 0; start < file.length;) {
    const number = at(start, 4);
    const skipped = isSkipped(number);
    if (!skipped && number !== magic) throw new Error(`No frame begins at byte ${start}`);
    const end = skipped ? start + 8 + at(start + 4, 4) : endOfBlocks(at, start);
    if (end > file.length) throw new Error(`The frame at byte ${start} is cut short`);
    yield { start, end, isSkipped: skipped };
    start = end;
  }
}

/** A whole number of some bytes at an offset, the least significant first. */
type NumberAt = (offset: number, bytes: number) => number;

function endOfBlocks(at: NumberAt, start: number): number {
  const descriptor = at(start + 4, 1);
  const isSingle = (descriptor & 0x20) !== 0;
  const window = isSingle ? 0 : 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3]!;
  const size = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
  let end = start + 5 + window + dictionary + size;
  for (let isLast = false; !isLast;) {
    const block = at(end, 3);
    const kind = (block >> 1) & 3;
    if (kind === 3) throw new Error(`The block at byte ${end} is of no kind`);
    isLast = (block & 1) === 1;
    // A block of one repeated byte states how often.
    end += 3 + (kind === 1 ? 1 : block >> 3);
  }
  return end + ((descriptor & 4) === 0 ? 0 : 4);
}

function reader(file: Bytes): NumberAt {
  let from = 0;
  let held = new Uint8Array(0);
  return (offset, bytes) => {
    if (offset + bytes > file.length) throw new Error(`The file ends before byte ${offset + bytes}`);
    if (offset < from || offset + bytes > from + held.length) {
      from = offset;
      held = file.subarray(offset, Math.min(file.length, offset + windowBytes)) as Uint8Array<ArrayBuffer>;
    }
    return numberAt(held, offset - from, bytes);
  };
}

function isSkipped(number: number): boolean {
  return (number & 0xfffffff0) >>> 0 === magicOfSkipped;
}

function numberAt(bytes: Uint8Array, offset: number, length: number): number {
  let number = 0;
  for (let index = length - 1; index >= 0; index--) number = number * 256 + bytes[offset + index]!;
  return number;
}
