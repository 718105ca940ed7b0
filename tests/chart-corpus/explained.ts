/** Specs whose pictures differ by more than the tolerance for a reason outside Broadsheet: name → reason. */
export const explained: Readonly<Record<string, string>> = {
  "example/interactive_1d_geo_brush":
    "Its brush on a map starts with a value, which Vega-Lite applies by a timer once the places are drawn: Vega writes its SVG before, Broadsheet prints the brush applied.",
  "example/interactive_airport_crossfilter":
    "Its brush on a map starts with a value, which Vega-Lite applies by a timer once the places are drawn: Vega writes its SVG before, Broadsheet prints the brush applied.",
  "vega/gradient-hard-stops":
    "Poppler samples a gradient at 256 places, so that an edge between two colours becomes a ramp of a point; Chromium paints the edge.",
};
