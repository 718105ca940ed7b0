import { describe, expect, it } from "vitest";
import { drawFormula } from "../../../../../functions/core/report/picture/formula/draw-formula.ts";
import { speakFormula } from "../../../../../functions/core/report/picture/formula/speak-formula.ts";
import { spokenLanguages } from "../../../../../functions/core/report/picture/formula/spoken-languages.ts";
import { languages } from "../../../../../functions/core/report/locale/languages.ts";

const speak = (tex: string, language = "en") => speakFormula(drawFormula(tex, true, "#000000").mathml, language);
const roots = String.raw`x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}`;

describe("a formula in words", () => {
  it.each([
    [
      String.raw`x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}`,
      "x equals the fraction with numerator negative b plus or minus the square root of b squared minus 4 a c and denominator 2 a",
    ],
    [String.raw`x^2 = \frac{1}{2}`, "x squared equals one half"],
    [String.raw`x^3`, "x cubed"],
    [String.raw`x^{n+1}`, "x raised to the n plus 1 power"],
    [String.raw`x_i`, "x sub i"],
    [String.raw`x_i^2`, "x sub i squared"],
    [String.raw`x_{t-1}`, "x sub t minus 1"],
    [String.raw`\sqrt{x}`, "the square root of x"],
    [String.raw`\sqrt[3]{x}`, "the cube root of x"],
    [String.raw`g = \sqrt[n]{x_n / x_0} - 1`, "g equals the n-th root of x sub n divided by x sub 0 minus 1"],
    [String.raw`\frac{a}{b}`, "a over b"],
    [String.raw`\frac{\frac{a}{b}}{c}`, "the fraction with numerator a over b and denominator c"],
    [
      String.raw`\bar{x} = \frac{1}{n} \sum_{i=1}^{n} x_i`,
      "x bar equals 1 over n the sum from i equals 1 to n of x sub i",
    ],
    [String.raw`\prod_{k=1}^{n} k = n!`, "the product from k equals 1 to n of k equals n factorial"],
    [String.raw`\int_0^\infty e^{-x}\,dx`, "the integral from 0 to infinity of e raised to the negative x power d x"],
    [String.raw`\oint f`, "the contour integral of f"],
    [String.raw`\lim_{x \to 0} \frac{\sin x}{x} = 1`, "the limit as x approaches 0 of sine x over x equals 1"],
    [String.raw`\lim_{n \to \infty} a_n`, "the limit as n approaches infinity of a sub n"],
    [String.raw`\log_2 x`, "the log base 2 of x"],
    [String.raw`\ln(1 + r)`, "l n of open paren 1 plus r close paren"],
    [String.raw`\max_{i} x_i`, "max over i of x sub i"],
    [String.raw`f(x, y)`, "f of open paren x comma y close paren"],
    [String.raw`|x|`, "the absolute value of x"],
    [String.raw`\lfloor x \rfloor`, "left floor x right floor"],
    [String.raw`\lVert v \rVert`, "the norm of v"],
    [String.raw`\left[0, 1\right)`, "open bracket 0 comma 1 close paren"],
    [String.raw`\{1, 2, \dots, n\}`, "the set 1 comma 2 comma dot dot dot comma n"],
    [String.raw`\binom{n}{k}`, "n choose k"],
    [String.raw`\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}`, "the 2 by 2 matrix Row 1: 1 2 Row 2: 3 4"],
    [
      String.raw`\begin{vmatrix} a & b \\ c & d \end{vmatrix}`,
      "the determinant of the 2 by 2 matrix Row 1: a b Row 2: c d",
    ],
    [
      String.raw`f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}`,
      "f of x equals 2 cases Case 1: 1 x is greater than 0 Case 2: 0 otherwise",
    ],
    [String.raw`\begin{aligned} a &= b \\ c &= d \end{aligned}`, "2 lines Line 1: a equals b Line 2: c equals d"],
    [String.raw`\hat{y} = \beta_0 + \beta_1 x + \varepsilon`, "y hat equals beta sub 0 plus beta sub 1 x plus epsilon"],
    [String.raw`\vec{v}`, "v right arrow"],
    [String.raw`\dot{x}`, "x dot above"],
    [String.raw`\tilde{x}`, "x tilde"],
    [String.raw`x'`, "x prime"],
    [String.raw`\overline{ab}`, "the line segment a b"],
    [String.raw`\underbrace{a + b}_{n}`, "a plus b over bottom brace over n"],
    [String.raw`\alpha, \Omega`, "alpha comma Omega"],
    [String.raw`x \in \mathbb{R}`, "x is a member of the real numbers"],
    [String.raw`A \cup B \subseteq C`, "A union B subset of or equal to C"],
    [String.raw`a \le b < c \ne d`, "a is less than or equal to b is less than c is not equal to d"],
    [String.raw`a \approx b`, "a almost equals b"],
    [String.raw`p \Rightarrow q`, "p right double arrow q"],
    [String.raw`\forall x \exists y`, "for all x there exists y"],
    [String.raw`\partial f`, "partial differential f"],
    [String.raw`a \cdot b \times c \div d`, "a times b times c divided by d"],
    [String.raw`20\%`, "20 percent"],
    [String.raw`1{,}000`, "1,000"],
    [
      String.raw`\text{ROI} = \frac{\text{gain} - \text{cost}}{\text{cost}}`,
      "ROI equals the fraction with numerator gain minus cost and denominator cost",
    ],
    [String.raw`\operatorname{var}(X)`, "var of X"],
    [String.raw`x \text{ if } y > 0`, "x if y is greater than 0"],
    [String.raw`\text{北京}`, "北京"],
    [String.raw`{}^{14}C`, "to the 14th power C"],
    [String.raw`a \equiv b \pmod{n}`, "a is identical to b mod n"],
    [String.raw`\mathrm{d}x`, "d x"],
    [String.raw`\boxed{x}`, "enclosed with box x"],
    [String.raw`90^\circ`, "90 degrees"],
    [String.raw`E(X \mid Y)`, "E of open paren X given Y close paren"],
    [String.raw`\xrightarrow{f}`, "right arrow with f over it"],
    [String.raw`\sum_{\substack{i \ne j}} a`, "the sum over 1 lines Line 1: i is not equal to j of a"],
    [String.raw`\dfrac{\Delta y}{\Delta x}`, "Delta y over Delta x"],
    [String.raw`\bigl(x\bigr)^{2}`, "x squared"],
    [String.raw`\phantom{x}y`, "y"],
    [String.raw`\not=`, "is not equal to"],
    [String.raw`\iint_D f`, "the double integral over D of f"],
    [String.raw`\begin{array}{c|c} a & b \\ \hline c & d \end{array}`, "2 lines Line 1: a b Line 2: c d"],
    [String.raw`a \stackrel{!}{=} b`, "a equals sign with factorial over it b"],
    [String.raw`\cfrac{1}{1+\cfrac{1}{x}}`, "the fraction with numerator 1 and denominator 1 plus 1 over x"],
    [String.raw`\text{Gewinn in €, netto}`, "Gewinn in € comma netto"],
    [String.raw`x \lt 5 \& y`, "x is less than 5 ampersand y"],
    [String.raw`\$5`, "dollar sign 5"],
    [String.raw`20^\circ\mathrm{C}`, "20 degrees C"],
    [String.raw`P(A \mid B)`, "P of open paren A given B close paren"],
    [String.raw`\langle x \rangle`, "left angle bracket x right angle bracket"],
    [String.raw`A \xrightarrow[g]{f} B`, "upper A right arrow Underscript g Overscript f Endscripts upper B"],
    [String.raw`A \xrightarrow[g]{} B`, "upper A right arrow Underscript g Endscripts upper B"],
    [String.raw`A \xrightarrow{} B`, "A right arrow B"],
    [String.raw`A \xleftarrow{f} B`, "A left arrow with f over it B"],
    [String.raw`x \in \mathbb{R}^n`, "x is a member of the real numbers to the n-th power"],
    [String.raw`A \in \mathbb{R}^{n \times m}`, "A is a member of the real numbers raised to the n times m power"],
    [String.raw`f: \mathbb{R}^2 \to \mathbb{R}`, "f colon the real numbers squared right arrow the real numbers"],
    [String.raw`\mathbb{R}^n \mathbb{Z}^{k}`, "the real numbers to the n-th power the integers to the k-th power"],
    [String.raw`\begin{aligned} a &= b \\ &= d \end{aligned}`, "2 lines Line 1: a equals b Line 2: equals d"],
    [String.raw`\begin{aligned} a &= b \\ & \end{aligned}`, "2 lines Line 1: a equals b Line 2: blank"],
    [
      String.raw`f = \begin{cases} 1 & x > 0 \\ 0 & \end{cases}`,
      "f equals 2 cases Case 1: 1 x is greater than 0 Case 2: 0",
    ],
    [
      String.raw`\begin{aligned} A &= \begin{pmatrix} 1 & \\ & 4 \end{pmatrix} \\ &= B \end{aligned}`,
      "2 lines Line 1: A equals the 2 by 2 matrix Row 1: 1 blank Row 2: blank 4 Line 2: equals B",
    ],
  ])("%s", async (tex, words) => {
    expect(await speak(tex)).toBe(words);
  });

  it.each(["en", "fr", "hi"].filter((each) => process.env["WHOLE"] !== undefined || each !== "hi"))(
    "names the set of numbers whose power it is: %s",
    async (language) => {
      for (const set of ["C", "N", "Q", "R", "Z"]) {
        const name = (await speak(`\\mathbb{${set}}`, language))!;
        for (const power of ["n", "2", "3", "{n + 1}", "{n \\times m}"])
          expect(await speak(`\\mathbb{${set}}^${power}`, language)).toContain(name);
      }
    },
  );

  // Each language loads its rules: `npm test` takes three of them.
  it.each(
    (
      [
        ["da", "x lig med Start Brøk negativ b plus minus StartRod b kvadreret minus 4 a c SlutRot Over 2 a Slut Brøk"],
        [
          "de",
          "x ist gleich Bruch mit Zähler minus b plus minus Quadratwurzel aus b Quadrat minus 4 a c und Nenner 2 a",
        ],
        [
          "en",
          "x equals the fraction with numerator negative b plus or minus the square root of b squared minus 4 a c and denominator 2 a",
        ],
        [
          "es",
          "x igual empezar fracción menos b más menos empezar raíz cuadrada b al cuadrado menos 4 a c finalizar raíz cuadrada entre 2 a finalizar fracción",
        ],
        [
          "fr",
          "x égale fraction avec numérateur négatif b plus ou moins la racine carrée de b au carré moins 4 a c et dénominateur 2 a",
        ],
        ["hi", "एक्स बराबर का चिह्न भिन्न जिसका अंश ऋण बी योगवियोग बी वर्गित घटाव का चिन्ह 4 ए सी का वर्गमूल और हर 2 ए"],
        [
          "it",
          "x uguale a frazione con numeratore meno b più o meno radice quadrata di b quadrato meno 4 a c e denominatore 2 a",
        ],
        ["ko", "x 는 분모가 2 a 이고 분자가 마이너스 b 플러스마이너스 루트 b 제곱 빼기 4 a c 인 분수"],
        [
          "sv",
          "x är lika med bråket med täljare minus b plus minus kvadratroten av b kvadrat minus 4 a c och nämnare 2 a",
        ],
      ] as const
    ).filter(([language]) => process.env["WHOLE"] !== undefined || ["en", "fr", "hi"].includes(language)),
  )("in the report's language: %s", async (language, words) => {
    expect(await speak(roots, language)).toBe(words);
  });

  it("is in its own language, whatever is spoken at the same time", async () => {
    const spoken = await Promise.all(["en", "de", "en", "fr", "de"].map((language) => speak("x + 1 = y", language)));
    expect(spoken).toEqual([
      "x plus 1 equals y",
      "x plus 1 ist gleich y",
      "x plus 1 equals y",
      "x plus 1 égale y",
      "x plus 1 ist gleich y",
    ]);
  });

  it("has no words in a language without rules, or for mere space", async () => {
    expect(await speak(roots, "zh")).toBeUndefined();
    expect(await speak(roots, "constructor")).toBeUndefined();
    expect(await speak("\\quad")).toBeUndefined();
  });

  it("is spoken in languages of ours only", () => {
    expect(Object.keys(spokenLanguages).filter((language) => !Object.hasOwn(languages, language))).toEqual([]);
  });

  it("leaves no browser behind", async () => {
    await speak("x");
    expect("window" in globalThis || "document" in globalThis).toBe(false);
  });
});
