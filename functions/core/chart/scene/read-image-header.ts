/** What the first bytes of an image say. Pixels. */
export interface ImageHeader {
  readonly format: "png" | "jpeg";
  readonly width: number;
  readonly height: number;
}

/** Reads the size of a PNG or JPEG image without decoding it; `undefined` for anything else. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 33 && view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a && view.getUint32(12) === 0x49484452) {
    return sized("png", view.getUint32(16), view.getUint32(20));
  }
  return bytes.length >= 4 && view.getUint16(0) === 0xffd8 ? readJpeg(view) : undefined;
}

/** Walks the segments (ITU T.81, B.1.1) to the frame header, SOF0 to SOF15 without DHT, JPG and DAC. */
function readJpeg(view: DataView): ImageHeader | undefined {
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return sized("jpeg", view.getUint16(at + 7), view.getUint16(at + 5));
    } else if (marker === 0xd9 || marker === 0xda) return undefined;
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function sized(format: ImageHeader["format"], width: number, height: number): ImageHeader | undefined {
  return width > 0 && height > 0 ? { format, width, height } : undefined;
}
