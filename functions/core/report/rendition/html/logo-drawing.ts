import type { Drawing } from "../../../drawing.ts";
import { tracePath } from "../../picture/svg/svg-ink.ts";
import type { Logo } from "../../template/theme.ts";

/** A theme's logo as a drawing, which is decoration. */
export function logoDrawing(logo: Logo): Drawing {
  const { width, height } = logo;
  return {
    width,
    height,
    alt: "",
    draw(context) {
      if ("png" in logo) {
        const bytes = Buffer.from(logo.png, "base64");
        return context.drawImage({ width, height, format: "png", bytes }, 0, 0, width, height);
      }
      if (logo.texts !== undefined) throw new TypeError("the letters of the logo are not outlined");
      for (const { segments, fill, evenOdd, stroke, opacity = 1 } of logo.shapes) {
        context.globalAlpha = opacity;
        context.beginPath();
        tracePath(context, segments);
        if (fill !== undefined) {
          context.fillStyle = fill;
          context.fill(evenOdd === true ? "evenodd" : "nonzero");
        }
        if (stroke !== undefined) {
          context.save();
          context.strokeStyle = stroke.color;
          context.lineWidth = stroke.width;
          context.lineCap = stroke.cap;
          context.lineJoin = stroke.join;
          context.miterLimit = stroke.miter;
          context.setLineDash(stroke.dashes);
          context.lineDashOffset = stroke.dashOffset;
          // The points of the path stay where they are: only the pen is stretched.
          if (stroke.pen !== undefined) context.transform(...stroke.pen, 0, 0);
          context.stroke();
          context.restore();
        }
      }
    },
  };
}
