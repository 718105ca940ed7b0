import { PdfReference, PdfStream, PdfString, type PdfItem } from "../../functions/proof/reader/pdf-syntax.ts";
import type { RuleCode } from "../../functions/proof/rules/rule-book.ts";
import { dictionary, name, text, type Dictionary, type PdfEditor } from "./edit-pdf.ts";
import { cffProgram, cidProgram, jpxFile, type1Program, wholeFont } from "./sample-programs.ts";

type Break = (pdf: PdfEditor) => void;

/** Inserts operators before the tagged content of a page. */
const atStart =
  (operators: string) =>
  (content: string): string =>
    `${operators}\n${content}`;
/** Inserts operators into the first sequence of a paragraph. */
const inParagraph =
  (operators: string) =>
  (content: string): string =>
    content.replace(/\/P <<\/MCID (\d+)>> BDC/, (found) => `${found}\n${operators}`);
const inArtifact = (operators: string): string => `/Artifact BMC\n${operators}\nEMC`;

const metadata = (pdf: PdfEditor, change: (xmp: string) => string): void =>
  pdf.rewrite(pdf.catalog.get("Metadata"), change);
const child = (pdf: PdfEditor, parent: Dictionary, role: string): PdfReference =>
  pdf.add(dictionary({ S: name(role), P: pdf.referenceTo(parent) }));
const append = (pdf: PdfEditor, parent: Dictionary, kid: PdfItem): void =>
  void parent.set("K", [...pdf.reader.list(parent.get("K")), kid]);
const rename =
  (role: string, other: string): Break =>
  (pdf) =>
    void pdf.element(role).set("S", name(other));
const without =
  (find: (pdf: PdfEditor) => Dictionary, key: string): Break =>
  (pdf) =>
    void find(pdf).delete(key);
const withEntry =
  (find: (pdf: PdfEditor) => Dictionary, key: string, value: PdfItem): Break =>
  (pdf) =>
    void find(pdf).set(key, value);
const catalog = (pdf: PdfEditor): Dictionary => pdf.catalog;
const link = (pdf: PdfEditor): Dictionary =>
  pdf.find((item) => pdf.reader.name(item.get("Subtype")) === "Link" && item.has("StructParent"));
const font = (pdf: PdfEditor): Dictionary => pdf.ofType("Font", "Type0");
const cidFont = (pdf: PdfEditor): Dictionary => pdf.ofType("Font", "CIDFontType2");
const descriptor = (pdf: PdfEditor): Dictionary =>
  pdf.reader.dictionary(cidFont(pdf).get("FontDescriptor")) as Dictionary;
/**
 * Gives the font an embedded CMap that is like Identity-H but for some entries of its CIDSystemInfo, and more in its
 * body.
 */
const ownCMap =
  (entries: Readonly<Record<string, PdfItem>>, body = ""): Break =>
  (pdf) => {
    const own = pdf.reader.dictionary(cidFont(pdf).get("CIDSystemInfo"));
    const system = new Map([...own, ...Object.entries(entries)]);
    font(pdf).set(
      "Encoding",
      pdf.addStream(
        { Type: name("CMap"), CIDSystemInfo: system },
        `${body} 1 begincodespacerange <0000> <ffff> endcodespacerange 1 begincidrange <0000> <ffff> 0 endcidrange`,
      ),
    );
  };
const attachment = (pdf: PdfEditor): Dictionary => pdf.ofType("Filespec");
const cells = (pdf: PdfEditor): Dictionary => pdf.element("TH");

/** Adds an annotation to the first page that is in no structure element. */
const annotate =
  (entries: Readonly<Record<string, PdfItem>>): Break =>
  (pdf) => {
    const page = pdf.page(1);
    const annotation = pdf.add(dictionary({ Type: name("Annot"), Rect: [0, 0, 10, 10], F: 4, ...entries }));
    page.set("Annots", [...pdf.reader.list(page.get("Annots")), annotation]);
  };

/** Adds media clip data that nothing plays. */
const clip =
  (entries: Readonly<Record<string, PdfItem>>): Break =>
  (pdf) =>
    void pdf.add(dictionary({ Type: name("MediaClip"), S: name("MCD"), D: text("film.mp4"), ...entries }));

const state =
  (entries: Readonly<Record<string, PdfItem>>): Break =>
  (pdf) => {
    pdf.resource(1, "ExtGState", "Broken", dictionary(entries));
    pdf.content(1, atStart("q /Broken gs Q"));
  };

const drawObject =
  (entries: Readonly<Record<string, PdfItem>>, body = "", times = 1): Break =>
  (pdf) => {
    pdf.resource(1, "XObject", "Broken", pdf.addStream({ Type: name("XObject"), ...entries }, body));
    pdf.content(1, atStart(Array.from({ length: times }, () => inArtifact("/Broken Do")).join("\n")));
  };

/** Adds a simple TrueType font, and shows "A" with it in an artifact. */
const simpleFont =
  (entries: Readonly<Record<string, PdfItem>>, descriptor: Readonly<Record<string, PdfItem>>, code = "A"): Break =>
  (pdf) => {
    const file = pdf.addStream(
      {},
      pdf.reader.decode(pdf.reader.stream(pdf.reader.dictionary(cidFont(pdf).get("FontDescriptor")).get("FontFile2"))!),
    );
    const about = pdf.add(
      dictionary({
        Type: name("FontDescriptor"),
        FontName: name("ABCDEF+Simple"),
        Flags: 32,
        FontFile2: file,
        ...descriptor,
      }),
    );
    const added = dictionary({
      Type: name("Font"),
      Subtype: name("TrueType"),
      BaseFont: name("ABCDEF+Simple"),
      FirstChar: 65,
      LastChar: 65,
      Widths: [600],
      FontDescriptor: about,
      ...entries,
    });
    pdf.resource(1, "Font", "Simple", pdf.add(added));
    pdf.content(1, atStart(inArtifact(`BT /Simple 9 Tf (${code}) Tj ET`)));
  };

