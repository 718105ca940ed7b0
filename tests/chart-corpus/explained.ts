/** Specs whose pictures differ by more than the tolerance for a reason that is not Broadsheet's: name → the reason. */
export const explained: Readonly<Record<string, string>> = {
  "vega/gradient-hard-stops": "Poppler samples a gradient at 256 places, so that an edge between two colours becomes a ramp of a point; Chromium paints the edge.",
};
