import type { CanvasContext, RasterImage } from "../../../../functions/core/drawing.ts";

/** Two pixels, one of them half transparent. */
const picture: RasterImage = {
  width: 2,
  height: 1,
  format: "rgba",
  bytes: Uint8Array.from([200, 30, 20, 255, 20, 30, 200, 128]),
};

/** Draws 400 by 300 points with each operation and each style of a canvas. */
export function drawEverything(context: CanvasContext): void {
  drawPaths(context);
  drawStyles(context);
  drawWords(context);
  drawGradients(context);
}

function drawPaths(context: CanvasContext): void {
  context.beginPath();
  context.moveTo(10, 10);
  context.lineTo(50, 10);
  context.bezierCurveTo(60, 10, 60, 40, 50, 40);
  context.quadraticCurveTo(30, 60, 10, 40);
  context.closePath();
  context.fillStyle = "#a11d21";
  context.fill();
  context.beginPath();
  context.arc(90, 30, 20, 0, 2 * Math.PI);
  context.arc(90, 30, 10, 0, 1.5 * Math.PI, true);
  context.fill("evenodd");
  context.beginPath();
  context.ellipse(140, 30, 20, 10, 0.5, 0.2, 4);
  context.stroke();
  context.beginPath();
  context.rect(170, 10, 30, 40);
  context.roundRect(210, 10, 40, 40, 8);
  context.roundRect(260, 10, 40, 40, [2, 4, 6, 8]);
  context.roundRect(310, 10, 40, 40, [30]);
  context.fill();
  context.stroke();
  context.save();
  context.beginPath();
  context.rect(10, 70, 40, 40);
  context.rect(20, 80, 20, 20);
  context.clip("evenodd");
  context.fillRect(0, 60, 60, 60);
  context.restore();
  context.save();
  context.translate(100, 90);
  context.rotate(Math.PI / 6);
  context.scale(2, 0.5);
  context.transform(1, 0.1, 0.2, 1, 3, 4);
  context.fillRect(-10, -10, 20, 20);
  context.strokeRect(-12, -12, 24, 24);
  context.setTransform(1, 0, 0, 1, 150, 70);
  context.fillRect(0, 0, 10, 10);
  context.restore();
  context.drawImage(picture, 180, 70, 40, 20);
}

function drawStyles(context: CanvasContext): void {
  context.save();
  for (const [cap, join] of [
    ["butt", "miter"],
    ["round", "round"],
    ["square", "bevel"],
  ] as const) {
    context.translate(0, 20);
    context.lineWidth += 1.5;
    context.lineCap = cap;
    context.lineJoin = join;
    context.miterLimit = 4;
    context.strokeStyle = "hsl(200, 50%, 40%)";
    context.beginPath();
    context.moveTo(240, 60);
    context.lineTo(280, 70);
    context.lineTo(240, 72);
    context.stroke();
  }
  context.setLineDash([4, 2, 1]);
  context.lineDashOffset = 3;
  context.strokeRect(300, 20, 60, 20);
  context.setLineDash([]);
  context.globalAlpha = 0.5;
  context.globalCompositeOperation = "multiply";
  context.fillStyle = "rgba(10, 200, 30, 0.4)";
  context.fillRect(320, 10, 20, 40);
  context.restore();
  context.fillStyle = "transparent";
  context.fillRect(0, 0, 5, 5);
}

function drawWords(context: CanvasContext): void {
  context.fillStyle = "#000";
  for (const [index, [align, baseline]] of (
    [
      ["left", "alphabetic"],
      ["center", "top"],
      ["right", "middle"],
      ["start", "bottom"],
      ["end", "hanging"],
    ] as const
  ).entries()) {
    context.font = `${index % 2 === 0 ? "" : "italic "}${index < 2 ? 400 : 700} ${9 + index}px ${index === 2 ? "serif" : "sans-serif"}`;
    context.textAlign = align;
    context.textBaseline = baseline;
    context.letterSpacing = index === 3 ? "1.5px" : "0px";
    context.fillText(`Bar ${index}.1% 北京`, 200, 160 + 16 * index);
  }
  context.font = "12px monospace";
  context.textAlign = "left";
  context.fillText("שלום 12 abc", 20, 150);
  context.strokeText("Outlined", 20, 170);
  context.fillText("", 20, 180);
  const { width } = context.measureText("As wide as this");
  context.fillRect(20, 182, width, 1);
  context.link?.(20, 140, 60, 12, "https://example.org/(a)?b=数");
}

function drawGradients(context: CanvasContext): void {
  const linear = context.createLinearGradient(10, 240, 110, 280);
  linear.addColorStop(0, "#fff");
  linear.addColorStop(0.3, "#a11d21");
  linear.addColorStop(1, "rgba(0, 0, 0, 0.5)");
  context.fillStyle = linear;
  context.fillRect(10, 240, 100, 40);
  const radial = context.createRadialGradient(170, 260, 5, 180, 260, 30);
  radial.addColorStop(0, "yellow");
  radial.addColorStop(1, "blue");
  context.fillStyle = radial;
  context.strokeStyle = linear;
  context.lineWidth = 3;
  context.beginPath();
  context.arc(180, 260, 30, 0, 7);
  context.fill();
  context.stroke();
}
