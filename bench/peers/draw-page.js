/* global document, vega, vegaLite */
/**
 * Runs in the browser: fills the page with a report and draws its charts with Vega, as vega-embed does.
 * Compiled specs are kept, as Broadsheet keeps them.
 */
const compiledSpecs = new Map();

// oxlint-disable-next-line no-unused-vars -- called by the bench
async function drawPage({ language, html, charts, parameters, locale }) {
  document.documentElement.lang = language;
  document.body.innerHTML = html;
  const places = [...document.querySelectorAll("div.chart")];
  if (places.length !== charts.length) throw new Error(`${places.length} places for ${charts.length} charts`);
  for (const [index, chart] of charts.entries()) {
    const view = new vega.View(
      vega.parse(fillSpec(chart, parameters), chart.dialect === "vega" ? chart.config : undefined),
      { renderer: "svg", container: places[index], hover: false, locale },
    );
    // One after the other, as on a page of one thread anyway.
    await view.runAsync();
    const svg = places[index].querySelector("svg");
    if (svg === null || svg.querySelector("path, text") === null) throw new Error(`chart ${index + 1} was not drawn`);
    const width = Number(svg.getAttribute("width"));
    svg.style.width = `min(100%, ${width}pt)`;
    svg.style.height = "auto";
    svg.setAttribute("role", "img");
  }
  await document.fonts.ready;
  return places.filter((place) => place.querySelector("svg") !== null).length;
}

function fillSpec({ dialect, spec, config, fits, data }, parameters) {
  const whole = dialect === "vega" ? structuredClone(spec) : compile(spec, config);
  for (const entry of whole.data ?? []) {
    if (entry.values === undefined && entry.source === undefined && data[entry.name] !== undefined)
      entry.values = data[entry.name];
  }
  for (const signal of whole.signals ?? []) {
    if (signal.update === undefined && parameters[signal.name] !== undefined) signal.value = parameters[signal.name];
  }
  return fits ? { ...whole, autosize: { type: "fit-x", contains: "padding" } } : whole;
}

function compile(spec, config) {
  const key = JSON.stringify([spec, config]);
  if (!compiledSpecs.has(key)) compiledSpecs.set(key, JSON.stringify(vegaLite.compile(spec, { config }).spec));
  return JSON.parse(compiledSpecs.get(key));
}
