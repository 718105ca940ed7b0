/** What the rules need from a Type 1 font program (Adobe Type 1 Font Format). */
export interface Type1 {
  /** Names of the glyphs. */
  readonly names: readonly string[];
  /** Code → name of the glyph in the program's own encoding; `undefined` for StandardEncoding. */
  readonly encoding: ReadonlyMap<number, string> | undefined;
}

const seed = 55_665;

/**
 * Reads a font program.
 *
 * @param clear length of its clear text, bytes (Length1)
 * @returns `undefined` if it has no outlines
 */
export function readType1(bytes: Uint8Array, clear: number): Type1 | undefined {
  const plain = Buffer.from(bytes.subarray(0, clear)).toString("latin1");
  const secret = decrypt(bytes.subarray(clear));
  const at = secret.indexOf("/CharStrings");
  if (at < 0) return undefined;
  const names: string[] = [];
  const entry = /\/([^\s/{}[\]()<>%]+)\s+(\d+)\s+(?:RD|-\||\S+)\s/y;
  let position = secret.indexOf("begin", at);
  if (position < 0) return undefined;
  for (position += 5; ;) {
    position = secret.indexOf("/", position);
    if (position < 0) break;
    entry.lastIndex = position;
    const found = entry.exec(secret);
    if (found === null) break;
    names.push(found[1]!);
    position = entry.lastIndex + Number(found[2]);
    if (/^\s*(?:ND|\|-|\S+(?:\s+\S+)?)\s+end\b/.test(secret.slice(position, position + 40))) break;
  }
  return names.length === 0 ? undefined : { names, encoding: readEncoding(plain) };
}

function readEncoding(plain: string): ReadonlyMap<number, string> | undefined {
  if (/\/Encoding\s+StandardEncoding\s+def/.test(plain)) return undefined;
  return new Map(
    [...plain.matchAll(/\bdup\s+(\d+)\s*\/(\S+)\s+put\b/g)].map(([, code, name]) => [Number(code), name!]),
  );
}

/** The eexec part (chapter 7), in binary or in hexadecimal digits. */
function decrypt(bytes: Uint8Array): string {
  const digits = /^[0-9a-fA-F\s]{4}/.test(Buffer.from(bytes.subarray(0, 4)).toString("latin1"));
  const cipher = digits ? Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll(/\s/g, ""), "hex") : bytes;
  let key = seed;
  const out = Buffer.alloc(cipher.length);
  for (let i = 0; i < cipher.length; i++) {
    out[i] = cipher[i]! ^ (key >> 8);
    key = ((cipher[i]! + key) * 52_845 + 22_719) & 0xff_ff;
  }
  return out.subarray(4).toString("latin1");
}
