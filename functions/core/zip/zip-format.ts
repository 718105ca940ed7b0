/**
 * One room for ZIP files. It is our own: `yauzl` accepts what a template's archive must not hold (overlaps, headers
 * that disagree, hidden bytes), and `yazl` writes the time of day and streams through zlib, whose bytes we choose
 * ourselves.
 */

/** Records of a ZIP file (APPNOTE.TXT 6.3.10, section 4.3): their signatures and fixed lengths, bytes. */
export const zip = {
  local: { signature: 0x04034b50, length: 30 },
  central: { signature: 0x02014b50, length: 46 },
  end: { signature: 0x06054b50, length: 22 },
  zip64End: { signature: 0x06064b50, length: 56 },
  zip64Locator: { signature: 0x07064b50, length: 20 },
  descriptor: { signature: 0x08074b50, length: 12 },
} as const;

/** General purpose bits (4.4.4). */
export const flags = {
  encrypted: 1 << 0,
  /** How hard the compressor tried: nothing to a reader. */
  effort: 0b11 << 1,
  /** CRC and sizes follow the data. */
  descriptor: 1 << 3,
  strongEncryption: 1 << 6,
  utf8: 1 << 11,
  maskedHeaders: 1 << 13,
} as const;

/** Compression methods (4.4.5). */
export const methods = { stored: 0, deflated: 8 } as const;
