import { expect, test } from "vitest";
import type { Warning } from "../../../../../../functions/core/errors.ts";
import type { Row } from "../../../../../../functions/core/report/query/table.ts";
import { compose, only, problemsOf, text, type Setup } from "../../compose-fixture.ts";

const files = { "images/boat.jpg": "bytes", "images/two words.png": "more", "logo.svg": "<svg/>" };
const setup: Setup = { files };

test("an image with everything around it", () => {
  const markdown =
    '::image{#boat file="boat.jpg" title="*T*[^a]" deck="D" caption="C" source="S" note="N" alt="A {{ parameters.year }}" width="60%" crop="16:9" focus="left 20%" place="here"}\n\n[^a]: x';
  expect(problemsOf(markdown, setup)).toMatchObject([{ code: "invalid-attribute", seen: "left 20%" }]);
  const picture = only(compose(markdown.replace("left 20%", "bottom left"), setup), "picture");
  expect({
    ...picture,
    ...Object.fromEntries(
      (["title", "deck", "caption", "source", "note"] as const).map((part) => [part, text(picture[part])]),
    ),
  }).toEqual({
    type: "picture",
    id: "boat",
    number: 1,
    title: "{emphasis T}[1]",
    deck: "D",
    caption: "C",
    source: "S",
    note: "N",
    alt: "A 2021",
    content: { kind: "image", name: "images/boat.jpg", bytes: new TextEncoder().encode("bytes") },
    place: "here",
    width: { share: 0.6 },
    crop: { ratio: 16 / 9, focus: { x: 0, y: 1 } },
    where: { file: "report.md", line: 1, column: 1 },
  });
});

test("an image with a title is counted with the figures and can be referred to", () => {
  const document = compose(
    '::image{file="boat.jpg" alt="a"}\n\n::image{file="boat.jpg" alt="a" title="T"}\n\n[](#image-boat-2)',
    setup,
  );
  expect(
    document.blocks.map((block) =>
      "number" in block ? block.number : text("children" in block ? (block.children as []) : []),
    ),
  ).toEqual([0, 1, "<#image-boat-2>(Figure 1)"]);
});

test("Markdown's own images stand in paragraphs of their own, one or several side by side", () => {
  const document = compose(
    '![A boat.](images/boat.jpg "The *boat*")\n\n![a](boat.jpg) ![b](<two words.png>)\n![c][r] ![d](images/two%20words.png)\n\n[r]: logo.svg "L"',
    setup,
  );
  const [one, row] = document.blocks;
  expect(one).toMatchObject({ type: "picture", number: 0, alt: "A boat.", content: { name: "images/boat.jpg" } });
  expect(one?.type === "picture" && text(one.caption)).toBe("The {emphasis boat}");
  expect(row).toMatchObject({
    type: "columns",
    spans: [3, 3, 3, 3],
    columns: [
      [{ alt: "a" }],
      [{ content: { name: "images/two words.png" } }],
      [{ content: { name: "logo.svg" } }],
      [{ content: { name: "images/two words.png" } }],
    ],
  });
});

test.each([
  ['::image{alt="a"}', "missing-attribute"],
  ['::image{file="boat.jpg"}', "missing-alt"],
  ['::image{file="boat.jpg" alt=" "}', "missing-alt"],
  ['::image{file="boat.jpg" alt="{{ parameters.name }}"}', "missing-alt"],
  ['::image{file="boat.jpg" alt="a" decorative}', "invalid-attribute"],
  ['::image{file="boat.jpg" decorative title="T"}', "invalid-attribute"],
  ['::image{file="boat.jpg" data="share" alt="a"}', "invalid-attribute"],
  ['::image{data="share" alt="a"}', "missing-attribute"],
  ['::image{file="boot.jpg" alt="a"}', "unknown-image"],
  ['::image{file="{{ share.first.name }}" alt="a"}', "unknown-image"],
  ['::image{file="https://example.org/x.png" alt="a"}', "unknown-image"],
  ['::image{file="boat.jpg" alt="a" width="0%"}', "invalid-attribute"],
  ['::image{file="boat.jpg" alt="a" width="wide"}', "invalid-attribute"],
  ['::image{file="boat.jpg" alt="a" crop="0:1"}', "invalid-attribute"],
  ['::image{file="boat.jpg" alt="a" focus="left"}', "invalid-attribute"],
  ['::image{file="boat.jpg" alt="a" align="middle"}', "invalid-attribute"],
  ["![](boat.jpg)", "missing-alt"],
  ["![a](boot.jpg)", "unknown-image"],
  ["![a](../boat.jpg)", "unknown-image"],
  ["words ![a](boat.jpg)", "image-in-markdown"],
  ["![a](boat.jpg)![a](boat.jpg)![a](boat.jpg)![a](boat.jpg)![a](boat.jpg)", "image-in-markdown"],
  ['::image{data="share" column="logo" alt="a"}', "unknown-column"],
  ['::image{data="share" column="name" alt="a"}', "ambiguous-image"],
])("%s is the error %s", (markdown, code) => {
  expect(problemsOf(markdown, setup).map((problem) => problem.code)).toEqual([code]);
});

test("a nearly right name gets a suggestion", () => {
  expect(problemsOf('::image{file="boot.jpg" alt="a"}', setup)).toMatchObject([
    {
      where: { file: "report.md", line: 1 },
      seen: "boot.jpg",
      allowed: Object.keys(files),
      hint: expect.stringContaining("boat.jpg") as string,
    },
  ]);
});

