// First, so that what components say about themselves comes later and wins.
import "./styles/tokens.css";
import "./styles/base.css";
import "./components/components.css";
import "./components/page.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { newQueryClient } from "./app/queryClient";
import { followSystemTheme } from "./lib/theme";

// `npm run demo`: the page against made-up data. A production build drops this line.
if (import.meta.env.MODE === "demo") (await import("./testing/demo")).startDemo();

followSystemTheme();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App client={newQueryClient()} />
  </StrictMode>,
);
