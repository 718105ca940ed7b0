/** Page sizes by name, width and height in points (ISO 216; ANSI/ASME Y14.1). */
export const pageSizes = {
  A4: { width: 595.28, height: 841.89 },
  A3: { width: 841.89, height: 1190.55 },
  Letter: { width: 612, height: 792 },
  Legal: { width: 612, height: 1008 },
} as const;

/** Margins in points if a template gives none. */
export const defaultMargins = { top: 64, right: 56, bottom: 64, left: 56 } as const;
