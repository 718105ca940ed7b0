export interface PngHeader {
  readonly format: "png";
  /** Pixels, as is the height. */
  readonly width: number;
  readonly height: number;
  /** Bits per sample. */
  readonly depth: number;
  /** Colour type: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  readonly type: number;
  readonly interlaced: boolean;
}

export interface JpegHeader {
  readonly format: "jpeg";
  /** Pixels, as is the height. */
  readonly width: number;
  readonly height: number;
  /** Bits per sample. */
  readonly depth: number;
  /** 1 for grey, 3 for colour, 4 for inks. */
  readonly components: number;
}

/**
 * Reads the header of a PNG (ISO/IEC 15948, 11.2.2) or JPEG image, without decoding it.
 *
 * @returns undefined for anything else. The values are not checked: a size may be 0.
 */
export function readImageHeader(bytes: Uint8Array): PngHeader | JpegHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isPng(bytes)) {
    if (bytes.length < 33 || view.getUint32(12) !== 0x49484452) return undefined;
    return {
      format: "png",
      width: view.getUint32(16),
      height: view.getUint32(20),
      depth: view.getUint8(24),
      type: view.getUint8(25),
      interlaced: view.getUint8(28) === 1,
    };
  }
  return bytes.length >= 4 && view.getUint16(0) === 0xffd8 ? readJpeg(view) : undefined;
}

/** Whether a file begins like a PNG. */
export function isPng(bytes: Uint8Array): boolean {
  return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, index) => bytes[index] === byte);
}

/** Walks the segments (ITU T.81, B.1.1) to the frame header, SOF0 to SOF15 without DHT, JPG and DAC. */
function readJpeg(view: DataView): JpegHeader | undefined {
  for (let at = 2; at + 10 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (beginsFrame(marker)) {
      return {
        format: "jpeg",
        width: view.getUint16(at + 7),
        height: view.getUint16(at + 5),
        depth: view.getUint8(at + 4),
        components: view.getUint8(at + 9),
      };
    } else if (marker === 0xd9 || marker === 0xda) return undefined;
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** Whether a marker of a JPEG begins a frame, of whatever coding: SOF0 to SOF15 (ITU-T T.81, table B.1). */
export function beginsFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