const bytes = Buffer.from("89504e470d0a1a0a00ff", "hex");

test.each([
  ["base64", bytes.toString("base64")],
  ["base64 in lines", bytes.toString("base64").replace(/.{6}/g, "$&\n")],
  ["hexadecimal", bytes.toString("hex")],
  ["base64 with spaces around", `\n ${bytes.toString("base64")} \n`],
  [
    "hexadecimal in lines",
    `\n${bytes
      .toString("hex")
      .replace(/../g, "$& ")
      .replace(/(.{12}) /g, "$1\r\n  ")}\n`,
  ],
  ["hexadecimal as programs write it", `0x${bytes.toString("hex")}`],
  ["hexadecimal as databases print it", `\\x${bytes.toString("hex").toUpperCase()}`],
  ["a data: URI", `data:image/png;base64,${bytes.toString("base64")}`],
])("an image comes out of the data as %s", (_, logo) => {
  const picture = only(
    compose('::image{data="logos" column="logo" alt="Logo of {{ logos.first.name }}"}', {
      tables: { logos: [{ name: "A*c*me", logo }] },
    }),
    "picture",
  );
  expect(picture).toMatchObject({
    alt: "Logo of A*c*me",
    content: { kind: "image", name: '"logo" of the query "logos"', rasterOnly: true },
  });
  expect(Buffer.from((picture.content as { bytes: Uint8Array }).bytes)).toEqual(bytes);
});

test.each([
  ["base64 after words", `see ${bytes.toString("base64")}!`],
  ["base64 after a mark", `!${bytes.toString("base64")}`],
  ["base64 before a mark", `${bytes.toString("base64")}!`],
  ["hexadecimal after a mark", "!ffd8ffe000"],
  ["hexadecimal before a mark", "ffd8ffe000!"],
  ["a data: URI after words", `see data:image/png;base64,${bytes.toString("base64")}`],
  ["a data: URI that is not base64", "data:image/svg+xml,%3Csvg/%3E"],
])("%s is no image", (_, logo) => {
  expect(problemsOf('::image{data="logos" column="logo" alt="a"}', { tables: { logos: [{ logo }] } })).toMatchObject([
    {
      code: "invalid-image",
      message: 'report.md:1: "logo" of the query "logos" does not hold the bytes of an image',
      seen: logo.slice(0, 40),
      allowed: "a PNG or JPEG as text in base64 or hexadecimal, or as a data: URI",
    },
  ]);
});

test.each(["ab3cffd8", "ffd8f", "89504e470"])(
  "%s, which could be either, is base64, since no image begins like this in hexadecimal",
  (logo) => {
    const { content } = only(
      compose('::image{data="logos" column="logo" alt="a"}', { tables: { logos: [{ logo }] } }),
      "picture",
    );
    expect(Buffer.from((content as { bytes: Uint8Array }).bytes)).toEqual(Buffer.from(logo, "base64"));
  },
);

test("an image of ten megabytes in hexadecimal is read whole", () => {
  const logo = `ffd8${"e0".repeat(10_000_000)}`;
  const { content } = only(
    compose('::image{data="logos" column="logo" alt="a"}', { tables: { logos: [{ logo }] } }),
    "picture",
  );
  expect((content as { bytes: Uint8Array }).bytes).toHaveLength(10_000_002);
});

test("an image is the one of the row that is picked", () => {
  const logos = ["a", "b"].map((name) => ({ name, logo: Buffer.from(`\x89PNG${name}`, "latin1").toString("base64") }));
  const document = compose(
    '{% for each in logos.rows %}::image{data="logos" where="name={{ each.name }}" column="logo" alt="{{ each.name }}"}\n\n{% endfor %}',
    { tables: { logos } },
  );
  expect(
    document.blocks.map((block) =>
      block.type === "picture" ? [block.alt, Buffer.from((block.content as { bytes: Uint8Array }).bytes).at(-1)] : [],
    ),
  ).toEqual([
    ["a", 97],
    ["b", 98],
  ]);
});

/** What a report that prints nothing warns of, for these rows of the query "logos". */
function emptyWarnings(markdown: string, logos: readonly Row[]): readonly string[] {
  const warnings: Warning[] = [];
  expect(compose(markdown, { tables: { logos } }, warnings).blocks).toEqual([]);
  return warnings.filter(({ code }) => code === "empty-query").map(({ message }) => message);
}

test("data other than an image are an error, and no data a warning", () => {
  const markdown = '::image{data="logos" column="logo" alt="a"}';
  expect(problemsOf(markdown, { tables: { logos: [{ logo: "<script>" }] } })).toMatchObject([
    { code: "invalid-image", seen: "<script>", where: { file: "report.md", line: 1 } },
  ]);
  expect(problemsOf(markdown, { tables: { logos: [{ logo: 5 }] } })).toMatchObject([{ code: "invalid-image" }]);
  const nothing = 'report.md:1: the query "logos" has no image in "logo"; nothing is printed';
  expect([null, ""].map((logo) => emptyWarnings(markdown, [{ logo }]))).toEqual([[nothing], [nothing]]);
  const picked = markdown.replace("column=", 'where="name=a" column=');
  expect(
    emptyWarnings(picked, [
      { name: "a", logo: null },
      { name: "b", logo: "x" },
    ]),
  ).toEqual([nothing]);
  expect(emptyWarnings(picked, [{ name: "b", logo: "x" }])).toEqual([
    'report.md:1: the query "logos" has no rows where name = "a"',
  ]);
});
