const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/**
 * Encodes a text in a legacy encoding that the platform can only decode, by inverting its decoder. Returns undefined if
 * the encoding lacks a character.
 */
export function encodeText(text: string, encoding: string): Uint8Array | undefined {
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    const bytes = Buffer.from(text, "utf16le");
    return encoding === "utf-16le" ? bytes : bytes.swap16();
  }
  if (encoding === "iso-2022-jp") return encodeByEscapes(text);
  const table = tables.get(encoding) ?? invert(encoding);
  tables.set(encoding, table);
  const parts = [...text].map((character) => table.get(character));
  return parts.includes(undefined) ? undefined : Uint8Array.from(parts.flatMap((part) => part!));
}

/** ISO-2022-JP: the rows and cells of EUC-JP in seven bits, between escapes to JIS X 0208 and back to ASCII. */
function encodeByEscapes(text: string): Uint8Array | undefined {
  const parts: number[] = [];
  let wide = false;
  for (const character of text) {
    const bytes = encodeText(character, "euc-jp");
    if (bytes === undefined || bytes[0] === 0x8e) return undefined;
    if (wide !== bytes.length > 1) parts.push(0x1b, ...(wide ? [0x28, 0x42] : [0x24, 0x42]));
    wide = bytes.length > 1;
    parts.push(...bytes.map((byte) => byte & 0x7f));
  }
  if (wide) parts.push(0x1b, 0x28, 0x42);
  return Uint8Array.from(parts);
}

function invert(encoding: string): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(encoding, { fatal: true });
  const add = (bytes: readonly number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && !table.has(text)) table.set(text, bytes);
    } catch {
      // These bytes are no character.
    }
  };
  for (let first = 0; first < 0x100; first++) add([first]);
  if (/^(?:shift_jis|big5|gb|euc)/.test(encoding))
    for (let first = 0x81; first < 0xff; first++)
      for (let second = 0x30; second < 0x100; second++) add([first, second]);
  return table;
}