/** Adds a simple font with a Type 1 or CFF program, and shows "A" with it in an artifact. */
const namedFont =
  (
    program: (pdf: PdfEditor) => Readonly<Record<string, PdfItem>>,
    entries: Readonly<Record<string, PdfItem>> = {},
    descriptor: Readonly<Record<string, PdfItem>> = {},
  ): Break =>
  (pdf) => {
    const about = pdf.add(
      dictionary({
        Type: name("FontDescriptor"),
        FontName: name("ABCDEF+Named"),
        Flags: 32,
        ...program(pdf),
        ...descriptor,
      }),
    );
    const added = dictionary({
      Type: name("Font"),
      Subtype: name("Type1"),
      BaseFont: name("ABCDEF+Named"),
      FirstChar: 65,
      LastChar: 65,
      Widths: [600],
      FontDescriptor: about,
      Encoding: name("WinAnsiEncoding"),
      ...entries,
    });
    pdf.resource(1, "Font", "Named", pdf.add(added));
    pdf.content(1, atStart(inArtifact("BT /Named 9 Tf (A) Tj ET")));
  };
const cff = (pdf: PdfEditor): Readonly<Record<string, PdfItem>> => ({
  FontFile3: pdf.addStream({ Subtype: name("Type1C") }, cffProgram()),
});
const type1 =
  (...names: readonly string[]) =>
  (pdf: PdfEditor): Readonly<Record<string, PdfItem>> => {
    const { bytes, clear } = type1Program(names);
    return { FontFile: pdf.addStream({ Length1: clear }, bytes) };
  };
/** Adds a composite font with a CID-keyed CFF program that has the CIDs 1 and 7. */
const outlinedFont =
  (
    code: string,
    descriptor: (pdf: PdfEditor) => Readonly<Record<string, PdfItem>> = () => ({}),
    entries: Readonly<Record<string, PdfItem>> = {},
  ): Break =>
  (pdf) => {
    const file = pdf.addStream({ Subtype: name("CIDFontType0C") }, cidProgram([1, 7]));
    const about = pdf.add(
      dictionary({
        Type: name("FontDescriptor"),
        FontName: name("ABCDEF+Cid"),
        Flags: 4,
        FontFile3: file,
        ...descriptor(pdf),
      }),
    );
    const system = dictionary({ Registry: text("Adobe"), Ordering: text("Identity"), Supplement: 0 });
    const descendant = pdf.add(
      dictionary({
        Type: name("Font"),
        Subtype: name("CIDFontType0"),
        BaseFont: name("ABCDEF+Cid"),
        CIDSystemInfo: system,
        FontDescriptor: about,
        ...entries,
      }),
    );
    const unicode = pdf.addStream(
      {},
      "1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfrange <0000><00ff><0041> endbfrange",
    );
    pdf.resource(
      1,
      "Font",
      "Cid",
      pdf.add(
        dictionary({
          Type: name("Font"),
          Subtype: name("Type0"),
          BaseFont: name("ABCDEF+Cid"),
          Encoding: name("Identity-H"),
          DescendantFonts: [descendant],
          ToUnicode: unicode,
        }),
      ),
    );
    pdf.content(1, atStart(inArtifact(`BT /Cid 9 Tf <${code}> Tj ET`)));
  };
const jpx =
  (options: Parameters<typeof jpxFile>[0], entries: Readonly<Record<string, PdfItem>> = {}): Break =>
  (pdf) => {
    pdf.resource(
      1,
      "XObject",
      "Jpx",
      pdf.addStream(
        { Type: name("XObject"), Subtype: name("Image"), Width: 1, Height: 1, Filter: name("JPXDecode"), ...entries },
        jpxFile(options),
      ),
    );
    pdf.content(1, atStart(inArtifact("/Jpx Do")));
  };
const spot = (colourant: string, tint: number): PdfItem => [
  name("Separation"),
  name(colourant),
  name("DeviceRGB"),
  dictionary({ FunctionType: 2, Domain: [0, 1], N: 1, C0: [1, 1, 1], C1: [tint, 0, 0] }),
];
const setSpaces =
  (spaces: Readonly<Record<string, PdfItem>>): Break =>
  (pdf) => {
    for (const [key, space] of Object.entries(spaces)) pdf.resource(1, "ColorSpace", key, space);
    pdf.content(
      1,
      atStart(
        Object.keys(spaces)
          .map((key) => `/${key} cs`)
          .join("\n"),
      ),
    );
  };
const extension =
  (change: (xmp: string) => string): Break =>
  (pdf) =>
    metadata(pdf, change);
/** Gives PDF/UA's properties another prefix throughout. */
const renamed =
  (prefix: string) =>
  (xmp: string): string =>
    xmp.replaceAll(`${prefix}:`, "other:").replace(`xmlns:${prefix}=`, "xmlns:other=");

const table =
  (build: (pdf: PdfEditor, table: Dictionary) => void): Break =>
  (pdf) =>
    build(pdf, pdf.element("Table"));

