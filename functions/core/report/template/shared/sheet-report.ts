/** Languages that a sheet is written in. */
export const sheetLanguages = ["en", "zh"] as const;

const wordsIn = {
  en: {
    title: "The theme",
    lead: "A page of text, numbers and colours as this theme sets them.",
    chart: "Colours of categories",
    deck: "Sales by region, 2025",
    chartAlt: "Bars of six regions, the longest for North.",
    table: "Regions",
    columns: ["Region", "Sales", "Change"],
    heading: "Text, notes and boxes",
    text: "Body text runs in this face, with **strong words**, *words of a title* and [links](https://example.org/).",
    note: "The data are made up.",
    box: "A box",
    boxText: "Words on the tint.",
    quote: "Words set large.",
    quoted: "A quotation",
    colors: "Every colour, and its contrast against the paper",
    colorsDeck: "Text needs 4.5:1, and marks of charts 3:1",
    colorsAlt: "Swatches of the theme's colours in five rows, each with its name and its contrast.",
  },
  zh: {
    title: "主题",
    lead: "本页展示采用这一主题时的文字、数字和颜色。",
    chart: "各类别的颜色",
    deck: "各地区销售额，2025年",
    chartAlt: "六个地区的条形图，北部最长。",
    table: "地区",
    columns: ["地区", "销售额", "变化"],
    heading: "正文、注释和文本框",
    text: "正文采用这一字体，其中有**着重的文字**和[链接](https://example.org/)。",
    note: "数据为虚构。",
    box: "文本框",
    boxText: "浅色底上的文字。",
    quote: "放大的文字。",
    quoted: "引文",
    colors: "各种颜色及其与纸色的对比度",
    colorsDeck: "文字需要 4.5:1，图形需要 3:1",
    colorsAlt: "主题的颜色分五行排列，每块标有名称和对比度。",
  },
} as const;

/** The text of a theme's sheet in a language, see `themeSheet`. @param name of the theme */
export function sheetReport(name: string, language: (typeof sheetLanguages)[number]): string {
  const words = wordsIn[language];
  const [region, sold, change] = words.columns;
  return `# ${words.title} ${name}

${words.lead}

::key-figures{data="totals" target="target" change="change | percent: 1" good="sense"}

:::::columns{widths="7 5"}
::::column
::chart{spec="regions" data="latest" title="${words.chart}" deck="${words.deck}" alt="${words.chartAlt}"}
::::
::::column
::table{data="latest" title="${words.table}" columns="region: ${region}, sales: ${sold} | number: d | heat, change: ${change} | percent: 1 | change"}
::::
:::::

::chart{spec="colors" data="swatches" title="${words.colors}" deck="${words.colorsDeck}" alt="${words.colorsAlt}"}

## ${words.heading}

${words.text}[^made]

:::::columns{widths="6 6"}
::::column
:::callout{title="${words.box}"}
${words.boxText}
:::
::::
::::column
:::pull-quote{by="${words.quoted}"}
${words.quote}
:::
::::
:::::

[^made]: ${words.note}
`;
}
