/** The colour information of a JPEG 2000 file (ISO/IEC 15444-1, Annex I). */
export interface Jpx {
  readonly components: number;
  /** Bits of each component; a single number if all are equal. */
  readonly depths: readonly number[];
  /** The colour specification boxes. */
  readonly colours: readonly {
    readonly method: number;
    readonly approximation: number;
    readonly enumerated: number | undefined;
  }[];
}

/** Reads the boxes of a JPEG 2000 file. @returns `undefined` if it is damaged, or a bare codestream */
export function readJpx(bytes: Uint8Array): Jpx | undefined {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    let components: number | undefined;
    let depths: number[] = [];
    const colours: { method: number; approximation: number; enumerated: number | undefined }[] = [];
    const visit = (from: number, to: number): void => {
      for (const { type, start, end } of boxes(data, from, to)) {
        if (type === "jp2h") visit(start, end);
        else if (type === "ihdr") {
          components = data.getUint16(start + 8);
          const depth = data.getUint8(start + 10);
          // 255: the depths differ, and a separate box lists them.
          if (depth !== 255) depths = [(depth & 0x7f) + 1];
        } else if (type === "bpcc")
          depths = Array.from({ length: end - start }, (_, index) => (data.getUint8(start + index) & 0x7f) + 1);
        else if (type === "colr") {
          const method = data.getUint8(start);
          colours.push({
            method,
            approximation: data.getUint8(start + 2),
            enumerated: method === 1 ? data.getUint32(start + 3) : undefined,
          });
        }
      }
    };
    visit(0, data.byteLength);
    return components === undefined ? undefined : { components, depths, colours };
  } catch (error) {
    // Lengths that reach beyond the file.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function* boxes(
  data: DataView,
  from: number,
  to: number,
): Generator<{ readonly type: string; readonly start: number; readonly end: number }> {
  for (let at = from; at + 8 <= to;) {
    const short = data.getUint32(at);
    const type = String.fromCodePoint(...[4, 5, 6, 7].map((byte) => data.getUint8(at + byte)));
    const head = short === 1 ? 16 : 8;
    const length = short === 1 ? Number(data.getBigUint64(at + 8)) : short === 0 ? to - at : short;
    if (length < head || at + length > to) return;
    yield { type, start: at + head, end: at + length };
    at += length;
  }
}