/** Ways to break a good file, each with the rule that must be reported. */
export const broken: readonly (readonly [RuleCode, string, Break])[] = [
  ["header", "a version that is not allowed", (pdf) => void (pdf.header = "%PDF-2.0\n%\xff\xff\xff\xff\n")],
  ["header", "no binary comment", (pdf) => void (pdf.header = "%PDF-1.7\n")],
  ["no-file-id", "no ID", (pdf) => void pdf.trailer.delete("ID")],
  ["data-after-end", "bytes after the end", (pdf) => void (pdf.ending += "more")],
  ["cross-references", "no startxref", (pdf) => void (pdf.ending = "\n".repeat(3000))],
  [
    "damaged-object",
    "a stream that does not inflate",
    (pdf) => void pdf.page(1).set("Contents", pdf.addStream({ Filter: name("FlateDecode") }, "no deflate")),
  ],
  ["odd-hexadecimal", "three digits", withEntry(catalog, "Odd", new PdfString("\x12\x30", 3))],
  [
    "stray-hexadecimal",
    "a letter that is no digit",
    (pdf) => void (pdf.spelled = (bytes) => bytes.replace(/\/ID \[<([0-9a-f])/, "/ID [<z$1")),
  ],
  [
    "cross-reference-syntax",
    "two spaces in a head",
    (pdf) => void (pdf.spelled = (bytes) => bytes.replace(/xref\n0 (\d+)\n/, "xref\n0  $1\n")),
  ],
  [
    "cross-reference-syntax",
    "a space behind xref",
    (pdf) => void (pdf.spelled = (bytes) => bytes.replace(/xref\n0 /, "xref \n0 ")),
  ],
  [
    "object-syntax",
    "two spaces before obj",
    (pdf) => void (pdf.spelled = (bytes) => bytes.replace(/\n(\d+) 0 obj\n(?![\s\S]*\n\d+ 0 obj)/, "\n$1 0  obj\n")),
  ],
  [
    "object-syntax",
    "no line before endobj",
    (pdf) => void (pdf.spelled = (bytes) => bytes.replace(/\nendobj\n(?![\s\S]*\nendobj)/, " endobj\n")),
  ],
  [
    "stream-syntax",
    "no line before endstream",
    (pdf) => void (pdf.spelled = (bytes) => bytes.replace(/\nendstream(?![\s\S]*\nendstream)/, "endstream")),
  ],
  [
    "stream-syntax",
    "a space behind stream",
    (pdf) => void (pdf.spelled = (bytes) => bytes.replace(/>>\nstream\n(?![\s\S]*>>\nstream\n)/, ">>\nstream \n")),
  ],
  [
    "stream-length",
    "a Length too small",
    (pdf) => void pdf.add(new PdfStream(dictionary({ "Length!": 2 }), Buffer.from("longer"), true)),
  ],
  ["external-stream", "data in another file", (pdf) => void pdf.addStream({ F: text("other.bin") }, "")],
  [
    "forbidden-filter",
    "LZW",
    (pdf) => void pdf.addStream({ Filter: name("LZWDecode") }, "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"),
  ],
  ["name-not-utf-8", "a font's name in Latin-1", withEntry(font, "BaseFont", name("ABCDEF+Sch\xf6n"))],
  [
    "name-not-utf-8",
    "a role in Latin-1",
    (pdf) =>
      void (pdf.reader.dictionary(catalog(pdf).get("StructTreeRoot")) as Dictionary).set(
        "RoleMap",
        dictionary({ "Anh\xe4nge": name("P") }),
      ),
  ],
  ["name-not-utf-8", "a colourant in Latin-1", withEntry(catalog, "Spot", spot("Gr\xfcn", 0))],
  [
    "too-large-value",
    "33 colourants",
    withEntry(catalog, "Spots", [
      name("DeviceN"),
      Array.from({ length: 33 }, (_, i) => name(`Spot${i}`)),
      name("DeviceRGB"),
      dictionary({}),
    ]),
  ],
  ["too-large-value", "a long name", withEntry(catalog, "Long", name("a".repeat(128)))],
  ["too-large-value", "a large integer", withEntry(catalog, "Large", 2_147_483_648)],
  ["too-large-value", "a small integer", withEntry(catalog, "Small", -2_147_483_649)],
  ["too-large-value", "a number close to zero", withEntry(catalog, "Tiny", 1e-39)],
  ["too-large-value", "a long string", withEntry(catalog, "Long", text("a".repeat(32_768)))],
  ["too-large-value", "a long key", withEntry(catalog, "a".repeat(128), 1)],
  ["too-large-value", "a large integer in content", (pdf) => pdf.content(1, atStart("q 2147483648 w Q"))],
  [
    "too-large-value",
    "a number close to zero in content",
    (pdf) => pdf.content(1, atStart(`q 0.${"0".repeat(40)}1 w Q`)),
  ],
  [
    "too-large-value",
    "a long string in content",
    (pdf) => pdf.content(1, atStart(`/Artifact <</T (${"a".repeat(32_768)})>> BDC EMC`)),
  ],
  ["too-large-value", "a long name in content", (pdf) => pdf.content(1, atStart(`/${"a".repeat(128)} BMC EMC`))],
  ["odd-hexadecimal", "three digits in content", (pdf) => pdf.content(1, atStart("/Artifact <</T <123>>> BDC EMC"))],
  ["stray-hexadecimal", "a letter in content", (pdf) => pdf.content(1, atStart("/Artifact <</T <12x4>>> BDC EMC"))],
  ["permissions", "an unknown permission", withEntry(catalog, "Perms", dictionary({ Other: 1 }))],
  [
    "permissions",
    "a digest of its own",
    (pdf) => {
      catalog(pdf).set(
        "Perms",
        dictionary({
          DocMDP: pdf.add(
            dictionary({
              Type: name("Sig"),
              Reference: [dictionary({ TransformMethod: name("DocMDP"), DigestValue: text("x") })],
            }),
          ),
        }),
      );
    },
  ],
  ["no-catalog", "no pages", withEntry(catalog, "Pages", dictionary({ Kids: [], Count: 0 }))],
  ["not-marked", "no MarkInfo", without(catalog, "MarkInfo")],
  ["suspects", "Suspects", withEntry(catalog, "MarkInfo", dictionary({ Marked: true, Suspects: true }))],
  ["no-structure-tree", "no tree", without(catalog, "StructTreeRoot")],
  ["no-language", "no Lang", without(catalog, "Lang")],
  ["invalid-language", "a language in words", withEntry(catalog, "Lang", text("plain English"))],
  ["title-not-shown", "no preference", without(catalog, "ViewerPreferences")],
  ["xfa-form", "XFA", withEntry(catalog, "AcroForm", dictionary({ Fields: [], XFA: text("<xdp/>") }))],
  [
    "need-appearances",
    "NeedAppearances",
    withEntry(catalog, "AcroForm", dictionary({ Fields: [], NeedAppearances: true })),
  ],
  ["needs-rendering", "NeedsRendering", withEntry(catalog, "NeedsRendering", true)],
  ["alternate-presentations", "PresSteps", (pdf) => void pdf.page(1).set("PresSteps", dictionary({}))],
  ["requirements", "Requirements", withEntry(catalog, "Requirements", [])],
  [
    "optional-content",
    "a configuration without a name",
    withEntry(catalog, "OCProperties", dictionary({ OCGs: [], D: dictionary({}) })),
  ],
  [
    "forbidden-action",
    "a script that opens",
    withEntry(catalog, "OpenAction", dictionary({ S: name("JavaScript"), JS: text("1") })),
  ],
  ["forbidden-action", "a launching link", withEntry(link, "A", dictionary({ S: name("Launch"), F: text("x") }))],
  ["additional-actions", "AA of a page", (pdf) => void pdf.page(1).set("AA", dictionary({}))],
  [
    "additional-actions",
    "a field's own action",
    annotate({
      Subtype: name("Widget"),
      FT: name("Btn"),
      TU: text("Go"),
      A: dictionary({ S: name("GoTo"), D: text("x") }),
    }),
  ],
  [
    "forbidden-action",
    "in an annotation that is not an indirect object",
    (pdf) => {
      const page = pdf.page(1);
      page.set("Annots", [
        ...pdf.reader.list(page.get("Annots")),
        dictionary({
          Type: name("Annot"),
          Subtype: name("Link"),
          Rect: [0, 0, 1, 1],
          F: 4,
          A: dictionary({ S: name("Launch"), F: text("x") }),
        }),
      ]);
    },
  ],
  [
    "optional-content",
    "an Order that leaves a group out",
    (pdf) => {
      const group = pdf.add(dictionary({ Type: name("OCG"), Name: text("Layer") }));
      catalog(pdf).set("OCProperties", dictionary({ OCGs: [group], D: dictionary({ Name: text("All"), Order: [] }) }));
    },
  ],
  ["no-metadata", "no XMP", without(catalog, "Metadata")],
  ["metadata-malformed", "an open element", (pdf) => metadata(pdf, (xmp) => xmp.replace("</rdf:RDF>", ""))],
  [
    "metadata-malformed",
    "an encoding in the packet",
    (pdf) => metadata(pdf, (xmp) => xmp.replace(/(<\?xpacket begin="[^"]*")/, '$1 encoding="UTF-8"')),
  ],
  ["no-title", "no dc:title", (pdf) => metadata(pdf, (xmp) => xmp.replace(/<dc:title>.*?<\/dc:title>/s, ""))],
  [
    "pdfua-not-claimed",
    "another part",
    (pdf) => metadata(pdf, (xmp) => xmp.replace("<pdfuaid:part>1", "<pdfuaid:part>3")),
  ],
  [
    "pdfa-not-claimed",
    "another level",
    (pdf) => metadata(pdf, (xmp) => xmp.replace(/<pdfaid:conformance>A/, "<pdfaid:conformance>B")),
  ],
  [
    "undescribed-property",
    "PDF/UA's own, undescribed",
    (pdf) => metadata(pdf, (xmp) => xmp.replace("<pdfaProperty:name>part<", "<pdfaProperty:name>other<")),
  ],
  ["pdfua-prefix", "another prefix", extension(renamed("pdfuaid"))],
  [
    "pdfua-prefix",
    "another prefix for amd",
    extension((xmp) =>
      xmp.replace("<pdfuaid:part>", '<u:amd xmlns:u="http://www.aiim.org/pdfua/ns/id/">2</u:amd><pdfuaid:part>'),
    ),
  ],
  [
    "pdfua-prefix",
    "another prefix for corr",
    extension((xmp) =>
      xmp.replace("<pdfuaid:part>", '<u:corr xmlns:u="http://www.aiim.org/pdfua/ns/id/">1</u:corr><pdfuaid:part>'),
    ),
  ],
  ["pdfa-prefix", "another prefix", extension(renamed("pdfaid"))],
  [
    "extension-schema",
    "a property without category",
    extension((xmp) => xmp.replace(/<pdfaProperty:category>.*?<\/pdfaProperty:category>/s, "")),
  ],
  [
    "extension-schema",
    "a category of another kind",
    extension((xmp) => xmp.replace(/<pdfaProperty:category>.*?</s, "<pdfaProperty:category>private<")),
  ],
  [
    "extension-schema",
    "a field that no table has",
    extension((xmp) =>
      xmp.replace("<pdfaProperty:name>", "<pdfaProperty:colour>red</pdfaProperty:colour><pdfaProperty:name>"),
    ),
  ],
  [
    "extension-schema",
    "properties in a Bag",
    extension((xmp) =>
      xmp.replace(/(<pdfaSchema:property>\s*)<rdf:Seq>([\s\S]*?)<\/rdf:Seq>/, "$1<rdf:Bag>$2</rdf:Bag>"),
    ),
  ],
  [
    "extension-schema",
    "a value type that nobody describes",
    extension((xmp) => xmp.replace(/<pdfaProperty:valueType>.*?</s, "<pdfaProperty:valueType>Colour<")),
  ],
  ["extension-schema", "another prefix", extension(renamed("pdfaProperty"))],
  [
    "property-type",
    "a title that is plain text",
    extension((xmp) => xmp.replace(/<dc:title>[\s\S]*?<\/dc:title>/, "<dc:title>Plain</dc:title>")),
  ],
  ["property-type", "a date in words", extension((xmp) => xmp.replace(/(<xmp:CreateDate>)[^<]*/, "$1yesterday"))],
  ["property-type", "an integer in words", extension((xmp) => xmp.replace("<pdfuaid:part>1", "<pdfuaid:part>one"))],
  [
    "undescribed-property",
    "a property that Dublin Core does not have",
    extension((xmp) => xmp.replace("<dc:title>", "<dc:colour>red</dc:colour><dc:title>")),
  ],
  [
    "undescribed-property",
    "in the metadata of a page",
    (pdf) => {
      const packet =
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:own="http://example.org/" own:colour="red"/></rdf:RDF></x:xmpmeta>';
      pdf.page(1).set("Metadata", pdf.addStream({ Type: name("Metadata"), Subtype: name("XML") }, packet));
    },
  ],
  [
    "output-intent",
    "a profile of nothing",
    (pdf) =>
      pdf.rewrite(
        pdf.reader.dictionary(pdf.reader.list(catalog(pdf).get("OutputIntents"))[0]).get("DestOutputProfile"),
        () => "no profile",
      ),
  ],
  ["device-colour", "no output intent", without(catalog, "OutputIntents")],
  ["device-colour", "CMYK under an RGB intent", (pdf) => pdf.content(1, atStart("0 0 0 1 k"))],
  [
    "icc-profile",
    "a damaged profile",
    (pdf) => {
      pdf.resource(1, "ColorSpace", "Broken", [name("ICCBased"), pdf.addStream({ N: 3 }, "no profile")]);
      pdf.content(1, atStart("/Broken cs"));
    },
  ],
  [
    "device-colour",
    "CMYK in a tiling pattern",
    (pdf) => {
      pdf.resource(
        1,
        "Pattern",
        "Tile",
        pdf.addStream(
          {
            PatternType: 1,
            PaintType: 1,
            TilingType: 1,
            BBox: [0, 0, 1, 1],
            XStep: 1,
            YStep: 1,
            Resources: dictionary({}),
          },
          "0 0 0 1 k 0 0 1 1 re f",
        ),
      );
      pdf.content(1, atStart(inArtifact("/Pattern cs /Tile scn 0 0 1 1 re f")));
    },
  ],
  [
    "device-colour",
    "CMYK in a Type 3 glyph",
    (pdf) => {
      const glyph = pdf.addStream({}, "1 0 d0 0 0 0 1 k 0 0 1 1 re f");
      const unicode = pdf.addStream(
        {},
        "1 begincodespacerange <00><ff> endcodespacerange 1 beginbfchar <41><0041> endbfchar",
      );
      pdf.resource(
        1,
        "Font",
        "Drawn",
        pdf.add(
          dictionary({
            Type: name("Font"),
            Subtype: name("Type3"),
            FontBBox: [0, 0, 1, 1],
            FontMatrix: [1, 0, 0, 1, 0, 0],
            CharProcs: dictionary({ A: glyph }),
            Encoding: dictionary({ Differences: [65, name("A")] }),
            FirstChar: 65,
            LastChar: 65,
            Widths: [1],
            ToUnicode: unicode,
            Resources: dictionary({}),
          }),
        ),
      );
      pdf.content(1, atStart(inArtifact("BT /Drawn 9 Tf (A) Tj ET")));
    },
  ],
  [
    "device-colour",
    "CMYK as the blending space of a page",
    (pdf) => void pdf.page(1).set("Group", dictionary({ S: name("Transparency"), CS: name("DeviceCMYK") })),
  ],
  ["separation", "one name, two tints", setSpaces({ One: spot("Gold", 0), Two: spot("Gold", 1) })],
  [
    "colourants",
    "a spot colour without description",
    setSpaces({
      Many: [name("DeviceN"), [name("Gold")], name("DeviceRGB"), dictionary({ FunctionType: 2, Domain: [0, 1], N: 1 })],
    }),
  ],
  [
    "overprint-mode",
    "OPM 1 with an ICC profile of CMYK",
    (pdf) => {
      const head = Buffer.alloc(128);
      head[8] = 2;
      head.write("prtrCMYK", 12, "latin1");
      head.write("acsp", 36, "latin1");
      pdf.resource(1, "ColorSpace", "Press", [name("ICCBased"), pdf.addStream({ N: 4 }, head)]);
      pdf.resource(1, "ExtGState", "Over", dictionary({ OP: true, op: true, OPM: 1 }));
      pdf.content(1, atStart(inArtifact("q /Press cs 0 0 0 1 sc /Over gs 0 0 1 1 re f Q")));
    },
  ],
  ["rendering-intent", "an unknown intent", (pdf) => pdf.content(1, atStart("/Nice ri"))],
  ["graphics-state", "a transfer function", state({ TR: name("Identity") })],
  [
    "graphics-state",
    "a transfer function in a halftone",
    state({ HT: dictionary({ HalftoneType: 1, TransferFunction: name("Identity") }) }),
  ],
  [
    "graphics-state",
    "a primary colourant with a transfer function",
    state({
      HT: dictionary({
        HalftoneType: 5,
        Cyan: dictionary({ HalftoneType: 1, TransferFunction: name("Identity") }),
        Default: dictionary({ HalftoneType: 1 }),
      }),
    }),
  ],
  ["graphics-state", "a halftone phase", state({ HTP: [0, 0] })],
  ["graphics-state", "TR2 that is not Default", state({ TR2: name("Identity") })],
  ["graphics-state", "a halftone without a type", state({ HT: dictionary({ Type: name("Halftone") }) })],
  [
    "graphics-state",
    "a halftone of type 6",
    (pdf) => state({ HT: pdf.addStream({ Type: name("Halftone"), HalftoneType: 6, Width: 1, Height: 1 }, "x") })(pdf),
  ],
  [
    "graphics-state",
    "a halftone with a name",
    state({ HT: dictionary({ HalftoneType: 1, HalftoneName: text("Own") }) }),
  ],
  [
    "graphics-state",
    "a halftone of type 10 in one of type 5",
    (pdf) =>
      state({
        HT: dictionary({
          HalftoneType: 5,
          Default: dictionary({ HalftoneType: 1 }),
          Cyan: pdf.addStream({ HalftoneType: 10 }, "x"),
        }),
      })(pdf),
  ],
  [
    "graphics-state",
    "a spot colour without a transfer function",
    state({
      HT: dictionary({
        HalftoneType: 5,
        Gold: dictionary({ HalftoneType: 1 }),
        Default: dictionary({ HalftoneType: 1 }),
      }),
    }),
  ],
  ["blend-mode", "an unknown mode", state({ BM: name("Glow") })],
  [
    "transparency-group",
    "transparency without output intent",
    (pdf) => {
      catalog(pdf).delete("OutputIntents");
      state({ ca: 0.5 })(pdf);
    },
  ],
  ["unknown-operator", "an unknown operator", (pdf) => pdf.content(1, atStart("1 2 paint"))],
  ["unknown-operator", "a string without end", (pdf) => pdf.content(1, (content) => `${content} (open`)],
  ["missing-resource", "an XObject that is not there", (pdf) => pdf.content(1, atStart("/Nothing Do"))],
  [
    "inherited-resource",
    "a page that has its resources from above",
    (pdf) => {
      const page = pdf.page(1);
      const resources = page.get("Resources")!;
      for (const each of [pdf.page(1), pdf.page(2)]) each.delete("Resources");
      (pdf.reader.dictionary(catalog(pdf).get("Pages")) as Dictionary).set("Resources", resources);
    },
  ],
  [
    "inherited-resource",
    "a form that uses a font of the page",
    (pdf) => {
      pdf.resource(1, "Font", "Lent", pdf.referenceTo(font(pdf)));
      drawObject({ Subtype: name("Form"), BBox: [0, 0, 9, 9] }, "BT /Lent 9 Tf <0001> Tj ET")(pdf);
    },
  ],
  [
    "inherited-resource",
    "an appearance that uses a font of the page",
    (pdf) => {
      pdf.resource(1, "Font", "Lent", pdf.referenceTo(font(pdf)));
      annotate({
        Subtype: name("Stamp"),
        Contents: text("x"),
        AP: dictionary({
          N: pdf.addStream({ Subtype: name("Form"), BBox: [0, 0, 9, 9] }, "BT /Lent 9 Tf <0001> Tj ET"),
        }),
      })(pdf);
    },
  ],
  ["state-nesting", "q without Q", (pdf) => pdf.content(1, (content) => `${content}\nq`)],
  ["state-nesting", "29 deep", (pdf) => pdf.content(1, atStart(`${"q ".repeat(29)}${"Q ".repeat(29)}`))],
  ["unmarked-content", "a rule outside of all", (pdf) => pdf.content(1, atStart("0 0 1 1 re f"))],
  ["artifact-in-content", "an artifact in a paragraph", (pdf) => pdf.content(1, inParagraph("/Artifact BMC EMC"))],
  [
    "content-in-artifact",
    "a paragraph in an artifact",
    (pdf) => pdf.content(1, (content) => `/Artifact BMC\n${content}\nEMC`),
  ],
  ["mark-nesting", "EMC too much", (pdf) => pdf.content(1, (content) => `${content}\nEMC`)],
  ["mark-nesting", "EMC too few", (pdf) => pdf.content(1, (content) => `${content}\n/Artifact BMC`)],
  ["content-not-in-tree", "an MCID of nobody", (pdf) => pdf.content(1, atStart("/P <</MCID 999>> BDC EMC"))],
  [
    "content-not-in-tree",
    "content of two parents",
    (pdf) =>
      append(
        pdf,
        pdf.element("H1"),
        pdf.add(
          dictionary({
            S: name("Span"),
            P: pdf.referenceTo(pdf.element("H1")),
            Pg: pdf.element("H1").get("Pg")!,
            K: 0,
          }),
        ),
      ),
  ],
  [
    "form-drawn-twice",
    "tagged and drawn twice",
    drawObject({ Subtype: name("Form"), BBox: [0, 0, 1, 1], StructParents: 900 }, "", 2),
  ],
  [
    "reference-xobject",
    "a page of another file",
    drawObject({ Subtype: name("Form"), BBox: [0, 0, 1, 1], Ref: dictionary({}) }),
  ],
  ["forbidden-xobject", "PostScript", drawObject({ Subtype: name("PS") })],
  [
    "image",
    "interpolation",
    drawObject(
      {
        Subtype: name("Image"),
        Width: 1,
        Height: 1,
        BitsPerComponent: 8,
        ColorSpace: name("DeviceGray"),
        Interpolate: true,
      },
      "x",
    ),
  ],
  [
    "image",
    "three bits",
    drawObject(
      { Subtype: name("Image"), Width: 1, Height: 1, BitsPerComponent: 3, ColorSpace: name("DeviceGray") },
      "x",
    ),
  ],
  ["jpeg-2000", "two channels", jpx({ channels: 2 })],
  ["jpeg-2000", "channels of different depths", jpx({ depths: [8, 8, 4] })],
  [
    "jpeg-2000",
    "two specifications, neither preferred",
    jpx({
      colours: [
        { method: 1, approximation: 0, space: 16 },
        { method: 1, approximation: 0, space: 17 },
      ],
    }),
  ],
  ["jpeg-2000", "CIEJab", jpx({ colours: [{ method: 1, approximation: 0, space: 19 }] })],
  ["jpeg-2000", "an unknown method", jpx({ colours: [{ method: 9, approximation: 0, space: 16 }] })],
  [
    "jpeg-2000",
    "no boxes",
    drawObject({ Subtype: name("Image"), Width: 1, Height: 1, Filter: name("JPXDecode") }, "bare codestream"),
  ],
  [
    "inline-image-filter",
    "LZW inline",
    (pdf) => pdf.content(1, atStart(inArtifact("BI /W 1 /H 1 /BPC 8 /CS /G /F /LZW ID x EI"))),
  ],
  ["unknown-type", "a role of nobody", rename("Code", "Listing")],
  [
    "circular-role-map",
    "A is B is A",
    (pdf) => {
      rename("Code", "Alpha")(pdf);
      (pdf.reader.dictionary(catalog(pdf).get("StructTreeRoot")) as Dictionary).set(
        "RoleMap",
        dictionary({ Alpha: name("Beta"), Beta: name("Alpha") }),
      );
    },
  ],
  [
    "circular-role-map",
    "a circle that no element uses",
    (pdf) =>
      void (pdf.reader.dictionary(catalog(pdf).get("StructTreeRoot")) as Dictionary).set(
        "RoleMap",
        dictionary({ Alpha: name("Beta"), Beta: name("Alpha") }),
      ),
  ],
  [
    "circular-role-map",
    "P is P",
    (pdf) =>
      void (pdf.reader.dictionary(catalog(pdf).get("StructTreeRoot")) as Dictionary).set(
        "RoleMap",
        dictionary({ P: name("P") }),
      ),
  ],
  [
    "circular-role-map",
    "P is H1 is P",
    (pdf) =>
      void (pdf.reader.dictionary(catalog(pdf).get("StructTreeRoot")) as Dictionary).set(
        "RoleMap",
        dictionary({ P: name("H1"), H1: name("P") }),
      ),
  ],
  [
    "standard-type-mapped",
    "P is a Figure",
    (pdf) =>
      void (pdf.reader.dictionary(catalog(pdf).get("StructTreeRoot")) as Dictionary).set(
        "RoleMap",
        dictionary({ P: name("Figure") }),
      ),
  ],
  [
    "table-structure",
    "a paragraph in a row",
    (pdf) => append(pdf, pdf.element("TR"), child(pdf, pdf.element("TR"), "P")),
  ],
  ["table-structure", "no TBody", rename("TBody", "THead")],
  [
    "table-structure",
    "a cell outside of rows",
    (pdf) => append(pdf, pdf.element("Document"), child(pdf, pdf.element("Document"), "TD")),
  ],
  [
    "table-shape",
    "a row with a cell more",
    (pdf) => append(pdf, pdf.element("TR"), child(pdf, pdf.element("TR"), "TD")),
  ],
  [
    "table-shape",
    "a span that leads out",
    (pdf) => void pdf.element("TD").set("A", dictionary({ O: name("Table"), RowSpan: 3, Headers: [text("h2")] })),
  ],
  [
    "list-structure",
    "a paragraph in a list",
    (pdf) => append(pdf, pdf.element("L"), child(pdf, pdf.element("L"), "P")),
  ],
  ["contents-structure", "an item outside of contents", rename("Code", "TOCI")],
  [
    "caption-place",
    "a caption in the middle",
    table((pdf, found) => {
      const [first, ...rest] = pdf.reader.list(found.get("K"));
      found.set("K", [first!, child(pdf, found, "Caption"), ...rest]);
    }),
  ],
  ["first-heading", "H2 first", rename("H1", "H2")],
  ["heading-skipped", "H3 after H1", rename("H2", "H3")],
  ["heading-kinds", "H beside H1", rename("Code", "H")],
  ["figure-without-text", "no Alt", without((pdf) => pdf.element("Figure"), "Alt")],
  ["figure-without-box", "no BBox", without((pdf) => pdf.element("Figure"), "A")],
  ["formula-without-text", "a formula without Alt", rename("Code", "Formula")],
  [
    "header-cells",
    "Headers of nobody",
    (pdf) => void pdf.element("TD").set("A", dictionary({ O: name("Table"), Headers: [text("h9")] })),
  ],
  [
    "header-cells",
    "TH without Scope",
    (pdf) => {
      for (const item of pdf.objects.values())
        if (item instanceof Map && ["TH", "TD"].includes(pdf.reader.name(item.get("S")) ?? "")) item.delete("A");
    },
  ],
  [
    "header-cells",
    "a Scope that covers no cell",
    (pdf) => {
      for (const item of pdf.objects.values())
        if (item instanceof Map && ["TH", "TD"].includes(pdf.reader.name(item.get("S")) ?? "")) item.delete("A");
      cells(pdf).set("A", dictionary({ O: name("Table"), Scope: name("Row") }));
    },
  ],
  ["note-without-id", "no ID", without((pdf) => pdf.element("Note"), "ID")],
  ["id-not-unique", "twice the same", withEntry((pdf) => pdf.element("Note"), "ID", text("h1"))],
  ["parent-tree", "no StructParents", (pdf) => void pdf.page(1).delete("StructParents")],
  ["parent-tree", "a link's key of another", withEntry(link, "StructParent", 0)],
  ["page-size", "a trim box of two units", (pdf) => void pdf.page(1).set("TrimBox", [0, 0, 2, 800])],
  [
    "page-size",
    "a bleed box that is upside down and too large",
    (pdf) => void pdf.page(1).set("BleedBox", [20_000, 20_000, 0, 0]),
  ],
  ["page-size", "two units wide", (pdf) => void pdf.page(1).set("MediaBox", [0, 0, 2, 800])],
  ["tab-order", "no Tabs", (pdf) => void pdf.page(1).delete("Tabs")],
  ["annotation-type", "a film", annotate({ Subtype: name("Movie"), Contents: text("film") })],
  ["trap-network", "a trap network", annotate({ Subtype: name("TrapNet") })],
  [
    "printer-mark-tagged",
    "a printer's mark in an Annot",
    (pdf) => {
      annotate({ Subtype: name("PrinterMark") })(pdf);
      const mark = pdf.reader.list(pdf.page(1).get("Annots")).at(-1)!;
      const parent = pdf.element("Document");
      append(
        pdf,
        parent,
        pdf.add(
          dictionary({
            S: name("Annot"),
            P: pdf.referenceTo(parent),
            K: dictionary({ Type: name("OBJR"), Obj: mark, Pg: pdf.referenceTo(pdf.page(1)) }),
          }),
        ),
      );
    },
  ],
  ["annotation-flags", "not printed", withEntry(link, "F", 0)],
  ["annotation-appearance", "a note without appearance", annotate({ Subtype: name("Text"), Contents: text("note") })],
  [
    "annotation-appearance",
    "states where there is one",
    annotate({ Subtype: name("Text"), Contents: text("note"), AP: dictionary({ N: dictionary({}) }) }),
  ],
  ["annotation-without-text", "a stamp without Contents", annotate({ Subtype: name("Stamp") })],
  ["annotation-not-tagged", "a note outside of the tree", annotate({ Subtype: name("Text"), Contents: text("note") })],
  ["link-not-tagged", "a link in a Span", rename("Link", "Span")],
  ["link-without-text", "no Contents", without(link, "Contents")],
  [
    "widget-not-tagged",
    "a field outside of Form",
    annotate({ Subtype: name("Widget"), FT: name("Tx"), TU: text("Name") }),
  ],
  ["field-without-name", "no TU", annotate({ Subtype: name("Widget"), FT: name("Tx") })],
  ["field-without-name", "an empty TU", annotate({ Subtype: name("Widget"), FT: name("Tx"), TU: text("") })],
  [
    "field-without-name",
    "only its group has a TU",
    (pdf) => {
      const group = pdf.add(dictionary({ T: text("group"), TU: text("Group") }));
      annotate({ Subtype: name("Widget"), FT: name("Tx"), T: text("field"), Parent: group })(pdf);
    },
  ],
  ["media-clip-type", "no CT", clip({ Alt: [text(""), text("A film")] })],
  ["media-clip-type", "a CT in words", clip({ CT: text("a film"), Alt: [text(""), text("A film")] })],
  ["media-clip-text", "no Alt", clip({ CT: text("video/mp4") })],
  ["media-clip-text", "an empty Alt", clip({ CT: text("video/mp4"), Alt: [text("en"), text(" ")] })],
  [
    "media-clip-text",
    "a language without a text",
    clip({ CT: text("video/mp4"), Alt: [text("en"), text("A film"), text("de")] }),
  ],
  ["form-element", "text in a Form", rename("Code", "Form")],
  [
    "signature",
    "of part of the file",
    (pdf) => void pdf.add(dictionary({ Type: name("Sig"), ByteRange: [0, 10, 20, 30], Contents: text("x") })),
  ],
  ["font-not-embedded", "no font file", without(descriptor, "FontFile2")],
  [
    "font-not-embedded",
    "Helvetica",
    (pdf) => {
      pdf.resource(
        1,
        "Font",
        "Plain",
        dictionary({
          Type: name("Font"),
          Subtype: name("Type1"),
          BaseFont: name("Helvetica"),
          Encoding: name("WinAnsiEncoding"),
        }),
      );
      pdf.content(1, atStart(inArtifact("BT /Plain 9 Tf (A) Tj ET")));
    },
  ],
  ["font-dictionary", "an unknown descendant", withEntry(cidFont, "Subtype", name("CIDFontType9"))],
  ["font-damaged", "not a font", (pdf) => pdf.rewrite(descriptor(pdf).get("FontFile2"), () => "not a font")],
  ["glyph-missing", "a code beyond the font", (pdf) => pdf.content(1, inParagraph("BT <ffee> Tj ET"))],
  ["glyph-width", "other widths", without(cidFont, "W")],
  ["glyph-width", "another width than the CFF program's", namedFont(cff, { Widths: [724] })],
  ["glyph-width", "another width than the Type 1 program's", namedFont(type1("A"), { Widths: [601] })],
  ["glyph-width", "another width than the CID-keyed CFF program's", outlinedFont("0001", () => ({}), { DW: 501 })],
  [
    "cid-system",
    "another collection",
    (pdf) => {
      const map =
        "/CIDSystemInfo 3 dict def 1 begincodespacerange <0000> <ffff> endcodespacerange 1 begincidrange <0000> <ffff> 0 endcidrange";
      const system = dictionary({ Registry: text("Adobe"), Ordering: text("Other"), Supplement: 0 });
      font(pdf).set("Encoding", pdf.addStream({ Type: name("CMap"), CIDSystemInfo: system }, map));
    },
  ],
  ["font-supplement", "a later supplement in the CMap", ownCMap({ Supplement: 9 })],
  [
    "cmap-supplement",
    "a later supplement in the font",
    (pdf) => {
      (pdf.reader.dictionary(cidFont(pdf).get("CIDSystemInfo")) as Dictionary).set("Supplement", 3);
      ownCMap({ Supplement: 2 })(pdf);
    },
  ],
  ["cid-system", "another registry", ownCMap({ Registry: text("Own") })],
  [
    "cid-system",
    "another registry in the CMap itself",
    ownCMap(
      {},
      "/CIDSystemInfo 3 dict dup begin /Registry (Own) def /Ordering (Identity) def /Supplement 0 def end def",
    ),
  ],
  [
    "cid-system",
    "another ordering in the CMap itself",
    ownCMap({}, "/CIDSystemInfo <</Registry (Adobe) /Ordering (Own) /Supplement 0>> def"),
  ],
  ["too-large-value", "a CID beyond 65535", ownCMap({}, "1 begincidrange <0001> <0002> 65535 endcidrange")],
  ["cid-system", "a predefined CMap of another collection", withEntry(font, "Encoding", name("UniJIS-UTF16-H"))],
  ["cid-to-gid", "a map by another name", withEntry(cidFont, "CIDToGIDMap", name("Own"))],
  [
    "cmap",
    "a CMap built on one that is not predefined",
    (pdf) => {
      const own = pdf.reader.dictionary(cidFont(pdf).get("CIDSystemInfo"));
      font(pdf).set(
        "Encoding",
        pdf.addStream(
          { Type: name("CMap"), UseCMap: name("Own-H"), CIDSystemInfo: own },
          "1 begincodespacerange <0000> <ffff> endcodespacerange 1 begincidrange <0000> <ffff> 0 endcidrange",
        ),
      );
    },
  ],
  ["cid-set", "a CharSet that leaves glyphs out", namedFont(cff, {}, { CharSet: text("/A/B") })],
  [
    "cid-set",
    "a CharSet that leaves a Type 1 glyph out",
    namedFont(type1(".notdef", "A", "B"), {}, { CharSet: text("/A") }),
  ],
  [
    "cid-set",
    "a CharSet that lists a glyph that is not there",
    namedFont(type1(".notdef", "A", "B"), {}, { CharSet: text("/A/B/C") }),
  ],
  [
    "cid-set",
    "a CIDSet that leaves a CID of CFF outlines out",
    outlinedFont("0001", (pdf) => ({ CIDSet: pdf.addStream({}, "\xc0") })),
  ],
  [
    "glyph-missing",
    "a name that the CFF program does not have",
    namedFont(cff, { Encoding: dictionary({ Differences: [65, name("alpha")] }) }),
  ],
  ["glyph-missing", "a letter that the Type 1 program does not have", namedFont(type1(".notdef", "B"))],
  ["glyph-missing", "a CID that the outlines do not have", outlinedFont("0003")],
  [
    "font-damaged",
    "a Type 1 program without glyphs",
    namedFont((pdf) => ({ FontFile: pdf.addStream({ Length1: 3 }, "%!PS nothing") })),
  ],
  ["notdef-shown", "CID 0 of outlines", outlinedFont("0000")],
  [
    "notdef-shown",
    "a code named .notdef",
    namedFont(cff, {
      Encoding: dictionary({ BaseEncoding: name("WinAnsiEncoding"), Differences: [65, name(".notdef")] }),
    }),
  ],
  ["cid-to-gid", "no map", without(cidFont, "CIDToGIDMap")],
  ["cmap", "an unknown CMap", withEntry(font, "Encoding", name("Own-H"))],
  ["cid-set", "an empty CIDSet", (pdf) => void descriptor(pdf).set("CIDSet", pdf.addStream({}, "\0"))],
  ["truetype-encoding", "no encoding", simpleFont({}, {})],
  [
    "truetype-encoding",
    "Differences with a word that is no glyph's name",
    (pdf) =>
      simpleFont(
        { Encoding: dictionary({ BaseEncoding: name("WinAnsiEncoding"), Differences: [65, name("Foo")] }) },
        { FontFile2: pdf.addStream({}, wholeFont()) },
      )(pdf),
  ],
  [
    "truetype-encoding",
    "Differences that name glyphs of nobody",
    simpleFont({ Encoding: dictionary({ BaseEncoding: name("WinAnsiEncoding"), Differences: [65, name("g12")] }) }, {}),
  ],
  ["no-unicode", "no ToUnicode", without(font, "ToUnicode")],
  [
    "invalid-unicode",
    "U+FEFF",
    (pdf) =>
      pdf.rewrite(
        font(pdf).get("ToUnicode"),
        () => "1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfrange <0001><0001><feff> endbfrange",
      ),
  ],
  [
    "private-use",
    "a private character",
    (pdf) =>
      pdf.rewrite(
        font(pdf).get("ToUnicode"),
        () => "1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfrange <0000><00ff><e000> endbfrange",
      ),
  ],
  ["notdef-shown", "code 0", (pdf) => pdf.content(1, inParagraph("BT <0000> Tj ET"))],
  ["file-without-type", "no Subtype", without((pdf) => pdf.ofType("EmbeddedFile"), "Subtype")],
  ["file-without-name", "no UF", without(attachment, "UF")],
  [
    "file-without-name",
    "a specification that is not an indirect object",
    (pdf) => {
      const body = pdf.addStream({ Type: name("EmbeddedFile"), Subtype: name("text/plain") }, "x");
      catalog(pdf).set("More", [
        dictionary({
          Type: name("Filespec"),
          F: text("a.txt"),
          AFRelationship: name("Data"),
          EF: dictionary({ F: body }),
        }),
      ]);
    },
  ],
  ["file-without-relationship", "no AFRelationship", without(attachment, "AFRelationship")],
  ["file-not-associated", "no AF", without(catalog, "AF")],
];
