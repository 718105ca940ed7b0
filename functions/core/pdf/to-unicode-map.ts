/**
 * The CMap that says which text each code stands for (ISO 32000-1, 9.10.3), so that text can be
 * copied, searched and read aloud. Every code in use has an entry (ISO 14289-1, 7.21.7).
 *
 * @param texts code points per code; code 0 (.notdef) is left out
 */
export function toUnicodeMap(texts: readonly (readonly number[])[]): string {
  const entries = texts.map((codePoints, code) => `<${hex(code)}> <${utf16(codePoints)}>`).slice(1);
  const blocks: string[] = [];
  // At most 100 entries a block (Adobe technical note 5411).
  for (let i = 0; i < entries.length; i += 100) {
    const block = entries.slice(i, i + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join("\n")}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join("\n")}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}

function utf16(codePoints: readonly number[]): string {
  return Buffer.from(String.fromCodePoint(...codePoints), "utf16le").swap16().toString("hex");
}

function hex(code: number): string {
  return code.toString(16).padStart(4, "0");
}
