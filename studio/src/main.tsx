import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { loadWrite } from "./app/rooms.ts";
import "./design/fonts.css";
import "./design/tokens.css";
import "./design/base.css";
import "./design/components.css";
import "./design/layout.css";
import "./app/shell.css";
import "./design/forced.css";

// Asked for before anything is drawn; if it fails, the room says so.
if (location.pathname.startsWith("/studio/write/")) loadWrite().catch(() => {});

createRoot(document.querySelector("#root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
