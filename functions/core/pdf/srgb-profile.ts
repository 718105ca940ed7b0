/** Header, tag count and table of ten tags. */
const tagsStart = 128 + 4 + 10 * 12;

/** Matrix columns adapted to D50 and the transfer curve of sRGB (IEC 61966-2-1), as ICC.1:2004 writes them. */
const colorants = { r: [0.436066, 0.222488, 0.013916], g: [0.385147, 0.716873, 0.097076], b: [0.143066, 0.060608, 0.714096] } as const;
const d50 = [0.9642, 1, 0.8249];
const adaptation = [1.047882, 0.022919, -0.050217, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678];
/** Exponent, then (a x + b)^g above `d` and c x below it. */
const curve = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

let profile: Uint8Array | undefined;

/**
 * The sRGB colour profile that a PDF/A file must carry as its output intent (ISO 19005-3, 6.2.3):
 * an ICC version 4 display profile of three colorants and one curve, some 500 bytes.
 */
export function srgbProfile(): Uint8Array {
  return (profile ??= buildProfile());
}

function buildProfile(): Uint8Array {
  const xyz = (values: readonly number[]): Buffer => tag("XYZ ", fixed(values));
  const trc = tag("para", Buffer.concat([Buffer.from([0, 3, 0, 0]), fixed(curve)]));
  const tags: readonly (readonly [string, Buffer])[] = [
    ["desc", unicode("sRGB IEC61966-2.1")],
    ["cprt", unicode("CC0")],
    ["wtpt", xyz(d50)],
    ["chad", tag("sf32", fixed(adaptation))],
    ["rXYZ", xyz(colorants.r)],
    ["gXYZ", xyz(colorants.g)],
    ["bXYZ", xyz(colorants.b)],
    ["rTRC", trc],
    ["gTRC", trc],
    ["bTRC", trc],
  ];
  const table: Buffer[] = [];
  const bodies: Buffer[] = [];
  const places = new Map<Buffer, number>();
  let offset = tagsStart;
  for (const [signature, body] of tags) {
    if (!places.has(body)) {
      places.set(body, offset);
      bodies.push(body);
      offset += body.length;
    }
    table.push(Buffer.from(signature, "latin1"), uint32(places.get(body)!), uint32(body.length));
  }
  return Buffer.concat([profileHeader(offset), uint32(tags.length), ...table, ...bodies]);
}

function profileHeader(size: number): Buffer {
  const header = Buffer.alloc(128);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(0x04200000, 8);
  header.write("mntrRGB XYZ ", 12, "latin1");
  // The date and time of the profile, not of any report: 2000-01-01.
  [2000, 1, 1, 0, 0, 0].forEach((part, i) => header.writeUInt16BE(part, 24 + i * 2));
  header.write("acsp", 36, "latin1");
  fixed(d50).copy(header, 68);
  return header;
}

function tag(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type, "latin1"), Buffer.alloc(4), body]);
}

/** A multiLocalizedUnicodeType of one record, padded to 4 bytes. */
function unicode(text: string): Buffer {
  const body = Buffer.from(text, "utf16le").swap16();
  const record = Buffer.concat([uint32(1), uint32(12), Buffer.from("enUS", "latin1"), uint32(body.length), uint32(28), body]);
  return tag("mluc", Buffer.concat([record, Buffer.alloc((4 - (body.length % 4)) % 4)]));
}

/** s15Fixed16Numbers. */
function fixed(values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => buffer.writeInt32BE(Math.round(value * 65536), i * 4));
  return buffer;
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}
